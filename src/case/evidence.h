#ifndef USMCA_CASE_EVIDENCE_H
#define USMCA_CASE_EVIDENCE_H

#include "case/document.h"

/* What a good rests on: the papers of the lines of its bill of materials, and what its materials that are
 * goods of the input rest on themselves. Those are shared by all goods that they go into, each is found out
 * once, and none is above itself. */

enum paper_state {
    PAPER_NONE, /* none is named, and none is needed */
    PAPER_IN_ORDER,
    PAPER_MISSING,
    PAPER_EXPIRED,
    PAPER_INCOMPLETE,
    PAPER_MISMATCH,
    PAPER_AMBIGUOUS,
    PAPER_REJECTED,
    PAPER_STATES
};

/* What was found of a paper: as it is told of the good whose line relies on it. */
struct paper_finding {
    int code; /* enum finding_code */
    struct text message;
    struct text cite;
};

/* The place of a paper of the good itself, on which no line relies. */
#define NO_LINE UINT32_MAX

/* A paper that a line relies on, or the want of one. */
struct paper {
    struct text line;
    uint32_t place; /* of that line in its good, or NO_LINE */
    struct text material_id;
    struct text document_id; /* as the line names it, or of the one that was found; or empty */
    struct text supplier;
    enum document_kind kind;
    enum paper_state state;
    bool of_bill;      /* it is the bill of materials of the material itself that cannot be read */
    bool of_answer;    /* it is that bill, and the law, by which the material is what it is: begins, ends */
    bool contradicted; /* the file says otherwise than the line and its paper, and neither is believed */
    bool undocumented; /* the line is declared to originate, and no certification in order says so */
    date begins;       /* the first day on which it may be relied on, and the last; 0 is any */
    date ends;
    date from;       /* the first day of its period, which a purchase may be of before it was signed */
    date bought;     /* the day of the purchase that its period is held against, where the line says it */
    date used_until; /* the last day of a good in which what was bought in it is relied on; 0 is any */
    uint32_t first_finding;
    uint32_t finding_count;
};

struct evidence;

struct evidence_part {
    struct text line;
    uint32_t place;
    struct text material_id;
    date bought; /* the day on which it was bought, where the line says it: its papers hold on that day */
    const struct evidence *evidence;
};

struct evidence {
    struct paper *papers;
    uint32_t paper_count;
    bool first_papers; /* they are the first of more */
    const struct paper_finding *findings;
    uint32_t finding_count;
    const struct evidence_part *parts;
    uint32_t part_count;
    /* of all papers at any depth */
    bool any;          /* there are some */
    bool troubled;     /* one is not in order */
    bool undocumented; /* some line is declared to originate without one in order, so that what is documented
                        * is less than what is declared */
    bool lapsed;       /* in something that was bought one was not in order on the day of the purchase */
    date begins;       /* of those in order the latest first day, and the earliest last one; 0 is any */
    date ends;
    date from; /* the same, of what may be bought with it within; and of what was bought so */
    date used_until;
    date until;        /* the last day of the rules by which it, and what is in it, is what it is; 0 is any */
    date bought_until; /* of papers in order on, or in, what was bought: after it another purchase needs
                        * another; 0 is any */
};

/* The earlier of two last days, of which 0 is none. */
static inline date evidence_earlier(date one, date other) {
    return one == 0 || (other != 0 && other < one) ? other : one;
}

/* The last day of a good that may rely on it; 0 is any. */
static inline date paper_ends(const struct paper *paper) {
    return paper->bought != 0 ? paper->used_until : paper->ends;
}

#endif
