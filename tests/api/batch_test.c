#include "unit.h"

#include <jansson.h>
#include <usmca.h>

#include "api/rulebook.h"

/* Rows of a test, ended by one whose first value is NULL. */
struct rows {
    const char *(*rows)[4];
    size_t width;
    int fails_at; /* row, from 1 */
    int at;
};

static int next(void *context, const char *values[]) {
    struct rows *rows = context;
    const char **row = rows->rows[rows->at++];
    if (rows->at == rows->fails_at)
        return -1;
    if (row[0] == NULL)
        return 0;
    for (size_t i = 0; i < rows->width; i++)
        values[i] = row[i];
    return 1;
}

static const char *const GOODS_COLUMNS[] = {"good_id", "hs", "country", "x_plant"};
static const char *const BOM_COLUMNS[] = {"good_id", "hs", "origin", "value"};

static usmca_status give(usmca_batch *batch, const char *table, const char *const *columns,
                         const char *rows[][4], usmca_error *error) {
    struct rows given = {.rows = rows, .width = 4};
    return usmca_batch_rows(batch, table, columns, 4, next, &given, error);
}

static usmca_batch *begin(void) {
    static const char *goods[][4] = {
        {"A", "3926.90", "MX", "Toluca, \"Norte\""}, {"B", "3926.90", "MX", NULL}, {NULL}};
    static const char *lines[][4] = {
        {"A", "3902.10", "non-originating", "3"}, {"B", "3926.90", "non-originating", "3"}, {NULL}};
    usmca_batch *batch = NULL;
    assert_int_equal(usmca_batch_new(&batch, rulebook, "2024-03-01", "USD", NULL), USMCA_OK);
    assert_int_equal(give(batch, "goods", GOODS_COLUMNS, goods, NULL), USMCA_OK);
    assert_int_equal(give(batch, "bom", BOM_COLUMNS, lines, NULL), USMCA_OK);
    return batch;
}

struct taken {
    int count;
    int ends_at;
    char first[16];
};

static int take(void *context, const char *json, size_t length) {
    struct taken *taken = context;
    json_t *good = json_loadb(json, length, 0, NULL);
    assert_non_null(good);
    if (taken->count++ == 0)
        snprintf(taken->first, sizeof taken->first, "%s", json_string_value(json_object_get(good, "status")));
    json_decref(good);
    return taken->count == taken->ends_at;
}

static int no_progress(void *context, unsigned long long done, unsigned long long all) {
    (void)context;
    assert_true(done <= all);
    return 1;
}

static void hands_over_in_order_and_keeps_what_is_asked_for(void **state) {
    (void)state;
    usmca_batch *batch = begin();
    struct taken taken = {0};
    size_t length = 0;
    assert_null(usmca_batch_kept(batch, "json", NULL));
    assert_int_equal(usmca_batch_keep(batch, "goods", NULL), USMCA_OK);
    assert_int_equal(usmca_batch_keep(batch, "rejects", NULL), USMCA_OK);
    for (int round = 1; round <= 2; round++) { /* the second as the first */
        assert_int_equal(usmca_batch_run(batch, take, NULL, &taken, NULL), USMCA_OK);
        assert_int_equal(taken.count, 2 * round);
        assert_string_equal(taken.first, "originating");
        const char *goods = usmca_batch_kept(batch, "goods", &length);
        assert_int_equal(strlen(goods), length);
        assert_non_null(strstr(goods, "\nA,"));
        assert_non_null(strstr(goods, "\nB,"));
        assert_non_null(strstr(goods, "\"Toluca, \"\"Norte\"\"\""));
        assert_string_equal(usmca_batch_kept(batch, "rejects", NULL), "file,line,column,reason,row\n");
        assert_null(usmca_batch_kept(batch, "json", &length));
        assert_int_equal(length, 0);
        assert_non_null(
            strstr(usmca_batch_summary(batch, NULL), "\"rows\":{\"read\":4,\"used\":4,\"rejected\":0}"));
    }
    assert_true(usmca_batch_has(batch, "bom"));
    assert_false(usmca_batch_has(batch, "documents"));
    usmca_batch_free(batch);
}

