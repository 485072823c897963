#include "unit.h"

#include <api/arrow.h>
#include <errno.h>
#include <stdlib.h>
#include <usmca.h>

#include "api/rulebook.h"
#include "base/text.h"

/* ---- streams of a test: two rows, of columns that are declared beside their buffers ---- */

enum { MOST = 8, ROWS = 2 };

struct column {
    const char *format;
    const char *name;
    const void *buffers[4];
    int64_t n_buffers;
    int64_t nulls;
    struct column *dictionary; /* of which `rows` are */
    int64_t rows;
};

struct made {
    struct column *columns;
    int64_t count;
    int batches;
    int fails; /* instead of the second batch */
    int released;
    struct ArrowSchema schemas[MOST];
    struct ArrowSchema *schema_list[MOST];
    struct ArrowSchema dictionaries[MOST];
    struct ArrowArray arrays[MOST];
    struct ArrowArray *array_list[MOST];
    struct ArrowArray array_dictionaries[MOST];
};

static int open_arrays; /* and schemas, that are not released */

static void release_schema(struct ArrowSchema *schema) {
    open_arrays--;
    schema->release = NULL;
}

static void release_array(struct ArrowArray *array) {
    open_arrays--;
    array->release = NULL;
}

static struct ArrowArray array_of(struct column *column) {
    return (struct ArrowArray){.length = column->rows > 0 ? column->rows : ROWS,
                               .null_count = column->nulls,
                               .n_buffers = column->n_buffers,
                               .buffers = column->buffers};
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    struct made *made = stream->private_data;
    for (int64_t i = 0; i < made->count; i++) {
        struct column *column = &made->columns[i];
        made->schema_list[i] = &made->schemas[i];
        made->schemas[i] = (struct ArrowSchema){.format = column->format, .name = column->name};
        if (column->dictionary != NULL) {
            made->dictionaries[i] = (struct ArrowSchema){.format = column->dictionary->format};
            made->schemas[i].dictionary = &made->dictionaries[i];
        }
    }
    *out = (struct ArrowSchema){
        .format = "+s", .n_children = made->count, .children = made->schema_list, .release = release_schema};
    open_arrays++;
    return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    struct made *made = stream->private_data;
    *out = (struct ArrowArray){0};
    if (made->batches-- == 0)
        return made->fails;
    for (int64_t i = 0; i < made->count; i++) {
        struct column *column = &made->columns[i];
        made->array_list[i] = &made->arrays[i];
        made->arrays[i] = array_of(column);
        if (column->dictionary != NULL) {
            made->array_dictionaries[i] = array_of(column->dictionary);
            made->arrays[i].dictionary = &made->array_dictionaries[i];
        }
    }
    *out = (struct ArrowArray){.length = ROWS,
                               .n_buffers = 1,
                               .n_children = made->count,
                               .children = made->array_list,
                               .release = release_array};
    static const void *none[1];
    out->buffers = none;
    open_arrays++;
    return 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return "the source is gone";
}

static void release_stream(struct ArrowArrayStream *stream) {
    ((struct made *)stream->private_data)->released++;
    stream->release = NULL;
}

static usmca_status give(usmca_batch *batch, const char *table, struct made *made, usmca_error *error) {
    struct ArrowArrayStream stream = {get_schema, get_next, get_last_error, release_stream, made};
    usmca_status status = usmca_batch_arrow(batch, table, &stream, error);
    assert_null(stream.release);
    assert_int_equal(made->released, 1);
    assert_int_equal(open_arrays, 0);
    return status;
}

static usmca_batch *new_batch(void) {
    usmca_batch *batch = NULL;
    assert_int_equal(usmca_batch_new(&batch, rulebook, "2024-03-01", "USD", NULL), USMCA_OK);
    return batch;
}

#define TEXTS(column, bytes, ...)                                                                            \
    {                                                                                                        \
        .format = "u", .name = column, .buffers = {NULL, (const int32_t[]){__VA_ARGS__}, bytes},             \
        .n_buffers = 3                                                                                       \
    }

