#include "intake/date_form.h"

enum part { PART_NONE, PART_YEAR, PART_SHORT_YEAR, PART_MONTH, PART_MONTH_WORD, PART_DAY };

struct mark {
    const char *letters;
    enum part part;
    int least; /* digits */
    int most;
};

/* The longer of two that begin alike stands first. */
static const struct mark MARKS[] = {{"YYYY", PART_YEAR, 4, 4},      {"YY", PART_SHORT_YEAR, 2, 2},
                                    {"MON", PART_MONTH_WORD, 0, 0}, {"MM", PART_MONTH, 2, 2},
                                    {"M", PART_MONTH, 1, 2},        {"DD", PART_DAY, 2, 2},
                                    {"D", PART_DAY, 1, 2}};

static const struct mark *mark_at(struct text pattern) {
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++) {
        size_t length = strlen(MARKS[i].letters);
        if (pattern.length >= length && memcmp(pattern.data, MARKS[i].letters, length) == 0)
            return &MARKS[i];
    }
    return NULL;
}

static struct text behind(struct text text, size_t length) {
    return (struct text){text.data + length, text.length - length};
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

bool date_format_valid(const struct date_format *format) {
    bool has[PART_DAY + 1] = {false};
    for (struct text rest = format->pattern; rest.length > 0;) {
        const struct mark *mark = mark_at(rest);
        if (mark == NULL && is_letter(rest.data[0]) && rest.data[0] != 'T')
            return false;
        if (mark != NULL && has[mark->part])
            return false;
        if (mark != NULL)
            has[mark->part] = true;
        rest = behind(rest, mark != NULL ? strlen(mark->letters) : 1);
    }
    bool year = has[PART_YEAR] != (has[PART_SHORT_YEAR] && format->century > 0);
    return year && has[PART_MONTH] != has[PART_MONTH_WORD] && has[PART_DAY];
}

static bool read_digits(struct text *rest, const struct mark *mark, int *out) {
    int count = 0;
    *out = 0;
    while (count < mark->most && rest->length > 0 && rest->data[0] >= '0' && rest->data[0] <= '9') {
        *out = *out * 10 + (rest->data[0] - '0');
        *rest = behind(*rest, 1);
        count++;
    }
    return count >= mark->least;
}

static char lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool same_word(struct text a, struct text word) {
    bool same = a.length == word.length;
    for (size_t i = 0; same && i < a.length; i++)
        same = lower(a.data[i]) == word.data[i];
    return same;
}

/* A point behind the word is of a shortened one, where the pattern has none itself. */
static bool read_month(struct text *rest, const struct date_format *format, char behind_it, int *out) {
    size_t length = 0;
    while (length < rest->length && is_letter(rest->data[length]))
        length++;
    struct text word = {rest->data, length};
    size_t point = length < rest->length && rest->data[length] == '.';
    bool is_own = behind_it == '.' && (length + 1 >= rest->length || rest->data[length + 1] != '.');
    *rest = behind(*rest, length + (is_own ? 0 : point));
    for (uint32_t i = 0; i < format->month_count; i++)
        if (same_word(word, format->months[i].word)) {
            *out = format->months[i].month;
            return true;
        }
    return false;
}

/* Nothing, or a time of day. */
static bool is_time(struct text rest) {
    if (rest.length == 0)
        return true;
    bool colon = false;
    if (rest.data[0] != ' ' && rest.data[0] != 'T')
        return false;
    for (size_t i = 1; i < rest.length; i++) {
        char c = rest.data[i];
        colon = colon || c == ':';
        bool allowed = (c >= '0' && c <= '9') || strchr(":.+- ZAPMapm", c) != NULL;
        if (c == '\0' || !allowed)
            return false;
    }
    return colon;
}

static bool read_by_pattern(date *out, struct text field, const struct date_format *format) {
    int parts[PART_DAY + 1] = {0};
    struct text rest = field;
    for (struct text pattern = format->pattern; pattern.length > 0;) {
        const struct mark *mark = mark_at(pattern);
        if (mark == NULL && (rest.length == 0 || rest.data[0] != pattern.data[0]))
            return false;
        if (mark == NULL)
            rest = behind(rest, 1);
        else if (!(mark->part == PART_MONTH_WORD
                       ? read_month(&rest, format, (char)(pattern.length > 3 ? pattern.data[3] : '\0'),
                                    &parts[PART_MONTH])
                       : read_digits(&rest, mark, &parts[mark->part])))
            return false;
        pattern = behind(pattern, mark != NULL ? strlen(mark->letters) : 1);
    }
    int year = parts[PART_YEAR] > 0 ? parts[PART_YEAR] : format->century * 100 + parts[PART_SHORT_YEAR];
    return is_time(rest) && date_of(out, year, parts[PART_MONTH], parts[PART_DAY]);
}

/* Day 36526 is 2000-01-01. */
static bool read_serial(date *out, struct text field) {
    enum { FIRST = 36526, LAST = 73050 };
    int serial = 0;
    for (size_t i = 0; i < field.length && i < 5; i++) {
        if (field.data[i] < '0' || field.data[i] > '9')
            return false;
        serial = serial * 10 + (field.data[i] - '0');
    }
    bool fraction = field.length > 6 && field.data[5] == '.';
    for (size_t i = 6; fraction && i < field.length; i++)
        fraction = field.data[i] >= '0' && field.data[i] <= '9';
    if (field.length < 5 || (field.length > 5 && !fraction) || serial < FIRST || serial > LAST)
        return false;
    *out = date_add_days(20000101, serial - FIRST);
    return true;
}

/* With the year in front, nobody writes the day before the month: 2026/10/05, 20261005, 2026-10-5. */
static bool read_year_first(date *out, struct text field) {
    static const struct date_format FORMS[] = {{.pattern = {"YYYY-M-D", 8}},
                                               {.pattern = {"YYYY/M/D", 8}},
                                               {.pattern = {"YYYY.M.D", 8}},
                                               {.pattern = {"YYYYMMDD", 8}}};
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++)
        if (read_by_pattern(out, field, &FORMS[i]))
            return true;
    return false;
}

