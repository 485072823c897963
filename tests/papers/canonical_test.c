#include "papers/canonical.h"

#include "unit.h"

static void expect(const char *source, const char *canonical) {
    struct buffer out = {0};
    json_t *value = json_loads(source, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    assert_true(canonical_json(&out, value));
    assert_text_equal(buffer_view(&out), canonical);
    buffer_free(&out);
    json_decref(value);
}

static void refuse(const char *source) {
    struct buffer out = {0};
    json_t *value = json_loads(source, JSON_DECODE_ANY, NULL);
    assert_non_null(value);
    assert_false(canonical_json(&out, value));
    buffer_free(&out);
    json_decref(value);
}

static void members_stand_in_the_order_of_utf_16(void **state) {
    (void)state;
    /* RFC 8785, 3.2.3 */
    expect(
        "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\"1\":\"One\","
        "\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}",
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\",\"\xc3\xb6\":\"Latin Small Letter O With Diaeresis\","
        "\"\xe2\x82\xac\":\"Euro Sign\",\"\xf0\x9f\x98\x80\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}");
    expect("{\"ab\":1,\"a\":2,\"\":3}", "{\"\":3,\"a\":2,\"ab\":1}");
}

static void strings_are_escaped_as_little_as_may_be(void **state) {
    (void)state;
    expect("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"",
           "\"\xe2\x82\xac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    expect("\"\\b\\t\\n\\f\\r\\u000b\\u007f\"", "\"\\b\\t\\n\\f\\r\\u000b\x7f\"");
}

static void values_have_one_form(void **state) {
    (void)state;
    expect(" [ true , false, null, -0, 12, {} , [] ] ", "[true,false,null,0,12,{},[]]");
    expect("9007199254740991", "9007199254740991");
    refuse("9007199254740992");
    refuse("[1.5]");
    refuse("{\"a\":{\"b\":1e0}}");
}

static void what_is_too_deep_is_refused(void **state) {
    (void)state;
    char deep[512] = "";
    for (int i = 0; i < 200; i++)
        strcat(deep, "[");
    for (int i = 0; i < 200; i++)
        strcat(deep, "]");
    refuse(deep);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(members_stand_in_the_order_of_utf_16),
                                       cmocka_unit_test(strings_are_escaped_as_little_as_may_be),
                                       cmocka_unit_test(values_have_one_form),
                                       cmocka_unit_test(what_is_too_deep_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
