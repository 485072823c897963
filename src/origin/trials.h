#ifndef USMCA_ORIGIN_TRIALS_H
#define USMCA_ORIGIN_TRIALS_H

#include "origin/determine.h"

/* What becomes of a good that is open where some of that is answered: it is determined again with each
 * answer, or with several together. */

struct trials {
    const struct usmca_rulebook *book;
    struct case_setting setting;
    const struct determination *open;
    struct arena scratch; /* of one trial */
    bool out_of_memory;   /* what was found since says nothing */
};

/* Of several questions, one that is not answered. */
enum { NO_ANSWER = -1 };

/* With that answer of the question, or with that amount. */
enum status trials_one(struct trials *trials, const struct question *question, int answer);
enum status trials_amount(struct trials *trials, const struct question *question, decimal amount);

/* With the answer to each of so many. */
enum status trials_all(struct trials *trials, const struct question *list, uint32_t count,
                       const int *answers);

/* ---- amounts ---- */

/* Every threshold lies between the least amount that is answered and this one. */
#define MOST_ANSWERED (INT64_C(1000000000) * DECIMAL_ONE)

static inline bool question_of_amount(enum question_kind kind) {
    return kind == QUESTION_VALUE || kind == QUESTION_WEIGHT || kind == QUESTION_TRANSACTION_VALUE ||
           kind == QUESTION_NET_COST;
}

/* The least amount that is answered, and what two borders are apart: the hundredth of money, and the tenth of
 * a gram. */
static inline decimal question_step(const struct question *question) {
    return question->kind == QUESTION_WEIGHT ? DECIMAL_ONE / 10000 : DECIMAL_ONE / 100;
}

/* The first answer to an amount is the least, and the second the most. */
static inline decimal question_amount(const struct question *question, int answer) {
    return answer == 0 ? question_step(question) : MOST_ANSWERED;
}

#endif
