#include "case/duty.h"
#include "case/rate.h"
#include "unit.h"

/* Rates and duties of which rows were rejected, held against a walk over all of them. */

enum { ROWS = 60, TRIES = 200 };

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

/* ---- duties ---- */

static struct hs_code code_of(uint32_t *seed) {
    static const struct hs_code CODES[] = {{.given = 39, .digits = 2},       {.given = 3926, .digits = 4},
                                           {.given = 392690, .digits = 6},   {.given = 39269010, .digits = 8},
                                           {.given = 39269099, .digits = 8}, {.given = 84, .digits = 2},
                                           {.given = 3901, .digits = 4}};
    return CODES[next(seed) % (sizeof CODES / sizeof CODES[0])];
}

static bool begins(struct hs_code code, struct hs_code hs) {
    uint64_t shortened = hs.given;
    for (int i = code.digits; i < hs.digits; i++)
        shortened /= 10;
    return code.digits <= hs.digits && shortened == code.given;
}

static bool lost_by_walk(const struct duty *duties, size_t count, struct hs_code hs) {
    int found = -1;
    int lost = -1;
    for (size_t i = 0; i < count; i++) {
        int *longest = duties[i].rejected ? &lost : &found;
        bool unread = duties[i].hs.digits == 0;
        if (unread || begins(duties[i].hs, hs))
            *longest = unread ? 99 : duties[i].hs.digits > *longest ? duties[i].hs.digits : *longest;
    }
    return lost >= 0 && lost >= found;
}

static void a_rejected_duty_counts_where_it_may_be_the_one(void **state) {
    (void)state;
    size_t rejected = 0;
    for (uint32_t seed = 1; seed < TRIES; seed++) {
        struct duty duties[ROWS] = {{.rejected = false}};
        struct duty_table table = {0};
        const struct duty *found = NULL;
        uint32_t random = seed;
        size_t count = next(&random) % 8;
        for (size_t i = 0; i < count; i++) {
            duties[i] = (struct duty){.hs = code_of(&random), .rejected = next(&random) % 3 == 0};
            if (duties[i].rejected && next(&random) % 4 == 0)
                duties[i].hs = (struct hs_code){.digits = 0};
        }
        struct hs_code hs = code_of(&random);
        bool expected = lost_by_walk(duties, count, hs);
        duties_sort(&table, duties, count);
        assert_int_equal(duties_find(&table, hs, &found) == LOOK_UP_REJECTED, expected);
        rejected += expected;
    }
    assert_in_range(rejected, 20, TRIES);
}

/* ---- rates ---- */

static struct text currency_of(uint32_t *seed, bool read) {
    static const char *const CURRENCIES[] = {"CAD", "EUR", "MXN", "USD"};
    return read ? text_from(CURRENCIES[next(seed) % 4]) : (struct text){NULL, 0};
}

static bool may_be(struct text read, struct text currency) {
    return read.length == 0 || text_equal(read, currency);
}

static bool is_pair(const struct rate *rate, struct text from, struct text to) {
    return (may_be(rate->from, from) && may_be(rate->to, to)) ||
           (may_be(rate->from, to) && may_be(rate->to, from));
}

static bool rate_lost_by_walk(const struct rate *rates, size_t count, struct text from, struct text to,
                              date day) {
    date since = 0;
    bool lost = false;
    for (size_t i = 0; i < count; i++)
        if (!rates[i].rejected && is_pair(&rates[i], from, to) && rates[i].date <= day &&
            rates[i].date > since)
            since = rates[i].date;
    for (size_t i = 0; i < count; i++)
        lost = lost || (rates[i].rejected && is_pair(&rates[i], from, to) &&
                        (rates[i].date == 0 || (rates[i].date >= since && rates[i].date <= day)));
    return lost;
}

static void a_rejected_rate_counts_where_it_may_be_the_one(void **state) {
    (void)state;
    size_t rejected = 0;
    for (uint32_t seed = 1; seed < 10 * TRIES; seed++) {
        struct rate rates[ROWS] = {{.rejected = false}};
        struct rate_table table;
        struct conversion found;
        uint32_t random = seed;
        size_t count = next(&random) % ROWS;
        for (size_t i = 0; i < count; i++) {
            bool lost = next(&random) % 8 == 0;
            rates[i] = (struct rate){
                .from = currency_of(&random, !lost || next(&random) % 4 > 0),
                .to = currency_of(&random, !lost || next(&random) % 4 > 0),
                .date = lost && next(&random) % 4 == 0 ? 0 : 20250101 + (date)(next(&random) % 28),
                .rate = amount_of(DECIMAL_ONE),
                .rejected = lost};
        }
        struct text from = currency_of(&random, true);
        struct text to = currency_of(&random, true);
        date day = 20250101 + (date)(next(&random) % 28);
        bool expected = rate_lost_by_walk(rates, count, from, to, day);
        rates_sort(&table, rates, count);
        assert_int_equal(rates_find(&table, from, to, day, &found) == LOOK_UP_REJECTED, expected);
        rejected += expected;
    }
    assert_in_range(rejected, 200, 10 * TRIES);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rejected_duty_counts_where_it_may_be_the_one),
        cmocka_unit_test(a_rejected_rate_counts_where_it_may_be_the_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
