#include "report/results_tables.h"

#include <stdio.h>
#include <string.h>

#include "report/csv_row.h"

/* ---- fields ---- */

/* With its length: no text of a result has a NUL, but a stranger's file of results may. */
static struct text text_of(const json_t *value) {
    return json_is_string(value) ? (struct text){json_string_value(value), json_string_length(value)}
                                 : (struct text){"", 0};
}

static struct text field(const json_t *object, const char *key) {
    return text_of(json_object_get(object, key));
}

static void put_foreign(struct csv_row *row, const json_t *object, const char *key) {
    csv_put_foreign(row, field(object, key));
}

/* A number or a day: one that is none is a stranger's text. */
static void put_figure_text(struct csv_row *row, struct text text) {
    bool figure = true;
    for (size_t i = 0; i < text.length; i++)
        figure = figure && text.data[i] != '\0' && strchr("0123456789.-", text.data[i]) != NULL;
    if (figure)
        csv_put(row, text);
    else
        csv_put_foreign(row, text);
}

static void put_figure(struct csv_row *row, const json_t *object, const char *key) {
    put_figure_text(row, field(object, key));
}

static void put_flag(struct csv_row *row, const json_t *object, const char *key) {
    const json_t *flag = json_object_get(object, key);
    csv_put_word(row, json_is_true(flag) ? "true" : json_is_false(flag) ? "false" : "");
}

static struct csv_row row_of(struct buffer *out, const json_t *good, struct report_style style) {
    struct csv_row row = csv_row_begin(out, style);
    put_foreign(&row, good, "good_id");
    return row;
}

static void end_row(struct csv_row *row, const json_t *good, const struct passed_columns *passed) {
    for (uint32_t i = 0; i < passed->count; i++)
        csv_put_foreign(row, text_of(json_object_getn(good, passed->names[i].data, passed->names[i].length)));
    buffer_char(row->out, '\n');
}

/* ---- goods ---- */

static void put_content(struct csv_row *row, const json_t *good, const char *key) {
    const json_t *content = json_object_get(json_object_get(good, "rvc"), key);
    decimal required = 0;
    bool asked = json_is_object(content)
                     ? results_required(content, &required)
                     : results_decimal(json_object_get(good, "rvc_required"), key, &required);
    put_figure(row, content, "percent");
    csv_put_decimal(row, asked, required, 0);
    csv_put_foreign(row, asked ? field(content, "result") : (struct text){"", 0});
}

static void put_best(struct csv_row *row, const json_t *good) {
    decimal margin = 0;
    const char *key = results_content(good, &margin);
    const json_t *content = key != NULL ? json_object_get(json_object_get(good, "rvc"), key) : NULL;
    csv_put_word(row, key == NULL              ? ""
                      : strcmp(key, "tv") == 0 ? METHOD_WORDS[METHOD_TRANSACTION_VALUE]
                                               : METHOD_WORDS[METHOD_NET_COST]);
    put_figure(row, content, "base");
    put_figure(row, content, "vnm");
    csv_put_decimal(row, content != NULL, margin, PERCENT_PLACES);
}

static bool told_before(const json_t *findings, size_t place, const char *code) {
    for (size_t i = 0; i < place; i++)
        if (strcmp(results_string(json_array_get(findings, i), "code"), code) == 0)
            return true;
    return false;
}

static void put_counts(struct csv_row *row, const json_t *findings) {
    uint64_t violations = 0;
    uint64_t warnings = 0;
    struct buffer codes = {0};
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(findings, index, one) {
        const char *severity = results_string(one, "severity");
        const char *code = results_string(one, "code");
        violations += strcmp(severity, SEVERITY_WORDS[SEVERITY_VIOLATION]) == 0;
        warnings += strcmp(severity, SEVERITY_WORDS[SEVERITY_WARNING]) == 0;
        if (told_before(findings, index, code))
            continue;
        buffer_string(&codes, codes.length > 0 ? ";" : "");
        buffer_string(&codes, code);
    }
    csv_put_count(row, violations);
    csv_put_count(row, warnings);
    csv_put_foreign(row, buffer_view(&codes));
    buffer_release(&codes, row->out);
}

