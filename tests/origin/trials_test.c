#include "origin/trials.h"

#include "origin/open_values.h"

static void a_good_is_determined_again_with_an_amount(void **state) {
    usmca_case *subject = NULL;
    (void)state;
    struct trials trials = trials_of(
        &subject, LINES("origin=non-originating value=3 hs=3901.10", "origin=non-originating hs=3902.10"));
    const struct question question = {.kind = QUESTION_VALUE, .material = &trials.open->good->materials[1]};
    assert_int_equal(trials_amount(&trials, &question, 7 * DECIMAL_ONE), STATUS_ORIGINATING);
    assert_int_equal(trials_amount(&trials, &question, 7 * DECIMAL_ONE + 1), STATUS_NON_ORIGINATING);
    trials_end(&trials, subject);
}

static void an_origin_that_is_answered_is_that_of_a_material_that_is_bought(void **state) {
    usmca_case *subject = NULL;
    (void)state;
    struct trials trials = trials_of(
        &subject, LINES("origin=non-originating value=3 hs=3901.10", "origin=non-originating hs=3902.10"));
    const struct question question = {
        .kind = QUESTION_ORIGIN,
        .material = &trials.open->good->materials[1],
        .answers = {{.value = TEXT("originating")}, {.value = TEXT("non-originating")}},
        .answer_count = 2};
    assert_int_equal(trials_one(&trials, &question, 0), STATUS_ORIGINATING);
    assert_int_equal(trials_one(&trials, &question, 1), STATUS_UNDETERMINED);
    trials_end(&trials, subject);
}

static void several_are_answered_together_but_for_those_apart(void **state) {
    usmca_case *subject = NULL;
    (void)state;
    struct trials trials =
        trials_of(&subject, LINES("origin=non-originating hs=3901.10", "origin=non-originating hs=3902.10"));
    const struct question both[] = {
        {.kind = QUESTION_VALUE, .material = &trials.open->good->materials[0], .answer_count = 2},
        {.kind = QUESTION_VALUE, .material = &trials.open->good->materials[1], .answer_count = 2}};
    assert_int_equal(trials_all(&trials, both, 2, (const int[]){0, 0}), STATUS_ORIGINATING);
    assert_int_equal(trials_all(&trials, both, 2, (const int[]){0, NO_ANSWER}), STATUS_UNDETERMINED);
    assert_int_equal(trials_all(&trials, both, 2, (const int[]){1, NO_ANSWER}), STATUS_NON_ORIGINATING);
    trials_end(&trials, subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_is_determined_again_with_an_amount),
        cmocka_unit_test(an_origin_that_is_answered_is_that_of_a_material_that_is_bought),
        cmocka_unit_test(several_are_answered_together_but_for_those_apart)};
    return cmocka_run_group_tests(tests, load, unload);
}
