#include <errno.h>
#include <stdlib.h>

#include "api/arrow_value.h"
#include "api/batch.h"
#include "api/call.h"

/* A table out of an Arrow C stream. */

struct arrow_column {
    const char *name;
    struct arrow_type type;  /* of the values */
    struct arrow_type index; /* into a dictionary */
    bool of_dictionary;
    struct arrow_texts texts; /* of the array that is read */
};

struct arrow_table {
    struct ArrowArrayStream *stream;
    struct ArrowSchema schema;
    struct arrow_column columns[CSV_MOST_FIELDS];
    size_t count;
    struct given_table given;
};

/* ---- what the stream says ---- */

static usmca_status stream_error(const struct arrow_table *table, const char *name, int code,
                                 usmca_error *error) {
    const char *said = table->stream->get_last_error(table->stream);
    if (code == ENOMEM)
        return error_memory(error);
    return error_set(error, USMCA_ERROR_INPUT, name, 0, 0, "the Arrow stream breaks off: %s",
                     said != NULL ? said : strerror(code));
}

static usmca_status refuse_type(const char *name, const struct arrow_column *column, const char *format,
                                usmca_error *error) {
    if (column->type.kind == ARROW_FLOATING)
        return error_set(error, USMCA_ERROR_INPUT, name, 0, 0,
                         "the column %s is binary floating point, which holds no exact decimals: cast it to "
                         "decimal128 or to string",
                         column->name);
    return error_set(error, USMCA_ERROR_INPUT, name, 0, 0,
                     "the column %s has the Arrow type %.40s%s, which is not read: cast it to %s",
                     column->name, format, arrow_type_words(format),
                     format[0] == 't' ? "a day (date32)" : "string");
}

static usmca_status read_column(const char *name, const struct ArrowSchema *schema,
                                struct arrow_column *column, usmca_error *error) {
    const struct ArrowSchema *values = schema->dictionary != NULL ? schema->dictionary : schema;
    column->name = schema->name != NULL ? schema->name : "";
    column->type = arrow_type_of(values);
    column->of_dictionary = schema->dictionary != NULL;
    if (column->of_dictionary)
        column->index = arrow_type_of(schema);
    bool indexed =
        !column->of_dictionary || column->index.kind == ARROW_SIGNED || column->index.kind == ARROW_UNSIGNED;
    bool read = column->type.kind != ARROW_REFUSED && column->type.kind != ARROW_FLOATING;
    return read && indexed && values->dictionary == NULL ? USMCA_OK
                                                         : refuse_type(name, column, values->format, error);
}

static usmca_status read_schema(struct arrow_table *table, const char *name, usmca_error *error) {
    int code = table->stream->get_schema(table->stream, &table->schema);
    if (code != 0)
        return stream_error(table, name, code, error);
    const struct ArrowSchema *schema = &table->schema;
    if (schema->format == NULL || strcmp(schema->format, "+s") != 0)
        return error_set(error, USMCA_ERROR_INPUT, name, 0, 0, "the Arrow stream is no table");
    if (schema->n_children < 0 || schema->n_children > CSV_MOST_FIELDS)
        return batch_table_unfit(name, error);
    usmca_status status = USMCA_OK;
    table->count = (size_t)schema->n_children;
    for (size_t i = 0; i < table->count && status == USMCA_OK; i++)
        status = read_column(name, schema->children[i], &table->columns[i], error);
    return status;
}

static usmca_status begin(struct arrow_table *table, const char *name, usmca_error *error) {
    struct text names[CSV_MOST_FIELDS];
    for (size_t i = 0; i < table->count; i++)
        names[i] = text_from(table->columns[i].name);
    return batch_table_begin(&table->given, name, names, table->count, error);
}

/* ---- rows ---- */

/* Whether an array can have what its column says, as far as it tells. */
static bool fits(const struct arrow_column *column, const struct ArrowArray *array, int64_t length) {
    const struct arrow_type *own = column->of_dictionary ? &column->index : &column->type;
    const struct ArrowArray *dictionary = array->dictionary;
    bool sizes = array->length >= length && array->offset >= 0 && array->n_buffers >= own->n_buffers;
    return sizes && (!column->of_dictionary ||
                     (dictionary != NULL && dictionary->length >= 0 && dictionary->offset >= 0 &&
                      dictionary->n_buffers >= column->type.n_buffers));
}

