#include "intake/header.h"

#include "base/utf8.h"
#include "intake/notes.h"
#include "intake/notes_below.h"
#include "intake/sheet_repeats.h"

#include <stdlib.h>

/* The delimiter that stands most often outside quotes. */
static char detect(struct text row) {
    static const char CANDIDATES[] = {',', ';', '\t', '|'};
    size_t counts[sizeof CANDIDATES] = {0};
    bool quoted = false;
    for (size_t i = 0; i < row.length; i++) {
        quoted = quoted != (row.data[i] == '"');
        for (size_t k = 0; k < sizeof CANDIDATES && !quoted; k++)
            counts[k] += row.data[i] == CANDIDATES[k];
    }
    size_t best = 0;
    for (size_t k = 1; k < sizeof CANDIDATES; k++)
        if (counts[k] > counts[best])
            best = k;
    return CANDIDATES[best];
}

static struct text physical_line(struct text rest) {
    const char *end = memchr(rest.data, '\n', rest.length);
    return (struct text){rest.data, end != NULL ? (size_t)(end - rest.data) : rest.length};
}

/* `sep=;`, as spreadsheets write and understand it. */
static bool says_delimiter(struct text line, char *delimiter) {
    struct text said = text_trim(line);
    if (said.length > 0 && said.data[0] == '"')
        said = (struct text){said.data + 1, said.length - 1};
    if (said.length < 5 || memcmp(said.data, "sep=", 4) != 0)
        return false;
    *delimiter = said.data[4];
    return true;
}

/* What makes a row unusable as a header. */
static usmca_status check_bytes(const char *path, const struct header_row *row, usmca_error *error) {
    size_t at = 0;
    if (row->malformed > 0)
        return error_set(error, USMCA_ERROR_INPUT, path, row->file_line, (unsigned)row->malformed,
                         "the header row has a quote that is not closed");
    if (!utf8_valid(row->record.data, row->record.length, &at))
        return error_set(error, USMCA_ERROR_INPUT, path, row->file_line, (unsigned)at + 1,
                         "the header row is not UTF-8");
    if (memchr(row->record.data, '\0', row->record.length) != NULL)
        return error_set(error, USMCA_ERROR_INPUT, path, row->file_line, 1,
                         "the header row has a NUL byte: this is no CSV file");
    return USMCA_OK;
}

/* Reads the row as a header. */
static usmca_status try_row(const struct csv_source *source, const struct header_row *row,
                            struct layout *layout, const struct profile *profile, const char *table,
                            usmca_error *error) {
    usmca_status status = check_bytes(source->path, row, error);
    return status != USMCA_OK ? status
                              : layout_read(layout, row->record, row->delimiter, source->path, row->file_line,
                                            profile, table, error);
}

bool header_next_row(struct text head, bool whole, size_t *at, unsigned *line, char delimiter,
                     struct header_row *row) {
    while (*at < head.length) {
        struct text rest = {head.data + *at, head.length - *at};
        char by = delimiter;
        if (by == '\0')
            by = detect(physical_line(rest));
        struct csv_extent found = csv_record_extent(rest.data, rest.length, by, whole);
        if (found.length == 0)
            return false;
        *row = (struct header_row){{rest.data, found.length}, *at, *line,
                                   (unsigned)found.lines,     by,  found.malformed};
        *at += found.length;
        *line += (unsigned)found.lines;
        if (!csv_record_empty(row->record))
            return true;
    }
    return false;
}

/* Up to its last header: in a sheet a row has as many cells as the widest. */
static uint32_t width(const struct layout *layout) {
    uint32_t count = layout->count;
    while (count > 0 && layout->slots[count - 1].header.length == 0)
        count--;
    return count;
}

/* By the columns that it names, and then by how many headers it has. One that cannot be read at all goes for
 * one with a column. */
static uint32_t nearness(const struct layout *layout) {
    return layout->count == 0 ? CSV_MOST_FIELDS : layout_known(layout) * CSV_MOST_FIELDS + width(layout);
}

/* Tries the rows one by one. `best` is then the header, or else the row that comes nearest. */
static usmca_status find(struct csv_source *source, struct text head, bool whole, struct layout *layout,
                         const struct profile *profile, const char *table, struct header_row *best,
                         usmca_error *error) {
    static const char MARK[] = "\xef\xbb\xbf";
    struct header_row row;
    char delimiter = source->delimiter;
    unsigned file_line = 1;
    size_t at = head.length >= 3 && memcmp(head.data, MARK, 3) == 0 ? 3 : 0;
    uint32_t most = 0;
    bool any = false;
    while (file_line <= HEADER_LAST_LINE && header_next_row(head, whole, &at, &file_line, delimiter, &row)) {
        if (source->workbook == NULL && says_delimiter(row.record, &delimiter))
            continue;
        usmca_error ignored = {0};
        *layout = (struct layout){0};
        usmca_status status = try_row(source, &row, layout, profile, table, any ? &ignored : error);
        uint32_t known = status == USMCA_OK ? UINT32_MAX : nearness(layout);
        if (!any || known > most) {
            *best = row;
            most = known;
        }
        any = true;
        if (status != USMCA_ERROR_INPUT)
            return status;
        layout_free(layout);
    }
    if (!any)
        return error_set(error, USMCA_ERROR_INPUT, source->path, 1, 1,
                         "the file is empty: a header row is needed");
    return try_row(source, best, layout, profile, table, error);
}

