#include "unit.h"

#include <jansson.h>

#include "report/json_value.h"
#include "report/paragraph.h"
#include "report/report.h"

static void strings_come_back_as_they_were(void **state) {
    (void)state;
    static const char *const TEXTS[] = {
        "", "plain", "\"quoted\" \\ back", "tab\tline\nreturn\r", "\x01\x1f\x7f", "é € 𝄞"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        struct buffer out = {0};
        json_put_string(&out, text_from(TEXTS[i]));
        json_t *value = json_loadb(out.data, out.length, JSON_DECODE_ANY, NULL);
        assert_non_null(value);
        assert_string_equal(json_string_value(value), TEXTS[i]);
        json_decref(value);
        buffer_free(&out);
    }
}

static void paragraphs_wrap_under_their_first_word(void **state) {
    (void)state;
    struct buffer out = {0};
    char words[400];
    memset(words, 'x', sizeof words);
    for (size_t i = 9; i < sizeof words; i += 10)
        words[i] = ' ';
    paragraph_write(&out, TEXT("  lead "), (struct text){words, sizeof words});
    size_t column = 0;
    for (size_t i = 0; i < out.length; i++) {
        column = out.data[i] == '\n' ? 0 : column + 1;
        assert_true(column <= PARAGRAPH_WIDTH);
    }
    const char *second = memchr(out.data, '\n', out.length);
    assert_memory_equal(second + 1, "       x", 8);
    assert_int_equal(paragraph_columns(TEXT("é€𝄞")), 3);
    buffer_free(&out);
}

static void marks_stay_with_their_words(void **state) {
    (void)state;
    for (size_t blanks = 60; blanks < 100; blanks++) {
        struct buffer out = {0};
        struct buffer words = {0};
        for (size_t i = 0; i < blanks; i++)
            buffer_string(&words, i % 2 == 0 ? "x" : " ");
        buffer_string(&words, " la moindre valeur : 7,83 % ; « non originaire » ?");
        paragraph_write(&out, TEXT(""), buffer_view(&words));
        buffer_char(&out, '\0');
        assert_non_null(strstr(out.data, "valeur :"));
        assert_non_null(strstr(out.data, "7,83 % ;"));
        assert_non_null(strstr(out.data, "« non"));
        assert_non_null(strstr(out.data, "originaire » ?"));
        buffer_free(&out);
        buffer_free(&words);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(strings_come_back_as_they_were),
                                       cmocka_unit_test(paragraphs_wrap_under_their_first_word),
                                       cmocka_unit_test(marks_stay_with_their_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
