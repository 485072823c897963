#ifndef USMCA_INTAKE_SPACES_H
#define USMCA_INTAKE_SPACES_H

#include "base/text.h"

/* Spaces as systems write them: blanks, and the no-break space (U+00A0), the narrow one (U+202F) and the
 * figure space (U+2007) in UTF-8. */

/* The bytes of the no-break space at `data`, or 0. */
static inline size_t no_break_space(const char *data, size_t length) {
    const unsigned char *bytes = (const unsigned char *)data;
    if (length >= 2 && bytes[0] == 0xc2 && bytes[1] == 0xa0)
        return 2;
    if (length >= 3 && bytes[0] == 0xe2 && bytes[1] == 0x80 && (bytes[2] == 0xaf || bytes[2] == 0x87))
        return 3;
    return 0;
}

/* Without any of them in front and behind. */
static inline struct text spaces_trim(struct text field) {
    for (size_t size = 1; size > 0 && field.length > 0;) {
        size = text_is_blank(field.data[0]) ? 1 : no_break_space(field.data, field.length);
        field.data += size;
        field.length -= size;
    }
    for (size_t size = 1; size > 0 && field.length > 0;) {
        size = text_is_blank(field.data[field.length - 1]) ? 1 : 0;
        for (size_t back = 2; size == 0 && back <= 3 && back <= field.length; back++)
            if (no_break_space(field.data + field.length - back, back) == back)
                size = back;
        field.length -= size;
    }
    return field;
}

#endif
