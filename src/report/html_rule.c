#include <stdio.h>

#include "report/html_page.h"
#include "rulebook/named.h"
#include "rulebook/sentence.h"

/* The rule, alternative by alternative, and the regional value content. */

/* ---- regional value content ---- */

static bool negative(const char *percent) {
    return percent[0] == '-';
}

static void put_rectangle(struct html_page *page, const char *width, const char *class_name) {
    html_open(page, "rect", class_name);
    html_attribute(page, "x", "0");
    html_attribute(page, "y", "6");
    html_attribute(page, "height", "18");
    html_attribute(page, "rx", "3");
    html_attribute(page, "width", width);
    html_void(page);
}

/* The content as a bar, and what is required as a line through it. */
static void put_bar(struct html_page *page, const char *percent, const char *required) {
    char width[40];
    char at[40];
    snprintf(width, sizeof width, "%.30s%%", negative(percent) ? "0" : percent);
    html_open(page, "svg", "bar");
    html_attribute(page, "role", "img");
    html_attribute_text(page, "aria-label",
                        required[0] == '\0'
                            ? HTML_SAY(page, "html.local", {"percent", text_from(percent)})
                            : HTML_SAY(page, "html.local.required", {"percent", text_from(percent)},
                                       {"required", text_from(required)}));
    put_rectangle(page, "100%", "track");
    put_rectangle(page, width, "fill");
    if (required[0] != '\0') {
        snprintf(at, sizeof at, "%.30s%%", required);
        html_open(page, "line", NULL);
        html_attribute(page, "x1", at);
        html_attribute(page, "x2", at);
        html_attribute(page, "y1", "0");
        html_attribute(page, "y2", "30");
        html_void(page);
    }
    html_close(page);
}

static void put_margin(struct html_page *page, decimal margin, bool thin) {
    char digits[DECIMAL_TEXT_SIZE];
    struct text text = {digits, decimal_print(digits, margin, PERCENT_PLACES)};
    html_text(page, TEXT(", "));
    html_text(page, HTML_SAY(page, "html.margin", {"margin", html_written(page, text)}));
    if (thin)
        html_element(page, "span", "tag", html_say(page, "html.thin"));
}

static bool is_thin(const json_t *good) {
    size_t index = 0;
    const json_t *finding = NULL;
    json_array_foreach(json_object_get(good, "findings"), index, finding) {
        if (strcmp(results_string(finding, "code"), FINDING_WORDS[FINDING_RVC_MARGIN_THIN]) == 0)
            return true;
    }
    return false;
}

/* The method by which the good qualifies has the colour of its result, and so has each where none does;
 * another has none: that it fails takes nothing away. */
static const char *colour_of(const char *result, bool decides, bool originating) {
    if (result[0] == '\0' || (originating && !decides))
        return "method idle";
    return strcmp(result, "pass") == 0   ? "method pass"
           : strcmp(result, "fail") == 0 ? "method fail"
                                         : "method unknown";
}

static void put_method(struct html_page *page, const json_t *good, const char *key, bool decides) {
    const json_t *figures = json_object_get(json_object_get(good, "rvc"), key);
    bool net_cost = strcmp(key, "nc") == 0;
    bool averaged = net_cost && json_is_object(json_object_get(good, "average"));
    bool originating = strcmp(results_string(good, "status"), "originating") == 0;
    const char *required = results_string(figures, "required");
    decimal margin = 0;
    if (!json_is_object(figures))
        return;
    html_open(page, "div", colour_of(results_string(figures, "result"), decides, originating));
    html_open(page, "p", NULL);
    html_element(page, "b", NULL, html_say(page, net_cost ? "html.nc" : "html.tv"));
    html_text(page, html_say(page, "colon"));
    html_text(page, HTML_SAY(page, averaged ? "html.formula.averaged" : "html.formula",
                             {"base", html_amount(page, figures, "base")},
                             {"vnm", html_amount(page, figures, "vnm")},
                             {"percent", html_amount(page, figures, "percent")}));
    if (required[0] != '\0') {
        html_text(page, TEXT(", "));
        html_text(page,
                  HTML_SAY(page, "html.required", {"required", html_amount(page, figures, "required")}));
    }
    if (decides && results_content(good, &margin) != NULL)
        put_margin(page, margin, is_thin(good));
    if (results_string(figures, "result")[0] != '\0' && originating && !decides) {
        html_text(page, TEXT(" – "));
        html_element(page, "span", "soft", html_say(page, "html.not-needed"));
    }
    html_close(page);
    put_bar(page, results_string(figures, "percent"), required);
    html_close(page);
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
                          {"units", html_amount(page, sums, "units")},
                          {"net_cost", html_amount(page, sums, "net_cost")},
                          {"vnm", html_amount(page, sums, "vnm")}, {"cite", html_value(average, "cite")}));
}

