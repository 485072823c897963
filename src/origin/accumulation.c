#include "origin/accumulation.h"

#include "origin/currency.h"
#include "origin/declared_origin.h"
#include "origin/interpretation.h"
#include "origin/line_value.h"
#include "origin/self_produced.h"

/* ---- the statement ---- */

static bool lists_all(const struct document *document) {
    decimal listed = (decimal)document->stated->inner_count * DECIMAL_ONE;
    return document->materials.given && amount_compare(document->materials, amount_of(listed)) == 0;
}

/* What is stated of the value of non-originating materials and what the list adds up to are one figure. */
static bool sums_agree(const struct document *document) {
    int order = document->vnm.given ? amount_compare(document->stated_vnm, document->unit_vnm) : 0;
    return document->stated_whole && lists_all(document) ? order == 0 : order <= 0;
}

/* U.R. 9(7)(a)(ii): the classification of all non-originating materials used, and that the production took
 * place entirely in the territory. */
static struct text lacks_of_list(const struct document *document) {
    if (document->produced_in_territory != YES)
        return TEXT("produced_in_territory");
    if (!document->materials.given)
        return TEXT("materials");
    if (!lists_all(document))
        return TEXT("statement-materials");
    return sums_agree(document) ? TEXT("") : TEXT("vnm");
}

static struct amount a_unit(const struct document *document, struct amount sum, struct arena *arena) {
    struct amount each = amount_not_given();
    if (!document->units.given)
        return sum;
    (void)amount_over(&each, sum, document->units, arena);
    return each;
}

void accumulation_prepare(struct document *document, struct arena *arena) {
    document->unit_net_cost = a_unit(document, document->net_cost, arena);
    document->unit_vnm = a_unit(document, document->vnm, arena);
    document->unit_amount = a_unit(document, document->amount, arena);
    document->lists = document->stated != NULL;
    document->list_lacks = TEXT("");
    if (!document->lists)
        return;
    document->list_lacks = lacks_of_list(document);
    document->unit_vnm_least =
        document->vnm.given && amount_compare(document->unit_vnm, document->stated_vnm) < 0
            ? document->unit_vnm
            : document->stated_vnm;
    if (!sums_agree(document))
        document->unit_vnm = amount_not_given();
    else if (!document->vnm.given && document->stated_whole && document->list_lacks.length == 0)
        document->unit_vnm = document->stated_vnm;
}

struct day_range accumulation_year(const struct document *document) {
    if (!document->units.given || document->period_to == 0 || document->prepared == 0)
        return (struct day_range){0, 0};
    int begins = fiscal_year_begins(month_number(document->period_to), document->prepared);
    return (struct day_range){month_begins(begins), month_begins(begins + MONTHS_A_YEAR)};
}

bool accumulation_year_holds(struct day_range year, date day) {
    return year.until == 0 || (day >= year.from && day < year.until);
}

/* ---- the line ---- */

void accumulation_take(struct origin_context *context, struct line *line) {
    const struct document *document = line->document;
    const struct material *material = line->material;
    if (document == NULL || line->originating || line->inside != NULL)
        return;
    if (document->kind != DOCUMENT_CERTIFICATION && !document->units.given)
        line->open_unread = declared_bill_unread(material);
    if (!document->lists)
        return;
    if (document->list_lacks.length > 0) {
        line->open_stated = true;
        line->paper_state = PAPER_INCOMPLETE;
        FINDING(context, FINDING_DOCUMENT_INCOMPLETE, material->line,
                context_cite(context, PROVISION_STATED_MATERIALS), "materials", {"line", material->line},
                {"document", document->document_id}, {"detail", document->list_lacks});
        if (!self_produced_hoped(context, line))
            return;
    }
    line->stated = document->stated;
}

/* What a statement says a unit, for all of the line and in the good's currency: U.R. 2(2). */
static struct amount stated(struct origin_context *context, const struct line *line, struct amount each) {
    struct amount amount = currency_convert(context, each, line->document->currency, line->material, NULL);
    return amount_for_units(context, amount, line->material);
}

static void state_step(struct origin_context *context, struct line *line, enum value_step_kind kind,
                       struct amount operand, struct amount result, struct text cite) {
    line_step(context, line,
              (struct value_step){kind, operand, result, 0, false, line->document->document_id, cite});
}

/* U.R. 9(2)(a); freight, duties and brokerage that the statement lacks are not told from waste in
 * deductible_costs, and are left out: the net cost of the good is then never too high. */
static void take_cost(struct origin_context *context, struct line *line, struct amount unit_vnm) {
    const struct document *document = line->document;
    bool averaged = document->units.given;
    struct amount net_cost = stated(context, line, document->unit_net_cost);
    struct amount vnm = stated(context, line, unit_vnm);
    if (net_cost.given && line->value.given && amount_compare(line->value, net_cost) > 0)
        context->determination->stated_below =
            amount_add(context, amount_where(true, context->determination->stated_below.value),
                       amount_subtract(context, line->value, net_cost));
    line->cost = net_cost;
    line->vnm[METHOD_NET_COST] = vnm;
    state_step(context, line, STEP_COST_STATED, document->unit_net_cost, net_cost,
               averaged ? context_cite(context, PROVISION_STATED_NET_COST_AVERAGED)
                        : context_cite(context, PROVISION_STATED_NET_COST));
    state_step(context, line, STEP_VNM_STATED, unit_vnm, vnm,
               averaged ? context_cite(context, PROVISION_STATED_NON_ORIGINATING_AVERAGED)
                        : context_cite(context, PROVISION_STATED_NON_ORIGINATING));
}

