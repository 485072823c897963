#include "rulebook/error_words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

enum {
    MOST_PLACES = 8,
    MOST_PARTS = 32, /* sentences that one is joined of */
    DEEPEST = 3,     /* a value may be a sentence that has such a value */
    LARGEST = 1 << 24
};

/* A conversion of a format: which argument it takes, from 0, and what stands before it. */
struct place {
    struct text before;
    unsigned argument;
    bool number;
};

struct format {
    struct place places[MOST_PLACES];
    size_t count;
    struct text after;
    size_t fixed; /* bytes that are no place */
};

struct sentence {
    struct text english, worded;
    struct format is, as;
};

struct error_words {
    struct arena arena;
    struct sentence *rows;
    size_t count;
};

/* ---- formats ---- */

static unsigned take_digits(struct text *rest) {
    unsigned number = 0;
    while (rest->length > 0 && *rest->data >= '0' && *rest->data <= '9' && number < 1000) {
        number = number * 10 + (unsigned)(*rest->data - '0');
        *rest = (struct text){rest->data + 1, rest->length - 1};
    }
    return number;
}

static bool take_one_of(struct text *rest, const char *characters) {
    if (rest->length == 0 || *rest->data == '\0' || strchr(characters, *rest->data) == NULL)
        return false;
    *rest = (struct text){rest->data + 1, rest->length - 1};
    return true;
}

/* The rest of a conversion, behind its %: "s", "llu", ".*s", "2$s", "3$.*2$s". */
static bool take_conversion(struct text *rest, unsigned *next, struct place *place) {
    struct text from = *rest;
    const unsigned named = take_digits(rest);
    const bool numbered = named > 0 && take_one_of(rest, "$");
    if (!numbered)
        *rest = from;
    if (take_one_of(rest, ".")) {
        if (!take_one_of(rest, "*")) {
            take_digits(rest);
        } else if (take_digits(rest) > 0) {
            if (!take_one_of(rest, "$"))
                return false;
        } else {
            ++*next;
        }
    }
    while (take_one_of(rest, "lhz"))
        ;
    from = *rest;
    if (!take_one_of(rest, "sdu"))
        return false;
    place->number = *from.data != 's';
    place->argument = numbered ? named - 1 : (*next)++;
    return true;
}

/* False where it is more than what is known here: such a sentence stays in English. */
static bool format_read(struct format *out, struct text source) {
    unsigned next = 0;
    *out = (struct format){0};
    while (source.length > 0) {
        const char *sign = memchr(source.data, '%', source.length);
        const struct text before = {source.data, sign != NULL ? (size_t)(sign - source.data) : source.length};
        out->fixed += before.length;
        if (sign == NULL) {
            out->after = before;
            return true;
        }
        source = (struct text){sign + 1, source.length - before.length - 1};
        struct place *place = &out->places[out->count];
        if (out->count == MOST_PLACES || !take_conversion(&source, &next, place))
            return false;
        place->before = before;
        out->count++;
    }
    return true;
}

static const struct place *place_of(const struct format *format, unsigned argument) {
    for (size_t i = 0; i < format->count; i++)
        if (format->places[i].argument == argument)
            return &format->places[i];
    return NULL;
}

/* Between two places stands something by which they are told apart, and the other language has all of them.
 */
static bool sentence_usable(const struct sentence *sentence) {
    bool usable = sentence->is.fixed > 0 && sentence->is.count == sentence->as.count;
    for (size_t i = 0; i < sentence->is.count && usable; i++)
        usable = (i == 0 || sentence->is.places[i].before.length > 0) &&
                 place_of(&sentence->as, sentence->is.places[i].argument) != NULL;
    return usable;
}

/* ---- the catalogue ---- */

/* A file of GNU gettext: numbers of 32 bits, of which the first tells their order. */
struct catalogue {
    struct text bytes;
    bool turned;
};

static uint32_t number_at(const struct catalogue *of, size_t at) {
    uint32_t number = 0;
    if (at <= of->bytes.length && of->bytes.length - at >= sizeof number)
        memcpy(&number, of->bytes.data + at, sizeof number);
    return of->turned ? __builtin_bswap32(number) : number;
}

/* Of a table of lengths and places. */
static struct text string_at(const struct catalogue *of, uint32_t table, uint32_t row) {
    const size_t entry = (size_t)table + (size_t)row * 8;
    const size_t length = number_at(of, entry);
    const size_t at = number_at(of, entry + 4);
    return at <= of->bytes.length && of->bytes.length - at >= length
               ? (struct text){of->bytes.data + at, length}
               : NO_TEXT;
}

