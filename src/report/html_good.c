#include <stdio.h>
#include <strings.h>

#include "report/html_page.h"
#include "rulebook/sentence.h"

/* The rule that the result names, where this rule book has it. */
static const struct rule *rule_of(const struct usmca_rulebook *book, const char *id) {
    for (uint32_t i = 0; i < book->rule_count; i++)
        if (text_is(book->rules[i].id, id))
            return &book->rules[i];
    return NULL;
}

/* ---- head ---- */

static void put_pair(struct html_page *page, struct text name, struct text value) {
    if (value.length == 0)
        return;
    html_open(page, "tr", NULL);
    html_element(page, "th", NULL, name);
    html_element(page, "td", NULL, value);
    html_close(page);
}

static void put_head(struct html_page *page, const json_t *good) {
    const char *status = results_string(good, "status");
    char badge[64];
    snprintf(badge, sizeof badge, "badge %.40s", status);
    html_open(page, "div", "head");
    html_open(page, "div", NULL);
    html_element(page, "h2", NULL, html_value(good, "good_id"));
    html_element(page, "p", "muted", html_value(good, "description"));
    html_close(page);
    html_element(page, "span", badge, html_word(page, "status", status));
    html_close(page);
}

/* Columns that the results only pass on. */
static void put_passed(struct html_page *page, const json_t *good) {
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach((json_t *)good, name, value) {
        if (strncasecmp(name, "x_", 2) == 0)
            put_pair(page, text_from(name), html_value(good, name));
    }
}

static void put_facts(struct html_page *page, const json_t *good) {
    const struct rule *read = rule_of(page->book, results_string(good, "rule_read"));
    struct text cite = html_value(json_object_get(good, "rule"), "cite");
    html_open(page, "table", "facts");
    put_pair(page, html_say(page, "report.code"), html_hs(page, good));
    put_pair(page, html_say(page, "html.date"), html_value(good, "date"));
    put_pair(page, html_say(page, "html.currency"), html_value(good, "currency"));
    put_pair(page, html_say(page, "html.criterion"), html_value(good, "criterion"));
    put_pair(page, html_say(page, "html.claimed"), html_value(good, "claimed"));
    put_pair(page, html_say(page, "html.rule"),
             html_cite(page, cite.length == 0 && read != NULL ? read->cite : cite));
    put_passed(page, good);
    html_close(page);
}

/* ---- regional value content ---- */

static bool negative(const char *percent) {
    return percent[0] == '-';
}

static void put_label(struct html_page *page, const char *x, const char *anchor, struct text text) {
    html_open(page, "text", NULL);
    html_attribute(page, "x", x);
    html_attribute(page, "y", "46");
    html_attribute(page, "font-size", "12");
    html_attribute(page, "fill", "#445");
    html_attribute(page, "text-anchor", anchor);
    html_text(page, text);
    html_close(page);
}

static void put_rectangle(struct html_page *page, const char *width, const char *fill) {
    html_open(page, "rect", NULL);
    html_attribute(page, "x", "0");
    html_attribute(page, "y", "6");
    html_attribute(page, "height", "22");
    html_attribute(page, "rx", "3");
    html_attribute(page, "width", width);
    html_attribute(page, "fill", fill);
    html_close(page);
}

/* The content as a bar, and what is required as a line through it. */
static void put_bar(struct html_page *page, const char *percent, const char *required, const char *result) {
    char width[40];
    char at[40];
    const char *fill = strcmp(result, "fail") == 0   ? "#b3261e"
                       : strcmp(result, "pass") == 0 ? "#1a7f4b"
                                                     : "#55708c";
    snprintf(width, sizeof width, "%.30s%%", negative(percent) ? "0" : percent);
    html_open(page, "svg", NULL);
    html_attribute(page, "xmlns", "http://www.w3.org/2000/svg");
    html_attribute(page, "width", "100%");
    html_attribute(page, "height", "52");
    html_attribute(page, "role", "img");
    HTML_SAY(page, "html.local", {"percent", text_from(percent)});
    buffer_char(&page->scratch, '\0');
    html_attribute(page, "aria-label", page->scratch.failed ? "" : page->scratch.data);
    put_rectangle(page, "100%", "#e3e9ef");
    put_rectangle(page, width, fill);
    put_label(page, "0", "start", HTML_SAY(page, "html.local", {"percent", text_from(percent)}));
    if (required[0] != '\0') {
        snprintf(at, sizeof at, "%.30s%%", required);
        html_open(page, "line", NULL);
        html_attribute(page, "x1", at);
        html_attribute(page, "x2", at);
        html_attribute(page, "y1", "0");
        html_attribute(page, "y2", "34");
        html_attribute(page, "stroke", "#1c2430");
        html_attribute(page, "stroke-width", "2");
        html_close(page);
        put_label(page, at, "middle", HTML_SAY(page, "html.required", {"required", text_from(required)}));
    }
    html_close(page);
}

