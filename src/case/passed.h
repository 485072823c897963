#ifndef USMCA_CASE_PASSED_H
#define USMCA_CASE_PASSED_H

#include "base/text.h"

/* Columns of goods whose names begin with x_: they decide nothing, and stand in every output as they came
 * (contract, section 2). */
struct passed_columns {
    const struct text *names; /* x_plant */
    uint32_t count;
};

/* Those of one good; both are borrowed. */
struct passed {
    const struct passed_columns *columns; /* NULL: none */
    const struct text *values;            /* one a name; NULL: all are empty */
};

static inline uint32_t passed_count(struct passed passed) {
    return passed.columns != NULL ? passed.columns->count : 0;
}

static inline struct text passed_value(struct passed passed, uint32_t index) {
    return passed.values != NULL ? passed.values[index] : (struct text){"", 0};
}

#endif
