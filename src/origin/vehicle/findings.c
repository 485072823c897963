#include "origin/vehicle/conversion_findings.h"
#include "origin/vehicle/vehicle.h"

/* What is said of a vehicle that does not meet a requirement, or may not. */

static struct text cite_of(const struct origin_context *context, const struct test *test) {
    const struct vehicle_test *asked = &test->requirement->vehicle;
    if (test->labour != NULL && test->labour->required != NULL)
        return test->labour->required->cite;
    if (asked->requires == VEHICLE_CORE_PARTS)
        return context_cite(context, PROVISION_CORE_PARTS);
    if (asked->requires == VEHICLE_LABOUR)
        return context_cite(context, PROVISION_LABOUR_VALUE);
    return asked->vehicle_class->purchases_count > 0 ? asked->vehicle_class->purchases[0].cite
                                                     : context_cite(context, PROVISION_PURCHASES);
}

static struct text requirement_name(const struct origin_context *context, const struct test *test) {
    static const char *const NAMES[VEHICLE_REQUIREMENTS] = {
        "vehicle.regional-value-content", "vehicle.core-parts", "vehicle.steel", "vehicle.aluminum",
        "vehicle.labour-value-content"};
    return message_find(context->book->messages, NAMES[test->requirement->vehicle.requires]);
}

/* The lines of the core parts that do not originate, or are not told, as a list. */
static struct text core_lines(struct origin_context *context, enum result result) {
    enum { MOST_NAMED = 12 };
    const struct vehicle *vehicle = context->determination->vehicle;
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
        buffer_text(&list, context->determination->lines[core->line].material->line);
        buffer_string(&list, " (");
        buffer_text(&list, core->part->id);
        buffer_char(&list, ')');
    }
    if (more > 0) {
        buffer_string(&list, ", +");
        buffer_number(&list, more);
    }
    return buffer_keep(&list, context->arena);
}

/* Nothing was given that the requirement could be told from: what to get, or to declare. */
static void not_given(struct origin_context *context, const struct test *test, const char *variant,
                      struct text metal) {
    const struct fact *fact = test->requirement->vehicle.declared;
    struct day_range year = calculation_range(PREVIOUS_CALENDAR_YEAR, context->determination->day, 1);
    char days[2][DATE_TEXT_SIZE];
    FINDING(context, FINDING_FACT_MISSING, NO_TEXT, cite_of(context, test), variant, {"fact", fact->key},
            {"good", context->good->good_id}, {"metal", metal},
            {"from", {days[0], date_print(days[0], year.from)}},
            {"to", {days[1], date_print(days[1], date_before(year.until))}});
}

/* Parts of a complete assembly that no line is, in the reader's words. */
static struct text missing_parts(struct origin_context *context) {
    const struct vehicle *vehicle = context->determination->vehicle;
    struct buffer list = {0};
    for (uint32_t i = 0; i < vehicle->missing_count; i++) {
        buffer_string(&list, i > 0 ? ", " : "");
        vehicle_part_names(context->book, vehicle->missing[i], &list);
    }
    return buffer_keep(&list, context->arena);
}

static bool any_unknown(const struct vehicle *vehicle) {
    for (uint32_t i = 0; i < vehicle->core_count; i++)
        if (vehicle->core[i].result == RESULT_UNKNOWN)
            return true;
    return false;
}

static void core_findings(struct origin_context *context, const struct test *test) {
    if (test->result == RESULT_FAIL)
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_FAILED, NO_TEXT, cite_of(context, test), "core-parts",
                {"lines", core_lines(context, RESULT_FAIL)});
    else if (context->determination->vehicle->core_count == 0)
        not_given(context, test, "core-parts", NO_TEXT);
    else if (any_unknown(context->determination->vehicle))
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_UNKNOWN, NO_TEXT, cite_of(context, test), "core-parts",
                {"lines", core_lines(context, RESULT_UNKNOWN)});
    if (test->result == RESULT_UNKNOWN && context->determination->vehicle->core_count > 0 &&
        context->determination->vehicle->missing_count > 0)
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_UNKNOWN, NO_TEXT,
                context->determination->vehicle->missing[0]->cite, "core-parts-missing",
                {"parts", missing_parts(context)}, {"fact", test->requirement->vehicle.declared->key});
}

static bool class_differs(const struct origin_context *context) {
    return context->determination->vehicle->class_fits == RESULT_FAIL;
}

