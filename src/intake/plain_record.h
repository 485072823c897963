#ifndef USMCA_INTAKE_PLAIN_RECORD_H
#define USMCA_INTAKE_PLAIN_RECORD_H

#include "intake/csv_record.h"

/* Records that have nothing unusual in them, read at the speed of the bytes.
 *
 * libcsv says what a record is, and costs some forty instructions a byte. Nearly every record of nearly every
 * file has quotation marks around whole fields alone, and no control character, and of such a one there is
 * nothing to say but where its delimiters stand and where it ends. That takes an instruction or two a byte:
 * sixty-four bytes are compared at once to each of the characters that mean something, and the answers are
 * words of sixty-four bits, a bit a byte.
 *
 * A delimiter within quotes is one before which an odd number of quotation marks stands. Which those are is
 * found for a word at once, as well; and whether each opening mark begins a field, and each closing one ends
 * it, by shifting the bits by one. What a word has to know of the one before is four bits.
 *
 * Of a window of some kilobytes the places of the separators are listed, and for each record which of them
 * ends it: how many fields it has is known before one of them is looked at, where any of them stands is read
 * from the list, and nobody looks at a byte for it again. A field that nobody asks for costs nothing: of most
 * rows the plan of a run (batch/plan.h) asks for two. Where something unusual stands the window ends, and the
 * record that has it is left to libcsv (csv_record_read()), which is the reference; behind that record a new
 * window begins. No byte is so looked at more often than twice, whatever the file is.
 *
 * What is plain is decided narrowly, so that the two cannot differ: no quotation mark but right behind the
 * beginning of a field and right before its end, and no line end between them; no character below U+0020 but
 * the line end, a carriage return right before it, and the delimiter. Of the fields of a record, once they
 * are asked for, there may be no more than are allowed, and they have something else than blanks, and valid
 * UTF-8. Anything else, doubled quotation marks among it, and a record that is longer than a window, is left
 * to the reference: tests/fuzz/records_fuzzer.c holds the one against the other, in every way in which
 * bytes are compared here. */

/* How bytes are compared: by the widest words that the machine has, which is asked when it runs. */
enum plain_way { PLAIN_BYTES, PLAIN_SSE2, PLAIN_AVX2, PLAIN_AVX512, PLAIN_NEON, PLAIN_WAYS };

/* Whether this machine can. */
bool plain_way_is_there(enum plain_way way);
enum plain_way plain_best_way(void);

/* No field can be too long within it. */
enum { PLAIN_WINDOW = CSV_LONGEST_FIELD, PLAIN_WORD = 64, PLAIN_WORDS = PLAIN_WINDOW / PLAIN_WORD };

/* A walk over the records of a run of bytes, which is borrowed. */
struct plain_scan {
    enum plain_way way;
    char delimiter;
    bool at_end;      /* the run is not cut: its last record is whole without a line end, too */
    const char *data; /* of the window */
    size_t length;    /* of the run, from there on */
    size_t scanned;   /* of the window: down to what is unusual, or to its end */
    bool unusual;     /* something unusual stands there */
    bool wide;        /* some word of it has characters beyond ASCII */
    uint32_t count;   /* of its separators: delimiters and line ends, but within quotes */
    uint32_t records; /* of them, those that end one */
    uint32_t taken;   /* of these, those that were found */
    uint32_t first;   /* of the separators: behind the first field of the record found last */
    uint32_t last;    /* and the one that ends it: a line end, or behind the last byte of the run */
    size_t record;    /* where it begins, in the window */
    size_t next;      /* and where the next one does */
    uint16_t separators[PLAIN_WINDOW + PLAIN_WORD]; /* where they stand in the window */
    uint16_t ends[PLAIN_WINDOW + PLAIN_WORD];       /* which of them end a record */
    bool wides[PLAIN_WORDS + 1];                    /* whether a word has characters beyond ASCII */
};

void plain_scan_begin(struct plain_scan *scan, enum plain_way way, const char *data, size_t length,
                      char delimiter, bool at_end);

