#include "origin/line_value.h"

#include "origin/accumulation.h"
#include "origin/currency.h"
#include "origin/line_terms.h"
#include "origin/lines_in_doubt.h"
#include "origin/self_produced.h"
#include "origin/vehicle/parts_tables.h"
#include "rulebook/sentence.h"

enum { MOST_STEPS = 16 + TERM_STEPS };

/* How quantity and price come about, and the price of all: the first steps, where others follow. */
static void begin_steps(struct origin_context *context, struct line *line) {
    static const enum value_step_kind KINDS[TERM_STEPS] = {[TERM_BASE_QUANTITY] = STEP_BASE_QUANTITY,
                                                           [TERM_SCRAP] = STEP_SCRAP,
                                                           [TERM_YIELD] = STEP_YIELD,
                                                           [TERM_UNIT] = STEP_UNIT,
                                                           [TERM_PRICE_UNIT] = STEP_PRICE_UNIT};
    const struct material *material = line->material;
    const struct reckoned_line *reckoned = material->reckoned;
    line->steps = arena_reserve(context->arena, sizeof *line->steps * MOST_STEPS);
    context->out_of_memory = context->out_of_memory || line->steps == NULL;
    for (uint32_t i = 0; line->steps != NULL && reckoned != NULL && i < reckoned->step_count; i++) {
        const struct term_step *term = &reckoned->steps[i];
        line->steps[line->step_count++] =
            (struct value_step){KINDS[term->kind],
                                term->operand,
                                term->result,
                                0,
                                false,
                                term->kind == TERM_UNIT ? reckoned->unit : NO_TEXT,
                                NO_TEXT};
    }
    if (line->steps != NULL && !material->value.given && material->unit_value.given &&
        line->unconverted.given)
        line->steps[line->step_count++] = (struct value_step){
            STEP_PRICE, material->unit_value, line->unconverted, 0, false, material->currency, NO_TEXT};
}

void line_step(struct origin_context *context, struct line *line, struct value_step step) {
    if (line->steps == NULL)
        begin_steps(context, line);
    if (line->steps != NULL && line->step_count < MOST_STEPS)
        line->steps[line->step_count++] = step;
}

/* In the good's currency, as a step where it was another. */
static struct amount converted(struct origin_context *context, struct line *line, struct amount amount,
                               struct text from) {
    struct conversion used;
    struct amount result = currency_convert(context, amount, from, line->material, &used);
    if (used.rate != 0 && result.given)
        line_step(context, line,
                  (struct value_step){STEP_CONVERTED, amount, result, used.rate, used.inverse, from,
                                      context_cite(context, PROVISION_VALUE_CONVERTED)});
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
                                      i == 0 ? context_cite(context, PROVISION_ASSISTS)
                                             : context_cite(context, PROVISION_ADDITIONS)});
    }
    return price;
}

/* What its own determination says a unit, for all of the line. */
static struct amount of_contents(struct origin_context *context, struct line *line, enum value_step_kind kind,
                                 struct amount each, struct text cite) {
    struct text currency = line->produced->currency;
    struct amount all = amount_for_units(context, each, line->material);
    if (!all.given)
        return all;
    line_step(context, line, (struct value_step){kind, each, all, 0, false, currency, cite});
    return converted(context, line, all, currency);
}

static bool same_amount(struct amount a, struct amount b) {
    return a.given == b.given && (!a.given || amount_compare(a, b) == 0);
}

/* What is more than its total cost tells would make the good worse: the value of a non-originating material,
 * and of packing, which leaves net cost. */
static bool needs_all_costs(const struct line *line) {
    return line->material->role == ROLE_PACKING || (!line->originating && line->inside == NULL);
}

/* Of two figures the one that makes the good worse, or where it is hoped for the better one. */
static struct amount of_two(const struct origin_context *context, const struct line *line,
                            struct amount stated, struct amount other) {
    bool higher = needs_all_costs(line) != self_produced_hoped(context, line);
    return (amount_compare(stated, other) > 0) == higher ? stated : other;
}

static struct amount price_of(struct origin_context *context, const struct line *line) {
    const struct material *material = line->material;
    if (line->open_value)
        return of_two(context, line, material->value, material->reckoned->by_price);
    if (material->value.given || !material->quantity.given || !material->unit_value.given)
        return material->value;
    if (amount_is_nothing(&material->quantity) && needs_all_costs(line))
        return amount_not_given(); /* as case_units() */
    return amount_multiply(context, material->unit_value, material->quantity);
}

