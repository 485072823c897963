#include "rulebook/book.h"
#include "rulebook/validate.h"

#define HEAD "<rules edition='2012' source='test'>\n"
#define HEADING "<alternative><change from='other-heading'/></alternative></rule>\n"

static size_t complaints_of(const char *xml, const char *part, unsigned line) {
    struct usmca_rulebook *book = NULL;
    struct xml_complaints complaints = {0};
    usmca_error error = {0};
    assert_int_equal(book_of(&book, xml, &complaints, &error), USMCA_OK);
    validate_book(book, 20240101, &complaints);
    size_t found = 0;
    for (size_t i = 0; i < complaints.count; i++)
        found +=
            strstr(complaints.list[i].text, part) != NULL && (line == 0 || complaints.list[i].line == line);
    rulebook_free(book);
    xml_complaints_free(&complaints);
    return found;
}

static void the_shipped_book_has_no_complaint(void **state) {
    (void)state;
    struct usmca_rulebook *book = NULL;
    struct xml_complaints complaints = {0};
    usmca_error error = {0};
    assert_int_equal(rulebook_open_all(&book, RULES, "en", &complaints, &error), USMCA_OK);
    validate_book(book, 20261124, &complaints);
    for (size_t i = 0; i < complaints.count; i++)
        print_message("%s:%u: %s\n", complaints.list[i].file, complaints.list[i].line,
                      complaints.list[i].text);
    assert_int_equal(complaints.count, 0);
    rulebook_free(book);
    xml_complaints_free(&complaints);
}

static void ids_stand_once(void **state) {
    (void)state;
    assert_int_equal(complaints_of(HEAD "<rule id='t' cite='c' scope='3901' status='verified'>" HEADING
                                        "<rule id='t' cite='c' scope='3902' status='verified'>" HEADING
                                        "</rules>",
                                   "the id t", 3),
                     1);
}

static void two_rules_for_the_same_goods_are_a_mistake(void **state) {
    (void)state;
    assert_int_equal(complaints_of(HEAD "<rule id='a' cite='c' scope='3901-3910' status='verified'>" HEADING
                                        "<rule id='b' cite='c' scope='3905-3915' status='verified'>" HEADING
                                        "</rules>",
                                   "same goods", 3),
                     1);
    assert_int_equal(
        complaints_of(HEAD
                      "<rule id='a' cite='c' scope='3901-3910' status='verified'>" HEADING
                      "<rule id='b' cite='c' scope='3905' status='verified'>" HEADING
                      "<rule id='c' cite='c' scope='3901-3910' use='heavy-truck' status='verified'>" HEADING
                      "</rules>",
                      "same goods", 0),
        0);
    assert_int_equal(
        complaints_of(HEAD "<rule id='a' cite='c' scope='3901' until='2024-01-01' status='verified'>" HEADING
                           "<rule id='b' cite='c' scope='3901' from='2024-01-01' status='verified'>" HEADING
                           "</rules>",
                      "same goods", 0),
        0);
}

#define OUTSIDE "<alternative><change from='other-subheading' group='outside'/></alternative></rule>\n"

static void a_variant_has_the_group_of_its_base(void **state) {
    (void)state;
    const char *use =
        HEAD "<rule id='a' cite='c' scope='8482.10-8482.80' status='verified'>" OUTSIDE
             "<rule id='b' cite='c' scope='8482.10' use='heavy-truck' status='verified'>" OUTSIDE "</rules>";
    const char *trade =
        HEAD "<rule id='a' cite='c' scope='8482.10-8482.80' status='verified'>" OUTSIDE
             "<rule id='b' cite='c' scope='8482.20' importing='US' status='verified'>" OUTSIDE "</rules>";
    const char *described = HEAD
        "<rule id='a' cite='c' scope='8415.20-8415.83' status='verified'>" OUTSIDE
        "<rule id='b' cite='c' scope='8415.20' when='split-system' status='verified'>" OUTSIDE "</rules>";
    const char *left_out = HEAD "<rule id='a' cite='c' scope='8482.10-8482.80' status='verified'>" OUTSIDE
                                "<rule id='b' cite='c' scope='8482.10' use='heavy-truck' status='verified'>"
                                "<alternative><change from='other-subheading'/></alternative></rule></rules>";
    const char *same =
        HEAD "<rule id='a' cite='c' scope='8482.10-8482.80' status='verified'>" OUTSIDE
             "<rule id='b' cite='c' scope='8482.10-8482.80' use='heavy-truck' status='verified'>" OUTSIDE
             "<rule id='d' cite='c' scope='8481.10' status='verified'>" OUTSIDE "</rules>";
    assert_int_equal(complaints_of(use, "the group of rule b is not that of rule a", 3), 1);
    assert_int_equal(complaints_of(trade, "the group of rule b is not that of rule a", 3), 1);
    assert_int_equal(complaints_of(described, "the group of rule b is not that of rule a", 3), 1);
    assert_int_equal(complaints_of(left_out, "the group of rule b is not that of rule a", 3), 1);
    assert_int_equal(complaints_of(same, "the group of rule", 0), 0);
}

