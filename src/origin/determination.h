#ifndef USMCA_ORIGIN_DETERMINATION_H
#define USMCA_ORIGIN_DETERMINATION_H

#include "case/setting.h"
#include "origin/figure.h"
#include "origin/finding.h"
#include "origin/vehicle/labour_value.h"
#include "origin/vehicle/purchases.h"

/* What the law says of one good, step by step: everything that a report shows and nothing that it has to work
 * out. Lives in the arena that determine() was given. */

enum status { STATUS_NON_ORIGINATING, STATUS_UNDETERMINED, STATUS_ORIGINATING, STATUS_REJECTED, STATUSES };

enum method { METHOD_TRANSACTION_VALUE, METHOD_NET_COST, METHODS };

/* What a share is taken of, U.R. 5(1)(a), 6(4). */
enum basis {
    BASIS_NONE,
    BASIS_TRANSACTION_VALUE,
    BASIS_TOTAL_COST,
    BASIS_WEIGHT_OF_GOOD,      /* U.R. 5(6) */
    BASIS_WEIGHT_OF_COMPONENT, /* U.R. 5(7) */
    BASIS_NET_COST,            /* U.R. 6(4), 7(3) */
    BASES
};

/* The rule that goods of Schedule 2 originate by, U.R. 3(7). */
#define IMPORTATION_RULE "schedule-2"

extern const char *const STATUS_WORDS[STATUSES];
extern const char *const RESULT_WORDS[3];
extern const char *const METHOD_WORDS[METHODS];
extern const char *const BASIS_WORDS[BASES];
extern const char *const REQUIREMENT_WORDS[REQUIREMENT_KINDS];

/* A step of the value of a line, as a report shows it. */
enum value_step_kind {
    STEP_PRICE,         /* operand a unit, for all units */
    STEP_CONVERTED,     /* operand × rate, or ÷ */
    STEP_ASSISTS,       /* price + operand */
    STEP_ADDITIONS,     /* price + operand */
    STEP_TOTAL_COST,    /* of a self-produced material: operand a unit */
    STEP_DEDUCTED,      /* value − operand */
    STEP_ROLLED_DOWN,   /* non-originating materials in it: operand a unit */
    STEP_INSIDE,        /* the same at the producer's choice, in place of its value, the operand */
    STEP_COST_STATED,   /* operand a unit, by a statement */
    STEP_VNM_STATED,    /* operand a unit */
    STEP_AMOUNT_STATED, /* value − operand */
    STEP_ROLLED_UP,     /* operand counts as nothing */
    STEP_EXCLUDED,      /* operand a unit, in the value, leaves net cost */
    STEP_BASE_QUANTITY, /* quantity ÷ operand; the result of these is a quantity */
    STEP_SCRAP,         /* quantity × (1 + operand %) */
    STEP_YIELD,         /* quantity ÷ operand % */
    STEP_UNIT,          /* the operand, in the unit of the price */
    STEP_PRICE_UNIT,    /* price ÷ operand */
    VALUE_STEPS
};
extern const char *const VALUE_STEP_WORDS[VALUE_STEPS];

struct value_step {
    enum value_step_kind kind;
    struct amount operand;
    struct amount result;
    decimal rate;
    bool inverse;     /* divided by the rate */
    struct text from; /* currency, or document; or empty */
    struct text cite;
};

enum { NO_SHIFT = 3 }; /* a line that no change in tariff classification is asked of */

struct origin_context;

/* Of a line whose code may be several in the rule book's edition: whether some question about it was left
 * open for that, and two of its codes that answered it differently. */
struct code_doubt {
    bool open;
    bool decides; /* the question was taken for answered, so that nothing is known before the code is */
    uint32_t one;
    uint32_t other;
};

