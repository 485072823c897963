#include "intake/unread_bill.h"

#include <stdlib.h>

#include "base/list.h"
#include "case/levels.h"
#include "intake/unread_field.h"
#include "intake/unread_header.h"

enum unread_bill unread_bill_said(const struct vocabulary *words, struct text header) {
    struct text is = {NULL, 0};
    return unread_header_is(words, "header-bill", header, &is)           ? BILL_SAID
           : unread_header_is(words, "header-bill-or-part", header, &is) ? BILL_OR_PART
                                                                         : BILL_NOT_SAID;
}

uint32_t unread_bill_columns(const struct layout *layout) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < layout->unread.count; i++)
        count += layout->unread.list[i].bill != BILL_NOT_SAID;
    return count;
}

/* ---- what rows say ---- */

static struct text said(const struct layout *layout, const struct unread_column *column,
                        const struct csv_fields *fields) {
    const struct text field = unread_field(column, fields);
    struct text ignored;
    return vocabulary_find(layout->format.words, "nothing", field, &ignored) == WORD_FOUND
               ? (struct text){"", 0}
               : field;
}

bool unread_bill_note(struct unread_bills *bills, const struct layout *layout,
                      const struct csv_fields *fields, uint32_t row, struct text line, struct arena *arena) {
    const uint32_t width = unread_bill_columns(layout) + 1;
    struct text *cells = list_room(bills->cells, row, &bills->room, width * sizeof *cells);
    if (cells == NULL)
        return false;
    bills->cells = cells;
    struct text *own = &cells[(size_t)row * width];
    *own++ = line;
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *column = &layout->unread.list[i];
        if (column->bill == BILL_NOT_SAID)
            continue;
        const struct text field = said(layout, column, fields);
        const struct text above = row > 0 ? *(own - width) : field;
        *own++ = row > 0 && text_equal(above, field) ? above : arena_copy(arena, field);
    }
    return !arena->failed;
}

void unread_bills_free(struct unread_bills *bills) {
    free(bills->cells);
    *bills = (struct unread_bills){0};
}

/* ---- whether they are of several ---- */

/* What a row is of, below the row that contains it. */
struct bill_row {
    uint32_t within; /* from 1; or 0 */
    uint32_t at;     /* from 0 */
    bool left_out;
    struct text says;
    struct text id;
    struct text line;
};

static bool same(const struct layout *layout, struct text a, struct text b) {
    char room[2][WORD_LONGEST];
    struct text one;
    struct text other;
    decimal numbers[2];
    if (text_equal(a, b))
        return true;
    if (a.length == 0 || b.length == 0)
        return false;
    if (unread_number(layout, a, &numbers[0]) && unread_number(layout, b, &numbers[1]))
        return numbers[0] == numbers[1];
    return word_fold(room[0], &one, a) && word_fold(room[1], &other, b) && text_equal(one, other);
}

/* The row that each is listed below: what is on one level below another is a bill of its own. */
static void set_within(struct bill_row *rows, const struct layout *layout, const struct material *materials,
                       uint32_t count) {
    struct level_indents indents = {0};
    uint32_t above[LEVELS_MOST + 1] = {0};
    for (uint32_t i = 0; i < count && layout->level_field != CSV_MOST_FIELDS; i++) {
        uint32_t depth = 0;
        if (!level_read(materials[i].level, &layout->level, &indents, &depth) || depth >= LEVELS_MOST)
            continue;
        rows[i].within = depth > 0 ? above[depth - 1] : 0;
        for (uint32_t k = depth; k <= LEVELS_MOST; k++)
            above[k] = i + 1;
    }
}

/* Of another time, or an alternative that is not used, or within one that is. */
static uint32_t keep_counted(struct bill_row *rows, const struct material *materials, uint32_t count,
                             date day) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct line_terms *terms = &materials[i].terms;
        rows[i].left_out = terms->alternative == LINE_UNUSED || terms->valid_from > day ||
                           (terms->valid_to != 0 && terms->valid_to < day) ||
                           (rows[i].within > 0 && rows[rows[i].within - 1].left_out);
    }
    for (uint32_t i = 0; i < count; i++)
        if (!rows[i].left_out)
            rows[kept++] = rows[i];
    return kept;
}

static int by_place(const struct bill_row *a, const struct bill_row *b) {
    return a->within != b->within ? (a->within > b->within) - (a->within < b->within) : 0;
}

