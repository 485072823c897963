#include "origin/high_wage.h"

#include "origin/currency.h"
#include "value/plants.h"

/* U.R. 18(7)(c), (d): what was used in the production of the line. */
static struct amount inside(struct origin_context *context, const struct material *material) {
    const struct amount nothing = amount_of(0);
    if (material->produced == NULL || !material->produced->high_wage.given)
        return nothing;
    struct amount amount = currency_convert(context, material->produced->high_wage,
                                            material->produced->currency, material, NULL);
    if (material->quantity.given)
        amount = amount_multiply(context, amount, material->quantity);
    return amount.given ? amount : nothing;
}

void high_wage_reckon(struct origin_context *context) {
    const struct vehicle_data *data = context->setting->vehicles;
    const struct fact *of = context->book->general.vehicles.high_wage_plant;
    struct determination *result = context->result;
    if (data == NULL || !data->given[FILE_PLANTS] || of == NULL)
        return;
    result->high_wage = amount_of(0);
    for (uint32_t i = 0; i < result->line_count; i++) {
        struct line *line = &result->lines[i];
        struct text plant = fact_declared(&line->material->facts, of->key);
        line->high_wage = plant.length > 0 && line->value.given && !line->disregarded &&
                          plant_qualifies(data, plant, result->day, NULL) == RESULT_PASS;
        result->high_wage = amount_add(context, result->high_wage,
                                       line->high_wage ? line->value : inside(context, line->material));
    }
}
