#ifndef USMCA_PAPERS_CERTIFICATION_H
#define USMCA_PAPERS_CERTIFICATION_H

#include "base/date.h"
#include "base/error.h"
#include "case/party.h"
#include "rulebook/messages.h"

/* A certification of origin: the nine elements of Annex 5-A (19 CFR 182.12(a)(4)), in their order. */

/* How an element says who a party is. */
enum party_stated {
    STATED_LISTED,     /* by name and address */
    STATED_SAME,       /* it is the certifier */
    STATED_UNKNOWN,    /* exporter, where a producer certifies; importer */
    STATED_VARIOUS,    /* producers; importers */
    STATED_ON_REQUEST, /* producer: "available upon request by the importing authorities" */
    STATED_CHOICES
};

extern const char *const STATED_WORDS[STATED_CHOICES];

struct stated_parties {
    enum party_stated stated;
    const struct party **list; /* where they are listed */
    size_t count;
};

struct certified_good {
    struct text good_id;
    struct text description;
    struct text country; /* where it is produced, as determined */
    char hs[8];          /* six digits */
    char criterion;
};

struct certification {
    const struct messages *messages;
    enum party_role by;                                 /* element 1 */
    const struct party *certifier;                      /* 2 */
    struct stated_parties exporter, producer, importer; /* 3, 4, 5 */
    const struct certified_good *goods;                 /* 6, 7 */
    size_t good_count;
    struct text invoice; /* of one shipment; empty where it is not known, or none */
    date from;           /* 8: 0 of one shipment */
    date to;
    date date;                  /* 9 */
    struct text import_country; /* that the goods were determined for; may be empty */
    struct text results;        /* SHA-256 of those that it was made of, hexadecimal */
};

/* The parties that an element lists: of one that is the certifier, that. */
size_t stated_count(const struct certification *certification, const struct stated_parties *parties);
const struct party *stated_party(const struct certification *certification,
                                 const struct stated_parties *parties, size_t place);

/* Appends "street, city, region, postal code, country". */
void party_address(struct buffer *out, const struct party *party);
/* The element in words where no party is listed: "Various"; empty else. */
struct text stated_words(const struct certification *certification, const struct stated_parties *parties);

/* The country of importation, where no importer that is named tells it; empty else. */
struct text certification_imported_into(const struct certification *certification);

struct text certifier_role_words(const struct certification *certification);
/* The criteria that there are, and whether one of the goods has one. */
extern const char CRITERIA[6];
bool certification_uses(const struct certification *certification, char criterion);
struct text criterion_words(const struct certification *certification, char criterion);
void certification_period(struct buffer *out, const struct certification *certification);

/* ---- as it is written ---- */

struct signed_paper;
/* Lines of an element: who a party is. */
void paper_party(struct signed_paper *paper, const struct party *party);
/* Puts the elements on a paper, which has its arena; its id is of what its JSON says. */
usmca_status certification_paper(struct signed_paper *paper, const struct certification *certification,
                                 usmca_error *error);

void certification_text(struct buffer *out, const struct certification *certification);
/* The same elements as a statement on an invoice, or on another document of the shipment. */
void certification_invoice(struct buffer *out, const struct certification *certification);
/* A party as an object. */
void party_json(struct buffer *out, const struct party *party);
/* One object, on one line. */
void certification_json(struct buffer *out, const struct certification *certification);

#endif
