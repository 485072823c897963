#include "origin/weight_de_minimis.h"

#include "origin/each_material.h"
#include "origin/inside.h"
#include "origin/tariff_shift.h"

static const struct weight_de_minimis *provision_for(const struct reading *reading) {
    const struct origin_context *context = reading->context;
    const struct general *general = &context->book->general;
    for (uint32_t i = 0; i < general->weight_share_count; i++)
        if (period_holds(general->weight_shares[i].period, context->determination->day) &&
            scope_holds_good(context, &general->weight_shares[i].goods, reading->code) == RESULT_PASS &&
            interpretation_holds(context->interpretation, general->weight_shares[i].held_in))
            return &general->weight_shares[i];
    return NULL;
}

/* ---- what is weighed ---- */

struct weighing {
    const struct reading *reading;
    const struct change *change;
    const uint8_t *shift;
    const struct weight_de_minimis *provision;
    bool inside;     /* whether self-produced materials that fail are looked into */
    bool any_inside; /* whether there was one */
    uint32_t depth;
    uint32_t visits;
    const uint32_t *supposed; /* lines whose component is not declared, and taken as `supposition` has it */
    uint32_t supposed_count;
    uint32_t supposition; /* bit i: supposed[i] is in the component */
    void (*take)(void *context, const struct weighed *weighed);
    void *context;
};

static enum result component(const struct weighing *weighing, uint32_t i) {
    const struct line *line = &weighing->reading->context->determination->lines[i];
    if (line->disregarded || line->beside)
        return RESULT_FAIL;
    for (uint32_t k = 0; k < weighing->supposed_count; k++)
        if (weighing->supposed[k] == i)
            return result_of((weighing->supposition >> k & 1) != 0);
    return weighing->provision->of_component ? condition_of_line_unasked(line, weighing->provision->component)
                                             : RESULT_PASS;
}

static enum result not_shifted(uint8_t shift) {
    return shift == NO_SHIFT ? RESULT_FAIL : result_not((enum result)shift);
}

/* Whether the line fails where it is in the component. */
static enum result fails(const struct weighing *weighing, uint32_t i, enum result in) {
    const struct line *line = &weighing->reading->context->determination->lines[i];
    bool declared = condition_of_line_unasked(line, weighing->provision->component) == in;
    if (weighing->shift[i] == NO_SHIFT || weighing->shift[i] == RESULT_PASS ||
        (in == RESULT_PASS && declared))
        return not_shifted(weighing->shift[i]);
    return not_shifted(tariff_shift_of_codes(weighing->reading, weighing->change, line, true));
}

static enum result is_fiber(const struct weighing *weighing, const struct line *line) {
    return scope_holds_line(weighing->reading->context, &weighing->provision->fibers, line);
}

static bool holds_fibers(const struct weighing *weighing, const struct produced *produced) {
    struct origin_context *context = weighing->reading->context;
    bool any = false;
    for (uint32_t i = 0; produced != NULL && i < produced->contained_count && !any; i++) {
        struct material material;
        struct line line;
        const struct arena_mark before = arena_mark(context->arena);
        inside_line(context, &produced->contained[i], &line, &material);
        const struct arena_mark behind = arena_mark(context->arena);
        any = is_fiber(weighing, &line) != RESULT_FAIL;
        arena_give_back(context->arena, before, behind);
    }
    return any;
}

static void weigh(const struct weighing *weighing, struct weighed weighed, const struct line *line) {
    const struct weight_de_minimis *provision = weighing->provision;
    weighed.line = line->material->line;
    weighed.elastomeric =
        weighed.failing == RESULT_FAIL ? RESULT_FAIL : condition_of_line(line, provision->elastomeric);
    weighed.bound = provision->not_of_notes && weighed.failing != RESULT_FAIL
                        ? each_material_bound(weighing->reading, line)
                        : RESULT_FAIL;
    weighing->take(weighing->context, &weighed);
}

/* Beyond that what is inside is weighed as it stands: fewer looks never make a share smaller. */
enum { MOST_VISITS = 100000, MOST_DEPTH = 200 };

/* The fibers and yarns in `units` of a produced material; `outer` says where it stands, and whether they may
 * fail. */
static void weigh_inside(struct weighing *weighing, const struct produced *produced, struct amount units,
                         const struct weighed *outer) {
    struct origin_context *context = weighing->reading->context;
    for (uint32_t i = 0; i < produced->contained_count; i++) {
        const struct contained *contained = &produced->contained[i];
        struct material material;
        struct line line;
        struct weighed weighed = *outer;
        const struct arena_mark before = arena_mark(context->arena);
        inside_line(context, contained, &line, &material);
        const struct arena_mark behind = arena_mark(context->arena);
        weighed.failing =
            contained->originating
                ? RESULT_FAIL
                : result_and(outer->failing, not_shifted(tariff_shift_of_codes(
                                                 weighing->reading, weighing->change, &line, true)));
        if (weighed.failing != RESULT_FAIL && contained->self_produced && weighing->depth < MOST_DEPTH &&
            weighing->visits++ < MOST_VISITS && holds_fibers(weighing, contained->produced)) {
            struct weighed deeper = weighed;
            deeper.owner = contained->material_id;
            weighing->depth++;
            weigh_inside(weighing, contained->produced, amount_multiply(context, units, contained->units),
                         &deeper);
            weighing->depth--;
            continue;
        }
        if (weighed.failing == RESULT_FAIL)
            weighed.in = result_and(weighed.in, is_fiber(weighing, &line));
        weighed.counted = units.given;
        weighed.weight = amount_multiply(context, contained->weight_kg, units);
        weigh(weighing, weighed, &line);
        arena_give_back(context->arena, before, behind);
    }
}

