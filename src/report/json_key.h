#ifndef USMCA_REPORT_JSON_KEY_H
#define USMCA_REPORT_JSON_KEY_H

#include "report/json_value.h"

/* Members of an object behind its first one. */

/* `,"name":`, of a name that needs no escape. */
void json_put_key(struct buffer *out, const char *name);
/* The same with its value: null where it is empty. */
void json_put_member(struct buffer *out, const char *name, struct text value);
/* A day; null where it is not given. */
void json_put_day(struct buffer *out, date day);

#endif
