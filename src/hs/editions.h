#ifndef USMCA_HS_EDITIONS_H
#define USMCA_HS_EDITIONS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "hs/code.h"

/* The subheadings of each edition of the Harmonized System, and what a subheading of one edition is in
 * another (rules/hs/). Immutable once loaded. */
enum hs_edition { HS_2012, HS_2017, HS_2022, HS_EDITIONS };

struct hs_editions;

/* Loads editions.csv, codes.csv, correlations.csv and items.csv from `directory` into `arena`; each has as
 * many rows as tables.csv says. */
usmca_status hs_editions_load(struct hs_editions **out, struct arena *arena, const char *directory,
                              usmca_error *error);

/* "2012", "2017", "2022"; false for any other year. */
bool hs_edition_named(enum hs_edition *out, struct text year);
const char *hs_edition_name(enum hs_edition edition);
/* The edition in force on a day: of days before the first, the first. */
enum hs_edition hs_edition_on(const struct hs_editions *editions, date day);

/* In whose tariff an item of eight digits stands, as bits. */
enum hs_tariff { HS_TARIFF_UNITED_STATES = 1, HS_TARIFF_MEXICO = 2 };

/* Whether tariff items of the subheading of `code` are listed: those are of which a rule names some. */
bool hs_items_listed(const struct hs_editions *editions, struct hs_code code);
/* Bits of enum hs_tariff: the tariffs that have, or had, the item of `code`; 0 is none of these. */
uint32_t hs_item_tariffs(const struct hs_editions *editions, struct hs_code code);

/* Whether the heading or subheading of `code` exists in the edition. */
bool hs_exists(const struct hs_editions *editions, enum hs_edition edition, struct hs_code code);
/* Whether the nomenclature of the subheading of `code` provides for parts. */
bool hs_provides_for_parts(const struct hs_editions *editions, struct hs_code code);
/* Whether the heading of `code` has a single subheading in the edition. */
bool hs_heading_undivided(const struct hs_editions *editions, enum hs_edition edition, struct hs_code code);

/* The subheadings of an edition, ascending. */
const uint32_t *hs_subheadings(const struct hs_editions *editions, enum hs_edition edition, uint32_t *count);

/* Of each of those, above zero where it is something else in edition `to` than itself. */
const uint16_t *hs_correlated(const struct hs_editions *editions, enum hs_edition from, enum hs_edition to);

/* What the subheading of `code` is in edition `to`: *count numbers of six digits, none where the code does
 * not exist in `from`. The result belongs to `editions`. To HS 2022 from an older edition nothing is mapped:
 * no rule and no provision is written in it. */
const uint32_t *hs_counterparts(const struct hs_editions *editions, enum hs_edition from, enum hs_edition to,
                                struct hs_code code, uint32_t *count);

/* The subheading that one and the same thing is in each edition. 0 in an edition newer than that of the code
 * that was asked about, but for what is a code of HS 2012 in HS 2017. */
struct hs_lineage {
    uint32_t in[HS_EDITIONS];
};

/* Everything that `code` may be: none where it does not exist in `from`. A heading may be what each of its
 * subheadings may be. The result belongs to `editions`. */
const struct hs_lineage *hs_lineages(const struct hs_editions *editions, enum hs_edition from,
                                     struct hs_code code, uint32_t *count);
/* The code in edition `to`: as it was given, in `from` or in `to`, where that is the same subheading; else
 * the item that the given one was there, or the subheading. */
struct hs_code hs_lineage_code(const struct hs_editions *editions, const struct hs_lineage *lineage,
                               enum hs_edition to, struct hs_code given);

#endif
