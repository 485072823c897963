#ifndef USMCA_CLI_TABLE_FOLDER_H
#define USMCA_CLI_TABLE_FOLDER_H

#include "cli/output.h"
#include "report/tables.h"

/* Where --tables writes: a file for each of REPORT_TABLES in a directory, which is made where there is none.
 */
struct table_folder {
    const char *path; /* the directory; NULL: no tables are asked for */
    char files[REPORT_TABLE_COUNT][4096];
    bool made;
};

/* Names the files; EXIT_USAGE, with a message, where that cannot be. */
int table_folder_name(struct table_folder *folder, const char *command);
/* Opens an output a table. After a failure, as after all else, the outputs are closed by their owner, and
 * then the folder is left. */
usmca_status table_folder_open(struct table_folder *folder, struct command_output *outputs,
                               usmca_error *error);
/* Removes the directory that was made, unless it is to be kept. */
void table_folder_leave(const struct table_folder *folder, bool keep);

#endif
