#ifndef USMCA_INTAKE_INTAKE_FILE_H
#define USMCA_INTAKE_INTAKE_FILE_H

#include "case/tables.h"
#include "intake/csv_source.h"
#include "intake/layout.h"
#include "rulebook/messages.h"

/* How the files of a run were read, for its summary: each as it was found, when it is long closed. */

struct intake_column {
    struct text header;
    struct text columns; /* that it is read into, with a blank between two; or empty */
    struct text may_be;  /* the column that one which nothing reads may be; or empty */
    bool ignored;        /* the profile says that nothing in it counts */
};

struct intake_file {
    const char *table; /* as in a profile: "goods", "flat", …; NULL where there is no such file */
    struct text file;
    struct text sheet; /* of a workbook; else empty */
    char digest[SOURCE_DIGEST_SIZE];
    uint64_t bytes;
    struct text encoding; /* empty of a workbook */
    bool guessed;
    char delimiter;
    uint64_t header_line;
    struct intake_column *columns;
    uint32_t column_count;
    uint64_t rows; /* read, the rejected ones among them */
    uint64_t skipped;
    struct text skipped_by;
    struct text notices; /* a line each */
};

struct intake_files {
    struct arena arena;
    struct intake_file of[INPUTS];
};

/* Notes a file that was opened as `table`, and whose header was read; its rows are to be counted yet. */
usmca_status intake_file_note(struct intake_files *files, const struct csv_source *source,
                              const struct layout *layout, const char *table, const struct messages *messages,
                              usmca_error *error);

#endif
