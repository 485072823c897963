#ifndef USMCA_INTAKE_CASE_H
#define USMCA_INTAKE_CASE_H

#include "base/amount.h"
#include "base/date.h"
#include "base/total.h"
#include "hs/code.h"
#include "intake/row_place.h"
#include "rulebook/model.h"

/* What the input says, column by column (contract, section 2), before any law is applied. All amounts are per
 * one unit of the good. Text views live in the arena, or the block, that the record was read into. */

struct fact_value {
    struct text key;
    struct text value; /* of one that is declared in several ways, all of them: no single one is believed */
    bool contradicted;
};

struct facts {
    const struct fact_value *values;
    uint32_t count;
};

/* An amount of a whole period, given or not. */
struct total_amount {
    total value;
    bool given;
};

enum yes_or_no { YES_NOT_SAID, YES, NO, YES_OR_NO };
extern const char *const YES_WORDS[YES_OR_NO];

/* The edition of the Harmonized System that a code is of. */
enum edition_choice { EDITION_NOT_GIVEN, EDITION_2012, EDITION_2017, EDITION_2022, EDITION_CHOICES };
extern const char *const EDITION_WORDS[EDITION_CHOICES];

static inline enum edition_choice edition_choice(enum hs_edition edition) {
    return (enum edition_choice)(edition + 1);
}

enum declared_origin { ORIGIN_NOT_DECLARED, ORIGIN_DECLARED_ORIGINATING, ORIGIN_DECLARED_NON_ORIGINATING };

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

/* A material used in the production of another that is looked into: one that does not originate, or a
 * self-produced one with such materials in it. */
struct inner_material {
    struct text line;
    struct text material_id;
    struct text description;
    struct hs_code hs;
    struct hs_code hs_rule;
    enum edition_choice hs_edition;
    struct facts facts;
    const struct produced *self_produced; /* where it is looked into in its turn; else NULL */
    struct amount units;                  /* as case_units() */
    struct amount value; /* less deductions, in one unit of what it is in, and in the currency of that */
    decimal rate;        /* from the currency of `self_produced` to that; 0 where there is none */
    bool inverse;        /* it is divided by the rate */
    bool originating;    /* as a material, whatever it is made of: U.R. 3(8) */
};

/* What a material that is itself a good of the input contains, originating or not, U.R. 5(8), 5(10): of the
 * chapters that a note or a share by weight looks into. */
struct contained {
    struct text line;
    struct text material_id;
    struct text country;
    struct hs_code hs;
    struct hs_code hs_rule;
    enum edition_choice hs_edition;
    struct facts facts;
    bool originating;
    bool self_produced;
    struct amount units;             /* as case_units(); not given where it has a value and no quantity */
    struct amount weight_kg;         /* in one unit of what it is in */
    const struct produced *produced; /* where it is a good of the input too, else NULL */
};

/* The figures of a core part, U.R. 14(7) to 14(11). A unit, in its own currency. */
struct core_figures {
    struct amount net_cost;
    struct amount transaction_value; /* adjusted */
    struct amount vnm;               /* 14(7)(a) */
    struct amount components;        /* 14(7)(b), with those not declared to be listed */
    struct amount components_least;  /* and without them */
};

/* What the determination of a good says to the goods that it is a material of. A unit, in its currency. */
struct produced {
    bool determined;
    bool originating;
    bool wholly_obtained; /* U.R. 3(1) */
    bool looked_into; /* what it is made of may stand in its place: made of something, in the territory, and
                       * nothing bars it */
    struct amount total_cost;
    struct amount excluded_costs;        /* in it, U.R. 7(11) */
    struct amount vnm;                   /* U.R. 7(5)(a), by the net cost method */
    struct amount vnm_transaction_value; /* and by the other */
    struct amount non_originating;       /* the materials in it, U.R. 5(4), 5(5) */
    bool uses_non_originating;           /* there are any */
    struct text currency;
    bool by_regional_value;  /* originating by no way but one that asks for regional value content */
    bool holds_intermediate; /* and has a designated intermediate material of which the same is true */
    uint32_t own_uses;       /* bits of enum use: those for which it has a rule of its own */
    uint8_t by_use[USES];    /* enum status for each */
    enum result listed_for_other_vehicles; /* by Table F or G, U.R. 20(4) */
    const struct core_figures *core;       /* of a part of Table A.2, else NULL */
    struct amount high_wage;               /* high-wage materials in it, U.R. 18(7) */
    struct amount high_wage_unknown;       /* the same, of plants whose wage is not known */
    struct hs_code sole_code;              /* that everything in it is classified in, or no code: U.R. 1(1) */
    const struct contained *contained;
    uint32_t contained_count;
    bool contents_known;                /* no row of its bill of materials was rejected */
    const struct inner_material *inner; /* for U.R. 3(8) */
    uint32_t inner_count;
    struct text open; /* a material in it, at any depth, whose origin is not determined; or empty */
    const struct produced *sparing; /* the same without the designations that bar its own, U.R. 8(6); or NULL,
                                     * where there are none */
    bool disputed;                  /* the answer turns on a place that is read in more than one way */
    const struct produced *const *by_customs; /* the same as the customs of each country of import read such
                                               * places: by enum country; or NULL, where none is in dispute */
    const struct produced *hopeful; /* the same where what is open originates; or NULL, where nothing is */
};

