#include "origin/subject.h"

/* Every construct of a change in tariff classification, with a material that makes it and one that fails by
 * exactly that construct. */
static const struct {
    const char *scope;
    const char *change;
    const char *good;
    const char *makes;
    const char *fails;
} CHANGES[] = {
    {"8403", "<change from='other-chapter'/>", "8403.10", "7326.90", "8402.90"},
    {"8403", "<change from='other-heading'/>", "8403.10", "8402.90", "8403.90"},
    {"8403", "<change from='other-subheading'/>", "8403.10", "8403.90", "8403.10"},
    {"8403", "<change from='other-tariff-item'/>", "8403.10.05", "8403.10.90", "8403.10.05"},
    {"8402-8403", "<change from='other-heading' group='including'/>", "8403.10", "8402.90", "8403.90"},
    {"8402-8403", "<change from='other-heading' group='outside'/>", "8403.10", "8404.90", "8402.90"},
    {"8403.10-8403.90", "<change from='other-subheading' group='outside'/>", "8403.10", "8404.90", "8403.90"},
    {"8403", "<change from='other-heading'><except codes='8404'/></change>", "8403.10", "8405.90", "8404.90"},
    {"8403", "<change from='other-heading'><except codes='8404-8406 9032.10.00'/></change>", "8403.10",
     "9032.20", "8405.90"},
    {"8403", "<change from='other-heading'><except codes='9032.10.00'/></change>", "8403.10", "9032.10.60",
     "9032.10.00"},
    {"8403", "<change from='other-heading'><also codes='8403.90' whether-or-not='true'/></change>", "8403.10",
     "8403.90", "8403.10"},
    {"8403", "<change from='named-origins'><also codes='8403.90 7322'/></change>", "8403.10", "7322.90",
     "7326.90"},
    {"8403", "<change from='named-origins'><also codes='8402-8404'/></change>", "8403.10", "8402.90",
     "8403.90"},
    {"8403.10", "<change from='other-heading'><also same='subheading'/></change>", "8403.10",
     "8403.10 facts=another-good=yes", "8403.90"},
    {"8403.10", "<change from='other-heading'><also same='subheading'/></change>", "8403.10", "8402.90",
     "8403.10 facts=another-good=no"},
    {"8517.62", "<change from='other-subheading'><also same='subheading'/><except codes='8518'/></change>",
     "8517.62", "8517.62 facts=another-good=yes", "8518.10"},
    {"4101", "<change from='other-chapter'><also same='heading'/></change>", "4101.20", "4101.50",
     "4101.20 facts=another-good=no"}, /* two codes are two goods */
    {"8537", "<change from='other-heading'><except codes='8538.90' when='moulded-part'/></change>", "8537.10",
     "8538.90 facts=moulded-part=false", "8538.90 facts=moulded-part=true"},
    {"8508.70", "<change from='named-origins'><also codes='8508.70' when='moulded-part'/></change>",
     "8508.70", "8508.70 facts=moulded-part=true", "8508.70 facts=moulded-part=false"},
};

static struct usmca_rulebook *book_with(const char *scope, const char *rule_more, const char *requirements) {
    struct usmca_rulebook *book = NULL;
    struct buffer xml = {0};
    usmca_error error = {0};
    buffer_string(&xml,
                  "<rules edition='2012' source='test'><rule id='t' cite='c' status='verified' scope='");
    buffer_string(&xml, scope);
    buffer_string(&xml, "'>");
    buffer_string(&xml, rule_more);
    buffer_string(&xml, "<alternative>");
    buffer_string(&xml, requirements);
    buffer_string(&xml, "</alternative></rule></rules>");
    buffer_char(&xml, '\0');
    if (book_of(&book, xml.data, NULL, &error) != USMCA_OK)
        fail_msg("%s: %s", requirements, error.text);
    buffer_free(&xml);
    return book;
}

static enum result shift_of(const struct usmca_rulebook *book, const char *good, const char *material) {
    usmca_case *subject = NULL;
    char good_line[128];
    char line[256];
    snprintf(good_line, sizeof good_line, "hs=%s country=MX transaction_value=100", good);
    snprintf(line, sizeof line, "origin=non-originating value=50 hs=%s", material);
    const struct determination *found = determine_of(&subject, book, good_line, LINES(line));
    assert_int_equal(found->alternative_count, 1);
    enum result result = found->alternatives[0].tests[0].result;
    usmca_case_free(subject);
    return result;
}

static void every_construct_passes_and_fails(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof CHANGES / sizeof CHANGES[0]; i++) {
        struct usmca_rulebook *book = book_with(CHANGES[i].scope, "", CHANGES[i].change);
        if (shift_of(book, CHANGES[i].good, CHANGES[i].makes) != RESULT_PASS)
            fail_msg("%s: %s does not make it", CHANGES[i].change, CHANGES[i].makes);
        if (shift_of(book, CHANGES[i].good, CHANGES[i].fails) != RESULT_FAIL)
            fail_msg("%s: %s does not fail", CHANGES[i].change, CHANGES[i].fails);
        rulebook_free(book);
    }
}

