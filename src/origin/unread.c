#include "origin/unread.h"

/* The first line that such a column leaves without a value; or NULL. */
static const struct material *first_in_doubt(const struct good *good, const struct unread_column *unread) {
    for (uint32_t i = 0; i < good->material_count; i++)
        if (good->materials[i].unread == unread)
            return &good->materials[i];
    return NULL;
}

static void tell(struct origin_context *context, const struct unread_column *unread) {
    const struct material *line = first_in_doubt(context->good, unread);
    bool of_good = context->good->unread_price == unread;
    FINDING(context, FINDING_COLUMN_UNREAD, line != NULL ? line->line : NO_TEXT, NO_TEXT,
            line != NULL ? "line"
            : of_good    ? "price"
                         : NULL,
            {"header", unread->header}, {"file", unread->file}, {"column", unread->column},
            {"line", line != NULL ? line->line : NO_TEXT});
}

void unread_tell(struct origin_context *context) {
    const struct good *good = context->good;
    for (uint32_t i = 0; i < good->unread.count; i++)
        tell(context, &good->unread.list[i]);
    for (uint32_t i = 0; i < good->unread_of_lines.count; i++)
        tell(context, &good->unread_of_lines.list[i]);
}
