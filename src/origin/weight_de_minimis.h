#ifndef USMCA_ORIGIN_WEIGHT_DE_MINIMIS_H
#define USMCA_ORIGIN_WEIGHT_DE_MINIMIS_H

#include "origin/weight_mix.h"

/* U.R. 5(6)–(10): in a textile good, materials that do not make the change are forgiven where they weigh
 * little, and little of them is elastomeric. */
struct weight_outcome {
    const struct weight_de_minimis *provision; /* NULL where none is for the good */
    enum result result;
    enum result barred;      /* a note binds one of the materials, 5(10) */
    enum result all;         /* the share of all of them */
    enum result elastomeric; /* and of what of them is elastomeric */
    bool inside;             /* self-produced materials are weighed by their fibers and yarns */
    struct share share;      /* that decides, where it is known */
};

/* For the lines whose `shift` fails or is unknown. */
struct weight_outcome weight_de_minimis(const struct reading *reading, const struct change *change,
                                        const uint8_t *shift);

/* A line, or a fiber or yarn inside one. */
struct weighed {
    uint32_t index;    /* of the line of the good's own bill */
    struct text line;  /* of the bill that it stands in */
    struct text owner; /* whose bill that is; empty for the good's own */
    enum result in;    /* what the share is taken of */
    enum result failing;
    enum result elastomeric;
    enum result bound; /* by a note */
    struct amount weight;
    bool counted; /* how many units of the owner are used is known */
};

/* Calls `take` for each of them, as `outcome` weighs them. */
void weight_de_minimis_each(const struct reading *reading, const struct change *change, const uint8_t *shift,
                            const struct weight_outcome *outcome,
                            void (*take)(void *context, const struct weighed *weighed), void *context);

#endif
