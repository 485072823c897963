#ifndef USMCA_INTAKE_UNREAD_PAPER_H
#define USMCA_INTAKE_UNREAD_PAPER_H

#include "case/document.h"
#include "intake/layout.h"

/* The columns of documents.csv that nothing reads and that may say that a paper does not hold, or that what
 * it is about comes from elsewhere. False where memory ran out. */
bool unread_find_doubts(struct layout *layout, const char *path);

/* Of a row, what they say that is not that the paper holds. Where memory runs out the arena has failed. */
void unread_doubt_document(const struct layout *layout, const struct csv_fields *fields,
                           struct document *document, struct arena *arena);

#endif
