#include "unit.h"

#include "base/utf8.h"
#include "intake/csv_record.h"

static size_t length_of(const char *data, bool at_end, size_t *malformed) {
    struct csv_extent extent = csv_record_extent(data, strlen(data), ',', at_end);
    *malformed = extent.malformed;
    size_t lines = 0;
    for (size_t i = 0; i < extent.length; i++)
        lines += data[i] == '\n';
    assert_int_equal(extent.lines, lines);
    return extent.length;
}

static void finds_where_records_end(void **state) {
    (void)state;
    size_t malformed = 0;
    assert_int_equal(length_of("a,b\nc", false, &malformed), 4);
    assert_int_equal(length_of("a,\"b\nc\",d\ne", false, &malformed), 10);
    assert_int_equal(length_of("a,\"b \"\"q\"\"\"\ne", false, &malformed), 12);
    assert_int_equal(length_of("a,b", false, &malformed), 0);
    assert_int_equal(length_of("a,b", true, &malformed), 3);
    assert_int_equal(length_of("a,\"b", false, &malformed), 0);
    assert_int_equal(malformed, 0);
}

static void gives_up_a_line_at_a_time(void **state) {
    (void)state;
    size_t malformed = 0;
    assert_int_equal(length_of("a,\"b\nc,d\n", true, &malformed), 5);
    assert_int_equal(malformed, 3);
    assert_int_equal(length_of("a,b\"c\nd", true, &malformed), 6);
    assert_int_equal(malformed, 4);
    assert_int_equal(length_of("a,\"b\"c\nd", true, &malformed), 7);
    assert_int_equal(malformed, 3);
}

static void walks_past_blank_lines(void **state) {
    (void)state;
    const char data[] = "\r\na\n\n  \n\"b\nc\"\nd";
    struct csv_cursor cursor = {.data = data, .length = sizeof data - 1, .file_line = 5, .delimiter = ','};
    struct csv_slice slice;
    assert_true(csv_cursor_next(&cursor, &slice));
    assert_text_equal(slice.record, "a\n");
    assert_int_equal(slice.file_line, 6);
    assert_true(csv_cursor_next(&cursor, &slice));
    assert_text_equal(slice.record, "\"b\nc\"\n");
    assert_int_equal(slice.file_line, 9);
    assert_true(csv_cursor_next(&cursor, &slice));
    assert_text_equal(slice.record, "d");
    assert_int_equal(slice.file_line, 11);
    assert_false(csv_cursor_next(&cursor, &slice));
}

static void extracts_one_field(void **state) {
    (void)state;
    static char scratch[CSV_LONGEST_FIELD];
    struct text field;
    struct text record = TEXT(" a b ,\"say \"\"x\"\", y\",,z\r\n");
    assert_true(csv_extract(record, ',', 0, scratch, &field));
    assert_text_equal(field, "a b");
    assert_true(csv_extract(record, ',', 1, scratch, &field));
    assert_text_equal(field, "say \"x\", y");
    assert_true(csv_extract(record, ',', 2, scratch, &field));
    assert_int_equal(field.length, 0);
    assert_true(csv_extract(record, ',', 3, scratch, &field));
    assert_text_equal(field, "z");
    assert_false(csv_extract(record, ',', 4, scratch, &field));
    assert_false(csv_extract(TEXT("a,\"b,c"), ',', 2, scratch, &field));
}

static void tells_line_and_column(void **state) {
    (void)state;
    uint32_t lines = 0;
    uint32_t column = 0;
    csv_position(TEXT("a,bb,ccc"), ',', 2, &lines, &column);
    assert_int_equal(lines, 0);
    assert_int_equal(column, 6);
    csv_position(TEXT("a,\"b\nb\",c"), ',', 2, &lines, &column);
    assert_int_equal(lines, 1);
    assert_int_equal(column, 4);
}

static void reads_with_libcsv(void **state) {
    (void)state;
    struct csv_record_reader *reader = NULL;
    struct arena arena = {0};
    struct csv_fields fields;
    uint32_t column = 0;
    assert_int_equal(csv_record_reader_new(&reader, ';', NULL), USMCA_OK);
    assert_null(csv_record_read(reader, TEXT("x; \"y;\" ;\r\n"), &arena, &fields, &column));
    assert_int_equal(fields.count, 3);
    assert_text_equal(fields.fields[0], "x");
    assert_text_equal(fields.fields[1], "y;");
    assert_text_equal(fields.fields[2], "");
    assert_string_equal(csv_record_read(reader, TEXT("x;y\"z\n"), &arena, &fields, &column), "row.quote");
    assert_int_equal(column, 4);
    assert_string_equal(csv_record_read(reader, TEXT("x\ry\n"), &arena, &fields, &column),
                        "row.carriage-return");
    assert_null(csv_record_read(reader, TEXT("again;works\n"), &arena, &fields, &column));
    csv_record_reader_free(reader);
    arena_free(&arena);
}

static void knows_utf8(void **state) {
    (void)state;
    static const char *const WRONG[] = {"\xff",         "\xc0\xaf",         "\xe2\x82",
                                        "\xed\xa0\x80", "\xf4\x90\x80\x80", "plain text \x80"};
    size_t at = 0;
    const char good[] = "plain é € 𝄞 and more plain text";
    assert_true(utf8_valid(good, strlen(good), &at));
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_false(utf8_valid(WRONG[i], strlen(WRONG[i]), &at));
    assert_int_equal(at, 11);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_where_records_end),
                                       cmocka_unit_test(gives_up_a_line_at_a_time),
                                       cmocka_unit_test(walks_past_blank_lines),
                                       cmocka_unit_test(extracts_one_field),
                                       cmocka_unit_test(tells_line_and_column),
                                       cmocka_unit_test(reads_with_libcsv),
                                       cmocka_unit_test(knows_utf8)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
