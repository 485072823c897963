#include "intake/suggestion.h"

#include <stdlib.h>

#include "base/file.h"
#include "case/tables.h"
#include "intake/header.h"
#include "intake/profile.h"
#include "intake/spaces.h"
#include "intake/suggested_columns.h"
#include "intake/suggested_values.h"

enum { MOST_ROWS = 1000 };

/* A file that is being read. */
struct reading {
    struct suggestion *of;
    const struct suggestion_asked *asked;
    struct header_row row; /* the header */
    uint32_t fullest;      /* the most fields that say something of a row that was taken for it */
    struct csv_record_reader *reader;
    struct date_format months;
    uint64_t rows;
};

/* ---- which row is the header, and of what ---- */

static uint32_t say_something(const struct csv_fields *fields) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < fields->count; i++)
        count += spaces_trim(fields->fields[i]).length > 0;
    return count;
}

/* Where no header is known, the first row that is much fuller than those above it: titles are short. */
static bool is_better(struct reading *reading, const struct suggested_table *table) {
    const struct suggested_table *best = &reading->of->table;
    if (table->second != NULL && reading->asked->table == NULL && !suggested_of_both(table))
        return false;
    if (table->score > best->score)
        return true;
    if (best->score > 0 || !reading->asked->any)
        return false;
    const uint32_t full = say_something(&table->fields);
    const bool fuller = full > 2 * reading->fullest;
    reading->fullest = fuller ? full : reading->fullest;
    return fuller;
}

static void try_table(struct reading *reading, struct suggested_table *table, const struct header_row *row,
                      struct text name) {
    struct input_file file = {0};
    if (!input_file_named(&file, name))
        return;
    table->name = file.name;
    table->first = file.first;
    table->second = file.second;
    memset(table->columns, 0, sizeof table->columns);
    suggest_columns(reading->of->words, table);
    if (!is_better(reading, table))
        return;
    reading->of->table = *table;
    reading->row = *row;
}

static usmca_status try_row(struct reading *reading, const struct header_row *row, usmca_error *error) {
    const struct header_words *words = reading->of->words;
    struct suggested_table *table = calloc(1, sizeof *table);
    struct csv_record_reader *csv = NULL;
    uint32_t column = 0;
    if (table == NULL)
        return error_memory(error);
    usmca_status status = csv_record_reader_new(&csv, row->delimiter, error);
    bool read = status == USMCA_OK &&
                csv_record_read(csv, row->record, &reading->of->arena, &table->fields, &column) == NULL;
    struct text last = {NULL, 0};
    if (read && reading->asked->table != NULL)
        try_table(reading, table, row, text_from(reading->asked->table));
    for (size_t i = 0; read && reading->asked->table == NULL && i < words->count; i++) {
        struct text name = words->list[i].table;
        if (!text_equal(name, last))
            try_table(reading, table, row, name);
        last = name;
    }
    if (read && reading->asked->table == NULL)
        try_table(reading, table, row, TEXT("flat"));
    csv_record_reader_free(csv);
    free(table);
    return status;
}

static usmca_status find_header(struct reading *reading, usmca_error *error) {
    struct suggestion *of = reading->of;
    struct buffer head = {0};
    struct header_row row;
    bool whole = false;
    unsigned file_line = 1;
    usmca_status status = csv_source_head(&of->source, &head, HEADER_LAST_LINE, &whole, error);
    struct text copy = buffer_keep(&head, &of->arena);
    if (status == USMCA_OK && of->arena.failed)
        status = error_memory(error);
    size_t at = copy.length >= 3 && memcmp(copy.data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (status == USMCA_OK && file_line <= HEADER_LAST_LINE &&
           header_next_row(copy, whole, &at, &file_line, of->source.workbook != NULL ? SHEET_DELIMITER : '\0',
                           &row))
        if (row.malformed == 0)
            status = try_row(reading, &row, error);
    if (status == USMCA_OK && (of->arena.failed || of->words->failed))
        status = error_memory(error);
    const bool found =
        reading->asked->any ? of->table.fields.count > 0 : of->table.score >= 2 * SUGGESTION_EXPLAINED;
    if (status == USMCA_OK && !found)
        status =
            error_set(error, USMCA_ERROR_INPUT, of->source.path, 1, 1, "no row has a header that is known");
    of->source.delimiter = reading->row.delimiter;
    of->source.data = (off_t)(reading->row.offset + reading->row.record.length);
    of->source.data_line = reading->row.file_line + reading->row.lines;
    of->file_line = reading->row.file_line;
    return status;
}

/* ---- what somebody chose ---- */

static usmca_status cannot_be(const struct suggestion *of, const struct chosen_column *one, const char *why,
                              usmca_error *error) {
    enum { SHOWN = 60 };
    const struct text name = text_cut(one->column, SHOWN);
    return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s: column %u, %.*s: %s", of->table.name,
                     one->place, (int)name.length, name.data != NULL ? name.data : "", why);
}

