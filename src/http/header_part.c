#include "http/header_part.h"

#include <stdbool.h>

struct text header_part(struct text *rest, char mark) {
    bool quoted = false;
    size_t length = 0;
    for (; length < rest->length && (quoted || rest->data[length] != mark); length++) {
        quoted = quoted != (rest->data[length] == '"');
        length += quoted && rest->data[length] == '\\' && length + 1 < rest->length;
    }
    struct text part = {rest->data, length};
    const size_t taken = length + (length < rest->length);
    *rest = (struct text){rest->data + taken, rest->length - taken};
    return text_trim(part);
}
