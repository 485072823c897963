#include "report/json_gap.h"

#include "report/json_value.h"

void report_json_share(struct buffer *out, const struct share *share) {
    JSON_LITERAL(out, "{\"applied\":");
    json_put_flag(out, share->applied);
    JSON_LITERAL(out, ",\"basis\":");
    json_put_text(out, text_from(share->figure.known ? BASIS_WORDS[share->basis] : ""));
    JSON_LITERAL(out, ",\"share\":");
    json_put_percent(out, share->figure.known, share->figure.percent);
    if (share->figure.known) {
        JSON_LITERAL(out, ",\"value\":");
        json_put_amount(out, share->part);
        JSON_LITERAL(out, ",\"of\":");
        json_put_amount(out, share->whole);
    }
    JSON_LITERAL(out, ",\"limit\":");
    json_put_limit(out, share->figure.required);
    buffer_char(out, '}');
}

static void put_line_ids(struct buffer *out, const struct determination *determination, const uint32_t *lines,
                         uint32_t count) {
    buffer_char(out, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        json_put_string(out, determination->lines[lines[i]].material->line);
    }
    buffer_char(out, ']');
}

/* Whether a number of a line does not tell which one it is. */
static bool numbers_repeat(const struct determination *determination) {
    const struct reckoned_good *reckoned = determination->good->reckoned;
    return reckoned != NULL && reckoned->repeated_count > 0;
}

/* Places of lines among the materials, from 1. */
static bool put_places(struct buffer *out, const uint32_t *lines, uint32_t count, bool any) {
    for (uint32_t i = 0; i < count; i++) {
        buffer_string(out, any ? "," : "");
        buffer_number(out, (uint64_t)lines[i] + 1);
        any = true;
    }
    return any;
}

/* What is done first about each line. */
static bool put_mends(struct buffer *out, const struct determination *determination, const uint32_t *lines,
                      uint32_t count, bool any) {
    for (uint32_t i = 0; i < count; i++) {
        const struct line *line = &determination->lines[lines[i]];
        if (line->mend == MEND_NOTHING)
            continue;
        buffer_string(out, any ? ",{\"line\":" : "{\"line\":");
        json_put_string(out, line->material->line);
        JSON_LITERAL(out, ",\"by\":");
        json_put_word(out, MEND_WORDS[line->mend]);
        if (numbers_repeat(determination)) {
            JSON_LITERAL(out, ",\"place\":");
            buffer_number(out, (uint64_t)lines[i] + 1);
        }
        buffer_char(out, '}');
        any = true;
    }
    return any;
}

static void put_route(struct buffer *out, const struct determination *determination,
                      const struct gap_route *route) {
    JSON_LITERAL(out, "{\"alternative\":");
    json_put_text(out, route->alternative->alternative->id);
    JSON_LITERAL(out, ",\"method\":");
    if (route->method == METHODS)
        JSON_LITERAL(out, "null");
    else
        json_put_word(out, METHOD_WORDS[route->method]);
    JSON_LITERAL(out, ",\"blocked\":");
    json_put_flag(out, gap_route_blocked(route));
    JSON_LITERAL(out, ",\"use_missing\":");
    json_put_flag(out, route->use_unsaid);
    JSON_LITERAL(out, ",\"unmet\":");
    json_put_flag(out, route->unmet);
    JSON_LITERAL(out, ",\"change_lines\":");
    put_line_ids(out, determination, route->lines, route->shift_count);
    JSON_LITERAL(out, ",\"value_lines\":");
    put_line_ids(out, determination, route->lines + route->shift_count,
                 route->line_count - route->shift_count);
    JSON_LITERAL(out, ",\"contents_lines\":");
    put_line_ids(out, determination, route->contents, route->contents_count);
    JSON_LITERAL(out, ",\"designate_lines\":");
    put_line_ids(out, determination, route->designated, route->designated_count);
    JSON_LITERAL(out, ",\"missing_value_lines\":");
    put_line_ids(out, determination, route->valueless, route->valueless_count);
    JSON_LITERAL(out, ",\"missing_value_most\":");
    json_put_amount(out, route->most);
    JSON_LITERAL(out, ",\"value\":");
    json_put_amount(out, route->value);
    JSON_LITERAL(out, ",\"averaged\":");
    json_put_flag(out, route->averaged);
    JSON_LITERAL(out, ",\"exact\":");
    json_put_flag(out, route->exact);
    JSON_LITERAL(out, ",\"excess\":");
    json_put_amount(out, route->excess);
    JSON_LITERAL(out, ",\"base_needed\":");
    json_put_amount(out, route->base);
    JSON_LITERAL(out, ",\"mend\":[");
    bool any = put_mends(out, determination, route->lines, route->line_count, false);
    any = put_mends(out, determination, route->contents, route->contents_count, any);
    any = put_mends(out, determination, route->designated, route->designated_count, any);
    put_mends(out, determination, route->valueless, route->valueless_count, any);
    buffer_char(out, ']');
    if (numbers_repeat(determination)) {
        JSON_LITERAL(out, ",\"places\":[");
        any = put_places(out, route->lines, route->line_count, false);
        any = put_places(out, route->contents, route->contents_count, any);
        any = put_places(out, route->designated, route->designated_count, any);
        put_places(out, route->valueless, route->valueless_count, any);
        buffer_char(out, ']');
    }
    buffer_char(out, '}');
}

