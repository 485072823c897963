#include "origin/certifications.h"

#include <stdlib.h>

#include "origin/subject.h"

/* What is found of many certifications on one material by what is kept of them is what is found by going
 * through them: the same papers, for each day, supplier and code of a line. */

enum { SETS = 40, PAPERS = 120, ASKED = 300 };

static const char *const CODES[] = {"3902.10", "3902.10", "3902.10.01", "3902",
                                    "8482.99", "3907.60", "3907.61"};
static const char *const SUPPLIERS[] = {"", "Acme", "ACME", "Beta", "Gamma", "Delta", "E1", "E2", "E3", "E4"};

#define ONE_OF(list, state) ((list)[next(state) % (sizeof(list) / sizeof((list)[0]))])

static uint32_t next(uint32_t *state) {
    *state = *state * 1103515245 + 12345;
    return *state >> 16 & 0x7fff;
}

static void put_day(char *out, uint32_t *state) {
    uint32_t year = 2022 + next(state) % 4;
    uint32_t month = 1 + next(state) % 12;
    snprintf(out, 16, "%04u-%02u-%02u", year, month, 1 + next(state) % 28);
}

/* Some hold for years, some for a period; some lack an element, or have a row that says otherwise. */
static void add_paper(usmca_case *subject, uint32_t number, uint32_t suppliers, uint32_t *state) {
    char row[512];
    char day[16];
    put_day(day, state);
    bool blanket = next(state) % 2 == 0;
    int length = snprintf(row, sizeof row,
                          "document_id=D%u kind=certification material_id=M hs=%s signed_on=%s certifier=X "
                          "certifier_role=exporter producer=P supplier=%s%s",
                          number, ONE_OF(CODES, state), day, SUPPLIERS[next(state) % suppliers],
                          next(state) % 10 == 0 ? "" : " criterion=B");
    if (blanket)
        snprintf(row + length, sizeof row - (size_t)length, " valid_from=%s valid_to=%.4s-12-31", day, day);
    subject_row(subject, "documents", row);
}

static void compare_lines(const struct origin_context *kept, const struct origin_context *gone_through,
                          struct determination *determination, uint32_t *state, uint32_t *lapsed) {
    for (uint32_t i = 0; i < ASKED; i++) {
        char day[16];
        struct material material = {.material_id = TEXT("M"),
                                    .supplier =
                                        text_from(next(state) % 2 == 0 ? "" : ONE_OF(SUPPLIERS, state)),
                                    .hs_edition = (enum edition_choice)(next(state) % 4)};
        if (next(state) % 2 == 0) {
            put_day(day, state);
            assert_true(date_parse_iso(&material.purchase_date, text_from(day)));
        }
        put_day(day, state);
        assert_true(date_parse_iso(&determination->day, text_from(day)));
        if (next(state) % 20 != 0)
            assert_true(hs_code_parse(&material.hs, text_from(ONE_OF(CODES, state))));
        struct found_certifications one = certifications_find(kept, &material);
        struct found_certifications other = certifications_find(gone_through, &material);
        assert_ptr_equal(one.valid, other.valid);
        assert_ptr_equal(one.other, other.other);
        assert_ptr_equal(one.lapsed, other.lapsed);
        *lapsed += one.lapsed != NULL;
    }
}

static void what_is_kept_is_what_is_there(void **state) {
    struct usmca_rulebook *book = *state;
    uint32_t chance = 1;
    uint32_t lapsed = 0;
    for (uint32_t set = 0; set < SETS; set++) {
        usmca_case *subject = subject_of(book);
        for (uint32_t i = 0; i < PAPERS; i++)
            add_paper(subject, i, 1 + set % (sizeof SUPPLIERS / sizeof SUPPLIERS[0]), &chance);
        subject_determine(subject, "hs=3926.90 country=MX transaction_value=10",
                          LINES("line=1 hs=3902.10 origin=non-originating value=1"));
        struct determination determination = {0};
        struct case_setting settings[2] = {subject->setting, subject->setting};
        settings[0].certifications = certifications_new();
        settings[1].certifications = NULL;
        assert_non_null(settings[0].certifications);
        struct origin_context contexts[2];
        for (int i = 0; i < 2; i++)
            contexts[i] = (struct origin_context){.book = book,
                                                  .setting = &settings[i],
                                                  .good = &subject->good,
                                                  .determination = &determination};
        compare_lines(&contexts[0], &contexts[1], &determination, &chance, &lapsed);
        certifications_forget(settings[0].certifications); /* and found again */
        compare_lines(&contexts[0], &contexts[1], &determination, &chance, &lapsed);
        certifications_free(settings[0].certifications);
        usmca_case_free(subject);
    }
    assert_true(lapsed > 0);
}

static int set_up(void **state) {
    return book_of_no_change((struct usmca_rulebook **)state);
}

static int tear_down(void **state) {
    usmca_rulebook_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_what_is_there),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
