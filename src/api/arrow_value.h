#ifndef USMCA_API_ARROW_VALUE_H
#define USMCA_API_ARROW_VALUE_H

#include "api/arrow.h"
#include "base/text.h"

/* A value of an Arrow array, written as a file has it. */

enum arrow_kind {
    ARROW_REFUSED,
    ARROW_FLOATING, /* refused too, since it is not exact */
    ARROW_NOTHING,  /* nulls */
    ARROW_BOOL,
    ARROW_SIGNED,
    ARROW_UNSIGNED,
    ARROW_DECIMAL,
    ARROW_TEXT,
    ARROW_LARGE_TEXT,
    ARROW_TEXT_VIEW,
    ARROW_DAYS,    /* since 1970-01-01 */
    ARROW_INSTANTS /* of which only midnights are days */
};

struct arrow_type {
    enum arrow_kind kind;
    unsigned width;  /* bytes of a value */
    int scale;       /* of a decimal */
    int64_t per_day; /* units of instants */
    int64_t n_buffers;
};

struct arrow_type arrow_type_of(const struct ArrowSchema *schema);
/* What a type that is refused is called, within parentheses; "" where it has no name here. */
const char *arrow_type_words(const char *format);

enum { ARROW_VALUE_SIZE = 96 };

/* Of a view: its bytes, and those of the longest text that lies in it. */
enum { ARROW_VIEW = 16, ARROW_WITHIN_VIEW = 12 };

/* The value at an index, which counts from the offset of the array; no data where it is null. What is not
 * text is put together in `room`. NULL, or what is wrong with it. */
const char *arrow_value(const struct arrow_type *type, const struct ArrowArray *array, int64_t at,
                        char room[ARROW_VALUE_SIZE], struct text *out);
/* An index into a dictionary. NULL, or what is wrong with it; *null where it is none. */
const char *arrow_index(const struct arrow_type *type, const struct ArrowArray *array, int64_t at,
                        int64_t *out, bool *null);
/* Of a text within its view; false where it lies elsewhere. */
static inline bool arrow_short_view(const char *view, struct text *out) {
    int32_t length = 0;
    memcpy(&length, view, sizeof length);
    *out = (struct text){view + sizeof length, (size_t)length};
    return length >= 0 && length <= ARROW_WITHIN_VIEW;
}

/* Whether the value is there. */
bool arrow_is_valid(const struct ArrowArray *array, int64_t at);

/* The texts of an array, which nearly every column is made of: what arrow_value() asks of the array each time
 * is asked here once. */
struct arrow_texts {
    enum arrow_kind kind;
    const uint8_t *valid; /* NULL: all are there */
    const void *places;   /* NULL: these are no texts, or their buffers are not all there */
    const char *bytes;
    int64_t first;
};

struct arrow_texts arrow_texts_of(const struct arrow_type *type, const struct ArrowArray *array);

/* As arrow_value(); false where that has to tell. */
static inline bool arrow_text(const struct arrow_texts *texts, int64_t at, struct text *out) {
    const int64_t i = texts->first + at;
    int64_t from = 0;
    int64_t to = 0;
    *out = NO_TEXT;
    if (texts->places == NULL)
        return false;
    if (texts->valid != NULL && (texts->valid[i / 8] >> (i % 8) & 1) == 0)
        return true;
    if (texts->kind == ARROW_TEXT) {
        const int32_t *ends = texts->places;
        from = ends[i];
        to = ends[i + 1];
    } else if (texts->kind == ARROW_LARGE_TEXT) {
        const int64_t *ends = texts->places;
        from = ends[i];
        to = ends[i + 1];
    } else {
        return arrow_short_view((const char *)texts->places + i * ARROW_VIEW, out);
    }
    *out = (struct text){texts->bytes + from, (size_t)(to - from)};
    return from >= 0 && to >= from;
}

#endif
