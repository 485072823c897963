#ifndef USMCA_ORIGIN_REMEMBERED_H
#define USMCA_ORIGIN_REMEMBERED_H

#include "rulebook/select.h"

/* What one thread remembers of codes from one good to the next. A file has millions of lines and a few
 * thousand codes: what a code is in the edition of the rules, which provisions name it as that of a good, and
 * whether it makes the change that a rule asks for, are found once.
 *
 * Only what follows from codes and the rule book alone is remembered: of codes that are one thing in the
 * edition of the rules and of whose digits nobody asks whose tariff they are of (origin/tariff_items.h), and
 * of rules that ask for no fact and stand in no dispute. So it makes no difference to any answer whether
 * something is remembered, what was remembered before, or that there was no memory to remember it in: then it
 * is found again. It is of one rule book, and has so much room and no more. */
struct remembered;

/* NULL where memory is exhausted. */
struct remembered *remembered_new(void);
void remembered_free(struct remembered *remembered);

/* Which of the general provisions may apply to goods of a code: bit i is the provision of place i. Those of
 * later places always may. */
enum { MOST_PLACES = 64 };
struct code_provisions {
    bool known;
    bool scheduled;      /* an item of Schedule 2 may be such a good */
    bool core_part;      /* of a heading of Table A.2 */
    uint64_t exclusions; /* U.R. 5(3) */
    uint64_t allowances; /* of those */
    uint64_t disregarded;
    uint64_t repackings; /* U.R. 1(1), 4(2) */
};

/* One code of one edition. */
struct remembered_code {
    struct hs_code given;
    enum hs_edition edition;
    uint32_t number;                  /* from 1; 0: it is not one thing, and nothing more is known of it */
    struct hs_code code;              /* in the edition of the rules */
    const struct hs_lineage *lineage; /* the one that it has */
    struct code_provisions provisions;
    enum { SPANS_NOT_ASKED, SPANS_KNOWN, SPANS_TOO_MANY } spans_known;
    struct code_spans spans; /* of the rule book */
};

/* What is known of the code; NULL where there is nothing to remember it in. */
struct remembered_code *remembered_code(struct remembered *remembered, const struct usmca_rulebook *book,
                                        enum hs_edition edition, const struct hs_code *given);

/* The number of a change that the rule asks of goods of that code, from 1; 0 where it is not remembered who
 * makes it. */
uint32_t remembered_change(struct remembered *remembered, const struct rule *rule,
                           const struct change *change, struct hs_code code);

/* Whether materials of a code make the change, as the values of a line's shift; NOT_REMEMBERED before it was
 * kept, and again where another took its place. */
enum { NOT_REMEMBERED = UINT8_MAX };
uint8_t remembered_shift(const struct remembered *remembered, uint32_t change, uint32_t code);
void remembered_keep(struct remembered *remembered, uint32_t change, uint32_t code, uint8_t shift);

#endif
