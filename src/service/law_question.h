#ifndef USMCA_SERVICE_LAW_QUESTION_H
#define USMCA_SERVICE_LAW_QUESTION_H

#include "base/buffer.h"
#include "service/service.h"

/* Questions about the rule book alone; each appends its answer, an object. An argument error where the
 * question is none, an input error where there is no such code. */

/* {"code": "8708.29", "date": …, "use": …, "hs_edition": …, "lang": …}: the rules, as `usmca rule --format
 * json`. */
usmca_status law_rule(struct buffer *out, const struct service *service, const json_t *asked,
                      usmca_error *error);
/* The same of the facts that they may ask for, as `usmca facts --format json`. */
usmca_status law_facts(struct buffer *out, const struct service *service, const json_t *asked,
                       usmca_error *error);
/* The subheadings whose codes begin with `code`, of two digits or more, and what each is in other editions.
 */
usmca_status law_codes(struct buffer *out, const struct service *service, const json_t *asked,
                       usmca_error *error);
/* {"q": "8708"} or {"q": "copper wire"}: the subheadings of a code, or the chapters and rules that have
 * every word. */
usmca_status law_search(struct buffer *out, const struct service *service, const json_t *asked,
                        usmca_error *error);
/* {"word": "use-matters"}: what a finding, a fact, a table, a column or a dispute is. */
usmca_status law_explain(struct buffer *out, const struct service *service, const json_t *asked,
                         usmca_error *error);

#endif
