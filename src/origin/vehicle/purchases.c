#include "origin/vehicle/purchases.h"

#include "case/evidence.h"

const char *const PURCHASE_DOUBT_WORDS[PURCHASE_DOUBTS] = {"none", "code", "producer", "period", "estimate"};

struct reckoning {
    const struct vehicle_data *data;
    struct text producer;
    const struct vehicle_row *of;
    date day;
    const struct purchases_requirement *required;
    struct text currency; /* of the first row; that all are converted to */
    const struct melted_provision *melted;
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

/* ---- whether a row counts ---- */

static struct row_walk rows_of(const struct reckoning *reckoning) {
    return vehicle_rows_of_producer(reckoning->data, FILE_PURCHASES, reckoning->producer);
}

static enum result both(enum result one, enum result other) {
    return one < other ? one : other;
}

static enum result opposite(enum result result) {
    return (enum result)(RESULT_PASS - result);
}

/* Whether the row states purchases of the metal by the producer, and no other row takes its place. */
static enum result of_metal(const struct reckoning *reckoning, size_t i, bool estimates) {
    const struct purchase_standing *standing = &reckoning->data->purchase_standings[i];
    return both(both(vehicle_producer_is(reckoning->data, FILE_PURCHASES,
                                         reckoning->data->purchases[i].producer, reckoning->producer),
                     standing->listed[reckoning->required->metal]),
                opposite(estimates ? standing->has_estimate : standing->has_actual));
}

static enum purchase_doubt doubt_of(const struct reckoning *reckoning, size_t i) {
    const struct purchase_standing *standing = &reckoning->data->purchase_standings[i];
    return standing->listed[reckoning->required->metal] == RESULT_UNKNOWN ? DOUBT_CODE
           : reckoning->data->purchases[i].producer.length == 0           ? DOUBT_PRODUCER
                                                                          : DOUBT_ESTIMATE;
}

/* The last day that rows of a basis may reach, and still count whole: that of a period to date, or for
 * estimates, U.R. 17(8), that of the whole period. */
static date last_day(const struct reckoning *reckoning, const struct purchase_row *row,
                     const struct purchases_outcome *out) {
    return date_before(row->basis == COSTS_ESTIMATED ? calculation_period_ends(out->period, reckoning->day,
                                                                               reckoning->data->first_month)
                                                     : out->range.until);
}

/* ---- one period ---- */

static bool outside(const struct purchase_row *row, struct day_range range) {
    return row->to < range.from || row->from >= range.until;
}

/* Whether the rows of the metal state every day of the range, and none across its ends. A previous year needs
 * actual figures, U.R. 17(8). */
static bool covered(const struct reckoning *reckoning, const struct purchases_outcome *out, bool estimates) {
    const struct vehicle_data *data = reckoning->data;
    const bool past = period_is_past(out->period);
    struct row_walk rows = rows_of(reckoning);
    date until = out->range.from;
    for (size_t i = row_walk_next(&rows); i != ROW_NONE; i = row_walk_next(&rows)) {
        const struct purchase_row *row = &data->purchases[i];
        enum result counts = of_metal(reckoning, i, estimates);
        if (counts == RESULT_FAIL || outside(row, out->range))
            continue;
        bool across = row->from < out->range.from || (past && row->to >= out->range.until);
        if (across || (past && row->basis == COSTS_ESTIMATED))
            return false;
        if (counts != RESULT_PASS)
            continue;
        if (row->from > until)
            return false;
        if (date_next(row->to) > until)
            until = date_next(row->to);
    }
    return until >= out->range.until;
}

/* What may help is not known to, and what may not count is not known not to. */
static bool add_doubtful(const struct purchase_row *row, total value, enum purchase_doubt doubt,
                         enum result originating, struct purchases_outcome *out) {
    if (out->doubt == DOUBT_NONE) {
        out->doubt = doubt;
        out->doubtful_row = &row->place;
    }
    return total_add(&out->doubtful, out->doubtful, value) &&
           (originating == RESULT_FAIL || total_add(&out->doubtful_for, out->doubtful_for, value)) &&
           (originating == RESULT_PASS || total_add(&out->doubtful_against, out->doubtful_against, value));
}

/* Whether it is asked that the steel of the row was melted and poured in the territory: a row of days before
 * and after may be of either. */
static enum result melted_asked(const struct reckoning *reckoning, const struct purchase_row *row) {
    const struct melted_provision *melted = reckoning->melted;
    if (melted == NULL)
        return RESULT_FAIL;
    if (!melted->by_purchase)
        return reckoning->day >= melted->from ? RESULT_PASS : RESULT_FAIL;
    return row->from >= melted->from ? RESULT_PASS : row->to < melted->from ? RESULT_FAIL : RESULT_UNKNOWN;
}

/* U.R. 17(5)(b), where it goes by the day of the vehicle: the same purchases count otherwise from then on. */
static bool asked_from_a_later_day(const struct reckoning *reckoning) {
    const struct melted_provision *melted = reckoning->melted;
    return melted != NULL && !melted->by_purchase && reckoning->day < melted->from;
}

static enum result melted_as_asked(const struct reckoning *reckoning, const struct purchase_row *row) {
    enum result asked = melted_asked(reckoning, row);
    if (asked == RESULT_FAIL || row->melted_and_poured == YES)
        return RESULT_PASS;
    return asked == RESULT_PASS && row->melted_and_poured == NO ? RESULT_FAIL : RESULT_UNKNOWN;
}

static bool add_row(const struct reckoning *reckoning, const struct purchase_row *row,
                    enum purchase_doubt doubt, struct purchases_outcome *out) {
    total value = 0;
    enum result melted = melted_as_asked(reckoning, row);
    const struct conversion_of of = {reckoning->data, FILE_PURCHASES, &row->place, row->to, reckoning->day};
    bool originating = row->origin == ORIGIN_DECLARED_ORIGINATING && melted != RESULT_FAIL;
    out->rows++;
    out->estimated = out->estimated || row->basis == COSTS_ESTIMATED;
    if ((row->value.value != 0 && (row->currency.length == 0) != (reckoning->currency.length == 0)) ||
        !conversion_of_total(&of, &value, row->value.value, row->currency, reckoning->currency, &out->told)) {
        out->unconverted = true;
        return false;
    }
    if (doubt != DOUBT_NONE)
        return add_doubtful(row, value, doubt, originating ? melted : RESULT_FAIL, out);
    if (!total_add(&out->all, out->all, value))
        return false;
    if (!originating)
        return true;
    if (melted == RESULT_UNKNOWN)
        return total_add(&out->unsaid, out->unsaid, value);
    return total_add(&out->originating, out->originating, value);
}

/* With the rows in doubt as they are worst, and as they are best. */
static void conclude(const struct reckoning *reckoning, struct purchases_outcome *out) {
    decimal least = reckoning->required->percent;
    total worst = out->all + out->doubtful_against;
    total best = out->all + out->doubtful_for;
    bool passes = worst > 0 && total_reaches(out->originating, worst, least);
    bool may_pass =
        best <= 0 || total_reaches(out->originating + out->unsaid + out->doubtful_for, best, least);
    out->known = out->all + out->doubtful > 0;
    out->result = passes ? RESULT_PASS : may_pass ? RESULT_UNKNOWN : RESULT_FAIL;
    if (worst <= 0 || !total_percent(&out->percent, out->originating, worst))
        out->percent = 0;
    out->all = worst;
}

/* False where the period or the basis cannot be told. */
static bool sum(const struct reckoning *reckoning, bool estimates, struct purchases_outcome *out) {
    const struct vehicle_data *data = reckoning->data;
    struct row_walk rows = rows_of(reckoning);
    if (!covered(reckoning, out, estimates))
        return false;
    for (size_t i = row_walk_next(&rows); i != ROW_NONE; i = row_walk_next(&rows)) {
        const struct purchase_row *row = &data->purchases[i];
        enum result counts = of_metal(reckoning, i, estimates);
        if (outside(row, out->range))
            continue;
        out->beside += data->purchase_standings[i].listed[METAL_STEEL] == RESULT_FAIL &&
                       data->purchase_standings[i].listed[METAL_ALUMINUM] == RESULT_FAIL &&
                       text_equal(row->producer, reckoning->producer);
        if (counts == RESULT_FAIL)
            continue;
        enum purchase_doubt doubt = counts == RESULT_UNKNOWN                  ? doubt_of(reckoning, i)
                                    : row->to > last_day(reckoning, row, out) ? DOUBT_PERIOD
                                                                              : DOUBT_NONE;
        enum result for_basis = for_vehicles(reckoning, row, out->basis);
        if (for_basis == RESULT_UNKNOWN || (for_basis == RESULT_PASS && !add_row(reckoning, row, doubt, out)))
            return false;
    }
    conclude(reckoning, out);
    return out->known;
}

static bool better(const struct purchases_outcome *one, const struct purchases_outcome *sofar) {
    if (one->result != sofar->result)
        return one->result > sofar->result;
    return one->percent > sofar->percent;
}

static void try_basis(const struct reckoning *reckoning, enum calculation_period period,
                      struct purchases_basis basis, struct purchases_outcome *best) {
    struct day_range range = calculation_range(period, reckoning->day, reckoning->data->first_month);
    date serves = calculation_period_serves(period, reckoning->day, reckoning->data->first_month);
    struct purchases_outcome one = {.period = period,
                                    .range = range,
                                    .until = date_before(serves),
                                    .basis = basis,
                                    .currency = reckoning->currency};
    if (asked_from_a_later_day(reckoning))
        one.until = evidence_earlier(one.until, date_before(reckoning->melted->from));
    struct purchases_outcome estimate = one;
    if (!sum(reckoning, false, &one)) {
        if (!best->known && one.unconverted) {
            best->unconverted = true;
            conversions_join(&best->told, &one.told);
        }
        return;
    }
    if (sum(reckoning, true, &estimate) && estimate.estimated && estimate.result == RESULT_PASS &&
        one.result == RESULT_FAIL) {
        one.estimate_held = true;
        one.estimate_percent = estimate.percent;
    }
    one.given = best->given;
    one.until = evidence_earlier(one.until, one.told.until);
    if (!best->known || better(&one, best))
        *best = one;
}

/* What the rows are converted to; *given is whether there are any. */
static struct text first_currency(const struct reckoning *reckoning, bool *given) {
    const struct vehicle_data *data = reckoning->data;
    struct row_walk rows = rows_of(reckoning);
    struct text currency = {NULL, 0};
    bool found = false;
    *given = false;
    for (size_t i = row_walk_next(&rows); i != ROW_NONE; i = row_walk_next(&rows)) {
        if (of_metal(reckoning, i, false) == RESULT_FAIL)
            continue;
        *given = true;
        if (data->purchases[i].value.value == 0 || found)
            continue;
        currency = data->purchases[i].currency;
        found = true;
    }
    return currency;
}

struct purchases_outcome purchases_reckon(const struct vehicle_data *data, struct text producer,
                                          const struct vehicle_row *of, date day,
                                          const struct purchases_requirement *required,
                                          const struct melted_provision *melted) {
    struct reckoning reckoning = {
        .data = data, .producer = producer, .of = of, .day = day, .required = required, .melted = melted};
    struct purchases_outcome best = {.result = RESULT_UNKNOWN};
    reckoning.currency = first_currency(&reckoning, &best.given);
    if (data->broken[FILE_PURCHASES] || day == 0)
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