static void ends_where_the_caller_says_so(void **state) {
    (void)state;
    usmca_batch *batch = begin();
    usmca_error error;
    struct taken taken = {.ends_at = 1};
    assert_int_equal(usmca_batch_run(batch, take, NULL, &taken, &error), USMCA_ERROR_CANCELLED);
    assert_int_equal(taken.count, 1);
    assert_null(usmca_batch_summary(batch, NULL));
    assert_int_equal(usmca_batch_run(batch, NULL, no_progress, NULL, &error), USMCA_ERROR_CANCELLED);
    assert_int_equal(usmca_batch_run(batch, NULL, NULL, NULL, &error), USMCA_OK);
    usmca_batch_free(batch);
}

/* A table is taken whole or not at all. */
static void rows_that_break_off_are_none(void **state) {
    (void)state;
    usmca_batch *batch = NULL;
    usmca_error error;
    const char *lines[][4] = {{"A", "3902.10", "non-originating", "3"}, {"A", "3902.10", "", "3"}, {NULL}};
    struct rows given = {.rows = lines, .width = 4, .fails_at = 2};
    assert_int_equal(usmca_batch_new(&batch, rulebook, "2024-03-01", "USD", &error), USMCA_OK);
    assert_int_equal(usmca_batch_rows(batch, "bom", BOM_COLUMNS, 4, next, &given, &error),
                     USMCA_ERROR_CANCELLED);
    assert_string_equal(error.file, "bom");
    assert_non_null(strstr(error.text, "row 2"));
    assert_false(usmca_batch_has(batch, "bom"));
    assert_int_equal(usmca_batch_run(batch, NULL, NULL, NULL, &error), USMCA_ERROR_ARGUMENT);
    usmca_batch_free(batch);
}

static void a_value_that_is_too_long_rejects_its_row_alone(void **state) {
    (void)state;
    enum { LONG = 20000 };
    static char plain[LONG + 1];
    static char quotes[LONG + 1];
    static char blanks[LONG + 1];
    memset(plain, 'x', LONG);
    memset(quotes, '"', LONG);
    memset(blanks, ' ', LONG);
    blanks[LONG - 1] = '\n';
    quotes[8192] = '\0'; /* a field may be so long, and no record with its quotes doubled */
    const char *goods[][4] = {{"A", "3926.90", "MX", plain},  {"B", "3926.90", "MX", quotes},
                              {"C", "3926.90", "MX", blanks}, {"D", "3926.90", "MX", "\xff"},
                              {"E", "3926.90", "MX", ""},     {NULL}};
    const char *lines[][4] = {{"E", "3902.10", "non-originating", "3"}, {NULL}};
    usmca_batch *batch = NULL;
    assert_int_equal(usmca_batch_new(&batch, rulebook, "2024-03-01", "USD", NULL), USMCA_OK);
    assert_int_equal(give(batch, "goods", GOODS_COLUMNS, goods, NULL), USMCA_OK);
    assert_int_equal(give(batch, "bom", BOM_COLUMNS, lines, NULL), USMCA_OK);
    assert_int_equal(usmca_batch_run(batch, NULL, NULL, NULL, NULL), USMCA_OK);
    const char *summary = usmca_batch_summary(batch, NULL);
    assert_non_null(strstr(summary, "\"rejected\":3"));
    assert_non_null(strstr(summary, "goods:1:"));
    assert_non_null(strstr(summary, "goods:2:"));
    assert_null(strstr(summary, "goods:3:"));
    assert_non_null(strstr(summary, "goods:4:"));
    usmca_batch_free(batch);
}

