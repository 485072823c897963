#ifndef USMCA_API_CALL_H
#define USMCA_API_CALL_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "base/text.h"

/* What every call of the library asks of its arguments. */

/* That an argument is NULL. */
static inline usmca_status call_missing(const char *what, usmca_error *error) {
    error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is NULL", what);
    return USMCA_ERROR_ARGUMENT;
}
/* Keeps a copy of a string in the arena, or NULL of NULL. */
usmca_status call_keep(struct arena *arena, const char **out, const char *value, usmca_error *error);
/* The day and the currency that hold for goods that name none. */
usmca_status call_day(date *out, const char *day, usmca_error *error);
usmca_status call_currency(const char *currency, usmca_error *error);
/* DESIGNATE_DECLARED and DESIGNATE_AUTO by their words. */
usmca_status call_designation(int *out, const char *word, usmca_error *error);

#endif
