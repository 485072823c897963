#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "intake/profile.h"

static const char RULES[] = SOURCE_FOLDER "/rules";

static void shipped_profiles_open(void **state) {
    (void)state;
    static const char *const NAMES[] = {
        "sap-bom", "oracle-bom", "maquila-es", "business-central", "business-central-structure",
        "epicor",  "netsuite",   "odoo"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        struct profile *profile = NULL;
        usmca_error error = {0};
        assert_int_equal(profile_open(&profile, NAMES[i], RULES, &error), USMCA_OK);
        assert_text_equal(profile->name, NAMES[i]);
        assert_true(profile->table_count > 0);
        profile_free(profile);
    }
}

static void patterns_match_whole_headers(void **state) {
    (void)state;
    struct profile *profile = NULL;
    assert_int_equal(profile_open(&profile, "sap-bom", RULES, NULL), USMCA_OK);
    const struct profile_table *bom = profile_table_named(profile, "bom");
    assert_non_null(bom);
    assert_null(profile_table_named(profile, "flat"));
    void *header = bom->columns[3].header;
    bool failed = false;
    assert_true(profile_matches(header, TEXT("Component number"), &failed));
    assert_false(profile_matches(header, TEXT("Component numbers"), &failed));
    assert_false(profile_matches(header, TEXT("My Component"), &failed));
    assert_int_equal(profile->format.number.point, ',');
    assert_int_equal(profile->delimiter, '\0');
    assert_true(profile->unquoted);
    profile_free(profile);
}

static void refused(const char *xml, unsigned line, const char *part) {
    char path[] = "/tmp/usmca-profile-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, xml, strlen(xml)), (ssize_t)strlen(xml));
    close(descriptor);
    struct profile *profile = NULL;
    usmca_error error = {0};
    assert_int_not_equal(profile_open(&profile, path, RULES, &error), USMCA_OK);
    assert_int_equal(error.line, line);
    assert_non_null(strstr(error.text, part));
    unlink(path);
}

static void mistakes_are_refused_with_their_line(void **state) {
    (void)state;
    refused("<profile name='x'>\n<table name='bom'>\n<column name='hs' header='('/>\n</table></profile>", 3,
            "expression");
    refused("<profile name='x'>\n<table name='bom'>\n<column name='price' header='a'/>\n</table></profile>",
            3, "no column price");
    refused("<profile name='x'>\n<table name='bom'><column name='hs'/></table></profile>", 2,
            "header or constant");
    refused("<profile name='x' decimal=',,'/>", 1, "one character");
    refused("<profile name='x' colour='red'/>", 1, "colour");
    refused("<!DOCTYPE profile [<!ENTITY e 'x'>]><profile name='&e;'/>", 1, "document type");
    refused("<profile name='x'>\n<table", 2, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(shipped_profiles_open),
                                       cmocka_unit_test(patterns_match_whole_headers),
                                       cmocka_unit_test(mistakes_are_refused_with_their_line)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
