/* Records that are plain, read by the scan of blocks and by libcsv: the same fields, of the same bytes. The
 * first byte says the delimiter, and where the run is cut. */
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

/* Every record of the run, found by the one and by the other. */
static void walk(struct csv_record_reader *reader, struct arena *arena, struct text run, char delimiter,
                 bool at_end) {
    static struct csv_fields plain;
    while (run.length > 0) {
        struct csv_extent extent = csv_record_extent(run.data, run.length, delimiter, at_end);
        size_t length = plain_record_read(run.data, run.length, delimiter, at_end, &plain);
        FUZZ_HOLDS(length == 0 || (length == extent.length && extent.malformed == 0 &&
                                   extent.lines == (run.data[length - 1] == '\n')));
        if (length > 0)
            compare(reader, arena, (struct text){run.data, length}, &plain);
        if (extent.length == 0)
            return;
        part((struct text){run.data, extent.length}, delimiter);
        run = (struct text){run.data + extent.length, run.length - extent.length};
    }
}

/* Line ends within quotation marks, by blocks and by the byte; the run in two pieces. */
static void look_within(const char *data, size_t length, size_t cut) {
    bool inside = false;
    bool any = false;
    bool in_blocks = false;
    for (size_t i = 0; i < length; i++) {
        inside = inside != (data[i] == '"');
        any = any || (inside && data[i] == '\n');
    }
    cut = cut < length ? cut : length;
    const bool found = plain_line_end_quoted(data, cut, &in_blocks) ||
                       plain_line_end_quoted(data + cut, length - cut, &in_blocks);
    FUZZ_HOLDS(found == any && (any || in_blocks == inside));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    const char delimiter = DELIMITERS[data[0] % sizeof DELIMITERS];
    /* its own block, so that a byte read beyond it is found */
    char *run = malloc(size > 1 ? size - 1 : 1);
    struct csv_record_reader *reader = NULL;
    struct arena arena = {0};
    usmca_error error;
    FUZZ_HOLDS(run != NULL && csv_record_reader_new(&reader, delimiter, &error) == USMCA_OK);
    memcpy(run, data + 1, size - 1);
    look_within(run, size - 1, data[0]);
    walk(reader, &arena, (struct text){run, size - 1}, delimiter, data[0] < 0x80);
    csv_record_reader_free(reader);
    arena_free(&arena);
    free(run);
    return 0;
}
