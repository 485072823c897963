#include "unit.h"

#include <stdlib.h>

#include "record/line.h"
#include "record/members.h"

/* ---- the day apart ---- */

static void splits(const char *line, const char *content, date day) {
    struct buffer split = {0};
    struct buffer joined = {0};
    assert_int_equal(line_split(&split, text_from(line)), day);
    assert_text_equal(buffer_view(&split), content);
    line_join(&joined, buffer_view(&split), day);
    assert_text_equal(buffer_view(&joined), line);
    buffer_free(&split);
    buffer_free(&joined);
}

static void test_day_is_taken_out_and_put_back(void **state) {
    (void)state;
    splits("{\"a\":1,\"date\":\"2024-02-29\",\"b\":2}", "{\"a\":1,\"date\":\"\",\"b\":2}", 20240229);
    splits("{\"date\":\"2024-02-29\",\"x\":{\"date\":\"2025-01-01\"}}",
           "{\"date\":\"\",\"x\":{\"date\":\"2025-01-01\"}}", 20240229);
}

static void test_what_is_no_day_stays(void **state) {
    (void)state;
    const char *const LINES[] = {"{\"date\":\"2023-02-29\"}",
                                 "{\"date\":\"\"}",
                                 "{\"date\":null}",
                                 "{\"date\":\"2024-01-011\"}",
                                 "{\"date\":\"2024-01-01",
                                 "{\"date\":\"20",
                                 "{\"d\":\"\\\"date\\\":\\\"2024-01-01\\\"\"}",
                                 "{}",
                                 ""};
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++)
        splits(LINES[i], LINES[i], 0);
}

/* ---- facts ---- */

static struct line_facts facts_of(const char *line, json_t **object) {
    struct line_facts facts;
    *object = json_loads(line, 0, NULL);
    assert_non_null(*object);
    line_facts(&facts, *object);
    return facts;
}

static void test_margin_is_the_better_method_and_de_minimis(void **state) {
    (void)state;
    json_t *object = NULL;
    struct line_facts facts =
        facts_of("{\"status\":\"originating\",\"rule\":{\"id\":\"1\",\"alternative\":\"B\"},\"rvc\":{\"tv\":"
                 "{\"percent\":\"61.2500\",\"required\":\"60\",\"result\":\"pass\"},\"nc\":{\"percent\":"
                 "\"55.5000\",\"required\":\"50\",\"result\":\"pass\"}},\"de_minimis\":{\"applied\":true,"
                 "\"share\":\"7.0000\",\"limit\":\"10\"}}",
                 &object);
    assert_true(facts.has_margin);
    assert_int_equal(facts.margin, 30000);
    assert_string_equal(facts.rule, "1 B");
    json_decref(object);
    facts =
        facts_of("{\"status\":\"originating\",\"rvc\":{\"tv\":{\"percent\":\"61.2500\",\"required\":\"60\","
                 "\"result\":\"pass\"},\"nc\":{\"percent\":\"49.0000\",\"required\":\"50\",\"result\":"
                 "\"fail\"}},\"de_minimis\":{\"applied\":false,\"share\":\"7\",\"limit\":\"10\"}}",
                 &object);
    assert_int_equal(facts.margin, 12500);
    json_decref(object);
}

static void test_what_does_not_originate_has_no_margin(void **state) {
    (void)state;
    json_t *object = NULL;
    struct line_facts facts = facts_of("{\"status\":\"non-originating\",\"rvc\":{\"tv\":{\"percent\":\"61\","
                                       "\"required\":\"60\",\"result\":\"pass\"}}}",
                                       &object);
    assert_false(facts.has_margin);
    json_decref(object);
    facts = facts_of("{\"status\":\"originating\",\"rvc\":{\"tv\":{\"percent\":null,\"required\":null}}}",
                     &object);
    assert_false(facts.has_margin);
    assert_int_equal(facts.valid_until, 0);
    json_decref(object);
}

/* ---- members ---- */

static void test_members_are_found_without_parsing(void **state) {
    (void)state;
    struct members members;
    members_find(&members, TEXT("{\"a\":\"x,}\\\"{\",\"b\":[1,{\"a\":2}],\"c\":null,\"d\":-1.5}"));
    assert_int_equal(members.count, 4);
    assert_text_equal(members_value(&members, "a"), "\"x,}\\\"{\"");
    assert_text_equal(members_value(&members, "b"), "[1,{\"a\":2}]");
    assert_text_equal(members_value(&members, "c"), "null");
    assert_text_equal(members_value(&members, "d"), "-1.5");
    assert_int_equal(members_value(&members, "e").length, 0);
}

static void test_members_of_what_is_cut_stay_within_it(void **state) {
    (void)state;
    static const char WHOLE[] = "{\"a\":\"x\\\\\",\"b\":[1,{\"a\":2}],\"c\":null}";
    for (size_t length = 0; length < sizeof WHOLE; length++) {
        struct members members;
        char *piece = malloc(length > 0 ? length : 1);
        memcpy(piece, WHOLE, length);
        members_find(&members, (struct text){piece, length});
        for (int i = 0; i < members.count; i++)
            assert_true(members.values[i].data + members.values[i].length <= piece + length &&
                        members.keys[i].data + members.keys[i].length <= piece + length);
        free(piece);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_day_is_taken_out_and_put_back),
                                       cmocka_unit_test(test_what_is_no_day_stays),
                                       cmocka_unit_test(test_margin_is_the_better_method_and_de_minimis),
                                       cmocka_unit_test(test_what_does_not_originate_has_no_margin),
                                       cmocka_unit_test(test_members_are_found_without_parsing),
                                       cmocka_unit_test(test_members_of_what_is_cut_stay_within_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
