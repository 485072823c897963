#include "origin/currency.h"

#include <stdlib.h>

/* Of the purchase, or where that is not said of the good. */
static date day_of(const struct origin_context *context, const struct material *material) {
    return material->purchase_date != 0 ? material->purchase_date : context->determination->day;
}

/* Why a rate is not believed, though one is there. */
enum rate_doubt {
    RATE_BELIEVED,
    RATE_NOT_OF_TABLE,  /* the line says one rate, and the table another */
    RATE_AT_PAR,        /* the line says 1, as systems do where nothing was converted, and no table says so */
    RATE_NOT_OF_LINE,   /* another line of the good says another */
    RATES_NOT_OF_TABLE, /* a row of the table and the one before it or behind it contradict each other */
    RATE_DOUBTS
};

struct found_rate {
    enum look_up found;
    enum rate_doubt doubt;
    enum rate_accord accord;
    struct conversion used;
    struct conversion beside; /* that contradicts it */
    struct text line;         /* which says that one */
};

/* A rate that a line says of its own purchase. */
struct stated_rate {
    const struct material *material;
    date day;
};

static bool states_rate(const struct material *material, struct text from) {
    return material->currency.length > 0 && text_equal(material->currency, from) &&
           material->exchange_rate.given && material->exchange_rate.value > 0;
}

static struct conversion rate_stated(const struct material *material) {
    return (struct conversion){material->exchange_rate.value, false, material->purchase_date};
}

static struct rate_bounds bounds_of(const struct origin_context *context) {
    return rate_bounds_of(&context->book->general);
}

static void doubt_where_apart(const struct origin_context *context, struct found_rate *rate,
                              enum rate_doubt doubt, struct conversion beside) {
    rate->accord = rates_compare(rate->used, beside, bounds_of(context));
    if (rate->accord == RATES_AGREE)
        return;
    rate->doubt = doubt;
    rate->beside = beside;
}

static int compare_stated(const void *a, const void *b) {
    const struct stated_rate *one = a;
    const struct stated_rate *other = b;
    int order = text_order(one->material->currency, other->material->currency);
    if (order == 0)
        order = (one->day > other->day) - (one->day < other->day);
    return order != 0 ? order : (one->material > other->material) - (one->material < other->material);
}

/* Of each line of the good the one whose rate contradicts its own; NULL where there is no room. */
static const struct material **find_contradicting(struct origin_context *context) {
    const struct good *good = context->good;
    const struct material **contradicting =
        context_room(context, sizeof *contradicting * good->material_count);
    struct stated_rate *stated = context_room(context, sizeof *stated * good->material_count);
    uint32_t count = 0;
    if (contradicting == NULL || stated == NULL)
        return NULL;
    for (uint32_t i = 0; i < good->material_count; i++)
        if (states_rate(&good->materials[i], good->materials[i].currency))
            stated[count++] = (struct stated_rate){&good->materials[i], day_of(context, &good->materials[i])};
    qsort(stated, count, sizeof *stated, compare_stated);
    for (uint32_t i = 1; i < count; i++) {
        const struct material *one = stated[i - 1].material;
        const struct material *other = stated[i].material;
        if (!text_equal(one->currency, other->currency) ||
            !rates_near(stated[i - 1].day, stated[i].day, bounds_of(context)) ||
            rates_compare(rate_stated(one), rate_stated(other), bounds_of(context)) == RATES_AGREE)
            continue;
        contradicting[one - good->materials] = other;
        contradicting[other - good->materials] = one;
    }
    return contradicting;
}

/* The line of the good whose rate contradicts that of this one; or NULL. */
static const struct material *contradicting_line(struct origin_context *context,
                                                 const struct material *material) {
    const struct good *good = context->good;
    const struct material *given = material_as_given(material);
    if (good->material_count == 0 || given < good->materials ||
        given >= good->materials + good->material_count)
        return NULL;
    if (context->contradicting == NULL)
        context->contradicting = find_contradicting(context);
    return context->contradicting != NULL ? context->contradicting[given - good->materials] : NULL;
}

/* U.R. 2(1)(a): the rate by which the purchase was recorded, unless what stands beside it says that it is
 * written wrongly. */
static struct found_rate recorded_rate(struct origin_context *context, struct text from,
                                       const struct material *material) {
    struct found_rate rate = {.found = LOOK_UP_FOUND, .used = rate_stated(material)};
    struct conversion beside;
    if (rates_find(&context->setting->rates, from, context->determination->currency,
                   day_of(context, material), &beside) == LOOK_UP_FOUND) {
        doubt_where_apart(context, &rate, RATE_NOT_OF_TABLE, beside);
        return rate;
    }
    const struct material *other = contradicting_line(context, material);
    if (rate.used.rate == DECIMAL_ONE) {
        rate.doubt = RATE_AT_PAR;
    } else if (other != NULL) {
        doubt_where_apart(context, &rate, RATE_NOT_OF_LINE, rate_stated(other));
        rate.line = other->line;
    }
    return rate;
}

static struct found_rate table_rate(const struct origin_context *context, struct text from,
                                    const struct material *material) {
    const struct rate_table *table = &context->setting->rates;
    const struct text to = context->determination->currency;
    const struct checked_rate checked =
        rates_check(table, from, to, day_of(context, material), bounds_of(context));
    return (struct found_rate){.found = checked.found,
                               .doubt = checked.accord == RATES_AGREE ? RATE_BELIEVED : RATES_NOT_OF_TABLE,
                               .accord = checked.accord,
                               .used = checked.used,
                               .beside = checked.beside};
}