static void put_margin(struct buffer *out, const struct determination *determination) {
    const struct gap *gap = &determination->gap;
    JSON_LITERAL(out, "{\"method\":");
    json_put_word(out, METHOD_WORDS[gap->margin.method]);
    JSON_LITERAL(out, ",\"may_rise\":");
    json_put_amount(out, gap->margin.rise);
    JSON_LITERAL(out, ",\"lines\":[");
    for (uint32_t i = 0; i < gap->price_count; i++) {
        buffer_string(out, i > 0 ? ",{\"line\":" : "{\"line\":");
        json_put_string(out, determination->lines[gap->prices[i].line].material->line);
        JSON_LITERAL(out, ",\"percent\":");
        json_put_percent(out, true, gap->prices[i].percent);
        buffer_char(out, '}');
    }
    JSON_LITERAL(out, "],\"currencies\":[");
    for (uint32_t i = 0; i < gap->currency_count; i++) {
        const struct gap_currency *currency = &gap->currencies[i];
        buffer_string(out, i > 0 ? ",{\"currency\":" : "{\"currency\":");
        json_put_string(out, currency->currency);
        JSON_LITERAL(out, ",\"percent\":");
        json_put_percent(out, true, currency->percent);
        buffer_char(out, '}');
    }
    JSON_LITERAL(out, "]}");
}

static void put_gap_share(struct buffer *out, const struct determination *determination) {
    const struct gap_share *share = &determination->gap.share;
    if (share->share == NULL) {
        JSON_LITERAL(out, "null");
        return;
    }
    JSON_LITERAL(out, "{\"share\":");
    report_json_share(out, share->share);
    JSON_LITERAL(out, ",\"may_rise\":");
    json_put_amount(out, share->rise);
    JSON_LITERAL(out, ",\"lines\":");
    put_line_ids(out, determination, share->lines, share->line_count);
    buffer_char(out, '}');
}

void report_json_gap(struct buffer *out, const struct determination *determination) {
    const struct gap *gap = &determination->gap;
    if (!gap->asked) {
        JSON_LITERAL(out, "null");
        return;
    }
    JSON_LITERAL(out, "{\"routes\":[");
    for (uint32_t i = 0; i < gap->route_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        put_route(out, determination, &gap->routes[i]);
    }
    JSON_LITERAL(out, "],\"margin\":");
    if (gap->margin.method != METHODS)
        put_margin(out, determination);
    else
        JSON_LITERAL(out, "null");
    JSON_LITERAL(out, ",\"de_minimis\":");
    put_gap_share(out, determination);
    JSON_LITERAL(out, ",\"documents\":");
    put_line_ids(out, determination, gap->documents, gap->document_count);
    if (numbers_repeat(determination)) {
        JSON_LITERAL(out, ",\"document_places\":[");
        put_places(out, gap->documents, gap->document_count, false);
        buffer_char(out, ']');
    }
    buffer_char(out, '}');
}
