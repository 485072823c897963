#include "intake/unread_code.h"

#include "intake/spaces.h"

/* As far as all tariffs have it. Four digits are a heading where nothing parts them: 25.00 is an amount. */
static bool read_code(struct hs_code *code, struct text field) {
    if (!hs_code_parse(code, field) || code->digits < HS_HEADING ||
        (code->digits == HS_HEADING && field.length > HS_HEADING))
        return false;
    if (code->digits > HS_SUBHEADING)
        *code = hs_code_subheading(hs_unit(code->low, HS_SUBHEADING));
    return true;
}

const struct unread_code *unread_code(const struct layout *layout, const struct csv_fields *fields,
                                      struct hs_code hs, struct arena *arena) {
    for (uint32_t i = 0; i < layout->codes.count && hs.digits > 0; i++) {
        const struct unread_column *column = &layout->codes.list[i];
        struct hs_code code;
        if (column->field >= fields->count || !read_code(&code, spaces_trim(fields->fields[column->field])) ||
            (code.low <= hs.high && hs.low <= code.high))
            continue;
        struct unread_code *said = ARENA_NEW(arena, struct unread_code);
        if (said != NULL)
            *said = (struct unread_code){code, column};
        return said;
    }
    return NULL;
}
