#include "unit.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "hs/editions.h"

static struct arena arena;
static struct hs_editions *editions;

static int load(void **state) {
    (void)state;
    usmca_error error;
    return hs_editions_load(&editions, &arena, SOURCE_FOLDER "/rules/hs", &error) == USMCA_OK ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct hs_code of(const char *text) {
    struct hs_code code;
    assert_true(hs_code_parse(&code, text_from(text)));
    return code;
}

static void knows_which_codes_exist(void **state) {
    (void)state;
    assert_true(hs_exists(editions, HS_2012, of("2853.00")));
    assert_false(hs_exists(editions, HS_2022, of("2853.00")));
    assert_true(hs_exists(editions, HS_2022, of("9401.39")));
    assert_false(hs_exists(editions, HS_2012, of("9401.39")));
    assert_true(hs_exists(editions, HS_2022, of("9401")));
    assert_false(hs_exists(editions, HS_2022, of("7701")));
}

static void maps_between_editions(void **state) {
    (void)state;
    uint32_t count = 0;
    const uint32_t *same = hs_counterparts(editions, HS_2022, HS_2012, of("8413.30.90"), &count);
    assert_int_equal(count, 1);
    assert_int_equal(same[0], 841330);
    const uint32_t *split = hs_counterparts(editions, HS_2022, HS_2012, of("9401.39"), &count);
    assert_int_equal(count, 1);
    assert_int_equal(split[0], 940130);
    hs_counterparts(editions, HS_2012, HS_2017, of("0302.89"), &count);
    assert_int_equal(count, 4);
    hs_counterparts(editions, HS_2022, HS_2012, of("9401.77"), &count);
    assert_int_equal(count, 0);
}

static void knows_the_edition_of_a_day(void **state) {
    (void)state;
    assert_int_equal(hs_edition_on(editions, 20111231), HS_2012);
    assert_int_equal(hs_edition_on(editions, 20161231), HS_2012);
    assert_int_equal(hs_edition_on(editions, 20170101), HS_2017);
    assert_int_equal(hs_edition_on(editions, 20211231), HS_2017);
    assert_int_equal(hs_edition_on(editions, 20220101), HS_2022);
}

static struct hs_code in_2012(const char *given) {
    uint32_t count = 0;
    const struct hs_lineage *found = hs_lineages(editions, HS_2022, of(given), &count);
    assert_int_equal(count, 1);
    return hs_lineage_code(editions, found, HS_2012, of(given));
}

static void knows_what_an_item_was(void **state) {
    (void)state;
    assert_int_equal(in_2012("2202.99.28").low, 22029028);
    assert_int_equal(in_2012("2202.99.91.10").low, 22029090);
    assert_int_equal(in_2012("2202.91").low, 22029090); /* beer without alcohol: all of it is one item */
    assert_int_equal(in_2012("2202.91.00.10").low, 22029090);
    assert_int_equal(in_2012("2202.99").digits, HS_SUBHEADING);
    assert_int_equal(in_2012("2202.99.02").digits, HS_SUBHEADING); /* no item of the table */
    assert_int_equal(in_2012("8503.00.65").low, 85030065);
}

static void traces_a_code_through_all_editions(void **state) {
    (void)state;
    uint32_t count = 0;
    struct hs_code given = of("2202.90.30");
    const struct hs_lineage *found = hs_lineages(editions, HS_2012, given, &count);
    assert_int_equal(count, 2);
    assert_int_equal(found[0].in[HS_2017], 220291);
    assert_int_equal(found[1].in[HS_2017], 220299);
    assert_int_equal(hs_lineage_code(editions, &found[0], HS_2012, given).digits, 8);
    assert_int_equal(hs_lineage_code(editions, &found[0], HS_2017, given).digits, HS_SUBHEADING);
    found = hs_lineages(editions, HS_2022, of("8807"), &count);
    assert_int_equal(count, 4);
    for (uint32_t i = 0; i < count; i++)
        assert_int_equal(found[i].in[HS_2012] / 100, 8803);
    hs_lineages(editions, HS_2022, of("8803"), &count);
    assert_int_equal(count, 0);
    hs_lineages(editions, HS_2022, of("8549"), &count);
    uint32_t of_one = 0;
    hs_lineages(editions, HS_2022, of("8549.21"), &of_one);
    assert_true(of_one >= 1018);
    assert_true(count > of_one);
}

static bool among(const uint32_t *numbers, uint32_t count, uint32_t number) {
    for (uint32_t i = 0; i < count; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

/* The lineages take what a code of HS 2022 was in HS 2012 from what it was in between: the table from the one
 * to the other says the same. */
static void lineages_agree_with_the_tables(void **state) {
    (void)state;
    uint32_t codes = 0;
    const uint32_t *all = hs_subheadings(editions, HS_2022, &codes);
    for (uint32_t i = 0; i < codes; i++) {
        struct hs_code code = hs_code_subheading(all[i]);
        uint32_t direct = 0;
        uint32_t count = 0;
        const uint32_t *numbers = hs_counterparts(editions, HS_2022, HS_2012, code, &direct);
        const struct hs_lineage *lineages = hs_lineages(editions, HS_2022, code, &count);
        for (uint32_t k = 0; k < count; k++)
            assert_true(among(numbers, direct, lineages[k].in[HS_2012]));
        for (uint32_t k = 0; k < direct; k++) {
            uint32_t at = 0;
            while (at < count && lineages[at].in[HS_2012] != numbers[k])
                at++;
            assert_true(at < count);
        }
    }
}

static void knows_provisions_for_parts(void **state) {
    (void)state;
    assert_true(hs_provides_for_parts(editions, of("9401.90")));
    assert_true(hs_provides_for_parts(editions, of("8413.91")));
    assert_false(hs_provides_for_parts(editions, of("3926.90")));
}

static void knows_the_items_of_two_tariffs(void **state) {
    (void)state;
    assert_true(hs_items_listed(editions, of("8503.00.01")));
    assert_false(hs_items_listed(editions, of("8413.30.10")));
    assert_int_equal(hs_item_tariffs(editions, of("8503.00.65")), HS_TARIFF_UNITED_STATES);
    assert_int_equal(hs_item_tariffs(editions, of("8503.00.99.01")), HS_TARIFF_MEXICO);
    assert_int_equal(hs_item_tariffs(editions, of("2106.90.12")), HS_TARIFF_UNITED_STATES | HS_TARIFF_MEXICO);
    assert_int_equal(hs_item_tariffs(editions, of("8503.00.66")), 0);
    assert_int_equal(hs_item_tariffs(editions, of("9999.99.99")), 0);
}

/* A copy of a table in which the first `plain` lines are as they were, and the others as a spreadsheet may
 * write them: in quotation marks, with blanks around, with carriage returns. */
static void write_otherwise(const char *folder, const char *name, unsigned plain) {
    char path[200];
    struct buffer content = {0};
    usmca_error error;
    snprintf(path, sizeof path, SOURCE_FOLDER "/rules/hs/%s", name);
    assert_int_equal(file_read(&content, path, 1 << 20, &error), USMCA_OK);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    struct text rest = buffer_view(&content);
    struct text line;
    for (unsigned i = 0; text_split(&rest, '\n', &line) && line.length > 0; i++) {
        struct text field;
        for (unsigned k = 0; i >= plain && text_split(&line, ',', &field); k++)
            fprintf(out, k % 2 == 0 ? "%s \"%.*s\" " : "%s\t%.*s ", k > 0 ? "," : "", (int)field.length,
                    field.data);
        fprintf(out, i < plain ? "%.*s\n" : i % 5 == 0 ? "\r\n \r\n" : "\r\n", (int)line.length, line.data);
    }
    fclose(out);
    buffer_free(&content);
}

/* What is not plain is libcsv's to read, from there to the end. */
static void reads_tables_however_they_are_written(void **state) {
    (void)state;
    static const char *const NAMES[] = {"editions.csv", "codes.csv", "correlations.csv", "items.csv",
                                        "tables.csv"};
    static const unsigned PLAIN[] = {0, 2, 700};
    char folder[] = "/tmp/usmca-editions-XXXXXX";
    char path[200];
    assert_non_null(mkdtemp(folder));
    for (size_t way = 0; way < sizeof PLAIN / sizeof PLAIN[0]; way++) {
        struct arena other = {0};
        struct hs_editions *found = NULL;
        usmca_error error;
        for (size_t i = 0; i < 5; i++)
            write_otherwise(folder, NAMES[i], PLAIN[way]);
        assert_int_equal(hs_editions_load(&found, &other, folder, &error), USMCA_OK);
        for (int edition = 0; edition < HS_EDITIONS; edition++) {
            uint32_t count = 0;
            uint32_t same = 0;
            const uint32_t *codes = hs_subheadings(editions, (enum hs_edition)edition, &count);
            const uint32_t *others = hs_subheadings(found, (enum hs_edition)edition, &same);
            assert_int_equal(count, same);
            assert_memory_equal(codes, others, count * sizeof *codes);
            for (uint32_t i = 0; i < count; i++) {
                uint32_t lineages = 0;
                uint32_t other_lineages = 0;
                struct hs_code code = hs_code_subheading(codes[i]);
                const struct hs_lineage *one =
                    hs_lineages(editions, (enum hs_edition)edition, code, &lineages);
                const struct hs_lineage *two =
                    hs_lineages(found, (enum hs_edition)edition, code, &other_lineages);
                assert_int_equal(lineages, other_lineages);
                assert_memory_equal(one, two, lineages * sizeof *one);
                assert_int_equal(hs_provides_for_parts(editions, code), hs_provides_for_parts(found, code));
            }
        }
        assert_int_equal(hs_item_tariffs(found, of("1806.10.01")), HS_TARIFF_MEXICO);
        arena_free(&other);
    }
    for (size_t i = 0; i < 5; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[i]);
        unlink(path);
    }
    rmdir(folder);
}

/* A table that says otherwise than one of the rule book is none, and nothing is read or written beside it. */
static void refuses_what_is_no_table(void **state) {
    (void)state;
    static const char *const NAMES[] = {"editions.csv", "codes.csv", "correlations.csv", "items.csv",
                                        "tables.csv"};
    static const char *const ROWS[] = {"2022,2012,9999999,010121",
                                       "2022,2012,010121,4294967",
                                       "2022,2012,010121,",
                                       "2022,2012,010121,1 2 3 4 5 6 7 8 9",
                                       "2022,2012,010121,010121  010129",
                                       "2022,2012,010121,010121-010129",
                                       "2022,2012,010121,01012a",
                                       "2012,2022,010121,010121",
                                       "2022,2011,010121,010121",
                                       "20221,2012,010121,010121",
                                       "2022,2012,010121,01012199"};
    char folder[] = "/tmp/usmca-editions-XXXXXX";
    char path[200];
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < 4; i++)
        write_otherwise(folder, NAMES[i], UINT_MAX);
    snprintf(path, sizeof path, "%s/%s", folder, NAMES[4]);
    FILE *tables = fopen(path, "wb");
    assert_non_null(tables);
    fprintf(tables, "table,rows\neditions.csv,3\ncodes.csv,5838\ncorrelations.csv,1\nitems.csv,895\n");
    fclose(tables);
    snprintf(path, sizeof path, "%s/%s", folder, NAMES[2]);
    for (size_t row = 0; row < sizeof ROWS / sizeof ROWS[0]; row++) {
        struct arena other = {0};
        struct hs_editions *found = NULL;
        usmca_error error;
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        fprintf(out, "from,to,code,counterparts\n%s\n", ROWS[row]);
        fclose(out);
        assert_int_equal(hs_editions_load(&found, &other, folder, &error), USMCA_ERROR_RULES);
        arena_free(&other);
    }
    for (size_t i = 0; i < 5; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[i]);
        unlink(path);
    }
    rmdir(folder);
}

