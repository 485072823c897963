#ifndef USMCA_CLI_REQUESTS_BOOK_H
#define USMCA_CLI_REQUESTS_BOOK_H

#include "cli/requests_heard.h"
#include "intake/rejects.h"

/* Workbooks that came back, read row by row into what is heard: a sheet that names a request that was made,
 * in or above the row of its columns' names, and below it a row an item. */
struct requests_reading {
    const struct usmca_rulebook *book;
    json_t *asked; /* requests by name */
    date day;      /* on which they came */
    struct hs_pattern *codes;
    struct heard *heard;
    struct rejects *rejects; /* rows that are no item of the request, or cannot be read */
};

/* A file that is no workbook, or has no request in it, is an error. */
usmca_status requests_book_read(struct requests_reading *reading, const char *path, usmca_error *error);

#endif
