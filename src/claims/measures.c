#include "claims/measures.h"

#include <stdlib.h>

#include "hs/code.h"

/* ---- rows and their codes ---- */

static bool is_separator(char c) {
    return c == ' ' || c == ',' || c == ';' || c == '\t' || c == '\n' || c == '\r';
}

/* The next word of a list of codes; false at its end. */
static bool next_code(struct text *rest, struct text *word) {
    size_t begin = 0;
    *word = NO_TEXT;
    if (rest->length == 0)
        return false;
    while (begin < rest->length && is_separator(rest->data[begin]))
        begin++;
    size_t end = begin;
    while (end < rest->length && !is_separator(rest->data[end]))
        end++;
    *word = (struct text){rest->data + begin, end - begin};
    *rest = (struct text){rest->data + end, rest->length - end};
    return word->length > 0;
}

static size_t count_codes(struct text codes) {
    struct text word;
    size_t count = 0;
    while (next_code(&codes, &word))
        count++;
    return count > 0 ? count : 1;
}

/* What is wrong with a row by itself: a message, and the column to blame; NULL where nothing is. */
static const char *fault_of(const struct measure_row *row, const char **column) {
    *column = "to";
    if (row->to < row->from)
        return "measure.days";
    *column = "base";
    if (row->relieved == RELIEF_PARTLY && row->base == MEASURE_OF_VALUE)
        return "measure.partly-of-value";
    bool bounded = row->minimum.given || row->maximum.given;
    if (bounded && (row->relieved == RELIEF_PARTLY || row->base != MEASURE_OF_VALUE))
        return "measure.bounded-base";
    *column = "currency";
    if (bounded && row->currency.length == 0)
        return "measure.bounded-currency";
    *column = "maximum";
    return row->minimum.given && row->maximum.given && amount_compare(row->minimum, row->maximum) > 0
               ? "measure.bounds"
               : NULL;
}

static void add_problem(struct measure_index *out, const struct measure_row *row, const char *column,
                        const char *message, struct text name) {
    out->problems[out->problem_count++] = (struct row_problem){&row->place, column, message, name};
}

static void add_spans(struct measure_index *out, const struct measure_row *row) {
    struct text rest = row->codes;
    struct text word;
    size_t before = out->span_count;
    while (next_code(&rest, &word)) {
        struct measure_span span = {.row = row};
        if (hs_code_parse(&span.code, word)) {
            out->spans[out->span_count++] = span;
            continue;
        }
        out->span_count = before;
        add_problem(out, row, "codes", "measure.codes", word);
        return;
    }
    if (out->span_count == before)
        out->spans[out->span_count++] = (struct measure_span){.row = row};
}

/* ---- their order ---- */

static int compare_groups(const struct measure_span *a, const struct measure_span *b) {
    int order = text_order(a->row->measure, b->row->measure);
    return order != 0 ? order : text_order(a->row->import_country, b->row->import_country);
}

/* The spans of one code stand together, those of any country before those of one. */
static int compare_codes(const struct measure_span *a, const struct measure_span *b) {
    int order = compare_groups(a, b);
    if (order == 0)
        order = (int)a->code.digits - (int)b->code.digits;
    return order != 0 ? order : (a->code.given > b->code.given) - (a->code.given < b->code.given);
}

static int compare_countries(const struct measure_span *a, const struct measure_span *b) {
    int order = compare_codes(a, b);
    return order != 0 ? order : text_order(a->row->country, b->row->country);
}

static int compare_spans(const void *a, const void *b) {
    const struct measure_span *first = a;
    const struct measure_span *other = b;
    int order = compare_countries(first, other);
    if (order == 0)
        order = (first->row->from > other->row->from) - (first->row->from < other->row->from);
    return order != 0 ? order : (first->row > other->row) - (first->row < other->row);
}

/* ---- rows that overlap ---- */

static bool overlap(const struct measure_row *a, const struct measure_row *b) {
    return a->from <= b->to && b->from <= a->to;
}

/* Spans of one code, of any country or of one, in the order of their days. */
struct measure_run {
    const struct measure_span *begin;
    const struct measure_span *end;
};

/* Each span of a run, and the one before it that ends last. */
static void overlaps_within(struct measure_index *out, struct measure_run run) {
    const struct measure_row *last = run.begin->row;
    for (const struct measure_span *span = run.begin + 1; span < run.end; span++) {
        if (overlap(last, span->row))
            add_problem(out, span->row, "from", "measure.overlap", last->source);
        if (span->row->to > last->to)
            last = span->row;
    }
}

/* Each span of one country, and those of any. */
static void overlaps_between(struct measure_index *out, struct measure_run any, struct measure_run one) {
    while (any.begin < any.end && one.begin < one.end) {
        if (overlap(any.begin->row, one.begin->row)) {
            add_problem(out, one.begin->row, "from", "measure.overlap", any.begin->row->source);
            one.begin++;
        } else if (any.begin->row->to < one.begin->row->from) {
            any.begin++;
        } else {
            one.begin++;
        }
    }
}

static size_t end_of(const struct measure_index *out, size_t begin,
                     int (*compare)(const struct measure_span *a, const struct measure_span *b)) {
    size_t end = begin;
    while (end < out->span_count && compare(&out->spans[begin], &out->spans[end]) == 0)
        end++;
    return end;
}

