#include <stdlib.h>

#include "claims/review.h"

/* Fees with a minimum or a maximum for each entry (19 CFR 24.23(b)(1)): what the lines of an entry would have
 * paid together, and what they did. Lines that were not claimed bear the fee; claims without ground ought to
 * have borne it, and those that can still be made take it off. */

struct fee_item {
    const struct claim_line *line;
    const struct measure_row *row;
};

static int compare_items(const void *a, const void *b) {
    const struct fee_item *first = a;
    const struct fee_item *other = b;
    int order = text_order(first->line->entry->entry, other->line->entry->entry);
    if (order == 0)
        order = (first->row > other->row) - (first->row < other->row);
    return order != 0 ? order : (first->line > other->line) - (first->line < other->line);
}

/* What a fee is on a value: the rate, within its bounds; nothing on nothing. */
static bool fee_on(total *out, const struct measure_row *row, total value) {
    const total cent = DECIMAL_ONE / 100;
    const total whole = 100 * (total)DECIMAL_ONE * cent; /* of what value × percent comes to, a cent */
    total product = 0;
    *out = 0;
    if (value == 0)
        return true;
    if (__builtin_mul_overflow(value, (total)row->rate_percent.value, &product) ||
        __builtin_add_overflow(product, whole / 2, &product))
        return false;
    *out = product / whole * cent;
    if (row->minimum.given && *out < row->minimum.value)
        *out = row->minimum.value;
    if (row->maximum.given && *out > row->maximum.value)
        *out = row->maximum.value;
    return true;
}

static bool add_fee(struct claims_review *review, const struct fee_item *item, enum claim_verdict verdict,
                    total value, total with, total without) {
    total high = 0;
    total low = 0;
    if (!fee_on(&high, item->row, with) || !fee_on(&low, item->row, without))
        return false;
    review->fees[review->fee_count++] = (struct claim_fee){item->line, item->row, verdict, value, high - low};
    return true;
}

/* The lines of one entry that one row is on. */
static bool fees_of_entry(struct claims_review *review, const struct fee_item *items, size_t count) {
    total values[CLAIM_VERDICTS] = {0};
    bool has[CLAIM_VERDICTS] = {false};
    total paid = 0;
    bool fits = true;
    for (size_t i = 0; i < count && fits; i++) {
        enum claim_verdict verdict = items[i].line->verdict;
        fits = total_add(&values[verdict], values[verdict], items[i].line->entry->value.value) &&
               (items[i].line->entry->claimed == YES ||
                total_add(&paid, paid, items[i].line->entry->value.value));
        has[verdict] = true;
    }
    total due = paid;
    for (int v = CLAIM_NO_GROUND; v < CLAIM_IN_ORDER && fits; v++) {
        fits = !has[v] || add_fee(review, items, (enum claim_verdict)v, values[v], due + values[v], due);
        due += values[v];
    }
    for (int v = CLAIM_RECOVERABLE; v < CLAIM_NONE && fits; v++) {
        fits = !has[v] || add_fee(review, items, (enum claim_verdict)v, values[v], paid, paid - values[v]);
        paid -= values[v];
    }
    return fits;
}

usmca_status claim_fees(struct claims_review *review, usmca_error *error) {
    size_t most = 0;
    size_t count = 0;
    size_t lines = review->asked->entry_count;
    for (size_t i = 0; i < lines; i++)
        for (size_t j = 0; j < review->lines[i].part_count; j++)
            most += review->lines[i].parts[j].by_entry;
    struct fee_item *items = ARENA_ARRAY(review->arena, struct fee_item, most + 1);
    review->fees = ARENA_ARRAY(review->arena, struct claim_fee, most + 1);
    if (items == NULL || review->fees == NULL)
        return error_memory(error);
    for (size_t i = 0; i < lines; i++)
        for (size_t j = 0; j < review->lines[i].part_count; j++)
            if (review->lines[i].parts[j].by_entry && review->lines[i].parts[j].refused == NULL)
                items[count++] = (struct fee_item){&review->lines[i], review->lines[i].parts[j].row};
    if (count > 1)
        qsort(items, count, sizeof *items, compare_items);
    for (size_t from = 0, to = 0; from < count; from = to) {
        for (to = from; to < count && items[to].row == items[from].row &&
                        text_equal(items[to].line->entry->entry, items[from].line->entry->entry);
             to++)
            ;
        if (!fees_of_entry(review, items + from, to - from))
            return claim_overflow(items[from].line, error);
    }
    return USMCA_OK;
}
