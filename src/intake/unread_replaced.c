#include "intake/unread_replaced.h"

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

/* Several stand there with signs between them. */
static bool names(struct text list, struct text id) {
    while (list.length > 0) {
        size_t end = 0;
        while (end < list.length && strchr(";,/|", list.data[end]) == NULL)
            end++;
        if (text_equal_in_any_case(spaces_trim((struct text){list.data, end}), id))
            return true;
        end += end < list.length;
        list = (struct text){list.data + end, list.length - end};
    }
    return false;
}

void unread_replaced_settle(const struct layout *layout, struct material *materials, uint32_t count) {
    const struct unread_column *column = column_of(layout);
    for (uint32_t i = 0; i < count && column != NULL; i++)
        for (uint32_t k = 0; k < count && materials[i].replaces.length > 0; k++)
            if (k != i && materials[k].material_id.length > 0 &&
                names(materials[i].replaces, materials[k].material_id)) {
                materials[i].unread_use = materials[i].unread_use != NULL ? materials[i].unread_use : column;
                materials[k].unread_use = materials[k].unread_use != NULL ? materials[k].unread_use : column;
            }
}