static struct text class_word(const struct origin_context *context) {
    const struct vehicle_row *row = context->determination->vehicle->row;
    return text_from(USE_WORDS[row != NULL ? row->class : USE_NONE]);
}

/* Of wages, those for technology and those that are held against their floor. */
static struct conversions labour_conversions(const struct origin_context *context,
                                             const struct labour_outcome *labour) {
    struct conversions told = labour->told;
    conversions_join(&told, &labour->technology.told);
    conversions_join(&told, &context->determination->high_wage_told);
    return told;
}

static void labour_findings(struct origin_context *context, const struct test *test) {
    const struct labour_outcome *labour = test->labour;
    if (test->result == RESULT_FAIL) {
        bool part = test->figure.margin >= 0;
        decimal required = part ? labour->required->material_and_labour : labour->required->percent;
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_FAILED, NO_TEXT, cite_of(context, test),
                part ? "material-and-labour" : "labour",
                {"percent",
                 context_percent(context, part ? labour->material_and_labour : labour->percent, required)},
                {"required", context_decimal(context, required, 0)});
        return;
    }
    if (labour == NULL) {
        not_given(context, test, "labour-value", NO_TEXT);
        return;
    }
    bool lacking = labour->technology.lacking.length > 0 && !labour->technology.known;
    const struct conversions told = labour_conversions(context, labour);
    const bool unconverted = told.failed.place != NULL || told.unnamed;
    const char *variant = context->setting->vehicles->broken[FILE_VEHICLES] ? "rejected"
                          : class_differs(context)                          ? "class"
                          : labour->plants_differ                           ? "plants"
                          : unconverted && !labour->known                   ? "labour-currency"
                          : !labour->known                                  ? "labour-rows"
                          : labour->plant_unknown.length > 0 ? unconverted ? "wage-rate" : "wage"
                          : labour->transport_unknown > 0    ? "transport"
                          : labour->material_unknown > 0     ? "material-wage"
                          : labour->own_lines_apart          ? "material-currency"
                          : labour->material_missing         ? "material"
                          : labour->technology.unconverted   ? "wage-currency"
                          : lacking                          ? "technology"
                                                             : "credits";
    FINDING(context, FINDING_VEHICLE_REQUIREMENT_UNKNOWN, NO_TEXT, cite_of(context, test), variant,
            {"good", context->good->good_id}, {"class", class_word(context)},
            {"plant", labour->plants_differ              ? labour->plant
                      : labour->plant_unknown.length > 0 ? labour->plant_unknown
                                                         : labour->technology.lacking},
            {"percent", context_percent(context, labour->percent, test->figure.required)},
            {"file", TEXT("vehicles.csv")});
}

static void purchases_findings(struct origin_context *context, const struct test *test) {
    const struct purchases_outcome *purchases = test->purchases;
    bool steel = test->requirement->vehicle.requires == VEHICLE_STEEL;
    struct text metal = message_find(context->book->messages, steel ? "metal.steel" : "metal.aluminum");
    if (test->result == RESULT_FAIL) {
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_FAILED, NO_TEXT, cite_of(context, test), "purchases",
                {"metal", metal},
                {"percent", context_percent(context, purchases->percent, test->figure.required)},
                {"required", context_decimal(context, test->figure.required, 0)});
        if (purchases->estimate_held)
            FINDING(
                context, FINDING_ACTUAL_COSTS_DIFFER, NO_TEXT,
                context_cite(context, PROVISION_PURCHASES_ESTIMATED), "purchases", {"metal", metal},
                {"estimated", context_percent(context, purchases->estimate_percent, test->figure.required)},
                {"percent", context_percent(context, purchases->percent, test->figure.required)},
                {"required", context_decimal(context, test->figure.required, 0)});
        return;
    }
    if (purchases == NULL) {
        not_given(context, test, "purchases", metal);
        return;
    }
    struct day_range year = calculation_range(PREVIOUS_CALENDAR_YEAR, context->determination->day, 1);
    static const char *const DOUBTS[PURCHASE_DOUBTS] = {"melted", "purchases-code", "purchases-producer",
                                                        "purchases-past", "purchases-estimate"};
    const char *variant = context->setting->vehicles->broken[FILE_PURCHASES] ? "rejected"
                          : purchases->plants_differ                         ? "plants"
                          : purchases->known                                 ? DOUBTS[purchases->doubt]
                          : purchases->unconverted                           ? "purchases-currency"
                                                                             : "purchases-period";
    char days[2][DATE_TEXT_SIZE];
    struct buffer line = {0};
    buffer_number(&line, purchases->doubtful_row != NULL ? purchases->doubtful_row->line : 0);
    FINDING(context, FINDING_VEHICLE_REQUIREMENT_UNKNOWN, NO_TEXT, cite_of(context, test), variant,
            {"metal", metal}, {"producer", vehicle_producer(context)}, {"file", TEXT("purchases.csv")},
            {"line", buffer_view(&line)}, {"good", context->good->good_id}, {"plant", NO_TEXT},
            {"percent", context_percent(context, purchases->percent, test->figure.required)},
            {"from", {days[0], date_print(days[0], year.from)}},
            {"to", {days[1], date_print(days[1], date_before(year.until))}});
    context->out_of_memory = context->out_of_memory || line.failed;
    buffer_free(&line);
}

