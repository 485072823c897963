#include "base/buffer.h"

#include <stdlib.h>

enum { FIRST_CAPACITY = 256 };

static char *fail(struct buffer *buffer) {
    buffer->failed = true;
    buffer->capacity = buffer->length;
    return NULL;
}

char *buffer_grow(struct buffer *buffer, size_t size) {
    if (buffer->failed)
        return fail(buffer);
    if (buffer->data == NULL || buffer->capacity - buffer->length < size) {
        size_t wanted = buffer->capacity > 0 ? buffer->capacity : FIRST_CAPACITY;
        while (wanted - buffer->length < size) {
            if (wanted > SIZE_MAX / 2)
                return fail(buffer);
            wanted *= 2;
        }
        char *grown = realloc(buffer->data, wanted);
        if (grown == NULL)
            return fail(buffer);
        buffer->data = grown;
        buffer->capacity = wanted;
    }
    return buffer->data + buffer->length;
}

void buffer_number(struct buffer *buffer, uint64_t number) {
    char digits[24];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    buffer_put(buffer, digits + at, sizeof digits - at);
}

static void put_csv(struct buffer *buffer, const char *lead, struct text field) {
    bool plain = true;
    for (size_t i = 0; i < field.length && plain; i++)
        plain =
            field.data[i] != ',' && field.data[i] != '"' && field.data[i] != '\n' && field.data[i] != '\r';
    if (plain) {
        buffer_string(buffer, lead);
        buffer_text(buffer, field);
        return;
    }
    buffer_char(buffer, '"');
    buffer_string(buffer, lead);
    for (size_t i = 0; i < field.length; i++) {
        if (field.data[i] == '"')
            buffer_char(buffer, '"');
        buffer_char(buffer, field.data[i]);
    }
    buffer_char(buffer, '"');
}

void buffer_csv_field(struct buffer *buffer, struct text field) {
    put_csv(buffer, "", field);
}

void buffer_csv_foreign(struct buffer *buffer, struct text field, bool raw) {
    static const char RUNS[] = "=+-@\t\r'";
    bool runs = field.length > 0 && field.data[0] != '\0' && strchr(RUNS, field.data[0]) != NULL;
    put_csv(buffer, runs && !raw ? "'" : "", field);
}

void buffer_free(struct buffer *buffer) {
    free(buffer->data);
    *buffer = (struct buffer){0};
}

struct text buffer_keep(struct buffer *buffer, struct arena *arena) {
    struct text copy = arena_copy(arena, buffer_view(buffer));
    arena->failed = arena->failed || buffer->failed;
    buffer_free(buffer);
    return copy;
}
