#ifndef USMCA_ORIGIN_WEIGHT_MIX_H
#define USMCA_ORIGIN_WEIGHT_MIX_H

#include "origin/context.h"

/* A share by weight of which not everything is known. A material may lack its weight, it may or may not
 * belong to what the share is taken of, and it may or may not be of the part that is measured. The share is
 * least and most at the ends of what is possible: it grows with every material of the part that is added, and
 * shrinks with every other one. */
struct weight_mix {
    struct amount least_part; /* where the share is least */
    struct amount least_whole;
    struct amount most_part; /* and where it is most */
    struct amount most_whole;
    bool least_heavy; /* something outside the part has no weight: the share may be next to nothing */
    bool most_heavy;  /* something of the part has none: the share may be next to all */
    bool least_some;  /* something is surely of the part, whatever it weighs */
    bool least_more;  /* and some of that has no weight: the part is more than `least_part` */
    bool most_some;   /* something may be */
    bool others;      /* something may not be */
    bool unsure;      /* anything of all that */
};

struct weight_mix weight_mix_new(void);
/* A material that weighs `weight`, belongs to the whole as `in` says, and to the part as `measured` says. */
void weight_mix_add(struct origin_context *context, struct weight_mix *mix, enum result in,
                    enum result measured, struct amount weight);
/* Whether the part is at most `percent` of the whole: all materials added, or where `fixed` is not NULL that
 * weight, which may not be given. */
enum result weight_mix_within(const struct weight_mix *mix, const struct amount *fixed, decimal percent);
/* Whether nothing but the part was added. */
bool weight_mix_is_part(const struct weight_mix *mix);
/* Whether the part is at least that. */
enum result weight_mix_reaches(const struct weight_mix *mix, decimal percent);

#endif
