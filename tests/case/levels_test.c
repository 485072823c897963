#include "unit.h"

#include "case/levels.h"

static const struct level_form BY_NUMBER = {LEVEL_PER_PARENT, false};
static const struct level_form CUMULATIVE = {LEVEL_CUMULATIVE, false};
static const struct level_form INDENTED = {LEVEL_PER_PARENT, true};

/* The level of a field; -1 where it is none. */
static int level(const char *field) {
    struct level_indents indents = {0};
    uint32_t depth = 0;
    return level_read(text_from(field), &BY_NUMBER, &indents, &depth) ? (int)depth : -1;
}

static void reads_levels(void **state) {
    (void)state;
    assert_int_equal(level("0"), 0);
    assert_int_equal(level("1"), 1);
    assert_int_equal(level("12"), 12);
    assert_int_equal(level(".1"), 1);
    assert_int_equal(level("..2"), 2);
    assert_int_equal(level(". . 2"), -1);
    assert_int_equal(level("-2"), 2);
    assert_int_equal(level("...4"), 4);
    assert_int_equal(level("***"), 3);
    assert_int_equal(level("  2"), 2);
    assert_int_equal(level("2.0"), 2);
}

static void refuses_what_is_no_level(void **state) {
    (void)state;
    const char *const wrong[] = {"", " ", "A", "1.2", "2.5", "..1", ".3", "100", "32", "1a", "-"};
    for (size_t i = 0; i + 1 < sizeof wrong / sizeof wrong[0]; i++)
        assert_int_equal(level(wrong[i]), -1);
    assert_int_equal(level("-"), 1);
}

static void reads_indentation(void **state) {
    (void)state;
    struct level_indents indents = {0};
    const struct {
        const char *field;
        int depth;
    } rows[] = {{"PUMP", 0},    {"   HEAD", 1}, {"      BOLT", 2}, {"      NUT", 2},
                {"   BODY", 1}, {"FAN", 0},     {"..LEAF", 1}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t depth = 9;
        assert_true(level_read(text_from(rows[i].field), &INDENTED, &indents, &depth));
        assert_int_equal(depth, rows[i].depth);
    }
    uint32_t depth = 0;
    assert_true(level_read(TEXT("    X"), &INDENTED, &indents, &depth));
    assert_false(
        level_read(TEXT(" Y"), &INDENTED, &indents, &depth)); /* neither as deep as the one above it */
}

/* Rows as "level quantity value", each as deep as its level says. */
struct row {
    const char *level;
    const char *quantity;
    const char *value;
    enum role role;
};

enum { MOST_ROWS = 8 };

static struct arena arena;
static struct good good;
static struct material materials[MOST_ROWS];
static struct levels_found found;

static void set(struct amount *amount, const char *number) {
    if (number != NULL)
        amount->given = decimal_parse(&amount->value, text_from(number),
                                      (struct decimal_format){.point = '.'}) == DECIMAL_OK;
}

static void settle(const struct row *rows, uint32_t count, const struct level_form *form) {
    arena_reset(&arena);
    good = (struct good){.good_id = TEXT("PUMP"), .material_count = count};
    for (uint32_t i = 0; i < count; i++) {
        materials[i] = (struct material){.level = text_from(rows[i].level), .role = rows[i].role};
        materials[i].file_line = i + 2;
        materials[i].line = text_from(rows[i].level);
        set(&materials[i].quantity, rows[i].quantity);
        set(&materials[i].value, rows[i].value);
    }
    found = levels_settle(&good, materials, form, &arena);
    assert_false(found.out_of_memory);
}

#define SETTLE(rows, form) settle(rows, sizeof(rows) / sizeof((rows)[0]), form)

static void an_assembly_counts_by_its_lines(void **state) {
    (void)state;
    const struct row rows[] = {
        {".1", "3", "60", 0}, {"..2", "2", "40", 0}, {"..2", "0.5", "10", 0}, {".1", "1", "5", 0}};
    SETTLE(rows, &BY_NUMBER);
    assert_null(found.problem);
    assert_int_equal(good.material_count, 3);
    assert_true(materials[0].quantity.value == 6 * DECIMAL_ONE &&
                materials[0].value.value == 120 * DECIMAL_ONE);
    assert_true(materials[1].quantity.value == 3 * DECIMAL_ONE / 2 &&
                materials[1].value.value == 30 * DECIMAL_ONE);
    assert_true(materials[2].quantity.value == DECIMAL_ONE);
    assert_text_equal(found.assemblies, ".1");
    SETTLE(rows, &CUMULATIVE);
    assert_int_equal(good.material_count, 3);
    assert_true(materials[0].quantity.value == 2 * DECIMAL_ONE &&
                materials[0].value.value == 40 * DECIMAL_ONE);
}

