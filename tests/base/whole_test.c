/* Against GMP's own whole numbers, of every size that has room. */
#include "base/whole.h"

#include <string.h>

#include "unit.h"

static gmp_randstate_t dice;

static void set(struct whole *out, const mpz_t number) {
    whole_of_limbs(out, mpz_limbs_read(number), (mp_size_t)mpz_size(number), mpz_sgn(number) < 0);
}

static void expect(const struct whole *number, const mpz_t expected) {
    mpz_t view;
    assert_false(number->too_large);
    mpz_roinit_n(view, number->limbs, number->negative ? -number->size : number->size);
    assert_int_equal(mpz_cmp(view, expected), 0);
}

static void roll(mpz_t out, mp_bitcnt_t most) {
    mpz_rrandomb(out, dice, gmp_urandomm_ui(dice, most + 1));
    if (gmp_urandomb_ui(dice, 1) == 1)
        mpz_neg(out, out);
}

static void test_arithmetic(void **state) {
    (void)state;
    mpz_t numbers[2];
    mpz_t expected;
    struct whole a;
    struct whole b;
    struct whole out;
    mpz_inits(numbers[0], numbers[1], expected, NULL);
    for (int i = 0; i < 4000; i++) {
        mp_bitcnt_t most = i % 4 == 0 ? 51000 : 200;
        roll(numbers[0], most);
        roll(numbers[1], most);
        set(&a, numbers[0]);
        set(&b, numbers[1]);
        whole_add(&out, &a, &b);
        mpz_add(expected, numbers[0], numbers[1]);
        expect(&out, expected);
        whole_subtract(&out, &a, &b);
        mpz_sub(expected, numbers[0], numbers[1]);
        expect(&out, expected);
        whole_multiply(&out, &a, &b);
        mpz_mul(expected, numbers[0], numbers[1]);
        expect(&out, expected);
        int order = mpz_cmp(numbers[0], numbers[1]);
        assert_int_equal(whole_compare(&a, &b), (order > 0) - (order < 0));
    }
    mpz_clears(numbers[0], numbers[1], expected, NULL);
}

static void test_division(void **state) {
    (void)state;
    mpz_t number;
    mpz_t divisor;
    mpz_t quotient;
    mpz_t rest;
    struct whole a;
    struct whole b;
    struct whole out;
    struct whole left;
    mpz_inits(number, divisor, quotient, rest, NULL);
    for (int i = 0; i < 4000; i++) {
        roll(number, i % 4 == 0 ? 100000 : 200);
        roll(divisor, i % 4 == 0 ? 50000 : 130);
        if (mpz_sgn(divisor) == 0)
            mpz_set_ui(divisor, 1);
        set(&a, number);
        set(&b, divisor);
        whole_divide(&out, &left, &a, &b);
        mpz_tdiv_qr(quotient, rest, number, divisor);
        expect(&out, quotient);
        expect(&left, rest);
        if (mpz_sgn(number) != 0) {
            whole_common_divisor(&out, &a, &b);
            mpz_gcd(quotient, number, divisor);
            expect(&out, quotient);
        }
        mpz_abs(divisor, divisor);
        b.negative = false;
        whole_divide_floor(&out, &a, &b);
        mpz_fdiv_q(quotient, number, divisor);
        expect(&out, quotient);
    }
    mpz_clears(number, divisor, quotient, rest, NULL);
}

static void test_half_to_even(void **state) {
    (void)state;
    static const struct {
        int number, divisor, quotient;
    } CASES[] = {{0, 3, 0},   {5, 2, 2}, {7, 2, 4},  {-5, 2, -2}, {-7, 2, -4}, {8, 3, 3},
                 {-8, 3, -3}, {1, 2, 0}, {-1, 2, 0}, {-2, 3, -1}, {9, 3, 3}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct whole number;
        struct whole divisor;
        struct whole quotient;
        whole_wide value = 0;
        whole_of(&number, CASES[i].number);
        whole_of(&divisor, CASES[i].divisor);
        assert_int_equal(whole_divide_even(&quotient, &number, &divisor),
                         CASES[i].number % CASES[i].divisor == 0);
        assert_true(whole_get(&value, &quotient));
        assert_int_equal((int)value, CASES[i].quotient);
    }
}

static void test_borders(void **state) {
    (void)state;
    static const struct {
        int64_t high;
        uint64_t low;
    } VALUES[] = {{0, 0},           {0, 1},  {0, UINT64_MAX}, {1, 0}, {INT64_MAX, UINT64_MAX},
                  {-1, UINT64_MAX}, {-1, 0}, {INT64_MIN, 1}};
    for (size_t i = 0; i < sizeof VALUES / sizeof VALUES[0]; i++) {
        whole_wide value = (whole_wide)VALUES[i].high * ((whole_wide)1 << 64) + VALUES[i].low;
        whole_wide back = 0;
        struct whole number;
        whole_of(&number, value);
        assert_true(whole_get(&back, &number));
        assert_true(value == back);
    }
}

static void test_what_has_no_room(void **state) {
    (void)state;
    struct whole large;
    struct whole one;
    struct whole out;
    struct whole more;
    whole_wide value = 0;
    memset(large.limbs, 0xff, sizeof large.limbs);
    whole_of_limbs(&large, large.limbs, WHOLE_LIMBS, false);
    whole_of(&one, 1);
    whole_add(&out, &large, &one);
    assert_true(out.too_large);
    whole_subtract(&more, &out, &out); /* nothing makes it smaller again */
    assert_true(more.too_large);
    assert_false(whole_get(&value, &more));
    whole_multiply(&out, &large, &large);
    assert_true(out.too_large);
    whole_divide_even(&more, &out, &one);
    assert_true(more.too_large);
    whole_of(&more, 0);
    whole_divide(&out, &one, &large, &more);
    assert_true(out.too_large && one.too_large);
}

int main(void) {
    gmp_randinit_default(dice);
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_arithmetic), cmocka_unit_test(test_division),
                                       cmocka_unit_test(test_half_to_even), cmocka_unit_test(test_borders),
                                       cmocka_unit_test(test_what_has_no_room)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    gmp_randclear(dice);
    return failed;
}
