#include "report/vehicle_rows.h"

#include "origin/vehicle/vehicle.h"
#include "report/number.h"

struct teller {
    const struct usmca_rulebook *book;
    const struct determination *determination;
    void (*put)(void *context, const struct vehicle_report_row *row);
    void *context;
    struct buffer evidence;
};

#define TELL(teller, id, ...)                                                                                \
    (MESSAGE(&(teller)->evidence, (teller)->book->messages, (id), __VA_ARGS__),                              \
     buffer_char(&(teller)->evidence, '\n'))

static struct text say(struct teller *teller, const char *prefix, const char *word) {
    char id[96] = "";
    struct buffer name = {0};
    buffer_string(&name, prefix);
    buffer_char(&name, '.');
    buffer_string(&name, word);
    if (!name.failed && name.length < sizeof id)
        memcpy(id, name.data, name.length);
    buffer_release(&name, &teller->evidence);
    return message_find(teller->book->messages, id);
}

static void finish(struct teller *teller, struct vehicle_report_row *row) {
    row->evidence = buffer_view(&teller->evidence);
    teller->put(teller->context, row);
    teller->evidence.length = 0;
}

static void tell_range(struct teller *teller, enum calculation_period period, struct day_range range) {
    char days[2][DATE_TEXT_SIZE];
    TELL(teller, "vehicle.range", {"period", say(teller, "calculation", CALCULATION_PERIOD_WORDS[period])},
         {"from", {days[0], date_print(days[0], range.from)}},
         {"to", {days[1], date_print(days[1], date_before(range.until))}});
}

static void tell_basis(struct teller *teller, enum vehicle_scope scope, struct text category) {
    TELL(teller, scope == SCOPE_EXPORTED ? "vehicle.basis.exported" : "vehicle.basis.all",
         {"category", category});
}

/* ---- the rule: change and content ---- */

static const struct test *test_of_rule(const struct determination *determination,
                                       enum requirement_kind kind) {
    if (determination->alternative_count == 0)
        return NULL;
    return test_of_kind(&determination->alternatives[determination->reported], kind);
}

static struct text cite_of_rule(const struct determination *determination) {
    return determination->alternatives[determination->reported].rule->cite;
}

static void put_change(struct teller *teller) {
    const struct determination *determination = teller->determination;
    const struct test *test = test_of_rule(determination, REQUIRE_CHANGE);
    struct buffer number = {0};
    if (test == NULL)
        return;
    buffer_number(&number, test->line_count);
    if (test->line_count > 0)
        TELL(teller, "vehicle.change.lines", {"count", buffer_view(&number)});
    TELL(teller, test->why, {"count", buffer_view(&number)});
    buffer_release(&number, &teller->evidence);
    struct vehicle_report_row row = {.id = "tariff-shift",
                                     .name = "vehicle.tariff-shift",
                                     .result = test->result,
                                     .cite = cite_of_rule(determination)};
    finish(teller, &row);
}

static void tell_average(struct teller *teller, const struct average *average) {
    struct number_room rooms[3];
    char days[2][DATE_TEXT_SIZE];
    TELL(teller, "report.average", {"from", {days[0], date_print(days[0], average->from)}},
         {"to", {days[1], date_print(days[1], date_before(average->until))}}, {"group", average->group},
         {"units", number_count(&rooms[0], teller->book->messages, average->told.units)},
         {"net_cost", number_total(&rooms[1], teller->book->messages, average->told.net_cost)},
         {"vnm", number_total(&rooms[2], teller->book->messages, average->told.vnm)},
         {"cite", average->cite});
}

