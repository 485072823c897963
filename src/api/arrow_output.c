#include <errno.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "api/arrow.h"
#include "api/batch.h"
#include "api/call.h"

/* What a run kept, as an Arrow C stream of strings: the CSV of a table, or a line a good. */

enum { MOST_ROWS = 65536, MOST_BYTES = 256 << 20 };
enum { VALID, ENDS, BYTES, NUMBER_OF_BUFFERS };

/* What was kept, which lives as long as the stream, or the last batch of rows whose values lie in it. */
struct held {
    struct kept kept;
    atomic_size_t holders;
};

struct output {
    struct held *held;
    size_t at;
    bool lines; /* each is one value */
    size_t put; /* of lines: behind the last value that was handed out */
    size_t columns;
};

static void let_go(struct held *held) {
    if (atomic_fetch_sub(&held->holders, 1) > 1)
        return;
    kept_free(&held->kept);
    free(held);
}

/* ---- CSV as it was written ---- */

struct field {
    const char *data;
    size_t length;
    bool quoted;
};

/* Where a quoted field ends: the quotation mark that no other follows. */
static const char *quoted_end(const char *from, const char *limit) {
    const char *end = memchr(from, '"', (size_t)(limit - from));
    while (end[1] == '"')
        end = memchr(end + 2, '"', (size_t)(limit - end - 2));
    return end;
}

/* The field at *at, which is then behind what ends it; false behind the last of a row. */
static bool next_field(const struct output *output, size_t *at, struct field *out) {
    const char *from = output->held->kept.bytes.data + *at;
    const char *limit = output->held->kept.bytes.data + output->held->kept.bytes.length;
    const char *end;
    *out = (struct field){from, 0, false};
    if (output->lines) {
        end = memchr(from, '\n', (size_t)(limit - from));
        out->length = (size_t)(end - from);
    } else if (*from == '"') {
        end = quoted_end(from + 1, limit);
        *out = (struct field){from + 1, (size_t)(end - from - 1), true};
        end++;
    } else {
        for (end = from; *end != ',' && *end != '\n';)
            end++;
        out->length = (size_t)(end - from);
    }
    *at = (size_t)(end - output->held->kept.bytes.data) + 1;
    return *end != '\n';
}

static size_t copy_field(char *to, const struct field *field) {
    size_t length = 0;
    struct text rest = {field->data, field->length};
    while (rest.length > 0) {
        const char *mark = field->quoted ? memchr(rest.data, '"', rest.length) : NULL;
        const size_t part = mark != NULL ? (size_t)(mark - rest.data) + 1 : rest.length;
        const size_t passed = mark != NULL ? part + 1 : part; /* of two marks one is meant */
        memcpy(to + length, rest.data, part);
        length += part;
        rest = (struct text){rest.data + passed, rest.length - passed};
    }
    return length;
}

/* ---- the schema ---- */

static void release_schema(struct ArrowSchema *schema) {
    for (int64_t i = 0; i < schema->n_children; i++)
        if (schema->children != NULL && schema->children[i] != NULL) {
            if (schema->children[i]->release != NULL)
                schema->children[i]->release(schema->children[i]);
            free(schema->children[i]);
        }
    free((void *)schema->children);
    free(schema->private_data);
    schema->release = NULL;
}

static bool make_column(struct ArrowSchema **out, const struct field *name) {
    struct ArrowSchema *column = calloc(1, sizeof *column);
    char *copy = malloc(name->length + 1);
    if (column == NULL || copy == NULL) {
        free(column);
        free(copy);
        return false;
    }
    copy[copy_field(copy, name)] = '\0';
    *column = (struct ArrowSchema){.format = "u",
                                   .name = copy,
                                   .flags = ARROW_FLAG_NULLABLE,
                                   .release = release_schema,
                                   .private_data = copy};
    *out = column;
    return true;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
    const struct output *output = stream->private_data;
    *out = (struct ArrowSchema){.format = "+s",
                                .name = "",
                                .n_children = (int64_t)output->columns,
                                .children = calloc(output->columns, sizeof *out->children),
                                .release = release_schema};
    bool made = out->children != NULL;
    size_t at = 0;
    for (size_t i = 0; i < output->columns && made; i++) {
        struct field name = {"json", 4, false};
        if (!output->lines)
            next_field(output, &at, &name);
        made = make_column(&out->children[i], &name);
    }
    if (!made)
        release_schema(out);
    return made ? 0 : ENOMEM;
}

