#include "cli/results_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/results_cells.h"
#include "origin/determination.h"

enum {
    LONGEST_NAME = 31, /* of a sheet, in characters */
    HEAD_FILL = 0xDDEBF7,
    PASSED_WIDTH = 18,
    LINE_HEIGHT = 15,
    FILTER_WIDTH = 3 /* of the mark on a heading, in letters */
};

struct writing {
    lxw_workbook *workbook;
    struct cells cells;
    lxw_format *head;
    lxw_format *head_of_figures;
    lxw_format *title;
    lxw_format *count;
    struct sheet sheets[SHEETS];
    struct sheet_form goods_form; /* with the columns that are passed on */
    struct book_column *goods_columns;
    lxw_worksheet *summary;
    const struct html_head *told;
    size_t goods;
    size_t status[STATUSES];
    size_t piles[PILES];
    size_t findings[FINDING_CODES];
};

/* ---- sheets ---- */

/* The rows of a sheet that is full, or complete, can be filtered. */
static usmca_status end_sheet(const struct sheet *sheet, usmca_error *error) {
    lxw_row_t last = sheet->row > 1 ? sheet->row - 1 : 1;
    return cells_wrote(
        xlsx.worksheet_autofilter(sheet->worksheet, 0, 0, last, (lxw_col_t)(sheet_columns(sheet->form) - 1)),
        error);
}

/* How high the row is that was just written. */
static usmca_status end_row(struct sheet *sheet, usmca_error *error) {
    const lxw_row_t row = sheet->row++;
    return cells_wrote(xlsx.worksheet_set_row(sheet->worksheet, row, sheet->lines * LINE_HEIGHT, NULL),
                       error);
}

static bool is_figure(enum cell_kind kind) {
    return kind == CELL_DAY || kind == CELL_AMOUNT || kind == CELL_PERCENT || kind == CELL_CONTENT ||
           kind == CELL_MARGIN;
}

static usmca_status name_sheet(struct writing *writing, struct sheet *sheet, usmca_error *error) {
    char name[4 * LONGEST_NAME + 16];
    struct text text = message_find(writing->cells.messages, sheet->form->name);
    int length = snprintf(name, sizeof name, "%.*s", (int)text.length, text.data);
    if (sheet->part > 1)
        snprintf(name + length, sizeof name - (size_t)length, " %d", sheet->part);
    sheet->worksheet = xlsx.workbook_add_worksheet(writing->workbook, name);
    return sheet->worksheet != NULL ? USMCA_OK : error_memory(error);
}

static usmca_status begin_sheet(struct writing *writing, struct sheet *sheet, usmca_error *error) {
    sheet->part++;
    sheet->row = 0;
    sheet->lines = 1;
    usmca_status status = name_sheet(writing, sheet, error);
    for (int i = 0; status == USMCA_OK && sheet->form->columns[i].heading != NULL; i++) {
        const struct book_column *column = &sheet->form->columns[i];
        const struct text text = message_find(writing->cells.messages, column->heading);
        const char *heading = cells_shown(&writing->cells, text);
        if (heading == NULL)
            return error_memory(error);
        const int lines = cells_lines(text, column->width - FILTER_WIDTH);
        sheet->lines = lines > sheet->lines ? lines : sheet->lines;
        xlsx.worksheet_set_column(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i, column->width, NULL);
        status = cells_wrote(
            xlsx.worksheet_write_string(sheet->worksheet, 0, (lxw_col_t)i, heading,
                                        is_figure(column->kind) ? writing->head_of_figures : writing->head),
            error);
    }
    if (status == USMCA_OK)
        status = end_row(sheet, error);
    if (status == USMCA_OK) {
        xlsx.worksheet_freeze_panes(sheet->worksheet, 1, 1);
        xlsx.worksheet_set_landscape(sheet->worksheet);
        xlsx.worksheet_fit_to_pages(sheet->worksheet, sheet->form->pages, 0);
        xlsx.worksheet_print_across(sheet->worksheet);
        xlsx.worksheet_repeat_rows(sheet->worksheet, 0, 0);
        xlsx.worksheet_repeat_columns(sheet->worksheet, 0, 0);
    }
    return status;
}

