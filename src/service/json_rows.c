#include "service/json_rows.h"

#include <string.h>

#include "intake/csv_record.h"
#include "service/json_exact.h"

struct writer {
    struct json_rows *rows;
    uint64_t row; /* that is read, from 0 */
    struct buffer value;
    struct buffer record; /* the values of the row, as a file would have them */
    usmca_error *error;
};

static usmca_status refuse(const struct writer *writer, const char *column, const char *why) {
    const unsigned long long row = writer->row + 1;
    return column[0] == '\0' ? error_set(writer->error, USMCA_ERROR_INPUT, NULL, 0, 0, "%s, row %llu: %s",
                                         writer->rows->table, row, why)
                             : error_set(writer->error, USMCA_ERROR_INPUT, NULL, 0, 0,
                                         "%s, row %llu, %.100s: %s", writer->rows->table, row, column, why);
}

/* ---- columns ---- */

static usmca_status add_column(struct writer *writer, json_t *known, const char *name) {
    json_t *columns = writer->rows->columns;
    if (json_object_get(known, name) != NULL)
        return USMCA_OK;
    if (json_array_size(columns) == CSV_MOST_FIELDS)
        return refuse(writer, "", ERROR_WORDS("there are too many columns"));
    return json_object_set_new(known, name, json_true()) == 0 &&
                   json_array_append_new(columns, json_string(name)) == 0
               ? USMCA_OK
               : error_memory(writer->error);
}

/* Every member that some row has. */
static usmca_status gather_columns(struct writer *writer, const json_t *list,
                                   const struct column_table *table) {
    json_t *known = json_object();
    json_t *row;
    const char *name;
    json_t *value;
    usmca_status status = known != NULL ? USMCA_OK : error_memory(writer->error);
    for (size_t i = 0; i < table->count && json_array_size(list) == 0 && status == USMCA_OK; i++)
        status = add_column(writer, known, table->columns[i].name);
    for (size_t i = 0; i < json_array_size(list) && status == USMCA_OK; i++) {
        row = json_array_get(list, i);
        writer->row = i;
        if (!json_is_object(row))
            status = refuse(writer, "", ERROR_WORDS("a row is an object whose members are columns"));
        json_object_foreach(row, name, value) {
            if (status == USMCA_OK)
                status = add_column(writer, known, name);
        }
    }
    json_decref(known);
    return status;
}

/* ---- values ---- */

static bool put_plain(struct buffer *out, const json_t *value) {
    struct text text;
    if (!json_exact_string(value, &text))
        return json_exact_number(out, value);
    buffer_text(out, text);
    return true;
}

/* {"wholly-obtained": true}: wholly-obtained=yes */
static const char *put_facts(struct buffer *out, json_t *facts) {
    const char *key;
    json_t *value;
    json_object_foreach(facts, key, value) {
        size_t begun = out->length;
        buffer_string(out, begun > 0 ? "; " : "");
        buffer_string(out, key);
        buffer_char(out, '=');
        size_t at = out->length;
        if (json_is_boolean(value))
            buffer_string(out, json_is_true(value) ? "yes" : "no");
        else if (!put_plain(out, value))
            return ERROR_WORDS("a fact is a string, true or false");
        if (strpbrk(key, ";=") != NULL ||
            (out->length > at && memchr(out->data + at, ';', out->length - at) != NULL))
            return ERROR_WORDS("a fact has a semicolon, or an equals sign in its name");
    }
    return NULL;
}

static usmca_status read_value(struct writer *writer, const char *name, json_t *value) {
    struct buffer *room = &writer->value;
    room->length = 0;
    if (value == NULL || json_is_null(value))
        return USMCA_OK;
    if (json_is_object(value) && strcmp(name, "facts") == 0) {
        const char *problem = put_facts(room, value);
        return problem == NULL ? USMCA_OK : refuse(writer, name, problem);
    }
    if (!put_plain(room, value))
        return refuse(writer, name,
                      ERROR_WORDS("a value is a string, a number, or null where it is not given"));
    return room->failed ? error_memory(writer->error) : USMCA_OK;
}

static void put_field(struct writer *writer, size_t place, struct text value) {
    given_table_value(&writer->rows->given, value);
    buffer_string(&writer->record, place > 0 ? "," : "");
    buffer_csv_field(&writer->record, value);
}

