#ifndef USMCA_RULEBOOK_NAMED_H
#define USMCA_RULEBOOK_NAMED_H

#include "rulebook/model.h"

/* What results, documents and other rules name of a rule book, found in it again. */

/* NULL where the book has no rule of that id: results may be of another edition of it. */
const struct rule *rule_named(const struct usmca_rulebook *book, struct text id);
/* Notes the id of book->rules[rule]; the rule that has it already, or NULL. */
const struct rule *rule_add_name(const struct usmca_rulebook *book, struct text id, uint32_t rule);

/* The reading of that id, or the first where the dispute has none of it; `dispute` may be NULL. */
struct held_in reading_named(const struct dispute *dispute, struct text id);

#endif
