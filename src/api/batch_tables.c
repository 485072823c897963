#include <stdlib.h>

#include "api/batch.h"
#include "api/call.h"

/* The tables of a batch: files, and rows that a program gives. */

int batch_table_named(const char *name) {
    enum table_kind kind = table_named(name);
    if (kind != TABLES)
        return INPUT_TABLES[kind].user == TABLE_OF_CASE ? (int)kind : (int)BATCH_INPUTS;
    return strcmp(name, "goods") == 0  ? (int)INPUT_GOODS
           : strcmp(name, "bom") == 0  ? (int)INPUT_LINES
           : strcmp(name, "flat") == 0 ? (int)BATCH_FLAT
                                       : (int)BATCH_INPUTS;
}

struct batch_table *batch_table_place(usmca_batch *batch, const char *name, usmca_error *error) {
    if (batch == NULL || name == NULL) {
        call_missing(batch == NULL ? "batch" : "table", error);
        return NULL;
    }
    int place = batch_table_named(name);
    if (place == BATCH_INPUTS) {
        error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "there is no table %s of a batch", name);
        return NULL;
    }
    if (batch->tables[place].path != NULL) {
        error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "the table %s was given before", name);
        return NULL;
    }
    return &batch->tables[place];
}

USMCA_API int usmca_batch_has(const usmca_batch *batch, const char *table) {
    int place = batch != NULL && table != NULL ? batch_table_named(table) : (int)BATCH_INPUTS;
    return place != BATCH_INPUTS && batch->tables[place].path != NULL;
}

USMCA_API usmca_status usmca_batch_file(usmca_batch *batch, const char *table, const char *path,
                                        usmca_error *error) {
    struct batch_table *place = batch_table_place(batch, table, error);
    return place == NULL ? USMCA_ERROR_ARGUMENT : batch_table_file(place, path, error);
}

usmca_status batch_table_file(struct batch_table *place, const char *path, usmca_error *error) {
    if (path == NULL)
        return call_missing("path", error);
    if (strcmp(path, "-") == 0)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "standard input is no file of a table");
    place->path = strdup(path);
    return place->path != NULL ? USMCA_OK : error_memory(error);
}

void batch_table_free(struct batch_table *place) {
    if (place->given != NULL)
        given_table_free(place->given);
    free(place->given);
    free(place->path);
    *place = (struct batch_table){0};
}

/* ---- rows ---- */

usmca_status batch_table_take(struct batch_table *place, struct given_table *given, usmca_error *error) {
    place->path = strdup(given->name);
    place->given = malloc(sizeof *place->given);
    if (place->path == NULL || place->given == NULL) {
        free(place->path);
        free(place->given);
        *place = (struct batch_table){0};
        return error_memory(error);
    }
    *place->given = *given;
    *given = (struct given_table){.descriptor = -1};
    return USMCA_OK;
}

usmca_status batch_table_unfit(const char *table, usmca_error *error) {
    return error_set(error, USMCA_ERROR_INPUT, table, 0, 0, "a table has 1 to %d columns",
                     (int)CSV_MOST_FIELDS);
}

static size_t add_needed(const struct column_table *table, const char *prefix, struct arena *arena,
                         struct text names[], size_t count) {
    for (size_t i = 0; table != NULL && i < table->count; i++) {
        struct buffer name = {0};
        if (table->columns[i].required == NEED_NONE || (*prefix != '\0' && i == 0))
            continue;
        buffer_string(&name, prefix);
        buffer_string(&name, table->columns[i].name);
        names[count++] = buffer_keep(&name, arena);
    }
    return count;
}

usmca_status batch_table_begin(struct given_table *given, const char *table, struct text names[],
                               size_t count, usmca_error *error) {
    struct input_file file = {0};
    struct arena arena = {0};
    if (count == 0 && input_file_named(&file, text_from(table))) {
        count = add_needed(file.first, "", &arena, names, 0);
        count = add_needed(file.second, "good_", &arena, names, count);
    }
    usmca_status status =
        arena.failed ? error_memory(error) : given_table_begin(given, table, names, count, error);
    arena_free(&arena);
    return status;
}

static usmca_status begin_rows(struct given_table *given, const char *table, const char *const columns[],
                               size_t count, usmca_error *error) {
    struct text names[CSV_MOST_FIELDS];
    for (size_t i = 0; i < count && count <= CSV_MOST_FIELDS; i++) {
        if (columns[i] == NULL)
            return call_missing("the name of a column", error);
        names[i] = text_from(columns[i]);
    }
    return batch_table_begin(given, table, names, count, error);
}

static usmca_status take_rows(struct given_table *given, size_t count, usmca_next_row next, void *context,
                              usmca_error *error) {
    const char *values[CSV_MOST_FIELDS];
    usmca_status status = USMCA_OK;
    for (;;) {
        memset(values, 0, sizeof values);
        int more = next(context, values);
        if (more < 0)
            return error_set(error, USMCA_ERROR_CANCELLED, given->name, 0, 0,
                             "the rows end before their end: row %llu cannot be had",
                             (unsigned long long)given->rows + 1);
        if (more == 0)
            return given_table_end(given, error);
        if (count == 0)
            return batch_table_unfit(given->name, error);
        for (size_t i = 0; i < count; i++)
            given_table_value(given, text_from(values[i]));
        status = given_table_row(given, error);
        if (status != USMCA_OK)
            return status;
    }
}

usmca_status batch_table_rows(struct batch_table *place, const char *table, const char *const columns[],
                              size_t count, usmca_next_row next, void *context, usmca_error *error) {
    if (columns == NULL || next == NULL)
        return call_missing(columns == NULL ? "columns" : "next", error);
    struct given_table given = {.descriptor = -1};
    usmca_status status = begin_rows(&given, table, columns, count, error);
    if (status == USMCA_OK)
        status = take_rows(&given, count, next, context, error);
    if (status == USMCA_OK)
        status = batch_table_take(place, &given, error);
    given_table_free(&given);
    return status;
}

USMCA_API usmca_status usmca_batch_rows(usmca_batch *batch, const char *table, const char *const columns[],
                                        size_t count, usmca_next_row next, void *context,
                                        usmca_error *error) {
    struct batch_table *place = batch_table_place(batch, table, error);
    return place == NULL ? USMCA_ERROR_ARGUMENT
                         : batch_table_rows(place, table, columns, count, next, context, error);
}
