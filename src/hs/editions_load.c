#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "hs/edition_tables.h"

enum {
    FILE_LIMIT = 16 * 1024 * 1024,
    FIELDS = 4,
    SIX_DIGITS = 6,
    MOST_CODES = 16384,
    MOST_CORRELATIONS = 4096,
    MOST_ITEMS = 4096
};

/* ---- reading a table ---- */

enum { TABLES = 4 };

/* How many rows a table has: one that was cut short would make other goods of codes. */
struct row_counts {
    struct text table[TABLES];
    uint32_t rows[TABLES];
    unsigned count;
};

struct table_reader {
    struct row_counts *counts;
    struct hs_editions *editions;
    struct arena *arena;
    void (*row)(struct table_reader *reader);
    struct text field[FIELDS];
    unsigned fields;
    unsigned line;
    bool failed;
};

static void take_field(void *data, size_t length, void *context) {
    struct table_reader *reader = context;
    if (reader->fields < FIELDS)
        reader->field[reader->fields++] = arena_copy(reader->arena, (struct text){data, length});
}

static void take_row(int terminator, void *context) {
    (void)terminator;
    struct table_reader *reader = context;
    reader->line++;
    if (reader->line > 1)
        reader->row(reader);
    reader->fields = 0;
}

static bool read_number(uint32_t *out, struct text field) {
    uint32_t number = 0;
    if (field.length == 0 || field.length > 8)
        return false;
    for (size_t i = 0; i < field.length; i++) {
        if (field.data[i] < '0' || field.data[i] > '9')
            return false;
        number = number * 10 + (uint32_t)(field.data[i] - '0');
    }
    *out = number;
    return true;
}

static bool read_subheading(uint32_t *out, struct text field) {
    return read_number(out, field) && *out <= 999999;
}

static void count_row(struct table_reader *reader) {
    struct row_counts *counts = reader->counts;
    if (reader->fields < 2 || counts->count == TABLES ||
        !read_number(&counts->rows[counts->count], reader->field[1])) {
        reader->failed = true;
        return;
    }
    counts->table[counts->count++] = arena_copy(reader->arena, reader->field[0]);
}

static usmca_status check_count(const struct table_reader *reader, const char *name, const char *path,
                                usmca_error *error) {
    const uint32_t rows = reader->line > 0 ? reader->line - 1 : 0;
    for (unsigned i = 0; i < reader->counts->count; i++)
        if (text_is(reader->counts->table[i], name) && reader->counts->rows[i] == rows)
            return USMCA_OK;
    return error_set(error, USMCA_ERROR_RULES, path, reader->line, 1,
                     "has %u rows, and tables.csv has another count", (unsigned)rows);
}

static void edition_row(struct table_reader *reader) {
    enum hs_edition edition = HS_2012;
    if (reader->fields < 2 || !hs_edition_named(&edition, reader->field[0]) ||
        !date_parse_iso(&reader->editions->edition[edition].from, reader->field[1]))
        reader->failed = true;
}

static void code_row(struct table_reader *reader) {
    struct hs_editions *editions = reader->editions;
    uint32_t code = 0;
    uint32_t mask = 0;
    if (reader->fields < 3 || reader->line > MOST_CODES || !read_subheading(&code, reader->field[0]) ||
        !read_number(&mask, reader->field[1])) {
        reader->failed = true;
        return;
    }
    for (int i = 0; i < HS_EDITIONS; i++)
        if ((mask & (1U << i)) != 0)
            editions->edition[i].codes[editions->edition[i].count++] = code;
    if (reader->field[2].length > 0)
        editions->parts[editions->parts_count++] = code;
}

