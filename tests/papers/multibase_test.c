#include "papers/multibase.h"

#include "unit.h"

static void expect(const char *bytes, size_t count, const char *written) {
    unsigned char back[MULTIBASE_MOST];
    struct buffer out = {0};
    multibase_write(&out, (const unsigned char *)bytes, count);
    assert_text_equal(buffer_view(&out), written);
    assert_true(multibase_read(back, count, buffer_view(&out)));
    assert_memory_equal(back, bytes, count);
    assert_false(multibase_read(back, count + 1, buffer_view(&out)));
    assert_false(count > 1 && multibase_read(back, count - 1, buffer_view(&out)));
    buffer_free(&out);
}

/* The Base58 Encoding Scheme (draft-msporny-base58), section 5 */
static void examples_of_the_scheme(void **state) {
    (void)state;
    expect("Hello World!", 12, "z2NEpo7TZRRrLZSi2U");
    expect("The quick brown fox jumps over the lazy dog.", 44,
           "zUSm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z");
    expect("\x00\x00\x28\x7f\xb4\xcd", 6, "z11233QC4");
}

static void what_is_none_is_refused(void **state) {
    (void)state;
    unsigned char bytes[MULTIBASE_MOST];
    static const char *const WRONG[] = {"",
                                        "z",
                                        "2NEpo7TZRRrLZSi2U",
                                        "m2NEpo7TZRRrLZSi2U",
                                        "z2NEpo7TZRRrLZSi2O",
                                        "z2NEpo7TZRRrLZSi2\xc3\xb1",
                                        "z12NEpo7TZRRrLZSi2U"};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_false(multibase_read(bytes, 12, text_from(WRONG[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(examples_of_the_scheme),
                                       cmocka_unit_test(what_is_none_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
