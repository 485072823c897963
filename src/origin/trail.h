#ifndef USMCA_ORIGIN_TRAIL_H
#define USMCA_ORIGIN_TRAIL_H

#include "case/setting.h"

/* What a determination found unknown on its way: a fact of the good, or of a material, that a test asked for
 * and that nobody declares. Noted where it is asked for, so that nothing has to be searched for again. */

/* More than a person would be asked; what is met first stands nearest to the rule. */
enum { MOST_UNKNOWNS = 24 };

struct unknown_fact {
    const struct fact *fact;
    const struct material *material; /* NULL where it is a fact of the good */
};

struct trail {
    struct unknown_fact list[MOST_UNKNOWNS];
    uint32_t count;
};

/* The row of the good. */
static inline const struct material *material_as_given(const struct material *material) {
    return material != NULL && material->as_given != NULL ? material->as_given : material;
}

/* `trail` may be NULL. A fact is noted once. */
static inline void trail_note(struct trail *trail, const struct fact *fact, const struct material *read) {
    const struct material *material = material_as_given(read);
    for (uint32_t i = 0; trail != NULL && i < trail->count; i++)
        if (trail->list[i].fact == fact && trail->list[i].material == material)
            return;
    if (trail != NULL && trail->count < MOST_UNKNOWNS)
        trail->list[trail->count++] = (struct unknown_fact){fact, material};
}

#endif
