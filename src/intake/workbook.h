#ifndef USMCA_INTAKE_WORKBOOK_H
#define USMCA_INTAKE_WORKBOOK_H

#include "intake/cell_value.h"
#include "intake/package.h"

/* An Excel workbook, .xlsx or .xlsm (ISO/IEC 29500, transitional and strict): its sheets, and the texts and
 * number formats that their cells share. Macros, links and formulas are not followed: what a cell shows is
 * what the program that wrote the workbook stored. The functions are xlsx_…, since libxlsxwriter's are
 * workbook_….
 *
 * A hostile one is refused by these limits, and by those of its package. */
enum {
    WORKBOOK_MOST_SHEETS = 1024,
    WORKBOOK_MOST_STRINGS = 4 << 20,        /* shared by the cells */
    WORKBOOK_MOST_STRING_BYTES = 256 << 20, /* of all of them */
    WORKBOOK_MOST_STYLES = 65536,
    WORKBOOK_MOST_FORMATS = 4096
};

/* Behind the text of a cell through which a line is struck, wholly or in part: U+0336, which shows it so. */
#define CELL_STRUCK "\xcc\xb6"

struct workbook_sheet {
    char *name;
    char *part; /* of the package; NULL where the workbook does not say */
    bool hidden;
};

struct workbook {
    struct package *package;
    const char *path;
    struct workbook_sheet *sheets;
    size_t sheet_count;
    size_t sheet_room;
    bool from_1904; /* counts days from there */
    bool
        recalculates; /* results of formulas are not what they would be: it has them worked out when opened */
    bool shared;      /* what follows is read */
    struct buffer strings;
    size_t *string_ends;
    size_t string_count;
    size_t string_room;
    struct cell_style *styles;
    size_t style_count;
    size_t style_room;
};

/* Takes the descriptor, and closes it in any case. `path` is for messages, and borrowed. To be closed in any
 * case. */
usmca_status xlsx_open(struct workbook **out, int descriptor, off_t size, const char *path,
                       usmca_error *error);
void xlsx_close(struct workbook *workbook);
/* What messages call it from now on. */
void xlsx_name(struct workbook *workbook, const char *path);

/* The index of the sheet of that name, in whatever case; sheet_count where there is none. */
size_t xlsx_sheet_named(const struct workbook *workbook, struct text name);

/* Reads what the sheets share, once. */
usmca_status xlsx_read_shared(struct workbook *workbook, usmca_error *error);
/* False where there is no such text. */
bool xlsx_string(const struct workbook *workbook, struct text index, struct text *out);
struct cell_style xlsx_style(const struct workbook *workbook, struct text index);

/* Whether a line through a text begins there: an element strike that is not switched off. */
bool xlsx_strikes(struct part *part);

/* Appends the text of a cell, in which _x000D_ stands for a carriage return, and so on. */
void xlsx_put_text(struct buffer *out, struct text given);

#endif
