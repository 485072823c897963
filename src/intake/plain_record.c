#include "intake/plain_record.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/utf8.h"
#include "intake/spaces.h"

enum { BLOCK = 16, EVERY = (1 << BLOCK) - 1 };

/* What sixteen bytes are, a bit a byte, the first one lowest. */
struct marks {
    uint32_t delimiters;
    uint32_t line_ends;
    uint32_t quotes;
    uint32_t unusual; /* control characters but line ends; a delimiter may be among them */
    uint32_t wide;    /* of characters beyond ASCII */
};

#if defined(__SSE2__)
static struct marks marks_of(const char *block, char delimiter) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)block);
    const __m128i line_ends = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    const __m128i last_control = _mm_set1_epi8(0x1f);
    const __m128i controls = _mm_cmpeq_epi8(_mm_max_epu8(bytes, last_control), last_control);
    return (struct marks){
        (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter))),
        (uint32_t)_mm_movemask_epi8(line_ends),
        (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))),
        (uint32_t)_mm_movemask_epi8(_mm_andnot_si128(line_ends, controls)),
        (uint32_t)_mm_movemask_epi8(bytes),
    };
}
#else
static struct marks marks_of(const char *block, char delimiter) {
    struct marks marks = {0};
    for (uint32_t i = 0; i < BLOCK; i++) {
        const unsigned char byte = (unsigned char)block[i];
        const uint32_t line_end = byte == '\n';
        marks.delimiters |= (uint32_t)(block[i] == delimiter) << i;
        marks.line_ends |= line_end << i;
        marks.quotes |= (uint32_t)(byte == '"') << i;
        marks.unusual |= ((uint32_t)(byte < 0x20) & ~line_end) << i;
        marks.wide |= (uint32_t)(byte >> 7) << i;
    }
    return marks;
}
#endif

/* The bits below the lowest one of `bits`; all where there is none. */
static uint32_t below(uint32_t bits) {
    return (bits & (0U - bits)) - 1U;
}

static inline struct text trimmed(const char *from, const char *to) {
    struct text field = {from, (size_t)(to - from)};
    if (field.length == 0)
        return field;
    const unsigned char first = (unsigned char)from[0];
    const unsigned char last = (unsigned char)to[-1];
    const bool bare = first > ' ' && first < 0x80 && last > ' ' && last < 0x80;
    return bare ? field : spaces_trim(field);
}

/* False where there are too many, or it is too long. One that begins with a quotation mark ends with one. */
static inline bool take(struct csv_fields *out, const char *from, const char *to) {
    if (from < to && *from == '"') {
        from++;
        to--;
    }
    if (out->count == CSV_MOST_FIELDS || to - from > CSV_LONGEST_FIELD)
        return false;
    out->fields[out->count++] = trimmed(from, to);
    return true;
}

/* Takes the field before each delimiter of a block; *from is where the next one begins. */
static bool take_each(struct csv_fields *out, const char *block, uint32_t delimiters, const char **from) {
    bool taken = true;
    for (; delimiters != 0 && taken; delimiters &= delimiters - 1) {
        const char *at = block + __builtin_ctz(delimiters);
        taken = take(out, *from, at);
        *from = at + 1;
    }
    return taken;
}

/* The marks of what is left of the run, of which a whole block may be no part; *there are the bits of it. */
static struct marks marks_within(const char *block, size_t left, char delimiter, uint32_t *there) {
    char padded[BLOCK] = {0};
    *there = EVERY;
    if (left >= BLOCK)
        return marks_of(block, delimiter);
    memcpy(padded, block, left);
    *there = (1U << left) - 1U;
    return marks_of(padded, delimiter);
}

/* The last field, and what can only be said of the whole record. */
static bool complete(struct csv_fields *out, const char *data, const char *from, const char *end, bool wide) {
    size_t at = 0;
    const bool only_blanks = !take(out, from, end) || (out->count == 1 && out->fields[0].length == 0);
    return !only_blanks && (!wide || utf8_valid(data, (size_t)(end - data), &at));
}

