#include "record/diff_report.h"

#include <stdio.h>

#include "report/number.h"
#include "report/paragraph.h"

struct page {
    struct buffer *out;
    const struct messages *messages;
    uint64_t most;
    size_t width; /* of lines, in columns */
};

static const char DEEPER[] = "      ";

static struct text number_of(struct buffer *room, uint64_t number) {
    room->length = 0;
    buffer_number(room, number);
    return buffer_view(room);
}

/* The catalogue's word of a word that it has, or the word. */
static struct text worded(const struct page *page, const char *group, struct text word) {
    char id[96];
    snprintf(id, sizeof id, "%s.%.*s", group, (int)word.length, word.data);
    return word.length < 64 && message_has(page->messages, id) ? message_find(page->messages, id) : word;
}

/* The first figures of a digest tell two apart. */
static struct text short_of(const struct page *page, enum diff_reason_kind kind, struct text word) {
    enum { FIGURES = 12 };
    if (word.length == 0)
        return message_find(page->messages, "record.none");
    if (kind == REASON_RULE_BOOK || kind == REASON_INPUT)
        return (struct text){word.data, word.length < FIGURES ? word.length : FIGURES};
    switch (kind) {
    case REASON_MATERIAL_ORIGIN:
        return worded(page, "status", word);
    case REASON_PAPER:
        return worded(page, "paper-state", word);
    case REASON_TEST:
        return worded(page, "record.result", word);
    default:
        return word;
    }
}

/* Amounts and percentages as the language writes them; codes and ids as they are. */
static struct text shown_of(struct number_room *room, const struct page *page, enum diff_reason_kind kind,
                            struct text word) {
    const bool number = kind == REASON_MATERIAL_VALUE || kind == REASON_MATERIAL_ADDED ||
                        kind == REASON_MATERIAL_REMOVED || kind == REASON_PRICE || kind == REASON_REQUIRED;
    return number && word.length > 0 ? number_plain(room, page->messages, word) : short_of(page, kind, word);
}

/* "rvc transaction-value" of a test is two words of the catalogue. */
static void put_what(struct buffer *out, const struct page *page, const struct diff_reason *reason) {
    struct text rest = reason->what;
    struct text word;
    if (reason->kind != REASON_TEST) {
        buffer_text(out, worded(page, "record.what", reason->what));
        return;
    }
    for (bool first = true; rest.length > 0 && text_split(&rest, ' ', &word); first = false) {
        buffer_string(out, first ? "" : ", ");
        buffer_text(out, worded(page, "record.what", word));
    }
}

static void put_reason(const struct page *page, const struct diff_reason *reason) {
    struct buffer said = {0};
    struct buffer what = {0};
    struct number_room rooms[2];
    char id[64];
    snprintf(id, sizeof id, "record.reason.%s", DIFF_REASON_WORDS[reason->kind]);
    put_what(&what, page, reason);
    MESSAGE(&said, page->messages, id, {"line", reason->line}, {"what", buffer_view(&what)},
            {"before", shown_of(&rooms[0], page, reason->kind, reason->before)},
            {"after", shown_of(&rooms[1], page, reason->kind, reason->after)});
    buffer_release(&what, page->out);
    paragraph_write_within(page->out, page->width, text_from(DEEPER), buffer_view(&said));
    buffer_release(&said, page->out);
}

static void put_reasons(const struct page *page, const struct diff_reason *reason) {
    for (; reason != NULL; reason = reason->next)
        put_reason(page, reason);
}

/* "originating, B" */
static void put_outcome(const struct page *page, struct buffer *out, const struct diff_outcome *outcome) {
    if (outcome->status.length == 0) {
        buffer_text(out, message_find(page->messages, "record.none"));
        return;
    }
    buffer_text(out, worded(page, "status", outcome->status));
    if (outcome->criterion.length > 0) {
        buffer_char(out, ' ');
        buffer_text(out, outcome->criterion);
    }
    if (outcome->pile.length > 0) {
        buffer_string(out, " (");
        buffer_text(out, worded(page, "pile", outcome->pile));
        buffer_char(out, ')');
    }
}

static void put_good(const struct page *page, const struct diff_good *good) {
    struct buffer before = {0};
    struct buffer after = {0};
    struct buffer said = {0};
    put_outcome(page, &before, &good->before);
    put_outcome(page, &after, &good->after);
    MESSAGE(&said, page->messages, "record.good", {"good", good->good_id}, {"before", buffer_view(&before)},
            {"after", buffer_view(&after)});
    paragraph_write_within(page->out, page->width, TEXT("  "), buffer_view(&said));
    buffer_release(&before, page->out);
    buffer_release(&after, page->out);
    buffer_release(&said, page->out);
    put_reasons(page, good->reasons);
}

