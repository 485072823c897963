#include "batch/case_sheets.h"

#include "intake/sheet_names.h"

usmca_status option_sheet(const char **file, const char *table, const char *rules, struct arena *arena,
                          usmca_error *error) {
    const char *found = NULL;
    const char **paths[] = {&found};
    struct buffer others = {0};
    bool asked = false;
    usmca_status status = *file != NULL ? is_workbook(&asked, *file, error) : USMCA_OK;
    if (status != USMCA_OK || !asked)
        return status;
    status = sheets_by_name(*file, rules, &table, paths, 1, arena, &others, error);
    *file = found != NULL ? found : *file;
    buffer_free(&others);
    return status;
}

static usmca_status spread(const struct case_files *files, const struct usmca_rulebook *book,
                           const char *rules, struct arena *arena, struct buffer *notices,
                           usmca_error *error) {
    const char *tables[TABLES + 3] = {"goods", "bom", "flat"};
    const char *flat = NULL;
    const char **paths[TABLES + 3] = {files->goods, files->bom, &flat};
    struct buffer others = {0};
    size_t count = 3;
    for (int kind = 0; kind < TABLES; kind++)
        if (INPUT_TABLES[kind].user == TABLE_OF_CASE) {
            tables[count] = INPUT_TABLES[kind].name;
            paths[count++] = &files->tables[kind];
        }
    usmca_status status = sheets_by_name(*files->flat, rules, tables, paths, count, arena, &others, error);
    bool apart = *files->goods != NULL && *files->bom != NULL;
    if (status == USMCA_OK && apart && others.length > 0) {
        MESSAGE(notices, book->messages, "sheets-unread", {"file", text_from(*files->flat)},
                {"sheets", buffer_view(&others)});
        buffer_char(notices, '\n');
    }
    buffer_free(&others);
    if (!apart)
        *files->goods = *files->bom = NULL;
    *files->flat = apart ? NULL : flat != NULL ? flat : *files->flat;
    return status;
}

usmca_status case_sheets(const struct case_files *files, const struct usmca_rulebook *book, const char *rules,
                         struct arena *arena, struct buffer *notices, usmca_error *error) {
    bool one = false;
    usmca_status status = *files->flat != NULL ? is_workbook(&one, *files->flat, error) : USMCA_OK;
    if (status == USMCA_OK && one)
        return spread(files, book, rules, arena, notices, error);
    if (status == USMCA_OK)
        status = option_sheet(files->goods, "goods", rules, arena, error);
    if (status == USMCA_OK)
        status = option_sheet(files->bom, "bom", rules, arena, error);
    for (int kind = 0; kind < TABLES && status == USMCA_OK; kind++)
        status = option_sheet(&files->tables[kind], INPUT_TABLES[kind].name, rules, arena, error);
    return status;
}