/* Where the text of a record ends, whose line end stands at `end`: before its carriage return. */
static const char *text_end(const char *data, const char *end) {
    return end > data && end[-1] == '\r' ? end - 1 : end;
}

/* What the bytes before a block say of it: bits, each lowest or none. */
struct carried {
    uint32_t inside;   /* the block begins within quotes */
    uint32_t begins;   /* a field begins with it */
    uint32_t closed;   /* a quotation mark closed before it: the field must end */
    uint32_t returned; /* a carriage return stands before it: the line must end */
};

/* The bits from each mark to the one before the next: those within quotes, the opening ones among them. */
static uint32_t between(uint32_t marks) {
    marks ^= marks << 1;
    marks ^= marks << 2;
    marks ^= marks << 4;
    return (marks ^ marks << 8) & EVERY;
}

/* The delimiters of the bytes `here`, lowest first, that are not within quotes. False where something stands
 * among them that is not plain: a quotation mark elsewhere than around a whole field, a carriage return
 * elsewhere than at a line end, another control character. */
static bool take_marks(struct carried *carried, const struct marks *marks, const char *block, uint32_t here,
                       uint32_t *delimiters) {
    const uint32_t last = here ^ here >> 1;
    const uint32_t unusual = marks->unusual & ~marks->delimiters & here;
    const uint32_t quotes = marks->quotes & here;
    if ((unusual | quotes | carried->inside | carried->closed | carried->returned) == 0) { /* as most are */
        *delimiters = marks->delimiters & here;
        carried->begins = (*delimiters & last) != 0;
        return true;
    }
    const uint32_t inside = between(quotes) ^ (carried->inside != 0 ? EVERY : 0);
    const uint32_t closing = quotes & ~inside;
    *delimiters = marks->delimiters & ~inside & here;
    const uint32_t begins = *delimiters << 1 | carried->begins;
    const uint32_t ends = (closing << 1 | carried->closed) & here;
    const bool plain = carried->returned == 0 &&
                       (unusual == 0 || (unusual == last && block[__builtin_ctz(unusual)] == '\r')) &&
                       (quotes & inside & ~begins) == 0 && (ends & ~(*delimiters | unusual)) == 0;
    *carried = (struct carried){(inside & last) != 0, (*delimiters & last) != 0, (closing & last) != 0,
                                unusual != 0};
    return plain;
}

bool plain_line_end_quoted(const char *data, size_t length, bool *inside) {
    for (size_t at = 0; at < length; at += BLOCK) {
        uint32_t there = 0;
        const struct marks marks = marks_within(data + at, length - at, '"', &there);
        const uint32_t within = (between(marks.quotes) ^ (*inside ? EVERY : 0)) & there;
        if ((marks.line_ends & within) != 0)
            return true;
        *inside = (within & (there ^ there >> 1)) != 0;
    }
    return false;
}

size_t plain_record_read(const char *data, size_t length, char delimiter, bool at_end,
                         struct csv_fields *out) {
    const char *from = data;
    uint32_t wide = 0;
    struct carried carried = {.begins = 1};
    out->count = 0;
    for (size_t at = 0; at < length; at += BLOCK) {
        const char *block = data + at;
        uint32_t there = 0;
        const struct marks marks = marks_within(block, length - at, delimiter, &there);
        const uint32_t here = below(marks.line_ends) & there;
        uint32_t delimiters = 0;
        wide |= marks.wide & here;
        if (here != 0 && (!take_marks(&carried, &marks, block, here, &delimiters) ||
                          !take_each(out, block, delimiters, &from)))
            return 0;
        if (marks.line_ends != 0) {
            const char *end = block + __builtin_ctz(marks.line_ends);
            const bool whole =
                carried.inside == 0 && complete(out, data, from, text_end(data, end), wide != 0);
            return whole ? (size_t)(end - data) + 1 : 0;
        }
    }
    const bool whole = at_end && length > 0 && carried.inside == 0 && carried.returned == 0 &&
                       complete(out, data, from, data + length, wide != 0);
    return whole ? length : 0;
}
