#include "unit.h"

#include "base/arena.h"
#include "base/large_pages.h"

static void pieces_are_zeroed_and_aligned(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t size = 1; size < 300000; size = size * 3 + 1) {
        unsigned char *piece = arena_allocate(&arena, size);
        assert_non_null(piece);
        assert_int_equal((uintptr_t)piece % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xff, size);
    }
    assert_null(arena_allocate(&arena, SIZE_MAX - 8));
    arena_free(&arena);
}

static void a_reset_arena_stops_growing(void **state) {
    (void)state;
    struct arena arena = {0};
    size_t reserved = 0;
    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 1000; i++)
            assert_non_null(arena_copy(&arena, TEXT("some text of a record")).data);
        if (round == 0)
            reserved = arena_reserved(&arena);
        arena_reset(&arena);
    }
    assert_int_equal(arena_reserved(&arena), reserved);
    arena_free(&arena);
}

static void what_is_expected_is_one_block(void **state) {
    (void)state;
    struct arena arena = {.expected = 3 * (size_t)LARGE_PAGE};
    char *first = arena_reserve(&arena, LARGE_PAGE);
    const size_t reserved = arena_reserved(&arena);
    assert_in_range(reserved, arena.expected - 64, arena.expected);
    assert_ptr_equal(arena_reserve(&arena, LARGE_PAGE), first + LARGE_PAGE);
    assert_int_equal(arena_reserved(&arena), reserved);
    char *more = arena_allocate(&arena, LARGE_PAGE); /* and more is had as ever */
    assert_non_null(more);
    assert_int_equal(more[LARGE_PAGE - 1], 0);
    assert_true(arena_reserved(&arena) > reserved);
    arena_free(&arena);
    struct arena too_large = {.expected = SIZE_MAX - 64};
    assert_null(arena_reserve(&too_large, 1));
    assert_true(too_large.failed);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(pieces_are_zeroed_and_aligned),
                                       cmocka_unit_test(a_reset_arena_stops_growing),
                                       cmocka_unit_test(what_is_expected_is_one_block)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
