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

static int compare_problems(const void *a, const void *b) {
    const struct row_place *first = ((const struct row_problem *)a)->place;
    const struct row_place *other = ((const struct row_problem *)b)->place;
    return (first > other) - (first < other);
}

static void add(struct row_problems *problems, const struct entry_row *row, const char *column,
                const char *message) {
    problems->list[problems->count++] = (struct row_problem){&row->place, column, message, row->entry};
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
    for (size_t i = 0; i < count; i++) {
        const struct entry_row *row = order[i];
        if (row->line.length > 0 && i > 0 && compare_lines(&order[i - 1], &order[i]) == 0)
            add(problems, row, "line", "entry.twice");
        else if (row->non_us_content.given && amount_compare(row->non_us_content, row->value) > 0)
            add(problems, row, "non_us_content", "entry.content-above-value");
    }
    if (problems->count > 1)
        qsort(problems->list, problems->count, sizeof *problems->list, compare_problems);
    return true;
}
