#include "intake/given_table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/list.h"
#include "intake/csv_source.h"

enum { BLOCK = 256 * 1024 };

/* ---- values ---- */

static size_t quoted_length(struct text value) {
    size_t length = value.length + 2;
    for (size_t i = 0; i < value.length; i++)
        length += value.data[i] == '"';
    return length;
}

/* Longer than any field may be, and nothing in it that would part the row: the row is rejected for it. */
static void put_too_long(struct buffer *out, struct text value) {
    for (size_t i = 0; i <= CSV_LONGEST_FIELD; i++) {
        char c = '?';
        if (i < value.length && value.data[i] != '\0' && strchr(",\"\r\n\t ", value.data[i]) == NULL)
            c = value.data[i];
        buffer_char(out, c);
    }
}

static bool needs_quotes(struct text value) {
    bool needs = false;
    for (size_t i = 0; i < value.length && !needs; i++)
        needs =
            value.data[i] == ',' || value.data[i] == '"' || value.data[i] == '\n' || value.data[i] == '\r';
    return needs;
}

/* The line ends that it has. */
static uint64_t put_value(struct buffer *out, struct text value) {
    uint64_t ends = 0;
    if (value.length > CSV_LONGEST_FIELD)
        value = text_trim(value);
    bool quoted = needs_quotes(value);
    if (value.length > CSV_LONGEST_FIELD || (quoted && quoted_length(value) > CSV_LONGEST_QUOTED)) {
        put_too_long(out, value);
        return 0;
    }
    if (!quoted) {
        buffer_put(out, value.data, value.length);
        return 0;
    }
    buffer_char(out, '"');
    for (size_t i = 0; i < value.length; i++) {
        if (value.data[i] == '"')
            buffer_char(out, '"');
        buffer_char(out, value.data[i]);
        ends += value.data[i] == '\n';
    }
    buffer_char(out, '"');
    return ends;
}

void given_table_other_value(struct given_table *table, struct text value) {
    if (value.length > 0)
        table->row_ends += put_value(&table->block, value);
}

/* ---- rows ---- */

static usmca_status write_block(struct given_table *table, usmca_error *error) {
    if (table->block.failed)
        return error_memory(error);
    usmca_status status = csv_source_write(table->descriptor, buffer_view(&table->block), error);
    table->size += (off_t)table->block.length;
    table->block.length = 0;
    return status;
}

usmca_status given_table_begin(struct given_table *table, const char *name, const struct text *columns,
                               size_t count, usmca_error *error) {
    *table = (struct given_table){.descriptor = -1, .columns = count, .name = strdup(name)};
    if (table->name == NULL)
        return error_memory(error);
    if (count == 0 || count > CSV_MOST_FIELDS)
        return error_set(error, USMCA_ERROR_INPUT, name, 0, 0, "a table has 1 to %d columns",
                         (int)CSV_MOST_FIELDS);
    table->descriptor = memfd_create("usmca", MFD_CLOEXEC);
    if (table->descriptor < 0)
        table->descriptor = csv_source_temporary();
    if (table->descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot create a temporary file: %s",
                         strerror(errno));
    for (size_t i = 0; i < count; i++)
        given_table_value(table, columns[i]);
    struct text header = buffer_view(&table->block);
    table->header = malloc(header.length + 1);
    if (table->header == NULL || table->block.failed)
        return error_memory(error);
    if (header.length > 0)
        memcpy(table->header, header.data, header.length);
    table->header_length = header.length;
    table->filled = 0;
    table->row_ends = 0;
    buffer_char(&table->block, '\n');
    return write_block(table, error);
}

usmca_status given_table_row(struct given_table *table, usmca_error *error) {
    table->rows++;
    table->filled = 0;
    buffer_char(&table->block, '\n');
    if (table->row_ends > 0) {
        struct given_break *breaks =
            list_room(table->breaks, table->break_count, &table->break_room, sizeof *breaks);
        if (breaks == NULL)
            return error_memory(error);
        table->breaks = breaks;
        table->ends += table->row_ends;
        breaks[table->break_count++] = (struct given_break){table->rows, table->ends};
        table->row_ends = 0;
    }
    return table->block.length >= BLOCK ? write_block(table, error) : USMCA_OK;
}

usmca_status given_table_end(struct given_table *table, usmca_error *error) {
    usmca_status status = write_block(table, error);
    buffer_free(&table->block);
    table->ended = status == USMCA_OK;
    return status;
}

void given_table_free(struct given_table *table) {
    if (table->descriptor >= 0 && table->name != NULL)
        close(table->descriptor);
    free(table->name);
    free(table->header);
    free(table->breaks);
    buffer_free(&table->block);
    *table = (struct given_table){.descriptor = -1};
}

/* ---- places ---- */

uint64_t given_table_row_of(const struct given_table *table, uint64_t line) {
    size_t below = 0; /* of the breaks, those whose rows end before the line */
    size_t above = table->break_count;
    while (below < above) {
        size_t middle = below + (above - below) / 2;
        if (table->breaks[middle].row + table->breaks[middle].ends < line)
            below = middle + 1;
        else
            above = middle;
    }
    uint64_t ends = below > 0 ? table->breaks[below - 1].ends : 0;
    bool within = below < table->break_count && line - ends > table->breaks[below].row;
    return within ? table->breaks[below].row : line - ends;
}