/* U.R. 14(1), 15(1), 20(1) */
static void tell_roll_up(struct teller *teller) {
    const struct vehicle *vehicle = teller->determination->vehicle;
    struct buffer count = {0};
    struct number_room room;
    buffer_number(&count, vehicle->whole_lines);
    if (vehicle->whole_lines > 0)
        TELL(teller, "vehicle.roll-up", {"count", buffer_view(&count)},
             {"value", number_decimal(&room, teller->book->messages, vehicle->whole_value, 2)});
    if (vehicle->rolled_up && vehicle->disputed_vnm.value > 0)
        TELL(teller, "vehicle.roll-up.disputed",
             {"vnm", number_amount(&room, teller->book->messages, vehicle->disputed_vnm)});
    buffer_release(&count, &teller->evidence);
}

static void put_content(struct teller *teller) {
    const struct determination *determination = teller->determination;
    const struct test *test = test_of_rule(determination, REQUIRE_RVC);
    struct number_room rooms[3];
    if (test == NULL)
        return;
    const struct rvc *rvc = &test->rvc[test->method < METHODS ? test->method : METHOD_NET_COST];
    struct vehicle_report_row row = {.id = VEHICLE_REQUIREMENT_WORDS[VEHICLE_CONTENT],
                                     .name = "vehicle.regional-value-content",
                                     .result = test->result,
                                     .figure = rvc->content,
                                     .cite = cite_of_rule(determination)};
    if (determination->average != NULL)
        tell_average(teller, determination->average);
    else
        TELL(teller, "vehicle.content", {"base", number_amount(&rooms[0], teller->book->messages, rvc->base)},
             {"vnm", number_amount(&rooms[1], teller->book->messages, rvc->vnm)},
             {"method",
              say(teller, "method", METHOD_WORDS[test->method < METHODS ? test->method : METHOD_NET_COST])});
    if (rvc->content.credit > 0)
        TELL(teller, "vehicle.credit",
             {"credit", number_decimal(&rooms[0], teller->book->messages, rvc->content.credit, 0)},
             {"asked", number_decimal(&rooms[1], teller->book->messages, rvc->content.asked, 0)},
             {"required", number_decimal(&rooms[2], teller->book->messages, rvc->content.required, 0)});
    if (determination->average == NULL)
        tell_roll_up(teller);
    finish(teller, &row);
}

/* ---- core parts ---- */

static void tell_core_line(struct teller *teller, const struct core_line *core) {
    const struct material *material = teller->determination->lines[core->line].material;
    const struct rvc *rvc = core_best(core);
    enum core_vnm which = rvc != NULL ? core->best_vnm : CORE_OF_MATERIALS;
    enum method method = rvc != NULL ? core->best_method : METHOD_NET_COST;
    struct number_room rooms[4];
    const bool by_content = core->ground == CORE_BY_CONTENT || core->ground == CORE_FAILED;
    TELL(
        teller,
        rvc != NULL && by_content ? "vehicle.core.content"
        : rvc != NULL             ? "vehicle.core.ground-and-content"
                                  : "vehicle.core.ground",
        {"part", say(teller, "core-part", core->part->id.data)}, {"line", material->line},
        {"material", material->material_id.length > 0 ? material->material_id : material->description},
        {"result", say(teller, "result", RESULT_WORDS[core->result])},
        {"ground", say(teller, "core-ground", CORE_GROUND_WORDS[core->ground])},
        {"method", say(teller, "method", METHOD_WORDS[method])},
        {"of", say(teller, "core-vnm", CORE_VNM_WORDS[which])},
        {"base", rvc != NULL ? number_amount(&rooms[0], teller->book->messages, rvc->base) : TEXT("")},
        {"vnm", rvc != NULL ? number_amount(&rooms[1], teller->book->messages, rvc->vnm) : TEXT("")},
        {"percent", rvc != NULL ? number_figure(&rooms[2], teller->book->messages, &rvc->content) : TEXT("")},
        {"required", rvc != NULL ? number_decimal(&rooms[3], teller->book->messages, rvc->content.required, 0)
                                 : TEXT("")});
}

