#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "batch/plan.h"

#define GOODS "good_id,hs,country\n"
#define BOM "good_id,hs,material_id\n"

struct planned {
    bool streams;
    uint64_t goods;
    uint64_t rows;
    size_t jobs;
};

static void write_file(char path[32], struct text content) {
    strcpy(path, "/tmp/usmca-test-XXXXXX");
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0 &&
                write(descriptor, content.data, content.length) == (ssize_t)content.length);
    close(descriptor);
}

static uint64_t lines_between(struct text content, off_t from, off_t to) {
    uint64_t lines = 0;
    for (off_t i = from; i < to; i++)
        lines += content.data[i] == '\n';
    return lines;
}

/* Whether the jobs cover both files from end to end, without a gap, and know on which line each begins. */
static void check_cover(const struct plan *plan, const struct plan_file *goods, const struct plan_file *lines,
                        struct text content) {
    off_t good_end = goods != NULL ? goods->source.data : 0;
    off_t line_end = lines->source.data;
    uint64_t line = lines->source.data_line;
    for (size_t i = 0; i < plan->job_count; i++) {
        assert_int_equal(plan->jobs[i].lines.from, line_end);
        line_end = plan->jobs[i].lines.to;
        if (plan->jobs[i].lines.from < line_end)
            assert_int_equal(plan->jobs[i].lines.file_line, line);
        line += lines_between(content, plan->jobs[i].lines.from, line_end);
        if (goods != NULL) {
            assert_int_equal(plan->jobs[i].goods.from, good_end);
            good_end = plan->jobs[i].goods.to;
        }
    }
    assert_int_equal(line_end, lines->source.size);
    if (goods != NULL)
        assert_int_equal(good_end, goods->source.size);
}

static struct planned plan_with(struct plan_means means, const char *goods_content,
                                struct text lines_content) {
    char goods_path[32];
    char lines_path[32];
    struct plan_file goods = {.source = {.descriptor = -1}};
    struct plan_file lines = {.source = {.descriptor = -1}};
    struct plan plan;
    usmca_error error = {0};
    bool flat = goods_content == NULL;
    write_file(goods_path, text_from(flat ? "" : goods_content));
    write_file(lines_path, lines_content);
    if (!flat)
        assert_int_equal(plan_file_open(&goods, goods_path, NULL, "goods", means.threads, &error), USMCA_OK);
    assert_int_equal(plan_file_open(&lines, lines_path, NULL, flat ? "flat" : "bom", means.threads, &error),
                     USMCA_OK);
    assert_int_equal(plan_make(&plan, flat ? NULL : &goods, &lines, means, &error), USMCA_OK);
    if (plan.streams)
        check_cover(&plan, flat ? NULL : &goods, &lines, lines_content);
    struct planned planned = {plan.streams, plan.goods, plan.rows, plan.job_count};
    plan_free(&plan);
    plan_file_close(&goods);
    plan_file_close(&lines);
    unlink(goods_path);
    unlink(lines_path);
    return planned;
}

static struct planned plan_by(int threads, const char *goods_content, struct text lines_content) {
    return plan_with((struct plan_means){.threads = threads}, goods_content, lines_content);
}

static struct planned plan_of(const char *goods_content, struct text lines_content) {
    return plan_by(1, goods_content, lines_content);
}

static void grouped_files_stream(void **state) {
    (void)state;
    struct planned planned = plan_of(GOODS "A,3926.90,MX\nB,3926.90,MX\nC,3926.90,MX\n",
                                     text_from(BOM "A,3902.10,X\nA,3902.10,Y\nC,3902.10,X\n"));
    assert_true(planned.streams);
    assert_int_equal(planned.goods, 3);
    assert_int_equal(planned.rows, 6);
    assert_true(plan_of(GOODS "A,3926.90,MX\n", text_from(BOM "NOBODY,3902.10,X\nA,3902.10,Y\n")).streams);
    assert_true(plan_of(GOODS, text_from(BOM)).streams);
}

static void other_files_are_loaded(void **state) {
    (void)state;
    static const char TWO[] = GOODS "A,3926.90,MX\nB,3926.90,MX\n";
    assert_false(plan_of(TWO, text_from(BOM "B,3902.10,X\nA,3902.10,X\n")).streams);
    assert_false(plan_of(TWO, text_from(BOM "A,3902.10,X\nB,3902.10,X\nA,3902.10,X\n")).streams);
    assert_false(plan_of(TWO, text_from(BOM "A,3902.10,B\nB,3902.10,X\n")).streams);
    assert_false(plan_of(GOODS "A,3926.90,MX\nA,3926.90,MX\n", text_from(BOM "A,3902.10,X\n")).streams);
}

static void flat_files_stream_where_their_goods_stand_together(void **state) {
    (void)state;
#define FLAT "good_id,good_hs,good_country,hs,material_id\n"
    assert_true(
        plan_of(NULL,
                text_from(FLAT "A,3926.90,MX,3902.10,X\nA,3926.90,MX,3902.10,Y\nB,3926.90,MX,3902.10,X\n"))
            .streams);
    assert_false(
        plan_of(NULL,
                text_from(FLAT "A,3926.90,MX,3902.10,X\nB,3926.90,MX,3902.10,X\nA,3926.90,MX,3902.10,Y\n"))
            .streams);
    assert_false(plan_of(NULL, text_from(FLAT "A,3926.90,MX,3902.10,B\nB,3926.90,MX,3902.10,X\n")).streams);
}

