#include "report/html_page.h"

#include <stdio.h>
#include <string.h>

#include "base/shown.h"
#include "hs/code.h"
#include "report/number.h"

void html_begin(struct html_page *page, const struct usmca_rulebook *book, const struct html_head *head) {
    page->book = book;
    page->head = head;
    page->marks_apart = messages_set_marks_apart(book->messages);
}

void html_free(struct html_page *page) {
    buffer_free(&page->out);
    buffer_free(&page->scratch);
    buffer_free(&page->shown);
}

usmca_status html_view(struct html_page *page, struct text *bytes, usmca_error *error) {
    *bytes = buffer_view(&page->out);
    return page->failed || page->out.failed || page->scratch.failed ? error_memory(error) : USMCA_OK;
}

void html_taken(struct html_page *page) {
    page->out.length = 0;
}

/* ---- elements ---- */

static void end_tag(struct html_page *page) {
    if (page->in_tag)
        buffer_char(&page->out, '>');
    page->in_tag = false;
}

/* What has a meaning in markup, in text and between quotes. */
static void put_escaped(struct buffer *out, struct text text) {
    size_t done = 0;
    for (size_t i = 0; i < text.length; i++) {
        const char *entity = text.data[i] == '&'    ? "&amp;"
                             : text.data[i] == '<'  ? "&lt;"
                             : text.data[i] == '>'  ? "&gt;"
                             : text.data[i] == '"'  ? "&quot;"
                             : text.data[i] == '\'' ? "&#39;"
                                                    : NULL;
        if (entity == NULL)
            continue;
        buffer_put(out, text.data + done, i - done);
        buffer_string(out, entity);
        done = i + 1;
    }
    buffer_put(out, text.data + done, text.length - done);
}

/* With blanks at which no line breaks where a mark belongs to the word beside it. */
static void put_bound(struct buffer *out, struct text text, bool marks_apart) {
    size_t done = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != ' ' || !text_binds(text, i, marks_apart))
            continue;
        put_escaped(out, (struct text){text.data + done, i - done});
        buffer_string(out, "\xc2\xa0");
        done = i + 1;
    }
    put_escaped(out, (struct text){text.data + done, text.length - done});
}

static void put_shown(struct html_page *page, struct text text) {
    page->shown.length = 0;
    buffer_shown(&page->shown, text);
    if (page->in_tag)
        put_escaped(&page->out, buffer_view(&page->shown));
    else
        put_bound(&page->out, buffer_view(&page->shown), page->marks_apart);
    page->failed = page->failed || page->shown.failed;
}

void html_open(struct html_page *page, const char *element, const char *class_name) {
    end_tag(page);
    if (page->depth == HTML_DEEPEST) {
        page->failed = true;
        return;
    }
    page->open[page->depth++] = element;
    page->in_tag = true;
    buffer_char(&page->out, '<');
    buffer_string(&page->out, element);
    if (class_name != NULL && class_name[0] != '\0')
        html_attribute(page, "class", class_name);
}

void html_close(struct html_page *page) {
    end_tag(page);
    if (page->depth == 0)
        return;
    buffer_string(&page->out, "</");
    buffer_string(&page->out, page->open[--page->depth]);
    buffer_char(&page->out, '>');
}

/* Within a picture an element ends by the slash alone. */
void html_void(struct html_page *page) {
    buffer_string(&page->out, "/>");
    page->in_tag = false;
    page->depth -= page->depth > 0;
}

void html_attribute_text(struct html_page *page, const char *name, struct text value) {
    buffer_char(&page->out, ' ');
    buffer_string(&page->out, name);
    buffer_string(&page->out, "=\"");
    put_shown(page, value);
    buffer_char(&page->out, '"');
}

void html_attribute(struct html_page *page, const char *name, const char *value) {
    html_attribute_text(page, name, text_from(value));
}

void html_text(struct html_page *page, struct text text) {
    end_tag(page);
    put_shown(page, text);
}

void html_raw(struct html_page *page, const char *markup) {
    end_tag(page);
    buffer_string(&page->out, markup);
}

void html_release(struct html_page *page, struct buffer *room) {
    page->failed = page->failed || room->failed;
    buffer_free(room);
}

void html_element(struct html_page *page, const char *element, const char *class_name, struct text text) {
    html_open(page, element, class_name);
    html_text(page, text);
    html_close(page);
}

void html_pair(struct html_page *page, struct text term, struct text value) {
    if (value.length == 0)
        return;
    html_open(page, "div", NULL);
    html_element(page, "dt", NULL, term);
    html_element(page, "dd", NULL, value);
    html_close(page);
}

/* ---- tables ---- */

static bool is_numeric(const struct html_columns *columns, size_t column) {
    return column >= columns->numeric && column < columns->numeric + columns->numeric_count;
}

void html_table(struct html_page *page, const char *class_name, struct text label,
                const struct html_columns *columns) {
    html_open(page, "div", "scroll");
    html_attribute(page, "role", "region");
    html_attribute(page, "tabindex", "0");
    html_attribute_text(page, "aria-label", label);
    html_open(page, "table", class_name);
    html_open(page, "thead", NULL);
    html_open(page, "tr", NULL);
    for (size_t i = 0; i < columns->count; i++) {
        if (page->without != NULL && strcmp(columns->ids[i], page->without) == 0)
            continue;
        html_open(page, "th", is_numeric(columns, i) ? "number" : NULL);
        html_attribute(page, "scope", "col");
        html_text(page, html_say(page, columns->ids[i]));
        html_close(page);
    }
    html_close(page);
    html_close(page);
    html_open(page, "tbody", NULL);
}

