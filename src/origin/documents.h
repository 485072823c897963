#ifndef USMCA_ORIGIN_DOCUMENTS_H
#define USMCA_ORIGIN_DOCUMENTS_H

#include "origin/context.h"

/* Works out what no good changes: what each document lacks, and when it ends. To be called once for documents
 * that goods will rely on; what they lack is put in `arena`. `first_month` is that of the fiscal year of the
 * producer of the goods, 1 to 12. */
void documents_prepare(const struct usmca_rulebook *book, struct document *documents, size_t count,
                       int first_month, struct arena *arena);

/* The supplier's document that a line relies on: Article 5.2 and Annex 5-A for certifications of origin, U.R.
 * 9(2) and 9(3) for statements. Returns it where it is valid on the good's date, complete and about this
 * material; findings say what is wrong with it otherwise. A line that is declared to originate and names none
 * relies on the certification of its material, and of its supplier where it says who that is. */
const struct document *documents_check(struct origin_context *context, const struct material *material);

#endif
