#ifndef USMCA_RULEBOOK_SENTENCE_H
#define USMCA_RULEBOOK_SENTENCE_H

#include "rulebook/messages.h"

/* A rule's sentence, made from its facts in the language of the book's messages, so that it can be held
 * against the official text. */

/* One alternative on a day, without its letter: "A change to … from …, provided that …". `in` is the reading
 * of its dispute, where it has one. */
void sentence_alternative(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                          const struct alternative *alternative, struct held_in in, date day);

/* One requirement, as it stands behind "provided that"; of dated steps the one in force on `day`. */
void sentence_requirement(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                          const struct alternative *alternative, const struct requirement *requirement,
                          date day);

/* "battery cells of subheading 8507.90": the scope with what the condition calls its materials. */
void sentence_materials(struct buffer *out, const struct usmca_rulebook *book, const struct scope *scope,
                        struct condition when);
/* "headings 7208 through 7229 or 7301 through 7326". */
void sentence_scope(struct buffer *out, const struct usmca_rulebook *book, const struct scope *scope);

/* The question that a fact asks, and what the goods or materials that have it are called. */
struct text sentence_question(const struct usmca_rulebook *book, const struct fact *fact);
struct text sentence_description(const struct usmca_rulebook *book, const struct fact *fact);
/* What a rule asks where it asks for that fact, or for its opposite: "the good contains no peaches". */
struct text sentence_process(const struct usmca_rulebook *book, const struct fact *fact);

#endif
