#include <sys/stat.h>

#include "base/amount.h"
#include "book.h"
#include "rulebook/units.h"

static struct arena arena;
static struct units *units;

static int load(void **state) {
    (void)state;
    return units_load(&units, &arena, RULES, NULL) == USMCA_OK ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static const struct unit_of_measure *find(const char *word) {
    const struct unit_of_measure *unit = units_find(units, text_from(word));
    if (unit == NULL)
        fail_msg("%s is not known", word);
    return unit;
}

/* So many of one unit are so many of the other: by definition, whatever the first unit of the dimension is.
 */
static void same(decimal count, const char *word, decimal other_count, const char *other_word) {
    const struct unit_of_measure *unit = find(word);
    const struct unit_of_measure *other = find(other_word);
    struct amount one = amount_of(count * DECIMAL_ONE);
    struct amount another = amount_of(other_count * DECIMAL_ONE);
    assert_int_equal(unit->dimension, other->dimension);
    assert_int_equal(amount_times(&one, one, amount_of(unit->factor), &arena), AMOUNT_OK);
    assert_int_equal(amount_over(&one, one, amount_of(unit->per), &arena), AMOUNT_OK);
    assert_int_equal(amount_times(&another, another, amount_of(other->factor), &arena), AMOUNT_OK);
    assert_int_equal(amount_over(&another, another, amount_of(other->per), &arena), AMOUNT_OK);
    if (amount_compare(one, another) != 0)
        fail_msg("%d %s are not %d %s", (int)count, word, (int)other_count, other_word);
}

static void by_their_definitions(void **state) {
    (void)state;
    same(1, "DZN", 12, "C62");
    same(12, "DZN", 1, "GRO");
    same(12, "GRO", 1, "GGR");
    same(10, "CEN", 1, "MIL");
    same(1000, "MIL", 1, "MIO");
    same(6, "PR", 1, "DZN");
    same(1000, "GRM", 1, "KGM");
    same(1000, "KGM", 1, "TNE");
    same(1000000, "MGM", 1, "KGM");
    same(16, "ONZ", 1, "LBR");
    same(7000, "GRN", 1, "LBR");
    same(480, "GRN", 1, "APZ");
    same(2000, "LBR", 1, "STN");
    same(2240, "LBR", 1, "LTN");
    same(20, "CWI", 1, "LTN");
    same(5, "CTM", 1, "GRM");
    same(12, "INH", 1, "FOT");
    same(3, "FOT", 1, "YRD");
    same(1760, "YRD", 1, "SMI");
    same(127, "CMT", 50, "INH");
    same(144, "INK", 1, "FTK");
    same(9, "FTK", 1, "YDK");
    same(10000, "CMK", 1, "MTK");
    same(1728, "INQ", 1, "FTQ");
    same(27, "FTQ", 1, "YDQ");
    same(1, "GLL", 231, "INQ");
    same(128, "OZA", 1, "GLL");
    same(8, "PTL", 4, "QTL");
    same(160, "OZI", 1, "GLI");
    same(42, "GLL", 1, "BLL");
    same(1000, "LTR", 1, "MTQ");
    same(1, "MLT", 1, "CMQ");
}

static void in_three_languages_and_any_case(void **state) {
    (void)state;
    static const char *const PIECES[] = {"C62",
                                         "EA",
                                         "ea",
                                         "Each",
                                         "PCE",
                                         "pc",
                                         "PCS",
                                         "H87",
                                         "pieza",
                                         "Piezas",
                                         "PZA",
                                         "pza.",
                                         "pz",
                                         "UN",
                                         "unidad",
                                         "pi\xc3\xa8"
                                         "ce",
                                         "PI\xc3\x88"
                                         "CES",
                                         "piece",
                                         "unit\xc3\xa9s",
                                         " ea "};
    for (size_t i = 0; i < sizeof PIECES / sizeof PIECES[0]; i++)
        assert_ptr_equal(find(PIECES[i]), find("C62"));
    assert_ptr_equal(find("kgs."), find("KGM"));
    assert_ptr_equal(find("Libras"), find("lb"));
    assert_ptr_equal(find("pulgada"), find("\""));
    assert_ptr_equal(find("m\xc2\xb2"), find("MTK"));
    assert_ptr_equal(find("M3"), find("MTQ"));
    assert_ptr_equal(find("metro  cuadrado"), find("m\xc3\xa8tre carr\xc3\xa9"));
    assert_ptr_equal(find("metro\xc2\xa0"
                          "c\xc3\xba"
                          "bico"),
                     find("cubic metre"));
    assert_ptr_equal(find("millar"), find("thousand"));
    assert_ptr_equal(find("docena"), find("douzaine"));
}

static void what_means_several_things_is_not_known(void **state) {
    (void)state;
    static const char *const WORDS[] = {
        "",        " ",      ".",
        "ton",     "gallon", "gal",
        "quintal", "pint",   "roll",
        "set",     "KGM2",   "a word that is far longer than any word for a unit of measure could ever be"};
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (units_find(units, text_from(WORDS[i])) != NULL)
            fail_msg("%s is known", WORDS[i]);
    assert_null(units_find(NULL, TEXT("KGM")));
}

static void words_that_are_the_same(void **state) {
    (void)state;
    assert_true(units_same_word(TEXT("Coil"), TEXT("COIL.")));
    assert_true(units_same_word(TEXT("pi\xc3\xa8"
                                     "ce"),
                                TEXT("PIECE")));
    assert_false(units_same_word(TEXT("Coil"), TEXT("Roll")));
}

/* What a list of units may not say. */
static void refused(const char *xml) {
    char folder[] = "/tmp/usmca-units-XXXXXX";
    char words[64];
    char path[80];
    struct units *out = NULL;
    struct arena of_it = {0};
    usmca_error error = {0};
    assert_non_null(mkdtemp(folder));
    assert_int_equal(units_load(&out, &of_it, folder, &error), USMCA_OK);
    assert_null(out); /* a rule book without a list knows no unit */
    snprintf(words, sizeof words, "%s/words", folder);
    snprintf(path, sizeof path, "%s/units.xml", words);
    assert_int_equal(mkdir(words, 0700), 0);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(xml, file);
    fclose(file);
    assert_int_equal(units_load(&out, &of_it, folder, &error), USMCA_ERROR_RULES);
    unlink(path);
    rmdir(words);
    rmdir(folder);
    arena_free(&of_it);
}

static void lists_that_are_none(void **state) {
    (void)state;
    refused("<unit/>");
    refused("<units><dimension name='time'><unit factor='1'>h</unit></dimension></units>");
    refused("<units><dimension name='mass'><unit factor='0'>kg</unit></dimension></units>");
    refused("<units><dimension name='mass'><unit>kg</unit></dimension></units>");
    refused("<units><dimension name='mass'><unit factor='1'>kg, </unit></dimension></units>");
    refused(
        "<units><dimension name='mass'><unit factor='1'>kg</unit><unit factor='2'>KG.</unit></dimension></units>");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_their_definitions), cmocka_unit_test(in_three_languages_and_any_case),
        cmocka_unit_test(what_means_several_things_is_not_known), cmocka_unit_test(words_that_are_the_same),
        cmocka_unit_test(lists_that_are_none)};
    return cmocka_run_group_tests(tests, load, unload);
}
