#include "origin/only_by_content.h"

enum result only_by_content(const struct reading *reading) {
    const struct origin_context *context = reading->context;
    const struct general *general = &context->book->general;
    enum result result = RESULT_FAIL;
    for (uint32_t i = 0; i < general->parts_not_count; i++) {
        const struct content_only *one = &general->parts_not[i];
        if (!context_for_use(context, one->uses))
            continue;
        enum result inside = scope_holds_good(context, &one->goods, reading->code);
        if (inside != RESULT_FAIL && interpretation_holds(context->interpretation, one->held_in))
            result = result_or(result, result_and(inside, condition_of_good(context, reading, one->when)));
    }
    return result;
}
