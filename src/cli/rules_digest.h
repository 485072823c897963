#ifndef USMCA_CLI_RULES_DIGEST_H
#define USMCA_CLI_RULES_DIGEST_H

#include "base/error.h"
#include "record/digest.h"

/* SHA-256 of what a rule book decides by: of each file of its folders usmca and hs, in the order of their
 * names, the name and the SHA-256 of its bytes, as a list of parts (record/digest.h). */
usmca_status rules_digest(struct digest *out, const char *rules, usmca_error *error);

#endif
