#ifndef USMCA_RULEBOOK_MODEL_H
#define USMCA_RULEBOOK_MODEL_H

#include "rulebook/disputes.h"
#include "rulebook/terms.h"
#include "rulebook/vehicles.h"

/* The rule book in memory: what rules/usmca/ says, compiled. Everything is immutable after loading, and lives
 * in the rule book's arena. docs/rule-language.md describes the XML that it comes from, element by element.
 */

enum requirement_kind {
    REQUIRE_CHANGE,
    REQUIRE_NO_CHANGE,
    REQUIRE_RVC,
    REQUIRE_WEIGHT_SHARE,
    REQUIRE_PROCESS,
    REQUIRE_WEIGHT_LIMIT,  /* the non-originating materials named are at most that share by weight */
    REQUIRE_EACH_MATERIAL, /* each of the materials named meets a condition */
    REQUIRE_VEHICLE,       /* what vehicles must meet beside their rule, U.R. 14 to 19 */
    REQUIREMENT_KINDS
};

struct requirement {
    enum requirement_kind kind;
    struct held_in held_in;
    struct change change;
    const struct rvc_requirement *rvc;
    uint32_t rvc_count;
    struct weight_share share;
    struct condition process;
    struct each_material each;
    struct vehicle_test vehicle;
};

struct alternative {
    struct text id;
    struct period period;
    struct condition when; /* described goods */
    struct held_in held_in;
    bool free_of_notes; /* "such goods shall not be subject to" the notes that add tests */
    const struct requirement *requirements;
    uint32_t requirement_count;
    const struct dispute *dispute; /* that some of them stand in one reading of; or NULL */
};

/* Materials that a rule leaves out of account. */
struct disregard {
    struct scope scope;
    struct condition when;
    struct held_in held_in;
};

enum rule_kind {
    RULE_OF_GOODS,   /* the product-specific rule of its scope */
    RULE_ADDS_WAYS,  /* a note whose alternatives are open to all goods of its scope */
    RULE_ADDS_TESTS, /* a note whose requirements bind all goods of its scope */
    RULE_KINDS
};

struct rule {
    struct text id;
    struct text cite;
    enum rule_kind kind;
    struct scope scope; /* of which "that group" speaks */
    struct hs_set
        goods; /* of the scope, those that the rule is for: all but where a use has taken them out */
    struct period period;
    uint32_t uses;      /* bits of enum use; 0 is any */
    uint32_t importing; /* bits of enum country; 0 is any */
    uint32_t exporting;
    struct condition when; /* described goods */
    struct held_in held_in;
    uint32_t disputes; /* bits: of which it, or something in it, stands in one reading alone */
    bool doubtful;
    struct text doubt;
    struct text settles; /* what would settle it; or empty */
    bool component_only; /* only materials that meet `component` count */
    struct condition component;
    const struct disregard *disregards;
    uint32_t disregard_count;
    const struct alternative *alternatives;
    uint32_t alternative_count;
    struct text file;
    uint32_t line;
};

static inline bool rule_is_for(const struct rule *rule, enum use use) {
    return rule->uses == 0 || use_in(rule->uses, use);
}

/* ---- general provisions ---- */

enum threshold_kind {
    THRESHOLD_TARIFF_SHIFT,   /* U.R. 5(1) */
    THRESHOLD_REGIONAL_VALUE, /* U.R. 5(4) */
    THRESHOLD_SET             /* U.R. 6(3) */
};

struct threshold {
    enum threshold_kind kind;
    struct period period;
    decimal percent;
    struct text cite;
};

/* What a provision says of named materials in named goods: that no de minimis share is allowed of them, U.R.
 * 5(3), or that their origin is left out of account. */
struct materials_provision {
    struct scope goods;
    struct condition goods_when;
    struct scope materials;
    struct condition materials_when;
    bool same_subheading; /* holds only for a material of the subheading of the good, U.R. 5(3)(k) */
    struct held_in held_in;
    struct text cite;
};

/* Goods whose content U.R. 5(4) does not waive. */
enum not_waived_goods { NOT_WAIVED_AVERAGED_VEHICLES, NOT_WAIVED_ONLY_BY_CONTENT, NOT_WAIVED_KINDS };

struct not_waived {
    enum not_waived_goods goods;
    struct held_in held_in;
    struct text cite;
};

