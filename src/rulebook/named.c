#include "rulebook/named.h"

const struct rule *rule_named(const struct usmca_rulebook *book, struct text id) {
    for (uint32_t i = 0; i < book->rule_count; i++)
        if (text_equal(book->rules[i].id, id))
            return &book->rules[i];
    return NULL;
}

struct held_in reading_named(const struct dispute *dispute, struct text id) {
    struct held_in held_in = {dispute, 0};
    for (uint32_t i = 0; dispute != NULL && i < dispute->reading_count; i++)
        if (text_equal(dispute->readings[i].id, id))
            held_in.reading = i;
    return held_in;
}
