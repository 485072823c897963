#ifndef USMCA_RULEBOOK_VEHICLES_H
#define USMCA_RULEBOOK_VEHICLES_H

#include "rulebook/disputes.h"
#include "rulebook/terms.h"

/* What Part 6 of the Uniform Regulations asks of vehicles beside their rule: the <vehicles> of
 * rules/usmca/automotive.xml, compiled. */

/* What a vehicle must meet. The first is asked by its rule, U.R. 13; the rest by tests that it adds. */
enum vehicle_requirement {
    VEHICLE_CONTENT,    /* U.R. 13 and 16 */
    VEHICLE_CORE_PARTS, /* U.R. 14(4) */
    VEHICLE_STEEL,      /* U.R. 17 */
    VEHICLE_ALUMINUM,
    VEHICLE_LABOUR, /* U.R. 18 */
    VEHICLE_REQUIREMENTS
};
extern const char *const VEHICLE_REQUIREMENT_WORDS[VEHICLE_REQUIREMENTS];

enum metal { METAL_NONE, METAL_STEEL, METAL_ALUMINUM, METALS };
extern const char *const METAL_WORDS[METALS];

/* What a high-wage assembly plant makes, U.R. 12. */
enum plant_makes { MAKES_NONE, MAKES_ENGINES, MAKES_TRANSMISSIONS, MAKES_BATTERY_PACKS, PLANT_MAKES };
extern const char *const PLANT_MAKES_WORDS[PLANT_MAKES];

/* The period that the content of vehicles is averaged over: the fiscal year, U.R. 16(1); the periods of
 * 16(5); or that of 16(4). */
enum averaging_choice {
    AVERAGING_FISCAL_YEAR,
    AVERAGING_TRANSITIONAL,
    AVERAGING_EXTENDED,
    AVERAGING_CHOICES
};
extern const char *const AVERAGING_CHOICE_WORDS[AVERAGING_CHOICES];

/* What vehicles are averaged by, U.R. 16(1), 18(15), 20(6). */
enum vehicle_category {
    CATEGORY_NONE,
    CATEGORY_MODEL_LINE_PLANT,
    CATEGORY_CLASS_PLANT,
    CATEGORY_MODEL_LINE,
    CATEGORY_CLASS,
    VEHICLE_CATEGORIES
};
extern const char *const VEHICLE_CATEGORY_WORDS[VEHICLE_CATEGORIES];

/* The average base hourly wage of a qualifying plant in a country. */
struct wage_floor {
    enum country country;
    struct text currency;
    decimal hourly;
    struct period period;
    struct text cite;
};

/* Which categories the content of vehicles of a class may be averaged by. */
struct averaging_categories {
    uint32_t uses;
    uint32_t categories; /* bits of enum vehicle_category */
    struct text cite;
};

struct averaging_period {
    enum averaging_choice choice;
    uint32_t uses; /* bits of enum use; 0 is any */
    struct period period;
    date year_of; /* it ends with the fiscal year of that day; 0 where it ends with `period` */
    struct text cite;
};

/* A row of Table A.2. */
struct core_part {
    struct text id;
    struct scope codes;
    struct scope components; /* column 2 */
    bool described;          /* only some goods of the codes: a line says whether it is one */
    struct text cite;
};

/* A part that a complete assembly has, U.R. 12: one of `parts` is used in the production of every vehicle of
 * the codes. */
struct assembly_part {
    struct text parts; /* ids of core parts */
    struct scope codes;
    struct text cite;
};

/* Codes of which a table names some goods only. */
struct described_goods {
    struct scope codes;
    uint32_t uses; /* bits of enum use; 0 is any of the table */
    struct condition when;
};

/* One of the tables of parts, A.1 to G. */
struct parts_table {
    struct text id;
    uint32_t uses;
    struct scope codes;
    const struct described_goods *described;
    uint32_t described_count;
    struct condition material_when; /* materials that the table names without a code */
    struct condition choice_when;   /* its goods, for such a vehicle, have the choice of U.R. 20(4) */
    struct text cite;
};

/* How a content for a use stands to the change that the rule asks. */
enum content_manner {
    CONTENT_REPLACES, /* another figure, wherever the rule asks a content: U.R. 15(2), 15(3), 20(2), 20(3) */
    CONTENT_ALONE,    /* and then the change beside it is not asked: U.R. 14(14), 14(16) */
    CONTENT_ALWAYS    /* and asked too where the rule asks the change alone */
};

