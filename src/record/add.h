#ifndef USMCA_RECORD_ADD_H
#define USMCA_RECORD_ADD_H

#include "record/record.h"
#include "report/results.h"

/* Adding to a record that is open to write; record_commit makes it last. */

struct run_addition {
    struct text summary; /* what check --summary wrote (docs/schema/summary.schema.json) */
    const char *summary_path;
    date day;         /* 0: that of the summary */
    const char *kept; /* when, UTC, as it is to stand in the record */
};

/* Keeps a run, each line of its results; they have to be all of the goods that the summary counts. */
usmca_status record_add_run(struct record *record, const struct run_addition *addition,
                            const struct results_source *results, int64_t *run, usmca_error *error);

enum attachment_kind {
    ATTACHED_INPUT,
    ATTACHED_CERTIFICATION,
    ATTACHED_PROOF,
    ATTACHED_REQUEST, /* to a supplier; and what came back */
    ATTACHED_ANSWER,
    ATTACHMENT_KINDS
};
extern const char *const ATTACHMENT_WORDS[ATTACHMENT_KINDS];

struct attachment {
    enum attachment_kind kind;
    const char *name;
    struct text bytes;
    int64_t run;
    const char *kept;
};
/* Keeps a file with a run. An input has to be one whose SHA-256 the summary of the run tells. */
usmca_status record_attach(struct record *record, const struct attachment *attachment, usmca_error *error);

#endif
