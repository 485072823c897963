#ifndef USMCA_CLAIMS_REVIEW_H
#define USMCA_CLAIMS_REVIEW_H

#include "base/total.h"
#include "case/duty.h"
#include "claims/answers.h"
#include "claims/limits.h"
#include "claims/measures.h"

/* Entries held against what was determined: claims without ground, and what was paid though it was not due.
 */

enum claim_verdict {
    /* preference was claimed */
    CLAIM_NO_GROUND,      /* the good does not originate */
    CLAIM_NOT_KNOWN,      /* whether it does is not known */
    CLAIM_PAPERS_LACKING, /* it does, and a paper that it rests on is not in order */
    CLAIM_BROKEN,         /* it does, and is not to be signed for */
    CLAIM_IN_ORDER,
    /* it was not */
    CLAIM_RECOVERABLE,
    CLAIM_RECOVERABLE_WITH_PAPERS,
    CLAIM_LAPSED, /* the last day for it is over */
    CLAIM_OPEN,   /* whether the good originates is not known */
    CLAIM_NONE,   /* there was none to make */
    CLAIM_VERDICTS
};
extern const char *const CLAIM_VERDICT_WORDS[CLAIM_VERDICTS];

static inline bool claim_without_ground(enum claim_verdict verdict) {
    return verdict < CLAIM_IN_ORDER;
}

static inline bool claim_recoverable(enum claim_verdict verdict) {
    return verdict == CLAIM_RECOVERABLE || verdict == CLAIM_RECOVERABLE_WITH_PAPERS;
}

/* Whether money hangs on it: amounts are reckoned of these alone. */
static inline bool claim_matters(enum claim_verdict verdict) {
    return verdict != CLAIM_IN_ORDER && verdict != CLAIM_NONE;
}

/* One duty or fee of a line: what is due without a claim for preference, and with one. */
struct claim_part {
    const struct measure_row *row; /* NULL: the ordinary duty, or all measures */
    bool of_measures;              /* the latter, of which nothing can be told */
    const char *refused;           /* a word; NULL where it is reckoned */
    struct amount base;            /* that the claim leaves out of it, or the duty is on all the same */
    decimal rate_percent;
    total without_claim;
    total with_claim;
    bool by_entry; /* it has a minimum or a maximum: see struct claim_fee */
};

struct claim_line {
    const struct entry_row *entry;
    const struct claim_answer *answer; /* or NULL */
    const char *reason;                /* a word: what of the answer leads to the verdict */
    enum claim_verdict verdict;
    struct text import_country;
    struct text currency;
    struct hs_code code;
    struct claim_part *parts;
    size_t part_count;
    total amount;  /* what the claim comes to: of the parts that are reckoned for the line */
    bool complete; /* none was refused: else the amount is not known, and this is part of it */
    date last_day; /* for a claim; 0 where none is known, or none is to be made */
};

/* A fee that is reckoned for all lines of an entry together, by what they come to. */
struct claim_fee {
    const struct claim_line *first; /* of the entry */
    const struct measure_row *row;
    enum claim_verdict verdict;
    total value;
    total amount;
};

struct claim_sum {
    struct text key;
    struct text currency;
    enum claim_verdict verdict;
    uint64_t lines;
    total value;
    total amount;
    bool complete;
};

struct claim_sums {
    struct claim_sum *list;
    size_t count;
};

struct claims_asked {
    const struct entry_row *entries;
    size_t entry_count;
    const struct answers *answers;
    const struct measure_index *measures;
    bool measures_given;
    bool measures_broken; /* rows of measures were rejected: what they say is not known */
    struct duty_table duties;
    struct claim_limits limits;
    struct text import_country; /* where an entry does not say it; may be empty */
    struct text currency;
    date on;
    bool any_day; /* an answer of another day is taken */
};

struct claims_review {
    const struct claims_asked *asked;
    struct arena *arena;
    struct claim_line *lines; /* as the entries come */
    struct claim_fee *fees;
    size_t fee_count;
    struct claim_sums whole;
    struct claim_sums by_quarter;
    struct claim_sums by_entry;
    struct claim_sums by_good; /* without fees of entries */
    uint64_t with_surcharge;   /* lines whose ordinary duty has a surcharge that says no days */
};

/* Rows that no single field shows to be wrong, in the order of the file; false when memory is exhausted. */
bool entries_check(struct row_problems *problems, const struct entry_row *rows, size_t count,
                   struct arena *arena);

/* All in `arena`. USMCA_ERROR_INPUT where an amount does not fit. */
usmca_status claims_review(struct claims_review *out, const struct claims_asked *asked, struct arena *arena,
                           usmca_error *error);

/* ---- for the other files of this folder ---- */

/* The parts of a line, and its amount (worth.c). False when memory is exhausted, or it does not fit. */
bool claim_worth(struct claims_review *review, struct claim_line *line);
/* Fees of entries (fees.c), and what all comes to (sums.c). */
usmca_status claim_fees(struct claims_review *review, usmca_error *error);
usmca_status claim_totals(struct claims_review *review, usmca_error *error);
/* An amount that is not negative to two places, half of a hundredth up; false where it does not fit. */
bool claim_cents(total *out, struct amount amount);
usmca_status claim_overflow(const struct claim_line *line, usmca_error *error);

#endif
