#ifndef USMCA_REPORT_NUMBER_H
#define USMCA_REPORT_NUMBER_H

#include "case/setting.h"
#include "rulebook/messages.h"

/* Numbers as places of a message take them: each is written into a room that the caller keeps. */
struct number_room {
    char text[AMOUNT_TEXT_SIZE];
};

/* With at least `places` decimals. */
struct text number_decimal(struct number_room *room, decimal value, int places);
/* With two decimals or more; "unknown" where it is not given. */
struct text number_amount(struct number_room *room, const struct messages *messages, struct amount value);
/* Rounded to the cent, as an amount of a whole period is read. */
struct text number_total(struct number_room *room, total value);
/* Of decimal_percent(), with its sign. */
struct text number_percent(struct number_room *room, int64_t percent);

#endif
