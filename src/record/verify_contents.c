#include "record/verify_contents.h"

#include "record/query.h"

usmca_status verify_contents(const struct record *record, usmca_error *error) {
    struct query_lines lines;
    sqlite3_stmt *contents = NULL;
    struct buffer line = {0};
    bool row = false;
    usmca_status status = query_lines_begin(&lines, record, error);
    if (status == USMCA_OK)
        status = record_prepare(record, &contents, "SELECT determination FROM content ORDER BY determination",
                                error);
    while (status == USMCA_OK && (status = record_step(record, contents, &row, error)) == USMCA_OK && row) {
        line.length = 0;
        status = query_line(&lines, sqlite3_column_int64(contents, 0), 0, &line, error);
    }
    sqlite3_finalize(contents);
    query_lines_end(&lines);
    buffer_free(&line);
    return status;
}
