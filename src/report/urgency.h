#ifndef USMCA_REPORT_URGENCY_H
#define USMCA_REPORT_URGENCY_H

#include "base/arena.h"
#include "base/decimal.h"
#include "origin/determination.h"

/* The currencies of the duty at stake. Amounts of two are not compared, since no rate is known: those of the
 * currency that most goods have come first. */
enum { MOST_DUTY_CURRENCIES = 64, DUTY_UNKNOWN = MOST_DUTY_CURRENCIES };
struct duty_currencies {
    struct text names[MOST_DUTY_CURRENCIES];
    size_t goods[MOST_DUTY_CURRENCIES];
    size_t count;
};

/* The number of the currency of one good more, whose name `arena` keeps. Those beyond the last are one. */
uint8_t duty_currency(struct duty_currencies *currencies, struct text name, struct arena *arena);
/* In which order those of each number come. */
void duty_currencies_order(const struct duty_currencies *currencies, uint8_t order[MOST_DUTY_CURRENCIES + 1]);

/* The order in which goods are to be looked at, on a terminal as on a page: by pile, the worst first; of one
 * pile what is claimed, then by duty at stake, the most first, then by margin, the thinnest first. */
struct urgency {
    enum pile pile;
    bool claimed;
    uint8_t currency; /* by duty_currencies_order() */
    decimal duty;     /* a unit; 0 where it is not known */
    bool margin_known;
    int64_t margin; /* in one scale for all */
    uint64_t place; /* in the input */
};

/* As qsort() asks for it. */
int urgency_compare(const struct urgency *a, const struct urgency *b);

#endif
