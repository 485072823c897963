#ifndef USMCA_CLI_CERTIFY_FILES_H
#define USMCA_CLI_CERTIFY_FILES_H

#include "cli/results_file.h"
#include "cli/table_run.h"
#include "papers/certified_goods.h"
#include "papers/paper.h"

/* What the commands that write certifications share: how what is left out is told, and files that appear
 * together. */

/* As CSV on `rows`, and the first of them on the notices of the run. */
void certify_refusals_tell(const struct good_refusal *refusals, size_t count, struct table_run *run,
                           struct buffer *rows);

struct certify_file {
    const char *path;
    bool wanted;
    const char *head;
    const struct buffer *body;
};

enum { CERTIFY_FILES = 3 };

/* All that are wanted, or none. */
usmca_status certify_files_write(const struct certify_file files[CERTIFY_FILES], usmca_error *error);

/* What results are held against, either of which may be NULL: the summary of their run, and the record that
 * it was kept in. */
struct certify_held {
    const char *summary;
    const char *record;
};

/* SHA-256 of the results as a check writes them, hexadecimal, in the arena; they are gone back to. They are
 * those of the summary, and of a run of the record, byte for byte: USMCA_ERROR_INPUT where something in them
 * was changed since. */
usmca_status certify_hold_results(struct text *out, struct arena *arena, struct results_file *results,
                                  const struct certify_held *held, usmca_error *error);

/* Goods that the last run of the record up to the end of the period does not have on the pile asked for, or
 * has as not originating, are refused: what was determined before is superseded. `record` may be NULL. */
usmca_status certify_hold_last_run(struct certified_goods *taken, const struct goods_asked *asked,
                                   const struct messages *messages, struct arena *arena, const char *record,
                                   usmca_error *error);

/* The document on paper, into a buffer. */
usmca_status certify_pdf(struct buffer *out, const struct signed_paper *paper, usmca_error *error);

/* Tells that results were held against nothing, and so may have been changed since the check. */
void certify_tell_unheld(struct table_run *run, const char *results, const struct certify_held *held);

#endif
