#include "case/document.h"

#include <stdio.h>

#include "unit.h"

/* Documents that come in a few at a time are found as those that were there at once. */

enum { ROWS = 200, MATERIALS = 7 };

struct rows {
    struct document documents[ROWS];
    char ids[ROWS][8];
};

/* Every id once, in no order. */
static void fill(struct rows *rows) {
    static const char *const MATERIAL[MATERIALS] = {"", "A", "B", "C", "D", "E", "F"};
    for (uint32_t i = 0; i < ROWS; i++) {
        snprintf(rows->ids[i], sizeof rows->ids[i], "D%03u", i * 77 % ROWS);
        rows->documents[i] = (struct document){.document_id = text_from(rows->ids[i]),
                                               .material_id = text_from(MATERIAL[i * 31 % MATERIALS])};
    }
}

static void expect_same(const struct document_table *one, const struct document_table *other) {
    char id[8];
    for (uint32_t i = 0; i < ROWS; i++) {
        snprintf(id, sizeof id, "D%03u", i);
        const struct document *found = documents_find(one, text_from(id));
        const struct document *again = documents_find(other, text_from(id));
        assert_true(found != NULL && again != NULL);
        assert_true(text_is(found->document_id, id) && text_is(again->document_id, id));
        assert_true(text_equal(found->material_id, again->material_id));
    }
    for (int material = 0; material < MATERIALS; material++) {
        struct text of = one->rows[material].material_id;
        const struct document *found = documents_on_material(one, DOCUMENT_CERTIFICATION, of, NULL);
        const struct document *again = documents_on_material(other, DOCUMENT_CERTIFICATION, of, NULL);
        for (; found != NULL && again != NULL;
             found = documents_on_material(one, DOCUMENT_CERTIFICATION, of, found)) {
            assert_true(text_equal(found->document_id, again->document_id));
            again = documents_on_material(other, DOCUMENT_CERTIFICATION, of, again);
        }
        assert_true(found == NULL && again == NULL);
    }
    assert_null(documents_find(other, TEXT("D999")));
}

static void what_comes_in_later_is_found_in_its_place(void **state) {
    (void)state;
    for (size_t step = 1; step < ROWS; step = step * 3 + 1) {
        struct rows at_once;
        struct rows in_pieces;
        struct document_table one = {0};
        struct document_table other = {0};
        fill(&at_once);
        fill(&in_pieces);
        documents_sort(&one, at_once.documents, ROWS);
        documents_sort(&other, in_pieces.documents, 1);
        for (size_t count = 1; count < ROWS;) {
            count = count + step < ROWS ? count + step : ROWS;
            documents_extend(&other, in_pieces.documents, count);
        }
        expect_same(&one, &other);
        documents_free(&one);
        documents_free(&other);
    }
}

static void several_are_found_as_each(void **state) {
    (void)state;
    static const char *const ASKED[] = {"D000", "", "D199", "D999", "D077", "D077"};
    enum { COUNT = sizeof ASKED / sizeof ASKED[0] };
    struct rows rows;
    struct document_table table = {0};
    fill(&rows);
    documents_sort(&table, rows.documents, ROWS);
    for (int without_places = 0; without_places < 2; without_places++) {
        struct document_search searches[COUNT];
        struct document_table asked = table;
        if (without_places)
            asked.places = NULL;
        for (size_t i = 0; i < COUNT; i++)
            searches[i].document_id = text_from(ASKED[i]);
        documents_find_all(&asked, searches, COUNT);
        for (size_t i = 0; i < COUNT; i++)
            assert_ptr_equal(searches[i].found, documents_find(&table, text_from(ASKED[i])));
    }
    documents_free(&table);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_comes_in_later_is_found_in_its_place),
        cmocka_unit_test(several_are_found_as_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
