#include "claims/review.h"

const char *const CLAIM_VERDICT_WORDS[CLAIM_VERDICTS] = {
    "no-ground", "not-known",   "papers-lacking",          "requirement-broken",
    "in-order",  "recoverable", "recoverable-with-papers", "lapsed",
    "open",      "none"};

usmca_status claim_overflow(const struct claim_line *line, usmca_error *error) {
    return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0,
                     "the arithmetic does not fit: a figure of entry %.*s is too large",
                     (int)line->entry->entry.length, line->entry->entry.data);
}

static const char *const FOUND_WORDS[] = {[ANSWER_FOUND] = "",
                                          [ANSWER_ABSENT] = "absent",
                                          [ANSWER_OTHER_DAY] = "other-day",
                                          [ANSWER_OTHER_COUNTRY] = "other-country",
                                          [ANSWER_COUNTRY_UNSAID] = "country-unsaid",
                                          [ANSWER_TWICE] = "twice"};

/* What the answer is, in a word; NULL where it originates and may be signed for. An answer is of the good by
 * its classification: what was entered under another subheading may have another rule. */
static const char *reason_of(const struct claim_answer *answer, enum answer_found found,
                             struct hs_code entered) {
    if (found != ANSWER_FOUND)
        return FOUND_WORDS[found];
    if (entered.digits > 0 && hs_same_unit(answer->hs, entered, HS_SUBHEADING) == HS_OUTSIDE)
        return "other-code";
    if (answer->status != STATUS_ORIGINATING)
        return STATUS_WORDS[answer->status];
    if (text_is(answer->pile, "sign"))
        return NULL;
    return text_is(answer->pile, "paper-missing") || text_is(answer->pile, "paper-first") ? "papers"
                                                                                          : "do-not-sign";
}

static enum claim_verdict verdict_of_claimed(const char *reason) {
    if (reason == NULL)
        return CLAIM_IN_ORDER;
    if (strcmp(reason, STATUS_WORDS[STATUS_NON_ORIGINATING]) == 0)
        return CLAIM_NO_GROUND;
    if (strcmp(reason, "papers") == 0)
        return CLAIM_PAPERS_LACKING;
    return strcmp(reason, "do-not-sign") == 0 ? CLAIM_BROKEN : CLAIM_NOT_KNOWN;
}

/* 19 CFR 182.31: the good would have qualified when it was imported; 182.32(b)(2): a certification of origin
 * goes with the claim. */
static enum claim_verdict verdict_of_unclaimed(const char *reason, bool past) {
    bool papers = reason != NULL && strcmp(reason, "papers") == 0;
    if (reason == NULL || papers)
        return past ? CLAIM_LAPSED : papers ? CLAIM_RECOVERABLE_WITH_PAPERS : CLAIM_RECOVERABLE;
    return strcmp(reason, STATUS_WORDS[STATUS_NON_ORIGINATING]) == 0 ? CLAIM_NONE : CLAIM_OPEN;
}

static void judge(struct claim_line *line, const struct claims_asked *asked, const struct entry_row *entry) {
    *line = (struct claim_line){.entry = entry, .code = entry->hs, .complete = true};
    line->import_country = entry->import_country.length > 0 ? entry->import_country : asked->import_country;
    const struct answer_key key = {entry->good_id, line->import_country, entry->date, asked->any_day};
    enum answer_found found = answers_find(asked->answers, &key, &line->answer);
    const char *reason = reason_of(line->answer, found, entry->hs);
    line->currency = entry->currency.length > 0 ? entry->currency : asked->currency;
    if (line->code.digits == 0 && line->answer != NULL)
        line->code = line->answer->hs;
    line->reason = reason != NULL ? reason : STATUS_WORDS[STATUS_ORIGINATING];
    if (entry->claimed == YES) {
        line->verdict = verdict_of_claimed(reason);
        return;
    }
    date last = claim_last_day(&asked->limits, line->import_country, entry->date);
    line->verdict = verdict_of_unclaimed(reason, last != 0 && last < asked->on);
    line->last_day = line->verdict != CLAIM_NONE ? last : 0;
}

/* What was not claimed and could not be bears fees of its entry all the same; nothing more is told of it. */
static bool reckoned(enum claim_verdict verdict) {
    return claim_matters(verdict) || verdict == CLAIM_NONE;
}

static void clear_unneeded(struct claims_review *review) {
    for (size_t i = 0; i < review->asked->entry_count; i++) {
        struct claim_line *line = &review->lines[i];
        if (!claim_matters(line->verdict)) {
            line->part_count = 0;
            line->amount = 0;
            line->complete = true;
        }
    }
}

usmca_status claims_review(struct claims_review *out, const struct claims_asked *asked, struct arena *arena,
                           usmca_error *error) {
    *out = (struct claims_review){.asked = asked, .arena = arena};
    out->lines = ARENA_ARRAY(arena, struct claim_line, asked->entry_count + 1);
    if (out->lines == NULL)
        return error_memory(error);
    for (size_t i = 0; i < asked->entry_count; i++) {
        judge(&out->lines[i], asked, &asked->entries[i]);
        if (reckoned(out->lines[i].verdict) && !claim_worth(out, &out->lines[i]))
            return arena->failed ? error_memory(error) : claim_overflow(&out->lines[i], error);
    }
    usmca_status status = claim_fees(out, error);
    clear_unneeded(out);
    return status == USMCA_OK ? claim_totals(out, error) : status;
}
