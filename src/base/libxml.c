#include "base/libxml.h"

#include <pthread.h>

/* Of what libxml2 makes once, by whichever thread comes first. */
static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;

usmca_status libxml_load(struct libxml *out, usmca_error *error) {
    usmca_status status = ON_DEMAND(LIBXML_FUNCTIONS, USMCA_LIBXML, out, error);
    if (status != USMCA_OK)
        return status;
    pthread_mutex_lock(&making);
    out->xmlInitParser();
    pthread_mutex_unlock(&making);
    return USMCA_OK;
}