static usmca_status read_catalogue(struct error_words *words, struct text bytes, const char *path,
                                   usmca_error *error) {
    enum { MAGIC_AT = 0, COUNT_AT = 8, ENGLISH_AT = 12, WORDED_AT = 16, CONTEXT_END = 4 };
    static const uint32_t MAGIC = 0x950412de;
    struct catalogue of = {.bytes = arena_copy(&words->arena, bytes)};
    of.turned = number_at(&of, MAGIC_AT) == __builtin_bswap32(MAGIC);
    const uint32_t count = number_at(&of, COUNT_AT);
    if (words->arena.failed)
        return error_memory(error);
    if (number_at(&of, MAGIC_AT) != MAGIC || count > bytes.length / 8)
        return error_set(error, USMCA_ERROR_RULES, path, 0, 0, "not a catalogue of gettext");
    words->rows = ARENA_ARRAY(&words->arena, struct sentence, count + 1);
    if (words->rows == NULL)
        return error_memory(error);
    for (uint32_t i = 0; i < count; i++) {
        struct sentence *row = &words->rows[words->count];
        *row = (struct sentence){.english = string_at(&of, number_at(&of, ENGLISH_AT), i),
                                 .worded = string_at(&of, number_at(&of, WORDED_AT), i)};
        if (row->english.length > 0 && row->worded.length > 0 &&
            memchr(row->english.data, CONTEXT_END, row->english.length) == NULL &&
            format_read(&row->is, row->english) && format_read(&row->as, row->worded) && sentence_usable(row))
            words->count++;
    }
    return USMCA_OK;
}

usmca_status error_words_load(struct error_words **out, const char *folder, const char *language,
                              usmca_error *error) {
    char path[4400];
    struct buffer bytes = {0};
    *out = NULL;
    snprintf(path, sizeof path, "%s/errors.%s.mo", folder, language);
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return USMCA_OK;
    usmca_status status = file_read(&bytes, path, LARGEST, error);
    struct error_words *words = status == USMCA_OK ? calloc(1, sizeof *words) : NULL;
    if (status == USMCA_OK)
        status =
            words == NULL ? error_memory(error) : read_catalogue(words, buffer_view(&bytes), path, error);
    buffer_free(&bytes);
    if (status == USMCA_OK)
        *out = words;
    else
        error_words_free(words);
    return status;
}

void error_words_free(struct error_words *words) {
    if (words != NULL)
        arena_free(&words->arena);
    free(words);
}

void error_words_each(const struct error_words *words,
                      void (*take)(void *context, struct text sentence, struct text worded), void *context) {
    for (size_t i = 0; i < words->count; i++)
        take(context, words->rows[i].english, words->rows[i].worded);
}

/* ---- finding a sentence ---- */

struct fit {
    const struct sentence *sentence;
    struct text values[MOST_PLACES];
    size_t fixed;
    bool doubtful; /* another one fits as well, or this one in two ways */
};

static bool begins_with(struct text text, struct text with) {
    return with.length <= text.length && (with.length == 0 || memcmp(text.data, with.data, with.length) == 0);
}

static struct text without(struct text text, size_t length) {
    return (struct text){text.data + length, text.length - length};
}

static bool is_number(struct text text) {
    size_t at = text.length > 1 && text.data[0] == '-';
    const size_t begun = at;
    while (at < text.length && text.data[at] >= '0' && text.data[at] <= '9')
        at++;
    return at == text.length && at > begun;
}

/* In how many ways the rest is what the format has from its place `at` on, up to two; the values of the last.
 */
static unsigned fits(const struct format *format, size_t at, struct text rest, struct text *values) {
    if (at == format->count)
        return text_equal(rest, format->after);
    const struct place *place = &format->places[at];
    if (!begins_with(rest, place->before))
        return 0;
    rest = without(rest, place->before.length);
    const struct text next = at + 1 < format->count ? format->places[at + 1].before : format->after;
    const bool last = at + 1 == format->count;
    unsigned ways = 0;
    for (size_t length = 0; length <= rest.length && ways < 2; length++) {
        const struct text behind = without(rest, length);
        if (last ? !text_equal(behind, next) : !begins_with(behind, next))
            continue;
        const struct text value = {rest.data, length};
        if (place->number && !is_number(value))
            continue;
        const unsigned found = fits(format, at + 1, behind, values);
        if (found > 0)
            values[at] = value;
        ways += found;
    }
    return ways;
}

/* The sentence that the whole text is: of several the one of which most is fixed. */
static void find(struct fit *best, const struct error_words *words, struct text text) {
    *best = (struct fit){0};
    for (size_t i = 0; i < words->count; i++) {
        const struct sentence *row = &words->rows[i];
        struct fit found = {.sentence = row, .fixed = row->is.fixed};
        if (found.fixed < best->fixed || found.fixed > text.length)
            continue;
        const unsigned ways = fits(&row->is, 0, text, found.values);
        found.doubtful = ways > 1 || (best->sentence != NULL && found.fixed == best->fixed);
        if (ways > 0)
            *best = found;
    }
}

/* ---- wording it ---- */

