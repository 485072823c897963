#ifndef USMCA_ORIGIN_PREPARE_H
#define USMCA_ORIGIN_PREPARE_H

#include "origin/stated.h"

/* Makes the tables that were read, or given row by row, ready for determinations under `setting`, which then
 * points into *stated and *tables: statements are joined to the materials that they list, documents held
 * against what they must state, rows put in order and against each other, sums of periods reckoned.
 * `first_month` is that of the fiscal year of the producer, 1 to 12. Rows that contradict others are the
 * problems of *stated. To be called again where rows were added. */
usmca_status tables_prepare(struct stated *stated, struct tables *tables, const struct usmca_rulebook *book,
                            struct case_setting *setting, int first_month, usmca_error *error);

/* The same where all that came in since are documents, and no statement lists its materials: costs what is
 * new. */
usmca_status tables_prepare_documents(struct tables *tables, const struct usmca_rulebook *book,
                                      struct case_setting *setting, int first_month, usmca_error *error);

#endif