/* A table that lost rows, or whose rows nobody counted, would make other goods of codes. */
static void refuses_a_table_that_lost_rows(void **state) {
    (void)state;
    static const char *const NAMES[] = {"editions.csv", "codes.csv", "correlations.csv", "items.csv",
                                        "tables.csv"};
    char folder[] = "/tmp/usmca-editions-XXXXXX";
    char path[200];
    assert_non_null(mkdtemp(folder));
    for (size_t lost = 0; lost < 5; lost++) {
        struct arena other = {0};
        struct hs_editions *found = NULL;
        usmca_error error;
        for (size_t i = 0; i < 5; i++)
            write_otherwise(folder, NAMES[i], UINT_MAX);
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[lost]);
        struct buffer content = {0};
        assert_int_equal(file_read(&content, path, 16 * 1024 * 1024, &error), USMCA_OK);
        size_t end = content.length - 1;
        while (content.data[end - 1] != '\n')
            end--;
        FILE *out = fopen(path, "wb");
        assert_non_null(out);
        assert_int_equal(fwrite(content.data, 1, end, out), end);
        fclose(out);
        buffer_free(&content);
        assert_int_equal(hs_editions_load(&found, &other, folder, &error), USMCA_ERROR_RULES);
        arena_free(&other);
    }
    for (size_t i = 0; i < 5; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[i]);
        unlink(path);
    }
    rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_which_codes_exist),
                                       cmocka_unit_test(maps_between_editions),
                                       cmocka_unit_test(knows_the_edition_of_a_day),
                                       cmocka_unit_test(knows_what_an_item_was),
                                       cmocka_unit_test(traces_a_code_through_all_editions),
                                       cmocka_unit_test(lineages_agree_with_the_tables),
                                       cmocka_unit_test(knows_provisions_for_parts),
                                       cmocka_unit_test(reads_tables_however_they_are_written),
                                       cmocka_unit_test(refuses_what_is_no_table),
                                       cmocka_unit_test(refuses_a_table_that_lost_rows),
                                       cmocka_unit_test(knows_the_items_of_two_tariffs)};
    return cmocka_run_group_tests(tests, load, unload);
}
