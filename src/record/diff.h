#ifndef USMCA_RECORD_DIFF_H
#define USMCA_RECORD_DIFF_H

#include "record/record.h"

/* What changed between two runs of a record, and why. */

/* In the order in which they are told. */
enum diff_change {
    DIFF_LOST,   /* originated, and does not any more, or is not known to */
    DIFF_WON,    /* originates, and did not */
    DIFF_STATUS, /* is another of the statuses that do not originate */
    DIFF_PILE,   /* lies on another pile */
    DIFF_GONE,   /* is in the first run alone */
    DIFF_ADDED,  /* is in the second alone */
    DIFF_OTHER,  /* comes out the same, otherwise */
    DIFF_CHANGES
};
extern const char *const DIFF_CHANGE_WORDS[DIFF_CHANGES];

enum diff_reason_kind {
    REASON_CODE,
    REASON_MATERIAL_ADDED,
    REASON_MATERIAL_REMOVED,
    REASON_MATERIAL_CODE,
    REASON_MATERIAL_ORIGIN,
    REASON_MATERIAL_VALUE,
    REASON_MATERIAL_PAPER,
    REASON_PRICE,
    REASON_PAPER,
    REASON_RULE,
    REASON_REQUIRED,
    REASON_TEST,
    /* what no member of the results shows, as far as the runs tell */
    REASON_RULE_BOOK,
    REASON_PROGRAM,
    REASON_DAY,
    REASON_OPTIONS,
    REASON_INPUT,
    REASON_EXPIRED, /* the lines of one were deleted */
    REASON_KINDS
};
extern const char *const DIFF_REASON_WORDS[REASON_KINDS];

/* `what` is a material, a paper, a test or a method, `line` its line; before and after are empty where there
 * is nothing. */
struct diff_reason {
    enum diff_reason_kind kind;
    struct text line;
    struct text what;
    struct text before;
    struct text after;
    struct diff_reason *next;
};

struct diff_outcome {
    struct text status; /* empty where the run has no such good */
    struct text criterion;
    struct text pile;
    struct text rule;
    bool has_margin;
    int64_t margin; /* 0.0001 percentage points */
    date valid_until;
};

struct diff_good {
    struct text good_id;
    enum diff_change change;
    struct diff_outcome before;
    struct diff_outcome after;
    struct diff_reason *reasons;
    struct diff_good *next;
};

enum diff_alert_kind { ALERT_MARGIN, ALERT_EXPIRY };
/* Of a good of the second run that originates. */
struct diff_alert {
    enum diff_alert_kind kind;
    struct text good_id;
    int64_t margin;   /* of one of the margin */
    date valid_until; /* of one of expiry */
    int32_t days;     /* until then; below zero behind it */
    struct diff_alert *next;
};

struct diff_run {
    int64_t run;
    date day;
    struct text program;
    struct text rules;
    bool expired;
};

enum { MOST_EXPLAINERS = 4 }; /* threads that find reasons */

struct diff {
    struct arena arena;
    struct arena reasons_of[MOST_EXPLAINERS];
    struct diff_run runs[2];
    struct diff_reason *reasons; /* of the runs: program, rule book, options, files */
    uint64_t counts[DIFF_CHANGES];
    struct diff_good *goods[DIFF_CHANGES];
    uint64_t alert_counts[2];
    struct diff_alert *alerts[2];
};

struct diff_request {
    int64_t runs[2];
    bool alert_margin;
    int64_t margin; /* under so many 0.0001 points */
    bool alert_expiry;
    int32_t days;  /* within so many of `on` */
    date on;       /* 0: the day of the second run */
    uint64_t most; /* reasons are found of so many goods of each change; 0: of all */
    int jobs;      /* threads at the most */
};

usmca_status record_diff(struct diff *diff, const struct record *record, const struct diff_request *request,
                         usmca_error *error);
void diff_free(struct diff *diff);

#endif
