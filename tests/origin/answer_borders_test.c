#include "origin/answer_borders.h"

#include "origin/open_values.h"

static struct question value_of(const struct trials *trials, uint32_t line) {
    return (struct question){.kind = QUESTION_VALUE,
                             .material = &trials->open->good->materials[line],
                             .answers = {{.status = STATUS_ORIGINATING}, {.status = STATUS_NON_ORIGINATING}},
                             .answer_count = 2};
}

static void the_last_amount_that_is_enough_and_the_first_that_is_too_much(void **state) {
    usmca_case *subject = NULL;
    struct arena arena = {0};
    (void)state;
    struct trials trials = trials_of(
        &subject, LINES("origin=non-originating value=3.33 hs=3901.10", "origin=non-originating hs=3902.10"));
    struct question question = value_of(&trials, 1);
    answer_borders_find(&trials, &question, &arena);
    assert_int_equal(question.answer_count, 2);
    assert_true(text_is(question.answers[0].value, "<= 6.67"));
    assert_true(text_is(question.answers[1].value, "> 6.67"));
    arena_free(&arena);
    trials_end(&trials, subject);
}

static void what_stays_open_between_two_borders_is_told(void **state) {
    usmca_case *subject = NULL;
    struct arena arena = {0};
    (void)state;
    /* a line that has one of two values: 2 × 2 or 3 */
    struct trials trials =
        trials_of(&subject, LINES("origin=non-originating quantity=2 unit_value=2 value=3 hs=3901.10",
                                  "origin=non-originating hs=3902.10"));
    struct question question = value_of(&trials, 1);
    answer_borders_find(&trials, &question, &arena);
    assert_int_equal(question.answer_count, 3);
    assert_true(text_is(question.answers[0].value, "<= 6.00"));
    assert_true(text_is(question.answers[1].value, "> 6.00, <= 7.00"));
    assert_int_equal(question.answers[1].status, STATUS_UNDETERMINED);
    assert_true(text_is(question.answers[2].value, "> 7.00"));
    arena_free(&arena);
    trials_end(&trials, subject);
}

static void money_is_told_to_the_hundredth_and_weights_to_a_tenth_of_a_gram(void **state) {
    struct arena arena = {0};
    const struct question value = {.kind = QUESTION_VALUE};
    const struct question weight = {.kind = QUESTION_WEIGHT};
    (void)state;
    assert_true(text_is(answer_amount_text(&arena, &value, ">=", DECIMAL_ONE / 2), ">= 0.50"));
    assert_true(text_is(answer_amount_text(&arena, &weight, "<=", DECIMAL_ONE / 2), "<= 0.5000"));
    assert_int_equal(question_amount(&weight, 0), DECIMAL_ONE / 10000);
    assert_int_equal(question_amount(&value, 1), MOST_ANSWERED);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_amount_that_is_enough_and_the_first_that_is_too_much),
        cmocka_unit_test(what_stays_open_between_two_borders_is_told),
        cmocka_unit_test(money_is_told_to_the_hundredth_and_weights_to_a_tenth_of_a_gram)};
    return cmocka_run_group_tests(tests, load, unload);
}
