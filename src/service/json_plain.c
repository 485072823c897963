#include "service/json_plain.h"

#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "base/utf8.h"
#include "intake/csv_record.h"

enum { MOST_DIGITS = 18 }; /* before the point: jansson keeps such a number exactly */

struct reader {
    struct text text;
    size_t at;
    const char *const *names;
    struct json_plain *out;
};

/* ---- signs ---- */

static char look(const struct reader *reader) {
    return (char)(reader->at < reader->text.length ? reader->text.data[reader->at] : 0);
}

static char pass_blanks(struct reader *reader) {
    while (reader->at < reader->text.length && text_is_blank(reader->text.data[reader->at]))
        reader->at++;
    return look(reader);
}

static bool take(struct reader *reader, char sign) {
    if (pass_blanks(reader) != sign || sign == '\0')
        return false;
    reader->at++;
    return true;
}

/* A string without escapes. */
static bool take_string(struct reader *reader, struct text *out) {
    if (!take(reader, '"'))
        return false;
    size_t begun = reader->at;
    while (reader->at < reader->text.length) {
        const unsigned char c = (unsigned char)reader->text.data[reader->at];
        if (c == '"') {
            *out = (struct text){reader->text.data + begun, reader->at - begun};
            reader->at++;
            return true;
        }
        if (c == '\\' || c < ' ')
            return false;
        reader->at++;
    }
    return false;
}

static size_t take_digits(struct reader *reader) {
    size_t begun = reader->at;
    while (look(reader) >= '0' && look(reader) <= '9')
        reader->at++;
    return reader->at - begun;
}

/* One that is kept as it is written. */
static bool take_number(struct reader *reader, struct text *out) {
    size_t begun = reader->at;
    const bool negative = look(reader) == '-';
    reader->at += negative;
    const bool zero = look(reader) == '0';
    size_t digits = take_digits(reader);
    if (digits == 0 || digits > MOST_DIGITS || (zero && digits > 1))
        return false;
    const bool broken = look(reader) == '.';
    if (broken) {
        reader->at++;
        if (take_digits(reader) == 0)
            return false;
    }
    if (look(reader) == 'e' || look(reader) == 'E' || (negative && zero && !broken))
        return false;
    *out = (struct text){reader->text.data + begun, reader->at - begun};
    return true;
}

static bool take_value(struct reader *reader, struct text *out) {
    static const char NONE[] = "null";
    const char sign = pass_blanks(reader);
    if (sign == '"')
        return take_string(reader, out);
    if (sign != 'n')
        return take_number(reader, out);
    if (reader->text.length - reader->at < sizeof NONE - 1 ||
        memcmp(reader->text.data + reader->at, NONE, sizeof NONE - 1) != 0)
        return false;
    reader->at += sizeof NONE - 1;
    *out = NO_TEXT;
    return true;
}

/* ---- tables ---- */

/* Room for one more at the end of a list. */
static bool room_for(struct reader *reader, void **list, size_t count, size_t *room, size_t size) {
    void *with_room = list_room(*list, count, room, size);
    if (with_room == NULL)
        reader->out->out_of_memory = true;
    else
        *list = with_room;
    return with_room != NULL;
}

static bool add_column(struct reader *reader, struct json_plain_table *table, struct text name) {
    size_t room = table->column_room;
    if (table->column_count == CSV_MOST_FIELDS ||
        !room_for(reader, (void **)&table->columns, table->column_count, &room, sizeof *table->columns) ||
        !room_for(reader, (void **)&table->row_of, table->column_count, &table->column_room,
                  sizeof *table->row_of))
        return false;
    table->columns[table->column_count] = name;
    table->row_of[table->column_count++] = 0;
    return true;
}

/* Its place; most rows have the columns of the one before, in its order, so that `guess` is it. */
static size_t column_of(const struct json_plain_table *table, struct text name, size_t guess) {
    if (guess < table->column_count && text_equal(table->columns[guess], name))
        return guess;
    for (size_t i = 0; i < table->column_count; i++)
        if (text_equal(table->columns[i], name))
            return i;
    return table->column_count;
}

