#ifndef USMCA_CASE_LINE_TERMS_H
#define USMCA_CASE_LINE_TERMS_H

#include "case/values.h"

/* What a line says of its own figures: how many units a price and a quantity are for, what is lost, the units
 * of measure, and whether the line counts. value/line_terms reckons with it, once, before any law is applied;
 * what it finds stands beside the figures that are then the line's. */

/* Whether a line that has alternatives is the one that is used. */
enum line_use {
    LINE_USE_NOT_SAID,
    LINE_USED,        /* it is no alternative */
    LINE_IN_USE,      /* of several, the one that is used */
    LINE_ALTERNATIVE, /* to another, which is used unless nothing says so */
    LINE_UNUSED,
    LINE_USES
};

struct line_terms {
    struct amount price_unit;    /* unit_value is the price of so many */
    struct amount base_quantity; /* quantity is for so many of the good */
    struct amount scrap_percent;
    struct amount yield_percent;
    struct amount unit_weight_kg;
    struct text unit;                  /* of quantity */
    struct text price_unit_of_measure; /* of unit_value */
    struct text weight_unit;           /* of unit_weight_kg, where it is no kilogram */
    date valid_from;
    date valid_to;
    enum line_use alternative;
};

/* Each leaves a quantity that is not given as it is, and one whose term is not given too. */
enum amount_status line_terms_of_lot(struct amount *quantity, struct amount base, struct arena *arena);
enum amount_status line_terms_with_scrap(struct amount *quantity, struct amount percent, struct arena *arena);
enum amount_status line_terms_at_yield(struct amount *quantity, struct amount percent, struct arena *arena);

/* Of a line that is listed below an assembly: it counts where both do. */
void line_terms_inherit(struct line_terms *terms, const struct line_terms *outer);

enum term_step_kind {
    TERM_BASE_QUANTITY, /* quantity ÷ operand */
    TERM_SCRAP,         /* quantity × (1 + operand %) */
    TERM_YIELD,         /* quantity ÷ operand % */
    TERM_UNIT,          /* the operand in the unit of the price */
    TERM_PRICE_UNIT,    /* unit_value ÷ operand */
    TERM_STEPS
};

struct term_step {
    enum term_step_kind kind;
    struct amount operand;
    struct amount result;
};

/* Why two units of measure are not brought together. */
enum unit_problem { UNITS_AGREE, UNIT_NOT_KNOWN, UNITS_OF_DIMENSIONS };

/* What was reckoned of a line. */
struct reckoned_line {
    struct amount
        units; /* of the material, for figures a unit: pieces where it is counted. As case_units() */
    struct amount by_price; /* quantity × unit_value, where `value` is another figure; else not given */
    bool copy; /* its row stands above already: its value counts, or nothing, which is `by_price` */
    struct amount by_pieces;     /* weight of the pieces, where `weight_kg` is another; then neither counts */
    struct amount stated_weight; /* which that was */
    struct text unit;            /* of the quantity as it was given */
    struct text price_unit_of_measure;
    enum unit_problem problem;
    enum unit_problem weight_problem; /* of `weight_unit` */
    struct text weight_unit;
    struct amount
        fraction;   /* a scrap or yield that is below one percent, and may be a fraction; else not given */
    bool share_too; /* and then the value is `by_price`: it is open which counts */
    struct term_step steps[TERM_STEPS];
    uint32_t step_count;
};

struct material;

/* A line that is none of the good. */
struct left_out_line {
    const struct material *material;
    bool unused; /* an alternative; else it is of another time */
};

/* A line number that stands for two materials that both count, or for one in two rows that are the same. */
struct repeated_line {
    const struct material *material;
    const struct material *other;
    bool copy; /* the rows are the same */
};

/* What was reckoned of a good, beside its lines. */
struct reckoned_good {
    struct amount price; /* transaction value as it was given, of `price_unit`; or not given */
    struct amount price_unit;
    struct left_out_line *left_out;
    uint32_t left_out_count;
    struct repeated_line *repeated;
    uint32_t repeated_count;
    const bool *copies; /* by value/lines_in_use, of each line that counts: its row stands above already */
    date since; /* the first day and the last of the lines that count: none comes or goes within; 0 is any */
    date until;
};

#endif
