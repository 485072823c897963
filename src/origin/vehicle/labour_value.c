#include "origin/vehicle/labour_value.h"

#include "case/evidence.h"
#include "origin/figure.h"

const char *const LABOUR_FORMULA_WORDS[LABOUR_FORMULAS] = {"net-cost", "purchase-value"};

struct reckoning {
    const struct vehicle_data *data;
    const struct labour_subject *subject;
};

const struct labour_requirement *labour_required(const struct vehicle_class *vehicle_class, date day) {
    return STEP_IN_FORCE(struct labour_requirement, vehicle_class->labour, vehicle_class->labour_count, day);
}

/* ---- sums of a period ---- */

static bool of_units(struct total_amount *out, struct amount each, const struct vehicle_row *row) {
    out->given = each.given && total_portion(&out->value, each.value, row->units.value, DECIMAL_ONE);
    return out->given || !each.given;
}

/* Whether one is no more above the other than amounts of one currency are, in hundredths. */
static bool near_above(total one, total other, decimal apart) {
    const decimal whole = 100 * DECIMAL_ONE;
    total most = 0;
    return total_portion(&most, other, whole + apart, whole) && one <= most;
}

/* A row that names no currency is in that of the vehicle where the net cost of the vehicle is about the same
 * in both. Where the vehicle does not state its own, its materials are not above it. */
static bool of_one_currency(const struct reckoning *reckoning, const struct vehicle_row *row) {
    const struct labour_subject *subject = reckoning->subject;
    const decimal apart = reckoning->data->rate_bounds.apart;
    struct total_amount own = {0, false};
    if (row->currency.length > 0)
        return true;
    struct total_amount material = {0, false};
    struct total_amount unknown = {0, false};
    if (!of_units(&own, subject->net_cost, row) || !of_units(&material, subject->high_wage, row) ||
        !of_units(&unknown, subject->high_wage_unknown, row))
        return false;
    if (!own.given)
        return material.value + unknown.value <= row->net_cost.value;
    return near_above(own.value, row->net_cost.value, apart) &&
           near_above(row->net_cost.value, own.value, apart);
}

/* What units of the row have of the bill of materials, in the currency of the sums. */
static bool of_row_units(const struct reckoning *reckoning, const struct vehicle_row *row, struct amount each,
                         struct labour_outcome *out, struct total_amount *value) {
    const struct labour_subject *subject = reckoning->subject;
    const struct conversion_of of = {reckoning->data, FILE_VEHICLES, &row->place,
                                     date_before(month_begins(month_number(row->month) + 1)), subject->day};
    return of_units(value, each, row) && conversion_of_total(&of, &value->value, value->value,
                                                             subject->currency, out->currency, &out->told);
}

/* Of rows of the vehicle itself that do not state high-wage materials, those of its bill of materials. */
static bool add_own_lines(const struct reckoning *reckoning, size_t *without, struct labour_outcome *out) {
    const struct vehicle_data *data = reckoning->data;
    const struct labour_subject *subject = reckoning->subject;
    const struct row_span rows = vehicle_rows_of_good(data, subject->row->good_id);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        struct total_amount material = {0, false};
        struct total_amount unknown = {0, false};
        if (row->month < out->range.from || row->month >= out->range.until || row->high_wage_material.given ||
            vehicle_row_counts(data, one->row, subject->row, false) != RESULT_PASS)
            continue;
        if (!of_one_currency(reckoning, row)) {
            out->stated = out->stated || subject->high_wage.given;
            out->own_lines_apart = true;
            continue;
        }
        if (!of_row_units(reckoning, row, subject->high_wage, out, &material) ||
            !of_row_units(reckoning, row, subject->high_wage_unknown, out, &unknown))
            return false;
        out->stated = out->stated || material.given;
        if (!total_add(&out->material, out->material, material.value) ||
            !total_add(&out->material_unknown, out->material_unknown, unknown.value))
            return false;
        *without -= material.given;
    }
    return true;
}

static bool has_own_lines(const struct labour_subject *subject) {
    return (subject->high_wage.given && subject->high_wage.value > 0) ||
           (subject->high_wage_unknown.given && subject->high_wage_unknown.value > 0);
}