/* What it would have to be sold for, or cost, at the least. */
static void put_minimum(struct html_page *page, const json_t *good, const char *key, const char *id) {
    if (results_string(good, key)[0] != '\0')
        html_element(page, "p", NULL,
                     HTML_SAY(page, id, {"amount", html_amount(page, good, key)},
                              {"currency", html_value(good, "currency")}));
}

static void put_rvc(struct html_page *page, const json_t *good) {
    const json_t *rvc = json_object_get(good, "rvc");
    decimal margin = 0;
    const char *best = results_content(good, &margin);
    bool net_cost_first = best != NULL && strcmp(best, "nc") == 0;
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.rvc"));
    if (!json_is_object(json_object_get(rvc, "tv")) && !json_is_object(json_object_get(rvc, "nc")))
        html_element(page, "p", "soft", html_say(page, "html.not-available"));
    for (int i = 0; i < METHODS; i++) {
        const char *key = (i == 0) == net_cost_first ? "nc" : "tv";
        put_method(page, good, key, best != NULL && strcmp(key, best) == 0);
    }
    put_minimum(page, good, "minimum_price", "report.minimum-price");
    put_minimum(page, good, "minimum_net_cost", "report.minimum-net-cost");
    html_figures(page, good);
    put_average(page, good);
    html_close(page);
}

/* ---- alternatives ---- */

