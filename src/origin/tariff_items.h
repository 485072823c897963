#ifndef USMCA_ORIGIN_TARIFF_ITEMS_H
#define USMCA_ORIGIN_TARIFF_ITEMS_H

#include "origin/context.h"

/* The digits behind the sixth of a code are those of one country's tariff. Rules that go by tariff item name
 * items of the United States (General Note 11), and another country's digits are none of these. */

/* What is said of the digits: by the row, by that of the good, or for the whole run. */
enum tariff_choice tariff_of(const struct origin_context *context, enum tariff_choice of_row);

/* The code as rules read it: with all digits where those behind the sixth are of the United States, or where
 * no rule goes by items of the subheading; else with six. They are of the United States where that is said,
 * of what is no item of Mexico alone; where nothing is said, if its tariff has the item, and the good is of
 * that country or goes there, or the tariffs that it does have to do with are known not to have the item. */
struct hs_code tariff_items_read(const struct origin_context *context, struct hs_code code,
                                 enum tariff_choice tariff);

/* That a code has too few digits, or that its digits are not read. */
void tariff_items_tell_good(struct origin_context *context, struct text cite);
void tariff_items_tell_line(struct origin_context *context, const struct line *line, struct text cite);

#endif
