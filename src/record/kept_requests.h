#ifndef USMCA_RECORD_KEPT_REQUESTS_H
#define USMCA_RECORD_KEPT_REQUESTS_H

#include "record/add.h"
#include "record/digest.h"

/* Requests to suppliers and their answers, which a record keeps as files of the run that they were made from:
 * attachments of the kinds `request` and `answer`, each named by the request. */

/* The last run whose results have this SHA-256; 0 where there is none. */
usmca_status kept_run_of(const struct record *record, const struct digest *results, int64_t *run,
                         usmca_error *error);
/* The run that the request of that name is kept with; 0 where there is none. */
usmca_status kept_request_run(const struct record *record, struct text name, int64_t *run,
                              usmca_error *error);

/* Takes the bytes of one. */
typedef usmca_status (*kept_take)(void *context, struct text name, struct text bytes, usmca_error *error);
/* Hands out those of a kind, in the order in which they were kept; *expired counts those whose content was
 * deleted with their run. */
usmca_status kept_each(const struct record *record, enum attachment_kind kind, kept_take take, void *context,
                       int64_t *expired, usmca_error *error);

#endif
