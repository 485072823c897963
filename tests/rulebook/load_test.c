#include "rulebook/book.h"

static void the_shipped_book_loads(void **state) {
    (void)state;
    struct usmca_rulebook *book = NULL;
    usmca_error error = {0};
    assert_int_equal(rulebook_open(&book, RULES, "en", &error), USMCA_OK);
    assert_true(book->rule_count > 200);
    assert_int_equal(book->general.in_force, 20200701);
    assert_int_equal(book->general.territory,
                     1U << COUNTRY_CANADA | 1U << COUNTRY_MEXICO | 1U << COUNTRY_UNITED_STATES);
    assert_int_equal(general_threshold(&book->general, THRESHOLD_SET, 20240101)->percent, 10 * DECIMAL_ONE);
    assert_null(general_threshold(&book->general, THRESHOLD_SET, 20200630));
    assert_true(arena_reserved(&book->arena) <= book->arena.expected); /* no second block */
    rulebook_free(book);
}

static void what_is_no_book_is_refused(void **state) {
    (void)state;
    struct usmca_rulebook *book = NULL;
    usmca_error error = {0};
    assert_int_equal(rulebook_open(&book, "/nowhere", "en", &error), USMCA_ERROR_RULES);
    assert_int_equal(rulebook_open(&book, SOURCE_FOLDER, "en", &error), USMCA_ERROR_RULES);
    assert_int_not_equal(rulebook_open(&book, RULES, "xx", &error), USMCA_OK);
}

#define HEAD "<rules edition='2012' source='test'>\n"
#define RULE "<rule id='t' cite='c' scope='3926.90' status='verified'>\n"
#define BODY "<alternative><change from='other-heading'/></alternative></rule></rules>"