static void products_of_quantities_are_exact(void **state) {
    (void)state;
    const struct row rows[] = {
        {"1", "0.123456789", NULL, 0}, {"2", "0.000000001", NULL, 0}, {"3", "0.3", "1", 0}};
    SETTLE(rows, &BY_NUMBER);
    assert_int_equal(good.material_count, 1);
    char text[AMOUNT_TEXT_SIZE];
    size_t length = amount_print(text, materials[0].quantity, 0);
    assert_text_equal(((struct text){text, length}), "0.0000000000370370367");
}

static void a_line_without_a_quantity_is_of_one_unit_of_its_parent(void **state) {
    (void)state;
    const struct row rows[] = {{"1", "4", NULL, 0}, {"2", NULL, "2", 0}};
    SETTLE(rows, &BY_NUMBER);
    assert_true(materials[0].quantity.value == 4 * DECIMAL_ONE &&
                materials[0].value.value == 8 * DECIMAL_ONE);
}

static void the_row_of_the_good_is_no_line(void **state) {
    (void)state;
    const struct row rows[] = {{"0", "1", "99", 0}, {"1", "2", "5", 0}};
    SETTLE(rows, &BY_NUMBER);
    assert_null(found.problem);
    assert_int_equal(good.material_count, 1);
    const struct row lot[] = {{"0", "10", "99", 0}, {"1", "2", "5", 0}};
    SETTLE(lot, &BY_NUMBER);
    assert_string_equal(found.problem, "row.level-lot");
    const struct row twice[] = {{"0", "1", "99", 0}, {"0", "2", "5", 0}};
    SETTLE(twice, &BY_NUMBER);
    assert_string_equal(found.problem, "row.level-zero");
}

static void what_cannot_be_told_is_said(void **state) {
    (void)state;
    const struct row jump[] = {{"1", "1", NULL, 0}, {"3", "1", NULL, 0}};
    SETTLE(jump, &BY_NUMBER);
    assert_string_equal(found.problem, "row.level-jump");
    assert_int_equal(found.row, 1);
    const struct row top[] = {{"2", "1", NULL, 0}};
    SETTLE(top, &BY_NUMBER);
    assert_string_equal(found.problem, "row.level-jump");
    const struct row none[] = {{"1", "1", NULL, 0}, {"", "1", NULL, 0}};
    SETTLE(none, &BY_NUMBER);
    assert_string_equal(found.problem, "row.level");
    const struct row without[] = {{"1", NULL, NULL, 0}, {"2", "1", NULL, 0}};
    SETTLE(without, &BY_NUMBER);
    assert_string_equal(found.problem, "row.level-quantity");
    const struct row zero[] = {{"1", "0", NULL, 0}, {"2", "1", NULL, 0}};
    SETTLE(zero, &BY_NUMBER);
    assert_string_equal(found.problem, "row.level-quantity");
    const struct row recovered[] = {{"1", "1", NULL, ROLE_RECOVERED}, {"2", "1", NULL, 0}};
    SETTLE(recovered, &BY_NUMBER);
    assert_string_equal(found.problem, "row.level-role");
    assert_int_equal(good.material_count, 2);
}

static void what_an_assembly_is_for_its_lines_are_for(void **state) {
    (void)state;
    const struct row rows[] = {{"1", "1", NULL, ROLE_PACKING}, {"2", "1", NULL, 0}, {"1", "1", NULL, 0}};
    SETTLE(rows, &BY_NUMBER);
    assert_int_equal(materials[0].role, ROLE_PACKING);
    assert_int_equal(materials[1].role, ROLE_MATERIAL);
}

static void rows_without_levels_are_left_alone(void **state) {
    (void)state;
    const struct row rows[] = {{"", "2", "3", 0}, {"", "1", "3", 0}};
    SETTLE(rows, &BY_NUMBER);
    assert_null(found.problem);
    assert_int_equal(good.material_count, 2);
    assert_true(materials[0].quantity.value == 2 * DECIMAL_ONE);
}

static int end(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_levels),
        cmocka_unit_test(refuses_what_is_no_level),
        cmocka_unit_test(reads_indentation),
        cmocka_unit_test(an_assembly_counts_by_its_lines),
        cmocka_unit_test(products_of_quantities_are_exact),
        cmocka_unit_test(a_line_without_a_quantity_is_of_one_unit_of_its_parent),
        cmocka_unit_test(the_row_of_the_good_is_no_line),
        cmocka_unit_test(what_cannot_be_told_is_said),
        cmocka_unit_test(what_an_assembly_is_for_its_lines_are_for),
        cmocka_unit_test(rows_without_levels_are_left_alone)};
    return cmocka_run_group_tests(tests, NULL, end);
}
