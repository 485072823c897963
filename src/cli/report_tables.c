#include "cli/report_tables.h"

#include <stdlib.h>

#include "base/list.h"
#include "report/results_tables.h"

enum { WRITTEN_AT_ONCE = 1 << 16 };

struct table_run {
    struct command_output outputs[REPORT_TABLE_COUNT];
    struct buffer rows[REPORT_TABLE_COUNT];
    struct report_style style;
    struct text *names; /* of the columns that are passed on */
    size_t room;
    struct passed_columns passed;
    struct arena arena;
};

/* ---- what is passed on ---- */

static bool known(const struct table_run *run, const char *name) {
    for (uint32_t i = 0; i < run->passed.count; i++)
        if (text_is(run->passed.names[i], name))
            return true;
    return false;
}

static usmca_status add_name(struct table_run *run, const char *name, usmca_error *error) {
    struct text *names = list_room(run->names, run->passed.count, &run->room, sizeof *run->names);
    if (names == NULL)
        return error_memory(error);
    run->names = names;
    names[run->passed.count] = arena_copy(&run->arena, text_from(name));
    run->passed = (struct passed_columns){names, run->passed.count + 1};
    return run->arena.failed ? error_memory(error) : USMCA_OK;
}

static usmca_status take_names(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct table_run *run = context;
    usmca_status status = USMCA_OK;
    const char *name = NULL;
    json_t *value = NULL;
    (void)number;
    json_object_foreach((json_t *)good, name, value) {
        if (status == USMCA_OK && results_passed(name) && !known(run, name))
            status = add_name(run, name, error);
    }
    return status;
}

/* ---- rows ---- */

static usmca_status write_rows(struct table_run *run, size_t least, usmca_error *error) {
    usmca_status status = USMCA_OK;
    for (int i = 0; i < REPORT_TABLE_COUNT && status == USMCA_OK; i++) {
        struct buffer *rows = &run->rows[i];
        if (rows->failed)
            return error_memory(error);
        if (rows->length < least)
            continue;
        status = command_output_write(&run->outputs[i], buffer_view(rows), error);
        rows->length = 0;
    }
    return status;
}

static usmca_status take_good(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct table_run *run = context;
    (void)number;
    for (int i = 0; i < REPORT_TABLE_COUNT; i++)
        RESULTS_ROWS[i](&run->rows[i], good, &run->passed, run->style);
    return write_rows(run, WRITTEN_AT_ONCE, error);
}

static usmca_status write_tables(struct table_run *run, const struct results_source *source,
                                 const struct usmca_rulebook *book, usmca_error *error) {
    size_t count = 0;
    usmca_status status = results_each(source, take_names, run, &count, error);
    for (int i = 0; i < REPORT_TABLE_COUNT; i++)
        REPORT_TABLES[i].begin(&run->rows[i], book, &run->passed);
    if (status == USMCA_OK)
        status = results_again(source, take_good, run, count, error);
    return status == USMCA_OK ? write_rows(run, 0, error) : status;
}

usmca_status report_tables(const struct results_source *source, struct table_folder *folder, bool raw,
                           const struct usmca_rulebook *book, usmca_error *error) {
    usmca_error ignored;
    struct table_run run = {.style = {.raw_cells = raw}};
    usmca_status status = table_folder_open(folder, run.outputs, error);
    if (status == USMCA_OK)
        status = write_tables(&run, source, book, error);
    bool keep = status == USMCA_OK;
    usmca_status closed =
        command_outputs_close(run.outputs, REPORT_TABLE_COUNT, keep, keep ? error : &ignored);
    table_folder_leave(folder, keep && closed == USMCA_OK);
    for (int i = 0; i < REPORT_TABLE_COUNT; i++)
        buffer_free(&run.rows[i]);
    free(run.names);
    arena_free(&run.arena);
    return keep ? closed : status;
}