static void tell_super_core(struct teller *teller) {
    const struct vehicle *vehicle = teller->determination->vehicle;
    for (int vnm = 0; vnm < CORE_VNMS; vnm++) {
        const struct rvc *rvc = &vehicle->super_core[vnm];
        struct number_room rooms[4];
        if (!rvc->content.known)
            continue;
        TELL(teller, "vehicle.super-core", {"of", say(teller, "core-vnm", CORE_VNM_WORDS[vnm])},
             {"base", number_amount(&rooms[0], teller->book->messages, rvc->base)},
             {"vnm", number_amount(&rooms[1], teller->book->messages, rvc->vnm)},
             {"percent", number_figure(&rooms[2], teller->book->messages, &rvc->content)},
             {"required", number_decimal(&rooms[3], teller->book->messages, rvc->content.required, 0)});
    }
}

static void tell_inner(struct teller *teller) {
    const struct determination *determination = teller->determination;
    for (uint32_t i = 0; i < determination->vehicle->inner_count; i++) {
        const struct inner_core *inner = &determination->vehicle->inner[i];
        TELL(teller, "vehicle.core.inside", {"part", say(teller, "core-part", inner->part->id.data)},
             {"material", inner->material_id}, {"line", determination->lines[inner->line].material->line},
             {"result", say(teller, "result", RESULT_WORDS[inner->result])});
    }
}

static void tell_missing(struct teller *teller) {
    const struct vehicle *vehicle = teller->determination->vehicle;
    for (uint32_t i = 0; i < vehicle->missing_count; i++) {
        struct buffer names = {0};
        vehicle_part_names(teller->book, vehicle->missing[i], &names);
        TELL(teller, "vehicle.core.missing", {"part", buffer_view(&names)});
        buffer_release(&names, &teller->evidence);
    }
}

/* A requirement beside the rule. */
static void finish_test(struct teller *teller, const struct test *test, const char *name) {
    struct vehicle_report_row row = {.id = VEHICLE_REQUIREMENT_WORDS[test->requirement->vehicle.requires],
                                     .name = name,
                                     .result = test->result,
                                     .declared = test->declared,
                                     .figure = test->figure,
                                     .cite = test->cite};
    finish(teller, &row);
}

static void put_core(struct teller *teller, const struct test *test) {
    const struct vehicle *vehicle = teller->determination->vehicle;
    for (uint32_t i = 0; i < vehicle->core_count; i++)
        tell_core_line(teller, &vehicle->core[i]);
    tell_inner(teller);
    tell_missing(teller);
    tell_super_core(teller);
    finish_test(teller, test, "vehicle.core-parts");
}

/* Rows may be in another currency than the good. */
static void tell_currency(struct teller *teller, struct text currency) {
    if (currency.length > 0 && !text_equal(currency, teller->determination->currency))
        TELL(teller, "vehicle.currency", {"currency", currency});
}

/* ---- purchases ---- */

static void put_purchases(struct teller *teller, const struct test *test) {
    const struct purchases_outcome *purchases = test->purchases;
    enum vehicle_requirement requires = test->requirement->vehicle.requires;
    if (test->exempt || test->declared)
        TELL(teller, test->why, {"", TEXT("")});
    if (purchases != NULL && purchases->known) {
        struct number_room rooms[2];
        TELL(teller, "vehicle.purchases",
             {"originating", number_total(&rooms[0], teller->book->messages, purchases->originating)},
             {"all", number_total(&rooms[1], teller->book->messages, purchases->all)});
        tell_currency(teller, purchases->currency);
        tell_range(teller, purchases->period, purchases->range);
        tell_basis(teller, purchases->basis.scope,
                   purchases->basis.category == CATEGORY_NONE
                       ? message_find(teller->book->messages, "category.producer")
                       : say(teller, "category", VEHICLE_CATEGORY_WORDS[purchases->basis.category]));
        if (test->shortfall > 0)
            TELL(teller, "vehicle.purchases.short",
                 {"short", number_total(&rooms[0], teller->book->messages, test->shortfall)});
        if (purchases->unsaid > 0)
            TELL(teller, "vehicle.unsaid",
                 {"value", number_total(&rooms[0], teller->book->messages, purchases->unsaid)});
        if (purchases->doubtful > 0)
            TELL(teller, "vehicle.doubtful",
                 {"value", number_total(&rooms[0], teller->book->messages, purchases->doubtful)},
                 {"why", say(teller, "doubt", PURCHASE_DOUBT_WORDS[purchases->doubt])});
        if (purchases->plants_differ)
            TELL(teller, "vehicle.plants-differ", {"", TEXT("")});
        if (purchases->estimated)
            TELL(teller, "vehicle.estimated", {"", TEXT("")});
    }
    finish_test(teller, test, requires == VEHICLE_STEEL ? "vehicle.steel" : "vehicle.aluminum");
}

