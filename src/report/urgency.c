#include "report/urgency.h"

uint8_t duty_currency(struct duty_currencies *currencies, struct text name, struct arena *arena) {
    size_t i = 0;
    while (i < currencies->count && !text_equal(currencies->names[i], name))
        i++;
    if (i == MOST_DUTY_CURRENCIES)
        i--;
    if (i == currencies->count) {
        currencies->names[i] = arena_copy(arena, name);
        currencies->count++;
    }
    currencies->goods[i]++;
    return (uint8_t)i;
}

static bool comes_before(const struct duty_currencies *currencies, size_t one, size_t other) {
    if (currencies->goods[one] != currencies->goods[other])
        return currencies->goods[one] > currencies->goods[other];
    return text_order(currencies->names[one], currencies->names[other]) < 0;
}

void duty_currencies_order(const struct duty_currencies *currencies,
                           uint8_t order[MOST_DUTY_CURRENCIES + 1]) {
    for (size_t i = 0; i < currencies->count; i++) {
        order[i] = 0;
        for (size_t k = 0; k < currencies->count; k++)
            order[i] += comes_before(currencies, k, i);
    }
    order[DUTY_UNKNOWN] = DUTY_UNKNOWN;
}

int urgency_compare(const struct urgency *a, const struct urgency *b) {
    if (a->pile != b->pile)
        return a->pile < b->pile ? -1 : 1;
    if (a->claimed != b->claimed)
        return a->claimed ? -1 : 1;
    if (a->currency != b->currency)
        return a->currency < b->currency ? -1 : 1;
    if (a->duty != b->duty)
        return a->duty > b->duty ? -1 : 1;
    if (a->margin_known != b->margin_known)
        return a->margin_known ? -1 : 1;
    if (a->margin != b->margin)
        return a->margin < b->margin ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}
