#include "origin/vehicle/plants.h"

#include "case/evidence.h"

static const struct wage_floor *floor_on(const struct vehicle_provisions *provisions, struct text country,
                                         date day) {
    for (uint32_t i = 0; i < provisions->floor_count; i++)
        if (text_is(country, COUNTRY_CODES[provisions->floors[i].country]) &&
            period_holds(provisions->floors[i].period, day))
            return &provisions->floors[i];
    return NULL;
}

static bool first_certification(const struct vehicle_data *data, const struct plant_row *row) {
    for (uint32_t i = 0; i < data->provisions->first_certification_count; i++) {
        const struct period *period = &data->provisions->first_certifications[i];
        if (row->from == period->from && date_next(row->to) == period->until)
            return true;
    }
    return false;
}

/* Whether the day is before the first ones of the Agreement are over. */
static bool only_first(const struct vehicle_data *data, date day) {
    bool only = false;
    for (uint32_t i = 0; i < data->provisions->first_certification_count; i++)
        only = only || day < data->provisions->first_certifications[i].until;
    return only;
}

/* U.R. 18(5): a first period of the Agreement certifies itself; and a period certifies the one of the same
 * length behind it, at most so many months. Whole months are counted as months, and other periods as days. */
static bool certifies(const struct vehicle_data *data, const struct plant_row *row, date day) {
    const struct vehicle_provisions *provisions = data->provisions;
    if (!row->wage.given || row->from == 0 || row->to == 0)
        return false;
    bool first = first_certification(data, row);
    if (only_first(data, day) && !first)
        return false;
    if (first && day >= row->from && day <= row->to)
        return true;
    date begins = date_next(row->to);
    if (day < begins || begins > date_add_months(row->from, provisions->certification_months))
        return false;
    if (row->from % 100 == 1 && begins % 100 == 1)
        return day < date_add_months(begins, month_number(begins) - month_number(row->from));
    return date_days(begins, day) < date_days(row->from, begins);
}

/* Unknown where the wage is in another currency, and there is no rate. */
static enum result row_qualifies(const struct vehicle_data *data, const struct plant_row *row, date day,
                                 struct conversions *told) {
    const struct wage_floor *least = floor_on(data->provisions, row->country, day);
    const struct conversion_of of = {data, FILE_PLANTS, &row->place, row->to, day};
    return least == NULL ? RESULT_FAIL
                         : conversion_reaches(&of, row->wage.value, row->currency, least->hourly,
                                              least->currency, told);
}

enum result plant_qualifies(const struct vehicle_data *data, struct text plant, date day,
                            const struct plant_row **row, struct conversions *told) {
    enum result result = RESULT_FAIL;
    struct conversions of_result = {0};
    bool any = false;
    const struct row_span rows = vehicle_rows_of_plant(data, plant);
    for (const struct row_key *key = rows.first; key < rows.end && !data->broken[FILE_PLANTS]; key++) {
        const struct plant_row *one = &data->plants[key->row];
        if (!certifies(data, one, day))
            continue;
        struct conversions of_one = {0};
        enum result of_row = row_qualifies(data, one, day, &of_one);
        if (any && of_row <= result)
            continue;
        any = true;
        of_result = of_one;
        result = of_row; /* of two periods that certify the day, the producer's choice */
        if (row != NULL)
            *row = one;
    }
    conversions_join(told, &of_result);
    return any ? result : RESULT_UNKNOWN;
}

date plant_qualifies_until(const struct vehicle_data *data, struct text plant, date day) {
    const struct plant_row *row = NULL;
    struct conversions told = {0};
    if (day == 0 || plant_qualifies(data, plant, day, &row, &told) != RESULT_PASS || row == NULL)
        return 0;
    const struct wage_floor *least = floor_on(data->provisions, row->country, day);
    date last = day <= row->to ? row->to : day;
    date step = least != NULL && least->period.until != DATE_FOREVER ? date_before(least->period.until) : 0;
    /* a year at most, U.R. 18(5) */
    date behind = date_add_months(date_next(row->to), data->provisions->certification_months);
    while (last < behind && certifies(data, row, date_next(last)))
        last = date_next(last);
    last = evidence_earlier(last, told.until);
    return step != 0 && step < last ? step : last;
}

static bool has_capacity(const struct vehicle_data *data, const struct vehicle_class *vehicle_class,
                         const struct plant_row *row) {
    if (row->contract_years.given &&
        row->contract_years.value < data->provisions->contract_years * DECIMAL_ONE)
        return false;
    for (uint32_t i = 0; i < vehicle_class->assembly_count; i++)
        if (vehicle_class->assembly[i].makes == row->makes && row->capacity.given &&
            row->capacity.value >= vehicle_class->assembly[i].capacity)
            return true;
    return false;
}

enum result plants_assembly(const struct vehicle_data *data, const struct vehicle_class *vehicle_class,
                            struct text producer, date day, const struct plant_row **row,
                            struct conversions *told) {
    enum result result = RESULT_FAIL;
    struct conversions of_result = {0};
    bool any = false;
    struct row_walk rows = vehicle_rows_of_producer(data, FILE_PLANTS, producer);
    if (data->broken[FILE_PLANTS])
        return RESULT_UNKNOWN;
    for (size_t i = row_walk_next(&rows); i != ROW_NONE; i = row_walk_next(&rows)) {
        const struct plant_row *one = &data->plants[i];
        enum result of_plant = vehicle_producer_is(data, FILE_PLANTS, one->producer, producer);
        any = any || of_plant == RESULT_PASS;
        if (of_plant == RESULT_FAIL || !has_capacity(data, vehicle_class, one))
            continue;
        struct conversions of_one = {0};
        enum result qualifies = plant_qualifies(data, one->plant, day, NULL, &of_one);
        of_plant = qualifies < of_plant ? qualifies : of_plant;
        if (of_plant <= result)
            continue;
        result = of_plant;
        of_result = of_one;
        *row = one;
    }
    conversions_join(told, &of_result);
    return any ? result : RESULT_UNKNOWN;
}
