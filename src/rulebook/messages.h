#ifndef USMCA_RULEBOOK_MESSAGES_H
#define USMCA_RULEBOOK_MESSAGES_H

#include "base/buffer.h"
#include "base/number_form.h"
#include "rulebook/model.h"

/* Every sentence that the program writes, by its id, from rules/messages/LANGUAGE.xml. A sentence has named
 * places, {line}, that the caller fills; {count|good|goods} is the word that goes with the number there. */
struct message_part {
    const char *name;
    struct text value;
};

/* The sentence itself, or the id where the catalogue lacks it (which `usmca validate` and a test report). */
struct text message_find(const struct messages *messages, const char *id);
/* Whether the language has a blank before a colon, and so before ; ? ! too. */
bool messages_set_marks_apart(const struct messages *messages);
/* That of lead and word together; the word itself where the catalogue lacks it. */
struct text message_named(const struct messages *messages, struct text lead, struct text word);
bool message_has(const struct messages *messages, const char *id);
/* Hands out every sentence with its id, in the order of the catalogue. */
void messages_each(const struct messages *messages,
                   void (*take)(void *context, const char *id, struct text sentence), void *context);
/* What is said of a column of the table of that name, or else of all columns of its name. */
struct text message_of_column(const struct messages *messages, const char *table, const char *column);
/* How the language writes numbers: its sentences number.point and number.thousands. */
struct number_form message_numbers(const struct messages *messages);
/* Appends a citation in the words of the language; sentences do so in their place {cite}. */
void message_cite(struct buffer *out, const struct messages *messages, struct text cite);
/* Appends the sentence with its places filled; a place that is not in `parts` is written as it stands. */
void message_write(struct buffer *out, const struct messages *messages, const char *id,
                   const struct message_part *parts, size_t count);

#define MESSAGE(out, messages, id, ...)                                                                      \
    message_write((out), (messages), (id), (const struct message_part[]){__VA_ARGS__},                       \
                  sizeof((const struct message_part[]){__VA_ARGS__}) / sizeof(struct message_part))

/* Loads directory/LANGUAGE.xml. */
usmca_status messages_load(struct messages **out, struct arena *arena, const char *directory,
                           const char *language, usmca_error *error);

#endif