static usmca_status give_goods(usmca_batch *batch, usmca_error *error) {
    static const struct {
        int32_t length;
        char text[12];
    } codes[] = {{7, "3926.90"}, {7, "3926.90"}};
    struct column columns[] = {
        TEXTS("good_id", "AB", 0, 1, 2),
        {.format = "vu", .name = "hs", .buffers = {NULL, codes, (const int64_t[]){0}}, .n_buffers = 3},
        {.format = "U",
         .name = "country",
         .buffers = {NULL, (const int64_t[]){0, 2, 4}, "MXCA"},
         .n_buffers = 3},
        {.format = "tdD", .name = "date", .buffers = {NULL, (const int32_t[]){19800, -1}}, .n_buffers = 2},
        {.format = "b", .name = "x_flag", .buffers = {NULL, (const uint8_t[]){2}}, .n_buffers = 2},
        {.format = "tsn:",
         .name = "x_day",
         .buffers = {(const uint8_t[]){1}, (const int64_t[]){INT64_C(86400000000000), 5}},
         .n_buffers = 2,
         .nulls = 1},
    };
    struct made made = {.columns = columns, .count = 6, .batches = 1};
    return give(batch, "goods", &made, error);
}

static usmca_status give_lines(usmca_batch *batch, struct column value, int batches, int fails,
                               usmca_error *error) {
    struct column origins = TEXTS("", "non-originatingoriginating", 0, 15, 26);
    struct column columns[] = {
        TEXTS("good_id", "AB", 0, 1, 2),
        TEXTS("hs", "3902103902.10", 0, 6, 13),
        {.format = "c",
         .name = "origin",
         .buffers = {NULL, (const int8_t[]){0, 0}},
         .n_buffers = 2,
         .dictionary = &origins},
        {.format = "i", .name = "quantity", .buffers = {NULL, (const int32_t[]){2, 1}}, .n_buffers = 2},
        value,
        {.format = "n", .name = "document"},
    };
    origins.rows = 2;
    struct made made = {.columns = columns, .count = 6, .batches = batches, .fails = fails};
    return give(batch, "bom", &made, error);
}

/* 1.250 and -0.5, of three decimals. */
static const int64_t DECIMALS[] = {1250, 0, -500, -1};

static struct column decimal_value(void) {
    return (struct column){
        .format = "d:19,3", .name = "unit_value", .buffers = {NULL, DECIMALS}, .n_buffers = 2};
}

static void every_type_is_read_as_a_file_has_it(void **state) {
    (void)state;
    usmca_batch *batch = new_batch();
    usmca_error error = {0};
    struct column value = decimal_value();
    assert_int_equal(give_goods(batch, &error), USMCA_OK);
    assert_int_equal(give_lines(batch, value, 1, 0, &error), USMCA_OK);
    assert_int_equal(usmca_batch_keep(batch, "json", &error), USMCA_OK);
    assert_int_equal(usmca_batch_keep(batch, "materials", &error), USMCA_OK);
    assert_int_equal(usmca_batch_keep(batch, "rejects", &error), USMCA_OK);
    assert_int_equal(usmca_batch_run(batch, NULL, NULL, NULL, &error), USMCA_OK);
    const char *json = usmca_batch_kept(batch, "json", NULL);
    assert_non_null(strstr(json, "\"good_id\":\"A\""));
    assert_non_null(strstr(json, "\"date\":\"2024-03-18\""));
    assert_non_null(strstr(json, "\"x_flag\":\"no\""));
    assert_non_null(strstr(json, "\"x_flag\":\"yes\""));
    assert_non_null(strstr(json, "\"x_day\":\"1970-01-02\""));
    assert_non_null(strstr(json, "\"value\":\"2.50\""));
    assert_non_null(strstr(usmca_batch_kept(batch, "rejects", NULL), "bom,2,5,")); /* a negative price */
    usmca_batch_free(batch);
}