/* As for regional value content: under general->thin_margin points above what is required. */
static void thin_margin(struct origin_context *context, const struct test *test) {
    const struct figure *figure = &test->figure;
    if (test->result != RESULT_PASS || test->declared || (test->labour == NULL && test->purchases == NULL) ||
        figure->margin >= context->book->general.thin_margin / FIGURE_SCALE)
        return;
    FINDING(context, FINDING_VEHICLE_MARGIN_THIN, NO_TEXT, cite_of(context, test), NULL,
            {"requirement", requirement_name(context, test)},
            {"percent", context_percent(context, figure->percent, figure->required)},
            {"margin", context_percent(context, figure->margin, 0)},
            {"required", context_decimal(context, figure->required, 0)});
}

static void test_findings(struct origin_context *context, const struct test *test) {
    if (test->exempt)
        return;
    if (test->declared && test->result == RESULT_FAIL) {
        FINDING(context, FINDING_PROCESS_NOT_SHOWN, NO_TEXT, cite_of(context, test), NULL,
                {"fact", test->requirement->vehicle.declared->key});
    } else if (test->declared) {
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_DECLARED, NO_TEXT, cite_of(context, test), NULL,
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
    thin_margin(context, test);
    if (!test->declared && (test->purchases != NULL || test->labour != NULL)) {
        const struct conversions told =
            test->purchases != NULL ? test->purchases->told : labour_conversions(context, test->labour);
        conversion_findings(context, &told, test->result == RESULT_UNKNOWN);
    }
    if (test->purchases != NULL && test->purchases->estimated && test->result == RESULT_PASS)
        FINDING(context, FINDING_COSTS_ESTIMATED, NO_TEXT,
                context_cite(context, PROVISION_PURCHASES_ESTIMATED), "purchases",
                {"requirement", requirement_name(context, test)});
}

/* U.R. 14(1), 15(1), 20(1): what originating materials leave out of the value of non-originating materials.
 */
static void sum_whole_lines(const struct determination *determination, struct vehicle *vehicle) {
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (line->originating && !line->disregarded && line->value.given &&
            decimal_add(&vehicle->whole_value, vehicle->whole_value, line->value.value))
            vehicle->whole_lines++;
    }
}

void vehicle_conclude(struct origin_context *context) {
    struct vehicle *vehicle = context->determination->vehicle;
    if (vehicle == NULL)
        return;
    sum_whole_lines(context->determination, vehicle);
    vehicle_sum_tables(context);
    for (uint32_t i = 0; vehicle->tests != NULL && i < vehicle->tests->test_count; i++)
        if (vehicle->tests->tests[i].kind == REQUIRE_VEHICLE)
            test_findings(context, &vehicle->tests->tests[i]);
    if (vehicle_average_barred(context))
        FINDING(context, FINDING_VEHICLE_REQUIREMENT_UNKNOWN, NO_TEXT,
                class_differs(context) ? context_cite(context, PROVISION_VEHICLE_CLASSES)
                                       : context_cite(context, PROVISION_OTHER_VEHICLES_CATEGORIES),
                class_differs(context) ? "average-class" : "average-category",
                {"good", context->good->good_id}, {"class", text_from(USE_WORDS[vehicle->row->class])},
                {"category", vehicle_category_name(context, vehicle->row->category)});
}
