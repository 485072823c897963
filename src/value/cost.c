#include "value/cost.h"

#include <Judy.h>

const char *const OVERHEAD_METHOD_WORDS[OVERHEAD_METHODS] = {"cost-ratio", "labour-material", "direct-cost"};
const char COST_UNITS[] = "units-produced";

/* A base, or the costs of a ratio: how much of it each good has. */
struct base {
    struct text name;
    total *of; /* by good */
    total whole;
    total amount; /* of the pools that it has allocated so far */
    total excluded;
};

struct allocation {
    struct cost_outcome *outcome;
    const struct cost_choice *choice;
    struct arena *arena;
    const struct ledger_entry *ledger;
    size_t ledger_count;
    const struct base_share *shares;
    size_t share_count;
    total *excluded_more; /* by ledger entry: non-allowable interest */
    Pvoid_t goods;        /* JudyHS: good_id to its place, from 1 */
    struct base *bases;
    size_t base_count;
    bool out_of_memory;
    bool overflow;
};

static void blame(struct allocation *a, const struct row_place *place, bool in_bases, const char *column,
                  const char *message, struct text name) {
    a->outcome->problems[a->outcome->problem_count++] =
        (struct cost_problem){{place, column, message, name}, in_bases};
}

static void sum(struct allocation *a, total *to, total more) {
    a->overflow = !total_add(to, *to, more) || a->overflow;
}

/* ---- goods ---- */

static size_t good_place(struct allocation *a, struct text id) {
    PWord_t value = (PWord_t)JudyHSIns(&a->goods, (void *)id.data, id.length, PJE0);
    if (value == NULL || (void *)value == (void *)PPJERR) {
        a->out_of_memory = true;
        return 0;
    }
    if (*value == 0) {
        a->outcome->goods[a->outcome->good_count++].good_id = id;
        *value = a->outcome->good_count;
    }
    return *value - 1;
}

static void gather_goods(struct allocation *a) {
    for (size_t i = 0; i < a->share_count; i++)
        good_place(a, a->shares[i].good_id);
    for (size_t i = 0; i < a->ledger_count; i++)
        if (a->ledger[i].good_id.length > 0)
            good_place(a, a->ledger[i].good_id);
}

/* ---- bases ---- */

static struct base *base_named(struct allocation *a, struct text name) {
    for (size_t i = 0; i < a->base_count; i++)
        if (text_equal(a->bases[i].name, name))
            return &a->bases[i];
    return NULL;
}

static void gather_bases(struct allocation *a) {
    for (size_t i = 0; i < a->share_count; i++) {
        const struct base_share *share = &a->shares[i];
        struct base *base = base_named(a, share->base);
        if (base == NULL) {
            base = &a->bases[a->base_count++];
            base->name = share->base;
            base->of = ARENA_ARRAY(a->arena, total, a->outcome->good_count + 1);
            if (base->of == NULL) {
                a->out_of_memory = true;
                return;
            }
        }
        sum(a, &base->of[good_place(a, share->good_id)], share->amount.value);
        sum(a, &base->whole, share->amount.value);
    }
    const struct base *units = base_named(a, text_from(COST_UNITS));
    for (size_t i = 0; units != NULL && i < a->outcome->good_count; i++) {
        a->outcome->goods[i].units = units->of[i];
        a->outcome->goods[i].units_given = units->of[i] > 0;
    }
}

/* ---- entries ---- */

static bool is_other(enum cost_class class) {
    return class == COST_OTHER || class == COST_CURRENCY_GAIN || class == COST_CURRENCY_LOSS;
}

static enum cost_class class_of(const struct ledger_entry *entry) {
    return is_other(entry->class) ? COST_OTHER : entry->class;
}

/* U.R. 1(6)(d): gains on currency conversion are deducted. */
static total entry_total(const struct ledger_entry *entry) {
    return entry->class == COST_CURRENCY_GAIN ? -entry->amount.value : entry->amount.value;
}

