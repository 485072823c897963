#include "origin/currency.h"

/* The rate of the day, direct or opposite; false where there is none. */
static bool rate_on(const struct origin_context *context, struct text from, date day,
                    struct conversion *used) {
    struct text to = context->result->currency;
    const struct rate *direct = case_rate(context->setting, from, to, day);
    const struct rate *opposite = case_rate(context->setting, to, from, day);
    if (direct != NULL && direct->rate.value > 0)
        *used = (struct conversion){direct->rate.value, false};
    else if (opposite != NULL && opposite->rate.value > 0)
        *used = (struct conversion){opposite->rate.value, true};
    else
        return false;
    return true;
}

static bool find_rate(const struct origin_context *context, struct text from, const struct material *material,
                      struct conversion *used) {
    bool as_bought = material->currency.length > 0 && text_equal(material->currency, from);
    if (as_bought && material->exchange_rate.given && material->exchange_rate.value > 0) {
        *used = (struct conversion){material->exchange_rate.value, false};
        return true;
    }
    return rate_on(context, from,
                   material->purchase_date != 0 ? material->purchase_date : context->result->day, used);
}

/* The amounts of a line come in one currency each; it is told once a line. */
static void say_missing(struct origin_context *context, struct text from, const struct material *material) {
    const struct determination *result = context->result;
    for (uint32_t i = 0; i < result->finding_count; i++)
        if (result->findings[i].code == FINDING_CURRENCY_RATE_MISSING && material->line.length > 0 &&
            text_equal(result->findings[i].line, material->line))
            return;
    FINDING(context, FINDING_CURRENCY_RATE_MISSING, SEVERITY_WARNING, material->line, TEXT("U.R. 2(1)"), NULL,
            {"from", from}, {"to", result->currency}, {"line", material->line});
}

bool currency_rate(const struct origin_context *context, struct text from, const struct material *material,
                   struct conversion *used) {
    *used = (struct conversion){DECIMAL_ONE, false};
    return from.length == 0 || text_equal(from, context->result->currency) ||
           find_rate(context, from, material, used);
}

struct amount currency_convert(struct origin_context *context, struct amount amount, struct text from,
                               const struct material *material, struct conversion *used) {
    struct text to = context->result->currency;
    struct conversion at = {0, false};
    if (used != NULL)
        *used = at;
    if (!amount.given || from.length == 0 || text_equal(from, to))
        return amount;
    if (!find_rate(context, from, material, &at)) {
        say_missing(context, from, material);
        return (struct amount){0};
    }
    if (used != NULL)
        *used = at;
    return at.inverse ? amount_divide(context, amount, amount_of(at.rate))
                      : amount_multiply(context, amount, amount_of(at.rate));
}
