#include "cli/results_cells.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/shown.h"
#include "hs/code.h"
#include "report/paragraph.h"

enum {
    NUMBER_DIGITS = 15, /* that every number of them survives in a cell: IEEE 754 binary64 */
    LONGEST_CELL = 32767,
    MOST_LINES = 27 /* of a row, whose height Excel bounds */
};

usmca_status cells_wrote(lxw_error problem, usmca_error *error) {
    if (problem == LXW_NO_ERROR)
        return USMCA_OK;
    return problem == LXW_ERROR_MEMORY_MALLOC_FAILED
               ? error_memory(error)
               : error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write a workbook: %s",
                           xlsx.lxw_strerror(problem));
}

int cells_lines(struct text text, int width) {
    const size_t letters = paragraph_columns(text);
    const size_t lines = letters > 0 ? (letters - 1) / (size_t)width + 1 : 1;
    return lines < MOST_LINES ? (int)lines : MOST_LINES;
}

const char *cells_shown(struct cells *cells, struct text text) {
    cells->scratch.length = 0;
    buffer_shown(&cells->scratch, text_cut(text, LONGEST_CELL));
    buffer_char(&cells->scratch, '\0');
    return cells->scratch.failed ? NULL : cells->scratch.data;
}

usmca_status cells_put_text(struct cells *cells, struct sheet *sheet, lxw_col_t column, struct text text,
                            usmca_error *error) {
    const char *string = cells_shown(cells, text);
    if (string == NULL)
        return error_memory(error);
    if (sheet->form != NULL) {
        const int lines = cells_lines(text, sheet->form->columns[column].width);
        sheet->lines = lines > sheet->lines ? lines : sheet->lines;
    }
    return cells_wrote(xlsx.worksheet_write_string(sheet->worksheet, sheet->row, column, string, cells->text),
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

static usmca_status put_number(struct cells *cells, struct sheet *sheet, lxw_col_t column, const char *digits,
                               lxw_format *format, usmca_error *error) {
    if (!fits_number(digits))
        return cells_put_text(cells, sheet, column, text_from(digits), error);
    return cells_wrote(
        xlsx.worksheet_write_number(sheet->worksheet, sheet->row, column, strtod(digits, NULL), format),
        error);
}

static usmca_status put_day(struct cells *cells, struct sheet *sheet, lxw_col_t column, const char *day,
                            usmca_error *error) {
    lxw_datetime when = {0};
    if (sscanf(day, "%4d-%2d-%2d", &when.year, &when.month, &when.day) != 3 || when.year < 1900)
        return cells_put_text(cells, sheet, column, text_from(day), error);
    return cells_wrote(xlsx.worksheet_write_datetime(sheet->worksheet, sheet->row, column, &when, cells->day),
                       error);
}

/* The same figure reckoned by the spreadsheet, cut at four decimals as the stored one is: its own arithmetic
 * is binary, so that what is within 10^-9 of a decimal is taken for it. */
static usmca_status put_content(struct cells *cells, struct sheet *sheet, lxw_col_t column,
                                const char *percent, usmca_error *error) {
    char base[16];
    char value[16];
    char formula[96];
    xlsx.lxw_rowcol_to_cell(base, sheet->row, (lxw_col_t)(column - 2));
    xlsx.lxw_rowcol_to_cell(value, sheet->row, (lxw_col_t)(column - 1));
    snprintf(formula, sizeof formula, "=TRUNC(ROUND((%s-%s)/%s*100,9),4)", base, value, base);
    return cells_wrote(xlsx.worksheet_write_formula_num(sheet->worksheet, sheet->row, column, formula,
                                                        cells->percent, strtod(percent, NULL)),
                       error);
}

static usmca_status put_margin(struct cells *cells, struct sheet *sheet, lxw_col_t column,
                               const json_t *content, usmca_error *error) {
    char text[DECIMAL_TEXT_SIZE + 1];
    decimal margin;
    if (!results_margin(content, &margin))
        return USMCA_OK;
    text[decimal_print(text, margin, PERCENT_PLACES)] = '\0';
    return put_number(cells, sheet, column, text, cells->percent, error);
}

static usmca_status put_code(struct cells *cells, struct sheet *sheet, lxw_col_t column, const char *digits,
                             usmca_error *error) {
    char dotted[HS_TEXT_SIZE];
    return cells_put_text(cells, sheet, column, results_code(dotted, text_from(digits)), error);
}

struct text cells_word(const struct cells *cells, const char *prefix, const char *word) {
    char id[128];
    snprintf(id, sizeof id, "%s.%s", prefix, word);
    return message_has(cells->messages, id) ? message_find(cells->messages, id) : text_from(word);
}

static usmca_status put_cite(struct cells *cells, struct sheet *sheet, lxw_col_t column, struct text cite,
                             usmca_error *error) {
    struct buffer words = {0};
    message_cite(&words, cells->messages, cite);
    usmca_status status =
        words.failed ? error_memory(error) : cells_put_text(cells, sheet, column, buffer_view(&words), error);
    buffer_free(&words);
    return status;
}

const json_t *cells_member(const json_t *object, const char *path) {
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
static struct text joined(struct cells *cells, const json_t *list) {
    size_t index = 0;
    const json_t *step = NULL;
    cells->scratch.length = 0;
    json_array_foreach(list, index, step) {
        buffer_string(&cells->scratch, index > 0 ? " > " : "");
        buffer_string(&cells->scratch, json_is_string(step) ? json_string_value(step) : "");
    }
    return buffer_view(&cells->scratch);
}

static usmca_status put_list(struct cells *cells, struct sheet *sheet, lxw_col_t column, const json_t *list,
                             usmca_error *error) {
    struct buffer words = {0};
    buffer_text(&words, joined(cells, list));
    usmca_status status =
        words.failed ? error_memory(error) : cells_put_text(cells, sheet, column, buffer_view(&words), error);
    buffer_free(&words);
    return status;
}

usmca_status cells_put(struct cells *cells, struct sheet *sheet, lxw_col_t place, const json_t *good,
                       const json_t *row, usmca_error *error) {
    const struct book_column *column = &sheet->form->columns[place];
    const json_t *value =
        column->path[0] == '^' ? cells_member(good, column->path + 1) : cells_member(row, column->path);
    if (results_passed(column->path))
        value = json_object_get(row, column->path);
    const char *string = json_is_string(value) ? json_string_value(value) : "";
    if (column->kind == CELL_MARGIN)
        return put_margin(cells, sheet, place, value, error);
    if (json_is_array(value))
        return put_list(cells, sheet, place, value, error);
    if (column->kind == CELL_RULE)
        return put_cite(cells, sheet, place, results_rule_cite(cells->book, good), error);
    if (string[0] == '\0')
        return USMCA_OK;
    switch (column->kind) {
    case CELL_TEXT:
        return cells_put_text(cells, sheet, place, text_from(string), error);
    case CELL_WORD:
        return cells_put_text(cells, sheet, place, cells_word(cells, column->prefix, string), error);
    case CELL_CITE:
        return put_cite(cells, sheet, place, text_from(string), error);
    case CELL_CODE:
        return put_code(cells, sheet, place, string, error);
    case CELL_DAY:
        return put_day(cells, sheet, place, string, error);
    case CELL_AMOUNT:
        return put_number(cells, sheet, place, string, cells->amount, error);
    case CELL_PERCENT:
        return put_number(cells, sheet, place, string, cells->percent, error);
    case CELL_CONTENT:
        return put_content(cells, sheet, place, string, error);
    case CELL_RULE:
    case CELL_MARGIN:
        break;
    }
    return USMCA_OK;
}
