#include "intake/plain_record.h"

#include "unit.h"

static struct csv_fields fields;

/* The same in every way in which this machine compares bytes. */
static size_t read_from(struct text run, bool at_end) {
    const size_t length = plain_record_read(run.data, run.length, ',', at_end, &fields);
    for (enum plain_way way = 0; way < PLAIN_WAYS; way++) {
        static struct csv_fields others;
        struct plain_scan scan;
        struct text field;
        if (!plain_way_is_there(way))
            continue;
        plain_scan_begin(&scan, way, run.data, run.length, ',', at_end);
        const size_t found = plain_scan_next(&scan);
        const bool whole = found > 0 && plain_scan_fields(&scan, &others);
        assert_int_equal(whole ? found : 0, length);
        assert_true(!whole || others.count == fields.count);
        for (uint32_t i = 0; whole && i < others.count; i++) {
            assert_true(text_equal(others.fields[i], fields.fields[i]));
            assert_true(plain_scan_field(&scan, i, &field) && text_equal(field, fields.fields[i]));
        }
        assert_false(whole && plain_scan_field(&scan, others.count, &field));
    }
    return length;
}

static void assert_fields(const char *expected) {
    struct text rest = text_from(expected);
    struct text field;
    uint32_t count = 0;
    while (text_split(&rest, '/', &field)) {
        assert_true(count < fields.count);
        assert_memory_equal(fields.fields[count].data, field.data, field.length);
        assert_int_equal(fields.fields[count++].length, field.length);
    }
    assert_int_equal(fields.count, count);
}

static void a_record_of_every_length_ends_where_its_line_does(void **state) {
    (void)state;
    char run[64];
    for (size_t length = 1; length < 40; length++)
        for (int returned = 0; returned < 2; returned++) {
            memset(run, 'x', sizeof run);
            memcpy(run + length, returned ? "\r\n" : "\n,", 2);
            assert_int_equal(read_from((struct text){run, sizeof run}, true), length + 1 + (size_t)returned);
            assert_int_equal(fields.count, 1);
            assert_int_equal(fields.fields[0].length, length);
        }
}

static void a_delimiter_may_stand_at_any_byte_of_a_block(void **state) {
    (void)state;
    char run[48];
    for (size_t at = 0; at + 1 < sizeof run; at++) {
        memset(run, 'x', sizeof run);
        run[at] = ',';
        run[sizeof run - 1] = '\n';
        assert_int_equal(read_from((struct text){run, sizeof run}, false), sizeof run);
        assert_int_equal(fields.count, 2);
        assert_int_equal(fields.fields[0].length, at);
        assert_int_equal(fields.fields[1].length, sizeof run - at - 2);
    }
}

static void blanks_around_a_field_are_none_of_it(void **state) {
    (void)state;
    assert_int_equal(read_from(TEXT("  A 1 ,,\xc2\xa0"
                                    "B, \n"),
                               false),
                     14);
    assert_fields("A 1//B/");
}

static void quotes_around_a_whole_field_are_none_of_it(void **state) {
    (void)state;
    assert_int_equal(read_from(TEXT("a,\"b, c\",\"\",\" d \"\r\n"), false), 19);
    assert_fields("a/b, c//d");
    assert_int_equal(read_from(TEXT("\"a\""), true), 3);
    assert_fields("a");
    char run[64];
    for (size_t open = 2; open < 20; open++)
        for (size_t close = open + 1; close < 40; close++) {
            memset(run, 'x', sizeof run);
            run[open - 1] = run[close + 1] = ',';
            run[open] = run[close] = '"';
            run[sizeof run - 1] = '\n';
            for (size_t at = open + 1; at < close; at++)
                run[at] = at % 3 == 0 ? 'x' : ',';
            assert_int_equal(read_from((struct text){run, sizeof run}, false), sizeof run);
            assert_int_equal(fields.count, 3);
            assert_ptr_equal(fields.fields[1].data, run + open + 1);
            assert_int_equal(fields.fields[1].length, close - open - 1);
            run[close + 1] = 'x';
            assert_int_equal(read_from((struct text){run, sizeof run}, false), 0);
            run[close + 1] = ',';
            run[open - 1] = ' ';
            assert_int_equal(read_from((struct text){run, sizeof run}, false), 0);
        }
}

static void what_is_not_plain_is_left_to_the_reference(void **state) {
    (void)state;
    static const char *const LEFT[] = {
        "a,\"b\"\"\"\n",
        "a,\"b\n\"\n",
        "a,\"b\" \n",
        "a, \"b\"\n",
        "a,=\"b\"\n",
        "a,\"b\"\r\r\n",
        "a,b\"\n",
        "a,\"\n",
        "\"\"\n",
        "a,\"b\rc\"\n",
        "a,\"b\x1a\"\n",
        "a,b\rc\n",
        "a\r\r\n",
        "a,\tb\n",
        "a,\x1a\n",
        "a,\x1b\n",
        "a,b\xff\n",
        "   \n",
        "\n",
        "a,b\r",
        "\r\n",
        "a,\xed\xa0\x80\n",
        "a,b",
        "0123456789abcde\rx\n",
    };
    for (size_t i = 0; i < sizeof LEFT / sizeof LEFT[0]; i++)
        assert_int_equal(read_from(text_from(LEFT[i]), false), 0);
    assert_int_equal(read_from((struct text){"a,\0b\n", 5}, true), 0);
    assert_int_equal(read_from((struct text){"", 0}, true), 0);
    assert_int_equal(read_from(TEXT("a,\"b"), true), 0);
}