static void put_more(const struct page *page, uint64_t count) {
    struct buffer room = {0};
    if (page->most == 0 || count <= page->most)
        return;
    buffer_string(page->out, "  ");
    MESSAGE(page->out, page->messages, "record.more", {"count", number_of(&room, count - page->most)});
    buffer_char(page->out, '\n');
    buffer_release(&room, page->out);
}

static void put_heading(const struct page *page, const char *group, const char *word, uint64_t count) {
    struct buffer room = {0};
    char id[64];
    snprintf(id, sizeof id, "record.%s.%s", group, word);
    buffer_char(page->out, '\n');
    MESSAGE(page->out, page->messages, id, {"count", number_of(&room, count)});
    buffer_char(page->out, '\n');
    buffer_release(&room, page->out);
}

static void put_goods(const struct page *page, const struct diff *diff) {
    for (int i = 0; i < DIFF_CHANGES; i++) {
        uint64_t shown = 0;
        if (diff->counts[i] == 0)
            continue;
        put_heading(page, "change", DIFF_CHANGE_WORDS[i], diff->counts[i]);
        for (const struct diff_good *good = diff->goods[i];
             good != NULL && (page->most == 0 || shown < page->most); good = good->next, shown++)
            put_good(page, good);
        put_more(page, diff->counts[i]);
    }
}

static void put_alert(const struct page *page, const struct diff_alert *alert) {
    struct buffer said = {0};
    struct buffer room = {0};
    struct buffer points = {0};
    char day[DATE_TEXT_SIZE];
    bool over = alert->days < 0;
    int64_t days = over ? -(int64_t)alert->days : alert->days;
    diff_put_points(&points, alert->margin);
    const char *id = alert->kind == ALERT_MARGIN ? "record.alert.one.margin"
                     : over                      ? "record.alert.one.over"
                                                 : "record.alert.one.expiry";
    MESSAGE(&said, page->messages, id, {"good", alert->good_id}, {"margin", buffer_view(&points)},
            {"day", date_text(day, alert->valid_until)}, {"days", number_of(&room, (uint64_t)days)});
    paragraph_write_within(page->out, page->width, TEXT("  "), buffer_view(&said));
    buffer_release(&said, page->out);
    buffer_release(&room, page->out);
    buffer_release(&points, page->out);
}

static void put_alerts(const struct page *page, const struct diff *diff) {
    static const char *const WORDS[] = {[ALERT_MARGIN] = "margin", [ALERT_EXPIRY] = "expiry"};
    for (int i = 0; i < 2; i++) {
        uint64_t shown = 0;
        if (diff->alert_counts[i] == 0)
            continue;
        put_heading(page, "alert", WORDS[i], diff->alert_counts[i]);
        for (const struct diff_alert *alert = diff->alerts[i];
             alert != NULL && (page->most == 0 || shown < page->most); alert = alert->next, shown++)
            put_alert(page, alert);
        put_more(page, diff->alert_counts[i]);
    }
}

static void put_head(const struct page *page, const struct diff *diff) {
    struct buffer numbers[2] = {{0}, {0}};
    char days[2][DATE_TEXT_SIZE];
    uint64_t changed = 0;
    for (int i = 0; i < DIFF_CHANGES; i++)
        changed += diff->counts[i];
    MESSAGE(page->out, page->messages, "record.diff",
            {"from", number_of(&numbers[0], (uint64_t)diff->runs[0].run)},
            {"from_day", date_text(days[0], diff->runs[0].day)},
            {"to", number_of(&numbers[1], (uint64_t)diff->runs[1].run)},
            {"to_day", date_text(days[1], diff->runs[1].day)});
    buffer_char(page->out, '\n');
    put_reasons(page, diff->reasons);
    if (changed == 0) {
        buffer_text(page->out, message_find(page->messages, "record.same"));
        buffer_char(page->out, '\n');
    }
    buffer_release(&numbers[0], page->out);
    buffer_release(&numbers[1], page->out);
}

void diff_text(struct buffer *out, const struct diff *diff, const struct messages *messages, uint64_t most,
               size_t width) {
    const struct page page = {out, messages, most, width};
    put_head(&page, diff);
    put_goods(&page, diff);
    put_alerts(&page, diff);
}
