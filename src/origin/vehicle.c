#include "origin/vehicle.h"

#include "origin/core_parts.h"

/* What is reckoned once for all vehicles of a class. */
struct vehicle_figures {
    bool labour_done;
    bool purchases_done[METALS];
    struct labour_outcome labour;
    struct purchases_outcome purchases[METALS];
};

/* ---- before the content ---- */

/* Whether every code that the good may have in the rule book's edition lies in the scope. */
static bool good_inside(const struct origin_context *context, const struct scope *scope) {
    uint32_t count = 0;
    const struct good *good = context->good;
    if (good->hs_rule.digits > 0)
        return hs_set_holds(scope->set, good->hs_rule) == HS_INSIDE;
    const uint32_t *numbers = hs_counterparts(context->book->editions, context->setting->edition,
                                              context->book->edition, good->hs, &count);
    for (uint32_t i = 0; i < count; i++)
        if (hs_set_holds(scope->set, hs_code_subheading(numbers[i])) != HS_INSIDE)
            return false;
    return count > 0;
}

/* U.R. 18(22), for the class that vehicles.csv states. */
static void set_credit(struct origin_context *context, struct vehicle *vehicle) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    const struct vehicle_row *row = vehicle->row;
    for (uint32_t i = 0; row != NULL && i < provisions->class_count; i++) {
        const struct vehicle_class *one = &provisions->classes[i];
        if (one->excess.above == 0 || (one->uses >> row->class & 1) == 0 ||
            !good_inside(context, &one->excess.codes))
            continue;
        struct labour_outcome labour =
            labour_value_reckon(context->setting->vehicles, one, row, context->result->day);
        vehicle->credit = labour_value_excess(one, &labour, context->result->day);
        vehicle->credit_least = one->excess.least_content;
    }
}

void vehicle_prepare(struct origin_context *context) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    const struct vehicle_data *data = context->setting->vehicles;
    if (hs_set_holds(provisions->codes.set, context->good->hs) != HS_INSIDE)
        return; /* whole headings, which are the same in every edition */
    struct vehicle *vehicle = context_room(context, sizeof *vehicle);
    struct vehicle_figures *figures = context_room(context, sizeof *figures * (provisions->class_count + 1));
    if (vehicle == NULL || figures == NULL)
        return;
    vehicle->figures = figures;
    if (data != NULL)
        vehicle->row = vehicle_row_of(data, context->good->good_id, context->result->day);
    context->result->vehicle = vehicle;
    if (good_inside(context, &provisions->with_core_parts)) {
        core_parts_of_vehicle(context, vehicle);
        core_parts_roll_up(context, vehicle);
    }
    if (data != NULL)
        set_credit(context, vehicle);
}

/* ---- the tests ---- */

static struct text producer_of(const struct origin_context *context) {
    const struct vehicle_row *row = context->result->vehicle->row;
    return row != NULL ? row->producer : context->good->producer;
}

static const struct labour_outcome *labour_of(const struct origin_context *context,
                                              const struct vehicle_class *vehicle_class) {
    const struct vehicle *vehicle = context->result->vehicle;
    struct vehicle_figures *figures =
        &vehicle->figures[vehicle_class - context->book->general.vehicles.classes];
    if (vehicle->row == NULL)
        return NULL;
    if (!figures->labour_done)
        figures->labour = labour_value_reckon(context->setting->vehicles, vehicle_class, vehicle->row,
                                              context->result->day);
    figures->labour_done = true;
    return &figures->labour;
}

static const struct purchases_outcome *purchases_of(const struct origin_context *context,
                                                    const struct vehicle_class *vehicle_class,
                                                    enum metal metal) {
    const struct vehicle *vehicle = context->result->vehicle;
    struct vehicle_figures *figures =
        &vehicle->figures[vehicle_class - context->book->general.vehicles.classes];
    const struct vehicle_data *data = context->setting->vehicles;
    for (uint32_t i = 0; i < vehicle_class->purchases_count; i++) {
        if (vehicle_class->purchases[i].metal != metal || data == NULL || !data->given[FILE_PURCHASES])
            continue;
        if (!figures->purchases_done[metal])
            figures->purchases[metal] =
                purchases_reckon(data, producer_of(context), vehicle->row, context->result->day,
                                 &vehicle_class->purchases[i]);
        figures->purchases_done[metal] = true;
        return &figures->purchases[metal];
    }
    return NULL;
}

