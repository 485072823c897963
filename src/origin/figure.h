#ifndef USMCA_ORIGIN_FIGURE_H
#define USMCA_ORIGIN_FIGURE_H

#include "base/decimal.h"
#include "rulebook/terms.h"

/* A percentage that a requirement is about: what the goods have, what is asked, and what then has to be
 * reached, or not to be exceeded. Decided by whoever fills it on exact amounts, and not on these percentages;
 * the reports word it. */
struct figure {
    bool known;       /* percent */
    int64_t percent;  /* decimal_percent */
    decimal asked;    /* by the rule; 0 where none asks */
    decimal credit;   /* points that count towards it, U.R. 18(22) */
    decimal required; /* what is asked, less the credit; where at_most, what is allowed */
    bool at_most;
    int64_t margin; /* to what is required, in the places of percent; 0 where nothing is known or asked */
    enum result result;
};

enum { FIGURE_SCALE = 100000 }; /* from the nine places of a decimal to the four of a percentage */

static inline int64_t figure_margin(const struct figure *figure) {
    int64_t above = figure->percent - figure->required / FIGURE_SCALE;
    return !figure->known || figure->asked == 0 ? 0 : figure->at_most ? -above : above;
}

/* What a rule asks of a figure whose percentage is known already, or is not known. */
static inline void figure_ask(struct figure *figure, decimal asked, decimal credit) {
    figure->asked = asked;
    figure->credit = credit;
    figure->required = asked - credit;
    figure->margin = figure_margin(figure);
}

static inline struct figure figure_of(bool known, int64_t percent, decimal asked, enum result result) {
    struct figure figure = {.known = known, .percent = known ? percent : 0, .result = result};
    figure_ask(&figure, asked, 0);
    return figure;
}

static inline struct figure figure_at_most(bool known, int64_t percent, decimal allowed, enum result result) {
    struct figure figure = {
        .known = known, .percent = known ? percent : 0, .at_most = true, .result = result};
    figure_ask(&figure, allowed, 0);
    return figure;
}

/* Whether a figure that is known does better: by its result, or within one by its margin. */
static inline bool figure_better(const struct figure *figure, const struct figure *sofar) {
    return figure->result != sofar->result ? figure->result > sofar->result
                                           : figure->known && sofar->known && figure->margin > sofar->margin;
}

#endif
