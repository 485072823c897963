#include "origin/tariff_items.h"

enum tariff_choice tariff_of(const struct origin_context *context, enum tariff_choice of_row) {
    return of_row != TARIFF_NOT_SAID                  ? of_row
           : context->good->tariff != TARIFF_NOT_SAID ? context->good->tariff
                                                      : context->setting->tariff;
}

/* Whether the tariff of a country may have the item; that of Canada is not listed. */
static bool may_have(enum country country, uint32_t tariffs) {
    return country == COUNTRY_CANADA || (country == COUNTRY_MEXICO && (tariffs & HS_TARIFF_MEXICO) != 0);
}

/* Where nothing is said of the digits. */
static bool is_of_united_states(const struct origin_context *context, struct hs_code code) {
    uint32_t tariffs = hs_item_tariffs(context->book->editions, code);
    enum country made_in = country_named(context->good->country);
    enum country going_to = context_customs(context);
    if ((tariffs & HS_TARIFF_UNITED_STATES) == 0)
        return false;
    context_note_customs(context);
    return made_in == COUNTRY_UNITED_STATES || going_to == COUNTRY_UNITED_STATES ||
           (!may_have(made_in, tariffs) && !may_have(going_to, tariffs));
}

/* Where they are said to be: not where the item is known of Mexico, and not of the United States, whose
 * tariff is listed as it is of late. */
static bool may_be_of_united_states(const struct origin_context *context, struct hs_code code) {
    return hs_item_tariffs(context->book->editions, code) != HS_TARIFF_MEXICO;
}

struct hs_code tariff_items_read(const struct origin_context *context, struct hs_code code,
                                 enum tariff_choice tariff) {
    if (code.digits < HS_TARIFF_ITEM || !hs_items_listed(context->book->editions, code) ||
        (tariff == TARIFF_US && may_be_of_united_states(context, code)) ||
        (tariff == TARIFF_NOT_SAID && is_of_united_states(context, code)))
        return code;
    return hs_code_subheading(hs_unit(code.low, HS_SUBHEADING));
}

/* ---- telling ---- */

static const char *variant_of(struct hs_code given, struct hs_code read, enum tariff_choice tariff,
                              bool of_line) {
    if (given.digits == read.digits)
        return of_line ? "material" : NULL;
    return tariff == TARIFF_NOT_SAID ? (of_line ? "material.whose" : "whose")
           : tariff == TARIFF_US     ? (of_line ? "material.no-item" : "no-item")
                                     : (of_line ? "material.tariff" : "tariff");
}

void tariff_items_tell_good(struct origin_context *context, struct text cite) {
    struct hs_code given = context->good->hs;
    enum tariff_choice tariff = tariff_of(context, TARIFF_NOT_SAID);
    FINDING(context, FINDING_HS_TOO_SHORT, NO_TEXT, cite, variant_of(given, context->codes.hs, tariff, false),
            {"hs", context_code(context, given)}, {"read", context_code(context, context->codes.hs)},
            {"tariff", text_from(TARIFF_WORDS[tariff])});
}

void tariff_items_tell_line(struct origin_context *context, const struct line *line, struct text cite) {
    struct hs_code given = line->material->hs;
    FINDING(context, FINDING_HS_TOO_SHORT, line->material->line, cite,
            variant_of(given, line->hs, line->tariff, true), {"line", line->material->line},
            {"hs", context_code(context, given)}, {"read", context_code(context, line->hs)},
            {"tariff", text_from(TARIFF_WORDS[line->tariff])});
}
