#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

/* What cmocka wants included, in its order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

#define assert_text_equal(view, expected)                                                                    \
    do {                                                                                                     \
        struct text found_ = (view);                                                                         \
        assert_int_equal(found_.length, strlen(expected));                                                   \
        if (found_.length > 0)                                                                               \
            assert_memory_equal(found_.data, expected, found_.length);                                       \
    } while (0)

#endif
