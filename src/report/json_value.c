#include "report/json_value.h"

#include "base/shown.h"
#include "base/utf8.h"

static const char HEX[] = "0123456789abcdef";

static char *escape(char *at, unsigned char c) {
    const char *shorthand = c == '"'    ? "\\\""
                            : c == '\\' ? "\\\\"
                            : c == '\n' ? "\\n"
                            : c == '\t' ? "\\t"
                                        : NULL;
    if (shorthand != NULL) {
        memcpy(at, shorthand, 2);
        return at + 2;
    }
    const char code[JSON_LONGEST_ESCAPE] = {'\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 15]};
    memcpy(at, code, sizeof code);
    return at + sizeof code;
}

/* A character that no terminal is to see: C1, and what turns the direction of writing. */
static char *escape_unshown(char *at, const char *data, size_t size) {
    const unsigned char *bytes = (const unsigned char *)data;
    unsigned point = size == 1   ? bytes[0]
                     : size == 2 ? (bytes[0] & 0x1fU) << 6 | (bytes[1] & 0x3fU)
                                 : (bytes[0] & 0x0fU) << 12 | (bytes[1] & 0x3fU) << 6 | (bytes[2] & 0x3fU);
    const char code[JSON_LONGEST_ESCAPE] = {
        '\\', 'u', HEX[point >> 12], HEX[point >> 8 & 15], HEX[point >> 4 & 15], HEX[point & 15]};
    memcpy(at, code, sizeof code);
    return at + sizeof code;
}

/* C17 has no ranges in initializers; GCC and Clang do. */
__extension__ const bool JSON_PLAIN_BYTES[UINT8_MAX + 1] = {
    [' ' ... '!'] = true, ['#' ... '['] = true, [']' ... '~'] = true};

/* Whether each of sixteen bytes surely stands in a string as it is. */
#if defined(__SSE2__)
static inline bool all_as_they_are(uint64_t low, uint64_t high) {
    const __m128i bytes = _mm_set_epi64x((long long)high, (long long)low);
    if (json_plain_bytes(bytes) == 0xffff)
        return true;
    const __m128i last_control = _mm_set1_epi8(0x1f);
    const __m128i either_lead = _mm_and_si128(bytes, _mm_set1_epi8((char)0xdf)); /* 0xc2 and 0xe2 */
    __m128i otherwise = _mm_cmpeq_epi8(_mm_max_epu8(bytes, last_control), last_control);
    otherwise = _mm_or_si128(otherwise, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')));
    otherwise = _mm_or_si128(otherwise, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
    otherwise = _mm_or_si128(otherwise, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f)));
    otherwise = _mm_or_si128(otherwise, _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xd8)));
    otherwise = _mm_or_si128(otherwise, _mm_cmpeq_epi8(either_lead, _mm_set1_epi8((char)0xc2)));
    return _mm_movemask_epi8(otherwise) == 0;
}
#else
/* From the blank to the tilde: what is borrowed or carried from a byte to the next comes from one that does
 * not. */
static bool eight_as_they_are(uint64_t bytes) {
    const uint64_t each = UINT64_C(0x0101010101010101);
    const uint64_t otherwise = bytes | (bytes + each) | (bytes - each * ' ') | ((bytes ^ each * '"') - each) |
                               ((bytes ^ each * '\\') - each);
    return (otherwise & each * 0x80) == 0;
}

static inline bool all_as_they_are(uint64_t low, uint64_t high) {
    return eight_as_they_are(low) && eight_as_they_are(high);
}
#endif

/* Copies both words, where each byte of them stands as it is. */
static inline bool copy_words(char *at, const char *data, size_t second) {
    uint64_t words[2];
    memcpy(&words[0], data, sizeof words[0]);
    memcpy(&words[1], data + second, sizeof words[1]);
    if (!all_as_they_are(words[0], words[1]))
        return false;
    memcpy(at, &words[0], sizeof words[0]);
    memcpy(at + second, &words[1], sizeof words[1]);
    return true;
}

/* The same of four to seven bytes, some of them taken twice. */
static inline bool copy_few(char *at, struct text text) {
    uint32_t halves[2];
    const size_t second = text.length - sizeof halves[1];
    memcpy(&halves[0], text.data, sizeof halves[0]);
    memcpy(&halves[1], text.data + second, sizeof halves[1]);
    const uint64_t both = halves[0] | (uint64_t)halves[1] << 32;
    if (!all_as_they_are(both, both))
        return false;
    memcpy(at, &halves[0], sizeof halves[0]);
    memcpy(at + second, &halves[1], sizeof halves[1]);
    return true;
}

/* The same of one to three. */
static inline bool copy_fewest(char *at, struct text text) {
    const char first = text.data[0];
    const char middle = text.data[text.length / 2];
    const char last = text.data[text.length - 1];
    const uint64_t blanks = UINT64_C(0x2020202020000000);
    const uint64_t all = blanks | (unsigned char)first | (uint64_t)(unsigned char)middle << 8 |
                         (uint64_t)(unsigned char)last << 16;
    if (!all_as_they_are(all, all))
        return false;
    at[0] = first;
    at[text.length / 2] = middle;
    at[text.length - 1] = last;
    return true;
}

/* How many bytes at the beginning were copied, as they are: nearly always all. The last words may lie over
 * those before. */
