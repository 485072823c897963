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

/* The bits from each mark to the one before the next: those within quotes, the opening ones among them. */
typedef uint64_t between_marks(uint64_t marks);

static ALWAYS_INLINE uint64_t between_by_shifts(uint64_t marks) {
    for (int i = 1; i < PLAIN_WORD; i *= 2)
        marks ^= marks << i;
    return marks;
}

/* The places of the bits, of which there are `count`, behind `base`. There is room for PLAIN_WORD. */
typedef void list_bits(uint16_t *to, uint64_t bits, unsigned count, uint16_t base);

static ALWAYS_INLINE void list_by_eights(uint16_t *to, uint64_t bits, unsigned count, uint16_t base) {
    enum { EIGHT = 8 };
    const uint64_t last = UINT64_C(1) << (PLAIN_WORD - 1); /* stands for those that are none */
    for (unsigned i = 0; i < count; i += EIGHT)
        for (unsigned k = 0; k < EIGHT; k++) {
            to[i + k] = (uint16_t)(base + (unsigned)__builtin_ctzll(bits | last));
            bits &= bits - 1;
        }
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

#define AVX2 __attribute__((target("avx2,bmi,popcnt,pclmul")))

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

/* The product with all ones, without carry. */
AVX2 static ALWAYS_INLINE uint64_t between_by_product(uint64_t marks) {
    const __m128i product =
        _mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)marks), _mm_set1_epi8((char)0xff), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}

#define AVX512 __attribute__((target("avx2,bmi,popcnt,pclmul,avx512f,avx512bw,avx512vbmi2")))

AVX512 static ALWAYS_INLINE struct marks marks_by_avx512(const char *block, char delimiter) {
    const __m512i bytes = _mm512_loadu_si512(block);
    return (struct marks){
        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(delimiter)),
        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')),
        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r')),
        _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
        _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(0x20)),
        _mm512_movepi8_mask(bytes),
    };
}

