#include "value/average.h"

#include <stdlib.h>

#include "rulebook/model.h"
#include "value/fiscal.h"

/* A good, and one of its averages; by good and day. */
struct elected {
    struct text good_id;
    struct average *average;
    uint32_t months; /* bits: the months of the period, from 0, in which units of it were produced */
};

struct averages {
    struct elected *elected;
    size_t count;
    bool broken;
};

struct summing {
    struct average_row *rows;
    size_t count;
    const struct text *cites;
    int first_month;
    date today;
    struct averages *averages;
    struct row_problem *problems;
    size_t problem_count;
    struct arena *arena;
    bool out_of_memory;
};

/* ---- periods ---- */

static bool is_month(struct amount month) {
    return !month.given || (month.value % DECIMAL_ONE == 0 && month.value >= DECIMAL_ONE &&
                            month.value <= MONTHS_A_YEAR * DECIMAL_ONE);
}

static int fiscal_year(const struct summing *summing, const struct average_row *row) {
    int first = row->year_begins.given && is_month(row->year_begins)
                    ? (int)(row->year_begins.value / DECIMAL_ONE)
                    : summing->first_month;
    return fiscal_year_begins(month_number(row->month), first);
}

/* U.R. 7(15)(a)(ii): a period that divides what is left of the fiscal year begins at a multiple of its own
 * length. */
static int period_begin(const struct summing *summing, const struct average_row *row, int *length) {
    static const int LENGTHS[AVERAGE_PERIODS] = {1, 1, 3, 6, 12};
    int year = fiscal_year(summing, row);
    int into = month_number(row->month) - year;
    *length = LENGTHS[row->period];
    return year + into - into % *length;
}

/* ---- rows in order: by group, month and good, actual before estimated ---- */

static struct text group_of(const struct average_row *row) {
    return row->group.length > 0 ? row->group : row->good_id;
}

static int row_order(const void *a, const void *b) {
    const struct average_row *one = a;
    const struct average_row *other = b;
    int order = text_order(group_of(one), group_of(other));
    if (order == 0)
        order = month_number(one->month) - month_number(other->month);
    if (order == 0)
        order = text_order(one->good_id, other->good_id);
    if (order == 0)
        order = (int)one->basis - (int)other->basis;
    return order != 0 ? order : one->place.line < other->place.line ? -1 : 1;
}

static bool same_month_and_good(const struct average_row *one, const struct average_row *other) {
    return text_equal(group_of(one), group_of(other)) && text_equal(one->good_id, other->good_id) &&
           month_number(one->month) == month_number(other->month);
}

static void blame(struct summing *summing, const struct average_row *row, const char *column,
                  const char *message) {
    summing->problems[summing->problem_count++] =
        (struct row_problem){&row->place, column, message, row->good_id};
}

/* Against the row before it: of one plant (7(15)(a)), one period for a fiscal year (7(17), 7(18)), and said
 * once. */
static void check_row(struct summing *summing, size_t i) {
    const struct average_row *row = &summing->rows[i];
    const struct average_row *before = i > 0 ? row - 1 : NULL;
    if (row->units.value == 0 && (row->net_cost.value != 0 || row->vnm.value != 0))
        blame(summing, row, "units", "average.no-units");
    if (row->basis == COSTS_ACTUAL && !month_is_over(row->month, summing->today))
        blame(summing, row, "basis", "average.to-come");
    if (!is_month(row->year_begins))
        blame(summing, row, "year_begins", "average.year-begins");
    if (before == NULL || !text_equal(group_of(row), group_of(before)))
        return;
    if (row->year_begins.given != before->year_begins.given ||
        row->year_begins.value != before->year_begins.value)
        blame(summing, row, "year_begins", "average.year-begins");
    else if (!text_equal(row->plant, before->plant))
        blame(summing, row, "plant", "average.plant");
    else if (row->period != before->period && fiscal_year(summing, row) == fiscal_year(summing, before))
        blame(summing, row, "period", "average.period");
    else if (same_month_and_good(row, before) && row->basis == before->basis)
        blame(summing, row, "month", "average.twice");
}

/* ---- sums ---- */

static bool add(struct average_sums *sums, const struct average_row *row) {
    return total_add(&sums->units, sums->units, row->units.value) &&
           total_add(&sums->net_cost, sums->net_cost, row->net_cost.value) &&
           total_add(&sums->vnm, sums->vnm, row->vnm.value);
}

/* A row, or the actual and the estimated one of a good and month. */
static size_t add_rows(struct summing *summing, struct average *average, size_t i) {
    const struct average_row *row = &summing->rows[i];
    bool both = i + 1 < summing->count && same_month_and_good(row, row + 1);
    const struct average_row *estimate = both ? row + 1 : row;
    average->estimated += row->basis == COSTS_ESTIMATED;
    average->estimate_given = average->estimate_given || estimate->basis == COSTS_ESTIMATED;
    if (!add(&average->used, row) || !add(&average->estimate, estimate))
        blame(summing, row, "net_cost", "field.overflow");
    return both ? 2 : 1;
}

static bool in_average(const struct summing *summing, const struct average *average, size_t i) {
    int length = 0;
    const struct average_row *row = &summing->rows[i];
    return text_equal(group_of(row), average->group) &&
           month_begins(period_begin(summing, row, &length)) == average->from;
}

static void elect(struct averages *averages, const struct average_row *row, struct average *average,
                  uint32_t month) {
    averages->elected[averages->count++] =
        (struct elected){row->good_id, average, row->units.value > 0 ? month : 0};
}

