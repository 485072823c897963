#include "report/results_text.h"

#include <stdio.h>
#include <string.h>

#include "base/shown.h"
#include "report/number.h"
#include "report/paragraph.h"
#include "report/results.h"

struct result_page {
    struct buffer *out;
    const struct messages *messages;
    const json_t *good;
    size_t width;       /* of lines, in columns */
    struct buffer line; /* in the making */
};

static struct text value_of(const json_t *object, const char *key) {
    return text_from(results_string(object, key));
}

static struct text say(const struct result_page *page, const char *id) {
    return message_find(page->messages, id);
}

static struct text say_word(const struct result_page *page, const char *lead, const char *word) {
    return message_named(page->messages, text_from(lead), text_from(word));
}

static void end_line(struct result_page *page, const char *lead) {
    struct buffer shown = {0};
    buffer_shown(&shown, buffer_view(&page->line));
    page->out->failed = page->out->failed || page->line.failed || shown.failed;
    paragraph_write_within(page->out, page->width, text_from(lead), buffer_view(&shown));
    buffer_free(&shown);
    page->line.length = 0;
}

/* One of parts. */
static void end_columns(struct result_page *page, const char *lead) {
    paragraph_write_parts(page->out, page->width, text_from(lead), buffer_view(&page->line));
    page->out->failed = page->out->failed || page->line.failed;
    page->line.length = 0;
}

static void put_heading(struct result_page *page, const char *id) {
    buffer_text(&page->line, say(page, id));
    end_line(page, "  ");
}

/* ---- what it is, and what is to be done ---- */

static void put_part(struct result_page *page, struct text part) {
    if (part.length == 0)
        return;
    buffer_string(&page->line, page->line.length > 0 ? PARAGRAPH_PARTED : "");
    buffer_text(&page->line, part);
}

static void put_named(struct result_page *page, const char *id, const char *place, const char *key) {
    const struct text value = value_of(page->good, key);
    if (value.length == 0)
        return;
    buffer_string(&page->line, PARAGRAPH_PARTED);
    MESSAGE(&page->line, page->messages, id, {place, value});
}

static void put_code(struct result_page *page) {
    char dotted[HS_TEXT_SIZE];
    const struct text digits = value_of(page->good, "hs");
    if (digits.length == 0)
        return;
    buffer_string(&page->line, PARAGRAPH_PARTED);
    MESSAGE(&page->line, page->messages, "report.hs", {"hs", results_code(dotted, digits)});
}

static void put_head(struct result_page *page) {
    const json_t *good = page->good;
    put_part(page, value_of(good, "good_id").length > 0 ? value_of(good, "good_id") : TEXT("?"));
    put_part(page, value_of(good, "description"));
    end_columns(page, "");
    put_part(page, say_word(page, "report.verdict.", results_string(good, "status")));
    put_named(page, "report.criterion", "criterion", "criterion");
    put_named(page, "report.claimed", "claim", "claimed");
    put_code(page);
    put_part(page, value_of(good, "date"));
    put_part(page, value_of(good, "currency"));
    end_columns(page, "  ");
}

static void put_pile(struct result_page *page) {
    const json_t *evidence = json_object_get(page->good, "evidence");
    const char *status = results_string(page->good, "status");
    const struct text reason = value_of(evidence, "reason");
    const char *id = results_pile_message(results_string(evidence, "pile"), status, reason.length > 0);
    if (id == NULL || strcmp(status, "rejected") == 0)
        return;
    MESSAGE(&page->line, page->messages, id, {"reason", reason},
            {"status", say_word(page, "status.", results_string(evidence, "status_documented"))});
    if (value_of(page->good, "valid_until").length > 0) {
        buffer_char(&page->line, ' ');
        MESSAGE(&page->line, page->messages, "report.valid-until",
                {"date", value_of(page->good, "valid_until")});
    }
    end_line(page, "  ");
}

static void put_open(struct result_page *page) {
    const json_t *open = json_object_get(page->good, "undetermined");
    const json_t *questions = json_object_get(open, "questions");
    const json_t *question = NULL;
    size_t index = 0;
    if (json_array_size(questions) == 0 && value_of(open, "why").length > 0) {
        MESSAGE(&page->line, page->messages, "report.questions.why", {"finding", value_of(open, "why")});
        end_line(page, "  ");
    } else if (json_array_size(questions) > 0) {
        put_heading(page, "html.undetermined");
    }
    json_array_foreach(questions, index, question) {
        buffer_text(&page->line, value_of(question, "sentence"));
        end_line(page, "    ");
    }
}

