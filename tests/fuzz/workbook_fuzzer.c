/* A workbook: where the first byte is even, the bytes of the archive; else its parts, with a record separator
 * (0x1e) between them: the workbook, its shared texts, its styles and a sheet, which are put into an archive.
 * Most of what an archive could be is refused by its sums; this way the parts are what changes. */
#include <zlib.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "intake/table_source.h"

enum { SEPARATOR = 0x1e, PARTS = 4 };

static void put(struct buffer *out, uint32_t number, int bytes) {
    for (int i = 0; i < bytes; i++)
        buffer_char(out, (char)(number >> (8 * i) & 0xff));
}

/* What a file's two headers have in common. */
static void put_header(struct buffer *out, const char *name, struct text part) {
    put(out, 20, 2);
    put(out, 0, 2);
    put(out, 0, 2); /* stored */
    put(out, 0, 4);
    put(out, (uint32_t)crc32(0, (const Bytef *)part.data, (uInt)part.length), 4);
    put(out, (uint32_t)part.length, 4);
    put(out, (uint32_t)part.length, 4);
    put(out, (uint32_t)strlen(name), 2);
    put(out, 0, 2);
}

static void archive(struct buffer *out, struct text rest) {
    static const char *const NAMES[PARTS] = {"xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                                             "xl/worksheets/sheet1.xml"};
    struct buffer directory = {0};
    for (int i = 0; i < PARTS; i++) {
        struct text part = fuzz_part(&rest, SEPARATOR);
        uint32_t at = (uint32_t)out->length;
        put(out, 0x04034b50, 4);
        put_header(out, NAMES[i], part);
        buffer_string(out, NAMES[i]);
        buffer_text(out, part);
        put(&directory, 0x02014b50, 4);
        put(&directory, 20, 2);
        put_header(&directory, NAMES[i], part);
        put(&directory, 0, 2); /* comment, disk, attributes */
        put(&directory, 0, 2);
        put(&directory, 0, 2);
        put(&directory, 0, 4);
        put(&directory, at, 4);
        buffer_string(&directory, NAMES[i]);
    }
    uint32_t begins = (uint32_t)out->length;
    buffer_text(out, buffer_view(&directory));
    put(out, 0x06054b50, 4);
    put(out, 0, 4);
    put(out, PARTS, 2);
    put(out, PARTS, 2);
    put(out, (uint32_t)directory.length, 4);
    put(out, begins, 4);
    put(out, 0, 2);
    buffer_free(&directory);
}

struct rows {
    const struct layout *layout;
    struct csv_record_reader *reader;
    struct arena arena;
    uint64_t last;
};

/* Line and field are row and column: each row is one line, of as many fields as the header. */
static bool take(void *context, const struct csv_place *place) {
    struct rows *rows = context;
    struct csv_fields fields;
    uint32_t column = 0;
    size_t at = 0;
    arena_reset(&rows->arena);
    FUZZ_HOLDS(place->slice.file_line > rows->last && place->slice.file_line <= SHEET_MOST_ROWS);
    FUZZ_HOLDS(place->slice.malformed == 0);
    FUZZ_HOLDS(utf8_valid(place->slice.record.data, place->slice.record.length, &at));
    const char *problem = csv_record_read(rows->reader, place->slice.record, &rows->arena, &fields, &column);
    FUZZ_HOLDS(problem == NULL || strcmp(problem, "row.long-field") == 0);
    FUZZ_HOLDS(fields.count == rows->layout->count);
    rows->last = place->slice.file_line;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct buffer bytes = {0};
    struct text rest = {(const char *)data + 1, size > 0 ? size - 1 : 0};
    if (size == 0)
        return 0;
    if (data[0] % 2 == 0)
        buffer_text(&bytes, rest);
    else
        archive(&bytes, rest);
    struct fuzz_file file = fuzz_file(bytes.data, bytes.length);
    struct csv_source source = {.descriptor = -1};
    struct layout *layout = calloc(1, sizeof *layout);
    usmca_error error = {0};
    FUZZ_HOLDS(layout != NULL);
    usmca_status status = table_source_open(&source, layout, file.path, NULL, "bom", 1, false, &error);
    FUZZ_HOLDS(status == USMCA_OK || error.text[0] != '\0');
    if (status == USMCA_OK && source.workbook != NULL) {
        struct rows rows = {.layout = layout};
        FUZZ_HOLDS(csv_record_reader_new(&rows.reader, source.delimiter, &error) == USMCA_OK);
        FUZZ_HOLDS(csv_source_walk(&source, source.data, source.data_line, take, &rows, &error) == USMCA_OK);
        csv_record_reader_free(rows.reader);
        arena_free(&rows.arena);
    }
    csv_source_close(&source);
    layout_free(layout);
    free(layout);
    buffer_free(&bytes);
    fuzz_file_close(&file);
    return 0;
}
