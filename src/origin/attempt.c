#include "origin/attempt.h"

#include "origin/production.h"

/* The best alternative whose goods "shall not be subject to" the notes that add tests. */
static enum result free_of_notes(const struct product_specific *specific, uint32_t *which) {
    enum result best = RESULT_FAIL;
    for (uint32_t i = 0; i < specific->count; i++)
        if (specific->alternatives[i].alternative->free_of_notes && specific->alternatives[i].result > best) {
            best = specific->alternatives[i].result;
            *which = i;
        }
    return best;
}

/* Whether some way to qualify waits for production alone. */
static bool unproduced(const struct product_specific *specific) {
    for (uint32_t i = 0; i < specific->count; i++)
        if (specific->alternatives[i].waits)
            return true;
    return false;
}

void attempt_run(const struct reading *reading, enum result otherwise, struct attempt *out) {
    *out = (struct attempt){.reading = reading};
    product_specific_evaluate(reading, &out->specific);
    out->notes = product_specific_notes(reading, &out->notes_failed);
    out->parts = out->specific.settled ? RESULT_FAIL : parts_test(reading, &out->specific, &out->parts_test);
    enum result produced = production_otherwise(reading->context->determination);
    out->unproduced = unproduced(&out->specific) || (produced != RESULT_PASS && out->parts != RESULT_FAIL);
    out->parts = result_and(out->parts, produced);
    uint32_t freed = 0;
    enum result free = free_of_notes(&out->specific, &freed);
    if (free > result_and(out->specific.result, out->notes)) {
        out->specific.reported = freed;
        out->specific.result = free;
        out->notes = RESULT_PASS;
    }
    enum result any = result_or(otherwise, result_or(out->specific.result, out->parts));
    switch (result_and(any, out->notes)) {
    case RESULT_PASS:
        out->status = STATUS_ORIGINATING;
        break;
    case RESULT_UNKNOWN:
        out->status = STATUS_UNDETERMINED;
        break;
    default:
        out->status = STATUS_NON_ORIGINATING;
    }
}