/* What the figures say; *told is false where they say nothing. */
static enum result from_figures(const struct origin_context *context, const struct vehicle_test *asked,
                                struct test *test, bool *told) {
    const struct vehicle *vehicle = context->result->vehicle;
    switch (asked->requires) {
    case VEHICLE_CORE_PARTS:
        *told = vehicle->core_parts != RESULT_UNKNOWN && (vehicle->core_parts == RESULT_PASS || vehicle->core_failed);
        return vehicle->core_parts;
    case VEHICLE_LABOUR:
        test->labour = labour_of(context, asked->vehicle_class);
        *told = test->labour != NULL && test->labour->known && test->labour->result != RESULT_UNKNOWN;
        return test->labour != NULL ? test->labour->result : RESULT_UNKNOWN;
    default:
        test->purchases = purchases_of(context, asked->vehicle_class,
                                       asked->requires == VEHICLE_STEEL ? METAL_STEEL : METAL_ALUMINUM);
        *told = test->purchases != NULL && test->purchases->known && test->purchases->result != RESULT_UNKNOWN;
        return test->purchases != NULL ? test->purchases->result : RESULT_UNKNOWN;
    }
}

void vehicle_test_run(const struct reading *reading, struct test *test) {
    struct origin_context *context = reading->context;
    const struct vehicle_test *asked = &test->requirement->vehicle;
    const struct condition declared = {asked->declared, false};
    bool told = false;
    test->result = RESULT_UNKNOWN;
    if (context->result->vehicle == NULL)
        return;
    test->exempt = asked->exempt.fact != NULL &&
                   condition_of_good(context, reading, asked->exempt) == RESULT_PASS;
    test->result = from_figures(context, asked, test, &told);
    enum result said = condition_of_good(context, reading, declared);
    test->declared = !told && said != RESULT_UNKNOWN;
    if (test->declared)
        test->result = said;
    if (test->exempt)
        test->result = RESULT_PASS;
    test->why = test->exempt ? "why.vehicle.exempt"
                : test->declared ? "why.vehicle.declared"
                : test->result == RESULT_PASS ? "why.vehicle.pass"
                : test->result == RESULT_FAIL ? "why.vehicle.fail" : "why.vehicle.unknown";
}

/* ---- findings ---- */

static enum severity broken(const struct origin_context *context) {
    return context->good->criterion_claimed != '\0' ? SEVERITY_VIOLATION : SEVERITY_INFO;
}

static struct text cite_of(const struct test *test) {
    const struct vehicle_test *asked = &test->requirement->vehicle;
    if (test->labour != NULL && test->labour->required != NULL)
        return test->labour->required->cite;
    if (asked->requires == VEHICLE_CORE_PARTS)
        return TEXT("U.R. 14(4)");
    if (asked->requires == VEHICLE_LABOUR)
        return TEXT("U.R. 18");
    return asked->vehicle_class->purchases_count > 0 ? asked->vehicle_class->purchases[0].cite
                                                     : TEXT("U.R. 17(1)");
}

/* The lines of the core parts that do not originate, or are not told, as a list. */
static struct text core_lines(struct origin_context *context, enum result result) {
    enum { MOST_NAMED = 12 };
    const struct vehicle *vehicle = context->result->vehicle;
    struct buffer list = {0};
    uint32_t named = 0;
    uint32_t more = 0;
    for (uint32_t i = 0; i < vehicle->core_count; i++) {
        const struct core_line *core = &vehicle->core[i];
        if (core->result != result)
            continue;
        if (named++ >= MOST_NAMED) {
            more++;
            continue;
        }
        buffer_string(&list, list.length > 0 ? ", " : "");
        buffer_text(&list, context->result->lines[core->line].material->line);
        buffer_string(&list, " (");
        buffer_text(&list, core->part->id);
        buffer_char(&list, ')');
    }
    if (more > 0) {
        buffer_string(&list, ", +");
        buffer_number(&list, more);
    }
    struct text copy = arena_copy(context->arena, buffer_view(&list));
    context->out_of_memory = context->out_of_memory || list.failed || (list.length > 0 && copy.data == NULL);
    buffer_free(&list);
    return copy;
}

