#include "origin/vehicle/vehicle.h"

#include "origin/vehicle/core_parts.h"

/* What is reckoned once for all vehicles of a class. */
struct vehicle_figures {
    bool labour_done;
    bool purchases_done[METALS];
    struct labour_outcome labour;
    struct purchases_outcome purchases[METALS];
};

/* ---- before the content ---- */

static struct labour_subject labour_subject(const struct origin_context *context,
                                            const struct vehicle_class *vehicle_class) {
    const struct determination *determination = context->determination;
    return (struct labour_subject){context->setting->figures,
                                   vehicle_class,
                                   determination->vehicle->row,
                                   vehicle_producer(context),
                                   determination->day,
                                   determination->currency,
                                   determination->net_cost,
                                   determination->high_wage,
                                   determination->high_wage_unknown};
}

/* U.R. 18(22), for the class that vehicles.csv states. */
static void set_credit(struct origin_context *context, struct vehicle *vehicle) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    const struct vehicle_row *row = vehicle->row;
    for (uint32_t i = 0; row != NULL && vehicle->class_fits != RESULT_FAIL && i < provisions->class_count;
         i++) {
        const struct vehicle_class *one = &provisions->classes[i];
        if (one->excess.above == 0 || !use_in(one->uses, row->class) ||
            !vehicle_inside(context, &one->excess.codes))
            continue;
        const struct labour_subject subject = labour_subject(context, one);
        struct labour_outcome labour = labour_value_reckon(context->setting->vehicles, &subject);
        vehicle->credit = labour_value_excess(one, &labour, context->determination->day);
        vehicle->credit_open =
            labour.result == RESULT_UNKNOWN && period_holds(one->excess.period, context->determination->day);
        vehicle->credit_least = one->excess.least_content;
    }
}

void vehicle_prepare(struct origin_context *context) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    const struct vehicle_data *data = context->setting->vehicles;
    if (!vehicle_inside(context, &provisions->codes))
        return;
    struct vehicle *vehicle = context_room(context, sizeof *vehicle);
    struct vehicle_figures *figures = context_room(context, sizeof *figures * (provisions->class_count + 1));
    if (vehicle == NULL || figures == NULL)
        return;
    vehicle->figures = figures;
    if (data != NULL)
        vehicle->row = vehicle_row_of(data, context->good->good_id, context->determination->day);
    vehicle->class_fits =
        vehicle->row != NULL ? vehicle_class_fits(context, vehicle->row->class) : RESULT_PASS;
    context->determination->vehicle = vehicle;
    if (vehicle_inside(context, &provisions->with_core_parts)) {
        core_parts_of_vehicle(context, vehicle);
        core_parts_roll_up(context, vehicle);
    }
    if (data != NULL)
        set_credit(context, vehicle);
}

/* ---- the tests ---- */

struct text vehicle_producer(const struct origin_context *context) {
    const struct vehicle_row *row = context->determination->vehicle->row;
    return row != NULL && row->producer.length > 0 ? row->producer : context->good->producer;
}

static const struct labour_outcome *labour_of(const struct origin_context *context,
                                              const struct vehicle_class *vehicle_class) {
    const struct vehicle *vehicle = context->determination->vehicle;
    struct vehicle_figures *figures =
        &vehicle->figures[vehicle_class - context->book->general.vehicles.classes];
    const struct labour_subject subject = labour_subject(context, vehicle_class);
    const struct vehicle_data *data = context->setting->vehicles;
    bool by_lines = (subject.high_wage.given && subject.high_wage.value > 0) ||
                    (subject.high_wage_unknown.given && subject.high_wage_unknown.value > 0);
    if (data == NULL || (vehicle->row == NULL && !by_lines))
        return NULL;
    if (!figures->labour_done)
        figures->labour = labour_value_reckon(data, &subject);
    figures->labour_done = true;
    return &figures->labour;
}

/* U.R. 17(5)(b), in the reading that is taken; of a vehicle before its first day nothing is asked in any. */
static const struct melted_provision *melted_asked(const struct origin_context *context, enum metal metal) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    for (uint32_t i = 0; i < provisions->melted_count; i++) {
        const struct melted_provision *one = &provisions->melted[i];
        if (one->metal == metal && context->determination->day >= one->from &&
            interpretation_holds(context->interpretation, one->held_in))
            return one;
    }
    return NULL;
}

