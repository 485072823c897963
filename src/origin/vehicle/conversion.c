#include "origin/vehicle/conversion.h"

/* amount × part / whole. */
struct factor {
    decimal part;
    decimal whole;
};

static bool find_factor(const struct vehicle_data *data, struct text from, struct text to, date last,
                        date day, struct factor *factor) {
    struct conversion rate;
    *factor = (struct factor){DECIMAL_ONE, DECIMAL_ONE};
    if (from.length == 0 || to.length == 0 || text_equal(from, to))
        return true;
    enum look_up found = rates_find(&data->rates, from, to, last < day ? last : day, &rate);
    if (found == LOOK_UP_NONE)
        found = rates_find(&data->rates, from, to, day, &rate);
    if (found == LOOK_UP_FOUND)
        *factor =
            rate.inverse ? (struct factor){DECIMAL_ONE, rate.rate} : (struct factor){rate.rate, DECIMAL_ONE};
    return found == LOOK_UP_FOUND;
}

bool conversion_of_total(const struct vehicle_data *data, total *out, total amount, struct text from,
                         struct text to, date last, date day) {
    struct factor factor;
    return find_factor(data, from, to, last, day, &factor) &&
           total_portion(out, amount, factor.part, factor.whole);
}

enum result conversion_reaches(const struct vehicle_data *data, decimal amount, struct text from,
                               decimal least, struct text to, date last, date day) {
    struct factor factor;
    if (!find_factor(data, from, to, last, day, &factor))
        return RESULT_UNKNOWN;
    return (total)amount * factor.part >= (total)least * factor.whole ? RESULT_PASS : RESULT_FAIL;
}
