#ifndef USMCA_CAPSULE_H
#define USMCA_CAPSULE_H

#include <Python.h>
#include <stdlib.h>

#include "api/arrow.h"
#include "usmca.h"

/* What the Python package has in C beside the library. */

static const char *const usmca_rules_installed = USMCA_RULES_INSTALLED;

/* ---- a run, seen from the thread that waits for it ---- */

/* Written by one side and read by the other. */
struct usmca_watch {
    int cancelled;
    unsigned long long done;
    unsigned long long all;
};

static int usmca_watch_progress(void *context, unsigned long long done, unsigned long long all) {
    struct usmca_watch *watch = context;
    __atomic_store_n(&watch->done, done, __ATOMIC_RELAXED);
    __atomic_store_n(&watch->all, all, __ATOMIC_RELAXED);
    return __atomic_load_n(&watch->cancelled, __ATOMIC_RELAXED);
}

/* ---- a stream, and the capsule that hands it over (the Arrow PyCapsule interface) ---- */

static struct ArrowArrayStream *usmca_stream_new(void) {
    return (struct ArrowArrayStream *)calloc(1, sizeof(struct ArrowArrayStream));
}

static void usmca_stream_free(struct ArrowArrayStream *stream) {
    if (stream != NULL && stream->release != NULL)
        stream->release(stream);
    free(stream);
}

static void usmca_stream_capsule_destroy(PyObject *capsule) {
    usmca_stream_free((struct ArrowArrayStream *)PyCapsule_GetPointer(capsule, "arrow_array_stream"));
}

static void *const usmca_stream_capsule_free = (void *)usmca_stream_capsule_destroy;

#endif
