#include "origin/gap_margin.h"

#include <stdlib.h>

#include "origin/gap_figures.h"

/* ---- of content ---- */

/* How much a non-originating price may rise, to the hundredth below: it raises net cost as well, but not the
 * price of the good. */
static struct amount rise_of(const struct rvc *rvc, enum method method) {
    decimal base = amount_floor(rvc->base);
    decimal vnm = amount_ceiling(rvc->vnm);
    __int128 most = method == METHOD_TRANSACTION_VALUE
                        ? (__int128)gap_allowed(rvc)
                        : (__int128)(base - vnm) * GAP_WHOLE / rvc->content.required - base + vnm;
    return amount_where(rvc->vnm.given, gap_fit(most - vnm) / GAP_HUNDREDTH * GAP_HUNDREDTH);
}

static void add_currency(struct gap *gap, struct text currency, decimal vnm) {
    for (uint32_t i = 0; i < gap->currency_count; i++)
        if (text_equal(gap->currencies[i].currency, currency)) {
            gap->currencies[i].vnm = gap_fit((__int128)gap->currencies[i].vnm + vnm);
            return;
        }
    gap->currencies[gap->currency_count++] = (struct gap_currency){currency, vnm, 0};
}

/* A foreign currency that rises takes the prices in it along. */
static void find_currencies(struct origin_context *context) {
    struct determination *determination = context->determination;
    struct gap *gap = &determination->gap;
    enum method method = gap->margin.method;
    gap->currencies =
        context_room(context, sizeof *gap->currencies * ((size_t)determination->line_count + 1));
    if (gap->currencies == NULL)
        return;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        struct text currency = determination->lines[i].material->currency;
        struct amount vnm = determination->lines[i].vnm[method];
        if (vnm.given && vnm.value > 0 && currency.length > 0 &&
            !text_equal(currency, determination->currency))
            add_currency(gap, currency, vnm.value);
    }
    for (uint32_t i = 0; i < gap->currency_count; i++)
        (void)decimal_percent(&gap->currencies[i].percent, gap->margin.rise.value, gap->currencies[i].vnm);
}

static int by_percent(const void *a, const void *b) {
    const struct gap_price *one = a;
    const struct gap_price *other = b;
    if (one->percent != other->percent)
        return one->percent < other->percent ? -1 : 1;
    return one->line < other->line ? -1 : one->line > other->line;
}

/* What rises with the price of a line: the price itself, where the line counts by it. */
static struct amount risen(const struct line *line, enum method method) {
    bool stated = line->document != NULL && line->document->kind != DOCUMENT_CERTIFICATION;
    return line->price.given && !stated && line->inside == NULL ? line->price : line->vnm[method];
}

static void find_prices(struct origin_context *context) {
    struct determination *determination = context->determination;
    struct gap *gap = &determination->gap;
    gap->prices = context_room(context, sizeof *gap->prices * ((size_t)determination->line_count + 1));
    if (gap->prices == NULL)
        return;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        struct amount vnm = determination->lines[i].vnm[gap->margin.method];
        struct gap_price price = {.line = i};
        if (vnm.given && vnm.value > 0 &&
            decimal_percent(&price.percent, gap->margin.rise.value,
                            risen(&determination->lines[i], gap->margin.method).value))
            gap->prices[gap->price_count++] = price;
    }
    if (gap->price_count > 1)
        qsort(gap->prices, gap->price_count, sizeof *gap->prices, by_percent);
}

void gap_margin_find(struct origin_context *context) {
    struct determination *determination = context->determination;
    if (determination->criterion != 'B' || determination->alternative_count == 0)
        return;
    const struct test *content =
        test_of_kind(&determination->alternatives[determination->reported], REQUIRE_RVC);
    if (content == NULL || content->waived || content->result != RESULT_PASS)
        return;
    for (int method = 0; method < METHODS; method++) {
        const struct rvc *rvc = &content->rvc[method];
        if (rvc->content.required == 0 || rvc->content.result != RESULT_PASS)
            continue;
        const struct rvc reckoned = gap_reckoned_content(determination, content, (enum method)method);
        struct amount rise = rise_of(&reckoned, (enum method)method);
        if (determination->gap.margin.method == METHODS || rise.value > determination->gap.margin.rise.value)
            determination->gap.margin = (struct gap_margin){(enum method)method, rise};
    }
    if (determination->gap.margin.method == METHODS ||
        gap_is_averaged(determination, determination->gap.margin.method))
        return;
    find_prices(context);
    find_currencies(context);
}

/* ---- of a share ---- */

/* How much `value` may rise and still be no more of `base` than the share's limit, to the hundredth below: a
 * dearer material raises the total cost as well, but not the price of the good. */
static struct amount rise_of_share(const struct share *share, struct amount base, decimal value) {
    __int128 left = (__int128)amount_floor(base) * share->figure.required - (__int128)value * GAP_WHOLE;
    __int128 per = share->basis == BASIS_TOTAL_COST ? GAP_WHOLE - share->figure.required : GAP_WHOLE;
    return amount_where(per > 0, per > 0 ? gap_fit(left / per) / GAP_HUNDREDTH * GAP_HUNDREDTH : 0);
}

static void fill_share(struct origin_context *context, const struct share *share, const uint8_t *shift) {
    struct determination *determination = context->determination;
    struct amount base = gap_base_of_share(determination, share);
    uint32_t *lines = context_room(context, sizeof *lines * ((size_t)determination->line_count + 1));
    uint32_t count = 0;
    struct amount sum = amount_of(0);
    if (lines == NULL || !base.given)
        return;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        struct amount value =
            shift != NULL ? determination->lines[i].non_originating : determination->lines[i].used;
        if (shift != NULL ? shift[i] != RESULT_FAIL : value.value == 0)
            continue;
        sum = amount_add(context, sum, value);
        lines[count++] = i;
    }
    if (sum.given)
        determination->gap.share =
            (struct gap_share){share, rise_of_share(share, base, amount_ceiling(sum)), lines, count};
}

void gap_share_find(struct origin_context *context) {
    const struct determination *determination = context->determination;
    if (determination->criterion != 'B' || determination->alternative_count == 0)
        return;
    const struct alternative_result *reported = &determination->alternatives[determination->reported];
    const struct test *change = test_of_kind(reported, REQUIRE_CHANGE);
    const struct test *content = test_of_kind(reported, REQUIRE_RVC);
    if (content != NULL && content->waived)
        fill_share(context, &content->waiver, NULL);
    else if (change != NULL && change->de_minimis.applied && change->by_inner == NULL)
        fill_share(context, &change->de_minimis, reported->shift);
}
