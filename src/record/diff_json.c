#include "record/diff_report.h"

#include "base/decimal.h"
#include "report/json_key.h"
#include "report/json_value.h"

enum { FORMAT = 1 };

void diff_put_points(struct buffer *out, int64_t points) {
    char printed[DECIMAL_TEXT_SIZE];
    buffer_put(out, printed, decimal_print_percent(printed, points));
}

static void put_reasons(struct buffer *out, const struct diff_reason *reason) {
    buffer_char(out, '[');
    for (bool any = false; reason != NULL; reason = reason->next, any = true) {
        buffer_string(out, any ? ",{\"kind\":" : "{\"kind\":");
        json_put_word(out, DIFF_REASON_WORDS[reason->kind]);
        json_put_key(out, "line");
        json_put_text(out, reason->line);
        json_put_key(out, "what");
        json_put_text(out, reason->what);
        json_put_key(out, "before");
        json_put_text(out, reason->before);
        json_put_key(out, "after");
        json_put_text(out, reason->after);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

static void put_run(struct buffer *out, const struct diff_run *run) {
    JSON_LITERAL(out, "{\"run\":");
    buffer_number(out, (uint64_t)run->run);
    json_put_key(out, "day");
    json_put_day(out, run->day);
    json_put_key(out, "program");
    json_put_text(out, run->program);
    json_put_key(out, "rule_book");
    json_put_text(out, run->rules);
    json_put_key(out, "expired");
    json_put_flag(out, run->expired);
    buffer_char(out, '}');
}

static void put_outcome(struct buffer *out, const struct diff_outcome *outcome) {
    if (outcome->status.length == 0) {
        JSON_LITERAL(out, "null");
        return;
    }
    JSON_LITERAL(out, "{\"status\":");
    json_put_text(out, outcome->status);
    json_put_key(out, "criterion");
    json_put_text(out, outcome->criterion);
    json_put_key(out, "pile");
    json_put_text(out, outcome->pile);
    json_put_key(out, "rule");
    json_put_text(out, outcome->rule);
    json_put_key(out, "margin");
    if (outcome->has_margin) {
        buffer_char(out, '"');
        diff_put_points(out, outcome->margin);
        buffer_char(out, '"');
    } else {
        JSON_LITERAL(out, "null");
    }
    json_put_key(out, "valid_until");
    json_put_day(out, outcome->valid_until);
    buffer_char(out, '}');
}

static void put_good(struct buffer *out, const struct diff_good *good) {
    JSON_LITERAL(out, "{\"good_id\":");
    json_put_text(out, good->good_id);
    json_put_key(out, "change");
    json_put_word(out, DIFF_CHANGE_WORDS[good->change]);
    json_put_key(out, "before");
    put_outcome(out, &good->before);
    json_put_key(out, "after");
    put_outcome(out, &good->after);
    json_put_key(out, "reasons");
    put_reasons(out, good->reasons);
    buffer_char(out, '}');
}

static void put_alert(struct buffer *out, const struct diff_alert *alert) {
    bool margin = alert->kind == ALERT_MARGIN;
    JSON_LITERAL(out, "{\"kind\":");
    json_put_word(out, margin ? "margin" : "expiry");
    json_put_key(out, "good_id");
    json_put_text(out, alert->good_id);
    json_put_key(out, "margin");
    if (margin) {
        buffer_char(out, '"');
        diff_put_points(out, alert->margin);
        buffer_char(out, '"');
    } else {
        JSON_LITERAL(out, "null");
    }
    json_put_key(out, "valid_until");
    json_put_day(out, margin ? 0 : alert->valid_until);
    json_put_key(out, "days");
    if (margin) {
        JSON_LITERAL(out, "null");
    } else {
        if (alert->days < 0)
            buffer_char(out, '-');
        buffer_number(out, (uint64_t)(alert->days < 0 ? -(int64_t)alert->days : alert->days));
    }
    buffer_char(out, '}');
}

static void put_goods(struct buffer *out, const struct diff *diff) {
    bool any = false;
    buffer_char(out, '[');
    for (int i = 0; i < DIFF_CHANGES; i++)
        for (const struct diff_good *good = diff->goods[i]; good != NULL; good = good->next, any = true) {
            if (any)
                buffer_char(out, ',');
            put_good(out, good);
        }
    buffer_char(out, ']');
}

static void put_alerts(struct buffer *out, const struct diff *diff) {
    bool any = false;
    buffer_char(out, '[');
    for (int i = 0; i < 2; i++)
        for (const struct diff_alert *alert = diff->alerts[i]; alert != NULL;
             alert = alert->next, any = true) {
            if (any)
                buffer_char(out, ',');
            put_alert(out, alert);
        }
    buffer_char(out, ']');
}

void diff_json(struct buffer *out, const struct diff *diff) {
    JSON_LITERAL(out, "{\"format\":");
    buffer_number(out, FORMAT);
    json_put_key(out, "from");
    put_run(out, &diff->runs[0]);
    json_put_key(out, "to");
    put_run(out, &diff->runs[1]);
    json_put_key(out, "changed");
    put_reasons(out, diff->reasons);
    JSON_LITERAL(out, ",\"counts\":{");
    for (int i = 0; i < DIFF_CHANGES; i++) {
        buffer_string(out, i > 0 ? "," : "");
        json_put_word(out, DIFF_CHANGE_WORDS[i]);
        buffer_char(out, ':');
        buffer_number(out, diff->counts[i]);
    }
    JSON_LITERAL(out, "},\"goods\":");
    put_goods(out, diff);
    json_put_key(out, "alerts");
    put_alerts(out, diff);
    JSON_LITERAL(out, "}\n");
}
