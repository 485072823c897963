#include "intake/csv_record.h"

#include <csv.h>
#include <stdlib.h>

#include "intake/plain_record.h"
#include "intake/spaces.h"

/* ---- where a record ends ---- */

/* From the opening quote: the offset behind the closing one; 0 where it does not close within `length`;
 * SIZE_MAX where something other than a delimiter or a line end follows. */
static size_t quoted_end(const char *data, size_t from, size_t length, char delimiter) {
    for (size_t i = from + 1; i < length; i++) {
        const char *quote = memchr(data + i, '"', length - i);
        if (quote == NULL)
            return 0;
        i = (size_t)(quote - data);
        if (i + 1 == length)
            return length;
        char next = data[i + 1];
        if (next == '"') {
            i++;
            continue;
        }
        return next == delimiter || next == '\n' || next == '\r' ? i + 1 : SIZE_MAX;
    }
    return 0;
}

static size_t first_line(const char *data, size_t length, bool at_end) {
    const char *end = memchr(data, '\n', length);
    return end != NULL ? (size_t)(end - data) + 1 : at_end ? length : 0;
}

/* Whether the quote at `at` opens a field: only blanks stand between it and the delimiter, or the start,
 * before it; or the = by which spreadsheets keep a code a text. */
static bool opens_field(const char *data, size_t from, size_t at, char delimiter) {
    if (at > from && data[at - 1] == '=')
        at--;
    while (at > from && data[at - 1] == ' ')
        at--;
    return at == from || data[at - 1] == delimiter;
}

