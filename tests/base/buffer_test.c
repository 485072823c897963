#include "unit.h"

#include "base/buffer.h"

static void quotes_csv_fields(void **state) {
    (void)state;
    struct buffer out = {0};
    buffer_csv_field(&out, TEXT("plain"));
    buffer_char(&out, '|');
    buffer_csv_field(&out, TEXT("a,b"));
    buffer_char(&out, '|');
    buffer_csv_field(&out, TEXT("say \"so\""));
    buffer_char(&out, '|');
    buffer_csv_field(&out, TEXT("two\nlines"));
    assert_text_equal(buffer_view(&out), "plain|\"a,b\"|\"say \"\"so\"\"\"|\"two\nlines\"");
    buffer_free(&out);
}

static void grows_and_keeps(void **state) {
    (void)state;
    struct buffer out = {0};
    for (uint64_t i = 0; i < 10000; i++)
        buffer_number(&out, i % 10);
    assert_int_equal(out.length, 10000);
    assert_int_equal(out.data[9999], '9');
    assert_null(buffer_reserve(&out, SIZE_MAX / 2));
    assert_true(out.failed);
    buffer_char(&out, 'x');
    assert_int_equal(out.length, 10000);
    buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(quotes_csv_fields),
                                       cmocka_unit_test(grows_and_keeps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
