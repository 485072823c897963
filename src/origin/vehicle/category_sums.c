#include "origin/vehicle/category_sums.h"

#include "origin/vehicle/plants.h"

/* ---- costs ---- */

static bool add_costs(struct average_sums *sums, const struct vehicle_row *row) {
    return row->net_cost.given && row->vnm.given && total_add(&sums->units, sums->units, row->units.value) &&
           total_add(&sums->net_cost, sums->net_cost, row->net_cost.value) &&
           total_add(&sums->vnm, sums->vnm, row->vnm.value);
}

struct category_costs category_costs_reckon(const struct vehicle_data *data, const struct vehicle_row *of,
                                            struct day_range range) {
    struct category_costs costs = {.complete = true};
    const struct row_span rows = vehicle_rows_of_category(data, of);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        if (row->month < range.from || row->month >= range.until)
            continue;
        enum result counts = vehicle_row_counts(data, one->row, of, false);
        costs.complete = costs.complete && counts != RESULT_UNKNOWN;
        if (counts == RESULT_PASS) {
            costs.any = true;
            costs.estimated += row->basis == COSTS_ESTIMATED;
            costs.complete = add_costs(&costs.used, row) && costs.complete;
        }
        if (vehicle_row_counts(data, one->row, of, true) == RESULT_PASS) {
            costs.estimate_given = costs.estimate_given || row->basis == COSTS_ESTIMATED;
            costs.complete = add_costs(&costs.estimate, row) && costs.complete;
        }
    }
    costs.months_missing = vehicle_months_missing(data, of, range);
    return costs;
}

/* ---- labour value ---- */

/* The sum that a high-wage amount of the month belongs to, by whether the plant, or provider, pays the wage.
 */
static bool add_by_wage(total *const sums[3], enum result qualifies, total value) {
    total *sum = sums[qualifies == RESULT_PASS ? 0 : qualifies == RESULT_UNKNOWN ? 1 : 2];
    return total_add(sum, *sum, value);
}

/* High-wage labour counts where the assembly plant qualifies in the month, U.R. 12. */
static bool add_labour(const struct vehicle_data *data, const struct vehicle_row *row,
                       struct category_labour *sums) {
    total *const by_wage[] = {&sums->labour, &sums->labour_unknown, &sums->labour_left_out};
    if (!row->high_wage_labour.given || row->high_wage_labour.value == 0)
        return true;
    enum result qualifies =
        plant_qualifies(data, row->plant, month_begins(month_number(row->month)), NULL, &sums->told);
    if (qualifies == RESULT_UNKNOWN)
        sums->plant_unknown = row->plant;
    return add_by_wage(by_wage, qualifies, row->high_wage_labour.value);
}

/* Transport counts where who provides it pays the wage, U.R. 12, 18(20). */
static bool add_transport(const struct vehicle_data *data, const struct vehicle_row *row,
                          struct category_labour *sums) {
    total *const by_wage[] = {&sums->transport, &sums->transport_unknown, &sums->transport_left_out};
    if (!row->high_wage_transport.given || row->high_wage_transport.value == 0)
        return true;
    enum result qualifies = row->transport_provider.length == 0
                                ? RESULT_UNKNOWN
                                : plant_qualifies(data, row->transport_provider,
                                                  month_begins(month_number(row->month)), NULL, &sums->told);
    return add_by_wage(by_wage, qualifies, row->high_wage_transport.value);
}

static bool add_row(const struct vehicle_data *data, const struct vehicle_row *row,
                    enum labour_formula formula, struct category_labour *sums) {
    struct total_amount base = formula == FORMULA_NET_COST ? row->net_cost : row->purchases;
    struct total_amount material =
        formula == FORMULA_NET_COST ? row->high_wage_material : row->high_wage_purchases;
    sums->rows++;
    sums->estimated = sums->estimated || row->basis == COSTS_ESTIMATED;
    sums->without_material += !material.given;
    sums->stated =
        sums->stated || material.given || row->high_wage_labour.given || row->high_wage_transport.given;
    return base.given && total_add(&sums->base, sums->base, base.value) && add_labour(data, row, sums) &&
           total_add(&sums->material, sums->material, material.value) && add_transport(data, row, sums);
}

struct category_labour category_labour_reckon(const struct vehicle_data *data, const struct vehicle_row *of,
                                              struct day_range range, bool past,
                                              enum labour_formula formula) {
    struct category_labour sums = {.whole = false};
    const struct row_span rows = vehicle_rows_of_category(data, of);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        if (row->month < range.from || row->month >= range.until)
            continue;
        enum result counts = vehicle_row_counts(data, one->row, of, false);
        if (counts == RESULT_FAIL)
            continue;
        if (counts == RESULT_UNKNOWN || (row->basis == COSTS_ESTIMATED && past) ||
            !add_row(data, row, formula, &sums))
            return sums;
    }
    sums.whole = true;
    sums.months_missing = vehicle_months_missing(data, of, range);
    return sums;
}