static uint64_t count_lines(const char *data, size_t length) {
    uint64_t lines = 0;
    const char *end = data + length;
    for (const char *at = data; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        lines++;
    return lines;
}

/* A record that ends at `length`, of whose line ends all but the last lie before `counted`. */
static struct csv_extent extent(const char *data, size_t length, size_t counted) {
    uint64_t lines = length > 0 && data[length - 1] == '\n';
    return (struct csv_extent){length, 0, counted > 0 ? count_lines(data, counted) + lines : lines};
}

struct csv_extent csv_record_extent(const char *data, size_t length, char delimiter, bool at_end) {
    const struct csv_extent more = {0};
    size_t at = 0;
    size_t line = 0;
    size_t spanned = 0; /* quoted fields with line ends in them reach to here */
    for (;;) {
        if (line <= at)
            line = at + first_line(data + at, length - at, at_end);
        size_t searched = line > at ? line : length;
        const char *quote = memchr(data + at, '"', searched - at);
        if (quote == NULL)
            return line > at ? extent(data, line, spanned) : (at_end ? extent(data, length, spanned) : more);
        size_t open = (size_t)(quote - data);
        size_t limit = length < open + CSV_LONGEST_QUOTED ? length : open + CSV_LONGEST_QUOTED;
        size_t end =
            opens_field(data, at, open, delimiter) ? quoted_end(data, open, limit, delimiter) : SIZE_MAX;
        if (end == 0 && limit == length && !at_end)
            return more;
        if (end == 0 || end == SIZE_MAX) {
            struct csv_extent first = extent(data, first_line(data, length, at_end), 0);
            first.malformed = open + 1;
            return first;
        }
        if (end == length)
            return at_end ? extent(data, length, line < end ? end : spanned)
                          : more; /* the quote may be the first of two */
        if (line < end)
            spanned = end;
        at = end;
    }
}

bool csv_record_empty(struct text record) {
    size_t space = 0;
    for (size_t i = 0; i<record.length; i += space> 0 ? space : 1) {
        space = no_break_space(record.data + i, record.length - i);
        if (space == 0 && csv_says_something(record.data[i]))
            return false;
    }
    return true;
}

static struct text without_line_end(struct text record) {
    while (record.length > 0 &&
           (record.data[record.length - 1] == '\n' || record.data[record.length - 1] == '\r'))
        record.length--;
    return record;
}

bool csv_record_may_say_nothing(struct text record, struct text header) {
    if (csv_record_empty(record))
        return true;
    return header.length > 0 && record.length - header.length <= 2 &&
           text_equal(without_line_end(record), header);
}

struct csv_extent csv_record_find(struct plain_scan *scan, const char *data, size_t length, char delimiter,
                                  bool at_end, struct csv_slice *slice) {
    const size_t plain = scan != NULL ? plain_scan_next(scan) : 0;
    struct csv_extent found = {plain, 0, plain > 0 && data[plain - 1] == '\n'};
    if (plain == 0)
        found = csv_record_extent(data, length, delimiter, at_end);
    if (plain == 0 && scan != NULL && found.length > 0)
        plain_scan_skip(scan, found.length);
    slice->record = (struct text){data, found.length};
    slice->malformed = found.malformed;
    slice->plain = plain > 0 ? scan : NULL;
    return found;
}

bool csv_cursor_next(struct csv_cursor *cursor, struct csv_slice *out) {
    if (cursor->slices != NULL) {
        if (cursor->slice_count == 0)
            return false;
        *out = *cursor->slices++;
        cursor->slice_count--;
        return true;
    }
    while (cursor->length > 0) {
        out->file_line = cursor->file_line;
        const struct csv_extent found =
            csv_record_find(cursor->scan, cursor->data, cursor->length, cursor->delimiter, true, out);
        cursor->data += found.length;
        cursor->length -= found.length;
        cursor->file_line += found.lines;
        if (!csv_record_says_nothing(out->record, cursor->header))
            return true;
    }
    return false;
}

/* ---- one field of it ---- */

static bool separates(char c, char delimiter) {
    return (c == ' ' || c == '\t') && c != delimiter;
}

/* Where the field that begins at `from` ends; *open is its first byte behind blanks. False where it is
 * malformed. */
static bool field_end(struct text record, char delimiter, size_t from, size_t *open, size_t *end) {
    size_t at = from;
    while (at < record.length && separates(record.data[at], delimiter))
        at++;
    if (at + 1 < record.length && record.data[at] == '=' && record.data[at + 1] == '"')
        at++;
    *open = at;
    if (at < record.length && record.data[at] == '"') {
        *end = quoted_end(record.data, at, record.length, delimiter);
        return *end != 0 && *end != SIZE_MAX;
    }
    const char *found = memchr(record.data + at, delimiter, record.length - at);
    *end = found != NULL ? (size_t)(found - record.data) : record.length;
    return true;
}

static bool seek(struct text record, char delimiter, uint32_t field, size_t *open, size_t *end) {
    size_t from = 0;
    for (uint32_t i = 0;; i++) {
        if (!field_end(record, delimiter, from, open, end))
            return false;
        if (i == field)
            return true;
        if (*end >= record.length || record.data[*end] != delimiter)
            return false;
        from = *end + 1;
    }
}

/* The content between the quotes, with doubled ones made single. */
static struct text unquote(const char *data, size_t length, char *scratch) {
    size_t kept = 0;
    for (size_t i = 0; i < length && kept < CSV_LONGEST_FIELD; i++) {
        scratch[kept++] = data[i];
        if (data[i] == '"')
            i++;
    }
    return (struct text){scratch, kept};
}

bool csv_extract(struct text record, char delimiter, uint32_t field, char *scratch, struct text *out) {
    size_t open = 0;
    size_t end = 0;
    if (!seek(record, delimiter, field, &open, &end))
        return false;
    if (open < end && record.data[open] == '"') {
        *out = spaces_trim(unquote(record.data + open + 1, end - open - 2, scratch));
        return true;
    }
    *out = spaces_trim((struct text){record.data + open, end - open});
    return true;
}

struct text csv_indented(struct text record, char delimiter, uint32_t field, char *scratch) {
    size_t open = 0;
    size_t end = 0;
    size_t kept = 0;
    if (!seek(record, delimiter, field, &open, &end))
        return (struct text){scratch, 0};
    size_t from = open;
    while (from > 0 && separates(record.data[from - 1], delimiter))
        from--;
    for (size_t i = from; i < end && kept < CSV_LONGEST_FIELD; i++)
        if (record.data[i] != '"')
            scratch[kept++] = record.data[i];
    return (struct text){scratch, kept};
}

void csv_position(struct text record, char delimiter, uint32_t field, uint32_t *lines, uint32_t *column) {
    size_t open = 0;
    size_t end = 0;
    *lines = 0;
    *column = 1;
    if (!seek(record, delimiter, field, &open, &end))
        return;
    size_t line_start = 0;
    for (size_t i = 0; i < open; i++)
        if (record.data[i] == '\n') {
            (*lines)++;
            line_start = i + 1;
        }
    *column = (uint32_t)(open - line_start) + 1;
}

/* Where the field ends that begins at `from`; *loose where a quotation mark in it is out of place. */
static size_t loose_end(struct text run, char delimiter, size_t from, bool *loose) {
    size_t open = 0;
    size_t end = 0;
    *loose = !field_end(run, delimiter, from, &open, &end);
    if (*loose) {
        const char *found = memchr(run.data + open, delimiter, run.length - open);
        end = found != NULL ? (size_t)(found - run.data) : run.length;
    }
    *loose = *loose || (open < end && run.data[open] != '"');
    return end;
}

bool csv_loose_fields(struct text run, char delimiter, struct csv_fields *out) {
    struct text line = without_line_end(run);
    bool spaced = false;
    bool loose = false;
    out->count = 0;
    for (size_t from = 0; from <= line.length && out->count < CSV_MOST_FIELDS;) {
        size_t end = loose_end(line, delimiter, from, &loose);
        out->fields[out->count++] = spaces_trim((struct text){line.data + from, end - from});
        spaced = spaced || (end + 1 < line.length && line.data[end + 1] == ' ');
        from = end + 1;
    }
    return spaced;
}

static void part_line(char *data, struct text line, char delimiter) {
    for (size_t from = 0; from < line.length;) {
        bool loose = false;
        size_t end = loose_end(line, delimiter, from, &loose);
        for (size_t i = from; i < end && loose; i++)
            if (data[i] == '"')
                data[i] = CSV_WRONG_QUOTE;
        from = end + 1;
    }
}

void csv_part_lines(char *record, size_t length, char delimiter) {
    for (size_t from = 0; from < length;) {
        const size_t line = first_line(record + from, length - from, true);
        part_line(record + from, without_line_end((struct text){record + from, line}), delimiter);
        from += line;
    }
}

bool csv_without_last(struct text record, char delimiter, struct text *rest, struct text *field) {
    struct text line = without_line_end(record);
    if (line.length < 3 || line.data[line.length - 1] != '"')
        return false;
    size_t at = line.length - 1; /* the closing quote; before it, quotes of the field stand in pairs */
    for (;;) {
        size_t quotes = 0;
        while (at > 0 && line.data[at - 1] != '"')
            at--;
        while (at > 0 && line.data[at - 1] == '"') {
            at--;
            quotes++;
        }
        if (at == 0)
            return false;
        if (quotes % 2 == 1 && line.data[at - 1] == delimiter) {
            *rest = (struct text){line.data, at - 1};
            *field = (struct text){line.data + at, line.length - at};
            return true;
        }
    }
}

/* ---- its fields ---- */

struct csv_record_reader {
    struct csv_parser parser;
    char *copy; /* the fields one behind the other: never more bytes than the record has */
    struct csv_fields *out;
    uint32_t rows;
    bool restores;
    uint32_t too_long; /* the first field that is, from 1 */
};

usmca_status csv_record_reader_new(struct csv_record_reader **out, char delimiter, usmca_error *error) {
    struct csv_record_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL || csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        free(reader);
        return error_memory(error);
    }
    csv_set_delim(&reader->parser, (unsigned char)delimiter);
    *out = reader;
    return USMCA_OK;
}

