#ifndef USMCA_HTTP_PAGE_H
#define USMCA_HTTP_PAGE_H

#include "http/answer.h"

/* The page that a browser shows (src/page/): its files are in the program, and ask nothing from outside. */
void page_index(struct http_answer *answer, const struct http_question *question);
void page_style(struct http_answer *answer, const struct http_question *question);
void page_script(struct http_answer *answer, const struct http_question *question);
/* Its sentences in a language, and those of the catalogue that it shows: {"page.title": "…", …}. */
void page_words(struct http_answer *answer, const struct http_question *question);

/* Made of src/page/ by CMake. */
extern const unsigned char PAGE_INDEX[];
extern const unsigned long PAGE_INDEX_SIZE;
extern const unsigned char PAGE_STYLE[];
extern const unsigned long PAGE_STYLE_SIZE;
extern const unsigned char PAGE_SCRIPT[];
extern const unsigned long PAGE_SCRIPT_SIZE;

#endif