void html_table_end(struct html_page *page) {
    html_close(page);
    html_close(page);
    html_close(page);
}

void html_cell_open(struct html_page *page, const struct html_columns *columns, size_t column,
                    const char *class_name) {
    html_open(page, "td", class_name != NULL ? class_name : is_numeric(columns, column) ? "number" : NULL);
    html_attribute_text(page, "data-head", html_say(page, columns->ids[column]));
}

void html_cell(struct html_page *page, const struct html_columns *columns, size_t column,
               const char *class_name, struct text text) {
    /* the text may lie in scratch, which no heading uses */
    html_cell_open(page, columns, column, text.length == 0 ? "none" : class_name);
    html_text(page, text);
    html_close(page);
}

/* ---- words ---- */

struct text html_say(struct html_page *page, const char *id) {
    return message_find(page->book->messages, id);
}

struct text html_word(struct html_page *page, const char *prefix, const char *word) {
    char id[96];
    snprintf(id, sizeof id, "%s.%s", prefix, word);
    return message_has(page->book->messages, id) ? message_find(page->book->messages, id) : text_from(word);
}

/* ---- results ---- */

struct text html_value(const json_t *object, const char *key) {
    return text_from(results_string(object, key));
}

/* What is no number of ours stays as it stands. */
struct text html_written(struct html_page *page, struct text plain) {
    enum { LONGEST = (HTML_NUMBER_SIZE - 1) / 3 };
    for (size_t i = 0; i < plain.length; i++)
        if (plain.length > LONGEST || strchr("0123456789.-", plain.data[i]) == NULL)
            return plain;
    char *room = page->numbers[page->number];
    page->number = (page->number + 1) % HTML_NUMBERS;
    return (struct text){room, number_form_write(room, plain, message_numbers(page->book->messages))};
}

struct text html_amount(struct html_page *page, const json_t *object, const char *key) {
    return html_written(page, html_value(object, key));
}

struct text html_percent(struct html_page *page, const json_t *object, const char *key, const char *limit) {
    struct number_room written;
    struct text text = number_plain_percent(&written, page->book->messages, html_value(object, key),
                                            html_value(object, limit));
    if (text.length > HTML_NUMBER_SIZE || text.data != written.text)
        return text;
    char *room = page->numbers[page->number];
    page->number = (page->number + 1) % HTML_NUMBERS;
    memcpy(room, text.data, text.length);
    return (struct text){room, text.length};
}

void html_data(struct html_page *page, struct text plain, struct text unit) {
    html_open(page, "data", NULL);
    html_attribute_text(page, "value", plain);
    html_text(page, html_written(page, plain));
    html_close(page);
    if (unit.length > 0) {
        html_text(page, TEXT(" "));
        html_text(page, unit);
    }
}

void html_cell_amount(struct html_page *page, const struct html_columns *columns, size_t column,
                      const char *class_name, const json_t *object, const char *key) {
    struct text plain = html_value(object, key);
    html_cell_open(page, columns, column, plain.length == 0 ? "none" : class_name);
    if (plain.length > 0)
        html_data(page, plain, TEXT(""));
    html_close(page);
}

struct text html_number(struct buffer *room, uint64_t number) {
    room->length = 0;
    buffer_number(room, number);
    return buffer_view(room);
}

struct text html_cite(struct html_page *page, struct text cite) {
    page->scratch.length = 0;
    message_cite(&page->scratch, page->book->messages, cite);
    return buffer_view(&page->scratch);
}

struct text html_hs(struct html_page *page, const json_t *object) {
    char dotted[HS_TEXT_SIZE];
    page->scratch.length = 0;
    buffer_text(&page->scratch, results_code(dotted, html_value(object, "hs")));
    return buffer_view(&page->scratch);
}

static bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* Its number makes it one that no other has, in any case of letters and on any system; the id is for who
 * looks for it. */
void html_good_file(struct buffer *out, struct text good_id, size_t number) {
    enum { MOST_OF_ID = 60 };
    char digits[24];
    snprintf(digits, sizeof digits, "goods/%06zu-", number);
    buffer_string(out, digits);
    for (size_t i = 0; i < good_id.length && i < MOST_OF_ID; i++)
        buffer_put(out, is_plain(good_id.data[i]) ? good_id.data + i : "_", 1);
    buffer_string(out, ".html");
}

struct text html_good_link(struct html_page *page, struct buffer *room, struct text good_id, size_t number) {
    room->length = 0;
    if (page->split) {
        html_good_file(room, good_id, number);
    } else {
        buffer_string(room, "#good-");
        buffer_number(room, number);
    }
    return buffer_view(room);
}

void html_badge(struct html_page *page, const char *prefix, const char *word) {
    char class_name[64];
    snprintf(class_name, sizeof class_name, "badge %.40s", word);
    html_element(page, "span", class_name, html_word(page, prefix, word));
}
