#include "unit.h"

#include "report/urgency.h"

static void first(const struct urgency *a, const struct urgency *b) {
    assert_true(urgency_compare(a, b) < 0);
    assert_true(urgency_compare(b, a) > 0);
}

static void what_weighs_more_decides(void **state) {
    (void)state;
    const struct urgency base = {.pile = PILE_SIGN, .duty = 5, .margin_known = true, .margin = 9, .place = 1};
    struct urgency worse = {.pile = PILE_DO_NOT_SIGN, .place = 2};
    first(&worse, &base);
    worse = (struct urgency){.pile = PILE_SIGN, .claimed = true, .place = 2};
    first(&worse, &base);
    worse = base;
    worse.place = 2;
    worse.duty = 6;
    first(&worse, &base);
    worse = base;
    worse.place = 2;
    worse.margin = 8;
    first(&worse, &base);
    worse = base;
    worse.place = 2;
    first(&base, &worse);
}

static void a_margin_that_is_not_known_is_no_thin_one(void **state) {
    (void)state;
    const struct urgency known = {.pile = PILE_SIGN, .margin_known = true, .margin = 20000, .place = 2};
    const struct urgency unknown = {.pile = PILE_SIGN, .place = 1};
    first(&known, &unknown);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_weighs_more_decides),
                                       cmocka_unit_test(a_margin_that_is_not_known_is_no_thin_one)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
