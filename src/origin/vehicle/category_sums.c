#include "origin/vehicle/category_sums.h"

#include "origin/vehicle/plants.h"

/* ---- currencies ---- */

static bool in_range(const struct vehicle_row *row, struct day_range range) {
    return row->month >= range.from && row->month < range.until;
}

bool category_in_one_currency(const struct vehicle_data *data, const struct category_period *period) {
    return !data->several_currencies && (data->goods_read || text_equal(period->currency, data->currency));
}

/* Empty where it is not known, of other vehicles. */
static struct text currency_of(const struct vehicle_data *data, const struct vehicle_row *row,
                               const struct vehicle_row *of, const struct category_period *period) {
    if (row->currency.length > 0)
        return row->currency;
    if (text_equal(row->good_id, of->good_id))
        return period->currency;
    const struct text known = data->currencies[row - data->vehicles];
    return known.length > 0 || !category_in_one_currency(data, period) ? known : period->currency;
}

static bool nothing_stated(const struct vehicle_row *row) {
    return row->units.value == 0 && row->net_cost.value == 0 && row->purchases.value == 0;
}

/* That of all rows of the category, whose shares of each other need no rate; or else that of the vehicle. It
 * is empty for that of the vehicle. */
static struct text common_currency(const struct vehicle_data *data, const struct vehicle_row *of,
                                   const struct category_period *period) {
    const struct row_span rows = vehicle_rows_of_category(data, of);
    const struct text of_vehicle = {NULL, 0};
    const struct text common = currency_of(data, of, of, period);
    for (const struct row_key *one = rows.first; data->several_currencies && one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        if (!in_range(row, period->range) || nothing_stated(row) ||
            (vehicle_row_counts(data, one->row, of, false) == RESULT_FAIL &&
             vehicle_row_counts(data, one->row, of, true) == RESULT_FAIL))
            continue;
        if (!text_equal(currency_of(data, row, of, period), common))
            return of_vehicle;
    }
    return text_equal(of->currency, period->currency) ? of_vehicle : of->currency;
}

/* A row whose amounts are added up. */
struct adding {
    const struct vehicle_data *data;
    const struct vehicle_row *row;
    const struct category_period *period;
    struct text from; /* the currency of the row */
    struct text to;   /* and of the sums */
    struct conversions *told;
};

static struct adding adding_of(const struct vehicle_data *data, const struct vehicle_row *row,
                               const struct vehicle_row *of, const struct category_period *period,
                               struct text common, struct conversions *told) {
    return (struct adding){
        data, row, period, currency_of(data, row, of, period), common.length > 0 ? common : period->currency,
        told};
}

static bool add(const struct adding *adding, total *sum, total amount) {
    const struct vehicle_row *row = adding->row;
    const struct conversion_of of = {adding->data, FILE_VEHICLES, &row->place,
                                     date_before(month_begins(month_number(row->month) + 1)),
                                     adding->period->day};
    total value = 0;
    if (amount != 0 && adding->from.length == 0 && adding->to.length > 0) {
        adding->told->unnamed = true;
        return false;
    }
    return amount == 0 || (conversion_of_total(&of, &value, amount, adding->from, adding->to, adding->told) &&
                           total_add(sum, *sum, value));
}

/* ---- costs ---- */

static bool add_costs(const struct adding *adding, struct average_sums *sums) {
    const struct vehicle_row *row = adding->row;
    return row->net_cost.given && row->vnm.given && total_add(&sums->units, sums->units, row->units.value) &&
           add(adding, &sums->net_cost, row->net_cost.value) && add(adding, &sums->vnm, row->vnm.value);
}