static void what_is_not_exact_is_refused_by_name(void **state) {
    (void)state;
    usmca_error error;
    static const double amounts[] = {1.25, 0.1};
    struct column wrong[] = {
        {.format = "g", .name = "unit_value", .buffers = {NULL, amounts}, .n_buffers = 2},
        {.format = "e", .name = "unit_value", .buffers = {NULL, amounts}, .n_buffers = 2},
        {.format = "z", .name = "unit_value", .buffers = {NULL, amounts, amounts}, .n_buffers = 3},
        {.format = "+l", .name = "unit_value", .buffers = {NULL, amounts}, .n_buffers = 2},
        {.format = "d:19", .name = "unit_value", .buffers = {NULL, amounts}, .n_buffers = 2},
        {.format = "d:19,-2", .name = "unit_value", .buffers = {NULL, amounts}, .n_buffers = 2},
        {.format = "d:76,2,256", .name = "unit_value", .buffers = {NULL, amounts}, .n_buffers = 2},
        {.format = "tss:UTC", .name = "unit_value", .buffers = {NULL, amounts}, .n_buffers = 2},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        usmca_batch *batch = new_batch();
        assert_int_equal(give_lines(batch, wrong[i], 1, 0, &error), USMCA_ERROR_INPUT);
        assert_string_equal(error.file, "bom");
        assert_non_null(strstr(error.text, "unit_value"));
        assert_int_equal(strstr(error.text, "floating") != NULL, i < 2);
        assert_false(usmca_batch_has(batch, "bom"));
        usmca_batch_free(batch);
    }
}

static void values_that_cannot_be_are_told_by_row_and_column(void **state) {
    (void)state;
    usmca_error error;
    static const int64_t noon[] = {0, 43200};
    static const int64_t far[] = {0, INT64_MAX / 100};
    static const int32_t backwards[] = {0, 2, 1};
    static const int8_t outside[] = {0, 7};
    struct column names = TEXTS("", "x", 0, 1);
    names.rows = 1;
    struct column wrong[] = {
        {.format = "tss:", .name = "x_a", .buffers = {NULL, noon}, .n_buffers = 2},
        {.format = "tss:", .name = "x_a", .buffers = {NULL, far}, .n_buffers = 2},
        {.format = "u", .name = "x_a", .buffers = {NULL, backwards, "ab"}, .n_buffers = 3},
        {.format = "c", .name = "x_a", .buffers = {NULL, outside}, .n_buffers = 2, .dictionary = &names},
        {.format = "l", .name = "x_a", .buffers = {NULL, NULL}, .n_buffers = 2},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        usmca_batch *batch = new_batch();
        assert_int_equal(give_lines(batch, wrong[i], 1, 0, &error), USMCA_ERROR_INPUT);
        assert_int_equal(error.line, i < 4 ? 2 : 1);
        assert_int_equal(error.column, 5);
        usmca_batch_free(batch);
    }
    struct column few = {.format = "l", .name = "x_a", .buffers = {NULL}, .n_buffers = 1};
    usmca_batch *batch = new_batch();
    assert_int_equal(give_lines(batch, few, 1, 0, &error), USMCA_ERROR_INPUT);
    usmca_batch_free(batch);
}

