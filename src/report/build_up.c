#include "report/build_up.h"

#include "report/json_value.h"
#include "report/number.h"

/* ---- of the good ---- */

/* U.R. 1(6): what the lines add to total cost. */
static struct amount cost_of_materials(const struct determination *determination) {
    struct amount sum = amount_of(0);
    for (uint32_t i = 0; i < determination->line_count; i++) {
        struct amount cost = determination->lines[i].cost;
        sum.given = sum.given && cost.given && decimal_add(&sum.value, sum.value, cost.value);
    }
    return sum;
}

static struct amount or_zero(struct amount amount) {
    amount.given = true;
    return amount;
}

static bool has_adjusted_value(const struct determination *determination) {
    return determination->good->international_shipping.given &&
           determination->adjusted_transaction_value.given;
}

/* The transaction value as it was given, of so many. */
static const struct reckoned_good *priced_of_several(const struct determination *determination) {
    const struct reckoned_good *reckoned = determination->good->reckoned;
    return reckoned != NULL && reckoned->price.given ? reckoned : NULL;
}

static bool has_net_cost(const struct determination *determination) {
    return !determination->good->net_cost.given && determination->net_cost.given;
}

void build_up_of_good(struct buffer *out, const struct messages *messages,
                      const struct determination *determination) {
    const struct good *good = determination->good;
    const struct reckoned_good *priced = priced_of_several(determination);
    struct number_room rooms[5];
    if (priced != NULL) {
        MESSAGE(out, messages, "figure.price", {"price", number_amount(&rooms[0], messages, priced->price)},
                {"per", number_decimal(&rooms[1], messages, priced->price_unit.value, 0)},
                {"result", number_amount(&rooms[2], messages, good->transaction_value)});
        buffer_char(out, '\n');
    }
    if (has_adjusted_value(determination)) {
        MESSAGE(out, messages, "figure.transaction-value",
                {"given", number_amount(&rooms[0], messages, good->transaction_value)},
                {"shipping", number_amount(&rooms[1], messages, good->international_shipping)},
                {"result", number_amount(&rooms[2], messages, determination->adjusted_transaction_value)});
        buffer_char(out, '\n');
    }
    if (determination->total_cost_computed) {
        MESSAGE(out, messages, "figure.total-cost",
                {"materials", number_amount(&rooms[0], messages, cost_of_materials(determination))},
                {"product", number_amount(&rooms[1], messages, or_zero(good->other_product_costs))},
                {"period", number_amount(&rooms[2], messages, or_zero(good->period_costs))},
                {"other", number_amount(&rooms[3], messages, or_zero(good->other_costs))},
                {"result", number_amount(&rooms[4], messages, determination->total_cost)});
        buffer_char(out, '\n');
    }
    if (has_net_cost(determination) && determination->total_cost_computed &&
        determination->excluded_lines.value > 0) {
        MESSAGE(out, messages, "figure.excluded-costs",
                {"given", number_amount(&rooms[0], messages, good->excluded_costs)},
                {"lines", number_amount(&rooms[1], messages, determination->excluded_lines)},
                {"result", number_amount(&rooms[2], messages, determination->excluded_costs)});
        buffer_char(out, '\n');
    }
    if (has_net_cost(determination)) {
        MESSAGE(out, messages, "figure.net-cost",
                {"total", number_amount(&rooms[0], messages, determination->total_cost)},
                {"excluded", number_amount(&rooms[1], messages, determination->excluded_costs)},
                {"result", number_amount(&rooms[2], messages, determination->net_cost)});
        buffer_char(out, '\n');
    }
}

static void put_amount(struct buffer *out, bool *any, const char *name, struct amount amount) {
    buffer_string(out, *any ? ",\"" : "\"");
    buffer_string(out, name);
    JSON_LITERAL(out, "\":");
    json_put_amount(out, amount);
    *any = true;
}

