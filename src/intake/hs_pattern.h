#ifndef USMCA_INTAKE_HS_PATTERN_H
#define USMCA_INTAKE_HS_PATTERN_H

#include "base/error.h"
#include "hs/code.h"

/* How people write a tariff number: digits in pairs behind the heading, with dots or spaces between the
 * groups. One per thread. */
struct hs_pattern;

/* It fails where memory is exhausted. */
usmca_status hs_pattern_new(struct hs_pattern **out, usmca_error *error);
void hs_pattern_free(struct hs_pattern *pattern);

/* Reads `field`, keeping at most `digits` digits (0 is all). False where it is no number of 4 to 10 digits.
 */
bool hs_pattern_read(const struct hs_pattern *pattern, struct hs_code *out, struct text field,
                     uint8_t digits);

#endif
