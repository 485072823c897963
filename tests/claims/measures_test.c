#include "claims/measures.h"

#include <stdio.h>

#include "unit.h"

#include "hs/code.h"

static struct arena arena;
enum { ROWS = 400 };
static struct measure_row rows[ROWS];
static struct measure_index measures;

static struct measure_row *row(size_t place, const char *codes, const char *country, date from, date to) {
    rows[place] = (struct measure_row){.place = {.line = place + 2},
                                       .measure = TEXT("M"),
                                       .codes = text_from(codes),
                                       .country = text_from(country),
                                       .import_country = TEXT("US"),
                                       .from = from,
                                       .to = to,
                                       .base = MEASURE_OF_VALUE,
                                       .relieved = RELIEF_WHOLE};
    return &rows[place];
}

static size_t problems_of(size_t count) {
    arena_free(&arena);
    assert_true(measures_index(&measures, rows, count, &arena));
    return measures.problem_count;
}

static enum measure_holds holds(const char *code, const char *country, date day,
                                const struct measure_row **found) {
    struct hs_code hs = {0};
    const struct entry_row entry = {.country = text_from(country), .date = day};
    if (code[0] != '\0')
        assert_true(hs_code_parse(&hs, text_from(code)));
    *found = NULL;
    assert_int_equal(measures.group_count, 1);
    return measure_on(&measures, &measures.groups[0], &entry, hs, found);
}

static void overlaps_are_found_on_each_side_of_their_days(void **state) {
    (void)state;
    row(0, "8413", "MX", 20250101, 20250630);
    row(1, "8413", "MX", 20250701, 20251231);
    assert_int_equal(problems_of(2), 0);
    row(1, "8413", "MX", 20250630, 20251231);
    assert_int_equal(problems_of(2), 1);
    assert_ptr_equal(measures.problems[0].place, &rows[1].place);
    row(1, "8413.70", "MX", 20250101, 20251231); /* a longer code stands beside it */
    row(2, "8413", "CA", 20250101, 20251231);
    assert_int_equal(problems_of(3), 0);
    row(3, "8414 8413", "", 20251231, 20260101);
    assert_int_equal(problems_of(4), 1);
    row(3, "8414 8413", "", 20260101, 20260101);
    assert_int_equal(problems_of(4), 0);
}

/* A long row in front of short ones overlaps each of them, and not just the next. */
static void a_row_that_lasts_overlaps_those_behind_the_next(void **state) {
    (void)state;
    row(0, "", "MX", 20250101, 20251231);
    row(1, "", "MX", 20250201, 20250228);
    row(2, "", "MX", 20250401, 20250430);
    assert_int_equal(problems_of(3), 2);
    row(0, "", "", 20250101, 20251231);
    assert_int_equal(problems_of(3), 2);
}

/* A row of any country, and as many of one each that overlap it: each is told of once. */
static void a_row_of_any_country_overlaps_that_of_each(void **state) {
    (void)state;
    static char countries[ROWS][4];
    row(0, "8413", "", 20250101, 20251231);
    for (size_t i = 1; i < ROWS; i++) {
        snprintf(countries[i], sizeof countries[i], "%c%c%c", (char)('A' + i / 26 / 26),
                 (char)('A' + i / 26 % 26), (char)('A' + i % 26));
        row(i, "8413", countries[i], 20250201, 20250228);
    }
    assert_int_equal(problems_of(ROWS), ROWS - 1);
    row(0, "8413", "", 20250101, 20250131);
    assert_int_equal(problems_of(ROWS), 0);
}

/* Among many rows that of the line's code is found, and those of codes that it may be. */
static void a_code_is_found_among_many(void **state) {
    (void)state;
    static char codes[ROWS][12];
    const struct measure_row *found = NULL;
    row(0, "", "", 20250101, 20251231);
    for (size_t i = 1; i < ROWS; i++) {
        static const char *const FORMS[] = {"84%04zu", "84%04zu10", "84%04zu2010"};
        snprintf(codes[i], sizeof codes[i], FORMS[i % 3], i);
        row(i, codes[i], "MX", 20250101, 20251231);
    }
    assert_int_equal(problems_of(ROWS), 0);
    for (size_t i = 1; i < ROWS; i++) {
        assert_int_equal(holds(codes[i], "MX", 20250601, &found), MEASURE_HOLDS);
        assert_ptr_equal(found, &rows[i]);
        assert_int_equal(holds(codes[i], "CA", 20250601, &found), MEASURE_HOLDS);
        assert_ptr_equal(found, &rows[0]);
    }
    assert_int_equal(holds("8403", "MX", 20250601, &found), MEASURE_CODE_TOO_SHORT);
    assert_int_equal(holds("8199", "MX", 20250601, &found), MEASURE_HOLDS);
}

static void the_longest_code_decides(void **state) {
    (void)state;
    const struct measure_row *found = NULL;
    row(0, NULL, "", 20250101, 20251231);
    row(1, "8413 8414", "MX", 20250101, 20251231);
    row(2, "8413.70.20", "MX", 20250101, 20250131);
    assert_int_equal(problems_of(3), 0);
    assert_int_equal(holds("8501.10", "MX", 20250601, &found), MEASURE_HOLDS);
    assert_ptr_equal(found, &rows[0]);
    assert_int_equal(holds("8414.59", "MX", 20250601, &found), MEASURE_HOLDS);
    assert_ptr_equal(found, &rows[1]);
    assert_int_equal(holds("8414.59", "CA", 20250601, &found), MEASURE_HOLDS);
    assert_ptr_equal(found, &rows[0]);
    assert_int_equal(holds("8413.70.2090", "MX", 20250131, &found), MEASURE_HOLDS);
    assert_ptr_equal(found, &rows[2]);
    assert_int_equal(holds("8413.70.2090", "MX", 20250201, &found), MEASURE_NO_DAY);
    assert_int_equal(holds("8413.70", "MX", 20250131, &found), MEASURE_CODE_TOO_SHORT);
    assert_int_equal(holds("", "MX", 20250131, &found), MEASURE_CODE_TOO_SHORT);
    assert_int_equal(holds("8413.70.20", "", 20250131, &found), MEASURE_COUNTRY_UNKNOWN);
    assert_int_equal(holds("8501.10", "", 20250131, &found), MEASURE_HOLDS);
    assert_int_equal(holds("8501.10", "MX", 20260101, &found), MEASURE_NO_DAY);
}

static void a_code_of_another_measure_is_not_on_it(void **state) {
    (void)state;
    const struct measure_row *found = NULL;
    row(0, "8413", "MX", 20250101, 20251231);
    assert_int_equal(problems_of(1), 0);
    assert_int_equal(holds("8414.10", "MX", 20250601, &found), MEASURE_NOT_ON_IT);
    assert_int_equal(holds("8413.70", "CA", 20250601, &found), MEASURE_NOT_ON_IT);
    assert_int_equal(holds("8413.70", "MX", 20250601, &found), MEASURE_HOLDS);
}

static int release(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(overlaps_are_found_on_each_side_of_their_days),
                                       cmocka_unit_test(a_row_that_lasts_overlaps_those_behind_the_next),
                                       cmocka_unit_test(a_row_of_any_country_overlaps_that_of_each),
                                       cmocka_unit_test(a_code_is_found_among_many),
                                       cmocka_unit_test(the_longest_code_decides),
                                       cmocka_unit_test(a_code_of_another_measure_is_not_on_it)};
    return cmocka_run_group_tests(tests, NULL, release);
}