/* U.R. 5(6) to 5(9): in textile goods, a share by weight of materials that do not make the change. */
struct weight_de_minimis {
    struct scope goods;
    struct period period;
    decimal percent;
    decimal elastomeric_percent; /* of which at most so much is elastomeric */
    struct condition elastomeric;
    struct scope fibers;      /* and yarns: what inside a self-produced material is weighed, 5(8)(b) */
    struct scope yarns;       /* and fibers, no fabrics: mostly of the component, so that they are weighed */
    bool not_of_notes;        /* not for materials that a note of the chapter binds, 5(10) */
    bool of_component;        /* of the component that determines the classification, else of the good */
    bool elastomeric_of_good; /* their share is of the good, whatever the other is of */
    struct condition component;
    struct held_in held_in;
    struct text cite;
};

/* Original equipment that originates by its content alone, U.R. 14(2), 15(4): not as a good classified with
 * its parts. */
struct content_only {
    struct scope goods;
    uint32_t uses;
    struct condition when;
    struct held_in held_in;
    struct text cite;
};

struct schedule_item {
    struct scope goods;
    struct condition when;
};

/* A declared fact that takes the originating status away, U.R. 10 and 11. */
struct disqualification {
    struct condition when;
    struct text cite;
    bool transport; /* not of goods that U.R. 10(3) leaves out */
};

/* A code that a later edition keeps and gives other goods to. It is still itself unless the good, or a
 * material of the code, is of those. */
struct kept_code {
    struct scope codes; /* as they are given */
    struct condition unless;
    struct scope never; /* counterparts that a note of the earlier edition keeps such goods out of */
    struct text cite;
};

/* What tells apart the counterparts that a code of HS 2022 has in the edition of the rules: `was` are codes
 * of what meets the condition alone, `otherwise` of what does not. */
struct former_code {
    struct scope codes; /* as they are given */
    struct condition when;
    struct condition material_when; /* the same of a material of the code */
    struct scope was;
    struct scope otherwise;
    struct text cite;
};

/* Goods to which U.R. 10(1) does not apply, unless what was done to them outside the territory made other
 * goods of them: U.R. 10(3). */
struct transport_exception {
    struct scope goods;
    struct condition when;
    struct condition except_when;
    struct condition unless; /* reclassified outside the territory */
    struct text cite;
};

/* Goods that are materials put up otherwise, as for retail sale: packing them changes their classification.
 */
struct repacking {
    struct scope goods;
    struct scope materials;
};

/* What is no production, U.R. 1(1), and mere dilution, U.R. 11(a). */
struct production_provision {
    struct condition produced;
    struct text cite;
    struct scope wholes; /* what parts are taken out of: what is made of nothing else was taken out of one */
    struct scope assemblies;     /* the same, of the parts of them alone: others are built around one */
    struct scope assembly_parts; /* those parts */
    struct scope packings;       /* what goods are put up in, whether or not it is said to be packing */
    struct scope doses;          /* what is put up in doses, */
    struct scope dose_packings;  /* and what else they are sealed in */
    struct repacking *repackings;
    uint32_t repacking_count;
    struct condition diluted;
    struct condition diluent; /* of a material: that by which the good was diluted */
    struct text dilution_cite;
};

/* A data element that documents.csv has a column for. */
struct paper_element {
    struct text column;
    struct text unless_certifier; /* roles of the certifier that make it needless */
    int digits;                   /* of a code, at least; 0 where that does not matter */
};

/* What a certification of origin must carry, Annex 5-A; or a statement of a material's producer, U.R. 9. */
struct paper_provision {
    struct text cite;
    struct text signers; /* the roles that may sign it, as words */
    const struct paper_element *elements;
    uint32_t element_count;
};

/* U.R. 7(14) and Schedule 9: interest so many points above that issued by the federal government. */
struct interest_provision {
    decimal points;
    int maturity_places;    /* to which the weighted average principal maturity is rounded */
    decimal short_interval; /* years: a rate adjusted no less often is compared with that interval */
    struct text cite;
};

/* Provisions that are cited by the program itself. */
enum provision {
#define PROVISION(kind, id) PROVISION_##kind,
#include "rulebook/provisions.def"
#undef PROVISION
    PROVISIONS
};
extern const char *const PROVISION_IDS[PROVISIONS];

