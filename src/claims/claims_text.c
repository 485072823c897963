#include <stdio.h>

#include "base/shown.h"
#include "claims/claims_report.h"
#include "report/number.h"
#include "report/paragraph.h"

/* For a reader: what is without ground, what can be had back, with the arithmetic of each; then what all
 * comes to, by quarter, entry and good. */

struct claims_page {
    struct buffer *out;
    const struct claims_report *report;
    const struct messages *messages;
    struct buffer line;
};

static struct text word_of(const struct claims_page *page, const char *prefix, const char *word) {
    char id[80];
    snprintf(id, sizeof id, "claims.%s.%s", prefix, word);
    return message_find(page->messages, id);
}

#define SAY(page, id, ...) MESSAGE(&(page)->line, (page)->messages, (id), __VA_ARGS__)

static void end_line(struct claims_page *page, const char *lead) {
    struct buffer shown = {0};
    buffer_shown(&shown, buffer_view(&page->line));
    paragraph_write_within(page->out, page->report->width, text_from(lead), buffer_view(&shown));
    buffer_release(&shown, page->out);
    page->line.length = 0;
}

static struct text word_of_pile(const struct claims_page *page, struct text pile) {
    char id[40];
    snprintf(id, sizeof id, "pile.%.*s", (int)(pile.length < 32 ? pile.length : 0), pile.data);
    return message_has(page->messages, id) ? message_find(page->messages, id) : pile;
}

/* ---- a line ---- */

static struct text name_of(const struct claims_page *page, const struct claim_part *part) {
    return part->row != NULL   ? part->row->measure
           : part->of_measures ? message_find(page->messages, "claims.part.measures")
                               : message_find(page->messages, "claims.part.ordinary-duty");
}

static void say_part(struct claims_page *page, const struct claim_line *line, const struct claim_part *part) {
    struct number_room rooms[4];
    struct text name = name_of(page, part);
    struct text rate = number_decimal(&rooms[0], page->messages, part->rate_percent, 0);
    const char *id = part->by_entry ? "claims.part.by-entry"
                     : part->without_claim == part->with_claim && part->without_claim > 0
                         ? "claims.part.either-way"
                     : part->with_claim > 0 ? "claims.part.partly"
                                            : "claims.part.due";
    struct text heading = part->row != NULL ? part->row->heading : NO_TEXT;
    if (part->refused != NULL)
        SAY(page, "claims.part.refused", {"name", name}, {"why", word_of(page, "refused", part->refused)});
    else
        SAY(page, id, {"name", name}, {"rate", rate},
            {"base", number_amount(&rooms[1], page->messages,
                                   part->with_claim > 0 ? line->entry->value : part->base)},
            {"amount", number_total(&rooms[2], page->messages, part->without_claim)},
            {"with", number_total(&rooms[3], page->messages, part->with_claim)});
    if (heading.length > 0) {
        buffer_string(&page->line, " (");
        buffer_text(&page->line, heading);
        buffer_char(&page->line, ')');
    }
    end_line(page, "      ");
}

static void say_line(struct claims_page *page, const struct claim_line *line) {
    const struct entry_row *entry = line->entry;
    const struct claims_review *review = page->report->review;
    struct number_room rooms[2];
    char days[3][DATE_TEXT_SIZE];
    char code[HS_TEXT_SIZE];
    struct text determined = date_text(days[1], line->answer != NULL ? line->answer->date : 0);
    SAY(page, entry->line.length > 0 ? "claims.line.numbered" : "claims.line", {"entry", entry->entry},
        {"line", entry->line}, {"date", date_text(days[0], entry->date)}, {"good", entry->good_id},
        {"value", number_amount(&rooms[0], page->messages, entry->value)}, {"currency", line->currency});
    buffer_text(&page->line, message_find(page->messages, "colon"));
    char id[80];
    snprintf(id, sizeof id, "claims.reason.%s", line->reason);
    SAY(page, id, {"date", determined},
        {"pile", line->answer != NULL ? word_of_pile(page, line->answer->pile) : NO_TEXT},
        {"import", line->answer != NULL ? line->answer->import_country : NO_TEXT},
        {"hs", line->answer != NULL ? hs_text(code, line->answer->hs) : NO_TEXT});
    buffer_string(&page->line, ". ");
    SAY(page,
        line->complete      ? "claims.amount"
        : line->amount != 0 ? "claims.amount.incomplete"
                            : "claims.amount.unknown",
        {"amount", number_total(&rooms[1], page->messages, line->amount)}, {"currency", line->currency});
    if (line->last_day != 0) {
        buffer_char(&page->line, ' ');
        SAY(page, claim_past(review, line) ? "claims.last-day.past" : "claims.last-day",
            {"day", date_text(days[2], line->last_day)}, {"cite", claim_cite(review, line)});
    }
    end_line(page, "  ");
    for (size_t i = 0; i < line->part_count; i++)
        if (line->parts[i].row == NULL || line->parts[i].refused != NULL || line->parts[i].rate_percent > 0)
            say_part(page, line, &line->parts[i]);
}

