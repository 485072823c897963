#ifndef USMCA_INTAKE_AMOUNT_WORDS_H
#define USMCA_INTAKE_AMOUNT_WORDS_H

#include "rulebook/vocabulary.h"

/* A number with its currency in words or signs beside it, before it, behind it or both: "$10 USD", "10 Dlls",
 * "MXN$ 1250.50". */

enum amount_words {
    AMOUNT_WORDS_NONE,     /* nothing stands beside it but what a number has */
    AMOUNT_WORDS_CURRENCY, /* one currency, or "$" */
    AMOUNT_WORDS_WRONG,    /* no code of it: `currency` is what it should be */
    AMOUNT_WORDS_UNKNOWN   /* no one currency that is known */
};

struct amount_apart {
    struct text number; /* a view of the field */
    struct text currency;
};

/* Parts them. Without a vocabulary no word is known. */
enum amount_words amount_words_part(struct amount_apart *out, const struct vocabulary *words,
                                    struct text field);

#endif
