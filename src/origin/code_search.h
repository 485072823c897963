#ifndef USMCA_ORIGIN_CODE_SEARCH_H
#define USMCA_ORIGIN_CODE_SEARCH_H

#include "origin/codes.h"

/* What a code was in the edition of the rules may be several things. A thing is one of them throughout: each
 * combination of codes is determined as a whole, with all tests and alternatives, and the answer stands where
 * all combinations lead to it (contract, section 3).
 *
 * There may be very many. A determination leaves open what the codes of a line do not agree on; where its
 * answer is known nevertheless, it is that of every combination. Only where it is not, a line that left
 * something open is read as each of its codes, beginning with two that differed, until two answers differ. */

/* Two codes of the good, or of a line, that lead to different answers. */
struct code_dispute {
    bool of_good;
    bool of_line;
    uint32_t line;
    struct hs_lineage lineages[2];
    struct hs_code codes[2];
    enum status statuses[2];
};

struct code_search {
    struct code_set good;
    struct code_dispute dispute;
    bool given_up;          /* too many combinations: nothing is known */
    uint8_t criteria;       /* by which the combinations originate: bit 0 is A */
    struct rules_met rules; /* by which they come out; none where there was one combination */
};

/* Determines context->good by `run`, for every combination of codes that matters, and leaves in
 * context->determination the determination to report. */
void codes_determine(struct origin_context *context, void (*run)(struct origin_context *context));

/* Begins a determination that is a part of another one, with the codes that this supposes; false where memory
 * is exhausted. */
bool codes_as_supposed(struct origin_context *context, const struct supposed_codes *codes);

/* Whether the answer depends on a code. */
static inline bool codes_open(const struct origin_context *context) {
    const struct code_search *settled = context->codes.settled;
    return settled != NULL && (settled->dispute.of_good || settled->dispute.of_line || settled->given_up);
}

#endif