static usmca_status choose(struct suggestion *of, const struct chosen_column *one, usmca_error *error) {
    struct suggested_table *table = &of->table;
    bool of_good = false;
    const struct column *column = suggested_own_column(table, one->column, &of_good);
    if (column == NULL)
        return cannot_be(of, one, ERROR_WORDS("the table has no such column"), error);
    for (const struct chosen_column *other = of->chosen->list; other < one; other++)
        if (text_equal(other->column, one->column))
            return cannot_be(of, one, ERROR_WORDS("it is chosen twice"), error);
    if (one->place == 0)
        return one->constant.length > 0
                   ? USMCA_OK
                   : cannot_be(of, one, ERROR_WORDS("neither a place nor a value is said"), error);
    if (one->place > table->fields.count)
        return cannot_be(of, one, ERROR_WORDS("the file has no such column"), error);
    struct suggested_column *guess = &table->columns[one->place - 1];
    if (guess->header.length == 0)
        return cannot_be(of, one, ERROR_WORDS("it has no header"), error);
    if (guess->column != NULL)
        return cannot_be(of, one, ERROR_WORDS("it is two columns"), error);
    guess->column = column;
    guess->of_good = of_good;
    return USMCA_OK;
}

static bool is_constant(const struct suggestion *of, const struct column *column, bool of_good) {
    for (size_t i = 0; of->chosen != NULL && i < of->chosen->count; i++) {
        bool of_that = false;
        if (of->chosen->list[i].place == 0 &&
            suggested_own_column(&of->table, of->chosen->list[i].column, &of_that) == column &&
            of_that == of_good)
            return true;
    }
    return false;
}

/* Rows of a list over several levels may name the good they are of by a row of level 0. */
static bool told_by_levels(const struct suggested_table *table, const struct column *column) {
    const struct column *level = column_named(table->first, TEXT("level"));
    const struct column *material = column_named(table->first, TEXT("material_id"));
    return table->second == NULL && column == &table->first->columns[0] && level != NULL &&
           material != NULL && suggested_is_taken(table, level) && suggested_is_taken(table, material);
}

const struct column *suggestion_needed(const struct suggestion *suggestion, size_t index, bool *of_good) {
    const struct suggested_table *table = &suggestion->table;
    const struct column_table *const PARTS[] = {table->first, table->second};
    for (int part = 0; part < 2 && PARTS[part] != NULL; part++)
        for (size_t i = 0; i < PARTS[part]->count; i++) {
            const struct column *column = &PARTS[part]->columns[i];
            const bool id_again = part == 1 && i == 0;
            *of_good = part == 1;
            if (column->required != NEED_NONE && !id_again && !suggested_is_taken(table, column) &&
                !told_by_levels(table, column) && !is_constant(suggestion, column, *of_good) && index-- == 0)
                return column;
        }
    return NULL;
}

static usmca_status take_chosen(struct suggestion *of, usmca_error *error) {
    usmca_status status = USMCA_OK;
    bool of_good = false;
    for (uint32_t i = 0; i < of->table.fields.count; i++)
        of->table.columns[i].column = NULL;
    for (size_t i = 0; i < of->chosen->count && status == USMCA_OK; i++)
        status = choose(of, &of->chosen->list[i], error);
    const struct column *needed = status == USMCA_OK ? suggestion_needed(of, 0, &of_good) : NULL;
    char name[64];
    snprintf(name, sizeof name, "%s%s", of_good ? "good_" : "", needed != NULL ? needed->name : "");
    return needed == NULL
               ? status
               : error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                           "%s: the column %s is needed, and none is chosen", of->table.name, name);
}

void suggested_name(struct buffer *out, const struct suggested_column *column) {
    if (column->column == NULL)
        return;
    buffer_string(out, column->of_good ? "good_" : "");
    buffer_string(out, column->column->name);
}

/* ---- values ---- */

static void look_at_value(struct reading *reading, struct suggested_column *guess, struct text value) {
    struct suggestion *of = reading->of;
    value = spaces_trim(value);
    if (value.length == 0)
        return;
    bool known = guess->sample_count == SUGGESTION_SAMPLES;
    for (uint32_t i = 0; i < guess->sample_count; i++)
        known = known || text_equal(guess->samples[i], value);
    if (!known)
        guess->samples[guess->sample_count++] = arena_copy(&of->arena, value);
    if (guess->column == NULL)
        return;
    if (column_is_amount(guess->column))
        number_vote(&of->numbers, value);
    if (guess->column->type == COLUMN_DATE)
        day_vote(&of->days, value, &reading->months);
}