static bool has_term_steps(const struct line *line) {
    return line->material->reckoned != NULL && line->material->reckoned->step_count > 0;
}

bool line_value_adds(const struct material *material) {
    return material->assists.given || material->other_additions.given;
}

/* U.R. 8(4), Schedule 6: what is declared in two ways leaves no price to rely on either. */
static bool price_accepted(const struct origin_context *context, const struct line *line) {
    return line->material->facts.count == 0 ||
           condition_of_line(line, context->book->general.unacceptable_value) == RESULT_FAIL;
}

static struct amount given_value(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    if (material->unread != NULL || context->good->unread_price != NULL || !price_accepted(context, line))
        return amount_not_given();
    line->open_rate = currency_unsaid(context, material);
    if (line->open_rate)
        return amount_not_given();
    struct amount price = price_of(context, line);
    line->unconverted = price;
    if (has_term_steps(line))
        begin_steps(context, line);
    if (!price.given && line_terms_bar_value(line))
        return price;
    if (price.given && currency_is_of_good(context, material->currency)) {
        line->price = price;
        return line_value_adds(material) ? with_additions(context, line, price) : price;
    }
    if (price.given) {
        line->price = currency_convert(context, price, material->currency, material, NULL);
        line->open_rate = !line->price.given;
        return converted(context, line, with_additions(context, line, price), material->currency);
    }
    if (line->produced == NULL || !line->produced->total_cost.given ||
        (line->produced->total_cost_partial && needs_all_costs(line)))
        return amount_not_given();
    line->cost_partial = line->produced->total_cost_partial;
    return of_contents(context, line, STEP_TOTAL_COST, line->produced->total_cost,
                       context_cite(context, PROVISION_SELF_PRODUCED_VALUE));
}

/* What a line that is looked into adds to the value of non-originating materials, U.R. 7(5)(a), and to that
 * of those used, 5(5). */
static void roll_down(struct origin_context *context, struct line *line) {
    const struct produced *inside = line->inside;
    const struct text cite = context_cite(context, PROVISION_MATERIALS_INSIDE);
    struct amount vnm = of_contents(context, line, STEP_ROLLED_DOWN, inside->vnm, cite);
    bool one = same_amount(inside->vnm, inside->vnm_transaction_value);
    line->vnm[METHOD_NET_COST] = vnm;
    line->vnm[METHOD_TRANSACTION_VALUE] =
        one ? vnm : of_contents(context, line, STEP_ROLLED_DOWN, inside->vnm_transaction_value, cite);
    line->used = same_amount(inside->vnm, inside->non_originating)
                     ? vnm
                     : of_contents(context, line, STEP_ROLLED_DOWN, inside->non_originating,
                                   context_cite(context, PROVISION_MATERIALS_USED));
}

/* U.R. 20(4): of a listed material in a listed part for another vehicle, its value or the non-originating
 * materials in it, at the producer's choice. */
static struct amount chosen_vnm(struct origin_context *context, struct line *line, struct amount plain) {
    const struct produced *produced = line->produced;
    const struct fact *open = NULL;
    if (produced == NULL || !plain.given || !context_for_use(context, 1U << USE_OTHER_VEHICLE))
        return plain;
    struct amount inner = currency_convert(context, amount_for_units(context, produced->vnm, line->material),
                                           produced->currency, line->material, NULL);
    if (!inner.given || amount_compare(inner, plain) >= 0)
        return plain;
    enum result choice = parts_tables_choice(context, line, &open);
    if (choice == RESULT_UNKNOWN) {
        context->determination->choice_open = true;
        context->determination->choice_fact = open != NULL ? open : context->determination->choice_fact;
        context->determination->choice_material = line->material;
    }
    if (choice != RESULT_PASS)
        return plain;
    line_step(context, line,
              (struct value_step){STEP_INSIDE, plain, inner, 0, false, NO_TEXT,
                                  context_cite(context, PROVISION_OTHER_VEHICLES_CHOICE)});
    return inner;
}

