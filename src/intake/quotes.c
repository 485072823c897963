#include "intake/quotes.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "intake/spaces.h"

/* ---- one line ---- */

/* Whether quotation marks stand around all of the field, and in pairs within. */
static bool quoted_whole(struct text field) {
    struct text inner = spaces_trim(field);
    if (inner.length > 2 && inner.data[0] == '=')
        inner = (struct text){inner.data + 1, inner.length - 1};
    if (inner.length < 2 || inner.data[0] != '"' || inner.data[inner.length - 1] != '"')
        return false;
    for (size_t i = 1; i + 1 < inner.length; i++)
        if (inner.data[i] == '"' && (i + 2 == inner.length || inner.data[++i] != '"'))
            return false;
    return true;
}

static void make_plain(char *data, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (data[i] == '"')
            data[i] = CSV_PLAIN_QUOTE;
}

static void make_fields_plain(char *line, size_t length, char delimiter) {
    size_t from = 0;
    while (from < length) {
        const char *end = memchr(line + from, delimiter, length - from);
        size_t to = end != NULL ? (size_t)(end - line) : length;
        if (!quoted_whole((struct text){line + from, to - from}))
            make_plain(line + from, to - from);
        from = to + 1;
    }
}

static void make_lines_plain(char *data, size_t length, char delimiter) {
    size_t from = 0;
    while (from < length) {
        const char *end = memchr(data + from, '\n', length - from);
        size_t to = end != NULL ? (size_t)(end - data) : length;
        make_fields_plain(data + from, to - from, delimiter);
        from = to + 1;
    }
}

/* ---- the file ---- */

enum { BLOCK = 256 * 1024, LONGEST_LINE = 4 * 1024 * 1024 };

/* How much of the bytes may be written: whole lines, and all of the last. */
static size_t whole_lines(const struct buffer *bytes, bool end) {
    const char *last = end ? NULL : memrchr(bytes->data, '\n', bytes->length);
    return last != NULL ? (size_t)(last - bytes->data) + 1
                        : (end || bytes->length > LONGEST_LINE ? bytes->length : 0);
}

static usmca_status rewrite(const struct csv_source *source, int to, bool keep_whole, usmca_error *error) {
    struct buffer bytes = {0};
    usmca_status status = USMCA_OK;
    off_t at = 0;
    bool end = false;
    while (status == USMCA_OK && !end) {
        char *room = buffer_reserve(&bytes, BLOCK);
        ssize_t got = room != NULL ? file_read_at(source->descriptor, room, BLOCK, at) : -1;
        if (got < 0) {
            status = room == NULL ? error_memory(error)
                                  : error_set(error, USMCA_ERROR_IO, source->path, 0, 0, "cannot read: %s",
                                              strerror(errno));
            break;
        }
        bytes.length += (size_t)got;
        at += got;
        end = got == 0;
        size_t ready = whole_lines(&bytes, end);
        if (keep_whole)
            make_lines_plain(bytes.data, ready, source->delimiter);
        else
            make_plain(bytes.data, ready);
        status = csv_source_write(to, (struct text){bytes.data, ready}, error);
        memmove(bytes.data, bytes.data + ready, bytes.length - ready);
        bytes.length -= ready;
    }
    buffer_free(&bytes);
    return status;
}

usmca_status quotes_make_plain(struct csv_source *source, bool keep_whole, usmca_error *error) {
    int copy = csv_source_temporary();
    if (copy < 0)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot create a temporary file: %s",
                         strerror(errno));
    usmca_status status = rewrite(source, copy, keep_whole, error);
    if (status == USMCA_OK)
        return csv_source_replace(source, copy, error);
    close(copy);
    return status;
}

static bool look(void *context, const struct csv_place *place) {
    bool *found = context;
    *found = place->slice.malformed > 0;
    return !*found;
}

usmca_status quotes_out_of_place(const struct csv_source *source, bool *found, usmca_error *error) {
    *found = false;
    return csv_source_walk(source, source->data, source->data_line, look, found, error);
}
