/* Records that are plain, read by the scan of blocks and by libcsv: the same fields, of the same bytes, in
 * every way in which this machine compares bytes. The first byte says the delimiter, whether the run is cut,
 * and whether it stands where one window of the scan ends and the next one begins. */
#include "base/utf8.h"
#include "fuzz.h"
#include "intake/plain_record.h"

static const char DELIMITERS[] = {',', ';', '\t', '|'};

/* By libcsv, as a record that is not plain is read. */
static const char *by_reference(struct csv_record_reader *reader, struct text record, struct arena *arena,
                                struct csv_fields *fields) {
    uint32_t column = 0;
    return csv_record_read(reader, record, arena, fields, &column);
}

static void compare(struct csv_record_reader *reader, struct arena *arena, struct text record,
                    const struct csv_fields *plain) {
    static struct csv_fields fields;
    size_t wrong = 0;
    FUZZ_HOLDS(by_reference(reader, record, arena, &fields) == NULL);
    FUZZ_HOLDS(utf8_valid(record.data, record.length, &wrong));
    FUZZ_HOLDS(memchr(record.data, '\0', record.length) == NULL);
    FUZZ_HOLDS(fields.count == plain->count);
    for (uint32_t i = 0; i < fields.count; i++)
        FUZZ_HOLDS(text_equal(fields.fields[i], plain->fields[i]));
}

/* Parted, each line of a record is one of its own. */
static void part(struct text record, char delimiter) {
    char *copy = malloc(record.length);
    static struct csv_fields fields;
    FUZZ_HOLDS(copy != NULL);
    memcpy(copy, record.data, record.length);
    csv_loose_fields(record, delimiter, &fields);
    csv_part_lines(copy, record.length, delimiter);
    for (size_t at = 0; at < record.length;) {
        const char *end = memchr(copy + at, '\n', record.length - at);
        const size_t line = (end != NULL ? (size_t)(end - copy) + 1 : record.length) - at;
        FUZZ_HOLDS(csv_record_extent(copy + at, record.length - at, delimiter, true).length == line);
        at += line;
    }
    csv_restore_quotes(copy, record.length);
    FUZZ_HOLDS(memchr(record.data, CSV_PLAIN_QUOTE, record.length) != NULL ||
               memchr(record.data, CSV_WRONG_QUOTE, record.length) != NULL ||
               memcmp(copy, record.data, record.length) == 0);
    free(copy);
}

/* One field without the rest, by the scan and by the reference. */
static void compare_field(const struct plain_scan *scan, struct text record, char delimiter, uint32_t field) {
    static char scratch[CSV_LONGEST_FIELD];
    struct text by_scan = {NULL, 0};
    struct text extracted = {NULL, 0};
    const bool found = plain_scan_field(scan, field, &by_scan);
    FUZZ_HOLDS(found == csv_extract(record, delimiter, field, scratch, &extracted));
    FUZZ_HOLDS(!found || text_equal(by_scan, extracted));
}

/* The record that a scan found: what its fields are. False where they turn out not to be plain. */
static bool check(const struct plain_scan *scan, struct text record, const struct csv_extent *extent,
                  struct csv_fields *fields) {
    FUZZ_HOLDS(record.length == extent->length && extent->malformed == 0 &&
               extent->lines == (record.data[record.length - 1] == '\n'));
    for (uint32_t i = 0; i < 4; i++)
        compare_field(scan, record, scan->delimiter, i);
    struct text first = {NULL, 0};
    FUZZ_HOLDS(plain_scan_field(scan, 0, &first) && text_equal(plain_scan_first(scan), first));
    if (!plain_scan_fields(scan, fields))
        return false;
    compare_field(scan, record, scan->delimiter, fields->count - 1);
    compare_field(scan, record, scan->delimiter, fields->count);
    return true;
}

/* That a scan finds the record that the first one found, or does not either. */
static void check_other(struct plain_scan *scan, struct text record, const struct csv_extent *extent,
                        bool whole, const struct csv_fields *fields) {
    static struct csv_fields others;
    FUZZ_HOLDS(plain_scan_next(scan) == record.length);
    if (record.length == 0) {
        plain_scan_skip(scan, extent->length);
        return;
    }
    FUZZ_HOLDS(check(scan, record, extent, &others) == whole);
    FUZZ_HOLDS(!whole || others.count == fields->count);
    for (uint32_t i = 0; whole && i < others.count; i++)
        FUZZ_HOLDS(text_equal(others.fields[i], fields->fields[i]));
}