void build_up_json(struct buffer *out, const struct determination *determination) {
    const struct good *good = determination->good;
    const struct reckoned_good *priced = priced_of_several(determination);
    bool any = false;
    if (!has_adjusted_value(determination) && !determination->total_cost_computed &&
        !has_net_cost(determination) && priced == NULL)
        return;
    JSON_LITERAL(out, ",\"figures\":{");
    if (priced != NULL) {
        put_amount(out, &any, "price", priced->price);
        put_amount(out, &any, "price_unit", priced->price_unit);
    }
    if (priced != NULL || has_adjusted_value(determination))
        put_amount(out, &any, "transaction_value", good->transaction_value);
    if (has_adjusted_value(determination)) {
        put_amount(out, &any, "international_shipping", good->international_shipping);
        put_amount(out, &any, "adjusted_transaction_value", determination->adjusted_transaction_value);
    }
    if (determination->total_cost_computed) {
        put_amount(out, &any, "materials", cost_of_materials(determination));
        put_amount(out, &any, "other_product_costs", or_zero(good->other_product_costs));
        put_amount(out, &any, "period_costs", or_zero(good->period_costs));
        put_amount(out, &any, "other_costs", or_zero(good->other_costs));
    }
    if (determination->total_cost.given)
        put_amount(out, &any, "total_cost", determination->total_cost);
    if (has_net_cost(determination)) {
        put_amount(out, &any, "excluded_costs", determination->excluded_costs);
        if (determination->total_cost_computed && determination->excluded_lines.value > 0)
            put_amount(out, &any, "excluded_costs_of_lines", determination->excluded_lines);
    }
    if (determination->net_cost.given)
        put_amount(out, &any, "net_cost", determination->net_cost);
    buffer_char(out, '}');
}

/* ---- of a line ---- */

/* That a price is of, or figures a unit are stated for. */
static struct amount units_of(const struct material *material, enum value_step_kind kind) {
    struct amount units =
        kind == STEP_PRICE || material->reckoned == NULL ? material->quantity : material->reckoned->units;
    return units.given ? units : amount_of(DECIMAL_ONE);
}

static struct text price_unit_of_measure(const struct material *material) {
    return material->reckoned != NULL ? material->reckoned->price_unit_of_measure : TEXT("");
}

static void tell_step(struct buffer *out, const struct messages *messages, const struct material *material,
                      const struct value_step *step) {
    static const char *const IDS[VALUE_STEPS] = {[STEP_PRICE] = "step.price",
                                                 [STEP_CONVERTED] = "step.converted",
                                                 [STEP_ASSISTS] = "step.assists",
                                                 [STEP_ADDITIONS] = "step.additions",
                                                 [STEP_TOTAL_COST] = "step.total-cost",
                                                 [STEP_DEDUCTED] = "step.deducted",
                                                 [STEP_ROLLED_DOWN] = "step.rolled-down",
                                                 [STEP_INSIDE] = "step.inside",
                                                 [STEP_COST_STATED] = "step.cost-stated",
                                                 [STEP_VNM_STATED] = "step.vnm-stated",
                                                 [STEP_AMOUNT_STATED] = "step.amount-stated",
                                                 [STEP_ROLLED_UP] = "step.rolled-up",
                                                 [STEP_EXCLUDED] = "step.excluded",
                                                 [STEP_BASE_QUANTITY] = "step.base-quantity",
                                                 [STEP_SCRAP] = "step.scrap",
                                                 [STEP_YIELD] = "step.yield",
                                                 [STEP_UNIT] = "step.unit",
                                                 [STEP_PRICE_UNIT] = "step.price-unit"};
    struct number_room rooms[4];
    struct amount units = units_of(material, step->kind);
    MESSAGE(out, messages, step->inverse ? "step.converted.inverse" : IDS[step->kind],
            {"operand", number_amount(&rooms[0], messages, step->operand)},
            {"result", number_amount(&rooms[1], messages, step->result)},
            {"rate", number_decimal(&rooms[2], messages, step->rate, 0)}, {"from", step->from},
            {"to", price_unit_of_measure(material)},
            {"units", number_decimal(&rooms[3], messages, units.value, 0)}, {"cite", step->cite});
}

