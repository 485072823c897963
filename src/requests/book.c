#include "requests/book.h"

#include <stdlib.h>

#include "report/paragraph.h"
#include "requests/columns.h"
#include "requests/words.h"

enum {
    TITLE_ROW,
    HEADING_ROW,
    NAME_ROW, /* names that do not change with the language: by them the columns are found again */
    FIRST_ROW,
    LONGEST_CELL = 32767,
    FROZEN_COLUMNS = 2,
    MOST_ROLES = 8,
    ASKED_FILL = 0xDDEBF7,
    FILLED_FILL = 0xFFF2CC,
    UNASKED_FILL = 0xD9D9D9,
    NAME_COLOR = 0x7F7F7F,
    NAMES_WIDTH = 48, /* of the sheet that explains */
    EXPLAINED_WIDTH = 100,
    TITLE_COLUMN = 3, /* behind the number of the request, which is wider than its own */
    HEADING_HEIGHT = 48,
    LINE_HEIGHT = 15,
    MOST_LINES = 24
};

struct filling {
    const json_t *request;
    const struct usmca_rulebook *book;
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *title;
    lxw_format *heading[2]; /* of what is asked, and of what is to be filled */
    lxw_format *name;
    lxw_format *asked;
    lxw_format *text;
    lxw_format *day;
    lxw_format *amount;
    lxw_format *unasked;
    unsigned asks;
    struct buffer cell;
    bool failed;
};

/* ---- formats ---- */

static lxw_format *format(struct filling *work, lxw_color_t fill, bool bold) {
    lxw_format *made = xlsx.workbook_add_format(work->workbook);
    if (made == NULL) {
        work->failed = true;
        return NULL;
    }
    if (fill != 0)
        xlsx.format_set_bg_color(made, fill);
    if (bold)
        xlsx.format_set_bold(made);
    xlsx.format_set_border(made, LXW_BORDER_HAIR);
    xlsx.format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    xlsx.format_set_text_wrap(made);
    return made;
}

static lxw_format *open_format(struct filling *work, const char *shown) {
    lxw_format *made = format(work, FILLED_FILL, false);
    if (made == NULL)
        return NULL;
    xlsx.format_set_unlocked(made);
    if (shown != NULL)
        xlsx.format_set_num_format(made, shown);
    return made;
}

static void make_formats(struct filling *work) {
    work->title = xlsx.workbook_add_format(work->workbook);
    work->name = xlsx.workbook_add_format(work->workbook);
    work->heading[0] = format(work, ASKED_FILL, true);
    work->heading[1] = format(work, FILLED_FILL, true);
    work->asked = format(work, 0, false);
    work->unasked = format(work, UNASKED_FILL, false);
    work->text = open_format(work, "@"); /* a code that is a text keeps its zeros */
    work->day = open_format(work, "yyyy-mm-dd");
    work->amount = open_format(work, NULL);
    if (work->title == NULL || work->name == NULL) {
        work->failed = true;
        return;
    }
    xlsx.format_set_bold(work->title);
    xlsx.format_set_font_color(work->name, NAME_COLOR);
    xlsx.format_set_italic(work->name);
}

/* ---- cells ---- */

static void ask(struct filling *work, lxw_error problem) {
    work->failed = work->failed || problem != LXW_NO_ERROR;
}

static void write(struct filling *work, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                  struct text text, lxw_format *shown) {
    struct text cut = text.data != NULL ? text_cut(text, LONGEST_CELL) : TEXT("");
    work->cell.length = 0;
    buffer_text(&work->cell, cut);
    buffer_char(&work->cell, '\0');
    work->failed = work->failed || work->cell.failed ||
                   xlsx.worksheet_write_string(sheet, row, column, work->cell.data, shown) != LXW_NO_ERROR;
}

static void blank(struct filling *work, lxw_row_t row, lxw_col_t column, lxw_format *shown) {
    work->failed =
        work->failed || xlsx.worksheet_write_blank(work->sheet, row, column, shown) != LXW_NO_ERROR;
}

static const struct column *document_column(const struct request_column *column) {
    return column_named(&DOCUMENT_COLUMNS, text_from(column->name));
}

static lxw_format *filled_format(const struct filling *work, const struct request_column *column) {
    const struct column *of = document_column(column);
    if (of != NULL && of->type == COLUMN_DATE)
        return work->day;
    return of != NULL && column_is_amount(of) ? work->amount : work->text;
}

/* How many lines a text takes in a column, by the letters that stand in one beside each other. */
static int lines_of(struct text text, int width) {
    int lines = 0;
    struct text line;
    while (text.length > 0 && text_split(&text, '\n', &line))
        lines += 1 + (int)paragraph_columns(line) / width;
    return lines < MOST_LINES ? lines : MOST_LINES;
}

