#include "intake/sheet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/list.h"

enum { FLUSH_AT = 64 * 1024, LAST_COLUMN = 16384 };

/* A part of a buffer that still grows. */
struct piece {
    size_t from;
    size_t length;
};

/* A sheet while it is written. */
struct sheet_writer {
    struct workbook *workbook;
    const char *name;
    const struct field_format *format;
    struct sheet_outline *outline;
    struct part part;
    int to;
    struct buffer out;
    uint64_t written;
    uint32_t row;      /* that is read */
    uint32_t lines;    /* that are written */
    uint32_t last_row; /* that is wanted */
    bool row_hidden;
    bool narrow; /* a line has fewer fields than a later one */
    /* the cells of the row */
    struct buffer texts;
    struct text fields[SHEET_MOST_COLUMNS]; /* offsets into `texts` until the row ends */
    size_t from[SHEET_MOST_COLUMNS];
    uint32_t filled; /* fields up to the last that has a value */
    /* the cell */
    uint32_t column;
    char type; /* 's' shared, 't' text, 'b', 'e', 'd', 'n' */
    bool formula;
    bool value; /* it has one */
    bool in_value;
    bool pronounced;
    bool in_formula;
    bool struck; /* a run of its own text */
    struct cell_style style;
    struct buffer text;
    struct buffer formula_text;
    /* ranges that were known before */
    size_t known_merges;
    size_t next_merge;
    size_t merge_of[SHEET_MOST_COLUMNS]; /* 1 + index of the last that begins in the column */
    struct buffer merge_texts;
    struct piece *merge_values; /* of merge_texts, by index */
};

void cell_name(char out[CELL_NAME_SIZE], uint64_t row, uint32_t column) {
    char letters[8];
    size_t at = sizeof letters;
    letters[--at] = '\0';
    for (; column > 0 && at > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    snprintf(out, CELL_NAME_SIZE, "%s%u", letters + at, (unsigned)row);
}

void sheet_outline_free(struct sheet_outline *outline) {
    free(outline->merges);
    free(outline->covers);
    *outline = (struct sheet_outline){0};
}

/* ---- references ---- */

/* Reads "BC23"; either part may be 0 where it is not given or too large. */
static void read_reference(struct text *rest, uint32_t *row, uint32_t *column) {
    *row = *column = 0;
    while (rest->length > 0 && rest->data[0] >= 'A' && rest->data[0] <= 'Z') {
        *column = *column <= LAST_COLUMN ? *column * 26 + (uint32_t)(rest->data[0] - 'A' + 1) : *column;
        *rest = (struct text){rest->data + 1, rest->length - 1};
    }
    while (rest->length > 0 && rest->data[0] >= '0' && rest->data[0] <= '9') {
        *row = *row <= SHEET_MOST_ROWS ? *row * 10 + (uint32_t)(rest->data[0] - '0') : *row;
        *rest = (struct text){rest->data + 1, rest->length - 1};
    }
}

/* ---- output ---- */

static void flush(struct sheet_writer *writer) {
    struct text rest = buffer_view(&writer->out);
    writer->written += rest.length;
    /* of a cell for whose text there was no room nothing would be written */
    if (writer->out.failed || writer->text.failed || writer->formula_text.failed || writer->texts.failed ||
        writer->merge_texts.failed)
        writer->part.status = error_memory(writer->part.error);
    if (writer->written > SHEET_MOST_WRITTEN)
        part_refuse(&writer->part, "the sheet %s has more than %d MiB of text", writer->name,
                    SHEET_MOST_WRITTEN >> 20);
    while (writer->part.status == USMCA_OK && rest.length > 0) {
        ssize_t done = write(writer->to, rest.data, rest.length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            writer->part.status = error_set(writer->part.error, USMCA_ERROR_IO, NULL, 0, 0,
                                            "cannot write a temporary file: %s", strerror(errno));
        rest = (struct text){rest.data + (done > 0 ? done : 0), rest.length - (size_t)(done > 0 ? done : 0)};
    }
    writer->out.length = 0;
}

/* In quotes where it needs them, on one line. One that is too long for a field stays so. */
static void put_field(struct buffer *out, struct text field) {
    size_t length = field.length > CSV_LONGEST_FIELD ? CSV_LONGEST_FIELD + 1 : field.length;
    bool quoted = length > 0 && (memchr(field.data, '"', length) != NULL ||
                                 memchr(field.data, SHEET_DELIMITER, length) != NULL);
    if (quoted)
        buffer_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)field.data[i];
        buffer_char(out, (char)(c < 0x20 || c == 0x7f ? ' ' : c));
        if (c == '"')
            buffer_char(out, '"');
    }
    if (quoted)
        buffer_char(out, '"');
}