static const char *value_message(const struct line *line) {
    const struct amount *vnm = line->vnm;
    if (line->originating && vnm[METHOD_NET_COST].given && vnm[METHOD_NET_COST].value == 0)
        return line->value.given ? "step.value" : "step.value.unknown";
    if (line->value.given)
        return "step.vnm";
    return vnm[METHOD_TRANSACTION_VALUE].given || vnm[METHOD_NET_COST].given ? "step.vnm.unknown"
                                                                             : "step.vnm.none";
}

void build_up_of_line(struct buffer *out, const struct messages *messages,
                      const struct determination *determination, const struct line *line) {
    struct number_room rooms[3];
    const struct material *material = line->material;
    if (line->step_count == 0)
        return;
    struct text name = material->material_id.length > 0 ? material->material_id : material->description;
    MESSAGE(out, messages, name.length > 0 ? "step.line" : "step.line.unnamed", {"line", material->line},
            {"material", name});
    for (uint32_t i = 0; i < line->step_count; i++) {
        buffer_text(out, i > 0 ? message_find(messages, "semicolon") : TEXT(" "));
        tell_step(out, messages, material, &line->steps[i]);
    }
    MESSAGE(out, messages, value_message(line), {"value", number_amount(&rooms[0], messages, line->value)},
            {"tv", number_amount(&rooms[1], messages, line->vnm[METHOD_TRANSACTION_VALUE])},
            {"nc", number_amount(&rooms[2], messages, line->vnm[METHOD_NET_COST])},
            {"currency", determination->currency});
    buffer_char(out, '\n');
}

void build_up_line_json(struct buffer *out, const struct line *line) {
    JSON_LITERAL(out, ",\"vnm\":{\"tv\":");
    json_put_amount(out, line->vnm[METHOD_TRANSACTION_VALUE]);
    JSON_LITERAL(out, ",\"nc\":");
    json_put_amount(out, line->vnm[METHOD_NET_COST]);
    buffer_char(out, '}');
    if (line->step_count == 0)
        return;
    JSON_LITERAL(out, ",\"quantity\":");
    if (line->material->quantity.given)
        json_put_decimal(out, line->material->quantity.value, 0);
    else
        JSON_LITERAL(out, "null");
    const struct reckoned_line *reckoned = line->material->reckoned;
    if (reckoned != NULL && reckoned->units.given &&
        !amount_same(reckoned->units, line->material->quantity)) {
        JSON_LITERAL(out, ",\"units\":");
        json_put_decimal(out, reckoned->units.value, 0);
    }
    JSON_LITERAL(out, ",\"steps\":[");
    for (uint32_t i = 0; i < line->step_count; i++) {
        const struct value_step *step = &line->steps[i];
        if (i > 0)
            buffer_char(out, ',');
        JSON_LITERAL(out, "{\"step\":");
        json_put_word(out, VALUE_STEP_WORDS[step->kind]);
        JSON_LITERAL(out, ",\"operand\":");
        json_put_amount(out, step->operand);
        if (step->rate != 0) {
            if (step->inverse)
                JSON_LITERAL(out, ",\"divided_by\":");
            else
                JSON_LITERAL(out, ",\"rate\":");
            json_put_decimal(out, step->rate, 0);
        }
        JSON_LITERAL(out, ",\"from\":");
        json_put_text(out, step->from);
        if (step->kind == STEP_UNIT) {
            JSON_LITERAL(out, ",\"to\":");
            json_put_text(out, price_unit_of_measure(line->material));
        }
        JSON_LITERAL(out, ",\"result\":");
        json_put_amount(out, step->result);
        JSON_LITERAL(out, ",\"cite\":");
        json_put_text(out, step->cite);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}