static void write_item(struct filling *work, const json_t *item, lxw_row_t row) {
    lxw_col_t place = 0;
    struct buffer text = {0};
    int lines = 1;
    for (size_t i = 0; i < REQUEST_COLUMN_COUNT; i++) {
        const struct request_column *column = &REQUEST_COLUMNS[i];
        if ((column->asks & work->asks) == 0)
            continue;
        text.length = 0;
        if (!column->filled)
            request_cell(&text, column, item);
        int here = lines_of(buffer_view(&text), column->width);
        lines = here > lines ? here : lines;
        if (column->filled)
            blank(work, row, place,
                  (column->asks & request_asks(item)) != 0 ? filled_format(work, column) : work->unasked);
        else
            write(work, work->sheet, row, place, buffer_view(&text), work->asked);
        place++;
    }
    ask(work, xlsx.worksheet_set_row(work->sheet, row, lines * LINE_HEIGHT, NULL));
    work->failed = work->failed || text.failed;
    buffer_free(&text);
}

/* ---- what may be typed ---- */

struct allowed {
    lxw_row_t last;
    lxw_col_t place;
};

static void allow(struct filling *work, struct allowed where, lxw_data_validation *validation) {
    work->failed =
        work->failed || xlsx.worksheet_data_validation_range(work->sheet, FIRST_ROW, where.place, where.last,
                                                             where.place, validation) != LXW_NO_ERROR;
}

static void allow_words(struct filling *work, struct allowed where, const char **words) {
    lxw_data_validation *validation = calloc(1, sizeof *validation);
    if (validation == NULL) {
        work->failed = true;
        return;
    }
    validation->validate = LXW_VALIDATION_TYPE_LIST;
    validation->value_list = (char **)words;
    allow(work, where, validation);
    free(validation);
}

/* Words of the catalogue, one for each of `words`. */
static void allow_named(struct filling *work, struct allowed where, const char *prefix, struct text words) {
    struct arena arena = {0};
    const char *list[MOST_ROLES + 1] = {NULL};
    size_t count = 0;
    struct text word;
    while (count < MOST_ROLES && words.length > 0 && text_split(&words, ' ', &word)) {
        char id[64];
        snprintf(id, sizeof id, "%s.%.*s", prefix, (int)(word.length < 32 ? word.length : 32), word.data);
        list[count++] = arena_string(&arena, message_find(work->book->messages, id));
    }
    work->failed = work->failed || arena.failed;
    if (!work->failed)
        allow_words(work, where, list);
    arena_free(&arena);
}

static void allow_days(struct filling *work, struct allowed where) {
    date from = work->book->general.in_force;
    lxw_data_validation *validation = calloc(1, sizeof *validation);
    if (validation == NULL) {
        work->failed = true;
        return;
    }
    validation->validate = LXW_VALIDATION_TYPE_DATE;
    validation->criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
    validation->value_datetime =
        (lxw_datetime){.year = from / 10000, .month = from / 100 % 100, .day = from % 100};
    allow(work, where, validation);
    free(validation);
}

static void allow_amounts(struct filling *work, struct allowed where) {
    lxw_data_validation *validation = calloc(1, sizeof *validation);
    if (validation == NULL) {
        work->failed = true;
        return;
    }
    validation->validate = LXW_VALIDATION_TYPE_DECIMAL;
    validation->criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
    validation->value_number = 0;
    allow(work, where, validation);
    free(validation);
}

static struct text signers(const struct filling *work) {
    const struct general *general = &work->book->general;
    return (work->asks & ASKS_CERTIFICATION) != 0 ? general->certification.signers
                                                  : general->statement.signers;
}

static void allow_column(struct filling *work, const struct request_column *column, struct allowed where) {
    static const char *CRITERIA[] = {"A", "B", "C", "D", NULL};
    const struct column *of = document_column(column);
    if (strcmp(column->name, "answer") == 0 || strcmp(column->name, "produced_in_territory") == 0 ||
        strcmp(column->name, "designated") == 0)
        allow_named(work, where, "requests.answer", TEXT("yes no"));
    else if (strcmp(column->name, "certifier_role") == 0)
        allow_named(work, where, "certify.role", signers(work));
    else if (strcmp(column->name, "criterion") == 0)
        allow_words(work, where, CRITERIA);
    else if (of != NULL && of->type == COLUMN_DATE)
        allow_days(work, where);
    else if (of != NULL && column_is_amount(of))
        allow_amounts(work, where);
}

/* ---- sheets ---- */

static lxw_worksheet *add_sheet(struct filling *work, const char *id) {
    char name[128];
    struct text text = text_cut(message_find(work->book->messages, id), sizeof name - 1);
    memcpy(name, text.data, text.length);
    name[text.length] = '\0';
    lxw_worksheet *sheet = xlsx.workbook_add_worksheet(work->workbook, name);
    work->failed = work->failed || sheet == NULL;
    return sheet;
}

