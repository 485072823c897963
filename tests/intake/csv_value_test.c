#include "intake/csv_value.h"

#include "unit.h"

enum { LONGEST = 70 };

static void values_without_marks_are_copied_and_nothing_behind_them(void **state) {
    (void)state;
    char value[LONGEST];
    for (size_t i = 0; i < LONGEST; i++)
        value[i] = (char)(i % 2 == 0 ? 'a' + i % 26 : 0x80 + i);
    for (size_t length = 0; length <= LONGEST; length++) {
        char copy[LONGEST + 1];
        memset(copy, '#', sizeof copy);
        assert_true(csv_copy_plain(copy, (struct text){value, length}));
        assert_memory_equal(copy, value, length);
        for (size_t i = length; i < sizeof copy; i++)
            assert_int_equal(copy[i], '#');
    }
}

static void a_mark_is_seen_wherever_it_stands(void **state) {
    (void)state;
    static const char MARKS[] = ",\"\n\r";
    for (size_t length = 1; length <= LONGEST; length++)
        for (size_t at = 0; at < length; at++)
            for (const char *mark = MARKS; *mark != '\0'; mark++) {
                char value[LONGEST];
                char copy[LONGEST];
                memset(value, 'a', sizeof value);
                value[at] = *mark;
                assert_false(csv_copy_plain(copy, (struct text){value, length}));
            }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_without_marks_are_copied_and_nothing_behind_them),
        cmocka_unit_test(a_mark_is_seen_wherever_it_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
