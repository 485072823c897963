#include "value/conversion.h"

/* amount × part / whole. */
struct factor {
    decimal part;
    decimal whole;
};

static bool rate_on(const struct vehicle_data *data, struct text from, struct text to, date on,
                    struct factor *factor) {
    const struct rate *direct = rates_find(data->rates, data->rate_count, from, to, on);
    const struct rate *opposite = rates_find(data->rates, data->rate_count, to, from, on);
    if (direct != NULL && direct->rate.value > 0)
        *factor = (struct factor){direct->rate.value, DECIMAL_ONE};
    else if (opposite != NULL && opposite->rate.value > 0)
        *factor = (struct factor){DECIMAL_ONE, opposite->rate.value};
    else
        return false;
    return true;
}

static bool find_factor(const struct vehicle_data *data, struct text from, struct text to, date last,
                        date day, struct factor *factor) {
    *factor = (struct factor){DECIMAL_ONE, DECIMAL_ONE};
    return from.length == 0 || to.length == 0 || text_equal(from, to) ||
           rate_on(data, from, to, last < day ? last : day, factor) || rate_on(data, from, to, day, factor);
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
