#include "value/fiscal.h"

const char *const CALCULATION_PERIOD_WORDS[CALCULATION_PERIODS] = {
    "previous-fiscal-year", "previous-calendar-year", "quarter-to-date",
    "month-to-date",        "fiscal-year-to-date",    "calendar-year-to-date"};

int month_number(date day) {
    return day / 10000 * MONTHS_A_YEAR + day / 100 % 100 - 1;
}

date month_begins(int month) {
    return month / MONTHS_A_YEAR * 10000 + (month % MONTHS_A_YEAR + 1) * 100 + 1;
}

bool month_is_over(date day, date today) {
    return day != 0 && date_before(month_begins(month_number(day) + 1)) <= today;
}

int fiscal_year_begins(int month, int first_month) {
    return month - (month - (first_month - 1)) % MONTHS_A_YEAR;
}

enum { QUARTER = 3 };

date calculation_period_ends(enum calculation_period period, date day, int first_month) {
    if (day == 0)
        return 0;
    int month = month_number(day);
    int year = fiscal_year_begins(month, first_month);
    switch (period) {
    case PREVIOUS_FISCAL_YEAR:
        return month_begins(year);
    case PREVIOUS_CALENDAR_YEAR:
        return month_begins(fiscal_year_begins(month, 1));
    case QUARTER_TO_DATE:
        return month_begins(month - (month - year) % QUARTER + QUARTER);
    case MONTH_TO_DATE:
        return month_begins(month + 1);
    case FISCAL_YEAR_TO_DATE:
        return month_begins(year + MONTHS_A_YEAR);
    default:
        return month_begins(fiscal_year_begins(month, 1) + MONTHS_A_YEAR);
    }
}

date calculation_period_serves(enum calculation_period period, date day, int first_month) {
    return calculation_period_ends(period == PREVIOUS_FISCAL_YEAR     ? FISCAL_YEAR_TO_DATE
                                   : period == PREVIOUS_CALENDAR_YEAR ? CALENDAR_YEAR_TO_DATE
                                                                      : period,
                                   day, first_month);
}

struct day_range calculation_range(enum calculation_period period, date day, int first_month) {
    if (day == 0)
        return (struct day_range){0, 0};
    int month = month_number(day);
    int year = fiscal_year_begins(month, first_month);
    int calendar = fiscal_year_begins(month, 1);
    date tomorrow = date_next(day);
    switch (period) {
    case PREVIOUS_FISCAL_YEAR:
        return (struct day_range){month_begins(year - MONTHS_A_YEAR), month_begins(year)};
    case PREVIOUS_CALENDAR_YEAR:
        return (struct day_range){month_begins(calendar - MONTHS_A_YEAR), month_begins(calendar)};
    case QUARTER_TO_DATE:
        return (struct day_range){month_begins(month - (month - year) % QUARTER), tomorrow};
    case MONTH_TO_DATE:
        return (struct day_range){month_begins(month), tomorrow};
    case FISCAL_YEAR_TO_DATE:
        return (struct day_range){month_begins(year), tomorrow};
    default:
        return (struct day_range){month_begins(calendar), tomorrow};
    }
}
