#include "origin/line_terms.h"

/* ---- of the good ---- */

/* Of two lines with one number it says which. */
static struct text name_of(struct origin_context *context, const struct material *material) {
    if (material->material_id.length > 0)
        return material->material_id;
    return material->description.length > 0 ? material->description : context_code(context, material->hs);
}

static void tell_left_out(struct origin_context *context, const struct left_out_line *one) {
    const struct material *material = one->material;
    char day[DATE_TEXT_SIZE];
    char border[DATE_TEXT_SIZE];
    bool later = material->terms.valid_from > context->determination->day;
    date of_border = later ? material->terms.valid_from : material->terms.valid_to;
    const char *variant = one->unused ? "alternative" : later ? "from" : "until";
    FINDING(context, FINDING_LINE_LEFT_OUT, material->line, NO_TEXT, variant, {"line", material->line},
            {"material", name_of(context, material)},
            {"date", {day, date_print(day, context->determination->day)}},
            {"border", {border, date_print(border, of_border)}});
}

void line_terms_tell(struct origin_context *context) {
    const struct reckoned_good *reckoned = context->good->reckoned;
    for (uint32_t i = 0; reckoned != NULL && i < reckoned->left_out_count; i++)
        tell_left_out(context, &reckoned->left_out[i]);
    for (uint32_t i = 0; reckoned != NULL && i < reckoned->repeated_count; i++) {
        const struct repeated_line *one = &reckoned->repeated[i];
        FINDING(context, FINDING_LINE_REPEATED, one->material->line, NO_TEXT, one->copy ? "copy" : NULL,
                {"line", one->material->line}, {"material", name_of(context, one->material)},
                {"other", name_of(context, one->other)});
    }
}

/* ---- of a line ---- */

static void tell_units(struct origin_context *context, const struct material *material) {
    const struct reckoned_line *reckoned = material->reckoned;
    if (reckoned->problem != UNITS_AGREE)
        FINDING_AS(context, FINDING_UNITS_DIFFER, material->value.given ? SEVERITY_INFO : SEVERITY_WARNING,
                   material->line, NO_TEXT,
                   material->value.given                 ? "stated"
                   : reckoned->problem == UNIT_NOT_KNOWN ? "unknown"
                                                         : NULL,
                   {"line", material->line}, {"unit", reckoned->unit},
                   {"other", reckoned->price_unit_of_measure});
    if (reckoned->weight_problem != UNITS_AGREE)
        FINDING(context, FINDING_UNITS_DIFFER, material->line, NO_TEXT, "weight", {"line", material->line},
                {"unit", reckoned->weight_unit});
}

static void tell_figures(struct origin_context *context, const struct material *given) {
    const struct reckoned_line *reckoned = given->reckoned;
    if (reckoned->by_price.given && !reckoned->copy && !reckoned->share_too)
        FINDING(context, FINDING_VALUE_DIFFERS, given->line,
                context_cite(context, PROVISION_VALUE_OF_MATERIALS), NULL, {"line", given->line},
                {"value", context_amount(context, given->value)},
                {"other", context_amount(context, reckoned->by_price)});
    if (reckoned->by_pieces.given)
        FINDING(context, FINDING_VALUE_DIFFERS, given->line, NO_TEXT, "weight", {"line", given->line},
                {"value", context_amount(context, reckoned->stated_weight)},
                {"other", context_amount(context, reckoned->by_pieces)});
    if (reckoned->fraction.given)
        FINDING(context, FINDING_VALUE_IMPLAUSIBLE, given->line, NO_TEXT,
                reckoned->share_too ? "share" : "fraction", {"line", given->line},
                {"one", context_decimal(context, reckoned->fraction.value, 0)});
}

void line_terms_take(struct origin_context *context, struct line *line) {
    const struct reckoned_line *reckoned = line->material->reckoned;
    if (reckoned == NULL)
        return;
    line->open_value = reckoned->by_price.given;
    tell_units(context, line->material);
    tell_figures(context, line->material);
}

bool line_terms_bar_value(const struct line *line) {
    const struct reckoned_line *reckoned = line->material->reckoned;
    return reckoned != NULL && reckoned->problem != UNITS_AGREE;
}
