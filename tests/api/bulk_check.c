/* usmca check by way of the library: prints the JSON of goods whose tables are CSV files, which are given to
 * it as they are or row by row, and on standard error a summary a batch.
 *
 * usage: bulk_check RULES {day:DATE [set:OPTION=VALUE | file:TABLE=PATH | rows:TABLE=PATH]…}… */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <usmca.h>

enum { MOST_FIELDS = 256 };

/* All fields of a file, one after another. */
struct rows {
    char **fields;
    size_t count;
    size_t room;
    size_t width; /* fields of the first row */
    size_t at;
};

static void take_field(void *bytes, size_t length, void *context) {
    struct rows *rows = context;
    if (rows->count == rows->room) {
        rows->room = rows->room > 0 ? 2 * rows->room : 1024;
        rows->fields = realloc(rows->fields, rows->room * sizeof *rows->fields);
    }
    char *field = rows->fields != NULL ? malloc(length + 1) : NULL;
    if (field == NULL)
        exit(1);
    if (length > 0)
        memcpy(field, bytes, length);
    field[length] = '\0';
    rows->fields[rows->count++] = field;
}

static void take_end(int end, void *context) {
    struct rows *rows = context;
    (void)end;
    if (rows->width == 0)
        rows->width = rows->count;
    while (rows->count % rows->width != 0) /* what a spreadsheet left out at the end */
        take_field(NULL, 0, rows);
}

static int next_row(void *context, const char *values[]) {
    struct rows *rows = context;
    if (rows->at == rows->count)
        return 0;
    for (size_t i = 0; i < rows->width; i++)
        values[i] = rows->fields[rows->at++];
    return 1;
}

static usmca_status give_rows(usmca_batch *batch, const char *table, const char *path, usmca_error *error) {
    struct rows rows = {0};
    struct csv_parser parser;
    char block[65536];
    size_t got = 0;
    FILE *file = fopen(path, "r");
    if (file == NULL || csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) != 0)
        exit(1);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        csv_parse(&parser, block, got, take_field, take_end, &rows);
    csv_fini(&parser, take_field, take_end, &rows);
    csv_free(&parser);
    fclose(file);
    rows.at = rows.width;
    usmca_status status =
        usmca_batch_rows(batch, table, (const char *const *)rows.fields, rows.width, next_row, &rows, error);
    for (size_t i = 0; i < rows.count; i++)
        free(rows.fields[i]);
    free(rows.fields);
    return status;
}

static usmca_status take_argument(usmca_batch *batch, char *argument, usmca_error *error) {
    char *name = strchr(argument, ':') + 1;
    char *value = strchr(name, '=');
    *value++ = '\0';
    if (strncmp(argument, "set:", 4) == 0)
        return usmca_batch_set(batch, name, value, error);
    if (strncmp(argument, "file:", 5) == 0)
        return usmca_batch_file(batch, name, value, error);
    return give_rows(batch, name, value, error);
}

static int print(void *context, const char *json, size_t length) {
    (void)context;
    return fwrite(json, 1, length, stdout) == length && putchar('\n') == '\n' ? 0 : 1;
}

/* What stands between two days. */
static usmca_status run(const usmca_rulebook *rules, int *at, int count, char **arguments,
                        usmca_error *error) {
    usmca_batch *batch = NULL;
    usmca_status status = usmca_batch_new(&batch, rules, arguments[*at] + strlen("day:"), "USD", error);
    for (++*at; *at < count && strncmp(arguments[*at], "day:", 4) != 0; ++*at)
        if (status == USMCA_OK)
            status = take_argument(batch, arguments[*at], error);
    if (status == USMCA_OK)
        status = usmca_batch_run(batch, print, NULL, NULL, error);
    if (status == USMCA_OK)
        fprintf(stderr, "%s\n", usmca_batch_summary(batch, NULL));
    usmca_batch_free(batch);
    return status;
}

int main(int count, char **arguments) {
    usmca_rulebook *rules = NULL;
    usmca_error error = {0};
    usmca_status status = usmca_rulebook_open(&rules, arguments[1], &error);
    for (int at = 2; at < count && status == USMCA_OK;)
        status = run(rules, &at, count, arguments, &error);
    if (status != USMCA_OK)
        fprintf(stderr, "%s:%u:%u: %s\n", error.file, error.line, error.column, error.text);
    usmca_rulebook_free(rules);
    return status;
}
