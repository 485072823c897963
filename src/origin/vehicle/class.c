#include "origin/vehicle/category_average.h"
#include "origin/vehicle/vehicle.h"

/* What kind of vehicle the good is, U.R. 12, and what it is averaged with. */

bool vehicle_inside(const struct origin_context *context, const struct scope *scope) {
    return context->codes.lineage != NULL &&
           scope_holds_good(context, scope, context->codes.code) == RESULT_PASS;
}

/* Whether U.R. 12 may put the good into the class: its code, what it declares of itself, and its use. */
static enum result in_class(const struct origin_context *context, const struct vehicle_class *one) {
    return result_and(result_of(vehicle_inside(context, &one->codes)),
                      condition_of_good(context, NULL, one->when));
}

enum result vehicle_class_fits(const struct origin_context *context, enum use class) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    enum use use = context_use(context);
    enum result fits = RESULT_FAIL;
    if (use != USE_NONE && use != USE_AFTERMARKET && use != class)
        return RESULT_FAIL;
    for (uint32_t i = 0; i < provisions->class_count; i++) {
        const struct vehicle_class *one = &provisions->classes[i];
        bool named = use_in(one->uses, class);
        if (one->codes.set.count == 0)
            continue;
        enum result in = in_class(context, one);
        if (named)
            fits = result_or(fits, in);
        else if (class == USE_OTHER_VEHICLE && in == RESULT_PASS && one->when.fact != NULL)
            return RESULT_FAIL;
    }
    return fits;
}

/* ---- averages ---- */

/* A category that its class cannot be averaged by, U.R. 20(6); or a class that the good is not of. */
bool vehicle_average_barred(const struct origin_context *context) {
    const struct vehicle *vehicle = context->determination->vehicle;
    const struct vehicle_data *data = context->setting->vehicles;
    return vehicle != NULL && vehicle->row != NULL && vehicle->row->category != CATEGORY_NONE &&
           !data->broken[FILE_VEHICLES] &&
           (vehicle->class_fits == RESULT_FAIL ||
            vehicle_categories(data, vehicle->row->class, vehicle->row->category) == NULL);
}

static bool lower(const struct average *one, const struct average *other) {
    int64_t percent = 0;
    int64_t percent_other = 0;
    return total_percent(&percent, one->used.net_cost - one->used.vnm, one->used.net_cost) &&
           total_percent(&percent_other, other->used.net_cost - other->used.vnm, other->used.net_cost) &&
           percent < percent_other;
}

enum average_answer vehicle_average(struct origin_context *context) {
    struct determination *determination = context->determination;
    const struct vehicle_data *data = context->setting->vehicles;
    struct text good_id = context->good->good_id;
    enum average_answer all = AVERAGE_NOT_ELECTED;
    struct plant_walk plants = vehicle_plants(data, good_id, determination->day);
    const struct vehicle_row *row = vehicle_plants_next(&plants);
    if (vehicle_average_barred(context))
        return AVERAGE_MISSING;
    if (row == NULL)
        return data->broken[FILE_VEHICLES] ? AVERAGE_BROKEN : AVERAGE_NOT_ELECTED;
    for (bool first = true; row != NULL; first = false) {
        struct average *average = context_room(context, sizeof *average);
        if (average == NULL)
            return AVERAGE_MISSING;
        enum average_answer one =
            vehicles_average(context->setting->figures, data, row, determination->day,
                             determination->currency, average, &determination->vehicle->average_told);
        all = first || one == all ? one : AVERAGE_MISSING;
        average->group = vehicle_category_name(context, row->category);
        if (one == AVERAGE_FOUND &&
            (determination->average == NULL || lower(average, determination->average)))
            determination->average = average;
        if (one == AVERAGE_FOUND &&
            (determination->average_highest == NULL || lower(determination->average_highest, average)))
            determination->average_highest = average;
        row = vehicle_plants_next(&plants);
    }
    if (all != AVERAGE_FOUND) {
        determination->average = NULL;
        determination->average_highest = NULL;
    }
    return all;
}
