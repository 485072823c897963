#include "case/good.h"
#include "intake/layout.h"
#include "intake/spaces.h"

enum { OF_GOOD = sizeof "good_" - 1 };

/* The name under which a header is passed through; empty where it is not. */
static struct text passed_name(const struct layout *layout, const struct layout_slot *slot) {
    struct text header = spaces_trim(slot->header);
    struct text prefix = layout->second != NULL ? TEXT("good_x_") : TEXT("x_");
    if ((layout->second == NULL && layout->first != &GOOD_COLUMNS) || slot->target != TARGET_NONE ||
        slot->ignored || header.length <= prefix.length ||
        !text_equal_in_any_case((struct text){header.data, prefix.length}, prefix))
        return (struct text){NULL, 0};
    size_t from = layout->second != NULL ? OF_GOOD : 0;
    return (struct text){header.data + from, header.length - from};
}

bool layout_find_passed(struct layout *layout) {
    struct text *names = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i + layout->appended < layout->count; i++) {
        struct text name = passed_name(layout, &layout->slots[i]);
        if (name.length == 0)
            continue;
        if (names == NULL)
            names = ARENA_ARRAY(&layout->arena, struct text, layout->count);
        if (names == NULL)
            return false;
        layout->slots[i].passed = true;
        names[count++] = name;
    }
    layout->passed = (struct passed_columns){names, count};
    return true;
}

void layout_pass(const struct layout *layout, const struct csv_fields *fields, struct good *good,
                 struct arena *arena) {
    uint32_t count = 0;
    if (layout->passed.count == 0)
        return;
    struct text *values = ARENA_ARRAY(arena, struct text, layout->passed.count);
    if (values == NULL)
        return;
    for (uint32_t i = 0; i < fields->count && count < layout->passed.count; i++)
        if (layout->slots[i].passed)
            values[count++] = fields->fields[i];
    good->passed = (struct passed){&layout->passed, values};
}
