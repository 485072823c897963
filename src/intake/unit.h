#ifndef USMCA_INTAKE_UNIT_H
#define USMCA_INTAKE_UNIT_H

#include "case/good.h"
#include "intake/outline.h"
#include "intake/row_reader.h"
#include "intake/unread_bill.h"

/* A good with its bill of materials, put together from rows: of goods.csv and bom.csv, or of a flat file. A
 * good of which any row cannot be read is rejected as a whole (contract, section 5). One reader per thread.
 */
struct unit_reader {
    struct arena arena;      /* of the unit: reset by unit_begin */
    struct row_reader goods; /* not of a flat file */
    struct row_reader lines;
    struct csv_fields first; /* of a flat unit */
    struct good good;
    struct material *materials;
    size_t room;
    size_t written; /* bytes of a material that rows of the file may write to: the others are always zero */
    struct csv_slice *rows; /* of the materials, where they stand on several levels */
    size_t row_room;
    struct outline outline; /* of lines whose levels nothing says */
    bool replaced_said;     /* one may say that they replace others */
    bool bills_said;        /* a column of the lines may say that they are of several bills of materials */
    struct unread_bills bills;
    date day; /* of goods that have none */
    bool settled;
    bool flat;
    bool out_of_memory;
};

/* How the input is laid out, for every unit reader of a run. */
struct unit_files {
    const char *goods_path; /* NULL for a flat file */
    const char *lines_path;
    const struct layout *goods;
    const struct layout *lines;
    char goods_delimiter;
    char lines_delimiter;
};

usmca_status unit_reader_open(struct unit_reader *reader, const struct unit_files *files,
                              const struct hs_pattern *codes, struct rejects *rejects, usmca_error *error);
void unit_reader_close(struct unit_reader *reader);

/* Begins the good `id`, from its row in goods.csv; `row` is NULL for a flat file. */
void unit_begin(struct unit_reader *reader, struct text id, const struct csv_slice *row);
/* Adds a row of its bill of materials, of a material that is `produced` as another good, or NULL. The
 * material, until the next is added; NULL where the row tells none. */
struct material *unit_add(struct unit_reader *reader, const struct csv_slice *row,
                          const struct produced *produced, bool nearly);
/* Rejects the good for a message, without a row. */
void unit_reject(struct unit_reader *reader, const char *id);
/* The good, with its materials: until the next unit_begin. */
struct good *unit_end(struct unit_reader *reader);

/* The number of a material that names no line, counted from 1; in the arena. */
struct text unit_line_number(struct arena *arena, uint32_t number);

#endif
