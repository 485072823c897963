#include <stdio.h>
#include <string.h>

#include "origin/gap.h"
#include "report/html_page.h"

/* What would make the good qualify, or what it can bear: the sentences of terminal_gap.c, from the "gap" of a
 * result. */

enum { MOST_NAMED = 12, MOST_PRICES = 5 };

static struct text line_list(struct buffer *list, const json_t *lines) {
    size_t index = 0;
    const json_t *line = NULL;
    list->length = 0;
    json_array_foreach(lines, index, line) {
        const char *name = json_string_value(line);
        if (index >= MOST_NAMED)
            break;
        buffer_string(list, index > 0 ? ", " : "");
        buffer_string(list, name != NULL ? name : "");
    }
    buffer_string(list, json_array_size(lines) > MOST_NAMED ? ", \xe2\x80\xa6" : "");
    return buffer_view(list);
}

static void put_space(struct html_page *page, bool *any) {
    html_text(page, *any ? TEXT(" ") : TEXT(""));
    *any = true;
}

static bool is_nothing(const char *amount) {
    return amount[strspn(amount, "0.")] == '\0';
}

static void put_self_produced(struct html_page *page, const json_t *route, const char *member,
                              const char *many, const char *one, bool *any) {
    const json_t *lines = json_object_get(route, member);
    struct buffer list = {0};
    if (json_array_size(lines) > 0) {
        put_space(page, any);
        html_text(page, HTML_SAY(page, json_array_size(lines) == 1 ? one : many,
                                 {"lines", line_list(&list, lines)}));
    }
    html_release(page, &list);
}

static void put_valueless(struct html_page *page, const json_t *good, const json_t *route, bool *any) {
    const json_t *lines = json_object_get(route, "missing_value_lines");
    struct text most = html_amount(page, route, "missing_value_most");
    struct buffer list = {0};
    if (json_array_size(lines) > 0) {
        put_space(page, any);
        html_text(page, HTML_SAY(page,
                                 most.length == 0              ? "gap.valueless.any"
                                 : json_array_size(lines) == 1 ? "gap.valueless.one"
                                                               : "gap.valueless",
                                 {"lines", line_list(&list, lines)}, {"most", most},
                                 {"currency", html_value(good, "currency")},
                                 {"method", html_word(page, "method", results_string(route, "method"))}));
    }
    html_release(page, &list);
}

static void put_mend(struct html_page *page, const json_t *route, const char *word, bool *any) {
    struct buffer list = {0};
    size_t count = 0;
    size_t index = 0;
    const json_t *mend = NULL;
    char id[64];
    json_array_foreach(json_object_get(route, "mend"), index, mend) {
        if (strcmp(results_string(mend, "by"), word) != 0)
            continue;
        if (count < MOST_NAMED) {
            buffer_string(&list, count > 0 ? ", " : "");
            buffer_string(&list, results_string(mend, "line"));
        }
        count++;
    }
    buffer_string(&list, count > MOST_NAMED ? ", \xe2\x80\xa6" : "");
    if (count > 0) {
        snprintf(id, sizeof id, "gap.mend.%s%s", word, count == 1 ? ".one" : "");
        put_space(page, any);
        html_text(page, HTML_SAY(page, id, {"lines", buffer_view(&list)}));
    }
    html_release(page, &list);
}

/* What takes least is said first; another source for every line is what has been said already. */
static void put_mends(struct html_page *page, const json_t *route, bool *any) {
    bool other = false;
    size_t index = 0;
    const json_t *mend = NULL;
    json_array_foreach(json_object_get(route, "mend"), index, mend) other =
        other || strcmp(results_string(mend, "by"), MEND_WORDS[MEND_SOURCE]) != 0;
    for (int word = MEND_NOTHING + 1; other && word < LINE_MENDS; word++)
        put_mend(page, route, MEND_WORDS[word], any);
}