static usmca_status put_row(struct writing *writing, struct sheet *sheet, const json_t *good,
                            const json_t *row, usmca_error *error) {
    usmca_status status = USMCA_OK;
    if (sheet->row == LXW_ROW_MAX) {
        status = end_sheet(sheet, error);
        if (status == USMCA_OK)
            status = begin_sheet(writing, sheet, error);
    }
    sheet->lines = 1;
    for (int i = 0; status == USMCA_OK && sheet->form->columns[i].heading != NULL; i++)
        status = cells_put(&writing->cells, sheet, (lxw_col_t)i, good, row, error);
    return status == USMCA_OK ? end_row(sheet, error) : status;
}

static usmca_status put_rows(struct writing *writing, struct sheet *sheet, const json_t *good,
                             usmca_error *error) {
    const struct sheet_form *form = sheet->form;
    usmca_status status = USMCA_OK;
    size_t index = 0;
    const json_t *row = NULL;
    if (form->rows == NULL)
        return put_row(writing, sheet, good, good, error);
    json_array_foreach(cells_member(good, form->rows), index, row) {
        if (status == USMCA_OK && (!form->asking || results_finding_asks(row)))
            status = put_row(writing, sheet, good, row, error);
    }
    return status;
}

/* The columns of goods, and behind them those that its results pass on. */
static usmca_status add_passed(struct writing *writing, const json_t *good, usmca_error *error) {
    const struct sheet_form *goods = &RESULTS_SHEETS[SHEET_GOODS];
    size_t count = (size_t)sheet_columns(goods);
    const char *name = NULL;
    json_t *value = NULL;
    writing->goods_columns = calloc(count + json_object_size(good) + 1, sizeof *writing->goods_columns);
    if (writing->goods_columns == NULL)
        return error_memory(error);
    memcpy(writing->goods_columns, goods->columns, count * sizeof *goods->columns);
    json_object_foreach((json_t *)good, name, value) {
        if (!results_passed(name) || !json_is_string(value))
            continue;
        const char *kept = strdup(name);
        if (kept == NULL)
            return error_memory(error);
        writing->goods_columns[count++] = (struct book_column){kept, kept, CELL_TEXT, NULL, PASSED_WIDTH};
    }
    writing->goods_form = *goods;
    writing->goods_form.columns = writing->goods_columns;
    return USMCA_OK;
}

static void free_passed(struct writing *writing) {
    size_t first = (size_t)sheet_columns(&RESULTS_SHEETS[SHEET_GOODS]);
    for (size_t i = first; writing->goods_columns != NULL && writing->goods_columns[i].heading != NULL; i++)
        free((char *)writing->goods_columns[i].heading);
    free(writing->goods_columns);
}

static usmca_status begin_sheets(struct writing *writing, const json_t *first, usmca_error *error) {
    usmca_status status = add_passed(writing, first, error);
    for (int i = 0; i < SHEETS && status == USMCA_OK; i++) {
        writing->sheets[i] =
            (struct sheet){.form = i == SHEET_GOODS ? &writing->goods_form : &RESULTS_SHEETS[i]};
        status = begin_sheet(writing, &writing->sheets[i], error);
    }
    return status;
}

static usmca_status take_good(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct writing *writing = context;
    usmca_status status = USMCA_OK;
    size_t index = 0;
    const json_t *finding = NULL;
    if (number == 1)
        status = begin_sheets(writing, good, error);
    writing->goods = number;
    writing->status[results_word(results_string(good, "status"), STATUS_WORDS, STATUSES)]++;
    const int pile =
        results_word(results_string(json_object_get(good, "evidence"), "pile"), PILE_WORDS, PILES);
    if (pile >= 0)
        writing->piles[pile]++;
    json_array_foreach(json_object_get(good, "findings"), index, finding) {
        int code = results_word(results_string(finding, "code"), FINDING_WORDS, FINDING_CODES);
        if (code >= 0)
            writing->findings[code]++;
    }
    for (int i = 0; i < SHEETS && status == USMCA_OK; i++)
        status = put_rows(writing, &writing->sheets[i], good, error);
    return status;
}

