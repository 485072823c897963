#ifndef USMCA_INTAKE_LAYOUT_H
#define USMCA_INTAKE_LAYOUT_H

#include "case/passed.h"
#include "case/unread.h"
#include "intake/csv_record.h"
#include "intake/given_table.h"
#include "intake/plain_record.h"
#include "intake/profile.h"
#include "intake/sheet.h"

/* Which field of a file is which column: from its header row, by name or by the patterns of a profile. */

enum layout_target { TARGET_NONE, TARGET_FIRST, TARGET_SECOND, TARGET_BOTH };

struct layout_slot {
    const struct column *column; /* of the first table, or of the second */
    const struct column *second; /* good_id of a flat file is a column of both */
    enum layout_target target;
    const struct profile_column *profile;
    struct text header;
    bool ignored;      /* the profile says that nothing in it counts */
    bool of_bill;      /* and it is one value throughout a good: intake/unread_bill.h */
    bool passed;       /* it decides nothing, and stands in every output: case/passed.h */
    uint32_t of_field; /* of one at the end that was filled down: the field it stands for, or
                          CSV_MOST_FIELDS */
};

/* A further column that a field is read into: of a profile with one header for several. */
struct layout_more {
    uint32_t field;
    struct layout_slot slot;
};

/* Lines of a file, from 1. */
struct line_span {
    uint64_t first;
    uint64_t last;
};

/* A column without a name that nothing reads. */
struct unnamed_column {
    uint32_t field;
    uint64_t rows; /* that have something in it */
    uint64_t first_line;
};

enum { MOST_BEFORE_TEXTS = 8 };

struct layout {
    struct arena arena;
    const struct column_table *first;
    const struct column_table *second; /* flat form: `first` is the material, `second` the good; else NULL */
    const struct profile_table *profile;
    unsigned input; /* which file of a case it is: of enum table_kind, or INPUT_GOODS, INPUT_LINES */
    struct field_format format;
    bool unmatched;                    /* an expression of the profile could not be tried on a header */
    uint32_t count;                    /* fields in a row */
    uint32_t appended;                 /* of them, those that the file itself does not have */
    bool plain_quotes;                 /* CSV_PLAIN_QUOTE stands for quotation marks */
    const struct line_span *swallowed; /* records whose lines are rejected, in order: intake/swallowed.h */
    size_t swallowed_count;
    uint32_t level_field; /* CSV_MOST_FIELDS where rows have no level */
    struct level_form level;
    bool product_above;     /* no field has the id: rows of level 0 name it */
    uint64_t skipped;       /* rows that the profile says are no data */
    struct text skipped_by; /* and by what, for a message */
    struct layout_slot slots[CSV_MOST_FIELDS];
    struct layout_more *more;
    uint32_t more_count;
    struct unread_columns unread; /* of these, those that may change an amount */
    struct unread_columns doubts; /* and those that may say that a paper does not hold */
    struct unread_columns others; /* the rest of a bill of materials: what is written there may deny an
                                   * origin; and of goods those that say where they are made */
    struct unread_columns codes;  /* those that may give the classification */
    struct layout *of_goods;      /* of a flat file whose goods have such: the same for them alone; or NULL */
    struct passed_columns passed;
    struct unnamed_column *unnamed; /* intake/unnamed.h */
    uint32_t unnamed_count;
    struct text unknown;                     /* headers that no column matches, for one message; or empty */
    uint32_t before_text[MOST_BEFORE_TEXTS]; /* fields of amounts with one of a text behind them */
    uint32_t before_text_count;
    struct text currency; /* of rows of a table that name none: its headers, or what is outside, say so */
    uint32_t id_field; /* the field that holds good_id or document_id; CSV_MOST_FIELDS where there is none */
    struct text constant_id;         /* of a profile, where no field holds it */
    const struct given_table *given; /* the rows are of this one; NULL of a file */
    /* of a workbook, all borrowed; NULL of other files */
    const struct sheet_outline *outline;
    const char *path;                        /* book.xlsx#Sheet */
    const char *sheet;                       /* within it */
    uint32_t material_field;                 /* the field that holds material_id; or CSV_MOST_FIELDS */
    const struct profile_column *id_profile; /* how its profile translates either; or NULL */
    const struct profile_column *material_profile;
};

/* Reads a header of the file `path`, in that line. `table` is the profile's name of the file ("goods",
 * "flat", …).
 */
usmca_status layout_read(struct layout *layout, struct text header, char delimiter, const char *path,
                         unsigned file_line, const struct profile *profile, const char *table,
                         usmca_error *error);

/* How many of its headers name a column, whether they are all that is needed or not. */
uint32_t layout_known(const struct layout *layout);

/* The columns of goods, or those of their lines, where the headers are of one of these two alone: of what is
 * given as a flat file the other is missing then. NULL where they are of a flat file, or of neither. */
const struct column_table *layout_alone(const struct layout *layout);

void layout_free(struct layout *layout);

/* What could not be read of a record. */
struct layout_problem {
    const char *message; /* id, or NULL */
    uint32_t field;      /* from 1 */
    struct text header;
    struct text value;
};

/* The good_id of a record, without reading the rest of it: quotes and blanks around it aside, and as a
 * profile translates it. False where it cannot be told. `scratch` has CSV_LONGEST_FIELD bytes. */
bool layout_id(const struct layout *layout, struct csv_slice slice, char delimiter, char *scratch,
               struct text *id);

/* Whether in every row that is plain the id, or the material, is its field as it stands: nothing bears on it
 * but the row itself. */