static void put_empty_lines(struct sheet_writer *writer, uint32_t until) {
    for (; writer->lines < until; writer->lines++) {
        buffer_char(&writer->out, '\n');
        if (writer->out.length >= FLUSH_AT)
            flush(writer);
    }
}

/* ---- merged cells ---- */

static void note_merge(struct sheet_writer *writer) {
    struct sheet_outline *outline = writer->outline;
    struct sheet_merge merge = {0};
    struct text rest = part_attribute(&writer->part, "ref");
    read_reference(&rest, &merge.first_row, &merge.first_column);
    if (rest.length == 0 || rest.data[0] != ':')
        return;
    rest = (struct text){rest.data + 1, rest.length - 1};
    read_reference(&rest, &merge.last_row, &merge.last_column);
    if (merge.first_column == 0 || merge.first_row == 0 || merge.last_row < merge.first_row ||
        merge.last_column < merge.first_column)
        return;
    if (outline->merge_count == SHEET_MOST_MERGED) {
        part_refuse(&writer->part, "the sheet %s has more than %d ranges of merged cells", writer->name,
                    SHEET_MOST_MERGED);
        return;
    }
    struct sheet_merge *merges =
        list_room(outline->merges, outline->merge_count, &outline->merge_room, sizeof *merges);
    if (merges == NULL) {
        writer->part.status = error_memory(writer->part.error);
        return;
    }
    outline->merges = merges;
    merges[outline->merge_count++] = merge;
}

static int compare_merges(const void *a, const void *b) {
    const struct sheet_merge *one = a;
    const struct sheet_merge *other = b;
    if (one->first_row != other->first_row)
        return one->first_row < other->first_row ? -1 : 1;
    return one->first_column < other->first_column ? -1 : one->first_column > other->first_column;
}

static int compare_covers(const void *a, const void *b) {
    const struct sheet_cover *one = a;
    const struct sheet_cover *other = b;
    if (one->column != other->column)
        return one->column < other->column ? -1 : 1;
    return one->first_row < other->first_row ? -1 : one->first_row > other->first_row;
}

/* Every column of every range, for sheet_covered(). */
static usmca_status cover_columns(const struct workbook *workbook, struct sheet_outline *outline,
                                  usmca_error *error) {
    size_t count = 0;
    for (size_t i = 0; i < outline->merge_count; i++)
        count += outline->merges[i].last_column - outline->merges[i].first_column + 1;
    if (count > SHEET_MOST_COVERED)
        return error_set(error, USMCA_ERROR_INPUT, workbook->path, 0, 0,
                         "a sheet whose merged cells have more than %d columns is not read",
                         SHEET_MOST_COVERED);
    outline->covers = calloc(count + 1, sizeof *outline->covers);
    if (outline->covers == NULL)
        return error_memory(error);
    for (size_t i = 0; i < outline->merge_count; i++) {
        const struct sheet_merge *merge = &outline->merges[i];
        for (uint32_t column = merge->first_column; column <= merge->last_column; column++)
            outline->covers[outline->cover_count++] = (struct sheet_cover){
                column, merge->first_row, merge->last_row, column == merge->first_column};
    }
    if (count > 0)
        qsort(outline->covers, count, sizeof *outline->covers, compare_covers);
    return USMCA_OK;
}

