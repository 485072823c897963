#ifndef USMCA_INTAKE_MOVEMENT_H
#define USMCA_INTAKE_MOVEMENT_H

#include "intake/case.h"

enum movement_kind { MOVEMENT_NONE, MOVEMENT_RECEIPT, MOVEMENT_OPENING, MOVEMENT_WITHDRAWAL, MOVEMENTS };
extern const char *const MOVEMENT_WORDS[MOVEMENTS];

/* A row of movements.csv. */
struct movement {
    struct text material_id; /* one inventory */
    date date;
    enum movement_kind kind;
    struct amount quantity;
    struct amount unit_value;
    struct amount value; /* instead of unit_value; all of an inventory in one currency */
    enum declared_origin origin;
    struct text lot;
    struct text reference;
    struct text record; /* the row as it stands, for what shows only when it is reckoned */
    uint64_t line;
    uint32_t line_offset; /* of the quantity in the row */
    uint32_t column;
};

#endif
