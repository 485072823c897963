#include "pdf/pdf.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "unit.h"

extern const struct pdf_floor usmca_pdf_floor;

/* A document, as it was written. */
struct written {
    struct buffer bytes;
    size_t most; /* how much the disk takes */
    struct pdf_notes notes;
    usmca_status status;
    usmca_error error;
    size_t rows;
    const char *text;
    size_t found; /* the page of the target, as it was drawn */
    size_t calls;
    bool changes; /* between the passes */
};

static usmca_status write_bytes(void *context, struct text bytes, usmca_error *error) {
    struct written *written = context;
    if (written->bytes.length + bytes.length > written->most)
        return error_set(error, USMCA_ERROR_IO, "disk", 0, 0, "cannot write: no space left");
    buffer_text(&written->bytes, bytes);
    return written->bytes.failed ? error_memory(error) : USMCA_OK;
}

static void number_page(void *context, size_t page, size_t pages, struct buffer *out) {
    char text[64];
    (void)context;
    snprintf(text, sizeof text, "page %zu of %zu", page, pages);
    buffer_string(out, text);
}

static void draw_with(struct written *written, pdf_draw draw) {
    const struct pdf_document document = {.title = TEXT("A title (with \\ brackets)"),
                                          .author = TEXT("Somebody"),
                                          .date = TEXT("2026-06-15"),
                                          .language = "en",
                                          .number_page = number_page,
                                          .foot = TEXT("foot")};
    const struct pdf_output output = {write_bytes, written};
    if (written->most == 0)
        written->most = SIZE_MAX;
    written->status =
        pdf_write(&usmca_pdf_floor, &document, &output, draw, written, &written->notes, &written->error);
}

static void release(struct written *written) {
    buffer_free(&written->bytes);
}

static bool has(const struct written *written, const char *bytes) {
    return memmem(written->bytes.data, written->bytes.length, bytes, strlen(bytes)) != NULL;
}

static struct pdf_cell cell_of(void *context, size_t row, size_t column) {
    static char number[32];
    const struct written *written = context;
    snprintf(number, sizeof number, "%zu.%02zu", row, column);
    return column == 0 ? (struct pdf_cell){.text = text_from(written->text != NULL ? written->text : number)}
                       : (struct pdf_cell){.text = text_from(number), .below = TEXT("below"), .link = 1};
}

static const struct pdf_column COLUMNS[] = {{.heading = TEXT("Text"), .weight = 1},
                                            {.heading = TEXT("Number"), .align = PDF_NUMBER}};

static usmca_status draw_all(struct pdf *pdf, void *context, usmca_error *error) {
    struct written *written = context;
    const struct pdf_field fields[] = {
        {TEXT("Name"), TEXT("Ann")}, {TEXT("Date"), TEXT("")}, {TEXT("Signed"), TEXT("")}};
    written->calls++;
    pdf_heading(pdf, PDF_TITLE, TEXT("Title"));
    pdf_link(pdf, PDF_BODY, TEXT("to the part"), 1);
    written->found = pdf_page_of(pdf, 1);
    pdf_page(pdf);
    pdf_page(pdf);
    pdf_running_head(pdf, TEXT("left"), TEXT("right"));
    pdf_target(pdf, 1);
    pdf_heading(pdf, PDF_PART, TEXT("Part"));
    pdf_heading(pdf, PDF_SECTION, TEXT("Section"));
    pdf_box(pdf, PDF_GOOD, TEXT("It originates."), TEXT("So it is."));
    pdf_pair(pdf, TEXT("Name"), text_from(written->text != NULL ? written->text : "value"));
    pdf_bullet(pdf, PDF_BAD, TEXT("a bullet"));
    pdf_paragraph(pdf, PDF_FORMULA, TEXT("(100.00 − 40.00) ÷ 100.00"));
    pdf_table(pdf, COLUMNS, 2, written->rows, cell_of, written);
    pdf_signature(pdf, fields, 3);
    if (written->changes && written->calls == 2)
        pdf_page(pdf), pdf_paragraph(pdf, PDF_BODY, TEXT("more"));
    return pdf_status(pdf, error);
}

static void pages_are_numbered_before_they_are_drawn(void **state) {
    (void)state;
    struct written written = {.rows = 3};
    draw_with(&written, draw_all);
    assert_int_equal(written.status, USMCA_OK);
    assert_int_equal(written.notes.pages, 2);
    assert_int_equal(written.found, 2);
    assert_int_equal(written.notes.unknown, 0);
    assert_memory_equal(written.bytes.data, "%PDF-", 5);
    release(&written);
}

