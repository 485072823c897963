#include "intake/notices.h"

#include "intake/unnamed.h"

/* That one sheet of several was taken for its header. */
static void note_sheet(struct buffer *out, const struct messages *messages, const struct csv_source *source) {
    struct buffer others = {0};
    for (size_t i = 0; i < source->workbook->sheet_count; i++) {
        const char *name = source->workbook->sheets[i].name;
        if (strcmp(name, source->sheet) == 0)
            continue;
        buffer_string(&others, others.length > 0 ? ", " : "");
        buffer_string(&others, name);
    }
    MESSAGE(out, messages, "sheet-chosen", {"file", text_from(source->path)},
            {"sheets", buffer_view(&others)});
    buffer_char(out, '\n');
    buffer_release(&others, out);
}

static void note_hidden(struct buffer *out, const struct messages *messages,
                        const struct csv_source *source) {
    struct buffer count = {0};
    struct buffer first = {0};
    buffer_number(&count, source->outline.hidden_rows);
    buffer_number(&first, source->outline.first_hidden);
    MESSAGE(out, messages, "sheet-hidden-rows", {"file", text_from(source->path)},
            {"count", buffer_view(&count)}, {"row", buffer_view(&first)});
    buffer_char(out, '\n');
    buffer_release(&count, out);
    buffer_release(&first, out);
}

static void note_unnamed(struct buffer *out, const struct messages *messages, const struct csv_source *source,
                         const struct layout *layout, const struct unnamed_column *unnamed) {
    struct buffer column = {0};
    struct buffer count = {0};
    struct buffer first = {0};
    unnamed_place(&column, layout, unnamed);
    buffer_number(&count, unnamed->rows);
    buffer_number(&first, unnamed->first_line);
    MESSAGE(out, messages, "column-unnamed", {"file", text_from(source->path)},
            {"column", buffer_view(&column)}, {"count", buffer_view(&count)}, {"line", buffer_view(&first)});
    buffer_char(out, '\n');
    buffer_release(&column, out);
    buffer_release(&count, out);
    buffer_release(&first, out);
}

void file_notices(struct buffer *out, const struct messages *messages, const struct csv_source *source,
                  const struct layout *layout) {
    struct text file = text_from(source->path);
    if (source->guessed != NULL) {
        MESSAGE(out, messages, "encoding-guessed", {"file", file}, {"encoding", text_from(source->guessed)});
        buffer_char(out, '\n');
    }
    if (layout->skipped > 0) {
        struct buffer count = {0};
        buffer_number(&count, layout->skipped);
        MESSAGE(out, messages, "rows-skipped", {"file", file}, {"count", buffer_view(&count)},
                {"rules", layout->skipped_by});
        buffer_char(out, '\n');
        buffer_release(&count, out);
    }
    if (source->sheet_chosen)
        note_sheet(out, messages, source);
    if (source->outline.hidden_rows > 0)
        note_hidden(out, messages, source);
    if (layout->unknown.length > 0) {
        MESSAGE(out, messages, "unknown-columns", {"file", file}, {"columns", layout->unknown});
        buffer_char(out, '\n');
    }
    if (source->without_rows || source->unended) {
        MESSAGE(out, messages, source->without_rows ? "file-without-rows" : "file-unended", {"file", file});
        buffer_char(out, '\n');
    }
    for (uint32_t i = 0; i < layout->unnamed_count; i++)
        if (layout->unnamed[i].rows > 0)
            note_unnamed(out, messages, source, layout, &layout->unnamed[i]);
}
