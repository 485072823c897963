#ifndef TESTS_ORIGIN_OPEN_VALUES_H
#define TESTS_ORIGIN_OPEN_VALUES_H

#include "origin/no_change.h"
#include "origin/trials.h"

/* A good of 100 made of materials of its own chapter whose values are not given: a tenth of it need not make
 * the change (U.R. 5(1)). */

static inline struct trials trials_of(usmca_case **subject, const char *const *lines) {
    const struct determination *open =
        determine_of(subject, book, "country=MX transaction_value=100 hs=3926.90", lines);
    assert_int_equal(open->status, STATUS_UNDETERMINED);
    struct trials trials = {.book = book, .setting = (*subject)->setting, .open = open};
    trials.setting.status_alone = true;
    return trials;
}

static inline void trials_end(struct trials *trials, usmca_case *subject) {
    assert_false(trials->out_of_memory);
    arena_free(&trials->scratch);
    usmca_case_free(subject);
}

#endif
