#include "base/on_demand.h"

#include <dlfcn.h>
#include <string.h>

static usmca_status find(void *loaded, const char *library, const struct on_demand_function *functions,
                         char *out, usmca_error *error) {
    for (size_t i = 0; functions[i].name != NULL; i++) {
        void *found = functions[i].linked != NULL ? functions[i].linked : dlsym(loaded, functions[i].name);
        if (found == NULL)
            return error_set(error, USMCA_ERROR_IO, library, 0, 0, "lacks a function that is needed");
        memcpy(out + i * sizeof found, &found, sizeof found);
    }
    return USMCA_OK;
}

usmca_status on_demand_load(const char *library, const struct on_demand_function *functions, void *out,
                            usmca_error *error) {
    void *loaded = NULL;
    if (functions->linked == NULL && (loaded = dlopen(library, RTLD_NOW | RTLD_LOCAL)) == NULL)
        return error_set(error, USMCA_ERROR_IO, library, 0, 0, "cannot load: %s", dlerror());
    return find(loaded, library, functions, out, error);
}
