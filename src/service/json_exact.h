#ifndef USMCA_SERVICE_JSON_EXACT_H
#define USMCA_SERVICE_JSON_EXACT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buffer.h"

/* JSON of which every number is kept exactly: jansson makes binary floating point of those with decimals.
 * What it read of them is its text instead, which no string of JSON can be taken for. */

enum { JSON_PROBLEM_SIZE = 200 };

/* *out is NULL where the text is not JSON, has a key twice in an object, or a zero byte in a string;
 * `problem` then says why, with the place in the text. False where memory was exhausted. The caller frees
 * *out. */
bool json_exact_read(json_t **out, struct text given, char problem[JSON_PROBLEM_SIZE]);

/* Whether the value is a number; appends it as a plain decimal, without an exponent. A number whose exponent
 * would need more than JSON_MOST_ZEROS zeros is appended as it stands. */
bool json_exact_number(struct buffer *out, const json_t *value);
enum { JSON_MOST_ZEROS = 32 };

/* Whether the value is a number without a point or an exponent, of however many digits. */
bool json_exact_whole(const json_t *value);

/* Whether the value is a string; a number that is kept as its text is none. */
bool json_exact_string(const json_t *value, struct text *out);

#endif