/* A vehicle of several plants stands in a category of each. */
static struct purchases_outcome purchases_at_plants(const struct origin_context *context,
                                                    const struct purchases_requirement *required) {
    const struct vehicle_data *data = context->setting->vehicles;
    const struct melted_provision *melted = melted_asked(context, required->metal);
    struct text good_id = context->good->good_id;
    date day = context->determination->day;
    struct plant_walk plants = vehicle_plants(data, good_id, day);
    const struct vehicle_row *row = context->determination->vehicle->class_fits == RESULT_FAIL
                                        ? NULL /* it stands in no category */
                                        : vehicle_plants_next(&plants);
    struct purchases_outcome all = figures_purchases(context->setting->figures, data,
                                                     vehicle_producer(context), row, day, required, melted);
    while (row != NULL && (row = vehicle_plants_next(&plants)) != NULL) {
        struct purchases_outcome one = figures_purchases(
            context->setting->figures, data, vehicle_producer(context), row, day, required, melted);
        bool lower = one.result < all.result || (one.result == all.result && one.percent < all.percent);
        bool differ = all.plants_differ || one.result != all.result;
        all = lower ? one : all;
        all.plants_differ = differ;
        all.result = differ ? RESULT_UNKNOWN : all.result;
    }
    return all;
}

static const struct purchases_outcome *purchases_of(const struct origin_context *context,
                                                    const struct vehicle_class *vehicle_class,
                                                    enum metal metal) {
    const struct vehicle *vehicle = context->determination->vehicle;
    struct vehicle_figures *figures =
        &vehicle->figures[vehicle_class - context->book->general.vehicles.classes];
    const struct vehicle_data *data = context->setting->vehicles;
    for (uint32_t i = 0; i < vehicle_class->purchases_count; i++) {
        if (vehicle_class->purchases[i].metal != metal || data == NULL || !data->given[FILE_PURCHASES])
            continue;
        if (!figures->purchases_done[metal])
            figures->purchases[metal] = purchases_at_plants(context, &vehicle_class->purchases[i]);
        figures->purchases_done[metal] = true;
        return &figures->purchases[metal];
    }
    return NULL;
}

/* Figures of a core part that are not whole, or contradicted. */
static bool figures_in_doubt(const struct vehicle *vehicle) {
    for (uint32_t i = 0; i < vehicle->core_count; i++)
        if (vehicle->core[i].stated && vehicle->core[i].result == RESULT_UNKNOWN)
            return true;
    return false;
}

/* What the figures say; *told is false where there are none, and a declaration may stand for them. */
static enum result from_figures(const struct origin_context *context, const struct vehicle_test *asked,
                                struct test *test, bool *told) {
    const struct vehicle *vehicle = context->determination->vehicle;
    switch (asked->requires) {
    case VEHICLE_CORE_PARTS:
        *told = vehicle->core_parts == RESULT_PASS || vehicle->core_failed || figures_in_doubt(vehicle);
        return vehicle->core_parts;
    case VEHICLE_LABOUR:
        test->labour = labour_of(context, asked->vehicle_class);
        *told = test->labour != NULL && (test->labour->known || test->labour->given);
        return test->labour != NULL ? test->labour->result : RESULT_UNKNOWN;
    default:
        test->purchases = purchases_of(context, asked->vehicle_class,
                                       asked->requires == VEHICLE_STEEL ? METAL_STEEL : METAL_ALUMINUM);
        *told = test->purchases != NULL && test->purchases->given;
        return test->purchases != NULL ? test->purchases->result : RESULT_UNKNOWN;
    }
}

/* ---- the figure ---- */

/* How much more of the base would have to be high-wage, the credits as they are. */
static total labour_shortfall(const struct labour_outcome *labour) {
    decimal credits = labour->technology_points * FIGURE_SCALE +
                      (labour->assembly == RESULT_PASS ? labour->required->assembly : 0);
    decimal points = labour->required->percent - credits;
    total part = (labour->labour_counted ? labour->labour : 0) + labour->material + labour->transport;
    total needed = 0;
    if (points < labour->required->material_and_labour)
        points = labour->required->material_and_labour;
    bool told = labour->result != RESULT_PASS &&
                total_portion(&needed, labour->base, points, 100 * (total)DECIMAL_ONE);
    return told && needed > part ? needed - part : 0;
}

static void set_labour_figure(const struct origin_context *context, struct test *test) {
    const struct labour_outcome *labour = test->labour;
    const struct labour_requirement *required =
        labour_required(test->requirement->vehicle.vehicle_class, context->determination->day);
    bool known = labour != NULL && labour->known;
    test->cite = required != NULL ? required->cite : context_cite(context, PROVISION_LABOUR_VALUE);
    test->figure =
        figure_of(known, known ? labour->percent : 0, required != NULL ? required->percent : 0, test->result);
    test->shortfall = known ? labour_shortfall(labour) : 0;
}

