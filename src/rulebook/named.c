#include "rulebook/named.h"

/* The place of the rule, or the one that it would have: more than half of them are free. */
static uint32_t *place_of(const struct usmca_rulebook *book, struct text id) {
    for (uint64_t at = text_hash(id);; at++) {
        uint32_t *place = &book->rule_places[at & (book->rule_place_count - 1)];
        if (*place == 0 || text_equal(book->rules[*place - 1].id, id))
            return place;
    }
}

const struct rule *rule_named(const struct usmca_rulebook *book, struct text id) {
    const uint32_t found = book->rule_place_count > 0 ? *place_of(book, id) : 0;
    return found > 0 ? &book->rules[found - 1] : NULL;
}

const struct rule *rule_add_name(const struct usmca_rulebook *book, struct text id, uint32_t rule) {
    uint32_t *place = place_of(book, id);
    if (*place != 0)
        return &book->rules[*place - 1];
    *place = rule + 1;
    return NULL;
}

struct held_in reading_named(const struct dispute *dispute, struct text id) {
    struct held_in held_in = {dispute, 0};
    for (uint32_t i = 0; dispute != NULL && i < dispute->reading_count; i++)
        if (text_equal(dispute->readings[i].id, id))
            held_in.reading = i;
    return held_in;
}