static void rows_fill_as_many_pages_as_they_need(void **state) {
    (void)state;
    size_t before = 0;
    for (size_t rows = 10; rows <= 1000; rows *= 10) {
        struct written written = {.rows = rows};
        draw_with(&written, draw_all);
        assert_int_equal(written.status, USMCA_OK);
        assert_true(written.notes.pages > before);
        assert_true(written.notes.pages <= 2 + rows / 20);
        before = written.notes.pages;
        release(&written);
    }
}

/* A cell of 200,000 letters, which no page holds. */
static void a_row_longer_than_a_page_goes_on_to_the_next(void **state) {
    (void)state;
    char *text = malloc(200001);
    assert_non_null(text);
    memset(text, 'x', 200000);
    text[200000] = '\0';
    struct written written = {.rows = 1, .text = text};
    draw_with(&written, draw_all);
    assert_int_equal(written.status, USMCA_OK);
    assert_true(written.notes.pages > 20);
    release(&written);
    free(text);
}

static void the_same_calls_give_the_same_bytes(void **state) {
    (void)state;
    struct written one = {.rows = 200};
    struct written other = {.rows = 200};
    draw_with(&one, draw_all);
    draw_with(&other, draw_all);
    assert_int_equal(one.bytes.length, other.bytes.length);
    assert_memory_equal(one.bytes.data, other.bytes.data, one.bytes.length);
    assert_true(has(&one, "/CreationDate (20260615"));
    assert_false(has(&one, "/ModDate"));
    release(&one);
    release(&other);
}

static void a_full_disk_is_said_wherever_it_is_full(void **state) {
    (void)state;
    struct written whole = {.rows = 300};
    draw_with(&whole, draw_all);
    size_t length = whole.bytes.length;
    release(&whole);
    for (size_t most = 1; most < length; most += length / 37) {
        struct written written = {.rows = 300, .most = most};
        draw_with(&written, draw_all);
        assert_int_equal(written.status, USMCA_ERROR_IO);
        assert_string_equal(written.error.text, "cannot write: no space left");
        release(&written);
    }
}

static usmca_status draw_and_give_up(struct pdf *pdf, void *context, usmca_error *error) {
    (void)context;
    pdf_paragraph(pdf, PDF_BODY, TEXT("begun"));
    return error_set(error, USMCA_ERROR_INPUT, "results", 7, 1, "not JSON");
}

static void what_the_caller_finds_ends_it(void **state) {
    (void)state;
    struct written written = {0};
    draw_with(&written, draw_and_give_up);
    assert_int_equal(written.status, USMCA_ERROR_INPUT);
    assert_int_equal(written.error.line, 7);
    assert_int_equal(written.bytes.length, 0);
    release(&written);
}

static void what_changes_between_the_passes_is_an_error(void **state) {
    (void)state;
    struct written written = {.rows = 1, .changes = true};
    draw_with(&written, draw_all);
    assert_int_equal(written.status, USMCA_ERROR_IO);
    assert_non_null(strstr(written.error.text, "changed"));
    release(&written);
}

/* A private use character is in no font; bad UTF-8, control characters and marks of direction are shown. */
static void letters_without_a_font_are_named(void **state) {
    (void)state;
    struct written written = {.rows = 2, .text = "\xf4\x80\x80\x80 and \xff \x01 \xe2\x80\xae x"};
    draw_with(&written, draw_all);
    assert_int_equal(written.status, USMCA_OK);
    assert_int_equal(written.notes.unknown, 3); /* in the pair, and in two rows */
    assert_int_equal(written.notes.unknown_first, 0x100000);
    release(&written);
}

static void empty_texts_and_tables_take_no_place(void **state) {
    (void)state;
    struct written written = {.rows = 0, .text = ""};
    draw_with(&written, draw_all);
    assert_int_equal(written.status, USMCA_OK);
    assert_int_equal(written.notes.pages, 2);
    release(&written);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_numbered_before_they_are_drawn),
        cmocka_unit_test(rows_fill_as_many_pages_as_they_need),
        cmocka_unit_test(a_row_longer_than_a_page_goes_on_to_the_next),
        cmocka_unit_test(the_same_calls_give_the_same_bytes),
        cmocka_unit_test(a_full_disk_is_said_wherever_it_is_full),
        cmocka_unit_test(what_the_caller_finds_ends_it),
        cmocka_unit_test(what_changes_between_the_passes_is_an_error),
        cmocka_unit_test(letters_without_a_font_are_named),
        cmocka_unit_test(empty_texts_and_tables_take_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
