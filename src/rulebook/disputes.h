#ifndef USMCA_RULEBOOK_DISPUTES_H
#define USMCA_RULEBOOK_DISPUTES_H

#include "rulebook/terms.h"

/* Places of the law that are read in more than one way: the <disputes> of rules/usmca/disputes.xml, compiled.
 */

enum { MOST_DISPUTES = 32, MOST_DISPUTE_READINGS = 4 };

/* One way to read the place. Its words stand in the catalogue as dispute.DISPUTE.READING. */
struct dispute_reading {
    struct text id;
    struct text cite;
    uint32_t customs; /* bits of enum country: the customs administrations that hold it */
    bool panel;       /* a panel of chapter 31 holds it */
    date from;        /* the first day from which they are known to */
    struct text words;
};

struct dispute {
    struct text id;
    struct text cite;
    struct text words; /* what is in dispute: dispute.ID of the catalogue */
    const struct dispute_reading *readings;
    uint32_t reading_count;
    uint32_t number; /* its place in the book */
    struct text file;
    uint32_t line;
};

/* What stands in one reading of a dispute alone; dispute is NULL where it stands in all. */
struct held_in {
    const struct dispute *dispute;
    uint32_t reading;
};

#endif
