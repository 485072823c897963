#ifndef USMCA_CASE_VALUES_H
#define USMCA_CASE_VALUES_H

#include "base/amount.h"
#include "base/total.h"
#include "hs/editions.h"

/* What single fields say. Text views live in the arena, or the block, that the record was read into. */

struct fact_value {
    struct text key;
    struct text value; /* of one that is declared in several ways, all of them: no single one is believed */
    bool contradicted;
};

struct facts {
    const struct fact_value *values;
    uint32_t count;
};

/* An amount of a whole period, given or not. */
struct total_amount {
    total value;
    bool given;
};

enum yes_or_no { YES_NOT_SAID, YES, NO, YES_OR_NO };
extern const char *const YES_WORDS[YES_OR_NO];

/* The edition of the Harmonized System that a code is of. */
enum edition_choice { EDITION_NOT_GIVEN, EDITION_2012, EDITION_2017, EDITION_2022, EDITION_CHOICES };
extern const char *const EDITION_WORDS[EDITION_CHOICES];

static inline enum edition_choice edition_choice(enum hs_edition edition) {
    return (enum edition_choice)(edition + 1);
}

/* The edition chosen, or that in force on the day. */
static inline enum hs_edition edition_chosen(enum edition_choice choice, const struct hs_editions *editions,
                                             date day) {
    return choice != EDITION_NOT_GIVEN ? (enum hs_edition)(choice - 1) : hs_edition_on(editions, day);
}

/* In whose tariff the digits behind the sixth of a code stand. */
enum tariff_choice { TARIFF_NOT_SAID, TARIFF_US, TARIFF_MX, TARIFF_CA, TARIFF_CHOICES };
extern const char *const TARIFF_WORDS[TARIFF_CHOICES];

enum declared_origin { ORIGIN_NOT_DECLARED, ORIGIN_DECLARED_ORIGINATING, ORIGIN_DECLARED_NON_ORIGINATING };

/* What a table says of one thing. */
enum look_up {
    LOOK_UP_NONE,
    LOOK_UP_FOUND,
    LOOK_UP_TWICE,   /* two rows that differ */
    LOOK_UP_REJECTED /* a row that is rejected may say otherwise */
};

#endif
