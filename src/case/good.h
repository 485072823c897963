#ifndef USMCA_CASE_GOOD_H
#define USMCA_CASE_GOOD_H

#include <stddef.h>

#include "base/date.h"
#include "case/line_terms.h"
#include "case/passed.h"
#include "case/produced.h"
#include "case/unread.h"

/* A good and its bill of materials as the input says them, before any law is applied. All amounts are per one
 * unit of the good. */

enum role {
    ROLE_MATERIAL,
    ROLE_SELF_PRODUCED,
    ROLE_INTERMEDIATE,
    ROLE_PACKAGING,
    ROLE_ACCESSORY,
    ROLE_PACKING,
    ROLE_INDIRECT,
    ROLE_RECOVERED,
    ROLE_SET_ITEM,
    ROLES
};

extern const char *const ROLE_WORDS[ROLES];

struct material {
    struct text line;
    struct text material_id;
    struct text description;
    struct text country;
    struct text currency;
    struct text document;
    struct hs_code hs;
    struct amount quantity;
    struct amount unit_value;
    struct amount value;
    enum declared_origin origin;
    enum role role;
    uint32_t file_line;
    struct text record; /* the row as its file has it; or empty */
    struct text good_id;
    const struct produced *produced; /* where material_id is a good with its own bill of materials */

    /* What few files say: from here on nothing is written of lines of others. */
    struct text supplier;
    struct hs_code hs_rule; /* in the rule book's edition, where several would fit */
    enum edition_choice hs_edition;
    enum tariff_choice tariff;
    struct amount assists;          /* supplied to the seller, Schedule 6 section 4(1)(b); not in the price */
    struct amount other_additions;  /* Schedule 6 section 4(1)(a), (c), (d); not in the price */
    struct amount deductible_costs; /* U.R. 8(2) */
    struct amount
        exchange_rate; /* by which the purchase was recorded, U.R. 2(1)(a): to the good's currency */
    date purchase_date;
    struct amount weight_kg;
    struct line_terms terms;
    struct facts facts;
    struct text level; /* as the row says it, case/levels.h */
    uint32_t assembly; /* that it is listed below, of the good: numbers of lines begin anew in each; or 0 */
    const struct unread_column *unread;     /* that may change what the line is worth; or NULL */
    const struct unread_column *unread_use; /* that may say that it is not of the good; or NULL */
    struct text replaces;                   /* materials, as a column says that nothing reads; or empty */
    uint32_t bill; /* of several in the file, that it is of: from 1, of the good; or 0, where it is of any */
    const struct unread_code *unread_code; /* its classification in another column; or NULL */
    struct origin_denials denials;         /* where it is declared to originate */
    const struct reckoned_line *reckoned;  /* where there was anything to reckon: then the terms are in the
                                            * figures; else NULL */
    const struct material *as_given;       /* where this is a copy of it, as some customs read it */
};

/* Where what few files say begins. */
#define MATERIAL_SELDOM offsetof(struct material, supplier)

struct good {
    struct text good_id;
    struct text description;
    struct text producer;
    struct text country;
    struct text import_country;
    struct text currency;
    struct hs_code hs;
    struct hs_code hs_rule;
    enum edition_choice hs_edition; /* of the lines too that name none */
    enum tariff_choice tariff;      /* the same */
    date date;
    struct amount transaction_value;
    struct amount international_shipping;
    struct amount net_cost;
    struct amount total_cost;
    struct amount other_product_costs;
    struct amount period_costs;
    struct amount other_costs;
    struct amount excluded_costs;
    struct amount weight_kg;
    struct amount price_unit;     /* the transaction value is the price of so many */
    struct amount base_quantity;  /* of the lines that have none */
    struct unread_columns unread; /* of its own file */
    struct unread_columns unread_of_lines;
    const struct unread_column *unread_price; /* that may change its transaction value; or NULL */
    const struct unread_code *unread_code;    /* its classification in another column; or NULL */
    const struct unread_deduction *unread_deduction;
    const struct unread_deduction *unread_excluded;
    const struct unread_deduction *unread_no_sale; /* that its price may be that of no sale; or NULL */
    const struct unread_bill_differs *unread_bill; /* its lines may not be of one; or NULL */
    bool same_in_doubt;            /* lines in doubt, its own and those inside its materials, are settled */
    struct origin_denials denials; /* that it is made in another country */
    bool plain_lines; /* no column of their file is of those that few files have: its lines have no terms, and
                       * stand in no assembly */
    bool terms_reckoned;                  /* value/line_terms has seen it */
    const struct reckoned_good *reckoned; /* or NULL, where nothing is to be told */
    enum use use;
    char criterion_claimed; /* 'A' to 'D', or '\0' where nobody claims preference */
    struct facts facts;
    uint32_t file_line;
    struct text rejected;        /* why the good is not decided, or empty */
    bool is_material;            /* of another good of the case */
    const struct produced *made; /* what it is as a material of others, where that is known; else NULL */
    struct text cycle;           /* the goods of a circle of materials that it stands in, or empty */
    struct passed passed;
    struct text assemblies; /* rows that count by the rows below them, case/levels.h; or empty */
    const struct material *materials;
    uint32_t material_count;
};

/* Produced by the producer of the good, U.R. 1(1), and with a bill of materials of its own that may be looked
 * into; else NULL. */
const struct produced *case_self_produced(const struct material *material);

/* Produced by the producer of the good as its role says, and no bill of materials tells what it is made of.
 */
bool case_bill_missing(const struct material *material);

/* Whether its code has to be given: not of one that is declared to originate, nor of one that is left out of
 * account whatever it is, U.R. 8(13)(a), 8(17). */
bool case_code_needed(const struct material *material);

/* Units of a material whose figures are stated for one: the quantity, or one where nothing is said. Not given
 * where the line is priced by the unit and its quantity is missing, or where it is 0, which may have been
 * rounded: it does not tell that none is used. */
struct amount case_units(const struct material *material);

/* A copy in the arena; none of them where that has no room. */
struct facts facts_keep(struct facts facts, struct arena *arena);

#endif