static void a_stream_that_breaks_off_gives_nothing(void **state) {
    (void)state;
    usmca_batch *batch = new_batch();
    usmca_error error;
    assert_int_equal(give_lines(batch, decimal_value(), 1, EIO, &error), USMCA_ERROR_INPUT);
    assert_non_null(strstr(error.text, "the source is gone"));
    assert_false(usmca_batch_has(batch, "bom"));
    assert_int_equal(give_lines(batch, decimal_value(), 0, ENOMEM, &error), USMCA_ERROR_MEMORY);
    assert_int_equal(give_lines(batch, decimal_value(), 2, 0, &error), USMCA_OK);
    assert_int_equal(give_lines(batch, decimal_value(), 1, 0, &error), USMCA_ERROR_ARGUMENT); /* again */
    assert_int_equal(usmca_batch_arrow(batch, "goods", NULL, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_arrow(NULL, "goods", NULL, &error), USMCA_ERROR_ARGUMENT);
    usmca_batch_free(batch);
}

static struct text cell(const struct ArrowArray *rows, int column, int row) {
    const struct ArrowArray *array = rows->children[column];
    const int32_t *ends = array->buffers[1];
    return (struct text){(const char *)array->buffers[2] + ends[row], (size_t)(ends[row + 1] - ends[row])};
}

static void what_was_kept_is_a_stream_that_outlives_the_batch(void **state) {
    (void)state;
    usmca_batch *batch = new_batch();
    usmca_error error;
    struct ArrowArrayStream out;
    struct ArrowSchema schema;
    struct ArrowArray rows;
    struct column value = {.format = "u", .name = "description", .n_buffers = 3};
    value.buffers[1] = (const int32_t[]){0, 8, 8};
    value.buffers[2] = "a \"b\",\nc";
    assert_int_equal(give_goods(batch, &error), USMCA_OK);
    assert_int_equal(give_lines(batch, value, 1, 0, &error), USMCA_OK);
    assert_int_equal(usmca_batch_kept_arrow(batch, "materials", &out, &error), USMCA_ERROR_ARGUMENT);
    assert_int_equal(usmca_batch_keep(batch, "materials", &error), USMCA_OK);
    assert_int_equal(usmca_batch_run(batch, NULL, NULL, NULL, &error), USMCA_OK);
    assert_int_equal(usmca_batch_kept_arrow(batch, "materials", &out, &error), USMCA_OK);
    assert_null(usmca_batch_kept(batch, "materials", NULL));
    assert_int_equal(usmca_batch_kept_arrow(batch, "materials", NULL, &error), USMCA_ERROR_ARGUMENT);
    usmca_batch_free(batch);

    assert_int_equal(out.get_schema(&out, &schema), 0);
    assert_string_equal(schema.format, "+s");
    assert_string_equal(schema.children[0]->name, "good_id");
    assert_string_equal(schema.children[3]->name, "description");
    schema.release(&schema);
    assert_int_equal(out.get_next(&out, &rows), 0);
    assert_int_equal(rows.length, 2);
    assert_true(text_is(cell(&rows, 0, 1), "B"));
    assert_true(text_is(cell(&rows, 3, 0), "a \"b\",\nc"));
    assert_int_equal(rows.children[3]->null_count, 1);
    rows.release(&rows);
    assert_int_equal(out.get_next(&out, &rows), 0);
    assert_null(rows.release);
    out.release(&out);
}

static void lines_lie_in_what_was_kept_as_long_as_somebody_has_them(void **state) {
    (void)state;
    usmca_batch *batch = new_batch();
    usmca_error error;
    struct ArrowArrayStream out;
    struct ArrowArray rows;
    struct column value = {.format = "u", .name = "description", .n_buffers = 3};
    value.buffers[1] = (const int32_t[]){0, 8, 8};
    value.buffers[2] = "a \"b\",\nc";
    size_t length = 0;
    assert_int_equal(give_goods(batch, &error), USMCA_OK);
    assert_int_equal(give_lines(batch, value, 1, 0, &error), USMCA_OK);
    assert_int_equal(usmca_batch_keep(batch, "json", &error), USMCA_OK);
    assert_int_equal(usmca_batch_run(batch, NULL, NULL, NULL, &error), USMCA_OK);
    char *kept = strdup(usmca_batch_kept(batch, "json", &length));
    assert_non_null(kept);
    assert_int_equal(usmca_batch_kept_arrow(batch, "json", &out, &error), USMCA_OK);
    usmca_batch_free(batch);
    assert_int_equal(out.get_next(&out, &rows), 0);
    out.release(&out);

    assert_int_equal(rows.length, 2);
    assert_int_equal(rows.children[0]->null_count, 0);
    assert_null(rows.children[0]->buffers[0]);
    struct text rest = {kept, length};
    for (int row = 0; row < 2; row++) {
        struct text line = TEXT("");
        assert_true(text_split(&rest, '\n', &line));
        assert_true(text_equal(cell(&rows, 0, row), line));
    }
    rows.release(&rows);
    free(kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_read_as_a_file_has_it),
        cmocka_unit_test(what_is_not_exact_is_refused_by_name),
        cmocka_unit_test(values_that_cannot_be_are_told_by_row_and_column),
        cmocka_unit_test(a_stream_that_breaks_off_gives_nothing),
        cmocka_unit_test(what_was_kept_is_a_stream_that_outlives_the_batch),
        cmocka_unit_test(lines_lie_in_what_was_kept_as_long_as_somebody_has_them),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