enum sheet_covered sheet_covered(const struct sheet_outline *outline, uint64_t row, uint32_t column) {
    size_t low = 0; /* the last that is not behind the cell lies before it */
    size_t high = outline->cover_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct sheet_cover *cover = &outline->covers[middle];
        if (cover->column < column || (cover->column == column && cover->first_row <= row))
            low = middle + 1;
        else
            high = middle;
    }
    const struct sheet_cover *cover = low > 0 ? &outline->covers[low - 1] : NULL;
    if (cover == NULL || cover->column != column || row > cover->last_row)
        return COVERED_NOT;
    if (!cover->first)
        return COVERED_BESIDE;
    return row > cover->first_row ? COVERED_BELOW : COVERED_NOT;
}

/* The ranges that begin in this row, or in one before it. */
static void begin_merges(struct sheet_writer *writer) {
    const struct sheet_outline *outline = writer->outline;
    for (; writer->next_merge < writer->known_merges; writer->next_merge++) {
        const struct sheet_merge *merge = &outline->merges[writer->next_merge];
        if (merge->first_row > writer->row)
            return;
        if (merge->first_column > SHEET_MOST_COLUMNS)
            continue;
        struct text value = {NULL, 0};
        if (merge->first_row == writer->row)
            value = writer->fields[merge->first_column - 1];
        writer->merge_values[writer->next_merge] = (struct piece){writer->merge_texts.length, value.length};
        buffer_text(&writer->merge_texts, value);
        writer->merge_of[merge->first_column - 1] = writer->next_merge + 1;
    }
}

static void fill_merged(struct sheet_writer *writer) {
    for (uint32_t i = 0; i < SHEET_MOST_COLUMNS; i++) {
        size_t index = writer->merge_of[i];
        if (index == 0 || writer->fields[i].length > 0 ||
            writer->outline->merges[index - 1].last_row < writer->row)
            continue;
        struct piece value = writer->merge_values[index - 1];
        if (value.length > 0)
            writer->fields[i] = (struct text){writer->merge_texts.data + value.from, value.length};
        if (value.length > 0 && writer->filled < i + 1)
            writer->filled = i + 1;
    }
}

/* ---- rows ---- */

static void begin_row(struct sheet_writer *writer) {
    struct text given = part_attribute(&writer->part, "r");
    uint32_t column = 0;
    uint32_t row = 0;
    read_reference(&given, &row, &column);
    row = row > 0 ? row : writer->row + 1;
    if (row <= writer->row || row > SHEET_MOST_ROWS) {
        part_refuse(&writer->part,
                    row > SHEET_MOST_ROWS ? "the sheet %s has more rows than a sheet can have"
                                          : "the rows of the sheet %s are not in order",
                    writer->name);
        return;
    }
    writer->row = row;
    writer->row_hidden = part_flag(&writer->part, "hidden");
    writer->column = 0;
    writer->filled = 0;
    writer->texts.length = 0;
    memset(writer->fields, 0, sizeof writer->fields);
}

static void end_row(struct sheet_writer *writer) {
    struct sheet_outline *outline = writer->outline;
    uint32_t own = writer->filled;
    for (uint32_t i = 0; i < own; i++)
        if (writer->fields[i].length > 0)
            writer->fields[i].data = writer->texts.data + writer->from[i];
    begin_merges(writer);
    if (own == 0)
        return;
    fill_merged(writer);
    if (writer->row_hidden && outline->hidden_rows++ == 0)
        outline->first_hidden = writer->row;
    if (writer->filled > outline->width) {
        writer->narrow = writer->narrow || writer->lines > 0;
        outline->width = writer->filled;
    }
    put_empty_lines(writer, writer->row - 1);
    for (uint32_t i = 0; i < outline->width; i++) {
        if (i > 0)
            buffer_char(&writer->out, SHEET_DELIMITER);
        put_field(&writer->out, writer->fields[i]);
    }
    buffer_char(&writer->out, '\n');
    writer->lines = writer->row;
    if (writer->texts.failed || writer->merge_texts.failed)
        writer->part.status = error_memory(writer->part.error);
    if (writer->out.length >= FLUSH_AT)
        flush(writer);
}

