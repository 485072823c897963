#include "report/json_value.h"

#include "unit.h"

/* What is written, a byte at a time. */
static size_t expected(char *out, const char *text, size_t length) {
    size_t at = 0;
    out[at++] = '"';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"' || text[i] == '\\')
            out[at++] = '\\';
        if (text[i] == '\n' || (unsigned char)text[i] == 0x7f) {
            const char *code = text[i] == '\n' ? "\\n" : "\\u007f";
            memcpy(out + at, code, strlen(code));
            at += strlen(code);
            continue;
        }
        out[at++] = text[i];
    }
    out[at++] = '"';
    return at;
}

static void a_character_is_escaped_wherever_it_stands(void **state) {
    (void)state;
    static const char ESCAPED[] = {'"', '\\', '\n', 0x7f};
    struct buffer out = {0};
    char text[40];
    char wanted[6 * sizeof text + 2];
    for (size_t kind = 0; kind < sizeof ESCAPED; kind++)
        for (size_t length = 0; length <= sizeof text; length++)
            for (size_t at = 0; at <= length; at++) {
                memset(text, at % 2 == 0 ? '~' : ' ', length);
                if (at < length)
                    text[at] = ESCAPED[kind];
                out.length = 0;
                json_put_string(&out, (struct text){text, length});
                assert_int_equal(out.length, expected(wanted, text, length));
                assert_memory_equal(out.data, wanted, out.length);
            }
    buffer_free(&out);
}

static void characters_beyond_ascii_stand_as_they_are(void **state) {
    (void)state;
    struct buffer out = {0};
    json_put_string(&out, TEXT("se\xc3\xb1"
                               "al de tr\xc3\xa1"
                               "fico, M\xc3\xa9xico"));
    assert_true(text_equal(buffer_view(&out), TEXT("\"se\xc3\xb1"
                                                   "al de tr\xc3\xa1"
                                                   "fico, M\xc3\xa9xico\"")));
    buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_character_is_escaped_wherever_it_stands),
        cmocka_unit_test(characters_beyond_ascii_stand_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
