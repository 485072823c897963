#include "intake/row_reader.h"

#include "base/shown.h"
#include "base/utf8.h"
#include "intake/plain_record.h"
#include "intake/swallowed.h"

enum { LONGEST_SHOWN = 80 };

usmca_status row_reader_open(struct row_reader *reader, const char *path, const struct layout *layout,
                             char delimiter, const struct hs_pattern *codes, struct arena *arena,
                             struct rejects *rejects, usmca_error *error) {
    reader->path = path;
    reader->layout = layout;
    reader->rejects = rejects;
    reader->delimiter = delimiter;
    reader->columns = (struct field_reader){
        .format = layout->format, .arena = arena, .codes = codes, .of_sheet = layout->sheet != NULL};
    layout_bind(&reader->bound, layout, &reader->columns);
    usmca_status status = csv_record_reader_new(&reader->csv, delimiter, error);
    if (status == USMCA_OK)
        csv_record_reader_restores(reader->csv, layout->plain_quotes);
    return status;
}

void row_reader_close(struct row_reader *reader) {
    csv_record_reader_free(reader->csv);
    reader->csv = NULL;
}

/* The row as its file has it. */
static struct csv_slice as_it_stood(const struct row_reader *reader, struct csv_slice slice) {
    slice.record = layout_original(reader->layout, slice.record, reader->delimiter);
    return slice;
}

/* A value as a message may show it: cut to a length, and UTF-8 whatever it was. */
static struct text shown(struct arena *arena, struct text value) {
    struct text cut = value.length > LONGEST_SHOWN ? (struct text){value.data, LONGEST_SHOWN} : value;
    struct buffer out = {0};
    buffer_shown(&out, cut);
    if (value.length > LONGEST_SHOWN)
        buffer_string(&out, "\xe2\x80\xa6");
    return buffer_keep(&out, arena);
}

/* The place of a field in what has rows and columns. */
static void name_place(struct reject *reject, const struct layout *layout, uint32_t field) {
    reject->slice.file_line = given_table_row_of(layout->given, reject->slice.file_line);
    reject->column = field + 1;
}

static void name_cell(struct reject *reject, const struct layout *layout, uint32_t field) {
    reject->file = layout->path;
    reject->sheet = layout->sheet;
    reject->column = field + 1;
}

struct text row_reader_reject(struct row_reader *reader, struct csv_slice slice, const char *id,
                              uint32_t field, struct text header, struct text value) {
    struct reject reject = {.input = reader->layout->input,
                            .file = reader->path,
                            .slice = as_it_stood(reader, slice),
                            .column = 1};
    uint32_t of_file = layout_field_of_file(reader->layout, field);
    if (reader->layout->sheet != NULL)
        name_cell(&reject, reader->layout, of_file);
    else if (reader->layout->given != NULL)
        name_place(&reject, reader->layout, of_file);
    else
        csv_position(slice.record, reader->delimiter, of_file, &reject.line_offset, &reject.column);
    struct buffer count = {0};
    struct buffer expected = {0};
    struct buffer reason = {0};
    uint32_t appended = reader->layout->appended;
    const uint32_t fields = reader->fields.count + reader->fields.beyond;
    buffer_number(&count, fields < appended ? 0 : fields - appended);
    buffer_number(&expected, reader->layout->count - appended);
    MESSAGE(&reason, reader->rejects->messages, id, {"header", shown(reader->columns.arena, header)},
            {"value", shown(reader->columns.arena, value)}, {"count", buffer_view(&count)},
            {"expected", buffer_view(&expected)}, {"should", reader->columns.should});
    reject.reason = arena_copy(reader->columns.arena, buffer_view(&reason));
    rejects_add(reader->rejects, &reject);
    buffer_release(&count, &reader->rejects->rows);
    buffer_release(&expected, &reader->rejects->rows);
    buffer_release(&reason, &reader->rejects->rows);
    reader->rejects->rows.failed = reader->rejects->rows.failed || reader->columns.arena->failed;
    return reject.reason;
}

