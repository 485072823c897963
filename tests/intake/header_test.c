#include "intake/header.h"

#include <stdlib.h>
#include <unistd.h>

#include "unit.h"

static struct csv_source source;
static struct layout layout;

static usmca_status find(const char *content, const char *table, usmca_error *error) {
    char path[] = "/tmp/usmca-test-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0 && write(descriptor, content, strlen(content)) == (ssize_t)strlen(content));
    close(descriptor);
    usmca_status status = csv_source_open(&source, path, NULL, error);
    if (status == USMCA_OK)
        status = header_find(&source, &layout, NULL, table, error);
    unlink(path);
    return status;
}

static void finds(const char *content, const char *table, char delimiter, off_t data, unsigned line) {
    usmca_error error = {0};
    assert_int_equal(find(content, table, &error), USMCA_OK);
    assert_int_equal(source.delimiter, delimiter);
    assert_int_equal(source.data, data);
    assert_int_equal(source.data_line, line);
    layout_free(&layout);
    csv_source_close(&source);
}

static void refuses(const char *content, const char *table, unsigned line, const char *said) {
    usmca_error error = {0};
    assert_int_equal(find(content, table, &error), USMCA_ERROR_INPUT);
    assert_int_equal(error.line, line);
    assert_non_null(strstr(error.text, said));
    layout_free(&layout);
    csv_source_close(&source);
}

static void the_header_is_the_first_row_with_the_columns_needed(void **state) {
    (void)state;
    finds("good_id,hs\n1,2\n", "bom", ',', 11, 2);
    finds("\xef\xbb\xbfgood_id;hs\n", "bom", ';', 14, 2);
    finds("\n\ngood_id\ths\n", "bom", '\t', 13, 4);
    finds("sep=;\r\ngood_id;hs\r\n", "bom", ';', 19, 3);
    finds("Bill of materials, as of today\nPlant 1000;\n\ngood_id;hs\nA;8413\n", "bom", ';', 55, 5);
    finds("|----|----|\n|good_id|hs|\n|----|----|\n", "bom", '|', 25, 3);
    finds("\"a title\nof two lines\"\ngood_id,hs\n", "bom", ',', 34, 4);
}

static void where_none_has_them_the_error_is_about_the_nearest(void **state) {
    (void)state;
    refuses("", "bom", 1, "the file is empty");
    refuses(",,,\n\n", "bom", 1, "the file is empty");
    refuses("colour,size\n1,2\n", "bom", 1,
            "the column good_id is missing from the header row; found are: colour, size");
    refuses("A title\ngood_id,value\n1,2\n", "bom", 2, "the column hs is missing");
    refuses("good_id,\"hs\n1,2\n", "bom", 1, "a quote that is not closed");
    refuses("good_id,\x81\n", "bom", 1, "not UTF-8");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_header_is_the_first_row_with_the_columns_needed),
                                       cmocka_unit_test(where_none_has_them_the_error_is_about_the_nearest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