static void core_findings(struct origin_context *context, const struct test *test) {
    if (test->result == RESULT_FAIL)
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_FAILED, broken(context), NO_TEXT, cite_of(test), "core-parts",
                {"lines", core_lines(context, RESULT_FAIL)});
    else
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_UNKNOWN, SEVERITY_WARNING, NO_TEXT, cite_of(test),
                context->result->vehicle->core_count == 0 ? "no-core-parts" : "core-parts",
                {"lines", core_lines(context, RESULT_UNKNOWN)});
}

static void labour_findings(struct origin_context *context, const struct test *test) {
    const struct labour_outcome *labour = test->labour;
    if (test->result == RESULT_FAIL) {
        bool part = labour->percent / 10000 >= labour->required->percent / DECIMAL_ONE;
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_FAILED, broken(context), NO_TEXT, cite_of(test),
                part ? "material-and-labour" : "labour",
                {"percent", context_percent(context, part ? labour->material_and_labour : labour->percent)},
                {"required", context_decimal(context,
                                             part ? labour->required->material_and_labour
                                                  : labour->required->percent,
                                             0)});
        return;
    }
    const struct vehicle_data *data = context->setting->vehicles;
    const char *variant = labour == NULL                  ? "no-labour-rows"
                          : data->broken[FILE_VEHICLES]   ? "rejected"
                          : !labour->known                ? "labour-rows"
                          : labour->plant_unknown.length > 0 ? "wage"
                                                          : "credits";
    FINDING(context, FINDING_VEHICLE_REQUIREMENT_UNKNOWN, SEVERITY_WARNING, NO_TEXT, cite_of(test), variant,
            {"good", context->good->good_id}, {"plant", labour != NULL ? labour->plant_unknown : NO_TEXT},
            {"percent", context_percent(context, labour != NULL ? labour->percent : 0)},
            {"file", text_from("vehicles.csv")});
}

static void purchases_findings(struct origin_context *context, const struct test *test) {
    const struct purchases_outcome *purchases = test->purchases;
    const struct vehicle_class *of = test->requirement->vehicle.vehicle_class;
    bool steel = test->requirement->vehicle.requires == VEHICLE_STEEL;
    struct text metal = message_find(context->book->messages, steel ? "metal.steel" : "metal.aluminum");
    decimal required = 0;
    for (uint32_t i = 0; i < of->purchases_count; i++)
        if (of->purchases[i].metal == (steel ? METAL_STEEL : METAL_ALUMINUM))
            required = of->purchases[i].percent;
    if (test->result == RESULT_FAIL) {
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_FAILED, broken(context), NO_TEXT, cite_of(test), "purchases",
                {"metal", metal}, {"percent", context_percent(context, purchases->percent)},
                {"required", context_decimal(context, required, 0)});
        if (purchases->estimate_held)
            FINDING(context, FINDING_ACTUAL_COSTS_DIFFER, broken(context), NO_TEXT, TEXT("U.R. 17(11)"), "purchases",
                    {"metal", metal}, {"estimated", context_percent(context, purchases->estimate_percent)},
                    {"percent", context_percent(context, purchases->percent)},
                    {"required", context_decimal(context, required, 0)});
        return;
    }
    const char *variant = purchases == NULL                                      ? "no-purchases"
                          : context->setting->vehicles->broken[FILE_PURCHASES] ? "rejected"
                          : !purchases->known                                    ? "purchases-period"
                                                                                 : "melted";
    struct day_range year = calculation_range(
        PREVIOUS_CALENDAR_YEAR, context->result->day, 1);
    char days[2][DATE_TEXT_SIZE];
    FINDING(context, FINDING_VEHICLE_REQUIREMENT_UNKNOWN, SEVERITY_WARNING, NO_TEXT, cite_of(test), variant,
            {"metal", metal}, {"producer", producer_of(context)}, {"file", text_from("purchases.csv")},
            {"from", {days[0], date_print(days[0], year.from)}},
            {"to", {days[1], date_print(days[1], date_before(year.until))}});
}

