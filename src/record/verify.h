#ifndef USMCA_RECORD_VERIFY_H
#define USMCA_RECORD_VERIFY_H

#include "record/digest.h"
#include "record/record.h"

struct verified {
    uint64_t pages;
    int64_t runs;
    int64_t expired; /* of them */
    int64_t goods;
    int64_t determinations;
    int64_t links;
    struct digest last; /* the hash of the last link; zeros where there is none */
};

/* Looks at every byte of the file: the sum of each page, the structure of the database, every hash of the
 * chain of links and of those of the goods, and the digest of everything that is stored.
 * USMCA_ERROR_INPUT, with what is wrong, where something was changed. The record is open to read. */
usmca_status record_verify(struct record *record, struct verified *verified, usmca_error *error);

/* Whether the record still has, at that link, the hash that it had when a checkpoint was made of it. */
usmca_status record_verify_checkpoint(const struct record *record, struct text checkpoint, const char *path,
                                      usmca_error *error);

#endif
