#ifndef USMCA_BASE_BUFFER_H
#define USMCA_BASE_BUFFER_H

#include "base/arena.h"
#include "base/text.h"

/* A growable run of bytes. Writers do not check each call: once memory is exhausted the buffer is `failed`,
 * keeps what it had and has room for no more, and its owner asks once at the end. */
struct buffer {
    char *data;
    size_t length;
    size_t capacity;
    bool failed;
};

/* Makes the room that buffer_reserve did not find. */
char *buffer_grow(struct buffer *buffer, size_t size);

/* Room for `size` more bytes at the end, or NULL; the caller adds what it used to length, or tells where it
 * ends (buffer_ends). */
static inline char *buffer_reserve(struct buffer *buffer, size_t size) {
    if (buffer->capacity - buffer->length >= size)
        return buffer->data + buffer->length;
    return buffer_grow(buffer, size);
}

/* NULL where there was no room. */
static inline void buffer_ends(struct buffer *buffer, const char *end) {
    if (end != NULL)
        buffer->length = (size_t)(end - buffer->data);
}

void buffer_free(struct buffer *buffer);

/* Inlined everywhere, so that a literal becomes some stores: output is written from little else. */
__attribute__((always_inline)) static inline void buffer_put(struct buffer *buffer, const char *data,
                                                             size_t length) {
    char *at = length > 0 ? buffer_reserve(buffer, length) : NULL;
    if (at != NULL) {
        memcpy(at, data, length);
        buffer->length += length;
    }
}

static inline void buffer_text(struct buffer *buffer, struct text piece) {
    buffer_put(buffer, piece.data, piece.length);
}

static inline void buffer_string(struct buffer *buffer, const char *string) {
    buffer_put(buffer, string, strlen(string));
}

static inline void buffer_char(struct buffer *buffer, char c) {
    buffer_put(buffer, &c, 1);
}

/* Frees a piece of what is written into `whole`, which is failed where its piece is. */
static inline void buffer_release(struct buffer *piece, struct buffer *whole) {
    whole->failed = whole->failed || piece->failed;
    buffer_free(piece);
}

/* Its bytes in the arena, which is failed where the buffer is or has no room; frees it. */
struct text buffer_keep(struct buffer *buffer, struct arena *arena);

void buffer_number(struct buffer *buffer, uint64_t number);
/* A field of a CSV file, in quotes where it needs them. */
void buffer_csv_field(struct buffer *buffer, struct text field);
/* The same of what strangers wrote: a spreadsheet would run a field that begins with =, +, -, @, a tab or a
 * carriage return. An apostrophe goes before it, and before one of its own, so that a program takes off the
 * first of every field that begins with one; none where `raw` asks for the field as it is. */
void buffer_csv_foreign(struct buffer *buffer, struct text field, bool raw);

static inline struct text buffer_view(const struct buffer *buffer) {
    return (struct text){buffer->data, buffer->data != NULL ? buffer->length : 0};
}

#endif
