#include "unit.h"

#include <stdlib.h>

#include "record/compare.h"
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

static const struct text A_TO_E[] = {MEMBER("a"), MEMBER("b"), MEMBER("c"), MEMBER("d"), MEMBER("e")};

static void test_members_are_found_without_parsing(void **state) {
    (void)state;
    struct text values[5];
    assert_true(members_pick(TEXT("{\"a\":\"x,}\\\"{\", \"b\" : [1,{\"a\":2}],\"c\":null,\"d\":-1.5 }"),
                             A_TO_E, 5, values));
    assert_text_equal(values[0], "\"x,}\\\"{\"");
    assert_text_equal(values[1], "[1,{\"a\":2}]");
    assert_text_equal(values[2], "null");
    assert_text_equal(values[3], "-1.5");
    assert_int_equal(values[4].length, 0);
    assert_true(members_pick(TEXT("{}"), A_TO_E, 5, values));
    assert_false(members_pick(TEXT("[]"), A_TO_E, 5, values));
    assert_false(members_pick(TEXT(""), A_TO_E, 5, values));
}

static void test_members_of_what_is_cut_stay_within_it(void **state) {
    (void)state;
    static const char WHOLE[] = "{\"a\":\"x\\\\\",\"b\":[1,{\"a\":2}],\"c\":null}";
    for (size_t length = 0; length < sizeof WHOLE; length++) {
        struct text values[5];
        char *piece = malloc(length > 0 ? length : 1);
        memcpy(piece, WHOLE, length);
        bool whole = members_pick((struct text){piece, length}, A_TO_E, 5, values);
        assert_true(whole == (length >= sizeof WHOLE - 1));
        for (int i = 0; i < 5; i++)
            assert_true(values[i].length == 0 ||
                        (values[i].data >= piece && values[i].data + values[i].length <= piece + length));
        free(piece);
    }
}

static void test_elements_of_an_array(void **state) {
    (void)state;
    struct text rest = TEXT("[ {\"a\":\"]\"} ,2,\"x\" ]");
    struct text element;
    const char *const ELEMENTS[] = {"{\"a\":\"]\"}", "2", "\"x\""};
    for (int i = 0; i < 3; i++) {
        assert_true(members_element(&rest, &element));
        assert_text_equal(element, ELEMENTS[i]);
    }
    assert_false(members_element(&rest, &element));
    const struct text NONE[] = {TEXT("[]"), TEXT("[ ]"), TEXT("null"), TEXT("[1"), TEXT("")};
    for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++) {
        rest = NONE[i];
        assert_false(members_element(&rest, &element));
    }
}

static void test_strings_as_they_are_meant(void **state) {
    (void)state;
    struct arena arena = {0};
    struct text read;
    assert_true(members_string(&read, TEXT("\"plain\""), &arena));
    assert_text_equal(read, "plain");
    assert_true(members_string(&read, TEXT("\"\\u00e9\\n\""), &arena));
    assert_text_equal(read, "\xc3\xa9\n");
    assert_true(members_string(&read, TEXT("null"), &arena));
    assert_int_equal(read.length, 0);
    assert_false(members_string(&read, TEXT("\"\\x\""), &arena));
    arena_free(&arena);
}

/* ---- what is different in two lines ---- */

/* "kind line what before after", each on its own line. */
static void differs(const char *before, const char *after, const char *expected) {
    struct arena arena = {0};
    struct arena scratch = {0};
    struct reasons reasons;
    struct buffer said = {0};
    reasons_begin(&reasons, &arena, &scratch);
    assert_true(compare_lines(&reasons, text_from(before), text_from(after)));
    for (const struct diff_reason *one = reasons.first; one != NULL; one = one->next) {
        const struct text WORDS[] = {one->line, one->what, one->before, one->after};
        buffer_string(&said, DIFF_REASON_WORDS[one->kind]);
        for (int i = 0; i < 4; i++) {
            buffer_char(&said, '|');
            buffer_text(&said, WORDS[i]);
        }
        buffer_char(&said, '\n');
    }
    assert_text_equal(said.length > 0 ? buffer_view(&said) : TEXT(""), expected);
    buffer_free(&said);
    arena_free(&arena);
    arena_free(&scratch);
}

#define LINE_OF(materials) "{\"hs\":\"841330\",\"materials\":[" materials "]}"
#define PART(line, name, value) "{\"line\":\"" line "\",\"material_id\":\"" name "\",\"value\":\"" value "\"}"

static void test_materials_are_paired_by_line_and_name(void **state) {
    (void)state;
    differs(LINE_OF(PART("1", "A", "1") "," PART("2", "B", "2")),
            LINE_OF(PART("1", "A", "1") "," PART("2", "B", "3")), "material-value|2|B|2|3\n");
    /* one more before them: others in each place */
    differs(LINE_OF(PART("1", "A", "1") "," PART("2", "B", "2")),
            LINE_OF(PART("1", "X", "9") "," PART("2", "A", "1") "," PART("3", "B", "5")),
            "material-value|3|B|2|5\nmaterial-added|1|X||9\n");
    differs(LINE_OF(PART("1", "A", "1") "," PART("2", "B", "2")), LINE_OF(PART("2", "B", "2")),
            "material-removed|1|A|1|\n");
    /* one name on two lines, which change places */
    differs(LINE_OF(PART("1", "A", "1") "," PART("2", "A", "2")),
            LINE_OF(PART("2", "A", "2") "," PART("1", "A", "7")), "material-value|1|A|1|7\n");
}

