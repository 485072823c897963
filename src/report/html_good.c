#include <stdio.h>

#include "base/shown.h"
#include "report/html_page.h"

/* ---- the verdict ---- */

static const char *verdict_of(const json_t *good) {
    const char *status = results_string(good, "status");
    if (strcmp(status, "non-originating") == 0)
        return "html.verdict.non-originating";
    if (strcmp(status, "undetermined") == 0)
        return "html.verdict.undetermined";
    if (strcmp(status, "rejected") == 0)
        return "html.verdict.rejected";
    bool criterion = results_string(good, "criterion")[0] != '\0';
    bool rule = results_string(json_object_get(good, "rule"), "cite")[0] != '\0';
    return !rule       ? "html.verdict.originating"
           : criterion ? "html.verdict.originating.criterion"
                       : "html.verdict.originating.rule";
}

/* The answer as a sentence, why it is not yes, and what to do with it. */
static void put_verdict(struct html_page *page, const json_t *good) {
    const char *status = results_string(good, "status");
    char class_name[64];
    snprintf(class_name, sizeof class_name, "verdict %.40s", status);
    html_open(page, "div", class_name);
    html_element(page, "p", "say",
                 HTML_SAY(page, verdict_of(good), {"criterion", html_value(good, "criterion")},
                          {"cite", html_value(json_object_get(good, "rule"), "cite")}));
    bool signs_not =
        strcmp(results_string(json_object_get(good, "evidence"), "pile"), PILE_WORDS[PILE_DO_NOT_SIGN]) == 0;
    bool told = results_string(json_object_get(good, "evidence"), "reason")[0] != '\0'; /* by html_pile() */
    size_t count = 0;
    const json_t *worst = results_worst_finding(good, SEVERITY_INFO, &count);
    if (signs_not && !told && worst != NULL)
        html_element(page, "p", NULL, html_value(worst, "message"));
    html_pile(page, good);
    html_close(page);
}

/* ---- facts ---- */

/* Columns that the results only pass on. */
static void put_passed(struct html_page *page, const json_t *good) {
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach((json_t *)good, name, value) {
        if (results_passed(name))
            html_pair(page, text_from(name), html_value(good, name));
    }
}

static void put_duty(struct html_page *page, const json_t *good) {
    const json_t *duty = json_object_get(good, "duty");
    if (!json_is_object(duty))
        return;
    const char *id = results_string(duty, "rate_percent")[0] == '\0'          ? "report.duty.unknown"
                     : results_string(duty, "amount")[0] == '\0'              ? "report.duty.rate"
                     : strcmp(results_string(duty, "surcharge_percent"), "0") ? "report.duty.surcharge"
                                                                              : "report.duty";
    html_element(page, "p", NULL,
                 HTML_SAY(page, id, {"rate", html_amount(page, duty, "rate_percent")},
                          {"surcharge", html_amount(page, duty, "surcharge_percent")},
                          {"amount", html_amount(page, duty, "amount")},
                          {"currency", html_value(good, "currency")}));
}

static void put_uses(struct html_page *page, const json_t *good) {
    const char *use = NULL;
    json_t *status = NULL;
    json_object_foreach(json_object_get(good, "by_use"), use, status)
        html_pair(page, html_word(page, "use", use),
                  html_word(page, "status", json_is_string(status) ? json_string_value(status) : ""));
}

static void put_facts(struct html_page *page, const json_t *good) {
    html_open(page, "dl", "facts");
    html_pair(page, html_say(page, "report.code"), html_hs(page, good));
    html_pair(page, html_say(page, "html.date"), html_value(good, "date"));
    html_pair(page, html_say(page, "html.currency"), html_value(good, "currency"));
    html_pair(page, html_say(page, "html.criterion"), html_value(good, "criterion"));
    html_pair(page, html_say(page, "html.claimed"), html_value(good, "claimed"));
    html_pair(page, html_say(page, "html.rule"), html_cite(page, results_rule_cite(page->book, good)));
    html_pair(
        page, html_say(page, "book.documented"),
        html_word(page, "status", results_string(json_object_get(good, "evidence"), "status_documented")));
    html_pair(page, html_say(page, "book.valid-until"), html_value(good, "valid_until"));
    put_uses(page, good);
    put_passed(page, good);
    html_close(page);
    put_duty(page, good);
}

/* ---- findings ---- */

static const char *const FINDING_IDS[] = {"html.severity", "html.message", "report.line", "html.cite"};
static const struct html_columns FINDINGS = {FINDING_IDS, sizeof FINDING_IDS / sizeof FINDING_IDS[0], 4, 0};

