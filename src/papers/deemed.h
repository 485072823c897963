#ifndef USMCA_PAPERS_DEEMED_H
#define USMCA_PAPERS_DEEMED_H

#include "base/arena.h"
#include "base/error.h"

/* Goods that are deemed to originate, criterion E: Article 2.10, rules/papers/deemed.xml. */
struct deemed_goods {
    struct text codes; /* subheadings, a blank between them */
    struct text cite;
};

/* In `arena`. */
usmca_status deemed_load(struct deemed_goods *out, struct arena *arena, const char *directory,
                         usmca_error *error);
/* Whether a good of the six digits may be one. */
bool deemed_holds(const struct deemed_goods *deemed, const char *hs);

#endif
