#ifndef USMCA_REPORT_URGENCY_H
#define USMCA_REPORT_URGENCY_H

#include "base/decimal.h"
#include "origin/determination.h"

/* The order in which goods are to be looked at, on a terminal as on a page: by pile, the worst first; of one
 * pile what is claimed, then by duty at stake, the most first, then by margin, the thinnest first. */
struct urgency {
    enum pile pile;
    bool claimed;
    decimal duty; /* a unit; 0 where it is not known */
    bool margin_known;
    int64_t margin; /* in one scale for all */
    uint64_t place; /* in the input */
};

/* As qsort() asks for it. */
int urgency_compare(const struct urgency *a, const struct urgency *b);

#endif
