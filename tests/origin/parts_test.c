#include "origin/subject.h"

/* U.R. 3(4): a good that does not change from its parts, since both are classified together, originates by
 * its content alone: 60 % of the transaction value or 50 % of net cost, where it is produced in the
 * territory. */

static struct usmca_rulebook *book;

static int load(void **state) {
    (void)state;
    return book_of(
               &book,
               "<rules edition='2012' source='test'><rule id='t' cite='c' scope='39 61-63 84-94' "
               "status='verified'><alternative><change from='other-heading'/></alternative></rule></rules>",
               NULL, NULL) == USMCA_OK
               ? 0
               : -1;
}

static int unload(void **state) {
    (void)state;
    rulebook_free(book);
    return 0;
}

static void expect(const char *good, const char *line, enum status status, const char *criterion) {
    usmca_case *subject = subject_of(book);
    const usmca_determination *answer = subject_determine(subject, good, LINES(line));
    const char *by = usmca_determination_criterion(answer);
    if (answer->found->status != status || strcmp(by != NULL ? by : "", criterion) != 0)
        fail_msg("%s of %s: %s %s", good, line, usmca_determination_status(answer), by != NULL ? by : "");
    usmca_case_free(subject);
}

#define PART "country=MX facts=produced=yes "

/* 9401.90 is for parts of seats, by its words. */
static void the_content_that_it_asks(void **state) {
    (void)state;
    expect(PART "hs=9401.90 transaction_value=100", "hs=9401.90 origin=non-originating value=40",
           STATUS_ORIGINATING, "D");
    expect(PART "hs=9401.90 transaction_value=100", "hs=9401.90 origin=non-originating value=40.01",
           STATUS_NON_ORIGINATING, "");
    expect(PART "hs=9401.90 net_cost=100", "hs=9401.90 origin=non-originating value=50", STATUS_ORIGINATING,
           "D");
    expect(PART "hs=9401.90 net_cost=100", "hs=9401.90 origin=non-originating value=50.01",
           STATUS_NON_ORIGINATING, "");
    expect(PART "hs=9401.90 transaction_value=100", "hs=9401.90 origin=non-originating", STATUS_UNDETERMINED,
           "");
}

/* By the words of the subheading, or by what is declared of the line against them. */
static void what_a_part_is(void **state) {
    (void)state;
    expect(PART "hs=3926.90 transaction_value=100", "hs=3926.90 origin=non-originating value=40",
           STATUS_NON_ORIGINATING, "");
    expect(PART "hs=3926.90 transaction_value=100",
           "hs=3926.90 origin=non-originating value=40 facts=part=yes", STATUS_ORIGINATING, "D");
    expect(PART "hs=9401.90 transaction_value=100",
           "hs=9401.90 origin=non-originating value=40 facts=part=no", STATUS_NON_ORIGINATING, "");
    expect(PART "hs=9401.90 transaction_value=100", "hs=9401.80 origin=non-originating value=40",
           STATUS_NON_ORIGINATING, "");
}

/* 3(4)(b), and the goods of chapters 61 to 63, which have no such way. */
static void unassembled_goods(void **state) {
    (void)state;
    static const char LINE[] = "hs=3926.90 origin=non-originating value=40";
    expect("country=MX hs=3926.90 transaction_value=100 facts=produced=yes;unassembled=yes", LINE,
           STATUS_ORIGINATING, "D");
    expect("country=MX hs=3926.90 transaction_value=100 facts=produced=yes;unassembled=no", LINE,
           STATUS_NON_ORIGINATING, "");
    expect("country=MX hs=6307.90 transaction_value=100 facts=produced=yes;unassembled=yes",
           "hs=6307.90 origin=non-originating value=10.01", STATUS_NON_ORIGINATING, "");
}

/* A Note of section XVI classifies parts with the machine: it is asked, where there are figures. */
static void where_the_words_are_silent(void **state) {
    (void)state;
    expect(PART "hs=8482.10 transaction_value=100", "hs=8482.10 origin=non-originating value=40",
           STATUS_UNDETERMINED, "");
    expect(PART "hs=8482.10 transaction_value=100", "hs=8482.10 origin=non-originating value=40.01",
           STATUS_NON_ORIGINATING, "");
    expect(PART "hs=8482.10", "hs=8482.10 origin=non-originating value=40", STATUS_NON_ORIGINATING, "");
    expect(PART "hs=8482.10 transaction_value=100",
           "hs=8482.10 origin=non-originating value=40 facts=part=yes", STATUS_ORIGINATING, "D");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_content_that_it_asks),
                                       cmocka_unit_test(what_a_part_is), cmocka_unit_test(unassembled_goods),
                                       cmocka_unit_test(where_the_words_are_silent)};
    return cmocka_run_group_tests(tests, load, unload);
}