/* False where a row lacks what the formula needs, or none states high-wage amounts. */
static bool sum(const struct reckoning *reckoning, struct labour_outcome *out) {
    const struct labour_subject *subject = reckoning->subject;
    const struct category_period period = {out->range, subject->currency, subject->day};
    struct category_labour sums = figures_labour(subject->figures, reckoning->data, subject->row, &period,
                                                 period_is_past(out->period), out->formula);
    if (!sums.whole) {
        conversions_join(&out->told, &sums.told);
        return false;
    }
    out->currency = sums.currency.length > 0 ? sums.currency : subject->currency;
    out->months = sums.rows;
    out->months_missing = sums.months_missing;
    out->stated = sums.stated;
    out->estimated = sums.estimated;
    out->labour = sums.labour;
    out->labour_unknown = sums.labour_unknown;
    out->labour_left_out = sums.labour_left_out;
    out->plant_unknown = sums.plant_unknown;
    out->material = sums.material;
    out->transport = sums.transport;
    out->transport_unknown = sums.transport_unknown;
    out->transport_left_out = sums.transport_left_out;
    out->base = sums.base;
    conversions_join(&out->told, &sums.told);
    out->until = evidence_earlier(out->until, sums.told.until);
    if (out->formula == FORMULA_NET_COST && has_own_lines(subject) &&
        !add_own_lines(reckoning, &sums.without_material, out))
        return false;
    out->material_missing = sums.without_material > 0;
    return out->stated && out->base > 0;
}

/* ---- the content ---- */

static int64_t points_of(decimal percent) {
    return percent / FIGURE_SCALE;
}

/* The content with the amounts that are not known counted, or not. */
struct content {
    struct total_share shares[3]; /* material and labour, technology, assembly */
};

static struct content content_of(const struct labour_outcome *out, bool most, bool with_labour) {
    const struct labour_requirement *required = out->required;
    const struct total_share hundred = {0, 100 * (total)DECIMAL_ONE};
    const struct total_share *technology = &out->technology.share;
    struct content content = {{hundred, hundred, hundred}};
    total labour = with_labour ? out->labour + (most ? out->labour_unknown : 0) : 0;
    total others =
        out->material + out->transport + (most ? out->material_unknown + out->transport_unknown : 0);
    content.shares[0] = (struct total_share){
        labour + others, out->base + (out->formula == FORMULA_PURCHASE_VALUE ? labour : 0)};
    bool capped =
        out->technology.known && total_reaches(technology->part, technology->whole, required->technology);
    if (capped || (most && !out->technology.known))
        content.shares[1].part = required->technology;
    else if (out->technology.known)
        content.shares[1] = *technology;
    if (out->assembly == RESULT_PASS || (most && out->assembly == RESULT_UNKNOWN))
        content.shares[2].part = required->assembly;
    return content;
}

static bool holds(const struct labour_outcome *out, bool most, bool with_labour) {
    struct content content = content_of(out, most, with_labour);
    return total_reaches(content.shares[0].part, content.shares[0].whole,
                         out->required->material_and_labour) &&
           total_shares_reach(content.shares, 3, out->required->percent);
}

/* By the second formula labour is counted where that gives more, U.R. 18(6)(b). */
static bool conclude(struct labour_outcome *out, bool with_labour) {
    struct content content = content_of(out, false, with_labour);
    out->labour_counted = with_labour;
    out->result = holds(out, false, with_labour) && out->months_missing == 0 ? RESULT_PASS
                  : out->material_missing || holds(out, true, with_labour)   ? RESULT_UNKNOWN
                                                                             : RESULT_FAIL;
    out->known = total_percent(&out->material_and_labour, content.shares[0].part, content.shares[0].whole) &&
                 total_percent(&out->technology_points, content.shares[1].part, content.shares[1].whole) &&
                 total_shares_percent(&out->percent, content.shares, 3);
    if (with_labour && out->formula == FORMULA_PURCHASE_VALUE)
        out->base += out->labour;
    return out->known;
}

static bool better(const struct labour_outcome *one, const struct labour_outcome *sofar) {
    if (one->result != sofar->result)
        return one->result > sofar->result;
    return one->percent > sofar->percent;
}

static void try_period(const struct reckoning *reckoning, struct labour_outcome one,
                       struct labour_outcome *best) {
    if (!sum(reckoning, &one)) {
        if (!best->known)
            conversions_join(&best->told, &one.told);
        return;
    }
    for (int with_labour = one.formula == FORMULA_NET_COST; with_labour <= 1; with_labour++) {
        struct labour_outcome outcome = one;
        if (conclude(&outcome, with_labour != 0) && (!best->known || better(&outcome, best)))
            *best = outcome;
    }
}

/* U.R. 18(6)(a) for the vehicle alone, with the high-wage materials of its bill of materials. */
static void try_unit(const struct labour_subject *subject, struct labour_outcome one,
                     struct labour_outcome *best) {
    if (!subject->net_cost.given || subject->net_cost.value <= 0 || !subject->high_wage.given)
        return;
    one.of_unit = true;
    one.base = subject->net_cost.value;
    one.currency = subject->currency;
    one.material = subject->high_wage.value;
    one.material_unknown = subject->high_wage_unknown.value;
    if (conclude(&one, true))
        *best = one;
}

