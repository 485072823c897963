#ifndef USMCA_INTAKE_UNREAD_BILL_H
#define USMCA_INTAKE_UNREAD_BILL_H

#include "case/good.h"
#include "intake/layout.h"

/* One product may have several bills of materials in a file: versions, plants, alternatives. Where a column
 * that nothing reads says so, it is not known which of them is meant. */

/* What the rows of a good say of that. */
struct unread_bills {
    struct text *cells; /* of each row its line, as it is given, and what each column has that may say it */
    size_t room;
};

/* Which that is of a header; BILL_NOT_SAID where it is another. */
enum unread_bill unread_bill_said(const struct vocabulary *words, struct text header);

/* How many columns of a layout may say it. */
uint32_t unread_bill_columns(const struct layout *layout);

/* Keeps what a row says, of which `row` stand above it. False where memory is exhausted. */
bool unread_bill_note(struct unread_bills *bills, const struct layout *layout,
                      const struct csv_fields *fields, uint32_t row, struct text line, struct arena *arena);

/* Of rows that were noted, in their order and before their levels are settled, the first column by which they
 * that count on that day are of several bills: by what it says, or because what one of them has stands in
 * another, too; their bills are then numbered. NULL where there is none. Where memory runs out the arena has
 * failed. */
const struct unread_bill_differs *unread_bill_find(const struct unread_bills *bills,
                                                   const struct layout *layout, struct material *materials,
                                                   uint32_t count, date day, struct arena *arena);

void unread_bills_free(struct unread_bills *bills);

#endif
