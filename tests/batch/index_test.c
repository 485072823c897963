#include "rulebook/book.h"

#include "batch/index.h"

/* What a file that cannot stream is loaded into: whose lines are whose, which goods are materials of which,
 * and which of them can be determined first. */

static struct usmca_rulebook *book; /* for the words of what is rejected */

static int load_book(void **state) {
    (void)state;
    static const char RULES_OF_NOTHING[] = "<rules edition='2012' source='test'/>";
    return book_of(&book, RULES_OF_NOTHING, NULL, NULL) == USMCA_OK ? 0 : -1;
}

static int unload_book(void **state) {
    (void)state;
    rulebook_free(book);
    return 0;
}

#define GOODS "good_id,hs,country\n"
#define BOM "good_id,hs,material_id\n"

struct loaded {
    struct index index;
    struct plan_file goods;
    struct plan_file lines;
    struct unit_reader reader;
    struct hs_pattern *codes;
    struct rejects rejects;
};

static void open_table(struct plan_file *file, const char *content, const char *table) {
    char path[] = "/tmp/usmca-test-XXXXXX";
    int descriptor = mkstemp(path);
    *file = (struct plan_file){.source = {.descriptor = -1}};
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, content, strlen(content)), (ssize_t)strlen(content));
    close(descriptor);
    assert_int_equal(plan_file_open(file, path, NULL, table, 1, NULL), USMCA_OK);
    unlink(path);
}

static struct loaded *load(const char *goods, const char *lines) {
    struct loaded *loaded = calloc(1, sizeof *loaded);
    assert_non_null(loaded);
    open_table(&loaded->goods, goods, "goods");
    open_table(&loaded->lines, lines, "bom");
    loaded->rejects.messages = book->messages;
    struct unit_files files = {.goods_path = "goods.csv",
                               .lines_path = "bom.csv",
                               .goods = loaded->goods.layout,
                               .lines = loaded->lines.layout,
                               .goods_delimiter = ',',
                               .lines_delimiter = ','};
    assert_int_equal(hs_pattern_new(&loaded->codes, NULL), USMCA_OK);
    assert_int_equal(unit_reader_open(&loaded->reader, &files, loaded->codes, &loaded->rejects, NULL),
                     USMCA_OK);
    assert_int_equal(index_make(&loaded->index, &loaded->goods, &loaded->lines, &loaded->reader, NULL),
                     USMCA_OK);
    return loaded;
}

static void unload(struct loaded *loaded) {
    index_free(&loaded->index);
    unit_reader_close(&loaded->reader);
    hs_pattern_free(loaded->codes);
    rejects_free(&loaded->rejects);
    plan_file_close(&loaded->goods);
    plan_file_close(&loaded->lines);
    free(loaded);
}

/* Where a good stands in the order in which they are determined. */
static size_t place_of(const struct index *index, uint32_t good) {
    size_t place = 0;
    while (place < index->good_count && index->order[place] != good)
        place++;
    return place;
}

static void lines_come_to_their_goods(void **state) {
    (void)state;
    struct loaded *loaded = load(GOODS "A,3926.90,MX\nB,3926.90,MX\nC,3926.90,MX\n",
                                 BOM "B,3902.10,X\nA,3902.10,X\nB,3902.20,Y\nA,3902.30,Y\n");
    const struct index *index = &loaded->index;
    assert_int_equal(index->good_count, 3);
    assert_int_equal(index->line_count, 4);
    assert_true(index->scattered);
    assert_int_equal(index->goods[0].count, 2);
    assert_int_equal(index->goods[1].count, 2);
    assert_int_equal(index->goods[2].count, 0);
    const struct index_line *of_b = &index->lines[index->goods[1].first];
    assert_text_equal(index_slice(&of_b[0]).record, "B,3902.10,X\n"); /* in the order of the file */
    assert_text_equal(index_slice(&of_b[1]).record, "B,3902.20,Y\n");
    assert_int_equal(index->level_count, 1);
    unload(loaded);
}

