#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "intake/table_source.h"

#define SLICE(record) ((struct csv_slice){TEXT(record), 1, 0, NULL})

static const char FILLED[] =
    "<profile name=\"p\"><table name=\"bom\"><column name=\"good_id\" header=\"Product\" fill=\"down\"/>"
    "<column name=\"hs\" header=\"Code\"/><column name=\"material_id\" header=\"Item\"/>"
    "<skip header=\"Cat\" match=\"T\"/></table></profile>";

struct opened {
    struct csv_source source;
    struct layout layout;
    struct profile *profile;
    usmca_status status;
    usmca_error error;
};

static void write_file(char *path, const char *content) {
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0 && write(descriptor, content, strlen(content)) == (ssize_t)strlen(content));
    close(descriptor);
}

static struct opened *open_by(int threads, const char *content, const char *profile) {
    char path[] = "/tmp/usmca-test-XXXXXX";
    char xml[] = "/tmp/usmca-test-XXXXXX";
    struct opened *opened = calloc(1, sizeof *opened);
    assert_non_null(opened);
    write_file(path, content);
    if (profile != NULL) {
        write_file(xml, profile);
        assert_int_equal(profile_open(&opened->profile, xml, SOURCE_FOLDER "/rules", &opened->error),
                         USMCA_OK);
        unlink(xml);
    }
    opened->status = table_source_open(&opened->source, &opened->layout, path, opened->profile, "bom",
                                       threads, false, &opened->error);
    unlink(path);
    return opened;
}

static struct opened *open_text(const char *content, const char *profile) {
    return open_by(1, content, profile);
}

static void shut(struct opened *opened) {
    csv_source_close(&opened->source);
    layout_free(&opened->layout);
    profile_free(opened->profile);
    free(opened);
}

static bool take(void *context, const struct csv_place *place) {
    struct buffer *out = context;
    buffer_number(out, place->slice.file_line);
    buffer_char(out, ':');
    buffer_text(out, text_trim(place->slice.record));
    buffer_char(out, '/');
    return true;
}

static void assert_rows(struct opened *opened, const char *expected) {
    struct buffer out = {0};
    assert_int_equal(opened->status, USMCA_OK);
    assert_int_equal(
        csv_source_walk(&opened->source, opened->source.data, opened->source.data_line, take, &out, NULL),
        USMCA_OK);
    assert_text_equal(buffer_view(&out), expected);
    buffer_free(&out);
}

static void a_file_of_which_nothing_is_asked_is_left_alone(void **state) {
    (void)state;
    struct opened *opened = open_text("good_id,hs\nA,8413.91\n,8413.91\n", NULL);
    assert_rows(opened, "2:A,8413.91/3:,8413.91/");
    assert_int_equal(opened->layout.appended, 0);
    shut(opened);
}

static void keys_are_filled_down_behind_the_row(void **state) {
    (void)state;
    struct opened *opened = open_text(
        "Title\n\nProduct,Item,Code,Cat\nA,X,8413.91,L\n,T1,,T\n\n\"\",\"Y \"\"2\",8413.91,L\nB,Z\n", FILLED);
    assert_rows(opened, "4:A,X,8413.91,L,\"A\"/7:\"\",\"Y \"\"2\",8413.91,L,\"A\"/8:B,Z,\"B\"/");
    assert_int_equal(opened->layout.appended, 1);
    assert_int_equal(opened->layout.skipped, 1);
    assert_text_equal(opened->layout.skipped_by, "Cat = T (1)");
    char scratch[CSV_LONGEST_FIELD];
    struct text id;
    const struct layout *layout = &opened->layout;
    assert_true(layout_id(layout, SLICE(",Y,8413.91,L,\"A\"\n"), ',', scratch, &id));
    assert_text_equal(id, "A");
    assert_true(
        layout_id(layout, SLICE("B,Z,\"say \"\"B\"\"\"\r\n"), ',', scratch, &id)); /* of a row too short */
    assert_text_equal(id, "say \"B\"");
    assert_false(layout_id(layout, SLICE("B,Z,\"\""), ',', scratch, &id));
    assert_text_equal(layout_original(layout, TEXT(",Y,8413.91,L,\"A\"\n"), ','), ",Y,8413.91,L");
    assert_int_equal(layout_field_of_file(layout, layout->id_field), 0);
    shut(opened);
}

static void a_row_whose_quotes_are_wrong_is_of_no_good(void **state) {
    (void)state;
    struct opened *opened =
        open_text("Product,Item,Code,Cat\nA,X,8413.91,L\n,\"Y\" 2,8413.91,L\n,Z,8413.91,L\n", FILLED);
    assert_rows(opened, "2:A,X,8413.91,L,\"A\"/3:,\x1cY\x1c 2,8413.91,L,\"\"/4:,Z,8413.91,L,\"A\"/");
    shut(opened);
}

