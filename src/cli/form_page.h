#ifndef USMCA_CLI_FORM_PAGE_H
#define USMCA_CLI_FORM_PAGE_H

#include "base/arena.h"
#include "cli/form.h"
#include "rulebook/messages.h"

/* What is said of a command, from its form and the catalogue: on a terminal, as a page of the manual in the
 * language of scdoc, as JSON. */
struct form_page {
    struct buffer out;
    struct arena arena;
    struct messages *messages; /* NULL where no rule book is at hand: then names stand alone */
    size_t width;              /* of lines, in columns */
};

/* Loads the messages of a language, which may be NULL; without them it goes on, and says so. EXIT_DONE, or
 * another where memory is exhausted or the language is none. */
int form_page_open(struct form_page *page, const char *language, const char *rules);
/* Prints it, and frees it. */
int form_page_close(struct form_page *page);

/* The sentence of an id, which is empty where there is none. */
struct text form_sentence(const struct form_page *page, const char *id);
/* The same of "KIND.NAME" and what stands behind, such as ".more"; blanks in the name are points. */
struct text form_sentence_of(const struct form_page *page, const char *kind, const char *name,
                             const char *behind);
/* The sentence of an option; where it is of a table, without its full stop. */
struct text option_sentence(const struct form_page *page, const struct option_row *row);
struct text option_sentence_more(const struct form_page *page, const struct option_row *row);
extern const char *const GROUP_IDS[OPTION_GROUPS];

void form_text(struct form_page *page, const struct command_form *form);
/* The options that most use, in a screen. */
void form_text_short(struct form_page *page, const struct command_form *form);
void form_manual(struct form_page *page, const struct command_form *form);
void form_json(struct form_page *page, const struct command_form *form);
/* Of all of them: the commands, each in a line. */
void forms_text(struct form_page *page);
/* Without the parts of commands. */
void forms_text_short(struct form_page *page);
void forms_manual(struct form_page *page);

#endif