/* The only line of what is weighed: how many units of it there are does not change a share. */
static bool alone(const struct weighing *weighing, uint32_t i) {
    const struct determination *determination = weighing->reading->context->determination;
    bool alone = weighing->provision->of_component;
    for (uint32_t k = 0; k < determination->line_count && alone; k++)
        alone = k == i || component(weighing, k) == RESULT_FAIL;
    return alone;
}

static void weigh_all(struct weighing *weighing) {
    const struct determination *determination = weighing->reading->context->determination;
    weighing->any_inside = false;
    weighing->visits = 0;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        const struct material *material = line->material;
        struct weighed weighed = {
            .index = i, .in = component(weighing, i), .weight = material->weight_kg, .counted = true};
        if (weighed.in == RESULT_FAIL)
            continue;
        weighed.failing = fails(weighing, i, weighed.in);
        /* a button is no fiber or yarn, unless it is said to be of the component */
        if (weighing->provision->of_component && weighed.in == RESULT_UNKNOWN &&
            weighed.failing == RESULT_FAIL && is_fiber(weighing, line) == RESULT_FAIL)
            continue;
        if (weighed.in == RESULT_UNKNOWN)
            (void)condition_of_line(line, weighing->provision->component); /* it matters, and is asked */
        const struct produced *produced = case_self_produced(material) != NULL ? line->produced : NULL;
        bool look = weighed.failing != RESULT_FAIL ? weighing->inside : !material->weight_kg.given;
        if (produced == NULL || !look || !holds_fibers(weighing, produced)) {
            weigh(weighing, weighed, line);
            continue;
        }
        weighing->any_inside = weighing->any_inside || weighed.failing != RESULT_FAIL;
        weighed.owner = material->material_id;
        weigh_inside(weighing, produced, alone(weighing, i) ? amount_of(DECIMAL_ONE) : inside_units(material),
                     &weighed);
    }
}

void weight_de_minimis_each(const struct reading *reading, const struct change *change, const uint8_t *shift,
                            const struct weight_outcome *outcome,
                            void (*take)(void *context, const struct weighed *weighed), void *context) {
    struct weighing weighing = {.reading = reading,
                                .change = change,
                                .shift = shift,
                                .provision = outcome->provision,
                                .inside = outcome->inside,
                                .take = take,
                                .context = context};
    if (outcome->provision != NULL)
        weigh_all(&weighing);
}

/* ---- the share ---- */

/* The exception is for the producer to show: a bill of materials without any figure shows no share. */
static bool any_figure(const struct origin_context *context) {
    const struct good *good = context->good;
    bool any = good->weight_kg.given || good->transaction_value.given || good->net_cost.given ||
               good->total_cost.given;
    for (uint32_t i = 0; i < good->material_count && !any; i++)
        any = good->materials[i].weight_kg.given || good->materials[i].value.given ||
              good->materials[i].unit_value.given;
    return any;
}

struct tally {
    struct origin_context *context;
    struct weight_mix all;
    struct weight_mix elastomeric;
    enum result barred;
};

static void count(void *context, const struct weighed *weighed) {
    struct tally *tally = context;
    if (weighed->owner.length == 0 && (!weighed->weight.given || weighed->weight.value == 0))
        trail_note_weight(tally->context->trail,
                          tally->context->determination->lines[weighed->index].material);
    weight_mix_add(tally->context, &tally->all, weighed->in, weighed->failing, weighed->weight);
    weight_mix_add(tally->context, &tally->elastomeric, weighed->in,
                   result_and(weighed->failing, weighed->elastomeric), weighed->weight);
    tally->barred =
        result_or(tally->barred, result_and(result_and(weighed->in, weighed->failing), weighed->bound));
}

/* The good weighs at least what its component does. */
static enum result elastomeric_within(const struct tally *tally, const struct weight_de_minimis *provision,
                                      const struct amount *fixed) {
    enum result result = weight_mix_within(&tally->elastomeric, fixed, provision->elastomeric_percent);
    if (!provision->elastomeric_of_good || result == RESULT_PASS)
        return result;
    return weight_mix_within(&tally->elastomeric, &tally->context->good->weight_kg,
                             provision->elastomeric_percent);
}