static int by_id(const void *a, const void *b) {
    const struct bill_row *one = a;
    const struct bill_row *other = b;
    const int place = by_place(one, other);
    return place != 0 ? place : text_order(one->id, other->id);
}

static int by_line(const void *a, const void *b) {
    const struct bill_row *one = a;
    const struct bill_row *other = b;
    const int place = by_place(one, other);
    return place != 0 ? place : text_order(one->line, other->line);
}

static int by_within(const void *a, const void *b) {
    const struct bill_row *one = a;
    const struct bill_row *other = b;
    const int place = by_place(one, other);
    return place != 0 ? place : (one->at > other->at) - (one->at < other->at);
}

/* The first two rows of one bill, or with one thing, that say different things. `needed`: only such that say
 * something. */
static bool find_two(const struct layout *layout, const struct bill_row *rows, uint32_t count,
                     int (*order)(const void *, const void *), bool needed,
                     struct unread_bill_differs *differs) {
    const struct bill_row *first = NULL;
    for (uint32_t i = 0; i < count; i++) {
        const struct bill_row *row = &rows[i];
        if (needed && row->says.length == 0)
            continue;
        if (first == NULL || order(first, row) != 0) {
            first = row;
        } else if (!same(layout, first->says, row->says)) {
            differs->one = first->says;
            differs->other = row->says;
            return true;
        }
    }
    return false;
}

static int only_within(const void *a, const void *b) {
    return by_place(a, b);
}

/* Whether what one bill has stands in another, too, or a row says neither what nor where it is. */
static bool stands_twice(const struct layout *layout, struct bill_row *rows, uint32_t count,
                         struct unread_bill_differs *differs) {
    struct unread_bill_differs twice = *differs;
    bool named = true;
    for (uint32_t i = 0; i < count && named; i++)
        named = rows[i].id.length + rows[i].line.length > 0;
    if (!named)
        return true;
    uint32_t with = 0;
    for (uint32_t i = 0; i < count; i++)
        if (rows[i].id.length > 0) {
            const struct bill_row row = rows[i];
            rows[i] = rows[with];
            rows[with++] = row;
        }
    qsort(rows, with, sizeof *rows, by_id);
    bool found = find_two(layout, rows, with, by_id, false, &twice);
    with = 0;
    for (uint32_t i = 0; i < count && !found; i++)
        if (rows[i].line.length > 0) {
            const struct bill_row row = rows[i];
            rows[i] = rows[with];
            rows[with++] = row;
        }
    if (!found) {
        qsort(rows, with, sizeof *rows, by_line);
        found = find_two(layout, rows, with, by_line, false, &twice);
    }
    if (found)
        *differs = twice;
    return found;
}

/* What a row leaves out is what the one above it of the same bill says. */
static void carry_down(struct bill_row *rows, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        if (rows[i].says.length == 0 && rows[i].within == rows[i - 1].within)
            rows[i].says = rows[i - 1].says;
}

static bool any_differ(const struct layout *layout, const struct bill_row *rows, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        if (!same(layout, rows[0].says, rows[i].says))
            return true;
    return false;
}

static bool of_several(const struct layout *layout, struct bill_row *rows, uint32_t count,
                       struct unread_bill_differs *differs) {
    if (!any_differ(layout, rows, count))
        return false;
    qsort(rows, count, sizeof *rows, by_within);
    carry_down(rows, count);
    const bool differ = find_two(layout, rows, count, only_within, true, differs);
    if (differs->column->bill == BILL_SAID && differ)
        return true;
    return (differ || find_two(layout, rows, count, only_within, false, differs)) &&
           stands_twice(layout, rows, count, differs);
}

/* ---- their numbers ---- */

/* Of the rows of one bill, or of several on one place; *number is the last that was given. */
static void number_rows(const struct layout *layout, const struct bill_row *rows, uint32_t count,
                        uint32_t *bills, uint32_t *number) {
    const struct bill_row *first[BILLS_MOST];
    const uint32_t before = *number;
    if (!any_differ(layout, rows, count))
        return;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = 0;
        while (at < *number - before && !same(layout, first[at]->says, rows[i].says))
            at++;
        if (at == *number - before && *number < BILLS_MOST) {
            first[at] = &rows[i];
            ++*number;
        }
        bills[rows[i].at] = before + at + 1;
    }
}

/* What is below a row that is of one of them is of it, too; unless it has one of its own, which is then
 * within that. */
