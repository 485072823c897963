#include "origin/transport.h"

#include "origin/tariff_items.h"
#include "rulebook/sentence.h"

/* ---- U.R. 10(3) ---- */

/* By the code as it was given where the edition of the exceptions has it: the notes of GN 11(o), in an older
 * one, name the same. */
static enum result names_good(const struct origin_context *context, const struct scope *goods) {
    const struct hs_lineage *lineage = context->codes.lineage;
    if (lineage == NULL)
        return RESULT_UNKNOWN;
    struct hs_code given =
        hs_lineage_code(context->book->editions, lineage, context->codes.edition, context->codes.hs);
    if (!hs_exists(context->book->editions, goods->edition, given))
        return scope_holds_good(context, goods, context->codes.code);
    enum hs_membership held = hs_set_holds(goods->set, given);
    return held == HS_INSIDE ? RESULT_PASS : held == HS_OUTSIDE ? RESULT_FAIL : RESULT_UNKNOWN;
}

static enum result exception_holds(const struct origin_context *context,
                                   const struct transport_exception *exception) {
    enum result holds = names_good(context, &exception->goods);
    if (holds == RESULT_FAIL)
        return RESULT_FAIL;
    holds = result_and(holds, condition_of_good(context, NULL, exception->when));
    if (exception->except_when.fact != NULL)
        holds = result_and(holds, result_not(condition_of_good(context, NULL, exception->except_when)));
    return result_and(holds, result_not(condition_of_good(context, NULL, exception->unless)));
}

static enum result excepted(const struct origin_context *context, const struct transport_exception **by) {
    const struct general *general = &context->book->general;
    enum result best = RESULT_FAIL;
    for (uint32_t i = 0; i < general->transport_exception_count; i++) {
        enum result one = exception_holds(context, &general->transport_exceptions[i]);
        if (one > best)
            *by = &general->transport_exceptions[i];
        best = result_or(best, one);
    }
    return best;
}

/* ---- the answer ---- */

static bool ask(struct origin_context *context, const struct transport_exception *exception,
                struct condition condition) {
    if (condition.fact == NULL || condition_of_good(context, NULL, condition) != RESULT_UNKNOWN)
        return false;
    FINDING(context, FINDING_FACT_MISSING, NO_TEXT, exception->cite, NULL, {"fact", condition.fact->key},
            {"question", sentence_question(context->book, condition.fact)});
    return true;
}

static void say_unknown(struct origin_context *context, const struct transport_exception *exception) {
    if (!ask(context, exception, exception->when) && !ask(context, exception, exception->except_when))
        tariff_items_tell_good(context, exception->cite);
}

static enum result keeps(struct origin_context *context, const struct disqualification *one) {
    const struct transport_exception *exception = NULL;
    enum result barred = condition_of_good(context, NULL, one->when);
    if (barred == RESULT_FAIL)
        return RESULT_PASS;
    enum result result = one->transport ? excepted(context, &exception) : RESULT_FAIL;
    if (barred == RESULT_UNKNOWN)
        return result_or(result, RESULT_UNKNOWN); /* declared in a way that says neither, and told as such */
    struct text reason = sentence_description(context->book, one->when.fact);
    if (result == RESULT_PASS)
        FINDING(context, FINDING_TRANSPORT_EXCEPTED, NO_TEXT, exception->cite, NULL, {"reason", reason});
    else if (result == RESULT_UNKNOWN)
        say_unknown(context, exception);
    else
        FINDING_AS(context, FINDING_DISQUALIFIED, SEVERITY_VIOLATION, NO_TEXT, one->cite, NULL,
                   {"reason", reason});
    return result;
}

enum result transport_keeps_status(struct origin_context *context) {
    const struct general *general = &context->book->general;
    enum result result = RESULT_PASS;
    for (uint32_t i = 0; i < general->disqualification_count && result != RESULT_FAIL; i++)
        result = result_and(result, keeps(context, &general->disqualifications[i]));
    return result;
}