static struct share share_of(const struct tally *tally, const struct weight_outcome *outcome,
                             const struct amount *fixed) {
    const struct weight_de_minimis *provision = outcome->provision;
    bool elastomeric = outcome->elastomeric == RESULT_FAIL && outcome->all != RESULT_FAIL;
    if (elastomeric && provision->elastomeric_of_good)
        fixed = &tally->context->good->weight_kg;
    const struct weight_mix *mix = elastomeric ? &tally->elastomeric : &tally->all;
    struct amount whole = fixed != NULL ? *fixed : mix->most_whole;
    int64_t percent = 0;
    if (mix->unsure || !whole.given || whole.value <= 0 || !amount_percent(&percent, mix->most_part, whole))
        return (struct share){0};
    return (struct share){
        .figure =
            figure_at_most(true, percent, elastomeric ? provision->elastomeric_percent : provision->percent,
                           elastomeric ? outcome->elastomeric : outcome->all),
        .basis = fixed != NULL ? BASIS_WEIGHT_OF_GOOD : BASIS_WEIGHT_OF_COMPONENT,
        .part = mix->most_part,
        .whole = whole};
}

static struct weight_outcome outcome_of(struct weighing *weighing) {
    struct origin_context *context = weighing->reading->context;
    const struct weight_de_minimis *provision = weighing->provision;
    struct tally tally = {context, weight_mix_new(), weight_mix_new(), RESULT_FAIL};
    const struct amount *fixed = provision->of_component ? NULL : &context->good->weight_kg;
    weighing->take = count;
    weighing->context = &tally;
    weigh_all(weighing);
    weighing->context = NULL;
    if (fixed != NULL && (!fixed->given || fixed->value == 0))
        trail_note_weight(context->trail, NULL);
    struct weight_outcome outcome = {.provision = provision,
                                     .barred = tally.barred,
                                     .all = weight_mix_within(&tally.all, fixed, provision->percent),
                                     .elastomeric = elastomeric_within(&tally, provision, fixed),
                                     .inside = weighing->inside};
    if (fixed != NULL && !fixed->given && weight_mix_is_part(&tally.all))
        outcome.all = RESULT_FAIL; /* made of nothing else, whatever it weighs */
    outcome.result = result_and(result_and(outcome.all, outcome.elastomeric), result_not(outcome.barred));
    outcome.share = share_of(&tally, &outcome, fixed);
    return outcome;
}

/* What is inside a material is in the component together, or is not. */
enum { MOST_SUPPOSED = 6 };

static uint32_t find_supposed(const struct weighing *weighing, uint32_t *supposed) {
    const struct determination *determination = weighing->reading->context->determination;
    uint32_t count = 0;
    for (uint32_t i = 0; i < determination->line_count && count < MOST_SUPPOSED; i++) {
        const struct line *line = &determination->lines[i];
        if (case_self_produced(line->material) != NULL && component(weighing, i) == RESULT_UNKNOWN &&
            fails(weighing, i, RESULT_UNKNOWN) != RESULT_FAIL && holds_fibers(weighing, line->produced))
            supposed[count++] = i;
    }
    return count;
}

static enum result agreed(enum result one, enum result other) {
    return one == other ? one : RESULT_UNKNOWN;
}

/* Whichever way they fall. */
static struct weight_outcome outcome_supposed(struct weighing *weighing) {
    uint32_t supposed[MOST_SUPPOSED];
    struct weight_outcome all = {0};
    uint32_t count = weighing->inside ? find_supposed(weighing, supposed) : 0;
    weighing->supposed = supposed;
    weighing->supposed_count = count;
    bool any_inside = false;
    for (uint32_t i = 0; i < 1U << count; i++) {
        weighing->supposition = i;
        struct weight_outcome one = outcome_of(weighing);
        any_inside = any_inside || weighing->any_inside;
        if (i == 0) {
            all = one;
            continue;
        }
        all.result = agreed(all.result, one.result);
        all.barred = agreed(all.barred, one.barred);
        all.all = agreed(all.all, one.all);
        all.elastomeric = agreed(all.elastomeric, one.elastomeric);
        all.share = (struct share){0};
    }
    weighing->any_inside = any_inside;
    weighing->supposed = NULL;
    weighing->supposed_count = 0;
    return all;
}

struct weight_outcome weight_de_minimis(const struct reading *reading, const struct change *change,
                                        const uint8_t *shift) {
    struct weighing weighing = {.reading = reading,
                                .change = change,
                                .shift = shift,
                                .provision = provision_for(reading),
                                .inside = true};
    if (weighing.provision == NULL || !any_figure(reading->context))
        return (struct weight_outcome){.result = RESULT_FAIL};
    struct weight_outcome inside = outcome_supposed(&weighing);
    if (!weighing.any_inside || inside.result == RESULT_PASS)
        return inside;
    weighing.inside = false; /* U.R. 3(8): or as materials that the producer has made */
    struct weight_outcome outside = outcome_of(&weighing);
    return outside.result > inside.result ? outside : inside;
}
