#ifndef USMCA_REPORT_PARAGRAPH_H
#define USMCA_REPORT_PARAGRAPH_H

#include "base/buffer.h"

/* Text for a terminal or a page of fixed width: words wrapped behind an indent, and columns padded. A
 * character is one column wide, however many bytes it has. */

enum { PARAGRAPH_WIDTH = 100 };

size_t paragraph_columns(struct text text);
/* Appends `text`, and blanks up to `columns`. */
void paragraph_pad(struct buffer *out, struct text text, size_t columns);
/* Appends blanks up to `columns` with `text` behind them. */
void paragraph_pad_left(struct buffer *out, struct text text, size_t columns);
void paragraph_blanks(struct buffer *out, size_t count);

/* What stands between the parts of a line, as of a good's head. */
#define PARAGRAPH_PARTED "   "

/* Appends `lead` at the left, and behind it the parts of `text`, which PARAGRAPH_PARTED parts: as many on a
 * line as `width` has room for. */
void paragraph_write_parts(struct buffer *out, size_t width, struct text lead, struct text text);

/* Appends `lead` at the left, and `text` behind it, wrapped at PARAGRAPH_WIDTH with later lines under its
 * first word; ends with a line feed. */
void paragraph_write(struct buffer *out, struct text lead, struct text text);
/* The same, wrapped at as many columns as a terminal has: at PARAGRAPH_WIDTH at most, and where `width` is 0.
 */
void paragraph_write_within(struct buffer *out, size_t width, struct text lead, struct text text);

#endif
