#ifndef USMCA_ORIGIN_GAP_H
#define USMCA_ORIGIN_GAP_H

#include "origin/context.h"

/* What would make the good qualify, alternative by alternative, or for a good that does how much the values
 * may change before it is lost. To be called when everything else is decided; fills result->gap. */
void gap_find(struct origin_context *context);

/* A process not shown, a weight, a requirement of single materials, a note or what bars the good are not
 * mended by values. */
bool gap_is_blocked(const struct determination *determination, const struct alternative_result *alternative);

#endif