AVX512 static ALWAYS_INLINE void list_by_avx512(uint16_t *to, uint64_t bits, unsigned count, uint16_t base) {
    enum { HALF = PLAIN_WORD / 2 };
    static const uint8_t PLACES[PLAIN_WORD] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    const __m512i all = _mm512_set1_epi16((short)base);
    const __m512i places = _mm512_maskz_compress_epi8(bits, _mm512_loadu_si512(PLACES));
    const __m512i low = _mm512_cvtepu8_epi16(_mm512_castsi512_si256(places));
    _mm512_storeu_si512(to, _mm512_add_epi16(low, all));
    if (count > HALF) {
        const __m512i high = _mm512_cvtepu8_epi16(_mm512_extracti64x4_epi64(places, 1));
        _mm512_storeu_si512(to + HALF, _mm512_add_epi16(high, all));
    }
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
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                      __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
    const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512vbmi2");
    return way == PLAIN_BYTES || way == PLAIN_SSE2 || (way == PLAIN_AVX2 && avx2) ||
           (way == PLAIN_AVX512 && avx512);
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

/* The separators among the bytes, which are not within quotes; and the bits of what is unusual: a quotation
 * mark elsewhere than around a whole field, a line end within it, a carriage return elsewhere than at a line
 * end, another control character. Behind the lowest of these neither says anything. */
static ALWAYS_INLINE uint64_t find_unusual(struct carried *carried, const struct marks *marks,
                                           between_marks between, uint64_t *separators) {
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

/* How its bytes are looked at, in one of the ways. */
struct means {
    marks_of *of;
    between_marks *between;
    list_bits *list;
};

/* The last record of a run ends behind its last byte where no line end stands there. */
static void list_end(struct plain_scan *scan) {
    scan->ends[scan->records++] = (uint16_t)scan->count;
    scan->separators[scan->count++] = (uint16_t)scan->scanned;
}

/* The bytes at the end of a run that are no whole block, with zeros behind them, and the bits of them. */
static uint64_t pad(char padded[PLAIN_WORD], const char *bytes, size_t left) {
    memset(padded, 0, PLAIN_WORD);
    memcpy(padded, bytes, left);
    return (UINT64_C(1) << left) - 1;
}

/* What was listed so far: kept beside the lists, which are written to by wide words. */
struct listed {
    uint32_t count;
    uint32_t records;
    bool wide;
};

/* The separators of a word, and which of them are line ends: where one record is longer than a word, that is
 * one or none. */
static ALWAYS_INLINE void list_word(struct plain_scan *scan, struct means by, struct listed *listed,
                                    size_t word, uint64_t separators, uint64_t line_ends) {
    const unsigned count = (unsigned)__builtin_popcountll(separators);
    uint64_t left = line_ends & separators;
    by.list(&scan->separators[listed->count], separators, count, (uint16_t)(word * PLAIN_WORD));
    do {
        const uint64_t before = separators & ((left & (0 - left)) - 1);
        scan->ends[listed->records] = (uint16_t)(listed->count + (unsigned)__builtin_popcountll(before));
        listed->records += left != 0;
        left &= left - 1;
    } while (left != 0);
    listed->count += count;
}

/* A word of the window, of which `there` are the bytes that it has. Returns the bits of what is unusual;
 * nothing behind the lowest of them is listed. */
static ALWAYS_INLINE uint64_t scan_word(struct plain_scan *scan, struct means by, struct listed *listed,
                                        struct carried *carried, const struct marks *marks, size_t word,
                                        uint64_t there) {
    uint64_t separators = 0;
    const uint64_t unusual = find_unusual(carried, marks, by.between, &separators) & there;
    separators &= there;
    scan->wides[word] = marks->wide != 0;
    listed->wide |= marks->wide != 0;
    if (unusual != 0) {
        separators &= (unusual & (0 - unusual)) - 1;
        scan->scanned = word * PLAIN_WORD + (size_t)__builtin_ctzll(unusual);
        scan->unusual = true;
    }
    list_word(scan, by, listed, word, separators, marks->line_ends);
    return unusual;
}

static ALWAYS_INLINE void scan_window(struct plain_scan *scan, struct means by) {
    const char *const data = scan->data;
    const char delimiter = scan->delimiter;
    const size_t size = scan->length < PLAIN_WINDOW ? scan->length : PLAIN_WINDOW;
    const size_t whole = size / PLAIN_WORD;
    const size_t left = size % PLAIN_WORD;
    struct carried carried = {.begins = 1};
    struct listed listed = {0};
    uint64_t unusual = 0;
    size_t word = 0;
    scan->scanned = size;
    scan->unusual = false;
    for (; word < whole && unusual == 0; word++) {
        const struct marks marks = by.of(data + word * PLAIN_WORD, delimiter);
        unusual = scan_word(scan, by, &listed, &carried, &marks, word, EVERY);
    }
    if (unusual == 0 && left > 0) {
        char padded[PLAIN_WORD];
        const uint64_t there = pad(padded, data + word * PLAIN_WORD, left);
        struct marks marks = by.of(padded, delimiter);
        marks.controls &= there;
        unusual = scan_word(scan, by, &listed, &carried, &marks, word++, there);
    }
    scan->count = listed.count;
    scan->records = listed.records;
    scan->wide = listed.wide;
    scan->wides[word] = false;
    if (unusual == 0 && size == scan->length && size > 0) {
        const char last = data[size - 1];
        scan->unusual = carried.inside != 0 || last == '\r'; /* in the last record, where that has no end */
        if (scan->at_end && !scan->unusual && last != '\n')
            list_end(scan);
    }
}

static void scan_by_bytes(struct plain_scan *scan) {
    scan_window(scan, (struct means){marks_by_bytes, between_by_shifts, list_by_eights});
}

#if defined(__x86_64__)
static void scan_by_sse2(struct plain_scan *scan) {
    scan_window(scan, (struct means){marks_by_sse2, between_by_shifts, list_by_eights});
}

AVX2 static void scan_by_avx2(struct plain_scan *scan) {
    scan_window(scan, (struct means){marks_by_avx2, between_by_product, list_by_eights});
}

AVX512 static void scan_by_avx512(struct plain_scan *scan) {
    scan_window(scan, (struct means){marks_by_avx512, between_by_product, list_by_avx512});
}
#elif defined(__aarch64__) && defined(__ARM_NEON)
static void scan_by_neon(struct plain_scan *scan) {
    scan_window(scan, (struct means){marks_by_neon, between_by_shifts, list_by_eights});
}
#endif

/* Begins a window so many bytes behind the beginning of this one. */
static void move_window(struct plain_scan *scan, size_t by) {
    scan->data += by;
    scan->length -= by;
    scan->next = 0;
    scan->taken = 0;
    scan->last = UINT32_MAX; /* the one before the first */
    switch (scan->way) {
#if defined(__x86_64__)
    case PLAIN_SSE2:
        scan_by_sse2(scan);
        return;
    case PLAIN_AVX2:
        scan_by_avx2(scan);
        return;
    case PLAIN_AVX512:
        scan_by_avx512(scan);
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
    scan->data = length > 0 ? data : "";
    scan->length = length;
    scan->record = 0;
    scan->first = 0;
    move_window(scan, 0);
}

bool plain_scan_goes_on(struct plain_scan *scan) {
    while (scan->taken == scan->records) {
        const bool cut = !scan->unusual && scan->scanned < scan->length;
        if (!cut || scan->next == 0)
            return false;
        move_window(scan, scan->next);
    }
    return true;
}

void plain_scan_skip(struct plain_scan *scan, size_t length) {
    move_window(scan, scan->next + length);
}

/* ---- their fields ---- */

/* One that begins with a quotation mark ends with one; a carriage return behind the last is the line's. */
struct text plain_without_marks(const char *from, const char *to) {
    if (to[-1] == '\r')
        to--;
    if (from < to && *from == '"') {
        from++;
        to--;
    }
    return spaces_trim((struct text){from, (size_t)(to - from)});
}

/* Whether it has characters beyond ASCII, as far as its words tell. */
static bool is_wide(const struct plain_scan *scan, size_t line_end) {
    bool wide = false;
    for (size_t word = scan->record / PLAIN_WORD; scan->wide && word <= line_end / PLAIN_WORD; word++)
        wide |= scan->wides[word];
    return wide;
}

bool plain_scan_readable(const struct plain_scan *scan) {
    const uint32_t count = plain_scan_count(scan);
    const size_t line_end = scan->separators[scan->last];
    size_t wrong = 0;
    if (count > CSV_MOST_FIELDS || (count == 1 && plain_scan_first(scan).length == 0))
        return false;
    return !is_wide(scan, line_end) || utf8_valid(scan->data + scan->record, line_end - scan->record, &wrong);
}

bool plain_scan_fields(const struct plain_scan *scan, struct csv_fields *out) {
    const uint16_t *separators = &scan->separators[scan->first];
    const char *from = scan->data + scan->record;
    if (!plain_scan_readable(scan))
        return false;
    out->count = plain_scan_count(scan);
    for (uint32_t i = 0; i < out->count; i++) {
        const char *to = scan->data + separators[i];
        out->fields[i] = plain_field(from, to);
        from = to + 1;
    }
    return true;
}

size_t plain_record_read(const char *data, size_t length, char delimiter, bool at_end,
                         struct csv_fields *out) {
    struct plain_scan scan;
    plain_scan_begin(&scan, plain_best_way(), data, length, delimiter, at_end);
    const size_t found = plain_scan_next(&scan);
    return found > 0 && plain_scan_fields(&scan, out) ? found : 0;
}

/* ---- line ends within quotes ---- */

static ALWAYS_INLINE void add_line_ends(struct plain_line_ends *ends, marks_of of, between_marks between,
                                        const char *data, size_t length) {
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
    add_line_ends(ends, marks_by_avx2, between_by_product, data, length);
}

AVX512 static void add_by_avx512(struct plain_line_ends *ends, const char *data, size_t length) {
    add_line_ends(ends, marks_by_avx512, between_by_product, data, length);
}
#endif

void plain_line_ends_add(struct plain_line_ends *ends, enum plain_way way, const char *data, size_t length) {
    switch (way) {
#if defined(__x86_64__)
    case PLAIN_SSE2:
        add_line_ends(ends, marks_by_sse2, between_by_shifts, data, length);
        return;
    case PLAIN_AVX2:
        add_by_avx2(ends, data, length);
        return;
    case PLAIN_AVX512:
        add_by_avx512(ends, data, length);
        return;
#elif defined(__aarch64__) && defined(__ARM_NEON)
    case PLAIN_NEON:
        add_line_ends(ends, marks_by_neon, between_by_shifts, data, length);
        return;
#endif
    default:
        add_line_ends(ends, marks_by_bytes, between_by_shifts, data, length);
    }
}
