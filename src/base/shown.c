#include "base/shown.h"

#include "base/utf8.h"

static bool ends_or_turns(const unsigned char *bytes) {
    if (bytes[0] == 0xe2 && bytes[1] == 0x80) /* U+200E, U+200F, U+2028 to U+202E */
        return bytes[2] == 0x8e || bytes[2] == 0x8f || (bytes[2] >= 0xa8 && bytes[2] <= 0xae);
    return bytes[0] == 0xe2 && bytes[1] == 0x81 && bytes[2] >= 0xa6 &&
           bytes[2] <= 0xa9; /* U+2066 to U+2069 */
}

size_t text_unshown(const char *data, size_t length) {
    const unsigned char *bytes = (const unsigned char *)data;
    if (length > 0 && (bytes[0] < 0x20 || bytes[0] == 0x7f))
        return 1;
    if (length > 1 && bytes[0] == 0xc2 && bytes[1] < 0xa0) /* U+0080 to U+009F */
        return 2;
    if (length > 1 && bytes[0] == 0xd8 && bytes[1] == 0x9c) /* U+061C */
        return 2;
    return length > 2 && ends_or_turns(bytes) ? 3 : 0;
}

/* What may begin one: all of them do with one of these. */
static bool suspicious(unsigned char c) {
    return c < 0x20 || c == 0x7f || c == 0xc2 || c == 0xd8 || c == 0xe2;
}

static void put_valid(struct buffer *out, struct text text) {
    size_t from = 0;
    for (size_t i = 0; i < text.length;) {
        size_t size =
            suspicious((unsigned char)text.data[i]) ? text_unshown(text.data + i, text.length - i) : 0;
        if (size == 0) {
            i++;
            continue;
        }
        bool blank = text.data[i] == '\n' || text.data[i] == '\t' || text.data[i] == '\r';
        buffer_put(out, text.data + from, i - from);
        buffer_string(out, blank ? " " : "\xef\xbf\xbd");
        i += size;
        from = i;
    }
    buffer_put(out, text.data + from, text.length - from);
}

void buffer_shown(struct buffer *out, struct text text) {
    size_t bad = 0;
    while (text.length > 0) {
        bool valid = utf8_valid(text.data, text.length, &bad);
        size_t good = valid ? text.length : bad;
        put_valid(out, (struct text){text.data, good});
        if (!valid) {
            buffer_string(out, "\xef\xbf\xbd");
            good++;
        }
        text = (struct text){text.data + good, text.length - good};
    }
}

static bool stands_at(struct text text, size_t at, const char *mark) {
    const size_t length = strlen(mark);
    return at <= text.length && text.length - at >= length && memcmp(text.data + at, mark, length) == 0;
}

bool text_binds(struct text text, size_t blank, bool marks_apart) {
    static const char *const MARKS[] = {":", ";", "?", "!", "\xc2\xbb"};
    static const char OPENS[] = "\xc2\xab";
    if (stands_at(text, blank + 1, "%"))
        return true;
    for (size_t i = 0; marks_apart && i < sizeof MARKS / sizeof MARKS[0]; i++)
        if (stands_at(text, blank + 1, MARKS[i]))
            return true;
    return marks_apart && blank >= sizeof OPENS - 1 && stands_at(text, blank - (sizeof OPENS - 1), OPENS);
}
