#include "rulebook/select.h"

/* A rule for a use takes goods from one for described goods or for a trade, and these from the ordinary one.
 */
static int restricted(const struct rule *rule) {
    if (rule->uses != 0)
        return 2;
    return rule->importing != 0 || rule->exporting != 0 || rule->when.fact != NULL;
}

static bool before(const struct rule_match *a, const struct rule_match *b) {
    if (a->width != b->width)
        return a->width < b->width;
    if (restricted(a->rule) != restricted(b->rule))
        return restricted(a->rule) > restricted(b->rule);
    return a->rule < b->rule;
}

static void insert(struct rule_matches *out, struct rule_match match) {
    for (uint32_t i = 0; i < out->count; i++)
        if (out->rules[i].rule == match.rule)
            return;
    if (out->count == MOST_MATCHES)
        return;
    uint32_t at = out->count++;
    for (; at > 0 && before(&match, &out->rules[at - 1]); at--)
        out->rules[at] = out->rules[at - 1];
    out->rules[at] = match;
}

static void take(const struct usmca_rulebook *book, const struct rule_span *span, struct hs_code code,
                 date day, enum rule_kind kind, struct rule_matches *out) {
    const struct rule *rule = &book->rules[span->rule];
    if (rule->kind != kind || !period_holds(rule->period, day))
        return;
    bool inside = span->low <= code.low && code.high <= span->high;
    insert(out, (struct rule_match){rule, inside ? HS_INSIDE : HS_PARTLY, span->high - span->low});
}

void rulebook_select(const struct usmca_rulebook *book, struct hs_code code, date day, enum rule_kind kind,
                     struct rule_matches *out) {
    out->count = 0;
    uint32_t chapter = hs_unit(code.low, HS_CHAPTER);
    if (code.digits == 0 || chapter > 99)
        return;
    for (uint32_t i = book->chapter_start[chapter]; i < book->chapter_start[chapter + 1]; i++) {
        const struct rule_span *span = &book->spans[i];
        if (span->low > code.high)
            break;
        if (span->high >= code.low)
            take(book, span, code, day, kind, out);
    }
}

bool rulebook_spans(const struct usmca_rulebook *book, struct hs_code code, struct code_spans *out) {
    out->count = 0;
    uint32_t chapter = hs_unit(code.low, HS_CHAPTER);
    if (code.digits == 0 || chapter > 99)
        return true;
    for (uint32_t i = book->chapter_start[chapter]; i < book->chapter_start[chapter + 1]; i++) {
        const struct rule_span *span = &book->spans[i];
        if (span->low > code.high)
            break;
        if (span->high < code.low)
            continue;
        if (out->count == MOST_SPANS)
            return false;
        out->of[out->count++] = i;
    }
    return true;
}

void rulebook_select_among(const struct usmca_rulebook *book, const struct code_spans *spans,
                           struct hs_code code, date day, enum rule_kind kind, struct rule_matches *out) {
    out->count = 0;
    for (uint32_t i = 0; i < spans->count; i++)
        take(book, &book->spans[spans->of[i]], code, day, kind, out);
}

void rulebook_select_for(const struct usmca_rulebook *book, struct hs_code code, date day, enum use use,
                         struct rule_matches *out) {
    struct rule_matches all;
    rulebook_select(book, code, day, RULE_OF_GOODS, &all);
    out->count = 0;
    for (uint32_t i = 0; i < all.count; i++) {
        const struct rule *rule = all.rules[i].rule;
        if (!rule_is_for(rule, use))
            continue;
        out->rules[out->count++] = all.rules[i];
        if (all.rules[i].membership == HS_INSIDE && rule->when.fact == NULL && rule->importing == 0 &&
            rule->exporting == 0)
            return;
    }
}
