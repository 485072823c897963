#include "origin/attempt.h"

void attempt_run(const struct reading *reading, enum result otherwise, struct attempt *out) {
    *out = (struct attempt){.reading = reading};
    product_specific_evaluate(reading, &out->specific);
    out->notes = product_specific_notes(reading, &out->notes_failed);
    out->parts = parts_test(reading, &out->specific, &out->parts_test);
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
