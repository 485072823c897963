#include "intake/notes_below.h"

#include <errno.h>

#include "base/file.h"
#include "intake/csv_record.h"
#include "intake/spaces.h"

enum { LOOKED_AT = 4096, MOST_ROWS = 8, MOST_CELLS = 2, BLOCK = 65536 };

static usmca_status read_at(const struct csv_source *source, char *into, size_t length, off_t from,
                            size_t *got, usmca_error *error) {
    const ssize_t read = file_read_at(source->descriptor, into, length, from);
    if (read < 0)
        return error_set(error, USMCA_ERROR_IO, source->path, 0, 0, "cannot read: %s", strerror(errno));
    *got = (size_t)read;
    return USMCA_OK;
}

static bool is_note(struct text line, char delimiter) {
    struct csv_fields cells;
    uint32_t filled = 0;
    size_t marks = 0;
    for (size_t i = 0; i < line.length; i++)
        marks += line.data[i] == '"';
    if (marks % 2 != 0)
        return false; /* a row of several lines ends here */
    csv_loose_fields(line, delimiter, &cells);
    for (uint32_t i = 0; i < cells.count; i++)
        filled += spaces_trim(cells.fields[i]).length > 0;
    return filled <= MOST_CELLS;
}

/* Where the last rows begin that are notes or empty; `tail.length` where there are none. */
static size_t first_note(struct text tail, bool begins_row, char delimiter) {
    size_t first = tail.length;
    for (int rows = 0; first > 0 && rows < MOST_ROWS; rows++) {
        size_t end = first;
        if (tail.data[end - 1] == '\n')
            end--;
        size_t begin = end;
        while (begin > 0 && tail.data[begin - 1] != '\n')
            begin--;
        if ((begin == 0 && !begins_row) ||
            !is_note(text_trim((struct text){tail.data + begin, end - begin}), delimiter))
            break;
        first = begin;
    }
    return first;
}

static usmca_status count_lines(unsigned *line, const struct csv_source *source, off_t until,
                                usmca_error *error) {
    char block[BLOCK];
    size_t got = 1;
    usmca_status status = USMCA_OK;
    *line = (unsigned)source->data_line;
    for (off_t at = source->data; status == USMCA_OK && got > 0 && at < until; at += (off_t)got) {
        const off_t left = until - at;
        status = read_at(source, block, left < BLOCK ? (size_t)left : BLOCK, at, &got, error);
        for (size_t i = 0; status == USMCA_OK && i < got; i++)
            *line += block[i] == '\n';
    }
    return status;
}

usmca_status notes_below_find(struct buffer *rows, unsigned *line, const struct csv_source *source,
                              usmca_error *error) {
    char tail[LOOKED_AT];
    size_t length = 0;
    if (source->size <= source->data)
        return USMCA_OK;
    const bool all = source->size - source->data <= LOOKED_AT;
    const off_t from = all ? source->data : source->size - LOOKED_AT;
    usmca_status status = read_at(source, tail, (size_t)(source->size - from), from, &length, error);
    if (status != USMCA_OK)
        return status;
    const size_t first = first_note((struct text){tail, length}, all, source->delimiter);
    if (first == length)
        return USMCA_OK;
    buffer_text(rows, (struct text){tail + first, length - first});
    return rows->failed ? error_memory(error) : count_lines(line, source, from + (off_t)first, error);
}
