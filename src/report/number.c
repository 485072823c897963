#include "report/number.h"

struct text number_decimal(struct number_room *room, decimal value, int places) {
    return (struct text){room->text, decimal_print(room->text, value, places)};
}

struct text number_amount(struct number_room *room, const struct messages *messages, struct amount value) {
    return value.given ? (struct text){room->text, amount_print(room->text, value, 2)}
                       : message_find(messages, "number.unknown");
}

struct text number_total(struct number_room *room, total value) {
    const total cent = DECIMAL_ONE / 100;
    total magnitude = value < 0 ? -value : value;
    magnitude = (magnitude + cent / 2) / cent * cent;
    return (struct text){room->text, total_print(room->text, value < 0 ? -magnitude : magnitude, 2)};
}

struct text number_percent(struct number_room *room, int64_t percent) {
    return (struct text){room->text, decimal_print_percent(room->text, percent)};
}
