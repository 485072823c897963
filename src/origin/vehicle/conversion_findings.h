#ifndef USMCA_ORIGIN_VEHICLE_CONVERSION_FINDINGS_H
#define USMCA_ORIGIN_VEHICLE_CONVERSION_FINDINGS_H

#include "origin/context.h"
#include "origin/vehicle/conversion.h"

/* What is said of rates by which rows were converted. What could not be converted is told where `open`: the
 * outcome may hang on it. */
void conversion_findings(struct origin_context *context, const struct conversions *told, bool open);

#endif
