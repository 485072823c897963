#include "intake/plain_record.h"

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON)
#include <arm_neon.h>
#endif

#include "base/utf8.h"
#include "intake/spaces.h"

#define ALWAYS_INLINE inline __attribute__((always_inline))
#define EVERY UINT64_MAX

/* ---- sixty-four bytes at once ---- */

/* What they are, a bit a byte, the first one lowest. */
struct marks {
    uint64_t delimiters;
    uint64_t line_ends;
    uint64_t returns;
    uint64_t quotes;
    uint64_t controls; /* line ends, returns and, it may be, delimiters among them */
    uint64_t wide;     /* of characters beyond ASCII */
};

typedef struct marks marks_of(const char *block, char delimiter);

static ALWAYS_INLINE struct marks marks_by_bytes(const char *block, char delimiter) {
    struct marks marks = {0};
    for (uint32_t i = 0; i < PLAIN_WORD; i++) {
        const unsigned char byte = (unsigned char)block[i];
        marks.delimiters |= (uint64_t)(block[i] == delimiter) << i;
        marks.line_ends |= (uint64_t)(byte == '\n') << i;
        marks.returns |= (uint64_t)(byte == '\r') << i;
        marks.quotes |= (uint64_t)(byte == '"') << i;
        marks.controls |= (uint64_t)(byte < 0x20) << i;
        marks.wide |= (uint64_t)(byte >> 7) << i;
    }
    return marks;
}

#if defined(__x86_64__)

enum { SIXTEENS = PLAIN_WORD / 16 };

static ALWAYS_INLINE uint64_t sixteens_of(const __m128i bytes[SIXTEENS], char c) {
    uint64_t bits = 0;
    for (int i = 0; i < SIXTEENS; i++)
        bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes[i], _mm_set1_epi8(c))) << i * 16;
    return bits;
}

static ALWAYS_INLINE struct marks marks_by_sse2(const char *block, char delimiter) {
    const __m128i last_control = _mm_set1_epi8(0x1f);
    __m128i bytes[SIXTEENS];
    struct marks marks = {0};
    for (int i = 0; i < SIXTEENS; i++) {
        bytes[i] = _mm_loadu_si128((const __m128i *)(const void *)(block + (size_t)i * 16));
        const __m128i controls = _mm_cmpeq_epi8(_mm_max_epu8(bytes[i], last_control), last_control);
        marks.controls |= (uint64_t)(uint32_t)_mm_movemask_epi8(controls) << i * 16;
        marks.wide |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes[i]) << i * 16;
    }
    marks.delimiters = sixteens_of(bytes, delimiter);
    marks.line_ends = sixteens_of(bytes, '\n');
    marks.returns = sixteens_of(bytes, '\r');
    marks.quotes = sixteens_of(bytes, '"');
    return marks;
}

#define AVX2 __attribute__((target("avx2")))

AVX2 static ALWAYS_INLINE uint64_t both_of(__m256i low, __m256i high) {
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

AVX2 static ALWAYS_INLINE uint64_t halves_of(__m256i low, __m256i high, char c) {
    const __m256i wanted = _mm256_set1_epi8(c);
    return both_of(_mm256_cmpeq_epi8(low, wanted), _mm256_cmpeq_epi8(high, wanted));
}

AVX2 static ALWAYS_INLINE struct marks marks_by_avx2(const char *block, char delimiter) {
    const __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)block);
    const __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(block + 32));
    const __m256i last_control = _mm256_set1_epi8(0x1f);
    return (struct marks){
        halves_of(low, high, delimiter),
        halves_of(low, high, '\n'),
        halves_of(low, high, '\r'),
        halves_of(low, high, '"'),
        both_of(_mm256_cmpeq_epi8(_mm256_max_epu8(low, last_control), last_control),
                _mm256_cmpeq_epi8(_mm256_max_epu8(high, last_control), last_control)),
        both_of(low, high),
    };
}

#elif defined(__aarch64__) && defined(__ARM_NEON)

/* Of four times sixteen bytes that are all ones or all zeros. */
static ALWAYS_INLINE uint64_t bits_of(const uint8x16_t are[4]) {
    static const uint8_t PLACES[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t places = vld1q_u8(PLACES);
    const uint8x16_t first = vpaddq_u8(vandq_u8(are[0], places), vandq_u8(are[1], places));
    const uint8x16_t second = vpaddq_u8(vandq_u8(are[2], places), vandq_u8(are[3], places));
    const uint8x16_t all = vpaddq_u8(first, second);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(all, all)), 0);
}

static ALWAYS_INLINE uint64_t sixteens_of(const uint8x16_t bytes[4], char c) {
    uint8x16_t are[4];
    for (int i = 0; i < 4; i++)
        are[i] = vceqq_u8(bytes[i], vdupq_n_u8((uint8_t)c));
    return bits_of(are);
}