/* ---- rows ---- */

/* A column of a batch of rows. */
struct strings {
    const void *buffers[NUMBER_OF_BUFFERS]; /* which are valid, where they end, their bytes */
    struct held *held;                      /* of lines: where their bytes lie, which are not their own */
};

static void free_strings(struct strings *strings) {
    for (int i = 0; i < NUMBER_OF_BUFFERS; i++)
        if (i != BYTES || strings->held == NULL)
            free((void *)strings->buffers[i]);
    if (strings->held != NULL)
        let_go(strings->held);
    free(strings);
}

static void release_array(struct ArrowArray *array) {
    for (int64_t i = 0; i < array->n_children; i++)
        if (array->children != NULL && array->children[i] != NULL) {
            if (array->children[i]->release != NULL)
                array->children[i]->release(array->children[i]);
            free(array->children[i]);
        }
    free((void *)array->children);
    if (array->private_data != NULL)
        free_strings(array->private_data);
    array->release = NULL;
}

/* The rows of a batch, and the bytes of each of its columns, which no other tells. */
static size_t measure(const struct output *output, size_t *bytes) {
    size_t rows = 0;
    size_t at = output->at;
    while (at < output->held->kept.bytes.length && rows < MOST_ROWS && at - output->at < MOST_BYTES) {
        for (size_t i = 0; i < output->columns; i++) {
            struct field field;
            next_field(output, &at, &field);
            bytes[i] += field.length;
        }
        rows++;
    }
    return rows;
}

static struct strings *make_strings(const struct output *output, size_t rows, size_t bytes) {
    struct strings *strings = calloc(1, sizeof *strings);
    if (strings == NULL)
        return NULL;
    strings->buffers[ENDS] = calloc(rows + 1, sizeof(int32_t));
    bool made = strings->buffers[ENDS] != NULL;
    if (output->lines) { /* every one is valid */
        strings->held = output->held;
        atomic_fetch_add(&output->held->holders, 1);
        strings->buffers[BYTES] = output->held->kept.bytes.data + output->put;
    } else {
        strings->buffers[VALID] = calloc(rows / CHAR_BIT + 1, 1);
        strings->buffers[BYTES] = malloc(bytes + 1);
        made = made && strings->buffers[VALID] != NULL && strings->buffers[BYTES] != NULL;
    }
    if (made)
        return strings;
    free_strings(strings);
    return NULL;
}

static bool make_child(const struct output *output, struct ArrowArray **out, size_t rows, size_t bytes) {
    struct ArrowArray *child = calloc(1, sizeof *child);
    struct strings *strings = make_strings(output, rows, bytes);
    if (child == NULL || strings == NULL) {
        free(child);
        if (strings != NULL)
            free_strings(strings);
        return false;
    }
    *child = (struct ArrowArray){.length = (int64_t)rows,
                                 .n_buffers = NUMBER_OF_BUFFERS,
                                 .buffers = strings->buffers,
                                 .release = release_array,
                                 .private_data = strings};
    *out = child;
    return true;
}

static void put_field(struct ArrowArray *child, size_t row, const struct field *field) {
    struct strings *strings = child->private_data;
    uint8_t *valid = (uint8_t *)strings->buffers[VALID];
    int32_t *ends = (int32_t *)strings->buffers[ENDS];
    char *bytes = (char *)strings->buffers[BYTES];
    ends[row + 1] = ends[row] + (int32_t)copy_field(bytes + ends[row], field);
    if (field->length > 0)
        valid[row / CHAR_BIT] |= (uint8_t)(1U << row % CHAR_BIT);
    else
        child->null_count++;
}