static void test_the_same_string_in_other_escapes_is_no_difference(void **state) {
    (void)state;
    differs("{\"hs\":\"8413.30\",\"rule_read\":\"r\"}", "{\"hs\":\"8413\\u002e30\",\"rule_read\":\"s\"}",
            "rule|||r|s\n");
}

static void test_papers_tests_and_percentages(void **state) {
    (void)state;
    differs(
        "{\"evidence\":{\"documents\":[{\"path\":\"G > 1\",\"id\":\"C-1\",\"line\":\"1\",\"state\":\"in-order\",\"valid_to\":"
        "\"2026-12-31\"},{\"path\":\"G > 2\",\"id\":\"C-2\",\"state\":\"in-order\",\"valid_to\":null}]}}",
        "{\"evidence\":{\"documents\":[{\"path\":\"G > 2\",\"id\":\"C-2\",\"state\":\"expired\",\"valid_to\":null}]}}",
        "paper|1|C-1|in-order, 2026-12-31|\npaper||C-2|in-order|expired\n");
    differs("{\"rvc\":{\"tv\":null,\"nc\":{\"base\":\"1\",\"required\":\"50\"}}}",
            "{\"rvc\":{\"tv\":null,\"nc\":{\"base\":\"2\",\"required\":\"60\"}}}",
            "price||net-cost|1|2\nrequired||net-cost|50|60\n");
    differs(
        "{\"alternatives\":[{\"id\":\"A\",\"tests\":[{\"kind\":\"content\",\"method\":\"net-cost\",\"result\":\"pass\"}]}]}",
        "{\"alternatives\":[{\"id\":\"B\",\"tests\":[]},{\"id\":\"A\",\"tests\":[{\"kind\":\"content\",\"method\":"
        "\"net-cost\",\"result\":\"fail\"}]}]}",
        "test|A|content net-cost|pass|fail\n");
}

static void test_what_is_no_line_has_no_reasons(void **state) {
    (void)state;
    static const char WHOLE[] = LINE_OF(PART("1", "A", "1"));
    for (size_t length = 0; length + 1 < sizeof WHOLE; length++) {
        struct arena arena = {0};
        struct arena scratch = {0};
        struct reasons reasons;
        reasons_begin(&reasons, &arena, &scratch);
        assert_false(compare_lines(&reasons, text_from(WHOLE), (struct text){WHOLE, length}));
        arena_free(&arena);
        arena_free(&scratch);
    }
}

/* Objects are gone through by blocks: what is in strings, and behind backslashes, falls on every place of
 * one. */
static void test_ends_of_objects_are_found_wherever_they_lie(void **state) {
    (void)state;
    static const char *const WITHIN[] = {
        "\"]}\"",        "\"\\\"}\"",     "\"\\\\\"", "[[],{}]", "[{\"a\":[\"{\"]}]",
        "\"\\\\\\\"]\"", "{\"x\":\"}\"}", "[]"};
    static const struct text KEYS[] = {MEMBER("big"), MEMBER("then")};
    enum { MOST = 140 };
    for (size_t i = 0; i < sizeof WITHIN / sizeof WITHIN[0]; i++)
        for (int padding = 0; padding < MOST; padding++) {
            struct buffer object = {0};
            struct text values[2];
            buffer_string(&object, "{\"big\":[\"");
            for (int k = 0; k < padding; k++)
                buffer_char(&object, 'x');
            buffer_string(&object, "\",");
            buffer_string(&object, WITHIN[i]);
            buffer_string(&object, "],\"then\":7}");
            assert_true(members_pick(buffer_view(&object), KEYS, 2, values));
            assert_text_equal(values[1], "7");
            assert_int_equal(values[0].length, 5 + (size_t)padding + strlen(WITHIN[i]));
            for (size_t length = 0; length + 2 < object.length; length++)
                assert_false(members_pick((struct text){object.data, length}, KEYS, 2, values));
            buffer_free(&object);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day_is_taken_out_and_put_back),
        cmocka_unit_test(test_what_is_no_day_stays),
        cmocka_unit_test(test_margin_is_the_better_method_and_de_minimis),
        cmocka_unit_test(test_what_does_not_originate_has_no_margin),
        cmocka_unit_test(test_members_are_found_without_parsing),
        cmocka_unit_test(test_members_of_what_is_cut_stay_within_it),
        cmocka_unit_test(test_elements_of_an_array),
        cmocka_unit_test(test_strings_as_they_are_meant),
        cmocka_unit_test(test_materials_are_paired_by_line_and_name),
        cmocka_unit_test(test_the_same_string_in_other_escapes_is_no_difference),
        cmocka_unit_test(test_papers_tests_and_percentages),
        cmocka_unit_test(test_what_is_no_line_has_no_reasons),
        cmocka_unit_test(test_ends_of_objects_are_found_wherever_they_lie)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
