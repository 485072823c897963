#include "origin/currency.h"

static bool apply_rate(const struct origin_context *context, decimal *value, struct text from, struct text to,
                       bool *fits) {
    const struct rate *direct = case_rate(context->setting, from, to, context->result->day);
    if (direct != NULL && direct->rate.value > 0) {
        *fits = decimal_multiply(value, *value, direct->rate.value);
        return true;
    }
    const struct rate *inverse = case_rate(context->setting, to, from, context->result->day);
    if (inverse == NULL || inverse->rate.value <= 0)
        return false;
    *fits = decimal_divide(value, *value, inverse->rate.value);
    return true;
}

struct amount currency_convert(struct origin_context *context, struct amount amount, struct text from,
                               struct text line) {
    struct text to = context->result->currency;
    if (!amount.given || from.length == 0 || text_equal(from, to))
        return amount;
    bool fits = true;
    if (!apply_rate(context, &amount.value, from, to, &fits)) {
        FINDING(context, FINDING_CURRENCY_RATE_MISSING, SEVERITY_WARNING, line, TEXT("U.R. 2(1)"), NULL,
                {"from", from}, {"to", to}, {"line", line});
        return (struct amount){0};
    }
    context->overflow = context->overflow || !fits;
    return amount;
}
