#include "report/results.h"

#include <strings.h>

#include "report/json_read.h"

#include "origin/determination.h"
#include "rulebook/named.h"

const char *results_string(const json_t *object, const char *key) {
    const char *value = json_string_value(json_object_get(object, key));
    return value != NULL ? value : "";
}

bool results_passed(const char *member) {
    return strncasecmp(member, "x_", 2) == 0;
}

bool results_decimal(const json_t *object, const char *key, decimal *value) {
    struct text text = text_from(results_string(object, key));
    return text.length > 0 && decimal_parse(value, text, (struct decimal_format){.point = '.'}) == DECIMAL_OK;
}

/* Where credit leaves nothing to be reached, `required` is null. */
bool results_required(const json_t *content, decimal *required) {
    decimal asked = 0;
    decimal credit = 0;
    return results_decimal(content, "required", required) ||
           (results_decimal(content, "asked", &asked) && results_decimal(content, "credit", &credit) &&
            decimal_subtract(required, asked, credit));
}

bool results_margin(const json_t *content, decimal *margin) {
    decimal percent = 0;
    decimal required = 0;
    return results_decimal(content, "percent", &percent) && results_required(content, &required) &&
           decimal_subtract(margin, percent, required);
}

/* Whether an alternative of that id is met and asks for a regional value content. */
static bool met_by_content(const json_t *good, const char *id) {
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(json_object_get(good, "alternatives"), index, one) {
        size_t place = 0;
        const json_t *test = NULL;
        if (strcmp(results_string(one, "id"), id) != 0 || strcmp(results_string(one, "result"), "pass") != 0)
            continue;
        json_array_foreach(json_object_get(one, "tests"), place, test) {
            if (strcmp(results_string(test, "kind"), "rvc") == 0 && results_string(test, "method")[0] != '\0')
                return true;
        }
    }
    return false;
}

static bool rests_on_content(const json_t *good) {
    const char *criterion = results_string(good, "criterion");
    const json_t *rule = json_object_get(good, "rule");
    const char *alternative = results_string(rule, "alternative"); /* that of a rule with one has no name */
    return strcmp(criterion, "D") == 0 ||
           (strcmp(criterion, "B") == 0 && json_is_object(rule) && met_by_content(good, alternative));
}

const char *results_content(const json_t *good, decimal *margin) {
    static const char *const KEYS[METHODS] = {[METHOD_TRANSACTION_VALUE] = "tv", [METHOD_NET_COST] = "nc"};
    const json_t *rvc = json_object_get(good, "rvc");
    bool originating = strcmp(results_string(good, "status"), "originating") == 0;
    const char *best = NULL;
    int result = -1;
    if (originating && !rests_on_content(good))
        return NULL;
    for (int method = 0; method < METHODS; method++) {
        const json_t *content = json_object_get(rvc, KEYS[method]);
        int one = results_word(results_string(content, "result"), RESULT_WORDS, RESULT_PASS + 1);
        decimal points = 0;
        if (!results_margin(content, &points) || (originating && one != RESULT_PASS))
            continue;
        if (best == NULL || one > result || (one == result && points > *margin)) {
            best = KEYS[method];
            result = one;
            *margin = points;
        }
    }
    return best;
}

int results_word(const char *word, const char *const *words, int count) {
    for (int i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    return -1;
}

bool results_finding_asks(const json_t *finding) {
    const int code = results_word(results_string(finding, "code"), FINDING_WORDS, FINDING_CODES);
    return code >= 0 && finding_asks((enum finding_code)code);
}

const json_t *results_worst_finding(const json_t *good, enum severity least, size_t *count) {
    int status = results_word(results_string(good, "status"), STATUS_WORDS, STATUSES);
    const json_t *worst = NULL;
    const json_t *finding = NULL;
    int most = -1;
    size_t index = 0;
    *count = 0;
    json_array_foreach(json_object_get(good, "findings"), index, finding) {
        int severity = results_word(results_string(finding, "severity"), SEVERITY_WORDS, SEVERITIES);
        int code = results_word(results_string(finding, "code"), FINDING_WORDS, FINDING_CODES);
        if (severity < (int)least)
            continue;
        *count += 1;
        int weight = code < 0
                         ? FINDING_SEVERITY_WEIGHT * severity
                         : finding_weight((enum finding_code)code, (enum severity)severity,
                                          status == STATUS_NON_ORIGINATING, status == STATUS_UNDETERMINED);
        if (weight > most) {
            most = weight;
            worst = finding;
        }
    }
    return worst;
}

static bool is_result(const json_t *object) {
    return json_is_object(object) &&
           results_word(results_string(object, "status"), STATUS_WORDS, STATUSES) >= 0;
}

static usmca_status not_json(const struct results_source *source, size_t line, const json_error_t *problem,
                             usmca_error *error) {
    /* Jansson does not always say that it found no memory: a string that is cut is an invalid token to it */
    if (json_error_code(problem) == json_error_out_of_memory || problem->text[0] == '\0')
        return error_memory(error);
    return error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)line,
                     (unsigned)(problem->column > 0 ? problem->column : 1), "not JSON: %s", problem->text);
}

static usmca_status take_line(const struct results_source *source, struct text text, size_t line,
                              results_take take, void *context, size_t *count, usmca_error *error) {
    json_error_t problem = {.column = 1};
    json_t *object = NULL;
    usmca_status status = USMCA_OK;
    if (!json_read(&object, text, JSON_REJECT_DUPLICATES, &problem))
        status = error_memory(error);
    else if (object == NULL)
        status = not_json(source, line, &problem, error);
    else if (!is_result(object))
        status = error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)line, 1,
                           "not a result of usmca check");
    else
        status = take(context, object, ++*count, error);
    json_decref(object);
    return status;
}

