#ifndef USMCA_CLI_FORM_SAID_H
#define USMCA_CLI_FORM_SAID_H

#include "intake/profile.h"
#include "rulebook/messages.h"

/* Of each option on how files are written that goes before what the profile says itself: a sentence, in a
 * line of its own. */
void form_said(struct buffer *out, const struct messages *messages, const struct profile *profile);

/* `decimal ","`, the sentence of a character. */
void form_put_character(struct buffer *out, const struct messages *messages, const char *id, char character);

#endif
