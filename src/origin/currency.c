#include "origin/currency.h"

/* Of the purchase, or where that is not said of the good. */
static date day_of(const struct origin_context *context, const struct material *material) {
    return material->purchase_date != 0 ? material->purchase_date : context->determination->day;
}

static enum look_up find_rate(const struct origin_context *context, struct text from,
                              const struct material *material, struct conversion *used) {
    bool as_bought = material->currency.length > 0 && text_equal(material->currency, from);
    if (as_bought && material->exchange_rate.given && material->exchange_rate.value > 0) {
        *used = (struct conversion){material->exchange_rate.value, false, 0};
        return LOOK_UP_FOUND;
    }
    if (material->purchase_date == 0) {
        date next = rates_next(&context->setting->rates, from, context->determination->currency,
                               context->determination->day);
        if (next != 0)
            context->determination->rates_until =
                evidence_earlier(context->determination->rates_until, date_before(next));
    }
    return rates_find(&context->setting->rates, from, context->determination->currency,
                      day_of(context, material), used);
}

/* The amounts of a line come in one currency each; it is told once a line. */
static void say_missing(struct origin_context *context, struct text from, const struct material *material,
                        enum look_up found) {
    static const char *const VARIANTS[] = {[LOOK_UP_TWICE] = "twice", [LOOK_UP_REJECTED] = "rejected"};
    const struct determination *determination = context->determination;
    for (uint32_t i = 0; i < determination->finding_count; i++)
        if (determination->findings[i].code == FINDING_CURRENCY_RATE_MISSING && material->line.length > 0 &&
            text_equal(determination->findings[i].line, material->line))
            return;
    FINDING(context, FINDING_CURRENCY_RATE_MISSING, material->line,
            context_cite(context, PROVISION_VALUE_CONVERTED), VARIANTS[found], {"from", from},
            {"to", determination->currency}, {"line", material->line});
}

/* U.R. 2(1)(b)(i), 2(2): further from its day than another transaction may be, a rate is that of the line
 * only where the purchase was recorded by it. Told once of each rate. */
static void say_old(struct origin_context *context, struct text from, const struct material *material,
                    const struct conversion *used) {
    const struct general *general = &context->book->general;
    const date day = day_of(context, material);
    const int32_t days = date_days(used->day, day);
    char of[DATE_TEXT_SIZE];
    char relied[DATE_TEXT_SIZE];
    char count[DECIMAL_TEXT_SIZE];
    if (general->rate_days == 0 || days <= general->rate_days)
        return;
    FINDING(context, FINDING_CURRENCY_RATE_OLD, NO_TEXT, general->rate_cite, NULL, {"from", from},
            {"to", context->determination->currency}, {"date", {of, date_print(of, used->day)}},
            {"day", {relied, date_print(relied, day)}},
            {"count", {count, decimal_print(count, days * DECIMAL_ONE, 0)}});
}

bool currency_rate(const struct origin_context *context, struct text from, const struct material *material,
                   struct conversion *used) {
    *used = (struct conversion){DECIMAL_ONE, false, 0};
    return currency_is_of_good(context, from) || find_rate(context, from, material, used) == LOOK_UP_FOUND;
}

struct amount currency_convert(struct origin_context *context, struct amount amount, struct text from,
                               const struct material *material, struct conversion *used) {
    struct conversion at = {0, false, 0};
    if (used != NULL)
        *used = at;
    if (!amount.given || currency_is_of_good(context, from))
        return amount;
    enum look_up found = find_rate(context, from, material, &at);
    if (found != LOOK_UP_FOUND) {
        say_missing(context, from, material, found);
        return amount_not_given();
    }
    say_old(context, from, material, &at);
    if (used != NULL)
        *used = at;
    return at.inverse ? amount_divide(context, amount, amount_of(at.rate))
                      : amount_multiply(context, amount, amount_of(at.rate));
}
