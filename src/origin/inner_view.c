#include "origin/inner_view.h"

#include "origin/currency.h"
#include "origin/de_minimis.h"
#include "origin/materials.h"
#include "origin/tariff_shift.h"

/* A unit of the produced material, in its currency. */
static struct amount failing_inside(const struct reading *reading, const struct change *change,
                                    const struct produced *produced);

static struct amount failing_of(const struct reading *reading, const struct change *change,
                                const struct produced *whole, const struct inner_material *inner) {
    const struct amount nothing = amount_of(0);
    const struct material material = {
        .line = inner->line, .hs = inner->hs, .hs_rule = inner->hs_rule, .facts = inner->facts};
    struct line line = {.material = &material};
    materials_find_codes(reading->context, &line);
    uint8_t shift = tariff_shift_of_codes(reading, change, &line, true);
    if (shift == NO_SHIFT || shift == RESULT_PASS)
        return nothing;
    struct amount own =
        de_minimis_excluded(reading, &line) == RESULT_FAIL ? inner->value : (struct amount){0};
    if (inner->self_produced == NULL || !text_equal(inner->self_produced->currency, whole->currency))
        return own;
    struct amount deeper = failing_inside(reading, change, inner->self_produced);
    if (inner->quantity.given)
        deeper = amount_multiply(reading->context, deeper, inner->quantity);
    return deeper.given && (!own.given || amount_compare(deeper, own) < 0) ? deeper : own;
}

static struct amount failing_inside(const struct reading *reading, const struct change *change,
                                    const struct produced *produced) {
    struct amount sum = amount_where(!produced->originating && produced->inner_count > 0, 0);
    for (uint32_t i = 0; sum.given && i < produced->inner_count; i++) {
        struct amount one = failing_of(reading, change, produced, &produced->inner[i]);
        sum = amount_add(reading->context, sum, one);
    }
    return sum;
}

struct amount inner_view_failing(const struct reading *reading, const struct change *change,
                                 const struct line *line) {
    const struct material *material = line->material;
    const struct produced *produced = case_self_produced(material);
    if (produced == NULL || change->combination_count > 0)
        return (struct amount){0};
    struct amount failing = failing_inside(reading, change, produced);
    if (material->quantity.given)
        failing = amount_multiply(reading->context, failing, material->quantity);
    return currency_convert(reading->context, failing, produced->currency, material, NULL);
}