static struct found_rate find_rate(struct origin_context *context, struct text from,
                                   const struct material *material) {
    if (states_rate(material, from))
        return recorded_rate(context, from, material);
    if (material->purchase_date == 0) {
        date next = rates_next(&context->setting->rates, from, context->determination->currency,
                               context->determination->day);
        if (next != 0)
            context->determination->rates_until =
                evidence_earlier(context->determination->rates_until, date_before(next));
    }
    return table_rate(context, from, material);
}

static bool told_of_line(const struct determination *determination, enum finding_code code,
                         const struct material *material) {
    for (uint32_t i = 0; i < determination->finding_count; i++)
        if (determination->findings[i].code == code && material->line.length > 0 &&
            text_equal(determination->findings[i].line, material->line))
            return true;
    return false;
}

/* The amounts of a line come in one currency each; it is told once a line. */
static void say_missing(struct origin_context *context, struct text from, const struct material *material,
                        enum look_up found) {
    static const char *const VARIANTS[] = {[LOOK_UP_TWICE] = "twice", [LOOK_UP_REJECTED] = "rejected"};
    const struct determination *determination = context->determination;
    if (!told_of_line(determination, FINDING_CURRENCY_RATE_MISSING, material))
        FINDING(context, FINDING_CURRENCY_RATE_MISSING, material->line,
                context_cite(context, PROVISION_VALUE_CONVERTED), VARIANTS[found], {"from", from},
                {"to", determination->currency}, {"line", material->line});
}

/* With the digits that it takes to tell it from others. */
static struct text rate_text(struct origin_context *context, struct conversion rate) {
    return context_decimal(context, rate.rate, 0);
}

static void say_doubtful(struct origin_context *context, struct text from, const struct material *material,
                         const struct found_rate *rate) {
    static const char *const VARIANTS[RATE_DOUBTS][2] = {[RATE_NOT_OF_TABLE] = {"table", "table-inverted"},
                                                         [RATE_AT_PAR] = {"par", "par"},
                                                         [RATE_NOT_OF_LINE] = {"lines", "lines-inverted"},
                                                         [RATES_NOT_OF_TABLE] = {"rows", "rows-inverted"}};
    const struct text to = context->determination->currency;
    const struct conversion *one = &rate->used;
    const struct conversion *other = &rate->beside;
    char days[2][DATE_TEXT_SIZE];
    if (told_of_line(context->determination, FINDING_CURRENCY_RATE_DIFFERS, material))
        return;
    FINDING(context, FINDING_CURRENCY_RATE_DIFFERS, material->line,
            context_cite(context, PROVISION_VALUE_CONVERTED),
            VARIANTS[rate->doubt][rate->accord == RATES_INVERTED], {"line", material->line}, {"from", from},
            {"to", to}, {"rate", rate_text(context, *one)}, {"of", one->inverse ? to : from},
            {"in", one->inverse ? from : to}, {"date", {days[0], date_print(days[0], one->day)}},
            {"other", rate_text(context, *other)}, {"other-of", other->inverse ? to : from},
            {"other-in", other->inverse ? from : to},
            {"other-date", {days[1], date_print(days[1], other->day)}}, {"other-line", rate->line});
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

static bool believed(const struct found_rate *rate) {
    return rate->found == LOOK_UP_FOUND && rate->doubt == RATE_BELIEVED;
}

bool currency_rate(struct origin_context *context, struct text from, const struct material *material,
                   struct conversion *used) {
    *used = (struct conversion){DECIMAL_ONE, false, 0};
    if (currency_is_of_good(context, from))
        return true;
    const struct found_rate rate = find_rate(context, from, material);
    *used = rate.used;
    return believed(&rate);
}

struct amount currency_convert(struct origin_context *context, struct amount amount, struct text from,
                               const struct material *material, struct conversion *used) {
    if (used != NULL)
        *used = (struct conversion){0, false, 0};
    if (!amount.given || currency_is_of_good(context, from))
        return amount;
    const struct found_rate rate = find_rate(context, from, material);
    if (!believed(&rate)) {
        if (rate.found != LOOK_UP_FOUND)
            say_missing(context, from, material, rate.found);
        else
            say_doubtful(context, from, material, &rate);
        return amount_not_given();
    }
    const struct conversion at = rate.used;
    if (!states_rate(material, from))
        say_old(context, from, material, &at);
    if (used != NULL)
        *used = at;
    return at.inverse ? amount_divide(context, amount, amount_of(at.rate))
                      : amount_multiply(context, amount, amount_of(at.rate));
}

bool currency_unsaid(struct origin_context *context, const struct material *material) {
    if (material->currency.length > 0 || !material->exchange_rate.given ||
        material->exchange_rate.value == DECIMAL_ONE || amount_is_nothing(&material->exchange_rate))
        return false;
    FINDING(context, FINDING_CURRENCY_RATE_DIFFERS, material->line,
            context_cite(context, PROVISION_VALUE_CONVERTED), "unsaid", {"line", material->line},
            {"rate", context_decimal(context, material->exchange_rate.value, 0)},
            {"to", context->determination->currency});
    return true;
}
