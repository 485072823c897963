#include "origin/remembered.h"

#include <stdlib.h>

/* Numbers of thirteen bits, so that a change, a code and a shift are one word. A few pages of each table are
 * touched for a file of few codes. */
enum {
    NUMBER_BITS = 13,
    MOST_NUMBERS = (1 << NUMBER_BITS) - 1,
    PLACES = 1 << (NUMBER_BITS + 1), /* of an open table of numbers: half of them stay free */
    SHIFT_BITS = 3,
    SHIFT_PLACES = 1 << 16
};

struct asked_change {
    const struct rule *rule;
    const struct change *change;
    uint32_t low;
    uint32_t high;
    bool by_codes; /* nothing but codes decides who makes it */
};

struct remembered {
    const struct usmca_rulebook *book; /* of which everything is */
    uint32_t code_count;
    uint32_t change_count;
    uint32_t last_change; /* that was asked for */
    uint16_t code_places[PLACES];
    uint16_t change_places[PLACES];
    uint32_t shifts[SHIFT_PLACES]; /* change, code and shift + 1; a later pair takes the place of another */
    struct remembered_code codes[MOST_NUMBERS + 1];
    struct asked_change changes[MOST_NUMBERS + 1];
};

struct remembered *remembered_new(void) {
    return calloc(1, sizeof(struct remembered));
}

void remembered_free(struct remembered *remembered) {
    free(remembered);
}

static uint32_t mixed(uint64_t one, uint64_t other) {
    uint64_t mix = (one ^ other * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xd6e8feb86659fd93);
    return (uint32_t)(mix >> 32);
}

/* ---- codes ---- */

/* Nothing of the code hangs on whose tariff its digits are of, and it is one thing. */
static void find(struct remembered_code *code, const struct usmca_rulebook *book, uint32_t number) {
    uint32_t count = 0;
    const struct hs_lineage *lineages = hs_lineages(book->editions, code->edition, code->given, &count);
    bool of_tariff = code->given.digits >= HS_TARIFF_ITEM && hs_items_listed(book->editions, code->given);
    if (count != 1 || of_tariff)
        return;
    code->number = number;
    code->lineage = lineages;
    code->code = hs_lineage_code(book->editions, lineages, book->edition, code->given);
}

struct remembered_code *remembered_code(struct remembered *remembered, const struct usmca_rulebook *book,
                                        enum hs_edition edition, const struct hs_code *given) {
    if (remembered == NULL || (remembered->book != NULL && remembered->book != book))
        return NULL;
    uint32_t place = mixed(given->given, (uint64_t)given->digits << 8 | edition) % PLACES;
    for (; remembered->code_places[place] != 0; place = (place + 1) % PLACES) {
        struct remembered_code *one = &remembered->codes[remembered->code_places[place]];
        if (one->given.given == given->given && one->given.digits == given->digits && one->edition == edition)
            return one;
    }
    if (remembered->code_count == MOST_NUMBERS)
        return NULL;
    remembered->book = book;
    uint32_t number = ++remembered->code_count;
    struct remembered_code *code = &remembered->codes[number];
    remembered->code_places[place] = (uint16_t)number;
    code->given = *given;
    code->edition = edition;
    find(code, book, number);
    return code;
}

/* ---- changes ---- */

static bool asks_facts(const struct origin_item *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (items[i].when.fact != NULL)
            return true;
    return false;
}

/* What makes it a change, and what the rule leaves out of account, are codes, and no readings differ. */
static bool goes_by_codes(const struct rule *rule, const struct change *change) {
    for (uint32_t i = 0; i < rule->disregard_count; i++)
        if (rule->disregards[i].when.fact != NULL || rule->disregards[i].held_in.dispute != NULL)
            return false;
    return !rule->component_only && !asks_facts(change->also, change->also_count) &&
           !asks_facts(change->except, change->except_count);
}

static bool is_of(const struct asked_change *asked, const struct rule *rule, const struct change *change,
                  struct hs_code code) {
    return asked->change == change && asked->rule == rule && asked->low == code.low &&
           asked->high == code.high;
}

static uint32_t find_change(struct remembered *remembered, const struct rule *rule,
                            const struct change *change, struct hs_code code) {
    uint32_t place =
        mixed((uintptr_t)change ^ (uint64_t)code.low << 32, (uintptr_t)rule + code.high) % PLACES;
    for (; remembered->change_places[place] != 0; place = (place + 1) % PLACES)
        if (is_of(&remembered->changes[remembered->change_places[place]], rule, change, code))
            return remembered->change_places[place];
    if (remembered->change_count == MOST_NUMBERS)
        return 0;
    uint32_t number = ++remembered->change_count;
    remembered->changes[number] =
        (struct asked_change){rule, change, code.low, code.high, goes_by_codes(rule, change)};
    remembered->change_places[place] = (uint16_t)number;
    return number;
}

uint32_t remembered_change(struct remembered *remembered, const struct rule *rule,
                           const struct change *change, struct hs_code code) {
    if (remembered == NULL)
        return 0;
    if (!is_of(&remembered->changes[remembered->last_change], rule, change, code))
        remembered->last_change = find_change(remembered, rule, change, code);
    return remembered->changes[remembered->last_change].by_codes ? remembered->last_change : 0;
}

/* ---- shifts ---- */

static uint32_t pair_of(uint32_t change, uint32_t code) {
    return (change << NUMBER_BITS | code) << SHIFT_BITS;
}

/* Codes of one change stand together, as the lines of a good ask for them. */
static uint32_t place_of(uint32_t change, uint32_t code) {
    return (change * UINT32_C(40503) + code) % SHIFT_PLACES;
}

uint8_t remembered_shift(const struct remembered *remembered, uint32_t change, uint32_t code) {
    uint32_t pair = pair_of(change, code);
    uint32_t kept = remembered->shifts[place_of(change, code)] - pair;
    return kept - 1 < (1U << SHIFT_BITS) - 1 ? (uint8_t)(kept - 1) : NOT_REMEMBERED;
}

void remembered_keep(struct remembered *remembered, uint32_t change, uint32_t code, uint8_t shift) {
    uint32_t pair = pair_of(change, code);
    remembered->shifts[place_of(change, code)] = pair | (shift + 1U);
}