static total excluded_of(const struct allocation *a, const struct ledger_entry *entry) {
    total declared = entry->excluded == EXCLUDED_NONE ? 0
                     : entry->excluded_amount.given   ? entry->excluded_amount.value
                                                      : entry->amount.value;
    return declared + a->excluded_more[entry - a->ledger];
}

/* The place of the first entry of each account, from 1. */
static void gather_accounts(struct allocation *a, Pvoid_t *accounts) {
    for (size_t i = 0; i < a->ledger_count && a->outcome->interest_count > 0; i++) {
        struct text account = a->ledger[i].account;
        if (a->ledger[i].left_out != LEFT_OUT_NO || account.length == 0)
            continue;
        PWord_t place = (PWord_t)JudyHSIns(accounts, (void *)account.data, account.length, PJE0);
        if (place == NULL || (void *)place == (void *)PPJERR)
            a->out_of_memory = true;
        else if (*place == 0)
            *place = i + 1;
    }
}

/* Interest that is not allowable is excluded from the first entry of its account. */
static void exclude_interest_of(struct allocation *a, struct interest_outcome *interest, Pvoid_t accounts) {
    struct text account = interest->loan->account;
    const Word_t *place =
        account.length > 0 ? (PWord_t)JudyHSGet(accounts, (void *)account.data, account.length) : NULL;
    if (place == NULL) {
        interest->problem = (struct row_problem){&interest->loan->place, "account", "cost.no-account",
                                                 interest->loan->loan_id};
        return;
    }
    sum(a, &a->excluded_more[*place - 1], interest->non_allowable);
    sum(a, &a->outcome->by_exclusion[EXCLUDED_INTEREST], interest->non_allowable);
}

static void exclude_interest(struct allocation *a) {
    Pvoid_t accounts = NULL;
    gather_accounts(a, &accounts);
    for (size_t i = 0; i < a->outcome->interest_count; i++) {
        struct interest_outcome *interest = &a->outcome->interest[i];
        if (interest->problem.message == NULL && interest->non_allowable != 0)
            exclude_interest_of(a, interest, accounts);
    }
    JudyHSFreeArray(&accounts, PJE0);
}

static void check_entry(struct allocation *a, const struct ledger_entry *entry) {
    total amount = entry->amount.value;
    total excluded = excluded_of(a, entry);
    if (entry->excluded == EXCLUDED_NONE && entry->excluded_amount.given && entry->excluded_amount.value != 0)
        blame(a, &entry->place, false, "excluded", "cost.excluded-kind", entry->account);
    else if (excluded != 0 && entry->class == COST_DIRECT_MATERIAL)
        blame(a, &entry->place, false, "excluded", "cost.excluded-material", entry->account);
    else if ((amount >= 0 && (excluded > amount || excluded < 0)) ||
             (amount < 0 && (excluded < amount || excluded > 0)))
        blame(a, &entry->place, false, "excluded_amount", "cost.excluded-exceeds", entry->account);
    else if (amount < 0 && (entry->class == COST_CURRENCY_GAIN || entry->class == COST_CURRENCY_LOSS))
        blame(a, &entry->place, false, "amount", "cost.currency-sign", entry->account);
}

/* ---- pools ---- */

/* By which base an entry is allocated; empty where by the ratio of the method, and *possible is false where
 * the law gives it none: direct costs by what reflects them (Schedule 5, section 4(a), (b)), direct overhead
 * by a base of its own (Appendix C). */
static struct text base_of(const struct allocation *a, const struct ledger_entry *entry, bool *possible) {
    enum overhead_method method = a->choice->method;
    bool direct = entry->class == COST_DIRECT_MATERIAL || entry->class == COST_DIRECT_LABOUR ||
                  (entry->class == COST_DIRECT_OVERHEAD && method == OVERHEAD_DIRECT_COST);
    struct text base = entry->base;
    if (entry->good_id.length > 0)
        base = (struct text){"", 0};
    else if (base.length == 0 && !direct && method == OVERHEAD_COST_RATIO)
        base = a->choice->base;
    *possible = entry->good_id.length > 0 || base.length > 0 || (!direct && method != OVERHEAD_COST_RATIO);
    return base;
}

