#include "value/plants.h"

static const struct wage_floor *floor_on(const struct vehicle_provisions *provisions, struct text country,
                                         date day) {
    for (uint32_t i = 0; i < provisions->floor_count; i++)
        if (text_is(country, COUNTRY_CODES[provisions->floors[i].country]) &&
            period_holds(provisions->floors[i].period, day))
            return &provisions->floors[i];
    return NULL;
}

/* U.R. 18(5): a period certifies the one of the same length behind it, at most so many months; and one that
 * begins with the Agreement certifies itself. Whole months are counted as months, and other periods as days.
 */
static bool certifies(const struct vehicle_data *data, const struct plant_row *row, date day) {
    const struct vehicle_provisions *provisions = data->provisions;
    if (!row->wage.given)
        return false;
    if (row->from >= provisions->first_certification.from &&
        row->to < provisions->first_certification.until && day >= row->from && day <= row->to)
        return true;
    date begins = date_next(row->to);
    if (day < begins || begins > date_add_months(row->from, provisions->certification_months))
        return false;
    if (row->from % 100 == 1 && begins % 100 == 1)
        return day < date_add_months(begins, month_number(begins) - month_number(row->from));
    return date_days(begins, day) < date_days(row->from, begins);
}

static enum result row_qualifies(const struct vehicle_data *data, const struct plant_row *row, date day) {
    const struct wage_floor *least = floor_on(data->provisions, row->country, day);
    return least != NULL && row->wage.value >= least->hourly ? RESULT_PASS : RESULT_FAIL;
}

enum result plant_qualifies(const struct vehicle_data *data, struct text plant, date day,
                            const struct plant_row **row) {
    enum result result = RESULT_UNKNOWN;
    for (size_t i = 0; i < data->plant_count && !data->broken[FILE_PLANTS]; i++) {
        const struct plant_row *one = &data->plants[i];
        if (!text_equal(one->plant, plant) || !certifies(data, one, day))
            continue;
        enum result of_row = row_qualifies(data, one, day);
        if (result != RESULT_UNKNOWN && of_row <= result)
            continue;
        result = of_row; /* of two periods that certify the day, the producer's choice */
        if (row != NULL)
            *row = one;
    }
    return result;
}

static bool states_wages(const struct plant_row *row) {
    return row->production_wages.given || row->technology_wages.given;
}

/* The producer's own, in the territory: a supplier's wages are not its expenditures. */
static bool counts(const struct vehicle_data *data, const struct plant_row *row, struct text producer,
                   date day) {
    return floor_on(data->provisions, row->country, day) != NULL &&
           vehicle_producer_is(row->producer, producer) && !row->contract_years.given && states_wages(row) &&
           row->from <= day;
}

bool plants_technology(const struct vehicle_data *data, struct text producer, date day,
                       struct total_share *share) {
    *share = (struct total_share){0, 0};
    for (size_t i = 0; i < data->plant_count && !data->broken[FILE_PLANTS]; i++) {
        const struct plant_row *row = &data->plants[i];
        if (!counts(data, row, producer, day))
            continue;
        size_t later = i + 1; /* in order of time */
        while (later < data->plant_count && text_equal(data->plants[later].plant, row->plant) &&
               !counts(data, &data->plants[later], producer, day))
            later++;
        if (later < data->plant_count && text_equal(data->plants[later].plant, row->plant))
            continue;
        if (!total_add(&share->part, share->part, row->technology_wages.value) ||
            !total_add(&share->whole, share->whole, row->production_wages.value))
            return false;
    }
    return share->whole > 0;
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
                            struct text producer, date day, const struct plant_row **row) {
    enum result result = RESULT_FAIL;
    bool any = false;
    for (size_t i = 0; i < data->plant_count; i++)
        any = any || vehicle_producer_is(data->plants[i].producer, producer);
    if (!any || data->broken[FILE_PLANTS])
        return RESULT_UNKNOWN;
    for (size_t i = 0; i < data->plant_count; i++) {
        const struct plant_row *one = &data->plants[i];
        if (!vehicle_producer_is(one->producer, producer) || !has_capacity(data, vehicle_class, one))
            continue;
        enum result of_plant = plant_qualifies(data, one->plant, day, NULL);
        if (of_plant <= result)
            continue;
        result = of_plant;
        *row = one;
    }
    return result;
}