/* ---- cells ---- */

static char cell_type(struct text type) {
    static const struct {
        const char *word;
        char type;
    } TYPES[] = {{"s", 's'}, {"str", 't'}, {"inlineStr", 't'}, {"b", 'b'}, {"e", 'e'}, {"d", 'd'}};
    for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++)
        if (text_is(type, TYPES[i].word))
            return TYPES[i].type;
    return 'n';
}

static void begin_cell(struct sheet_writer *writer) {
    struct text given = part_attribute(&writer->part, "r");
    uint32_t row = 0;
    uint32_t column = 0;
    read_reference(&given, &row, &column);
    column = column > 0 ? column : writer->column + 1;
    if (column <= writer->column || column > LAST_COLUMN || (row > 0 && row != writer->row))
        part_refuse(&writer->part, "the cells of the sheet %s are not in order", writer->name);
    writer->column = column;
    writer->style = xlsx_style(writer->workbook, part_attribute(&writer->part, "s"));
    writer->type = cell_type(part_attribute(&writer->part, "t"));
    writer->formula = writer->value = writer->in_value = writer->in_formula = writer->pronounced = false;
    writer->struck = false;
    writer->text.length = 0;
    writer->formula_text.length = 0;
}

static void put_value(struct sheet_writer *writer, struct buffer *out) {
    struct text stored = buffer_view(&writer->text);
    struct text shared = {NULL, 0};
    if (writer->type != 't')
        stored = text_trim(stored);
    switch (writer->type) {
    case 's':
        if (!xlsx_string(writer->workbook, stored, &shared))
            part_refuse(&writer->part, "this is no whole Excel workbook: a text of the sheet %s is missing",
                        writer->name);
        buffer_text(out, shared);
        break;
    case 't':
        xlsx_put_text(out, stored);
        break;
    case 'b':
        buffer_string(out, text_is(stored, "1") || text_is(stored, "true") ? "yes" : "no");
        break;
    case 'e':
        buffer_text(out, stored);
        break;
    case 'd':
        cell_day(out, stored, writer->format);
        break;
    default:
        cell_number(out, stored, writer->style, writer->workbook->from_1904, writer->format);
    }
}

static bool is_struck(struct text field) {
    enum { LENGTH = sizeof CELL_STRUCK - 1 };
    return field.data != NULL && field.length > LENGTH &&
           memcmp(field.data + field.length - LENGTH, CELL_STRUCK, LENGTH) == 0;
}

static void end_cell(struct sheet_writer *writer) {
    struct buffer *texts = &writer->texts;
    size_t from = texts->length;
    bool stored = writer->value && (writer->text.length > 0 || writer->type == 't');
    if (writer->formula && (!stored || writer->workbook->recalculates)) {
        buffer_char(texts, '=');
        buffer_text(texts, buffer_view(&writer->formula_text));
    } else if (writer->value && writer->text.length > 0) {
        put_value(writer, texts);
    }
    if (texts->failed || texts->length == from)
        return;
    struct text field = {texts->data + from, texts->length - from};
    if (text_all_blank(field)) {
        texts->length = from;
        return;
    }
    if ((writer->style.struck || writer->struck) && !is_struck(field)) {
        buffer_string(texts, CELL_STRUCK);
        field.length = texts->length - from;
    }
    if (writer->column == 0) { /* a row within a cell */
        part_refuse(&writer->part, "the cells of the sheet %s are not in order", writer->name);
        return;
    }
    if (writer->column > SHEET_MOST_COLUMNS) {
        char name[CELL_NAME_SIZE];
        cell_name(name, writer->row, writer->column);
        part_refuse(&writer->part, "%s!%s: a sheet of more than %d columns is not read", writer->name, name,
                    SHEET_MOST_COLUMNS);
        return;
    }
    writer->from[writer->column - 1] = from;
    writer->fields[writer->column - 1].length = field.length;
    writer->filled = writer->column;
}

