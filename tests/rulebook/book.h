#ifndef TESTS_RULEBOOK_BOOK_H
#define TESTS_RULEBOOK_BOOK_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "rulebook/load.h"
#include "unit.h"

#define RULES SOURCE_FOLDER "/rules"

/* Loads the shipped facts and general provisions with rules given as text. */
static inline usmca_status book_of(struct usmca_rulebook **out, const char *xml,
                                   struct xml_complaints *complaints, usmca_error *error) {
    char path[] = "/tmp/usmca-rules-XXXXXX";
    char *files[] = {path};
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, xml, strlen(xml)), (ssize_t)strlen(xml));
    close(descriptor);
    usmca_status status = rulebook_open_files(out, RULES, "en", files, 1, complaints, error);
    unlink(path);
    return status;
}

#endif
