#include "service/json_plain.h"

#include <unistd.h>

#include "case/columns.h"
#include "service/json_exact.h"
#include "service/json_rows.h"
#include "unit.h"

enum { MOST_ROWS = 4, ROOM = 4096 };

static const char *const NAMES[] = {"goods", "bom", NULL};

static void assert_same_rows(const struct json_rows *one, const struct json_rows *other) {
    char of_one[ROOM];
    char of_other[ROOM];
    ssize_t length = pread(one->given.descriptor, of_one, sizeof of_one, 0);
    assert_true(length > 0 && length < ROOM);
    assert_int_equal(pread(other->given.descriptor, of_other, sizeof of_other, 0), length);
    assert_memory_equal(of_one, of_other, (size_t)length);
    assert_int_equal(one->given.rows, other->given.rows);
    assert_true(json_equal(one->columns, other->columns));
}

static void assert_same_table(const struct json_plain_table *plain, const json_t *list, const char *name) {
    struct json_rows one;
    struct json_rows other;
    usmca_error error = {0};
    usmca_error other_error = {0};
    usmca_status status = json_rows_write_plain(&one, name, plain, MOST_ROWS, &error);
    assert_int_equal(json_rows_write(&other, name, list, &GOOD_COLUMNS, MOST_ROWS, &other_error), status);
    assert_string_equal(error.text, other_error.text);
    if (status == USMCA_OK)
        assert_same_rows(&one, &other);
    json_rows_close(&one);
    json_rows_close(&other);
}

/* What is read as plain is what jansson reads; true where it is. */
static bool compare(struct text text) {
    char problem[JSON_PROBLEM_SIZE];
    struct json_plain plain;
    json_t *rest = NULL;
    json_t *whole = NULL;
    const bool read = json_plain_read(&plain, text, NAMES) &&
                      json_exact_read(&rest, buffer_view(&plain.rest), problem) && json_is_object(rest);
    assert_true(json_exact_read(&whole, text, problem));
    if (read) {
        const char *name;
        json_t *value;
        assert_true(json_is_object(whole));
        assert_int_equal(json_object_size(whole), json_object_size(rest));
        json_object_foreach(whole, name, value) {
            const struct json_plain_table *table = json_plain_table(&plain, name);
            if (table != NULL)
                assert_same_table(table, value, name);
            else
                assert_true(json_equal(value, json_object_get(rest, name)));
        }
    }
    json_decref(rest);
    json_decref(whole);
    json_plain_free(&plain);
    return read;
}

static const char *const TEXTS[] = {
    "{\"goods\":[{\"good_id\":\"A\",\"hs\":\"3926.90\",\"transaction_value\":10}],\"bom\":[{\"good_id\":\"A\","
    "\"line\":1,\"value\":3.50},{\"line\":2,\"good_id\":\"A\",\"value\":null}],\"date\":\"2024-03-01\"}",
    " { \"date\" : \"2024-03-01\" ,\n \"goods\" : [ { \"good_id\" : \"a, \xc3\xa9 \xe2\x82\xac\" , \"x\" : -0.5 } "
    ", { \"y\" : 0 } ] , \"lang\" : {\"a\":[1,{\"b\":\"]}\\\"\"}]} }\r\n",
    "{\"bom\":[{\"a\":\"\"},{\"b\":100000000000000000}],\"goods\":[{\"\":\"x\"},{\"c\":-7},{\"d\":1.0},{\"e\":0.10}]}"};

static void a_plain_question_is_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++)
        assert_true(compare(text_from(TEXTS[i])));
}

static void what_is_odd_is_left(void **state) {
    (void)state;
    static const char *const ODD[] = {"{\"goods\":[]}",
                                      "{\"goods\":[{}]}",
                                      "{\"goods\":[{\"a\":true}]}",
                                      "{\"goods\":[{\"a\":{\"b\":1}}]}",
                                      "{\"goods\":[{\"a\":\"\\u0041\"}]}",
                                      "{\"goods\":[{\"a\":1e2}]}",
                                      "{\"goods\":[{\"a\":-0}]}",
                                      "{\"goods\":[{\"a\":1234567890123456789}]}",
                                      "{\"goods\":[{\"a\":1,\"a\":2}]}",
                                      "{\"goods\":[{\"a\":1}],\"goods\":[{\"a\":1}]}",
                                      "{\"goods\":[{\"a\":01}]}",
                                      "{\"goods\":[{\"a\":1}]",
                                      "{\"goods\":[{\"a\":1}]}}",
                                      "{\"goods\":[{\"a\":1}],}",
                                      "{\"other\":[{\"a\":1}]}",
                                      "{\"goods\":[{\"a\":\"\x01\"}]}",
                                      "{\"goods\":[{\"a\":\"\xed\xa0\x80\"}]}",
                                      "[{\"a\":1}]",
                                      ""};
    for (size_t i = 0; i < sizeof ODD / sizeof ODD[0]; i++)
        assert_false(compare(text_from(ODD[i])));
}

static uint32_t chance(uint32_t *state, uint32_t below) {
    *state = *state * 1664525U + 1013904223U;
    return (*state >> 8) % below;
}

static void what_chance_makes_is_read_as_jansson_does(void **state) {
    (void)state;
    static const char SIGNS[] = "{}[]\",:\\0123456789-.eEnult \n\t\x01\xc3\xa9"
                                "agodsb_";
    uint32_t seed = 17;
    int plain = 0;
    for (int i = 0; i < 60000; i++) {
        char text[512];
        struct text given = text_from(TEXTS[chance(&seed, sizeof TEXTS / sizeof TEXTS[0])]);
        memcpy(text, given.data, given.length);
        for (uint32_t changes = 1 + chance(&seed, 3); changes > 0; changes--) {
            size_t at = chance(&seed, (uint32_t)given.length);
            size_t from = chance(&seed, (uint32_t)given.length);
            switch (chance(&seed, 3)) {
            case 0:
                text[at] = SIGNS[chance(&seed, sizeof SIGNS - 1)];
                break;
            case 1:
                memmove(text + at, text + at + 1, given.length - at - 1);
                given.length--;
                break;
            default:
                text[at] = text[from];
            }
        }
        plain += compare((struct text){text, given.length});
    }
    assert_true(plain > 1000);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_plain_question_is_read),
                                       cmocka_unit_test(what_is_odd_is_left),
                                       cmocka_unit_test(what_chance_makes_is_read_as_jansson_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
