#ifndef USMCA_INTAKE_TABLES_H
#define USMCA_INTAKE_TABLES_H

#include "intake/csv_source.h"
#include "intake/row_reader.h"

/* The files that hold for a whole run: documents, rates, duties, movements. They are read as a whole. */
struct tables {
    struct arena arena;
    struct document *documents;
    struct rate *rates;
    struct duty *duties;
    struct movement *movements;
    size_t document_count;
    size_t rate_count;
    size_t duty_count;
    size_t movement_count;
    bool duties_given;
    void *document_places;
    uint64_t rows; /* read, the rejected ones among them */
};

/* Which of them a file is. */
enum table_kind { TABLE_DOCUMENTS, TABLE_RATES, TABLE_DUTIES, TABLE_MOVEMENTS };

/* Reads a file; *unknown (in the arena of the tables) names the headers that no column matches. */
usmca_status tables_read(struct tables *tables, enum table_kind kind, const char *path,
                         const struct profile *profile, const struct hs_pattern *codes,
                         struct rejects *rejects, struct text *unknown, usmca_error *error);

/* Puts the tables in order; a document_id that stands twice is rejected where it stands again. */
void tables_finish(struct tables *tables, struct case_setting *setting);
void tables_free(struct tables *tables);

#endif
