#include "book.h"
#include "rulebook/messages.h"

/* Citations in the words of a language, and the borders of these. */

#define CATALOGUE SOURCE_FOLDER "/tests/rulebook/catalogue"

static const struct messages *load(struct arena *arena, const char *directory, const char *language) {
    struct messages *messages = NULL;
    usmca_error error;
    assert_int_equal(messages_load(&messages, arena, directory, language, &error), USMCA_OK);
    return messages;
}

static void assert_cite(const struct messages *messages, const char *cite, const char *expected) {
    struct buffer out = {0};
    message_cite(&out, messages, text_from(cite));
    assert_true(text_is(buffer_view(&out), expected));
    buffer_free(&out);
}

static void test_as_it_stands(void **state) {
    struct arena arena = {0};
    const struct messages *messages = load(&arena, RULES "/messages", "en");
    assert_cite(messages, "GN 11(o) ch. 87 r. 62; U.R. 13 to 15", "GN 11(o) ch. 87 r. 62; U.R. 13 to 15");
    assert_cite(messages, "", "");
    arena_free(&arena);
    (void)state;
}

static void test_in_another_language(void **state) {
    struct arena arena = {0};
    const struct messages *messages = load(&arena, CATALOGUE, "es");
    assert_cite(messages, "GN 11(o) ch. 87 r. 62", "Anexo 4-B, cap\xc3\xadtulo 87, regla 62");
    assert_cite(messages, "U.R. 13 to 15, Table A.2", "R.U. 13 a 15, Tabla A.2");
    assert_cite(messages, "U.R. Schedules 7 and 8, section 1", "R.U. Anexos 7 y 8, secci\xc3\xb3n 1");
    assert_cite(messages, "tomorrow, 19 U.S.C. 4531(f)", "tomorrow, 19 U.S.C. 4531(f)");
    arena_free(&arena);
    (void)state;
}

static void test_within_a_sentence(void **state) {
    struct arena arena = {0};
    struct buffer out = {0};
    MESSAGE(&out, load(&arena, CATALOGUE, "es"), "way", {"cite", TEXT("U.R. 3(4)")});
    assert_non_null(memmem(out.data, out.length, "(R.U. 3(4))", 11));
    buffer_free(&out);
    arena_free(&arena);
    (void)state;
}

static void assert_counted(const struct messages *messages, const char *number, const char *expected) {
    struct buffer out = {0};
    MESSAGE(&out, messages, "counted", {"count", text_from(number)}, {"other", TEXT("1")});
    buffer_char(&out, '\0');
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

static void test_a_word_goes_with_its_number(void **state) {
    struct arena arena = {0};
    const struct messages *messages = load(&arena, CATALOGUE, "es");
    assert_counted(messages, "1", "1 good {none|a|b} {count|c} here");
    assert_counted(messages, "0", "0 good {none|a|b} {count|c} here");
    assert_counted(messages, "2", "2 goods {none|a|b} {count|c} here");
    assert_counted(messages, "10", "10 goods {none|a|b} {count|c} here");
    assert_counted(messages, "", " goods {none|a|b} {count|c} here");
    arena_free(&arena);
    (void)state;
}

static void test_of_a_lead_and_a_word(void **state) {
    struct arena arena = {0};
    const struct messages *messages = load(&arena, RULES "/messages", "en");
    char longest[400] = {0};
    memset(longest, 'x', sizeof longest - 1);
    assert_true(text_equal(message_named(messages, TEXT("status."), TEXT("originating")),
                           message_find(messages, "status.originating")));
    assert_true(text_is(message_named(messages, TEXT("status."), TEXT("nothing")), "nothing"));
    assert_true(text_is(message_named(messages, TEXT("status."), NO_TEXT), ""));
    assert_true(text_is(message_named(messages, TEXT("status."), text_from(longest)), longest));
    arena_free(&arena);
    (void)state;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_it_stands),         cmocka_unit_test(test_in_another_language),
        cmocka_unit_test(test_within_a_sentence),    cmocka_unit_test(test_a_word_goes_with_its_number),
        cmocka_unit_test(test_of_a_lead_and_a_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