struct material {
    struct text line;
    struct text material_id;
    struct text description;
    struct text country;
    struct text currency;
    struct text document;
    struct hs_code hs;
    struct hs_code hs_rule; /* in the rule book's edition, where several would fit */
    enum edition_choice hs_edition;
    struct amount quantity;
    struct amount unit_value;
    struct amount value;
    struct amount assists;          /* supplied to the seller, Schedule 6 section 4(1)(b); not in the price */
    struct amount other_additions;  /* Schedule 6 section 4(1)(a), (c), (d); not in the price */
    struct amount deductible_costs; /* U.R. 8(2) */
    struct amount
        exchange_rate; /* by which the purchase was recorded, U.R. 2(1)(a): to the good's currency */
    date purchase_date;
    struct amount weight_kg;
    struct facts facts;
    enum declared_origin origin;
    enum role role;
    uint32_t file_line;
    struct text good_id;
    const struct produced *produced; /* where material_id is a good with its own bill of materials */
};

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
    enum use use;
    char criterion_claimed; /* 'A' to 'D', or '\0' where nobody claims preference */
    struct facts facts;
    uint32_t file_line;
    struct text rejected; /* why the good is not decided, or empty */
    struct text cycle;    /* the goods of a circle of materials that it stands in, or empty */
    const struct material *materials;
    uint32_t material_count;
};

enum document_kind {
    DOCUMENT_CERTIFICATION,
    DOCUMENT_ACCUMULATION_COST,   /* U.R. 9(2)(a) */
    DOCUMENT_ACCUMULATION_AMOUNT, /* U.R. 9(2)(b) */
    DOCUMENT_ACCUMULATION_VNM,    /* U.R. 9(3) */
    DOCUMENT_ACCUMULATION_CHANGE, /* U.R. 9(7)(a)(ii), with the figures of the others where it states them */
    DOCUMENT_CORE_PART,           /* figures of a part of Table A.2, U.R. 14(7) to 14(11) */
    DOCUMENT_KINDS
};

/* What is wrong with a document whatever the good that relies on it. */
enum document_flaw {
    DOCUMENT_SIGNER,           /* who signed it may not */
    DOCUMENT_CODE_SHORT,       /* fewer digits than it must have */
    DOCUMENT_ONE_END,          /* of its period, one end alone */
    DOCUMENT_BACKWARDS,        /* its period ends before it begins */
    DOCUMENT_BLANKET_LONG,     /* Annex 5-A */
    DOCUMENT_AVERAGING_PERIOD, /* U.R. 9(4), 9(5): a period of sums is none of those allowed */
    DOCUMENT_FISCAL_YEAR,      /* or lies in two fiscal years of the producer of the good */
    DOCUMENT_VNM_ABOVE_COST,   /* more non-originating materials than net cost */
    DOCUMENT_FLAWS
};

struct document {
    struct text document_id;
    struct text supplier;
    struct text material_id;
    struct text certifier;
    struct text certifier_role;
    struct text exporter;
    struct text producer;
    struct text importer;
    struct text currency;
    struct hs_code hs;
    enum edition_choice hs_edition; /* of that; not given: that in force when it was signed */
    date valid_from;
    date valid_to;
    date signed_on;
    struct amount net_cost;
    struct amount vnm;
    struct amount amount;
    struct amount core_vnm;  /* of the components of column 2 of Table A.2 */
    struct amount materials; /* how many non-originating materials the statement lists, U.R. 9(7)(a)(ii) */
    enum yes_or_no produced_in_territory; /* entirely, the same */
    struct amount units; /* that net_cost, vnm and amount are sums of, over a period: U.R. 9(4), 9(5) */
    date period_from;
    date period_to;
    enum document_kind kind;
    char criterion;
    struct text rejected; /* why its row is not used, or empty */
    bool twice;           /* another row of its document_id says otherwise */
    /* the rows of statement-materials.csv, by statements_join */
    const struct produced *stated; /* those materials, as what the material is made of; NULL without any */
    struct amount stated_vnm;      /* the sum of their values that are given */
    bool stated_whole;             /* all of them are */
    /* worked out from the above by documents_prepare */
    bool lists;             /* it lists the non-originating materials used */
    struct text list_lacks; /* columns or a table that the list should have, so that it may not be whole */
    struct amount unit_vnm_least; /* what it states at least where it is not */
    struct text lacks;            /* columns that it should have */
    uint32_t flaws;               /* bits of enum document_flaw */
    struct amount unit_net_cost;
    struct amount unit_vnm;
    struct amount unit_amount;
    date ends; /* the last day on which it holds whatever its period; 0 is never */
};

