#include "intake/sheet_repeats.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "intake/csv_source.h"
#include "intake/header.h"
#include "intake/sheet.h"

/* The rows among which a header is looked for, as CSV. */
static usmca_status beginning(struct buffer *out, struct workbook *workbook, size_t sheet,
                              usmca_error *error) {
    enum { MOST = 1 << 20 };
    struct sheet_outline outline = {0};
    int file = csv_source_temporary();
    if (file < 0)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot create a temporary file: %s",
                         strerror(errno));
    usmca_status status =
        sheet_write_rows(workbook, sheet, HEADER_LAST_LINE, &PLAIN_FORMAT, file, &outline, error);
    char *room = status == USMCA_OK ? buffer_reserve(out, MOST) : NULL;
    if (status == USMCA_OK && room == NULL)
        status = error_memory(error);
    if (status == USMCA_OK) {
        const ssize_t got = file_read_at(file, room, MOST, 0);
        out->length += got > 0 ? (size_t)got : 0;
        if (got < 0)
            status =
                error_set(error, USMCA_ERROR_IO, workbook->path, 0, 0, "cannot read: %s", strerror(errno));
    }
    sheet_outline_free(&outline);
    close(file);
    return status;
}

static struct text without_empty_end(struct text line) {
    while (line.length > 0 &&
           (line.data[line.length - 1] == SHEET_DELIMITER || line.data[line.length - 1] == '\r'))
        line.length--;
    return line;
}

/* Whether a row may be a header: of three names or more, and no figures. */
static bool may_be_header(struct text line) {
    enum { LEAST = 3 };
    struct text field;
    int names = 0;
    while (line.length > 0 && text_split(&line, SHEET_DELIMITER, &field)) {
        if (text_all_blank(field))
            continue;
        if ((field.data[0] >= '0' && field.data[0] <= '9') || field.data[0] == '-')
            return false;
        names++;
    }
    return names >= LEAST;
}

static bool has_line(struct text all, struct text wanted) {
    struct text line;
    while (all.length > 0 && text_split(&all, '\n', &line))
        if (text_equal(without_empty_end(line), wanted))
            return true;
    return false;
}

static bool has_header_of(struct text one, struct text other) {
    struct text line;
    while (one.length > 0 && text_split(&one, '\n', &line)) {
        line = without_empty_end(line);
        if (may_be_header(line) && has_line(other, line))
            return true;
    }
    return false;
}

static usmca_status refuse(const struct workbook *workbook, size_t sheet, size_t other, usmca_error *error) {
    return error_set(error, USMCA_ERROR_INPUT, workbook->path, 0, 0,
                     "the sheets \"%s\" and \"%s\" have one header, and only one of them would be read: put "
                     "their rows into one, or name the one that counts, as FILE#SHEET",
                     workbook->sheets[sheet].name, workbook->sheets[other].name);
}

usmca_status sheet_repeats(struct workbook *workbook, size_t sheet, const bool read[WORKBOOK_MOST_SHEETS],
                           usmca_error *error) {
    struct buffer own = {0};
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < workbook->sheet_count && status == USMCA_OK; i++) {
        struct buffer other = {0};
        if (i == sheet || read[i] || workbook->sheets[i].hidden || !sheet_has_rows(workbook, i))
            continue;
        if (own.length == 0)
            status = beginning(&own, workbook, sheet, error);
        if (status == USMCA_OK)
            status = beginning(&other, workbook, i, error);
        if (status == USMCA_OK && has_header_of(buffer_view(&own), buffer_view(&other)))
            status = refuse(workbook, sheet, i, error);
        buffer_free(&other);
    }
    buffer_free(&own);
    return status;
}
