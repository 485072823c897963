#ifndef USMCA_CASE_MOVEMENT_H
#define USMCA_CASE_MOVEMENT_H

#include "base/date.h"
#include "case/columns.h"
#include "case/row_place.h"
#include "case/values.h"

enum movement_kind { MOVEMENT_NONE, MOVEMENT_RECEIPT, MOVEMENT_OPENING, MOVEMENT_WITHDRAWAL, MOVEMENTS };

/* A row of movements.csv. */
struct movement {
    struct row_place place;
    struct text material_id; /* one inventory */
    date date;
    enum movement_kind kind;
    struct amount quantity;
    struct amount unit_value;
    struct amount value; /* instead of unit_value; all of an inventory in one currency */
    enum declared_origin origin;
    struct text lot;
    struct text reference;
};

extern const struct column_table MOVEMENT_COLUMNS;

#endif