/* ---- labour value content ---- */

static void tell_credits(struct teller *teller, const struct labour_outcome *labour) {
    struct number_room rooms[4];
    const struct technology *technology = &labour->technology;
    char days[2][DATE_TEXT_SIZE];
    if (technology->known)
        TELL(teller, "vehicle.technology",
             {"part", number_total(&rooms[0], teller->book->messages, technology->share.part)},
             {"whole", number_total(&rooms[1], teller->book->messages, technology->share.whole)},
             {"points", number_percent(&rooms[2], teller->book->messages, labour->technology_points)},
             {"from", {days[0], date_print(days[0], technology->range.from)}},
             {"to", {days[1], date_print(days[1], date_before(technology->range.until))}},
             {"most", number_decimal(&rooms[3], teller->book->messages, labour->required->technology, 0)});
    else
        TELL(teller,
             technology->unconverted          ? "vehicle.technology.unconverted"
             : technology->lacking.length > 0 ? "vehicle.technology.lacking"
                                              : "vehicle.technology.unknown",
             {"plant", technology->lacking});
    if (labour->assembly == RESULT_PASS)
        TELL(teller, "vehicle.assembly", {"plant", labour->assembly_plant->plant},
             {"makes", say(teller, "makes", PLANT_MAKES_WORDS[labour->assembly_plant->makes])},
             {"capacity",
              number_count(&rooms[0], teller->book->messages, labour->assembly_plant->capacity.value)},
             {"points", number_decimal(&rooms[1], teller->book->messages, labour->required->assembly, 0)});
    else
        TELL(teller, labour->assembly == RESULT_FAIL ? "vehicle.assembly.none" : "vehicle.assembly.unknown",
             {"", TEXT("")});
}

/* The lines of the bill of materials that were produced in qualifying plants. */
static void tell_high_wage_lines(struct teller *teller) {
    enum { MOST_NAMED = 12 };
    const struct determination *determination = teller->determination;
    struct buffer list = {0};
    struct number_room room;
    uint32_t count = 0;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        if (!determination->lines[i].high_wage || count++ >= MOST_NAMED)
            continue;
        buffer_string(&list, list.length > 0 ? ", " : "");
        buffer_text(&list, determination->lines[i].material->line);
    }
    buffer_string(&list, count > MOST_NAMED ? ", \xe2\x80\xa6" : "");
    if (determination->high_wage.given && determination->high_wage.value > 0)
        TELL(teller, count > 0 ? "vehicle.labour.lines" : "vehicle.labour.inside",
             {"lines", buffer_view(&list)},
             {"value", number_amount(&room, teller->book->messages, determination->high_wage)});
    buffer_release(&list, &teller->evidence);
}

static void tell_transport(struct teller *teller, const struct labour_outcome *labour) {
    struct number_room room;
    if (labour->transport_left_out > 0)
        TELL(teller, "vehicle.labour.transport-left-out",
             {"transport", number_total(&room, teller->book->messages, labour->transport_left_out)});
    if (labour->transport_unknown > 0)
        TELL(teller, "vehicle.labour.transport-unknown",
             {"transport", number_total(&room, teller->book->messages, labour->transport_unknown)});
}