static const struct {
    const char *xml;
    unsigned line;
    const char *part;
} MISTAKES[] = {
    {HEAD "<rule id='t' cite='c' scope='3977.90' status='verified'>" BODY, 2,
     "3977.90 does not exist in HS 2012"},
    {HEAD "<rule id='t' cite='c' scope='3926.90-3901.10' status='verified'>" BODY, 2, "not a range"},
    {HEAD "<rule id='t' cite='c' scope='3926.9' status='verified'>" BODY, 2, "no code"},
    {HEAD "<rule id='t' cite='c' status='verified'>" BODY, 2, "scope"},
    {HEAD "<rule cite='c' scope='3926.90' status='verified'>" BODY, 2, "id"},
    {HEAD "<rule id='t' cite='c' scope='3926.90'>" BODY, 2, "status"},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='doubtful'>" BODY, 2, "doubt"},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='verified' colour='x'>" BODY, 2, "colour"},
    {HEAD
     "<rule id='t' cite='c' scope='3926.90' status='verified' from='2024-01-01' until='2023-01-01'>" BODY,
     2, "ends before"},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='verified' from='yesterday'>" BODY, 2, "not a date"},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='verified' when='unheard-of'>" BODY, 2, "no fact"},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='verified' when='battery-cell'>" BODY, 2,
     "not of a good"},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='verified' use='boat'>" BODY, 2, "boat"},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='disputed'>" BODY, 2, "names the dispute"},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='verified' dispute='core-part-roll-up' "
          "reading='whole'>" BODY,
     2, "not verified"},
    {HEAD
     "<rule id='t' cite='c' scope='3926.90' status='verified'><alternative><change from='other-heading'/>"
     "<rvc net-cost='50' dispute='core-part-roll-up' reading='whole'/></alternative></rule></rules>",
     2, "not verified"},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='disputed' dispute='core-part-roll-up' "
          "reading='half'>" BODY,
     2, "no reading \"half\""},
    {HEAD "<rule id='t' cite='c' scope='3926.90' status='disputed' dispute='nothing' reading='whole'>" BODY,
     2, "no reading \"whole\" of a dispute \"nothing\""},
    {HEAD
     "<rule id='t' cite='c' scope='3926.90' status='disputed'>\n<alternative><change from='other-heading' "
     "dispute='core-part-roll-up' reading='whole'/></alternative></rule></rules>",
     3, "requires nothing in one reading"},
    {"<disputes><dispute id='a' cite='c'>\n<reading id='x' cite='c' held-by='US'/></dispute></disputes>", 1,
     "2 to 4 readings"},
    {"<disputes><dispute id='a' cite='c'><reading id='x' cite='c' held-by='US CA'/>"
     "<reading id='y' cite='c' held-by='US'/></dispute></disputes>",
     1, "hold two readings"},
    {"<disputes><dispute id='a' cite='c'><reading id='x' cite='c'/><reading id='y' cite='c'/></dispute>\n"
     "<dispute id='a' cite='c'><reading id='x' cite='c'/><reading id='y' cite='c'/></dispute></disputes>",
     2, "stands here twice"},
    {HEAD RULE "</rule></rules>", 2, "no <alternative>"},
    {HEAD RULE "<alternative/></rule></rules>", 3, "requires nothing"},
    {HEAD RULE "<alternative><change from='nowhere'/></alternative></rule></rules>", 3, "nowhere"},
    {HEAD RULE "<alternative><change from='named-origins'/></alternative></rule></rules>", 3,
     "named-origins"},
    {HEAD RULE "<alternative><change from='other-heading'>\n<except/></change></alternative></rule></rules>",
     4, "codes or same"},
    {HEAD RULE
     "<alternative><change from='other-heading'>\n<also codes='3901' same='heading'/></change></alternative></rule></rules>",
     4, "codes or same"},
    {HEAD RULE "<alternative>\n<rvc/></alternative></rule></rules>", 4, "percentage"},
    {HEAD RULE "<alternative>\n<rvc net-cost='101'/></alternative></rule></rules>", 4, "more than 100"},
    {HEAD RULE
     "<alternative><rvc net-cost='50' from='2020-07-01' until='2021-01-01'/>\n<rvc net-cost='60' from='2021-02-01'/></alternative></rule></rules>",
     4, "step before it"},
    {HEAD RULE "<alternative>\n<weight-share codes='3901'/></alternative></rule></rules>", 4, "percent"},
    {HEAD RULE "<alternative>\n<weight-limit codes='3901'/></alternative></rule></rules>", 4, "percent"},
    {HEAD RULE
     "<alternative>\n<weight-limit codes='3901' percent='50' of='box'/></alternative></rule></rules>",
     4, "box"},
    {HEAD RULE "<alternative>\n<each-material codes='3901'/></alternative></rule></rules>", 4, "must"},
    {HEAD RULE
     "<alternative>\n<each-material codes='3901' must='remanufactured'/></alternative></rule></rules>",
     4, "not of a material"},
    {HEAD "<rule id='t' cite='c' scope='61' status='verified' adds='sums'>" BODY, 2, "sums"},
    {"<general edition='2012' source='test'>\n<disregarded-materials goods='90' materials='8471'/></general>",
     2, "cite is missing"},
    {"<general edition='2012' source='test'>\n<de-minimis-allowed goods='0709.59' cite='c'/></general>", 2,
     "materials is missing"},
    {"<general edition='2012' source='test'>\n<threshold of='set' percent='600' cite='c'/></general>", 2,
     "more than 100"},
    {"<general edition='2012' source='test'>\n<threshold of='set tariff-shift' percent='1' cite='c'/></general>",
     2, "one word"},
    {"<general edition='2012' source='test'>\n<threshold of='set set' percent='1' cite='c'/></general>", 2,
     "names set twice"},
    {"<general source='test'/>", 1, "edition is missing"},
    {"<general edition='2012' source='test'>\n<territory cite='c'/></general>", 2, "countries is missing"},
    {"<general edition='2012' source='test'>\n<production when='produced' assemblies='8407' cite='c'/></general>",
     2, "goes with"},
    {"<general edition='2012' source='test'>\n<certification signers='exporterr' months='12' years='4' "
     "cite='c'/></general>",
     2, "exporterr"},
    {"<general edition='2012' source='test'>\n<certification signers='exporter' months='0' years='4' "
     "cite='c'/></general>",
     2, "at least 1"},
    {"<general edition='2012' source='test'>\n<thin-margin/></general>", 2, "points is missing"},
    {HEAD RULE "<alternative>\n<rvc transaction-value='0' net-cost='50'/></alternative></rule></rules>", 4,
     "everything reaches"},
    {HEAD RULE
     "<alternative>\n<change from='other-heading' group='including outside'/></alternative></rule></rules>",
     4, "one word"},
    {HEAD RULE
     "<alternative><change from='other-heading'>\n<except-combination><of codes='3901'/><of codes='3902'/>"
     "</except-combination></change></alternative></rule></rules>",
     4, "more-than"},
    {HEAD RULE "<alternative><no-change/></alternative></rule>\n"
               "<rule id='t' cite='c' scope='3925' status='verified'><alternative><no-change/></alternative>"
               "</rule></rules>",
     4, "the id t stands already"},
    {HEAD RULE
     "<alternative><no-change/></alternative></rule>\n"
     "<rule id='u' cite='c' scope='3926.90' status='verified'><alternative><no-change/></alternative>"
     "</rule></rules>",
     4, "neither is narrower"},
    {HEAD RULE "<alternative>\n<process/></alternative></rule></rules>", 4, "fact"},
    {HEAD RULE
     "<alternative><change from='other-heading'><except-combination more-than='2'>\n<of codes='3901'/></except-combination></change></alternative></rule></rules>",
     3, "no more than 2"},
    {HEAD RULE "<alternative><change from='other-heading'/></alternative>\n<clause/></rule></rules>", 4,
     "unknown element"},
    {"<rules edition='2012'>\n</rules>", 1, "source"},
    {"<rules edition='2007' source='test'/>", 1, "2007"},
    {"<rules edition='2022' source='test'/>", 1, "HS 2012"},
    {HEAD RULE "<alternative>\n<rvc transaction-value='-1'/></alternative></rule></rules>", 4, "less than 0"},
    {HEAD RULE "<alternative>\n<change from='other-heading' group=''/></alternative></rule></rules>", 4,
     "group is empty"},
    {"<general edition='2012' source='test'>\n<threshold of='set' from='2020-07-01' cite='c'/></general>", 2,
     "percent is missing"},
    {"<general edition='2012' source='test'>\n<kept-code codes='8529.90' cite='c'/></general>", 2,
     "unless is missing"},
    {"<general edition='2012' source='test'>\n<former-code codes='8485.30' was='8475.29' otherwise='8479.89' "
     "cite='c'/></general>",
     2, "asks nothing"},
    {"<general edition='2012' source='test'>\n<repacking goods='3506.10'/></general>", 2, "from is missing"},
    {"<laws/>", 1, "begins with"},
    {"<rules edition='2012' source='test'>\n<rule", 2, ""},
    {"<!DOCTYPE rules [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><rules edition='2012' source='&e;'/>", 1,
     "entity"},
};

