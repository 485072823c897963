#include "origin/vehicle/conversion.h"
#include "origin/vehicle/plants.h"

/* The credit for technology, U.R. 18(9), 18(10). */

struct reckoning {
    const struct vehicle_data *data;
    struct text producer;
    struct text currency; /* that wages are added up in */
    date day;
    bool foreign; /* rows of the producer name several currencies */
};

static bool in_territory(const struct reckoning *reckoning, const struct plant_row *row) {
    const struct vehicle_provisions *provisions = reckoning->data->provisions;
    for (uint32_t i = 0; i < provisions->floor_count; i++)
        if (text_is(row->country, COUNTRY_CODES[provisions->floors[i].country]))
            return true;
    return false;
}

static enum result own(const struct reckoning *reckoning, const struct plant_row *row) {
    if (row->contract_years.given || !in_territory(reckoning, row))
        return RESULT_FAIL; /* a supplier's wages are not the producer's expenditures */
    return vehicle_producer_is(reckoning->data, FILE_PLANTS, row->producer, reckoning->producer);
}

static struct row_walk rows_of(const struct reckoning *reckoning) {
    return vehicle_rows_of_producer(reckoning->data, FILE_PLANTS, reckoning->producer);
}

static bool states_wages(const struct plant_row *row) {
    return row->production_wages.given || row->technology_wages.given;
}

/* Nothing is nothing in any currency. */
static bool has_wages(const struct plant_row *row) {
    return row->production_wages.value > 0 || row->technology_wages.value > 0;
}

/* ---- currencies ---- */

/* Wages are in the currency of their row, or where it names none in the one that the others name. */
static void find_currency(struct reckoning *reckoning) {
    struct row_walk rows = rows_of(reckoning);
    for (size_t i = row_walk_next(&rows); i != ROW_NONE; i = row_walk_next(&rows)) {
        const struct plant_row *row = &reckoning->data->plants[i];
        if (own(reckoning, row) != RESULT_PASS || row->currency.length == 0 || !has_wages(row))
            continue;
        reckoning->foreign = reckoning->foreign || (reckoning->currency.length > 0 &&
                                                    !text_equal(reckoning->currency, row->currency));
        reckoning->currency = row->currency;
    }
}

static bool add(const struct reckoning *reckoning, const struct plant_row *row, struct technology *out) {
    total part = 0;
    total whole = 0;
    const struct conversion_of of = {reckoning->data, FILE_PLANTS, &row->place, row->to, reckoning->day};
    if (!has_wages(row))
        return true;
    if ((reckoning->foreign && row->currency.length == 0) ||
        !conversion_of_total(&of, &part, row->technology_wages.value, row->currency, reckoning->currency,
                             &out->told) ||
        !conversion_of_total(&of, &whole, row->production_wages.value, row->currency, reckoning->currency,
                             &out->told)) {
        out->unconverted = true;
        return false;
    }
    return total_add(&out->share.part, out->share.part, part) &&
           total_add(&out->share.whole, out->share.whole, whole);
}

/* ---- one plant, one period ---- */

static bool within(const struct plant_row *row, struct day_range range) {
    return row->production_wages.given && row->from >= range.from && row->to < range.until;
}

static bool same_wages(const struct plant_row *one, const struct plant_row *other) {
    return one->from == other->from && one->to == other->to &&
           one->production_wages.value == other->production_wages.value &&
           one->technology_wages.value == other->technology_wages.value;
}

/* The row of the plant that states the whole range; or NULL. */
static const struct plant_row *row_of_range(const struct reckoning *reckoning, struct text plant,
                                            struct day_range range) {
    const struct row_span rows = vehicle_rows_of_plant(reckoning->data, plant);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct plant_row *row = &reckoning->data->plants[one->row];
        if (own(reckoning, row) == RESULT_PASS && within(row, range) && row->from == range.from &&
            date_next(row->to) == range.until)
            return row;
    }
    return NULL;
}

/* False where its rows do not state every day of the range once. Rows that say the same count once. */
static bool add_plant(const struct reckoning *reckoning, struct text plant, struct technology *out) {
    const struct plant_row *whole = row_of_range(reckoning, plant, out->range);
    const struct plant_row *before = NULL;
    date until = out->range.from;
    const struct row_span rows = vehicle_rows_of_plant(reckoning->data, plant);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct plant_row *row = &reckoning->data->plants[one->row];
        if (own(reckoning, row) != RESULT_PASS || !within(row, out->range) ||
            (whole != NULL && (row->from != whole->from || row->to != whole->to)) ||
            (before != NULL && same_wages(row, before)))
            continue;
        if (row->from != until || !add(reckoning, row, out))
            return false;
        before = row;
        until = date_next(row->to);
    }
    return until >= out->range.until;
}

/* ---- all plants ---- */