/* A line of the bill of materials as the law sees it. Amounts in the good's currency. */
/* What is done first about a line that does not originate, or of which that is not documented. */
enum line_mend {
    MEND_NOTHING,
    MEND_ASK,   /* it is from the territory, and nothing is declared of it: its maker need only say what it is
                 */
    MEND_PAPER, /* a paper for it has to be got, or is not in order */
    MEND_SOURCE, /* another has to be found */
    LINE_MENDS
};
extern const char *const MEND_WORDS[LINE_MENDS];

struct line {
    const struct material *material;
    const struct document *document; /* relied on, and found good; or NULL */
    const struct document *paper;    /* the one that it relies on, or would, whatever is wrong with it */
    enum paper_state paper_state;
    bool undocumented;           /* declared to originate, and believed without a certification in order */
    uint32_t known_code;         /* its number in origin/remembered.h; 0 where it has none */
    enum hs_edition edition;     /* of the code as it was given */
    enum tariff_choice tariff;   /* whose digits seven and eight it has; not said */
    struct hs_code hs;           /* the code as it is read, origin/tariff_items.h */
    const struct hs_code *codes; /* that it may have in the rule book's edition */
    uint32_t code_count;
    const struct hs_lineage *lineages; /* what each of these is in other editions */
    struct code_doubt *doubt;          /* where there are several codes; else NULL */
    const struct produced *produced;   /* the material's own determination, as it is taken here; or NULL */
    const struct produced *inside;     /* the materials in it stand in its place, U.R. 7(5)(a); or NULL */
    const struct produced *stated; /* the materials in it as its supplier lists them, U.R. 9(1)(c); or NULL */
    bool originating : 1;          /* as a material */
    bool open : 1; /* that cannot be told: it counts as non-originating, and the good is decided only where
                    * it comes out the same otherwise */
    bool open_inside : 1;      /* the same of a material in it, where it is looked into */
    bool open_stated : 1;      /* the supplier's list may not be whole */
    bool open_designation : 1; /* whether it may be designated: not, unless it is hoped for */
    bool open_rate : 1;        /* no rate is believed for its price, or whether it needs one is not said */
    bool open_value : 1;       /* its value is one of two figures: the worse, unless it is hoped for */
    bool open_unread : 1;      /* it rests on a paper, and a row of its own bill of materials, which may say
                                * otherwise, was rejected */
    bool uses_non_originating; /* brings non-originating materials into the production of the good */
    bool disregarded; /* packing and indirect materials, U.R. 8(13), (17), or left out by a chapter rule */
    bool
        beside; /* packaging and accessories: in the value, not in the change, U.R. 8(14), (15), (24), (25) */
    struct amount unconverted;     /* the price, in its own currency */
    struct amount price;           /* in the value, before additions; not given where there is none */
    struct amount value;           /* U.R. 8(1) */
    struct amount non_originating; /* the same less U.R. 8(2), where the line is non-originating, U.R. 5(5) */
    struct amount vnm[METHODS];    /* what it adds to the value of non-originating materials */
    struct amount used;            /* and to that of all such materials used, U.R. 5(4), 5(5) */
    struct amount cost; /* what it adds to total cost: `value`, or the supplier's net cost, U.R. 9(2)(a) */
    bool cost_partial;  /* which is at least so much */
    struct amount excluded; /* in that, and leaves net cost: U.R. 7(11) */
    uint8_t told;           /* bits: what findings have said of the line already */
    uint8_t shift;          /* enum result, or NO_SHIFT, in the alternative reported */
    bool intermediate;      /* designated as an intermediate material, U.R. 8(6) */
    bool by_inner;          /* it makes the change through the materials that it is made of, U.R. 3(8) */
    enum line_mend mend;    /* where the gap is asked for */
    bool high_wage;         /* produced in a qualifying wage-rate plant, U.R. 18(4) */
    const struct origin_context *of; /* the determination in the making; not to be used once it is made */
    uint8_t step_count;
    struct value_step *steps;
};

/* A line of which a change in tariff classification is asked, where a rule asks for one. */
struct changing_line {
    uint32_t line;
    uint32_t known_code; /* where nothing but its code tells whether it makes it, as in struct line; else 0 */
};

