#ifndef USMCA_INTAKE_REJECTS_H
#define USMCA_INTAKE_REJECTS_H

#include "base/buffer.h"
#include "case/tables.h"
#include "intake/csv_record.h"
#include "rulebook/messages.h"

/* Rows that cannot be read, as they stood, with file, line, column and reason (contract, section 5): a CSV of
 * its own, and the same as lines for a person. */
struct rejects {
    const struct messages *messages;
    struct buffer rows;  /* file,line,column,reason,row */
    struct buffer lines; /* the first REJECTS_SHOWN of them, one a line */
    uint64_t count;
    uint64_t of_input[INPUTS]; /* of it, those of each input file */
    bool raw;                  /* cells as they are: buffer_csv_foreign() */
};

enum { REJECTS_SHOWN = 10 };

/* Where a row stands, and what is wrong with it. */
struct reject {
    unsigned input; /* of enum table_kind, or INPUT_GOODS, INPUT_LINES */
    const char *file;
    const char *sheet; /* of a workbook: its name within `file`; else NULL */
    struct csv_slice slice;
    uint32_t line_offset; /* of the field, below the row's first line */
    uint32_t column;      /* the byte of the line, or the column of the sheet, from 1 */
    struct text reason;
};

extern const char REJECTS_HEADER[];

void rejects_add(struct rejects *rejects, const struct reject *reject);
/* Appends those of another run, which come later in the input. */
void rejects_append(struct rejects *rejects, const struct rejects *later);
void rejects_reset(struct rejects *rejects);
void rejects_free(struct rejects *rejects);

#endif