static usmca_status each(const struct results_source *source, results_take take, void *context, size_t *count,
                         usmca_error *error) {
    *count = 0;
    for (size_t line = 1;; line++) {
        struct text text = {NULL, 0};
        usmca_status status = source->read_line(source->context, &text, error);
        if (status != USMCA_OK || text.data == NULL)
            return status;
        if (text_trim(text).length > 0)
            status = take_line(source, text, line, take, context, count, error);
        if (status != USMCA_OK)
            return status;
    }
}

usmca_status results_each(const struct results_source *source, results_take take, void *context,
                          size_t *count, usmca_error *error) {
    usmca_status status = each(source, take, context, count, error);
    if (status == USMCA_OK && *count == 0)
        status = error_set(error, USMCA_ERROR_INPUT, source->path, 1, 1,
                           "there are no results in it: usmca check --format json writes them");
    return status;
}

static usmca_status changed(const struct results_source *source, usmca_error *error) {
    return error_set(error, USMCA_ERROR_IO, source->path, 0, 0, "the results changed while they were read");
}

usmca_status results_again(const struct results_source *source, results_take take, void *context,
                           size_t count, usmca_error *error) {
    size_t found = 0;
    usmca_status status = source->again(source->context, error);
    if (status == USMCA_OK)
        status = each(source, take, context, &found, error);
    return status == USMCA_OK && found != count ? changed(source, error) : status;
}

usmca_status results_at(const struct results_source *source, uint64_t place, json_t **good,
                        usmca_error *error) {
    json_error_t problem = {.column = 1};
    struct text text = {NULL, 0};
    *good = NULL;
    usmca_status status = source->seek(source->context, place, error);
    if (status == USMCA_OK)
        status = source->read_line(source->context, &text, error);
    if (status != USMCA_OK)
        return status;
    json_t *object = NULL;
    if (!json_read(&object, text, JSON_REJECT_DUPLICATES, &problem))
        return error_memory(error);
    if (object != NULL && is_result(object)) {
        *good = object;
        return USMCA_OK;
    }
    json_decref(object);
    return changed(source, error);
}

const char *results_pile_message(const char *pile, const char *status, bool reason_given) {
    static const char *const DO_NOT_SIGN[STATUSES] = {
        [STATUS_NON_ORIGINATING] = "report.pile.do-not-sign.non-originating",
        [STATUS_UNDETERMINED] = "report.pile.do-not-sign.undetermined",
        [STATUS_ORIGINATING] = "report.pile.do-not-sign.originating"};
    static const char *const OTHERS[PILES] = {[PILE_DO_NOT_SIGN] = "report.pile.do-not-sign",
                                              [PILE_PAPER_FIRST] = "report.pile.paper-first",
                                              [PILE_PAPER_MISSING] = "report.pile.paper-missing",
                                              [PILE_SIGN] = "report.pile.sign"};
    int of_pile = results_word(pile, PILE_WORDS, PILES);
    int of_status = results_word(status, STATUS_WORDS, STATUSES);
    if (of_pile < 0)
        return NULL;
    bool told = of_pile == PILE_DO_NOT_SIGN && of_status >= 0 && DO_NOT_SIGN[of_status] != NULL &&
                (of_status != STATUS_ORIGINATING || reason_given);
    return told ? DO_NOT_SIGN[of_status] : OTHERS[of_pile];
}

struct text results_code(char room[HS_TEXT_SIZE], struct text digits) {
    struct hs_code code;
    return hs_code_parse(&code, digits) ? hs_text(room, code) : digits;
}

struct text results_rule_cite(const struct usmca_rulebook *book, const json_t *good) {
    const char *cite = results_string(json_object_get(good, "rule"), "cite");
    const struct rule *read = rule_named(book, text_from(results_string(good, "rule_read")));
    return cite[0] != '\0' ? text_from(cite) : read != NULL ? read->cite : (struct text){NULL, 0};
}

/* Whether the lines that an alternative says do not make its change are those whose `shift` says so. */
static bool tells_change(const json_t *alternative, const json_t *materials) {
    size_t i;
    size_t k;
    json_t *test;
    json_t *line;
    json_t *material;
    json_array_foreach(json_object_get(alternative, "tests"), i, test) {
        const json_t *lines = json_object_get(test, "lines");
        const char *kind = results_string(test, "kind");
        const bool asks = strcmp(kind, "tariff-shift") == 0;
        size_t told = 0;
        size_t failed = 0;
        size_t named = 0;
        if (!asks && strcmp(kind, "no-change") != 0)
            continue;
        json_array_foreach(materials, k, material) {
            const char *shift = results_string(material, "shift");
            const bool fails = strcmp(shift, "fail") == 0;
            size_t at;
            told += shift[0] != '\0';
            failed += fails;
            json_array_foreach(lines, at, line) {
                const char *name = json_string_value(line);
                named += fails && name != NULL && strcmp(name, results_string(material, "line")) == 0;
            }
        }
        return asks == (told > 0) && failed == named && failed == json_array_size(lines);
    }
    return false;
}

struct text results_change_of(const json_t *good) {
    const json_t *alternatives = json_object_get(good, "alternatives");
    const char *qualifying = results_string(json_object_get(good, "rule"), "alternative");
    size_t i;
    json_t *one;
    if (json_array_size(alternatives) < 2)
        return NO_TEXT;
    if (qualifying[0] != '\0')
        return text_from(qualifying);
    json_array_foreach(alternatives, i, one) {
        if (tells_change(one, json_object_get(good, "materials")))
            return text_from(results_string(one, "id"));
    }
    return NO_TEXT;
}
