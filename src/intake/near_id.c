#include "intake/near_id.h"

#include "intake/spaces.h"

/* U+00C0 to U+00FF in small letters without accents; the multiplication and division signs are none. */
static const char LATIN[] = "aaaaaaaceeeeiiiidnooooo\0ouuuuytsaaaaaaaceeeeiiiidnooooo\0ouuuuyty";

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A letter or a digit as it is compared; 0 where it is a sign. */
static char folded(unsigned char c) {
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (char)((c >= 'a' && c <= 'z') || is_digit((char)c) ? c : '\0');
}

/* Signs of Unicode that are no letters: U+0080 to U+00BF, combining accents (U+0300 to U+036F), punctuation,
 * dashes and what cannot be seen (U+2000 to U+206F), the minus sign, and the byte-order mark. */
static bool is_sign(const unsigned char *at, size_t length) {
    if (length < 3)
        return at[0] == 0xc2 || at[0] == 0xcc || (at[0] == 0xcd && length == 2 && at[1] < 0xb0);
    return (at[0] == 0xe2 && (at[1] == 0x80 || at[1] == 0x81)) ||
           (at[0] == 0xe2 && at[1] == 0x88 && at[2] == 0x92) ||
           (at[0] == 0xef && at[1] == 0xbb && at[2] == 0xbf);
}

/* The bytes of the character at the beginning, as far as they are there. */
static size_t character_length(struct text rest) {
    unsigned char c = (unsigned char)rest.data[0];
    size_t length = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    return length < rest.length ? length : rest.length;
}

/* The character of `length` bytes at `at`, in one: 0 where it is a sign, 1 where it stands as it is. */
static char in_one(const unsigned char *at, size_t length) {
    enum { FULLWIDTH = 0xfee0 };
    if (length == 1)
        return (char)(at[0] < 0x80 ? folded(at[0]) : '\1');
    if (length == 2 && at[0] == 0xc3)
        return LATIN[at[1] & 0x3f];
    if (length == 3 && at[0] == 0xef && (at[1] == 0xbc || at[1] == 0xbd)) {
        unsigned code = (unsigned)(at[0] & 0x0f) << 12 | (unsigned)(at[1] & 0x3f) << 6 | (at[2] & 0x3f);
        bool letter = code > FULLWIDTH + ' ' && code < FULLWIDTH + 0x7f;
        return (char)(letter ? folded((unsigned char)(code - FULLWIDTH)) : '\1');
    }
    return (char)(is_sign(at, length) ? '\0' : '\1');
}

/* Without the places of a whole number that was written as a decimal one. */
static struct text without_places(struct text id) {
    size_t end = id.length;
    while (end > 0 && id.data[end - 1] == '0')
        end--;
    if (end == id.length || end < 2 || (id.data[end - 1] != '.' && id.data[end - 1] != ','))
        return id;
    for (size_t i = 0; i + 1 < end; i++)
        if (!is_digit(id.data[i]))
            return id;
    return (struct text){id.data, end - 1};
}

struct text near_id(char room[NEAR_ID_SIZE], struct text id) {
    size_t length = 0;
    bool begun = false;
    for (struct text rest = without_places(spaces_trim(id)); rest.length > 0;) {
        const unsigned char first = (unsigned char)rest.data[0];
        if (first < 0x80 && length < NEAR_ID_SIZE) { /* as most are */
            const char one = folded(first);
            rest = (struct text){rest.data + 1, rest.length - 1};
            if (one == '\0' || (one == '0' && !begun && rest.length > 0))
                continue;
            begun = true;
            room[length++] = one;
            continue;
        }
        struct text whole = {rest.data, character_length(rest)};
        char one = in_one((const unsigned char *)whole.data, whole.length);
        struct text kept = one == '\1' ? whole : (struct text){&one, one != '\0'};
        if (kept.length > NEAR_ID_SIZE - length)
            break;
        rest = (struct text){rest.data + whole.length, rest.length - whole.length};
        if (one == '0' && !begun && rest.length > 0)
            continue;
        begun = begun || kept.length > 0;
        memcpy(room + length, kept.data, kept.length);
        length += kept.length;
    }
    return length > 0 ? (struct text){room, length} : id;
}

