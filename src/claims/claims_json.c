#include "claims/claims_report.h"
#include "report/json_key.h"
#include "report/json_value.h"

enum { CLAIMS_FORMAT = 1 };

static void put_word(struct buffer *out, const char *name, const char *word) {
    json_put_key(out, name);
    json_put_word(out, word);
}

static void put_flag(struct buffer *out, const char *name, bool flag) {
    json_put_key(out, name);
    json_put_flag(out, flag);
}

static void put_day(struct buffer *out, const char *name, date day) {
    json_put_key(out, name);
    json_put_day(out, day);
}

/* With two decimals at least; null where it is not given. */
static void put_total(struct buffer *out, const char *name, bool given, total value) {
    char room[TOTAL_TEXT_SIZE];
    json_put_key(out, name);
    if (given)
        json_put_string(out, (struct text){room, total_print(room, value, 2)});
    else
        JSON_LITERAL(out, "null");
}

static void put_code(struct buffer *out, struct hs_code code) {
    char digits[HS_TEXT_SIZE];
    json_put_member(out, "hs", (struct text){digits, code.digits > 0 ? hs_print_digits(digits, code) : 0});
}

static void put_part(struct buffer *out, const struct claim_part *part) {
    const struct measure_row *row = part->row;
    bool reckoned = part->refused == NULL && !part->by_entry;
    JSON_LITERAL(out, "{\"kind\":");
    json_put_word(out, row != NULL || part->of_measures ? "measure" : "ordinary-duty");
    json_put_member(out, "measure", row != NULL ? row->measure : NO_TEXT);
    json_put_member(out, "heading", row != NULL ? row->heading : NO_TEXT);
    json_put_key(out, "rate_percent");
    if (part->refused == NULL)
        json_put_decimal(out, part->rate_percent, 0);
    else
        JSON_LITERAL(out, "null");
    json_put_member(out, "base", text_from(row != NULL ? MEASURE_BASE_WORDS[row->base] : ""));
    json_put_key(out, "base_amount");
    json_put_amount(out, part->refused == NULL ? part->base : amount_not_given());
    json_put_member(out, "relieved", text_from(row != NULL ? MEASURE_RELIEF_WORDS[row->relieved] : ""));
    put_total(out, "without_claim", reckoned, part->without_claim);
    put_total(out, "with_claim", reckoned, part->with_claim);
    put_flag(out, "by_entry", part->by_entry);
    json_put_member(out, "refused", text_from(part->refused));
    json_put_member(out, "source", row != NULL ? row->source : NO_TEXT);
    buffer_char(out, '}');
}

static void put_answer(struct buffer *out, const struct claim_line *line) {
    const struct claim_answer *answer = line->answer;
    put_word(out, "reason", line->reason);
    put_day(out, "determined", answer != NULL ? answer->date : 0);
    json_put_member(out, "status", text_from(answer != NULL ? STATUS_WORDS[answer->status] : ""));
    json_put_member(out, "pile", answer != NULL ? answer->pile : NO_TEXT);
}

static void put_line(struct buffer *out, const struct claims_review *review, const struct claim_line *line) {
    const struct entry_row *entry = line->entry;
    bool matters = claim_matters(line->verdict);
    JSON_LITERAL(out, "{\"entry\":");
    json_put_string(out, entry->entry);
    json_put_member(out, "line", entry->line);
    put_day(out, "date", entry->date);
    json_put_member(out, "good_id", entry->good_id);
    put_code(out, line->code);
    json_put_member(out, "country", entry->country);
    json_put_member(out, "import_country", line->import_country);
    json_put_member(out, "importer", entry->importer);
    json_put_key(out, "value");
    json_put_amount(out, entry->value);
    json_put_member(out, "currency", line->currency);
    put_flag(out, "claimed", entry->claimed == YES);
    put_word(out, "verdict", CLAIM_VERDICT_WORDS[line->verdict]);
    put_answer(out, line);
    put_total(out, "amount", matters && line->complete, line->amount);
    put_total(out, "reckoned", matters, line->amount);
    put_day(out, "last_day", line->last_day);
    put_flag(out, "past", claim_past(review, line));
    json_put_member(out, "cite", claim_cite(review, line));
    json_put_key(out, "parts");
    buffer_char(out, '[');
    for (size_t i = 0; i < line->part_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        put_part(out, &line->parts[i]);
    }
    JSON_LITERAL(out, "]}");
}

static void put_fee(struct buffer *out, const struct claim_fee *fee) {
    JSON_LITERAL(out, "{\"entry\":");
    json_put_string(out, fee->first->entry->entry);
    json_put_member(out, "measure", fee->row->measure);
    json_put_member(out, "heading", fee->row->heading);
    put_word(out, "verdict", CLAIM_VERDICT_WORDS[fee->verdict]);
    put_total(out, "value", true, fee->value);
    json_put_member(out, "currency", fee->first->currency);
    put_total(out, "amount", true, fee->amount);
    json_put_member(out, "source", fee->row->source);
    buffer_char(out, '}');
}

static void put_sums(struct buffer *out, const char *name, const struct claim_sums *sums) {
    json_put_key(out, name);
    buffer_char(out, '[');
    for (size_t i = 0; i < sums->count; i++) {
        const struct claim_sum *sum = &sums->list[i];
        buffer_string(out, i > 0 ? ",{\"of\":" : "{\"of\":");
        json_put_text(out, sum->key);
        put_word(out, "verdict", CLAIM_VERDICT_WORDS[sum->verdict]);
        json_put_member(out, "currency", sum->currency);
        json_put_key(out, "lines");
        buffer_number(out, sum->lines);
        put_total(out, "value", true, sum->value);
        put_total(out, "amount", claim_matters(sum->verdict) && sum->complete, sum->amount);
        put_total(out, "reckoned", claim_matters(sum->verdict), sum->amount);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

void claims_json(struct buffer *out, const struct claims_report *report) {
    const struct claims_review *review = report->review;
    JSON_LITERAL(out, "{\"format\":");
    buffer_number(out, CLAIMS_FORMAT);
    put_day(out, "on", review->asked->on);
    put_flag(out, "duties_given", review->asked->duties.given);
    put_flag(out, "measures_given", review->asked->measures_given);
    json_put_key(out, "lines");
    buffer_char(out, '[');
    for (size_t i = 0; i < review->asked->entry_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        put_line(out, review, &review->lines[i]);
    }
    buffer_char(out, ']');
    json_put_key(out, "entry_fees");
    buffer_char(out, '[');
    for (size_t i = 0; i < review->fee_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        put_fee(out, &review->fees[i]);
    }
    buffer_char(out, ']');
    put_sums(out, "whole", &review->whole);
    put_sums(out, "by_quarter", &review->by_quarter);
    put_sums(out, "by_entry", &review->by_entry);
    put_sums(out, "by_good", &review->by_good);
    JSON_LITERAL(out, "}\n");
}
