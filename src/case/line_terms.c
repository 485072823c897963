#include "case/line_terms.h"

#include "case/good.h"

enum amount_status line_terms_of_lot(struct amount *quantity, struct amount base, struct arena *arena) {
    return base.given ? amount_over(quantity, *quantity, base, arena) : AMOUNT_OK;
}

static enum amount_status share_of(struct amount *out, struct amount percent, struct arena *arena) {
    return amount_over(out, percent, amount_of(100 * DECIMAL_ONE), arena);
}

enum amount_status line_terms_with_scrap(struct amount *quantity, struct amount percent,
                                         struct arena *arena) {
    struct amount share = amount_not_given();
    enum amount_status status = share_of(&share, percent, arena);
    if (status == AMOUNT_OK && share.given)
        status = amount_plus(&share, share, amount_of(DECIMAL_ONE), arena);
    return status == AMOUNT_OK && share.given ? amount_times(quantity, *quantity, share, arena) : status;
}

enum amount_status line_terms_at_yield(struct amount *quantity, struct amount percent, struct arena *arena) {
    struct amount share = amount_not_given();
    enum amount_status status = share_of(&share, percent, arena);
    return status == AMOUNT_OK && share.given ? amount_over(quantity, *quantity, share, arena) : status;
}

/* The later of two first days, and the earlier of two last ones; 0 is no border. */
static date later(date a, date b) {
    return a > b ? a : b;
}

static date earlier(date a, date b) {
    return a != 0 && (b == 0 || a < b) ? a : b;
}

void line_terms_inherit(struct line_terms *terms, const struct line_terms *outer) {
    terms->valid_from = later(terms->valid_from, outer->valid_from);
    terms->valid_to = earlier(terms->valid_to, outer->valid_to);
    bool never = terms->valid_to != 0 && terms->valid_from > terms->valid_to;
    if (never || outer->alternative == LINE_UNUSED)
        terms->alternative = LINE_UNUSED;
    if (never)
        terms->valid_from = terms->valid_to = 0;
}