static date served_until(const struct vehicle_data *data, enum calculation_period period, date day) {
    return date_before(calculation_period_serves(period, day, data->first_month));
}

static void try_periods(const struct reckoning *reckoning, const struct labour_outcome *start,
                        struct labour_outcome *best) {
    for (int period = 0; period < CALCULATION_PERIODS; period++)
        for (int formula = 0; formula < LABOUR_FORMULAS; formula++) {
            struct labour_outcome one = *start;
            one.period = (enum calculation_period)period;
            one.range = calculation_range(one.period, reckoning->subject->day, reckoning->data->first_month);
            one.until = evidence_earlier(one.until,
                                         served_until(reckoning->data, one.period, reckoning->subject->day));
            one.formula = (enum labour_formula)formula;
            try_period(reckoning, one, best);
        }
}

static struct labour_outcome of_row(const struct vehicle_data *data, const struct labour_subject *subject,
                                    const struct vehicle_row *row, struct labour_outcome start) {
    struct labour_subject elected = *subject;
    struct vehicle_row of = *row;
    of.category = of.labour_category != CATEGORY_NONE ? of.labour_category : of.category; /* U.R. 18(15) */
    elected.row = &of;
    start.category = of.category;
    start.scope = of.scope;
    struct labour_outcome best = start;
    const struct reckoning reckoning = {data, &elected};
    try_periods(&reckoning, &start, &best);
    return best;
}

/* Of two plants the lower figure is told; and what both say, or nothing. */
static struct labour_outcome both_plants(struct labour_outcome one, struct labour_outcome other) {
    struct labour_outcome lower = !other.known || (one.known && better(&one, &other)) ? other : one;
    if (one.result != other.result || one.plants_differ || other.plants_differ) {
        lower.plants_differ = true;
        lower.result = RESULT_UNKNOWN;
    }
    return lower;
}

static bool states_amounts(const struct vehicle_data *data, struct text good_id) {
    const struct row_span rows = vehicle_rows_of_good(data, good_id);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        if (row->high_wage_material.given || row->high_wage_labour.given || row->high_wage_transport.given ||
            row->high_wage_purchases.given)
            return true;
    }
    return false;
}

struct labour_outcome labour_value_reckon(const struct vehicle_data *data,
                                          const struct labour_subject *subject) {
    struct labour_outcome start = {.result = RESULT_UNKNOWN,
                                   .required = labour_required(subject->vehicle_class, subject->day)};
    if (start.required == NULL || data->broken[FILE_VEHICLES])
        return start;
    start.given = subject->row == NULL || states_amounts(data, subject->row->good_id);
    start.technology = figures_technology(subject->figures, data, subject->producer, subject->day);
    start.assembly = figures_assembly(subject->figures, data, subject->vehicle_class, subject->producer,
                                      subject->day, &start.assembly_plant, &start.told);
    if (start.technology.known && start.technology.share.part > 0)
        start.until = evidence_earlier(served_until(data, start.technology.period, subject->day),
                                       start.technology.told.until);
    if (start.assembly == RESULT_PASS && start.assembly_plant != NULL)
        start.until = evidence_earlier(
            start.until, plant_qualifies_until(data, start.assembly_plant->plant, subject->day));
    struct labour_outcome best = start;
    if (subject->row == NULL) {
        try_unit(subject, start, &best);
        return best;
    }
    struct plant_walk plants = vehicle_plants(data, subject->row->good_id, subject->day);
    const struct vehicle_row *row = vehicle_plants_next(&plants);
    for (bool first = true; row != NULL; first = false) {
        struct labour_outcome one = of_row(data, subject, row, start);
        one.plant = row->plant;
        best = first ? one : both_plants(best, one);
        row = vehicle_plants_next(&plants);
    }
    return best;
}

decimal labour_value_excess(const struct vehicle_class *vehicle_class, const struct labour_outcome *outcome,
                            date day) {
    const struct excess_labour *excess = &vehicle_class->excess;
    if (excess->above == 0 || !period_holds(excess->period, day) || !outcome->known ||
        outcome->result != RESULT_PASS || outcome->percent <= points_of(excess->over) ||
        outcome->material_and_labour <= points_of(excess->above))
        return 0;
    return (outcome->material_and_labour - points_of(excess->above)) * FIGURE_SCALE;
}
