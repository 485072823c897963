#ifndef USMCA_BASE_SHOWN_H
#define USMCA_BASE_SHOWN_H

#include "base/buffer.h"

/* What strangers write, as a terminal, a message and a page may show it: on one line, without control
 * characters, and without those that turn the direction of writing, which make a text look like another. */

/* The length of such a character where the bytes begin with one; else 0. Line feed and tab are such. */
size_t text_unshown(const char *data, size_t length);

/* Blanks stand in place of what ends a line and of tabs, U+FFFD in place of the rest and of what is not
 * UTF-8. */
void buffer_shown(struct buffer *out, struct text text);

/* Whether no line may break at a blank: before a percent sign (Ortografía de la lengua española) and, where
 * the language sets them apart by a blank, before other marks, and behind one that opens. */
bool text_binds(struct text text, size_t blank, bool marks_apart);

#endif
