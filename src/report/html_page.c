#include "report/html_page.h"

#include <stdio.h>

#include "base/shown.h"
#include "hs/code.h"

/* What a function of the writer returns: below zero where it failed. */
static void note(struct html_page *page, int written) {
    page->failed = page->failed || written < 0;
}

void html_open(struct html_page *page, const char *element, const char *class_name) {
    note(page, xmlTextWriterStartElement(page->writer, (const xmlChar *)element));
    if (class_name != NULL)
        html_attribute(page, "class", class_name);
}

void html_close(struct html_page *page) {
    note(page, xmlTextWriterFullEndElement(page->writer));
}

void html_attribute(struct html_page *page, const char *name, const char *value) {
    note(page, xmlTextWriterWriteAttribute(page->writer, (const xmlChar *)name, (const xmlChar *)value));
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

struct text html_say(struct html_page *page, const char *id) {
    return message_find(page->book->messages, id);
}

struct text html_word(struct html_page *page, const char *prefix, const char *word) {
    char id[96];
    snprintf(id, sizeof id, "%s.%s", prefix, word);
    return message_has(page->book->messages, id) ? message_find(page->book->messages, id) : text_from(word);
}

struct text html_value(const json_t *object, const char *key) {
    return text_from(results_string(object, key));
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

const char HTML_STYLE[] =
    "*{box-sizing:border-box}body{font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;color:#1c2430;"
    "background:#f4f6f8;margin:0}main{max-width:1060px;margin:0 auto;padding:24px}h1{font-size:26px;margin:0 0 4px}"
    "h2{font-size:20px;margin:0}h3{font-size:15px;margin:22px 0 8px;color:#445}header p,.muted{color:#5b6675;margin:2px 0}"
    "section{background:#fff;border:1px solid #dde3ea;border-radius:10px;padding:20px 24px;margin:20px 0}"
    "table{border-collapse:collapse;width:100%;font-size:14px}th,td{text-align:left;padding:6px 10px 6px 0;"
    "border-bottom:1px solid #e8edf2;vertical-align:top}th::first-letter{text-transform:uppercase}table.facts th{width:20%}.role{margin-left:8px}th{color:#5b6675;font-weight:600}td.number,th.number{text-align:right;"
    "font-variant-numeric:tabular-nums}.badge{display:inline-block;white-space:nowrap;padding:2px 10px;border-radius:12px;font-weight:600;"
    "font-size:13px;color:#fff;background:#667}.originating{background:#1a7f4b}.non-originating{background:#b3261e}"
    ".undetermined{background:#9a6700}.rejected{background:#5b2a86}.cards{display:flex;gap:12px;flex-wrap:wrap;margin:14px 0}"
    ".card{flex:1 1 130px;border:1px solid #dde3ea;border-radius:8px;padding:10px 14px}.card b{display:block;font-size:24px}"
    ".pass{color:#1a7f4b}.fail{color:#b3261e}.unknown{color:#9a6700}.violation{color:#b3261e;font-weight:600}"
    ".warning{color:#9a6700;font-weight:600}.info{color:#5b6675}.alternative{border-left:3px solid #cfd8e1;padding:2px 0 2px 14px;"
    "margin:10px 0}.alternative p{margin:2px 0}.alternative.pass{border-color:#1a7f4b;color:inherit}"
    ".alternative.fail{border-color:#b3261e;color:inherit}.alternative.unknown{border-color:#9a6700;color:inherit}"
    ".head{display:flex;justify-content:space-between;gap:12px;align-items:flex-start;flex-wrap:wrap}a{color:#1557a0}"
    "table.requirements tr.requirement td{border-bottom:0;padding-top:12px}tr.evidence td{color:#445;font-size:13px;padding-top:0}"
    "ul.tests{margin:4px 0;padding-left:20px}code{background:#eef2f6;border-radius:4px;padding:0 4px;font-size:13px}"
    "svg{display:block;margin:6px 0 2px}@media print{body{background:#fff}main{max-width:none;padding:0}section{border:0;"
    "padding:0;margin:0 0 24px;break-before:page}section.summary{break-before:auto}a{color:inherit;text-decoration:none}}";
