#include "api/arrow_value.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"

/* ---- types ---- */

static const struct arrow_type *plain_type(const char *format) {
    static const struct {
        const char *format;
        struct arrow_type type;
    } TYPES[] = {
        {"n", {.kind = ARROW_NOTHING, .n_buffers = 0}},
        {"b", {.kind = ARROW_BOOL, .n_buffers = 2}},
        {"c", {.kind = ARROW_SIGNED, .width = 1, .n_buffers = 2}},
        {"C", {.kind = ARROW_UNSIGNED, .width = 1, .n_buffers = 2}},
        {"s", {.kind = ARROW_SIGNED, .width = 2, .n_buffers = 2}},
        {"S", {.kind = ARROW_UNSIGNED, .width = 2, .n_buffers = 2}},
        {"i", {.kind = ARROW_SIGNED, .width = 4, .n_buffers = 2}},
        {"I", {.kind = ARROW_UNSIGNED, .width = 4, .n_buffers = 2}},
        {"l", {.kind = ARROW_SIGNED, .width = 8, .n_buffers = 2}},
        {"L", {.kind = ARROW_UNSIGNED, .width = 8, .n_buffers = 2}},
        {"e", {.kind = ARROW_FLOATING}},
        {"f", {.kind = ARROW_FLOATING}},
        {"g", {.kind = ARROW_FLOATING}},
        {"u", {.kind = ARROW_TEXT, .n_buffers = 3}},
        {"U", {.kind = ARROW_LARGE_TEXT, .n_buffers = 3}},
        {"vu", {.kind = ARROW_TEXT_VIEW, .n_buffers = 3}},
        {"tdD", {.kind = ARROW_DAYS, .width = 4, .n_buffers = 2}},
        {"tdm", {.kind = ARROW_INSTANTS, .width = 8, .per_day = INT64_C(86400000), .n_buffers = 2}},
        {"tss:", {.kind = ARROW_INSTANTS, .width = 8, .per_day = INT64_C(86400), .n_buffers = 2}},
        {"tsm:", {.kind = ARROW_INSTANTS, .width = 8, .per_day = INT64_C(86400000), .n_buffers = 2}},
        {"tsu:", {.kind = ARROW_INSTANTS, .width = 8, .per_day = INT64_C(86400000000), .n_buffers = 2}},
        {"tsn:", {.kind = ARROW_INSTANTS, .width = 8, .per_day = INT64_C(86400000000000), .n_buffers = 2}},
    };
    for (size_t i = 0; i < sizeof TYPES / sizeof TYPES[0]; i++)
        if (strcmp(format, TYPES[i].format) == 0)
            return &TYPES[i].type;
    return NULL;
}

/* d:PRECISION,SCALE with 128 bits, or d:PRECISION,SCALE,BITS. */
static struct arrow_type decimal_type(const char *format) {
    enum { MOST_SCALE = 38 };
    char *end = NULL;
    const struct arrow_type refused = {.kind = ARROW_REFUSED};
    (void)strtol(format + 2, &end, 10);
    if (*end != ',')
        return refused;
    long scale = strtol(end + 1, &end, 10);
    long bits = *end == ',' ? strtol(end + 1, &end, 10) : 128;
    if (*end != '\0' || scale < 0 || scale > MOST_SCALE || (bits != 32 && bits != 64 && bits != 128))
        return refused;
    return (struct arrow_type){
        .kind = ARROW_DECIMAL, .width = (unsigned)bits / 8, .scale = (int)scale, .n_buffers = 2};
}

struct arrow_type arrow_type_of(const struct ArrowSchema *schema) {
    const struct arrow_type *plain = plain_type(schema->format);
    if (plain != NULL)
        return *plain;
    if (strncmp(schema->format, "d:", 2) == 0)
        return decimal_type(schema->format);
    return (struct arrow_type){.kind = ARROW_REFUSED};
}