static void put_good(struct buffer *out, const json_t *good, const struct passed_columns *passed,
                     struct report_style style) {
    struct csv_row row = row_of(out, good, style);
    const json_t *rule = json_object_get(good, "rule");
    const json_t *share = json_object_get(good, "de_minimis");
    put_figure(&row, good, "hs");
    put_figure(&row, good, "date");
    put_foreign(&row, good, "status");
    put_foreign(&row, good, "criterion");
    put_foreign(&row, good, "claimed");
    put_foreign(&row, rule, "id");
    put_foreign(&row, rule, "alternative");
    put_foreign(&row, rule, "cite");
    put_content(&row, good, "tv");
    put_content(&row, good, "nc");
    put_figure(&row, share, "share");
    put_flag(&row, share, "applied");
    put_counts(&row, json_object_get(good, "findings"));
    put_figure(&row, json_object_get(good, "duty"), "amount");
    put_foreign(&row, good, "currency");
    put_foreign(&row, json_object_get(good, "evidence"), "pile");
    put_figure(&row, good, "valid_until");
    put_best(&row, good);
    put_figure(&row, good, "minimum_price");
    put_figure(&row, good, "minimum_net_cost");
    put_foreign(&row, good, "rule_read");
    put_foreign(&row, good, "rule_read_cite");
    end_row(&row, good, passed);
}

/* ---- materials ---- */

/* A line counts for what it is, by what its origin is, where the result does not say otherwise. */
static struct text non_originating(const json_t *material) {
    const json_t *given = json_object_get(material, "non_originating_value");
    bool originating = strcmp(results_string(material, "origin"), STATUS_WORDS[STATUS_ORIGINATING]) == 0;
    return given != NULL ? text_of(given) : originating ? TEXT("0.00") : field(material, "value");
}

static void put_material(struct buffer *out, const json_t *good, const json_t *material,
                         const struct passed_columns *passed, struct report_style style) {
    struct csv_row row = row_of(out, good, style);
    const json_t *vnm = json_object_get(material, "vnm");
    struct text role = field(material, "role");
    put_foreign(&row, material, "line");
    put_foreign(&row, material, "material_id");
    put_foreign(&row, material, "description");
    put_figure(&row, material, "hs");
    csv_put_foreign(&row, role.length > 0 ? role : text_from(ROLE_WORDS[ROLE_MATERIAL]));
    put_foreign(&row, material, "origin");
    put_foreign(&row, material, "country");
    put_foreign(&row, material, "supplier");
    put_foreign(&row, material, "document");
    put_figure(&row, material, "unit_price");
    put_figure(&row, material, "value");
    put_figure_text(&row, non_originating(material));
    put_figure_text(&row, json_is_object(vnm) ? field(vnm, "tv") : non_originating(material));
    put_figure_text(&row, json_is_object(vnm) ? field(vnm, "nc") : non_originating(material));
    put_foreign(&row, material, "shift");
    csv_put_flag(&row, json_is_true(json_object_get(material, "disregarded")));
    put_foreign(&row, good, "currency");
    end_row(&row, good, passed);
}

static void put_materials(struct buffer *out, const json_t *good, const struct passed_columns *passed,
                          struct report_style style) {
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(json_object_get(good, "materials"), index, one)
        put_material(out, good, one, passed, style);
}

/* ---- findings and documents ---- */

static void put_findings(struct buffer *out, const json_t *good, const struct passed_columns *passed,
                         struct report_style style) {
    static const char *const MEMBERS[] = {"code", "severity", "line", "message", "cite"};
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(json_object_get(good, "findings"), index, one) {
        struct csv_row row = row_of(out, good, style);
        for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++)
            put_foreign(&row, one, MEMBERS[i]);
        end_row(&row, good, passed);
    }
}

