#include "base/amount.h"

#include "unit.h"

static const struct decimal_format PLAIN = {'.', '\0'};

static struct amount read_amount(const char *source) {
    decimal value = 0;
    assert_int_equal(decimal_parse(&value, text_from(source), PLAIN), DECIMAL_OK);
    return amount_of(value);
}

static void expect_printed(struct amount amount, const char *printed) {
    char out[AMOUNT_TEXT_SIZE];
    assert_int_equal(amount_print(out, amount, 2), strlen(printed));
    assert_string_equal(out, printed);
}

static void test_what_nine_places_hold_stays_a_decimal(void **state) {
    (void)state;
    struct arena arena = {0};
    struct amount result = {0};
    assert_int_equal(amount_times(&result, read_amount("3"), read_amount("1.25"), &arena), AMOUNT_OK);
    assert_null(result.exact);
    expect_printed(result, "3.75");
    assert_int_equal(amount_over(&result, read_amount("10"), read_amount("4"), &arena), AMOUNT_OK);
    assert_null(result.exact);
    expect_printed(result, "2.50");
    assert_int_equal(arena_reserved(&arena), 0);
    arena_free(&arena);
}

static void test_a_product_of_more_places_is_decided_exactly(void **state) {
    (void)state;
    struct arena arena = {0};
    struct amount vnm = {0};
    /* 0.4000000000000001 of 1: 59.99999… % is left */
    assert_int_equal(amount_times(&vnm, read_amount("0.00000001"), read_amount("0.00000001"), &arena),
                     AMOUNT_OK);
    assert_int_equal(amount_plus(&vnm, vnm, read_amount("0.4"), &arena), AMOUNT_OK);
    assert_int_equal(vnm.value, read_amount("0.4").value);
    assert_false(amount_content_reaches(read_amount("1"), vnm, 60 * DECIMAL_ONE));
    int64_t percent = 0;
    assert_true(amount_content_percent(&percent, read_amount("1"), vnm));
    assert_int_equal(percent, 599999);
    assert_true(amount_reaches(vnm, read_amount("1"), 40 * DECIMAL_ONE));
    assert_false(amount_within(vnm, read_amount("1"), 40 * DECIMAL_ONE));
    assert_int_equal(amount_compare(vnm, read_amount("0.4")), 1);
    expect_printed(vnm, "0.4000000000000001");
    arena_free(&arena);
}

static void test_thirds_add_up(void **state) {
    (void)state;
    struct arena arena = {0};
    struct arena other = {0};
    struct amount third = {0};
    struct amount sum = amount_of(0);
    assert_int_equal(amount_over(&third, read_amount("1"), read_amount("3"), &arena), AMOUNT_OK);
    expect_printed(third, "0.333333333");
    assert_int_equal(amount_keep(&third, third, &other), AMOUNT_OK);
    arena_reset(&arena);
    for (int i = 0; i < 3; i++)
        assert_int_equal(amount_plus(&sum, sum, third, &arena), AMOUNT_OK);
    assert_null(sum.exact);
    expect_printed(sum, "1.00");
    assert_int_equal(amount_minus(&sum, third, read_amount("1"), &arena), AMOUNT_OK);
    expect_printed(sum, "-0.666666667");
    assert_true(amount_within(third, third, 100 * DECIMAL_ONE));
    arena_free(&arena);
    arena_free(&other);
}

static void test_what_cannot_be(void **state) {
    (void)state;
    struct arena arena = {0};
    struct amount result = amount_of(7);
    struct amount most = {.value = INT64_MAX, .given = true};
    assert_int_equal(amount_times(&result, most, read_amount("2"), &arena), AMOUNT_OVERFLOW);
    assert_int_equal(amount_plus(&result, most, most, &arena), AMOUNT_OVERFLOW);
    assert_int_equal(amount_over(&result, most, amount_of(0), &arena), AMOUNT_OVERFLOW);
    assert_int_equal(amount_over(&result, most, read_amount("0.3"), &arena), AMOUNT_OVERFLOW);
    assert_int_equal(result.value, 7);
    assert_int_equal(amount_plus(&result, most, amount_not_given(), &arena), AMOUNT_OK);
    assert_false(result.given);
    int64_t percent = 0;
    assert_false(amount_percent(&percent, most, amount_of(0)));
    arena_free(&arena);
}

/* (a × b) ÷ b is a, whatever the places. */
static void test_products_and_quotients_agree(void **state) {
    (void)state;
    struct arena arena = {0};
    uint64_t seed = 20260701;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        struct amount a = amount_of((decimal)(seed >> 24) - (INT64_C(1) << 39));
        struct amount b = amount_of((decimal)(seed >> 8 & 0xffffffff) + 1);
        struct amount product = {0};
        assert_int_equal(amount_times(&product, a, b, &arena), AMOUNT_OK);
        assert_int_equal(amount_over(&product, product, b, &arena), AMOUNT_OK);
        assert_null(product.exact);
        assert_int_equal(product.value, a.value);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_nine_places_hold_stays_a_decimal),
        cmocka_unit_test(test_a_product_of_more_places_is_decided_exactly),
        cmocka_unit_test(test_thirds_add_up),
        cmocka_unit_test(test_what_cannot_be),
        cmocka_unit_test(test_products_and_quotients_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
