#include "unit.h"

#include <stdlib.h>

#include "base/list.h"

static void grows_and_keeps(void **state) {
    (void)state;
    size_t room = 0;
    int *list = NULL;
    for (int i = 0; i < 1000; i++) {
        list = list_room(list, (size_t)i, &room, sizeof *list);
        assert_non_null(list);
        assert_true(room > (size_t)i);
        list[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list[i], i);
    assert_ptr_equal(list_room(list, 1000, &room, sizeof *list), list);
    free(list);
}

static void exhausted_memory_leaves_the_list(void **state) {
    (void)state;
    size_t room = 0;
    int *list = list_room(NULL, 0, &room, sizeof *list);
    size_t before = room;
    assert_null(list_room(list, room, &room, SIZE_MAX / 4));
    assert_int_equal(room, before);
    free(list);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_and_keeps),
        cmocka_unit_test(exhausted_memory_leaves_the_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