static struct cost_pool *pool_for(struct allocation *a, enum cost_class class, struct text base) {
    struct cost_outcome *outcome = a->outcome;
    for (size_t i = 0; i < outcome->pool_count; i++)
        if (outcome->pools[i].class == class && text_equal(outcome->pools[i].base, base))
            return &outcome->pools[i];
    outcome->pools[outcome->pool_count] = (struct cost_pool){.class = class, .base = base};
    return &outcome->pools[outcome->pool_count++];
}

static void add_to_pool(struct allocation *a, struct cost_pool *pool, const struct ledger_entry *entry) {
    struct cost_pool_entry *link = ARENA_NEW(a->arena, struct cost_pool_entry);
    a->out_of_memory = a->out_of_memory || link == NULL;
    if (link == NULL)
        return;
    link->entry = entry;
    if (pool->last != NULL)
        pool->last->next = link;
    else
        pool->entries = link;
    pool->last = link;
    sum(a, &pool->amount, entry_total(entry));
    sum(a, &pool->excluded, excluded_of(a, entry));
}

static void add_entry(struct allocation *a, const struct ledger_entry *entry, struct text base) {
    struct cost_outcome *outcome = a->outcome;
    enum cost_class class = class_of(entry);
    total excluded = excluded_of(a, entry);
    if (entry->good_id.length > 0) {
        struct good_cost *good = &outcome->goods[good_place(a, entry->good_id)];
        sum(a, &good->own[class], entry_total(entry));
        sum(a, &good->own_excluded[class], excluded);
    } else {
        add_to_pool(a, pool_for(a, class, base), entry);
    }
    sum(a, &outcome->ledger, entry_total(entry));
    sum(a, &outcome->excluded, excluded);
    sum(a, &outcome->by_exclusion[entry->excluded], excluded - a->excluded_more[entry - a->ledger]);
}

static void gather_pools(struct allocation *a) {
    for (size_t i = 0; i < a->ledger_count && !a->out_of_memory; i++) {
        const struct ledger_entry *entry = &a->ledger[i];
        bool possible = true;
        if (entry->left_out != LEFT_OUT_NO) {
            a->outcome->left_out[a->outcome->left_out_count++] = entry;
            continue;
        }
        size_t before = a->outcome->problem_count;
        check_entry(a, entry);
        if (a->outcome->problem_count > before)
            continue;
        struct text base = base_of(a, entry, &possible);
        const struct base *found = base_named(a, base);
        if (!possible)
            blame(a, &entry->place, false, "base", "cost.no-base", entry->account);
        else if (base.length > 0 && (found == NULL || found->whole == 0))
            blame(a, &entry->place, false, "base", "cost.base-unknown", base);
        else
            add_entry(a, entry, base);
    }
}

/* ---- allocation ---- */

/* An exact share of an amount is the difference of rounded running sums, over the goods and over the pools of
 * one base: so each pool is given out whole, and a good's shares add up to what its share of the sum is. */
struct running {
    total before; /* of the pools before this one */
    total after;
    total last[2]; /* of the goods before this one, by those two */
};

static total step(struct allocation *a, struct running *running, total part, total whole) {
    total reached[2] = {0, 0};
    a->overflow = !total_portion(&reached[0], running->before, part, whole) ||
                  !total_portion(&reached[1], running->after, part, whole) || a->overflow;
    total share = (reached[1] - running->last[1]) - (reached[0] - running->last[0]);
    running->last[0] = reached[0];
    running->last[1] = reached[1];
    return share;
}

/* Schedule 5 section 4(c); Appendix A: CAG = CA × CR. */
static void share_exactly(struct allocation *a, size_t place, struct base *base) {
    const struct cost_pool *pool = &a->outcome->pools[place];
    struct running amount = {.before = base->amount};
    struct running excluded = {.before = base->excluded};
    total part = 0;
    sum(a, &base->amount, pool->amount);
    sum(a, &base->excluded, pool->excluded);
    amount.after = base->amount;
    excluded.after = base->excluded;
    for (size_t i = 0; i < a->outcome->good_count; i++) {
        struct cost_share *share = &a->outcome->goods[i].shares[place];
        sum(a, &part, base->of[i]);
        share->amount = step(a, &amount, part, base->whole);
        share->excluded = step(a, &excluded, part, base->whole);
    }
}