static struct amount less_deductions(struct origin_context *context, struct line *line, struct amount value) {
    const struct material *material = line->material;
    if (!material->deductible_costs.given)
        return value;
    struct amount deductible = converted(context, line, material->deductible_costs, material->currency);
    struct amount rest = amount_subtract(context, value, deductible);
    if (rest.given && (rest.value < 0 || (amount_is_nothing(&rest) && deductible.value > 0))) {
        FINDING(context, FINDING_VALUE_IMPLAUSIBLE, line->material->line,
                context_cite(context, PROVISION_VALUE_DEDUCTIONS), "deductible",
                {"line", line->material->line});
        return amount_not_given();
    }
    line_step(context, line,
              (struct value_step){STEP_DEDUCTED, deductible, rest, 0, false, NO_TEXT,
                                  context_cite(context, PROVISION_VALUE_DEDUCTIONS)});
    return rest;
}

/* U.R. 7(11), 7(13)(b): packing materials, and the excluded costs of a self-produced material that is not
 * designated, are the good's own. */
static void set_excluded(struct origin_context *context, struct line *line) {
    line->excluded = amount_of(0);
    if (line->material->role == ROLE_PACKING)
        line->excluded = line->cost;
    else if (line->inside != NULL && line->inside->excluded_costs.value == 0)
        line->excluded = line->inside->excluded_costs;
    else if (line->inside != NULL)
        line->excluded = of_contents(context, line, STEP_EXCLUDED, line->inside->excluded_costs,
                                     context_cite(context, PROVISION_EXCLUDED_COSTS));
}

/* Of one that may count once alone, nothing is what it comes to then. */
static bool is_copy(const struct line *line) {
    return line->material->reckoned != NULL && line->material->reckoned->copy;
}

/* What systems write where they have no price: nothing that is used is worth nothing, Schedule 6. */
static bool is_no_price(const struct line *line, const struct amount *value) {
    return amount_is_nothing(value) && !is_copy(line) && !line->originating && line->inside == NULL;
}

void line_value_set(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    const struct amount nothing = amount_of(0);
    struct amount value = given_value(context, line);
    if (is_no_price(line, &value)) {
        FINDING(context, FINDING_VALUE_IMPLAUSIBLE, material->line,
                context_cite(context, PROVISION_VALUE_OF_MATERIALS), "zero", {"line", material->line});
        value = amount_not_given();
    }
    line->value = value;
    line->cost = value;
    set_excluded(context, line);
    const struct amount counted = line->originating ? nothing : less_deductions(context, line, value);
    line->non_originating = counted;
    if (line->inside != NULL) {
        roll_down(context, line);
    } else if (line->originating) {
        line->vnm[METHOD_TRANSACTION_VALUE] = nothing; /* U.R. 7(4) */
        line->vnm[METHOD_NET_COST] = nothing;
        line->used = nothing;
        return;
    } else {
        line->vnm[METHOD_TRANSACTION_VALUE] = counted;
        line->used = counted;
    }
    if (value.given && value.value == 0 && !is_copy(line))
        FINDING(context, FINDING_VALUE_IMPLAUSIBLE, material->line,
                context_cite(context, PROVISION_VALUE_OF_MATERIALS), "zero", {"line", material->line});
    line->vnm[METHOD_NET_COST] =
        chosen_vnm(context, line, line->inside != NULL ? line->vnm[METHOD_NET_COST] : counted);
    if (line->document != NULL)
        accumulation_value(context, line);
}

void line_value_missing(struct origin_context *context, const struct line *line, struct text cite) {
    const struct material *material = line->material;
    const struct general *general = &context->book->general;
    if (!price_accepted(context, line)) {
        FINDING(context, FINDING_VALUE_MISSING, material->line, general->unacceptable_value_cite,
                "unacceptable-line", {"line", material->line},
                {"reason", sentence_description(context->book, general->unacceptable_value.fact)});
        return;
    }
    bool stated = material->value.given || material->unit_value.given;
    bool component = !stated && material->produced != NULL && !material->produced->total_cost.given;
    if (component && lines_in_doubt_inside(material))
        return; /* it has one, on each way */
    const char *variant = amount_is_nothing(&material->quantity) ? "quantity-zero"
                          : component                            ? "component"
                                                                 : "line";
    FINDING(context, FINDING_VALUE_MISSING, material->line, cite, variant, {"line", material->line},
            {"material", material->material_id});
}