/* Subheadings of six digits each, with a blank between them. */
static bool read_counterparts(uint32_t *list, uint32_t *count, struct text field) {
    for (size_t at = 0; at < field.length + 1; at += SIX_DIGITS + 1) {
        uint32_t number = 0;
        if (field.length - at < SIX_DIGITS ||
            (field.length - at > SIX_DIGITS && field.data[at + SIX_DIGITS] != ' '))
            return false;
        for (size_t i = 0; i < SIX_DIGITS; i++) {
            const unsigned digit = (unsigned char)field.data[at + i] - (unsigned)'0';
            if (digit > 9)
                return false;
            number = number * 10 + digit;
        }
        list[(*count)++] = number;
    }
    return true;
}

static void correlation_row(struct table_reader *reader) {
    enum hs_edition from = HS_2012;
    enum hs_edition to = HS_2012;
    uint32_t code = 0;
    if (reader->fields < 4 || reader->line > MOST_CORRELATIONS ||
        !hs_edition_named(&from, reader->field[0]) || !hs_edition_named(&to, reader->field[1]) ||
        to >= from || !read_subheading(&code, reader->field[2])) {
        reader->failed = true;
        return;
    }
    uint32_t count = 0;
    uint32_t *counterparts =
        ARENA_ARRAY(reader->arena, uint32_t, reader->field[3].length / (SIX_DIGITS + 1) + 1);
    if (counterparts != NULL && !read_counterparts(counterparts, &count, reader->field[3]))
        reader->failed = true;
    struct correlation_table *table = &reader->editions->table[from][to];
    if (counterparts == NULL)
        reader->failed = true;
    else
        table->rows[table->count++] = (struct correlation){code, count, counterparts};
}

static uint32_t tariff_named(struct text party) {
    return text_is(party, "US") ? HS_TARIFF_UNITED_STATES : text_is(party, "MX") ? HS_TARIFF_MEXICO : 0;
}

static void item_row(struct table_reader *reader) {
    struct hs_editions *editions = reader->editions;
    struct item item = {0};
    struct text party;
    if (reader->fields < 2 || reader->line > MOST_ITEMS || !read_number(&item.code, reader->field[0]) ||
        (editions->items_count > 0 && editions->items[editions->items_count - 1].code >= item.code)) {
        reader->failed = true;
        return;
    }
    for (struct text rest = reader->field[1]; text_split(&rest, ' ', &party);) {
        reader->failed = reader->failed || tariff_named(party) == 0;
        item.tariffs |= tariff_named(party);
    }
    if (reader->fields > 2 && reader->field[2].length > 0 && !read_number(&item.was, reader->field[2]))
        reader->failed = true;
    editions->items[editions->items_count++] = item;
}

static size_t bytes_before(const char *content, size_t length, char c) {
    const char *found = length > 0 ? memchr(content, c, length) : NULL;
    return found != NULL ? (size_t)(found - content) : length;
}

/* A line as the tables are written: no quotation mark or carriage return, no blank at an end of a field. */
static bool read_plain_line(struct table_reader *reader, struct text line) {
    struct text field;
    reader->fields = 0;
    while (text_split(&line, ',', &field)) {
        if (field.length > 0 && (text_is_blank(field.data[0]) || text_is_blank(field.data[field.length - 1])))
            return false;
        if (reader->fields < FIELDS)
            reader->field[reader->fields++] = field;
    }
    return true;
}

/* The lines up to the first that is not plain, of which libcsv goes on; how many bytes they are. */
static size_t read_plain_lines(struct table_reader *reader, const char *content, size_t length) {
    const size_t plain = bytes_before(content, bytes_before(content, length, '"'), '\r');
    size_t at = 0;
    while (at < length) {
        const size_t size = bytes_before(content + at, length - at, '\n');
        const bool ended = at + size < length;
        if (at + size > plain)
            break;
        if (size > 0 && !read_plain_line(reader, (struct text){content + at, size}))
            break;
        if (size > 0)
            take_row('\n', reader);
        at += ended ? size + 1 : size;
    }
    reader->fields = 0;
    return at;
}

