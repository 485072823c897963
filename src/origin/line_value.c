#include "origin/line_value.h"

#include "origin/currency.h"

enum { MOST_STEPS = 10 };

void line_step(struct origin_context *context, struct line *line, struct value_step step) {
    const struct material *material = line->material;
    if (line->steps == NULL) {
        line->steps = context_room(context, sizeof *line->steps * MOST_STEPS);
        /* the first of them, where others follow */
        if (line->steps != NULL && !material->value.given && material->unit_value.given &&
            line->unconverted.given)
            line->steps[line->step_count++] = (struct value_step){
                STEP_PRICE, material->unit_value, line->unconverted, 0, false, material->currency, NO_TEXT};
    }
    if (line->steps != NULL && line->step_count < MOST_STEPS)
        line->steps[line->step_count++] = step;
}

static struct amount times_quantity(struct origin_context *context, struct amount each,
                                    const struct material *material) {
    return material->quantity.given ? amount_multiply(context, each, material->quantity) : each;
}

/* In the good's currency, as a step where it was another. */
static struct amount converted(struct origin_context *context, struct line *line, struct amount amount,
                               struct text from) {
    struct conversion used;
    struct amount result = currency_convert(context, amount, from, line->material, &used);
    if (used.rate != 0 && result.given)
        line_step(context, line,
                  (struct value_step){STEP_CONVERTED, amount, result, used.rate, used.inverse, from,
                                      TEXT("U.R. 2(1)")});
    return result;
}

/* Schedule 6, section 4(1): what the producer supplies to the seller, and what else is added to the price. */
static struct amount with_additions(struct origin_context *context, struct line *line, struct amount price) {
    const struct material *material = line->material;
    const struct amount additions[] = {material->assists, material->other_additions};
    static const enum value_step_kind KINDS[] = {STEP_ASSISTS, STEP_ADDITIONS};
    for (int i = 0; i < 2; i++) {
        if (!additions[i].given || additions[i].value == 0 || !price.given)
            continue;
        price = amount_add(context, price, additions[i]);
        line_step(context, line,
                  (struct value_step){KINDS[i], additions[i], price, 0, false, NO_TEXT,
                                      i == 0 ? TEXT("Schedule 6, 4(1)(b)") : TEXT("Schedule 6, 4(1)")});
    }
    return price;
}

static struct amount given_value(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    struct amount price = material->value;
    if (!price.given && material->quantity.given && material->unit_value.given)
        price = times_quantity(context, material->unit_value, material);
    line->unconverted = price;
    if (price.given) {
        line->price = currency_convert(context, price, material->currency, material, NULL);
        return converted(context, line, with_additions(context, line, price), material->currency);
    }
    if (material->produced != NULL && material->produced->determined) {
        struct amount cost = times_quantity(context, material->produced->total_cost, material);
        line_step(context, line,
                  (struct value_step){STEP_TOTAL_COST, material->produced->total_cost, cost, 0, false,
                                      material->produced->currency, TEXT("U.R. 8(8)")});
        return converted(context, line, cost, material->produced->currency);
    }
    return (struct amount){0};
}

/* U.R. 8(6): of two self-produced materials, one inside the other and both subject to a regional value
 * content requirement, only one may be designated. */
static bool designation_barred(const struct produced *produced) {
    return produced->by_regional_value && produced->holds_intermediate;
}

/* Declared as such, or chosen for the producer where that is asked. */
static void designate(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    const struct produced *produced = case_self_produced(material);
    enum designation designation = context->setting->designation;
    bool barred = produced != NULL && designation_barred(produced);
    line->intermediate = material->role == ROLE_INTERMEDIATE && !barred;
    if (barred && material->role == ROLE_INTERMEDIATE)
        FINDING(context, FINDING_DESIGNATION_BARRED, SEVERITY_WARNING, material->line, TEXT("U.R. 8(6)"),
                finding_unnamed(material), {"line", material->line}, {"material", material->material_id});
    if (designation == DESIGNATE_DECLARED || produced == NULL || !produced->originating || barred ||
        line->intermediate || (designation == DESIGNATE_SPARINGLY && produced->by_regional_value))
        return;
    line->intermediate = true;
    FINDING(context, FINDING_DESIGNATED, SEVERITY_INFO, material->line, TEXT("U.R. 8(6)"), NULL,
            {"line", material->line}, {"material", material->material_id});
}

/* What a non-originating line adds to the value of non-originating materials before any accumulation: its
 * value less the deductions of U.R. 8(2), or for a self-produced material the non-originating materials in
 * it, U.R. 7(5)(a). */
static struct amount plain_vnm(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    const struct produced *produced = case_self_produced(material);
    if (produced == NULL)
        return line->non_originating;
    struct amount inside = times_quantity(context, produced->vnm, material);
    line_step(context, line,
              (struct value_step){STEP_ROLLED_DOWN, produced->vnm, inside, 0, false, produced->currency,
                                  TEXT("U.R. 7(5)(a)")});
    return converted(context, line, inside, produced->currency);
}

/* Whether a good of the codes is listed in a table of parts for other vehicles, F or G. */
static bool listed_for_other_vehicles(const struct origin_context *context, const struct line *line,
                                      struct hs_code hs) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    for (uint32_t i = 0; i < provisions->table_count; i++) {
        const struct parts_table *table = &provisions->tables[i];
        if ((table->uses >> USE_OTHER_VEHICLE & 1) == 0)
            continue;
        enum result listed = line != NULL ? result_or(scope_holds_line(context, &table->codes, line),
                                                      scope_holds_line(context, &table->described, line))
                                          : result_or(scope_holds_good(context, &table->codes, hs),
                                                      scope_holds_good(context, &table->described, hs));
        bool named = line != NULL && table->material_when.fact != NULL &&
                     condition_of_line(line, table->material_when) == RESULT_PASS;
        if (listed == RESULT_PASS || named)
            return true;
    }
    return false;
}

