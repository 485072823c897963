#ifndef USMCA_RULEBOOK_TERMS_H
#define USMCA_RULEBOOK_TERMS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "hs/editions.h"

/* What rules and provisions are made of. */

enum result { RESULT_FAIL, RESULT_UNKNOWN, RESULT_PASS };

static inline enum result result_of_membership(enum hs_membership membership) {
    return membership == HS_INSIDE ? RESULT_PASS : membership == HS_OUTSIDE ? RESULT_FAIL : RESULT_UNKNOWN;
}

struct period {
    date from;
    date until; /* the first day on which it no longer holds */
};

static inline bool period_holds(struct period period, date day) {
    return day >= period.from && day < period.until;
}

/* The first of dated steps that holds on the day, each of a type with a member `period`; NULL where none
 * does. */
#define STEP_IN_FORCE(type, steps, count, day)                                                               \
    ((const type *)period_find((steps), (count), sizeof(type), offsetof(type, period), (day)))

static inline const void *period_find(const void *steps, size_t count, size_t size, size_t period, date day) {
    for (const char *step = steps; count > 0; step += size, count--)
        if (period_holds(*(const struct period *)(step + period), day))
            return step;
    return NULL;
}

/* Codes as written, for sentences, and as a set, for tests. */
struct scope_item {
    uint32_t low;
    uint32_t last; /* first number of the last code of the range; equals low where the item is one code */
    uint8_t digits;
};

struct scope {
    const struct scope_item *items;
    uint32_t count;
    enum hs_edition edition;
    struct hs_set set;
};

/* Whether all, none or some of what the code may be, as `from` has it, lies in the scope; unknown too where
 * it is no code of that edition. */
enum result scope_holds_code(const struct scope *scope, const struct hs_editions *editions,
                             enum hs_edition from, struct hs_code code);

enum fact_owner { FACT_OF_GOOD, FACT_OF_MATERIAL };
enum fact_type { FACT_BOOLEAN, FACT_COUNTRY, FACT_TEXT };

/* Something about a good or a material that no column says and that a rule may ask for. */
struct fact {
    struct text key;
    struct text question; /* message id */
    enum fact_owner owner;
    enum fact_type type;
    struct text file;
    uint32_t line;
    bool
        opens; /* only opens a further way to qualify: undeclared counts as not shown (contract, section 3) */
    uint32_t true_for; /* bits of enum use that answer it by themselves */
    uint32_t false_for;
    struct scope
        true_codes; /* codes, in the rule book's edition, whose own words say so, whatever is declared */
    struct scope false_codes; /* and codes that say it is not so, where nothing is declared */
    struct scope true_given;  /* codes, in the edition that they are given in, that answer it */
    struct scope false_given;
    struct scope true_without; /* true where no material that is not originating is of these codes */
    struct scope true_with;    /* true where any material is */
    struct scope
        false_with; /* false where one is that is declared not to originate, or comes from elsewhere */
    struct scope false_unless_all; /* false unless all that is in the good, but what it is put up in, is of
                                      these codes */
    struct scope
        true_alone; /* of a material: true of the only one that is of these codes, and of no other then */
    struct fact *asked_as; /* the same question in other words of the law: asked and declared as this one */
    bool others;           /* some fact is asked as this one */
    bool burdens;          /* "yes" brings a requirement, or bars a material from a change */
};

/* A boolean fact, or its opposite. fact is NULL where there is no condition. */
struct condition {
    const struct fact *fact;
    bool negated;
};

/* Materials named by a change: codes, the good's own unit, or described materials among either. */
struct origin_item {
    struct scope scope;
    enum hs_level same; /* "any other good of the same subheading"; HS_NONE where codes are named */
    struct condition when;
    bool within;         /* "from within that subheading": the unit of `same`, whatever good of it */
    bool whether_or_not; /* sentence: "whether or not there is also a change from …", else "or" */
};

struct combination {
    const struct origin_item *items;
    uint32_t count;
    uint32_t more_than;
    bool both; /* sentence: "a combination of both", else "more than one of the following" */
};

enum change_group { GROUP_NONE, GROUP_INCLUDING, GROUP_OUTSIDE };

struct change {
    enum hs_level level; /* change from any other …; HS_NONE where only named origins count */
    enum change_group group;
    const struct origin_item *also;
    uint32_t also_count;
    const struct origin_item *except;
    uint32_t except_count;
    const struct combination *combinations;
    uint32_t combination_count;
};

/* A regional value content requirement while `period` holds. A percentage of zero is "method not provided".
 */
struct rvc_requirement {
    struct period period;
    decimal transaction_value;
    decimal net_cost;
};

struct weight_share {
    struct scope scope;
    struct condition when;
    decimal percent;
    bool of_good; /* a limit on the weight of the good, else on that of the materials named */
};

/* "A good containing … is originating only if such materials are …" */
struct each_material {
    struct scope scope;
    struct condition when;
    struct condition must;
    bool originating_suffices; /* an originating material cannot but have been made so */
    bool declared_suffices;    /* a material of other codes that is declared to meet `when` is one of them */
};

enum use {
    USE_NONE,
    USE_PASSENGER_VEHICLE,
    USE_LIGHT_TRUCK,
    USE_HEAVY_TRUCK,
    USE_OTHER_VEHICLE,
    USE_AFTERMARKET,
    USES
};

enum country { COUNTRY_NONE, COUNTRY_CANADA, COUNTRY_MEXICO, COUNTRY_UNITED_STATES, COUNTRIES };

extern const char *const USE_WORDS[USES];
/* The use of that word; USE_NONE where there is none, or the word is NULL. */
enum use use_named(const char *word);
/* Whether a set of uses, a bit each, has this one. */
static inline bool use_in(uint32_t uses, enum use use) {
    return (uses >> use & 1) != 0;
}

extern const char *const COUNTRY_CODES[COUNTRIES];
/* The country of that code; COUNTRY_NONE where it is none of the three. */
enum country country_named(struct text code);
/* Whether a set of countries, a bit each, has this one. */
static inline bool country_in(uint32_t countries, enum country country) {
    return (countries >> country & 1) != 0;
}

#endif
