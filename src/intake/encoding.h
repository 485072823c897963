#ifndef USMCA_INTAKE_ENCODING_H
#define USMCA_INTAKE_ENCODING_H

#include <stdbool.h>
#include <sys/types.h>

/* What the bytes of a file are, before anything of it is read. */
struct encoding {
    const char *name;     /* for iconv; NULL is UTF-8 */
    bool guessed;         /* nothing in the file says so: bytes that are no UTF-8, and no mark */
    bool carriage_return; /* lines end with that alone */
    bool workbook;        /* a ZIP archive, as those of spreadsheets are */
    const char *kind;     /* what it is where it is no text, for an error; or NULL */
};

/* Looks at a regular file. `stated` is what the user says that it is, or NULL; a byte-order mark goes before
 * that. A file with both sequences that are UTF-8 and bytes that are not is UTF-8 with bad rows, and not of
 * one byte a character. -1, with errno, where it cannot be read. */
int encoding_find(struct encoding *out, int descriptor, off_t size, const char *stated);

#endif