/* For a use, the content of the rule of these goods becomes another. */
struct content_for_use {
    struct text id;
    uint32_t uses;
    const struct parts_table *table; /* whose goods they are; else `codes` */
    struct scope codes;
    struct scope except;
    struct condition when;
    enum content_manner manner;
    struct held_in held_in; /* in which it is always asked; in the others it replaces */
    const struct rvc_requirement *steps;
    uint32_t step_count;
    struct text cite;
    struct text file;
    uint32_t line;
};

struct metal_provision {
    enum metal metal;
    struct scope codes;
    struct text cite;
};

/* U.R. 17(5)(b): of that metal, what counts was melted and poured in the territory; for vehicles of a day, or
 * for what was bought, from then on. */
struct melted_provision {
    enum metal metal;
    date from;
    bool by_purchase;
    struct held_in held_in;
    struct text cite;
};

struct labour_requirement {
    struct period period;
    decimal percent;
    decimal material_and_labour; /* at least so many points of it */
    decimal technology;          /* at most */
    decimal assembly;
    struct text cite;
};

struct purchases_requirement {
    enum metal metal;
    decimal percent;
    struct text cite;
};

struct assembly_capacity {
    enum plant_makes makes;
    decimal capacity; /* a year */
    struct text cite;
};

/* U.R. 18(22): points of high-wage material and labour above `above`, of a content over `over`, are a credit
 * towards the regional value content, which stays at least `least_content`. */
struct excess_labour {
    struct period period;
    struct scope codes;
    decimal above;
    decimal over;
    decimal least_content;
    struct text cite;
};

struct vehicle_class {
    struct text id;
    uint32_t uses;
    struct scope codes; /* of the vehicles that U.R. 12 puts into it */
    struct condition when;
    const struct labour_requirement *labour;
    uint32_t labour_count;
    const struct purchases_requirement *purchases;
    uint32_t purchases_count;
    const struct assembly_capacity *assembly;
    uint32_t assembly_count;
    struct excess_labour excess; /* above is 0 where there is none */
};

/* Core parts that originate by U.R. 14(7)(b) or 14(10) alone count as originating in the content of the
 * vehicle, 14(1). */
struct whole_core_parts {
    bool given;
    struct held_in held_in;
    struct text cite;
};

/* A certification of the producer that a claim has to name, 19 CFR 182.92(b). */
struct certificate_provision {
    enum vehicle_requirement requires;
    struct text kind; /* of documents */
    enum country country;
    struct period period;
    struct text cite;
};

enum { HEADINGS_BY_WORD = 10000 / 64 + 1 };

struct vehicle_provisions {
    uint32_t elements;                  /* bits: those of compile_vehicles.c that stand in it */
    struct scope codes;                 /* headings in which the vehicles of Part 6 stand */
    struct scope with_core_parts;       /* vehicles that Table A.2 is for */
    const struct fact *core_part;       /* of a line: which core part it is, or "none" */
    const struct fact *core_component;  /* of a line of a core part: whether column 2 lists it */
    const struct fact *high_wage_plant; /* of a line: where it was produced, U.R. 18(4) */
    struct whole_core_parts whole_core_parts;
    struct wage_floor *floors;
    uint32_t floor_count;
    int certification_months;            /* the longest period that certifies a plant, U.R. 18(5) */
    struct period *first_certifications; /* the first ones of the Agreement, which certify themselves */
    uint32_t first_certification_count;
    struct certificate_provision *certificates;
    uint32_t certificate_count;
    int contract_years; /* of a supply contract that counts as the plant's operation */
    struct averaging_categories *categories;
    uint32_t categories_count;
    struct averaging_period *averaging;
    uint32_t averaging_count;
    struct core_part *core_parts;
    uint32_t core_part_count;
    uint64_t core_headings[HEADINGS_BY_WORD]; /* bits, by number: those that core parts are classified in */
    struct assembly_part *assembly_parts;
    uint32_t assembly_part_count;
    struct rvc_requirement *core_content; /* U.R. 14(13), by date */
    uint32_t core_content_count;
    struct parts_table *tables;
    uint32_t table_count;
    struct content_for_use *contents;
    uint32_t content_count;
    struct metal_provision *metals;
    uint32_t metal_count;
    struct melted_provision *melted;
    uint32_t melted_count;
    struct vehicle_class *classes;
    uint32_t class_count;
};

/* A test that binds vehicles of a class. */
struct vehicle_test {
    const struct vehicle_class *vehicle_class;
    enum vehicle_requirement requires;
    const struct fact *declared; /* what the producer may certify in place of figures; or NULL */
    struct condition exempt;     /* U.R. 19(4)(c) */
};

#endif
