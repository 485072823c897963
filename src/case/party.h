#ifndef USMCA_CASE_PARTY_H
#define USMCA_CASE_PARTY_H

#include "case/columns.h"
#include "case/row_place.h"

/* Who stands on a certification: Annex 5-A, elements 2 to 5; of labour value content also the plants that it
 * relies on, and who ships for the producer (29 CFR 810.405); of purchases, from whom the metal was bought
 * (19 CFR 182.96, 182.97). */
enum party_role {
    PARTY_NONE,
    PARTY_CERTIFIER,
    PARTY_EXPORTER,
    PARTY_PRODUCER,
    PARTY_IMPORTER,
    PARTY_PLANT,
    PARTY_CARRIER,
    PARTY_STEEL_SUPPLIER,
    PARTY_ALUMINUM_SUPPLIER,
    PARTY_ROLES
};

extern const char *const PARTY_ROLE_WORDS[PARTY_ROLES];

/* A row of parties.csv. */
struct party {
    struct row_place place;
    enum party_role role;
    struct text name;
    struct text signatory; /* the person who signs, where `name` is a company */
    struct text title;     /* of that person */
    struct text address;   /* street and number, or all of it */
    struct text city;
    struct text region;
    struct text postal_code;
    struct text country;
    struct text telephone;
    struct text email;
    struct text tax_number;
};

extern const struct column_table PARTY_COLUMNS;

#endif
