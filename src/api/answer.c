#include <stdlib.h>

#include "api/call.h"
#include "base/buffer.h"
#include "report/facts_json.h"
#include "report/rule_json.h"
#include "rulebook/model.h"

/* What the rule book says of a code, as one JSON object. */

struct usmca_answer {
    struct buffer json;
};

typedef void (*put_answer)(struct buffer *out, const struct lookup *lookup);

static usmca_status ask(struct lookup *lookup, const char *code, const char *day, const char *use,
                        const char *edition, usmca_error *error) {
    if (code == NULL || !lookup_code(&lookup->given, text_from(code)))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                         "%s is not an HS code of 4, 6, 8 or 10 digits", code != NULL ? code : "NULL");
    lookup->use = use_named(use);
    if (use != NULL && lookup->use == USE_NONE)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is no use", use);
    if (edition != NULL && !hs_edition_named(&lookup->edition, text_from(edition)))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is not 2012, 2017 or 2022", edition);
    usmca_status status = call_day(&lookup->date, day, error);
    return status == USMCA_OK ? lookup_map(lookup, edition != NULL, error) : status;
}

static usmca_status answer(usmca_answer **out, const usmca_rulebook *rulebook, const char *code,
                           const char *day, const char *use, const char *edition, put_answer put,
                           usmca_error *error) {
    struct lookup lookup = {.book = rulebook};
    if (out == NULL || rulebook == NULL)
        return call_missing(out == NULL ? "out" : "rulebook", error);
    usmca_answer *made = calloc(1, sizeof *made);
    if (made == NULL)
        return error_memory(error);
    usmca_status status = ask(&lookup, code, day, use, edition, error);
    if (status == USMCA_OK) {
        put(&made->json, &lookup);
        if (made->json.length > 0)
            made->json.data[--made->json.length] = '\0'; /* the end of the line */
        status = made->json.failed || made->json.length == 0 ? error_memory(error) : USMCA_OK;
    }
    free(lookup.codes);
    if (status == USMCA_OK)
        *out = made;
    else
        usmca_answer_free(made);
    return status;
}

USMCA_API usmca_status usmca_answer_rule(usmca_answer **out, const usmca_rulebook *rulebook, const char *code,
                                         const char *day, const char *use, const char *edition,
                                         usmca_error *error) {
    return answer(out, rulebook, code, day, use, edition, rule_json, error);
}

USMCA_API usmca_status usmca_answer_facts(usmca_answer **out, const usmca_rulebook *rulebook,
                                          const char *code, const char *day, const char *use,
                                          const char *edition, usmca_error *error) {
    return answer(out, rulebook, code, day, use, edition, facts_json, error);
}

USMCA_API const char *usmca_answer_json(const usmca_answer *answer, size_t *length) {
    if (length != NULL)
        *length = answer != NULL ? answer->json.length : 0;
    return answer != NULL ? answer->json.data : NULL;
}

USMCA_API void usmca_answer_free(usmca_answer *answer) {
    if (answer == NULL)
        return;
    buffer_free(&answer->json);
    free(answer);
}