static usmca_status end_row(struct writer *writer) {
    struct json_rows *rows = writer->rows;
    if (writer->record.failed)
        return error_memory(writer->error);
    /* a file has such rows between its parts, and they are passed over */
    if (csv_record_says_nothing(buffer_view(&writer->record),
                                (struct text){rows->given.header, rows->given.header_length}))
        return refuse(writer, "", ERROR_WORDS("it says nothing"));
    return given_table_row(&rows->given, writer->error);
}

static usmca_status put_row(struct writer *writer, json_t *row) {
    struct json_rows *rows = writer->rows;
    usmca_status status = USMCA_OK;
    writer->record.length = 0;
    for (size_t i = 0; i < json_array_size(rows->columns) && status == USMCA_OK; i++) {
        const char *name = json_string_value(json_array_get(rows->columns, i));
        status = read_value(writer, name, json_object_get(row, name));
        put_field(writer, i, buffer_view(&writer->value));
    }
    return status == USMCA_OK ? end_row(writer) : status;
}

static usmca_status put_plain_row(struct writer *writer, const struct json_plain_table *plain,
                                  struct text values[]) {
    size_t first = writer->row > 0 ? plain->ends[writer->row - 1] : 0;
    for (size_t i = 0; i < plain->column_count; i++)
        values[i] = NO_TEXT;
    for (size_t i = first; i < plain->ends[writer->row]; i++)
        values[plain->cells[i].column] = plain->cells[i].value;
    writer->record.length = 0;
    for (size_t i = 0; i < plain->column_count; i++)
        put_field(writer, i, values[i]);
    return end_row(writer);
}

static usmca_status begin(struct writer *writer) {
    struct json_rows *rows = writer->rows;
    struct text names[CSV_MOST_FIELDS];
    size_t count = json_array_size(rows->columns);
    for (size_t i = 0; i < count; i++)
        names[i] = text_from(json_string_value(json_array_get(rows->columns, i)));
    return given_table_begin(&rows->given, rows->table, names, count, writer->error);
}

static usmca_status too_many(const char *table, uint64_t most, usmca_error *error) {
    return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "%s has more than %llu rows", table,
                     (unsigned long long)most);
}

static usmca_status end(struct writer *writer, usmca_status status) {
    if (status == USMCA_OK)
        status = given_table_end(&writer->rows->given, writer->error);
    buffer_free(&writer->value);
    buffer_free(&writer->record);
    return status;
}

usmca_status json_rows_write_plain(struct json_rows *rows, const char *table,
                                   const struct json_plain_table *plain, uint64_t most, usmca_error *error) {
    struct writer writer = {.rows = rows, .error = error};
    struct text values[CSV_MOST_FIELDS];
    *rows = (struct json_rows){.table = table, .given.descriptor = -1};
    if (plain->row_count > most)
        return too_many(table, most, error);
    rows->columns = json_array();
    for (size_t i = 0; i < plain->column_count; i++)
        if (json_array_append_new(rows->columns,
                                  json_stringn(plain->columns[i].data, plain->columns[i].length)) != 0)
            return error_memory(error);
    usmca_status status = begin(&writer);
    for (; writer.row < plain->row_count && status == USMCA_OK; writer.row++)
        status = put_plain_row(&writer, plain, values);
    return end(&writer, status);
}

usmca_status json_rows_write(struct json_rows *rows, const char *table, const json_t *list,
                             const struct column_table *columns, uint64_t most, usmca_error *error) {
    struct writer writer = {.rows = rows, .error = error};
    *rows = (struct json_rows){.table = table, .given.descriptor = -1};
    if (!json_is_array(list))
        return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "%s is not a list of rows", table);
    if (json_array_size(list) > most)
        return too_many(table, most, error);
    rows->columns = json_array();
    if (rows->columns == NULL)
        return error_memory(error);
    usmca_status status = gather_columns(&writer, list, columns);
    if (status == USMCA_OK)
        status = begin(&writer);
    for (writer.row = 0; writer.row < json_array_size(list) && status == USMCA_OK; writer.row++)
        status = put_row(&writer, json_array_get(list, writer.row));
    return end(&writer, status);
}

void json_rows_close(struct json_rows *rows) {
    if (rows->table != NULL)
        given_table_free(&rows->given);
    json_decref(rows->columns);
    *rows = (struct json_rows){.given.descriptor = -1};
}

const char *json_rows_column(const struct json_rows *rows, uint64_t number) {
    return number > 0 ? json_string_value(json_array_get(rows->columns, number - 1)) : NULL;
}
