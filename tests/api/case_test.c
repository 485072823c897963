#include "unit.h"

#include <jansson.h>
#include <usmca.h>

#include "api/rulebook.h"

#define COUNT(fields) (sizeof(fields) / sizeof(fields)[0])

static void determines_one_good_after_another(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error;
    const usmca_field good[] = {
        {"good_id", "PART"}, {"hs", "3926.90"}, {"country", "MX"}, {"criterion_claimed", "B"}};
    const usmca_field resin[] = {{"hs", "3902.10"}, {"origin", "non-originating"}, {"value", "3"}};
    const usmca_field blank[] = {{"hs", "3926.90"}, {"origin", "non-originating"}, {"value", "3"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    for (int round = 0; round < 3; round++) {
        size_t length = 0;
        assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
        assert_int_equal(usmca_case_material(subject, resin, COUNT(resin), &error), USMCA_OK);
        assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
        assert_string_equal(usmca_determination_status(answer), "originating");
        assert_string_equal(usmca_determination_criterion(answer), "B");
        assert_string_equal(usmca_determination_rule(answer), "39.2");
        assert_string_equal(usmca_determination_cite(answer), "GN 11(o) ch. 39 r. 2");
        assert_int_equal(usmca_determination_findings(answer), 0);
        json_t *json = json_loads(usmca_determination_json(answer, &length), 0, NULL);
        assert_non_null(json);
        assert_string_equal(json_string_value(json_object_get(json, "good_id")), "PART");
        json_decref(json);

        assert_int_equal(usmca_case_material(subject, blank, COUNT(blank), &error), USMCA_OK);
        assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
        assert_string_equal(usmca_determination_status(answer), "non-originating");
        assert_null(usmca_determination_criterion(answer));
        assert_null(usmca_determination_rule(answer));
        assert_true(usmca_determination_findings(answer) >= 2);
        assert_string_equal(usmca_determination_finding_code(answer, 0), "tariff-shift-failed");
        assert_string_equal(usmca_determination_finding_severity(answer, 0), "violation");
        assert_non_null(strstr(usmca_determination_finding_message(answer, 0), "Line 2"));
        assert_null(usmca_determination_finding_code(answer, 1000));
    }
    usmca_case_free(subject);
}

static void levels_are_of_files(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    usmca_error error;
    const usmca_field good[] = {{"good_id", "PART"}, {"hs", "3926.90"}, {"country", "MX"}};
    const usmca_field row[] = {{"hs", "3902.10"}, {"level", "1"}, {"value", "3"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, row, COUNT(row), &error), USMCA_ERROR_ARGUMENT);
    assert_non_null(strstr(error.text, "level"));
    usmca_case_free(subject);
}

static void documents_rates_and_duties_hold_for_all_goods(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error;
    const usmca_field good[] = {{"good_id", "PUMP"},
                                {"hs", "8413.30"},
                                {"country", "MX"},
                                {"transaction_value", "1700"},
                                {"currency", "MXN"}};
    const usmca_field part[] = {{"hs", "8413.91"}, {"material_id", "P"}, {"origin", "non-originating"},
                                {"value", "60"},   {"currency", "USD"},  {"document", "S"}};
    const usmca_field rate[] = {{"date", "2024-01-01"}, {"from", "USD"}, {"to", "MXN"}, {"rate", "17"}};
    const usmca_field statement[] = {{"document_id", "S"}, {"kind", "accumulation-vnm"},
                                     {"material_id", "P"}, {"certifier_role", "producer"},
                                     {"vnm", "30"},        {"signed_on", "2024-01-05"},
                                     {"currency", "USD"}};
    const usmca_field duty[] = {{"hs", "8413"}, {"rate_percent", "2.5"}};
    size_t length = 0;
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_rate(subject, rate, COUNT(rate), &error), USMCA_OK);
    assert_int_equal(usmca_case_document(subject, statement, COUNT(statement), &error), USMCA_OK);
    assert_int_equal(usmca_case_duty(subject, duty, COUNT(duty), &error), USMCA_OK);
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, part, COUNT(part), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    assert_non_null(
        strstr(usmca_determination_json(answer, &length), "\"vnm\":\"510.00\",\"percent\":\"70.0000\""));
    assert_non_null(strstr(usmca_determination_json(answer, &length), "\"amount\":\"42.50\""));
    usmca_case_free(subject);
}

/* Pile, status by what is documented, and the day until which the answer stands; `document` may be NULL. */
static void expect_evidence(usmca_case *subject, const char *document, const char *pile,
                            const char *documented, const char *until) {
    const usmca_determination *answer = NULL;
    usmca_error error;
    const usmca_field good[] = {{"good_id", "PUMP"},
                                {"hs", "8413.30"},
                                {"country", "MX"},
                                {"use", "aftermarket"},
                                {"transaction_value", "100"}};
    const usmca_field part[] = {{"hs", "8413.91"},         {"material_id", "P"}, {"value", "60"},
                                {"origin", "originating"}, {"country", "MX"},    {"document", document}};
    const usmca_field seal[] = {{"hs", "4016.93"}, {"origin", "non-originating"}, {"value", "5"}};
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, part, document != NULL ? 6 : 5, &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, seal, COUNT(seal), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    assert_string_equal(usmca_determination_status(answer), "originating");
    assert_string_equal(usmca_determination_pile(answer), pile);
    assert_string_equal(usmca_determination_status_documented(answer), documented);
    if (until == NULL)
        assert_null(usmca_determination_valid_until(answer));
    else
        assert_string_equal(usmca_determination_valid_until(answer), until);
}

static void what_is_documented(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    usmca_error error;
    const usmca_field paper[] = {{"document_id", "D"},       {"kind", "certification"},
                                 {"material_id", "P"},       {"hs", "8413.91"},
                                 {"criterion", "B"},         {"valid_from", "2024-01-01"},
                                 {"valid_to", "2024-12-31"}, {"signed_on", "2024-01-05"},
                                 {"certifier", "A. Ruiz"},   {"certifier_role", "producer"},
                                 {"producer", "S"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    expect_evidence(subject, NULL, "paper-first", "non-originating", NULL);
    assert_int_equal(usmca_case_document(subject, paper, COUNT(paper), &error), USMCA_OK);
    expect_evidence(subject, "D", "sign", "originating", "2024-12-31");
    assert_null(usmca_determination_pile(NULL));
    assert_null(usmca_determination_status_documented(NULL));
    assert_null(usmca_determination_valid_until(NULL));
    usmca_case_free(subject);
}

/* What a good that is kept rests on is that of the goods made of it, whatever papers come after. */
static void papers_below_what_is_kept(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error;
    size_t length = 0;
    const usmca_field part[] = {{"good_id", "CASING"}, {"hs", "8413.91"}, {"country", "MX"}};
    const usmca_field blank[] = {{"hs", "8413.91"},
                                 {"material_id", "BLANK"},
                                 {"origin", "originating"},
                                 {"value", "50"},
                                 {"document", "M"}};
    const usmca_field pump[] = {{"good_id", "PUMP"},
                                {"hs", "8413.30"},
                                {"country", "MX"},
                                {"use", "aftermarket"},
                                {"transaction_value", "100"}};
    const usmca_field casing[] = {{"hs", "8413.91"}, {"material_id", "CASING"}, {"value", "60"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_good(subject, part, COUNT(part), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, blank, COUNT(blank), &error), USMCA_OK);
    assert_int_equal(usmca_case_keep(subject, &error), USMCA_OK);
    for (int i = 0; i < 40; i++) { /* before and behind M in the table */
        char id[8];
        snprintf(id, sizeof id, "%c%d", i % 2 == 0 ? 'A' : 'Z', i);
        const usmca_field other[] = {{"document_id", id}, {"kind", "certification"}};
        assert_int_equal(usmca_case_document(subject, other, COUNT(other), &error), USMCA_OK);
    }
    assert_int_equal(usmca_case_good(subject, pump, COUNT(pump), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, casing, COUNT(casing), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    assert_string_equal(usmca_determination_pile(answer), "paper-first");
    assert_non_null(
        strstr(usmca_determination_json(answer, &length), "\"path\":\"PUMP > CASING > BLANK: M\""));
    usmca_case_free(subject);
}

static json_t *requirement(const json_t *json, const char *id) {
    size_t index = 0;
    json_t *one = NULL;
    json_array_foreach(json_object_get(json_object_get(json, "vehicle"), "requirements"), index,
                       one) if (strcmp(json_string_value(json_object_get(one, "id")), id) == 0) return one;
    return NULL;
}

/* The other months, in which none are produced. */
static void no_more_of_the_year(usmca_case *subject) {
    usmca_error error;
    static const char *const idle[] = {"2024-05-01", "2024-06-01", "2024-07-01", "2024-08-01",
                                       "2024-09-01", "2024-10-01", "2024-11-01", "2024-12-01",
                                       "2025-01-01", "2025-02-01", "2025-03-01"};
    for (size_t i = 0; i < COUNT(idle); i++) {
        const usmca_field none[] = {{"good_id", "CAR"},
                                    {"model_line", "L"},
                                    {"class", "passenger-vehicle"},
                                    {"plant", "P"},
                                    {"month", idle[i]},
                                    {"producer", "A"},
                                    {"units", "0"},
                                    {"net_cost", "0"},
                                    {"vnm", "0"},
                                    {"category", "class-plant"}};
        assert_int_equal(usmca_case_row(subject, "vehicles", none, COUNT(none), &error), USMCA_OK);
    }
}

static void a_vehicle_with_what_its_producer_states(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error;
    size_t length = 0;
    const usmca_field car[] = {
        {"good_id", "CAR"},    {"hs", "8703.80"},
        {"country", "MX"},     {"net_cost", "1000"},
        {"producer", "A"},     {"facts", "passenger-vehicle=true; core-parts-originate=true"},
        {"date", "2024-04-10"}};
    const usmca_field display[] = {
        {"hs", "8528.52"}, {"origin", "non-originating"}, {"value", "900"}, {"material_id", "D"}};
    const usmca_field purchases[2][6] = {{{"hs", "7210.49"},
                                          {"from", "2023-04-01"},
                                          {"to", "2024-03-31"},
                                          {"value", "100"},
                                          {"origin", "originating"},
                                          {"producer", "A"}},
                                         {{"hs", "7606.12"},
                                          {"from", "2023-04-01"},
                                          {"to", "2024-03-31"},
                                          {"value", "100"},
                                          {"origin", "originating"},
                                          {"producer", "A"}}};
    const usmca_field month[] = {{"good_id", "CAR"},
                                 {"model_line", "L"},
                                 {"class", "passenger-vehicle"},
                                 {"plant", "P"},
                                 {"month", "2024-04-01"},
                                 {"producer", "A"},
                                 {"units", "10"},
                                 {"net_cost", "10000"},
                                 {"vnm", "2500"},
                                 {"category", "class-plant"},
                                 {"high_wage_material", "4000"}};
    const usmca_field contradicting[] = {
        {"good_id", "CAR"}, {"model_line", "L"},     {"class", "passenger-vehicle"},
        {"plant", "P"},     {"month", "2024-05-01"}, {"producer", "A"},
        {"units", "10"},    {"category", "class"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2025-03-31", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_year_begins(subject, 13, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_year_begins(subject, 4, &error), USMCA_OK);
    assert_int_equal(usmca_case_row(subject, "purchases", purchases[0], 6, &error), USMCA_OK);
    assert_int_equal(usmca_case_row(subject, "purchases", purchases[1], 6, &error), USMCA_OK);
    assert_int_equal(usmca_case_row(subject, "vehicles", month, COUNT(month), &error), USMCA_OK);
    no_more_of_the_year(subject);
    assert_int_equal(usmca_case_row(subject, "ledger", month, COUNT(month), &error), USMCA_ERROR_ARGUMENT);
    usmca_case_gap(subject, 1);
    assert_int_equal(usmca_case_default_use(subject, "tractor", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_default_use(subject, "aftermarket", &error), USMCA_OK);
    assert_int_equal(usmca_case_default_use(subject, NULL, &error), USMCA_OK);
    assert_int_equal(usmca_case_good(subject, car, COUNT(car), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, display, COUNT(display), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    json_t *json = json_loads(usmca_determination_json(answer, &length), 0, NULL);
    assert_non_null(json);
    assert_string_equal(usmca_determination_status(answer), "originating");
    assert_string_equal(
        json_string_value(json_object_get(requirement(json, "regional-value-content"), "percent")),
        "75.0000");
    assert_string_equal(
        json_string_value(json_object_get(requirement(json, "labour-value-content"), "percent")), "40.0000");
    assert_string_equal(json_string_value(json_object_get(requirement(json, "steel"), "result")), "pass");
    assert_true(json_is_object(json_object_get(json, "gap")));
    json_decref(json);
    assert_int_equal(usmca_case_row(subject, "vehicles", contradicting, COUNT(contradicting), &error),
                     USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "vehicles: CAR: another choice"));
    usmca_case_free(subject);
}

/* The status of one of two vehicles that are averaged, in a case in dollars. */
static void vehicles_in(const char *currency, const char *status) {
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error = {0};
    static const char *const goods[] = {"CAR", "VAN"};
    const usmca_field car[] = {{"good_id", "CAR"},
                               {"hs", "8703.23"},
                               {"country", "MX"},
                               {"producer", "A"},
                               {"date", "2024-04-10"},
                               {"currency", currency},
                               {"facts", "passenger-vehicle=true; core-parts-originate=true; "
                                         "steel-purchases-met=true; aluminum-purchases-met=true; "
                                         "labour-value-content-met=true"}};
    const usmca_field tyre[] = {
        {"hs", "4011.10"}, {"origin", "non-originating"}, {"value", "1"}, {"material_id", "T"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2025-01-31", "USD", &error), USMCA_OK);
    for (size_t i = 0; i < 12 * COUNT(goods); i++) {
        char month[] = "2024-01-01";
        snprintf(month, sizeof month, "2024-%02zu-01", i / COUNT(goods) + 1);
        const usmca_field row[] = {{"good_id", goods[i % COUNT(goods)]},
                                   {"model_line", "L"},
                                   {"class", "passenger-vehicle"},
                                   {"plant", "P"},
                                   {"month", month},
                                   {"producer", "A"},
                                   {"units", "1"},
                                   {"net_cost", "1000"},
                                   {"vnm", "250"},
                                   {"category", "class-plant"}};
        assert_int_equal(usmca_case_row(subject, "vehicles", row, COUNT(row), &error), USMCA_OK);
    }
    assert_int_equal(usmca_case_good(subject, car, COUNT(car), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, tyre, COUNT(tyre), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    assert_string_equal(usmca_determination_status(answer), status);
    usmca_case_free(subject);
}

/* U.R. 16(1): of another vehicle, whose rows name no currency, none is known but that of the case. */
static void other_vehicles_are_in_the_currency_of_the_case(void **state) {
    (void)state;
    vehicles_in("", "originating");
    vehicles_in("USD", "originating");
    vehicles_in("MXN", "undetermined");
}

/* U.R. 9(7)(a)(ii): the line is judged by what its supplier's statement lists. */
/* U.R. 7(15): the content is that of the months, and not of the unit. */
static void net_cost_is_averaged(void **state) {
    (void)state;
    static const struct {
        const char *vnm;
        const char *status;
        const char *percent;
    } CASES[] = {{"500", "originating", "50.0000"}, {"501", "non-originating", "49.9000"}};
    static const char *const months[] = {"2024-01-01", "2024-02-01", "2024-03-01"};
    const usmca_field good[] = {{"good_id", "P"},   {"hs", "8413.30"},      {"country", "MX"},
                                {"net_cost", "90"}, {"date", "2024-02-10"}, {"use", "aftermarket"}};
    const usmca_field part[] = {{"hs", "8413.91"}, {"origin", "non-originating"}, {"value", "30"}};
    for (size_t i = 0; i < COUNT(CASES); i++) {
        usmca_case *subject = NULL;
        const usmca_determination *answer = NULL;
        usmca_error error;
        size_t length = 0;
        assert_int_equal(usmca_case_new(&subject, rulebook, "2024-04-01", "USD", &error), USMCA_OK);
        for (size_t k = 0; k < COUNT(months); k++) {
            const usmca_field month[] = {{"good_id", "P"},      {"plant", "A"},  {"month", months[k]},
                                         {"period", "quarter"}, {"units", "10"}, {"net_cost", "1000"},
                                         {"vnm", CASES[i].vnm}};
            assert_int_equal(usmca_case_row(subject, "averages", month, COUNT(month), &error), USMCA_OK);
        }
        assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
        assert_int_equal(usmca_case_material(subject, part, COUNT(part), &error), USMCA_OK);
        assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
        assert_string_equal(usmca_determination_status(answer), CASES[i].status);
        json_t *json = json_loads(usmca_determination_json(answer, &length), 0, NULL);
        json_t *content = json_object_get(json_object_get(json, "rvc"), "nc");
        assert_string_equal(json_string_value(json_object_get(content, "percent")), CASES[i].percent);
        json_decref(json);
        usmca_case_free(subject);
    }
}

static void statements_list_materials(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error;
    const usmca_field good[] = {
        {"good_id", "POWDER"}, {"hs", "7603.10"}, {"country", "MX"}, {"transaction_value", "100"}};
    const usmca_field paste[] = {
        {"material_id", "PASTE"}, {"hs", "7603.20"}, {"value", "50"}, {"document", "S"}};
    const usmca_field statement[] = {{"document_id", "S"},
                                     {"kind", "accumulation-change"},
                                     {"material_id", "PASTE"},
                                     {"certifier_role", "producer"},
                                     {"signed_on", "2024-01-10"},
                                     {"materials", "1"},
                                     {"produced_in_territory", "yes"}};
    const usmca_field bauxite[] = {{"document_id", "S"}, {"hs", "2606.00"}, {"value", "20"}};
    const usmca_field stray[] = {{"document_id", "T"}, {"hs", "2606.00"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_row(subject, "documents", statement, COUNT(statement), &error), USMCA_OK);
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, paste, COUNT(paste), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    assert_string_equal(usmca_determination_status(answer), "undetermined");
    assert_int_equal(usmca_case_row(subject, "statement-materials", bauxite, COUNT(bauxite), &error),
                     USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    assert_string_equal(usmca_determination_status(answer), "originating");
    assert_int_equal(usmca_case_row(subject, "statement-materials", stray, COUNT(stray), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "statement-materials: there is no statement T"));
    usmca_case_free(subject);
}

/* Begins a good of the given costs, with lines of `columns` values each, up to one without a code. */
struct made_of {
    const char *id, *hs, *role, *origin, *value, *facts;
};

static void begin(usmca_case *subject, const char *id, const char *hs, const char *net_cost,
                  const char *other_costs, const struct made_of *lines) {
    usmca_error error;
    const usmca_field good[] = {{"good_id", id},
                                {"hs", hs},
                                {"country", "MX"},
                                {"net_cost", net_cost},
                                {"other_product_costs", other_costs},
                                {"excluded_costs", net_cost[0] == '\0' ? "0" : ""}};
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
    for (; lines->hs != NULL; lines++) {
        const usmca_field line[] = {{"material_id", lines->id}, {"hs", lines->hs},
                                    {"role", lines->role},      {"origin", lines->origin},
                                    {"value", lines->value},    {"facts", lines->facts}};
        assert_int_equal(usmca_case_material(subject, line, COUNT(line), &error), USMCA_OK);
    }
}

/* What the content of the good begun last is, and whether its first line is designated. */
static void assert_answer(usmca_case *subject, const char *status, const char *percent, const char *role) {
    const usmca_determination *answer = NULL;
    usmca_error error;
    size_t length = 0;
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    assert_string_equal(usmca_determination_status(answer), status);
    json_t *json = json_loads(usmca_determination_json(answer, &length), 0, NULL);
    const json_t *content = json_object_get(json_object_get(json, "rvc"), "nc");
    const json_t *first = json_array_get(json_object_get(json, "materials"), 0);
    assert_string_equal(json_string_value(json_object_get(content, "percent")), percent);
    const char *taken = json_string_value(json_object_get(first, "role"));
    assert_string_equal(taken != NULL ? taken : "material", role);
    json_decref(json);
}

/* U.R. 8(6): a switch in a panel in a pump, each subject to regional value content; the panel does without
 * the designation of the switch, so that the pump can designate the panel. */
static void intermediate_materials_are_designated(void **state) {
    (void)state;
    const struct made_of switch_of[] = {{"CONTACT", "8538.90.60", "", "non-originating", "5", ""}, {0}};
    const struct made_of panel_of[] = {
        {"SWITCH", "8536.50.90", "self-produced", "", "", ""},
        {"BOARD", "8538.90", "", "non-originating", "4", "printed-circuit-assembly=yes"},
        {0}};
    const struct made_of pump_of[] = {{"PANEL", "8537.10", "self-produced", "", "", ""},
                                      {"HOUSING", "8413.91", "", "non-originating", "30", ""},
                                      {0}};
    for (int automatic = 0; automatic < 2; automatic++) {
        usmca_case *subject = NULL;
        usmca_error error;
        assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
        assert_int_equal(usmca_case_default_use(subject, "aftermarket", &error), USMCA_OK);
        assert_int_equal(usmca_case_designation(subject, "all", &error), USMCA_ERROR_ARGUMENT);
        assert_int_equal(usmca_case_designation(subject, NULL, &error), USMCA_ERROR_ARGUMENT);
        assert_int_equal(usmca_case_keep(subject, &error), USMCA_ERROR_ARGUMENT);
        assert_int_equal(usmca_case_designation(subject, automatic ? "auto" : "declared", &error), USMCA_OK);
        begin(subject, "SWITCH", "8536.50.90", "", "7", switch_of);
        assert_int_equal(usmca_case_keep(subject, &error), USMCA_OK);
        assert_int_equal(usmca_case_keep(subject, &error), USMCA_ERROR_ARGUMENT);
        assert_answer(subject, "originating", "58.3333", "material");
        begin(subject, "PANEL", "8537.10", "", "4", panel_of);
        assert_answer(subject, "originating", automatic ? "80.0000" : "55.0000",
                      automatic ? "intermediate" : "self-produced");
        assert_int_equal(usmca_case_keep(subject, &error), USMCA_OK);
        assert_answer(subject, "originating", "55.0000", "self-produced");
        begin(subject, "PUMP", "8413.30", "66", "", pump_of);
        assert_answer(subject, automatic ? "originating" : "non-originating",
                      automatic ? "54.5454" : "40.9090", automatic ? "intermediate" : "self-produced");
        usmca_case_free(subject);
    }
}

static void mistakes_are_said(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error;
    const usmca_field wrong[] = {{"good_id", "G"}, {"hs", "3926.90"}, {"country", "MX"}, {"net_cost", "1,5"}};
    const usmca_field unknown[] = {{"good_id", "G"}, {"hs", "3926.90"}, {"country", "MX"}, {"price", "1"}};
    const usmca_field missing[] = {{"good_id", "G"}, {"country", "MX"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-32", "USD", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "usd", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_rulebook_open(&rulebook, "/nowhere", &error), USMCA_ERROR_RULES);
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_material(subject, wrong, 1, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_good(subject, wrong, COUNT(wrong), &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "net_cost: \"1,5\" is not a number"));
    assert_int_equal(usmca_case_good(subject, unknown, COUNT(unknown), &error), USMCA_ERROR_ARGUMENT);
    assert_non_null(strstr(error.text, "price"));
    assert_int_equal(usmca_case_good(subject, missing, COUNT(missing), &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "hs is empty"));
    assert_int_equal(usmca_case_edition(subject, "1999", &error), USMCA_ERROR_ARGUMENT);
    usmca_case_free(subject);
    usmca_case_free(NULL);
    usmca_rulebook_free(NULL);
}

#define STRING_OF(value) #value
#define VERSION_OF(major, minor, patch) STRING_OF(major) "." STRING_OF(minor) "." STRING_OF(patch)

static void the_header_and_the_library_are_of_one_version(void **state) {
    (void)state;
    assert_string_equal(usmca_version(),
                        VERSION_OF(USMCA_VERSION_MAJOR, USMCA_VERSION_MINOR, USMCA_VERSION_PATCH));
}

static void sentences_in_another_language(void **state) {
    (void)state;
    usmca_rulebook *spanish = NULL;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error;
    const usmca_field good[] = {{"good_id", "PART"}, {"hs", "3926.90"}, {"country", "MX"}};
    const usmca_field blank[] = {{"hs", "3926.90"}, {"origin", "non-originating"}, {"value", "3"}};
    assert_int_equal(usmca_rulebook_open_in(&spanish, BUILD_FOLDER "/rules", "xx", &error), USMCA_ERROR_IO);
    assert_int_equal(usmca_rulebook_open_in(&spanish, BUILD_FOLDER "/rules", "es", &error), USMCA_OK);
    assert_int_equal(usmca_case_new(&subject, spanish, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, blank, COUNT(blank), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    assert_string_equal(usmca_determination_status(answer), "non-originating");
    assert_string_equal(usmca_determination_finding_code(answer, 0), "tariff-shift-failed");
    assert_non_null(strstr(usmca_determination_finding_message(answer, 0), "La línea 1"));
    usmca_case_free(subject);
    usmca_rulebook_free(spanish);
}

static void refuses_what_is_no_call(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error;
    const usmca_field good[] = {{"good_id", "PART"}, {"hs", "3926.90"}, {"country", "MX"}};
    const usmca_field nameless[] = {{NULL, "PART"}};
    const usmca_field twice[] = {
        {"good_id", "PART"}, {"hs", "3926.90"}, {"country", "MX"}, {"hs", "3926.90"}};
    assert_int_equal(usmca_rulebook_open(NULL, ".", &error), USMCA_ERROR_ARGUMENT);
    usmca_rulebook *book = NULL;
    assert_int_equal(usmca_rulebook_open(&book, NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_rulebook_open_in(&book, ".", NULL, NULL), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_new(NULL, rulebook, "2024-03-01", "USD", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_new(&subject, NULL, "2024-03-01", "USD", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_new(&subject, rulebook, NULL, "USD", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_null(subject);
    assert_int_equal(usmca_case_edition(NULL, "2022", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_document(NULL, good, 1, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_row(NULL, "rates", good, 1, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_year_begins(NULL, 1, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_default_use(NULL, "aftermarket", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_designation(NULL, "auto", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_good(NULL, good, COUNT(good), &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_material(NULL, good, COUNT(good), &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_keep(NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_determine(NULL, &answer, &error), USMCA_ERROR_ARGUMENT);
    usmca_case_gap(NULL, 1);
    usmca_case_free(NULL);
    usmca_rulebook_free(NULL);

    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_edition(subject, NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_row(subject, NULL, good, 1, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_designation(subject, NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_keep(subject, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_good(subject, NULL, 3, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_good(subject, nameless, COUNT(nameless), &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_good(subject, twice, COUNT(twice), &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), NULL), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_determine(subject, &answer, NULL), USMCA_OK);
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), NULL), USMCA_OK);
    assert_null(usmca_determination_status(answer)); /* its good is gone */
    assert_null(usmca_determination_json(answer, NULL));
    assert_int_equal(usmca_determination_findings(answer), 0);
    assert_null(usmca_determination_status(NULL));
    assert_null(usmca_determination_criterion(NULL));
    assert_null(usmca_determination_rule(NULL));
    assert_null(usmca_determination_cite(NULL));
    assert_null(usmca_determination_finding_code(NULL, 0));
    assert_null(usmca_determination_json(NULL, NULL));
    usmca_case_free(subject);
}

static void refuses_what_the_command_rejects(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    usmca_error error;
    const usmca_field rate[] = {{"date", "2024-01-01"}, {"from", "MXN"}, {"to", "USD"}, {"rate", "0"}};
    const usmca_field document[] = {{"document_id", "D"}, {"kind", "certification"}};
    const usmca_field latin[] = {{"good_id", "caf\xe9"}, {"hs", "3926.90"}, {"country", "MX"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_rate(subject, rate, COUNT(rate), &error), USMCA_ERROR_INPUT);
    assert_int_equal(usmca_case_document(subject, document, COUNT(document), &error), USMCA_OK);
    assert_int_equal(usmca_case_document(subject, document, COUNT(document), &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "D"));
    assert_int_equal(usmca_case_good(subject, latin, COUNT(latin), &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "UTF-8"));
    usmca_case_free(subject);
}

/* Contract, section 5: never decided on the rest. */
static void a_refused_material_leaves_the_good_open(void **state) {
    (void)state;
    usmca_case *subject = NULL;
    const usmca_determination *answer = NULL;
    usmca_error error;
    const usmca_field good[] = {{"good_id", "PART"}, {"hs", "3926.90"}, {"country", "MX"}};
    const usmca_field resin[] = {{"hs", "3902.10"}, {"origin", "non-originating"}, {"value", "3"}};
    const usmca_field wrong[] = {{"hs", "3902.10"}, {"origin", "non-originating"}, {"value", "three"}};
    assert_int_equal(usmca_case_new(&subject, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, wrong, COUNT(wrong), &error), USMCA_ERROR_INPUT);
    assert_int_equal(usmca_case_material(subject, resin, COUNT(resin), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_keep(subject, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_case_good(subject, good, COUNT(good), &error), USMCA_OK);
    assert_int_equal(usmca_case_material(subject, resin, COUNT(resin), &error), USMCA_OK);
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    assert_string_equal(usmca_determination_status(answer), "originating");
    usmca_case_free(subject);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(determines_one_good_after_another),
                                       cmocka_unit_test(levels_are_of_files),
                                       cmocka_unit_test(refuses_what_is_no_call),
                                       cmocka_unit_test(refuses_what_the_command_rejects),
                                       cmocka_unit_test(a_refused_material_leaves_the_good_open),
                                       cmocka_unit_test(documents_rates_and_duties_hold_for_all_goods),
                                       cmocka_unit_test(what_is_documented),
                                       cmocka_unit_test(papers_below_what_is_kept),
                                       cmocka_unit_test(a_vehicle_with_what_its_producer_states),
                                       cmocka_unit_test(other_vehicles_are_in_the_currency_of_the_case),
                                       cmocka_unit_test(net_cost_is_averaged),
                                       cmocka_unit_test(statements_list_materials),
                                       cmocka_unit_test(intermediate_materials_are_designated),
                                       cmocka_unit_test(the_header_and_the_library_are_of_one_version),
                                       cmocka_unit_test(sentences_in_another_language),
                                       cmocka_unit_test(mistakes_are_said)};
    return cmocka_run_group_tests(tests, load, unload);
}
