#include "origin/vehicle/category_average.h"

/* U.R. 16(1), 16(4), 16(5). An empty range where the choice is not open on the day. */
static struct day_range averaging_range(const struct vehicle_data *data, const struct vehicle_row *of,
                                        date day, struct text *cite) {
    int year = fiscal_year_begins(month_number(day), data->first_month);
    struct day_range range = {month_begins(year), month_begins(year + MONTHS_A_YEAR)};
    const struct averaging_categories *chosen = vehicle_categories(data, of->class, of->category);
    *cite = chosen != NULL ? chosen->cite : data->cites[PROVISION_VEHICLE_AVERAGING];
    if (of->period == AVERAGING_FISCAL_YEAR)
        return range;
    for (uint32_t i = 0; i < data->provisions->averaging_count; i++) {
        const struct averaging_period *one = &data->provisions->averaging[i];
        if (one->choice != of->period || (one->uses != 0 && !use_in(one->uses, of->class)))
            continue;
        struct day_range offered = {one->period.from, one->period.until};
        if (one->year_of != 0)
            offered.until = month_begins(fiscal_year_begins(month_number(one->year_of), data->first_month) +
                                         MONTHS_A_YEAR);
        if (day >= offered.from && day < offered.until) {
            *cite = one->cite;
            return offered;
        }
    }
    return (struct day_range){0, 0};
}

/* U.R. 16(6): a choice is made for each fiscal year; a period of 16(4) or 16(5) may hold more of them. */
static bool chosen_for(const struct vehicle_data *data, const struct vehicle_row *of, struct day_range range,
                       date day) {
    return vehicle_fiscal_year(data, of) == fiscal_year_begins(month_number(day), data->first_month) ||
           (of->period != AVERAGING_FISCAL_YEAR && of->month >= range.from && of->month < range.until);
}

/* Sums of another currency in that of the vehicle, for what is told; the content needs no rate. */
static bool tell(const struct vehicle_data *data, const struct vehicle_row *of, struct text from,
                 const struct category_period *period, struct average *out, struct conversions *told) {
    const struct conversion_of rate = {data, FILE_VEHICLES, &of->place, date_before(period->range.until),
                                       period->day};
    out->told.units = out->used.units;
    return conversion_of_total(&rate, &out->told.net_cost, out->used.net_cost, from, period->currency,
                               told) &&
           conversion_of_total(&rate, &out->told.vnm, out->used.vnm, from, period->currency, told);
}

enum average_answer vehicles_average(struct producer_figures *figures, const struct vehicle_data *data,
                                     const struct vehicle_row *of, date day, struct text currency,
                                     struct average *out, struct conversions *told) {
    struct text cite = {NULL, 0};
    if (data->broken[FILE_VEHICLES])
        return AVERAGE_BROKEN;
    if (of == NULL || of->category == CATEGORY_NONE)
        return AVERAGE_NOT_ELECTED;
    struct day_range range = averaging_range(data, of, day, &cite);
    if (!chosen_for(data, of, range, day)) /* the choice of another fiscal year */
        return AVERAGE_NOT_ELECTED;
    const struct category_period period = {range, currency, day};
    const struct category_costs costs = figures_costs(figures, data, of, &period);
    *out = (struct average){.group = text_from(VEHICLE_CATEGORY_WORDS[of->category]),
                            .period = AVERAGE_YEAR,
                            .from = range.from,
                            .until = range.until,
                            .year_until = range.until,
                            .months_missing = costs.months_missing,
                            .used = costs.used,
                            .estimated = costs.estimated,
                            .estimate_given = costs.estimate_given,
                            .estimate = costs.estimate,
                            .cite = cite,
                            .estimate_cite = data->cites[PROVISION_VEHICLE_AVERAGING_ESTIMATED]};
    conversions_join(told, &costs.told);
    return costs.any && costs.complete && costs.used.units > 0 &&
                   tell(data, of, costs.currency, &period, out, told)
               ? AVERAGE_FOUND
               : AVERAGE_MISSING;
}
