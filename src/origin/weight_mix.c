#include "origin/weight_mix.h"

struct weight_mix weight_mix_new(void) {
    const struct amount nothing = amount_of(0);
    return (struct weight_mix){
        .least_part = nothing, .least_whole = nothing, .most_part = nothing, .most_whole = nothing};
}

/* Nothing weighs nothing: a weight of 0 is one that was not taken, or rounded away. */
static struct amount taken(struct amount weight) {
    return weight.given && weight.value > 0 ? weight : amount_not_given();
}

static void add(struct origin_context *context, struct amount *sum, struct amount weight) {
    if (weight.given)
        *sum = amount_add(context, *sum, weight);
}

void weight_mix_add(struct origin_context *context, struct weight_mix *mix, enum result in,
                    enum result measured, struct amount weight) {
    if (in == RESULT_FAIL)
        return;
    weight = taken(weight);
    mix->unsure = mix->unsure || in == RESULT_UNKNOWN || measured == RESULT_UNKNOWN || !weight.given;
    mix->most_some = mix->most_some || measured != RESULT_FAIL;
    mix->others = mix->others || measured != RESULT_PASS;
    if (measured != RESULT_FAIL) {
        add(context, &mix->most_part, weight);
        add(context, &mix->most_whole, weight);
        mix->most_heavy = mix->most_heavy || !weight.given;
    } else if (in == RESULT_PASS) {
        add(context, &mix->most_whole, weight);
    }
    if (measured != RESULT_PASS) {
        add(context, &mix->least_whole, weight);
        mix->least_heavy = mix->least_heavy || !weight.given;
    } else if (in == RESULT_PASS) {
        add(context, &mix->least_part, weight);
        add(context, &mix->least_whole, weight);
        mix->least_some = true;
        mix->least_more = mix->least_more || !weight.given;
    }
}

/* Beyond the percentage, where the part is at its least: at it, with something more to come, is beyond. */
static bool beyond(const struct weight_mix *mix, struct amount whole, decimal percent) {
    return mix->least_part.value > 0 && (mix->least_more ? amount_reaches(mix->least_part, whole, percent)
                                                         : !amount_within(mix->least_part, whole, percent));
}

enum result weight_mix_within(const struct weight_mix *mix, const struct amount *fixed, decimal percent) {
    bool fixed_known = fixed != NULL && taken(*fixed).given;
    struct amount most_whole = fixed_known ? *fixed : mix->most_whole;
    bool bounded = !mix->most_heavy && (fixed == NULL || fixed_known);
    if (!mix->most_heavy && mix->most_part.value == 0)
        return RESULT_PASS;
    if (bounded && amount_within(mix->most_part, most_whole, percent))
        return RESULT_PASS;
    if (fixed_known)
        return beyond(mix, *fixed, percent) ? RESULT_FAIL : RESULT_UNKNOWN;
    if (fixed != NULL)
        return RESULT_UNKNOWN;
    bool more = !mix->least_heavy && beyond(mix, mix->least_whole, percent);
    return more || weight_mix_is_part(mix) ? RESULT_FAIL : RESULT_UNKNOWN;
}

bool weight_mix_is_part(const struct weight_mix *mix) {
    return mix->most_some && !mix->others;
}

enum result weight_mix_reaches(const struct weight_mix *mix, decimal percent) {
    if (mix->least_some && !mix->least_heavy &&
        (mix->least_whole.value == 0 || amount_reaches(mix->least_part, mix->least_whole, percent)))
        return RESULT_PASS;
    if (mix->most_heavy)
        return RESULT_UNKNOWN;
    return mix->most_part.value > 0 && amount_reaches(mix->most_part, mix->most_whole, percent)
               ? RESULT_UNKNOWN
               : RESULT_FAIL;
}
