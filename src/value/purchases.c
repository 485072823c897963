#include "value/purchases.h"

struct reckoning {
    const struct vehicle_data *data;
    struct text producer;
    const struct vehicle_row *of;
    date day;
    const struct purchases_requirement *required;
    bool melted_asked;
};

/* ---- U.R. 17(9) ---- */

/* Whether the row is for the vehicles of the basis; unknown where it does not say. */
static enum result for_vehicles(const struct reckoning *reckoning, const struct purchase_row *row,
                                struct purchases_basis basis) {
    const struct vehicle_row *of = reckoning->of;
    bool by_plant = basis.category == CATEGORY_MODEL_LINE_PLANT || basis.category == CATEGORY_CLASS_PLANT;
    bool by_line = basis.category == CATEGORY_MODEL_LINE_PLANT || basis.category == CATEGORY_MODEL_LINE;
    bool by_class = basis.category != CATEGORY_NONE;
    if ((by_plant && row->plant.length == 0) || (by_line && row->model_line.length == 0) ||
        (by_class && row->class == USE_NONE) ||
        (basis.scope == SCOPE_EXPORTED && row->exported == YES_NOT_SAID))
        return RESULT_UNKNOWN;
    bool matches = (!by_plant || text_equal(row->plant, of->plant)) &&
                   (!by_line || text_equal(row->model_line, of->model_line)) &&
                   (!by_class || row->class == of->class) &&
                   (basis.scope == SCOPE_ALL || row->exported == YES);
    return matches ? RESULT_PASS : RESULT_FAIL;
}

/* ---- one period ---- */

static bool of_producer(const struct reckoning *reckoning, size_t i, bool estimates) {
    return vehicle_producer_is(reckoning->data->purchases[i].producer, reckoning->producer) &&
           reckoning->data->purchase_twins[i] != (estimates ? TWIN_OF_ESTIMATE : TWIN_OF_ACTUAL);
}

/* A row that lies in the range: one that goes beyond the day of a period to date is of the part up to it. */
static bool inside(const struct purchase_row *row, struct day_range range) {
    return row->from >= range.from && row->from < range.until;
}

/* Whether the rows of the producer, of either metal, state every day of the range and none across its ends.
 */
static bool covered(const struct reckoning *reckoning, enum calculation_period period, struct day_range range,
                    bool estimates) {
    const struct vehicle_data *data = reckoning->data;
    date until = range.from;
    for (size_t i = 0; i < data->purchase_count; i++) {
        const struct purchase_row *row = &data->purchases[i];
        if (!of_producer(reckoning, i, estimates) || row->to < range.from || row->from >= range.until)
            continue;
        bool across = row->from < range.from || (period_is_past(period) && row->to >= range.until);
        if (across || (period_is_past(period) && row->basis == COSTS_ESTIMATED) || row->from > until)
            return false;
        if (date_next(row->to) > until)
            until = date_next(row->to);
    }
    return until >= range.until;
}

static bool add_row(const struct reckoning *reckoning, const struct purchase_row *row,
                    struct purchases_outcome *out) {
    out->rows++;
    out->estimated = out->estimated || row->basis == COSTS_ESTIMATED;
    if (!total_add(&out->all, out->all, row->value.value))
        return false;
    if (row->origin != ORIGIN_DECLARED_ORIGINATING ||
        (reckoning->melted_asked && row->melted_and_poured == NO))
        return true;
    if (reckoning->melted_asked && row->melted_and_poured == YES_NOT_SAID)
        return total_add(&out->unsaid, out->unsaid, row->value.value);
    return total_add(&out->originating, out->originating, row->value.value);
}

/* False where the period or the basis cannot be told. */
static bool sum(const struct reckoning *reckoning, bool estimates, struct purchases_outcome *out) {
    const struct vehicle_data *data = reckoning->data;
    if (!covered(reckoning, out->period, out->range, estimates))
        return false;
    for (size_t i = 0; i < data->purchase_count; i++) {
        const struct purchase_row *row = &data->purchases[i];
        if (!of_producer(reckoning, i, estimates) || !inside(row, out->range))
            continue;
        out->beside += data->purchase_metals[i] == METAL_NONE;
        if (data->purchase_metals[i] != reckoning->required->metal)
            continue;
        enum result counts = for_vehicles(reckoning, row, out->basis);
        if (counts == RESULT_UNKNOWN || (counts == RESULT_PASS && !add_row(reckoning, row, out)))
            return false;
    }
    decimal least = reckoning->required->percent;
    out->known = out->all > 0 && total_percent(&out->percent, out->originating, out->all);
    if (!out->known)
        return false;
    out->result = total_reaches(out->originating, out->all, least)                 ? RESULT_PASS
                  : total_reaches(out->originating + out->unsaid, out->all, least) ? RESULT_UNKNOWN
                                                                                   : RESULT_FAIL;
    return true;
}

static bool better(const struct purchases_outcome *one, const struct purchases_outcome *sofar) {
    if (one->result != sofar->result)
        return one->result > sofar->result;
    return one->percent > sofar->percent;
}

static void try_basis(const struct reckoning *reckoning, enum calculation_period period,
                      struct purchases_basis basis, struct purchases_outcome *best) {
    struct day_range range = calculation_range(period, reckoning->day, reckoning->data->first_month);
    struct purchases_outcome one = {.period = period, .range = range, .basis = basis};
    struct purchases_outcome estimate = one;
    if (!sum(reckoning, false, &one))
        return;
    if (sum(reckoning, true, &estimate) && estimate.estimated && estimate.result == RESULT_PASS &&
        one.result == RESULT_FAIL) {
        one.estimate_held = true;
        one.estimate_percent = estimate.percent;
    }
    if (!best->known || better(&one, best))
        *best = one;
}

static bool melted_asked(const struct reckoning *reckoning) {
    const struct vehicle_provisions *provisions = reckoning->data->provisions;
    for (uint32_t i = 0; i < provisions->metal_count; i++)
        if (provisions->metals[i].metal == reckoning->required->metal)
            return provisions->metals[i].melted_and_poured_from != 0 &&
                   reckoning->day >= provisions->metals[i].melted_and_poured_from;
    return false;
}

struct purchases_outcome purchases_reckon(const struct vehicle_data *data, struct text producer,
                                          const struct vehicle_row *of, date day,
                                          const struct purchases_requirement *required) {
    struct reckoning reckoning = {
        .data = data, .producer = producer, .of = of, .day = day, .required = required};
    struct purchases_outcome best = {.result = RESULT_UNKNOWN};
    reckoning.melted_asked = melted_asked(&reckoning);
    if (data->broken[FILE_PURCHASES])
        return best;
    int categories = of != NULL ? VEHICLE_CATEGORIES : CATEGORY_NONE + 1;
    for (int period = 0; period < CALCULATION_PERIODS; period++)
        for (int category = 0; category < categories; category++)
            for (int scope = 0; scope < VEHICLE_SCOPES; scope++)
                try_basis(
                    &reckoning, (enum calculation_period)period,
                    (struct purchases_basis){(enum vehicle_category)category, (enum vehicle_scope)scope},
                    &best);
    return best;
}
