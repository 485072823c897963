#ifndef USMCA_REQUESTS_ASKED_H
#define USMCA_REQUESTS_ASKED_H

#include "base/date.h"
#include "case/document.h"
#include "record/digest.h"
#include "report/results.h"
#include "rulebook/messages.h"

/* What is to be asked of whom, out of the results of a check: for each supplier the materials whose paper
 * decides. A request is a JSON object, which is what is kept of it and what its answer is held against:
 *
 *     {"request": "R-20260615-0123456789ab", "supplier", "sent", "due", "language", "company", "contact",
 *      "items": [{"item": 1, "material_id", "description", "hs", "country", "ask", "document_id", "state",
 *                 "from", "to", "used_from", "used_to", "problem", "rule", "send", "goods": [ids],
 *                 "duty": {"USD": "1.25"}}]}
 *
 * From the first to the last of the days, the period of a paper has to cover what was shipped, and goods use
 * it; they differ where lines say when their material was bought.
 * `ask` is a kind of document (DOCUMENT_WORDS), or `country`. What nobody outside is asked for has in place
 * of it `why`: outside-territory, no-supplier, which-supplier, not-readable, own-bill, customs-identifier. */

struct request_terms {
    const struct usmca_rulebook *book;
    const struct document_table *documents; /* prepared, to say what exactly is wrong; or NULL */
    date sent;
    date due;
    const char *language;
    const char *company; /* who asks, and where to send it; or NULL */
    const char *contact;
    bool every_paper; /* not those alone on which an origin turns */
};

struct requests {
    json_t *list;          /* requests, most duty at stake first */
    json_t *unasked;       /* items that nobody is asked for */
    struct digest results; /* SHA-256 of the lines of the results, as a record has it */
    size_t without_gap;    /* goods that do not originate, and of which the results say nothing more */
};

usmca_status requests_gather(struct requests *out, const struct results_source *source,
                             const struct request_terms *terms, usmca_error *error);
void requests_free(struct requests *requests);

/* The string of a member, or an empty text. */
struct text request_text(const json_t *object, const char *key);

#endif
