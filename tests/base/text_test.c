#include "base/text.h"

#include <stdio.h>

#include "unit.h"

/* In an open table of four times as many places, however the ids differ: by a digit at the beginning, among
 * the rest or at the end, in one word of eight bytes or in several. */
static void ids_that_differ_little_are_spread(void **state) {
    (void)state;
    enum { IDS = 1000, PLACES = 4096 };
    static const char *const FORMS[] = {"%03d",
                                        "%06d",
                                        "C-13-%03d",
                                        "%03d-13-C",
                                        "M-%03d-7318.15-MX",
                                        "series of parts %03d, in boxes of a dozen"};
    for (size_t form = 0; form < sizeof FORMS / sizeof FORMS[0]; form++)
        for (int half = 0; half < 2; half++) {
            static bool taken[PLACES];
            memset(taken, 0, sizeof taken);
            int places = 0;
            for (int i = 0; i < IDS; i++) {
                char id[64];
                const int length = snprintf(id, sizeof id, FORMS[form], i);
                const uint64_t hash = text_hash((struct text){id, (size_t)length}) >> half * 32;
                places += !taken[hash % PLACES];
                taken[hash % PLACES] = true;
            }
            assert_true(places > IDS * 4 / 5); /* of which chance leaves nine tenths */
        }
}

static void the_hash_is_of_all_bytes_and_the_length(void **state) {
    (void)state;
    char bytes[40] = {0};
    for (size_t length = 0; length < sizeof bytes; length++) {
        const uint64_t zeros = text_hash((struct text){bytes, length});
        assert_true(zeros != text_hash((struct text){bytes, length + 1}));
        for (size_t at = 0; at < length; at++) {
            bytes[at] = 1;
            assert_true(zeros != text_hash((struct text){bytes, length}));
            bytes[at] = 0;
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_that_differ_little_are_spread),
        cmocka_unit_test(the_hash_is_of_all_bytes_and_the_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
