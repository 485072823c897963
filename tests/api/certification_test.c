#include "unit.h"

#include <jansson.h>
#include <usmca.h>

#include "api/rulebook.h"

/* What usmca.h says of certifications. What they have and what is refused is tests/cli/certify_test.py. */

static const char GOOD[] =
    "{\"good_id\":\"GOOD\",\"description\":\"Pump\",\"hs\":\"841370\",\"country\":\"MX\",\"import_country\":null,"
    "\"date\":\"2026-01-05\",\"status\":\"originating\",\"criterion\":\"B\",\"valid_until\":null,"
    "\"rule\":{\"id\":\"x\"},\"evidence\":{\"pile\":\"sign\",\"status_documented\":\"originating\"}}\n";
static const char FIRST[] =
    "{\"good_id\":\"FIRST\",\"description\":\"Pump\",\"hs\":\"841370\",\"country\":\"MX\",\"import_country\":null,"
    "\"date\":\"2026-01-05\",\"status\":\"originating\",\"criterion\":\"B\",\"valid_until\":null,"
    "\"rule\":{\"id\":\"x\"},\"evidence\":{\"pile\":\"paper-first\",\"status_documented\":\"non-originating\"}}";

static const char *const COLUMNS[] = {"role",        "name",    "signatory", "title", "address",   "city",
                                      "postal_code", "country", "telephone", "email", "tax_number"};
enum { COUNT = sizeof COLUMNS / sizeof COLUMNS[0] };
static const char *const PARTIES[][COUNT] = {
    {"exporter", "Bombas del Norte", "Laura Garza", "Manager", "Av. 1", "Monterrey", "64000", "MX",
     "+52 81 5555 0100", "l@bombas.example", "SAT970701NN3"},
    {"importer", "Acme", NULL, NULL, "1 Main Street", "Laredo", "78040", "US", "+1 956 555 0100",
     "t@acme.example", "12-3456789"}};

static int next_party(void *context, const char *values[]) {
    size_t *at = context;
    if (*at == sizeof PARTIES / sizeof PARTIES[0])
        return 0;
    for (size_t i = 0; i < COUNT; i++)
        values[i] = PARTIES[*at][i];
    ++*at;
    return 1;
}

static usmca_certification *new_certification(void) {
    usmca_certification *certification = NULL;
    const struct {
        const char *option, *value;
    } SAID[] = {{"certifier", "exporter"}, {"producer", "same"}, {"date", "2026-01-05"}, {"shipment", "yes"}};
    size_t at = 0;
    assert_int_equal(usmca_certification_new(&certification, rulebook, NULL), USMCA_OK);
    for (size_t i = 0; i < sizeof SAID / sizeof SAID[0]; i++)
        assert_int_equal(usmca_certification_set(certification, SAID[i].option, SAID[i].value, NULL),
                         USMCA_OK);
    assert_int_equal(
        usmca_certification_rows(certification, "parties", COLUMNS, COUNT, next_party, &at, NULL), USMCA_OK);
    return certification;
}

static void only_what_is_on_the_pile_is_certified(void **state) {
    (void)state;
    usmca_certification *certification = new_certification();
    char results[2048];
    usmca_error error = {0};
    size_t length = 0;
    snprintf(results, sizeof results, "%s%s", GOOD, FIRST);
    assert_null(usmca_certification_document(certification, NULL));
    assert_int_equal(usmca_certification_make(certification, results, strlen(results), &error), USMCA_OK);
    json_t *made = json_loads(usmca_certification_document(certification, &length), 0, NULL);
    assert_int_equal(length, strlen(usmca_certification_document(certification, NULL)));
    json_t *goods = json_object_get(made, "goods");
    assert_int_equal(json_array_size(goods), 1);
    assert_string_equal(json_string_value(json_object_get(json_array_get(goods, 0), "good_id")), "GOOD");
    json_decref(made);
    made = json_loads(usmca_certification_summary(certification, &length), 0, NULL);
    assert_int_equal(json_integer_value(json_object_get(made, "certified")), 1);
    json_t *refused = json_array_get(json_object_get(made, "refused"), 0);
    assert_string_equal(json_string_value(json_object_get(refused, "good_id")), "FIRST");
    assert_string_equal(json_string_value(json_object_get(refused, "reason")), "pile");
    json_decref(made);

    /* the one before is forgotten */
    assert_int_equal(usmca_certification_make(certification, FIRST, strlen(FIRST), &error), USMCA_OK);
    assert_null(usmca_certification_document(certification, &length));
    assert_int_equal(length, 0);
    assert_non_null(usmca_certification_summary(certification, NULL));
    assert_int_equal(usmca_certification_make(certification, "{", 1, &error), USMCA_ERROR_INPUT);
    assert_null(usmca_certification_summary(certification, NULL));
    usmca_certification_free(certification);
}

