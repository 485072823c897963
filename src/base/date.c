#include "base/date.h"

#include "base/digits.h"

static int days_in(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_of(date *out, int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in(year, month))
        return false;
    *out = year * 10000 + month * 100 + day;
    return true;
}

bool date_parse_iso(date *out, struct text source) {
    static const char PATTERN[] = "YYYY-MM-DD";
    int year = 0;
    int month = 0;
    int day = 0;
    if (source.length != sizeof PATTERN - 1)
        return false;
    for (size_t i = 0; i < source.length; i++) {
        char c = source.data[i];
        int *part = PATTERN[i] == 'Y' ? &year : PATTERN[i] == 'M' ? &month : PATTERN[i] == 'D' ? &day : NULL;
        if (part == NULL ? c != PATTERN[i] : c < '0' || c > '9')
            return false;
        if (part != NULL)
            *part = *part * 10 + (c - '0');
    }
    return date_of(out, year, month, day);
}

date date_add_months(date day, int months) {
    int total = day / 10000 * 12 + day / 100 % 100 - 1 + months;
    if (day == 0 || total < 12)
        return 0;
    int year = total / 12;
    int month = total % 12 + 1;
    int of_month = day % 100;
    int last = days_in(year, month);
    return year * 10000 + month * 100 + (of_month < last ? of_month : last);
}

date date_months_end(date from, int months) {
    date same = date_add_months(from, months);
    if (same == 0)
        return 0;
    return same % 100 < from % 100 ? same : date_before(same);
}

date date_next(date day) {
    if (day == 0)
        return 0;
    int year = day / 10000;
    int month = day / 100 % 100;
    if (day % 100 < days_in(year, month))
        return day + 1;
    return month < 12 ? year * 10000 + (month + 1) * 100 + 1 : (year + 1) * 10000 + 101;
}

date date_add_days(date day, int32_t days) {
    if (day == 0)
        return 0;
    int months = days / 31; /* never beyond it */
    date reached = date_add_months(day, months);
    for (int32_t left = days - date_days(day, reached); left > 0; left--)
        reached = date_next(reached);
    return reached;
}

size_t date_print(char out[DATE_TEXT_SIZE], date day) {
    const eight_digits word = digits_of((uint32_t)day);
    char plain[DIGITS_A_WORD];
    digits_write(plain, word);
    memcpy(out, plain, 4);
    out[4] = '-';
    memcpy(out + 5, plain + 4, 2);
    out[7] = '-';
    memcpy(out + 8, plain + 6, 2);
    out[10] = '\0';
    return 10;
}

struct text date_text(char room[DATE_TEXT_SIZE], date day) {
    return (struct text){room, day != 0 ? date_print(room, day) : 0};
}

/* Days since 1 March of year 0 of the Gregorian calendar. */
static int32_t day_number(date day) {
    int32_t year = day / 10000;
    int32_t month = day / 100 % 100;
    year -= month <= 2;
    month += month <= 2 ? 9 : -3;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day % 100 - 1;
}

int32_t date_days(date from, date to) {
    return from == 0 || to == 0 ? 0 : day_number(to) - day_number(from);
}

int64_t date_years(date from, date to) {
    int32_t years = to / 10000 - from / 10000;
    if (from == 0 || to < from)
        return 0;
    if (date_add_months(from, 12 * years) > to)
        years--;
    date last = date_add_months(from, 12 * years);
    int64_t part = date_days(last, to);
    int64_t year = date_days(last, date_add_months(from, 12 * (years + 1)));
    return years * INT64_C(1000000000) + (year > 0 ? part * INT64_C(1000000000) / year : 0);
}

date date_before(date day) {
    if (day == 0)
        return 0;
    return day % 100 > 1 ? day - 1 : date_add_months(day - day % 100 + 31, -1);
}
