#include "rulebook/book.h"
#include "rulebook/validate.h"

static struct usmca_rulebook *shipped;

static int load(void **state) {
    (void)state;
    return rulebook_open(&shipped, RULES, "en", NULL) == USMCA_OK ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    rulebook_free(shipped);
    return 0;
}

static const struct rule *named(const struct usmca_rulebook *book, const char *id) {
    for (uint32_t i = 0; i < book->rule_count; i++)
        if (text_is(book->rules[i].id, id))
            return &book->rules[i];
    return NULL;
}

static const struct requirement *of_kind(const struct alternative *alternative, enum requirement_kind kind) {
    for (uint32_t i = 0; i < alternative->requirement_count; i++)
        if (alternative->requirements[i].kind == kind)
            return &alternative->requirements[i];
    return NULL;
}

static bool same_set(struct hs_set a, struct hs_set b) {
    return a.count == b.count && memcmp(a.ranges, b.ranges, sizeof *a.ranges * a.count) == 0;
}

static void a_rule_for_a_use_has_the_group_of_the_ordinary_rule(void **state) {
    (void)state;
    const struct rule *base = named(shipped, "84.246");
    const struct rule *rule = named(shipped, "84.246.table-e");
    assert_non_null(base);
    assert_non_null(rule);
    assert_true(same_set(rule->scope.set, base->scope.set));
    assert_false(same_set(rule->goods, base->goods));
    assert_int_equal(rule->uses, 1U << USE_HEAVY_TRUCK);
    assert_int_equal(rule->alternative_count, base->alternative_count);
    for (uint32_t i = 0; i < base->alternative_count; i++)
        assert_memory_equal(&of_kind(&rule->alternatives[i], REQUIRE_CHANGE)->change,
                            &of_kind(&base->alternatives[i], REQUIRE_CHANGE)->change, sizeof(struct change));
    assert_int_equal(hs_set_holds(rule->goods, hs_code_subheading(848280)), HS_OUTSIDE);
    assert_int_equal(hs_set_holds(rule->goods, hs_code_subheading(848250)), HS_INSIDE);
}

/* Whatever a content for a use makes of the shipped rules, it keeps their group and invents no change. */
static void no_made_rule_has_a_change_of_its_own(void **state) {
    (void)state;
    uint32_t made = 0;
    for (uint32_t i = 0; i < shipped->rule_count; i++) {
        const struct rule *rule = &shipped->rules[i];
        const struct rule *base = NULL;
        for (uint32_t k = 0; k < i; k++) {
            const struct rule *other = &shipped->rules[k];
            if (other->uses == 0 && other->file.data == rule->file.data && other->line == rule->line)
                base = other;
        }
        if (base == NULL)
            continue;
        made++;
        assert_true(same_set(rule->scope.set, base->scope.set));
        assert_int_equal(rule->alternative_count, base->alternative_count);
        for (uint32_t a = 0; a < base->alternative_count; a++) {
            const struct requirement *change = of_kind(&rule->alternatives[a], REQUIRE_CHANGE);
            if (change != NULL)
                assert_memory_equal(&change->change, &of_kind(&base->alternatives[a], REQUIRE_CHANGE)->change,
                                    sizeof(struct change));
            else
                assert_non_null(of_kind(&rule->alternatives[a], REQUIRE_NO_CHANGE));
        }
    }
    assert_true(made > 90);
}

static void the_transaction_value_only_where_the_rule_has_it(void **state) {
    (void)state;
    const struct alternative *bumper = &named(shipped, "87.8708.10.light")->alternatives[1];
    const struct alternative *pump = &named(shipped, "84.40.table-b")->alternatives[1];
    assert_int_equal(of_kind(bumper, REQUIRE_RVC)->rvc[3].transaction_value, 0);
    assert_int_equal(of_kind(bumper, REQUIRE_RVC)->rvc[3].net_cost, 70 * DECIMAL_ONE);
    assert_int_equal(of_kind(pump, REQUIRE_RVC)->rvc[3].transaction_value, 80 * DECIMAL_ONE);
    assert_null(of_kind(pump, REQUIRE_CHANGE)); /* U.R. 14(14) */
    assert_non_null(of_kind(&named(shipped, "84.40.table-d")->alternatives[1], REQUIRE_CHANGE));
}

static void where_no_content_is_asked_none_becomes_another(void **state) {
    (void)state;
    assert_non_null(named(shipped, "85.29"));
    assert_null(named(shipped, "85.29.table-b"));
    const struct rule *starter = named(shipped, "85.29.table-d"); /* in the reading of H313365 alone */
    assert_non_null(starter);
    assert_non_null(of_kind(&starter->alternatives[0], REQUIRE_RVC)->held_in.dispute);
    assert_true(starter->disputes != 0);
    assert_null(named(shipped, "84.251.table-b"));
}

#define VEHICLES                                                                                             \
    "<rules edition='2012' source='test'><vehicles codes='8701-8706' with-core-parts='8703.21' "             \
    "core-part='core-part' component='core-component' high-wage-plant='high-wage-plant'>"