static void put_labour(struct teller *teller, const struct test *test) {
    const struct labour_outcome *labour = test->labour;
    if (test->declared)
        TELL(teller, test->why, {"", TEXT("")});
    if (labour != NULL && labour->known) {
        struct number_room rooms[7];
        TELL(teller,
             labour->formula == FORMULA_NET_COST ? "vehicle.labour.net-cost"
             : labour->labour_counted            ? "vehicle.labour.purchase-value"
                                                 : "vehicle.labour.purchase-value-alone",
             {"labour", number_total(&rooms[0], teller->book->messages, labour->labour)},
             {"material", number_total(&rooms[1], teller->book->messages, labour->material)},
             {"transport", number_total(&rooms[2], teller->book->messages, labour->transport)},
             {"base", number_total(&rooms[3], teller->book->messages, labour->base)},
             {"points", number_percent(&rooms[4], teller->book->messages, labour->material_and_labour)},
             {"least",
              number_decimal(&rooms[5], teller->book->messages, labour->required->material_and_labour, 0)});
        tell_currency(teller, labour->currency);
        tell_credits(teller, labour);
        if (test->shortfall > 0)
            TELL(teller, "vehicle.labour.short",
                 {"short", number_total(&rooms[0], teller->book->messages, test->shortfall)});
        tell_high_wage_lines(teller);
        if (labour->of_unit)
            TELL(teller, "vehicle.labour.unit", {"", TEXT("")});
        else
            tell_range(teller, labour->period, labour->range);
        tell_basis(teller, labour->scope, say(teller, "category", VEHICLE_CATEGORY_WORDS[labour->category]));
        if (labour->estimated)
            TELL(teller, "vehicle.labour.estimated", {"", TEXT("")});
        if (labour->plant.length > 0)
            TELL(teller, labour->plants_differ ? "vehicle.labour.plants-differ" : "vehicle.labour.plant",
                 {"plant", labour->plant});
        tell_transport(teller, labour);
        if (labour->material_unknown > 0)
            TELL(teller, "vehicle.labour.material-unknown",
                 {"material", number_total(&rooms[0], teller->book->messages, labour->material_unknown)});
        if (labour->material_missing)
            TELL(teller, "vehicle.labour.material-missing", {"", TEXT("")});
        if (labour->months_missing > 0)
            TELL(teller, "vehicle.labour.months-missing",
                 {"months", number_decimal(&rooms[0], teller->book->messages,
                                           labour->months_missing * DECIMAL_ONE, 0)});
        if (labour->labour_left_out > 0)
            TELL(teller, "vehicle.labour.left-out",
                 {"labour", number_total(&rooms[0], teller->book->messages, labour->labour_left_out)});
        if (labour->labour_unknown > 0)
            TELL(teller, "vehicle.labour.unknown",
                 {"labour", number_total(&rooms[0], teller->book->messages, labour->labour_unknown)},
                 {"plant", labour->plant_unknown});
    }
    finish_test(teller, test, "vehicle.labour-value-content");
}

bool vehicle_rows(const struct usmca_rulebook *book, const struct determination *determination,
                  void (*put)(void *context, const struct vehicle_report_row *row), void *context) {
    struct teller teller = {book, determination, put, context, {0}};
    const struct alternative_result *tests = determination->vehicle->tests;
    put_change(&teller);
    put_content(&teller);
    for (uint32_t i = 0; tests != NULL && i < tests->test_count; i++) {
        const struct test *test = &tests->tests[i];
        switch (test->requirement->vehicle.requires) {
        case VEHICLE_CORE_PARTS:
            put_core(&teller, test);
            break;
        case VEHICLE_LABOUR:
            put_labour(&teller, test);
            break;
        default:
            put_purchases(&teller, test);
        }
    }
    bool whole = !teller.evidence.failed;
    buffer_free(&teller.evidence);
    return whole;
}
