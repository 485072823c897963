#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

static void write_file(const char *path, const char *content) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void a_file_is_kept_whole_with_a_nul_behind_it(void **state) {
    (void)state;
    static const char *const CONTENTS[] = {"", "one", "one\ntwo\n"};
    char path[] = "/tmp/usmca-file-XXXXXX";
    close(mkstemp(path));
    for (size_t i = 0; i < sizeof CONTENTS / sizeof CONTENTS[0]; i++) {
        struct arena arena = {0};
        struct text content;
        usmca_error error = {0};
        write_file(path, CONTENTS[i]);
        assert_int_equal(file_keep(&content, &arena, path, 100, &error), USMCA_OK);
        assert_int_equal(content.length, strlen(CONTENTS[i]));
        assert_string_equal(content.data, CONTENTS[i]);
        arena_free(&arena);
    }
    unlink(path);
}

static void what_is_no_file_is_kept_as_it_comes(void **state) {
    (void)state;
    int ends[2];
    char path[32];
    struct arena arena = {0};
    struct text content;
    usmca_error error = {0};
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "piped", 5), 5);
    close(ends[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(file_keep(&content, &arena, path, 100, &error), USMCA_OK);
    assert_string_equal(content.data, "piped");
    close(ends[0]);
    arena_free(&arena);
}

static void what_is_too_large_or_not_there_is_told(void **state) {
    (void)state;
    char path[] = "/tmp/usmca-file-XXXXXX";
    struct arena arena = {0};
    struct text content;
    usmca_error error = {0};
    close(mkstemp(path));
    write_file(path, "four");
    assert_int_equal(file_keep(&content, &arena, path, 4, &error), USMCA_OK);
    assert_int_equal(file_keep(&content, &arena, path, 3, &error), USMCA_ERROR_INPUT);
    unlink(path);
    assert_int_equal(file_keep(&content, &arena, path, 4, &error), USMCA_ERROR_IO);
    assert_int_equal(file_keep(&content, &arena, "/", 4, &error), USMCA_ERROR_IO);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_kept_whole_with_a_nul_behind_it),
        cmocka_unit_test(what_is_no_file_is_kept_as_it_comes),
        cmocka_unit_test(what_is_too_large_or_not_there_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
