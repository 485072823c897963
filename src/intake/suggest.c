#include "intake/suggest.h"

#include <stdlib.h>

#include "case/tables.h"
#include "intake/header.h"
#include "intake/value_forms.h"

enum { MOST_ROWS = 1000, EXPLAINED = 8 /* score of a header that is understood */ };

/* One header. */
struct guess {
    struct text header;
    const struct column *column; /* or NULL */
    uint32_t nth;                /* among equal headers, from 1; 0 where it is alone */
    bool filled;                 /* rows of the same group leave it empty */
};

/* A row, taken for the header of a table. */
struct reading {
    const char *table;
    const struct column_table *columns;
    struct csv_fields fields;
    struct guess guesses[CSV_MOST_FIELDS];
    uint32_t score;
};

struct suggesting {
    struct header_words words;
    struct arena arena;
    struct csv_source source;
    struct reading best;
    struct header_row row;
    struct csv_record_reader *reader;
    struct number_votes numbers;
    struct day_votes days;
    struct date_format months;
    uint32_t total_field; /* the field in which a row sums up others, or CSV_MOST_FIELDS */
    struct text total;
    uint64_t rows;
    const struct messages *messages;
    struct buffer *out;
};

/* ---- which header is which column ---- */

static bool is_taken(const struct reading *reading, const struct column *column) {
    for (uint32_t i = 0; i < reading->fields.count; i++)
        if (reading->guesses[i].column == column)
            return true;
    return false;
}

/* The project's own name, or else the first of the columns that the header may mean. */
static const struct column *column_for(struct suggesting *work, const struct reading *reading,
                                       struct text header) {
    const struct column *own = column_named(reading->columns, header);
    const struct header_word *word = NULL;
    size_t from = 0;
    if (own != NULL && !is_taken(reading, own))
        return own;
    while ((word = header_words_next(&work->words, reading->table, header, &from)) != NULL) {
        const struct column *column = column_named(reading->columns, word->column);
        if (column != NULL && !is_taken(reading, column))
            return column;
    }
    return NULL;
}

static uint32_t place_among(const struct csv_fields *fields, uint32_t field) {
    uint32_t place = 0;
    bool alone = true;
    for (uint32_t i = 0; i < fields->count; i++) {
        bool same = text_equal_in_any_case(fields->fields[i], fields->fields[field]);
        place += same && i <= field;
        alone = alone && (!same || i == field);
    }
    return alone ? 0 : place;
}

static void guess_columns(struct suggesting *work, struct reading *reading) {
    reading->score = 0;
    for (uint32_t i = 0; i < reading->fields.count; i++) {
        struct guess *guess = &reading->guesses[i];
        *guess = (struct guess){.header = reading->fields.fields[i]};
        guess->column = column_for(work, reading, guess->header);
        guess->nth = place_among(&reading->fields, i);
        if (guess->column != NULL)
            reading->score += EXPLAINED + guess->column->required;
    }
}

/* ---- which row is the header, and of what ---- */

static void try_table(struct suggesting *work, struct reading *reading, const struct header_row *row,
                      struct text table) {
    struct input_file file = {0};
    if (!input_file_named(&file, table))
        return;
    reading->table = file.name;
    reading->columns = file.first;
    memset(reading->guesses, 0, sizeof reading->guesses);
    guess_columns(work, reading);
    if (reading->score <= work->best.score)
        return;
    work->best = *reading;
    work->row = *row;
}

static usmca_status try_row(struct suggesting *work, const struct header_row *row, const char *table,
                            usmca_error *error) {
    struct reading *reading = calloc(1, sizeof *reading);
    struct csv_record_reader *csv = NULL;
    uint32_t column = 0;
    if (reading == NULL)
        return error_memory(error);
    usmca_status status = csv_record_reader_new(&csv, row->delimiter, error);
    bool read = status == USMCA_OK &&
                csv_record_read(csv, row->record, &work->arena, &reading->fields, &column) == NULL;
    struct text last = {NULL, 0};
    for (size_t i = 0; read && i < work->words.count; i++) {
        struct text name = work->words.list[i].table;
        if (!text_equal(name, last) && (table == NULL || text_is(name, table)))
            try_table(work, reading, row, name);
        last = name;
    }
    csv_record_reader_free(csv);
    free(reading);
    return status;
}