/* Every record of the run, found by the one and by the other. */
static void walk(struct csv_record_reader *reader, struct arena *arena, struct text run, char delimiter,
                 bool at_end) {
    static struct plain_scan scans[PLAIN_WAYS];
    static struct csv_fields fields;
    struct plain_scan *first = &scans[PLAIN_BYTES];
    for (enum plain_way way = 0; way < PLAIN_WAYS; way++)
        if (plain_way_is_there(way))
            plain_scan_begin(&scans[way], way, run.data, run.length, delimiter, at_end);
    while (run.length > 0) {
        struct csv_extent extent = csv_record_extent(run.data, run.length, delimiter, at_end);
        struct text ahead = {NULL, 0};
        struct text ahead_first = {NULL, 0};
        const bool peeked = plain_scan_peek(first, &ahead, &ahead_first);
        const struct text record = {run.data, plain_scan_next(first)};
        FUZZ_HOLDS(!peeked || (record.length > 0 && ahead.data == record.data &&
                               ahead.length + (record.data[record.length - 1] == '\n') == record.length &&
                               text_equal(ahead_first, plain_scan_first(first))));
        const bool whole = record.length > 0 && check(first, record, &extent, &fields);
        if (whole)
            compare(reader, arena, record, &fields);
        if (record.length == 0)
            plain_scan_skip(first, extent.length);
        for (enum plain_way way = PLAIN_BYTES + 1; way < PLAIN_WAYS; way++)
            if (plain_way_is_there(way))
                check_other(&scans[way], record, &extent, whole, &fields);
        if (extent.length == 0)
            return;
        part((struct text){run.data, extent.length}, delimiter);
        run = (struct text){run.data + extent.length, run.length - extent.length};
    }
}

/* Line ends behind odd and even numbers of quotation marks, by blocks and by the byte; the run in two pieces.
 */
static void look_within(const char *data, size_t length, size_t cut) {
    struct plain_line_ends expected = {0};
    for (size_t i = 0; i < length; i++) {
        expected.odd = expected.odd != (data[i] == '"');
        expected.behind_odd = expected.behind_odd || (expected.odd && data[i] == '\n');
        expected.behind_even = expected.behind_even || (!expected.odd && data[i] == '\n');
    }
    cut = cut < length ? cut : length;
    for (enum plain_way way = 0; way < PLAIN_WAYS; way++) {
        struct plain_line_ends ends = {0};
        if (!plain_way_is_there(way))
            continue;
        plain_line_ends_add(&ends, way, data, cut);
        plain_line_ends_add(&ends, way, data + cut, length - cut);
        FUZZ_HOLDS(ends.odd == expected.odd && ends.behind_odd == expected.behind_odd &&
                   ends.behind_even == expected.behind_even);
    }
}

/* How many bytes stand before the run, so that it lies on both sides of a window's end. */
static size_t before_run(uint8_t how, size_t size) {
    return (how & 0x40) != 0 && size / 2 < PLAIN_WINDOW ? PLAIN_WINDOW - size / 2 : 0;
}

/* Records of some hundred bytes, or the beginning of one. */
static void put_before(char *run, size_t length, char delimiter, bool unfinished) {
    memset(run, 'x', length);
    for (size_t i = 499; i < length && !unfinished; i += 500) {
        run[i - 99] = delimiter;
        run[i] = '\n';
    }
    if (length > 0 && !unfinished)
        run[length - 1] = '\n';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    const char delimiter = DELIMITERS[data[0] % sizeof DELIMITERS];
    /* its own block, so that a byte read beyond it is found */
    const size_t before = before_run(data[0], size);
    const size_t length = before + size - 1;
    char *run = malloc(length > 0 ? length : 1);
    struct csv_record_reader *reader = NULL;
    struct arena arena = {0};
    usmca_error error;
    FUZZ_HOLDS(run != NULL && csv_record_reader_new(&reader, delimiter, &error) == USMCA_OK);
    put_before(run, before, delimiter, (data[0] & 0x20) != 0);
    memcpy(run + before, data + 1, size - 1);
    look_within(run, length, data[0]);
    walk(reader, &arena, (struct text){run, length}, delimiter, data[0] < 0x80);
    csv_record_reader_free(reader);
    arena_free(&arena);
    free(run);
    return 0;
}
