#ifndef USMCA_INTAKE_SUGGESTION_H
#define USMCA_INTAKE_SUGGESTION_H

#include "intake/csv_source.h"
#include "intake/header_words.h"
#include "intake/value_forms.h"
#include "rulebook/messages.h"

/* How the columns of a file may be read: by its headers, whatever they are called, or as somebody chose; and
 * how its values are written, by the first of its rows. */

enum { SUGGESTION_SAMPLES = 3 };

/* One header. */
struct suggested_column {
    struct text header;
    const struct column *column; /* or NULL */
    bool of_good;                /* in a flat file: of a good's own column, good_… */
    uint32_t nth;                /* among equal headers, from 1; 0 where it is alone */
    bool gaps;                   /* rows below the first leave it empty */
    bool filled;                 /* it is the key, and they do */
    struct text samples[SUGGESTION_SAMPLES];
    uint32_t sample_count;
};

/* A table, with a row taken for its header. */
struct suggested_table {
    const char *name;
    const struct column_table *first;
    const struct column_table *second; /* of a flat file: its goods; else NULL */
    struct csv_fields fields;
    struct suggested_column columns[CSV_MOST_FIELDS];
    uint32_t score;
};

/* What somebody says of a column: the field of that place, from 1, is it; or, where that is 0, it is the same
 * in every row. */
struct chosen_column {
    uint32_t place;
    struct text column; /* in a flat file with good_ in front for a good's */
    struct text constant;
};

struct chosen_columns {
    const struct chosen_column *list;
    size_t count;
};

struct suggestion {
    struct header_words *words;
    struct arena arena;
    struct csv_source source;
    struct suggested_table table;
    unsigned file_line; /* of the header */
    struct number_votes numbers;
    struct day_votes days;
    uint32_t total_field; /* the field in which a row sums up others, or CSV_MOST_FIELDS */
    struct text total;
    const struct chosen_columns *chosen; /* or NULL */
};

/* Reads the file as `table`, or as that which most of its headers are of where it is NULL. With `chosen`, or
 * where `any` is said, a header needs no word that is known; an argument error where what is chosen cannot
 * be. To be closed in any case; `words` have to outlive it. */
struct suggestion_asked {
    const char *path;
    const char *table;
    const struct chosen_columns *chosen;
    bool any;
};
usmca_status suggestion_read(struct suggestion **out, const struct suggestion_asked *asked,
                             struct header_words *words, const char *directory, usmca_error *error);
void suggestion_close(struct suggestion *suggestion);

/* Appends the name that a column has in a profile; nothing where there is none. */
void suggested_name(struct buffer *out, const struct suggested_column *column);

/* The index-th column that the table needs and no header is; NULL behind the last. */
const struct column *suggestion_needed(const struct suggestion *suggestion, size_t index, bool *of_good);

/* Appends what is in doubt about the form of its values, a sentence a line. */
void suggestion_doubts(struct buffer *out, const struct number_votes *numbers, const struct day_votes *days,
                       const struct messages *messages);

#endif
