#include "http/library.h"

#include <dlfcn.h>
#include <stdbool.h>

usmca_status http_library_load(struct http_library *out, usmca_error *error) {
    static const char LIBRARY[] = "libmicrohttpd.so.12";
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    bool whole = true;
    if (library == NULL)
        return error_set(error, USMCA_ERROR_IO, LIBRARY, 0, 0, "cannot load: %s", dlerror());
/* NOLINTBEGIN(bugprone-macro-parentheses): names, not expressions */
#define HTTP_FUNCTION(name)                                                                                  \
    out->name = (__typeof__(&name))dlsym(library, #name);                                                    \
    whole = whole && out->name != NULL;
    HTTP_FUNCTIONS(HTTP_FUNCTION)
#undef HTTP_FUNCTION
    /* NOLINTEND(bugprone-macro-parentheses) */
    return whole ? USMCA_OK
                 : error_set(error, USMCA_ERROR_IO, LIBRARY, 0, 0, "lacks a function that is needed");
}