static bool take_cell(struct reader *reader, struct json_plain_table *table, size_t *guess) {
    struct text name;
    struct text value;
    if (!take_string(reader, &name) || !take(reader, ':') || !take_value(reader, &value))
        return false;
    size_t column = column_of(table, name, *guess);
    if (column == table->column_count && !add_column(reader, table, name))
        return false;
    if (table->row_of[column] == table->row_count + 1) /* twice */
        return false;
    table->row_of[column] = table->row_count + 1;
    *guess = column + 1;
    if (!room_for(reader, (void **)&table->cells, table->cell_count, &table->cell_room, sizeof *table->cells))
        return false;
    table->cells[table->cell_count++] = (struct json_plain_cell){(uint32_t)column, value};
    return true;
}

static bool take_row(struct reader *reader, struct json_plain_table *table) {
    size_t guess = 0;
    if (!take(reader, '{') ||
        !room_for(reader, (void **)&table->ends, table->row_count, &table->row_room, sizeof *table->ends))
        return false;
    do {
        if (!take_cell(reader, table, &guess))
            return false;
    } while (take(reader, ','));
    table->ends[table->row_count++] = table->cell_count;
    return take(reader, '}');
}

static bool take_table(struct reader *reader, struct json_plain_table *table) {
    if (!take(reader, '['))
        return false;
    do {
        if (!take_row(reader, table))
            return false;
    } while (take(reader, ','));
    return take(reader, ']');
}

static void free_table(struct json_plain_table *table) {
    free(table->columns);
    free(table->row_of);
    free(table->cells);
    free(table->ends);
    *table = (struct json_plain_table){.name = NO_TEXT};
}

/* ---- the text ---- */

/* Passes over a value of any kind, to the comma or the end behind it. Whether it is one is not asked. */
static bool pass_value(struct reader *reader) {
    size_t depth = 0;
    for (; reader->at < reader->text.length; reader->at++) {
        const char c = look(reader);
        if (c == '"') {
            for (reader->at++; reader->at < reader->text.length && look(reader) != '"'; reader->at++)
                reader->at += look(reader) == '\\';
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (depth == 0 && (c == ',' || c == '}' || c == ']')) {
            return true;
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return false;
}

static bool is_table(const struct reader *reader, struct text name) {
    for (const char *const *one = reader->names; *one != NULL; one++)
        if (text_is(name, *one))
            return reader->out->count < JSON_PLAIN_TABLES;
    return false;
}

static bool take_member(struct reader *reader) {
    struct json_plain *out = reader->out;
    struct text name;
    if (!take_string(reader, &name) || !take(reader, ':'))
        return false;
    const char sign = pass_blanks(reader);
    size_t begun = reader->at;
    for (size_t i = 0; i < out->count; i++)
        if (text_equal(out->tables[i].name, name))
            return false;
    if (sign == '[' && is_table(reader, name)) {
        struct json_plain_table *table = &out->tables[out->count];
        if (take_table(reader, table)) {
            table->name = name;
            out->count++;
            buffer_char(&out->rest, '"');
            buffer_text(&out->rest, name);
            buffer_string(&out->rest, "\":[]");
            return true;
        }
        free_table(table);
        reader->at = begun;
    }
    if (out->out_of_memory || !pass_value(reader))
        return false;
    buffer_char(&out->rest, '"');
    buffer_text(&out->rest, name);
    buffer_string(&out->rest, "\":");
    buffer_put(&out->rest, reader->text.data + begun, reader->at - begun);
    return true;
}

bool json_plain_read(struct json_plain *out, struct text text, const char *const *names) {
    struct reader reader = {.text = text, .names = names, .out = out};
    size_t bad = 0;
    *out = (struct json_plain){.count = 0};
    if (!utf8_valid(text.data, text.length, &bad) || !take(&reader, '{'))
        return false;
    buffer_char(&out->rest, '{');
    do {
        buffer_string(&out->rest, out->rest.length > 1 ? "," : "");
        if (!take_member(&reader))
            return false;
    } while (take(&reader, ','));
    buffer_char(&out->rest, '}');
    const bool ended = take(&reader, '}') && (pass_blanks(&reader), reader.at == text.length);
    out->out_of_memory = out->out_of_memory || out->rest.failed;
    return ended && out->count > 0 && !out->out_of_memory;
}

void json_plain_free(struct json_plain *plain) {
    for (size_t i = 0; i < plain->count; i++)
        free_table(&plain->tables[i]);
    buffer_free(&plain->rest);
}

const struct json_plain_table *json_plain_table(const struct json_plain *plain, const char *name) {
    for (size_t i = 0; plain != NULL && i < plain->count; i++)
        if (text_is(plain->tables[i].name, name))
            return &plain->tables[i];
    return NULL;
}
