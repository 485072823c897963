#ifndef USMCA_REPORT_TERMINAL_PAGE_H
#define USMCA_REPORT_TERMINAL_PAGE_H

#include "report/number.h"
#include "report/paragraph.h"
#include "report/report.h"

/* A determination for a trade-compliance manager: verdict, the rule in words with what each alternative came
 * to, the arithmetic, the materials, what was found, what to ask for. */

struct page {
    struct buffer *out;
    const struct usmca_rulebook *book;
    const struct determination *determination;
    struct buffer scratch;
    struct buffer lead;
    bool coloured;
    size_t width;          /* in columns */
    size_t result_columns; /* as wide as the widest word of the language */
    size_t severity_columns;
    size_t test_columns;
    size_t figures_columns;
};

/* A sentence of the catalogue; the second `prefix.word`. */
struct text terminal_say(const struct page *page, const char *id);
struct text terminal_say_word(const struct page *page, const char *prefix, const char *word);

#define TERMINAL_SAY(page, id, ...)                                                                          \
    ((page)->scratch.length = 0, MESSAGE(&(page)->scratch, (page)->book->messages, (id), __VA_ARGS__))

/* The sentences in scratch, each ended by a line feed, as paragraphs. */
void terminal_sentences(struct page *page, struct text lead);

/* The lines of the bill of materials, and how their values come about (terminal_materials.c). */
void terminal_materials(struct page *page);

/* Whether the good can be signed for, and the papers that are to be got for that (terminal_papers.c). */
void terminal_papers(struct page *page);

#endif
