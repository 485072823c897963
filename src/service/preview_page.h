#ifndef USMCA_SERVICE_PREVIEW_PAGE_H
#define USMCA_SERVICE_PREVIEW_PAGE_H

#include "intake/preview.h"
#include "rulebook/error_words.h"

/* What `usmca preview` says of a file: as text, or as an object of JSON on one line. `problem` is why it
 * cannot be read, or NULL, told in `words`; then only its name and table are known. */
void preview_text(struct buffer *out, const struct preview *preview, const char *path,
                  const usmca_error *problem, const struct error_words *words,
                  const struct messages *messages);
void preview_json(struct buffer *out, const struct preview *preview, const char *path,
                  const usmca_error *problem, const struct error_words *words,
                  const struct messages *messages);

#endif
