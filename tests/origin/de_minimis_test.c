#include "origin/no_change.h"

/* U.R. 5(3): a good and a material for which there is no de minimis, and the same with one thing changed for
 * which there is. Every good's rule is "a change from any other chapter", and the material 5 % of the value.
 */
static const struct {
    const char *cite;
    const char *good;
    const char *barred;
    const char *other_good; /* with the barred material, or the same good where NULL */
    const char *allowed;
} EXCLUSIONS[] = {
    {"5(3)(a)", "0406.90", "0402.10", NULL, "0410.00"},
    {"5(3)(b)(i)", "1901.10 facts=milk-solids-over-10=true", "0402.10 facts=x=1",
     "1901.10 facts=milk-solids-over-10=false", NULL},
    {"5(3)(b)(ii)", "1901.20 facts=butterfat-over-25=true", "0405.10",
     "1901.20 facts=butterfat-over-25=false", NULL},
    {"5(3)(b)(iv)", "2105.00", "0401.20", NULL, "0410.00"},
    {"5(3)(b)(iv)", "2105.00", "1901.90 facts=dairy-preparation=true", NULL,
     "1901.90 facts=dairy-preparation=false"},
    {"5(3)(c)", "2009.11", "0805.10", NULL, "0806.10"},
    {"5(3)(d)", "2101.11 facts=instant-coffee-unflavoured=true", "0901.21",
     "2101.11 facts=instant-coffee-unflavoured=false", NULL},
    {"5(3)(e)", "1508.10", "1511.10", NULL, "1404.90"},
    {"5(3)(f)", "1702.30", "1701.14", NULL, "1704.10"},
    {"5(3)(g)", "1806.10", "1805.00", NULL, "1804.00"},
    {"5(3)(h)", "2008.70", "0809.30 facts=pear-peach-apricot=true", NULL,
     "0809.40 facts=pear-peach-apricot=false"},
    {"5(3)(i)", "2009.90", "2009.50", NULL, "2008.20"},
    {"5(3)(j)", "2208.30", "2207.10", NULL, "2202.10"},
    {"5(3)(k)", "1602.32", "1602.32", NULL, "1602.31"},
    {"5(3)(l)", "6109.10", "5205.11", NULL, NULL},
};

static enum status status_of(const char *good, const char *material) {
    usmca_case *subject = NULL;
    char good_line[160];
    char line[160];
    snprintf(good_line, sizeof good_line, "country=MX transaction_value=100 hs=%s", good);
    snprintf(line, sizeof line, "origin=non-originating value=5 hs=%s", material);
    enum status status =
        determine_of(&subject, book, good_line, LINES(line, "origin=originating value=60 hs=7326.90"))
            ->status;
    usmca_case_free(subject);
    return status;
}

static void the_list_of_exceptions(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof EXCLUSIONS / sizeof EXCLUSIONS[0]; i++) {
        const char *good = EXCLUSIONS[i].good;
        if (status_of(good, EXCLUSIONS[i].barred) != STATUS_NON_ORIGINATING)
            fail_msg("%s: %s of %s is not barred", EXCLUSIONS[i].cite, EXCLUSIONS[i].barred, good);
        const char *other = EXCLUSIONS[i].other_good != NULL ? EXCLUSIONS[i].other_good : good;
        const char *material = EXCLUSIONS[i].allowed != NULL ? EXCLUSIONS[i].allowed : EXCLUSIONS[i].barred;
        bool tested = EXCLUSIONS[i].other_good != NULL || EXCLUSIONS[i].allowed != NULL;
        if (tested && status_of(other, material) != STATUS_ORIGINATING)
            fail_msg("%s: %s of %s is barred", EXCLUSIONS[i].cite, material, other);
    }
}

static void a_fact_that_bars_and_is_not_declared_leaves_it_open(void **state) {
    (void)state;
    assert_int_equal(status_of("2101.11", "0901.21"), STATUS_UNDETERMINED);
    assert_int_equal(status_of("2008.70", "0811.90"), STATUS_UNDETERMINED);
    assert_int_equal(status_of("2008.70", "0809.30"), STATUS_NON_ORIGINATING); /* peaches, by their code */
}

static void missing_values_leave_it_open_unless_the_rest_is_too_much(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    enum status status =
        determine_of(&subject, book, "country=MX transaction_value=100 hs=3926.90",
                     LINES("origin=non-originating value=5 hs=3901.10", "origin=non-originating hs=3902.10"))
            ->status;
    assert_int_equal(status, STATUS_UNDETERMINED);
    usmca_case_free(subject);
    status = determine_of(
                 &subject, book, "country=MX transaction_value=100 hs=3926.90",
                 LINES("origin=non-originating value=10.01 hs=3901.10", "origin=non-originating hs=3902.10"))
                 ->status;
    assert_int_equal(status, STATUS_NON_ORIGINATING);
    usmca_case_free(subject);
    status = determine_of(&subject, book, "country=MX hs=3926.90",
                          LINES("origin=non-originating value=5 hs=3901.10"))
                 ->status;
    assert_int_equal(status, STATUS_NON_ORIGINATING);
    usmca_case_free(subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_list_of_exceptions),
        cmocka_unit_test(a_fact_that_bars_and_is_not_declared_leaves_it_open),
        cmocka_unit_test(missing_values_leave_it_open_unless_the_rest_is_too_much)};
    return cmocka_run_group_tests(tests, load, unload);
}