static uint32_t *number_bills(const struct layout *layout, struct bill_row *rows, uint32_t kept,
                              uint32_t count, bool *crossed, struct arena *arena) {
    uint32_t number = 0;
    uint32_t *bills = ARENA_ARRAY(arena, uint32_t, count);
    uint32_t *within = ARENA_ARRAY(arena, uint32_t, count);
    if (bills == NULL || within == NULL)
        return NULL;
    for (uint32_t i = 0; i < kept; i++)
        within[rows[i].at] = rows[i].within;
    qsort(rows, kept, sizeof *rows, by_within);
    carry_down(rows, kept);
    for (uint32_t from = 0, to = 0; from < kept; from = to) {
        while (to < kept && rows[to].within == rows[from].within)
            to++;
        number_rows(layout, rows + from, to - from, bills, &number);
    }
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t outer = within[i] > 0 ? bills[within[i] - 1] : 0;
        *crossed = *crossed || (outer != 0 && bills[i] != 0);
        bills[i] = bills[i] == 0 ? outer : bills[i];
    }
    return bills;
}

/* Of what two columns say of a row, one number. */
struct crossing {
    uint32_t one;
    uint32_t other;
};

/* Its place among them, from 1; it is added where it is new. */
static uint32_t crossing_number(struct crossing *crossings, uint32_t *count, struct crossing crossing) {
    uint32_t at = 0;
    if (crossing.one > BILLS_MOST || crossing.other > BILLS_MOST)
        return BILLS_MOST + 1;
    while (at < *count && (crossings[at].one != crossing.one || crossings[at].other != crossing.other))
        at++;
    if (at == *count && at < BILLS_MOST)
        crossings[(*count)++] = crossing;
    return at + 1;
}

/* Where two columns part the rows otherwise, a bill of either is made of the parts of both. */
static void cross_numbers(struct material *materials, uint32_t count, const uint32_t *bills) {
    struct crossing crossings[BILLS_MOST];
    uint32_t crossed = 0;
    for (uint32_t i = 0; i < count; i++)
        if (materials[i].bill != 0 || bills[i] != 0)
            materials[i].bill =
                crossing_number(crossings, &crossed, (struct crossing){materials[i].bill, bills[i]});
}

/* Whether they part them otherwise. */
static bool keep_numbers(struct material *materials, uint32_t count, const uint32_t *bills, bool first) {
    bool other = false;
    for (uint32_t i = 0; i < count; i++) {
        other = other || (!first && materials[i].bill != bills[i]);
        materials[i].bill = first ? bills[i] : materials[i].bill;
    }
    if (other)
        cross_numbers(materials, count, bills);
    return other;
}

static uint32_t fill_rows(const struct unread_bills *bills, const struct layout *layout,
                          const struct material *materials, uint32_t count, date day, uint32_t at,
                          struct bill_row *rows) {
    const uint32_t width = unread_bill_columns(layout) + 1;
    for (uint32_t k = 0; k < count; k++)
        rows[k] = (struct bill_row){.at = k,
                                    .says = bills->cells[(size_t)k * width + at],
                                    .id = materials[k].material_id,
                                    .line = bills->cells[(size_t)k * width]};
    set_within(rows, layout, materials, count);
    return keep_counted(rows, materials, count, day);
}

const struct unread_bill_differs *unread_bill_find(const struct unread_bills *bills,
                                                   const struct layout *layout, struct material *materials,
                                                   uint32_t count, date day, struct arena *arena) {
    const uint32_t width = unread_bill_columns(layout) + 1;
    struct bill_row *rows = width > 1 && count > 1 ? ARENA_ARRAY(arena, struct bill_row, count) : NULL;
    struct unread_bill_differs *found = NULL;
    uint32_t at = 0;
    for (uint32_t i = 0; i < layout->unread.count && rows != NULL; i++) {
        struct unread_bill_differs differs = {.column = &layout->unread.list[i]};
        if (differs.column->bill == BILL_NOT_SAID)
            continue;
        at++;
        if (!of_several(layout, rows, fill_rows(bills, layout, materials, count, day, at, rows), &differs))
            continue;
        const bool first = found == NULL;
        if (first)
            found = ARENA_NEW(arena, struct unread_bill_differs);
        bool crossed = false;
        const uint32_t *numbers = number_bills(
            layout, rows, fill_rows(bills, layout, materials, count, day, at, rows), count, &crossed, arena);
        if (found == NULL || numbers == NULL)
            return NULL;
        if (first)
            *found = differs;
        crossed = keep_numbers(materials, count, numbers, first) || crossed;
        found->crossed = found->crossed || crossed;
    }
    return found;
}