/* What stands within a cell: its value (v), its own text (is/t), its formula (f). */
static void within_cell(struct sheet_writer *writer) {
    struct part *part = &writer->part;
    struct text piece;
    if (part_begins(part, "f"))
        writer->formula = writer->in_formula = true;
    if (part_begins(part, "rPh"))
        writer->pronounced = true;
    writer->struck = writer->struck || xlsx_strikes(part);
    if (part_begins(part, "v") || part_begins(part, "t"))
        writer->value = writer->in_value = true;
    if (part_is_text(part, &piece) && writer->in_value && !writer->pronounced)
        buffer_text(&writer->text, piece);
    if (part_is_text(part, &piece) && writer->in_formula)
        buffer_text(&writer->formula_text, piece);
    if (part_ends(part, "v") || part_ends(part, "t"))
        writer->in_value = false;
    if (part_ends(part, "rPh"))
        writer->pronounced = false;
    if (part_ends(part, "f"))
        writer->in_formula = false;
}

/* ---- the sheet ---- */

static void read_nodes(struct sheet_writer *writer) {
    struct part *part = &writer->part;
    bool in_row = false;
    bool in_cell = false;
    while (writer->row <= writer->last_row && part_next(part)) {
        if (in_cell)
            within_cell(writer);
        if (part_begins(part, "row")) {
            begin_row(writer);
            in_row = true;
        } else if (in_row && !in_cell && part_begins(part, "c")) {
            begin_cell(writer);
            in_cell = true;
        } else if (!in_row && part_begins(part, "mergeCell") && writer->known_merges == 0) {
            note_merge(writer);
        }
        if (in_cell && part_ends(part, "c")) {
            end_cell(writer);
            in_cell = false;
        }
        if (in_row && part_ends(part, "row")) {
            end_row(writer);
            in_row = in_cell = false;
        }
    }
}

/* Whether a range spans rows, so that its value has to be known before they are written. */
static bool spans_rows(const struct sheet_outline *outline) {
    for (size_t i = 0; i < outline->merge_count; i++)
        if (outline->merges[i].last_row > outline->merges[i].first_row)
            return true;
    return false;
}

/* Writes the sheet once, by what is known of it; *again where it has to be, by what is known now. */
static usmca_status write_once(struct sheet_writer *writer, size_t sheet, bool *again, usmca_error *error) {
    const char *part = writer->workbook->sheets[sheet].part;
    struct sheet_outline *outline = writer->outline;
    outline->hidden_rows = outline->first_hidden = 0;
    if (writer->known_merges > 0) {
        writer->merge_values = calloc(writer->known_merges, sizeof *writer->merge_values);
        if (writer->merge_values == NULL)
            return error_memory(error);
    }
    usmca_status status = part_open(&writer->part, writer->workbook->package, part, error);
    if (status == USMCA_OK)
        read_nodes(writer);
    if (writer->part.status == USMCA_OK)
        flush(writer);
    part_close(&writer->part);
    if (outline->merge_count > 0 && writer->known_merges == 0)
        qsort(outline->merges, outline->merge_count, sizeof *outline->merges, compare_merges);
    *again = writer->narrow || (writer->known_merges == 0 && spans_rows(outline));
    return writer->part.status;
}