/* The length of the next record, with its line end: of what lies between one line end and the next. 0 where
 * there is none that is plain, or where the run is cut before its line end: then the reference is to be
 * asked, and plain_scan_skip() told how long that says it is. */
static inline size_t plain_scan_next(struct plain_scan *scan);
void plain_scan_skip(struct plain_scan *scan, size_t length);

/* Whether a further record is there: where the window has none left, it is moved. */
bool plain_scan_goes_on(struct plain_scan *scan);

static inline size_t plain_scan_next(struct plain_scan *scan) {
    if (scan->taken == scan->records && !plain_scan_goes_on(scan))
        return 0;
    scan->first = scan->last + 1;
    scan->last = scan->ends[scan->taken++];
    scan->record = scan->next;
    const size_t end = scan->separators[scan->last];
    scan->next = end < scan->scanned ? end + 1 : end;
    return scan->next - scan->record;
}

/* The record behind it, where it lies in the same window, and its first field; nothing is taken. */
static inline bool plain_scan_peek(const struct plain_scan *scan, struct text *record, struct text *first);

/* No blank, which may have more than one byte, and no quotation mark. */
static inline bool plain_is_bare(char c) {
    return (unsigned char)c - (unsigned)'#' < 0x80 - (unsigned)'#';
}

/* What lies between two separators, without the quotation marks and the blanks around it. */
struct text plain_without_marks(const char *from, const char *to);

static inline struct text plain_field(const char *from, const char *to) {
    const size_t length = (size_t)(to - from);
    if (length == 0 || (plain_is_bare(from[0]) && plain_is_bare(to[-1])))
        return (struct text){from, length};
    if (length > 2 && from[0] == '"' && to[-1] == '"' && plain_is_bare(from[1]) && plain_is_bare(to[-2]))
        return (struct text){from + 1, length - 2};
    return plain_without_marks(from, to);
}

/* The first of them: of most rows the id. */
static inline struct text plain_scan_first(const struct plain_scan *scan) {
    return plain_field(scan->data + scan->record, scan->data + scan->separators[scan->first]);
}

static inline bool plain_scan_peek(const struct plain_scan *scan, struct text *record, struct text *first) {
    if (scan->taken == scan->records)
        return false;
    const char *from = scan->data + scan->next;
    *record = (struct text){from, scan->separators[scan->ends[scan->taken]] - scan->next};
    *first = plain_field(from, scan->data + scan->separators[scan->last + 1]);
    return true;
}

/* A field of the record found last, as a view of it. False where it has none of that index (from 0). */
static inline bool plain_scan_field(const struct plain_scan *scan, uint32_t field, struct text *out) {
    const uint32_t at = scan->first + field;
    if (field > scan->last - scan->first)
        return false;
    const size_t from = field > 0 ? scan->separators[at - 1] + (size_t)1 : scan->record;
    *out = plain_field(scan->data + from, scan->data + scan->separators[at]);
    return true;
}

static inline uint32_t plain_scan_count(const struct plain_scan *scan) {
    return scan->last - scan->first + 1;
}

/* Whether the record found last is plain in what only its fields tell. */
bool plain_scan_readable(const struct plain_scan *scan);

/* All of them. False where it turns out not to be plain. */
bool plain_scan_fields(const struct plain_scan *scan, struct csv_fields *out);

/* The record at the start of a run of bytes: how long it is, and its fields. 0 where it is not plain, or
 * where no line end stands in `length` bytes and they are not the last ones. */
size_t plain_record_read(const char *data, size_t length, char delimiter, bool at_end,
                         struct csv_fields *out);

/* Where line ends of a run of bytes stand. */
struct plain_line_ends {
    bool behind_odd;  /* one stands behind an odd number of its quotation marks */
    bool behind_even; /* and one behind an even number, or none */
    bool odd;         /* it has an odd number of marks */
};

/* Adds a further run, which follows. */
void plain_line_ends_add(struct plain_line_ends *ends, enum plain_way way, const char *data, size_t length);

#endif
