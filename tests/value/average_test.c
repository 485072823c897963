#include "rulebook/model.h"
#include "unit.h"
#include "value/average.h"

static struct average_row row_of(const char *good, date month, enum cost_basis basis, total units,
                                 total net_cost, total vnm) {
    return (struct average_row){.good_id = text_from(good),
                                .month = month,
                                .period = AVERAGE_QUARTER,
                                .basis = basis,
                                .units = {units, true},
                                .net_cost = {net_cost, true},
                                .vnm = {vnm, true}};
}

static enum average_answer answer_of(struct average_row *rows, size_t count, date today, date day,
                                     const char *refused) {
    struct arena arena = {0};
    const struct averages *averages = NULL;
    const struct average *average = NULL;
    struct row_problem *problems = NULL;
    size_t problem_count = 0;
    const struct text cites[PROVISIONS] = {{NULL, 0}};
    assert_true(
        averages_reckon(&averages, rows, count, cites, 1, today, false, &problems, &problem_count, &arena));
    assert_int_equal(problem_count, refused != NULL);
    if (refused != NULL)
        assert_string_equal(problems[0].message, refused);
    enum average_answer answer = averages_find(averages, text_from("A"), day, &average);
    arena_free(&arena);
    return answer;
}

/* U.R. 7(20): of days to come there are estimates, and no actual costs. */
static void test_days_to_come(void **state) {
    (void)state;
    struct average_row rows[] = {row_of("A", 20240101, COSTS_ACTUAL, 1, 10, 4),
                                 row_of("A", 20240201, COSTS_ACTUAL, 1, 10, 4),
                                 row_of("A", 20240301, COSTS_ESTIMATED, 1, 10, 4)};
    assert_int_equal(answer_of(rows, 3, 20240229, 20240215, NULL), AVERAGE_FOUND);
    assert_int_equal(answer_of(rows, 3, 20240228, 20240215, "average.to-come"), AVERAGE_BROKEN);
}

static void test_costs_of_nothing(void **state) {
    (void)state;
    struct average_row rows[] = {row_of("A", 20240101, COSTS_ACTUAL, 1, 10, 4),
                                 row_of("A", 20240201, COSTS_ACTUAL, 0, 0, 0),
                                 row_of("A", 20240301, COSTS_ACTUAL, 1, 10, 4)};
    assert_int_equal(answer_of(rows, 3, 20250101, 20240115, NULL), AVERAGE_FOUND);
    assert_int_equal(answer_of(rows, 3, 20250101, 20240215, NULL), AVERAGE_NOT_PRODUCED);
    rows[1].vnm.value = 1;
    assert_int_equal(answer_of(rows, 3, 20250101, 20240115, "average.no-units"), AVERAGE_BROKEN);
}

static void test_months(void **state) {
    (void)state;
    struct average_row rows[] = {row_of("A", 20240131, COSTS_ACTUAL, 1, 10, 4),
                                 row_of("A", 20240331, COSTS_ACTUAL, 1, 10, 4)};
    assert_int_equal(answer_of(rows, 2, 20250101, 20240115, NULL), AVERAGE_INCOMPLETE);
    assert_int_equal(answer_of(rows, 2, 20250101, 20240415, NULL), AVERAGE_MISSING);
    assert_int_equal(answer_of(rows, 2, 20250101, 20250101, NULL), AVERAGE_NOT_ELECTED);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_days_to_come),
                                       cmocka_unit_test(test_costs_of_nothing),
                                       cmocka_unit_test(test_months)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
