#include "cli/table_folder.h"

#include <errno.h>
#include <string.h>

#include "cli/command.h"

int table_folder_name(struct table_folder *folder, const char *command) {
    enum { ROOM = sizeof folder->files[0] };
    if (folder->path != NULL && (folder->path[0] == '\0' || strcmp(folder->path, "-") == 0))
        return USAGE(command, "directory-needed", PART("option", "--tables"));
    for (int i = 0; i < REPORT_TABLE_COUNT && folder->path != NULL; i++) {
        int length = snprintf(folder->files[i], ROOM, "%s/%s.csv", folder->path, REPORT_TABLES[i].name);
        if (length < 0 || length >= ROOM)
            return USAGE(command, "name-too-long", PART("option", "--tables"));
    }
    return EXIT_DONE;
}

usmca_status table_folder_open(struct table_folder *folder, struct command_output *outputs,
                               usmca_error *error) {
    if (folder->path == NULL)
        return USMCA_OK;
    folder->made = command_folder_make(folder->path);
    if (!folder->made && errno != EEXIST)
        return error_set(error, USMCA_ERROR_IO, folder->path, 0, 0, "cannot make the directory: %s",
                         strerror(errno));
    usmca_status status = USMCA_OK;
    for (int i = 0; i < REPORT_TABLE_COUNT && status == USMCA_OK; i++)
        status = command_output_open(&outputs[i], folder->files[i], error);
    return status;
}

void table_folder_leave(const struct table_folder *folder, bool keep) {
    if (folder->made)
        command_folder_leave(folder->path, keep);
}