static size_t sum_period(struct summing *summing, size_t i) {
    struct average *average = ARENA_NEW(summing->arena, struct average);
    int length = 0;
    const struct average_row *row = &summing->rows[i];
    summing->out_of_memory = average == NULL;
    if (average == NULL)
        return summing->count;
    int begin = period_begin(summing, row, &length);
    *average = (struct average){.group = group_of(row),
                                .period = row->period,
                                .cite = summing->cites[PROVISION_AVERAGING],
                                .estimate_cite = summing->cites[PROVISION_AVERAGING_ESTIMATED],
                                .from = month_begins(begin),
                                .until = month_begins(begin + length),
                                .year_until = month_begins(fiscal_year(summing, row) + MONTHS_A_YEAR)};
    uint32_t months = 0;
    while (i < summing->count && in_average(summing, average, i)) {
        uint32_t month = 1U << (month_number(summing->rows[i].month) - begin);
        months |= month;
        elect(summing->averages, &summing->rows[i], average, month);
        i += add_rows(summing, average, i);
    }
    average->told = average->used;
    average->complete = months == (1U << length) - 1 && average->used.units > 0;
    return i;
}

static int elected_order(const void *a, const void *b) {
    const struct elected *one = a;
    const struct elected *other = b;
    int order = text_order(one->good_id, other->good_id);
    if (order == 0)
        order = one->average->from - other->average->from;
    return order != 0 ? order : text_order(one->average->group, other->average->group);
}

/* By good and day, each average of a good once, with all its months. */
static void sort_elected(struct averages *averages) {
    size_t kept = 0;
    if (averages->count > 1)
        qsort(averages->elected, averages->count, sizeof *averages->elected, elected_order);
    for (size_t i = 0; i < averages->count; i++) {
        struct elected *before = kept > 0 ? &averages->elected[kept - 1] : NULL;
        if (before != NULL && before->average == averages->elected[i].average &&
            text_equal(before->good_id, averages->elected[i].good_id))
            before->months |= averages->elected[i].months;
        else
            averages->elected[kept++] = averages->elected[i];
    }
    averages->count = kept;
}

/* What is elected holds for the goods and the period, and for a fiscal year its length, 7(17), 7(18): where a
 * good stands in two groups at a time, neither average can be told. */
static void find_disputed(struct averages *averages) {
    for (size_t i = 1, latest = 0; i < averages->count; i++) {
        struct elected *one = &averages->elected[i];
        struct elected *before = &averages->elected[i - 1];
        struct elected *longest = &averages->elected[latest];
        if (!text_equal(one->good_id, before->good_id)) {
            latest = i;
            continue;
        }
        if (one->average->from < longest->average->until)
            one->average->disputed = longest->average->disputed = true;
        if (one->average->year_until == before->average->year_until &&
            one->average->period != before->average->period)
            one->average->disputed = before->average->disputed = true;
        if (one->average->until > longest->average->until)
            latest = i;
    }
}

bool averages_reckon(const struct averages **out, struct average_row *rows, size_t count,
                     const struct text *cites, int first_month, date today, bool broken,
                     struct row_problem **problems, size_t *problem_count, struct arena *arena) {
    struct averages *averages = ARENA_NEW(arena, struct averages);
    struct summing summing = {.rows = rows,
                              .count = count,
                              .cites = cites,
                              .first_month = first_month,
                              .today = today,
                              .averages = averages,
                              .problems = ARENA_ARRAY(arena, struct row_problem, 6 * count + 1),
                              .arena = arena};
    if (averages == NULL || summing.problems == NULL)
        return false;
    averages->elected = ARENA_ARRAY(arena, struct elected, count + 1);
    if (averages->elected == NULL)
        return false;
    if (count > 1)
        qsort(rows, count, sizeof *rows, row_order);
    for (size_t i = 0; i < count; i++)
        check_row(&summing, i);
    for (size_t i = 0; i < count;)
        i = sum_period(&summing, i);
    averages->broken = broken || summing.problem_count > 0;
    sort_elected(averages);
    find_disputed(averages);
    *problems = summing.problems;
    *problem_count = summing.problem_count;
    *out = averages;
    return !summing.out_of_memory;
}

enum average_answer averages_find(const struct averages *averages, struct text good_id, date day,
                                  const struct average **out) {
    *out = NULL;
    size_t low = 0;
    size_t high = averages != NULL ? averages->count : 0;
    size_t end = high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_order(averages->elected[middle].good_id, good_id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    /* a row that is not used may be of any good, and elects an average for it */
    enum average_answer answer = averages != NULL && averages->broken ? AVERAGE_BROKEN : AVERAGE_NOT_ELECTED;
    for (; low < end && text_equal(averages->elected[low].good_id, good_id); low++) {
        const struct average *average = averages->elected[low].average;
        /* a fiscal year begins a year before it ends */
        bool year = day < average->year_until && day >= average->year_until - 10000;
        if (year && averages->broken)
            return AVERAGE_BROKEN;
        if (day >= average->from && day < average->until) {
            if (average->disputed)
                return AVERAGE_DISPUTED;
            int month = month_number(day) - month_number(average->from);
            if (!average->complete)
                return AVERAGE_INCOMPLETE;
            if ((averages->elected[low].months >> month & 1) == 0)
                return AVERAGE_NOT_PRODUCED;
            *out = average;
            return AVERAGE_FOUND;
        }
        answer = year ? AVERAGE_MISSING : answer;
    }
    return answer;
}
