#include "origin/no_change.h"

/* Article 5.2, Annex 5-A and U.R. 9: the last day and the first day behind it, what is needed and what is
 * not. Every line relies on the document; where nothing is found, the document was. */

#define CERTIFICATION                                                                                        \
    "document_id=D kind=certification certifier=X certifier_role=exporter producer=P hs=3902.10 criterion=B "
#define STATEMENT                                                                                            \
    "document_id=D kind=accumulation-vnm material_id=RESIN certifier_role=producer signed_on=2023-01-10 "

static const struct {
    const char *document;
    const char *day;
    const char *codes; /* of the findings; NULL where the document holds */
} DOCUMENTS[] = {
    /* from its signature on, for four years, the anniversary included */
    {CERTIFICATION "signed_on=2023-01-10", "2023-01-10", NULL},
    {CERTIFICATION "signed_on=2023-01-10", "2023-01-09", "document-incomplete"},
    {CERTIFICATION "signed_on=2023-01-10", "2027-01-10", NULL},
    {CERTIFICATION "signed_on=2023-01-10", "2027-01-11", "document-expired"},
    {CERTIFICATION "signed_on=2024-02-29", "2028-02-29", NULL},
    {CERTIFICATION "signed_on=2024-02-29", "2028-03-01", "document-expired"},
    /* within its blanket period, both ends of it */
    {CERTIFICATION "signed_on=2023-01-10 valid_from=2023-02-01 valid_to=2023-06-30", "2023-01-31",
     "document-expired"},
    {CERTIFICATION "signed_on=2023-01-10 valid_from=2023-02-01 valid_to=2023-06-30", "2023-02-01", NULL},
    {CERTIFICATION "signed_on=2023-01-10 valid_from=2023-02-01 valid_to=2023-06-30", "2023-06-30", NULL},
    {CERTIFICATION "signed_on=2023-01-10 valid_from=2023-02-01 valid_to=2023-06-30", "2023-07-01",
     "document-expired"},
    /* which is of twelve months at most, and has both ends in their order */
    {CERTIFICATION "signed_on=2023-01-10 valid_from=2023-02-01 valid_to=2024-01-31", "2023-03-01", NULL},
    {CERTIFICATION "signed_on=2023-01-10 valid_from=2023-02-01 valid_to=2024-02-01", "2023-03-01",
     "document-incomplete"},
    {CERTIFICATION "signed_on=2024-01-10 valid_from=2024-02-29 valid_to=2025-02-28", "2024-03-01", NULL},
    {CERTIFICATION "signed_on=2024-01-10 valid_from=2024-02-29 valid_to=2025-03-01", "2024-03-01",
     "document-incomplete"},
    {CERTIFICATION "signed_on=2023-01-10 valid_from=2023-02-01", "2023-03-01", "document-incomplete"},
    {CERTIFICATION "signed_on=2023-01-10 valid_to=2023-12-31", "2023-03-01", "document-incomplete"},
    {CERTIFICATION "signed_on=2023-01-10 valid_from=2023-03-01 valid_to=2023-02-28", "2023-03-01",
     "document-incomplete document-expired"},
    /* Annex 5-A: its elements; an exporter is named where an importer signs, a producer where he does not */
    {"document_id=D kind=certification certifier=X certifier_role=exporter producer=P hs=3902.10 "
     "signed_on=2023-01-10",
     "2023-03-01", "document-incomplete"},
    {"document_id=D kind=certification certifier_role=exporter producer=P hs=3902.10 criterion=B "
     "signed_on=2023-01-10",
     "2023-03-01", "document-incomplete"},
    {"document_id=D kind=certification certifier=X certifier_role=exporter hs=3902.10 criterion=B "
     "signed_on=2023-01-10",
     "2023-03-01", "document-incomplete"},
    {"document_id=D kind=certification certifier=X certifier_role=producer hs=3902.10 criterion=B "
     "signed_on=2023-01-10",
     "2023-03-01", NULL},
    {"document_id=D kind=certification certifier=X certifier_role=importer producer=P hs=3902.10 criterion=B "
     "signed_on=2023-01-10",
     "2023-03-01", "document-incomplete"},
    {"document_id=D kind=certification certifier=X certifier_role=importer producer=P exporter=E hs=3902.10 "
     "criterion=B signed_on=2023-01-10",
     "2023-03-01", NULL},
    {"document_id=D kind=certification certifier=X certifier_role=broker producer=P exporter=E hs=3902.10 "
     "criterion=B signed_on=2023-01-10",
     "2023-03-01", "document-incomplete"},
    {CERTIFICATION, "2023-03-01", "document-incomplete"},
    /* six digits or more, of the subheading of the line; the line's material, where it names one */
    {"document_id=D kind=certification certifier=X certifier_role=producer hs=3902 criterion=B "
     "signed_on=2023-01-10",
     "2023-03-01", "document-incomplete"},
    {"document_id=D kind=certification certifier=X certifier_role=producer hs=3902.20 criterion=B "
     "signed_on=2023-01-10",
     "2023-03-01", "document-mismatch"},
    {"document_id=D kind=certification certifier=X certifier_role=producer hs=3902.10.00.10 criterion=B "
     "signed_on=2023-01-10",
     "2023-03-01", NULL},
    {CERTIFICATION "signed_on=2023-01-10 material_id=RESIN", "2023-03-01", NULL},
    {CERTIFICATION "signed_on=2023-01-10 material_id=GLASS", "2023-03-01", "document-mismatch"},
    {"document_id=OTHER kind=certification", "2023-03-01", "document-mismatch"},
    /* U.R. 9(2), 9(3): a producer's figures of the material; no four years, and no blanket period */
    {STATEMENT "vnm=1", "2023-03-01", NULL},
    {STATEMENT "vnm=1", "2030-03-01", NULL},
    {STATEMENT, "2023-03-01", "document-incomplete"},
    {STATEMENT "vnm=1 valid_from=2023-01-01 valid_to=2025-12-31", "2023-03-01", NULL},
    {STATEMENT "vnm=3 net_cost=3", "2023-03-01", NULL},
    {STATEMENT "vnm=3.01 net_cost=3", "2023-03-01", "document-incomplete"},
    {STATEMENT "vnm=1 produced_in_territory=no", "2023-03-01", "document-incomplete"},
    {"document_id=D kind=accumulation-vnm material_id=RESIN certifier_role=exporter signed_on=2023-01-10 "
     "vnm=1",
     "2023-03-01", "document-incomplete"},
    /* U.R. 9(4), 9(5): sums of one, three, six or twelve months within a fiscal year, and of how many units
     */
    {STATEMENT "vnm=1 units=10 period_from=2022-04-01 period_to=2022-06-30", "2023-03-01", NULL},
    {STATEMENT "vnm=1 units=10 period_from=2022-04-01 period_to=2022-05-31", "2023-03-01",
     "document-incomplete"},
    {STATEMENT "vnm=1 units=10 period_from=2022-04-02 period_to=2022-06-30", "2023-03-01",
     "document-incomplete"},
    {STATEMENT "vnm=1 units=10 period_from=2022-01-01 period_to=2022-12-31", "2023-03-01", NULL},
    {STATEMENT "vnm=1 units=10 period_from=2022-07-01 period_to=2023-06-30", "2023-03-01",
     "document-incomplete"},
    {STATEMENT "vnm=1 units=0 period_from=2022-04-01 period_to=2022-06-30", "2023-03-01",
     "document-incomplete"},
    {STATEMENT "vnm=1 period_from=2022-04-01 period_to=2022-06-30", "2023-03-01", "document-incomplete"},
    {STATEMENT "vnm=1 units=10 period_from=2022-04-01", "2023-03-01", "document-incomplete"},
};

