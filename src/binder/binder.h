#ifndef USMCA_BINDER_BINDER_H
#define USMCA_BINDER_BINDER_H

#include "pdf/pdf.h"
#include "report/results.h"
#include "rulebook/messages.h"

/* The results of a check as a binder for a verification: a cover, an index, and each good in the order in
 * which customs of the three Parties ask (CBP Form 28, questionnaires of SAT and CBSA): what it is, what was
 * decided, by which rule, of which materials, by what arithmetic, on which papers, and what is missing.
 *
 * The results are read five times, one good in memory at a time; a good keeps what its place and its outline
 * need. */
struct binder_options {
    const char *company; /* each for the cover, or NULL */
    const char *certifier;
    const char *period;
    /* Ids of those that are wanted, or several of them with commas; NULL ends. None: all. */
    const char *const *goods;
    const json_t *summary; /* of the run (--summary), or NULL */
};

/* `notes` has what the reader is to be told beside it: letters that no font has. */
usmca_status binder_write(const struct pdf_floor *floor, const struct results_source *source,
                          const struct usmca_rulebook *book, const struct binder_options *options,
                          const struct pdf_output *output, struct pdf_notes *notes, usmca_error *error);

#endif
