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

enum { ARROW_VALUE_SIZE = 96 };

/* The value at an index, which counts from the offset of the array; no data where it is null. What is not
 * text is put together in `room`. NULL, or what is wrong with it. */
const char *arrow_value(const struct arrow_type *type, const struct ArrowArray *array, int64_t at,
                        char room[ARROW_VALUE_SIZE], struct text *out);
/* An index into a dictionary. NULL, or what is wrong with it; *null where it is none. */
const char *arrow_index(const struct arrow_type *type, const struct ArrowArray *array, int64_t at,
                        int64_t *out, bool *null);
/* Whether the value is there. */
bool arrow_is_valid(const struct ArrowArray *array, int64_t at);

#endif