/* U.R. 9(2)(b) */
static void take_amount(struct origin_context *context, struct line *line) {
    const struct document *document = line->document;
    struct amount amount = stated(context, line, document->unit_amount);
    line->vnm[METHOD_NET_COST] = amount_subtract(context, line->value, amount);
    state_step(context, line, STEP_AMOUNT_STATED, amount, line->vnm[METHOD_NET_COST],
               document->units.given ? context_cite(context, PROVISION_STATED_AMOUNT_AVERAGED)
                                     : context_cite(context, PROVISION_STATED_AMOUNT));
}

/* U.R. 9(3) */
static void take_vnm(struct origin_context *context, struct line *line, struct amount unit_vnm, bool told) {
    const struct document *document = line->document;
    line->vnm[METHOD_TRANSACTION_VALUE] = stated(context, line, unit_vnm);
    if (!told)
        state_step(context, line, STEP_VNM_STATED, unit_vnm, line->vnm[METHOD_TRANSACTION_VALUE],
                   document->units.given
                       ? context_cite(context, PROVISION_STATED_FOR_TRANSACTION_VALUE_AVERAGED)
                       : context_cite(context, PROVISION_STATED_FOR_TRANSACTION_VALUE));
}

static void do_without(struct origin_context *context, struct line *line, const char *variant,
                       struct amount detail) {
    FINDING(context, FINDING_DOCUMENT_MISMATCH, line->material->line, context->book->general.statement.cite,
            variant, {"line", line->material->line}, {"document", line->document->document_id},
            {"detail", context_decimal(context, detail.value, 2)});
    line->document = NULL;
    line->paper_state = PAPER_MISMATCH;
    line->stated = NULL;
    line->open_stated = false;
}

/* What a statement says of a material is a part of its value, U.R. 8(1): an amount above it is of something
 * else, such as sums without their units. Then the statement is not relied on, U.R. 9(7)(b). */
static bool within_value(struct origin_context *context, struct line *line, struct amount each) {
    struct amount all = stated(context, line, each);
    if (!all.given || !line->value.given || amount_compare(all, line->value) <= 0)
        return true;
    do_without(context, line, "value", each);
    return false;
}

/* Nor is one that states less of non-originating materials than the material's own bill of materials shows.
 * An average of a period may be less than that of a unit. Where a row of that bill was rejected it is not
 * known what it shows. */
static bool within_own_bill(struct origin_context *context, struct line *line, struct amount vnm) {
    const struct produced *own = line->material->produced;
    if (line->open_unread)
        return self_produced_hoped(context, line);
    if (own == NULL || !own->determined || line->document->units.given || !vnm.given)
        return true;
    struct amount shown = currency_convert(context, amount_for_units(context, own->vnm, line->material),
                                           own->currency, line->material, NULL);
    if (!shown.given || amount_compare(vnm, shown) >= 0)
        return true;
    do_without(context, line, "bill", shown);
    return false;
}

/* Whether what it states can be of this line. */
static bool is_plausible(struct origin_context *context, struct line *line) {
    const struct document *document = line->document;
    struct amount amount = stated(context, line, document->unit_amount);
    struct amount vnm = stated(context, line, document->unit_vnm);
    if (document->kind == DOCUMENT_ACCUMULATION_AMOUNT || !vnm.given)
        vnm = amount_subtract(context, line->value, amount);
    return within_value(context, line, document->unit_net_cost) &&
           within_value(context, line, document->unit_vnm) &&
           within_value(context, line, document->unit_amount) &&
           (!document->lists || within_value(context, line, document->unit_vnm_least)) &&
           within_own_bill(context, line, vnm);
}

/* U.R. 9(4), 9(5): "that falls within the fiscal year of the producer of the good" is read of any of them, or
 * of that in which the good is produced. */
static bool is_of_another_year(struct origin_context *context, const struct document *document) {
    const struct general *general = &context->book->general;
    return general->statement_of_year &&
           !accumulation_year_holds(accumulation_year(document), context->determination->day) &&
           interpretation_holds(context->interpretation, general->statement_year_held_in);
}

void accumulation_value(struct origin_context *context, struct line *line) {
    const struct document *document = line->document;
    if (!is_plausible(context, line) || is_of_another_year(context, document))
        return;
    bool change = document->kind == DOCUMENT_ACCUMULATION_CHANGE;
    bool by_cost = document->kind == DOCUMENT_ACCUMULATION_COST || (change && document->net_cost.given);
    bool by_amount =
        document->kind == DOCUMENT_ACCUMULATION_AMOUNT || (change && !by_cost && document->amount.given);
    bool by_vnm = by_cost || change || document->kind == DOCUMENT_ACCUMULATION_VNM;
    struct amount vnm = line->open_stated && self_produced_hoped(context, line) ? document->unit_vnm_least
                                                                                : document->unit_vnm;
    if (by_cost && vnm.given)
        take_cost(context, line, vnm);
    if (by_amount)
        take_amount(context, line);
    if (by_vnm && vnm.given)
        take_vnm(context, line, vnm, by_cost);
}