/* A span is at most twice a problem. */
static void find_overlaps(struct measure_index *out) {
    for (size_t code = 0; code < out->span_count;) {
        size_t code_end = end_of(out, code, compare_codes);
        size_t first_end = end_of(out, code, compare_countries);
        struct measure_run first = {&out->spans[code], &out->spans[first_end]};
        bool any = out->spans[code].row->country.length == 0;
        for (size_t begin = code; begin < code_end;) {
            size_t end = end_of(out, begin, compare_countries);
            struct measure_run run = {&out->spans[begin], &out->spans[end]};
            overlaps_within(out, run);
            if (any && begin > code)
                overlaps_between(out, first, run);
            begin = end;
        }
        code = code_end;
    }
}

/* ---- the index ---- */

static int compare_problems(const void *a, const void *b) {
    const struct row_place *first = ((const struct row_problem *)a)->place;
    const struct row_place *other = ((const struct row_problem *)b)->place;
    return (first->line > other->line) - (first->line < other->line);
}

/* In the order of the file, a row once. */
static void order_problems(struct measure_index *out) {
    size_t kept = 0;
    if (out->problem_count > 1)
        qsort(out->problems, out->problem_count, sizeof *out->problems, compare_problems);
    for (size_t i = 0; i < out->problem_count; i++)
        if (kept == 0 || out->problems[kept - 1].place != out->problems[i].place)
            out->problems[kept++] = out->problems[i];
    out->problem_count = kept;
}

bool measures_index(struct measure_index *out, const struct measure_row *rows, size_t count,
                    struct arena *arena) {
    size_t most = 0;
    const char *column = NULL;
    *out = (struct measure_index){0};
    for (size_t i = 0; i < count; i++)
        most += count_codes(rows[i].codes);
    out->spans = ARENA_ARRAY(arena, struct measure_span, most + 1);
    out->groups = ARENA_ARRAY(arena, struct measure_group, most + 1);
    out->problems = ARENA_ARRAY(arena, struct row_problem, 3 * most + count + 1);
    if (out->spans == NULL || out->groups == NULL || out->problems == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *fault = fault_of(&rows[i], &column);
        if (fault != NULL)
            add_problem(out, &rows[i], column, fault, rows[i].measure);
        else
            add_spans(out, &rows[i]);
    }
    if (out->span_count > 1)
        qsort(out->spans, out->span_count, sizeof *out->spans, compare_spans);
    find_overlaps(out);
    for (size_t begin = 0; begin < out->span_count; begin = out->groups[out->group_count++].end)
        out->groups[out->group_count] = (struct measure_group){begin, end_of(out, begin, compare_groups)};
    order_problems(out);
    return true;
}

/* ---- a line of an entry ---- */

/* `code` less its last digits, so that it has as many as asked for. */
static uint64_t cut(struct hs_code code, unsigned digits) {
    uint64_t given = code.given;
    for (unsigned i = code.digits; i > digits; i--)
        given /= 10;
    return given;
}

static bool on_day(const struct measure_row *row, date day) {
    return row->from <= day && day <= row->to;
}

static bool of_country(const struct measure_row *row, struct text country) {
    return row->country.length == 0 || text_equal(row->country, country);
}

/* The first span of a group whose code has so many digits and is that number, or comes behind. */
static size_t first_span(const struct measure_index *index, const struct measure_group *group,
                         unsigned digits, uint64_t given) {
    size_t first = group->begin;
    size_t last = group->end;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        struct hs_code code = index->spans[middle].code;
        if (code.digits < digits || (code.digits == digits && code.given < given))
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

/* What is found so far. */
struct held {
    enum measure_holds holds;
    int longest; /* digits; -1 before any */
    const struct measure_row *row;
};

/* A span on the code, or on part of what it may be. True where it decides, whatever comes behind it. */
static bool consider(struct held *held, const struct measure_span *span, const struct entry_row *entry,
                     bool under) {
    const struct measure_row *row = span->row;
    if (row->country.length > 0 && entry->country.length == 0) {
        *held = (struct held){.holds = MEASURE_COUNTRY_UNKNOWN, .row = row};
        return true;
    }
    if (!of_country(row, entry->country))
        return false;
    if (under) { /* the spans come with their codes longer and longer */
        *held = (struct held){.holds = MEASURE_CODE_TOO_SHORT, .row = row};
        return true;
    }
    bool stands = on_day(row, entry->date);
    if (span->code.digits > held->longest || stands)
        *held = (struct held){stands ? MEASURE_HOLDS : MEASURE_NO_DAY, span->code.digits, row};
    return false;
}

enum measure_holds measure_on(const struct measure_index *index, const struct measure_group *group,
                              const struct entry_row *entry, struct hs_code code,
                              const struct measure_row **row) {
    struct held held = {MEASURE_NOT_ON_IT, -1, *row};
    uint64_t width = 1; /* how many codes of so many digits begin with that of the line */
    bool decided = false;
    for (unsigned digits = 0; digits <= HS_DIGITS_MOST && !decided; digits++) {
        bool under = digits > code.digits;
        width *= under ? 10 : 1;
        uint64_t given = under ? code.given * width : cut(code, digits);
        for (size_t i = first_span(index, group, digits, given); i < group->end && !decided; i++) {
            const struct measure_span *span = &index->spans[i];
            if (span->code.digits != digits || span->code.given - given >= width)
                break;
            decided = consider(&held, span, entry, under);
        }
    }
    *row = held.row;
    return held.holds;
}
