#include "base/shown.h"
#include "report/html_page.h"

/* What every page begins and ends with, and the front of the report: for whom it is, and which run it is of.
 */

static void put_meta(struct html_page *page, const char *attribute, const char *name, const char *content) {
    html_open(page, "meta", NULL);
    html_attribute(page, attribute, name);
    if (content != NULL)
        html_attribute(page, "content", content);
    html_void(page);
}

/* A browser runs the one script that is meant, and fetches nothing but the style of its own folder, whatever
 * else should stand on the page. */
static void put_policy(struct html_page *page, bool script) {
    struct buffer policy = {0};
    buffer_string(&policy, "default-src 'none'; style-src 'unsafe-inline'");
    buffer_string(&policy, page->split ? " 'self' file:" : "");
    if (script) {
        buffer_string(&policy, "; script-src 'sha256-");
        buffer_string(&policy, HTML_SCRIPT_SHA256);
        buffer_char(&policy, '\'');
    }
    buffer_string(&policy, "; base-uri 'none'; form-action 'none'");
    buffer_char(&policy, '\0');
    if (!policy.failed)
        put_meta(page, "http-equiv", "Content-Security-Policy", policy.data);
    html_release(page, &policy);
}

static void put_style(struct html_page *page, bool index) {
    if (page->split) {
        html_open(page, "link", NULL);
        html_attribute(page, "rel", "stylesheet");
        html_attribute(page, "href", index ? HTML_STYLE_FILE : "../" HTML_STYLE_FILE);
        html_void(page);
    }
    if (page->split && !index)
        return;
    html_open(page, "style", NULL);
    if (!page->split)
        html_raw(page, HTML_STYLE);
    if (index)
        html_raw(page, HTML_INDEX_STYLE);
    html_close(page);
}

void html_document(struct html_page *page, struct text title, bool index) {
    struct text language = html_say(page, "language");
    html_raw(page, "<!DOCTYPE html>\n");
    html_open(page, "html", NULL);
    html_attribute_text(page, "lang", language);
    html_open(page, "head", NULL);
    put_meta(page, "charset", "utf-8", NULL);
    put_meta(page, "name", "viewport", "width=device-width, initial-scale=1");
    put_meta(page, "name", "generator", "usmca " USMCA_VERSION);
    put_policy(page, index);
    html_element(page, "title", NULL, title);
    put_style(page, index);
    html_close(page);
    html_open(page, "body", NULL);
    html_open(page, "main", NULL);
    html_attribute(page, "id", "top");
}

void html_document_end(struct html_page *page, bool index) {
    html_close(page);
    if (index) {
        html_open(page, "script", NULL);
        html_raw(page, HTML_SCRIPT);
        html_close(page);
    }
    html_close(page);
    html_close(page);
}

/* ---- the cover ---- */

static void put_cover(struct html_page *page) {
    const struct html_head *head = page->head;
    if (head->company == NULL && head->certifier == NULL && head->period == NULL)
        return;
    html_open(page, "dl", NULL);
    html_pair(page, html_say(page, "html.company"), text_from(head->company != NULL ? head->company : ""));
    html_pair(page, html_say(page, "html.certifier"),
              text_from(head->certifier != NULL ? head->certifier : ""));
    html_pair(page, html_say(page, "html.period"), text_from(head->period != NULL ? head->period : ""));
    html_close(page);
}

/* ---- the run ---- */

static struct text count_of(struct buffer *room, const json_t *object, const char *key) {
    const json_t *number = json_object_get(object, key);
    room->length = 0;
    if (json_is_integer(number) && json_integer_value(number) >= 0)
        buffer_number(room, (uint64_t)json_integer_value(number));
    return buffer_view(room);
}

/* --name value, as they were given. */
static struct text options_of(struct buffer *room, const json_t *options) {
    const char *name = NULL;
    json_t *value = NULL;
    room->length = 0;
    json_object_foreach((json_t *)options, name, value) {
        buffer_string(room, room->length > 0 ? "  --" : "--");
        buffer_string(room, name);
        if (json_is_string(value)) {
            buffer_char(room, ' ');
            buffer_string(room, json_string_value(value));
        }
    }
    return buffer_view(room);
}

static struct text list_of(struct buffer *room, const json_t *list) {
    size_t index = 0;
    const json_t *one = NULL;
    room->length = 0;
    json_array_foreach(list, index, one) {
        buffer_string(room, room->length > 0 ? ", " : "");
        buffer_string(room, json_is_string(one) ? json_string_value(one) : "");
    }
    return buffer_view(room);
}

static const char *const INPUT_IDS[] = {"html.input.table",    "html.input.file",    "html.input.rows",
                                        "html.input.rejected", "html.input.skipped", "html.input.ignored",
                                        "html.input.unread",   "html.input.sha256"};
static const struct html_columns INPUTS_TABLE = {INPUT_IDS, sizeof INPUT_IDS / sizeof INPUT_IDS[0], 2, 3};

