#include "base/date.h"
#include "binder/parts.h"
#include "rulebook/named.h"
#include "rulebook/sentence.h"

static enum pdf_tone tone_of(const char *result) {
    return strcmp(result, "pass") == 0 ? PDF_GOOD : strcmp(result, "fail") == 0 ? PDF_BAD : PDF_OPEN;
}

/* ---- the rule in words ---- */

static void put_sentence(struct binder *binder, const json_t *good, const json_t *one) {
    const char *id = results_string(one, "rule");
    const struct rule *rule =
        rule_named(binder->book, text_from(id[0] != '\0' ? id : results_string(good, "rule_read")));
    date day = 0;
    if (rule == NULL || !date_parse_iso(&day, binder_value(good, "date")))
        return;
    for (uint32_t i = 0; i < rule->alternative_count; i++) {
        const struct alternative *alternative = &rule->alternatives[i];
        struct buffer words = {0};
        if (!text_is(alternative->id, results_string(one, "id")))
            continue;
        sentence_alternative(&words, binder->book, rule, alternative,
                             reading_named(alternative->dispute, binder_value(one, "reading")), day);
        pdf_paragraph(binder->pdf, PDF_BODY, buffer_keep(&words, &binder->arena));
    }
}

/* ---- what was found of it ---- */

static struct text lines_of(struct binder *binder, const json_t *lines) {
    size_t count = json_array_size(lines);
    if (count == 0)
        return TEXT("");
    return BINDER_SAY(binder, count > 1 ? "report.lines.many" : "report.lines",
                      {"lines", binder_list(binder, lines)});
}

static void put_test(struct binder *binder, const json_t *test) {
    const char *kind = results_string(test, "kind");
    const char *result = results_string(test, "result");
    const char *name = strcmp(kind, "rvc") == 0            ? "report.rvc"
                       : strcmp(kind, "weight-share") == 0 ? "report.weight"
                       : strcmp(kind, "weight-limit") == 0 ? "report.weight"
                       : strcmp(kind, "materials") == 0    ? "report.each-material"
                       : strcmp(kind, "process") == 0      ? "report.process"
                                                           : "report.shift";
    struct text said =
        binder_labelled(binder, binder_say(binder, name), binder_word(binder, "result", result));
    said = binder_joined(binder, said, " – ", binder_value(test, "why"));
    said = binder_listed(binder, said, lines_of(binder, json_object_get(test, "lines")));
    if (results_string(test, "percent")[0] != '\0') {
        said = binder_listed(binder, said,
                             BINDER_SAY(binder, "percent", {"number", binder_value(test, "percent")}));
        said =
            binder_joined(binder, said, ", ",
                          BINDER_SAY(binder, "html.required", {"required", binder_value(test, "required")}));
    }
    pdf_bullet(binder->pdf, tone_of(result), said);
}

/* The alternative that it qualifies by, and else every one. */
static bool is_read(const json_t *good, const json_t *one) {
    const json_t *rule = json_object_get(good, "rule");
    const char *own = results_string(one, "rule");
    const char *of = own[0] != '\0' ? own : results_string(good, "rule_read");
    return json_is_object(rule) && strcmp(of, results_string(rule, "id")) == 0 &&
           strcmp(results_string(one, "id"), results_string(rule, "alternative")) == 0;
}

static void put_alternative(struct binder *binder, const json_t *good, const json_t *one) {
    const char *result = results_string(one, "result");
    struct text name = binder_value(one, "id");
    size_t index = 0;
    const json_t *test = NULL;
    name = name.length > 0 ? BINDER_SAY(binder, "html.alternative", {"id", name}) : TEXT("");
    name = binder_labelled(binder, name, binder_word(binder, "result", result));
    if (is_read(good, one))
        name = binder_joined(binder, name, " – ", binder_say(binder, "binder.qualifies"));
    pdf_toned(binder->pdf, PDF_STRONG, tone_of(result), name);
    put_sentence(binder, good, one);
    json_array_foreach(json_object_get(one, "tests"), index, test) {
        put_test(binder, test);
    }
    pdf_space(binder->pdf, 3);
}

void binder_rule(struct binder *binder, const json_t *good) {
    const json_t *alternatives = json_object_get(good, "alternatives");
    const struct rule *read = rule_named(binder->book, binder_value(good, "rule_read"));
    size_t index = 0;
    const json_t *one = NULL;
    if (json_array_size(alternatives) == 0 && read == NULL)
        return;
    binder_section(binder, "binder.rule");
    if (read != NULL)
        pdf_paragraph(binder->pdf, PDF_STRONG, binder_cite(binder, read->cite));
    json_array_foreach(alternatives, index, one) {
        put_alternative(binder, good, one);
    }
}