/* What there is among the lines of a good: found once, so that what is asked of them afterwards, by each rule
 * and for each use, looks at none that it cannot be about. */
struct lines_noted {
    struct changing_line *changing; /* in the order of the lines, as the next */
    uint32_t changing_count;
    uint32_t *adding; /* that may add to the value of non-originating materials, or to that of those used */
    uint32_t adding_count;
    uint32_t *resting; /* that rest on a paper, or on a bill of materials of their own, or want one */
    uint32_t resting_count;
    bool excluding;     /* some may hold costs that leave net cost */
    bool any_open;      /* line_is_open() */
    bool several_codes; /* some may have more than one */
    bool set_items;     /* some are goods of a set */
};

static inline enum status line_origin(const struct line *line) {
    return line->open ? STATUS_UNDETERMINED : line->originating ? STATUS_ORIGINATING : STATUS_NON_ORIGINATING;
}

static inline bool line_is_open(const struct line *line) {
    return line->open || line->open_inside || line->open_designation || line->open_stated ||
           line->open_value || line->open_unread;
}

/* What may stand in its place for the change in tariff classification, U.R. 3(8), 9(1)(c); or NULL. */
static inline const struct produced *line_view(const struct line *line) {
    return line->inside != NULL ? line->inside : line->stated;
}

/* As it is taken: of a self-produced material whether it is designated, U.R. 8(6). */
static inline enum role line_role(const struct line *line) {
    return line->intermediate                                                  ? ROLE_INTERMEDIATE
           : line->material->role == ROLE_INTERMEDIATE && line->inside != NULL ? ROLE_SELF_PRODUCED
                                                                               : line->material->role;
}

struct rvc {
    struct amount base;         /* adjusted transaction value, or net cost */
    struct amount vnm;          /* given where every non-originating material has a value */
    struct amount vnm_at_least; /* the sum of those values that are known */
    struct figure content;
};

struct share {
    struct figure figure; /* at most */
    enum basis basis;
    bool applied;
    struct amount part; /* of `whole`, by value or by weight */
    struct amount whole;
};

/* U.R. 5(1), of a change that some line keeps from it (5(3)): the share as it is of all lines, and which of
 * the failing ones, in the order of the test, keep it away. Once these originate it is open to the others. */
struct share_apart {
    struct share share;
    const bool *keeps;
};

struct test {
    enum requirement_kind kind;
    enum result result;
    struct figure figure; /* that it is about, where it is a percentage; by the method that does best */
    const char *why;      /* message id */
    bool barred;          /* U.R. 5(3) leaves no share of the lines that fail */
    const struct share_apart *apart; /* then, where it is asked what is lacking; or NULL */
    const uint32_t *lines;           /* that fail, or keep it unknown */
    uint32_t line_count;
    /* regional value content */
    enum method method;
    struct rvc rvc[METHODS];
    bool waived; /* U.R. 5(4) */
    struct share waiver;
    /* change in tariff classification */
    struct share de_minimis;
    bool weighed;     /* a share of them by weight is allowed, U.R. 5(6) to 5(10) */
    bool weight_open; /* whether they weigh too much is not known, U.R. 5(6) to 5(10) */
    const struct amount
        *by_inner; /* of each line: what counts in the share by the view of U.R. 3(8); or NULL */
    const struct requirement *requirement;
    /* what binds vehicles */
    bool declared; /* the producer certifies it, and no figures are given */
    bool exempt;   /* U.R. 19(4)(c) */
    const struct labour_outcome *labour;
    const struct purchases_outcome *purchases;
    total shortfall; /* of originating purchases, or of high-wage costs; 0 where none is known */
    struct text cite;
};

