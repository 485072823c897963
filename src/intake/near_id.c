#include "intake/near_id.h"

#include "intake/spaces.h"

uint64_t near_id_hash(struct text id) {
    char plain[256];
    size_t length = 0;
    bool begun = false;
    for (size_t i = 0; i < id.length && length < sizeof plain;) {
        char c = id.data[i];
        size_t space = text_is_blank(c) ? 1 : no_break_space(id.data + i, id.length - i);
        if (space > 0) {
            i += space;
            continue;
        }
        i++;
        if (c == '0' && !begun && i < id.length)
            continue;
        begun = true;
        plain[length++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return text_hash((struct text){plain, length});
}