/* ---- the first sheet ---- */

static usmca_status put_count(struct writing *writing, struct sheet *sheet, struct text name, size_t count,
                              usmca_error *error) {
    usmca_status status = cells_put_text(&writing->cells, sheet, 0, name, error);
    if (status == USMCA_OK)
        status = cells_wrote(
            xlsx.worksheet_write_number(sheet->worksheet, sheet->row, 1, (double)count, writing->count),
            error);
    sheet->row++;
    return status;
}

static usmca_status put_title(struct writing *writing, struct sheet *sheet, const char *id,
                              usmca_error *error) {
    const char *string = cells_shown(&writing->cells, message_find(writing->cells.messages, id));
    if (string == NULL)
        return error_memory(error);
    usmca_status status = cells_wrote(
        xlsx.worksheet_write_string(sheet->worksheet, sheet->row, 0, string, writing->title), error);
    sheet->row++;
    return status;
}

/* What is known, beside its name. */
static usmca_status put_pair(struct writing *writing, struct sheet *sheet, struct text name,
                             const char *value, usmca_error *error) {
    if (value == NULL || *value == '\0')
        return USMCA_OK;
    usmca_status status = cells_put_text(&writing->cells, sheet, 0, name, error);
    if (status == USMCA_OK)
        status = cells_put_text(&writing->cells, sheet, 1, text_from(value), error);
    sheet->row++;
    return status;
}

static usmca_status put_cover(struct writing *writing, struct sheet *sheet, usmca_error *error) {
    const struct html_head *told = writing->told;
    const struct {
        const char *id;
        const char *value;
    } PAIRS[] = {{"html.company", told->company},
                 {"html.certifier", told->certifier},
                 {"html.period", told->period},
                 {"html.date", results_string(told->summary, "date")},
                 {"html.run.digest", results_string(json_object_get(told->summary, "rule_book"), "sha256")}};
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0] && status == USMCA_OK; i++)
        status = put_pair(writing, sheet, message_find(writing->cells.messages, PAIRS[i].id), PAIRS[i].value,
                          error);
    return status;
}

/* The files that the run read, each with its SHA-256. */
static usmca_status put_inputs(struct writing *writing, struct sheet *sheet, usmca_error *error) {
    const json_t *inputs = json_object_get(writing->told->summary, "intake");
    usmca_status status = USMCA_OK;
    if (json_array_size(inputs) > 0) {
        sheet->row++;
        status = put_title(writing, sheet, "html.run.inputs", error);
    }
    for (size_t i = 0; i < json_array_size(inputs) && status == USMCA_OK; i++) {
        const json_t *input = json_array_get(inputs, i);
        status = put_pair(writing, sheet, text_from(results_string(input, "file")),
                          results_string(input, "sha256"), error);
    }
    return status;
}

static usmca_status put_summary(struct writing *writing, usmca_error *error) {
    struct sheet sheet = {.worksheet = writing->summary};
    xlsx.worksheet_set_column(sheet.worksheet, 0, 0, 44, NULL);
    xlsx.worksheet_set_column(sheet.worksheet, 1, 1, 68, NULL);
    xlsx.worksheet_fit_to_pages(sheet.worksheet, 1, 0);
    usmca_status status = put_title(writing, &sheet, "html.title", error);
    if (status == USMCA_OK)
        status = cells_put_text(&writing->cells, &sheet, 0, text_from("usmca " USMCA_VERSION), error);
    sheet.row++;
    if (status == USMCA_OK)
        status = put_cover(writing, &sheet, error);
    sheet.row++;
    if (status == USMCA_OK)
        status = put_count(writing, &sheet, message_find(writing->cells.messages, "html.goods"),
                           writing->goods, error);
    for (int i = 0; i < STATUSES && status == USMCA_OK; i++)
        status = put_count(writing, &sheet, cells_word(&writing->cells, "status", STATUS_WORDS[i]),
                           writing->status[i], error);
    sheet.row++;
    if (status == USMCA_OK)
        status = put_title(writing, &sheet, "book.pile", error);
    for (int i = 0; i < PILES && status == USMCA_OK; i++)
        status = put_count(writing, &sheet, cells_word(&writing->cells, "pile", PILE_WORDS[i]),
                           writing->piles[i], error);
    sheet.row++;
    if (status == USMCA_OK)
        status = put_title(writing, &sheet, "html.by-finding", error);
    for (int i = 0; i < FINDING_CODES && status == USMCA_OK; i++)
        if (writing->findings[i] > 0)
            status = put_count(writing, &sheet, cells_word(&writing->cells, "finding-name", FINDING_WORDS[i]),
                               writing->findings[i], error);
    return status == USMCA_OK ? put_inputs(writing, &sheet, error) : status;
}

