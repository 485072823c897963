#include "batch/read_tables.h"

#include "intake/table_file.h"
#include "origin/prepare.h"

/* What shows when the rows of a table are reckoned together. */
static void reject_problems(const struct stated *stated, const struct tables *tables,
                            struct rejects *rejects) {
    for (int kind = 0; kind < TABLES; kind++) {
        const struct row_problems *problems = &stated->problems[kind];
        for (size_t i = 0; i < problems->count; i++)
            table_file_reject_problem(tables, (enum table_kind)kind, &problems->list[i], rejects);
    }
}

usmca_status batch_read_tables(const struct table_inputs *inputs, const struct usmca_rulebook *book,
                               struct case_setting *setting, struct tables *tables, struct stated *stated,
                               struct batch_result *result, usmca_error *error) {
    struct hs_pattern *codes = NULL;
    result->rejects.messages = book->messages;
    usmca_status status = hs_pattern_new(&codes, error);
    for (int kind = 0; kind < TABLES && status == USMCA_OK; kind++)
        if (inputs->paths[kind] != NULL)
            status = table_file_read(tables, (enum table_kind)kind, inputs->paths[kind],
                                     inputs->given != NULL ? inputs->given[kind] : NULL, inputs->profile,
                                     codes, &result->rejects, &result->notices, inputs->files, error);
    if (status == USMCA_OK)
        status = tables_prepare(stated, tables, book, setting, inputs->first_month, error);
    if (status == USMCA_OK)
        reject_problems(stated, tables, &result->rejects);
    hs_pattern_free(codes);
    return status;
}
