#include "origin/joint_answers.h"

#include "origin/open_values.h"

static const struct trail NOTHING_MET;

static void neither_value_decides_alone_and_both_together_do(void **state) {
    usmca_case *subject = NULL;
    struct candidates *candidates = calloc(1, sizeof *candidates);
    int answers[MOST_CANDIDATES];
    enum status status = STATUS_UNDETERMINED;
    (void)state;
    struct trials trials =
        trials_of(&subject, LINES("origin=non-originating hs=3901.10", "origin=non-originating hs=3902.10"));
    assert_non_null(candidates);
    candidates_of_all_else(candidates, book, trials.open, &NOTHING_MET);
    assert_true(joint_answers_find(&trials, candidates, answers, &status));
    assert_int_equal(status, STATUS_ORIGINATING);
    joint_answers_leave_out(&trials, candidates, answers, status);
    for (uint32_t i = 0; i < candidates->count; i++) {
        const bool value = candidates->list[i].kind == QUESTION_VALUE;
        assert_int_equal(answers[i], value ? 0 : NO_ANSWER);
        if (value)
            assert_int_equal(trials_one(&trials, &candidates->list[i], 0), STATUS_UNDETERMINED);
    }
    free(candidates);
    trials_end(&trials, subject);
}

static void what_the_answers_do_without_is_left_out(void **state) {
    usmca_case *subject = NULL;
    struct candidates *candidates = calloc(1, sizeof *candidates);
    int answers[MOST_CANDIDATES];
    (void)state;
    struct trials trials =
        trials_of(&subject, LINES("origin=non-originating hs=3901.10", "origin=non-originating hs=3902.10"));
    assert_non_null(candidates);
    candidates_of_all_else(candidates, book, trials.open, &NOTHING_MET);
    for (uint32_t i = 0; i < candidates->count; i++)
        answers[i] = candidates->list[i].kind == QUESTION_VALUE ? 1 : NO_ANSWER;
    joint_answers_leave_out(&trials, candidates, answers, STATUS_NON_ORIGINATING);
    uint32_t left = 0;
    for (uint32_t i = 0; i < candidates->count; i++)
        left += answers[i] != NO_ANSWER;
    assert_int_equal(left, 1); /* one that is worth so much is enough */
    free(candidates);
    trials_end(&trials, subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(neither_value_decides_alone_and_both_together_do),
                                       cmocka_unit_test(what_the_answers_do_without_is_left_out)};
    return cmocka_run_group_tests(tests, load, unload);
}