static void rows_of_level_0_name_the_good(void **state) {
    (void)state;
    struct opened *opened = open_text("level,material_id,hs\n0,A,\n1,X,8413.91\n0,B,\n..2,Y,8413.91\n", NULL);
    assert_rows(opened, "2:0,A,,\"A\"/3:1,X,8413.91,\"A\"/4:0,B,,\"B\"/5:..2,Y,8413.91,\"B\"/");
    shut(opened);
    opened = open_text("level,material_id,hs\n1,X,8413.91\n0,B,\n", NULL);
    assert_int_equal(opened->status, USMCA_ERROR_INPUT);
    assert_int_equal(opened->error.line, 2);
    assert_non_null(strstr(opened->error.text, "good_id"));
    shut(opened);
}

static void quotation_marks_that_are_characters(void **state) {
    (void)state;
    struct opened *opened =
        open_text("good_id\tmaterial_id\ths\nA\t\"X\"\t8413.91\nA\t3/4\"\t8413.91\n", NULL);
    assert_rows(opened, "2:A\t\"X\"\t8413.91/3:A\t3/4\x1a\t8413.91/");
    char scratch[CSV_LONGEST_FIELD];
    struct text id;
    assert_true(layout_material(&opened->layout, (struct csv_slice){.record = TEXT("A\t3/4\x1a\t8413.91")},
                                '\t', scratch, &id));
    assert_text_equal(id, "3/4\"");
    shut(opened);
    opened = open_text("good_id\tmaterial_id\ths\nA\t\"X\t8413.91\nA\tY\"\t8413.91\n",
                       "<profile name=\"p\" quote=\"none\"><table name=\"bom\"/></profile>");
    assert_rows(opened, "2:A\t\x1aX\t8413.91/3:A\tY\x1a\t8413.91/");
    shut(opened);
    opened = open_text("good_id,material_id,hs\nA,\"X\",8413.91\n",
                       "<profile name=\"p\" quote=\"none\"><table name=\"bom\"/></profile>");
    assert_rows(opened, "2:A,\"X\",8413.91/");
    shut(opened);
}

static void rows_that_repeat_the_header_say_nothing(void **state) {
    (void)state;
    struct opened *opened =
        open_text("good_id,hs\r\nA,8413.91\r\ngood_id,hs\r\nB,8413.91\r\ngood_id,hs", NULL);
    assert_rows(opened, "2:A,8413.91/4:B,8413.91/");
    shut(opened);
}

static void rows_that_name_nothing(void **state) {
    (void)state;
    struct opened *opened = open_text("good_id,material_id,hs,value\n", NULL);
    const struct {
        const char *row;
        bool nothing;
    } rows[] = {{",,,12", true}, {" , ,\"\",12", true}, {",,", true},
                {"A,,,", false}, {",X,,12", false},     {",,8413.91,12", false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(
            layout_names_nothing(&opened->layout, (struct csv_slice){.record = text_from(rows[i].row)}, ','),
            rows[i].nothing);
    assert_false(layout_names_nothing(&opened->layout,
                                      (struct csv_slice){.record = TEXT(",,,12"), .malformed = 1}, ','));
    shut(opened);
}

/* However many threads look for them, and wherever they stand: a mark before them turns all that is behind.
 */
static void rows_within_quotes_are_found_in_a_long_file(void **state) {
    (void)state;
    enum { ROWS = 160000, PLACES = 4 };
    for (int place = 0; place <= PLACES; place++)
        for (int threads = 1; threads < 6; threads += 2) {
            struct buffer content = {0};
            buffer_string(&content, "good_id,hs,material_id,description\n");
            for (int i = 0; i < ROWS; i++)
                buffer_string(&content, place < PLACES && i == ROWS / PLACES * place + 7
                                            ? "G1,3902.10,X,\"O-ring\nG1,3902.10,Y,3/4\"\n"
                                            : "G1,3902.10,X,\"Resin, natural\"\n");
            buffer_char(&content, '\0');
            struct opened *opened = open_by(threads, content.data, NULL);
            assert_int_equal(opened->status, USMCA_OK);
            assert_int_equal(opened->layout.swallowed_count, place < PLACES);
            if (place < PLACES)
                assert_int_equal(opened->layout.swallowed[0].first, ROWS / PLACES * place + 9);
            shut(opened);
            buffer_free(&content);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_file_of_which_nothing_is_asked_is_left_alone),
                                       cmocka_unit_test(keys_are_filled_down_behind_the_row),
                                       cmocka_unit_test(a_row_whose_quotes_are_wrong_is_of_no_good),
                                       cmocka_unit_test(rows_of_level_0_name_the_good),
                                       cmocka_unit_test(quotation_marks_that_are_characters),
                                       cmocka_unit_test(rows_that_repeat_the_header_say_nothing),
                                       cmocka_unit_test(rows_that_name_nothing),
                                       cmocka_unit_test(rows_within_quotes_are_found_in_a_long_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