static usmca_status find_header(struct suggesting *work, const char *table, usmca_error *error) {
    struct buffer head = {0};
    struct header_row row;
    bool whole = false;
    unsigned file_line = 1;
    usmca_status status = csv_source_head(&work->source, &head, HEADER_LAST_LINE, &whole, error);
    struct text copy = buffer_keep(&head, &work->arena);
    if (status == USMCA_OK && work->arena.failed)
        status = error_memory(error);
    size_t at = copy.length >= 3 && memcmp(copy.data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (status == USMCA_OK && file_line <= HEADER_LAST_LINE &&
           header_next_row(copy, whole, &at, &file_line,
                           work->source.workbook != NULL ? SHEET_DELIMITER : '\0', &row))
        if (row.malformed == 0)
            status = try_row(work, &row, table, error);
    if (status == USMCA_OK && (work->arena.failed || work->words.failed))
        status = error_memory(error);
    if (status == USMCA_OK && work->best.score < 2 * EXPLAINED)
        status =
            error_set(error, USMCA_ERROR_INPUT, work->source.path, 1, 1, "no row has a header that is known");
    work->source.delimiter = work->row.delimiter;
    work->source.data = (off_t)(work->row.offset + work->row.record.length);
    work->source.data_line = work->row.file_line + work->row.lines;
    return status;
}

/* ---- values ---- */

static void look_at_value(struct suggesting *work, struct guess *guess, struct text value) {
    if (guess->column == NULL || value.length == 0)
        return;
    if (column_is_amount(guess->column))
        number_vote(&work->numbers, value);
    if (guess->column->type == COLUMN_DATE)
        day_vote(&work->days, value, &work->months);
}

/* Whether the row says that it is a total, and lacks what each row needs. */
static bool sums_up(struct suggesting *work, const struct csv_fields *fields, uint32_t count) {
    const struct reading *best = &work->best;
    bool lacks = false;
    for (uint32_t i = 0; i < count; i++)
        lacks = lacks || (best->guesses[i].column != NULL && best->guesses[i].column->required &&
                          fields->fields[i].length == 0);
    for (uint32_t i = 0; i < count && lacks; i++) {
        size_t length = header_words_total(&work->words, fields->fields[i]);
        if (length == 0)
            continue;
        if (work->total_field == CSV_MOST_FIELDS) {
            work->total_field = i;
            work->total = (struct text){fields->fields[i].data, length};
        }
        return true;
    }
    return false;
}

static bool take_row(void *context, const struct csv_place *place) {
    struct suggesting *work = context;
    struct reading *best = &work->best;
    struct csv_fields fields;
    uint32_t column = 0;
    if (place->slice.malformed > 0 ||
        csv_record_read(work->reader, place->slice.record, &work->arena, &fields, &column) != NULL)
        return true;
    uint32_t count = fields.count < best->fields.count ? fields.count : best->fields.count;
    if (sums_up(work, &fields, count))
        return true;
    for (uint32_t i = 0; i < count; i++) {
        struct guess *guess = &best->guesses[i];
        look_at_value(work, guess, fields.fields[i]);
        if (guess->column == &best->columns->columns[0] && fields.fields[i].length == 0 && work->rows > 0)
            guess->filled = true;
    }
    return ++work->rows < MOST_ROWS;
}

/* ---- the profile ---- */

static void put_xml(struct buffer *out, struct text text) {
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        const char *entity = c == '&'   ? "&amp;"
                             : c == '<' ? "&lt;"
                             : c == '>' ? "&gt;"
                             : c == '"' ? "&quot;"
                                        : NULL;
        if (entity != NULL)
            buffer_string(out, entity);
        else
            buffer_char(out, (char)((unsigned char)c < 0x20 ? ' ' : c));
    }
}

