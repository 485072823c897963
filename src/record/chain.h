#ifndef USMCA_RECORD_CHAIN_H
#define USMCA_RECORD_CHAIN_H

#include "base/date.h"
#include "record/digest.h"
#include "record/record.h"

/* What is hashed, in one place for who adds and who verifies (docs/record.md has it in words). */

struct determination_row {
    int64_t determination;
    int64_t good;
    struct digest digest;
    struct text status;
    struct text criterion;
    struct text pile;
    struct text rule;
    bool has_margin;
    int64_t margin;
    date valid_until;
};

/* Of SELECT determination, good, digest, status, criterion, pile, rule, margin, valid_until, until the next
 * step. False where the digest is none. */
bool chain_read_determination(struct determination_row *row, sqlite3_stmt *statement);

/* The content of a determination with what is kept beside it. */
struct digest chain_seal(const struct determination_row *row);
/* An entry; `before` is that of the good's entry before, or NULL. */
struct digest chain_entry(const struct digest *before, struct text good_id, int64_t run, int64_t place,
                          date day, const struct digest *seal);

struct run_row {
    int64_t run;
    int64_t link;
    date day;
    struct text kept;
    struct text program;
    struct text rules;
    int64_t summary; /* a file */
    struct digest summary_digest;
    struct digest results;
    int64_t goods;
    int64_t statuses[4]; /* originating, non-originating, undetermined, rejected */
    struct digest entries;
};
struct digest chain_run(const struct run_row *run);

struct attachment_row {
    int64_t attachment;
    int64_t link;
    int64_t run;
    struct text kind;
    struct text name;
    struct text kept;
    int64_t file;
    struct digest digest;
};
struct digest chain_attachment(const struct attachment_row *row);
struct digest chain_expiry(int64_t run, struct text kept, bool forced);

/* `before` is that of the link before, or NULL of the first. */
struct digest chain_link(const struct digest *before, int64_t number, struct text kind,
                         const struct digest *content);
/* Adds a link behind the last one. */
usmca_status chain_add(const struct record *record, const char *kind, int64_t number,
                       const struct digest *content, usmca_error *error);
/* The number that the next link has, from 1. */
usmca_status chain_next(const struct record *record, int64_t *number, usmca_error *error);

/* A digest of a column; false where it is none. */
bool chain_digest(struct digest *out, sqlite3_stmt *statement, int column);
struct text chain_bytes(const struct digest *digest);

#endif