struct alternative_result {
    const struct rule *rule;
    const struct alternative *alternative;
    enum result result;
    struct test *tests;
    uint32_t test_count;
    uint8_t *shift; /* of each line: enum result or NO_SHIFT */
    struct held_in
        held_in;     /* the reading by which it asks what it asks; dispute is NULL where there is one */
    bool unproduced; /* production is not shown for it, U.R. 1(1), 11(a) */
    bool waits;      /* and may be met otherwise */
};

/* Its test of that kind, of which it has one at most; NULL where it has none. */
static inline const struct test *test_of_kind(const struct alternative_result *alternative,
                                              enum requirement_kind kind) {
    for (uint32_t i = 0; i < alternative->test_count; i++)
        if (alternative->tests[i].kind == kind)
            return &alternative->tests[i];
    return NULL;
}

/* One way in which a good that does not originate would: the lines that would have to originate. */
struct gap_route {
    const struct alternative_result *alternative;
    enum method method;    /* METHODS where no regional value content is asked */
    bool unmet;            /* a requirement fails that no line and no value mends */
    bool use_unsaid;       /* what a listed part is for is to be said first */
    const uint32_t *lines; /* the least value of lines that does it */
    uint32_t line_count;
    uint32_t shift_count; /* so many of them, the first, because they do not make the change */
    const uint32_t
        *contents; /* self-produced lines: the non-originating materials in them have to originate */
    uint32_t contents_count;
    const uint32_t *designated; /* lines to be designated as intermediate materials, U.R. 8(6) */
    uint32_t designated_count;
    const uint32_t *valueless; /* lines that stay, and whose value is not stated: */
    uint32_t valueless_count;
    struct amount
        most; /* with no more than so much in all of them it passes; not given where there are none */
    struct amount value;  /* of those lines and contents; not given where that of some is not */
    bool averaged;        /* excess and base are of a unit of the average, which no line moves */
    bool exact;           /* no other set of lines is known to be possible with less value */
    struct amount excess; /* value of non-originating materials above what the method allows */
    struct amount base;   /* transaction value or net cost at which it would pass, the
                           * lines that do not make the change apart */
};

static inline bool gap_route_blocked(const struct gap_route *route) {
    return route->unmet || route->use_unsaid;
}

/* What a good that originates by regional value content can bear: U.R. 7(2), (3) solved for the value of
 * non-originating materials. */
struct gap_margin {
    enum method method; /* METHODS where the origin rests on no value */
    struct amount rise; /* of the value of non-originating materials */
};

/* What a good can bear that originates by a share of de minimis by value, U.R. 5(1) or (4). */
struct gap_share {
    const struct share *share; /* NULL where the origin rests on none */
    struct amount rise;        /* of the value of the lines */
    const uint32_t *lines;     /* whose value the share is */
    uint32_t line_count;
};

/* By how much the price of one line may rise. */
struct gap_price {
    uint32_t line;
    int64_t percent; /* decimal_percent */
};

/* A currency in which non-originating materials are bought: by how much its rate may rise. */
struct gap_currency {
    struct text currency;
    decimal vnm;
    int64_t percent; /* decimal_percent */
};

/* The lowest figures by which the good reaches the content that is asked (origin/minimum_base.h). */
struct content_minimum {
    struct amount price; /* transaction value, international shipping and all */
    struct amount net_cost;
};

struct gap {
    bool asked;
    struct gap_route *routes; /* the nearest first */
    uint32_t route_count;
    struct gap_margin margin;
    struct gap_share share;
    struct gap_price *prices; /* of the margin, those that may rise least first */
    uint32_t price_count;
    struct gap_currency *currencies;
    uint32_t currency_count;
    const uint32_t *documents; /* lines to ask a certification of origin for, the largest value first */
    uint32_t document_count;
};

/* What a core part may originate by. */
enum core_ground {
    CORE_NOT_SHOWN,
    CORE_FAILED,     /* by its figures */
    CORE_CERTIFIED,  /* its supplier's certification of origin */
    CORE_DECLARED,   /* the bill of materials alone */
    CORE_BY_RULE,    /* its own determination, for this use */
    CORE_BY_CONTENT, /* U.R. 14(7) */
    CORE_GROUNDS
};
extern const char *const CORE_GROUND_WORDS[CORE_GROUNDS];

