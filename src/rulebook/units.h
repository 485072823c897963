#ifndef USMCA_RULEBOOK_UNITS_H
#define USMCA_RULEBOOK_UNITS_H

#include "base/arena.h"
#include "base/decimal.h"
#include "base/error.h"

/* Units of measure by their codes and words, words/units.xml. */

enum dimension {
    DIMENSION_COUNT,
    DIMENSION_MASS,
    DIMENSION_LENGTH,
    DIMENSION_AREA,
    DIMENSION_VOLUME,
    DIMENSIONS
};

struct unit_of_measure {
    enum dimension dimension;
    decimal factor; /* factor ÷ per of the first unit of its dimension: a piece, kilogram, metre … */
    decimal per;
};

struct units;

/* A rule book without that file knows no unit. */
usmca_status units_load(struct units **out, struct arena *arena, const char *directory, usmca_error *error);

/* In any letter case, with or without accents; NULL where it is not known. */
const struct unit_of_measure *units_find(const struct units *units, struct text word);

/* Whether two words are one, known or not. */
bool units_same_word(struct text a, struct text b);

#endif