static void put_finding(struct html_page *page, const json_t *finding) {
    int code = results_word(results_string(finding, "code"), FINDING_WORDS, FINDING_CODES);
    const char *severity = results_string(finding, "severity");
    html_open(page, "tr", NULL);
    html_cell(page, &FINDINGS, 0, severity, html_word(page, "severity", severity));
    html_cell_open(page, &FINDINGS, 1, "wide");
    html_element(page, "span", NULL, html_value(finding, "message"));
    html_open(page, "span", "soft");
    if (code >= 0) {
        html_text(page, html_word(page, "finding-group",
                                  FINDING_GROUP_WORDS[finding_group((enum finding_code)code)]));
        html_text(page, TEXT(" \xc2\xb7 "));
    }
    html_text(page, html_value(finding, "code"));
    html_close(page);
    html_close(page);
    html_cell(page, &FINDINGS, 2, NULL, html_value(finding, "line"));
    html_cell(page, &FINDINGS, 3, NULL, html_cite(page, html_value(finding, "cite")));
    html_close(page);
}

/* The most severe first. */
static void put_findings(struct html_page *page, const json_t *good) {
    const json_t *findings = json_object_get(good, "findings");
    if (json_array_size(findings) == 0)
        return;
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.findings"));
    html_table(page, "stack", html_say(page, "html.findings"), &FINDINGS);
    for (int severity = SEVERITIES - 1; severity >= -1; severity--) {
        size_t index = 0;
        const json_t *one = NULL;
        json_array_foreach(findings, index, one) {
            if (results_word(results_string(one, "severity"), SEVERITY_WORDS, SEVERITIES) == severity)
                put_finding(page, one);
        }
    }
    html_table_end(page);
    html_close(page);
}

/* What would decide, or what leaves it open: the sentences as they stand in the result. */
static void put_questions(struct html_page *page, const json_t *good) {
    const json_t *open = json_object_get(good, "undetermined");
    const json_t *questions = json_object_get(open, "questions");
    size_t count = json_array_size(questions);
    if (!json_is_object(open))
        return;
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.undetermined"));
    if (count == 0)
        html_element(page, "p", NULL, html_value(open, "why"));
    else
        html_element(page, "p", NULL,
                     html_say(page, !json_is_true(json_object_get(open, "decides")) ? "report.questions.open"
                                    : count == 1                                    ? "report.questions.one"
                                                 : "report.questions.together"));
    html_open(page, "ul", "list");
    for (size_t i = 0; i < count; i++)
        html_element(page, "li", NULL, html_value(json_array_get(questions, i), "sentence"));
    html_close(page);
    html_close(page);
}

/* ---- the page ---- */

/* In the string of a style sheet, where strangers' characters would end it. */
static void put_style_string(struct buffer *out, struct text text) {
    struct buffer shown = {0};
    buffer_shown(&shown, text);
    for (size_t i = 0; i < shown.length; i++) {
        unsigned char c = (unsigned char)shown.data[i];
        char escape[8];
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
            c >= 0x80)
            buffer_char(out, (char)c);
        else {
            snprintf(escape, sizeof escape, "\\%06x", c);
            buffer_string(out, escape);
        }
    }
    buffer_release(&shown, out);
}

/* Its id at the foot of each sheet of paper. */
static void put_sheet(struct html_page *page, const json_t *good, size_t number) {
    struct buffer style = {0};
    html_open(page, "style", NULL);
    buffer_string(&style, "@page g");
    buffer_number(&style, number);
    buffer_string(&style, "{@bottom-left{content:\"");
    put_style_string(&style, text_cut(html_value(good, "good_id"), 80));
    buffer_string(&style, "\";font:9pt sans-serif;color:#444}}#good-");
    buffer_number(&style, number);
    buffer_string(&style, "{page:g");
    buffer_number(&style, number);
    buffer_string(&style, "}");
    buffer_char(&style, '\0');
    if (!style.failed)
        html_raw(page, style.data);
    html_close(page);
    html_release(page, &style);
}

static void put_back(struct html_page *page) {
    html_open(page, "nav", "back");
    html_open(page, "a", NULL);
    html_attribute(page, "href", page->split ? "../index.html" : "#top");
    html_text(page, html_say(page, "html.top"));
    html_close(page);
    html_close(page);
}

void html_good(struct html_page *page, const json_t *good, size_t number) {
    struct text name = html_value(good, "good_id");
    char id[32];
    snprintf(id, sizeof id, "good-%zu", number);
    html_open(page, "article", page->split ? "good alone" : "good on-page");
    html_attribute(page, "id", id);
    put_sheet(page, good, number);
    put_back(page);
    html_open(page, "header", NULL);
    html_element(page, "h1", "id", name.length > 0 ? name : TEXT("?"));
    if (results_string(good, "description")[0] != '\0')
        html_element(page, "p", "soft", html_value(good, "description"));
    put_verdict(page, good);
    html_close(page);
    put_facts(page, good);
    put_questions(page, good);
    put_findings(page, good);
    html_vehicle(page, good);
    html_rule(page, good);
    html_materials(page, good);
    html_papers(page, good);
    html_gap(page, good);
    html_close(page);
}
