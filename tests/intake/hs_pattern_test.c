#include "unit.h"

#include <regex.h>

#include "intake/hs_pattern.h"

static struct hs_pattern *pattern;

static int open_pattern(void **state) {
    (void)state;
    usmca_error error;
    return hs_pattern_new(&pattern, &error);
}

static int close_pattern(void **state) {
    (void)state;
    hs_pattern_free(pattern);
    return 0;
}

static void reads_what_people_write(void **state) {
    (void)state;
    static const struct {
        const char *field;
        uint8_t keep;
        uint8_t digits;
        uint64_t given;
    } CASES[] = {{"8413.30.90", 0, 8, 84133090},
                 {"841330", 0, 6, 841330},
                 {"8413", 0, 4, 8413},
                 {"8413 30 90", 0, 8, 84133090},
                 {"8413.30.9030", 0, 10, 8413309030},
                 {"0101.21", 0, 6, 10121},
                 {"84.13.91", 0, 6, 841391},
                 {"84 13 91", 0, 6, 841391},
                 {"09.02.10.00", 0, 8, 9021000},
                 {"84.13.91.20.00", 0, 10, 8413912000},
                 {"8413.30.90", 6, 6, 841330},
                 {"84133090", 6, 6, 841330}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct hs_code code = {0};
        assert_true(hs_pattern_read(pattern, &code, text_from(CASES[i].field), CASES[i].keep));
        assert_int_equal(code.digits, CASES[i].digits);
        assert_int_equal(code.given, CASES[i].given);
    }
}

static void refuses_the_rest(void **state) {
    (void)state;
    static const char *const CASES[] = {"",        "84",       "84133",       "8413.3",           "8413-30",
                                        "84O330",  "8413..30", "84133090901", "8413.30.",         "84.13",
                                        "9.02.10", "84.1391",  "84.13.9",     "84.13.91.20.00.10"};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct hs_code code = {0};
        assert_false(hs_pattern_read(pattern, &code, text_from(CASES[i]), 0));
    }
}

/* Digits, points and blanks in every order, against the same expression by another library. */
static void reads_every_form_as_an_expression_does(void **state) {
    (void)state;
    enum { LONGEST = 12 };
    static const char CHARACTERS[] = "7. ";
    regex_t expression;
    uint32_t forms = 1;
    assert_int_equal(regcomp(&expression,
                             "^([0-9]{4}(([0-9]{2}){0,3}|[. ][0-9]{2}([. ]?[0-9]{2}){0,2})|"
                             "[0-9]{2}([. ][0-9]{2}){2,4})$",
                             REG_EXTENDED | REG_NOSUB),
                     0);
    for (size_t length = 1; length <= LONGEST; length++) {
        forms *= 3;
        for (uint32_t form = 0; form < forms; form++) {
            char field[LONGEST + 1] = {0};
            uint64_t digits = 0;
            struct hs_code code = {0};
            for (size_t i = 0, rest = form; i < length; i++, rest /= 3) {
                field[i] = CHARACTERS[rest % 3];
                if (field[i] != '7')
                    continue;
                field[i] = (char)('0' + (i * 3 + length) % 10);
                digits = digits * 10 + (i * 3 + length) % 10;
            }
            bool is_code = regexec(&expression, field, 0, NULL, 0) == 0;
            assert_int_equal(hs_pattern_read(pattern, &code, (struct text){field, length}, 0), is_code);
            assert_int_equal(code.given, is_code ? digits : 0);
        }
    }
    regfree(&expression);
}

static void any_other_byte_makes_it_no_code(void **state) {
    (void)state;
    static const char *const CODES[] = {"8413.91", "841391", "8413.91.20", "84139120", "8413 91 20", "8413"};
    for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++)
        for (size_t at = 0; at < strlen(CODES[i]); at++)
            for (int byte = 0; byte < 256; byte++) {
                char field[16] = {0};
                struct hs_code code = {0};
                const bool digit = byte >= '0' && byte <= '9';
                const bool separator = byte == '.' || byte == ' ';
                const bool was_digit = CODES[i][at] != '.' && CODES[i][at] != ' ';
                if (digit != was_digit && (digit || separator)) /* another form */
                    continue;
                memcpy(field, CODES[i], strlen(CODES[i]));
                field[at] = (char)byte;
                assert_int_equal(hs_pattern_read(pattern, &code, text_from(CODES[i]), 0), true);
                assert_int_equal(hs_pattern_read(pattern, &code, (struct text){field, strlen(CODES[i])}, 0),
                                 was_digit ? digit : separator);
            }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_what_people_write),
                                       cmocka_unit_test(refuses_the_rest),
                                       cmocka_unit_test(reads_every_form_as_an_expression_does),
                                       cmocka_unit_test(any_other_byte_makes_it_no_code)};
    return cmocka_run_group_tests(tests, open_pattern, close_pattern);
}