static const char *const CODES[] = {"document-expired", "document-incomplete", "document-mismatch"};

/* With `document` among those of the case. */
static const usmca_determination *relied_on(usmca_case *subject, const char *day) {
    char good[160];
    snprintf(good, sizeof good, "hs=3926.90 country=MX transaction_value=10 date=%s", day);
    return subject_determine(subject, good,
                             LINES("hs=3902.10 material_id=RESIN origin=originating value=5 document=D"));
}

static void each_border(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof DOCUMENTS / sizeof DOCUMENTS[0]; i++) {
        usmca_case *subject = subject_of(book);
        subject_row(subject, "documents", DOCUMENTS[i].document);
        const usmca_determination *answer = relied_on(subject, DOCUMENTS[i].day);
        for (size_t code = 0; code < sizeof CODES / sizeof CODES[0]; code++) {
            bool expected = DOCUMENTS[i].codes != NULL && strstr(DOCUMENTS[i].codes, CODES[code]) != NULL;
            if ((findings_of(answer, CODES[code]) > 0) != expected)
                fail_msg("%s, on %s: %s is %s", DOCUMENTS[i].document, DOCUMENTS[i].day, CODES[code],
                         expected ? "not found" : "found");
        }
        usmca_case_free(subject);
    }
}

static void the_fiscal_year_is_the_producers(void **state) {
    (void)state;
    usmca_case *subject = subject_of(book);
    assert_int_equal(usmca_case_year_begins(subject, 7, NULL), USMCA_OK);
    subject_row(subject, "documents", STATEMENT "vnm=1 units=10 period_from=2022-07-01 period_to=2023-06-30");
    assert_int_equal(findings_of(relied_on(subject, "2023-08-01"), "document-incomplete"), 0);
    usmca_case_free(subject);
}

/* A statement is about one material, and a line without an id is no material that it could be about. */
static void a_line_without_a_name(void **state) {
    (void)state;
    static const char GOOD[] = "hs=3926.90 country=MX transaction_value=10 date=2023-03-01";
    static const char LINE[] = "hs=3902.10 origin=originating value=5 document=D";
    usmca_case *subject = subject_of(book);
    subject_row(subject, "documents", CERTIFICATION "signed_on=2023-01-10 material_id=RESIN");
    assert_int_equal(findings_of(subject_determine(subject, GOOD, LINES(LINE)), "document-mismatch"), 0);
    usmca_case_free(subject);
    subject = subject_of(book);
    subject_row(subject, "documents", STATEMENT "vnm=1");
    assert_int_equal(findings_of(subject_determine(subject, GOOD, LINES(LINE)), "document-mismatch"), 1);
    usmca_case_free(subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_border),
                                       cmocka_unit_test(the_fiscal_year_is_the_producers),
                                       cmocka_unit_test(a_line_without_a_name)};
    return cmocka_run_group_tests(tests, load, unload);
}