/* A problem that stands at a byte of the row rather than in a field. */
static struct text reject_at(struct row_reader *reader, struct csv_slice slice, const char *id, size_t at) {
    struct reject reject = {.input = reader->layout->input,
                            .file = reader->path,
                            .slice = as_it_stood(reader, slice),
                            .column = 1};
    size_t line_start = 0;
    for (size_t i = 0; i < at && i < slice.record.length; i++)
        if (slice.record.data[i] == '\n') {
            reject.line_offset++;
            line_start = i + 1;
        }
    reject.column = (uint32_t)(at - line_start) + 1;
    if (reader->layout->sheet != NULL)
        name_cell(&reject, reader->layout, 0);
    if (reader->layout->given != NULL) {
        reject.line_offset = 0;
        name_place(&reject, reader->layout, 0);
    }
    reject.reason = message_find(reader->rejects->messages, id);
    rejects_add(reader->rejects, &reject);
    return reject.reason;
}

/* A line of a record that takes rows in. */
static struct text reject_swallowed(struct row_reader *reader, struct csv_slice slice,
                                    const struct line_span *span) {
    const char *mark = memchr(slice.record.data, CSV_WRONG_QUOTE, slice.record.length);
    struct reject reject = {.input = reader->layout->input,
                            .file = reader->path,
                            .slice = as_it_stood(reader, slice),
                            .column = mark != NULL ? (uint32_t)(mark - slice.record.data) + 1 : 1};
    struct buffer first = {0};
    struct buffer last = {0};
    struct buffer reason = {0};
    buffer_number(&first, span->first);
    buffer_number(&last, span->last);
    MESSAGE(&reason, reader->rejects->messages, "row.swallowed", {"first", buffer_view(&first)},
            {"last", buffer_view(&last)});
    reject.reason = arena_copy(reader->columns.arena, buffer_view(&reason));
    rejects_add(reader->rejects, &reject);
    buffer_release(&first, &reader->rejects->rows);
    buffer_release(&last, &reader->rejects->rows);
    buffer_release(&reason, &reader->rejects->rows);
    reader->rejects->rows.failed = reader->rejects->rows.failed || reader->columns.arena->failed;
    return reject.reason;
}

/* Bytes that make the whole row unreadable; true where there are none. */
static bool check_bytes(struct row_reader *reader, struct csv_slice slice, struct text *reason) {
    struct text record = slice.record;
    size_t at = 0;
    if (slice.malformed > 0) {
        *reason = reject_at(reader, slice, "row.quote", slice.malformed - 1);
        return false;
    }
    const char *wrong =
        reader->layout->appended > 0 ? memchr(record.data, CSV_WRONG_QUOTE, record.length) : NULL;
    if (wrong != NULL) {
        *reason = reject_at(reader, slice, "row.quote", (size_t)(wrong - record.data));
        return false;
    }
    const char *nul = memchr(record.data, '\0', record.length);
    if (nul != NULL) {
        *reason = reject_at(reader, slice, "row.nul", (size_t)(nul - record.data));
        return false;
    }
    if (!utf8_valid(record.data, record.length, &at)) {
        *reason = reject_at(reader, slice, "row.utf8", at);
        return false;
    }
    return true;
}

/* The value of merged cells counts in each row where it says what the row is about; an amount may be that of
 * all of them together, and a cell beside the value has none of its own. */
static void check_merged(const struct row_reader *reader, uint64_t row, struct layout_problem *problem) {
    const struct layout *layout = reader->layout;
    for (uint32_t i = 0; i < layout->count && problem->message == NULL; i++) {
        const struct column *column = layout_column(layout, i);
        enum sheet_covered covered =
            column != NULL ? sheet_covered(layout->outline, row, i + 1) : COVERED_NOT;
        if (covered == COVERED_BESIDE || (covered == COVERED_BELOW && column_is_amount(column)))
            *problem = (struct layout_problem){"field.cell-merged", i + 1, layout->slots[i].header,
                                               reader->fields.fields[i]};
    }
}

/* Makes the fields views of a copy of their record. False where memory is exhausted. */
static bool keep_fields(struct row_reader *reader, struct text record) {
    const struct text copy = arena_copy(reader->columns.arena, record);
    for (uint32_t i = 0; copy.data != NULL && i < reader->fields.count; i++)
        reader->fields.fields[i].data = copy.data + (reader->fields.fields[i].data - record.data);
    return copy.data != NULL;
}