bool layout_id_stands(const struct layout *layout);
bool layout_material_stands(const struct layout *layout);

/* The field by which a second header is known: that of the id or, where there is none, the first that is
 * read. CSV_MOST_FIELDS where none is. */
uint32_t layout_key_field(const struct layout *layout);

/* Whether a row whose field of that place is `id` is a header that is not the file's own one: the name of the
 * column stands in it, and others stand in other places. What is below it cannot be read by the first. */
bool layout_other_header(const struct layout *layout, struct csv_slice slice, char delimiter, struct text id);

/* Whether a record has no line end and ends with its id: the file may be cut off within that. */
bool layout_cut_in_id(const struct layout *layout, struct text record, char delimiter);

/* The same as layout_id() of its material_id. */
bool layout_material(const struct layout *layout, struct csv_slice slice, char delimiter, char *scratch,
                     struct text *id);

/* A field of a record as it is read, without reading the rest; as csv_extract(). */
bool layout_extract(const struct layout *layout, struct text record, char delimiter, uint32_t field,
                    char *scratch, struct text *out);

/* Whether a row of a bill of materials names no good, no code and no material: a subtotal, a note. It can be
 * of no good then, and makes none uncertain. Of goods: no good, no code and no country. */
bool layout_names_nothing(const struct layout *layout, struct csv_slice slice, char delimiter);

/* Whether a row has no code, no material, no level and, in a file that has quantities, none: a total. It is
 * of no good, even where the file does not say the good in each row. */
bool layout_is_total(const struct layout *layout, struct text record, char delimiter);

/* Gives each row a further field at its end, in place of `field`; or, where that is CSV_MOST_FIELDS, for the
 * id. Appended fields are quoted. False where a row would have too many. */
bool layout_append(struct layout *layout, uint32_t field);

/* The field of the file that a field stands for: another one where it is appended. */
uint32_t layout_field_of_file(const struct layout *layout, uint32_t field);

/* The record as its file has it. */
struct text layout_original(const struct layout *layout, struct text record, char delimiter);

/* Whether a number of a file with commas stands in two fields: 1,250.00 that nobody quoted, in a row that has
 * lost another field. *field is the first of them. */
bool layout_number_split(const struct layout *layout, const struct csv_fields *fields, uint32_t *field);

/* Makes rows of the header's length of those that spreadsheets cut or drew out: empty fields behind the last
 * do not count, and fields that are missing behind it are empty where nothing of weight could have stood in
 * them. A row without a line end may have been cut within a field. */
void layout_fit(const struct layout *layout, struct text record, struct csv_fields *fields);

/* That no column has the id of the rows: for a file where no row of level 0 names the good either. */
usmca_status layout_id_missing(const struct layout *layout, const char *path, unsigned file_line,
                               usmca_error *error);

/* Marks the columns whose names begin with x_, of goods or, in a flat file, good_x_. False where memory is
 * exhausted. */
bool layout_find_passed(struct layout *layout);
/* Gives the good what its row has in them; nothing is kept where memory is exhausted, which the arena tells.
 */
void layout_pass(const struct layout *layout, const struct csv_fields *fields, struct good *good,
                 struct arena *arena);

/* The index of the field that is the column of that name of the first table; CSV_MOST_FIELDS where there is
 * none. */
uint32_t layout_field(const struct layout *layout, const char *column);

/* Of two rows of a flat file the first field from `from` on that is of their good and written otherwise;
 * `count` of the layout where there is none. */
uint32_t layout_good_differs(const struct layout *layout, const struct csv_fields *first,
                             const struct csv_fields *other, uint32_t from);

/* The column that a field is read into; NULL where it is none. */
const struct column *layout_column(const struct layout *layout, uint32_t field);

/* Gives a slot the column of that name, of the first table or the second. */
void layout_aim(const struct layout *layout, struct layout_slot *slot, struct text name);

enum { BOUND_WORDS = 16, BOUND_LONGEST = UINT8_MAX };

/* What is done with a field, found out once a file instead of once a row. */
struct bound_field {
    /* Sets what is given at its place in the record, as it stands. False, with the record as it was, where
     * there is more to it. */
    bool (*set)(const struct bound_field *bound, const struct field_reader *reader, struct text given,
                void *at);
    const struct column_words *words;
    uint8_t lengths[BOUND_WORDS]; /* of the first of these */
    uint32_t place;               /* of the first table's column, in its record */
    uint16_t field;
    bool of_second; /* of the second table alone */
    bool may_be_empty;
};

struct bound_layout {
    struct bound_field fields[CSV_MOST_FIELDS + 1]; /* those that are read; and one of no field behind them */
    uint32_t count;
    bool by_row; /* a row that is plain needs nothing but itself */
};

/* Finds that out; `bound` holds for this layout and this reader alone. */
void layout_bind(struct bound_layout *bound, const struct layout *layout, const struct field_reader *reader);

/* Fills the record, and the second one of a flat file (which may be NULL), from the fields of a row, which
 * has as many as the layout. */
void layout_fill(const struct layout *layout, const struct bound_layout *bound, struct field_reader *reader,
                 const struct csv_fields *fields, void *first, void *second, struct layout_problem *problem);

/* The same from the row that a scan found last, where it is `by_row`; its fields are told, too. False, with
 * nothing filled, where it turns out not to be plain, or has not as many. */
bool layout_fill_plain(const struct layout *layout, const struct bound_layout *bound,
                       struct field_reader *reader, const struct plain_scan *scan, struct csv_fields *fields,
                       void *first, void *second, struct layout_problem *problem);

#endif
