#include "origin/deciding_content.h"

/* Whether the good rests on its content: by its product-specific rule, or by U.R. 3(4). */
static bool rests_on_content(const struct determination *determination) {
    if (determination->rvc_waived)
        return false;
    if (determination->criterion != 'B' || determination->is_set)
        return determination->criterion == 'D';
    return determination->alternative_count > 0 &&
           test_of_kind(&determination->alternatives[determination->reported], REQUIRE_RVC) != NULL;
}

enum method deciding_content(const struct determination *determination) {
    bool originating = determination->status == STATUS_ORIGINATING;
    enum method best = METHODS;
    if (originating && !rests_on_content(determination))
        return METHODS;
    for (int method = 0; method < METHODS; method++) {
        const struct figure *content = &determination->rvc[method].content;
        if (!content->known || content->asked == 0 || (originating && content->result != RESULT_PASS))
            continue;
        if (best == METHODS || figure_better(content, &determination->rvc[best].content))
            best = (enum method)method;
    }
    return best;
}
