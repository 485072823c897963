#include "origin/questions.h"

#include "origin/answer_borders.h"
#include "origin/former_codes.h"
#include "origin/joint_answers.h"
#include "origin/question_candidates.h"
#include "origin/trials.h"

struct search {
    struct trials trials;
    struct candidates candidates;
    struct arena *arena;
};

/* ---- one question ---- */

static bool is_open(enum status status) {
    return status == STATUS_UNDETERMINED || status == STATUS_REJECTED;
}

/* Tries its answers; no further than the first that leaves the good open, where only what decides is looked
 * for. */
static void try_answers(struct search *search, uint32_t candidate, bool to_decide) {
    struct question *question = &search->candidates.list[candidate];
    uint32_t *tried = &search->candidates.tried[candidate];
    while (*tried < question->answer_count) {
        enum status status = trials_one(&search->trials, question, (int)*tried);
        question->answers[(*tried)++].status = status;
        if (to_decide && is_open(status))
            return;
    }
}

static bool decides(const struct search *search, uint32_t candidate) {
    const struct question *question = &search->candidates.list[candidate];
    if (question->answer_count == 0 || search->candidates.tried[candidate] < question->answer_count)
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
    for (uint32_t i = 0; i < search->candidates.count; i++) {
        try_answers(search, i, true);
        if (decides(search, i) && matters(&search->candidates.list[i]))
            return &search->candidates.list[i];
    }
    return NULL;
}

static void take(struct questions *out, const struct question *question) {
    out->list[out->count++] = *question;
}

static void take_joint(struct search *search, struct questions *out, const int *answers, enum status status) {
    for (uint32_t i = 0; i < search->candidates.count; i++) {
        if (answers[i] == NO_ANSWER)
            continue;
        struct question question = search->candidates.list[i];
        question.answers[0] = question.answers[answers[i]];
        question.answers[0].status = status;
        if (question_of_amount(question.kind))
            question.answers[0].value =
                answer_amount_text(search->arena, &question,
                                   answers[i] == 0 ? ">=" : "<=", question_amount(&question, answers[i]));
        question.answer_count = question_of_amount(question.kind) ? 0 : 1;
        take(out, &question);
    }
}

/* ---- all ---- */

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
    const struct determination *open = search->trials.open;
    for (uint32_t i = 0; i < open->finding_count; i++)
        if (open->findings[i].code == FINDING_VALUE_MISSING &&
            text_equal(open->findings[i].cite, search->trials.book->general.cites[provision]))
            return &open->findings[i];
    return NULL;
}

/* Of the average that was chosen and cannot be told, U.R. 7(15); or NULL. */
static const struct finding *of_average(const struct search *search) {
    const bool open = search->trials.open->average_elected && search->trials.open->average == NULL;
    return open ? missing_by(search, PROVISION_AVERAGING_ELECTED) : NULL;
}

/* Of a net cost that may be other than it is given, U.R. 9(2)(a)(i); or NULL. */
static const struct finding *of_net_cost(const struct search *search) {
    return search->trials.open->net_cost_least.given ? missing_by(search, PROVISION_STATED_NET_COST) : NULL;
}

static struct text why(const struct search *search) {
    const struct determination *open = search->trials.open;
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
    return status == STATUS_NON_ORIGINATING && reason(search->trials.open) != NULL;
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
    if (question->kind == QUESTION_FACT && former_codes_have(&search->trials.book->general, question->fact))
        return true;
    if (!is_of_code(reason(search->trials.open)))
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
        if (question_of_amount(one->kind))
            answer_borders_find(&search->trials, &out->list[0], search->arena);
        out->decide = true;
    } else if (of_average(search) == NULL &&
               joint_answers_find(&search->trials, &search->candidates, answers, &status) &&
               !evades(search, status)) {
        joint_answers_leave_out(&search->trials, &search->candidates, answers, status);
        take_joint(search, out, answers, status);
        out->decide = true;
    }
    return out->decide;
}

static void answer(struct search *search, struct questions *out) {
    if (decide(search, out) || of_average(search) != NULL)
        return;
    for (uint32_t i = 0; i < search->candidates.count; i++) {
        try_answers(search, i, false);
        if (may_help(search, &search->candidates.list[i])) {
            search->candidates.list[i].answer_count = 0;
            take(out, &search->candidates.list[i]);
        }
    }
}

/* Where a code is why, and one answer leaves it itself: "no" is the only one that may decide. */
static void answer_codes(struct search *search, struct questions *out) {
    int answers[MOST_CANDIDATES] = {0};
    for (uint32_t i = 0; i < search->candidates.count; i++)
        answers[i] = 1;
    enum status status = search->candidates.count > 0 ? trials_all(&search->trials, search->candidates.list,
                                                                   search->candidates.count, answers)
                                                      : STATUS_UNDETERMINED;
    out->decide = !is_open(status);
    if (out->decide && search->candidates.count > 1)
        joint_answers_leave_out(&search->trials, &search->candidates, answers, status);
    if (out->decide)
        take_joint(search, out, answers, status);
    for (uint32_t i = 0; i < search->candidates.count && !out->decide; i++) {
        search->candidates.list[i].answer_count = 0;
        take(out, &search->candidates.list[i]);
    }
}

static bool any_former(const struct search *search) {
    for (uint32_t i = 0; i < search->candidates.count; i++)
        if (former_codes_have(&search->trials.book->general, search->candidates.list[i].fact))
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
    *search =
        (struct search){.trials = {.book = book, .setting = *setting, .open = determination}, .arena = arena};
    search->trials.setting.gap = false;
    search->trials.setting.ask = false;
    search->trials.setting.status_alone = true;
    determination->questions.list = list;
    if (determination->codes_open)
        candidates_of_codes(&search->candidates, book, trail);
    if (any_former(search)) { /* what it is comes before what else its code would ask */
        if (!decide(search, &determination->questions)) {
            candidates_of_all_else(&search->candidates, book, determination, trail);
            answer(search, &determination->questions);
        }
    } else if (determination->codes_open) {
        answer_codes(search, &determination->questions);
    } else if (determination->code_readings <= MOST_READINGS_ASKED) {
        candidates_of_all_else(&search->candidates, book, determination, trail);
        answer(search, &determination->questions);
    }
    determination->questions.why = why(search);
    search->trials.out_of_memory = search->trials.out_of_memory || search->trials.scratch.failed;
    arena_free(&search->trials.scratch);
    return search->trials.out_of_memory || arena->failed ? error_memory(error) : USMCA_OK;
}