static void write_title(struct filling *work) {
    struct buffer title = {0};
    MESSAGE(&title, work->book->messages, "requests.title",
            {"supplier", request_text(work->request, "supplier")},
            {"due", request_text(work->request, "due")});
    write(work, work->sheet, TITLE_ROW, 0, request_text(work->request, "request"), work->title);
    write(work, work->sheet, TITLE_ROW, TITLE_COLUMN, buffer_view(&title), work->title);
    work->failed = work->failed || title.failed;
    buffer_free(&title);
}

static void fill_request(struct filling *work) {
    const json_t *items = json_object_get(work->request, "items");
    lxw_row_t last = FIRST_ROW + (lxw_row_t)json_array_size(items) - 1;
    const json_t *item = NULL;
    size_t index = 0;
    lxw_col_t place = 0;
    double letters = 0;
    lxw_protection protection = {.format_columns = 1, .format_rows = 1};
    write_title(work);
    ask(work, xlsx.worksheet_set_row(work->sheet, HEADING_ROW, HEADING_HEIGHT, NULL));
    for (size_t i = 0; i < REQUEST_COLUMN_COUNT && !work->failed; i++) {
        const struct request_column *column = &REQUEST_COLUMNS[i];
        if ((column->asks & work->asks) == 0)
            continue;
        ask(work, xlsx.worksheet_set_column(work->sheet, place, place, column->width, NULL));
        letters += column->width;
        write(work, work->sheet, HEADING_ROW, place,
              request_column_name(work->book->messages, text_from(column->name)),
              work->heading[column->filled]);
        write(work, work->sheet, NAME_ROW, place, text_from(column->name), work->name);
        if (column->filled)
            allow_column(work, column, (struct allowed){last, place});
        place++;
    }
    json_array_foreach(items, index, item) if (!work->failed)
        write_item(work, item, FIRST_ROW + (lxw_row_t)index);
    xlsx.worksheet_freeze_panes(work->sheet, FIRST_ROW, FROZEN_COLUMNS);
    xlsx.worksheet_protect(work->sheet, NULL, &protection); /* against slips alone: without a password */
    xlsx_print_wide(work->sheet, letters);
    ask(work, xlsx.worksheet_repeat_rows(work->sheet, HEADING_ROW, NAME_ROW));
    ask(work, xlsx.worksheet_repeat_columns(work->sheet, 0, FROZEN_COLUMNS - 1));
}

static void explain_line(struct filling *work, lxw_worksheet *sheet, lxw_row_t row, struct text text) {
    ask(work, xlsx.worksheet_set_row(sheet, row, lines_of(text, EXPLAINED_WIDTH) * LINE_HEIGHT, NULL));
    write(work, sheet, row, 1, text, work->asked);
}

static void explain(struct filling *work, lxw_worksheet *sheet) {
    static const char *const LINES[] = {"requests.how.fill", "requests.how.no", "requests.how.keep"};
    lxw_row_t row = 0;
    ask(work, xlsx.worksheet_set_column(sheet, 0, 0, NAMES_WIDTH, NULL));
    ask(work, xlsx.worksheet_set_column(sheet, 1, 1, EXPLAINED_WIDTH, NULL));
    xlsx_print_wide(sheet, NAMES_WIDTH + EXPLAINED_WIDTH);
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++)
        explain_line(work, sheet, row++, message_find(work->book->messages, LINES[i]));
    for (size_t i = 0; i < REQUEST_COLUMN_COUNT && !work->failed; i++) {
        const struct request_column *column = &REQUEST_COLUMNS[i];
        char id[80];
        if ((column->asks & work->asks) == 0 || !column->filled)
            continue;
        snprintf(id, sizeof id, "requests.help.%s", column->name);
        write(work, sheet, row, 0, request_column_name(work->book->messages, text_from(column->name)),
              work->heading[1]);
        explain_line(work, sheet, row++, message_find(work->book->messages, id));
    }
}

usmca_status request_book_fill(const json_t *request, const struct usmca_rulebook *book,
                               lxw_workbook *workbook, usmca_error *error) {
    struct filling work = {
        .request = request, .book = book, .workbook = workbook, .asks = request_asks_of_all(request)};
    make_formats(&work);
    work.sheet = add_sheet(&work, "requests.sheet");
    if (!work.failed)
        fill_request(&work);
    lxw_worksheet *explained = work.failed ? NULL : add_sheet(&work, "requests.sheet.help");
    if (!work.failed)
        explain(&work, explained);
    buffer_free(&work.cell);
    return work.failed ? error_memory(error) : USMCA_OK;
}