/* Values lie next to each other: each line moves to where the line feed before it was, and into no memory of
 * its own. */
static void put_lines(struct output *output, const struct ArrowArray *child) {
    struct strings *strings = child->private_data;
    int32_t *ends = (int32_t *)strings->buffers[ENDS];
    for (int64_t row = 0; row < child->length; row++) {
        struct field line;
        next_field(output, &output->at, &line);
        memmove(output->held->kept.bytes.data + output->put, line.data, line.length);
        output->put += line.length;
        ends[row + 1] = ends[row] + (int32_t)line.length;
    }
}

static bool make_children(const struct output *output, struct ArrowArray *out, const size_t *bytes) {
    bool made = out->children != NULL;
    for (size_t i = 0; i < output->columns && made; i++)
        made = make_child(output, &out->children[i], (size_t)out->length, bytes[i]);
    return made;
}

static void put_rows(struct output *output, const struct ArrowArray *out) {
    for (size_t row = 0; row < (size_t)out->length; row++)
        for (size_t i = 0; i < output->columns; i++) {
            struct field field;
            next_field(output, &output->at, &field);
            put_field(out->children[i], row, &field);
        }
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
    static const void *NO_BUFFERS[1] = {NULL}; /* all rows are valid */
    struct output *output = stream->private_data;
    *out = (struct ArrowArray){0};
    size_t *bytes = calloc(output->columns, sizeof *bytes);
    if (bytes == NULL)
        return ENOMEM;
    size_t rows = measure(output, bytes);
    if (rows > 0)
        *out = (struct ArrowArray){.length = (int64_t)rows,
                                   .n_buffers = 1,
                                   .buffers = NO_BUFFERS,
                                   .n_children = (int64_t)output->columns,
                                   .children = calloc(output->columns, sizeof *out->children),
                                   .release = release_array};
    bool made = rows == 0 || make_children(output, out, bytes);
    free(bytes);
    if (!made) {
        release_array(out);
        return ENOMEM;
    }
    if (rows > 0 && output->lines)
        put_lines(output, out->children[0]);
    else if (rows > 0)
        put_rows(output, out);
    return 0;
}

/* ---- the stream ---- */

static const char *get_last_error(struct ArrowArrayStream *stream) {
    (void)stream;
    return "memory is exhausted";
}

static void release_stream(struct ArrowArrayStream *stream) {
    struct output *output = stream->private_data;
    let_go(output->held);
    free(output);
    stream->release = NULL;
}

USMCA_API usmca_status usmca_batch_kept_arrow(usmca_batch *batch, const char *output,
                                              struct ArrowArrayStream *out, usmca_error *error) {
    if (batch == NULL || output == NULL || out == NULL)
        return call_missing(batch == NULL ? "batch" : output == NULL ? "output" : "out", error);
    if (usmca_batch_kept(batch, output, NULL) == NULL)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "the output %s was not kept", output);
    struct output *taken = calloc(1, sizeof *taken);
    struct held *holder = calloc(1, sizeof *holder);
    if (taken == NULL || holder == NULL) {
        free(taken);
        free(holder);
        return error_memory(error);
    }
    struct kept *kept = &batch->kept[batch_output_named(output)];
    holder->kept = *kept;
    atomic_init(&holder->holders, 1);
    *taken = (struct output){.held = holder, .lines = strcmp(output, "json") == 0, .columns = 1};
    *kept = (struct kept){0};
    struct field field;
    while (!taken->lines && next_field(taken, &taken->at, &field))
        taken->columns++;
    *out = (struct ArrowArrayStream){.get_schema = get_schema,
                                     .get_next = get_next,
                                     .get_last_error = get_last_error,
                                     .release = release_stream,
                                     .private_data = taken};
    return USMCA_OK;
}
