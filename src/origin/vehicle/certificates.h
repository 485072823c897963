#ifndef USMCA_ORIGIN_VEHICLE_CERTIFICATES_H
#define USMCA_ORIGIN_VEHICLE_CERTIFICATES_H

#include "origin/context.h"
#include "origin/papers.h"

/* What the producer of a vehicle has certified to customs, which a claim names by the unique identifier that
 * customs gave (19 CFR 182.92): labour value content, steel and aluminum purchases. */

/* How many of them a claim for the vehicle has to name on its day. */
uint32_t vehicle_certificates_asked(const struct origin_context *context);
/* Adds each to the papers that the vehicle rests on, and tells those that are not in order. */
void vehicle_certificates_add(struct origin_context *context, struct evidence *evidence);

#endif