static ALWAYS_INLINE struct marks marks_by_neon(const char *block, char delimiter) {
    uint8x16_t bytes[4];
    uint8x16_t controls[4];
    uint8x16_t wide[4];
    for (int i = 0; i < 4; i++) {
        bytes[i] = vld1q_u8((const uint8_t *)block + (size_t)i * 16);
        controls[i] = vcltq_u8(bytes[i], vdupq_n_u8(0x20));
        wide[i] = vcgeq_u8(bytes[i], vdupq_n_u8(0x80));
    }
    return (struct marks){sixteens_of(bytes, delimiter), sixteens_of(bytes, '\n'), sixteens_of(bytes, '\r'),
                          sixteens_of(bytes, '"'),       bits_of(controls),        bits_of(wide)};
}

#endif

bool plain_way_is_there(enum plain_way way) {
#if defined(__x86_64__)
    return way == PLAIN_BYTES || way == PLAIN_SSE2 || (way == PLAIN_AVX2 && __builtin_cpu_supports("avx2"));
#elif defined(__aarch64__) && defined(__ARM_NEON)
    return way == PLAIN_BYTES || way == PLAIN_NEON;
#else
    return way == PLAIN_BYTES;
#endif
}

enum plain_way plain_best_way(void) {
    enum plain_way way = PLAIN_WAYS - 1;
    while (!plain_way_is_there(way))
        way--;
    return way;
}

/* ---- what they are in a record ---- */

/* What the bytes before a block say of it. */
struct carried {
    uint64_t inside;   /* all bits where it begins within quotes */
    uint64_t begins;   /* the lowest bit, or none: a field begins with it */
    uint64_t closed;   /* the same: a quotation mark closed before it, and the field must end */
    uint64_t returned; /* and: a carriage return stands before it, and the line must end */
};

enum { LAST = PLAIN_WORD - 1 };

static ALWAYS_INLINE uint64_t all_or_none(bool all) {
    return 0 - (uint64_t)all;
}

/* The bits from each mark to the one before the next: those within quotes, the opening ones among them. */
static ALWAYS_INLINE uint64_t between(uint64_t marks) {
    for (int i = 1; i < PLAIN_WORD; i *= 2)
        marks ^= marks << i;
    return marks;
}

/* The separators among the bytes, which are not within quotes; and the bits of what is unusual: a quotation
 * mark elsewhere than around a whole field, a line end within it, a carriage return elsewhere than at a line
 * end, another control character. Behind the lowest of these neither says anything. */
static ALWAYS_INLINE uint64_t find_unusual(struct carried *carried, const struct marks *marks,
                                           uint64_t *separators) {
    const uint64_t either = marks->delimiters | marks->line_ends;
    const uint64_t controls = marks->controls & ~either;
    if ((controls | marks->quotes | carried->inside | carried->closed | carried->returned) == 0) {
        *separators = either; /* as most are */
        carried->begins = either >> LAST;
        return 0;
    }
    const uint64_t inside = between(marks->quotes) ^ carried->inside;
    const uint64_t closing = marks->quotes & ~inside;
    const uint64_t outside = either & ~inside;
    uint64_t returns = 0;
    uint64_t unusual = (marks->line_ends | (marks->quotes & ~(outside << 1 | carried->begins))) & inside;
    if ((controls | carried->returned) != 0) {
        returns = marks->returns & controls;
        unusual |= (controls & ~returns) | ((returns << 1 | carried->returned) & ~marks->line_ends);
    }
    unusual |= (closing << 1 | carried->closed) & ~(outside | returns);
    *separators = outside;
    *carried =
        (struct carried){all_or_none(inside >> LAST), outside >> LAST, closing >> LAST, returns >> LAST};
    return unusual;
}

/* ---- a window ---- */

/* The last record of a run ends behind its last byte where no line end stands there. */
static void mark_end(struct plain_scan *scan) {
    const size_t word = scan->scanned / PLAIN_WORD;
    const uint64_t behind = UINT64_C(1) << scan->scanned % PLAIN_WORD;
    if (word == scan->words) {
        scan->separators[word] = scan->line_ends[word] = 0;
        scan->wide[word] = false;
        scan->words++;
    }
    scan->separators[word] |= behind;
    scan->line_ends[word] |= behind;
}

/* Down to the first byte that is unusual, in the last word. */
static void cut_window(struct plain_scan *scan, uint64_t unusual) {
    const size_t last = scan->words - 1;
    const uint64_t before = (unusual & (0 - unusual)) - 1;
    scan->separators[last] &= before;
    scan->line_ends[last] &= before;
    scan->scanned = last * PLAIN_WORD + (size_t)__builtin_ctzll(unusual);
    scan->unusual = true;
}

