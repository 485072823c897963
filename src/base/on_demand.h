#ifndef USMCA_BASE_ON_DEMAND_H
#define USMCA_BASE_ON_DEMAND_H

#include <stddef.h>

#include "base/error.h"

/* A library that few commands need, loaded by the first that does: at each start of the program the dynamic
 * linker would take more time for it, and for those that it needs itself, than for all that are always
 * needed.
 *
 * A header names the functions by a list, `#define X_FUNCTIONS(EACH) EACH(one) EACH(other)`, and has a
 * structure of nothing but `X_FUNCTIONS(ON_DEMAND_MEMBER)`, of which each member is as the function is
 * declared. What fills it is `ON_DEMAND(X_FUNCTIONS, LIBRARY, out, error)`.
 */
/* NOLINTBEGIN(bugprone-macro-parentheses): names, not expressions */
#define ON_DEMAND_MEMBER(name) __typeof__(&name) name;
/* In a wheel libraries have other names, and the linker knows them. */
#ifdef USMCA_LIBRARIES_LINKED
#define ON_DEMAND_FUNCTION(name) {#name, (void *)&name},
#else
#define ON_DEMAND_FUNCTION(name) {#name, NULL},
#endif
/* NOLINTEND(bugprone-macro-parentheses) */
#define ON_DEMAND(list, library, out, error)                                                                 \
    on_demand_load(library, (const struct on_demand_function[]){list(ON_DEMAND_FUNCTION){NULL, NULL}}, out,  \
                   error)

struct on_demand_function {
    const char *name;
    void *linked; /* or NULL, where it is to be looked for */
};

/* `functions` ends with one without a name; `out` has a pointer for each. The library stays loaded. */
usmca_status on_demand_load(const char *library, const struct on_demand_function *functions, void *out,
                            usmca_error *error);

#endif
