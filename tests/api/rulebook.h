#ifndef TESTS_API_RULEBOOK_H
#define TESTS_API_RULEBOOK_H

#include <usmca.h>

/* The project's own rule book, opened once for all tests of a file. */

static usmca_rulebook *rulebook;

static int load(void **state) {
    (void)state;
    return usmca_rulebook_open(&rulebook, SOURCE_FOLDER "/rules", NULL) == USMCA_OK ? 0 : -1;
}

static int unload(void **state) {
    (void)state;
    usmca_rulebook_free(rulebook);
    return 0;
}

#endif
