#ifndef USMCA_REPORT_CONTRADICTION_H
#define USMCA_REPORT_CONTRADICTION_H

#include <jansson.h>
#include <stdbool.h>

/* Whether a result says of a good that it originates, or may be signed for, and in another place what that
 * cannot be beside: no check writes it so, somebody changed it. What was changed in every place alike is not
 * found by this; the record tells that. */
bool result_contradicts_itself(const json_t *good);

#endif
