#include "origin/weight_mix.h"
#include <stdlib.h>

#include "unit.h"

/* Adds "in measured weight" triples: in and measured are f, u or p; a weight of '-' is not given. */
static struct weight_mix mix_of(const char *text) {
    static struct arena arena;
    struct origin_context context = {.arena = &arena};
    struct weight_mix mix = weight_mix_new();
    static const char RESULTS[] = "fup";
    for (const char *at = text; *at != '\0'; at += at[0] == ' ') {
        enum result in = (enum result)(strchr(RESULTS, at[0]) - RESULTS);
        enum result measured = (enum result)(strchr(RESULTS, at[1]) - RESULTS);
        struct amount weight = amount_not_given();
        at += 2;
        if (*at == '-')
            at++;
        else
            weight = amount_of(strtol(at, (char **)(uintptr_t)&at, 10) * DECIMAL_ONE);
        weight_mix_add(&context, &mix, in, measured, weight);
    }
    arena_free(&arena);
    return mix;
}

static const struct {
    const char *materials;
    enum result within;  /* 10 % */
    enum result reaches; /* 10 % */
} MIXES[] = {
    {"pp10 pf90", RESULT_PASS, RESULT_PASS},
    {"pp11 pf90", RESULT_FAIL, RESULT_PASS},
    {"pp9 pf90", RESULT_PASS, RESULT_FAIL},
    {"pp- pf90", RESULT_UNKNOWN, RESULT_UNKNOWN},
    {"pp10 pf-", RESULT_UNKNOWN, RESULT_UNKNOWN},
    {"pp- pf-", RESULT_UNKNOWN, RESULT_UNKNOWN},
    {"pp0 pf90", RESULT_UNKNOWN, RESULT_UNKNOWN},
    {"pp-", RESULT_FAIL, RESULT_PASS},
    {"pf-", RESULT_PASS, RESULT_FAIL},
    {"pp30 pf50 uf10", RESULT_FAIL, RESULT_PASS},
    {"pp6 pf50 uf10", RESULT_UNKNOWN, RESULT_UNKNOWN},
    {"up5 pf45", RESULT_PASS, RESULT_UNKNOWN},
    {"up6 pf45", RESULT_UNKNOWN, RESULT_UNKNOWN},
    {"pu6 pf45", RESULT_UNKNOWN, RESULT_UNKNOWN},
    {"pu4 pf45", RESULT_PASS, RESULT_FAIL},
    {"fp50 pf50", RESULT_PASS, RESULT_FAIL},
    {"up-", RESULT_FAIL, RESULT_UNKNOWN},
    {"pp10 pp- pf90", RESULT_FAIL, RESULT_PASS},
    {"pp9 pp- pf90", RESULT_UNKNOWN, RESULT_UNKNOWN},
};

static void a_share_is_decided_by_its_least_and_its_most(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof MIXES / sizeof MIXES[0]; i++) {
        struct weight_mix mix = mix_of(MIXES[i].materials);
        enum result within = weight_mix_within(&mix, NULL, 10 * DECIMAL_ONE);
        enum result reaches = weight_mix_reaches(&mix, 10 * DECIMAL_ONE);
        if (within != MIXES[i].within || reaches != MIXES[i].reaches)
            fail_msg("%s: %d, %d", MIXES[i].materials, within, reaches);
    }
}

static void the_weight_of_the_good_may_be_fixed(void **state) {
    (void)state;
    struct amount good = amount_of(100 * DECIMAL_ONE);
    struct amount none = amount_not_given();
    struct weight_mix little = mix_of("pp10 pf1");
    struct weight_mix much = mix_of("pp11 pf1");
    struct weight_mix open = mix_of("pp- pf1");
    assert_int_equal(weight_mix_within(&little, &good, 10 * DECIMAL_ONE), RESULT_PASS);
    assert_int_equal(weight_mix_within(&much, &good, 10 * DECIMAL_ONE), RESULT_FAIL);
    assert_int_equal(weight_mix_within(&open, &good, 10 * DECIMAL_ONE), RESULT_UNKNOWN);
    assert_int_equal(weight_mix_within(&little, &none, 10 * DECIMAL_ONE), RESULT_UNKNOWN);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_share_is_decided_by_its_least_and_its_most),
                                       cmocka_unit_test(the_weight_of_the_good_may_be_fixed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
