#ifndef USMCA_REPORT_HTML_PAGE_H
#define USMCA_REPORT_HTML_PAGE_H

#include <libxml/xmlwriter.h>

#include "report/results.h"
#include "rulebook/messages.h"

/* What the parts of the audit report share: a libxml2 writer, and the words. */
struct html_page {
    xmlTextWriterPtr writer;
    const struct usmca_rulebook *book;
    struct buffer scratch;
    bool failed; /* the writer, or a buffer, has found no memory: something is missing on the page */
};

/* ---- elements ---- */

void html_open(struct html_page *page, const char *element, const char *class_name);
void html_close(struct html_page *page);
void html_attribute(struct html_page *page, const char *name, const char *value);
void html_text(struct html_page *page, struct text text);
/* Markup as it stands. */
void html_raw(struct html_page *page, const char *markup);
/* Frees a buffer that made a piece of the page. */
void html_release(struct html_page *page, struct buffer *room);
/* <element class="…">text</element> */
void html_element(struct html_page *page, const char *element, const char *class_name, struct text text);

/* ---- words ---- */

/* A sentence of the catalogue; the second with `prefix.word`, or the word itself where the catalogue lacks
 * it. */
struct text html_say(struct html_page *page, const char *id);
struct text html_word(struct html_page *page, const char *prefix, const char *word);

#define HTML_SAY(page, id, ...)                                                                              \
    ((page)->scratch.length = 0, MESSAGE(&(page)->scratch, (page)->book->messages, (id), __VA_ARGS__),       \
     buffer_view(&(page)->scratch))

/* ---- results ---- */

/* The string at a key of an object, or nothing. */
struct text html_value(const json_t *object, const char *key);

/* A citation in the words of the language; a view into scratch. */
struct text html_cite(struct html_page *page, struct text cite);
/* The HS code of an object, with dots; a view into scratch. */
struct text html_hs(struct html_page *page, const json_t *object);

/* The section of one good (html_good.c). `number` is its place in the results, from 1. */
void html_good(struct html_page *page, const json_t *good, size_t number);

/* How its figures, and the values of its lines, come about (html_values.c). */
void html_figures(struct html_page *page, const json_t *good);
void html_values(struct html_page *page, const json_t *good);
/* Whether it can be signed for, and the papers that it rests on (html_papers.c). */
void html_pile(struct html_page *page, const json_t *good);
void html_papers(struct html_page *page, const json_t *good);
/* What would make it qualify, or what it can bear (html_gap.c). */
void html_gap(struct html_page *page, const json_t *good);

/* The page of a vehicle in it (html_vehicle.c); nothing for another good. */
void html_vehicle(struct html_page *page, const json_t *good);

extern const char HTML_STYLE[];

#endif