static void the_last_record_needs_no_line_end(void **state) {
    (void)state;
    assert_int_equal(read_from(TEXT("a,b"), true), 3);
    assert_fields("a/b");
}

static void fields_have_their_bounds(void **state) {
    (void)state;
    static char run[PLAIN_WINDOW + 2];
    memset(run, 'x', sizeof run);
    run[PLAIN_WINDOW - 1] = '\n';
    assert_int_equal(read_from((struct text){run, sizeof run}, true), PLAIN_WINDOW);
    assert_int_equal(read_from((struct text){run, PLAIN_WINDOW - 1}, true), PLAIN_WINDOW - 1);
    assert_int_equal(read_from((struct text){run + 1, PLAIN_WINDOW - 2}, false), 0);
    run[PLAIN_WINDOW - 1] = 'x';
    assert_int_equal(read_from((struct text){run, PLAIN_WINDOW}, true), PLAIN_WINDOW);
    run[PLAIN_WINDOW] = '\n';
    assert_int_equal(read_from((struct text){run, sizeof run}, true), 0);
    memset(run, ',', CSV_MOST_FIELDS);
    run[CSV_MOST_FIELDS - 1] = '\n';
    assert_int_equal(read_from((struct text){run, sizeof run}, true), CSV_MOST_FIELDS);
    assert_int_equal(fields.count, CSV_MOST_FIELDS);
    run[CSV_MOST_FIELDS - 1] = ',';
    run[CSV_MOST_FIELDS] = '\n';
    assert_int_equal(read_from((struct text){run, sizeof run}, true), 0);
}

static struct plain_line_ends line_ends_of(enum plain_way way, struct text run) {
    struct plain_line_ends ends = {0};
    plain_line_ends_add(&ends, way, run.data, run.length);
    return ends;
}

static void a_line_end_within_quotes_is_found_at_any_byte(void **state) {
    (void)state;
    char run[140];
    for (size_t open = 0; open + 3 < sizeof run; open++)
        for (size_t end = 0; end < sizeof run; end++) {
            if (end == open || end == open + 3)
                continue;
            memset(run, 'x', sizeof run);
            run[open] = run[open + 3] = '"';
            run[end] = '\n';
            for (enum plain_way way = 0; way < PLAIN_WAYS; way++) {
                if (!plain_way_is_there(way))
                    continue;
                const struct plain_line_ends ends = line_ends_of(way, (struct text){run, sizeof run});
                const bool within = end > open && end < open + 3;
                assert_int_equal(ends.behind_odd, within);
                assert_int_equal(ends.behind_even, !within);
                assert_false(ends.odd);
            }
        }
    struct plain_line_ends ends = line_ends_of(PLAIN_BYTES, TEXT("\""));
    assert_true(ends.odd && !ends.behind_odd && !ends.behind_even);
    plain_line_ends_add(&ends, PLAIN_BYTES, "x\n", 2);
    assert_true(ends.behind_odd && !ends.behind_even);
}

/* Each record of a run as it is found from its own beginning, whatever window it lies in. */
static void records_are_found_one_behind_the_other(void **state) {
    (void)state;
    static const char *const RECORDS[] = {"a,b,c\n",  "1,\"x, y\",\r\n", "a,\"b\"\"c\",d\n", "\n",
                                          "a,b\rc\n", "\"a\nb\",c\n",    "\xc3\xa9,\xff\n",  "a,\"b\"c,d\n",
                                          ",,,\n"};
    enum { KINDS = sizeof RECORDS / sizeof RECORDS[0], COUNT = 5000 };
    static char run[COUNT * 16];
    size_t starts[COUNT + 1] = {0};
    size_t length = 0;
    for (size_t i = 0; i < COUNT; i++) {
        const char *record = RECORDS[i % 13 < KINDS ? i % 13 : i / 13 % 2];
        memcpy(run + length, record, strlen(record));
        starts[i + 1] = length += strlen(record);
    }
    for (enum plain_way way = 0; way < PLAIN_WAYS; way++) {
        struct plain_scan scan;
        if (!plain_way_is_there(way))
            continue;
        plain_scan_begin(&scan, way, run, length, ',', true);
        for (size_t i = 0; i < COUNT; i++) {
            struct csv_slice slice = {.file_line = 0};
            struct plain_scan alone;
            const size_t whole = starts[i + 1] - starts[i];
            plain_scan_begin(&alone, way, run + starts[i], whole, ',', true);
            const bool plain = plain_scan_next(&alone) == whole;
            assert_int_equal(
                csv_record_find(&scan, run + starts[i], length - starts[i], ',', true, &slice).length, whole);
            assert_int_equal(slice.plain != NULL, plain);
            assert_int_equal(plain && plain_scan_fields(slice.plain, &fields),
                             plain_record_read(run + starts[i], whole, ',', true, &fields) == whole);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_of_every_length_ends_where_its_line_does),
        cmocka_unit_test(a_delimiter_may_stand_at_any_byte_of_a_block),
        cmocka_unit_test(blanks_around_a_field_are_none_of_it),
        cmocka_unit_test(quotes_around_a_whole_field_are_none_of_it),
        cmocka_unit_test(what_is_not_plain_is_left_to_the_reference),
        cmocka_unit_test(the_last_record_needs_no_line_end),
        cmocka_unit_test(fields_have_their_bounds),
        cmocka_unit_test(records_are_found_one_behind_the_other),
        cmocka_unit_test(a_line_end_within_quotes_is_found_at_any_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
