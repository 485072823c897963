#ifndef USMCA_REPORT_NUMBER_H
#define USMCA_REPORT_NUMBER_H

#include "case/setting.h"
#include "origin/figure.h"
#include "rulebook/messages.h"

/* Numbers as places of a message take them, written as the language writes them (number.point and
 * number.thousands of the catalogue): each is written into a room that the caller keeps. */
struct number_room {
    char text[3 * AMOUNT_TEXT_SIZE];
};

/* With at least `places` decimals. */
struct text number_decimal(struct number_room *room, const struct messages *messages, decimal value,
                           int places);
/* With two decimals or more; "unknown" where it is not given. */
struct text number_amount(struct number_room *room, const struct messages *messages, struct amount value);
/* Rounded to the cent, as an amount of a whole period is read. */
struct text number_total(struct number_room *room, const struct messages *messages, total value);
/* How many units: rounded to the hundredth, without decimals where there are none. */
struct text number_count(struct number_room *room, const struct messages *messages, total value);
/* Of decimal_percent(), beside no limit: cut to two decimals, or to more where it would be nothing. */
struct text number_percent(struct number_room *room, const struct messages *messages, int64_t percent);
/* The percentage of a figure that is known: cut to what shows on which side of what is required it is. */
struct text number_figure(struct number_room *room, const struct messages *messages,
                          const struct figure *figure);

/* The same of numbers that are text already, as JSON has them: a decimal; a count, which has no
 * fraction; a percentage beside what is required, which may be empty. What is no number comes back as it is.
 */
struct text number_plain(struct number_room *room, const struct messages *messages, struct text plain);
struct text number_plain_count(struct number_room *room, const struct messages *messages, struct text plain);
struct text number_plain_percent(struct number_room *room, const struct messages *messages,
                                 struct text percent, struct text required);

#endif
