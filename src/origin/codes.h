#ifndef USMCA_ORIGIN_CODES_H
#define USMCA_ORIGIN_CODES_H

#include "origin/context.h"

/* Goods and materials are classified in the edition of their day, and the rules are written in another: what
 * a code may be there, and what is to be said of it. */

enum code_problem {
    CODE_FOUND,
    CODE_UNKNOWN,      /* hs is not a code of its edition */
    CODE_RULE_UNKNOWN, /* hs_rule is not one of the rule book's edition */
    CODE_RULE_DIFFERS  /* hs_rule is nothing that hs may be */
};

/* The codes of one thing in the rule book's edition, and what each of them is in the others. */
struct code_set {
    const struct hs_lineage *lineages;
    const struct hs_code *codes;
    uint32_t count;
    enum code_problem problem;
};

/* The edition of the code of a line, or (of what is not given) of the good: that of its column, of the good's
 * column, of the whole run, or that in force on the good's day. A code `hs` that this one has not is of the
 * nearest that has it; of NULL that is not asked. */
enum hs_edition codes_edition(const struct origin_context *context, enum edition_choice of_line,
                              const struct hs_code *hs);

/* What `hs` may be; where hs_rule is given, what of it is that. Both have to outlive the set. */
void codes_find(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                const struct hs_code *hs_rule, struct code_set *out);

/* What the good's code may be, with that of another column of its row. */
void codes_find_good(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                     struct code_set *out);

/* Whether the material has a row of its own, or its line another column, whose code may not be that of its
 * line. */
bool codes_differ_of_line(const struct material *material, enum hs_edition edition);

/* The same of a line, whose `hs` is the code as rules read it. A material that is a good of the input has one
 * classification: where its own row, or another column, says another than the line, it may be either. */
void codes_find_line(struct origin_context *context, enum hs_edition edition, const struct hs_code *hs,
                     const struct material *material, struct code_set *out);

/* Where among its codes one that an edition gave to other goods, too, is itself, and whether it is those is
 * not said; set->count where it is no such code. */
uint32_t codes_kept(const struct origin_context *context, const struct code_set *set);

/* Why a code has no counterpart, by name; `line` is NULL for that of the good. */
void codes_tell_problem(struct origin_context *context, enum code_problem problem, const struct line *line);
/* That its code, or (of NULL) the good's, is of another edition than it is said to be, if it is. */
void codes_tell_edition(struct origin_context *context, const struct line *line);

/* What the good's code is in the edition of the rules, where it is not simply itself. */
void codes_tell_good(struct origin_context *context);

/* That two codes lead to different answers. */
void codes_tell_dispute(struct origin_context *context);

/* That a good originates whatever its codes are, but not by one criterion. */
void codes_tell_criteria(struct origin_context *context);

/* Whether that was said of the line. */
bool codes_told(const struct origin_context *context, const struct line *line);

/* Whether a line is open for want of digits, and not because an older edition divided its goods otherwise. */
bool codes_too_short(const struct origin_context *context, const struct line *line);

#endif
