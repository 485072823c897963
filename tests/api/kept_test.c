#include "api/kept.h"

#include "unit.h"

/* Pieces of numbers, one behind the other, are what was put in, however often they moved. */
static void put_all(struct kept *kept, size_t size) {
    uint32_t piece[1000];
    uint32_t number = 0;
    while (kept->bytes.length < size) {
        for (size_t i = 0; i < sizeof piece / sizeof piece[0]; i++)
            piece[i] = number++;
        kept_put(kept, (struct text){(const char *)piece, sizeof piece});
        assert_false(kept->bytes.failed);
    }
    kept_end(kept);
    assert_false(kept->bytes.failed);
    assert_int_equal(kept->bytes.length, number * sizeof number);
    assert_int_equal(kept->bytes.data[kept->bytes.length], '\0');
    for (uint32_t i = 0; i < number; i++)
        assert_memory_equal(kept->bytes.data + i * sizeof i, &i, sizeof i);
}

static void few_bytes_are_kept(void **state) {
    (void)state;
    struct kept kept = {0};
    put_all(&kept, 1);
    assert_false(kept.mapped);
    kept_free(&kept);
    assert_null(kept.bytes.data);
    put_all(&kept, 0);
    assert_string_equal(kept.bytes.data, "");
    kept_free(&kept);
}

static void many_bytes_are_kept_as_they_grow(void **state) {
    (void)state;
    struct kept kept = {0};
    put_all(&kept, (size_t)40 << 20);
    assert_true(kept.mapped);
    kept_free(&kept);
    assert_null(kept.bytes.data);
}

static void one_large_piece_is_kept(void **state) {
    (void)state;
    enum { SIZE = 9 << 20 };
    static char piece[SIZE];
    struct kept kept = {0};
    memset(piece, 'x', SIZE);
    kept_put(&kept, (struct text){"a", 1});
    kept_put(&kept, (struct text){piece, SIZE});
    assert_int_equal(kept.bytes.length, SIZE + 1);
    assert_int_equal(kept.bytes.data[0], 'a');
    assert_memory_equal(kept.bytes.data + 1, piece, SIZE);
    kept_free(&kept);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_bytes_are_kept),
        cmocka_unit_test(many_bytes_are_kept_as_they_grow),
        cmocka_unit_test(one_large_piece_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
