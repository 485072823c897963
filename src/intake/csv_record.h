#ifndef USMCA_INTAKE_CSV_RECORD_H
#define USMCA_INTAKE_CSV_RECORD_H

#include "base/arena.h"
#include "base/error.h"

/* One record of a CSV file, RFC 4180: where it ends, and its fields by libcsv. */

enum { CSV_LONGEST_QUOTED = 16 * 1024, CSV_LONGEST_FIELD = 8 * 1024, CSV_MOST_FIELDS = 256 };

/* The record at the start of a run of bytes, with its line end. */
struct csv_extent {
    size_t length;    /* 0 where more bytes are needed to tell */
    size_t malformed; /* 0, or the offset + 1 of a quote that is out of place, or that is not closed within
                         CSV_LONGEST_QUOTED bytes: the record is then its first physical line alone, so that
                         the next one can be read */
    uint64_t lines;   /* line ends in it */
};

/* `at_end`: no bytes come behind these, so that a record without a line end is whole. */
struct csv_extent csv_record_extent(const char *data, size_t length, char delimiter, bool at_end);

/* Whether it says nothing: blanks, no-break ones too, delimiters, quotes, and the rules that lists are drawn
 * with. */
bool csv_record_empty(struct text record);
/* The same, or whether it says the header again, as lists do at the head of a page. */
static inline bool csv_record_says_nothing(struct text record, struct text header);

/* Whether a record that has it says something. */
static inline bool csv_says_something(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

bool csv_record_may_say_nothing(struct text record, struct text header);

/* Of nearly every record its first byte and its length tell; a no-break space begins with two of the bytes.
 */
static inline bool csv_record_says_nothing(struct text record, struct text header) {
    const unsigned char first = (unsigned char)(record.length > 0 ? record.data[0] : '\0');
    const bool says = csv_says_something((char)first) && first != 0xc2 && first != 0xe2;
    return !(says && record.length - header.length > 2) && csv_record_may_say_nothing(record, header);
}

struct csv_fields {
    struct text fields[CSV_MOST_FIELDS];
    uint32_t count;
    uint32_t beyond; /* how many more the record has than there is room for */
};

/* What stands in the copy of a file in the place of a quotation mark that is but a character of its field
 * (intake/quotes.h), and of one that is out of place. */
#define CSV_PLAIN_QUOTE '\x1a'
#define CSV_WRONG_QUOTE '\x1c'

/* Puts the quotation marks back, in place. */
void csv_restore_quotes(char *data, size_t length);

struct csv_record_reader;

/* One a thread. It fails where memory is exhausted. */
usmca_status csv_record_reader_new(struct csv_record_reader **out, char delimiter, usmca_error *error);
void csv_record_reader_free(struct csv_record_reader *reader);

/* Whether its records may have CSV_PLAIN_QUOTE, which is then read as a quotation mark. */
void csv_record_reader_restores(struct csv_record_reader *reader, bool restores);

/* Reads a whole record; the fields are copied to `arena`. NULL, or the id of the message that says what is
 * wrong, and at which byte of the record (from 1). */
const char *csv_record_read(struct csv_record_reader *reader, struct text given, struct arena *arena,
                            struct csv_fields *out, uint32_t *column);

struct plain_scan; /* intake/plain_record.h */

/* A record as it stands in its file. */
struct csv_slice {
    struct text record;
    uint64_t file_line; /* of its first byte, from 1 */
    size_t malformed;   /* as csv_record_extent() says */
    const struct plain_scan
        *plain; /* of a plain record: has its fields until the next one is found; or NULL */
};

/* The same, to be kept. */
static inline struct csv_slice csv_slice_kept(struct csv_slice slice) {
    slice.plain = NULL;
    return slice;
}

/* The record at the start of a run of bytes, of which `scan` stands at the same place; it may be NULL. As
 * csv_record_extent(). */
struct csv_extent csv_record_find(struct plain_scan *scan, const char *data, size_t length, char delimiter,
                                  bool at_end, struct csv_slice *slice);

/* Walks the records of a run of whole lines, or of slices found earlier. Records that say nothing are passed
 * over. */
struct csv_cursor {
    const char *data;
    size_t length;
    uint64_t file_line;
    char delimiter;
    struct text header;             /* of the file; or empty */
    const struct csv_slice *slices; /* instead of data */
    size_t slice_count;
    struct plain_scan *scan; /* begun on the same data, finds those that are plain; or NULL */
};

bool csv_cursor_next(struct csv_cursor *cursor, struct csv_slice *out);

/* The field of that index (from 0) without reading the rest; quoted ones are put together in `scratch`, which
 * has CSV_LONGEST_FIELD bytes. False where the record has none, or is malformed before it. */
bool csv_extract(struct text record, char delimiter, uint32_t field, char *scratch, struct text *out);
/* The same with the blanks before it, whether they stand within quotes or without; in `scratch`. Empty where
 * the record has no such field. */
struct text csv_indented(struct text record, char delimiter, uint32_t field, char *scratch);
/* Where the field of that index begins: lines below the record's first, and the byte in that line, from 1. */
void csv_position(struct text record, char delimiter, uint32_t field, uint32_t *lines, uint32_t *column);

/* The fields of a run of bytes, as views of it, with the quotation marks and without the blanks around them:
 * a mark that is out of place, or not closed within the run, is a character like others. Whether a delimiter
 * between them has a blank behind it. */
bool csv_loose_fields(struct text run, char delimiter, struct csv_fields *out);

/* Makes each line of a record one of its own, in place: CSV_WRONG_QUOTE stands for the marks that are out of
 * place in their line, or not closed within it. */
void csv_part_lines(char *record, size_t length, char delimiter);

/* The record without the last of its fields, which has quotes around it and no line end behind; where its
 * delimiter stands is *field. False where it ends in no such field. */
bool csv_without_last(struct text record, char delimiter, struct text *rest, struct text *field);

#endif
