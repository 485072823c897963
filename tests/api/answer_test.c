#include "unit.h"

#include <jansson.h>
#include <usmca.h>

#include "api/rulebook.h"

static void says_the_rule_and_the_facts_of_a_code(void **state) {
    (void)state;
    usmca_answer *answer = NULL;
    usmca_error error;
    size_t length = 0;
    assert_int_equal(
        usmca_answer_rule(&answer, rulebook, "8413.30", "2026-01-01", "aftermarket", "2022", &error),
        USMCA_OK);
    json_t *json = json_loads(usmca_answer_json(answer, &length), 0, NULL);
    assert_int_equal(length, strlen(usmca_answer_json(answer, NULL)));
    assert_string_equal(json_string_value(json_object_get(json, "hs")), "8413.30");
    json_decref(json);
    usmca_answer_free(answer);
    assert_int_equal(usmca_answer_facts(&answer, rulebook, "8507.60", "2026-01-01", NULL, NULL, &error),
                     USMCA_OK);
    json = json_loads(usmca_answer_json(answer, NULL), 0, NULL);
    assert_true(json_array_size(json_object_get(json, "facts")) > 0);
    json_decref(json);
    usmca_answer_free(answer);
}

static void mistakes_are_said(void **state) {
    (void)state;
    usmca_answer *answer = NULL;
    usmca_error error;
    const struct {
        const char *code, *date, *use, *edition;
        usmca_status status;
        const char *text;
    } CALLS[] = {
        {NULL, "2026-01-01", NULL, NULL, USMCA_ERROR_ARGUMENT, "NULL is not an HS code"},
        {"84", "2026-01-01", NULL, NULL, USMCA_ERROR_ARGUMENT, "84 is not an HS code"},
        {"8413.30", NULL, NULL, NULL, USMCA_ERROR_ARGUMENT, "NULL is not a day"},
        {"8413.30", "2026-01-01", "boat", NULL, USMCA_ERROR_ARGUMENT, "boat is no use"},
        {"8413.30", "2026-01-01", NULL, "1999", USMCA_ERROR_ARGUMENT, "1999 is not 2012"},
        {"9999.99", "2026-01-01", NULL, NULL, USMCA_ERROR_INPUT, "9999.99 is not a code of HS 2022"},
    };
    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0]; i++) {
        assert_int_equal(usmca_answer_rule(&answer, rulebook, CALLS[i].code, CALLS[i].date, CALLS[i].use,
                                           CALLS[i].edition, &error),
                         CALLS[i].status);
        assert_non_null(strstr(error.text, CALLS[i].text));
    }
    assert_int_equal(usmca_answer_rule(NULL, rulebook, "8413.30", "2026-01-01", NULL, NULL, &error),
                     USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_answer_rule(&answer, NULL, "8413.30", "2026-01-01", NULL, NULL, &error),
                     USMCA_ERROR_ARGUMENT);
    assert_null(answer);
    assert_null(usmca_answer_json(NULL, NULL));
    usmca_answer_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_the_rule_and_the_facts_of_a_code),
                                       cmocka_unit_test(mistakes_are_said)};
    return cmocka_run_group_tests(tests, load, unload);
}