const char *arrow_type_words(const char *format) {
    static const struct {
        const char *begins;
        const char *words;
    } WORDS[] = {
        {"+s", " (structs)"},
        {"+m", " (maps)"},
        {"+u", " (unions)"},
        {"+", " (lists)"},
        {"z", " (binary)"},
        {"Z", " (binary)"},
        {"vz", " (binary)"},
        {"w", " (binary)"},
        {"d", " (decimals of such a width or scale)"},
        {"tt", " (times)"},
        {"ts", " (instants of a time zone)"},
        {"tD", " (durations)"},
        {"ti", " (intervals)"},
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (strncmp(format, WORDS[i].begins, strlen(WORDS[i].begins)) == 0)
            return WORDS[i].words;
    return "";
}

/* ---- numbers ---- */

bool arrow_is_valid(const struct ArrowArray *array, int64_t at) {
    const uint8_t *bits = array->n_buffers > 0 ? array->buffers[0] : NULL;
    uint64_t bit = (uint64_t)(array->offset + at);
    return array->null_count == 0 || bits == NULL || (bits[bit / 8] >> (bit % 8) & 1) != 0;
}

static __int128 whole_at(const struct arrow_type *type, const struct ArrowArray *array, int64_t at) {
    const char *data = (const char *)array->buffers[1] + (size_t)(array->offset + at) * type->width;
    bool is_signed = type->kind != ARROW_UNSIGNED;
    int64_t value = 0;
    __int128 wide = 0;
    switch (type->width) {
    case 1:
        return is_signed ? (__int128)*(const int8_t *)data : (__int128)*(const uint8_t *)data;
    case 2: {
        uint16_t part = 0;
        memcpy(&part, data, sizeof part);
        return is_signed ? (__int128)(int16_t)part : (__int128)part;
    }
    case 4: {
        uint32_t part = 0;
        memcpy(&part, data, sizeof part);
        return is_signed ? (__int128)(int32_t)part : (__int128)part;
    }
    case 8:
        memcpy(&value, data, sizeof value);
        return is_signed ? (__int128)value : (__int128)(uint64_t)value;
    default:
        memcpy(&wide, data, sizeof wide);
        return wide;
    }
}

/* Takes the last digit off. Nearly every value has a word that holds it, and dividing that costs a few
 * steps where the other is a function. */
static char take_digit(unsigned __int128 *value) {
    const uint64_t word = (uint64_t)*value;
    const bool held = *value <= UINT64_MAX;
    const int digit = held ? (int)(word % 10) : (int)(*value % 10);
    *value = held ? word / 10 : *value / 10;
    return (char)('0' + digit);
}

/* Without zeros behind the last decimal that says something. */
static struct text print_decimal(char room[ARROW_VALUE_SIZE], __int128 value, int scale) {
    bool negative = value < 0;
    unsigned __int128 rest = negative ? -(unsigned __int128)value : (unsigned __int128)value;
    char *end = room + ARROW_VALUE_SIZE;
    char *at = end;
    bool says = false;
    for (int i = 0; i < scale; i++) {
        const char digit = take_digit(&rest);
        says = says || digit != '0';
        if (says)
            *--at = digit;
    }
    if (says)
        *--at = '.';
    do
        *--at = take_digit(&rest);
    while (rest > 0);
    if (negative)
        *--at = '-';
    return (struct text){at, (size_t)(end - at)};
}

static const char *print_day(char room[ARROW_VALUE_SIZE], int64_t days, struct text *out) {
    enum { EPOCH = 19700101, FIRST = -719162, LAST = 2932896 }; /* 0001-01-01 and 9999-12-31 */
    date day = days >= FIRST && days <= LAST ? date_add_days(EPOCH, (int32_t)days) : 0;
    if (day == 0)
        return "is no day of the calendar";
    *out = (struct text){room, date_print(room, day)};
    return NULL;
}

/* ---- texts ---- */

static const char *text_at(const struct arrow_type *type, const struct ArrowArray *array, int64_t at,
                           struct text *out) {
    int64_t i = array->offset + at;
    int64_t from = 0;
    int64_t to = 0;
    if (type->kind == ARROW_TEXT) {
        const int32_t *ends = array->buffers[1];
        from = ends[i];
        to = ends[i + 1];
    } else {
        const int64_t *ends = array->buffers[1];
        from = ends[i];
        to = ends[i + 1];
    }
    if (from < 0 || to < from || (to > from && array->buffers[2] == NULL))
        return "lies outside its buffer";
    if (to > from)
        *out = (struct text){(const char *)array->buffers[2] + from, (size_t)(to - from)};
    return NULL;
}

/* Sixteen bytes: the length, and the text or where it lies. */
static const char *text_view_at(const struct ArrowArray *array, int64_t at, struct text *out) {
    enum { PLACE = 8 };
    const char *view = (const char *)array->buffers[1] + (size_t)(array->offset + at) * ARROW_VIEW;
    int32_t length = 0;
    int32_t buffer = 0;
    int32_t offset = 0;
    memcpy(&length, view, sizeof length);
    memcpy(&buffer, view + PLACE, sizeof buffer);
    memcpy(&offset, view + PLACE + sizeof buffer, sizeof offset);
    if (arrow_short_view(view, out))
        return NULL;
    *out = NO_TEXT;
    const int64_t *sizes = array->buffers[array->n_buffers - 1];
    if (length < 0 || buffer < 0 || offset < 0 || buffer >= array->n_buffers - 3 || sizes == NULL ||
        array->buffers[2 + buffer] == NULL || (int64_t)offset + length > sizes[buffer])
        return "lies outside its buffer";
    *out = (struct text){(const char *)array->buffers[2 + buffer] + offset, (size_t)length};
    return NULL;
}

struct arrow_texts arrow_texts_of(const struct arrow_type *type, const struct ArrowArray *array) {
    struct arrow_texts texts = {.kind = type->kind, .first = array->offset};
    const bool ends = type->kind == ARROW_TEXT || type->kind == ARROW_LARGE_TEXT;
    if (!ends && type->kind != ARROW_TEXT_VIEW)
        return texts;
    texts.valid = array->null_count != 0 ? array->buffers[0] : NULL;
    texts.bytes = array->buffers[2];
    if (!ends || texts.bytes != NULL)
        texts.places = array->buffers[1];
    return texts;
}

/* ---- values ---- */

static const char *print_instant(const struct arrow_type *type, __int128 value, char room[ARROW_VALUE_SIZE],
                                 struct text *out) {
    if (value % type->per_day != 0)
        return "is a time of day: give the day alone (date32, or text as 2026-11-24)";
    return print_day(room, (int64_t)(value / type->per_day), out);
}

static struct text bool_at(const struct ArrowArray *array, int64_t at) {
    const uint8_t *bits = array->buffers[1];
    uint64_t bit = (uint64_t)(array->offset + at);
    return (bits[bit / 8] >> (bit % 8) & 1) != 0 ? TEXT("yes") : TEXT("no");
}

const char *arrow_value(const struct arrow_type *type, const struct ArrowArray *array, int64_t at,
                        char room[ARROW_VALUE_SIZE], struct text *out) {
    *out = NO_TEXT;
    if (type->kind == ARROW_NOTHING || !arrow_is_valid(array, at))
        return NULL;
    if (array->buffers[1] == NULL)
        return "has no buffer";
    switch (type->kind) {
    case ARROW_BOOL:
        *out = bool_at(array, at);
        return NULL;
    case ARROW_SIGNED:
    case ARROW_UNSIGNED:
    case ARROW_DECIMAL:
        *out = print_decimal(room, whole_at(type, array, at), type->scale);
        return NULL;
    case ARROW_DAYS:
        return print_day(room, (int64_t)whole_at(type, array, at), out);
    case ARROW_INSTANTS:
        return print_instant(type, whole_at(type, array, at), room, out);
    case ARROW_TEXT:
    case ARROW_LARGE_TEXT:
        return text_at(type, array, at, out);
    case ARROW_TEXT_VIEW:
        return text_view_at(array, at, out);
    default:
        return "is of a type that is not read";
    }
}

const char *arrow_index(const struct arrow_type *type, const struct ArrowArray *array, int64_t at,
                        int64_t *out, bool *null) {
    *null = !arrow_is_valid(array, at);
    if (*null)
        return NULL;
    if (array->buffers[1] == NULL)
        return "has no buffer";
    __int128 index = whole_at(type, array, at);
    if (index < 0 || array->dictionary == NULL || index >= array->dictionary->length)
        return "is outside its dictionary";
    *out = (int64_t)index;
    return NULL;
}