static void what_is_not_known_stays_unknown(void **state) {
    (void)state;
    struct usmca_rulebook *book = book_with("8403", "", "<change from='other-subheading'/>");
    assert_int_equal(shift_of(book, "8403.10", "8403"), RESULT_UNKNOWN);
    assert_int_equal(shift_of(book, "8403.10", "8402"), RESULT_PASS);
    rulebook_free(book);
    book = book_with("8537", "",
                     "<change from='other-heading'><except codes='8538.90' when='moulded-part'/></change>");
    assert_int_equal(shift_of(book, "8537.10", "8538.90"), RESULT_UNKNOWN);
    assert_int_equal(shift_of(book, "8537.10", "8536.90"), RESULT_PASS);
    rulebook_free(book);
    book = book_with("8403", "", "<change from='other-heading'><except codes='9032.10.00'/></change>");
    assert_int_equal(shift_of(book, "8403.10", "9032.10"), RESULT_UNKNOWN);
    rulebook_free(book);
    book = book_with("8403", "", "<change from='other-subheading'><also same='subheading'/></change>");
    assert_int_equal(shift_of(book, "8403.10", "8403.10"), RESULT_UNKNOWN);
    assert_int_equal(shift_of(book, "8403.10", "8403"), RESULT_UNKNOWN);
    assert_int_equal(shift_of(book, "8403", "8403.10"), RESULT_UNKNOWN);
    /* of the same subheading or of another, it is another good */
    assert_int_equal(shift_of(book, "8403.10", "8403 facts=another-good=yes"), RESULT_PASS);
    assert_int_equal(shift_of(book, "8403.10", "8403.90"), RESULT_PASS);
    rulebook_free(book);
}

static void combinations_fail_together(void **state) {
    (void)state;
    struct usmca_rulebook *book =
        book_with("8403", "",
                  "<change from='other-heading'><except-combination more-than='1'><of codes='8404'/>"
                  "<of codes='8405'/><of codes='8406'/></except-combination></change>");
    usmca_case *subject = NULL;
    const struct determination *found = determine_of(
        &subject, book, "hs=8403.10 country=MX transaction_value=100",
        LINES("origin=non-originating value=20 hs=8404.90", "origin=non-originating value=20 hs=8404.10",
              "origin=non-originating value=20 hs=7326.90"));
    assert_int_equal(found->status, STATUS_ORIGINATING);
    usmca_case_free(subject);
    found = determine_of(&subject, book, "hs=8403.10 country=MX transaction_value=100",
                         LINES("origin=non-originating value=20 hs=8404.90",
                               "origin=non-originating value=20 hs=8406.90",
                               "origin=non-originating value=20 hs=7326.90"));
    assert_int_equal(found->status, STATUS_NON_ORIGINATING);
    assert_int_equal(found->lines[0].shift, RESULT_FAIL);
    assert_int_equal(found->lines[1].shift, RESULT_FAIL);
    assert_int_equal(found->lines[2].shift, RESULT_PASS);
    usmca_case_free(subject);
    rulebook_free(book);
}

static void some_materials_are_left_out(void **state) {
    (void)state;
    struct usmca_rulebook *book = book_with("8403", "<disregard codes='3206'/>",
                                            "<change from='named-origins'><also codes='7322'/></change>");
    usmca_case *subject = NULL;
    const struct determination *found = determine_of(
        &subject, book, "hs=8403.10 country=MX transaction_value=100",
        LINES("origin=non-originating value=40 hs=3206.49", "origin=non-originating value=40 hs=7322.90",
              "origin=originating value=9 hs=8403.90",
              "origin=non-originating value=40 hs=8403.90 role=packaging",
              "origin=non-originating value=40 hs=8403.90 role=accessory",
              "origin=non-originating value=40 hs=8403.90 role=packing",
              "origin=non-originating value=40 hs=8403.90 role=indirect"));
    assert_int_equal(found->status, STATUS_ORIGINATING);
    assert_int_equal(found->lines[0].shift, NO_SHIFT);
    assert_int_equal(found->lines[1].shift, RESULT_PASS);
    for (uint32_t i = 2; i < 7; i++)
        assert_int_equal(found->lines[i].shift, NO_SHIFT);
    usmca_case_free(subject);
    rulebook_free(book);
    book = book_with("8403", "<component when='moulded-part'/>", "<change from='other-chapter'/>");
    found = determine_of(&subject, book, "hs=8403.10 country=MX transaction_value=100",
                         LINES("origin=non-originating value=40 hs=8403.90 facts=moulded-part=false",
                               "origin=non-originating value=40 hs=7322.90 facts=moulded-part=true"));
    assert_int_equal(found->status, STATUS_ORIGINATING);
    usmca_case_free(subject);
    rulebook_free(book);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_construct_passes_and_fails), cmocka_unit_test(what_is_not_known_stays_unknown),
        cmocka_unit_test(combinations_fail_together), cmocka_unit_test(some_materials_are_left_out)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
