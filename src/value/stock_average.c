#include "value/stock.h"

/* ---- rounding ---- */

/* To so many decimals, half to even: as in the examples of Schedule 8, Appendices A and B. */
static decimal to_places(decimal value, int places) {
    decimal unit = 1;
    if (places < 0)
        return value;
    for (int i = places; i < DECIMAL_PLACES; i++)
        unit *= 10;
    decimal below = value / unit;
    decimal rest = value % unit;
    bool up = rest * 2 > unit || (rest * 2 == unit && below % 2 != 0);
    return (below + up) * unit;
}

static decimal share_of(const struct stock *stock, decimal part, decimal whole) {
    return whole > 0 ? to_places(stock_portion(DECIMAL_ONE, part, whole), stock->choice->places) : 0;
}

/* ---- averaging periods ---- */

static int64_t period_of(const struct stock *stock, date day) {
    static const int MONTHS[INVENTORY_PERIODS] = {1, 1, 3, 6, 12};
    int64_t month = (int64_t)(day / 10000) * 12 + day / 100 % 100 - stock->choice->first_month;
    return month / MONTHS[stock->choice->period];
}

/* Schedule 8 sections 6 and 14: the ratio of a period is that of what stood at its beginning and came in it;
 * it is applied to what remains at its end, and to the withdrawals of the next. */
static void close_period(struct stock *stock) {
    stock->ratio_known = stock->period_quantity > 0;
    stock->ratio_part = stock->period_non_originating;
    stock->ratio_whole = stock->period_quantity;
    stock->ratio = share_of(stock, stock->ratio_part, stock->ratio_whole);
    if (stock->ratio_known)
        stock->non_originating = stock_portion(stock->quantity, stock->ratio, DECIMAL_ONE);
    stock->period_quantity = stock->quantity;
    stock->period_non_originating = stock->non_originating;
}

/* Schedule 8 section 7: the ratio of what stood at the beginning of the period in hand and comes in it, also
 * of what comes after the withdrawal. */
static void find_own_ratio(struct stock *stock, date day, struct text material) {
    const struct movement *next = stock->ahead;
    stock->ratio_part = stock->period_non_originating;
    stock->ratio_whole = stock->period_quantity;
    for (size_t i = 0; i < stock->ahead_count && period_of(stock, next[i].date) == period_of(stock, day) &&
                       text_equal(next[i].material_id, material);
         i++) {
        decimal whole = 0;
        if (next[i].kind != MOVEMENT_RECEIPT ||
            !decimal_add(&whole, stock->ratio_whole, next[i].quantity.value))
            continue;
        stock->ratio_whole = whole;
        stock->ratio_part += next[i].origin != ORIGIN_DECLARED_ORIGINATING ? next[i].quantity.value : 0;
    }
    stock->ratio = share_of(stock, stock->ratio_part, stock->ratio_whole);
    stock->ratio_known = true;
}

void stock_reach(struct stock *stock, date day) {
    if (!inventory_by_period(stock->choice))
        return;
    int64_t period = period_of(stock, day);
    if (stock->period == 0)
        stock->period = period;
    if (stock->period < period)
        stock->own_ratio_found = false;
    if (stock->period < period)
        close_period(stock);
    if (stock->period + 1 < period) /* a period in which nothing moved: its ratio is that of what stood */
        close_period(stock);
    stock->period = period;
}

/* ---- withdrawals ---- */

static void take_units(struct stock *stock, decimal wanted, struct inventory_outcome *outcome) {
    bool by_period = inventory_by_period(stock->choice);
    bool rounded = stock->choice->places >= 0;
    if (by_period && stock->choice->own_ratio && !stock->own_ratio_found) {
        find_own_ratio(stock, outcome->movement->date, outcome->movement->material_id);
        stock->own_ratio_found = true;
    }
    outcome->no_period = by_period && !stock->ratio_known;
    outcome->ratio = outcome->no_period ? DECIMAL_ONE
                     : by_period        ? stock->ratio
                                        : share_of(stock, stock->non_originating, stock->quantity);
    outcome->ratio_part = by_period ? stock->ratio_part : stock->non_originating;
    outcome->ratio_whole = by_period ? stock->ratio_whole : stock->quantity;
    outcome->non_originating = by_period || rounded
                                   ? stock_portion(wanted, outcome->ratio, DECIMAL_ONE)
                                   : stock_portion(stock->non_originating, wanted, stock->quantity);
    decimal left = stock->quantity - wanted;
    if (by_period) /* the period's end settles what remains */
        stock->non_originating -= outcome->non_originating < stock->non_originating ? outcome->non_originating
                                                                                    : stock->non_originating;
    else if (rounded)
        stock->non_originating = stock_portion(left, outcome->ratio, DECIMAL_ONE);
    else
        stock->non_originating -= outcome->non_originating;
    if (stock->non_originating > left)
        stock->non_originating = left;
}

static void take_value(struct stock *stock, decimal wanted, struct inventory_outcome *outcome) {
    decimal average = 0;
    decimal value = stock_portion(stock->value.value, wanted, stock->quantity);
    outcome->value.given = outcome->non_originating_value.given = stock->value.given;
    if (!stock->value.given)
        return;
    outcome->unit_value.given = decimal_divide(&average, stock->value.value, stock->quantity);
    outcome->unit_value.value = to_places(average, stock->choice->places);
    if (stock->choice->places >= 0 && wanted < stock->quantity)
        (void)decimal_multiply(&value, wanted, outcome->unit_value.value);
    outcome->value.value = value < stock->value.value ? value : stock->value.value;
    stock->value.value -= outcome->value.value;
    outcome->non_originating_value.value =
        stock->choice->places >= 0 ? stock_portion(outcome->value.value, outcome->ratio, DECIMAL_ONE)
                                   : stock_portion(outcome->value.value, outcome->non_originating, wanted);
}

const char *stock_take_average(struct stock *stock, const struct movement *movement,
                               struct inventory_outcome *outcome) {
    decimal wanted = movement->quantity.value;
    outcome->in_stock = stock->quantity;
    if (wanted > stock->quantity)
        return "inventory.short";
    take_units(stock, wanted, outcome);
    take_value(stock, wanted, outcome);
    stock->quantity -= wanted;
    return NULL;
}
