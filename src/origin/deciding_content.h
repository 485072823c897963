#ifndef USMCA_ORIGIN_DECIDING_CONTENT_H
#define USMCA_ORIGIN_DECIDING_CONTENT_H

#include "origin/determination.h"

/* The method whose regional value content decides: of a good that originates, that by which it does so, with
 * the wider margin; of another, that which comes nearest. METHODS where none is asked for or known, or where
 * the good originates without it. */
enum method deciding_content(const struct determination *determination);

#endif
