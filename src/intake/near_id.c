#include "intake/near_id.h"

#include "intake/spaces.h"

struct text near_id(char room[NEAR_ID_SIZE], struct text id) {
    size_t length = 0;
    bool begun = false;
    for (size_t i = 0; i < id.length && length < NEAR_ID_SIZE;) {
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
        room[length++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return (struct text){room, length};
}
