#include "cli/results_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

static usmca_status cannot_read(const struct results_file *results, usmca_error *error) {
    return error_set(error, USMCA_ERROR_IO, results->path, 0, 0, "cannot read: %s", strerror(errno));
}

usmca_status results_file_line(void *context, struct text *line, usmca_error *error) {
    struct results_file *results = context;
    errno = 0;
    ssize_t length = getline(&results->line, &results->room, results->file);
    *line = (struct text){NULL, 0};
    if (length < 0 && errno == ENOMEM)
        return error_memory(error);
    if (length < 0)
        return feof(results->file) ? USMCA_OK : cannot_read(results, error);
    results->began = results->at;
    results->at += (uint64_t)length;
    while (length > 0 && (results->line[length - 1] == '\n' || results->line[length - 1] == '\r'))
        length--;
    *line = (struct text){results->line, (size_t)length};
    return USMCA_OK;
}

usmca_status results_file_seek(void *context, uint64_t place, usmca_error *error) {
    struct results_file *results = context;
    results->at = place;
    return fseeko(results->file, (off_t)place, SEEK_SET) == 0 ? USMCA_OK : cannot_read(results, error);
}

usmca_status results_file_again(void *context, usmca_error *error) {
    return results_file_seek(context, 0, error);
}

usmca_status results_file_digest(struct digest *out, struct results_file *results, usmca_error *error) {
    digest_parts lines;
    struct text line = {NULL, 0};
    usmca_status status = USMCA_OK;
    digest_begin(&lines);
    while ((status = results_file_line(results, &line, error)) == USMCA_OK && line.data != NULL) {
        if (text_trim(line).length == 0)
            continue;
        digest_plain(&lines, line);
        digest_plain(&lines, TEXT("\n"));
    }
    *out = digest_end(&lines);
    return status == USMCA_OK ? results_file_again(results, error) : status;
}

uint64_t results_file_place(void *context) {
    return ((const struct results_file *)context)->began;
}

/* Standard input and pipes are copied, since the results are read more than once. */
static usmca_status copy_results(struct results_file *results, FILE *from, usmca_error *error) {
    char block[65536];
    size_t got = 0;
    uint64_t copied = 0;
    results->file = tmpfile();
    while (results->file != NULL && (got = fread(block, 1, sizeof block, from)) > 0) {
        const char *problem = file_stream_problem(copied, block, got);
        if (problem != NULL)
            return error_said(error, USMCA_ERROR_INPUT, results->path, 1, 1, problem);
        if (fwrite(block, 1, got, results->file) != got)
            break;
        copied += got;
    }
    if (results->file == NULL || ferror(from) || fflush(results->file) != 0 || ferror(results->file))
        return cannot_read(results, error);
    rewind(results->file);
    return USMCA_OK;
}

usmca_status results_file_open(struct results_file *results, const char *path, usmca_error *error) {
    *results = (struct results_file){.path = path};
    struct stat found;
    bool standard = strcmp(results->path, "-") == 0;
    FILE *from = standard ? stdin : fopen(results->path, "r");
    if (from == NULL)
        return error_set(error, USMCA_ERROR_IO, results->path, 0, 0, "cannot open: %s", strerror(errno));
    bool known = fstat(fileno(from), &found) == 0;
    if (known && S_ISREG(found.st_mode) && !standard) {
        results->file = from;
        return USMCA_OK;
    }
    usmca_status status = USMCA_OK;
    if (known && S_ISDIR(found.st_mode))
        status = error_set(error, USMCA_ERROR_IO, results->path, 0, 0, "cannot read: it is a directory");
    else
        status = copy_results(results, from, error);
    if (!standard)
        fclose(from);
    return status;
}

void results_file_close(struct results_file *results) {
    if (results->file != NULL)
        fclose(results->file);
    free(results->line);
    *results = (struct results_file){.path = results->path};
}