static void mistakes_are_refused_with_their_line(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof MISTAKES / sizeof MISTAKES[0]; i++) {
        struct usmca_rulebook *book = NULL;
        usmca_error error = {0};
        usmca_status status = book_of(&book, MISTAKES[i].xml, NULL, &error);
        if (status != USMCA_ERROR_RULES || error.line != MISTAKES[i].line ||
            strstr(error.text, MISTAKES[i].part) == NULL)
            fail_msg("%s\n  gave %d, line %u: %s", MISTAKES[i].xml, status, error.line, error.text);
    }
}

static void all_complaints_can_be_had_at_once(void **state) {
    (void)state;
    struct usmca_rulebook *book = NULL;
    struct xml_complaints complaints = {0};
    usmca_error error = {0};
    assert_int_equal(book_of(&book,
                             HEAD "<rule id='a' cite='c' scope='3977.90' status='verified'>\n"
                                  "<alternative><change from='nowhere'/></alternative></rule>\n"
                                  "<rule id='b' scope='3926.90' status='verified'>\n"
                                  "<alternative><rvc/></alternative></rule></rules>",
                             &complaints, &error),
                     USMCA_OK);
    assert_true(complaints.count >= 4);
    rulebook_free(book);
    xml_complaints_free(&complaints);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_shipped_book_loads),
                                       cmocka_unit_test(what_is_no_book_is_refused),
                                       cmocka_unit_test(mistakes_are_refused_with_their_line),
                                       cmocka_unit_test(all_complaints_can_be_had_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
