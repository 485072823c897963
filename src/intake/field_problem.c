#include "intake/field_problem.h"

#include <string.h>

#include "intake/amount_words.h"
#include "intake/number_form.h"

/* 1,056.50 or 1,056: whole digits in groups of three with a comma between them. */
static bool has_thousands(struct text field) {
    size_t run = 0;
    bool grouped = false;
    for (size_t i = 0; i < field.length && field.data[i] != '.'; i++) {
        const bool digit = field.data[i] >= '0' && field.data[i] <= '9';
        if ((!digit && field.data[i] != ',') || (!digit && (run == 0 || run > 3 || (grouped && run != 3))))
            return false;
        grouped = grouped || !digit;
        run = digit ? run + 1 : 0;
    }
    return grouped && run == 3;
}

/* 10,50, 1.050,50 or 1 050,50: digits, parted or not, with a comma before the last of them. */
static bool has_comma(struct text field) {
    size_t behind = 0;
    size_t digits = 0;
    while (behind < field.length && field.data[field.length - 1 - behind] >= '0' &&
           field.data[field.length - 1 - behind] <= '9')
        behind++;
    if (behind == 0 || behind == field.length || field.data[field.length - 1 - behind] != ',')
        return false;
    for (size_t i = 0; i + behind + 1 < field.length; i++) {
        const char c = field.data[i];
        const bool parts = c == '.' || c == '\'' || c == ' ' || (c & '\x80') != 0;
        if (!parts && (c < '0' || c > '9'))
            return false;
        digits += !parts;
    }
    return digits > 0;
}

/* What is wrong with a number beside which words stand, or in which a comma does. */
static const char *number_as_written(struct field_reader *reader, struct text field) {
    struct amount_apart apart;
    char room[NUMBER_FORM_SIZE];
    struct text plain;
    struct text sign;
    bool rounded = false;
    const enum amount_words said = amount_words_part(&apart, reader->format.words, field);
    const bool reads = number_form(room, &plain, &rounded, &sign, apart.number, reader->format.number);
    reader->should = said == AMOUNT_WORDS_WRONG ? apart.currency : reader->should;
    if (reads && said == AMOUNT_WORDS_WRONG)
        return "field.sign-should";
    if (reads && said == AMOUNT_WORDS_UNKNOWN)
        return "field.sign-unknown";
    if (reader->format.number.point == ',')
        return "field.number-comma";
    return has_thousands(apart.number) ? "field.number-thousands"
           : has_comma(apart.number)   ? "field.number-point"
                                       : "field.number";
}

/* 05-JAN-26 or 5/1/26: a day in three parts, none of which is a year of four digits. */
static bool has_short_year(struct text field) {
    size_t parts = 0;
    size_t length = 0;
    for (size_t i = 0; i <= field.length; i++) {
        const char c = (char)(i < field.length ? field.data[i] : '-');
        if (c != '-' && c != '/' && c != '.' && c != ' ') {
            length++;
            continue;
        }
        const bool middle = parts == 1;
        const char first = (char)(length > 0 ? field.data[i - length] : 'x');
        const bool digits = first >= '0' && first <= '9';
        if (length == 0 || (digits ? length > 2 : !middle))
            return false;
        parts++;
        length = 0;
    }
    return parts == 3;
}

static const char *day_as_written(struct field_reader *reader, struct text field) {
    const struct text days = reader->format.date.pattern;
    if (days.length == 0 || text_equal(days, PLAIN_FORMAT.date.pattern))
        return has_short_year(field) ? "field.date-short" : "field.date";
    reader->should = days;
    return "field.date-form";
}

const char *field_problem(struct field_reader *reader, const char *problem, struct text field) {
    if (problem == NULL)
        return NULL;
    return strcmp(problem, "field.number") == 0 ? number_as_written(reader, field)
           : strcmp(problem, "field.date") == 0 ? day_as_written(reader, field)
                                                : problem;
}
