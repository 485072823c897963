#include "service/json_rows.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "intake/csv_record.h"
#include "intake/csv_source.h"
#include "service/json_exact.h"

enum { BLOCK = 1 << 16 };

struct writer {
    struct json_rows *rows;
    struct buffer out; /* not yet written */
    struct buffer row;
    struct buffer header;
    uint64_t line; /* the next */
    usmca_error *error;
};

static usmca_status refuse(const struct writer *writer, const char *column, const char *why) {
    return error_set(writer->error, USMCA_ERROR_INPUT, NULL, 0, 0, "%s, row %llu%s%.100s: %s",
                     writer->rows->table, (unsigned long long)writer->rows->count + 1,
                     column[0] != '\0' ? ", " : "", column, why);
}

/* ---- columns ---- */

static usmca_status add_column(struct writer *writer, json_t *known, const char *name) {
    json_t *columns = writer->rows->columns;
    if (json_object_get(known, name) != NULL)
        return USMCA_OK;
    if (json_array_size(columns) == CSV_MOST_FIELDS)
        return refuse(writer, "", "there are too many columns");
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
        writer->rows->count = i;
        if (!json_is_object(row))
            status = refuse(writer, "", "a row is an object whose members are columns");
        json_object_foreach(row, name, value) {
            if (status == USMCA_OK)
                status = add_column(writer, known, name);
        }
    }
    writer->rows->count = 0;
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
            return "a fact is a string, true or false";
        if (strpbrk(key, ";=") != NULL ||
            (out->length > at && memchr(out->data + at, ';', out->length - at) != NULL))
            return "a fact has a semicolon, or an equals sign in its name";
    }
    return NULL;
}

static usmca_status put_value(struct writer *writer, struct buffer *room, const char *name, json_t *value) {
    room->length = 0;
    if (value == NULL || json_is_null(value))
        return USMCA_OK;
    if (json_is_object(value) && strcmp(name, "facts") == 0) {
        const char *problem = put_facts(room, value);
        return problem == NULL ? USMCA_OK : refuse(writer, name, problem);
    }
    return put_plain(room, value)
               ? USMCA_OK
               : refuse(writer, name, "a value is a string, a number, or null where it is not given");
}

static uint64_t line_ends(struct text text) {
    uint64_t ends = 0;
    for (size_t i = 0; i < text.length; i++)
        ends += text.data[i] == '\n';
    return ends;
}

static usmca_status flush(struct writer *writer, size_t least) {
    if (writer->out.failed || writer->row.failed)
        return error_memory(writer->error);
    if (writer->out.length <= least)
        return USMCA_OK;
    usmca_status status =
        csv_source_write(writer->rows->descriptor, buffer_view(&writer->out), writer->error);
    writer->out.length = 0;
    return status;
}

static usmca_status end_row(struct writer *writer) {
    buffer_char(&writer->row, '\n');
    buffer_text(&writer->out, buffer_view(&writer->row));
    writer->line += line_ends(buffer_view(&writer->row));
    return flush(writer, BLOCK);
}

static usmca_status put_row(struct writer *writer, json_t *row, struct buffer *room) {
    struct json_rows *rows = writer->rows;
    usmca_status status = USMCA_OK;
    writer->row.length = 0;
    for (size_t i = 0; i < json_array_size(rows->columns) && status == USMCA_OK; i++) {
        const char *name = json_string_value(json_array_get(rows->columns, i));
        status = put_value(writer, room, name, json_object_get(row, name));
        if (i > 0)
            buffer_char(&writer->row, ',');
        buffer_csv_field(&writer->row, buffer_view(room));
    }
    if (room->failed)
        return error_memory(writer->error);
    /* a file has such rows between its parts, and they are passed over */
    if (status == USMCA_OK &&
        csv_record_says_nothing(buffer_view(&writer->row), buffer_view(&writer->header)))
        return refuse(writer, "", "it says nothing");
    rows->begins[rows->count] = writer->line;
    if (status == USMCA_OK)
        status = end_row(writer);
    rows->count += status == USMCA_OK;
    return status;
}

static usmca_status put_header(struct writer *writer) {
    const json_t *columns = writer->rows->columns;
    for (size_t i = 0; i < json_array_size(columns); i++) {
        if (i > 0)
            buffer_char(&writer->row, ',');
        buffer_csv_field(&writer->row, text_from(json_string_value(json_array_get(columns, i))));
    }
    buffer_text(&writer->header, buffer_view(&writer->row));
    return writer->header.failed ? error_memory(writer->error) : end_row(writer);
}

static usmca_status put_all(struct writer *writer, const json_t *list) {
    struct buffer room = {0};
    usmca_status status = put_header(writer);
    for (size_t i = 0; i < json_array_size(list) && status == USMCA_OK; i++)
        status = put_row(writer, json_array_get(list, i), &room);
    if (status == USMCA_OK)
        status = flush(writer, 0);
    buffer_free(&room);
    return status;
}

usmca_status json_rows_write(struct json_rows *rows, const char *table, const json_t *list,
                             const struct column_table *columns, uint64_t most, usmca_error *error) {
    *rows = (struct json_rows){.table = table, .descriptor = -1};
    struct writer writer = {.rows = rows, .line = 1, .error = error};
    if (!json_is_array(list))
        return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "%s is not a list of rows", table);
    if (json_array_size(list) > most)
        return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "%s has more than %llu rows", table,
                         (unsigned long long)most);
    rows->columns = json_array();
    rows->begins = calloc(json_array_size(list) + 1, sizeof *rows->begins);
    if (rows->columns == NULL || rows->begins == NULL)
        return error_memory(error);
    rows->descriptor = memfd_create(table, MFD_CLOEXEC);
    if (rows->descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot make room for %s: %s", table,
                         strerror(errno));
    usmca_status status = gather_columns(&writer, list, columns);
    if (status == USMCA_OK)
        status = put_all(&writer, list);
    buffer_free(&writer.out);
    buffer_free(&writer.row);
    buffer_free(&writer.header);
    return status;
}

void json_rows_close(struct json_rows *rows) {
    if (rows->table != NULL && rows->descriptor >= 0)
        close(rows->descriptor);
    free(rows->begins);
    json_decref(rows->columns);
    *rows = (struct json_rows){.descriptor = -1};
}

/* ---- what is said of a line ---- */

uint64_t json_rows_row(const struct json_rows *rows, uint64_t line) {
    uint64_t low = 0;
    uint64_t high = rows->count;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (rows->begins[middle] <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const char *json_rows_column(const struct json_rows *rows, struct text record, uint64_t line, uint64_t byte) {
    uint64_t row = json_rows_row(rows, line);
    uint64_t at_line = row > 0 ? rows->begins[row - 1] : line;
    uint64_t at_byte = 1;
    size_t field = 0;
    bool quoted = false;
    for (size_t i = 0; i < record.length && (at_line < line || at_byte < byte); i++) {
        const char c = record.data[i];
        quoted = quoted != (c == '"');
        field += c == ',' && !quoted;
        at_byte = c == '\n' ? 1 : at_byte + 1;
        at_line += c == '\n';
    }
    return json_string_value(json_array_get(rows->columns, field));
}
