#include "intake/rejects.h"

#include <string.h>

#include "intake/sheet.h"

const char REJECTS_HEADER[] = "file,line,column,reason,row\n";

static void put_cell(struct rejects *rejects, const struct reject *reject) {
    char cell[CELL_NAME_SIZE];
    struct text file = text_from(reject->file);
    const size_t behind = strlen(reject->sheet) + 1;
    file.length -= behind < file.length ? behind : 0;
    cell_name(cell, reject->slice.file_line, reject->column);
    MESSAGE(&rejects->lines, rejects->messages, "row.at-cell", {"file", file},
            {"sheet", text_from(reject->sheet)}, {"cell", text_from(cell)}, {"reason", reject->reason});
    buffer_char(&rejects->lines, '\n');
}

static void put_line(struct rejects *rejects, const struct reject *reject) {
    struct buffer line = {0};
    struct buffer column = {0};
    buffer_number(&line, reject->slice.file_line + reject->line_offset);
    buffer_number(&column, reject->column);
    MESSAGE(&rejects->lines, rejects->messages, "row.at", {"file", text_from(reject->file)},
            {"line", buffer_view(&line)}, {"column", buffer_view(&column)}, {"reason", reject->reason});
    buffer_char(&rejects->lines, '\n');
    buffer_release(&line, &rejects->lines);
    buffer_release(&column, &rejects->lines);
}

/* Quotation marks that were but characters of the file are doubled as all are in a quoted field. */
static void restore_quotes(struct buffer *rows, size_t begun) {
    struct buffer restored = {0};
    struct text field = {rows->data + begun, rows->length - begun};
    if (rows->data == NULL || (memchr(field.data, CSV_PLAIN_QUOTE, field.length) == NULL &&
                               memchr(field.data, CSV_WRONG_QUOTE, field.length) == NULL))
        return;
    bool quoted = field.length > 1 && field.data[0] == '"';
    if (!quoted)
        buffer_char(&restored, '"');
    for (size_t i = 0; i < field.length; i++) {
        if (field.data[i] == CSV_PLAIN_QUOTE || field.data[i] == CSV_WRONG_QUOTE)
            buffer_string(&restored, "\"\"");
        else
            buffer_char(&restored, field.data[i]);
    }
    if (!quoted)
        buffer_char(&restored, '"');
    rows->length = begun;
    buffer_text(rows, buffer_view(&restored));
    buffer_release(&restored, rows);
}

void rejects_add(struct rejects *rejects, const struct reject *reject) {
    struct buffer *rows = &rejects->rows;
    struct text row = reject->slice.record;
    while (row.length > 0 && (row.data[row.length - 1] == '\n' || row.data[row.length - 1] == '\r'))
        row.length--;
    buffer_csv_foreign(rows, text_from(reject->file), rejects->raw);
    buffer_char(rows, ',');
    buffer_number(rows, reject->slice.file_line + reject->line_offset);
    buffer_char(rows, ',');
    buffer_number(rows, reject->column);
    buffer_char(rows, ',');
    buffer_csv_foreign(rows, reject->reason, rejects->raw);
    buffer_char(rows, ',');
    size_t begun = rows->length;
    buffer_csv_foreign(rows, row, rejects->raw);
    restore_quotes(rows, begun);
    buffer_char(rows, '\n');
    rejects->of_input[reject->input]++;
    if (rejects->count++ >= REJECTS_SHOWN)
        return;
    if (reject->sheet != NULL)
        put_cell(rejects, reject);
    else
        put_line(rejects, reject);
}

void rejects_append(struct rejects *rejects, const struct rejects *later) {
    buffer_text(&rejects->rows, buffer_view(&later->rows));
    struct text rest = buffer_view(&later->lines);
    uint64_t shown = rejects->count;
    struct text line;
    while (shown < REJECTS_SHOWN && rest.length > 0 && text_split(&rest, '\n', &line)) {
        buffer_text(&rejects->lines, line);
        buffer_char(&rejects->lines, '\n');
        shown++;
    }
    rejects->count += later->count;
    for (int input = 0; input < INPUTS; input++)
        rejects->of_input[input] += later->of_input[input];
}

void rejects_reset(struct rejects *rejects) {
    rejects->rows.length = 0;
    rejects->lines.length = 0;
    rejects->count = 0;
    memset(rejects->of_input, 0, sizeof rejects->of_input);
}

void rejects_free(struct rejects *rejects) {
    buffer_free(&rejects->rows);
    buffer_free(&rejects->lines);
    rejects->count = 0;
}
