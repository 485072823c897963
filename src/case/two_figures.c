#include "case/two_figures.h"

/* 10^-places, for the places that the amount shows: two at least. */
static decimal last_place(decimal value) {
    decimal unit = DECIMAL_ONE / 100;
    while (unit > 1 && value % unit != 0)
        unit /= 10;
    return unit;
}

enum amount_status two_figures_agree(bool *out, struct amount stated, struct amount other,
                                     struct arena *arena) {
    struct amount twice = stated;
    decimal unit = last_place(stated.value);
    enum amount_status status = amount_minus(&twice, stated, other, arena);
    if (status == AMOUNT_OK)
        status = amount_plus(&twice, twice, twice, arena);
    *out = status != AMOUNT_OK ||
           (amount_compare(twice, amount_of(unit)) <= 0 && amount_compare(twice, amount_of(-unit)) >= 0);
    return status;
}
