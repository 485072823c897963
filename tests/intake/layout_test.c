#include "unit.h"

#include "intake/layout.h"

static struct layout layout;

static usmca_status read_header(const char *header, char delimiter, const char *table, usmca_error *error) {
    layout_free(&layout);
    return layout_read(&layout, text_from(header), delimiter, "file.csv", 1, NULL, table, error);
}

static void finds_columns_in_any_order_and_case(void **state) {
    (void)state;
    usmca_error error;
    assert_int_equal(read_header("HS,Country, good_id ,colour,Description", ',', "goods", &error), USMCA_OK);
    assert_int_equal(layout.id_field, 2);
    assert_text_equal(layout.unknown, "colour");
    assert_int_equal(layout_field(&layout, "country"), 1);
    assert_int_equal(layout_field(&layout, "net_cost"), CSV_MOST_FIELDS);
}

static void flat_files_carry_the_good(void **state) {
    (void)state;
    usmca_error error;
    assert_int_equal(read_header("good_id;good_hs;good_country;hs;value", ';', "flat", &error), USMCA_OK);
    assert_int_equal(layout.slots[0].target, TARGET_BOTH);
    assert_int_equal(layout.slots[1].target, TARGET_SECOND);
    assert_int_equal(layout.slots[3].target, TARGET_FIRST);
}

static void refuses_headers_that_do_not_do(void **state) {
    (void)state;
    usmca_error error;
    assert_int_equal(read_header("good_id,country", ',', "goods", &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "hs"));
    assert_string_equal(error.file, "file.csv");
    assert_int_equal(read_header("good_id,hs,country,HS", ',', "goods", &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "same column"));
    assert_int_equal(read_header("good_id;good_hs;hs;value", ';', "flat", &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "good_country"));
}

static int end(void **state) {
    (void)state;
    layout_free(&layout);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_columns_in_any_order_and_case),
                                       cmocka_unit_test(flat_files_carry_the_good),
                                       cmocka_unit_test(refuses_headers_that_do_not_do)};
    return cmocka_run_group_tests(tests, NULL, end);
}
