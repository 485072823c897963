#include "cli/requests_heard.h"

#include <stdlib.h>
#include <string.h>

struct heard_row *heard_add(struct heard *heard, const struct csv_source *source, struct csv_slice slice) {
    struct heard_row *row = ARENA_NEW(&heard->arena, struct heard_row);
    if (row == NULL)
        return NULL;
    row->file = arena_string(&heard->arena, text_from(source->path));
    row->sheet = source->sheet != NULL ? arena_string(&heard->arena, text_from(source->sheet)) : NULL;
    row->slice = csv_slice_kept(slice);
    row->slice.record = arena_copy(&heard->arena, slice.record);
    row->order = heard->count++;
    *(heard->end != NULL ? heard->end : &heard->first) = row;
    heard->end = &row->next;
    return heard->arena.failed ? NULL : row;
}

/* By item; of one, what says nothing comes last. */
static int compare_rows(const void *left, const void *right) {
    const struct heard_row *one = *(const struct heard_row *const *)left;
    const struct heard_row *other = *(const struct heard_row *const *)right;
    if (one->item != other->item)
        return (uintptr_t)one->item < (uintptr_t)other->item ? -1 : 1;
    if ((one->said.length == 0) != (other->said.length == 0))
        return one->said.length == 0 ? 1 : -1;
    return one->order < other->order ? -1 : 1;
}

static void compare_item(struct heard_row **rows, size_t count) {
    const struct heard_row *other = NULL;
    for (size_t i = 1; i < count; i++) {
        rows[i]->again = rows[i]->said.length == 0 || text_equal(rows[i]->said, rows[0]->said);
        if (!rows[i]->again) {
            rows[i]->other = rows[0];
            other = other == NULL ? rows[i] : other;
        }
    }
    for (size_t i = 0; i < count && other != NULL; i++)
        if (rows[i]->said.length > 0 && rows[i]->other == NULL)
            rows[i]->other = other;
}

bool heard_compare(struct heard *heard) {
    struct heard_row **rows = ARENA_ARRAY(&heard->arena, struct heard_row *, heard->count + 1);
    if (rows == NULL)
        return false;
    for (struct heard_row *row = heard->first; row != NULL; row = row->next)
        rows[row->order] = row;
    qsort(rows, heard->count, sizeof *rows, compare_rows);
    for (size_t begin = 0, end = 0; begin < heard->count; begin = end) {
        while (end < heard->count && rows[end]->item == rows[begin]->item)
            end++;
        compare_item(rows + begin, end - begin);
    }
    return true;
}