/* What stands outside the table. */
static usmca_status hear_notes(struct layout *layout, struct notes_outside *outside, usmca_error *error) {
    if (outside->rows.length > 0 && !notes_hear(layout, outside))
        return error_memory(error);
    if (outside->untried > 0)
        return error_set(error, USMCA_ERROR_INPUT, outside->path, outside->untried, 1,
                         "an expression of the profile cannot be tried on this line");
    if (outside->of_mass > 0)
        return error_set(
            error, USMCA_ERROR_INPUT, outside->path, outside->of_mass, 1,
            "this line says that the weights are in another unit than kilograms, which the column "
            "is of: give them in kilograms, or a profile maps them to unit_weight_kg, with their "
            "unit in weight_unit");
    if (outside->says == TABLE_SAYS_SEVERAL)
        return error_set(error, USMCA_ERROR_INPUT, outside->path, outside->says_line, 1,
                         "this line says that the figures are of several, or so many times as large: write "
                         "them as they are, and without it; or a profile ignores it, <ignore header=\"…\"/>");
    if (outside->says == TABLE_SAYS_CURRENCY)
        return error_set(error, USMCA_ERROR_INPUT, outside->path, outside->says_line, 1,
                         "this line says a currency that is not known to be that of every amount: name it "
                         "in a column, or give the amounts in that of the good, without the line; or a "
                         "profile ignores it, <ignore header=\"…\"/>");
    if (outside->says_column != NULL)
        return error_set(error, USMCA_ERROR_INPUT, outside->path, outside->says_line, 1,
                         "this line has %s for all rows, and no row has it: give it in a column; or a "
                         "profile ignores it, <ignore header=\"…\"/>",
                         outside->says_column);
    return USMCA_OK;
}

static usmca_status hear_above(const struct csv_source *source, struct text head,
                               const struct header_row *row, struct layout *layout, usmca_error *error) {
    struct notes_outside outside = {.rows = {head.data, row->offset},
                                    .line = 1,
                                    .delimiter = source->delimiter,
                                    .path = source->path,
                                    .sheet = source->workbook != NULL ? source->sheet : NULL};
    return hear_notes(layout, &outside, error);
}

/* In a sheet what stands to the right of its headers, behind a cell that is empty. What of that is read is a
 * header after all. */
static usmca_status hear_beside(const struct csv_source *source, const struct header_row *row,
                                struct layout *layout, usmca_error *error) {
    struct buffer rows = {0};
    struct csv_fields cells;
    uint32_t gap = 0;
    bool any = false;
    csv_loose_fields(row->record, row->delimiter, &cells);
    while (gap < cells.count && (cells.fields[gap].length > 0 || gap == 0))
        gap++;
    for (uint32_t i = 0; i < cells.count; i++) {
        const bool unread =
            i > gap &&
            (i >= layout->count || (layout->slots[i].target == TARGET_NONE && !layout->slots[i].ignored));
        if (i > 0)
            buffer_char(&rows, row->delimiter);
        if (unread)
            buffer_text(&rows, cells.fields[i]);
        any = any || (unread && cells.fields[i].length > 0);
    }
    struct notes_outside outside = {.rows = buffer_view(&rows),
                                    .line = row->file_line,
                                    .delimiter = row->delimiter,
                                    .path = source->path,
                                    .sheet = source->sheet,
                                    .beside = true};
    usmca_status status = rows.failed ? error_memory(error)
                          : any       ? hear_notes(layout, &outside, error)
                                      : USMCA_OK;
    buffer_free(&rows);
    return status;
}

static usmca_status hear_below(const struct csv_source *source, struct layout *layout, usmca_error *error) {
    struct buffer rows = {0};
    struct notes_outside outside = {.delimiter = source->delimiter,
                                    .path = source->path,
                                    .sheet = source->workbook != NULL ? source->sheet : NULL,
                                    .below = true};
    usmca_status status = notes_below_find(&rows, &outside.line, source, error);
    outside.rows = buffer_view(&rows);
    if (status == USMCA_OK)
        status = hear_notes(layout, &outside, error);
    buffer_free(&rows);
    return status;
}