/* Without the spaces, and the zeros before any other character, in front. */
static struct text behind_spaces(struct text rest, bool begun) {
    for (size_t size = 1; size > 0 && rest.length > 0;) {
        size = text_is_blank(rest.data[0]) ? 1 : no_break_space(rest.data, rest.length);
        if (size == 0 && !begun && rest.data[0] == '0' && rest.length > 1)
            size = 1;
        rest = (struct text){rest.data + size, rest.length - size};
    }
    return rest;
}

bool id_same_letters(struct text id, struct text other) {
    id = behind_spaces(id, false);
    other = behind_spaces(other, false);
    while (id.length > 0 && other.length > 0) {
        const char one = folded((unsigned char)id.data[0]);
        if (one != folded((unsigned char)other.data[0]) || (one == '\0' && id.data[0] != other.data[0]))
            return false;
        id = behind_spaces((struct text){id.data + 1, id.length - 1}, true);
        other = behind_spaces((struct text){other.data + 1, other.length - 1}, true);
    }
    return id.length == 0 && other.length == 0;
}

/* ---- numbers in powers of ten ---- */

enum { MOST_DIGITS = 18 };

/* The digits of such a number, one of them before the point, and its power of ten. */
static bool read_power(struct text id, char digits[MOST_DIGITS], size_t *count, size_t *power) {
    id = spaces_trim(id);
    size_t at = 0;
    *count = 0;
    *power = 0;
    for (;
         at < id.length && (is_digit(id.data[at]) || (at == 1 && (id.data[at] == '.' || id.data[at] == ',')));
         at++)
        if (is_digit(id.data[at])) {
            if (*count == MOST_DIGITS)
                return false;
            digits[(*count)++] = id.data[at];
        }
    bool begun = *count > 0 && (*count == 1 || !is_digit(id.data[1]));
    if (!begun || at == id.length || (id.data[at] != 'E' && id.data[at] != 'e'))
        return false;
    at++;
    at += at < id.length && id.data[at] == '+';
    size_t first = at;
    for (; at < id.length && is_digit(id.data[at]) && at - first < 3; at++)
        *power = 10 * *power + (size_t)(id.data[at] - '0');
    return at == id.length && at > first;
}

bool id_is_power(struct text id) {
    char digits[MOST_DIGITS];
    size_t count = 0;
    size_t power = 0;
    return read_power(id, digits, &count, &power);
}

/* Adds one to a number; true where it has one more digit then: 999 is 100 and a zero. */
static bool add_one(char *digits, size_t count) {
    size_t at = count;
    while (at > 0 && digits[at - 1] == '9')
        digits[--at] = '0';
    digits[at > 0 ? at - 1 : 0] = (char)(at > 0 ? digits[at - 1] + 1 : '1');
    return at == 0;
}

bool id_may_be_power(struct text id, struct text power) {
    char digits[MOST_DIGITS];
    char begins[MOST_DIGITS];
    size_t count = 0;
    size_t length = 0;
    if (!read_power(power, digits, &count, &length))
        return false;
    id = spaces_trim(id);
    while (id.length > 0 && id.data[0] == '0')
        id = (struct text){id.data + 1, id.length - 1};
    for (size_t i = 0; i < id.length; i++)
        if (!is_digit(id.data[i]))
            return false;
    if (id.length < count)
        return false;
    memcpy(begins, id.data, count);
    const bool longer = id.length > count && id.data[count] >= '5' && add_one(begins, count);
    return id.length + longer == length + 1 && memcmp(begins, digits, count) == 0;
}
