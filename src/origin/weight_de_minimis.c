#include "origin/weight_de_minimis.h"

static const struct weight_de_minimis *provision_for(const struct reading *reading) {
    const struct origin_context *context = reading->context;
    const struct general *general = &context->book->general;
    for (uint32_t i = 0; i < general->weight_share_count; i++)
        if (period_holds(general->weight_shares[i].period, context->result->day) &&
            scope_holds_good(context, &general->weight_shares[i].goods, reading->code) == RESULT_PASS &&
            interpretation_holds(context->interpretation, general->weight_shares[i].held_in))
            return &general->weight_shares[i];
    return NULL;
}

/* A weight of which a part may be unknown: what is sure, and whether that is all. */
struct weight {
    decimal sure;
    bool whole;
};

static void add(struct weight *weight, struct amount part) {
    bool added = part.given && decimal_add(&weight->sure, weight->sure, part.value);
    weight->whole = weight->whole && added;
}

/* The component is its lines, originating or not, U.R. 5(8)(b). */
static struct weight base_of(const struct reading *reading, const struct weight_de_minimis *provision) {
    const struct origin_context *context = reading->context;
    struct weight base = {0, true};
    if (!provision->of_component) {
        add(&base, context->good->weight_kg);
        return base;
    }
    for (uint32_t i = 0; i < context->result->line_count; i++) {
        const struct line *line = &context->result->lines[i];
        enum result part =
            line->disregarded || line->beside ? RESULT_FAIL : condition_of_line(line, provision->component);
        if (part == RESULT_PASS)
            add(&base, line->material->weight_kg);
        base.whole = base.whole && part != RESULT_UNKNOWN;
    }
    return base;
}

struct burden {
    struct weight least; /* of the lines that fail */
    struct weight most;  /* and of those that may */
    struct weight least_elastomeric;
    struct weight most_elastomeric;
};

static struct burden burden_of(const struct reading *reading, const struct weight_de_minimis *provision,
                               const uint8_t *shift) {
    const struct determination *result = reading->context->result;
    struct burden burden = {{0, true}, {0, true}, {0, true}, {0, true}};
    for (uint32_t i = 0; i < result->line_count; i++) {
        if (shift[i] != RESULT_FAIL && shift[i] != RESULT_UNKNOWN)
            continue;
        struct amount weight = result->lines[i].material->weight_kg;
        enum result elastomeric = condition_of_line(&result->lines[i], provision->elastomeric);
        add(&burden.most, weight);
        if (shift[i] == RESULT_FAIL)
            add(&burden.least, weight);
        if (elastomeric != RESULT_FAIL)
            add(&burden.most_elastomeric, weight);
        if (elastomeric == RESULT_PASS && shift[i] == RESULT_FAIL)
            add(&burden.least_elastomeric, weight);
    }
    return burden;
}

/* `most` within the limit of what the base is at least, or `least` beyond it of a base that is known. */
static enum result within(struct weight least, struct weight most, struct weight base, decimal limit) {
    if (most.whole && decimal_within(most.sure, base.sure, limit))
        return RESULT_PASS;
    return base.whole && !decimal_within(least.sure, base.sure, limit) ? RESULT_FAIL : RESULT_UNKNOWN;
}

enum result weight_de_minimis(const struct reading *reading, const uint8_t *shift, struct share *share) {
    const struct weight_de_minimis *provision = provision_for(reading);
    if (provision == NULL)
        return RESULT_FAIL;
    struct weight base = base_of(reading, provision);
    if (base.sure <= 0)
        return RESULT_FAIL;
    struct burden burden = burden_of(reading, provision, shift);
    int64_t percent = 0;
    if (base.whole && burden.most.whole && decimal_percent(&percent, burden.most.sure, base.sure))
        *share = (struct share){true,
                                provision->of_component ? BASIS_WEIGHT_OF_COMPONENT : BASIS_WEIGHT_OF_GOOD,
                                percent,
                                provision->percent,
                                false,
                                amount_of(burden.most.sure),
                                amount_of(base.sure)};
    return result_and(
        within(burden.least, burden.most, base, provision->percent),
        within(burden.least_elastomeric, burden.most_elastomeric, base, provision->elastomeric_percent));
}
