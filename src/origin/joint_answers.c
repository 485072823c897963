#include "origin/joint_answers.h"

#include "origin/best_answer.h"

enum { JOINT_WAYS = BEST_WAYS + 4 };

static void answer_best(const struct trials *trials, const struct candidates *candidates, int way,
                        int *answers) {
    for (uint32_t i = 0; i < candidates->count; i++)
        answers[i] = candidates->list[i].answer_count < 2
                         ? NO_ANSWER
                         : best_answer(trials->book, trials->open, &candidates->list[i], (enum best_way)way);
}

/* All the first answers, or all the second; amounts apart from all others. Whether there are any amounts. */
static bool answer_way(const struct candidates *candidates, int way, int *answers) {
    bool amounts = false;
    for (uint32_t i = 0; i < candidates->count; i++) {
        /* a cost is better low, and a price high */
        int amount = candidates->list[i].kind == QUESTION_VALUE ? way & 1 : 1 - (way & 1);
        int other = way >> 1;
        answers[i] = candidates->list[i].answer_count < 2           ? NO_ANSWER
                     : question_of_amount(candidates->list[i].kind) ? amount
                                                                    : other;
        amounts = amounts || (answers[i] != NO_ANSWER && question_of_amount(candidates->list[i].kind));
    }
    return amounts;
}

bool joint_answers_find(struct trials *trials, const struct candidates *candidates, int *answers,
                        enum status *status) {
    static const enum status WANTED[] = {STATUS_ORIGINATING, STATUS_NON_ORIGINATING};
    enum status found[JOINT_WAYS];
    int tried = 0;
    for (int wanted = 0; wanted < 2; wanted++)
        for (int way = 0; way < JOINT_WAYS; way++) {
            bool amounts = true;
            if (way < BEST_WAYS)
                answer_best(trials, candidates, way, answers);
            else
                amounts = answer_way(candidates, way - BEST_WAYS, answers);
            if (way == tried) {
                bool as_before = way > BEST_WAYS && (way - BEST_WAYS) % 2 == 1 && !amounts;
                found[way] = as_before ? found[way - 1]
                                       : trials_all(trials, candidates->list, candidates->count, answers);
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
void joint_answers_leave_out(struct trials *trials, const struct candidates *candidates, int *answers,
                             enum status status) {
    bool any = true;
    while (any) {
        any = false;
        for (uint32_t i = candidates->count; i-- > 0;) {
            int kept = answers[i];
            answers[i] = NO_ANSWER;
            if (kept != NO_ANSWER &&
                trials_all(trials, candidates->list, candidates->count, answers) != status)
                answers[i] = kept;
            else
                any = any || kept != NO_ANSWER;
        }
    }
}