static void refuses_what_is_no_option_table_or_output(void **state) {
    (void)state;
    usmca_batch *batch = begin();
    usmca_error error;
    static const struct {
        const char *option;
        const char *value;
    } WRONG[] = {{"hs", "2020"},
                 {"tariff", "DE"},
                 {"default-use", "boat"},
                 {"designate", "all"},
                 {"designate", ""},
                 {"jobs", "0"},
                 {"jobs", "1025"},
                 {"jobs", "x"},
                 {"jobs", ""},
                 {"jobs", "99999999999999999999"},
                 {"year-begins", "13"},
                 {"gap", "maybe"},
                 {"speed", "fast"},
                 {NULL, "1"}};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_int_equal(usmca_batch_set(batch, WRONG[i].option, WRONG[i].value, &error),
                         USMCA_ERROR_ARGUMENT);
    static const char *const OPTIONS[] = {"hs",   "tariff", "default-use", "designate", "year-begins",
                                          "jobs", "gap",    "profile",     "good"};
    for (size_t i = 0; i < sizeof OPTIONS / sizeof OPTIONS[0]; i++)
        assert_int_equal(usmca_batch_set(batch, OPTIONS[i], NULL, &error), USMCA_OK);
    assert_int_equal(usmca_batch_file(batch, "goods", "goods.csv", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_file(batch, "movements", "x.csv", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_file(batch, "documents", "-", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_keep(batch, "text", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_file(batch, "flat", "/nowhere", &error), USMCA_OK);
    assert_int_equal(usmca_batch_run(batch, NULL, NULL, NULL, &error), USMCA_ERROR_ARGUMENT);
    usmca_batch_free(batch);
    batch = begin();
    assert_int_equal(usmca_batch_file(batch, "documents", "/nowhere", &error), USMCA_OK);
    assert_int_equal(usmca_batch_run(batch, NULL, NULL, NULL, &error), USMCA_ERROR_IO);
    assert_string_equal(error.file, "/nowhere");
    usmca_batch_free(batch);
}

static void null_is_an_argument_error(void **state) {
    (void)state;
    usmca_error error;
    usmca_batch *batch = NULL;
    const char *const nameless[] = {NULL};
    struct rows given = {.rows = (const char *[][4]){{NULL}}, .width = 1};
    assert_int_equal(usmca_batch_new(NULL, rulebook, "2024-03-01", "USD", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_new(&batch, NULL, "2024-03-01", "USD", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_new(&batch, rulebook, NULL, "USD", NULL), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_new(&batch, rulebook, "2024-03-01", "XQZ", NULL), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_new(&batch, rulebook, "2024-03-01", "USD", NULL), USMCA_OK);
    assert_int_equal(usmca_batch_set(NULL, "hs", "2022", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_file(NULL, "goods", "x", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_file(batch, NULL, "x", &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_file(batch, "goods", NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_rows(batch, "goods", NULL, 1, next, &given, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_rows(batch, "goods", nameless, 1, next, &given, &error),
                     USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_rows(batch, "goods", GOODS_COLUMNS, 1, NULL, NULL, &error),
                     USMCA_ERROR_ARGUMENT);
    struct rows one = {.rows = (const char *[][4]){{"A"}, {NULL}}};
    struct rows none = {.rows = (const char *[][4]){{NULL}}};
    assert_int_equal(usmca_batch_rows(batch, "goods", GOODS_COLUMNS, 0, next, &one, &error),
                     USMCA_ERROR_INPUT);
    assert_int_equal(usmca_batch_rows(batch, "bom", GOODS_COLUMNS, 0, next, &none, &error), USMCA_OK);
    assert_int_equal(usmca_batch_rows(batch, "goods", GOODS_COLUMNS, 257, next, &given, &error),
                     USMCA_ERROR_INPUT);
    assert_int_equal(usmca_batch_keep(batch, NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_run(NULL, NULL, NULL, NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_run(batch, NULL, NULL, NULL, NULL), USMCA_ERROR_ARGUMENT);
    assert_null(usmca_batch_kept(NULL, "json", NULL));
    assert_null(usmca_batch_kept(batch, NULL, NULL));
    assert_null(usmca_batch_summary(NULL, NULL));
    assert_int_equal(usmca_batch_has(NULL, "goods"), 0);
    usmca_batch_free(batch);
    usmca_batch_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_over_in_order_and_keeps_what_is_asked_for),
        cmocka_unit_test(ends_where_the_caller_says_so),
        cmocka_unit_test(rows_that_break_off_are_none),
        cmocka_unit_test(a_value_that_is_too_long_rejects_its_row_alone),
        cmocka_unit_test(refuses_what_is_no_option_table_or_output),
        cmocka_unit_test(null_is_an_argument_error),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