static usmca_status keep_header(struct csv_source *source, struct text record, usmca_error *error) {
    while (record.length > 0 &&
           (record.data[record.length - 1] == '\n' || record.data[record.length - 1] == '\r'))
        record.length--;
    free(source->header);
    source->header = malloc(record.length + 1);
    if (source->header == NULL)
        return error_memory(error);
    if (record.length > 0)
        memcpy(source->header, record.data, record.length);
    source->header_length = record.length;
    return USMCA_OK;
}

static usmca_status find_in_text(struct csv_source *source, struct layout *layout,
                                 const struct profile *profile, const char *table, usmca_error *error) {
    struct buffer head = {0};
    struct header_row row = {0};
    bool whole = false;
    *layout = (struct layout){0};
    usmca_status status = csv_source_head(source, &head, HEADER_LAST_LINE, &whole, error);
    if (status == USMCA_OK)
        status = find(source, buffer_view(&head), whole, layout, profile, table, &row, error);
    if (status == USMCA_OK)
        status = hear_above(source, buffer_view(&head), &row, layout, error);
    if (status == USMCA_OK && source->workbook != NULL)
        status = hear_beside(source, &row, layout, error);
    if (status == USMCA_OK)
        status = keep_header(source, row.record, error);
    if (status == USMCA_OK) {
        source->delimiter = row.delimiter;
        source->data = (off_t)(row.offset + row.record.length);
        source->header_line = row.file_line;
        source->data_line = row.file_line + row.lines;
        status = hear_below(source, layout, error);
    }
    buffer_free(&head);
    return status;
}

/* ---- workbooks ---- */

static usmca_status find_in_sheet(struct csv_source *source, size_t sheet, struct layout *layout,
                                  const struct profile *profile, const char *table, usmca_error *error) {
    const struct field_format *format = profile != NULL ? &profile->format : &PLAIN_FORMAT;
    usmca_status status = csv_source_sheet(source, sheet, format, error);
    if (status != USMCA_OK)
        return status;
    status = find_in_text(source, layout, profile, table, error);
    if (status == USMCA_ERROR_INPUT)
        csv_source_name_cell(source, error);
    return status;
}

static usmca_status no_such_sheet(const struct csv_source *source, usmca_error *error) {
    struct buffer names = {0};
    for (size_t i = 0; i < source->workbook->sheet_count; i++) {
        buffer_string(&names, i > 0 ? ", " : "");
        buffer_string(&names, source->workbook->sheets[i].name);
    }
    usmca_status status =
        error_set(error, USMCA_ERROR_INPUT, source->path, 0, 0,
                  "the workbook has no sheet of that name; its sheets are: %.*s",
                  (int)text_cut(buffer_view(&names), 400).length, names.data != NULL ? names.data : "");
    buffer_free(&names);
    return status;
}

/* The first sheet that has the header. Where none has, the error is about the one that comes nearest. */
static usmca_status find_sheet(struct csv_source *source, struct layout *layout,
                               const struct profile *profile, const char *table, usmca_error *error) {
    const struct workbook *workbook = source->workbook;
    usmca_status status = USMCA_ERROR_INPUT;
    uint32_t most = 0;
    bool any = false;
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        usmca_error problem = {0};
        if (workbook->sheets[i].hidden && workbook->sheet_count > 1)
            continue;
        layout_free(layout);
        status = find_in_sheet(source, i, layout, profile, table, &problem);
        if (status == USMCA_OK) {
            source->sheet_chosen = workbook->sheet_count > 1;
            return sheet_repeats(source->workbook, i, (const bool[WORKBOOK_MOST_SHEETS]){false}, error);
        }
        uint32_t known = nearness(layout);
        if ((!any || known > most) && error != NULL)
            *error = problem;
        most = !any || known > most ? known : most;
        any = true;
        if (status != USMCA_ERROR_INPUT)
            return status;
    }
    return any ? status
               : error_set(error, USMCA_ERROR_INPUT, source->path, 0, 0,
                           "all sheets of the workbook are hidden: name one, as %s#%s", source->path,
                           workbook->sheets[0].name);
}

usmca_status header_find(struct csv_source *source, struct layout *layout, const struct profile *profile,
                         const char *table, usmca_error *error) {
    *layout = (struct layout){0};
    if (source->workbook == NULL)
        return find_in_text(source, layout, profile, table, error);
    usmca_status status = USMCA_OK;
    if (source->sheet == NULL) {
        status = find_sheet(source, layout, profile, table, error);
    } else {
        size_t sheet = xlsx_sheet_named(source->workbook, text_from(source->sheet));
        status = sheet == source->workbook->sheet_count
                     ? no_such_sheet(source, error)
                     : find_in_sheet(source, sheet, layout, profile, table, error);
    }
    if (status == USMCA_OK) {
        layout->outline = &source->outline;
        layout->path = source->path;
        layout->sheet = source->sheet;
    }
    return status;
}