static void steps_meet(void **state) {
    (void)state;
    const char *gap =
        HEAD "<rule id='a' cite='c' scope='3901' until='2024-01-01' status='verified'>" HEADING
             "<rule id='b' cite='c' scope='3901' from='2024-02-01' status='verified'>" HEADING "</rules>";
    assert_int_equal(complaints_of(gap, "has no rule from 2024-01-01 on", 2), 1);
    assert_int_equal(complaints_of(gap, "has no rule before 2024-02-01", 3), 1);
}

static void complete_chapters_are_complete(void **state) {
    (void)state;
    assert_true(complaints_of("<rules edition='2012' source='test' complete='39'>\n"
                              "<rule id='a' cite='c' scope='3901-3920' status='verified'>" HEADING "</rules>",
                              "3926.90 has no rule", 1) == 1);
}

static size_t schema_complaints(const char *xml) {
    char path[] = "/tmp/usmca-schema-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, xml, strlen(xml)), (ssize_t)strlen(xml));
    close(descriptor);
    struct xml_complaints complaints = {0};
    usmca_error error = {0};
    assert_int_equal(validate_schema(path, RULES, "rules", &complaints, &error), USMCA_OK);
    size_t count = complaints.count;
    for (size_t i = 0; i < count; i++)
        assert_true(complaints.list[i].line > 0);
    xml_complaints_free(&complaints);
    unlink(path);
    return count;
}

static void the_schema_refuses_what_it_does_not_know(void **state) {
    (void)state;
    assert_int_equal(
        schema_complaints(HEAD "<rule id='a' cite='c' scope='3901' status='verified'>" HEADING "</rules>"),
        0);
    assert_true(
        schema_complaints(HEAD "<rule id='a' cite='c' scope='3901' status='sure'>" HEADING "</rules>") > 0);
    assert_true(schema_complaints(HEAD "<rule id='a' cite='c' scope='39O1' status='verified'>" HEADING
                                       "</rules>") > 0);
    assert_true(schema_complaints("<rules edition='2012' source='x'><law/></rules>") > 0);
}

static usmca_status status_of(const char *xml, struct xml_complaints *complaints, usmca_error *error) {
    struct usmca_rulebook *book = NULL;
    usmca_status status = book_of(&book, xml, complaints, error);
    if (status == USMCA_OK)
        validate_book(book, 20240101, complaints);
    rulebook_free(book);
    return status;
}

static void what_stands_once_is_refused_a_second_time(void **state) {
    (void)state;
    static const char *const TWICE[] = {
        "<facts>\n<fact key='one-more' of='good' type='boolean'/><fact key='another' of='good' type='boolean'/></facts>",
        "<general edition='2017' source='s'>\n<threshold of='set' percent='10' cite='c'/></general>"};
    for (size_t i = 0; i < 2; i++) {
        struct xml_complaints complaints = {0};
        usmca_error error = {0};
        assert_int_equal(status_of(TWICE[i], NULL, &error), USMCA_ERROR_RULES);
        assert_true(error.line > 0);
        status_of(TWICE[i], &complaints, &error);
        assert_true(complaints.count > 0);
        xml_complaints_free(&complaints);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_shipped_book_has_no_complaint),
                                       cmocka_unit_test(ids_stand_once),
                                       cmocka_unit_test(what_stands_once_is_refused_a_second_time),
                                       cmocka_unit_test(two_rules_for_the_same_goods_are_a_mistake),
                                       cmocka_unit_test(a_variant_has_the_group_of_its_base),
                                       cmocka_unit_test(steps_meet),
                                       cmocka_unit_test(complete_chapters_are_complete),
                                       cmocka_unit_test(the_schema_refuses_what_it_does_not_know)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
