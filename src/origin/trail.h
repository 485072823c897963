#ifndef USMCA_ORIGIN_TRAIL_H
#define USMCA_ORIGIN_TRAIL_H

#include "case/setting.h"

/* What a determination found unknown on its way: a fact of the good, or of a material, that a test asked for
 * and that nobody declares. Noted where it is asked for, so that nothing has to be searched for again. */

/* More than a person would be asked; what is met first stands nearest to the rule. So many of the good, and
 * so many of its materials. */
enum { MOST_UNKNOWNS = 24 };

struct unknown_fact {
    const struct fact *fact;
    const struct material *material; /* NULL where it is a fact of the good */
};

struct trail {
    struct unknown_fact list[2 * MOST_UNKNOWNS];
    uint32_t count;
    uint32_t of_good;                              /* how many of them are facts of the good */
    const struct material *weights[MOST_UNKNOWNS]; /* that a share by weight lacked; NULL: that of the good */
    uint32_t weight_count;
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
    if (trail == NULL || (material == NULL ? trail->of_good : trail->count - trail->of_good) == MOST_UNKNOWNS)
        return;
    trail->of_good += material == NULL;
    trail->list[trail->count++] = (struct unknown_fact){fact, material};
}

/* The same of a weight. */
static inline void trail_note_weight(struct trail *trail, const struct material *read) {
    const struct material *material = material_as_given(read);
    for (uint32_t i = 0; trail != NULL && i < trail->weight_count; i++)
        if (trail->weights[i] == material)
            return;
    if (trail != NULL && trail->weight_count < MOST_UNKNOWNS)
        trail->weights[trail->weight_count++] = material;
}

#endif