static void parties_that_do_not_do_are_told(void **state) {
    (void)state;
    usmca_certification *certification = new_certification();
    size_t length = 0;
    assert_int_equal(usmca_certification_set(certification, "producer", NULL, NULL), USMCA_OK);
    assert_int_equal(usmca_certification_make(certification, GOOD, strlen(GOOD), NULL), USMCA_OK);
    assert_null(usmca_certification_document(certification, NULL));
    json_t *said = json_loads(usmca_certification_summary(certification, &length), 0, NULL);
    assert_int_equal(json_integer_value(json_object_get(said, "certified")), 0);
    const char *line = json_string_value(json_array_get(json_object_get(said, "rejects"), 0));
    assert_non_null(strstr(line, "parties: no producer is listed (Annex 5-A, element 4)"));
    json_decref(said);
    usmca_certification_free(certification);
}

static void options_that_do_not_go_together_are_refused(void **state) {
    (void)state;
    const struct {
        const char *option, *value, *text;
    } WRONG[] = {
        {"certifier", NULL, "certifier has to be exporter, producer or importer"},
        {"certifier", "broker", "certifier broker is not"},
        {"date", "yesterday", "date yesterday is no day"},
        {"invoice", "17", "one of invoice, shipment and from with to is needed"},
        {"cut-period", "yes", "cut-period is for from and to"},
        {"exporter", "unknown", "exporter unknown is for a producer"},
        {"accept", "paper-first", "accept paper-first is not paper-missing"},
        {"issuer", "https://a.example", "issuer is for format credential"},
        {"format", "credential", "a credential needs sign or issuer"},
    };
    usmca_error error;
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        usmca_certification *certification = new_certification();
        assert_int_equal(usmca_certification_set(certification, WRONG[i].option, WRONG[i].value, &error),
                         USMCA_OK);
        assert_int_equal(usmca_certification_make(certification, GOOD, strlen(GOOD), &error),
                         USMCA_ERROR_ARGUMENT);
        assert_non_null(strstr(error.text, WRONG[i].text));
        assert_null(usmca_certification_document(certification, NULL));
        usmca_certification_free(certification);
    }
}

static void calls_out_of_order_are_refused(void **state) {
    (void)state;
    usmca_certification *certification = NULL;
    usmca_error error;
    size_t at = 0;
    assert_int_equal(usmca_certification_new(NULL, rulebook, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_new(&certification, NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_new(&certification, rulebook, &error), USMCA_OK);
    assert_int_equal(usmca_certification_make(certification, GOOD, strlen(GOOD), &error),
                     USMCA_ERROR_ARGUMENT);
    assert_non_null(strstr(error.text, "the table parties is needed"));
    assert_int_equal(usmca_certification_set(certification, "colour", "red", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_set(certification, "format", "docx", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_set(certification, "shipment", "1", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_set(NULL, "date", NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_file(certification, "goods", "a.csv", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_file(certification, "parties", "-", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_arrow(certification, "parties", NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_file(certification, "parties", "/nowhere.csv", &error), USMCA_OK);
    assert_int_equal(
        usmca_certification_rows(certification, "parties", COLUMNS, COUNT, next_party, &at, &error),
        USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_certification_make(certification, NULL, 0, &error), USMCA_ERROR_ARGUMENT);
    assert_null(usmca_certification_document(NULL, NULL));
    assert_null(usmca_certification_summary(NULL, NULL));
    usmca_certification_free(certification);
    usmca_certification_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_is_on_the_pile_is_certified),
        cmocka_unit_test(parties_that_do_not_do_are_told),
        cmocka_unit_test(options_that_do_not_go_together_are_refused),
        cmocka_unit_test(calls_out_of_order_are_refused),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