static void put_method(struct html_page *page, const json_t *rvc, const char *key, const char *name,
                       bool averaged) {
    const json_t *figures = json_object_get(rvc, key);
    if (!json_is_object(figures))
        return;
    html_open(page, "p", NULL);
    html_element(page, "b", NULL, html_say(page, name));
    html_text(page, TEXT(": "));
    html_text(page, HTML_SAY(page, averaged ? "html.formula.averaged" : "html.formula",
                             {"base", html_value(figures, "base")}, {"vnm", html_value(figures, "vnm")},
                             {"percent", html_value(figures, "percent")}));
    html_close(page);
    put_bar(page, results_string(figures, "percent"), results_string(figures, "required"),
            results_string(figures, "result"));
}

static void put_rvc(struct html_page *page, const json_t *good) {
    const json_t *rvc = json_object_get(good, "rvc");
    html_element(page, "h3", NULL, html_say(page, "html.rvc"));
    if (!json_is_object(json_object_get(rvc, "tv")) && !json_is_object(json_object_get(rvc, "nc"))) {
        html_element(page, "p", "muted", html_say(page, "html.not-available"));
        return;
    }
    put_method(page, rvc, "tv", "html.tv", false);
    put_method(page, rvc, "nc", "html.nc", json_is_object(json_object_get(good, "average")));
}

/* The sums that net cost is taken from. */
static void put_average(struct html_page *page, const json_t *good) {
    const json_t *average = json_object_get(good, "average");
    const json_t *sums = json_object_get(average, "sums");
    if (!json_is_object(sums) || json_is_object(json_object_get(good, "vehicle")))
        return;
    html_element(page, "p", NULL,
                 HTML_SAY(page, "report.average", {"from", html_value(average, "from")},
                          {"to", html_value(average, "to")}, {"group", html_value(average, "group")},
                          {"units", html_value(sums, "units")}, {"net_cost", html_value(sums, "net_cost")},
                          {"vnm", html_value(sums, "vnm")}, {"cite", html_value(average, "cite")}));
}

/* ---- alternatives ---- */

static struct held_in reading_of(const struct alternative *alternative, const char *reading) {
    struct held_in held_in = {alternative->dispute, 0};
    for (uint32_t i = 0; held_in.dispute != NULL && i < held_in.dispute->reading_count; i++)
        if (text_is(held_in.dispute->readings[i].id, reading))
            held_in.reading = i;
    return held_in;
}

static void put_sentence(struct html_page *page, const json_t *good, const json_t *one) {
    const char *id = results_string(one, "rule");
    const struct rule *rule = rule_of(page->book, id[0] != '\0' ? id : results_string(good, "rule_read"));
    date day = 0;
    if (rule == NULL || !date_parse_iso(&day, html_value(good, "date")))
        return;
    for (uint32_t i = 0; i < rule->alternative_count; i++) {
        if (!text_is(rule->alternatives[i].id, results_string(one, "id")))
            continue;
        page->scratch.length = 0;
        sentence_alternative(&page->scratch, page->book, rule, &rule->alternatives[i],
                             reading_of(&rule->alternatives[i], results_string(one, "reading")), day);
        html_element(page, "p", NULL, buffer_view(&page->scratch));
    }
}

static void put_lines(struct html_page *page, const json_t *lines) {
    size_t count = json_array_size(lines);
    if (count == 0)
        return;
    struct buffer list = {0};
    for (size_t i = 0; i < count; i++) {
        const char *line = json_string_value(json_array_get(lines, i));
        buffer_string(&list, i > 0 ? ", " : "");
        buffer_string(&list, line != NULL ? line : "");
    }
    html_text(page, TEXT(" ("));
    html_text(page, HTML_SAY(page, count > 1 ? "report.lines.many" : "report.lines",
                             {"lines", buffer_view(&list)}));
    html_text(page, TEXT(")"));
    html_release(page, &list);
}

