#include "origin/question_candidates.h"

#include "origin/open_values.h"

static const struct trail NOTHING_MET;

static uint32_t count_of(const struct candidates *candidates, enum question_kind kind) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < candidates->count; i++)
        count += candidates->list[i].kind == kind;
    return count;
}

static void values_that_are_missing_and_no_others(void **state) {
    usmca_case *subject = NULL;
    struct candidates *candidates = calloc(1, sizeof *candidates);
    (void)state;
    struct trials trials =
        trials_of(&subject, LINES("origin=non-originating value=3 hs=3901.10",
                                  "origin=non-originating hs=3902.10", "origin=originating hs=7326.90"));
    assert_non_null(candidates);
    candidates_of_all_else(candidates, book, trials.open, &NOTHING_MET);
    assert_int_equal(count_of(candidates, QUESTION_VALUE), 1);
    assert_int_equal(count_of(candidates, QUESTION_TRANSACTION_VALUE), 0); /* it is given */
    assert_int_equal(count_of(candidates, QUESTION_NET_COST), 1);
    assert_int_equal(count_of(candidates, QUESTION_IMPORT_COUNTRY), 1);
    assert_int_equal(count_of(candidates, QUESTION_WEIGHT), 0); /* nothing asks for one */
    free(candidates);
    trials_end(&trials, subject);
}

static void no_more_than_there_is_room_for(void **state) {
    enum { LINES_OPEN = MOST_CANDIDATES + 4 };
    static const char LINE[] = "origin=non-originating hs=3902.10";
    const char *lines[LINES_OPEN + 1] = {NULL};
    usmca_case *subject = NULL;
    struct candidates *candidates = calloc(1, sizeof *candidates);
    (void)state;
    for (int i = 0; i < LINES_OPEN; i++)
        lines[i] = LINE;
    struct trials trials = trials_of(&subject, lines);
    assert_non_null(candidates);
    candidates_of_all_else(candidates, book, trials.open, &NOTHING_MET);
    assert_int_equal(candidates->count, MOST_CANDIDATES);
    free(candidates);
    trials_end(&trials, subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_that_are_missing_and_no_others),
                                       cmocka_unit_test(no_more_than_there_is_room_for)};
    return cmocka_run_group_tests(tests, load, unload);
}