struct general {
    uint32_t elements; /* bits: those of compile_general.c that stand somewhere */
    struct text cites[PROVISIONS];
    struct threshold *thresholds;
    uint32_t threshold_count;
    struct materials_provision *exclusions;
    uint32_t exclusion_count;
    struct materials_provision *allowances; /* notes of a chapter that lift the exclusion of U.R. 5(3)(k) */
    uint32_t allowance_count;
    struct materials_provision *disregarded; /* materials whose origin a chapter rule leaves out of account */
    uint32_t disregarded_count;
    struct not_waived *not_waived;
    uint32_t not_waived_count;
    struct weight_de_minimis *weight_shares;
    uint32_t weight_share_count;
    struct scope parts_except;      /* U.R. 3(4): goods that it leaves out */
    struct content_only *parts_not; /* and original equipment that it leaves out */
    uint32_t parts_not_count;
    struct rvc_requirement parts_rvc;
    struct scope parts_by_note; /* goods that a Section or Chapter Note classifies parts with, 3(5)(a) */
    struct condition part_when; /* a material is a part, whatever the nomenclature seems to say */
    struct condition unassembled_when;     /* U.R. 3(4)(b) */
    struct condition wholly_obtained_when; /* U.R. 3(1) */
    struct scope grown;                    /* plants, U.R. 3(1)(b) */
    struct condition grown_from; /* a material is what was sown or planted: its origin does not count */
    struct text grown_cite;
    struct text parts_cite;
    struct text wholly_obtained_cite;
    struct text only_originating_cite; /* U.R. 3(3) */
    struct text specific_cite;         /* U.R. 3(2) */
    struct scope sets_except;          /* goods that the nomenclature names as sets, 6(1) */
    struct text set_cite;
    struct text territory_cite;
    const struct fact *imported_from; /* U.R. 3(7) */
    struct schedule_item *schedule;   /* Schedule 2 */
    uint32_t schedule_count;
    struct text schedule_cite;
    struct disqualification *disqualifications;
    uint32_t disqualification_count;
    struct transport_exception *transport_exceptions;
    uint32_t transport_exception_count;
    struct kept_code *kept_codes;
    uint32_t kept_code_count;
    struct former_code *former_codes;
    uint32_t former_code_count;
    struct condition unacceptable_price; /* Schedule 4: the good has no transaction value to reckon with */
    struct text unacceptable_price_cite;
    struct condition unacceptable_value; /* Schedule 6: a material has no price to take for its value */
    struct text unacceptable_value_cite;
    struct production_provision production;
    struct condition
        other_good; /* a material of the good's own classification that is another good than it */
    struct scope remanufactured; /* U.R. 1(1), "remanufactured good" */
    struct scope remanufactured_except;
    struct condition remanufactured_when;
    struct text remanufactured_cite;
    decimal thin_margin;  /* percentage points */
    int rate_days;        /* behind which a rate of exchange is told to be old; 0 where none is */
    decimal rate_apart;   /* percent that two rates of one time may be apart */
    decimal rate_inverse; /* percent within which one is the inverse of the other */
    struct text rate_cite;
    struct interest_provision interest;
    struct vehicle_provisions vehicles;
    struct paper_provision certification;
    int certification_months; /* the longest blanket period */
    int certification_years;  /* that it holds from its completion */
    struct paper_provision statement;
    uint32_t statement_periods; /* bit n: sums may be of n months */
    bool statement_of_year; /* sums are of the fiscal year of the good, U.R. 9(4), 9(5), in that reading */
    struct held_in statement_year_held_in;
    uint32_t territory; /* bits of enum country */
    date in_force;      /* of the Agreement */
    struct text in_force_cite;
};

/* ---- the whole ---- */

struct rule_span {
    uint32_t low;
    uint32_t high;
    uint32_t rule;
};

/* A file's claim that it has a rule for every subheading of a chapter. */
struct chapter_claim {
    uint32_t chapter;
    struct text file;
    uint32_t line;
};

/* The threshold in force on `day`, or NULL. */
const struct threshold *general_threshold(const struct general *general, enum threshold_kind kind, date day);

struct messages;
struct vocabulary;

struct usmca_rulebook {
    struct arena arena;
    const char *directory; /* that it was read from */
    struct hs_editions *editions;
    enum hs_edition edition;
    struct general general;
    struct fact *facts;
    uint32_t fact_count;
    struct dispute disputes[MOST_DISPUTES];
    uint32_t dispute_count;
    struct rule *rules;
    uint32_t rule_count;
    uint32_t rule_room;
    uint32_t *rule_places;     /* an open table by id: of rules, from 1; 0 where there is none */
    uint32_t rule_place_count; /* a power of two */
    struct rule_span *spans;   /* by low */
    uint32_t span_count;
    uint32_t chapter_start[101]; /* first span of each chapter */
    bool looked_into[101];       /* chapters of materials that a good is asked about although they are inside
                                  * another material */
    struct chapter_claim claims[100];
    uint32_t claim_count;
    struct messages *messages;
    struct units *units; /* rulebook/units; NULL where there is no list of them */
    struct vocabulary *words;
};

#endif
