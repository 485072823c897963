#ifndef USMCA_BASE_DATE_H
#define USMCA_BASE_DATE_H

#include "base/text.h"

/* A day as the number YYYYMMDD, so that dates compare as numbers; 0 is "not given". What is reckoned from a
 * day that is not given, or comes before the calendar, is not given either: whoever compares it asks first.
 */
typedef int32_t date;

#define DATE_FOREVER 99991231
enum { DATE_TEXT_SIZE = 12 };

/* False where it is no day of the calendar. */
bool date_of(date *out, int year, int month, int day);
/* Reads ISO 8601, YYYY-MM-DD. */
bool date_parse_iso(date *out, struct text source);
/* The same day `months` later, or the last day of that month. */
date date_add_months(date day, int months);
/* The last day of a period of so many months that begins on `from`: of twelve from 29 February, 28 February.
 */
date date_months_end(date from, int months);
date date_next(date day);
date date_add_days(date day, int32_t days);
date date_before(date day);
/* Days from one day to a later one; negative where it is earlier, 0 where one of them is not given. */
int32_t date_days(date from, date to);
/* Years from one day to a later one, in units of 10^-9: whole years, and the days behind the last of them as
 * a part of the year that they stand in; 0 where the other is no later one. */
int64_t date_years(date from, date to);
/* Writes YYYY-MM-DD; returns the length. */
size_t date_print(char out[DATE_TEXT_SIZE], date day);
/* The same as a text in `room`, empty where the day is not given. */
struct text date_text(char room[DATE_TEXT_SIZE], date day);

#endif