/* The same by ratios that are rounded, as the examples of Appendix A are; the largest is what the others
 * leave. */
static void share_by_ratios(struct allocation *a, size_t place, const struct base *base) {
    const struct cost_pool *pool = &a->outcome->pools[place];
    struct good_cost *goods = a->outcome->goods;
    total unit = DECIMAL_ONE;
    for (int i = 0; i < a->choice->places; i++)
        unit /= 10;
    size_t largest = 0;
    total left = DECIMAL_ONE;
    for (size_t i = 0; i < a->outcome->good_count; i++) {
        struct cost_share *share = &goods[i].shares[place];
        share->ratio = (decimal)((share->ratio + unit / 2) / unit * unit);
        left -= share->ratio;
        largest = base->of[i] > base->of[largest] ? i : largest;
    }
    struct cost_share *rest = &goods[largest].shares[place];
    rest->ratio += (decimal)left;
    rest->amount = pool->amount;
    rest->excluded = pool->excluded;
    for (size_t i = 0; i < a->outcome->good_count; i++) {
        struct cost_share *share = &goods[i].shares[place];
        if (share == rest)
            continue;
        a->overflow = !total_portion(&share->amount, pool->amount, share->ratio, DECIMAL_ONE) ||
                      !total_portion(&share->excluded, pool->excluded, share->ratio, DECIMAL_ONE) ||
                      a->overflow;
        rest->amount -= share->amount;
        rest->excluded -= share->excluded;
    }
}

static void share_out(struct allocation *a, size_t place, struct base *base) {
    a->outcome->pools[place].whole = base->whole;
    for (size_t i = 0; i < a->outcome->good_count; i++) {
        struct cost_share *share = &a->outcome->goods[i].shares[place];
        share->part = base->of[i];
        a->overflow = !total_quotient(&share->ratio, base->of[i], base->whole) || a->overflow;
    }
    if (a->choice->places < 0)
        share_exactly(a, place, base);
    else
        share_by_ratios(a, place, base);
}

/* Allocated by the ratio of Appendix B or C, which is taken from the direct costs of each good. */
static bool by_ratio(const struct cost_pool *pool) {
    return pool->base.length == 0;
}

/* Appendix B: direct labour and direct material; Appendix C: direct overhead as well, by U.R. 7(11)(b) with
 * the excluded costs in it, by (a) and (c) without. */
static bool ratio_base(struct allocation *a, struct base *base) {
    struct cost_outcome *outcome = a->outcome;
    const bool counts[COST_CLASSES] = {[COST_DIRECT_MATERIAL] = true,
                                       [COST_DIRECT_LABOUR] = true,
                                       [COST_DIRECT_OVERHEAD] = a->choice->method == OVERHEAD_DIRECT_COST};
    bool gross = a->choice->route == ROUTE_TOTAL;
    base->of = ARENA_ARRAY(a->arena, total, outcome->good_count + 1);
    a->out_of_memory = a->out_of_memory || base->of == NULL;
    for (size_t i = 0; base->of != NULL && i < outcome->good_count; i++) {
        const struct good_cost *good = &outcome->goods[i];
        for (int class = 0; class < COST_CLASSES; class ++)
            if (counts[class])
                sum(a, &base->of[i], good->own[class] - (gross ? 0 : good->own_excluded[class]));
        for (size_t place = 0; place < outcome->pool_count; place++)
            if (counts[outcome->pools[place].class])
                sum(a, &base->of[i], good->shares[place].amount - (gross ? 0 : good->shares[place].excluded));
        sum(a, &base->whole, base->of[i]);
    }
    return base->whole > 0;
}

