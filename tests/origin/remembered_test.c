#include "origin/remembered.h"

#include "origin/subject.h"

/* What a case remembers of the goods before makes no difference to any answer: each is held against that of a
 * case which has no other good. */

static char *json_of(const usmca_determination *answer) {
    size_t length = 0;
    const char *json = usmca_determination_json(answer, &length);
    assert_non_null(json);
    return strndup(json, length);
}

static char *answer_alone(const struct usmca_rulebook *book, const char *good, const char *const *lines) {
    usmca_case *subject = subject_of(book);
    char *json = json_of(subject_determine(subject, good, lines));
    usmca_case_free(subject);
    return json;
}

/* ---- pairs that differ in one thing ---- */

/* Two goods, of a line each, that have all codes in common and are answered differently. */
static const struct {
    const char *differs;
    const char *goods[2];
    const char *lines[2];
} PAIRS[] = {
    {"day of the good",
     {"hs=8708.29 use=passenger-vehicle country=MX import_country=US date=2020-08-01 transaction_value=100 "
      "net_cost=100",
      "hs=8708.29 use=passenger-vehicle country=MX import_country=US date=2024-01-01 transaction_value=100 "
      "net_cost=100"},
     {"hs=8708.29 origin=non-originating value=32", "hs=8708.29 origin=non-originating value=32"}},
    {"use of the good",
     {"hs=8708.29 use=aftermarket country=MX transaction_value=100 net_cost=100",
      "hs=8708.29 use=passenger-vehicle country=MX transaction_value=100 net_cost=100"},
     {"hs=8708.29 origin=non-originating value=45", "hs=8708.29 origin=non-originating value=45"}},
    {"edition of the line",
     {"hs=8517.62 country=MX transaction_value=100", "hs=8517.62 country=MX transaction_value=100"},
     {"hs=8517.13 hs_edition=2022 origin=non-originating value=80",
      "hs=8517.13 hs_edition=2012 origin=non-originating value=80"}},
    {"edition of the good",
     {"hs=8549.91 hs_edition=2022 country=MX transaction_value=100",
      "hs=8549.91 hs_edition=2012 country=MX transaction_value=100"},
     {"hs=7326.90 origin=non-originating value=80", "hs=7326.90 origin=non-originating value=80"}},
    {"tariff of the line",
     {"hs=8482.10 country=MX transaction_value=100", "hs=8482.10 country=MX transaction_value=100"},
     {"hs=8482.99.05 tariff=US origin=non-originating value=80",
      "hs=8482.99.05 tariff=MX origin=non-originating value=80"}},
    {"code of the rules of the line",
     {"hs=8403.10 country=MX transaction_value=100", "hs=8403.10 country=MX transaction_value=100"},
     {"hs=8402.90 origin=non-originating value=80",
      "hs=8402.90 hs_rule=8403.90 origin=non-originating value=80"}},
    {"a fact of the line",
     {"hs=8537.10 use=aftermarket country=MX transaction_value=100",
      "hs=8537.10 use=aftermarket country=MX transaction_value=100"},
     {"hs=8538.90 facts=moulded-part=true origin=non-originating value=80",
      "hs=8538.90 facts=moulded-part=false origin=non-originating value=80"}},
};

static void what_differs_is_told_apart(void **state) {
    struct usmca_rulebook *book = *state;
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
        usmca_case *subject = subject_of(book);
        char *alone[2];
        for (int k = 0; k < 2; k++)
            alone[k] = answer_alone(book, PAIRS[i].goods[k], LINES(PAIRS[i].lines[k]));
        if (strcmp(alone[0], alone[1]) == 0)
            fail_msg("%s makes no difference", PAIRS[i].differs);
        for (int k = 0; k < 6; k++) { /* in turn: the first of them is remembered from the third on */
            char *one =
                json_of(subject_determine(subject, PAIRS[i].goods[k % 2], LINES(PAIRS[i].lines[k % 2])));
            if (strcmp(one, alone[k % 2]) != 0)
                fail_msg("%s: %s\nalone: %s", PAIRS[i].differs, one, alone[k % 2]);
            free(one);
        }
        assert_non_null(subject->setting.remembered);
        free(alone[0]);
        free(alone[1]);
        usmca_case_free(subject);
    }
}

/* ---- many goods ---- */

enum { GOODS = 150, MOST_LINES = 6, LINE_LENGTH = 256 };

