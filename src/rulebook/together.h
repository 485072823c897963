#ifndef USMCA_RULEBOOK_TOGETHER_H
#define USMCA_RULEBOOK_TOGETHER_H

#include "rulebook/model.h"
#include "rulebook/xml.h"

/* What is refused of a rule book although each of its elements is in order: rules for the same goods of which
 * the first would hold, and groups that differ. Of the book that is the whole of a folder, also what it
 * lacks; `folder` is NULL for files that somebody looks at by themselves. */
usmca_status check_together(struct usmca_rulebook *book, const char *folder,
                            struct xml_complaints *complaints, usmca_error *error);

#endif