/* What the value of non-originating materials of a core part is taken from: all of them, U.R. 14(7)(a), or
 * the components of column 2, 14(7)(b). */
enum core_vnm { CORE_OF_MATERIALS, CORE_OF_COMPONENTS, CORE_VNMS };
extern const char *const CORE_VNM_WORDS[CORE_VNMS];

/* A line of a vehicle that is, or may be, a core part. */
struct core_line {
    uint32_t line;
    const struct core_part *part;
    const struct document *statement; /* of its supplier, that the figures are taken from; or NULL */
    bool described;                   /* that it is one is declared, or its code says so */
    bool stated; /* its own determination or a supplier's statement gives figures, or some of them */
    bool agreed; /* and no other statement gives others */
    enum core_ground ground;
    enum result result;
    struct rvc readings[CORE_VNMS][METHODS];
    enum core_vnm best_vnm;  /* of the reading that passes, or comes nearest */
    enum method best_method; /* METHODS where none is known */
};

/* NULL where no reading is known. */
static inline const struct rvc *core_best(const struct core_line *core) {
    return core->best_method < METHODS ? &core->readings[core->best_vnm][core->best_method] : NULL;
}

/* A core part inside a line that is another part, or none. */
struct inner_core {
    uint32_t line; /* that it is in */
    const struct core_part *part;
    const struct document *statement;
    struct text material_id;
    enum core_ground ground;
    enum result result;
};

/* The materials of one table of parts, U.R. tables A.1 to G. */
struct vehicle_table_sum {
    const struct parts_table *table;
    uint32_t lines;
    uint32_t originating;
    struct amount value;           /* of the lines whose value is given */
    struct amount non_originating; /* what they add to the value of non-originating materials */
};

struct vehicle {
    const struct vehicle_row *row;             /* of vehicles.csv; or NULL */
    const struct alternative_result *tests;    /* what binds it beside its rule; or NULL */
    const struct vehicle_class *vehicle_class; /* of those tests; or NULL */
    struct core_line *core;
    uint32_t core_count;
    struct inner_core *inner;
    uint32_t inner_count;
    const struct assembly_part **missing; /* parts of a complete assembly that no line is, U.R. 12 */
    uint32_t missing_count;
    struct rvc super_core[CORE_VNMS]; /* U.R. 14(10) */
    enum result each_part;            /* of the core parts one by one */
    enum result core_parts;
    bool core_failed;           /* by figures, and not for want of them */
    struct amount disputed_vnm; /* of core parts that originate by 14(7)(b) or 14(10) alone */
    uint32_t whole_lines;       /* originating materials, none of which is in the value of non-originating
                                 * materials: U.R. 14(1), 15(1), 20(1) */
    decimal whole_value;
    bool rolled_up;                   /* those are counted as originating in the content of the vehicle */
    struct vehicle_table_sum *tables; /* of the vehicle's class, in the order of the rule book */
    uint32_t table_count;
    enum result class_fits;          /* the class of vehicles.csv: the code, facts and use of the good */
    bool credit_open;                /* U.R. 18(22): whether there is one hangs on what is not known */
    decimal credit;                  /* U.R. 18(22) */
    decimal credit_least;            /* content that it does not go below */
    struct vehicle_figures *figures; /* one a class of the rule book, as they are asked for */
    struct conversions average_told; /* of the rows that it is averaged by */
};

/* A place of the law that is read in more than one way, and on which the answer turns. */
struct disputed {
    const struct dispute *dispute;
    bool resolved;                               /* the customs of the country of import hold a reading */
    uint32_t taken;                              /* that reading */
    enum status statuses[MOST_DISPUTE_READINGS]; /* that each reading leads to; undetermined where that
                                                  * depends on more */
};