void csv_record_reader_free(struct csv_record_reader *reader) {
    if (reader == NULL)
        return;
    csv_free(&reader->parser);
    free(reader);
}

void csv_restore_quotes(char *data, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (data[i] == CSV_PLAIN_QUOTE || data[i] == CSV_WRONG_QUOTE)
            data[i] = '"';
}

void csv_record_reader_restores(struct csv_record_reader *reader, bool restores) {
    reader->restores = restores;
}

static void take_field(void *data, size_t length, void *context) {
    struct csv_record_reader *reader = context;
    if (reader->out->count == CSV_MOST_FIELDS) {
        reader->out->beyond++;
        return;
    }
    if (reader->too_long == 0 && length > CSV_LONGEST_FIELD)
        reader->too_long = reader->out->count + 1;
    if (length > 0)
        memcpy(reader->copy, data, length);
    if (reader->restores)
        csv_restore_quotes(reader->copy, length);
    reader->out->fields[reader->out->count++] = spaces_trim((struct text){reader->copy, length});
    reader->copy += length;
}

static void take_row(int terminator, void *context) {
    (void)terminator;
    ((struct csv_record_reader *)context)->rows++;
}

static void start_again(struct csv_record_reader *reader, char delimiter) {
    csv_free(&reader->parser);
    csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&reader->parser, (unsigned char)delimiter);
}

