#ifndef USMCA_PAPERS_CERTIFY_H
#define USMCA_PAPERS_CERTIFY_H

#include "papers/certified_goods.h"
#include "papers/elements.h"
#include "papers/paper.h"

/* A certification of origin out of results, parties, and what is said of it: Annex 5-A, 19 CFR 182.12. */

enum certify_format {
    CERTIFY_TEXT,
    CERTIFY_JSON,
    CERTIFY_INVOICE,
    CERTIFY_PDF,
    CERTIFY_CREDENTIAL,
    CERTIFY_FORMATS
};
extern const char *const CERTIFY_FORMAT_WORDS[CERTIFY_FORMATS];

/* What is said, in the words of the options of `usmca certify`; NULL or false where it is not. */
struct certify_words {
    const char *certifier, *date, *invoice, *from, *to;
    const char *exporter, *producer, *importer;
    const char *goods, *accept, *deemed;
    const char *sign, *issuer, *method, *country, *import_country;
    bool shipment;
    bool cut;
    const char *parties; /* the file or table that the parties are of */
    const char *mark;    /* what stands before the name of an option where one is wrong */
};

struct certify_work {
    struct certify_words words;
    const struct usmca_rulebook *book; /* that it was taken by */
    enum certify_format format;
    struct party_choices choices;
    struct goods_asked asked;
    struct certification certification;
    struct certified_goods taken;
    struct element_problems problems;
    struct arena arena;
};

/* Holds the words against each other; USMCA_ERROR_ARGUMENT says which is wrong. The work keeps their views.
 */
usmca_status certify_read_words(struct certify_work *work, usmca_error *error);
/* Names the results on the certification, by the SHA-256 of their lines, an end after each. */
usmca_status certify_digest(struct certify_work *work, const struct results_source *source,
                            usmca_error *error);
/* Fills the elements, and takes the goods that may be certified. `source` may be read more than once. */
usmca_status certify_take(struct certify_work *work, const struct party *parties, size_t count,
                          const struct results_source *source, const struct usmca_rulebook *book,
                          usmca_error *error);
/* Puts the goods that are left on the certification: nothing is to be written of a work that has problems or
 * no good. */
void certify_settle(struct certify_work *work);
/* Appends the document in its format, but for a PDF: that is drawn from certification_paper(). */
usmca_status certify_write(struct buffer *out, struct certify_work *work, usmca_error *error);
void certify_free(struct certify_work *work);

#endif
