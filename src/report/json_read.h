#ifndef USMCA_REPORT_JSON_READ_H
#define USMCA_REPORT_JSON_READ_H

#include <jansson.h>
#include <stdbool.h>

#include "base/text.h"

/* json_loadb(); *out is NULL where it is not JSON, and *problem, which may be NULL, says why. False where
 * memory was exhausted, and then nothing is given: jansson leaves characters out for which it has no room,
 * and says nothing. The caller frees *out. */
bool json_read(json_t **out, struct text text, size_t flags, json_error_t *problem);

/* To be called once, before anything of jansson: without it a reading may end the process where memory is
 * exhausted. */
void json_read_prepare(void);

#endif