static void put_test(struct html_page *page, const json_t *test) {
    const char *kind = results_string(test, "kind");
    const char *name = strcmp(kind, "rvc") == 0            ? "report.rvc"
                       : strcmp(kind, "weight-share") == 0 ? "report.weight"
                       : strcmp(kind, "weight-limit") == 0 ? "report.weight"
                       : strcmp(kind, "materials") == 0    ? "report.each-material"
                       : strcmp(kind, "process") == 0      ? "report.process"
                                                           : "report.shift";
    html_open(page, "li", NULL);
    html_text(page, html_say(page, name));
    html_text(page, TEXT(": "));
    html_element(page, "b", results_string(test, "result"),
                 html_word(page, "result", results_string(test, "result")));
    html_text(page, TEXT(" – "));
    html_text(page, html_value(test, "why"));
    put_lines(page, json_object_get(test, "lines"));
    if (results_string(test, "percent")[0] != '\0') {
        html_text(page, TEXT("; "));
        html_text(page, html_value(test, "percent"));
        html_text(page, TEXT("%, "));
        html_text(page, HTML_SAY(page, "html.required", {"required", html_value(test, "required")}));
    }
    html_close(page);
}

static void put_alternatives(struct html_page *page, const json_t *good) {
    const json_t *alternatives = json_object_get(good, "alternatives");
    size_t index = 0;
    const json_t *one = NULL;
    if (json_array_size(alternatives) == 0)
        return;
    html_element(page, "h3", NULL, html_say(page, "html.alternatives"));
    json_array_foreach(alternatives, index, one) {
        const char *result = results_string(one, "result");
        char class_name[64];
        size_t at = 0;
        const json_t *test = NULL;
        snprintf(class_name, sizeof class_name, "alternative %.20s", result);
        html_open(page, "div", class_name);
        html_open(page, "p", NULL);
        if (results_string(one, "id")[0] != '\0') {
            html_element(page, "b", NULL, HTML_SAY(page, "html.alternative", {"id", html_value(one, "id")}));
            html_text(page, TEXT(": "));
        }
        html_element(page, "b", result, html_word(page, "result", result));
        html_close(page);
        put_sentence(page, good, one);
        html_open(page, "ul", "tests");
        json_array_foreach(json_object_get(one, "tests"), at, test) put_test(page, test);
        html_close(page);
        html_close(page);
    }
}

static void put_de_minimis(struct html_page *page, const json_t *good) {
    const json_t *share = json_object_get(good, "de_minimis");
    if (results_string(share, "share")[0] == '\0')
        return;
    html_element(page, "h3", NULL, html_say(page, "html.de-minimis"));
    html_element(page, "p", NULL,
                 HTML_SAY(page, "report.share", {"share", html_value(share, "share")},
                          {"part", html_value(share, "value")}, {"whole", html_value(share, "of")},
                          {"basis", html_word(page, "basis", results_string(share, "basis"))},
                          {"limit", html_value(share, "limit")}));
}

/* ---- tables ---- */

static void put_headings(struct html_page *page, const char *const *ids, size_t count, size_t numeric) {
    html_open(page, "tr", NULL);
    for (size_t i = 0; i < count; i++)
        html_element(page, "th", i == numeric ? "number" : NULL, html_say(page, ids[i]));
    html_close(page);
}

static void put_materials(struct html_page *page, const json_t *good) {
    static const char *const HEADINGS[] = {"report.line",  "report.material", "html.description",
                                           "report.code",  "report.origin",   "report.value",
                                           "report.change"};
    const json_t *materials = json_object_get(good, "materials");
    size_t index = 0;
    const json_t *one = NULL;
    if (json_array_size(materials) == 0)
        return;
    html_element(page, "h3", NULL, html_say(page, "html.materials"));
    html_open(page, "table", NULL);
    put_headings(page, HEADINGS, 7, 5);
    json_array_foreach(materials, index, one) {
        const char *shift = results_string(one, "shift");
        html_open(page, "tr", NULL);
        html_element(page, "td", NULL, html_value(one, "line"));
        html_element(page, "td", NULL, html_value(one, "material_id"));
        html_element(page, "td", NULL, html_value(one, "description"));
        html_element(page, "td", NULL, html_hs(page, one));
        html_element(page, "td", NULL, html_word(page, "status", results_string(one, "origin")));
        html_element(page, "td", "number", html_value(one, "value"));
        html_open(page, "td", shift);
        html_text(page, html_word(page, "report.shift", shift[0] != '\0' ? shift : "none"));
        if (json_object_get(one, "role") != NULL)
            html_element(page, "span", "muted role", html_word(page, "role", results_string(one, "role")));
        html_close(page);
        html_close(page);
    }
    html_close(page);
}

