#include <stdio.h>
#include <stdlib.h>

#include "claims/review.h"

/* What lines and fees come to, by what they are of: each sum is of one currency and verdict. */

enum sum_key { SUM_WHOLE, SUM_QUARTER, SUM_ENTRY, SUM_GOOD };

static struct text quarter_of(date day, struct arena *arena) {
    char name[24];
    int length =
        snprintf(name, sizeof name, "%04d-Q%d", (int)(day / 10000), (int)((day / 100 % 100 + 2) / 3));
    return arena_copy(arena, (struct text){name, (size_t)length});
}

static struct text key_of(const struct claim_line *line, enum sum_key key, struct arena *arena) {
    switch (key) {
    case SUM_QUARTER:
        return quarter_of(line->entry->date, arena);
    case SUM_ENTRY:
        return line->entry->entry;
    case SUM_GOOD:
        return line->entry->good_id;
    default:
        return TEXT("");
    }
}

static int compare_sums(const void *a, const void *b) {
    const struct claim_sum *first = a;
    const struct claim_sum *other = b;
    int order = text_order(first->key, other->key);
    if (order == 0)
        order = text_order(first->currency, other->currency);
    return order != 0 ? order : (int)first->verdict - (int)other->verdict;
}

static bool merge(struct claim_sum *into, const struct claim_sum *one) {
    into->lines += one->lines;
    into->complete = into->complete && one->complete;
    return total_add(&into->value, into->value, one->value) &&
           total_add(&into->amount, into->amount, one->amount);
}

/* The line of the sum that did not fit is not known any more: all are named. */
static usmca_status fold(struct claim_sums *sums, usmca_error *error) {
    size_t kept = 0;
    if (sums->count > 1)
        qsort(sums->list, sums->count, sizeof *sums->list, compare_sums);
    for (size_t i = 0; i < sums->count; i++)
        if (kept == 0 || compare_sums(&sums->list[kept - 1], &sums->list[i]) != 0)
            sums->list[kept++] = sums->list[i];
        else if (!merge(&sums->list[kept - 1], &sums->list[i]))
            return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0,
                             "the arithmetic does not fit: what the entries come to is too large");
    sums->count = kept;
    return USMCA_OK;
}

static usmca_status sum_by(struct claim_sums *sums, const struct claims_review *review, enum sum_key key,
                           usmca_error *error) {
    size_t lines = review->asked->entry_count;
    size_t fees = key == SUM_GOOD ? 0 : review->fee_count;
    sums->list = ARENA_ARRAY(review->arena, struct claim_sum, lines + fees + 1);
    if (sums->list == NULL)
        return error_memory(error);
    for (size_t i = 0; i < lines; i++) {
        const struct claim_line *line = &review->lines[i];
        sums->list[sums->count++] =
            (struct claim_sum){key_of(line, key, review->arena), line->currency, line->verdict, 1,
                               line->entry->value.value,         line->amount,   line->complete};
    }
    for (size_t i = 0; i < fees; i++) {
        const struct claim_fee *fee = &review->fees[i];
        sums->list[sums->count++] = (struct claim_sum){key_of(fee->first, key, review->arena),
                                                       fee->first->currency,
                                                       fee->verdict,
                                                       0,
                                                       0,
                                                       fee->amount,
                                                       true};
    }
    return fold(sums, error);
}

usmca_status claim_totals(struct claims_review *review, usmca_error *error) {
    usmca_status status = sum_by(&review->whole, review, SUM_WHOLE, error);
    if (status == USMCA_OK)
        status = sum_by(&review->by_quarter, review, SUM_QUARTER, error);
    if (status == USMCA_OK)
        status = sum_by(&review->by_entry, review, SUM_ENTRY, error);
    return status == USMCA_OK ? sum_by(&review->by_good, review, SUM_GOOD, error) : status;
}