static void put_documents(struct buffer *out, const json_t *good, const struct passed_columns *passed,
                          struct report_style style) {
    static const char *const MEMBERS[] = {"id",   "kind",  "supplier", "material_id",
                                          "line", "state", "valid_to", "path"};
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(json_object_get(json_object_get(good, "evidence"), "documents"), index, one) {
        struct csv_row row = row_of(out, good, style);
        for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++)
            put_foreign(&row, one, MEMBERS[i]);
        put_flag(&row, one, "decides");
        end_row(&row, good, passed);
    }
}

/* ---- routes of the gap ---- */

struct route_rows {
    struct buffer *out;
    const json_t *good;
    const struct passed_columns *passed;
    struct report_style style;
    const json_t *route;
    size_t number;
    size_t *told; /* lines of the route so far */
};

/* Where two lines have one number, results say the place among the materials, too: 0 where they do not. */
static size_t place_of(const json_t *place) {
    return json_integer_value(place) > 0 ? (size_t)json_integer_value(place) : 0;
}

/* The entry of a list that is about the line of that number, and of that place where one is given. */
static const json_t *of_line(const json_t *list, const char *line, size_t place) {
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(list, index, one) {
        if (place != 0 ? place_of(json_object_get(one, "place")) == place
                       : strcmp(results_string(one, "line"), line) == 0)
            return one;
    }
    return NULL;
}

static void put_action(const struct route_rows *rows, const char *action, const json_t *line) {
    const json_t *route = rows->route;
    const json_t *materials = json_object_get(rows->good, "materials");
    const char *number = json_is_string(line) ? json_string_value(line) : "";
    const size_t place = place_of(json_array_get(json_object_get(route, "places"), (*rows->told)++));
    const json_t *material = place != 0             ? json_array_get(materials, place - 1)
                             : json_is_string(line) ? of_line(materials, number, 0)
                                                    : NULL;
    const json_t *mend = json_is_string(line) ? of_line(json_object_get(route, "mend"), number, place) : NULL;
    struct csv_row row = row_of(rows->out, rows->good, rows->style);
    csv_put_count(&row, rows->number);
    put_foreign(&row, route, "alternative");
    put_foreign(&row, route, "method");
    put_flag(&row, route, "blocked");
    put_flag(&row, route, "exact");
    put_figure(&row, route, "value");
    put_figure(&row, route, "excess");
    put_figure(&row, route, "base_needed");
    put_figure(&row, route, "missing_value_most");
    csv_put_word(&row, action);
    csv_put_foreign(&row, text_of(line));
    put_foreign(&row, material, "material_id");
    put_foreign(&row, material, "supplier");
    put_foreign(&row, material, "country");
    put_foreign(&row, mend, "by");
    put_foreign(&row, rows->good, "currency");
    end_row(&row, rows->good, rows->passed);
}

static size_t put_actions(const struct route_rows *rows, const char *action, const char *member) {
    const json_t *lines = json_object_get(rows->route, member);
    size_t index = 0;
    const json_t *line = NULL;
    json_array_foreach(lines, index, line) put_action(rows, action, line);
    return json_array_size(lines);
}

static void put_route(const struct route_rows *rows) {
    bool by_content = json_is_string(json_object_get(rows->route, "method"));
    size_t lines = put_actions(rows, by_content ? "originate" : "change-or-originate", "change_lines");
    lines += put_actions(rows, "originate", "value_lines");
    lines += put_actions(rows, "contents-originate", "contents_lines");
    lines += put_actions(rows, "designate", "designate_lines");
    lines += put_actions(rows, "state-value", "missing_value_lines");
    if (lines == 0)
        put_action(rows, json_is_string(json_object_get(rows->route, "base_needed")) ? "raise-base" : "",
                   NULL);
}

static void put_routes(struct buffer *out, const json_t *good, const struct passed_columns *passed,
                       struct report_style style) {
    size_t index = 0;
    const json_t *route = NULL;
    json_array_foreach(json_object_get(json_object_get(good, "gap"), "routes"), index, route) {
        size_t told = 0;
        const struct route_rows rows = {out, good, passed, style, route, index + 1, &told};
        put_route(&rows);
    }
}

const results_rows RESULTS_ROWS[REPORT_TABLE_COUNT] = {put_good, put_materials, put_findings, put_documents,
                                                       put_routes};