static void total_up(struct allocation *a, struct good_cost *good) {
    for (int class = 0; class < COST_CLASSES; class ++) {
        sum(a, &good->by_class[class], good->own[class]);
        sum(a, &good->excluded, good->own_excluded[class]);
    }
    for (size_t place = 0; place < a->outcome->pool_count; place++) {
        sum(a, &good->by_class[a->outcome->pools[place].class], good->shares[place].amount);
        sum(a, &good->excluded, good->shares[place].excluded);
    }
    for (int class = 0; class < COST_CLASSES; class ++)
        sum(a, &good->total_cost, good->by_class[class]);
    a->overflow = !total_subtract(&good->net_cost, good->total_cost, good->excluded) || a->overflow;
}

static void allocate(struct allocation *a) {
    struct cost_outcome *outcome = a->outcome;
    const struct cost_pool *first = NULL;
    for (size_t i = 0; i < outcome->pool_count; i++) {
        const struct cost_pool *pool = &outcome->pools[i];
        if (!by_ratio(pool))
            share_out(a, i, base_named(a, pool->base));
        else if (first == NULL)
            first = pool;
    }
    struct base ratio = {0};
    if (first != NULL && !ratio_base(a, &ratio)) {
        if (!a->out_of_memory)
            blame(a, &first->entries->entry->place, false, "base", "cost.no-direct-costs",
                  first->entries->entry->account);
        return;
    }
    for (size_t i = 0; i < outcome->pool_count; i++)
        if (by_ratio(&outcome->pools[i]))
            share_out(a, i, &ratio);
    for (size_t i = 0; i < outcome->good_count; i++)
        total_up(a, &outcome->goods[i]);
}

static bool make_room(struct allocation *a) {
    struct cost_outcome *outcome = a->outcome;
    size_t most = a->ledger_count + a->share_count + 1;
    outcome->goods = ARENA_ARRAY(a->arena, struct good_cost, most);
    outcome->pools = ARENA_ARRAY(a->arena, struct cost_pool, a->ledger_count + 1);
    outcome->left_out = ARENA_ARRAY(a->arena, const struct ledger_entry *, a->ledger_count + 1);
    outcome->problems = ARENA_ARRAY(a->arena, struct cost_problem, 2 * most);
    a->excluded_more = ARENA_ARRAY(a->arena, total, a->ledger_count + 1);
    a->bases = ARENA_ARRAY(a->arena, struct base, a->share_count + 1);
    return outcome->goods != NULL && outcome->pools != NULL && outcome->left_out != NULL &&
           outcome->problems != NULL && a->excluded_more != NULL && a->bases != NULL;
}

static bool make_shares(struct allocation *a) {
    for (size_t i = 0; i < a->outcome->good_count; i++) {
        struct good_cost *good = &a->outcome->goods[i];
        good->shares = ARENA_ARRAY(a->arena, struct cost_share, a->outcome->pool_count + 1);
        if (good->shares == NULL)
            return false;
    }
    return true;
}

bool cost_allocate(struct cost_outcome *outcome, const struct cost_choice *choice,
                   const struct ledger_entry *ledger, size_t ledger_count, const struct base_share *bases,
                   size_t base_count, struct interest_outcome *interest, size_t interest_count,
                   struct arena *arena) {
    struct allocation a = {.outcome = outcome,
                           .choice = choice,
                           .arena = arena,
                           .ledger = ledger,
                           .ledger_count = ledger_count,
                           .shares = bases,
                           .share_count = base_count};
    *outcome = (struct cost_outcome){.interest = interest, .interest_count = interest_count};
    if (!make_room(&a))
        return false;
    gather_goods(&a);
    gather_bases(&a);
    exclude_interest(&a);
    gather_pools(&a);
    if (!a.out_of_memory && make_shares(&a) && outcome->problem_count == 0)
        allocate(&a);
    if (a.overflow) {
        bool in_bases = ledger_count == 0;
        blame(&a, in_bases ? &bases[0].place : &ledger[0].place, in_bases, "amount", "field.overflow",
              (struct text){"", 0});
    }
    JudyHSFreeArray(&a.goods, PJE0);
    return !a.out_of_memory;
}
