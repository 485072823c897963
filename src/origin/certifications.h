#ifndef USMCA_ORIGIN_CERTIFICATIONS_H
#define USMCA_ORIGIN_CERTIFICATIONS_H

#include "origin/context.h"

/* Which certifications of origin on a material decide, where its line names none: Article 5.2. */

/* What is found of a material's certifications, kept for the next line of it, so that many certifications on
 * one material are not gone through for each of its lines. One thread, and one set of documents, has its own;
 * NULL keeps nothing. */
struct certifications;

/* NULL where memory is exhausted. */
struct certifications *certifications_new(void);
/* What is kept is of documents that are no longer as they were. */
void certifications_forget(struct certifications *certifications);
void certifications_free(struct certifications *certifications);

/* Of the certifications on a material, of its supplier where the line says who that is. */
struct found_certifications {
    const struct document *valid;  /* the latest that stands; or NULL */
    const struct document *other;  /* the latest that does not; or NULL */
    const struct document *lapsed; /* where the line does not say its supplier, and one stands: the latest of
                                      a supplier of whom none stands; or NULL */
};
struct found_certifications certifications_find(const struct origin_context *context,
                                                const struct material *material);

#endif
