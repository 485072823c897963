#include "report/html_page.h"

#include <stdio.h>

#include "base/shown.h"
#include "hs/code.h"

bool html_begin(struct html_page *page, const struct usmca_rulebook *book, const struct html_head *head) {
    page->book = book;
    page->head = head;
    page->buffer = xmlBufferCreate();
    page->writer = page->buffer != NULL ? xmlNewTextWriterMemory(page->buffer, 0) : NULL;
    return page->writer != NULL;
}

void html_free(struct html_page *page) {
    xmlFreeTextWriter(page->writer);
    xmlBufferFree(page->buffer);
    buffer_free(&page->scratch);
}

usmca_status html_view(struct html_page *page, struct text *bytes, usmca_error *error) {
    bool failed = xmlTextWriterFlush(page->writer) < 0 || page->failed || page->scratch.failed;
    *bytes =
        (struct text){(const char *)xmlBufferContent(page->buffer), (size_t)xmlBufferLength(page->buffer)};
    return failed ? error_memory(error) : USMCA_OK;
}

void html_taken(struct html_page *page) {
    xmlBufferEmpty(page->buffer);
}

/* ---- elements ---- */

/* What a function of the writer returns: below zero where it failed. */
static void note(struct html_page *page, int written) {
    page->failed = page->failed || written < 0;
}

void html_open(struct html_page *page, const char *element, const char *class_name) {
    note(page, xmlTextWriterStartElement(page->writer, (const xmlChar *)element));
    if (class_name != NULL && class_name[0] != '\0')
        html_attribute(page, "class", class_name);
}

void html_close(struct html_page *page) {
    note(page, xmlTextWriterFullEndElement(page->writer));
}

void html_void(struct html_page *page) {
    note(page, xmlTextWriterEndElement(page->writer));
}

void html_attribute(struct html_page *page, const char *name, const char *value) {
    note(page, xmlTextWriterWriteAttribute(page->writer, (const xmlChar *)name, (const xmlChar *)value));
}

void html_attribute_text(struct html_page *page, const char *name, struct text value) {
    struct buffer copy = {0};
    buffer_shown(&copy, value);
    buffer_char(&copy, '\0');
    if (!copy.failed)
        html_attribute(page, name, copy.data);
    html_release(page, &copy);
}

void html_text(struct html_page *page, struct text text) {
    struct buffer copy = {0};
    buffer_shown(&copy, text);
    buffer_char(&copy, '\0');
    if (!copy.failed)
        note(page, xmlTextWriterWriteString(page->writer, (const xmlChar *)copy.data));
    html_release(page, &copy);
}

void html_raw(struct html_page *page, const char *markup) {
    note(page, xmlTextWriterWriteRaw(page->writer, (const xmlChar *)markup));
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
    struct hs_code code;
    char dotted[HS_TEXT_SIZE];
    struct text digits = html_value(object, "hs");
    if (!hs_code_parse(&code, digits))
        return digits;
    page->scratch.length = 0;
    buffer_put(
        &page->scratch, dotted,
        hs_print_dotted(dotted, code.low, code.digits > HS_TARIFF_ITEM ? HS_TARIFF_ITEM : code.digits));
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
        buffer_char(out, is_plain(good_id.data[i]) ? good_id.data[i] : '_');
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