static void put_sentence(struct html_page *page, const json_t *good, const json_t *one) {
    const char *id = results_string(one, "rule");
    const struct rule *rule =
        rule_named(page->book, text_from(id[0] != '\0' ? id : results_string(good, "rule_read")));
    date day = 0;
    if (rule == NULL || !date_parse_iso(&day, html_value(good, "date")))
        return;
    for (uint32_t i = 0; i < rule->alternative_count; i++) {
        if (!text_is(rule->alternatives[i].id, results_string(one, "id")))
            continue;
        page->scratch.length = 0;
        sentence_alternative(&page->scratch, page->book, rule, &rule->alternatives[i],
                             reading_named(rule->alternatives[i].dispute, html_value(one, "reading")), day);
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

static const char *name_of_test(const char *kind) {
    static const char *const NAMES[][2] = {
        {"rvc", "report.rvc"},
        {"weight-share", "report.weight"},
        {"weight-limit", "report.weight"},
        {"materials", "report.each-material"},
        {"process", "report.process"},
        {"vehicle", "report.vehicle"},
    };
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (strcmp(kind, NAMES[i][0]) == 0)
            return NAMES[i][1];
    return "report.shift";
}

static struct text share_of(struct html_page *page, const json_t *share, const char *id) {
    return HTML_SAY(page, id, {"share", html_percent(page, share, "share", "limit")},
                    {"part", html_amount(page, share, "value")}, {"whole", html_amount(page, share, "of")},
                    {"basis", html_word(page, "basis", results_string(share, "basis"))},
                    {"limit", html_amount(page, share, "limit")});
}

/* A share that a test turns on. */
static void put_test_share(struct html_page *page, const json_t *share, const char *id) {
    if (results_string(share, "share")[0] == '\0')
        return;
    html_text(page, html_say(page, "semicolon"));
    html_text(page, share_of(page, share, id));
}

static void put_test(struct html_page *page, const json_t *test) {
    const char *result = results_string(test, "result");
    html_open(page, "li", NULL);
    html_text(page, html_say(page, name_of_test(results_string(test, "kind"))));
    html_text(page, html_say(page, "colon"));
    html_element(page, "b", result, html_word(page, "result", result));
    if (results_string(test, "why")[0] != '\0') {
        html_text(page, TEXT(" – "));
        html_text(page, html_value(test, "why"));
    }
    put_lines(page, json_object_get(test, "lines"));
    if (results_string(test, "percent")[0] != '\0') {
        html_text(page, html_say(page, "semicolon"));
        html_text(page,
                  HTML_SAY(page, "percent", {"number", html_percent(page, test, "percent", "required")}));
        html_text(page, TEXT(", "));
        html_text(page, HTML_SAY(page, "html.required", {"required", html_amount(page, test, "required")}));
    }
    put_test_share(page, json_object_get(test, "waived"), "report.waiver");
    put_test_share(page, json_object_get(test, "de_minimis"), "report.share");
    html_close(page);
}

static bool qualifies_by(const json_t *good, const json_t *one) {
    return strcmp(results_string(good, "status"), "originating") == 0 &&
           strcmp(results_string(one, "result"), "pass") == 0 &&
           strcmp(results_string(json_object_get(good, "rule"), "alternative"), results_string(one, "id")) ==
               0;
}

static void put_alternative(struct html_page *page, const json_t *good, const json_t *one) {
    const char *result = results_string(one, "result");
    bool decides = qualifies_by(good, one);
    bool originating = strcmp(results_string(good, "status"), "originating") == 0;
    size_t at = 0;
    const json_t *test = NULL;
    char class_name[64];
    snprintf(class_name, sizeof class_name, "alternative%s %.20s", decides || !originating ? " decides" : "",
             decides || !originating ? result : "");
    html_open(page, "div", class_name);
    html_open(page, "p", NULL);
    if (results_string(one, "id")[0] != '\0') {
        html_element(page, "b", NULL, HTML_SAY(page, "html.alternative", {"id", html_value(one, "id")}));
        html_text(page, html_say(page, "colon"));
    }
    html_element(page, "b", decides || !originating ? result : NULL, html_word(page, "result", result));
    html_close(page);
    put_sentence(page, good, one);
    html_open(page, "ul", "list");
    json_array_foreach(json_object_get(one, "tests"), at, test) put_test(page, test);
    html_close(page);
    html_close(page);
}

/* Where one is met the others are there for who wants to see them. */
static void put_alternatives(struct html_page *page, const json_t *good) {
    const json_t *alternatives = json_object_get(good, "alternatives");
    size_t met = 0;
    size_t index = 0;
    const json_t *one = NULL;
    if (json_array_size(alternatives) == 0)
        return;
    html_element(page, "h2", NULL, html_say(page, "html.alternatives"));
    json_array_foreach(alternatives, index, one) {
        if (qualifies_by(good, one)) {
            met++;
            put_alternative(page, good, one);
        }
    }
    if (met == json_array_size(alternatives))
        return;
    if (met > 0) {
        html_open(page, "details", NULL);
        html_element(page, "summary", NULL, html_say(page, "html.alternatives.others"));
    }
    json_array_foreach(alternatives, index, one) {
        if (!qualifies_by(good, one))
            put_alternative(page, good, one);
    }
    if (met > 0)
        html_close(page);
}

static void put_shares(struct html_page *page, const json_t *good) {
    const json_t *share = json_object_get(good, "de_minimis");
    const json_t *set = json_object_get(good, "set");
    if (results_string(set, "share")[0] != '\0')
        html_element(page, "p", NULL, share_of(page, set, "report.set"));
    if (results_string(share, "share")[0] == '\0')
        return;
    html_element(page, "h2", NULL, html_say(page, "html.de-minimis"));
    html_element(page, "p", NULL, share_of(page, share, "report.share"));
}

/* Where it qualifies by none of the alternatives: what it qualifies by. */
static void put_way(struct html_page *page, const json_t *good) {
    const json_t *rule = json_object_get(good, "rule");
    const char *criterion = results_string(good, "criterion");
    bool set = json_is_object(json_object_get(good, "set"));
    const char *id = strcmp(criterion, "A") == 0   ? "report.ways.A"
                     : strcmp(criterion, "C") == 0 ? "report.ways.C"
                     : strcmp(criterion, "D") == 0 ? "report.ways.D"
                     : set                         ? "report.ways.set"
                     : criterion[0] != '\0'        ? NULL
                                                   : "report.ways.S";
    if (strcmp(results_string(good, "status"), "originating") == 0 && id != NULL)
        html_element(page, "p", NULL, HTML_SAY(page, id, {"cite", html_value(rule, "cite")}));
}

void html_rule(struct html_page *page, const json_t *good) {
    bool rejected = strcmp(results_string(good, "status"), "rejected") == 0;
    if (rejected)
        return;
    html_open(page, "section", "card");
    put_way(page, good);
    put_alternatives(page, good);
    put_shares(page, good);
    html_close(page);
    put_rvc(page, good);
}