/* The rows are by plant. */
static bool plant_stands_before(const struct reckoning *reckoning, size_t i) {
    const struct plant_row *plants = reckoning->data->plants;
    for (size_t k = i; k > 0 && text_equal(plants[k - 1].plant, plants[i].plant); k--)
        if (own(reckoning, &plants[k - 1]) == RESULT_PASS)
            return true;
    return false;
}

/* Whether some row is of the plant as the producer's own, or it lies outside the territory. */
static bool plant_stated(const struct reckoning *reckoning, struct text plant) {
    const struct row_span rows = vehicle_rows_of_plant(reckoning->data, plant);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct plant_row *row = &reckoning->data->plants[one->row];
        if (own(reckoning, row) == RESULT_PASS || !in_territory(reckoning, row))
            return true;
    }
    return false;
}

/* A plant that assembles vehicles of the producer, and of which no row of plants.csv is its own. */
static bool assembles_unstated(const struct reckoning *reckoning, struct text *plant) {
    const struct vehicle_data *data = reckoning->data;
    struct row_walk rows = vehicle_rows_of_producer(data, FILE_VEHICLES, reckoning->producer);
    for (size_t i = row_walk_next(&rows); i != ROW_NONE; i = row_walk_next(&rows)) {
        if (plant_stated(reckoning, data->vehicles[i].plant))
            continue;
        *plant = data->vehicles[i].plant;
        return true;
    }
    return false;
}

static struct technology of_range(const struct reckoning *reckoning, enum calculation_period period,
                                  struct day_range range) {
    const struct vehicle_data *data = reckoning->data;
    struct technology one = {.known = true, .period = period, .range = range};
    struct row_walk rows = rows_of(reckoning);
    for (size_t i = row_walk_next(&rows); i != ROW_NONE && one.known; i = row_walk_next(&rows)) {
        const struct plant_row *row = &data->plants[i];
        enum result mine = own(reckoning, row);
        bool passes = mine == RESULT_PASS && !plant_stands_before(reckoning, i);
        if (mine == RESULT_UNKNOWN || (passes && !add_plant(reckoning, row->plant, &one))) {
            one.known = false;
            one.lacking = row->plant;
        }
    }
    if (one.known && assembles_unstated(reckoning, &one.lacking))
        one.known = false;
    one.known = one.known && one.share.whole > 0;
    return one;
}

static bool any_technology(const struct reckoning *reckoning) {
    struct row_walk rows = rows_of(reckoning);
    for (size_t i = row_walk_next(&rows); i != ROW_NONE; i = row_walk_next(&rows))
        if (own(reckoning, &reckoning->data->plants[i]) == RESULT_PASS &&
            reckoning->data->plants[i].technology_wages.given)
            return true;
    return false;
}

/* Whether some row states wages in a previous year. */
static bool year_stated(const struct reckoning *reckoning) {
    const struct vehicle_data *data = reckoning->data;
    for (int period = 0; period < CALCULATION_PERIODS; period++) {
        if (!period_is_past((enum calculation_period)period))
            continue;
        struct day_range range =
            calculation_range((enum calculation_period)period, reckoning->day, data->first_month);
        struct row_walk rows = rows_of(reckoning);
        for (size_t i = row_walk_next(&rows); i != ROW_NONE; i = row_walk_next(&rows))
            if (own(reckoning, &data->plants[i]) != RESULT_FAIL && states_wages(&data->plants[i]) &&
                data->plants[i].from < range.until && data->plants[i].to >= range.from)
                return true;
    }
    return false;
}

static bool better(const struct technology *one, const struct technology *sofar) {
    int64_t percent = 0;
    int64_t percent_sofar = 0;
    return !sofar->known ||
           (total_percent(&percent, one->share.part, one->share.whole) &&
            total_percent(&percent_sofar, sofar->share.part, sofar->share.whole) && percent > percent_sofar);
}

struct technology plants_technology(const struct vehicle_data *data, struct text producer, date day) {
    struct reckoning reckoning = {.data = data, .producer = producer, .day = day};
    struct technology best = {.known = false};
    if (data->broken[FILE_PLANTS] || !data->given[FILE_PLANTS] || day == 0)
        return best;
    find_currency(&reckoning);
    bool stated = year_stated(&reckoning);
    bool any = any_technology(&reckoning);
    for (int period = 0; period < CALCULATION_PERIODS; period++) {
        struct day_range range = calculation_range((enum calculation_period)period, day, data->first_month);
        bool month_alone = month_number(range.from) == month_number(day);
        if (month_alone && stated && !period_is_past((enum calculation_period)period))
            continue;
        struct technology one = of_range(&reckoning, (enum calculation_period)period, range);
        if (one.known && any && better(&one, &best))
            best = one;
        else if (!best.known && best.lacking.length == 0) {
            best.lacking = one.lacking;
            best.unconverted = one.unconverted;
            best.told = one.told;
        }
    }
    return best;
}
