#ifndef USMCA_CASE_PRODUCED_H
#define USMCA_CASE_PRODUCED_H

#include "case/evidence.h"
#include "rulebook/model.h"

/* What few of those below say. */
struct inner_seldom {
    struct text material_id; /* as a statement of its supplier lists it */
    struct hs_code hs_rule;
    struct facts facts;
    const struct produced *self_produced; /* where it is looked into in its turn; else NULL, and: */
    struct amount units;                  /* as case_units() */
    decimal rate; /* from the currency of `self_produced` to that of what it is in; 0 where there is none */
    bool inverse; /* it is divided by the rate */
    bool originating; /* and need not make the change, unless what it is made of stands in its place */
    const struct fraction *exact; /* of the value, where that is rounded */
};

/* A material used in the production of another that is looked into, and that does not originate, or whose own
 * materials may stand in its place. There are more of them than of anything else that is kept: they take no
 * more room than they need. */
struct inner_material {
    uint64_t hs_given; /* of the code, as in struct hs_code */
    uint32_t hs_low;
    uint32_t hs_high;
    decimal value; /* less deductions, in one unit of what it is in, and in the currency of that */
    const struct inner_seldom *seldom; /* or NULL */
    bool valued;                       /* the value is given */
    uint8_t hs_digits;
    uint8_t hs_edition; /* enum edition_choice */
    uint8_t tariff;     /* enum tariff_choice */
};

static inline struct inner_material inner_of_code(struct hs_code hs) {
    return (struct inner_material){
        .hs_given = hs.given, .hs_low = hs.low, .hs_high = hs.high, .hs_digits = hs.digits};
}

static inline struct hs_code inner_code(const struct inner_material *inner) {
    return (struct hs_code){
        .given = inner->hs_given, .low = inner->hs_low, .high = inner->hs_high, .digits = inner->hs_digits};
}

static inline struct amount inner_value(const struct inner_material *inner) {
    return (struct amount){.value = inner->value,
                           .given = inner->valued,
                           .percent_sign = 0,
                           .exact = inner->seldom != NULL ? inner->seldom->exact : NULL};
}

/* What a material that is itself a good of the input contains, originating or not, U.R. 5(8), 5(10): of the
 * chapters that a note or a share by weight looks into. */
struct contained {
    struct text line;
    struct text material_id;
    struct text country;
    struct hs_code hs;
    struct hs_code hs_rule;
    enum edition_choice hs_edition;
    enum tariff_choice tariff;
    struct facts facts;
    bool originating;
    bool self_produced;
    bool bill_missing;               /* as case_bill_missing() */
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

/* The one code of everything in a good, as it was given; without digits where there are several. */
struct sole_code {
    struct hs_code hs;
    enum hs_edition edition;
};

/* What a good is classified in by its own row, as rules read the digits of its tariff. */
struct own_code {
    struct hs_code hs;
    struct hs_code hs_rule;
    enum hs_edition edition;
};

/* Lines of a good that may not be of it, origin/lines_in_doubt.h: which good, and which of its parts. */
struct doubtful_part {
    const struct produced *of;
    uint32_t number; /* from 1 */
};

/* More of them in one material, at any depth, are not told apart. */
enum { DOUBTFUL_PARTS_MOST = 4 };

/* A material on each way to take such lines of it, and of what is in it at any depth. One part is in all
 * goods on that way, or in none: who is made of two such materials takes both on the same way. */
struct produced_ways {
    struct doubtful_part parts[DOUBTFUL_PARTS_MOST];
    uint32_t part_count;
    const struct produced *of[1 << DOUBTFUL_PARTS_MOST]; /* by the bits of those that are left out; NULL where
                                                          * nothing would be left of some good */
};

/* What the determination of a good says to the goods that it is a material of. A unit, in its currency. */
struct produced {
    bool determined;
    bool originating;
    bool wholly_obtained; /* U.R. 3(1) */
    bool looked_into; /* what it is made of may stand in its place: made of something, in the territory, and
                       * nothing bars it */
    struct amount total_cost;
    bool total_cost_partial;             /* a cost that it is added up from is not stated: it may be more */
    struct amount excluded_costs;        /* in it, U.R. 7(11) */
    struct amount vnm;                   /* U.R. 7(5)(a), by the net cost method */
    struct amount vnm_transaction_value; /* and by the other */
    struct amount non_originating;       /* the materials in it, U.R. 5(4), 5(5) */
    bool uses_non_originating;           /* there are any */
    struct text currency;
    bool by_regional_value;       /* originating by no way but one that asks for regional value content */
    bool holds_intermediate;      /* and has a designated intermediate material of which the same is true */
    struct text designation_open; /* a statement in it that does not say whether it has; or empty */
    uint32_t own_uses;            /* bits of enum use: those for which it has a rule of its own */
    uint8_t by_use[USES];         /* enum status for each */
    enum result listed_for_other_vehicles; /* by Table F or G, U.R. 20(4) */
    const struct core_figures *core;       /* of a part of Table A.2, else NULL */
    struct amount high_wage;               /* high-wage materials in it, U.R. 18(7) */
    struct amount high_wage_unknown;       /* the same, of plants whose wage is not known */
    const struct own_code *own_code;       /* without digits where the row gives none that can be read; or
                                            * NULL, where nothing is known of it */
    struct sole_code sole;                 /* that everything in it is classified in: U.R. 1(1) */
    const struct contained *contained;
    uint32_t contained_count;
    bool contents_known;                       /* no row of its bill of materials was rejected */
    const struct inner_material *const *inner; /* for U.R. 3(8) */
    uint32_t inner_count;
    struct text open; /* a material in it, at any depth, whose origin is not determined; or empty */
    bool open_value;  /* it is not its origin that is open, but which of two values it has */
    const struct produced *sparing; /* the same without the designations that bar its own, U.R. 8(6); or NULL,
                                     * where there are none */
    bool disputed;                  /* the answer turns on a place that is read in more than one way */
    const struct produced *const *by_customs; /* the same as the customs of each country of import read such
                                               * places: by enum country; or NULL, where none is in dispute */
    bool read_by_customs;                     /* for other customs something of it may be otherwise */
    const struct produced *const *used_in; /* the same as a material of what is produced in each country: by
                                            * enum country; or NULL, where no rule of one trade bears on it */
    bool in_doubt; /* lines of it, or of what is in it at any depth, may not be of it: what else stands here
                    * is certain on every way, or not known */
    const struct produced_ways *ways;  /* the same on each of them; or NULL, where there are too many */
    const struct produced *hopeful;    /* the same where what is open originates; or NULL, where nothing is */
    const struct produced *documented; /* the same by what is documented alone; or NULL, where all is */
    const struct evidence *evidence;   /* what it rests on; or NULL, where that is nothing */
};

#endif
