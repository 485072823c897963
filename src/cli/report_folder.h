#ifndef USMCA_CLI_REPORT_FOLDER_H
#define USMCA_CLI_REPORT_FOLDER_H

#include "cli/output_folder.h"
#include "report/html.h"

/* The folder of a report of many pages, complete or absent: written beside its place, then moved there. An
 * earlier report that stands there is replaced; anything else is refused before a good is read. A signal that
 * ends the program leaves nothing. */
struct report_folder {
    struct output_folder place;
    int files[HTML_FILES];
    bool has_goods; /* the folder of their pages */
};

usmca_status report_folder_open(struct report_folder *folder, const char *path, usmca_error *error);
/* Of a struct html_folder. */
usmca_status report_folder_file(void *context, enum html_file file, const char *name, usmca_error *error);
usmca_status report_folder_write(void *context, enum html_file file, struct text bytes, usmca_error *error);
usmca_status report_folder_end(void *context, enum html_file file, usmca_error *error);
/* Moves the folder to its place, or removes it where `keep` is false. */
usmca_status report_folder_close(struct report_folder *folder, bool keep, usmca_error *error);

#endif
