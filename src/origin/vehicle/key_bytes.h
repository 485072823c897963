#ifndef USMCA_ORIGIN_VEHICLE_KEY_BYTES_H
#define USMCA_ORIGIN_VEHICLE_KEY_BYTES_H

#include "base/buffer.h"

/* Keys of what is kept, made of the bytes of what it was asked by: within one run alone, so that pointers may
 * be among them. A text stands behind its length, so that no two keys run into each other. */

static inline void key_put_bytes(struct buffer *out, const void *bytes, size_t size) {
    buffer_text(out, (struct text){bytes, size});
}

static inline void key_put_text(struct buffer *out, struct text text) {
    key_put_bytes(out, &text.length, sizeof text.length);
    buffer_text(out, text);
}

#endif