/* ---- the book ---- */

static lxw_format *format_of(lxw_workbook *workbook, const char *number, bool bold) {
    lxw_format *format = xlsx.workbook_add_format(workbook);
    if (format == NULL)
        return NULL;
    if (number != NULL)
        xlsx.format_set_num_format(format, number);
    if (bold)
        xlsx.format_set_bold(format);
    return format;
}

static void as_head(lxw_format *format) {
    xlsx.format_set_bg_color(format, HEAD_FILL);
    xlsx.format_set_bottom(format, LXW_BORDER_THIN);
    xlsx.format_set_text_wrap(format);
    xlsx.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
}

/* At the right of its column, apart from the text of the next. */
static void as_figure(lxw_format *format) {
    xlsx.format_set_align(format, LXW_ALIGN_RIGHT);
    xlsx.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    xlsx.format_set_indent(format, 1);
}

static usmca_status begin(struct writing *writing, usmca_error *error) {
    lxw_workbook *workbook = writing->workbook;
    writing->head = format_of(workbook, NULL, true);
    writing->head_of_figures = format_of(workbook, NULL, true);
    writing->title = format_of(workbook, NULL, true);
    writing->count = format_of(workbook, NULL, false);
    writing->cells.text = format_of(workbook, NULL, false);
    writing->cells.day = format_of(workbook, "yyyy-mm-dd", false);
    writing->cells.amount = format_of(workbook, "#,##0.00#######", false);
    writing->cells.percent = format_of(workbook, "0.00##", false);
    if (writing->head == NULL || writing->head_of_figures == NULL || writing->title == NULL ||
        writing->count == NULL || writing->cells.text == NULL || writing->cells.day == NULL ||
        writing->cells.amount == NULL || writing->cells.percent == NULL)
        return error_memory(error);
    xlsx.format_set_align(writing->count, LXW_ALIGN_LEFT);
    as_head(writing->head);
    as_head(writing->head_of_figures);
    xlsx.format_set_text_wrap(writing->cells.text);
    xlsx.format_set_align(writing->cells.text, LXW_ALIGN_VERTICAL_TOP);
    as_figure(writing->head_of_figures);
    as_figure(writing->cells.day);
    as_figure(writing->cells.amount);
    as_figure(writing->cells.percent);
    struct text name = message_find(writing->cells.messages, "html.summary");
    writing->summary = xlsx.workbook_add_worksheet(workbook, cells_shown(&writing->cells, name));
    return writing->summary != NULL ? USMCA_OK : error_memory(error);
}

usmca_status results_book_fill(const struct results_source *source, const struct html_head *head,
                               const struct usmca_rulebook *book, lxw_workbook *out, usmca_error *error) {
    struct writing *writing = calloc(1, sizeof *writing);
    if (writing == NULL)
        return error_memory(error);
    size_t count = 0;
    writing->workbook = out;
    writing->told = head;
    writing->cells.messages = book->messages;
    writing->cells.book = book;
    usmca_status status = begin(writing, error);
    if (status == USMCA_OK)
        status = results_each(source, take_good, writing, &count, error);
    for (int i = 0; i < SHEETS && status == USMCA_OK; i++)
        status = end_sheet(&writing->sheets[i], error);
    if (status == USMCA_OK)
        status = put_summary(writing, error);
    buffer_free(&writing->cells.scratch);
    free_passed(writing);
    free(writing);
    return status;
}
