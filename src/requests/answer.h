#ifndef USMCA_REQUESTS_ANSWER_H
#define USMCA_REQUESTS_ANSWER_H

#include "intake/fields.h"
#include "requests/columns.h"
#include "rulebook/messages.h"

/* A row of a sheet that came back: what was asked, what the supplier says, and whether that is a paper. */

enum answer_state {
    ANSWER_OPEN,         /* nothing is said */
    ANSWER_ANSWERED,     /* a paper, or a country */
    ANSWER_REFUSED,      /* it does not originate: never a paper */
    ANSWER_REJECTED,     /* what is said cannot be used */
    ANSWER_NOT_IN_FORCE, /* a paper, which shows nothing on a day that is asked about */
    ANSWER_STATES
};
extern const char *const ANSWER_STATE_WORDS[ANSWER_STATES];

/* One cell a column of REQUEST_COLUMNS; data is NULL where the sheet has no such column. */
struct answer_cells {
    struct text *cells;
    const bool *covered; /* cells that are merged with others */
};

struct supplier_answer {
    enum answer_state state;
    struct document document; /* of a paper, but for its document_id */
    date outside;             /* of one that is not in force: the day on which it is not */
    struct text country;      /* of an answered country */
    struct text remark;
    struct text number; /* that the supplier gives the paper; or empty */
    size_t column;      /* of one that is rejected: where, and why */
    struct text reason;
};

/* Reads the row of an item, which is answered on that day: by a paper that a check would believe of the
 * material on each of the days that were asked about. Texts stay views of the cells, or go into the arena of
 * `reader`, which is failed where memory was short. */
void answer_read(struct supplier_answer *out, const json_t *item, const struct answer_cells *given,
                 const struct usmca_rulebook *book, date day, struct field_reader *reader);

#endif
