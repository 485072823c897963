#ifndef USMCA_PAPERS_IDENTIFIERS_H
#define USMCA_PAPERS_IDENTIFIERS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

/* Tax and importer numbers: their forms and check digits, rules/papers/identifiers.xml. */
struct identifiers;

enum identifier_fault {
    IDENTIFIER_SOUND, /* or of a country whose numbers are not checked */
    IDENTIFIER_FORM,
    IDENTIFIER_DAY,
    IDENTIFIER_CHECK,
    IDENTIFIER_FAULTS
};

/* In `arena`. */
usmca_status identifiers_load(struct identifiers **out, struct arena *arena, const char *directory,
                              usmca_error *error);

/* What is wrong with a number of that country; the least where it may be one of several kinds. Appends to
 * `name` what it was taken for: "RFC", or "RFC, CURP" where it has the form of none. */
enum identifier_fault identifier_check(const struct identifiers *identifiers, struct text country,
                                       struct text number, struct buffer *name);

#endif
