#ifndef USMCA_SERVICE_SERVICE_H
#define USMCA_SERVICE_SERVICE_H

#include <jansson.h>

#include "base/date.h"
#include "case/setting.h"
#include "rulebook/error_words.h"
#include "rulebook/languages.h"
#include "rulebook/load.h"

/* One question, one answer: what `usmca mcp` and `usmca serve` share. A question is a JSON object, an answer
 * is JSON; both stand on what the commands do, and nothing of a question is kept. */

enum { QUESTION_WORD_SIZE = 64, CURRENCY_LETTERS = 3 };

struct service_books;

/* What answers are given with; nothing of it changes once it is opened, and any number of threads may ask. */
struct service {
    const char *rules; /* the folder of the rule book */
    struct service_books *books;
    size_t language; /* of questions that name none: of LANGUAGE_NAMES */
    date (*today)(void);
    uint64_t most_rows; /* of all tables of a question */
    /* what questions are taken to say that do not; NULL is nothing */
    const char *currency;
    const char *edition;
    const char *tariff;
    const char *default_use;
    const char *designate;
    const char *year_begins;
};

/* Opens the rule book in the language of the service; in the others it is opened once it is asked for. To be
 * closed in any case. */
usmca_status service_open(struct service *service, usmca_error *error);
void service_close(struct service *service);
/* The rule book in a language, which has been opened then, or is now. */
usmca_status service_book(const struct usmca_rulebook **out, const struct service *service, size_t language,
                          usmca_error *error);

/* The messages in the language of the service, which is open. */
const struct messages *service_messages(const struct service *service);

/* Of errors of the question, in the language that `asked` names, or else that of the service; `asked` may be
 * NULL. NULL where there are none, as in English. */
const struct error_words *service_error_words(const struct service *service, const json_t *asked);

/* What is said of a question as a whole. */
struct service_question {
    const struct usmca_rulebook *book; /* in its language */
    struct case_setting setting;
    char currency[CURRENCY_LETTERS + 1];
    int first_month;
    bool edition_stated;
};

/* Reads the members that name what holds for all goods; an argument error where one of them is no such thing.
 * The question points into itself. */
usmca_status question_read(struct service_question *question, const struct service *service,
                           const json_t *asked, usmca_error *error);
/* An argument error where `asked` has a member that is none of `names`, ended by NULL. */
usmca_status question_members(const json_t *asked, const char *const *names, usmca_error *error);
/* The member as it would be typed: a string, or a number; *out is NULL where it is not given. `room` has it
 * then. */
usmca_status question_word(const json_t *asked, const char *name, char room[QUESTION_WORD_SIZE],
                           const char **out, usmca_error *error);

#endif
