#include "cli/summary_file.h"

#include "base/file.h"
#include "report/html.h"
#include "report/json_read.h"

enum { LARGEST_SUMMARY = 64 << 20 };

usmca_status summary_file_read(json_t **summary, const char *path, usmca_error *error) {
    json_error_t problem = {.column = 1};
    struct buffer text = {0};
    usmca_status status = file_read(&text, path, LARGEST_SUMMARY, error);
    if (status == USMCA_OK) {
        if (!json_read(summary, buffer_view(&text), 0, &problem))
            status = error_memory(error);
        else if (*summary == NULL)
            status = error_set(error, USMCA_ERROR_INPUT, path, (unsigned)problem.line,
                               (unsigned)problem.column, "not JSON: %s", problem.text);
        else if (!html_is_summary(*summary))
            status = error_set(error, USMCA_ERROR_INPUT, path, 1, 1, "not a summary of usmca check");
    }
    buffer_free(&text);
    return status;
}
