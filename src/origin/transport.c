#include "origin/transport.h"

#include "rulebook/sentence.h"

/* ---- U.R. 10(3) ---- */

static enum result exception_holds(const struct origin_context *context,
                                   const struct transport_exception *exception, struct hs_code code) {
    enum hs_membership membership = hs_set_holds(exception->goods.set, code);
    if (membership == HS_OUTSIDE)
        return RESULT_FAIL;
    enum result holds = membership == HS_INSIDE ? RESULT_PASS : RESULT_UNKNOWN;
    holds = result_and(holds, condition_of_good(context, NULL, exception->when));
    if (exception->except_when.fact != NULL)
        holds = result_and(holds, result_not(condition_of_good(context, NULL, exception->except_when)));
    return result_and(holds, result_not(condition_of_good(context, NULL, exception->unless)));
}

static enum result code_excepted(const struct origin_context *context, struct hs_code code,
                                 const struct transport_exception **by) {
    const struct general *general = &context->book->general;
    enum result best = RESULT_FAIL;
    for (uint32_t i = 0; i < general->transport_exception_count; i++) {
        enum result one = exception_holds(context, &general->transport_exceptions[i], code);
        if (one > best)
            *by = &general->transport_exceptions[i];
        best = result_or(best, one);
    }
    return best;
}

/* By the code as it was given where the edition of the exceptions has it; else with each of its counterparts
 * there. */
static enum result excepted(const struct origin_context *context, const struct transport_exception **by) {
    const struct general *general = &context->book->general;
    struct hs_code given = context->good->hs;
    uint32_t count = 0;
    if (general->transport_exception_count == 0)
        return RESULT_FAIL;
    enum hs_edition edition = general->transport_exceptions[0].goods.edition;
    if (hs_exists(context->book->editions, edition, given))
        return code_excepted(context, given, by);
    const uint32_t *numbers =
        hs_counterparts(context->book->editions, context->setting->edition, edition, given, &count);
    enum result result = RESULT_FAIL;
    for (uint32_t i = 0; i < count; i++) {
        enum result one = code_excepted(context, hs_code_subheading(numbers[i]), by);
        result = i == 0 || one == result ? one : RESULT_UNKNOWN;
    }
    return result;
}

/* ---- the answer ---- */

static void say_unknown(struct origin_context *context, const struct transport_exception *exception) {
    if (condition_of_good(context, NULL, exception->when) == RESULT_UNKNOWN)
        FINDING(context, FINDING_FACT_MISSING, SEVERITY_WARNING, NO_TEXT, exception->cite, NULL,
                {"fact", exception->when.fact->key},
                {"question", sentence_question(context->book, exception->when.fact)});
    else
        FINDING(context, FINDING_HS_TOO_SHORT, SEVERITY_WARNING, NO_TEXT, exception->cite, NULL,
                {"hs", context_code(context, context->good->hs)});
}

static enum result keeps(struct origin_context *context, const struct disqualification *one) {
    struct text reason = sentence_description(context->book, one->when.fact);
    const struct transport_exception *exception = NULL;
    enum result barred = condition_of_good(context, NULL, one->when);
    if (barred == RESULT_FAIL)
        return RESULT_PASS;
    enum result result = one->transport ? excepted(context, &exception) : RESULT_FAIL;
    if (barred == RESULT_UNKNOWN)
        return result_or(result, RESULT_UNKNOWN); /* declared in a way that says neither, and told as such */
    if (result == RESULT_PASS)
        FINDING(context, FINDING_TRANSPORT_EXCEPTED, SEVERITY_INFO, NO_TEXT, exception->cite, NULL,
                {"reason", reason});
    else if (result == RESULT_UNKNOWN)
        say_unknown(context, exception);
    else
        FINDING(context, FINDING_DISQUALIFIED, SEVERITY_VIOLATION, NO_TEXT, one->cite, NULL,
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
