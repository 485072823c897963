#include "origin/questions.h"

#include "origin/best_answer.h"
#include "origin/former_codes.h"
#include "origin/line_value.h"

#include <stdio.h>

/* Where no answer decides by itself, answers to all are looked for that do together, and those that are not
 * needed are left out again. The number of trials is bounded by the candidates, so that a bill of materials
 * with a hundred open places costs no more than one with two dozen. */

enum { MOST_CANDIDATES = 3 * MOST_UNKNOWNS + 8, NO_ANSWER = -1 };

/* Amounts between which every threshold lies. */
static const decimal MOST = INT64_C(1000000000) * DECIMAL_ONE;

/* A border is told to the hundredth of money, and to the tenth of a gram. */
enum { MONEY_PLACES = 2, WEIGHT_PLACES = 4 };

static int places_of(const struct question *question) {
    return question->kind == QUESTION_WEIGHT ? WEIGHT_PLACES : MONEY_PLACES;
}

/* The least amount that is answered, and what two borders are apart. */
static decimal step_of(const struct question *question) {
    return question->kind == QUESTION_WEIGHT ? DECIMAL_ONE / 10000 : DECIMAL_ONE / 100;
}

struct search {
    const struct usmca_rulebook *book;
    struct case_setting setting;
    const struct determination *open;
    struct question candidates[MOST_CANDIDATES];
    uint32_t tried[MOST_CANDIDATES]; /* answers of each whose status is known */
    uint32_t count;
    struct arena scratch; /* of one trial */
    struct arena *arena;
    bool out_of_memory;
};

/* ---- the good with an answer ---- */

/* A good whose materials may be changed. */
struct supposed {
    struct good good;
    struct material *materials;
};

static struct facts with_fact(struct search *search, struct facts facts, struct text key, struct text value) {
    struct fact_value *values = ARENA_ARRAY(&search->scratch, struct fact_value, facts.count + 1);
    if (values == NULL) {
        search->out_of_memory = true;
        return facts;
    }
    if (facts.count > 0)
        memcpy(values, facts.values, facts.count * sizeof *values);
    values[facts.count] = (struct fact_value){.key = key, .value = value};
    return (struct facts){values, facts.count + 1};
}

static bool is_amount(enum question_kind kind) {
    return kind == QUESTION_VALUE || kind == QUESTION_WEIGHT || kind == QUESTION_TRANSACTION_VALUE ||
           kind == QUESTION_NET_COST;
}

static enum use use_answered(struct text word) {
    for (int use = 1; use < USES; use++)
        if (text_is(word, USE_WORDS[use]))
            return (enum use)use;
    return USE_NONE;
}

/* With one value in place of the two that differ. */
static void suppose_value(struct search *search, struct material *material, struct amount value) {
    material->value = value;
    if (material->reckoned == NULL || !material->reckoned->by_price.given)
        return;
    struct reckoned_line *settled = ARENA_NEW(&search->scratch, struct reckoned_line);
    if (settled == NULL) {
        search->out_of_memory = true;
        return;
    }
    *settled = *material->reckoned;
    settled->by_price = amount_not_given();
    material->reckoned = settled;
}