static void free_writer(struct sheet_writer *writer) {
    buffer_free(&writer->out);
    buffer_free(&writer->texts);
    buffer_free(&writer->text);
    buffer_free(&writer->formula_text);
    buffer_free(&writer->merge_texts);
    free(writer->merge_values);
    free(writer);
}

usmca_status sheet_write_rows(struct workbook *workbook, size_t sheet, uint32_t rows,
                              const struct field_format *format, int to, struct sheet_outline *outline,
                              usmca_error *error) {
    enum { MOST_TIMES = 4 };
    *outline = (struct sheet_outline){0};
    usmca_status status = xlsx_read_shared(workbook, error);
    if (status == USMCA_OK && workbook->sheets[sheet].part == NULL)
        status = error_set(error, USMCA_ERROR_INPUT, workbook->path, 0, 0,
                           "this is no whole Excel workbook: the sheet %s is missing",
                           workbook->sheets[sheet].name);
    bool again = status == USMCA_OK;
    for (int times = 0; again && status == USMCA_OK && times < MOST_TIMES; times++) {
        struct sheet_writer *writer = calloc(1, sizeof *writer);
        if (writer == NULL)
            return error_memory(error);
        *writer = (struct sheet_writer){.workbook = workbook,
                                        .name = workbook->sheets[sheet].name,
                                        .format = format,
                                        .outline = outline,
                                        .to = to,
                                        .last_row = rows,
                                        .known_merges = outline->merge_count};
        if (lseek(to, 0, SEEK_SET) < 0 || ftruncate(to, 0) != 0)
            status = error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write a temporary file: %s",
                               strerror(errno));
        if (status == USMCA_OK)
            status = write_once(writer, sheet, &again, error);
        free_writer(writer);
    }
    if (status == USMCA_OK)
        status = cover_columns(workbook, outline, error);
    return package_settle(workbook->package, status, error);
}

usmca_status sheet_write(struct workbook *workbook, size_t sheet, const struct field_format *format, int to,
                         struct sheet_outline *outline, usmca_error *error) {
    return sheet_write_rows(workbook, sheet, SHEET_MOST_ROWS, format, to, outline, error);
}

bool sheet_has_rows(struct workbook *workbook, size_t sheet) {
    struct part part;
    struct text piece;
    usmca_error ignored;
    int rows = 0;
    bool says = false;
    bool in_value = false;
    if (workbook->sheets[sheet].part == NULL ||
        part_open(&part, workbook->package, workbook->sheets[sheet].part, &ignored) != USMCA_OK)
        return false;
    while (rows < 2 && part_next(&part)) {
        if (part_begins(&part, "v") || part_begins(&part, "t") || part_begins(&part, "f"))
            in_value = true;
        says = says || (in_value && part_is_text(&part, &piece) && !text_all_blank(piece));
        if (part_ends(&part, "v") || part_ends(&part, "t") || part_ends(&part, "f"))
            in_value = false;
        if (part_ends(&part, "row")) {
            rows += says;
            says = false;
        }
    }
    part_close(&part);
    return rows == 2;
}

/* ---- cells without a value ---- */

const char *cell_unreadable(struct text field) {
    static const char *const ERRORS[] = {"#NULL!",    "#DIV/0!",   "#VALUE!",   "#REF!",  "#NAME?",
                                         "#NUM!",     "#N/A",      "#SPILL!",   "#CALC!", "#FIELD!",
                                         "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA"};
    for (size_t i = 0; i < sizeof ERRORS / sizeof ERRORS[0]; i++)
        if (text_is(field, ERRORS[i]))
            return "field.cell-error";
    if (is_struck(field))
        return "field.cell-struck";
    bool formula = field.length > 0 && field.data[0] == '=' && (field.length == 1 || field.data[1] != '"');
    return formula ? "field.cell-formula" : NULL;
}

struct text cell_unstruck(struct text field) {
    return is_struck(field) ? (struct text){field.data, field.length - (sizeof CELL_STRUCK - 1)} : field;
}
