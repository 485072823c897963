#ifndef USMCA_CLAIMS_LIMITS_H
#define USMCA_CLAIMS_LIMITS_H

#include "base/date.h"
#include "base/error.h"
#include "rulebook/terms.h"

/* Until when preference can be claimed that was not claimed at importation, by the country of importation. */
struct claim_limit {
    int months; /* 0: nothing is known of the country */
    struct text cite;
};

struct claim_limits {
    struct claim_limit of[COUNTRIES];
};

/* Reads papers/claims.xml of the rule book. */
usmca_status claim_limits_load(struct claim_limits *out, struct arena *arena, const char *directory,
                               usmca_error *error);
/* The last day of what was imported on a day; 0 where the country is none of the three. */
date claim_last_day(const struct claim_limits *limits, struct text country, date imported);

#endif