static inline size_t copy_plain(char *at, struct text text) {
    enum { WORD = sizeof(uint64_t), BLOCK = 2 * WORD };
    size_t done = 0;
    if (text.length < BLOCK) {
        const bool copied = text.length < WORD / 2 ? copy_fewest(at, text)
                            : text.length < WORD   ? copy_few(at, text)
                                                   : copy_words(at, text.data, text.length - WORD);
        return copied ? text.length : 0;
    }
    for (; text.length - done >= BLOCK; done += BLOCK)
        if (!copy_words(at + done, text.data + done, WORD))
            return done;
    const size_t last = text.length - BLOCK;
    return done == text.length || copy_words(at + last, text.data + last, WORD) ? text.length : done;
}

/* A byte, or what is not to be seen and begins with it; *i is where it ends. */
static char *write_byte(char *at, struct text text, size_t *i) {
    const unsigned char c = (unsigned char)text.data[*i];
    const size_t unshown = c >= 0x7f ? text_unshown(text.data + *i, text.length - *i) : 0;
    const char *from = text.data + *i;
    *i += unshown > 0 ? unshown : 1;
    if (unshown > 0)
        return escape_unshown(at, from, unshown);
    if (c < 0x20 || c == '"' || c == '\\')
        return escape(at, c);
    *at = (char)c;
    return at + 1;
}

/* Apart, so that what nearly every string takes is not burdened with it. */
__attribute__((noinline)) static char *write_rest(char *at, struct text text, size_t i) {
    while (i < text.length)
        at = write_byte(at, text, &i);
    *at = '"';
    return at + 1;
}

char *json_other_string_at(char *at, struct text text) {
    if (text.data == NULL)
        text.length = 0;
    *at++ = '"';
    const size_t plain = text.length > 0 ? copy_plain(at, text) : 0;
    if (plain < text.length)
        return write_rest(at + plain, text, plain);
    at[plain] = '"';
    return at + plain + 1;
}

void json_put_string(struct buffer *out, struct text text) {
    char *at = buffer_reserve(out, json_string_most(text));
    buffer_ends(out, at != NULL ? json_string_at(at, text) : NULL);
}

void json_put_foreign(struct buffer *out, struct text text) {
    struct buffer valid = {0};
    size_t at = 0;
    while (text.length > 0 && !utf8_valid(text.data, text.length, &at)) {
        buffer_put(&valid, text.data, at);
        buffer_string(&valid, "\xef\xbf\xbd");
        text = (struct text){text.data + at + 1, text.length - at - 1};
    }
    buffer_text(&valid, text);
    json_put_string(out, buffer_view(&valid));
    buffer_release(&valid, out);
}

void json_put_lines(struct buffer *out, struct text lines) {
    struct text line;
    bool any = false;
    buffer_char(out, '[');
    while (lines.length > 0 && text_split(&lines, '\n', &line)) {
        if (any)
            buffer_char(out, ',');
        json_put_foreign(out, line);
        any = true;
    }
    buffer_char(out, ']');
}

void json_put_text(struct buffer *out, struct text text) {
    if (text.length == 0)
        JSON_LITERAL(out, "null");
    else
        json_put_string(out, text);
}

static char *word_at(char *at, const char *word, size_t length) {
    json_bytes_at(at + 1, word, length);
    return json_quoted_at(at, length);
}

void json_spell(struct json_member *member, const char *lead, const char *word) {
    char *at = json_bytes_at(member->bytes, lead, strlen(lead));
    member->word = word;
    member->length = (size_t)(word_at(at, word, strlen(word)) - member->bytes);
}

void json_put_word(struct buffer *out, const char *word) {
    const size_t length = strlen(word);
    char *at = buffer_reserve(out, length + 2);
    buffer_ends(out, at != NULL ? word_at(at, word, length) : NULL);
}

void json_put_decimal(struct buffer *out, decimal value, int places) {
    char *at = buffer_reserve(out, JSON_NUMBER_MOST);
    buffer_ends(out, at != NULL ? json_quoted_at(at, decimal_print(at + 1, value, places)) : NULL);
}

void json_put_amount(struct buffer *out, struct amount amount) {
    char *at = buffer_reserve(out, JSON_NUMBER_MOST);
    buffer_ends(out, at != NULL ? json_amount_at(at, amount) : NULL);
}

void json_put_total(struct buffer *out, total value) {
    char *at = buffer_reserve(out, JSON_NUMBER_MOST);
    buffer_ends(out, at != NULL ? json_quoted_at(at, total_print(at + 1, value, 2)) : NULL);
}

void json_put_percent(struct buffer *out, bool known, int64_t percent) {
    if (!known) {
        JSON_LITERAL(out, "null");
        return;
    }
    char *at = buffer_reserve(out, JSON_NUMBER_MOST);
    buffer_ends(out, at != NULL ? json_quoted_at(at, decimal_print_percent(at + 1, percent)) : NULL);
}

void json_put_limit(struct buffer *out, decimal limit) {
    if (limit > 0)
        json_put_decimal(out, limit, 0);
    else
        JSON_LITERAL(out, "null");
}

void json_put_asked(struct buffer *out, const struct figure *figure) {
    JSON_LITERAL(out, ",\"asked\":");
    json_put_limit(out, figure->asked);
    JSON_LITERAL(out, ",\"credit\":");
    if (figure->asked > 0)
        json_put_decimal(out, figure->credit, 0);
    else
        JSON_LITERAL(out, "null");
    JSON_LITERAL(out, ",\"required\":");
    json_put_limit(out, figure->required);
}

void json_put_date(struct buffer *out, date day) {
    char *at = buffer_reserve(out, JSON_NUMBER_MOST);
    buffer_ends(out, at != NULL ? json_date_at(at, day) : NULL);
}

void json_put_flag(struct buffer *out, bool flag) {
    if (flag)
        JSON_LITERAL(out, "true");
    else
        JSON_LITERAL(out, "false");
}
