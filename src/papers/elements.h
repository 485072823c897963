#ifndef USMCA_PAPERS_ELEMENTS_H
#define USMCA_PAPERS_ELEMENTS_H

#include "papers/certification.h"
#include "papers/identifiers.h"
#include "rulebook/model.h"

/* Elements 1 to 5 of Annex 5-A, out of parties.csv. */

struct party_choices {
    enum party_role by;                             /* what the certifier is */
    enum party_stated exporter, producer, importer; /* STATED_LISTED where nothing is said of them */
};

/* Why parties are not what a certification needs. */
struct element_problem {
    const struct party *party; /* NULL where there is none */
    const char *column;
    struct text reason;
};

struct element_problems {
    struct element_problem *list;
    size_t count;
    size_t room;
};

struct elements_given {
    const struct party *rows;
    size_t count;
    struct party_choices choices;
    const struct general *general;
    const struct identifiers *identifiers;
    struct arena *arena;
};

/* Fills elements 1 to 5, of which none is to be believed where there are problems; those are freed by the
 * caller. False when memory is exhausted. */
bool elements_gather(struct certification *out, const struct elements_given *given,
                     struct element_problems *problems);

#endif
