#include "hs/editions.h"

#include <stdlib.h>
#include <string.h>

#include "hs/edition_tables.h"

enum { YEAR = 4 };

static const char NAMES[HS_EDITIONS][YEAR + 1] = {"2012", "2017", "2022"};

bool hs_edition_named(enum hs_edition *out, struct text year) {
    for (int i = 0; i < HS_EDITIONS; i++)
        if (year.length == YEAR && memcmp(year.data, NAMES[i], YEAR) == 0) {
            *out = (enum hs_edition)i;
            return true;
        }
    return false;
}

const char *hs_edition_name(enum hs_edition edition) {
    return NAMES[edition];
}

enum hs_edition hs_edition_on(const struct hs_editions *editions, date day) {
    int edition = HS_EDITIONS - 1;
    while (edition > 0 && day < editions->edition[edition].from)
        edition--;
    return (enum hs_edition)edition;
}

bool hs_exists(const struct hs_editions *editions, enum hs_edition edition, struct hs_code code) {
    const struct edition *of = &editions->edition[edition];
    if (code.digits >= HS_SUBHEADING)
        return edition_code(of, hs_unit(code.low, HS_SUBHEADING)) != NULL;
    uint32_t first = hs_unit(code.low, HS_HEADING);
    uint32_t last = hs_unit(code.high, HS_HEADING);
    return of->heading_start[first] < of->heading_start[last + 1];
}

static int compare_numbers(const void *a, const void *b) {
    uint32_t first = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;
    return first < other ? -1 : first > other;
}

bool hs_provides_for_parts(const struct hs_editions *editions, struct hs_code code) {
    uint32_t number = hs_unit(code.low, HS_SUBHEADING);
    return code.digits >= HS_SUBHEADING &&
           bsearch(&number, editions->parts, editions->parts_count, sizeof number, compare_numbers) != NULL;
}

/* The first item from that number on, or what stands behind the last. */
static const struct item *item_from(const struct hs_editions *editions, uint32_t number) {
    uint32_t first = 0;
    uint32_t last = editions->items_count;
    while (first < last) {
        uint32_t middle = first + (last - first) / 2;
        if (editions->items[middle].code < number)
            first = middle + 1;
        else
            last = middle;
    }
    return &editions->items[first];
}

bool hs_items_listed(const struct hs_editions *editions, struct hs_code code) {
    const struct item *item = item_from(editions, code.low - code.low % 100);
    return item != &editions->items[editions->items_count] && item->code / 100 == code.low / 100;
}

uint32_t hs_item_tariffs(const struct hs_editions *editions, struct hs_code code) {
    const struct item *item = item_from(editions, code.low);
    return item != &editions->items[editions->items_count] && item->code == code.low ? item->tariffs : 0;
}

bool hs_heading_undivided(const struct hs_editions *editions, enum hs_edition edition, struct hs_code code) {
    const struct edition *of = &editions->edition[edition];
    uint32_t heading = hs_unit(code.low, HS_HEADING);
    return of->heading_start[heading + 1] - of->heading_start[heading] == 1;
}

const uint32_t *hs_subheadings(const struct hs_editions *editions, enum hs_edition edition, uint32_t *count) {
    *count = editions->edition[edition].count;
    return editions->edition[edition].codes;
}

const uint16_t *hs_correlated(const struct hs_editions *editions, enum hs_edition from, enum hs_edition to) {
    return editions->row_of[from][to];
}

const uint32_t *hs_counterparts(const struct hs_editions *editions, enum hs_edition from, enum hs_edition to,
                                struct hs_code code, uint32_t *count) {
    const uint32_t *self = edition_code(&editions->edition[from], hs_unit(code.low, HS_SUBHEADING));
    *count = self != NULL ? 1 : 0;
    if (self == NULL || editions->row_of[from][to] == NULL)
        return self;
    uint16_t row = editions->row_of[from][to][self - editions->edition[from].codes];
    if (row == 0)
        return self;
    const struct correlation *found = &editions->table[from][to].rows[row - 1];
    *count = found->count;
    return found->counterparts;
}

const struct hs_lineage *hs_lineages(const struct hs_editions *editions, enum hs_edition from,
                                     struct hs_code code, uint32_t *count) {
    const struct hs_lineage_index *index = &editions->lineages;
    const struct edition *edition = &editions->edition[from];
    uint32_t first = edition->heading_start[hs_unit(code.low, HS_HEADING)];
    uint32_t last = edition->heading_start[hs_unit(code.high, HS_HEADING) + 1];
    if (code.digits >= HS_SUBHEADING) {
        const uint32_t *self = edition_code(edition, hs_unit(code.low, HS_SUBHEADING));
        first = self != NULL ? (uint32_t)(self - edition->codes) : 0;
        last = self != NULL ? first + 1 : 0;
    }
    *count = index->start[from][last] - index->start[from][first];
    return &index->list[from][index->start[from][first]];
}

/* The item that a code with another subheading was in an older edition, or 0: its own, or that of all of its
 * subheading, which stands as the item 00. */
static uint32_t item_was(const struct hs_editions *editions, struct hs_code code) {
    const struct item *end = &editions->items[editions->items_count];
    const struct item *whole = item_from(editions, code.low - code.low % 100);
    if (code.digits < HS_SUBHEADING || whole == end)
        return 0;
    if (whole->code == code.low - code.low % 100 && whole->was != 0)
        return whole->was;
    const struct item *item = code.digits >= HS_TARIFF_ITEM ? item_from(editions, code.low) : end;
    return item != end && item->code == code.low ? item->was : 0;
}

struct hs_code hs_lineage_code(const struct hs_editions *editions, const struct hs_lineage *lineage,
                               enum hs_edition to, struct hs_code given) {
    if (given.digits >= HS_SUBHEADING && hs_unit(given.low, HS_SUBHEADING) == lineage->in[to])
        return given;
    const uint32_t was = item_was(editions, given);
    return was != 0 && hs_unit(was, HS_SUBHEADING) == lineage->in[to] ? hs_code_of_digits(was, HS_TARIFF_ITEM)
                                                                      : hs_code_subheading(lineage->in[to]);
}
