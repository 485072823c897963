#include "unit.h"

#include "hs/editions.h"

static struct arena arena;
static struct hs_editions *editions;

static int load(void **state) {
    (void)state;
    usmca_error error;
    return hs_editions_load(&editions, &arena, SOURCE_FOLDER "/rules/hs", &error) == USMCA_OK ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct hs_code of(const char *text) {
    struct hs_code code;
    assert_true(hs_code_parse(&code, text_from(text)));
    return code;
}

static void knows_which_codes_exist(void **state) {
    (void)state;
    assert_true(hs_exists(editions, HS_2012, of("2853.00")));
    assert_false(hs_exists(editions, HS_2022, of("2853.00")));
    assert_true(hs_exists(editions, HS_2022, of("9401.39")));
    assert_false(hs_exists(editions, HS_2012, of("9401.39")));
    assert_true(hs_exists(editions, HS_2022, of("9401")));
    assert_false(hs_exists(editions, HS_2022, of("7701")));
}

static void maps_between_editions(void **state) {
    (void)state;
    uint32_t count = 0;
    const uint32_t *same = hs_counterparts(editions, HS_2022, HS_2012, of("8413.30.90"), &count);
    assert_int_equal(count, 1);
    assert_int_equal(same[0], 841330);
    const uint32_t *split = hs_counterparts(editions, HS_2022, HS_2012, of("9401.39"), &count);
    assert_int_equal(count, 1);
    assert_int_equal(split[0], 940130);
    hs_counterparts(editions, HS_2012, HS_2017, of("0302.89"), &count);
    assert_int_equal(count, 4);
    hs_counterparts(editions, HS_2022, HS_2012, of("9401.77"), &count);
    assert_int_equal(count, 0);
}

static void knows_provisions_for_parts(void **state) {
    (void)state;
    assert_true(hs_provides_for_parts(editions, of("9401.90")));
    assert_true(hs_provides_for_parts(editions, of("8413.91")));
    assert_false(hs_provides_for_parts(editions, of("3926.90")));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_which_codes_exist),
                                       cmocka_unit_test(maps_between_editions),
                                       cmocka_unit_test(knows_provisions_for_parts)};
    return cmocka_run_group_tests(tests, load, unload);
}
