#ifndef USMCA_RULEBOOK_VALIDATE_H
#define USMCA_RULEBOOK_VALIDATE_H

#include "rulebook/load.h"
#include "rulebook/xml.h"

/* What `usmca validate` looks for: the schema, what the compiler refuses, and what only shows when all rules
 * are seen together. */

/* Holds a file against directory/schema/NAME.rng. */
usmca_status validate_schema(const char *path, const char *directory, const char *name,
                             struct xml_complaints *complaints, usmca_error *error);

/* Date steps that do not meet, chapters that are not as
 * complete as their file says, and facts without a question. `day` is the one for which chapters must be
 * complete. */
void validate_book(const struct usmca_rulebook *book, date day, struct xml_complaints *complaints);

/* The places in the sentences of each language, which are those of the English ones: another is never filled.
 */
usmca_status validate_sentences(const char *directory, struct xml_complaints *complaints, usmca_error *error);

/* How much of a chapter has rules on `day`, counted in subheadings of the edition. */
struct chapter_coverage {
    uint32_t subheadings;
    uint32_t with_rule;
    uint32_t doubtful;
};

/* By the number of the chapter, 1 to 99. */
void validate_coverage(const struct usmca_rulebook *book, enum hs_edition edition, date day,
                       struct chapter_coverage out[100]);

#endif
