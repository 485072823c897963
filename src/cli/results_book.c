#include "cli/results_book.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/shown.h"
#include "hs/code.h"
#include "origin/determination.h"
#include "report/paragraph.h"

/* ---- what stands in it ---- */

enum cell_kind {
    CELL_TEXT,
    CELL_WORD,    /* a word of the catalogue, under `prefix` */
    CELL_CITE,    /* a citation */
    CELL_RULE,    /* that of a good's rule */
    CELL_CODE,    /* of the Harmonized System */
    CELL_DAY,     /* YYYY-MM-DD */
    CELL_AMOUNT,  /* of money, or a quantity */
    CELL_PERCENT, /* as it was cut, at four decimals */
    CELL_CONTENT, /* the regional value content of the base and the value two and one columns before */
    CELL_MARGIN   /* of a content, in percentage points above what is required */
};

struct book_column {
    const char *heading; /* message id */
    const char
        *path; /* members, one within the other, with dots between; of the good where it begins with ^ */
    enum cell_kind kind;
    const char *prefix;
    int width; /* in letters */
};

static const struct book_column GOODS[] = {
    {"html.good", "good_id", CELL_TEXT, NULL, 18},
    {"html.description", "description", CELL_TEXT, NULL, 30},
    {"report.code", "hs", CELL_CODE, NULL, 12},
    {"html.date", "date", CELL_DAY, NULL, 12},
    {"html.status", "status", CELL_WORD, "status", 16},
    {"book.pile", "evidence.pile", CELL_WORD, "pile", 16},
    {"book.documented", "evidence.status_documented", CELL_WORD, "status", 16},
    {"book.valid-until", "valid_until", CELL_DAY, NULL, 12},
    {"html.criterion", "criterion", CELL_TEXT, NULL, 9},
    {"html.claimed", "claimed", CELL_TEXT, NULL, 9},
    {"html.rule", "rule", CELL_RULE, NULL, 28},
    {"html.currency", "currency", CELL_TEXT, NULL, 9},
    {"book.transaction-value", "rvc.tv.base", CELL_AMOUNT, NULL, 14},
    {"book.vnm", "rvc.tv.vnm", CELL_AMOUNT, NULL, 14},
    {"book.content", "rvc.tv.percent", CELL_CONTENT, NULL, 12},
    {"book.content-exact", "rvc.tv.percent", CELL_PERCENT, NULL, 12},
    {"book.required", "rvc.tv.required", CELL_PERCENT, NULL, 10},
    {"book.margin", "rvc.tv", CELL_MARGIN, NULL, 10},
    {"book.result", "rvc.tv.result", CELL_WORD, "result", 10},
    {"book.net-cost", "rvc.nc.base", CELL_AMOUNT, NULL, 14},
    {"book.vnm", "rvc.nc.vnm", CELL_AMOUNT, NULL, 14},
    {"book.content", "rvc.nc.percent", CELL_CONTENT, NULL, 12},
    {"book.content-exact", "rvc.nc.percent", CELL_PERCENT, NULL, 12},
    {"book.required", "rvc.nc.required", CELL_PERCENT, NULL, 10},
    {"book.margin", "rvc.nc", CELL_MARGIN, NULL, 10},
    {"book.result", "rvc.nc.result", CELL_WORD, "result", 10},
    {"book.minimum-price", "minimum_price", CELL_AMOUNT, NULL, 14},
    {"book.minimum-net-cost", "minimum_net_cost", CELL_AMOUNT, NULL, 14},
    {"book.duty-rate", "duty.rate_percent", CELL_PERCENT, NULL, 10},
    {"book.duty", "duty.amount", CELL_AMOUNT, NULL, 14},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

static const struct book_column MATERIALS[] = {
    {"html.good", "^good_id", CELL_TEXT, NULL, 18},
    {"book.line", "line", CELL_TEXT, NULL, 8},
    {"book.material", "material_id", CELL_TEXT, NULL, 18},
    {"html.description", "description", CELL_TEXT, NULL, 30},
    {"report.code", "hs", CELL_CODE, NULL, 12},
    {"book.origin", "origin", CELL_WORD, "material-status", 16},
    {"book.country", "country", CELL_TEXT, NULL, 9},
    {"book.supplier", "supplier", CELL_TEXT, NULL, 24},
    {"book.paper", "document", CELL_TEXT, NULL, 18},
    {"html.currency", "^currency", CELL_TEXT, NULL, 9},
    {"book.unit-price", "unit_price", CELL_AMOUNT, NULL, 14},
    {"book.value", "value", CELL_AMOUNT, NULL, 14},
    {"book.change", "shift", CELL_WORD, "report.shift", 12},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

static const struct book_column PAPERS[] = {
    {"html.good", "^good_id", CELL_TEXT, NULL, 18},
    {"book.paper", "id", CELL_TEXT, NULL, 18},
    {"book.kind", "kind", CELL_WORD, "paper-kind", 24},
    {"book.supplier", "supplier", CELL_TEXT, NULL, 24},
    {"book.state", "state", CELL_WORD, "paper-state", 16},
    {"book.valid-to", "valid_to", CELL_DAY, NULL, 12},
    {"book.path", "path", CELL_TEXT, NULL, 36},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

static const struct book_column FINDINGS[] = {
    {"html.good", "^good_id", CELL_TEXT, NULL, 18},
    {"html.severity", "severity", CELL_WORD, "severity", 14},
    {"book.finding", "code", CELL_WORD, "finding-name", 34},
    {"html.code", "code", CELL_TEXT, NULL, 26},
    {"book.line", "line", CELL_TEXT, NULL, 8},
    {"html.message", "message", CELL_TEXT, NULL, 90},
    {"html.cite", "cite", CELL_CITE, NULL, 28},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

/* What somebody has to send, with what it is worth. */
static const struct book_column REQUESTS[] = {
    {"html.good", "^good_id", CELL_TEXT, NULL, 18},
    {"html.status", "^status", CELL_WORD, "status", 16},
    {"book.line", "line", CELL_TEXT, NULL, 8},
    {"book.finding", "code", CELL_WORD, "finding-name", 34},
    {"book.request", "message", CELL_TEXT, NULL, 90},
    {"html.currency", "^currency", CELL_TEXT, NULL, 9},
    {"book.duty", "^duty.amount", CELL_AMOUNT, NULL, 14},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

enum sheet_kind { SHEET_GOODS, SHEET_MATERIALS, SHEET_PAPERS, SHEET_FINDINGS, SHEET_REQUESTS, SHEETS };

static const struct sheet_form {
    const char *name; /* message id */
    const struct book_column *columns;
    const char *rows; /* the member of a good whose entries are its rows; NULL: the good itself is one */
    uint16_t pages;   /* beside each other, in print: as many as leave it legible */
    bool asking;      /* findings that ask somebody for something alone */
} FORMS[SHEETS] = {
    [SHEET_GOODS] = {"book.goods", GOODS, NULL, 3, false},
    [SHEET_MATERIALS] = {"book.materials", MATERIALS, "materials", 1, false},
    [SHEET_PAPERS] = {"book.papers", PAPERS, "evidence.documents", 1, false},
    [SHEET_FINDINGS] = {"book.findings", FINDINGS, "findings", 1, false},
    [SHEET_REQUESTS] = {"book.requests", REQUESTS, "findings", 1, true},
};

/* ---- writing ---- */

enum {
    NUMBER_DIGITS = 15, /* that every number of them survives in a cell: IEEE 754 binary64 */
    LONGEST_CELL = 32767,
    LONGEST_NAME = 31, /* of a sheet, in characters */
    HEAD_FILL = 0xDDEBF7,
    PASSED_WIDTH = 18,
    LINE_HEIGHT = 15,
    FILTER_WIDTH = 3, /* of the mark on a heading, in letters */
    MOST_LINES = 27   /* of a row, whose height Excel bounds */
};

struct sheet {
    const struct sheet_form *form;
    lxw_worksheet *worksheet;
    lxw_row_t row; /* the next */
    int lines;     /* of the row, so far */
    int part;      /* from 1; another begins where a sheet is full */
};

struct writing {
    lxw_workbook *workbook;
    const struct messages *messages;
    const struct usmca_rulebook *book;
    lxw_format *head;
    lxw_format *head_of_figures;
    lxw_format *title;
    lxw_format *text;
    lxw_format *day;
    lxw_format *amount;
    lxw_format *percent;
    struct sheet sheets[SHEETS];
    struct sheet_form goods_form; /* with the columns that are passed on */
    struct book_column *goods_columns;
    lxw_worksheet *summary;
    size_t goods;
    size_t status[STATUSES];
    size_t findings[FINDING_CODES];
    struct buffer scratch;
    const char *path; /* of the results, for errors */
};

static usmca_status wrote(lxw_error problem, usmca_error *error) {
    if (problem == LXW_NO_ERROR)
        return USMCA_OK;
    return problem == LXW_ERROR_MEMORY_MALLOC_FAILED
               ? error_memory(error)
               : error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write a workbook: %s",
                           xlsx.lxw_strerror(problem));
}

/* How many lines a text takes that is wrapped at the width of its column: a spreadsheet that opens the book
 * need not fit the rows to them. */
static int lines_of(struct text text, int width) {
    const size_t letters = paragraph_columns(text);
    const size_t lines = letters > 0 ? (letters - 1) / (size_t)width + 1 : 1;
    return lines < MOST_LINES ? (int)lines : MOST_LINES;
}

/* The text as a cell may show it, ended by a NUL; the rest of one that is too long for a cell is left out. */
static const char *shown(struct writing *writing, struct text text) {
    writing->scratch.length = 0;
    buffer_shown(&writing->scratch, text_cut(text, LONGEST_CELL));
    buffer_char(&writing->scratch, '\0');
    return writing->scratch.failed ? NULL : writing->scratch.data;
}

static usmca_status put_text(struct writing *writing, struct sheet *sheet, lxw_col_t column, struct text text,
                             usmca_error *error) {
    const char *string = shown(writing, text);
    if (string == NULL)
        return error_memory(error);
    if (sheet->form != NULL) {
        const int lines = lines_of(text, sheet->form->columns[column].width);
        sheet->lines = lines > sheet->lines ? lines : sheet->lines;
    }
    return wrote(xlsx.worksheet_write_string(sheet->worksheet, sheet->row, column, string, writing->text),
                 error);
}

/* Whether a cell that holds a number has all digits of this one. */
static bool fits_number(const char *digits) {
    int significant = 0;
    for (const char *at = digits + (*digits == '-'); *at != '\0'; at++) {
        if (*at != '.' && (*at < '0' || *at > '9'))
            return false;
        significant += *at != '.' && (significant > 0 || *at != '0');
    }
    return *digits != '\0' && significant <= NUMBER_DIGITS;
}

static usmca_status put_number(struct writing *writing, struct sheet *sheet, lxw_col_t column,
                               const char *digits, lxw_format *format, usmca_error *error) {
    if (!fits_number(digits))
        return put_text(writing, sheet, column, text_from(digits), error);
    return wrote(
        xlsx.worksheet_write_number(sheet->worksheet, sheet->row, column, strtod(digits, NULL), format),
        error);
}

static usmca_status put_day(struct writing *writing, struct sheet *sheet, lxw_col_t column, const char *day,
                            usmca_error *error) {
    lxw_datetime when = {0};
    if (sscanf(day, "%4d-%2d-%2d", &when.year, &when.month, &when.day) != 3 || when.year < 1900)
        return put_text(writing, sheet, column, text_from(day), error);
    return wrote(xlsx.worksheet_write_datetime(sheet->worksheet, sheet->row, column, &when, writing->day),
                 error);
}

/* The same figure reckoned by the spreadsheet, cut at four decimals as the stored one is: its own arithmetic
 * is binary, so that what is within 10^-9 of a decimal is taken for it. */
static usmca_status put_content(struct writing *writing, struct sheet *sheet, lxw_col_t column,
                                const char *percent, usmca_error *error) {
    char base[16];
    char value[16];
    char formula[96];
    xlsx.lxw_rowcol_to_cell(base, sheet->row, (lxw_col_t)(column - 2));
    xlsx.lxw_rowcol_to_cell(value, sheet->row, (lxw_col_t)(column - 1));
    snprintf(formula, sizeof formula, "=TRUNC(ROUND((%s-%s)/%s*100,9),4)", base, value, base);
    return wrote(xlsx.worksheet_write_formula_num(sheet->worksheet, sheet->row, column, formula,
                                                  writing->percent, strtod(percent, NULL)),
                 error);
}

static usmca_status put_margin(struct writing *writing, struct sheet *sheet, lxw_col_t column,
                               const json_t *content, usmca_error *error) {
    char text[DECIMAL_TEXT_SIZE + 1];
    decimal margin;
    if (!results_margin(content, &margin))
        return USMCA_OK;
    text[decimal_print(text, margin, PERCENT_PLACES)] = '\0';
    return put_number(writing, sheet, column, text, writing->percent, error);
}

static usmca_status put_code(struct writing *writing, struct sheet *sheet, lxw_col_t column,
                             const char *digits, usmca_error *error) {
    struct hs_code code;
    char dotted[HS_TEXT_SIZE];
    if (!hs_code_parse(&code, text_from(digits)))
        return put_text(writing, sheet, column, text_from(digits), error);
    int level = code.digits > HS_TARIFF_ITEM ? HS_TARIFF_ITEM : code.digits;
    return put_text(writing, sheet, column, (struct text){dotted, hs_print_dotted(dotted, code.low, level)},
                    error);
}

static struct text word_of(const struct writing *writing, const char *prefix, const char *word) {
    char id[128];
    snprintf(id, sizeof id, "%s.%s", prefix, word);
    return message_has(writing->messages, id) ? message_find(writing->messages, id) : text_from(word);
}

static usmca_status put_cite(struct writing *writing, struct sheet *sheet, lxw_col_t column, struct text cite,
                             usmca_error *error) {
    struct buffer words = {0};
    message_cite(&words, writing->messages, cite);
    usmca_status status =
        words.failed ? error_memory(error) : put_text(writing, sheet, column, buffer_view(&words), error);
    buffer_free(&words);
    return status;
}

/* ---- cells ---- */

static const json_t *member(const json_t *object, const char *path) {
    char name[32];
    while (object != NULL) {
        const char *dot = strchr(path, '.');
        size_t length = dot != NULL ? (size_t)(dot - path) : strlen(path);
        if (length >= sizeof name)
            return NULL;
        memcpy(name, path, length);
        name[length] = '\0';
        object = json_object_get(object, name);
        if (dot == NULL)
            return object;
        path = dot + 1;
    }
    return NULL;
}

/* A path, as the steps of one. */
static struct text joined(struct writing *writing, const json_t *list) {
    size_t index = 0;
    const json_t *step = NULL;
    writing->scratch.length = 0;
    json_array_foreach(list, index, step) {
        buffer_string(&writing->scratch, index > 0 ? " > " : "");
        buffer_string(&writing->scratch, json_is_string(step) ? json_string_value(step) : "");
    }
    return buffer_view(&writing->scratch);
}

static usmca_status put_list(struct writing *writing, struct sheet *sheet, lxw_col_t column,
                             const json_t *list, usmca_error *error) {
    struct buffer words = {0};
    buffer_text(&words, joined(writing, list));
    usmca_status status =
        words.failed ? error_memory(error) : put_text(writing, sheet, column, buffer_view(&words), error);
    buffer_free(&words);
    return status;
}

static usmca_status put_cell(struct writing *writing, struct sheet *sheet, lxw_col_t place,
                             const json_t *good, const json_t *row, usmca_error *error) {
    const struct book_column *column = &sheet->form->columns[place];
    const json_t *value = column->path[0] == '^' ? member(good, column->path + 1) : member(row, column->path);
    if (results_passed(column->path))
        value = json_object_get(row, column->path);
    const char *string = json_is_string(value) ? json_string_value(value) : "";
    if (column->kind == CELL_MARGIN)
        return put_margin(writing, sheet, place, value, error);
    if (json_is_array(value))
        return put_list(writing, sheet, place, value, error);
    if (column->kind == CELL_RULE)
        return put_cite(writing, sheet, place, results_rule_cite(writing->book, good), error);
    if (string[0] == '\0')
        return USMCA_OK;
    switch (column->kind) {
    case CELL_TEXT:
        return put_text(writing, sheet, place, text_from(string), error);
    case CELL_WORD:
        return put_text(writing, sheet, place, word_of(writing, column->prefix, string), error);
    case CELL_CITE:
        return put_cite(writing, sheet, place, text_from(string), error);
    case CELL_CODE:
        return put_code(writing, sheet, place, string, error);
    case CELL_DAY:
        return put_day(writing, sheet, place, string, error);
    case CELL_AMOUNT:
        return put_number(writing, sheet, place, string, writing->amount, error);
    case CELL_PERCENT:
        return put_number(writing, sheet, place, string, writing->percent, error);
    case CELL_CONTENT:
        return put_content(writing, sheet, place, string, error);
    case CELL_RULE:
    case CELL_MARGIN:
        break;
    }
    return USMCA_OK;
}

/* ---- sheets ---- */

static int columns_of(const struct sheet_form *form) {
    int count = 0;
    while (form->columns[count].heading != NULL)
        count++;
    return count;
}

/* The rows of a sheet that is full, or complete, can be filtered. */
static usmca_status end_sheet(const struct sheet *sheet, usmca_error *error) {
    lxw_row_t last = sheet->row > 1 ? sheet->row - 1 : 1;
    return wrote(
        xlsx.worksheet_autofilter(sheet->worksheet, 0, 0, last, (lxw_col_t)(columns_of(sheet->form) - 1)),
        error);
}

/* How high the row is that was just written. */
static usmca_status end_row(struct sheet *sheet, usmca_error *error) {
    const lxw_row_t row = sheet->row++;
    return wrote(xlsx.worksheet_set_row(sheet->worksheet, row, sheet->lines * LINE_HEIGHT, NULL), error);
}

static bool is_figure(enum cell_kind kind) {
    return kind == CELL_DAY || kind == CELL_AMOUNT || kind == CELL_PERCENT || kind == CELL_CONTENT ||
           kind == CELL_MARGIN;
}

static usmca_status name_sheet(struct writing *writing, struct sheet *sheet, usmca_error *error) {
    char name[4 * LONGEST_NAME + 16];
    struct text text = message_find(writing->messages, sheet->form->name);
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
        const struct text text = message_find(writing->messages, column->heading);
        const char *heading = shown(writing, text);
        if (heading == NULL)
            return error_memory(error);
        const int lines = lines_of(text, column->width - FILTER_WIDTH);
        sheet->lines = lines > sheet->lines ? lines : sheet->lines;
        xlsx.worksheet_set_column(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i, column->width, NULL);
        status = wrote(
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
        status = put_cell(writing, sheet, (lxw_col_t)i, good, row, error);
    return status == USMCA_OK ? end_row(sheet, error) : status;
}

static bool asks(const json_t *finding) {
    int code = results_word(results_string(finding, "code"), FINDING_WORDS, FINDING_CODES);
    return code >= 0 && finding_asks((enum finding_code)code);
}

static usmca_status put_rows(struct writing *writing, struct sheet *sheet, const json_t *good,
                             usmca_error *error) {
    const struct sheet_form *form = sheet->form;
    usmca_status status = USMCA_OK;
    size_t index = 0;
    const json_t *row = NULL;
    if (form->rows == NULL)
        return put_row(writing, sheet, good, good, error);
    json_array_foreach(member(good, form->rows), index, row) {
        if (status == USMCA_OK && (!form->asking || asks(row)))
            status = put_row(writing, sheet, good, row, error);
    }
    return status;
}

/* The columns of goods, and behind them those that its results pass on. */
static usmca_status add_passed(struct writing *writing, const json_t *good, usmca_error *error) {
    size_t count = sizeof GOODS / sizeof GOODS[0] - 1;
    const char *name = NULL;
    json_t *value = NULL;
    writing->goods_columns = calloc(count + json_object_size(good) + 1, sizeof *writing->goods_columns);
    if (writing->goods_columns == NULL)
        return error_memory(error);
    memcpy(writing->goods_columns, GOODS, count * sizeof GOODS[0]);
    json_object_foreach((json_t *)good, name, value) {
        if (!results_passed(name) || !json_is_string(value))
            continue;
        const char *kept = strdup(name);
        if (kept == NULL)
            return error_memory(error);
        writing->goods_columns[count++] = (struct book_column){kept, kept, CELL_TEXT, NULL, PASSED_WIDTH};
    }
    writing->goods_form = FORMS[SHEET_GOODS];
    writing->goods_form.columns = writing->goods_columns;
    return USMCA_OK;
}

static void free_passed(struct writing *writing) {
    size_t first = sizeof GOODS / sizeof GOODS[0] - 1;
    for (size_t i = first; writing->goods_columns != NULL && writing->goods_columns[i].heading != NULL; i++)
        free((char *)writing->goods_columns[i].heading);
    free(writing->goods_columns);
}

static usmca_status begin_sheets(struct writing *writing, const json_t *first, usmca_error *error) {
    usmca_status status = add_passed(writing, first, error);
    for (int i = 0; i < SHEETS && status == USMCA_OK; i++) {
        writing->sheets[i] = (struct sheet){.form = i == SHEET_GOODS ? &writing->goods_form : &FORMS[i]};
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
    usmca_status status = put_text(writing, sheet, 0, name, error);
    if (status == USMCA_OK)
        status =
            wrote(xlsx.worksheet_write_number(sheet->worksheet, sheet->row, 1, (double)count, NULL), error);
    sheet->row++;
    return status;
}

static usmca_status put_title(struct writing *writing, struct sheet *sheet, const char *id,
                              usmca_error *error) {
    const char *string = shown(writing, message_find(writing->messages, id));
    if (string == NULL)
        return error_memory(error);
    usmca_status status =
        wrote(xlsx.worksheet_write_string(sheet->worksheet, sheet->row, 0, string, writing->title), error);
    sheet->row++;
    return status;
}

static usmca_status put_summary(struct writing *writing, usmca_error *error) {
    struct sheet sheet = {.worksheet = writing->summary};
    xlsx.worksheet_set_column(sheet.worksheet, 0, 0, 44, NULL);
    usmca_status status = put_title(writing, &sheet, "html.title", error);
    if (status == USMCA_OK)
        status = put_text(writing, &sheet, 0, text_from("usmca " USMCA_VERSION), error);
    sheet.row += 2;
    if (status == USMCA_OK)
        status =
            put_count(writing, &sheet, message_find(writing->messages, "html.goods"), writing->goods, error);
    for (int i = 0; i < STATUSES && status == USMCA_OK; i++)
        status = put_count(writing, &sheet, word_of(writing, "status", STATUS_WORDS[i]), writing->status[i],
                           error);
    sheet.row++;
    if (status == USMCA_OK)
        status = put_title(writing, &sheet, "html.by-finding", error);
    for (int i = 0; i < FINDING_CODES && status == USMCA_OK; i++)
        if (writing->findings[i] > 0)
            status = put_count(writing, &sheet, word_of(writing, "finding-name", FINDING_WORDS[i]),
                               writing->findings[i], error);
    return status;
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
    writing->text = format_of(workbook, NULL, false);
    writing->day = format_of(workbook, "yyyy-mm-dd", false);
    writing->amount = format_of(workbook, "#,##0.00#######", false);
    writing->percent = format_of(workbook, "0.00##", false);
    if (writing->head == NULL || writing->head_of_figures == NULL || writing->title == NULL ||
        writing->text == NULL || writing->day == NULL || writing->amount == NULL || writing->percent == NULL)
        return error_memory(error);
    as_head(writing->head);
    as_head(writing->head_of_figures);
    xlsx.format_set_text_wrap(writing->text);
    xlsx.format_set_align(writing->text, LXW_ALIGN_VERTICAL_TOP);
    as_figure(writing->head_of_figures);
    as_figure(writing->day);
    as_figure(writing->amount);
    as_figure(writing->percent);
    struct text name = message_find(writing->messages, "html.summary");
    writing->summary = xlsx.workbook_add_worksheet(workbook, shown(writing, name));
    return writing->summary != NULL ? USMCA_OK : error_memory(error);
}

usmca_status results_book_fill(const struct results_source *source, const struct usmca_rulebook *book,
                               lxw_workbook *out, usmca_error *error) {
    struct writing *writing = calloc(1, sizeof *writing);
    if (writing == NULL)
        return error_memory(error);
    size_t count = 0;
    writing->workbook = out;
    writing->messages = book->messages;
    writing->book = book;
    usmca_status status = begin(writing, error);
    if (status == USMCA_OK)
        status = results_each(source, take_good, writing, &count, error);
    for (int i = 0; i < SHEETS && status == USMCA_OK; i++)
        status = end_sheet(&writing->sheets[i], error);
    if (status == USMCA_OK)
        status = put_summary(writing, error);
    buffer_free(&writing->scratch);
    free_passed(writing);
    free(writing);
    return status;
}
