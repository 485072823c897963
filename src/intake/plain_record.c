#include "intake/plain_record.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/utf8.h"
#include "intake/spaces.h"

enum { BLOCK = 16 };

/* What sixteen bytes are, a bit a byte, the first one lowest. */
struct marks {
    uint32_t delimiters;
    uint32_t line_ends;
    uint32_t
        unusual;   /* quotation marks, and control characters but line ends; a delimiter may be among them */
    uint32_t wide; /* of characters beyond ASCII */
};

#if defined(__SSE2__)
static struct marks marks_of(const char *block, char delimiter) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)block);
    const __m128i line_ends = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'));
    const __m128i last_control = _mm_set1_epi8(0x1f);
    const __m128i controls = _mm_cmpeq_epi8(_mm_max_epu8(bytes, last_control), last_control);
    const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
    return (struct marks){
        (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter))),
        (uint32_t)_mm_movemask_epi8(line_ends),
        (uint32_t)_mm_movemask_epi8(_mm_andnot_si128(line_ends, _mm_or_si128(controls, quotes))),
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
        marks.unusual |= ((uint32_t)(byte < 0x20 || byte == '"') & ~line_end) << i;
        marks.wide |= (uint32_t)(byte >> 7) << i;
    }
    return marks;
}
#endif

/* The bits below the lowest one of `bits`; all where there is none. */
static uint32_t below(uint32_t bits) {
    return (bits & (0U - bits)) - 1U;
}

static struct text trimmed(const char *from, const char *to) {
    struct text field = {from, (size_t)(to - from)};
    if (field.length == 0)
        return field;
    const unsigned char first = (unsigned char)from[0];
    const unsigned char last = (unsigned char)to[-1];
    const bool bare = first > ' ' && first < 0x80 && last > ' ' && last < 0x80;
    return bare ? field : spaces_trim(field);
}

/* False where there are too many, or it is too long. */
static bool take(struct csv_fields *out, const char *from, const char *to) {
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

/* The marks of what is left of the run, of which a whole block may be no part. */
static struct marks marks_within(const char *block, size_t left, char delimiter) {
    char padded[BLOCK] = {0};
    if (left >= BLOCK)
        return marks_of(block, delimiter);
    memcpy(padded, block, left);
    struct marks marks = marks_of(padded, delimiter);
    const uint32_t there = (1U << left) - 1U;
    marks.delimiters &= there;
    marks.unusual &= there;
    return marks;
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

size_t plain_record_read(const char *data, size_t length, char delimiter, bool at_end,
                         struct csv_fields *out) {
    const char *from = data;
    uint32_t wide = 0;
    bool returned = false; /* the block before ends in a carriage return: a line end must follow */
    out->count = 0;
    for (size_t at = 0; at < length; at += BLOCK) {
        const char *block = data + at;
        const struct marks marks = marks_within(block, length - at, delimiter);
        const uint32_t here = below(marks.line_ends);
        const uint32_t unusual = marks.unusual & ~marks.delimiters & here;
        const uint32_t last = marks.line_ends != 0 ? here ^ here >> 1 : 1U << (BLOCK - 1);
        wide |= marks.wide & here;
        if ((returned && here != 0) ||
            (unusual != 0 && (unusual != last || block[__builtin_ctz(unusual)] != '\r')) ||
            !take_each(out, block, marks.delimiters & here, &from))
            return 0;
        if (marks.line_ends != 0) {
            const char *end = block + __builtin_ctz(marks.line_ends);
            return complete(out, data, from, text_end(data, end), wide != 0) ? (size_t)(end - data) + 1 : 0;
        }
        returned = unusual != 0;
    }
    return at_end && !returned && length > 0 && complete(out, data, from, data + length, wide != 0) ? length
                                                                                                    : 0;
}
