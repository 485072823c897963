#include "origin/question_candidates.h"

#include "origin/former_codes.h"
#include "origin/line_value.h"
#include "origin/trials.h"

static struct question *add(struct candidates *candidates, enum question_kind kind,
                            const struct material *material) {
    if (candidates->count == MOST_CANDIDATES)
        return NULL;
    struct question *question = &candidates->list[candidates->count++];
    *question = (struct question){.kind = kind, .material = material_as_given(material)};
    if (question_of_amount(kind))
        question->answer_count = 2;
    return question;
}

static void add_fact(struct candidates *candidates, const struct unknown_fact *unknown) {
    struct question *question = add(candidates, QUESTION_FACT, unknown->material);
    if (question == NULL)
        return;
    question->fact = unknown->fact;
    question->answers[0].value = TEXT("true");
    question->answers[1].value = TEXT("false");
    question->answer_count = unknown->fact->type == FACT_BOOLEAN ? 2 : 0;
}

static void add_uses(struct candidates *candidates, const struct determination *open) {
    struct question *question = open->use_matters ? add(candidates, QUESTION_USE, NULL) : NULL;
    for (int use = 1; question != NULL && use < USES; use++)
        if (use == USE_AFTERMARKET || use_in(open->own_uses, (enum use)use))
            question->answers[question->answer_count++] =
                (struct answer){text_from(USE_WORDS[use]), open->by_use[use]};
    if (question != NULL)
        candidates->tried[candidates->count - 1] = question->answer_count; /* by uses_compare() */
}

static void add_countries(struct candidates *candidates, const struct determination *open) {
    struct question *question =
        open->good->import_country.length == 0 ? add(candidates, QUESTION_IMPORT_COUNTRY, NULL) : NULL;
    for (int country = 1; question != NULL && country < COUNTRIES; country++)
        question->answers[question->answer_count++].value = text_from(COUNTRY_CODES[country]);
}

static void add_origins(struct candidates *candidates, const struct determination *open) {
    for (uint32_t i = 0; i < open->line_count; i++) {
        const struct line *line = &open->lines[i];
        struct question *question = line->open && !case_bill_missing(line->material)
                                        ? add(candidates, QUESTION_ORIGIN, line->material)
                                        : NULL;
        if (question == NULL)
            continue;
        question->answers[0].value = TEXT("originating");
        question->answers[1].value = TEXT("non-originating");
        question->answer_count = 2;
    }
}

static bool is_candidate(const struct candidates *candidates, enum question_kind kind,
                         const struct material *material) {
    for (uint32_t i = 0; i < candidates->count; i++)
        if (candidates->list[i].kind == kind && candidates->list[i].material == material_as_given(material))
            return true;
    return false;
}

/* U.R. 5(6), 5(7): the weights that a share lacked. */
static void add_weights(struct candidates *candidates, const struct trail *trail) {
    for (uint32_t i = 0; i < trail->weight_count; i++)
        add(candidates, QUESTION_WEIGHT, trail->weights[i]);
}

static bool asks_weight(const struct determination *open) {
    for (uint32_t i = 0; i < open->alternative_count; i++)
        for (uint32_t k = 0; k < open->alternatives[i].test_count; k++) {
            const struct test *test = &open->alternatives[i].tests[k];
            bool by_weight = test->kind == REQUIRE_WEIGHT_SHARE || test->kind == REQUIRE_WEIGHT_LIMIT;
            if (by_weight && test->result == RESULT_UNKNOWN)
                return true;
        }
    return false;
}

/* A value in the currency of the good needs no rate; amounts beside it would. */
static bool settles_rate(const struct line *line) {
    const struct material *material = line->material;
    return line->open_rate && !line->originating && !material->deductible_costs.given &&
           !line_value_adds(material);
}

static void add_value(struct candidates *candidates, const struct determination *open,
                      const struct line *line) {
    struct question *question = add(candidates, QUESTION_VALUE, line->material);
    if (question != NULL && settles_rate(line))
        question->currency = open->currency;
}

static void add_amounts(struct candidates *candidates, const struct determination *open) {
    bool weight = asks_weight(open);
    for (uint32_t i = 0; i < open->line_count; i++) {
        const struct line *line = &open->lines[i];
        bool missing = !line->originating && !line->non_originating.given && !line->material->value.given;
        if (missing || line->open_value || settles_rate(line))
            add_value(candidates, open, line);
        if (weight && !line->disregarded && !line->material->weight_kg.given &&
            !is_candidate(candidates, QUESTION_WEIGHT, line->material))
            add(candidates, QUESTION_WEIGHT, line->material);
    }
    const bool net_cost = !open->net_cost.given && !open->average_elected;
    if (net_cost && open->total_cost.given) /* of which only what leaves it lacks */
        add(candidates, QUESTION_NET_COST, NULL);
    if (!open->good->transaction_value.given)
        add(candidates, QUESTION_TRANSACTION_VALUE, NULL);
    if (net_cost && !open->total_cost.given)
        add(candidates, QUESTION_NET_COST, NULL);
}

/* ---- all ---- */

static bool of_kept_code(const struct general *general, const struct fact *fact) {
    for (uint32_t i = 0; i < general->kept_code_count; i++)
        if (fact_asked(general->kept_codes[i].unless.fact) == fact)
            return true;
    return false;
}

static bool of_code(const struct general *general, const struct fact *fact) {
    return of_kept_code(general, fact) || former_codes_have(general, fact);
}

/* Those about codes, or those about all else. */
static void add_facts(struct candidates *candidates, const struct general *general, const struct trail *trail,
                      bool codes) {
    for (uint32_t i = 0; i < trail->count; i++)
        if (of_code(general, trail->list[i].fact) == codes)
            add_fact(candidates, &trail->list[i]);
}

void candidates_of_codes(struct candidates *candidates, const struct usmca_rulebook *book,
                         const struct trail *trail) {
    add_facts(candidates, &book->general, trail, true);
}

void candidates_of_all_else(struct candidates *candidates, const struct usmca_rulebook *book,
                            const struct determination *open, const struct trail *trail) {
    add_uses(candidates, open);
    add_origins(candidates, open);
    add_weights(candidates, trail);
    add_facts(candidates, &book->general, trail, false);
    add_countries(candidates, open);
    add_amounts(candidates, open);
}