/* ---- the rule, figures and materials ---- */

static void put_rule(struct result_page *page) {
    const struct text cite = value_of(json_object_get(page->good, "rule"), "cite");
    if (cite.length == 0)
        return;
    buffer_text(&page->line, say(page, "report.rule"));
    buffer_char(&page->line, ' ');
    message_cite(&page->line, page->messages, cite);
    end_line(page, "  ");
}

static void put_content(struct result_page *page, const char *key, const char *method) {
    const json_t *content = json_object_get(json_object_get(page->good, "rvc"), key);
    const struct text percent = value_of(content, "percent");
    const struct text required = value_of(content, "required");
    struct number_room rooms[4];
    if (percent.length == 0)
        return;
    MESSAGE(&page->line, page->messages, required.length > 0 ? "report.by-rvc" : "report.figure",
            {"method", say_word(page, "method.", method)},
            {"base", number_plain(&rooms[0], page->messages, value_of(content, "base"))},
            {"vnm", number_plain(&rooms[1], page->messages, value_of(content, "vnm"))},
            {"percent", number_plain_percent(&rooms[2], page->messages, percent, required)},
            {"required", number_plain(&rooms[3], page->messages, required)});
    end_line(page, "  ");
}

static void put_material(struct result_page *page, const json_t *material) {
    const char *shift = results_string(material, "shift");
    const struct text name = value_of(material, "material_id");
    struct number_room room;
    char dotted[HS_TEXT_SIZE];
    put_part(page, value_of(material, "line"));
    put_part(page, name.length > 0 ? name : value_of(material, "description"));
    put_part(page, results_code(dotted, value_of(material, "hs")));
    put_part(page, say_word(page, "material-status.", results_string(material, "origin")));
    put_part(page, number_plain(&room, page->messages, value_of(material, "value")));
    put_part(page, say_word(page, "report.shift.", shift[0] != '\0' ? shift : "none"));
    end_columns(page, "    ");
}

static void put_materials(struct result_page *page) {
    const json_t *material = NULL;
    size_t index = 0;
    if (json_array_size(json_object_get(page->good, "materials")) > 0)
        put_heading(page, "report.materials");
    json_array_foreach(json_object_get(page->good, "materials"), index, material) {
        put_material(page, material);
    }
}

/* ---- findings ---- */

static void put_finding(struct result_page *page, const json_t *finding) {
    const struct text cite = value_of(finding, "cite");
    buffer_text(&page->line, say_word(page, "severity.", results_string(finding, "severity")));
    buffer_text(&page->line, say(page, "colon"));
    buffer_text(&page->line, value_of(finding, "message"));
    buffer_string(&page->line, " [");
    buffer_text(&page->line, value_of(finding, "code"));
    if (cite.length > 0) {
        buffer_text(&page->line, message_find(page->messages, "semicolon"));
        message_cite(&page->line, page->messages, cite);
    }
    buffer_char(&page->line, ']');
    end_line(page, "    ");
}

static void put_findings(struct result_page *page) {
    const json_t *findings = json_object_get(page->good, "findings");
    const json_t *finding = NULL;
    size_t index = 0;
    if (json_array_size(findings) > 0)
        put_heading(page, "report.findings");
    for (int severity = SEVERITIES - 1; severity >= 0; severity--) {
        json_array_foreach(findings, index, finding) {
            if (strcmp(results_string(finding, "severity"), SEVERITY_WORDS[severity]) == 0)
                put_finding(page, finding);
        }
    }
}

void results_text(struct buffer *out, const json_t *good, const struct messages *messages, size_t width) {
    struct result_page page = {.out = out, .messages = messages, .good = good, .width = width};
    put_head(&page);
    put_pile(&page);
    put_open(&page);
    put_rule(&page);
    put_content(&page, "tv", "transaction-value");
    put_content(&page, "nc", "net-cost");
    put_materials(&page);
    put_findings(&page);
    buffer_char(out, '\n');
    buffer_free(&page.line);
}
