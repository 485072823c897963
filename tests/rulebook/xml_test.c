#include "unit.h"

#include "rulebook/xml.h"

static void white_space_inside_is_folded(void **state) {
    (void)state;
    static const char *const CONTENTS[][2] = {
        {"", ""},
        {"a", "a"},
        {"a b", "a b"},
        {"a  b", "a b"},
        {" a b", "a b"},
        {"a b ", "a b"},
        {"a\nb", "a b"},
        {"a b\n", "a b"},
        {"\ta \n\tb", "a b"},
        {"  ", ""},
        {"as long as a line of a sentence  is", "as long as a line of a sentence is"},
        {"as long as a line of a sentence is ", "as long as a line of a sentence is"},
        {"as long as a line of a\nsentence is", "as long as a line of a sentence is"}};
    for (size_t i = 0; i < sizeof CONTENTS / sizeof CONTENTS[0]; i++) {
        struct arena arena = {0};
        struct xml_reader reader = {.arena = &arena};
        const struct xml_node node = {.name = "a", .content = text_from(CONTENTS[i][0])};
        struct text folded = xml_content(&reader, &node);
        assert_int_equal(reader.status, USMCA_OK);
        assert_true(text_equal(folded, text_from(CONTENTS[i][1])));
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(white_space_inside_is_folded)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
