#include "origin/no_change.h"

/* U.R. 6: goods that do not originate are 10 % of the value of the set at most. */

#define OWN "hs=8215.99 role=set-item origin=originating value=80"

static struct determination set_of(const char *values, const char *const *lines) {
    char good[160];
    snprintf(good, sizeof good, "hs=3926.90 country=MX %s", values);
    usmca_case *subject = NULL;
    struct determination found = *determine_of(&subject, book, good, lines);
    usmca_case_free(subject); /* what is read of the copy below holds no pointer into it */
    return found;
}

static void a_tenth_and_a_hair_more(void **state) {
    (void)state;
    struct determination set = set_of("transaction_value=100",
                                      LINES(OWN, "hs=4202.31 role=set-item origin=non-originating value=10"));
    assert_int_equal(set.status, STATUS_ORIGINATING);
    assert_true(set.is_set && set.set.applied);
    assert_int_equal(set.set.basis, BASIS_TRANSACTION_VALUE);
    set = set_of("transaction_value=100",
                 LINES(OWN, "hs=4202.31 role=set-item origin=non-originating value=10.000000001"));
    assert_int_equal(set.status, STATUS_NON_ORIGINATING);
    assert_false(set.set.applied);
}

static void the_better_of_two_bases(void **state) {
    (void)state;
    struct determination set = set_of("transaction_value=100 net_cost=110",
                                      LINES(OWN, "hs=4202.31 role=set-item origin=non-originating value=11"));
    assert_int_equal(set.status, STATUS_ORIGINATING);
    assert_int_equal(set.set.basis, BASIS_NET_COST);
    set = set_of("transaction_value=110 net_cost=100",
                 LINES(OWN, "hs=4202.31 role=set-item origin=non-originating value=11"));
    assert_int_equal(set.status, STATUS_ORIGINATING);
    assert_int_equal(set.set.basis, BASIS_TRANSACTION_VALUE);
    set = set_of("transaction_value=109.99 net_cost=109.99",
                 LINES(OWN, "hs=4202.31 role=set-item origin=non-originating value=11"));
    assert_int_equal(set.status, STATUS_NON_ORIGINATING);
}

static void several_that_do_not_originate_are_added(void **state) {
    (void)state;
    static const char SIX[] = "hs=4202.31 role=set-item origin=non-originating value=6";
    static const char FOUR[] = "hs=3304.30 role=set-item origin=non-originating value=4";
    static const char FIVE[] = "hs=3304.30 role=set-item origin=non-originating value=5";
    assert_int_equal(set_of("transaction_value=100", LINES(OWN, SIX, FOUR)).status, STATUS_ORIGINATING);
    assert_int_equal(set_of("transaction_value=100", LINES(OWN, SIX, FIVE)).status, STATUS_NON_ORIGINATING);
}

/* What is missing is no less than nothing: it leaves the set open, or cannot save it. */
static void a_value_that_is_not_given(void **state) {
    (void)state;
    static const char BLANK[] = "hs=4202.31 role=set-item origin=non-originating";
    static const char TEN[] = "hs=3304.30 role=set-item origin=non-originating value=10";
    static const char MORE[] = "hs=3304.30 role=set-item origin=non-originating value=10.01";
    assert_int_equal(set_of("transaction_value=100", LINES(OWN, BLANK)).status, STATUS_UNDETERMINED);
    assert_int_equal(set_of("transaction_value=100", LINES(OWN, BLANK, TEN)).status, STATUS_UNDETERMINED);
    assert_int_equal(set_of("transaction_value=100", LINES(OWN, BLANK, MORE)).status, STATUS_NON_ORIGINATING);
    assert_int_equal(set_of("", LINES(OWN, TEN)).status, STATUS_UNDETERMINED);
    assert_int_equal(set_of("transaction_value=0", LINES(OWN, TEN)).status, STATUS_UNDETERMINED);
}

/* U.R. 6(2): where all originate no value is asked. */
static void all_of_them_originate(void **state) {
    (void)state;
    static const char OTHER[] = "hs=4202.31 role=set-item origin=originating";
    assert_int_equal(set_of("", LINES(OWN, OTHER)).status, STATUS_ORIGINATING);
}

/* Packing for shipment is no good of the set. */
static void what_is_beside_the_set(void **state) {
    (void)state;
    static const char TEN[] = "hs=3304.30 role=set-item origin=non-originating value=10";
    static const char CRATE[] = "hs=4415.10 role=packing origin=non-originating value=50";
    assert_int_equal(set_of("transaction_value=100", LINES(OWN, TEN, CRATE)).status, STATUS_ORIGINATING);
    assert_false(set_of("transaction_value=100", LINES(CRATE)).is_set);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_tenth_and_a_hair_more),
                                       cmocka_unit_test(the_better_of_two_bases),
                                       cmocka_unit_test(several_that_do_not_originate_are_added),
                                       cmocka_unit_test(a_value_that_is_not_given),
                                       cmocka_unit_test(all_of_them_originate),
                                       cmocka_unit_test(what_is_beside_the_set)};
    return cmocka_run_group_tests(tests, load, unload);
}
