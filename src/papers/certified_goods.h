#ifndef USMCA_PAPERS_CERTIFIED_GOODS_H
#define USMCA_PAPERS_CERTIFIED_GOODS_H

#include "papers/certification.h"
#include "report/results.h"
#include "rulebook/model.h"

/* Elements 6 and 7: the goods of results that may be certified, and why the others may not. */

struct goods_asked {
    /* The goods to certify, a comma between them, quoted as in CSV where one has a comma itself; empty: all
     * of the results. */
    struct text ids;
    struct text deemed_ids; /* those to certify by criterion E */
    bool without_deemed;    /* what is written has no criterion E */
    bool accept_paper_missing;
    bool cut;  /* the period ends with the first of the answers, rather than that a good is left out */
    date from; /* the days that the certification is for; of one shipment both are its day */
    date to;
    const struct certification *stated; /* who is named on it: elements 2 to 5 */
    struct text import_country;         /* that is asked for; empty: those of the importers that are named */
    struct text country;                /* of production that is said; empty: none is */
};

struct good_refusal {
    struct text good_id;
    const char *reason; /* a word of its own */
    struct text words;
};

struct certified_goods {
    struct certified_good *goods;
    size_t count;
    struct good_refusal *refusals;
    size_t refusal_count;
    date to;                    /* the end of the period, cut where that was asked for */
    struct text import_country; /* that the goods are determined for; empty where none of them is for one */
};

/* In `arena`. Results that `usmca check` does not write so are an error, with their line. */
usmca_status certified_goods_take(struct certified_goods *out, const struct results_source *source,
                                  const struct goods_asked *asked, const struct usmca_rulebook *book,
                                  struct arena *arena, usmca_error *error);

#endif
