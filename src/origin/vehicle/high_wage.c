#include "origin/vehicle/high_wage.h"

#include "origin/currency.h"
#include "origin/vehicle/plants.h"

/* U.R. 18(7)(c), (d): what was used in the production of the line, of all its units. */
static struct amount inside(struct origin_context *context, const struct material *material,
                            struct amount each) {
    struct amount amount = currency_convert(context, each, material->produced->currency, material, NULL);
    amount = amount_for_units(context, amount, material);
    return amount.given ? amount : amount_of(0);
}

static void add_line(struct origin_context *context, struct line *line, enum result qualifies) {
    struct determination *determination = context->determination;
    const struct produced *produced = line->material->produced;
    bool valued = line->value.given && qualifies != RESULT_FAIL;
    line->high_wage = valued && qualifies == RESULT_PASS;
    if (line->high_wage)
        determination->high_wage = amount_add(context, determination->high_wage, line->value);
    else if (valued)
        determination->high_wage_unknown = amount_add(context, determination->high_wage_unknown, line->value);
    else if (produced != NULL && produced->high_wage.given) {
        determination->high_wage = amount_add(context, determination->high_wage,
                                              inside(context, line->material, produced->high_wage));
        determination->high_wage_unknown =
            amount_add(context, determination->high_wage_unknown,
                       inside(context, line->material, produced->high_wage_unknown));
    }
}

void high_wage_reckon(struct origin_context *context) {
    const struct vehicle_data *data = context->setting->vehicles;
    const struct fact *of = context->book->general.vehicles.high_wage_plant;
    struct determination *determination = context->determination;
    if (data == NULL || !data->given[FILE_PLANTS] || of == NULL)
        return;
    determination->high_wage = amount_of(0);
    determination->high_wage_unknown = determination->high_wage;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        struct line *line = &determination->lines[i];
        struct text plant = fact_declared(&line->material->facts, of->key);
        if (line->disregarded || line->beside) /* not used in its production, U.R. 18(4), 18(7) */
            continue;
        add_line(context, line,
                 plant.length == 0 ? RESULT_FAIL
                                   : plant_qualifies(data, plant, determination->day, NULL,
                                                     &determination->high_wage_told));
        if (line->high_wage)
            determination->high_wage_until = evidence_earlier(
                determination->high_wage_until, plant_qualifies_until(data, plant, determination->day));
    }
}