static struct text requirement_name(const struct origin_context *context, const struct test *test) {
    static const char *const NAMES[VEHICLE_REQUIREMENTS] = {
        "vehicle.regional-value-content", "vehicle.core-parts", "vehicle.steel", "vehicle.aluminum",
        "vehicle.labour-value-content"};
    return message_find(context->book->messages, NAMES[test->requirement->vehicle.requires]);
}

static void test_findings(struct origin_context *context, const struct test *test) {
    if (test->exempt)
        return;
    if (test->declared && test->result == RESULT_FAIL) {
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_FAILED, broken(context), NO_TEXT, cite_of(test), "declared",
                {"requirement", requirement_name(context, test)},
                {"fact", test->requirement->vehicle.declared->key});
    } else if (test->declared) {
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_DECLARED, SEVERITY_INFO, NO_TEXT, cite_of(test), NULL,
                {"requirement", requirement_name(context, test)},
                {"fact", test->requirement->vehicle.declared->key});
    } else if (test->result != RESULT_PASS) {
        switch (test->requirement->vehicle.requires) {
        case VEHICLE_CORE_PARTS:
            core_findings(context, test);
            break;
        case VEHICLE_LABOUR:
            labour_findings(context, test);
            break;
        default:
            purchases_findings(context, test);
        }
    }
    if (test->purchases != NULL && test->purchases->estimated && test->result == RESULT_PASS)
        FINDING(context, FINDING_COSTS_ESTIMATED, SEVERITY_WARNING, NO_TEXT, TEXT("U.R. 17(11)"), "purchases",
                {"requirement", requirement_name(context, test)});
}

/* U.R. 14(1): where the content would do with the core parts counted as originating that only 14(7)(b) or 14(10)
 * makes so; or does because they are. */
static void roll_up_finding(struct origin_context *context) {
    const struct determination *result = context->result;
    const struct vehicle *vehicle = result->vehicle;
    const struct rvc *rvc = &result->rvc[METHOD_NET_COST];
    decimal content = 0;
    decimal other = 0;
    if (!vehicle->disputed_vnm.given || vehicle->disputed_vnm.value == 0 || rvc->required == 0 ||
        !rvc->base.given || !rvc->vnm.given || !decimal_subtract(&content, rvc->base.value, rvc->vnm.value))
        return;
    decimal_add(&other, content, vehicle->rolled_up ? -vehicle->disputed_vnm.value : vehicle->disputed_vnm.value);
    decimal least = vehicle->rolled_up ? other : content;
    decimal most = vehicle->rolled_up ? content : other;
    if (decimal_reaches(least, rvc->base.value, rvc->required) ||
        !decimal_reaches(most, rvc->base.value, rvc->required))
        return;
    int64_t strict = 0;
    int64_t wide = 0;
    decimal_percent(&strict, least, rvc->base.value);
    decimal_percent(&wide, most, rvc->base.value);
    FINDING(context, FINDING_ROLL_UP_DISPUTED, SEVERITY_WARNING, NO_TEXT,
            TEXT("U.R. 14(1), 14(7)(b), 14(10); panel report USA-MEX-2022-31-01"),
            vehicle->rolled_up ? "counted" : NULL, {"strict", context_percent(context, strict)},
            {"wide", context_percent(context, wide)}, {"required", context_decimal(context, rvc->required, 0)});
}

void vehicle_conclude(struct origin_context *context) {
    const struct vehicle *vehicle = context->result->vehicle;
    if (vehicle == NULL)
        return;
    for (uint32_t i = 0; vehicle->tests != NULL && i < vehicle->tests->test_count; i++)
        if (vehicle->tests->tests[i].kind == REQUIRE_VEHICLE)
            test_findings(context, &vehicle->tests->tests[i]);
    roll_up_finding(context);
}
