#include "rulebook/book.h"
#include "rulebook/select.h"

static struct usmca_rulebook *book;

static int load(void **state) {
    (void)state;
    return rulebook_open(&book, RULES, "en", NULL) == USMCA_OK ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    rulebook_free(book);
    return 0;
}

static struct rule_matches matches;

static const char *first(const char *code, date day) {
    struct hs_code parsed;
    assert_true(hs_code_parse(&parsed, text_from(code)));
    rulebook_select(book, parsed, day, RULE_OF_GOODS, &matches);
    return matches.count > 0 ? matches.rules[0].rule->id.data : "none";
}

static void the_narrower_scope_wins(void **state) {
    (void)state;
    assert_string_equal(first("7321.90.40", 20240101), "73.7321.90.40");
    assert_string_equal(first("7321.90.60", 20240101), "73.7321.90");
    assert_string_equal(first("7304.31", 20240101), "73.7304.11-39");
    assert_string_equal(first("8504.40.40", 20240101), "85.5");
    assert_string_equal(first("8504.40.85", 20240101), "85.7");
}

static void a_short_code_may_be_either(void **state) {
    (void)state;
    first("8418.99", 20240101);
    assert_int_equal(matches.count, 2);
    assert_int_equal(matches.rules[0].membership, HS_PARTLY);
    assert_int_equal(matches.rules[1].membership, HS_INSIDE);
}

static void days_select(void **state) {
    (void)state;
    assert_string_equal(first("7312.10", 20221231), "73.7312.10.2020");
    assert_string_equal(first("7312.10", 20230101), "73.7312.10.2023-01");
    assert_string_equal(first("7312.10", 20230701), "73.7312.10.2023");
    assert_string_equal(first("8504.21", 20250630), "85.8504.21-8504.34.2020");
    assert_string_equal(first("8504.21", 20250701), "85.8504.21-8504.34.2025");
    assert_string_equal(first("3926.90", 20200630), "none");
    assert_string_equal(first("0101.21", 20240101), "1.1");
}

static void rules_of_a_use_come_first(void **state) {
    (void)state;
    assert_string_equal(first("8413.30", 20240101), "84.40.table-b");
    assert_int_equal(matches.rules[matches.count - 1].rule->uses, 0);
}

static bool same_matches(const struct rule_matches *one, const struct rule_matches *other) {
    bool same = one->count == other->count;
    for (uint32_t i = 0; same && i < one->count; i++)
        same = one->rules[i].rule == other->rules[i].rule &&
               one->rules[i].membership == other->rules[i].membership;
    return same;
}

/* On whatever day, and of whatever kind. */
static void the_spans_of_a_code_are_all_that_it_needs(void **state) {
    (void)state;
    static const char *const CODES[] = {"7312.10", "7304.41", "8504.21", "84",        "8413.30",
                                        "3926.90", "8504.40", "6109",    "8407.34.48"};
    static const date DAYS[] = {20200630, 20210101, 20240101, 20270101};
    static struct rule_matches others;
    uint32_t known = 0;
    for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++) {
        struct hs_code code;
        struct code_spans spans;
        assert_true(hs_code_parse(&code, text_from(CODES[i])));
        if (!rulebook_spans(book, code, &spans))
            continue;
        known++;
        for (int kind = 0; kind < RULE_KINDS; kind++)
            for (size_t k = 0; k < sizeof DAYS / sizeof DAYS[0]; k++) {
                rulebook_select(book, code, DAYS[k], (enum rule_kind)kind, &matches);
                rulebook_select_among(book, &spans, code, DAYS[k], (enum rule_kind)kind, &others);
                assert_true(same_matches(&matches, &others));
            }
    }
    assert_true(known >= 6);
    struct code_spans none;
    assert_true(rulebook_spans(book, (struct hs_code){0}, &none) && none.count == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_narrower_scope_wins), cmocka_unit_test(a_short_code_may_be_either),
        cmocka_unit_test(days_select), cmocka_unit_test(the_spans_of_a_code_are_all_that_it_needs),
        cmocka_unit_test(rules_of_a_use_come_first)};
    return cmocka_run_group_tests(tests, load, unload);
}
