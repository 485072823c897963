#ifndef USMCA_PAPERS_VEHICLE_CERTIFICATE_H
#define USMCA_PAPERS_VEHICLE_CERTIFICATE_H

#include <jansson.h>

#include "papers/certified_goods.h"
#include "papers/paper.h"

/* What the producer of vehicles certifies to customs: labour value content, steel and aluminum purchases
 * (19 CFR 182.95 to 182.97). Its figures are those of the results, as they stand there. */

enum vehicle_element {
    VEHICLE_PRODUCER,
    VEHICLE_CERTIFIER,
    VEHICLE_COVERED,
    VEHICLE_PERIOD,
    VEHICLE_PLANTS,
    VEHICLE_EXPENDITURES,
    VEHICLE_TRANSPORT,
    VEHICLE_TECHNOLOGY,
    VEHICLE_ASSEMBLY,
    VEHICLE_SUPPLIERS,
    VEHICLE_PURCHASES,
    VEHICLE_RESULT,
    VEHICLE_SIGNATURE,
    VEHICLE_ELEMENTS
};

extern const char *const VEHICLE_ELEMENT_WORDS[VEHICLE_ELEMENTS];

enum { VEHICLE_FORM_LABOUR, VEHICLE_FORM_STEEL, VEHICLE_FORM_ALUMINUM, VEHICLE_FORM_KINDS };
extern const char *const VEHICLE_FORM_WORDS[VEHICLE_FORM_KINDS];

/* Its elements in the order of the provision, rules/papers/vehicles.xml. */
struct vehicle_form {
    struct text kind;
    struct text requirement; /* of the results */
    struct text country;     /* whose customs it is for */
    struct text cite;
    struct {
        enum vehicle_element element;
        struct text cite;
    } elements[VEHICLE_ELEMENTS];
    size_t count;
};

/* In `arena`. */
usmca_status vehicle_form_load(struct vehicle_form *out, const char *kind, struct arena *arena,
                               const char *directory, usmca_error *error);

struct certified_vehicle {
    struct text good_id;
    struct text hs;
    struct text model_line;
    struct text plant;
};

/* A data element that is not given. */
struct missing_element {
    enum vehicle_element element;
    struct text words;
};

struct vehicle_certificate {
    const struct messages *messages;
    struct vehicle_form form;
    const struct party *parties;
    size_t party_count;
    date date;
    /* out of the results */
    struct certified_vehicle *vehicles;
    size_t count;
    json_t *requirement; /* that the first of them meets; released by vehicle_certificate_free */
    struct text vehicle_class;
    struct text producer_named; /* as the results have it; may be empty */
    struct text currency;
    struct text results; /* SHA-256 of those that it was made of, hexadecimal */
    struct good_refusal *refusals;
    size_t refusal_count;
    /* out of both */
    const struct party *producer;
    const struct party *certifier;
    struct missing_element *missing;
    size_t missing_count;
};

/* The first of the parties that has the role, or NULL. */
const struct party *vehicle_party(const struct vehicle_certificate *certificate, enum party_role role);

/* Takes the vehicles of the results that one calculation is of: that of the first. */
usmca_status vehicle_certificate_take(struct vehicle_certificate *certificate,
                                      const struct results_source *source, struct text ids,
                                      struct arena *arena, usmca_error *error);
/* Puts the elements on a paper, and notes those that are missing. */
usmca_status vehicle_certificate_paper(struct vehicle_certificate *certificate, struct signed_paper *paper,
                                       usmca_error *error);
/* One object, on one line. The paper is that of before. */
usmca_status vehicle_certificate_json(struct buffer *out, const struct vehicle_certificate *certificate,
                                      const struct signed_paper *paper, usmca_error *error);
void vehicle_certificate_free(struct vehicle_certificate *certificate);

#endif
