#include "api/pdf_floor.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "pdf/pdf.h"

/* From the folder of the library on: in a build tree, and installed. */
static const char *const PLACES[] = {"usmca-pdf.so", "usmca/usmca-pdf.so"};

static void *open_beside_library(char *why, size_t room) {
    Dl_info self;
    snprintf(why, room, "usmca-pdf.so is not beside the library");
    /* an address of its own: POSIX has no other way to ask where an object lies */
    if (dladdr((const void *)PLACES, &self) == 0 || self.dli_fname == NULL)
        return NULL;
    const char *slash = strrchr(self.dli_fname, '/');
    int folder = slash != NULL ? (int)(slash - self.dli_fname) + 1 : 0;
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%.*s%s", folder, self.dli_fname, PLACES[i]);
        if (access(path, F_OK) != 0)
            continue;
        void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
        if (module == NULL)
            snprintf(why, room, "%s", dlerror());
        return module;
    }
    return NULL;
}

usmca_status pdf_floor_open(const struct pdf_floor **out, usmca_error *error) {
    char why[256];
    void *module = open_beside_library(why, sizeof why);
    if (module == NULL)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot make a PDF: %s", why);
    *out = dlsym(module, "usmca_pdf_floor");
    bool fits = *out != NULL && strcmp((*out)->version, USMCA_VERSION) == 0;
    dlclose(module); /* it stays */
    return fits ? USMCA_OK
                : error_set(error, USMCA_ERROR_IO, NULL, 0, 0,
                            "cannot make a PDF: usmca-pdf.so is not of version %s, as the library is",
                            USMCA_VERSION);
}
