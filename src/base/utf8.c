#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* The length of the sequence that begins with `lead`, and the least code point that needs it. */
static unsigned sequence(unsigned char lead, uint32_t *least) {
    if (lead >= 0xc2 && lead <= 0xdf) {
        *least = 0x80;
        return 2;
    }
    if ((lead & 0xf0) == 0xe0) {
        *least = 0x800;
        return 3;
    }
    *least = 0x10000;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

bool utf8_valid(const char *data, size_t length, size_t *at) {
    const unsigned char *bytes = (const unsigned char *)data;
    size_t i = 0;
    while (i < length) {
        uint64_t eight = 0;
        if (i + sizeof eight <= length) {
            memcpy(&eight, bytes + i, sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                i += sizeof eight;
                continue;
            }
        }
        if (bytes[i] < 0x80) {
            i++;
            continue;
        }
        uint32_t least = 0;
        unsigned size = sequence(bytes[i], &least);
        uint32_t point = size == 2 ? bytes[i] & 0x1fU : size == 3 ? bytes[i] & 0x0fU : bytes[i] & 0x07U;
        bool valid = size > 0 && i + size <= length;
        for (unsigned k = 1; valid && k < size; k++) {
            valid = (bytes[i + k] & 0xc0) == 0x80;
            point = point << 6 | (bytes[i + k] & 0x3fU);
        }
        if (!valid || point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
            *at = i;
            return false;
        }
        i += size;
    }
    return true;
}
