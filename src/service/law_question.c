#include "service/law_question.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "report/facts_json.h"
#include "report/json_value.h"
#include "report/rule_json.h"
#include "service/json_exact.h"

static const char *const MEMBERS[] = {"code", "date", "use", "hs_edition", "lang", NULL};

/* ---- a code ---- */

static usmca_status read_code(struct service_question *question, struct hs_code *code, enum hs_level least,
                              const struct service *service, const json_t *asked, usmca_error *error) {
    char room[QUESTION_WORD_SIZE];
    const char *word = NULL;
    usmca_status status = question_members(asked, MEMBERS, error);
    if (status == USMCA_OK)
        status = question_read(question, service, asked, error);
    if (status == USMCA_OK && !json_is_string(json_object_get(asked, "code")))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "code is needed: a string of digits");
    if (status == USMCA_OK)
        status = question_word(asked, "code", room, &word, error);
    if (status == USMCA_OK && (word == NULL || !hs_code_parse(code, text_from(word)) || code->digits < least))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "code %s is no HS code of %d to 10 digits",
                         word != NULL ? word : "", least);
    return status;
}

static usmca_status look_up(struct buffer *out, const struct service *service, const json_t *asked,
                            void (*put)(struct buffer *, const struct lookup *), usmca_error *error) {
    struct service_question question;
    struct lookup lookup = {0};
    usmca_status status = read_code(&question, &lookup.given, HS_HEADING, service, asked, error);
    if (status != USMCA_OK)
        return status;
    lookup.book = question.book;
    lookup.date = question.setting.date;
    lookup.use = question.setting.default_use;
    if (question.edition_stated)
        lookup.edition = (enum hs_edition)(question.setting.edition - 1);
    status = lookup_map(&lookup, question.edition_stated, error);
    if (status == USMCA_OK) {
        put(out, &lookup);
        out->length -= out->length > 0; /* the end of the line */
        status = out->failed ? error_memory(error) : USMCA_OK;
    }
    free(lookup.codes);
    return status;
}

usmca_status law_rule(struct buffer *out, const struct service *service, const json_t *asked,
                      usmca_error *error) {
    return look_up(out, service, asked, rule_json, error);
}

usmca_status law_facts(struct buffer *out, const struct service *service, const json_t *asked,
                       usmca_error *error) {
    return look_up(out, service, asked, facts_json, error);
}

/* ---- codes ---- */

static void put_code(struct buffer *out, uint32_t subheading) {
    char room[HS_TEXT_SIZE];
    json_put_string(out, (struct text){room, hs_print_dotted(room, subheading * 100, HS_SUBHEADING)});
}

/* What a subheading is in each edition, each once. */
static void put_counterparts(struct buffer *out, const struct hs_editions *editions, enum hs_edition from,
                             uint32_t subheading) {
    uint32_t count = 0;
    const struct hs_lineage *lineages = hs_lineages(editions, from, hs_code_subheading(subheading), &count);
    JSON_LITERAL(out, "{\"code\":");
    put_code(out, subheading);
    JSON_LITERAL(out, ",\"in\":{");
    for (int to = 0; to < HS_EDITIONS; to++) {
        uint32_t last = 0;
        buffer_string(out, to > 0 ? "," : "");
        json_put_word(out, hs_edition_name((enum hs_edition)to));
        JSON_LITERAL(out, ":[");
        for (uint32_t i = 0; i < count; i++) {
            uint32_t other = lineages[i].in[to];
            bool known = other == 0 || other == last;
            for (uint32_t k = 0; k < i && !known; k++)
                known = lineages[k].in[to] == other;
            if (known)
                continue;
            buffer_string(out, last != 0 ? "," : "");
            put_code(out, other);
            last = other;
        }
        buffer_char(out, ']');
    }
    JSON_LITERAL(out, "}}");
}

usmca_status law_codes(struct buffer *out, const struct service *service, const json_t *asked,
                       usmca_error *error) {
    struct service_question question;
    struct hs_code code = {0};
    usmca_status status = read_code(&question, &code, HS_CHAPTER, service, asked, error);
    if (status != USMCA_OK)
        return status;
    const struct hs_editions *editions = question.book->editions;
    const enum hs_edition edition = question.edition_stated ? (enum hs_edition)(question.setting.edition - 1)
                                                            : hs_edition_on(editions, question.setting.date);
    uint32_t count = 0;
    const uint32_t *subheadings = hs_subheadings(editions, edition, &count);
    bool first = true;
    JSON_LITERAL(out, "{\"hs_edition\":");
    json_put_word(out, hs_edition_name(edition));
    JSON_LITERAL(out, ",\"rules_edition\":");
    json_put_word(out, hs_edition_name(question.book->edition));
    JSON_LITERAL(out, ",\"codes\":[");
    for (uint32_t i = 0; i < count; i++) {
        if (subheadings[i] < code.low / 100 || subheadings[i] > code.high / 100)
            continue;
        buffer_string(out, first ? "" : ",");
        put_counterparts(out, editions, edition, subheadings[i]);
        first = false;
    }
    JSON_LITERAL(out, "]}");
    return out->failed ? error_memory(error) : USMCA_OK;
}
