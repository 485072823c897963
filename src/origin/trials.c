#include "origin/trials.h"

/* A good whose materials may be changed. */
struct supposed {
    struct good good;
    struct material *materials;
};

static struct facts with_fact(struct trials *trials, struct facts facts, struct text key, struct text value) {
    struct fact_value *values = ARENA_ARRAY(&trials->scratch, struct fact_value, facts.count + 1);
    if (values == NULL) {
        trials->out_of_memory = true;
        return facts;
    }
    if (facts.count > 0)
        memcpy(values, facts.values, facts.count * sizeof *values);
    values[facts.count] = (struct fact_value){.key = key, .value = value};
    return (struct facts){values, facts.count + 1};
}

static enum use use_answered(struct text word) {
    for (int use = 1; use < USES; use++)
        if (text_is(word, USE_WORDS[use]))
            return (enum use)use;
    return USE_NONE;
}

/* With one value in place of the two that differ. */
static void suppose_value(struct trials *trials, struct material *material, struct amount value) {
    material->value = value;
    if (material->reckoned == NULL || !material->reckoned->by_price.given)
        return;
    struct reckoned_line *settled = ARENA_NEW(&trials->scratch, struct reckoned_line);
    if (settled == NULL) {
        trials->out_of_memory = true;
        return;
    }
    *settled = *material->reckoned;
    settled->by_price = amount_not_given();
    material->reckoned = settled;
}

static void suppose(struct trials *trials, struct supposed *to, const struct question *question,
                    struct text answer, decimal amount) {
    struct material *material = question->material != NULL
                                    ? to->materials + (question->material - trials->open->good->materials)
                                    : NULL;
    struct facts *facts = material != NULL ? &material->facts : &to->good.facts;
    switch (question->kind) {
    case QUESTION_FACT:
        *facts = with_fact(trials, *facts, question->fact->key, answer);
        break;
    case QUESTION_USE:
        to->good.use = use_answered(answer);
        break;
    case QUESTION_IMPORT_COUNTRY:
        to->good.import_country = answer;
        break;
    case QUESTION_ORIGIN: /* as of a material that is bought */
        if (material == NULL)
            break;
        material->origin =
            text_is(answer, "originating") ? ORIGIN_DECLARED_ORIGINATING : ORIGIN_DECLARED_NON_ORIGINATING;
        material->produced = NULL;
        suppose_value(trials, material, trials->open->lines[material - to->materials].value);
        material->currency = trials->open->currency;
        break;
    case QUESTION_VALUE:
        if (material == NULL)
            break;
        suppose_value(trials, material, amount_of(amount));
        if (question->currency.length > 0) {
            material->currency = question->currency;
            material->exchange_rate = amount_not_given();
        }
        break;
    case QUESTION_WEIGHT:
        *(material != NULL ? &material->weight_kg : &to->good.weight_kg) = amount_of(amount);
        break;
    case QUESTION_TRANSACTION_VALUE:
        to->good.transaction_value = amount_of(amount);
        break;
    default:
        to->good.net_cost = amount_of(amount);
    }
}

static bool begin(struct trials *trials, struct supposed *supposed) {
    const struct good *good = trials->open->good;
    arena_reset(&trials->scratch);
    supposed->good = *good;
    supposed->good.terms_reckoned = true;
    supposed->good.made = NULL; /* it was another one */
    supposed->materials =
        arena_reserve(&trials->scratch, sizeof *supposed->materials * ((size_t)good->material_count + 1));
    if (supposed->materials == NULL) {
        trials->out_of_memory = true;
        return false;
    }
    if (good->material_count > 0)
        memcpy(supposed->materials, good->materials, good->material_count * sizeof *good->materials);
    supposed->good.materials = supposed->materials;
    return true;
}

static enum status outcome(struct trials *trials, const struct supposed *supposed) {
    struct determination *determination = NULL;
    if (trials->out_of_memory || determine(&determination, trials->book, &trials->setting, &supposed->good,
                                           &trials->scratch, NULL) != USMCA_OK) {
        trials->out_of_memory = true;
        return STATUS_UNDETERMINED;
    }
    return determination->status;
}

enum status trials_amount(struct trials *trials, const struct question *question, decimal amount) {
    struct supposed supposed;
    if (!begin(trials, &supposed))
        return STATUS_UNDETERMINED;
    suppose(trials, &supposed, question, (struct text){0}, amount);
    return outcome(trials, &supposed);
}

enum status trials_one(struct trials *trials, const struct question *question, int answer) {
    struct supposed supposed;
    if (!begin(trials, &supposed))
        return STATUS_UNDETERMINED;
    suppose(trials, &supposed, question, question->answers[answer].value, question_amount(question, answer));
    return outcome(trials, &supposed);
}

enum status trials_all(struct trials *trials, const struct question *list, uint32_t count,
                       const int *answers) {
    struct supposed supposed;
    if (!begin(trials, &supposed))
        return STATUS_UNDETERMINED;
    for (uint32_t i = 0; i < count; i++)
        if (answers[i] != NO_ANSWER)
            suppose(trials, &supposed, &list[i], list[i].answers[answers[i]].value,
                    question_amount(&list[i], answers[i]));
    return outcome(trials, &supposed);
}