static void say_fee(struct claims_page *page, const struct claim_fee *fee) {
    struct number_room rooms[2];
    SAY(page, "claims.fee", {"entry", fee->first->entry->entry}, {"name", fee->row->measure},
        {"amount", number_total(&rooms[0], page->messages, fee->amount)},
        {"value", number_total(&rooms[1], page->messages, fee->value)}, {"currency", fee->first->currency});
    end_line(page, "  ");
}

static void say_verdict(struct claims_page *page, enum claim_verdict verdict) {
    const struct claims_review *review = page->report->review;
    bool any = false;
    for (size_t i = 0; i < review->asked->entry_count; i++) {
        if (review->lines[i].verdict != verdict)
            continue;
        if (!any) {
            buffer_char(page->out, '\n');
            buffer_text(&page->line, word_of(page, "verdict", CLAIM_VERDICT_WORDS[verdict]));
            end_line(page, "");
        }
        any = true;
        say_line(page, &review->lines[i]);
    }
    for (size_t i = 0; i < review->fee_count; i++)
        if (review->fees[i].verdict == verdict)
            say_fee(page, &review->fees[i]);
}

/* ---- what it comes to ---- */

static void say_sums(struct claims_page *page, const char *title, const struct claim_sums *sums) {
    struct number_room room;
    struct buffer count = {0};
    buffer_char(page->out, '\n');
    buffer_text(&page->line, message_find(page->messages, title));
    end_line(page, "");
    for (size_t i = 0; i < sums->count; i++) {
        const struct claim_sum *sum = &sums->list[i];
        const char *id = !claim_matters(sum->verdict) ? "claims.sum.nothing"
                         : sum->complete              ? "claims.sum"
                                                      : "claims.sum.incomplete";
        count.length = 0;
        buffer_number(&count, sum->lines);
        if (sum->key.length > 0) {
            buffer_text(&page->line, sum->key);
            buffer_text(&page->line, message_find(page->messages, "colon"));
        }
        SAY(page, id, {"verdict", word_of(page, "verdict", CLAIM_VERDICT_WORDS[sum->verdict])},
            {"amount", number_total(&room, page->messages, sum->amount)}, {"currency", sum->currency},
            {"lines", buffer_view(&count)});
        end_line(page, "  ");
    }
    buffer_release(&count, page->out);
}

void claims_text(struct buffer *out, const struct claims_report *report) {
    struct claims_page page = {.out = out, .report = report, .messages = report->messages};
    const struct claims_review *review = report->review;
    char day[DATE_TEXT_SIZE];
    SAY(&page, "claims.title", {"day", date_text(day, review->asked->on)});
    end_line(&page, "");
    for (int verdict = 0; verdict < CLAIM_VERDICTS; verdict++)
        if (claim_matters((enum claim_verdict)verdict))
            say_verdict(&page, (enum claim_verdict)verdict);
    say_sums(&page, "claims.by-good", &review->by_good);
    say_sums(&page, "claims.by-entry", &review->by_entry);
    say_sums(&page, "claims.by-quarter", &review->by_quarter);
    say_sums(&page, "claims.whole", &review->whole);
    buffer_char(out, '\n');
    if (!review->asked->measures_given) {
        buffer_text(&page.line, message_find(page.messages, "claims.no-measures"));
        buffer_char(&page.line, ' ');
    }
    buffer_text(&page.line, message_find(page.messages, "claims.rounding"));
    end_line(&page, "");
    buffer_release(&page.line, out);
}