static void long_files_are_cut_between_goods(void **state) {
    (void)state;
    struct buffer goods = {0};
    struct buffer lines = {0};
    char row[64];
    buffer_string(&goods, GOODS);
    buffer_string(&lines, BOM);
    for (int i = 0; i < 20000; i++) {
        buffer_put(&goods, row, (size_t)snprintf(row, sizeof row, "G%d,3926.90,MX\n", i));
        for (int k = 0; k < (i < 10000 ? 9 : 0); k++)
            buffer_put(&lines, row, (size_t)snprintf(row, sizeof row, "G%d,3902.10,M%d\n", i, k));
    }
    buffer_char(&goods, '\0');
    struct planned planned = plan_of(goods.data, buffer_view(&lines));
    assert_true(planned.streams);
    assert_int_equal(planned.goods, 20000);
    assert_true(planned.jobs > 4);
    buffer_free(&goods);
    buffer_free(&lines);
}

/* Rows that may be of several lines, of so many goods, one in a thousand of which has no lines. */
static void write_long(struct buffer *goods, struct buffer *lines, int count, const char *row_form) {
    char row[160];
    buffer_string(goods, GOODS);
    buffer_string(lines, BOM);
    for (int i = 0; i < count; i++) {
        buffer_put(goods, row, (size_t)snprintf(row, sizeof row, "G%d,3926.90,MX\n", i));
        for (int k = 0; k < (i % 1000 > 0 ? 9 : 0); k++)
            buffer_put(lines, row, (size_t)snprintf(row, sizeof row, row_form, i, i + 40, k));
    }
    buffer_char(goods, '\0');
}

/* However many threads read it. */
static void check_threads(const char *goods, struct text lines, bool streams) {
    const struct planned alone = plan_of(goods, lines);
    assert_int_equal(alone.streams, streams);
    for (int threads = 2; threads < 9; threads += 3) {
        const struct planned planned = plan_by(threads, goods, lines);
        assert_int_equal(planned.streams, streams);
        if (!streams)
            continue;
        assert_int_equal(planned.goods, alone.goods);
        assert_int_equal(planned.rows, alone.rows);
        assert_true(planned.jobs >= alone.jobs && planned.jobs < alone.jobs + (size_t)threads);
    }
}

static void several_threads_plan_the_same(void **state) {
    (void)state;
    static const char *const FORMS[] = {
        "G%d,3902.10,M%d-%d of Monterrey and elsewhere\n",
        /* a line within a field is the id of another good */
        "G%d,3902.10,\"M\nG%d\n%d of Monterrey\nand elsewhere\"\n",
        "G%d,3902.10,\"M\nG%d\n\"\"M%d\"\" of Monterrey\nand elsewhere\"\r\n"};
    for (size_t i = 0; i < sizeof FORMS / sizeof FORMS[0]; i++) {
        struct buffer goods = {0};
        struct buffer lines = {0};
        write_long(&goods, &lines, 8000, FORMS[i]);
        check_threads(goods.data, buffer_view(&lines), true);
        buffer_string(&lines, "G4,3902.10,X\n");
        check_threads(goods.data, buffer_view(&lines), false);
        lines.length -= strlen("G4,3902.10,X\n");
        buffer_string(&lines, "NOBODY,3902.10,X\nG7999,3902.10,G5\n");
        check_threads(goods.data, buffer_view(&lines), false);
        buffer_free(&goods);
        buffer_free(&lines);
    }
}

/* Small files of rows that may be of any good, in quotation marks that may be out of place, by pieces of a
 * few bytes. */
static void pieces_of_any_size_plan_the_same(void **state) {
    (void)state;
    static const char *const ROWS[] = {"G%u,3902.10,M\n",
                                       "G%u,3902.10,\"M\"\n",
                                       "\"G%u\",3902.10,M\r\n",
                                       "G%u,3902.10,\"M\nG1,3902.10,M\"\n",
                                       "G%u,3902.10,\"M\n",
                                       "G%u,3902.10,M 3/4\"\n",
                                       "G%u,3902.10,\"M\"\"\nM\"\n",
                                       "\n",
                                       "\"\"\n",
                                       "G%u\n"};
    uint64_t random = 7;
    for (int round = 0; round < 400; round++) {
        struct buffer lines = {0};
        char row[64];
        unsigned good = 0;
        buffer_string(&lines, BOM);
        for (int i = 0; i < 60; i++) {
            random = text_hash_step(random, (uint64_t)i);
            const bool odd = random % 16 < (uint64_t)round % 8;
            good += random >> 8 & 1;
            buffer_put(&lines, row,
                       (size_t)snprintf(row, sizeof row,
                                        ROWS[odd ? (random >> 16) % (sizeof ROWS / sizeof ROWS[0]) : 0],
                                        good));
        }
        static const char GOODS_OF_ALL[] =
            GOODS "G0,3926.90,MX\nG1,3926.90,MX\nG2,3926.90,MX\nG3,3926.90,MX\nG5,3926.90,MX\n"
                  "G8,3926.90,MX\nG9,3926.90,MX\nG12,3926.90,MX\nG20,3926.90,MX\nG25,3926.90,MX\n";
        const struct planned alone = plan_of(GOODS_OF_ALL, buffer_view(&lines));
        for (int threads = 2; threads < 9; threads += 3) {
            const struct planned planned =
                plan_with((struct plan_means){.threads = threads, .least_stretch = 1 << round % 7},
                          GOODS_OF_ALL, buffer_view(&lines));
            assert_int_equal(planned.streams, alone.streams);
            assert_int_equal(planned.goods, alone.goods);
            assert_true(!alone.streams || planned.rows == alone.rows);
        }
        buffer_free(&lines);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(grouped_files_stream),
                                       cmocka_unit_test(other_files_are_loaded),
                                       cmocka_unit_test(flat_files_stream_where_their_goods_stand_together),
                                       cmocka_unit_test(long_files_are_cut_between_goods),
                                       cmocka_unit_test(several_threads_plan_the_same),
                                       cmocka_unit_test(pieces_of_any_size_plan_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