/* However they stand in the file. */
static void materials_come_before_what_is_made_of_them(void **state) {
    (void)state;
    struct loaded *loaded =
        load(GOODS "CAR,8703.23,MX\nENGINE,8407.34,MX\nBOLT,7318.15,MX\nSEAT,9401.20,MX\n",
             BOM "CAR,8407.34,ENGINE\nCAR,9401.20,SEAT\nENGINE,7318.15,BOLT\nBOLT,7213.91,ROD\n");
    const struct index *index = &loaded->index;
    assert_int_equal(index->level_count, 3);
    assert_int_equal(index->goods[0].level, 2);
    assert_int_equal(index->goods[1].level, 1);
    assert_int_equal(index->goods[2].level, 0);
    assert_int_equal(index->goods[3].level, 0);
    assert_true(place_of(index, 2) < place_of(index, 1) && place_of(index, 1) < place_of(index, 0));
    assert_int_equal(index->levels[0], 0);
    assert_int_equal(index->levels[1], 2);
    assert_int_equal(index->levels[3], 4);
    assert_false(index->goods[0].needed);
    assert_true(index->goods[1].needed && index->goods[2].needed && index->goods[3].needed);
    assert_int_equal(index->lines[index->goods[2].first].child, INDEX_NONE); /* ROD is no good of the file */
    for (size_t i = 0; i < index->good_count; i++)
        assert_int_equal(index->goods[i].cycle.length, 0);
    unload(loaded);
}

static void circles_are_named(void **state) {
    (void)state;
    struct loaded *loaded =
        load(GOODS "A,3926.90,MX\nB,3926.90,MX\nC,3926.90,MX\nSELF,3926.90,MX\nABOVE,3926.90,MX\n",
             BOM "A,3926.90,B\nB,3926.90,C\nC,3926.90,A\nSELF,3926.90,SELF\nABOVE,3926.90,A\n");
    const struct index *index = &loaded->index;
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(index->goods[i].cycle.length, strlen("A, B, C"));
        assert_non_null(memchr(index->goods[i].cycle.data, 'A' + (int)i, index->goods[i].cycle.length));
    }
    assert_int_equal(index->goods[3].cycle.length, 0); /* that hangs on what its rows say */
    assert_true(index->goods[3].of_itself);
    assert_false(index->goods[4].of_itself);
    assert_int_equal(index->goods[4].cycle.length, 0); /* it is above the circle, and not of it */
    unload(loaded);
}

/* A chain as deep as a file is long needs no recursion. */
static void a_long_chain(void **state) {
    (void)state;
    enum { LENGTH = 50000 };
    struct buffer goods = {0};
    struct buffer lines = {0};
    char row[64];
    buffer_string(&goods, GOODS);
    buffer_string(&lines, BOM);
    for (int i = 0; i < LENGTH; i++) {
        buffer_put(&goods, row, (size_t)snprintf(row, sizeof row, "G%d,3926.90,MX\n", i));
        buffer_put(&lines, row, (size_t)snprintf(row, sizeof row, "G%d,3926.90,G%d\n", i, i + 1));
    }
    buffer_char(&goods, '\0');
    buffer_char(&lines, '\0');
    struct loaded *loaded = load(goods.data, lines.data);
    assert_int_equal(loaded->index.good_count, LENGTH);
    assert_int_equal(loaded->index.level_count, LENGTH);
    assert_int_equal(loaded->index.order[0], LENGTH - 1);
    assert_int_equal(loaded->index.order[LENGTH - 1], 0);
    unload(loaded);
    buffer_free(&goods);
    buffer_free(&lines);
}

static void what_belongs_to_no_good(void **state) {
    (void)state;
    struct loaded *loaded =
        load(GOODS "A,3926.90,MX\nA,3926.90,US\nB,3926.90,MX\n", BOM "A,3902.10,X\nNOBODY,3902.10,X\n");
    const struct index *index = &loaded->index;
    assert_int_equal(index->good_count, 2);
    assert_true(index->goods[0].twice);
    assert_false(index->goods[1].twice);
    assert_int_equal(loaded->rejects.count, 2); /* the second row of A, and the line of NOBODY */
    assert_int_equal(index->line_count, 1);
    unload(loaded);
}

/* A row whose good cannot be read may be of the good before it, or of the one behind. */
static void a_row_that_may_be_of_either(void **state) {
    (void)state;
    struct loaded *loaded =
        load(GOODS "A,3926.90,MX\nB,3926.90,MX\nC,3926.90,MX\nD,3926.90,MX\n",
             BOM "A,3902.10,X\nB,3902.10,X\n\"B\"x,3902.10,Y\nC,3902.10,X\nD,3902.10,X\nB,3902.10,Z\n");
    const struct index *index = &loaded->index;
    assert_false(index->goods[0].beside_unreadable);
    assert_true(index->goods[1].beside_unreadable);
    assert_true(index->goods[2].beside_unreadable);
    assert_false(index->goods[3].beside_unreadable);
    unload(loaded);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines_come_to_their_goods),
                                       cmocka_unit_test(materials_come_before_what_is_made_of_them),
                                       cmocka_unit_test(circles_are_named),
                                       cmocka_unit_test(a_long_chain),
                                       cmocka_unit_test(what_belongs_to_no_good),
                                       cmocka_unit_test(a_row_that_may_be_of_either)};
    return cmocka_run_group_tests(tests, load_book, unload_book);
}