static usmca_status read_table(struct table_reader *reader, const char *path, usmca_error *error) {
    struct buffer content = {0};
    usmca_status status = file_read(&content, path, FILE_LIMIT, error);
    struct csv_parser parser;
    if (status == USMCA_OK && csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        status = error_memory(error);
    if (status == USMCA_OK) {
        size_t plain = read_plain_lines(reader, content.data, content.length);
        size_t done = plain + csv_parse(&parser, content.data + plain, content.length - plain, take_field,
                                        take_row, reader);
        if (done != content.length || csv_fini(&parser, take_field, take_row, reader) != 0 || reader->failed)
            status = error_set(error, USMCA_ERROR_RULES, path, reader->line + 1, 1, "not a table of codes");
        csv_free(&parser);
    }
    buffer_free(&content);
    return status;
}

/* ---- index ---- */

static void index_headings(struct edition *edition) {
    uint32_t at = 0;
    for (uint32_t heading = 0; heading <= HEADINGS; heading++) {
        while (at < edition->count && edition->codes[at] / 100 < heading)
            at++;
        edition->heading_start[heading] = (uint16_t)at;
    }
}

static int compare_correlations(const void *a, const void *b) {
    uint32_t first = ((const struct correlation *)a)->code;
    uint32_t other = ((const struct correlation *)b)->code;
    return first < other ? -1 : first > other;
}

/* They stand in order, as the file is written. */
static void sort_correlations(struct correlation_table *table) {
    for (uint32_t i = 1; i < table->count; i++)
        if (table->rows[i - 1].code >= table->rows[i].code) {
            qsort(table->rows, table->count, sizeof *table->rows, compare_correlations);
            return;
        }
}

struct pair {
    uint32_t older;
    uint32_t newer;
    uint32_t row; /* of the newer-to-older table, whose order the counterparts keep */
};

static int compare_pairs(const void *a, const void *b) {
    const struct pair *first = a;
    const struct pair *other = b;
    if (first->older != other->older)
        return first->older < other->older ? -1 : 1;
    return first->row < other->row ? -1 : first->row > other->row;
}

static struct pair *list_pairs(const struct correlation_table *table, uint32_t *count) {
    size_t most = 1;
    for (uint32_t row = 0; row < table->count; row++)
        most += table->rows[row].count;
    struct pair *pairs = malloc(sizeof *pairs * most);
    *count = 0;
    for (uint32_t row = 0; pairs != NULL && row < table->count; row++)
        for (uint32_t k = 0; k < table->rows[row].count; k++)
            pairs[(*count)++] = (struct pair){table->rows[row].counterparts[k], table->rows[row].code, row};
    if (pairs != NULL)
        qsort(pairs, *count, sizeof *pairs, compare_pairs);
    return pairs;
}

/* The older-to-newer table, from the newer-to-older one. A code that lives on and is in no row of its own is
 * a counterpart of itself too. */
static bool reverse_table(struct hs_editions *editions, struct arena *arena, enum hs_edition newer,
                          enum hs_edition older) {
    const struct correlation_table *forward = &editions->table[newer][older];
    struct correlation_table *backward = &editions->table[older][newer];
    uint32_t count = 0;
    struct pair *pairs = list_pairs(forward, &count);
    backward->rows = ARENA_ARRAY(arena, struct correlation, editions->edition[older].count);
    bool complete = backward->rows != NULL && pairs != NULL;
    for (uint32_t i = 0, next = 0; complete && i < count; i = next) {
        uint32_t code = pairs[i].older;
        while (next < count && pairs[next].older == code)
            next++;
        struct hs_code self = hs_code_subheading(code);
        if (!hs_exists(editions, older, self))
            continue;
        bool kept = hs_exists(editions, newer, self) &&
                    bsearch(&(struct correlation){.code = code}, forward->rows, forward->count,
                            sizeof *forward->rows, compare_correlations) == NULL;
        uint32_t *counterparts = ARENA_ARRAY(arena, uint32_t, next - i + 1);
        complete = counterparts != NULL;
        if (!complete)
            break;
        uint32_t found = 0;
        for (uint32_t k = i; k < next; k++)
            counterparts[found++] = pairs[k].newer;
        if (kept)
            counterparts[found++] = code;
        backward->rows[backward->count++] = (struct correlation){code, found, counterparts};
    }
    free(pairs);
    return complete;
}

/* Which correlation, if any, belongs to each code: the first of its rows. */
static bool index_correlations(struct hs_editions *editions, struct arena *arena, int from, int to) {
    const struct edition *edition = &editions->edition[from];
    const struct correlation_table *table = &editions->table[from][to];
    uint16_t *rows = ARENA_ARRAY(arena, uint16_t, edition->count + 1);
    editions->row_of[from][to] = rows;
    for (uint32_t row = table->count; rows != NULL && row > 0; row--) {
        const uint32_t *code = edition_code(edition, table->rows[row - 1].code);
        if (code != NULL)
            rows[code - edition->codes] = (uint16_t)row;
    }
    return rows != NULL;
}

/* What is not written of it is never touched. */
static bool make_room(struct hs_editions *editions, struct arena *arena) {
    editions->parts = arena_reserve(arena, MOST_CODES * sizeof *editions->parts);
    editions->items = arena_reserve(arena, MOST_ITEMS * sizeof *editions->items);
    bool complete = editions->parts != NULL && editions->items != NULL;
    for (int i = 0; i < HS_EDITIONS; i++) {
        editions->edition[i].codes = arena_reserve(arena, MOST_CODES * sizeof(uint32_t));
        complete = complete && editions->edition[i].codes != NULL;
        for (int k = 0; k < i; k++) {
            editions->table[i][k].rows = arena_reserve(arena, MOST_CORRELATIONS * sizeof(struct correlation));
            complete = complete && editions->table[i][k].rows != NULL;
        }
    }
    return complete;
}

static usmca_status read_tables(struct hs_editions *editions, struct arena *arena, const char *directory,
                                usmca_error *error) {
    static const struct {
        const char *name;
        void (*row)(struct table_reader *reader);
    } FILES[1 + TABLES] = {{"tables.csv", count_row},
                           {"editions.csv", edition_row},
                           {"codes.csv", code_row},
                           {"correlations.csv", correlation_row},
                           {"items.csv", item_row}};
    usmca_status status = USMCA_OK;
    struct row_counts counts = {.count = 0};
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0] && status == USMCA_OK; i++) {
        char path[1024];
        struct table_reader reader = {
            .counts = &counts, .editions = editions, .arena = arena, .row = FILES[i].row};
        snprintf(path, sizeof path, "%s/%s", directory, FILES[i].name);
        status = read_table(&reader, path, error);
        if (status == USMCA_OK && i > 0)
            status = check_count(&reader, FILES[i].name, path, error);
    }
    return status;
}

usmca_status hs_editions_load(struct hs_editions **out, struct arena *arena, const char *directory,
                              usmca_error *error) {
    struct hs_editions *editions = ARENA_NEW(arena, struct hs_editions);
    if (editions == NULL || !make_room(editions, arena))
        return error_memory(error);
    usmca_status status = read_tables(editions, arena, directory, error);
    if (status != USMCA_OK)
        return status;
    for (int i = 0; i < HS_EDITIONS; i++) {
        index_headings(&editions->edition[i]);
        for (int k = 0; k < i; k++)
            sort_correlations(&editions->table[i][k]);
    }
    if (!reverse_table(editions, arena, HS_2017, HS_2012))
        return error_memory(error);
    for (int from = 0; from < HS_EDITIONS; from++)
        for (int to = 0; to < HS_EDITIONS; to++)
            if (!index_correlations(editions, arena, from, to))
                return error_memory(error);
    if (!hs_lineages_build(&editions->lineages, editions, arena))
        return error_memory(error);
    *out = editions;
    return USMCA_OK;
}