static bool put_joined(struct buffer *out, const struct error_words *words, struct text said, unsigned deep);

/* What the user wrote stays: between quotation marks it is that. What stands behind a colon at the end, or is
 * a sentence without places, is said by the program. */
static void put_value(struct buffer *out, const struct error_words *words, const struct fit *fit, size_t at,
                      unsigned deep) {
    const struct format *format = &fit->sentence->is;
    const struct text before = format->places[at].before;
    const struct text value = fit->values[at];
    const bool quoted = before.length > 0 && before.data[before.length - 1] == '"';
    const bool reason = at + 1 == format->count && format->after.length == 0 && before.length >= 2 &&
                        memcmp(before.data + before.length - 2, ": ", 2) == 0;
    struct fit words_of = {0};
    if (!quoted && !reason && deep < DEEPEST)
        find(&words_of, words, value);
    if (reason && deep < DEEPEST && put_joined(out, words, value, deep + 1))
        return;
    if (words_of.sentence != NULL && words_of.sentence->is.count == 0 && !words_of.doubtful)
        buffer_text(out, words_of.sentence->as.after);
    else
        buffer_text(out, value);
}

static void put_fit(struct buffer *out, const struct error_words *words, const struct fit *fit,
                    unsigned deep) {
    const struct format *format = &fit->sentence->as;
    for (size_t i = 0; i < format->count; i++) {
        size_t at = 0;
        while (fit->sentence->is.places[at].argument != format->places[i].argument)
            at++;
        buffer_text(out, format->places[i].before);
        put_value(out, words, fit, at, deep);
    }
    buffer_text(out, format->after);
}

static bool is_tail(struct text sentence) {
    return begins_with(sentence, TEXT("; ")) || begins_with(sentence, TEXT(" ("));
}

/* Whether what stands there may be a sentence that was added to another. */
static bool tail_begins(const struct error_words *words, struct text said) {
    for (size_t i = 0; i < words->count && is_tail(said); i++) {
        const struct format *format = &words->rows[i].is;
        if (is_tail(words->rows[i].english) &&
            begins_with(said, format->count > 0 ? format->places[0].before : format->after))
            return true;
    }
    return false;
}

/* The best way to read what is joined of sentences, of which each but the first begins with "; " or " (". */
struct reading {
    size_t begins[MOST_PARTS]; /* of the last sentence before each end: an end too, or 0 */
    size_t ends[MOST_PARTS];
    struct fit last[MOST_PARTS];
    size_t fixed[MOST_PARTS]; /* 0 where there is no way */
    size_t count;
};

static void read_to(struct reading *reading, const struct error_words *words, struct text said, size_t end) {
    for (size_t begin = 0; begin < end; begin++) {
        struct fit fit;
        if (begin > 0 && reading->fixed[begin] == 0)
            continue;
        const size_t from = reading->ends[begin];
        find(&fit, words, (struct text){said.data + from, reading->ends[end] - from});
        const bool tail = fit.sentence != NULL && is_tail(fit.sentence->english);
        const size_t fixed = reading->fixed[begin] + fit.fixed;
        if (fit.sentence == NULL || tail != (begin > 0) || fixed < reading->fixed[end])
            continue;
        fit.doubtful = fit.doubtful || fixed == reading->fixed[end] || reading->last[begin].doubtful;
        reading->last[end] = fit;
        reading->begins[end] = begin;
        reading->fixed[end] = fixed;
    }
}

static bool put_joined(struct buffer *out, const struct error_words *words, struct text said, unsigned deep) {
    struct reading reading = {.count = 1};
    for (size_t at = 1; at < said.length && reading.count < MOST_PARTS - 1; at++)
        if (tail_begins(words, without(said, at)))
            reading.ends[reading.count++] = at;
    const size_t end = reading.count;
    reading.ends[end] = said.length;
    for (size_t i = 1; i <= end; i++)
        read_to(&reading, words, said, i);
    if (reading.fixed[end] == 0 || reading.last[end].doubtful)
        return false;
    size_t order[MOST_PARTS];
    size_t count = 0;
    for (size_t at = end; at > 0; at = reading.begins[at])
        order[count++] = at;
    while (count > 0)
        put_fit(out, words, &reading.last[order[--count]], deep);
    return true;
}

/* The element before what is said of it by xml_complain: "<column>: ". */
static struct text element_before(struct text said) {
    const char *end = said.length > 0 && *said.data == '<' ? memmem(said.data, said.length, ">: ", 3) : NULL;
    return (struct text){said.data, end != NULL ? (size_t)(end + 3 - said.data) : 0};
}

void error_words_put(struct buffer *out, const struct error_words *words, struct text said) {
    const struct text element = element_before(said);
    buffer_text(out, element);
    said = without(said, element.length);
    if (words == NULL || !put_joined(out, words, said, 0))
        buffer_text(out, said);
}