/* Rules of which each may be that of the good. */
enum { MOST_RULES_NAMED = 8 };

struct rules_met {
    const struct rule *list[MOST_RULES_NAMED]; /* the first of them */
    uint32_t count;
    bool more;
};

/* What is not known of a good that is undetermined. */
enum question_kind {
    QUESTION_FACT,
    QUESTION_USE,
    QUESTION_IMPORT_COUNTRY,
    QUESTION_ORIGIN, /* of a material */
    QUESTION_VALUE,
    QUESTION_WEIGHT,
    QUESTION_TRANSACTION_VALUE,
    QUESTION_NET_COST,
    QUESTION_KINDS
};
extern const char *const QUESTION_WORDS[QUESTION_KINDS];

struct answer {
    struct text value; /* "true", a use, a country, "<= 12.50" */
    enum status status;
};

enum { MOST_ANSWERS = 8 };

struct question {
    enum question_kind kind;
    const struct fact *fact;         /* of a QUESTION_FACT */
    const struct material *material; /* or NULL, where it is asked of the good */
    struct text currency; /* of a QUESTION_VALUE that is not in the currency of the line; or empty */
    struct answer answers[MOST_ANSWERS];
    uint32_t answer_count;
};

/* The fewest of them that would decide: one, or several that together do. Where there are several each stands
 * with the one answer that it takes, and what the good then is. */
struct questions {
    struct question *list;
    uint32_t count;
    bool decide;     /* else all that is known to be open, with nothing promised */
    struct text why; /* where nothing can be asked: the finding that leaves it open */
};

struct duty_at_risk {
    bool given; /* duties.csv has a row for the good: what it says may still be unknown */
    struct amount rate_percent;
    struct amount surcharge_percent;
    struct amount amount; /* of the adjusted transaction value, per unit */
};

/* Whether a good can be signed for, from the worst on. */
enum pile {
    PILE_DO_NOT_SIGN,   /* it does not originate, or that is not known, or a requirement is broken */
    PILE_PAPER_FIRST,   /* it originates as it is declared, and not by what is documented alone */
    PILE_PAPER_MISSING, /* it originates either way, and a paper that it rests on is not in order */
    PILE_SIGN,
    PILES
};
extern const char *const PILE_WORDS[PILES];
extern const char *const PAPER_STATE_WORDS[PAPER_STATES];

/* A paper that the good rests on, at any depth. */
struct relied_paper {
    const struct paper *paper;
    enum paper_state state; /* on the day of the good, or of the purchase of what it is in */
    date bought;            /* the day of the purchase that it is held against; or 0 */
    struct text path;       /* from the good to its material, and the paper */
    enum result decides;    /* whether the good originates with it alone; unknown where that is not asked */
    uint32_t place;         /* of the line of the good, that it is on or in */
};

struct relied_papers {
    enum pile pile;
    enum status status_documented;
    struct relied_paper *list;
    uint32_t count;
    bool more; /* there are more of them below than are listed */
};

/* Whether anything was produced. */
struct production {
    enum result by_code; /* of materials of the good's own classification alone, U.R. 1(1) */
    enum result
        by_parts; /* of nothing but what it may have been taken out of or packed from, U.R. 1(1), 4(2) */
    enum result by_dilution; /* U.R. 11(a) */
    bool said;               /* something stands there of whether it was, and may say neither */
    struct text described;   /* what the good's description says of packing alone, where nothing else says; a
                              * view of it */
    struct sole_code sole;   /* that everything in the good is classified in */
};