struct category_costs category_costs_reckon(const struct vehicle_data *data, const struct vehicle_row *of,
                                            const struct category_period *period) {
    struct category_costs costs = {.complete = true, .currency = common_currency(data, of, period)};
    const struct row_span rows = vehicle_rows_of_category(data, of);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        const struct adding adding = adding_of(data, row, of, period, costs.currency, &costs.told);
        if (!in_range(row, period->range))
            continue;
        enum result counts = vehicle_row_counts(data, one->row, of, false);
        costs.complete = costs.complete && counts != RESULT_UNKNOWN;
        if (counts == RESULT_PASS) {
            costs.any = true;
            costs.estimated += row->basis == COSTS_ESTIMATED;
            costs.complete = add_costs(&adding, &costs.used) && costs.complete;
        }
        if (vehicle_row_counts(data, one->row, of, true) == RESULT_PASS) {
            costs.estimate_given = costs.estimate_given || row->basis == COSTS_ESTIMATED;
            costs.complete = add_costs(&adding, &costs.estimate) && costs.complete;
        }
    }
    costs.months_missing = vehicle_months_missing(data, of, period->range);
    return costs;
}

/* ---- labour value ---- */

/* The sum that a high-wage amount of the month belongs to, by whether the plant, or provider, pays the wage.
 */
static bool add_by_wage(const struct adding *adding, total *const sums[3], enum result qualifies,
                        total value) {
    return add(adding, sums[qualifies == RESULT_PASS ? 0 : qualifies == RESULT_UNKNOWN ? 1 : 2], value);
}

/* High-wage labour counts where the assembly plant qualifies in the month, U.R. 12. */
static bool add_labour(const struct adding *adding, struct category_labour *sums) {
    const struct vehicle_row *row = adding->row;
    total *const by_wage[] = {&sums->labour, &sums->labour_unknown, &sums->labour_left_out};
    if (!row->high_wage_labour.given || row->high_wage_labour.value == 0)
        return true;
    enum result qualifies =
        plant_qualifies(adding->data, row->plant, month_begins(month_number(row->month)), NULL, &sums->told);
    if (qualifies == RESULT_UNKNOWN)
        sums->plant_unknown = row->plant;
    return add_by_wage(adding, by_wage, qualifies, row->high_wage_labour.value);
}

/* Transport counts where who provides it pays the wage, U.R. 12, 18(20). */
static bool add_transport(const struct adding *adding, struct category_labour *sums) {
    const struct vehicle_row *row = adding->row;
    total *const by_wage[] = {&sums->transport, &sums->transport_unknown, &sums->transport_left_out};
    if (!row->high_wage_transport.given || row->high_wage_transport.value == 0)
        return true;
    enum result qualifies = row->transport_provider.length == 0
                                ? RESULT_UNKNOWN
                                : plant_qualifies(adding->data, row->transport_provider,
                                                  month_begins(month_number(row->month)), NULL, &sums->told);
    return add_by_wage(adding, by_wage, qualifies, row->high_wage_transport.value);
}

static bool add_row(const struct adding *adding, enum labour_formula formula, struct category_labour *sums) {
    const struct vehicle_row *row = adding->row;
    struct total_amount base = formula == FORMULA_NET_COST ? row->net_cost : row->purchases;
    struct total_amount material =
        formula == FORMULA_NET_COST ? row->high_wage_material : row->high_wage_purchases;
    sums->rows++;
    sums->estimated = sums->estimated || row->basis == COSTS_ESTIMATED;
    sums->without_material += !material.given;
    sums->stated =
        sums->stated || material.given || row->high_wage_labour.given || row->high_wage_transport.given;
    return base.given && add(adding, &sums->base, base.value) && add_labour(adding, sums) &&
           add(adding, &sums->material, material.value) && add_transport(adding, sums);
}

struct category_labour category_labour_reckon(const struct vehicle_data *data, const struct vehicle_row *of,
                                              const struct category_period *period, bool past,
                                              enum labour_formula formula) {
    struct category_labour sums = {.currency = common_currency(data, of, period)};
    const struct row_span rows = vehicle_rows_of_category(data, of);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        const struct adding adding = adding_of(data, row, of, period, sums.currency, &sums.told);
        if (!in_range(row, period->range))
            continue;
        enum result counts = vehicle_row_counts(data, one->row, of, false);
        if (counts == RESULT_FAIL)
            continue;
        if (counts == RESULT_UNKNOWN || (row->basis == COSTS_ESTIMATED && past) ||
            !add_row(&adding, formula, &sums))
            return sums;
    }
    sums.whole = true;
    sums.months_missing = vehicle_months_missing(data, of, period->range);
    return sums;
}
