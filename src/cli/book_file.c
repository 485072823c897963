#include "cli/book_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/apart.h"

static const char *temporary_folder(void) {
    const char *folder = getenv("TMPDIR");
    return folder != NULL && folder[0] != '\0' ? folder : "/tmp";
}

static usmca_status make(const char *path, enum book_memory memory, book_fill fill, void *context,
                         usmca_error *error) {
    lxw_workbook_options options = {.constant_memory = memory == BOOK_ROW_BY_ROW,
                                    .tmpdir = (char *)temporary_folder()};
    usmca_status status = xlsx_load(error);
    if (status != USMCA_OK)
        return status;
    lxw_workbook *book = xlsx.workbook_new_opt(path, &options);
    if (book == NULL)
        return error_memory(error);
    xlsx.workbook_set_properties(book, &(lxw_doc_properties){.created = BOOK_DAY_OF_NO_MEANING});
    status = fill(book, context, error);
    lxw_error problem = xlsx.workbook_close(book);
    if (status == USMCA_OK && problem == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return error_memory(error);
    if (status == USMCA_OK && problem != LXW_NO_ERROR)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write a workbook: %s",
                         xlsx.lxw_strerror(problem));
    return status;
}

static usmca_status copy(struct apart *apart, const char *path, usmca_error *error) {
    char block[65536];
    ssize_t got = 0;
    usmca_status status = USMCA_OK;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
    while (status == USMCA_OK && (got = read(descriptor, block, sizeof block)) > 0)
        status = apart_give(apart, (struct text){block, (size_t)got}, error);
    if (status == USMCA_OK && got < 0)
        status = error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
    close(descriptor);
    return status;
}

struct making {
    enum book_memory memory;
    book_fill fill;
    void *context;
};

static usmca_status make_apart(struct apart *apart, void *context, usmca_error *error) {
    const struct making *making = context;
    char path[4096];
    snprintf(path, sizeof path, "%s/usmca-XXXXXX", temporary_folder());
    int descriptor = command_temporary_open(path);
    if (descriptor < 0)
        return command_output_error(path, error);
    close(descriptor);
    usmca_status status = make(path, making->memory, making->fill, making->context, error);
    if (status == USMCA_OK)
        status = copy(apart, path, error);
    command_temporary_remove(path);
    return status;
}

static usmca_status take(void *context, struct text bytes, usmca_error *error) {
    return command_output_write(context, bytes, error);
}

usmca_status book_file_write(struct command_output *output, enum book_memory memory, book_fill fill,
                             void *context, usmca_error *error) {
    struct making making = {memory, fill, context};
    return apart_run(make_apart, &making, &(struct apart_taker){take, output}, error);
}