/* How much more would have to originate, of the same purchases. */
static total purchases_shortfall(const struct purchases_outcome *purchases, decimal required) {
    total least = 0;
    bool told = purchases->result != RESULT_PASS &&
                total_portion(&least, purchases->all, required, 100 * (total)DECIMAL_ONE);
    return told && least > purchases->originating ? least - purchases->originating : 0;
}

static const struct purchases_requirement *purchases_required(const struct vehicle_test *asked) {
    enum metal metal = asked->requires == VEHICLE_STEEL ? METAL_STEEL : METAL_ALUMINUM;
    const struct vehicle_class *of = asked->vehicle_class;
    for (uint32_t i = 0; i < of->purchases_count; i++)
        if (of->purchases[i].metal == metal)
            return &of->purchases[i];
    return NULL;
}

static void set_purchases_figure(struct test *test) {
    const struct purchases_outcome *purchases = test->purchases;
    const struct purchases_requirement *required = purchases_required(&test->requirement->vehicle);
    decimal percent = required != NULL ? required->percent : 0;
    bool known = purchases != NULL && purchases->known;
    if (required != NULL)
        test->cite = required->cite;
    test->figure = figure_of(known, known ? purchases->percent : 0, percent, test->result);
    test->shortfall = known ? purchases_shortfall(purchases, percent) : 0;
}

static void set_figure(const struct origin_context *context, struct test *test) {
    switch (test->requirement->vehicle.requires) {
    case VEHICLE_CORE_PARTS:
        test->cite = context_cite(context, PROVISION_CORE_PARTS);
        test->figure = core_parts_figure(context->determination->vehicle);
        test->figure.result = test->result;
        break;
    case VEHICLE_LABOUR:
        set_labour_figure(context, test);
        break;
    default:
        set_purchases_figure(test);
    }
}

/* ---- the test ---- */

/* What is left of a file is no figure, and no declaration mends it (contract, section 5). */
static bool rows_rejected(const struct origin_context *context, enum vehicle_requirement requires) {
    const struct vehicle_data *data = context->setting->vehicles;
    if (data == NULL || requires == VEHICLE_CORE_PARTS)
        return false;
    return requires == VEHICLE_LABOUR ? data->broken[FILE_VEHICLES] || data->broken[FILE_PLANTS]
                                      : data->broken[FILE_PURCHASES];
}

void vehicle_test_run(const struct reading *reading, struct test *test) {
    struct origin_context *context = reading->context;
    const struct vehicle_test *asked = &test->requirement->vehicle;
    const struct condition declared = {asked->declared, false};
    bool told = false;
    test->result = RESULT_UNKNOWN;
    test->why = "why.vehicle.unknown";
    if (context->determination->vehicle == NULL) /* a rule of one's own may ask it of other goods */
        return;
    test->exempt =
        asked->exempt.fact != NULL && condition_of_good(context, reading, asked->exempt) == RESULT_PASS;
    test->result = from_figures(context, asked, test, &told);
    if (context->determination->vehicle->class_fits == RESULT_FAIL && asked->requires == VEHICLE_LABOUR) {
        test->result = RESULT_UNKNOWN; /* the rows are of another vehicle, or the class of them is wrong */
        told = true;
    }
    told = told || rows_rejected(context, asked->requires);
    enum result said = condition_of_good(context, reading, declared);
    test->declared = !told && said != RESULT_UNKNOWN;
    if (test->declared)
        test->result = said;
    if (test->exempt)
        test->result = RESULT_PASS;
    test->why = test->exempt                  ? "why.vehicle.exempt"
                : test->declared              ? "why.vehicle.declared"
                : test->result == RESULT_PASS ? "why.vehicle.pass"
                : test->result == RESULT_FAIL ? "why.vehicle.fail"
                                              : "why.vehicle.unknown";
    set_figure(context, test);
}

void vehicle_part_names(const struct usmca_rulebook *book, const struct assembly_part *part,
                        struct buffer *out) {
    struct text parts = part->parts;
    struct text id;
    for (bool first = true; parts.length > 0 && text_split(&parts, ' ', &id); first = false) {
        struct buffer name = {0};
        buffer_string(&name, "core-part.");
        buffer_text(&name, id);
        buffer_char(&name, '\0');
        buffer_string(out, first ? "" : " / ");
        buffer_text(out, name.failed ? id : message_find(book->messages, name.data));
        buffer_release(&name, out);
    }
}

struct text vehicle_category_name(const struct origin_context *context, enum vehicle_category category) {
    static const char *const IDS[VEHICLE_CATEGORIES] = {"category.", "category.model-line-plant",
                                                        "category.class-plant", "category.model-line",
                                                        "category.class"};
    return message_find(context->book->messages, IDS[category]);
}
