#ifndef USMCA_INTAKE_PLAIN_RECORD_H
#define USMCA_INTAKE_PLAIN_RECORD_H

#include "intake/csv_record.h"

/* Records that have nothing unusual in them, read at the speed of the bytes.
 *
 * libcsv says what a record is, and costs some forty instructions a byte. Nearly every record of nearly every
 * file has quotation marks around whole fields alone, and no control character, and of such a one there is
 * nothing to say but where its delimiters stand and where it ends. That takes a few instructions a byte:
 * sixteen bytes are compared at once to each of the characters that mean something, and the answers are read
 * off as bits.
 *
 * A delimiter within quotes is one before which an odd number of quotation marks stands. Which those are is
 * found for sixteen bytes at once, as well; and whether each opening mark begins a field, and each closing
 * one ends it, by shifting the bits by one. What a block has to know of the one before is four bits.
 *
 * What is plain is decided narrowly, so that the two cannot differ: valid UTF-8; no quotation mark but right
 * behind the beginning of a field and right before its end, and no line end between them; no character below
 * U+0020 but the line end, a carriage return right before it, and the delimiter; something else than blanks;
 * as many fields, and as long ones, as are allowed. Anything else, doubled quotation marks among it, is left
 * to libcsv (csv_record_read()), which is the reference: tests/fuzz/records_fuzzer.c holds the one against
 * the other.
 */

/* The record at the start of a run of bytes: how long it is, with its line end, and its fields, as views of
 * it, without the quotation marks and the blanks around them. 0 where it is not plain, or where no line end
 * stands in `length` bytes and they are not the last ones. */
size_t plain_record_read(const char *data, size_t length, char delimiter, bool at_end,
                         struct csv_fields *out);

/* Whether a line end stands behind an odd number of quotation marks; *inside is whether the run begins behind
 * one, and then whether what follows it does. */
bool plain_line_end_quoted(const char *data, size_t length, bool *inside);

#endif