static void put_input(struct html_page *page, const json_t *input) {
    const struct html_columns *columns = &INPUTS_TABLE;
    const json_t *rows = json_object_get(input, "rows");
    struct buffer room = {0};
    html_open(page, "tr", NULL);
    html_cell(page, columns, 0, NULL, html_value(input, "table"));
    buffer_string(&room, results_string(input, "file"));
    if (results_string(input, "sheet")[0] != '\0') {
        buffer_char(&room, '#');
        buffer_string(&room, results_string(input, "sheet"));
    }
    html_cell(page, columns, 1, NULL, buffer_view(&room));
    html_cell(page, columns, 2, NULL, count_of(&room, rows, "read"));
    html_cell(page, columns, 3, NULL, count_of(&room, rows, "rejected"));
    html_cell(page, columns, 4, NULL, count_of(&room, rows, "skipped"));
    html_cell(page, columns, 5, NULL, list_of(&room, json_object_get(input, "columns_ignored")));
    html_cell(page, columns, 6, NULL, list_of(&room, json_object_get(input, "columns_unread")));
    html_cell_open(page, columns, 7, NULL);
    html_element(page, "code", NULL, html_value(input, "sha256"));
    html_close(page);
    html_close(page);
    html_release(page, &room);
}

static void put_notices(struct html_page *page, const json_t *notices) {
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(notices, index, one)
        html_element(page, "li", NULL, text_from(json_is_string(one) ? json_string_value(one) : ""));
}

/* What was said of the files while they were read. */
static void put_all_notices(struct html_page *page, const json_t *summary) {
    size_t index = 0;
    const json_t *input = NULL;
    html_open(page, "ul", "list soft");
    put_notices(page, json_object_get(summary, "notices"));
    json_array_foreach(json_object_get(summary, "intake"), index, input)
        put_notices(page, json_object_get(input, "notices"));
    html_close(page);
}

static void put_run(struct html_page *page, const json_t *summary) {
    const json_t *program = json_object_get(summary, "program");
    const json_t *rules = json_object_get(summary, "rule_book");
    const json_t *rows = json_object_get(summary, "rows");
    const json_t *input = NULL;
    size_t index = 0;
    struct buffer room = {0};
    struct buffer more = {0};
    buffer_string(&room, results_string(program, "name"));
    buffer_char(&room, ' ');
    buffer_string(&room, results_string(program, "version"));
    buffer_char(&room, ' ');
    buffer_string(&room, results_string(summary, "command"));
    html_open(page, "dl", NULL);
    html_pair(page, html_say(page, "html.run.program"), buffer_view(&room));
    html_pair(page, html_say(page, "html.run.rule-book"), html_value(rules, "directory"));
    html_pair(page, html_say(page, "html.run.digest"), html_value(rules, "sha256"));
    html_pair(page, html_say(page, "html.run.edition"), html_value(rules, "hs_edition"));
    html_pair(page, html_say(page, "html.date"), html_value(summary, "date"));
    html_pair(page, html_say(page, "html.currency"), html_value(summary, "currency"));
    html_pair(page, html_say(page, "html.input.rows"), count_of(&room, rows, "read"));
    html_pair(page, html_say(page, "html.input.rejected"), count_of(&room, rows, "rejected"));
    html_close(page);
    struct text options = options_of(&more, json_object_get(summary, "options"));
    if (options.length > 0) {
        html_open(page, "p", NULL);
        html_element(page, "span", "soft", html_say(page, "html.run.options"));
        html_text(page, TEXT(" "));
        html_element(page, "code", NULL, options);
        html_close(page);
    }
    html_table(page, "stack", html_say(page, "html.run.inputs"), &INPUTS_TABLE);
    json_array_foreach(json_object_get(summary, "intake"), index, input) put_input(page, input);
    html_table_end(page);
    put_all_notices(page, summary);
    html_release(page, &room);
    html_release(page, &more);
}

bool html_is_summary(const json_t *object) {
    return json_is_object(json_object_get(object, "program")) &&
           json_is_array(json_object_get(object, "intake")) &&
           json_is_object(json_object_get(object, "goods"));
}

/* The goods of the run by status, of which the results are all, or those that were asked for. */
static size_t goods_of_run(const json_t *summary) {
    size_t all = 0;
    for (int i = 0; i < STATUSES; i++)
        all +=
            (size_t)json_integer_value(json_object_get(json_object_get(summary, "goods"), STATUS_WORDS[i]));
    return all;
}

bool html_same_run(const struct html_head *head, const struct audit *audit) {
    const json_t *goods = json_object_get(head->summary, "goods");
    for (int i = 0; head->summary != NULL && i < STATUSES; i++)
        if ((json_int_t)audit->status[i] > json_integer_value(json_object_get(goods, STATUS_WORDS[i])))
            return false;
    return true;
}

static void put_provenance(struct html_page *page, const struct audit *audit) {
    const json_t *summary = page->head->summary;
    struct buffer room = {0};
    html_element(page, "p", "soft",
                 HTML_SAY(page, audit->count == 1 ? "html.generated.one" : "html.generated",
                          {"version", text_from(USMCA_VERSION)},
                          {"count", html_number(&room, audit->count)}));
    size_t all = goods_of_run(summary);
    struct buffer whole = {0};
    if (summary != NULL && all != audit->count)
        html_element(page, "p", "warning",
                     HTML_SAY(page, "html.run.part", {"count", html_number(&room, audit->count)},
                              {"all", html_number(&whole, all)}));
    html_release(page, &room);
    html_release(page, &whole);
    if (summary == NULL) {
        html_element(page, "p", "soft", html_say(page, "html.run.unknown"));
        return;
    }
    html_open(page, "details", "run");
    html_element(page, "summary", NULL, html_say(page, "html.run"));
    put_run(page, summary);
    html_close(page);
}

void html_front(struct html_page *page, const struct audit *audit) {
    bool cover = page->head->company != NULL || page->head->certifier != NULL || page->head->period != NULL;
    html_open(page, "header", cover ? "front index cover" : "front index");
    html_element(page, "h1", NULL, html_say(page, "html.title"));
    put_cover(page);
    put_provenance(page, audit);
    html_close(page);
}