static void put_route(struct html_page *page, const json_t *good, const json_t *route) {
    const json_t *change = json_object_get(route, "change_lines");
    const json_t *value = json_object_get(route, "value_lines");
    const json_t *valueless = json_object_get(route, "missing_value_lines");
    const char *method = results_string(route, "method");
    struct buffer list = {0};
    bool any = false;
    html_open(page, "li", NULL);
    if (results_string(route, "alternative")[0] != '\0') {
        html_element(page, "b", NULL,
                     HTML_SAY(page, "html.alternative", {"id", html_value(route, "alternative")}));
        html_text(page, html_say(page, "colon"));
    }
    if (json_array_size(change) > 0) {
        bool one = json_array_size(change) == 1;
        put_space(page, &any);
        html_text(page, HTML_SAY(page,
                                 method[0] != '\0' ? (one ? "gap.originate.one" : "gap.originate")
                                                   : (one ? "gap.change.one" : "gap.change"),
                                 {"lines", line_list(&list, change)}));
    }
    if (method[0] != '\0') {
        struct text name = html_word(page, "method", method);
        bool enough = is_nothing(results_string(route, "excess"));
        if (!enough || json_array_size(valueless) == 0) {
            put_space(page, &any);
            html_text(page,
                      HTML_SAY(page,
                               enough                                             ? "gap.content.enough"
                               : json_is_true(json_object_get(route, "averaged")) ? "gap.content.averaged"
                               : json_array_size(value) == 0                      ? "gap.content.other"
                               : json_array_size(value) == 1                      ? "gap.content.one"
                                                                                  : "gap.content",
                               {"method", name}, {"excess", html_amount(page, route, "excess")},
                               {"currency", html_value(good, "currency")}, {"lines", line_list(&list, value)},
                               {"base", html_amount(page, route, "base_needed")}));
        }
    }
    put_self_produced(page, route, "designate_lines", "gap.designate", "gap.designate.one", &any);
    put_self_produced(page, route, "contents_lines", "gap.contents", "gap.contents.one", &any);
    put_valueless(page, good, route, &any);
    if (json_array_size(change) + json_array_size(value) +
                json_array_size(json_object_get(route, "contents_lines")) >
            0 &&
        results_string(route, "value")[0] != '\0') {
        put_space(page, &any);
        html_text(page,
                  HTML_SAY(page,
                           json_is_true(json_object_get(route, "exact")) ? "gap.value" : "gap.value.found",
                           {"value", html_amount(page, route, "value")},
                           {"currency", html_value(good, "currency")}));
    }
    bool use_missing = json_is_true(json_object_get(route, "use_missing"));
    const json_t *unmet = json_object_get(route, "unmet");
    if (json_is_true(unmet != NULL ? unmet : json_object_get(route, "blocked"))) {
        bool besides = any;
        put_space(page, &any);
        html_text(page, html_say(page, besides ? "gap.blocked.besides" : "gap.blocked"));
    }
    if (use_missing) {
        put_space(page, &any);
        html_text(page, html_say(page, "gap.blocked.use"));
    }
    put_mends(page, route, &any);
    html_close(page);
    html_release(page, &list);
}

static void put_rises(struct html_page *page, const json_t *list, const char *id, const char *key) {
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(list, index, one) {
        if (index >= MOST_PRICES)
            return;
        html_element(page, "li", NULL,
                     HTML_SAY(page, id, {key, html_value(one, key)},
                              {"percent", html_percent(page, one, "percent", "")}));
    }
}

static void put_margin(struct html_page *page, const json_t *good, const json_t *margin) {
    if (!json_is_object(margin))
        return;
    html_open(page, "li", NULL);
    html_text(page, HTML_SAY(page, "gap.margin", {"rise", html_amount(page, margin, "may_rise")},
                             {"currency", html_value(good, "currency")},
                             {"method", html_word(page, "method", results_string(margin, "method"))}));
    if (json_array_size(json_object_get(margin, "lines")) +
            json_array_size(json_object_get(margin, "currencies")) >
        0) {
        html_text(page, TEXT(" "));
        html_text(page, html_say(page, "gap.margin.each"));
        html_open(page, "ul", "list");
        put_rises(page, json_object_get(margin, "lines"), "gap.margin.line", "line");
        put_rises(page, json_object_get(margin, "currencies"), "gap.margin.currency", "currency");
        html_close(page);
    }
    html_close(page);
}

static void put_share(struct html_page *page, const json_t *good, const json_t *share) {
    const json_t *lines = json_object_get(share, "lines");
    const json_t *of = json_object_get(share, "share");
    struct buffer list = {0};
    if (!json_is_object(share))
        return;
    html_element(page, "li", NULL,
                 HTML_SAY(page, json_array_size(lines) == 1 ? "gap.share.one" : "gap.share",
                          {"lines", line_list(&list, lines)}, {"rise", html_amount(page, share, "may_rise")},
                          {"currency", html_value(good, "currency")},
                          {"limit", html_amount(page, of, "limit")},
                          {"basis", html_word(page, "basis", results_string(of, "basis"))}));
    html_release(page, &list);
}

void html_gap(struct html_page *page, const json_t *good) {
    const json_t *gap = json_object_get(good, "gap");
    const json_t *routes = json_object_get(gap, "routes");
    const json_t *documents = json_object_get(gap, "documents");
    struct buffer list = {0};
    size_t index = 0;
    const json_t *route = NULL;
    bool bears =
        json_is_object(json_object_get(gap, "margin")) || json_is_object(json_object_get(gap, "de_minimis"));
    if (!json_is_object(gap) || (json_array_size(routes) == 0 && !bears && json_array_size(documents) == 0))
        return;
    html_open(page, "section", "card to-do");
    html_element(page, "h2", NULL, html_say(page, bears ? "gap.margin.heading" : "gap.heading"));
    html_open(page, "ul", "list");
    json_array_foreach(routes, index, route) put_route(page, good, route);
    put_margin(page, good, json_object_get(gap, "margin"));
    put_share(page, good, json_object_get(gap, "de_minimis"));
    if (json_array_size(documents) > 0)
        html_element(page, "li", NULL,
                     HTML_SAY(page, json_array_size(documents) == 1 ? "gap.documents.one" : "gap.documents",
                              {"lines", line_list(&list, documents)}));
    html_close(page);
    html_close(page);
    html_release(page, &list);
}
