#ifndef USMCA_VALUE_COST_H
#define USMCA_VALUE_COST_H

#include "value/interest.h"

/* Total cost and net cost of each good from the books of its producer: U.R. 1(6), 7(11) to 7(13) and the
 * reasonable allocation of Schedule 5. */

/* How overhead is allocated that names no base: Schedule 5, Appendices A, B and C. */
enum overhead_method {
    OVERHEAD_COST_RATIO,
    OVERHEAD_LABOUR_MATERIAL,
    OVERHEAD_DIRECT_COST,
    OVERHEAD_METHODS
};
extern const char *const OVERHEAD_METHOD_WORDS[OVERHEAD_METHODS];

/* U.R. 7(11)(a): excluded costs are subtracted from the total, and the remainder is allocated; (b): the total
 * is allocated, and the excluded costs in each good's share are subtracted; (c): each cost is allocated
 * without what is excluded of it. They differ in the direct overhead that Appendix C takes its ratio from. */
enum net_cost_route { ROUTE_REMAINDER, ROUTE_TOTAL, ROUTE_EACH, NET_COST_ROUTES };

/* One choice holds for a fiscal year, Schedule 5 section 6. */
struct cost_choice {
    enum overhead_method method;
    enum net_cost_route route;
    struct text base; /* of overhead by cost ratio that names none; or empty */
    int places;       /* decimals to which ratios are rounded; negative where they are not */
};

/* The base of bases.csv that counts units, for amounts a unit. */
extern const char COST_UNITS[];

struct cost_pool_entry {
    const struct ledger_entry *entry;
    const struct cost_pool_entry *next;
};

/* Entries of the ledger that are allocated by the same ratio. */
struct cost_pool {
    enum cost_class class;
    struct text base; /* empty where a ratio of Appendix B or C allocates it */
    total amount;     /* a gain on currency conversion is below zero */
    total excluded;   /* of it */
    total whole;      /* the base, or the costs of the ratio, of all goods */
    struct cost_pool_entry *entries;
    struct cost_pool_entry *last;
};

/* What a good has of a pool. */
struct cost_share {
    total part;    /* of the pool's `whole` that is the good's */
    decimal ratio; /* part / whole, as it was rounded */
    total amount;
    total excluded;
};

struct good_cost {
    struct text good_id;
    bool units_given;
    total units;
    total own[COST_CLASSES]; /* entries of the ledger that are this good's alone */
    total own_excluded[COST_CLASSES];
    total by_class[COST_CLASSES]; /* gains and losses on currency conversion are other costs */
    total total_cost;
    total excluded;
    total net_cost;
    struct cost_share *shares; /* one a pool */
};

struct cost_outcome {
    struct cost_pool *pools;
    size_t pool_count;
    struct good_cost *goods; /* as they first stand in the bases, then in the ledger */
    size_t good_count;
    const struct ledger_entry **left_out;
    size_t left_out_count;
    struct interest_outcome *interest;
    size_t interest_count;
    total ledger; /* what the entries that are not left out add up to: total cost */
    total excluded;
    total by_exclusion[EXCLUDED_COSTS];
    struct cost_problem {
        struct row_problem row;
        bool in_bases; /* else in the ledger */
    } * problems;      /* where there are any, nothing is allocated */
    size_t problem_count;
};

/* Allocates; `interest` has been reckoned, and its costs are excluded from the entries of their accounts.
 * Everything is in the arena, and no row may be freed before it. False where memory is exhausted. */
bool cost_allocate(struct cost_outcome *outcome, const struct cost_choice *choice,
                   const struct ledger_entry *ledger, size_t ledger_count, const struct base_share *bases,
                   size_t base_count, struct interest_outcome *interest, size_t interest_count,
                   struct arena *arena);

#endif