static bool has_equals(struct text record) {
    const char *end = record.data + record.length;
    for (const char *at = record.data; at < end && (at = memchr(at, '=', (size_t)(end - at))) != NULL; at++)
        if (at + 1 < end && at[1] == '"')
            return true;
    return false;
}

/* Without the = before quoted fields; the record itself where memory is exhausted, or it has none. */
static struct text without_equals(struct text record, char delimiter, struct arena *arena) {
    if (!has_equals(record))
        return record;
    char *copy = arena_allocate(arena, record.length + 1);
    size_t length = 0;
    bool quoted = false;
    for (size_t i = 0; copy != NULL && i < record.length; i++) {
        bool marks = !quoted && record.data[i] == '=' && i + 1 < record.length && record.data[i + 1] == '"' &&
                     opens_field(record.data, 0, i, delimiter);
        quoted = quoted != (record.data[i] == '"');
        if (!marks)
            copy[length++] = record.data[i];
    }
    return copy != NULL ? (struct text){copy, length} : record;
}

const char *csv_record_read(struct csv_record_reader *reader, struct text given, struct arena *arena,
                            struct csv_fields *out, uint32_t *column) {
    struct text record = without_equals(given, (char)csv_get_delim(&reader->parser), arena);
    reader->copy = arena_allocate(arena, record.length + 1);
    if (reader->copy == NULL)
        return "field.memory";
    reader->out = out;
    reader->rows = 0;
    reader->too_long = 0;
    out->count = 0;
    out->beyond = 0;
    *column = 1;
    size_t done = csv_parse(&reader->parser, record.data, record.length, take_field, take_row, reader);
    if (done != record.length || csv_fini(&reader->parser, take_field, take_row, reader) != 0) {
        const bool no_memory = csv_error(&reader->parser) == CSV_ENOMEM;
        start_again(reader, (char)csv_get_delim(&reader->parser));
        *column = (uint32_t)done + 1;
        arena->failed = arena->failed || no_memory;
        return no_memory ? "field.memory" : "row.quote";
    }
    *column = out->count;
    if (reader->rows > 1)
        return "row.carriage-return";
    if (out->beyond > 0) {
        *column = 1;
        return "row.fields";
    }
    if (reader->too_long == 0)
        return NULL;
    *column = reader->too_long;
    return "row.long-field";
}