struct determination {
    const struct good *good;
    date day;
    struct text currency;
    enum status status;
    char criterion; /* or '\0' */
    struct text rule_id;
    struct text rule_alternative;
    struct text rule_cite;
    const struct rule *rule;  /* the product-specific rule read, or NULL */
    struct rules_met rules;   /* where that is not told, and each leads to the answer; else none, or it */
    struct hs_code rule_code; /* the good in the rule book's edition */
    struct line *lines;
    uint32_t line_count;
    struct lines_noted noted;
    struct {
        const struct fact *fact; /* asked of a line last, that holds of one that is alone; or NULL */
        const struct line *line; /* the one of which it holds, or one of those; or NULL */
    } alone;
    struct alternative_result *alternatives;
    uint32_t alternative_count;
    uint32_t reported;            /* index of the alternative reported, where there are any */
    enum result wholly_obtained;  /* A, U.R. 3(1) */
    enum result only_originating; /* C, U.R. 3(3) */
    enum result product_specific; /* B, U.R. 3(2) */
    enum result parts;            /* D, U.R. 3(4) */
    enum result notes;            /* tests that bind goods of the code whatever the rule */
    struct production production;
    bool made_in_territory;  /* whatever it is made of */
    bool barred;             /* disqualified, or its own material: whatever the rule */
    enum result importation; /* U.R. 3(7) */
    bool is_set;
    struct share set;  /* U.R. 6(3) */
    bool set_at_least; /* a good of the set that does not originate has no value */
    struct amount adjusted_transaction_value;
    struct amount total_cost;
    struct amount excluded_costs; /* all that leave it, U.R. 7(11) */
    struct amount excluded_lines; /* of those, what lines hold: packing, and within self-produced materials */
    struct amount net_cost;
    struct amount
        stated_below; /* what materials cost above the net cost that their producers state; or not given */
    struct amount net_cost_least; /* less that, where it is not told from what is given; or not given */
    bool total_cost_computed;     /* from its parts, and not given */
    bool total_cost_partial;      /* and one of them is not stated: it is at least so much */
    struct amount used;           /* U.R. 5(4): all non-originating materials; not given: at least so much */
    bool used_known;              /* it was added up */
    struct rvc rvc[METHODS];
    bool rvc_waived;
    const struct average *average;         /* that net cost is taken from, U.R. 7(15); or NULL */
    const struct average *average_highest; /* of a vehicle of several plants: `average` is the lowest */
    bool average_elected;                  /* so that the net cost method alone counts, U.R. 7(19) */
    struct share de_minimis;
    const struct core_figures *core; /* where it is a part of Table A.2 itself */
    struct amount high_wage;         /* high-wage materials, where plants are given */
    struct amount high_wage_unknown; /* of plants whose wage is not known */
    struct conversions high_wage_told;
    date high_wage_until; /* the last day that the wages of those plants certify them for; 0 is any */
    date rates_until;     /* the last day before a later rate of a currency that was converted; 0 is any */
    uint32_t own_uses;    /* bits of enum use: those for which it has a rule of its own */
    bool use_matters;     /* not said, and they differ */
    enum status by_use[USES];               /* the outcome for each, where they were compared */
    enum result listed_for_other_vehicles;  /* by Table F or G */
    bool choice_open;                       /* whether U.R. 20(4) gives a choice of some line is not known */
    const struct fact *choice_fact;         /* of the good, that would tell; or NULL */
    const struct material *choice_material; /* else whose own row would */
    struct vehicle *vehicle;                /* of a good of the headings of vehicles; else NULL */
    struct disputed *disputed;
    uint32_t disputed_count;
    bool uses_disputed; /* for some other use the answer turns on such a place */
    bool met_disputes;  /* it asked how some such place is read */
    bool by_customs;    /* for other customs something of it may be otherwise */
    struct duty_at_risk duty;
    struct content_minimum minimum;
    struct gap gap;
    struct questions questions;
    bool codes_open;        /* a code of the good or of a line is why it is undetermined */
    uint32_t code_readings; /* codes that the good may have */
    bool violated;          /* a finding that is no want of a paper says that it breaks a requirement */
    struct relied_papers papers;
    date valid_until; /* the last day on which the answer stands as it is; 0 where nothing ends it */
    struct finding *findings;
    uint32_t finding_count;
    uint32_t finding_room;
};

#endif