/* The bytes at the end of a run that are no whole block, with zeros behind them, and the bits of them. */
static uint64_t pad(char padded[PLAIN_WORD], const char *bytes, size_t left) {
    memset(padded, 0, PLAIN_WORD);
    memcpy(padded, bytes, left);
    return (UINT64_C(1) << left) - 1;
}

static ALWAYS_INLINE uint64_t scan_word(struct plain_scan *scan, struct carried *carried, struct marks marks,
                                        size_t word) {
    scan->line_ends[word] = marks.line_ends;
    scan->wide[word] = marks.wide != 0;
    return find_unusual(carried, &marks, &scan->separators[word]);
}

static ALWAYS_INLINE void scan_window(struct plain_scan *scan, marks_of of) {
    const size_t size = scan->length < PLAIN_WINDOW ? scan->length : PLAIN_WINDOW;
    const size_t whole = size / PLAIN_WORD;
    const size_t left = size % PLAIN_WORD;
    struct carried carried = {.begins = 1};
    uint64_t unusual = 0;
    size_t word = 0;
    while (word < whole && unusual == 0) {
        unusual = scan_word(scan, &carried, of(scan->data + word * PLAIN_WORD, scan->delimiter), word);
        word++;
    }
    if (unusual == 0 && left > 0) {
        char padded[PLAIN_WORD];
        const uint64_t there = pad(padded, scan->data + word * PLAIN_WORD, left);
        struct marks marks = of(padded, scan->delimiter);
        marks.controls &= there;
        unusual = scan_word(scan, &carried, marks, word++) & there;
    }
    scan->words = word;
    scan->scanned = size;
    scan->unusual = false;
    if (unusual != 0) {
        cut_window(scan, unusual);
    } else if (size == scan->length && size > 0) {
        const char last = scan->data[size - 1];
        scan->unusual = carried.inside != 0 || last == '\r'; /* in the last record, where that has no end */
        if (scan->at_end && !scan->unusual && last != '\n')
            mark_end(scan);
    }
}

static void scan_by_bytes(struct plain_scan *scan) {
    scan_window(scan, marks_by_bytes);
}

#if defined(__x86_64__)
static void scan_by_sse2(struct plain_scan *scan) {
    scan_window(scan, marks_by_sse2);
}

AVX2 static void scan_by_avx2(struct plain_scan *scan) {
    scan_window(scan, marks_by_avx2);
}
#elif defined(__aarch64__) && defined(__ARM_NEON)
static void scan_by_neon(struct plain_scan *scan) {
    scan_window(scan, marks_by_neon);
}
#endif

/* Begins a window so many bytes behind the beginning of this one. */
static void move_window(struct plain_scan *scan, size_t by) {
    scan->data += by;
    scan->length -= by;
    scan->next = 0;
    switch (scan->way) {
#if defined(__x86_64__)
    case PLAIN_SSE2:
        scan_by_sse2(scan);
        return;
    case PLAIN_AVX2:
        scan_by_avx2(scan);
        return;
#elif defined(__aarch64__) && defined(__ARM_NEON)
    case PLAIN_NEON:
        scan_by_neon(scan);
        return;
#endif
    default:
        scan_by_bytes(scan);
    }
}

/* ---- its records ---- */

void plain_scan_begin(struct plain_scan *scan, enum plain_way way, const char *data, size_t length,
                      char delimiter, bool at_end) {
    scan->way = way;
    scan->delimiter = delimiter;
    scan->at_end = at_end;
    scan->data = data;
    scan->length = length;
    scan->record = scan->line_end = 0;
    move_window(scan, 0);
}

/* The first bit of `words` from that place on. False where there is none. */
static inline bool find_bit(const uint64_t *words, size_t count, size_t from, size_t *at) {
    size_t word = from / PLAIN_WORD;
    if (word >= count)
        return false;
    uint64_t bits = words[word] & (EVERY << from % PLAIN_WORD);
    while (bits == 0) {
        if (++word == count)
            return false;
        bits = words[word];
    }
    *at = word * PLAIN_WORD + (size_t)__builtin_ctzll(bits);
    return true;
}

size_t plain_scan_next(struct plain_scan *scan) {
    size_t end = 0;
    while (!find_bit(scan->line_ends, scan->words, scan->next, &end)) {
        const bool cut = !scan->unusual && scan->scanned < scan->length;
        if (!cut || scan->next == 0)
            return 0;
        move_window(scan, scan->next);
    }
    scan->record = scan->next;
    scan->line_end = end;
    scan->next = end < scan->scanned ? end + 1 : end;
    return scan->next - scan->record;
}

