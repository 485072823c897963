#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "intake/csv_source.h"

struct seen {
    struct buffer records; /* each with its line and offset in front */
    size_t most;
};

static bool take(void *context, const struct csv_place *place) {
    struct seen *seen = context;
    buffer_number(&seen->records, place->slice.file_line);
    buffer_char(&seen->records, '@');
    buffer_number(&seen->records, (uint64_t)place->offset);
    buffer_char(&seen->records, ':');
    struct text record = text_trim(place->slice.record);
    buffer_text(&seen->records, record);
    buffer_char(&seen->records, '|');
    return --seen->most > 0;
}

/* Writes `content` to a file; all its records as one string. */
static usmca_status walk(const char *content, size_t length, const char *encoding, size_t most,
                         struct buffer *out, usmca_error *error) {
    char path[] = "/tmp/usmca-test-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0 && write(descriptor, content, length) == (ssize_t)length);
    close(descriptor);
    struct csv_source source;
    struct seen seen = {.most = most};
    usmca_status status = csv_source_open(&source, path, encoding, error);
    source.delimiter = ',';
    if (status == USMCA_OK)
        status = csv_source_walk(&source, 0, 1, take, &seen, error);
    buffer_text(out, buffer_view(&seen.records));
    if (source.guessed != NULL)
        buffer_string(out, source.guessed);
    buffer_free(&seen.records);
    csv_source_close(&source);
    unlink(path);
    return status;
}

static void expect(const char *content, size_t length, const char *encoding, const char *expected) {
    struct buffer out = {0};
    usmca_error error = {0};
    assert_int_equal(walk(content, length, encoding, SIZE_MAX, &out, &error), USMCA_OK);
    assert_text_equal(buffer_view(&out), expected);
    buffer_free(&out);
}

#define EXPECT(content, encoding, expected) expect(content, sizeof(content) - 1, encoding, expected)

static void records_have_lines_and_offsets(void **state) {
    (void)state;
    EXPECT("a,b\n1,2\n\n3,4", NULL, "1@0:a,b|2@4:1,2|4@9:3,4|");
    EXPECT("a,b\r\n1,2\r\n", NULL, "1@0:a,b|2@5:1,2|");
    EXPECT("\n\na,b\n1,\"x\ny\"\n3,4\n", NULL, "3@2:a,b|4@6:1,\"x\ny\"|6@14:3,4|");
    EXPECT("a,b\n1,\"x\n3,4\n", NULL, "1@0:a,b|2@4:1,\"x|3@9:3,4|");
}

static void records_that_say_nothing_are_passed_over(void **state) {
    (void)state;
    EXPECT("a,b\n,,\n\"\",\"\"\n ; ;\n|----|=====|\n-1,2\n", NULL, "1@0:a,b|6@31:-1,2|");
}

static void other_encodings_are_converted(void **state) {
    (void)state;
    EXPECT("a;b\n\xe1;2\n", "WINDOWS-1252", "1@0:a;b|2@4:\xc3\xa1;2|");
    EXPECT("a;b\n\xe1;2\n", NULL, "1@0:a;b|2@4:\xc3\xa1;2|WINDOWS-1252");
    EXPECT("\xff\xfe"
           "a\0\t\0b\0\n\0\xe1\0\t\0"
           "2\0",
           NULL, "1@0:a\tb|2@4:\xc3\xa1\t2|");
    EXPECT("\0a\0\t\0b\0\n\0\xe1\0\t\0"
           "2",
           NULL, "1@0:a\tb|2@4:\xc3\xa1\t2|");
    /* a mark goes before what is stated, and one bad byte among sequences of UTF-8 makes no other encoding */
    EXPECT("\xef\xbb\xbf\xc3\xa1\n", "WINDOWS-1252", "1@0:\xef\xbb\xbf\xc3\xa1|");
    EXPECT("\xc3\xa1\n\xe1\n", NULL, "1@0:\xc3\xa1|2@3:\xe1|");
    EXPECT("a\x81\xe1\n", NULL, "1@0:a\x81\xe1|");
    EXPECT("a,b\r1,2\r3,4", NULL, "1@0:a,b|2@4:1,2|3@8:3,4|");
}

static void a_walk_stops_where_it_is_told_to(void **state) {
    (void)state;
    struct buffer out = {0};
    usmca_error error = {0};
    assert_int_equal(walk("a\n1\n2\n3\n", 8, NULL, 2, &out, &error), USMCA_OK);
    assert_text_equal(buffer_view(&out), "1@0:a|2@2:1|");
    buffer_free(&out);
}

static void long_files_are_walked_in_blocks(void **state) {
    (void)state;
    struct buffer content = {0};
    struct buffer out = {0};
    usmca_error error = {0};
    buffer_string(&content, "a,b\n");
    for (int i = 0; i < 100000; i++)
        buffer_string(&content, i % 7 == 0 ? "1,\"two\nlines\"\n" : "1,2\n");
    assert_int_equal(walk(content.data, content.length, NULL, SIZE_MAX, &out, &error), USMCA_OK);
    size_t records = 0;
    for (size_t i = 0; i < out.length; i++)
        records += out.data[i] == '|';
    assert_int_equal(records, 100001);
    buffer_free(&content);
    buffer_free(&out);
}

static void what_is_no_csv_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *content;
        const char *encoding;
        const char *said;
    } CASES[] = {{"a\n", "no-such-encoding", "unknown encoding no-such-encoding"},
                 {"PK\x03\x04rest", NULL, "begins as an Excel workbook (.xlsx), but is broken or not whole"},
                 {"\xd0\xcf\x11\xe0", NULL,
                  "this is an old Excel workbook (.xls), or one with a password: save it as CSV (UTF-8)"},
                 {"\n <html><table>", NULL, "this is a page of HTML: save it as CSV (UTF-8)"},
                 {"MIME-Version: 1.0\n", NULL, "this is a web archive (MHTML): save it as CSV (UTF-8)"}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct buffer out = {0};
        usmca_error error = {0};
        assert_int_equal(
            walk(CASES[i].content, strlen(CASES[i].content), CASES[i].encoding, SIZE_MAX, &out, &error),
            USMCA_ERROR_INPUT);
        assert_non_null(strstr(error.text, CASES[i].said));
        buffer_free(&out);
    }
    struct csv_source source;
    usmca_error error = {0};
    assert_int_equal(csv_source_open(&source, "/nowhere/goods.csv", NULL, &error), USMCA_ERROR_IO);
    csv_source_close(&source);
    assert_int_equal(csv_source_open(&source, "/tmp", NULL, &error), USMCA_ERROR_IO);
    csv_source_close(&source);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(records_have_lines_and_offsets),
                                       cmocka_unit_test(records_that_say_nothing_are_passed_over),
                                       cmocka_unit_test(other_encodings_are_converted),
                                       cmocka_unit_test(a_walk_stops_where_it_is_told_to),
                                       cmocka_unit_test(long_files_are_walked_in_blocks),
                                       cmocka_unit_test(what_is_no_csv_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