/* U.R. 20(4): of a listed material in a listed part for another vehicle, its value or the non-originating
 * materials in it, at the producer's choice. */
static struct amount chosen_vnm(struct origin_context *context, struct line *line, struct amount plain) {
    const struct produced *produced = line->material->produced;
    if (context->good->use != USE_OTHER_VEHICLE || produced == NULL || !produced->determined ||
        !plain.given || !listed_for_other_vehicles(context, NULL, context->good->hs) ||
        !listed_for_other_vehicles(context, line, line->material->hs))
        return plain;
    struct amount inner = currency_convert(context, times_quantity(context, produced->vnm, line->material),
                                           produced->currency, line->material, NULL);
    if (!inner.given || amount_compare(inner, plain) >= 0)
        return plain;
    line_step(context, line,
              (struct value_step){STEP_INSIDE, plain, inner, 0, false, NO_TEXT, TEXT("U.R. 20(4)(a)(ii)")});
    return inner;
}

static struct amount less_deductions(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    if (!material->deductible_costs.given)
        return line->value;
    struct amount deductible = converted(context, line, material->deductible_costs, material->currency);
    struct amount rest = amount_subtract(context, line->value, deductible);
    if (rest.given && rest.value < 0) {
        FINDING(context, FINDING_VALUE_IMPLAUSIBLE, SEVERITY_WARNING, line->material->line, TEXT("U.R. 8(2)"),
                "deductible", {"line", line->material->line});
        return (struct amount){0};
    }
    line_step(context, line,
              (struct value_step){STEP_DEDUCTED, deductible, rest, 0, false, NO_TEXT, TEXT("U.R. 8(2)")});
    return rest;
}

/* What a statement says a unit, for all of the line and in the good's currency: U.R. 2(2). */
static struct amount stated(struct origin_context *context, const struct line *line, struct amount each) {
    struct amount amount = currency_convert(context, each, line->document->currency, line->material, NULL);
    return times_quantity(context, amount, line->material);
}

static void state_step(struct origin_context *context, struct line *line, enum value_step_kind kind,
                       struct amount operand, struct amount result, struct text cite) {
    line_step(context, line,
              (struct value_step){kind, operand, result, 0, false, line->document->document_id, cite});
}

/* U.R. 9(2) and 9(3); of sums over a period, a unit, 9(4) and 9(5). */
static void accumulate(struct origin_context *context, struct line *line) {
    const struct document *document = line->document;
    bool averaged = document->units.given;
    struct amount net_cost = stated(context, line, document->unit_net_cost);
    struct amount vnm = stated(context, line, document->unit_vnm);
    struct amount amount = stated(context, line, document->unit_amount);
    switch (document->kind) {
    case DOCUMENT_ACCUMULATION_COST: /* U.R. 9(2)(a); freight, duties and brokerage that the statement lacks
                                        are not told from waste in deductible_costs, and are left out: the net
                                        cost of the good is then never too high */
        line->cost = net_cost;
        line->vnm[METHOD_NET_COST] = vnm;
        line->vnm[METHOD_TRANSACTION_VALUE] = vnm;
        state_step(context, line, STEP_COST_STATED, document->unit_net_cost, net_cost,
                   averaged ? TEXT("U.R. 9(4)(a)(i)") : TEXT("U.R. 9(2)(a)(i)"));
        state_step(context, line, STEP_VNM_STATED, document->unit_vnm, vnm,
                   averaged ? TEXT("U.R. 9(4)(a)(ii)") : TEXT("U.R. 9(2)(a)(ii)"));
        break;
    case DOCUMENT_ACCUMULATION_AMOUNT: /* U.R. 9(2)(b) */
        line->vnm[METHOD_NET_COST] = amount_subtract(context, line->value, amount);
        if (line->vnm[METHOD_NET_COST].given && line->vnm[METHOD_NET_COST].value < 0)
            line->vnm[METHOD_NET_COST] = amount_of(0);
        state_step(context, line, STEP_AMOUNT_STATED, amount, line->vnm[METHOD_NET_COST],
                   averaged ? TEXT("U.R. 9(4)(b)") : TEXT("U.R. 9(2)(b)"));
        break;
    case DOCUMENT_ACCUMULATION_VNM: /* U.R. 9(3) */
        line->vnm[METHOD_TRANSACTION_VALUE] = vnm;
        state_step(context, line, STEP_VNM_STATED, document->unit_vnm, vnm,
                   averaged ? TEXT("U.R. 9(5)") : TEXT("U.R. 9(3)"));
        break;
    default:
        break;
    }
}

void line_value_set(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    const struct amount nothing = amount_of(0);
    line->value = given_value(context, line);
    line->cost = line->value;
    designate(context, line);
    bool rolled_down = case_self_produced(material) != NULL && !line->intermediate;
    line->non_originating = line->originating ? nothing : less_deductions(context, line);
    if (line->originating && !rolled_down) {
        line->vnm[METHOD_TRANSACTION_VALUE] = nothing; /* U.R. 7(4) */
        line->vnm[METHOD_NET_COST] = nothing;
        return;
    }
    if (line->value.given && line->value.value == 0)
        FINDING(context, FINDING_VALUE_IMPLAUSIBLE, SEVERITY_WARNING, material->line, TEXT("U.R. 8(1)"),
                "zero", {"line", material->line});
    struct amount plain = plain_vnm(context, line);
    line->vnm[METHOD_TRANSACTION_VALUE] = plain;
    line->vnm[METHOD_NET_COST] = chosen_vnm(context, line, plain);
    if (line->document != NULL)
        accumulate(context, line);
}
