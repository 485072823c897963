#ifndef USMCA_RECORD_EXPIRE_H
#define USMCA_RECORD_EXPIRE_H

#include "record/record.h"

/* How long records are kept: five years (Article 5.8; 19 CFR 182.15(a)(4)), from the last of the days of a
 * run, its goods and the certifications made from it. */
struct expiring {
    date before;      /* runs of an earlier day */
    date today;       /* by which five years are counted */
    bool by_clock;    /* today is what the clock says, which may be ahead */
    const char *kept; /* when, UTC */
    bool forced;      /* younger ones too */
};

struct expired {
    int64_t runs;
    int64_t kept_back; /* runs of an earlier day that are not five years old */
    int64_t by_clock;  /* those of them that are, if the clock is right */
    date quiet_from;   /* the first days between which nothing was kept for so long that it may be ahead */
    date quiet_to;
    int64_t determinations;
    int64_t files;
};

/* Deletes what only those runs rest on: the lines of their goods, summaries, attached files. What they were
 * hashed to stays, and the chain can be verified as before. The record is open to write. */
usmca_status record_expire(struct record *record, const struct expiring *expiring, struct expired *expired,
                           usmca_error *error);

#endif
