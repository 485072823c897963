#include "report/contradiction.h"

#include <string.h>

#include "origin/determination.h"
#include "report/results.h"

static bool is_word(const json_t *object, const char *key, const char *word) {
    return strcmp(results_string(object, key), word) == 0;
}

static bool same_word(const json_t *a, const char *key_a, const json_t *b, const char *key_b) {
    return is_word(a, key_a, results_string(b, key_b));
}

/* ---- that it originates ---- */

static bool falls_short(const json_t *test) {
    decimal percent = 0;
    decimal required = 0;
    return is_word(test, "kind", REQUIREMENT_WORDS[REQUIRE_RVC]) &&
           results_decimal(test, "percent", &percent) && results_decimal(test, "required", &required) &&
           percent < required;
}

static bool is_met(const json_t *alternative) {
    const json_t *test = NULL;
    size_t index = 0;
    if (!is_word(alternative, "result", RESULT_WORDS[RESULT_PASS]))
        return false;
    json_array_foreach(json_object_get(alternative, "tests"), index, test) {
        if (!is_word(test, "result", RESULT_WORDS[RESULT_PASS]) || falls_short(test))
            return false;
    }
    return true;
}

/* By a rule for its code: the alternative that it qualifies by. What another rule asks for, that of a set or
 * of a process, does not stand among the alternatives. */
static bool is_met_by_rule(const json_t *good, const json_t *rule) {
    const json_t *alternatives = json_object_get(good, "alternatives");
    const json_t *one = NULL;
    size_t index = 0;
    if (!json_is_array(alternatives) || !same_word(rule, "id", good, "rule_read"))
        return true;
    json_array_foreach(alternatives, index, one) {
        if (same_word(one, "id", rule, "alternative") && is_met(one))
            return true;
    }
    return false;
}

static bool has_foreign_material(const json_t *good) {
    const json_t *material = NULL;
    size_t index = 0;
    json_array_foreach(json_object_get(good, "materials"), index, material) {
        if (!is_word(material, "origin", STATUS_WORDS[STATUS_ORIGINATING]))
            return true;
    }
    return false;
}

static bool cannot_originate(const json_t *good) {
    const json_t *rule = json_object_get(good, "rule");
    const json_t *open = json_object_get(good, "undetermined");
    if (open != NULL && !json_is_null(open))
        return true;
    if (is_word(good, "criterion", "B"))
        return rule != NULL && !is_met_by_rule(good, rule);
    return (is_word(good, "criterion", "A") || is_word(good, "criterion", "C")) && has_foreign_material(good);
}

/* ---- that it may be signed for ---- */

/* Contract, section 4: what a violation that is not about a paper leaves. */
static bool is_violated(const json_t *good) {
    const json_t *finding = NULL;
    size_t index = 0;
    json_array_foreach(json_object_get(good, "findings"), index, finding) {
        int code = results_word(results_string(finding, "code"), FINDING_WORDS, FINDING_CODES);
        if (is_word(finding, "severity", SEVERITY_WORDS[SEVERITY_VIOLATION]) && code >= 0 &&
            !finding_on_paper((enum finding_code)code))
            return true;
    }
    return false;
}

static bool is_on_pile(const json_t *evidence, enum pile pile) {
    return is_word(evidence, "pile", PILE_WORDS[pile]);
}

static bool cannot_be_signed(const json_t *good, const json_t *evidence) {
    const json_t *paper = NULL;
    size_t index = 0;
    if (!is_on_pile(evidence, PILE_SIGN) && !is_on_pile(evidence, PILE_PAPER_MISSING))
        return false;
    json_array_foreach(json_object_get(evidence, "documents"), index, paper) {
        if (json_is_true(json_object_get(paper, "decides")) ||
            (is_on_pile(evidence, PILE_SIGN) && !is_word(paper, "state", PAPER_STATE_WORDS[PAPER_IN_ORDER])))
            return true;
    }
    return is_violated(good);
}

bool result_contradicts_itself(const json_t *good) {
    const json_t *evidence = json_object_get(good, "evidence");
    if (!is_word(good, "status", STATUS_WORDS[STATUS_ORIGINATING]))
        return !is_on_pile(evidence, PILE_DO_NOT_SIGN) && evidence != NULL;
    return cannot_originate(good) || cannot_be_signed(good, evidence);
}
