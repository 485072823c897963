#ifndef USMCA_REPORT_HTML_AUDIT_H
#define USMCA_REPORT_HTML_AUDIT_H

#include "base/arena.h"
#include "base/decimal.h"
#include "origin/determination.h"
#include "report/results.h"
#include "report/urgency.h"

/* What the audit report knows of all goods before it writes of any: some 40 bytes a good, and each paper that
 * is to be got or mended once. */

struct audit_good {
    uint64_t place; /* of its line in the results */
    decimal duty;
    decimal margin;  /* percentage points, by the method that decides */
    uint32_t number; /* in the results, from 1 */
    uint8_t pile;
    uint8_t status;
    uint8_t currency; /* of the duty: its number, and once audit_order() was called its place */
    bool claimed;
    bool duty_known;
    bool margin_known;
    bool thin; /* rests on a margin that a finding calls thin */
};

/* A paper that is not in order, or not there, wherever goods rest on it. */
struct wanted_paper {
    struct text supplier; /* nothing where it is not said */
    struct text what;     /* the material and the paper: the last step of its path */
    struct text kind;
    struct text state;
    struct text valid_to;
    struct text good_id; /* of the first good that rests on it */
    uint32_t number;
    uint32_t last; /* the number of the last good that was counted */
    uint32_t goods;
    uint32_t deciding; /* goods whose origin hangs on it */
};

/* More are counted, and not told apart. */
enum { MOST_WANTED = 50000 };

struct audit {
    struct audit_good *goods; /* worst first, once audit_order() has put them so */
    size_t count;
    size_t room;
    size_t status[STATUSES];
    size_t piles[PILES];
    size_t thin;
    size_t duties; /* goods whose duty at stake is known */
    struct duty_currencies currencies;
    size_t findings[FINDING_CODES][SEVERITIES];
    size_t finding_goods[FINDING_CODES];
    struct wanted_paper *papers; /* by supplier, those on which most hangs first */
    size_t paper_count;
    size_t paper_room;
    size_t papers_beyond; /* mentions of papers beyond MOST_WANTED */
    void *paper_places;   /* JudyHS: what makes a paper one, to its place in the list */
    struct arena arena;
    bool failed;
};

/* Counts a result, whose line begins at `place`. */
void audit_add(struct audit *audit, const json_t *good, size_t number, uint64_t place);
void audit_order(struct audit *audit);
void audit_free(struct audit *audit);

/* Whether a paper is one that somebody has to get or to mend. */
bool audit_wants(const json_t *paper);

#endif
