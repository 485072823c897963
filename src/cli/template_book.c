#include "cli/template_book.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "cli/book_file.h"

enum {
    NEEDED_FILL = 0xFFE699,
    OTHER_FILL = 0xDDEBF7,
    MOST_WORDS = 32,
    LONGEST_LIST = 255, /* of the words of a validation, by ISO/IEC 29500 */
    LAST_ROW = LXW_ROW_MAX - 1,
    COMMENT_WIDTH = 300,
    COMMENT_LINE = 46, /* letters of it */
    COMMENT_LINE_HEIGHT = 18
};

struct template {
    lxw_workbook *book;
    const struct messages *messages;
    lxw_format *needed;
    lxw_format *other;
    lxw_format *text;
    lxw_format *day;
    bool failed;
};

/* ---- what a column is ---- */

static bool is_written_out(const struct column *column) {
    return strcmp(column->name, "description") == 0 || column->type == COLUMN_FACTS;
}

static double width_of(const struct column *column) {
    enum { LEAST = 12, WRITTEN_OUT = 32 };
    size_t length = strlen(column->name) + 3;
    if (is_written_out(column))
        return WRITTEN_OUT;
    return (double)(length > LEAST ? length : LEAST);
}

static lxw_format *format_of(const struct template *template, const struct column *column) {
    if (column->type == COLUMN_DATE)
        return template->day;
    return column_is_amount(column) ? NULL : template->text; /* a code that is a text keeps its zeros */
}

static void put_words(struct buffer *out, const struct template *template, const struct column *column) {
    struct buffer words = {0};
    for (int i = 0; i < column->words->count; i++) {
        if (column->words->words[i][0] == '\0')
            continue;
        buffer_string(&words, words.length > 0 ? ", " : "");
        buffer_string(&words, column->words->words[i]);
    }
    buffer_char(out, '\n');
    MESSAGE(out, template->messages, "column-words", {"words", buffer_view(&words)});
    buffer_free(&words);
}

/* ---- sheets ---- */

static void comment(struct template *template, lxw_worksheet *sheet, lxw_col_t place, const char *table,
                    const struct column *column) {
    struct buffer text = {0};
    char id[64];
    snprintf(id, sizeof id, "table.%s", table);
    if (place == 0) {
        buffer_text(&text, message_find(template->messages, id));
        buffer_char(&text, '\n');
    }
    buffer_text(&text, message_of_column(template->messages, table, column->name));
    if (column->type == COLUMN_WORD)
        put_words(&text, template, column);
    if (column->required) {
        buffer_char(&text, '\n');
        buffer_text(&text, message_find(template->messages, "column-needed"));
    }
    buffer_char(&text, '\0');
    lxw_comment_options options = {
        .width = COMMENT_WIDTH, .height = (uint16_t)(COMMENT_LINE_HEIGHT * (4 + text.length / COMMENT_LINE))};
    template->failed = template->failed || text.failed ||
                       xlsx.worksheet_write_comment_opt(sheet, 0, place, text.data, &options) != LXW_NO_ERROR;
    buffer_free(&text);
}

/* A list to choose from. Any other word is warned of, and not forbidden: other languages are read too. */
static void offer_words(struct template *template, lxw_worksheet *sheet, lxw_col_t place,
                        const struct column *column) {
    const char *words[MOST_WORDS + 1] = {NULL};
    size_t count = 0;
    size_t length = 0;
    for (int i = 0; i < column->words->count && count < MOST_WORDS; i++) {
        if (column->words->words[i][0] == '\0')
            continue;
        words[count++] = column->words->words[i];
        length += strlen(column->words->words[i]) + 1;
    }
    if (length > LONGEST_LIST)
        return;
    lxw_data_validation *validation = calloc(1, sizeof *validation);
    if (validation != NULL) {
        validation->validate = LXW_VALIDATION_TYPE_LIST;
        validation->error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        validation->value_list = (char **)words;
    }
    template->failed =
        template->failed || validation == NULL ||
        xlsx.worksheet_data_validation_range(sheet, 1, place, LAST_ROW, place, validation) != LXW_NO_ERROR;
    free(validation);
}

static void add_sheet(struct template *template, const char *table, const struct column_table *columns) {
    lxw_worksheet *sheet = xlsx.workbook_add_worksheet(template->book, table);
    double letters = 0;
    template->failed = template->failed || sheet == NULL;
    for (size_t i = 0; i < columns->count && !template->failed; i++) {
        const struct column *column = &columns->columns[i];
        lxw_col_t place = (lxw_col_t)i;
        letters += width_of(column);
        xlsx.worksheet_set_column(sheet, place, place, width_of(column), format_of(template, column));
        xlsx.worksheet_write_string(sheet, 0, place, column->name,
                                    column->required ? template->needed : template->other);
        comment(template, sheet, place, table, column);
        if (column->type == COLUMN_WORD)
            offer_words(template, sheet, place, column);
    }
    if (template->failed)
        return;
    xlsx.worksheet_freeze_panes(sheet, 1, 1);
    xlsx_print_wide(sheet, letters);
    xlsx.worksheet_repeat_rows(sheet, 0, 0);
    xlsx.worksheet_repeat_columns(sheet, 0, 0);
}

static lxw_format *header_format(lxw_workbook *book, lxw_color_t fill, bool bold) {
    lxw_format *format = xlsx.workbook_add_format(book);
    if (format == NULL)
        return NULL;
    if (bold)
        xlsx.format_set_bold(format);
    xlsx.format_set_bg_color(format, fill);
    xlsx.format_set_bottom(format, LXW_BORDER_THIN);
    return format;
}

static lxw_format *number_format(lxw_workbook *book, const char *shown) {
    lxw_format *format = xlsx.workbook_add_format(book);
    if (format != NULL)
        xlsx.format_set_num_format(format, shown);
    return format;
}

/* ---- the book ---- */

static void set_properties(const struct template *template) {
    char title[128];
    struct text text = text_cut(message_find(template->messages, "column-title"), sizeof title - 1);
    memcpy(title, text.data, text.length);
    title[text.length] = '\0';
    lxw_doc_properties properties = {.title = title, .created = BOOK_DAY_OF_NO_MEANING};
    xlsx.workbook_set_properties(template->book, &properties);
}

bool template_fill(lxw_workbook *book, const struct messages *messages, enum table_user user) {
    struct template template = {.book = book,
                                .messages = messages,
                                .needed = header_format(book, NEEDED_FILL, true),
                                .other = header_format(book, OTHER_FILL, false),
                                .text = number_format(book, "@"),
                                .day = number_format(book, "yyyy-mm-dd")};
    if (template.needed == NULL || template.other == NULL || template.text == NULL || template.day == NULL)
        return false;
    set_properties(&template);
    if (user == TABLE_OF_CASE) {
        add_sheet(&template, "goods", &GOOD_COLUMNS);
        add_sheet(&template, "bom", &MATERIAL_COLUMNS);
    }
    for (int kind = 0; kind < TABLES && !template.failed; kind++)
        if (INPUT_TABLES[kind].user == user)
            add_sheet(&template, INPUT_TABLES[kind].name, INPUT_TABLES[kind].columns);
    return !template.failed;
}
