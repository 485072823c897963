#ifndef USMCA_REPORT_HTML_PAGE_H
#define USMCA_REPORT_HTML_PAGE_H

#include "report/html.h"
#include "report/html_audit.h"

enum { HTML_DEEPEST = 24, HTML_NUMBERS = 16, HTML_NUMBER_SIZE = 256 };

/* What the parts of the audit report share: the page as far as it is written, and the words. Elements that
 * are open are closed in their turn; what strangers wrote goes through html_text() and html_attribute_text()
 * alone. */
struct html_page {
    struct buffer out;
    const char *open[HTML_DEEPEST];
    int depth;
    bool in_tag; /* attributes may follow */
    const struct usmca_rulebook *book;
    const struct html_head *head;
    struct buffer scratch;
    struct buffer shown; /* a text as it may be shown, before what has a meaning in markup is escaped */
    char numbers[HTML_NUMBERS][HTML_NUMBER_SIZE]; /* in turn: a sentence has several */
    int number;
    bool split;          /* each good has a file of its own */
    const char *without; /* heading of a column that no good of the report has anything in; or NULL */
    bool marks_apart; /* the language has blanks before more marks than the percent sign: they stay with their
                        word */
    bool failed;      /* a buffer has found no memory: something is missing on the page */
};

void html_begin(struct html_page *page, const struct usmca_rulebook *book, const struct html_head *head);
void html_free(struct html_page *page);
/* What has been written since the last html_taken(). */
usmca_status html_view(struct html_page *page, struct text *bytes, usmca_error *error);
void html_taken(struct html_page *page);

/* ---- elements ---- */

void html_open(struct html_page *page, const char *element, const char *class_name);
void html_close(struct html_page *page);
void html_attribute(struct html_page *page, const char *name, const char *value);
/* A value that strangers wrote. */
void html_attribute_text(struct html_page *page, const char *name, struct text value);
void html_text(struct html_page *page, struct text text);
/* Markup as it stands. */
void html_raw(struct html_page *page, const char *markup);
/* Frees a buffer that made a piece of the page. */
void html_release(struct html_page *page, struct buffer *room);
/* <element class="…">text</element> */
void html_element(struct html_page *page, const char *element, const char *class_name, struct text text);
/* A term of a list of them, and its value; nothing where it has none. */
void html_pair(struct html_page *page, struct text term, struct text value);
/* Ends an element that has no content: <meta/> */
void html_void(struct html_page *page);

/* A table begins with a row of headings, which stand again on each sheet of paper; its rows follow. It is in
 * a region that scrolls by itself, named by `label`. Headings from `numeric` on, `numeric_count` of them, are
 * of numbers. */
struct html_columns {
    const char *const *ids;
    size_t count;
    size_t numeric;
    size_t numeric_count;
};
void html_table(struct html_page *page, const char *class_name, struct text label,
                const struct html_columns *columns);
void html_table_end(struct html_page *page);
/* A cell, which also says its heading where the columns stand below each other. */
void html_cell(struct html_page *page, const struct html_columns *columns, size_t column,
               const char *class_name, struct text text);
void html_cell_open(struct html_page *page, const struct html_columns *columns, size_t column,
                    const char *class_name);

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
/* A number, as the language writes it; the last HTML_NUMBERS of them stand. */
struct text html_amount(struct html_page *page, const json_t *object, const char *key);
/* The same of a percentage in a sentence: cut to what is needed beside what it is held against, at `limit`.
 */
struct text html_percent(struct html_page *page, const json_t *object, const char *key, const char *limit);
struct text html_written(struct html_page *page, struct text plain);
/* Such a cell; nothing where the result has none. What it is in the result stands in it too. */
void html_cell_amount(struct html_page *page, const struct html_columns *columns, size_t column,
                      const char *class_name, const json_t *object, const char *key);
/* The same of a number that is at hand; `unit` follows it. */
void html_data(struct html_page *page, struct text plain, struct text unit);
/* A count as text in the room. */
struct text html_number(struct buffer *room, uint64_t number);

/* A citation in the words of the language; a view into scratch. */
struct text html_cite(struct html_page *page, struct text cite);
/* The HS code of an object, with dots; a view into scratch. */
struct text html_hs(struct html_page *page, const json_t *object);

/* Where what is said of a good is: a place of this page, or a file. */
struct text html_good_link(struct html_page *page, struct buffer *room, struct text good_id, size_t number);
/* The file of a good within the folder. */
void html_good_file(struct buffer *out, struct text good_id, size_t number);
/* How a status or a pile is marked. */
void html_badge(struct html_page *page, const char *prefix, const char *word);

/* ---- parts of a good ---- */

/* All that is said of one good (html_good.c). `number` is its place in the results, from 1. */
void html_good(struct html_page *page, const json_t *good, size_t number);

/* The rule, alternative by alternative, and regional value content (html_rule.c). */
void html_rule(struct html_page *page, const json_t *good);
/* The materials, those that weigh most first (html_materials.c). */
void html_materials(struct html_page *page, const json_t *good);
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

/* ---- parts of the index ---- */

/* Up to where the content of a page begins, and from where it ends (html_head.c). */
void html_document(struct html_page *page, struct text title, bool index);
void html_document_end(struct html_page *page, bool index);
/* Title, cover, and which run the results are of. */
void html_front(struct html_page *page, const struct audit *audit);
/* Whether the results may be of the run that the summary is of: no more of any status. */
bool html_same_run(const struct html_head *head, const struct audit *audit);

/* The four piles; those that filter the table of this page, or links to the lists of each (html_overview.c).
 */
void html_piles(struct html_page *page, const struct audit *audit, bool filters);
void html_findings_of_all(struct html_page *page, const struct audit *audit);
void html_papers_to_get(struct html_page *page, const struct audit *audit);

/* The table of goods (html_list.c): `take` gives each its row. */
void html_goods_begin(struct html_page *page, struct text label);
void html_goods_row(struct html_page *page, const json_t *good, const struct audit_good *one);
void html_goods_end(struct html_page *page);
/* What narrows the table down beside the piles. */
void html_filters(struct html_page *page, const struct audit *audit);
void html_search(struct html_page *page);
/* A short row of the goods to begin with. */
void html_urgent_begin(struct html_page *page);
void html_urgent_row(struct html_page *page, const json_t *good, const struct audit_good *one);
void html_urgent_end(struct html_page *page);
/* The first of them in `places`, by their places in the audit; how many there are. */
enum { MOST_URGENT = 10 };
size_t html_urgent(const struct audit *audit, size_t places[MOST_URGENT]);

/* Of every page, and of those with the list of goods. */
extern const char HTML_STYLE[];
extern const char HTML_INDEX_STYLE[];
extern const char HTML_SCRIPT[];
/* Of HTML_SCRIPT, in base64: the one script that a browser is told to run. */
extern const char HTML_SCRIPT_SHA256[];

#endif