/* Whether its row can be believed at all. */
static inline bool document_usable(const struct document *document) {
    return document->rejected.length == 0 && !document->twice;
}

/* A non-originating material that the producer of a material used, by its statement. */
struct statement_material {
    struct row_place place;
    struct text document_id;
    struct text material_id;
    struct text description;
    struct hs_code hs;
    struct hs_code hs_rule;
    struct amount value; /* of what is in one unit; or with `units` in all of them */
    struct facts facts;
};

struct rate {
    struct text from;
    struct text to;
    date date;
    struct amount rate;
    bool rejected; /* its row is not used; a field that cannot be read is not given */
    bool twice;    /* another row of that day says otherwise */
};

struct rate_table {
    const struct rate *rows; /* by from, to, date; and behind them those that are rejected */
    size_t count;
    size_t lost_count;
};

/* A rate as it is applied: amount × rate, or amount ÷ rate. */
struct conversion {
    decimal rate;
    bool inverse;
};

struct duty {
    struct hs_code hs;
    struct amount rate_percent;
    struct amount surcharge_percent;
    bool rejected;
    bool twice;
};

/* Which self-produced materials are intermediate materials, U.R. 8(6): those whose role says so; or besides
 * every one that originates and may be. */
enum designation { DESIGNATE_DECLARED, DESIGNATE_AUTO };

struct averages;
struct vehicle_data;

/* What holds for all goods of a run. */
struct case_setting {
    enum designation designation;
    bool sparing; /* leave undesignated what would bar the designation of the good itself, U.R. 8(6) */
    date date;    /* for goods without one */
    struct text currency;        /* for goods without one */
    enum edition_choice edition; /* of codes that name none; not given: that in force on the good's day */
    const struct document *documents; /* by document_id */
    size_t document_count;
    void *document_places; /* Judy array: hash of a document_id to its place, from 1; or NULL */
    struct rate_table rates;
    const struct duty *duties; /* by digits, then code; and behind them those that are rejected */
    size_t duty_count;
    size_t lost_duty_count;
    bool duties_given;
    const struct averages *averages;     /* value/average; or NULL */
    const struct vehicle_data *vehicles; /* value/vehicle_data; or NULL */
    enum use default_use;                /* of goods that say none, and are no vehicles */
    bool every_use;                      /* compare the uses of a good that says its own, too */
    bool as_material;                    /* the good is read as a material of others, for imports into: */
    enum country customs;                /* whose reading is taken of places in dispute; or none */
    bool suppose_listed;                 /* what the Tables may list, they list: U.R. 20(4) */
    bool gap;                            /* whether to work out what would make a good qualify */
    bool ask;                            /* and what would decide one that is undetermined */
};

/* Produced by the producer of the good, U.R. 1(1), and with a bill of materials of its own that may be looked
 * into; else NULL. */
const struct produced *case_self_produced(const struct material *material);

/* Units of a material whose figures are stated for one: the quantity, or one where nothing is said. Not given
 * where the line is priced by the unit and its quantity is missing. */
struct amount case_units(const struct material *material);

/* The document of that id, or NULL: by document_places, or where that is NULL by a search. It may be one
 * whose row is rejected. */
const struct document *case_document(const struct case_setting *setting, struct text document_id);

/* What a table says of one thing. */
enum look_up {
    LOOK_UP_NONE,
    LOOK_UP_FOUND,
    LOOK_UP_TWICE,   /* two rows that differ */
    LOOK_UP_REJECTED /* a row that is rejected may say otherwise */
};

/* The duty of the longest code that holds `hs`. */
enum look_up case_duty(const struct case_setting *setting, struct hs_code hs, const struct duty **found);
/* The rate from one currency to another in force on `day`: the latest not after it, in whichever direction.
 */
enum look_up rates_find(const struct rate_table *rates, struct text from, struct text to, date day,
                        struct conversion *found);

/* A Judy array for document_places; NULL where there is no memory for it. The caller frees it by
 * case_places_free(). */
void *case_places(const struct document *documents, size_t count);
void case_places_free(void *places);

/* Sorts the tables of `setting` as the look-ups need them, and marks the rows that contradict others. The
 * counts of `setting` are then those of the rows that are not rejected. */
void case_sort(struct case_setting *setting, struct document *documents, struct rate *rates,
               struct duty *duties);

#endif