#define RULE                                                                                                 \
    "<rule id='r' cite='law' scope='8482.10-8482.80' status='verified'><alternative id='A'>"                 \
    "<change from='other-subheading' group='outside'/></alternative><alternative id='B'>"                    \
    "<change from='other-heading'/><rvc transaction-value='60' net-cost='50'/></alternative></rule>"

static struct usmca_rulebook *book_with(const char *content, const char *rules,
                                        struct xml_complaints *complaints) {
    char xml[2000];
    struct usmca_rulebook *book = NULL;
    usmca_error error = {0};
    snprintf(xml, sizeof xml, VEHICLES "%s</vehicles>%s</rules>", content, rules);
    assert_int_equal(book_of(&book, xml, complaints, &error), USMCA_OK);
    return book;
}

static void a_content_that_is_always_asked(void **state) {
    (void)state;
    struct usmca_rulebook *book =
        book_with("<content-for-use id='t' use='heavy-truck' codes='8482.10' content='always' cite='p'>"
                  "<rvc transaction-value='70' net-cost='60' from='2020-07-01'/></content-for-use>",
                  RULE, NULL);
    const struct rule *rule = named(book, "r.t");
    assert_non_null(rule);
    assert_string_equal(rule->cite.data, "p; law");
    assert_non_null(of_kind(&rule->alternatives[0], REQUIRE_CHANGE));
    assert_int_equal(of_kind(&rule->alternatives[0], REQUIRE_RVC)->rvc[0].net_cost, 60 * DECIMAL_ONE);
    assert_int_equal(of_kind(&rule->alternatives[0], REQUIRE_RVC)->rvc[0].transaction_value,
                     70 * DECIMAL_ONE);
    assert_int_equal(of_kind(&rule->alternatives[1], REQUIRE_RVC)->rvc[0].transaction_value,
                     70 * DECIMAL_ONE);
    rulebook_free(book);
}

static void what_the_law_writes_for_a_use_is_not_made_again(void **state) {
    (void)state;
    struct usmca_rulebook *book =
        book_with("<content-for-use id='t' use='heavy-truck light-truck' codes='8482.10-8482.40' cite='p'>"
                  "<rvc net-cost='60' from='2020-07-01'/></content-for-use>",
                  RULE "<rule id='w' cite='law 2' scope='8482.10-8482.80' use='heavy-truck light-truck' "
                       "status='verified'><alternative><no-change/><rvc net-cost='55'/></alternative></rule>"
                       "<rule id='n' cite='law 3' scope='8482.20' status='verified'><alternative>"
                       "<change from='other-heading'/></alternative></rule>",
                  NULL);
    assert_null(named(book, "r.t"));
    assert_null(named(book, "n.t"));
    rulebook_free(book);
    book = book_with("<content-for-use id='t' use='heavy-truck' codes='8482.10-8482.40' cite='p'>"
                     "<rvc net-cost='60' from='2020-07-01'/></content-for-use>",
                     RULE "<rule id='n' cite='law 3' scope='8482.20' status='verified'><alternative>"
                          "<change from='other-heading'/></alternative></rule>",
                     NULL);
    assert_int_equal(hs_set_holds(named(book, "r.t")->goods, hs_code_subheading(848210)), HS_INSIDE);
    assert_int_equal(hs_set_holds(named(book, "r.t")->goods, hs_code_subheading(848220)), HS_OUTSIDE);
    assert_int_equal(hs_set_holds(named(book, "r.t")->goods, hs_code_subheading(848240)), HS_INSIDE);
    rulebook_free(book);
}

static size_t complaints_of(const char *content) {
    struct xml_complaints complaints = {0};
    struct usmca_rulebook *book = book_with(content, RULE, &complaints);
    size_t count = complaints.count;
    rulebook_free(book);
    xml_complaints_free(&complaints);
    return count;
}

static void mistakes_are_said(void **state) {
    (void)state;
    assert_int_equal(complaints_of("<content-for-use id='t' use='heavy-truck' table='Z' cite='p'>"
                                   "<rvc net-cost='60'/></content-for-use>") > 0,
                     true);
    assert_int_equal(
        complaints_of("<content-for-use id='t' use='heavy-truck' codes='8482.10' cite='p'/>") > 0, true);
    assert_int_equal(
        complaints_of("<parts-table id='T' use='heavy-truck' codes='8482.20' cite='t'>"
                      "<described codes='8482.10' when='turbocharger'/></parts-table>"
                      "<content-for-use id='t' use='heavy-truck' table='T' when='bumper' cite='p'>"
                      "<rvc net-cost='60'/></content-for-use>"),
        1);
    assert_int_equal(complaints_of("<content-for-use id='t' use='heavy-truck' codes='8482.10' cite='p'>"
                                   "<rvc net-cost='60'/></content-for-use>"),
                     0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_for_a_use_has_the_group_of_the_ordinary_rule),
        cmocka_unit_test(no_made_rule_has_a_change_of_its_own),
        cmocka_unit_test(the_transaction_value_only_where_the_rule_has_it),
        cmocka_unit_test(where_no_content_is_asked_none_becomes_another),
        cmocka_unit_test(a_content_that_is_always_asked),
        cmocka_unit_test(what_the_law_writes_for_a_use_is_not_made_again),
        cmocka_unit_test(mistakes_are_said),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