/* The fields of a row that is plain. */
static bool read_plain(struct row_reader *reader, struct csv_slice slice) {
    const struct text record = slice.record;
    if (slice.malformed > 0)
        return false;
    const bool plain = slice.plain != NULL ? plain_scan_fields(slice.plain, &reader->fields)
                                           : plain_record_read(record.data, record.length, reader->delimiter,
                                                               true, &reader->fields) == record.length;
    return plain && (reader->stays || keep_fields(reader, record));
}

/* What became of the row. False where it is rejected. */
static bool fill(struct row_reader *reader, struct csv_slice slice, void *first, void *second,
                 struct layout_problem *found, struct text *reason) {
    uint32_t column = 0;
    const char *problem = NULL;
    const struct line_span *span = swallowed_in(reader->layout, slice.file_line);
    reader->fields.beyond = 0;
    if (span != NULL) {
        reader->fields.count = 0;
        *reason = reject_swallowed(reader, slice, span);
        return false;
    }
    if (!read_plain(reader, slice)) {
        reader->fields.count = 0;
        if (!check_bytes(reader, slice, reason))
            return false;
        problem = csv_record_read(reader->csv, slice.record, reader->columns.arena, &reader->fields, &column);
    }
    if (problem == NULL && reader->fields.count != reader->layout->count)
        layout_fit(reader->layout, slice.record, &reader->fields);
    if (problem == NULL && reader->fields.count != reader->layout->count) {
        *reason =
            row_reader_reject(reader, slice, "row.fields", 0, (struct text){"", 0}, (struct text){"", 0});
        return false;
    }
    if (problem != NULL) {
        bool at_byte = strcmp(problem, "row.quote") == 0;
        *reason = at_byte ? reject_at(reader, slice, problem, column - 1)
                          : row_reader_reject(reader, slice, problem, column > 0 ? column - 1 : 0,
                                              (struct text){"", 0}, (struct text){"", 0});
        return false;
    }
    layout_fill(reader->layout, &reader->bound, &reader->columns, &reader->fields, first, second, found);
    if (found->message == NULL && reader->layout->outline != NULL && reader->layout->outline->cover_count > 0)
        check_merged(reader, slice.file_line, found);
    return true;
}

bool row_reader_read(struct row_reader *reader, const struct csv_slice *row, void *first, void *second,
                     struct text *reason) {
    const struct layout *layout = reader->layout;
    struct layout_problem found;
    struct text ignored;
    reason = reason != NULL ? reason : &ignored;
    const bool by_row = row->plain != NULL && reader->stays && reader->bound.by_row;
    if (!(by_row && layout_fill_plain(layout, &reader->bound, &reader->columns, row->plain, &reader->fields,
                                      first, second, &found)) &&
        !fill(reader, *row, first, second, &found, reason))
        return false;
    uint32_t split = 0;
    if (found.message == NULL && reader->delimiter == ',' && layout->sheet == NULL && layout->given == NULL &&
        layout_number_split(layout, &reader->fields, &split))
        found = (struct layout_problem){"row.number-split", split + 1, layout->slots[split].header,
                                        reader->fields.fields[split]};
    void *good = layout->second != NULL ? second : layout->first == &GOOD_COLUMNS ? first : NULL;
    if (good != NULL)
        layout_pass(layout, &reader->fields, good, reader->columns.arena);
    if (found.message == NULL)
        return true;
    *reason = row_reader_reject(reader, *row, found.message, found.field - 1, found.header, found.value);
    return false;
}

void row_reader_good(struct row_reader *reader, struct good *good, struct layout_problem *problem) {
    struct material ignored = {0};
    *good = (struct good){0};
    layout_fill(reader->layout, &reader->bound, &reader->columns, &reader->fields, &ignored, good, problem);
}

void row_reader_reject_nothing(struct row_reader *reader, struct csv_slice slice) {
    row_reader_reject(reader, slice, "row.names-nothing", reader->layout->id_field, (struct text){"", 0},
                      (struct text){"", 0});
}
