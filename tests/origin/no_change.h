#ifndef TESTS_ORIGIN_NO_CHANGE_H
#define TESTS_ORIGIN_NO_CHANGE_H

#include "origin/subject.h"

/* A rule book by which nothing changes from any material, opened once for all tests of a file. */

static struct usmca_rulebook *book;

static int load(void **state) {
    (void)state;
    return book_of_no_change(&book);
}

static int unload(void **state) {
    (void)state;
    rulebook_free(book);
    return 0;
}

#endif
