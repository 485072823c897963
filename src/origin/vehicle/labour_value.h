#ifndef USMCA_ORIGIN_VEHICLE_LABOUR_VALUE_H
#define USMCA_ORIGIN_VEHICLE_LABOUR_VALUE_H

#include "origin/vehicle/producer_figures.h"

/* Labour value content, U.R. 18. */

extern const char *const LABOUR_FORMULA_WORDS[LABOUR_FORMULAS];

struct labour_outcome {
    enum result result;
    bool known;   /* some period can be told; else the figures are empty */
    bool of_unit; /* of the vehicle by its bill of materials, and of no period */
    const struct labour_requirement *required;
    enum calculation_period period;
    struct day_range range;
    enum vehicle_category category;
    enum vehicle_scope scope;
    enum labour_formula formula;
    date until;              /* the last day that the figures serve; 0 is any */
    size_t months;           /* rows */
    uint32_t months_missing; /* months of the period that no row states: it is not met by the rest */
    bool given;              /* some row of the vehicle states an amount, in any period */
    bool stated;             /* some row, or the bill of materials, states a high-wage amount */
    bool estimated;          /* some of them */
    total labour;            /* high-wage labour costs at plants that qualify */
    total labour_unknown;    /* at plants whose wage is not known for the month */
    struct text plant_unknown;
    total labour_left_out;  /* at plants that do not qualify */
    bool labour_counted;    /* by the second formula, the producer's choice */
    total material;         /* net cost, or annual purchase value, of high-wage materials */
    total material_unknown; /* by lines whose plant's wage is not known */
    bool material_missing;  /* a row that counts does not state it */
    bool own_lines_apart;   /* and the bill of materials may be in another currency than the row */
    total transport;        /* by providers that pay the wage, U.R. 12 */
    total transport_unknown;
    total transport_left_out;
    total base;                   /* net cost, or total annual purchase value and the labour counted */
    struct text currency;         /* of these amounts */
    int64_t material_and_labour;  /* points, decimal_percent */
    struct technology technology; /* wages, U.R. 18(10) */
    struct conversions told;      /* of wages that are held against their floor, and of rows */
    int64_t technology_points;    /* as they count */
    enum result assembly;         /* the credit of U.R. 18(12), 18(13) */
    const struct plant_row *assembly_plant;
    int64_t percent;
    bool plants_differ; /* of a vehicle of several plants: this one's figures are the lowest, others come out
                           otherwise */
    struct text plant;  /* that the figures are for, where there are several; or empty */
};

/* What is required on the day, or NULL. */
const struct labour_requirement *labour_required(const struct vehicle_class *vehicle_class, date day);

/* What is reckoned for. */
struct labour_subject {
    struct producer_figures *figures; /* of its producer, or NULL */
    const struct vehicle_class *vehicle_class;
    const struct vehicle_row *row; /* of the vehicle, at one of its plants; or NULL */
    struct text producer;
    date day;
    struct text currency;   /* of the amounts that follow, and of rows that name none */
    struct amount net_cost; /* of a unit */
    struct amount
        high_wage; /* materials of a unit, by its bill of materials; counted where rows state none */
    struct amount high_wage_unknown; /* the same, of plants whose wage is not known */
};

/* The best of the periods of 18(19) and the formulas that the rows of the vehicle allow; without a row, that
 * of the unit. A vehicle of several plants has to meet it at each, U.R. 18(1), (15). */
struct labour_outcome labour_value_reckon(const struct vehicle_data *data,
                                          const struct labour_subject *subject);

/* U.R. 18(22): the points that count towards regional value content; 0 where there are none. */
decimal labour_value_excess(const struct vehicle_class *vehicle_class, const struct labour_outcome *outcome,
                            date day);

#endif
