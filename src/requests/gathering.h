#ifndef USMCA_REQUESTS_GATHERING_H
#define USMCA_REQUESTS_GATHERING_H

#include "requests/asked.h"

/* What is asked, while it is gathered out of results: items first, one for each material, supplier and kind
 * of paper; then requests, one for each supplier. What fails for want of memory is told at the end of it, by
 * `failed`. */

struct gathering {
    struct requests *out;
    const struct request_terms *terms;
    const struct results_source *inner;
    digest_parts lines;
    json_t *items;      /* by key: what is asked */
    json_t *wanted;     /* by material and supplier: what the results say of it */
    json_t *currencies; /* by currency: in how many goods duty is at stake in it */
    bool failed;
};

/* Members of an object of it. */
void gathering_set(struct gathering *work, json_t *object, const char *key, json_t *value);
void gathering_text(struct gathering *work, json_t *object, const char *key, struct text text);
/* The same, of a buffer that is freed. */
void gathering_words(struct gathering *work, json_t *object, const char *key, struct buffer *words);
/* The key of three names, in `key`; NULL where memory is exhausted. */
const char *gathering_key(struct buffer *key, struct text one, struct text two, struct text three);
/* An amount of money; of one with more decimals than a decimal keeps, those that it keeps. */
bool gathering_amount(decimal *out, struct text text);
/* Adds what is said of one to the sum in its currency. False where it is no amount, or the sum is beyond a
 * decimal. */
bool gathering_add(struct gathering *work, json_t *sums, const char *currency, struct text said);

/* ---- in this order ---- */

/* Takes what is asked for a good: a callback of results_each(). */
usmca_status gathering_good(void *work, const json_t *good, size_t number, usmca_error *error);
/* Takes what the bill of a good says of materials that are asked about: a callback of results_again(). */
usmca_status gathering_describe(void *work, const json_t *good, size_t number, usmca_error *error);
/* Makes the requests of the items, and the list of those that nobody is asked for. */
void gathering_requests(struct gathering *work);

/* Whether a document of that kind is a certification of a producer of vehicles to customs. */
bool request_is_of_customs(const char *kind);

#endif