void plain_scan_skip(struct plain_scan *scan, size_t length) {
    move_window(scan, scan->next + length);
}

/* ---- their fields ---- */

/* One that begins with a quotation mark ends with one; a carriage return behind the last is the line's. */
static __attribute__((noinline)) struct text without_marks(const char *from, const char *to) {
    if (to[-1] == '\r')
        to--;
    if (from < to && *from == '"') {
        from++;
        to--;
    }
    return spaces_trim((struct text){from, (size_t)(to - from)});
}

static inline struct text field_of(const char *from, const char *to) {
    const bool bare = from == to || (plain_is_bare(from[0]) && plain_is_bare(to[-1]));
    return bare ? (struct text){from, (size_t)(to - from)} : without_marks(from, to);
}

bool plain_scan_field(const struct plain_scan *scan, uint32_t field, struct text *out) {
    const char *from = scan->data + scan->record;
    size_t word = scan->record / PLAIN_WORD;
    uint64_t bits = scan->separators[word] & (EVERY << scan->record % PLAIN_WORD);
    for (;; field--, bits &= bits - 1) {
        while (bits == 0)
            bits = scan->separators[++word];
        const size_t at = word * PLAIN_WORD + (size_t)__builtin_ctzll(bits);
        if (field == 0)
            *out = field_of(from, scan->data + at);
        if (field == 0 || at == scan->line_end)
            return field == 0;
        from = scan->data + at + 1;
    }
}

bool plain_scan_fields(const struct plain_scan *scan, struct csv_fields *out) {
    const char *const end = scan->data + scan->line_end;
    const char *from = scan->data + scan->record;
    const char *to = NULL;
    size_t word = scan->record / PLAIN_WORD;
    uint64_t bits = scan->separators[word] & (EVERY << scan->record % PLAIN_WORD);
    const char *block = scan->data + word * PLAIN_WORD;
    bool wide = scan->wide[word];
    uint32_t count = 0;
    while (to != end && count < CSV_MOST_FIELDS) {
        for (; bits == 0; block += PLAIN_WORD) {
            /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.Assign): its end is a bit of these words */
            bits = scan->separators[++word];
            wide |= scan->wide[word];
        }
        to = block + (unsigned)__builtin_ctzll(bits);
        bits &= bits - 1;
        out->fields[count++] = field_of(from, to);
        from = to + 1;
    }
    out->count = count;
    if (to != end || (count == 1 && out->fields[0].length == 0))
        return false;
    size_t wrong = 0;
    return !wide || utf8_valid(scan->data + scan->record, scan->line_end - scan->record, &wrong);
}

size_t plain_record_read(const char *data, size_t length, char delimiter, bool at_end,
                         struct csv_fields *out) {
    struct plain_scan scan;
    plain_scan_begin(&scan, plain_best_way(), data, length, delimiter, at_end);
    const size_t found = plain_scan_next(&scan);
    return found > 0 && plain_scan_fields(&scan, out) ? found : 0;
}

/* ---- line ends within quotes ---- */

static ALWAYS_INLINE void add_line_ends(struct plain_line_ends *ends, marks_of of, const char *data,
                                        size_t length) {
    uint64_t carried = all_or_none(ends->odd);
    uint64_t odd = 0;
    uint64_t even = 0;
    for (size_t at = 0; at < length; at += PLAIN_WORD) {
        char padded[PLAIN_WORD];
        const bool whole = length - at >= PLAIN_WORD;
        if (!whole)
            pad(padded, data + at, length - at);
        const struct marks marks = of(whole ? data + at : padded, '"');
        const uint64_t within = between(marks.quotes) ^ carried;
        odd |= marks.line_ends & within;
        even |= marks.line_ends & ~within;
        carried = all_or_none(within >> LAST);
    }
    ends->behind_odd = ends->behind_odd || odd != 0;
    ends->behind_even = ends->behind_even || even != 0;
    ends->odd = carried != 0;
}

#if defined(__x86_64__)
AVX2 static void add_by_avx2(struct plain_line_ends *ends, const char *data, size_t length) {
    add_line_ends(ends, marks_by_avx2, data, length);
}
#endif

void plain_line_ends_add(struct plain_line_ends *ends, enum plain_way way, const char *data, size_t length) {
    switch (way) {
#if defined(__x86_64__)
    case PLAIN_SSE2:
        add_line_ends(ends, marks_by_sse2, data, length);
        return;
    case PLAIN_AVX2:
        add_by_avx2(ends, data, length);
        return;
#elif defined(__aarch64__) && defined(__ARM_NEON)
    case PLAIN_NEON:
        add_line_ends(ends, marks_by_neon, data, length);
        return;
#endif
    default:
        add_line_ends(ends, marks_by_bytes, data, length);
    }
}