static uint32_t next(uint32_t *state) {
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

#define ONE_OF(list, state) ((list)[next(state) % (sizeof(list) / sizeof((list)[0]))])

static const char *const CODES[] = {
    "8403.10", "8403.90",    "8402.90", "8708.29", "8708.29.50", "8407.34", "8517.62", "8517.13",
    "8525.89", "8482.99.05", "8482.10", "8544.30", "6109.10",    "5208.11", "5407.61", "3004.90",
    "2106.90", "1806.10.05", "0304.99", "8703",    "8528.52",    "8549.91", "9401.90", "4016.93.50"};
static const char *const OF_CODE[] = {
    "", "", "", " hs_edition=2022", " hs_edition=2017", " tariff=US", " tariff=MX", " hs_rule=8403.90"};
static const char *const OF_GOOD[] = {"",
                                      "",
                                      " use=aftermarket",
                                      " use=passenger-vehicle",
                                      " use=heavy-truck",
                                      " facts=chemical-reaction=yes",
                                      " import_country=CA"};
static const char *const OF_LINE[] = {"",
                                      "",
                                      "",
                                      " facts=another-good=yes",
                                      " facts=part=yes",
                                      " country=US",
                                      " role=packaging",
                                      " weight_kg=1"};
static const char *const DAYS[] = {"2020-08-01", "2022-03-01", "2024-01-01", "2026-10-10"};

static void what_is_remembered_changes_no_answer(void **state) {
    struct usmca_rulebook *book = *state;
    usmca_case *subject = subject_of(book);
    uint32_t chance = 7;
    for (int i = 0; i < GOODS; i++) {
        char good[LINE_LENGTH];
        char room[MOST_LINES][LINE_LENGTH];
        const char *lines[MOST_LINES + 1] = {NULL};
        const char *const of_good = ONE_OF(OF_GOOD, &chance);
        snprintf(good, sizeof good, "hs=%s%s%s date=%s country=MX transaction_value=100 net_cost=90",
                 ONE_OF(CODES, &chance), ONE_OF(OF_CODE, &chance), of_good, ONE_OF(DAYS, &chance));
        uint32_t count = 1 + next(&chance) % MOST_LINES;
        for (uint32_t k = 0; k < count; k++) {
            snprintf(room[k], LINE_LENGTH, "line=%u hs=%s%s%s origin=%soriginating value=%u", (unsigned)k,
                     ONE_OF(CODES, &chance), ONE_OF(OF_CODE, &chance), ONE_OF(OF_LINE, &chance),
                     next(&chance) % 4 == 0 ? "" : "non-", (unsigned)(1 + next(&chance) % 30));
            lines[k] = room[k];
        }
        char *alone = answer_alone(book, good, lines);
        char *one = json_of(subject_determine(subject, good, lines));
        if (strcmp(one, alone) != 0)
            fail_msg("%s: %s\nalone: %s", good, one, alone);
        free(one);
        free(alone);
    }
    usmca_case_free(subject);
}

/* ---- its bounds ---- */

static struct hs_code code_of(uint32_t number) {
    return hs_code_of_digits(7326900000 + number, 10);
}

static void it_has_so_much_room(void **state) {
    struct usmca_rulebook *book = *state;
    struct remembered *remembered = remembered_new();
    assert_non_null(remembered);
    uint32_t count = 0;
    const struct hs_code zero = code_of(0);
    struct hs_code code = zero;
    struct remembered_code *first = remembered_code(remembered, book, HS_2022, &zero);
    while (remembered_code(remembered, book, HS_2022, &code) != NULL)
        code = code_of(++count);
    assert_true(count > 1000 && count < 100000);
    assert_ptr_equal(remembered_code(remembered, book, HS_2022, &zero), first);
    assert_int_equal(first->number, 1);
    assert_null(remembered_code(remembered, NULL, HS_2022, &zero)); /* of another book */
    remembered_free(remembered);
    assert_null(remembered_code(NULL, book, HS_2022, &zero));
    assert_int_equal(remembered_change(NULL, &book->rules[0], NULL, code_of(0)), 0);
}

/* A later pair may take the place of an earlier one, which is then not remembered: it is never another's. */
static void a_pair_is_its_own_or_nothing(void **state) {
    (void)state;
    enum { CHANGES = 120, CODES_ASKED = 900 };
    struct remembered *remembered = remembered_new();
    assert_non_null(remembered);
    uint32_t kept = 0;
    for (uint32_t change = 1; change <= CHANGES; change++)
        for (uint32_t code = 1; code <= CODES_ASKED; code++) {
            assert_int_equal(remembered_shift(remembered, change, code), NOT_REMEMBERED);
            remembered_keep(remembered, change, code, (uint8_t)((change + code) % 4));
            assert_int_equal(remembered_shift(remembered, change, code), (change + code) % 4);
        }
    for (uint32_t change = 1; change <= CHANGES; change++)
        for (uint32_t code = 1; code <= CODES_ASKED; code++) {
            uint8_t shift = remembered_shift(remembered, change, code);
            assert_true(shift == NOT_REMEMBERED || shift == (change + code) % 4);
            kept += shift != NOT_REMEMBERED;
        }
    assert_true(kept > 1000);
    remembered_free(remembered);
}

static int open_book(void **state) {
    struct usmca_rulebook *book = NULL;
    int status = usmca_rulebook_open(&book, RULES, NULL) == USMCA_OK ? 0 : -1;
    *state = book;
    return status;
}

static int close_book(void **state) {
    rulebook_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_differs_is_told_apart),
        cmocka_unit_test(what_is_remembered_changes_no_answer),
        cmocka_unit_test(it_has_so_much_room),
        cmocka_unit_test(a_pair_is_its_own_or_nothing),
    };
    return cmocka_run_group_tests(tests, open_book, close_book);
}
