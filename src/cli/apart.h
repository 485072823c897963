#ifndef USMCA_CLI_APART_H
#define USMCA_CLI_APART_H

#include <stddef.h>

#include "base/error.h"
#include "base/text.h"

/* Work in a process of its own, for libraries that may take theirs down where memory is short: its death is
 * an error of the caller, and leaves nothing behind. It sees what the caller has, as it was; what it changes
 * is its own. What it makes it gives with apart_give(), or writes as files. A signal that ends the caller
 * ends it too.
 *
 *     static usmca_status make(struct apart *apart, void *context, usmca_error *error) {
 *         ... apart_give(apart, bytes, error) ...
 *     }
 *     status = apart_run(make, context, &(struct apart_taker){take, output}, error);
 */
struct apart;

typedef usmca_status (*apart_work)(struct apart *apart, void *context, usmca_error *error);

/* Is called by the caller of apart_run(), with what is given, in order. */
struct apart_taker {
    usmca_status (*take)(void *context, struct text bytes, usmca_error *error);
    void *context;
};

/* `taker` may be NULL where nothing is given. No other thread may run. Work that is apart already stays in
 * its process. */
usmca_status apart_run(apart_work work, void *context, const struct apart_taker *taker, usmca_error *error);
usmca_status apart_give(struct apart *apart, struct text bytes, usmca_error *error);

#endif
