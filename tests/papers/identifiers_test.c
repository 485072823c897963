#include "papers/identifiers.h"

#include <stdio.h>

#include "unit.h"

/* Numbers that are public examples: RFC and CURP of the documents of the SAT and of RENAPO, and such as are
 * made from them by one character; EIN and BN made here. */

static struct arena arena;
static struct identifiers *identifiers;

static int load(void **state) {
    (void)state;
    return identifiers_load(&identifiers, &arena, SOURCE_FOLDER "/rules", NULL) == USMCA_OK ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static void expect(const char *country, const char *number, enum identifier_fault fault, const char *name) {
    struct buffer found = {0};
    enum identifier_fault is = identifier_check(identifiers, text_from(country), text_from(number), &found);
    if (is != fault)
        fail_msg("%s %s: %d and not %d", country, number, is, fault);
    assert_text_equal(buffer_view(&found), name);
    buffer_free(&found);
}

static void an_rfc_has_its_check_digit(void **state) {
    (void)state;
    expect("MX", "GODE561231GR8", IDENTIFIER_SOUND, "RFC"); /* of a person */
    expect("MX", "gode-561231-gr8", IDENTIFIER_SOUND, "RFC");
    expect("MX", "GODE561231GR7", IDENTIFIER_CHECK, "RFC");
    expect("MX", "GODE561231GRA", IDENTIFIER_CHECK, "RFC");
    expect("MX", "GODF561231GR8", IDENTIFIER_CHECK, "RFC");
    expect("MX", "SAT970701NN3", IDENTIFIER_SOUND,
           "RFC"); /* of a moral person, the tax administration itself */
    expect("MX", "SAT970701NN4", IDENTIFIER_CHECK, "RFC");
    expect("MX", "SAT970231NN3", IDENTIFIER_DAY, "RFC");
    expect("MX", "SAT971301NN3", IDENTIFIER_DAY, "RFC");
    expect("MX", "SA9707011NN3", IDENTIFIER_FORM, "RFC, CURP");
    expect("MX", "SAT970701NN", IDENTIFIER_FORM, "RFC, CURP");
    expect("MX", "", IDENTIFIER_FORM, "RFC, CURP");
}

static void every_other_digit_of_an_rfc_is_refused(void **state) {
    (void)state;
    static const char DIGITS[] = "0123456789A";
    int sound = 0;
    for (size_t i = 0; DIGITS[i] != '\0'; i++) {
        char number[] = "SAT970701NN?";
        struct buffer name = {0};
        number[11] = DIGITS[i];
        sound += identifier_check(identifiers, TEXT("MX"), text_from(number), &name) == IDENTIFIER_SOUND;
        buffer_free(&name);
    }
    assert_int_equal(sound, 1);
}

static void letters_beyond_ascii_are_letters(void **state) {
    (void)state;
    static const char DIGITS[] = "0123456789A";
    int sound = 0;
    for (size_t i = 0; DIGITS[i] != '\0'; i++) {
        char small[32];
        struct buffer name = {0};
        snprintf(small, sizeof small, "ñ&a010101aa%c", DIGITS[i]);
        enum identifier_fault fault = identifier_check(identifiers, TEXT("MX"), text_from(small), &name);
        assert_true(fault == IDENTIFIER_SOUND || fault == IDENTIFIER_CHECK);
        sound += fault == IDENTIFIER_SOUND;
        buffer_free(&name);
    }
    assert_int_equal(sound, 1);
    expect("US", "ñ&a010101aa1", IDENTIFIER_FORM, "EIN");
}

static void a_curp_has_its_check_digit(void **state) {
    (void)state;
    expect("MX", "HEGG560427MVZRRL04", IDENTIFIER_SOUND, "CURP");
    expect("MX", "HEGG560427MVZRRL05", IDENTIFIER_CHECK, "CURP");
    expect("MX", "HEGG561327MVZRRL04", IDENTIFIER_DAY, "CURP");
}

static void a_number_of_an_importer_has_its_form(void **state) {
    (void)state;
    expect("US", "12-3456789", IDENTIFIER_SOUND, "EIN");
    expect("US", "123456789", IDENTIFIER_SOUND, "EIN");
    expect("US", "12-3456789AB", IDENTIFIER_SOUND, "EIN");
    expect("US", "078-05-1120", IDENTIFIER_SOUND, "EIN");
    expect("US", "190417-00123", IDENTIFIER_SOUND, "EIN");
    expect("US", "12-345678", IDENTIFIER_FORM, "EIN");
    expect("US", "12-34567890", IDENTIFIER_FORM, "EIN");
    expect("US", "12-345678A", IDENTIFIER_FORM, "EIN");
}

static void a_business_number_has_its_check_digit(void **state) {
    (void)state;
    expect("CA", "123456782", IDENTIFIER_SOUND, "BN");
    expect("CA", "123456782 RC0001", IDENTIFIER_SOUND, "BN");
    expect("CA", "12345 6782RT0001", IDENTIFIER_SOUND, "BN");
    expect("CA", "123456783", IDENTIFIER_CHECK, "BN");
    expect("CA", "123456783RC0001", IDENTIFIER_CHECK, "BN");
    expect("CA", "123456782LT0001", IDENTIFIER_SOUND, "BN");
    expect("CA", "1234567820001LT", IDENTIFIER_FORM, "BN");
    expect("CA", "123456782RC001", IDENTIFIER_FORM, "BN");
}

static void hostile_numbers_are_refused(void **state) {
    (void)state;
    char endless[4096];
    memset(endless, '1', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    expect("US", endless, IDENTIFIER_FORM, "EIN");
    expect("MX",
           "\xc3\x91\xc3\x91\xc3\x91\xc3\x91\xc3\x91\xc3\x91\xc3\x91\xc3\x91\xc3\x91\xc3\x91\xc3\x91\xc3\x91",
           IDENTIFIER_FORM, "RFC, CURP");
    expect("MX", "\xf0\x9f\x98\x80", IDENTIFIER_FORM, "RFC, CURP");
    expect("DE", "anything", IDENTIFIER_SOUND, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_rfc_has_its_check_digit),
                                       cmocka_unit_test(every_other_digit_of_an_rfc_is_refused),
                                       cmocka_unit_test(letters_beyond_ascii_are_letters),
                                       cmocka_unit_test(a_curp_has_its_check_digit),
                                       cmocka_unit_test(a_number_of_an_importer_has_its_form),
                                       cmocka_unit_test(a_business_number_has_its_check_digit),
                                       cmocka_unit_test(hostile_numbers_are_refused)};
    return cmocka_run_group_tests(tests, load, unload);
}