bool date_read(date *out, struct text field, const struct date_format *format) {
    static const struct date_format INTERNATIONAL = {.pattern = {"YYYY-MM-DD", 10}};
    const struct text pattern = format->pattern;
    const bool international = text_equal(pattern, INTERNATIONAL.pattern);
    const bool plain = international && date_parse_iso(out, field);
    /* told from any pattern, but one that has the year in front with a hyphen behind it, too */
    bool otherwise = pattern.length > 4 && (pattern.data[0] != 'Y' || pattern.data[4] != '-');
    return plain || read_by_pattern(out, field, format) ||
           (otherwise && read_by_pattern(out, field, &INTERNATIONAL)) || read_serial(out, field) ||
           ((international || pattern.length == 0 || pattern.data[0] != 'Y') && read_year_first(out, field));
}

/* ---- writing ---- */

static void write_digits(struct buffer *out, int number, int least) {
    char digits[8];
    int count = 0;
    for (; number > 0 || count < least; number /= 10)
        digits[count++] = (char)('0' + number % 10);
    while (count > 0)
        buffer_char(out, digits[--count]);
}

static void write_month(struct buffer *out, int month, const struct date_format *format) {
    for (uint32_t i = 0; i < format->month_count; i++)
        if (format->months[i].month == month) {
            buffer_text(out, format->months[i].word);
            return;
        }
}

void date_write(struct buffer *out, date day, const struct date_format *format) {
    for (struct text pattern = format->pattern; pattern.length > 0;) {
        const struct mark *mark = mark_at(pattern);
        int parts[PART_DAY + 1] = {[PART_YEAR] = day / 10000,
                                   [PART_SHORT_YEAR] = day / 10000 % 100,
                                   [PART_MONTH] = day / 100 % 100,
                                   [PART_DAY] = day % 100};
        if (mark == NULL)
            buffer_char(out, pattern.data[0]);
        else if (mark->part == PART_MONTH_WORD)
            write_month(out, parts[PART_MONTH], format);
        else
            write_digits(out, parts[mark->part], mark->least);
        pattern = behind(pattern, mark != NULL ? strlen(mark->letters) : 1);
    }
}

bool date_format_reads(const struct date_format *format, bool *failed) {
    static const int DAYS[] = {3, 28};
    int century = format->century > 0 ? format->century : 20;
    struct buffer written = {0};
    bool reads = true;
    for (int month = 1; month <= 12 && reads; month++)
        for (size_t i = 0; i < sizeof DAYS / sizeof DAYS[0] && reads; i++) {
            date day = (century * 100 + 5) * 10000 + month * 100 + DAYS[i];
            date found = 0;
            written.length = 0;
            date_write(&written, day, format);
            *failed = *failed || written.failed;
            reads =
                written.failed || (read_by_pattern(&found, buffer_view(&written), format) && found == day);
        }
    buffer_free(&written);
    return reads;
}