static void suppose(struct search *search, struct supposed *to, const struct question *question,
                    struct text answer, decimal amount) {
    struct material *material = question->material != NULL
                                    ? to->materials + (question->material - search->open->good->materials)
                                    : NULL;
    struct facts *facts = material != NULL ? &material->facts : &to->good.facts;
    switch (question->kind) {
    case QUESTION_FACT:
        *facts = with_fact(search, *facts, question->fact->key, answer);
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
        suppose_value(search, material, search->open->lines[material - to->materials].value);
        material->currency = search->open->currency;
        break;
    case QUESTION_VALUE:
        if (material == NULL)
            break;
        suppose_value(search, material, amount_of(amount));
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

static decimal amount_answered(const struct question *question, int answer) {
    return answer == 0 ? step_of(question) : MOST;
}

/* ---- trials ---- */

static bool begin(struct search *search, struct supposed *supposed) {
    const struct good *good = search->open->good;
    arena_reset(&search->scratch);
    supposed->good = *good;
    supposed->good.terms_reckoned = true;
    supposed->good.made = NULL; /* it was another one */
    supposed->materials =
        arena_reserve(&search->scratch, sizeof *supposed->materials * ((size_t)good->material_count + 1));
    if (supposed->materials == NULL) {
        search->out_of_memory = true;
        return false;
    }
    if (good->material_count > 0)
        memcpy(supposed->materials, good->materials, good->material_count * sizeof *good->materials);
    supposed->good.materials = supposed->materials;
    return true;
}

static enum status outcome(struct search *search, const struct supposed *supposed) {
    struct determination *determination = NULL;
    if (search->out_of_memory || determine(&determination, search->book, &search->setting, &supposed->good,
                                           &search->scratch, NULL) != USMCA_OK) {
        search->out_of_memory = true;
        return STATUS_UNDETERMINED;
    }
    return determination->status;
}

static enum status try_amount(struct search *search, const struct question *question, decimal amount) {
    struct supposed supposed;
    if (!begin(search, &supposed))
        return STATUS_UNDETERMINED;
    suppose(search, &supposed, question, (struct text){0}, amount);
    return outcome(search, &supposed);
}

static enum status try_one(struct search *search, const struct question *question, int answer) {
    struct supposed supposed;
    if (!begin(search, &supposed))
        return STATUS_UNDETERMINED;
    suppose(search, &supposed, question, question->answers[answer].value, amount_answered(question, answer));
    return outcome(search, &supposed);
}

/* Each candidate with its answer, those with NO_ANSWER apart. */
static enum status try_all(struct search *search, const int *answers) {
    struct supposed supposed;
    if (!begin(search, &supposed))
        return STATUS_UNDETERMINED;
    for (uint32_t i = 0; i < search->count; i++)
        if (answers[i] != NO_ANSWER)
            suppose(search, &supposed, &search->candidates[i],
                    search->candidates[i].answers[answers[i]].value,
                    amount_answered(&search->candidates[i], answers[i]));
    return outcome(search, &supposed);
}

/* ---- candidates ---- */

static struct question *add(struct search *search, enum question_kind kind, const struct material *material) {
    if (search->count == MOST_CANDIDATES)
        return NULL;
    struct question *question = &search->candidates[search->count++];
    *question = (struct question){.kind = kind, .material = material_as_given(material)};
    if (is_amount(kind))
        question->answer_count = 2;
    return question;
}

static void add_fact(struct search *search, const struct unknown_fact *unknown) {
    struct question *question = add(search, QUESTION_FACT, unknown->material);
    if (question == NULL)
        return;
    question->fact = unknown->fact;
    question->answers[0].value = TEXT("true");
    question->answers[1].value = TEXT("false");
    question->answer_count = unknown->fact->type == FACT_BOOLEAN ? 2 : 0;
}

static void add_uses(struct search *search) {
    struct question *question = search->open->use_matters ? add(search, QUESTION_USE, NULL) : NULL;
    for (int use = 1; question != NULL && use < USES; use++)
        if (use == USE_AFTERMARKET || use_in(search->open->own_uses, (enum use)use))
            question->answers[question->answer_count++] =
                (struct answer){text_from(USE_WORDS[use]), search->open->by_use[use]};
    if (question != NULL)
        search->tried[search->count - 1] = question->answer_count; /* by uses_compare() */
}

static void add_countries(struct search *search) {
    struct question *question =
        search->open->good->import_country.length == 0 ? add(search, QUESTION_IMPORT_COUNTRY, NULL) : NULL;
    for (int country = 1; question != NULL && country < COUNTRIES; country++)
        question->answers[question->answer_count++].value = text_from(COUNTRY_CODES[country]);
}

static void add_origins(struct search *search) {
    for (uint32_t i = 0; i < search->open->line_count; i++) {
        const struct line *line = &search->open->lines[i];
        struct question *question = line->open && !case_bill_missing(line->material)
                                        ? add(search, QUESTION_ORIGIN, line->material)
                                        : NULL;
        if (question == NULL)
            continue;
        question->answers[0].value = TEXT("originating");
        question->answers[1].value = TEXT("non-originating");
        question->answer_count = 2;
    }
}

static bool is_candidate(const struct search *search, enum question_kind kind,
                         const struct material *material) {
    for (uint32_t i = 0; i < search->count; i++)
        if (search->candidates[i].kind == kind &&
            search->candidates[i].material == material_as_given(material))
            return true;
    return false;
}

/* U.R. 5(6), 5(7): the weights that a share lacked. */
static void add_weights(struct search *search, const struct trail *trail) {
    for (uint32_t i = 0; i < trail->weight_count; i++)
        add(search, QUESTION_WEIGHT, trail->weights[i]);
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

static void add_value(struct search *search, const struct line *line) {
    struct question *question = add(search, QUESTION_VALUE, line->material);
    if (question != NULL && settles_rate(line))
        question->currency = search->open->currency;
}

static void add_amounts(struct search *search) {
    const struct determination *open = search->open;
    bool weight = asks_weight(open);
    for (uint32_t i = 0; i < open->line_count; i++) {
        const struct line *line = &open->lines[i];
        bool missing = !line->originating && !line->non_originating.given && !line->material->value.given;
        if (missing || line->open_value || settles_rate(line))
            add_value(search, line);
        if (weight && !line->disregarded && !line->material->weight_kg.given &&
            !is_candidate(search, QUESTION_WEIGHT, line->material))
            add(search, QUESTION_WEIGHT, line->material);
    }
    if (!open->good->transaction_value.given)
        add(search, QUESTION_TRANSACTION_VALUE, NULL);
    if (!open->net_cost.given && !open->average_elected)
        add(search, QUESTION_NET_COST, NULL);
}

/* ---- one question ---- */

static bool is_open(enum status status) {
    return status == STATUS_UNDETERMINED || status == STATUS_REJECTED;
}

/* Tries its answers; no further than the first that leaves the good open, where only what decides is looked
 * for. */
static void try_answers(struct search *search, uint32_t candidate, bool to_decide) {
    struct question *question = &search->candidates[candidate];
    uint32_t *tried = &search->tried[candidate];
    while (*tried < question->answer_count) {
        enum status status = try_one(search, question, (int)*tried);
        question->answers[(*tried)++].status = status;
        if (to_decide && is_open(status))
            return;
    }
}

static bool decides(const struct search *search, uint32_t candidate) {
    const struct question *question = &search->candidates[candidate];
    if (question->answer_count == 0 || search->tried[candidate] < question->answer_count)
        return false;
    for (uint32_t i = 0; i < question->answer_count; i++)
        if (is_open(question->answers[i].status))
            return false;
    return true;
}

/* With the same answer to each it would not be asked. */
static bool matters(const struct question *question) {
    for (uint32_t i = 1; i < question->answer_count; i++)
        if (question->answers[i].status != question->answers[0].status)
            return true;
    return false;
}

/* The first that decides: weights stand before facts, other amounts behind them. */
static const struct question *find_one(struct search *search) {
    for (uint32_t i = 0; i < search->count; i++) {
        try_answers(search, i, true);
        if (decides(search, i) && matters(&search->candidates[i]))
            return &search->candidates[i];
    }
    return NULL;
}

static struct text amount_text(struct search *search, const struct question *question, const char *comparison,
                               decimal amount) {
    char number[DECIMAL_TEXT_SIZE];
    char text[DECIMAL_TEXT_SIZE + 4];
    decimal_print(number, amount, places_of(question));
    int length = snprintf(text, sizeof text, "%s %s", comparison, number);
    return arena_copy(search->arena, (struct text){text, (size_t)length});
}

static struct text between_text(struct search *search, const struct question *question, decimal above,
                                decimal most) {
    char numbers[2][DECIMAL_TEXT_SIZE];
    char text[2 * DECIMAL_TEXT_SIZE + 8];
    decimal_print(numbers[0], above, places_of(question));
    decimal_print(numbers[1], most, places_of(question));
    int length = snprintf(text, sizeof text, "> %s, <= %s", numbers[0], numbers[1]);
    return arena_copy(search->arena, (struct text){text, (size_t)length});
}

/* Where the answer to an amount still is `status`, or still is not, and where no longer. */
struct bracket {
    const struct question *question;
    enum status status;
    bool is;
    decimal low;
    decimal high;
};

static void narrow(struct search *search, struct bracket *bracket, decimal amount) {
    const decimal step = step_of(bracket->question);
    decimal at = amount / step * step;
    if (at <= bracket->low || at >= bracket->high)
        return;
    if ((try_amount(search, bracket->question, at) == bracket->status) == bracket->is)
        bracket->low = at;
    else
        bracket->high = at;
}

/* The last amount at which it still holds. That is seldom far from what the materials are worth, so that
 * it is looked for there first. */
static decimal last(struct search *search, struct bracket bracket) {
    decimal worth = amount_ceiling(search->open->rvc[0].vnm_at_least);
    for (decimal factor = 1; worth > 0 && worth < MOST / 16 && factor <= 16; factor *= 4)
        narrow(search, &bracket, worth * factor);
    while (bracket.high - bracket.low > step_of(bracket.question)) {
        struct bracket before = bracket;
        narrow(search, &bracket, bracket.low / 2 + bracket.high / 2);
        if (bracket.low == before.low && bracket.high == before.high)
            break;
    }
    return bracket.low;
}

/* Up to where a low amount's answer holds, and from where a high one's does. Between the two the good stays
 * open: one rule that it may have is met there, and another not yet. */
static void find_borders(struct search *search, struct question *question) {
    struct answer *answers = question->answers;
    const decimal step = step_of(question);
    decimal low = last(search, (struct bracket){question, answers[0].status, true, step, MOST});
    decimal high = low;
    if (try_amount(search, question, low + step) != answers[1].status)
        high = last(search, (struct bracket){question, answers[1].status, false, low, MOST});
    answers[0].value = amount_text(search, question, "<=", low);
    if (high > low) {
        answers[2] = answers[1];
        answers[1] = (struct answer){between_text(search, question, low, high), STATUS_UNDETERMINED};
        question->answer_count = 3;
    }
    answers[question->answer_count - 1].value = amount_text(search, question, ">", high);
}

/* ---- several together ---- */

enum { JOINT_WAYS = BEST_WAYS + 4 };

static void answer_best(const struct search *search, int way, int *answers) {
    for (uint32_t i = 0; i < search->count; i++)
        answers[i] =
            search->candidates[i].answer_count < 2
                ? NO_ANSWER
                : best_answer(search->book, search->open, &search->candidates[i], (enum best_way)way);
}

/* All the first answers, or all the second; amounts apart from all others. Whether there are any amounts. */
static bool answer_way(const struct search *search, int way, int *answers) {
    bool amounts = false;
    for (uint32_t i = 0; i < search->count; i++) {
        /* a cost is better low, and a price high */
        int amount = search->candidates[i].kind == QUESTION_VALUE ? way & 1 : 1 - (way & 1);
        int other = way >> 1;
        answers[i] = search->candidates[i].answer_count < 2  ? NO_ANSWER
                     : is_amount(search->candidates[i].kind) ? amount
                                                             : other;
        amounts = amounts || (answers[i] != NO_ANSWER && is_amount(search->candidates[i].kind));
    }
    return amounts;
}

/* Answers by which the good originates, and else by which it does not. */
static bool find_joint(struct search *search, int *answers, enum status *status) {
    static const enum status WANTED[] = {STATUS_ORIGINATING, STATUS_NON_ORIGINATING};
    enum status found[JOINT_WAYS];
    int tried = 0;
    for (int wanted = 0; wanted < 2; wanted++)
        for (int way = 0; way < JOINT_WAYS; way++) {
            bool amounts = true;
            if (way < BEST_WAYS)
                answer_best(search, way, answers);
            else
                amounts = answer_way(search, way - BEST_WAYS, answers);
            if (way == tried) {
                bool as_before = way > BEST_WAYS && (way - BEST_WAYS) % 2 == 1 && !amounts;
                found[way] = as_before ? found[way - 1] : try_all(search, answers);
                tried++;
            }
            *status = found[way];
            if (*status == WANTED[wanted])
                return true;
        }
    return false;
}

/* Until none is left that can be: one may have been needed beside another alone, which was left out after it.
 */
static void leave_out(struct search *search, int *answers, enum status status) {
    bool any = true;
    while (any) {
        any = false;
        for (uint32_t i = search->count; i-- > 0;) {
            int kept = answers[i];
            answers[i] = NO_ANSWER;
            if (kept != NO_ANSWER && try_all(search, answers) != status)
                answers[i] = kept;
            else
                any = any || kept != NO_ANSWER;
        }
    }
}

static void take(struct questions *out, const struct question *question) {
    out->list[out->count++] = *question;
}

static void take_joint(struct search *search, struct questions *out, const int *answers, enum status status) {
    for (uint32_t i = 0; i < search->count; i++) {
        if (answers[i] == NO_ANSWER)
            continue;
        struct question question = search->candidates[i];
        question.answers[0] = question.answers[answers[i]];
        question.answers[0].status = status;
        if (is_amount(question.kind))
            question.answers[0].value = amount_text(
                search, &question, answers[i] == 0 ? ">=" : "<=", amount_answered(&question, answers[i]));
        question.answer_count = is_amount(question.kind) ? 0 : 1;
        take(out, &question);
    }
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
static void add_facts(struct search *search, const struct trail *trail, bool codes) {
    for (uint32_t i = 0; i < trail->count; i++)
        if (of_code(&search->book->general, trail->list[i].fact) == codes)
            add_fact(search, &trail->list[i]);
}

static void collect(struct search *search, const struct trail *trail) {
    add_uses(search);
    add_origins(search);
    add_weights(search, trail);
    add_facts(search, trail, false);
    add_countries(search);
    add_amounts(search);
}

/* Findings that leave a good open, and that no answer mends. */
static const struct finding *reason(const struct determination *open) {
    const struct finding *first = NULL;
    for (uint32_t i = 0; i < open->finding_count; i++) {
        const struct finding *finding = &open->findings[i];
        int place = finding_reason(finding->code);
        if (place > 0 && (first == NULL || place < finding_reason(first->code)))
            first = finding;
    }
    return first;
}

static const struct finding *missing_by(const struct search *search, enum provision provision) {
    const struct determination *open = search->open;
    for (uint32_t i = 0; i < open->finding_count; i++)
        if (open->findings[i].code == FINDING_VALUE_MISSING &&
            text_equal(open->findings[i].cite, search->book->general.cites[provision]))
            return &open->findings[i];
    return NULL;
}

/* Of the average that was chosen and cannot be told, U.R. 7(15); or NULL. */
static const struct finding *of_average(const struct search *search) {
    const bool open = search->open->average_elected && search->open->average == NULL;
    return open ? missing_by(search, PROVISION_AVERAGING_ELECTED) : NULL;
}

/* Of a net cost that may be other than it is given, U.R. 9(2)(a)(i); or NULL. */
static const struct finding *of_net_cost(const struct search *search) {
    return search->open->net_cost_least.given ? missing_by(search, PROVISION_STATED_NET_COST) : NULL;
}

static struct text why(const struct search *search) {
    const struct determination *open = search->open;
    const struct finding *first = reason(open);
    if (first == NULL)
        first = of_average(search);
    if (first == NULL)
        first = of_net_cost(search);
    if (first == NULL && open->finding_count > 0)
        first = &open->findings[0];
    return first != NULL ? first->message : TEXT("");
}

/* That a good that no answer lets originate does not, were it otherwise besides, is no way out of what leaves
 * it open. */
static bool evades(const struct search *search, enum status status) {
    return status == STATUS_NON_ORIGINATING && reason(search->open) != NULL;
}

static bool is_of_code(const struct finding *finding) {
    return finding != NULL &&
           (finding->code == FINDING_HS_UNKNOWN || finding->code == FINDING_HS_RULE_DIFFERS ||
            finding->code == FINDING_HS_AMBIGUOUS || finding->code == FINDING_HS_TOO_SHORT);
}

/* What is worth an answer though it decides nothing alone: where a code is why, only what may let the good
 * originate whatever the code, as far as its answers can be tried. */
static bool may_help(const struct search *search, const struct question *question) {
    bool helps = question->answer_count == 0;
    if (question->kind == QUESTION_FACT && former_codes_have(&search->book->general, question->fact))
        return true;
    if (!is_of_code(reason(search->open)))
        return matters(question) || question->kind == QUESTION_FACT;
    for (uint32_t i = 0; i < question->answer_count; i++)
        helps = helps || question->answers[i].status == STATUS_ORIGINATING;
    return helps;
}

/* The fewest answers that decide; false where none do. What only a table that is mended decides is no matter
 * of answers beside it: an amount so large that nothing else counts, or facts that lead nowhere. */
static bool decide(struct search *search, struct questions *out) {
    int answers[MOST_CANDIDATES] = {0};
    enum status status = STATUS_UNDETERMINED;
    const struct question *one = find_one(search);
    if (one != NULL) {
        take(out, one);
        if (is_amount(one->kind))
            find_borders(search, &out->list[0]);
        out->decide = true;
    } else if (of_average(search) == NULL && find_joint(search, answers, &status) &&
               !evades(search, status)) {
        leave_out(search, answers, status);
        take_joint(search, out, answers, status);
        out->decide = true;
    }
    return out->decide;
}

static void answer(struct search *search, struct questions *out) {
    if (decide(search, out) || of_average(search) != NULL)
        return;
    for (uint32_t i = 0; i < search->count; i++) {
        try_answers(search, i, false);
        if (may_help(search, &search->candidates[i])) {
            search->candidates[i].answer_count = 0;
            take(out, &search->candidates[i]);
        }
    }
}

/* Where a code is why, and one answer leaves it itself: "no" is the only one that may decide. */
static void answer_codes(struct search *search, struct questions *out) {
    int answers[MOST_CANDIDATES] = {0};
    for (uint32_t i = 0; i < search->count; i++)
        answers[i] = 1;
    enum status status = search->count > 0 ? try_all(search, answers) : STATUS_UNDETERMINED;
    out->decide = !is_open(status);
    if (out->decide && search->count > 1)
        leave_out(search, answers, status);
    if (out->decide)
        take_joint(search, out, answers, status);
    for (uint32_t i = 0; i < search->count && !out->decide; i++) {
        search->candidates[i].answer_count = 0;
        take(out, &search->candidates[i]);
    }
}

static bool any_former(const struct search *search) {
    for (uint32_t i = 0; i < search->count; i++)
        if (former_codes_have(&search->book->general, search->candidates[i].fact))
            return true;
    return false;
}

/* Of a good that may be of more codes than these no other question is tried. */
enum { MOST_READINGS_ASKED = 32 };

usmca_status questions_find(struct determination *determination, const struct trail *trail,
                            const struct usmca_rulebook *book, const struct case_setting *setting,
                            struct arena *arena, usmca_error *error) {
    struct search *search = arena_reserve(arena, sizeof *search);
    struct question *list = arena_reserve(arena, sizeof *list * MOST_CANDIDATES);
    if (search == NULL || list == NULL)
        return error_memory(error);
    *search = (struct search){.book = book, .setting = *setting, .open = determination, .arena = arena};
    search->setting.gap = false;
    search->setting.ask = false;
    search->setting.status_alone = true;
    determination->questions.list = list;
    if (determination->codes_open)
        add_facts(search, trail, true);
    if (any_former(search)) { /* what it is comes before what else its code would ask */
        if (!decide(search, &determination->questions)) {
            collect(search, trail);
            answer(search, &determination->questions);
        }
    } else if (determination->codes_open) {
        answer_codes(search, &determination->questions);
    } else if (determination->code_readings <= MOST_READINGS_ASKED) {
        collect(search, trail);
        answer(search, &determination->questions);
    }
    determination->questions.why = why(search);
    search->out_of_memory = search->out_of_memory || search->scratch.failed;
    arena_free(&search->scratch);
    return search->out_of_memory || arena->failed ? error_memory(error) : USMCA_OK;
}