static struct arrow_texts column_texts(const struct arrow_column *column, const struct ArrowArray *array) {
    return column->of_dictionary ? (struct arrow_texts){0} : arrow_texts_of(&column->type, array);
}

static const char *value_of(const struct arrow_column *column, const struct ArrowArray *array, int64_t at,
                            char room[ARROW_VALUE_SIZE], struct text *out) {
    int64_t index = 0;
    bool null = false;
    if (arrow_text(&column->texts, at, out))
        return NULL;
    if (!column->of_dictionary)
        return arrow_value(&column->type, array, at, room, out);
    const char *problem = arrow_index(&column->index, array, at, &index, &null);
    *out = NO_TEXT;
    return problem != NULL || null ? problem
                                   : arrow_value(&column->type, array->dictionary, index, room, out);
}

static usmca_status take_row(struct arrow_table *table, const struct ArrowArray *batch, int64_t at,
                             usmca_error *error) {
    char room[ARROW_VALUE_SIZE];
    bool valid = arrow_is_valid(batch, at);
    for (size_t i = 0; i < table->count; i++) {
        struct text value = NO_TEXT;
        const char *problem =
            valid ? value_of(&table->columns[i], batch->children[i], batch->offset + at, room, &value) : NULL;
        if (problem != NULL)
            return error_set(error, USMCA_ERROR_INPUT, table->given.name, (unsigned)table->given.rows + 1,
                             (unsigned)i + 1, "the value of the column %s %s", table->columns[i].name,
                             problem);
        given_table_value(&table->given, value);
    }
    return given_table_row(&table->given, error);
}

static usmca_status take_batch(struct arrow_table *table, const struct ArrowArray *batch,
                               usmca_error *error) {
    bool fit = batch->n_children == (int64_t)table->count && batch->length >= 0 && batch->offset >= 0;
    for (size_t i = 0; i < table->count && fit; i++)
        fit = fits(&table->columns[i], batch->children[i], batch->offset + batch->length);
    if (!fit)
        return error_set(error, USMCA_ERROR_INPUT, table->given.name, 0, 0,
                         "the Arrow stream has an array that is not as its schema says");
    for (size_t i = 0; i < table->count; i++)
        table->columns[i].texts = column_texts(&table->columns[i], batch->children[i]);
    usmca_status status =
        table->count == 0 && batch->length > 0 ? batch_table_unfit(table->given.name, error) : USMCA_OK;
    for (int64_t at = 0; at < batch->length && status == USMCA_OK; at++)
        status = take_row(table, batch, at, error);
    return status;
}

static usmca_status take_all(struct arrow_table *table, usmca_error *error) {
    usmca_status status = USMCA_OK;
    while (status == USMCA_OK) {
        struct ArrowArray batch = {0};
        int code = table->stream->get_next(table->stream, &batch);
        if (code != 0)
            return stream_error(table, table->given.name, code, error);
        if (batch.release == NULL)
            return given_table_end(&table->given, error);
        status = take_batch(table, &batch, error);
        batch.release(&batch);
    }
    return status;
}

static usmca_status take_stream(struct batch_table *place, const char *name, struct ArrowArrayStream *stream,
                                usmca_error *error) {
    struct arrow_table *table = calloc(1, sizeof *table);
    if (table == NULL)
        return error_memory(error);
    table->stream = stream;
    table->given.descriptor = -1;
    usmca_status status = read_schema(table, name, error);
    if (status == USMCA_OK)
        status = begin(table, name, error);
    if (status == USMCA_OK)
        status = take_all(table, error);
    if (status == USMCA_OK)
        status = batch_table_take(place, &table->given, error);
    given_table_free(&table->given);
    if (table->schema.release != NULL)
        table->schema.release(&table->schema);
    free(table);
    return status;
}

usmca_status batch_table_arrow(struct batch_table *place, const char *table, struct ArrowArrayStream *stream,
                               usmca_error *error) {
    usmca_status status = USMCA_ERROR_ARGUMENT;
    if (place != NULL)
        status = stream == NULL || stream->release == NULL ? call_missing("stream", error)
                                                           : take_stream(place, table, stream, error);
    if (stream != NULL && stream->release != NULL)
        stream->release(stream);
    return status;
}

USMCA_API usmca_status usmca_batch_arrow(usmca_batch *batch, const char *table,
                                         struct ArrowArrayStream *stream, usmca_error *error) {
    return batch_table_arrow(batch_table_place(batch, table, error), table, stream, error);
}