/* As an expression that matches it alone. */
static void put_expression(struct buffer *out, struct text text) {
    struct buffer escaped = {0};
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("\\^$.[]|()?*+{}#", text.data[i]) != NULL && text.data[i] != '\0')
            buffer_char(&escaped, '\\');
        buffer_char(&escaped, text.data[i]);
    }
    put_xml(out, buffer_view(&escaped));
    buffer_release(&escaped, out);
}

/* A comment, in which two hyphens may not stand. */
static void put_comment(struct suggesting *work, const char *indent, const char *id, struct text value) {
    struct buffer text = {0};
    MESSAGE(&text, work->messages, id, {"value", value});
    buffer_string(work->out, indent);
    buffer_string(work->out, "<!-- ");
    for (size_t i = 0; i < text.length; i++)
        buffer_char(work->out, (char)(text.data[i] == '-' && i + 1 < text.length && text.data[i + 1] == '-'
                                          ? '='
                                          : text.data[i]));
    buffer_string(work->out, text.length > 0 && text.data[text.length - 1] == '-' ? ". -->\n" : " -->\n");
    buffer_release(&text, work->out);
}

static void put_attribute(struct buffer *out, const char *name, struct text value) {
    buffer_char(out, ' ');
    buffer_string(out, name);
    buffer_string(out, "=\"");
    put_xml(out, value);
    buffer_char(out, '"');
}

static void put_numbers(struct suggesting *work) {
    const struct number_votes *votes = &work->numbers;
    bool comma = votes->commas > votes->points;
    bool grouped = comma ? votes->grouped_by_point : votes->grouped_by_comma;
    bool undecided = votes->either > 0 && votes->commas == 0 && votes->points == 0;
    if (comma)
        put_attribute(work->out, "decimal", TEXT(","));
    if (grouped || (votes->either > 0 && !undecided))
        put_attribute(work->out, "thousands", comma ? TEXT(".") : TEXT(","));
    else if (votes->grouped_by_space)
        put_attribute(work->out, "thousands", TEXT("space"));
}

static void put_root(struct suggesting *work, const char *encoding) {
    struct buffer *out = work->out;
    char delimiter[2] = {work->source.delimiter, '\0'};
    const char *day = day_form(&work->days, 0);
    buffer_string(out, "<profile name=\"suggested\"");
    if (work->source.workbook == NULL)
        put_attribute(out, "delimiter", delimiter[0] == '\t' ? TEXT("tab") : text_from(delimiter));
    if (encoding != NULL)
        put_attribute(out, "encoding", text_from(encoding));
    put_numbers(work);
    if (day != NULL && strcmp(day, "YYYY-MM-DD") != 0)
        put_attribute(out, "date", text_from(day));
    if (day != NULL && strstr(day, "YYYY") == NULL)
        put_attribute(out, "century", TEXT("20"));
    buffer_string(out, ">\n");
}

static void put_doubts(struct suggesting *work) {
    const struct number_votes *votes = &work->numbers;
    const char *other = day_form(&work->days, 1);
    if (votes->commas > 0 && votes->points > 0)
        put_comment(work, "  ", "suggest.numbers-differ", TEXT(""));
    else if (votes->either > 0 && votes->commas == 0 && votes->points == 0)
        put_comment(work, "  ", "suggest.numbers-either", TEXT(""));
    if (work->days.count > 0 && work->days.all == 0)
        put_comment(work, "  ", "suggest.days-unknown", TEXT(""));
    else if (other != NULL)
        put_comment(work, "  ", "suggest.days-either", text_from(other));
}

