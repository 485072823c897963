#include "intake/unread_replaced.h"

#include <stdlib.h>
#include <string.h>

#include "intake/spaces.h"
#include "intake/unread_field.h"

static const struct unread_column *column_of(const struct layout *layout) {
    for (uint32_t i = 0; i < layout->unread.count; i++)
        if (layout->unread.list[i].test == TEST_REPLACES)
            return &layout->unread.list[i];
    return NULL;
}

bool unread_replaced_said(const struct layout *layout) {
    return column_of(layout) != NULL;
}

void unread_replaced_note(const struct layout *layout, const struct csv_fields *fields,
                          struct material *material, struct arena *arena) {
    struct buffer said = {0};
    for (uint32_t i = 0; i < layout->unread.count; i++) {
        const struct unread_column *column = &layout->unread.list[i];
        const struct text field = unread_field(column, fields);
        if (column->test != TEST_REPLACES || !unread_says_something(layout, field))
            continue;
        buffer_string(&said, said.length > 0 ? ";" : "");
        buffer_text(&said, field);
    }
    material->replaces = said.length > 0 || said.failed ? buffer_keep(&said, arena) : (struct text){NULL, 0};
}

/* ---- the materials by their ids ---- */

struct named {
    struct text id;
    uint32_t place;
    bool marked; /* of the first of an id: all of it are */
};

static int lower(char c) {
    const int byte = (unsigned char)c;
    return byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte;
}

/* As text_order(), whatever the case of the letters A to Z. */
static int order(struct text a, struct text b) {
    for (size_t i = 0; i < a.length && i < b.length; i++)
        if (lower(a.data[i]) != lower(b.data[i]))
            return lower(a.data[i]) - lower(b.data[i]);
    return (a.length > b.length) - (a.length < b.length);
}

static int by_id(const void *a, const void *b) {
    return order(((const struct named *)a)->id, ((const struct named *)b)->id);
}

/* The first of that id, or where it would stand. */
static uint32_t find(const struct named *list, uint32_t count, struct text id) {
    uint32_t from = 0;
    while (count > 0) {
        const uint32_t half = count / 2;
        const bool before = order(list[from + half].id, id) < 0;
        from += before ? half + 1 : 0;
        count = before ? count - half - 1 : half;
    }
    return from;
}

static void mark(struct material *material, const struct unread_column *column) {
    if (material->unread_use == NULL)
        material->unread_use = column;
}

/* Those of that id, where another than the line itself is among them, and the line. */
static void mark_named(const struct unread_column *column, struct named *list, uint32_t count, struct text id,
                       struct material *materials, uint32_t place) {
    const uint32_t first = find(list, count, id);
    if (first == count || order(list[first].id, id) != 0)
        return;
    const bool alone = first + 1 == count || order(list[first + 1].id, id) != 0;
    if (alone && list[first].place == place)
        return;
    mark(&materials[place], column);
    for (uint32_t i = first; i < count && !list[first].marked && order(list[i].id, id) == 0; i++)
        mark(&materials[list[i].place], column);
    list[first].marked = true;
}

/* Several stand there with signs between them. */
static void settle(const struct unread_column *column, struct named *list, uint32_t count,
                   struct material *materials, uint32_t place) {
    struct text rest = materials[place].replaces;
    while (rest.length > 0) {
        size_t end = 0;
        while (end < rest.length && strchr(";,/|", rest.data[end]) == NULL)
            end++;
        mark_named(column, list, count, spaces_trim((struct text){rest.data, end}), materials, place);
        end += end < rest.length;
        rest = (struct text){rest.data + end, rest.length - end};
    }
}

void unread_replaced_settle(const struct layout *layout, struct material *materials, uint32_t count,
                            struct arena *arena) {
    const struct unread_column *column = column_of(layout);
    struct named *list = column != NULL ? ARENA_ARRAY(arena, struct named, (size_t)count + 1) : NULL;
    uint32_t named = 0;
    if (list == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        if (materials[i].material_id.length > 0)
            list[named++] = (struct named){.id = materials[i].material_id, .place = i};
    qsort(list, named, sizeof *list, by_id);
    for (uint32_t i = 0; i < count; i++)
        settle(column, list, named, materials, i);
}
