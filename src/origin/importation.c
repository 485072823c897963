#include "origin/importation.h"

bool territory_holds(const struct origin_context *context, struct text country) {
    enum country named = country_named(country);
    return named != COUNTRY_NONE && country_in(context->book->general.territory, named);
}

static enum result listed(const struct origin_context *context) {
    const struct general *general = &context->book->general;
    enum result result = RESULT_FAIL;
    for (uint32_t i = 0; i < general->schedule_count; i++) {
        const struct schedule_item *item = &general->schedule[i];
        enum result named = scope_holds_good(context, &item->goods, context->codes.code);
        if (named != RESULT_FAIL)
            named = result_and(named, condition_of_good(context, NULL, item->when));
        result = result_or(result, named);
    }
    return result;
}

enum result importation_test(struct origin_context *context) {
    const struct fact *from = context->book->general.imported_from;
    enum result named =
        provisions_for(context, context->codes.code)->scheduled ? listed(context) : RESULT_FAIL;
    if (named == RESULT_FAIL || from == NULL)
        return RESULT_FAIL;
    struct text country = fact_declared(&context->good->facts, from->key);
    if (country.length == 0)
        country = context->good->country;
    return result_and(named, result_of(territory_holds(context, country)));
}
