#ifndef USMCA_HS_EDITION_TABLES_H
#define USMCA_HS_EDITION_TABLES_H

#include "hs/editions.h"
#include "hs/lineage.h"

/* What rules/hs/ comes to in memory: for those who load it (editions_load.c) and who ask (editions.c) alone.
 */

enum { HEADINGS = 10000 };

struct edition {
    date from; /* in force */
    uint32_t *codes;
    uint32_t count;
    uint16_t heading_start[HEADINGS + 1];
};

/* One subheading whose counterparts are not simply itself. */
struct correlation {
    uint32_t code;
    uint32_t count;
    const uint32_t *counterparts;
};

struct correlation_table {
    struct correlation *rows;
    uint32_t count;
};

/* An item of eight digits. */
struct item {
    uint32_t code;
    uint32_t tariffs; /* bits of enum hs_tariff */
    uint32_t was;     /* the item that it was in HS 2012, of another subheading; or 0 */
};

struct hs_editions {
    struct edition edition[HS_EDITIONS];
    struct hs_lineage_index lineages;
    uint16_t *row_of[HS_EDITIONS][HS_EDITIONS]; /* of each code of an edition: its correlation + 1, or 0 */
    struct correlation_table table[HS_EDITIONS][HS_EDITIONS];
    uint32_t *parts;
    uint32_t parts_count;
    struct item *items; /* ascending */
    uint32_t items_count;
};

/* A subheading of the edition; NULL where it is none. */
static inline const uint32_t *edition_code(const struct edition *edition, uint32_t number) {
    const uint32_t heading = number / 100;
    for (uint32_t i = edition->heading_start[heading]; i < edition->heading_start[heading + 1]; i++)
        if (edition->codes[i] == number)
            return &edition->codes[i];
    return NULL;
}

#endif