/* Whether the row says that it is a total, and lacks what each row needs. */
static bool sums_up(struct suggestion *of, const struct csv_fields *fields, uint32_t count) {
    bool lacks = false;
    for (uint32_t i = 0; i < count; i++)
        lacks = lacks || (of->table.columns[i].column != NULL && of->table.columns[i].column->required &&
                          fields->fields[i].length == 0);
    for (uint32_t i = 0; i < count && lacks; i++) {
        size_t length = header_words_total(of->words, fields->fields[i]);
        if (length == 0)
            continue;
        if (of->total_field == CSV_MOST_FIELDS) {
            of->total_field = i;
            of->total = (struct text){fields->fields[i].data, length};
        }
        return true;
    }
    return false;
}

static bool take_row(void *context, const struct csv_place *place) {
    struct reading *reading = context;
    struct suggestion *of = reading->of;
    struct suggested_table *table = &of->table;
    struct csv_fields fields;
    uint32_t column = 0;
    if (place->slice.malformed > 0 ||
        csv_record_read(reading->reader, place->slice.record, &of->arena, &fields, &column) != NULL)
        return true;
    uint32_t count = fields.count < table->fields.count ? fields.count : table->fields.count;
    if (sums_up(of, &fields, count))
        return true;
    for (uint32_t i = 0; i < count; i++) {
        struct suggested_column *guess = &table->columns[i];
        look_at_value(reading, guess, fields.fields[i]);
        guess->gaps = guess->gaps || (fields.fields[i].length == 0 && reading->rows > 0);
    }
    return ++reading->rows < MOST_ROWS;
}

void suggestion_doubts(struct buffer *out, const struct number_votes *numbers, const struct day_votes *days,
                       const struct messages *messages) {
    const char *other = day_form(days, 1);
    const size_t begun = out->length;
    if (numbers->commas > 0 && numbers->points > 0)
        buffer_text(out, message_find(messages, "suggest.numbers-differ"));
    else if (numbers->either > 0 && numbers->commas == 0 && numbers->points == 0)
        buffer_text(out, message_find(messages, "suggest.numbers-either"));
    if (out->length > begun)
        buffer_char(out, '\n');
    if (days->count > 0 ? days->all == 0 : days->none > 0)
        buffer_text(out, message_find(messages, "suggest.days-unknown"));
    else if (other != NULL)
        MESSAGE(out, messages, "suggest.days-either", {"value", text_from(other)});
    if (out->length > begun && out->data[out->length - 1] != '\n')
        buffer_char(out, '\n');
}

/* ---- a file ---- */

static usmca_status open_source(struct suggestion *of, const char *path, usmca_error *error) {
    usmca_status status = csv_source_open(&of->source, path, NULL, error);
    if (status != USMCA_OK || of->source.workbook == NULL)
        return status;
    const struct workbook *workbook = of->source.workbook;
    size_t sheet = of->source.sheet != NULL ? xlsx_sheet_named(workbook, text_from(of->source.sheet)) : 0;
    return sheet < workbook->sheet_count
               ? csv_source_sheet(&of->source, sheet, &PLAIN_FORMAT, error)
               : error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "the workbook has no such sheet");
}

static usmca_status read_file(struct reading *reading, usmca_error *error) {
    struct suggestion *of = reading->of;
    usmca_status status = open_source(of, reading->asked->path, error);
    if (status == USMCA_OK)
        status = find_header(reading, error);
    if (status == USMCA_OK && of->chosen != NULL)
        status = take_chosen(of, error);
    if (status == USMCA_OK)
        status = csv_record_reader_new(&reading->reader, of->source.delimiter, error);
    if (status == USMCA_OK)
        status =
            csv_source_walk(&of->source, of->source.data, of->source.data_line, take_row, reading, error);
    if (status == USMCA_OK && of->chosen == NULL)
        suggested_settle(of);
    for (uint32_t i = 0; i < of->table.fields.count; i++) {
        struct suggested_column *guess = &of->table.columns[i];
        guess->filled = guess->gaps && guess->column == &of->table.first->columns[0];
    }
    return status == USMCA_OK && (of->arena.failed || of->words->failed) ? error_memory(error) : status;
}

usmca_status suggestion_read(struct suggestion **out, const struct suggestion_asked *asked,
                             struct header_words *words, const char *directory, usmca_error *error) {
    struct suggestion *of = calloc(1, sizeof *of);
    struct reading reading = {.of = of, .asked = asked, .months = {.pattern = TEXT("D-MON-YYYY")}};
    *out = of;
    if (of == NULL)
        return error_memory(error);
    of->source.descriptor = -1;
    of->words = words;
    of->chosen = asked->chosen;
    of->total_field = CSV_MOST_FIELDS;
    usmca_status status = profile_months(&reading.months, directory, &of->arena, error);
    if (status == USMCA_OK)
        status = read_file(&reading, error);
    csv_record_reader_free(reading.reader);
    return status;
}

void suggestion_close(struct suggestion *suggestion) {
    if (suggestion == NULL)
        return;
    csv_source_close(&suggestion->source);
    arena_free(&suggestion->arena);
    free(suggestion);
}
