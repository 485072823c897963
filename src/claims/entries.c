#include <stdlib.h>

#include "claims/review.h"

/* ---- lines that stand twice ---- */

static int compare_lines(const void *a, const void *b) {
    const struct entry_row *first = *(const struct entry_row *const *)a;
    const struct entry_row *other = *(const struct entry_row *const *)b;
    int order = text_order(first->entry, other->entry);
    return order != 0 ? order : text_order(first->line, other->line);
}

static int compare_rows(const void *a, const void *b) {
    int order = compare_lines(a, b);
    const struct entry_row *first = *(const struct entry_row *const *)a;
    const struct entry_row *other = *(const struct entry_row *const *)b;
    return order != 0 ? order : (first > other) - (first < other);
}

static bool same_amount(struct amount one, struct amount other) {
    return one.given == other.given && (!one.given || amount_compare(one, other) == 0);
}

static bool same_row(const struct entry_row *one, const struct entry_row *other) {
    return one->date == other->date && one->claimed == other->claimed && one->hs.low == other->hs.low &&
           one->hs.digits == other->hs.digits && same_amount(one->value, other->value) &&
           same_amount(one->quantity, other->quantity) &&
           same_amount(one->non_us_content, other->non_us_content) &&
           text_equal(one->good_id, other->good_id) && text_equal(one->currency, other->currency) &&
           text_equal(one->country, other->country) &&
           text_equal(one->import_country, other->import_country) &&
           text_equal(one->importer, other->importer);
}

static int compare_problems(const void *a, const void *b) {
    const struct row_place *first = ((const struct row_problem *)a)->place;
    const struct row_place *other = ((const struct row_problem *)b)->place;
    return (first > other) - (first < other);
}

static void add(struct row_problems *problems, const struct entry_row *row, const char *column,
                const char *message) {
    problems->list[problems->count++] = (struct row_problem){&row->place, column, message, row->entry};
}

/* Of rows of one line the first counts where all say the same, and else none. */
static void check_line(struct row_problems *problems, const struct entry_row *const *rows, size_t count) {
    bool differ = false;
    for (size_t i = 1; i < count; i++)
        differ = differ || !same_row(rows[0], rows[i]);
    for (size_t i = 0; i < count; i++) {
        const struct entry_row *row = rows[i];
        if (differ || i > 0)
            add(problems, row, "line", differ ? "entry.twice-otherwise" : "entry.twice");
        else if (row->non_us_content.given && amount_compare(row->non_us_content, row->value) > 0)
            add(problems, row, "non_us_content", "entry.content-above-value");
    }
}

bool entries_check(struct row_problems *problems, const struct entry_row *rows, size_t count,
                   struct arena *arena) {
    const struct entry_row **order = ARENA_ARRAY(arena, const struct entry_row *, count + 1);
    *problems = (struct row_problems){.list = ARENA_ARRAY(arena, struct row_problem, count + 1)};
    if (order == NULL || problems->list == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        order[i] = &rows[i];
    if (count > 1)
        qsort(order, count, sizeof *order, compare_rows);
    for (size_t begin = 0, end = 0; begin < count; begin = end) {
        end = begin + 1;
        while (end < count && order[begin]->line.length > 0 && compare_lines(&order[begin], &order[end]) == 0)
            end++;
        check_line(problems, order + begin, end - begin);
    }
    if (problems->count > 1)
        qsort(problems->list, problems->count, sizeof *problems->list, compare_problems);
    return true;
}