static void put_findings(struct html_page *page, const json_t *good) {
    static const char *const HEADINGS[] = {"html.severity", "html.code", "report.line", "html.message",
                                           "html.cite"};
    const json_t *findings = json_object_get(good, "findings");
    size_t index = 0;
    const json_t *one = NULL;
    if (json_array_size(findings) == 0)
        return;
    html_element(page, "h3", NULL, html_say(page, "html.findings"));
    html_open(page, "table", NULL);
    put_headings(page, HEADINGS, 5, 5);
    json_array_foreach(findings, index, one) {
        const char *severity = results_string(one, "severity");
        html_open(page, "tr", NULL);
        html_element(page, "td", severity, html_word(page, "severity", severity));
        html_open(page, "td", NULL);
        html_element(page, "code", NULL, html_value(one, "code"));
        html_close(page);
        html_element(page, "td", NULL, html_value(one, "line"));
        html_element(page, "td", NULL, html_value(one, "message"));
        html_element(page, "td", NULL, html_cite(page, html_value(one, "cite")));
        html_close(page);
    }
    html_close(page);
}

static void put_duty(struct html_page *page, const json_t *good) {
    const json_t *duty = json_object_get(good, "duty");
    if (!json_is_object(duty))
        return;
    const char *id = results_string(duty, "rate_percent")[0] == '\0'          ? "report.duty.unknown"
                     : results_string(duty, "amount")[0] == '\0'              ? "report.duty.rate"
                     : strcmp(results_string(duty, "surcharge_percent"), "0") ? "report.duty.surcharge"
                                                                              : "report.duty";
    html_element(page, "h3", NULL, html_say(page, "html.duty"));
    html_element(page, "p", NULL,
                 HTML_SAY(page, id, {"rate", html_value(duty, "rate_percent")},
                          {"surcharge", html_value(duty, "surcharge_percent")},
                          {"amount", html_value(duty, "amount")},
                          {"currency", html_value(good, "currency")}));
}

/* What would decide, or what leaves it open: the sentences as they stand in the result. */
static void put_questions(struct html_page *page, const json_t *good) {
    const json_t *open = json_object_get(good, "undetermined");
    const json_t *questions = json_object_get(open, "questions");
    size_t count = json_array_size(questions);
    if (!json_is_object(open))
        return;
    html_element(page, "h3", NULL, html_say(page, "html.undetermined"));
    if (count == 0)
        html_element(page, "p", NULL, html_value(open, "why"));
    else
        html_element(page, "p", NULL,
                     html_say(page, !json_is_true(json_object_get(open, "decides")) ? "report.questions.open"
                                    : count == 1                                    ? "report.questions.one"
                                                 : "report.questions.together"));
    html_open(page, "ul", NULL);
    for (size_t i = 0; i < count; i++)
        html_element(page, "li", NULL, html_value(json_array_get(questions, i), "sentence"));
    html_close(page);
}

void html_good(struct html_page *page, const json_t *good, size_t number) {
    char id[32];
    snprintf(id, sizeof id, "good-%zu", number);
    html_open(page, "section", NULL);
    html_attribute(page, "id", id);
    put_head(page, good);
    html_pile(page, good);
    put_facts(page, good);
    put_questions(page, good);
    html_papers(page, good);
    html_vehicle(page, good);
    put_rvc(page, good);
    html_figures(page, good);
    put_average(page, good);
    put_alternatives(page, good);
    put_de_minimis(page, good);
    put_materials(page, good);
    html_values(page, good);
    put_findings(page, good);
    html_gap(page, good);
    put_duty(page, good);
    html_open(page, "p", NULL);
    html_open(page, "a", NULL);
    html_attribute(page, "href", "#top");
    html_text(page, html_say(page, "html.top"));
    html_close(page);
    html_close(page);
    html_close(page);
}
