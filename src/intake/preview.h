#ifndef USMCA_INTAKE_PREVIEW_H
#define USMCA_INTAKE_PREVIEW_H

#include "intake/csv_source.h"
#include "intake/header_words.h"
#include "intake/hs_pattern.h"
#include "intake/layout.h"
#include "intake/rejects.h"

/* How a file is read, before anything is decided by it: what each header is taken for, the first rows as they
 * are understood, and what of the first PREVIEW_ROWS would be rejected. */
enum { PREVIEW_ROWS = 1000 };

/* What a header is taken for. */
struct preview_column {
    struct text header;
    uint32_t place;                 /* from 1 */
    const struct column *column;    /* NULL where it is not read */
    const struct column *second;    /* of a good in a flat file: its own column */
    bool by_profile;                /* and not by its name */
    bool ignored;                   /* the profile says so */
    const struct header_word *like; /* of one that is not read: the column that its words suggest; or NULL */
};

struct preview_value {
    const struct column *column;
    bool of_good; /* in a flat file */
    struct text value;
};

struct preview_row {
    uint64_t file_line;
    struct preview_value *values; /* those that are given */
    uint32_t value_count;
};

struct preview {
    struct arena arena;
    struct csv_source source;
    struct layout *layout;
    const char *table;
    struct preview_column *columns;
    uint32_t column_count;
    struct preview_row *rows;
    uint32_t row_count;
    uint64_t looked_at;
    struct rejects rejects;
};

/* Reads the file; to be freed in any case. `show` rows are kept. */
usmca_status preview_read(struct preview *preview, const char *path, const struct profile *profile,
                          const char *table, uint32_t show, struct header_words *words,
                          const struct messages *messages, usmca_error *error);
void preview_free(struct preview *preview);

#endif