static void put_column(struct suggesting *work, const struct guess *guess) {
    struct buffer *out = work->out;
    buffer_string(out, "    <column name=\"");
    buffer_string(out, guess->column->name);
    buffer_string(out, "\" header=\"");
    put_expression(out, guess->header);
    buffer_char(out, '"');
    if (guess->nth > 0) {
        buffer_string(out, " nth=\"");
        buffer_number(out, guess->nth);
        buffer_char(out, '"');
    }
    buffer_string(out, guess->filled ? " fill=\"down\"/>\n" : "/>\n");
}

static void put_needed(struct suggesting *work) {
    const struct reading *best = &work->best;
    for (size_t i = 0; i < best->columns->count; i++)
        if (best->columns->columns[i].required && !is_taken(best, &best->columns->columns[i]))
            put_comment(work, "    ", "suggest.needed", text_from(best->columns->columns[i].name));
}

static void put_table(struct suggesting *work) {
    const struct reading *best = &work->best;
    struct buffer *out = work->out;
    buffer_string(out, "  <table name=\"");
    buffer_string(out, best->table);
    buffer_string(out, "\">\n");
    for (uint32_t i = 0; i < best->fields.count; i++)
        if (best->guesses[i].column != NULL)
            put_column(work, &best->guesses[i]);
    put_needed(work);
    for (uint32_t i = 0; i < best->fields.count; i++)
        if (best->guesses[i].column == NULL && best->guesses[i].header.length > 0)
            put_comment(work, "    ", "suggest.unread", best->guesses[i].header);
    if (work->total_field < best->fields.count && best->guesses[work->total_field].header.length > 0) {
        buffer_string(out, "    <skip header=\"");
        put_expression(out, best->guesses[work->total_field].header);
        buffer_string(out, "\" match=\"");
        put_expression(out, work->total);
        buffer_string(out, ".*\"/>\n");
    }
    buffer_string(out, "  </table>\n</profile>\n");
}

static usmca_status read_file(struct suggesting *work, const char *path, const char *table,
                              usmca_error *error) {
    usmca_status status = csv_source_open(&work->source, path, NULL, error);
    if (status == USMCA_OK && work->source.workbook != NULL) {
        const struct workbook *workbook = work->source.workbook;
        size_t sheet =
            work->source.sheet != NULL ? xlsx_sheet_named(workbook, text_from(work->source.sheet)) : 0;
        status = sheet < workbook->sheet_count
                     ? csv_source_sheet(&work->source, sheet, &PLAIN_FORMAT, error)
                     : error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "the workbook has no such sheet");
    }
    if (status == USMCA_OK)
        status = find_header(work, table, error);
    if (status == USMCA_OK)
        status = csv_record_reader_new(&work->reader, work->source.delimiter, error);
    if (status == USMCA_OK)
        status =
            csv_source_walk(&work->source, work->source.data, work->source.data_line, take_row, work, error);
    return status;
}

usmca_status suggest_profile(struct buffer *out, const char *path, const char *table, const char *directory,
                             const struct messages *messages, usmca_error *error) {
    struct suggesting *work = calloc(1, sizeof *work);
    if (work == NULL)
        return error_memory(error);
    work->source.descriptor = -1;
    work->out = out;
    work->messages = messages;
    work->total_field = CSV_MOST_FIELDS;
    work->months.pattern = TEXT("D-MON-YYYY");
    usmca_status status = header_words_open(&work->words, directory, error);
    if (status == USMCA_OK)
        status = profile_months(&work->months, directory, &work->arena, error);
    if (status == USMCA_OK)
        status = read_file(work, path, table, error);
    if (status == USMCA_OK) {
        buffer_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        put_comment(work, "", "suggest.title", text_from(path));
        put_root(work, work->source.guessed);
        put_doubts(work);
        put_table(work);
        status = out->failed || work->arena.failed || work->words.failed ? error_memory(error) : USMCA_OK;
    }
    csv_record_reader_free(work->reader);
    csv_source_close(&work->source);
    header_words_free(&work->words);
    arena_free(&work->arena);
    free(work);
    return status;
}
