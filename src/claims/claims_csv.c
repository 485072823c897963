#include "claims/claims_report.h"

static void put_foreign(struct buffer *out, const struct claims_report *report, struct text field) {
    buffer_csv_foreign(out, field, report->raw_cells);
    buffer_char(out, ',');
}

static void put_day(struct buffer *out, date day) {
    char room[DATE_TEXT_SIZE];
    if (day != 0)
        buffer_put(out, room, date_print(room, day));
    buffer_char(out, ',');
}

static void put_total(struct buffer *out, bool given, total value) {
    char room[TOTAL_TEXT_SIZE];
    if (given)
        buffer_put(out, room, total_print(room, value, 2));
    buffer_char(out, ',');
}

static void put_field(struct buffer *out, struct text field) {
    buffer_csv_field(out, field);
    buffer_char(out, ',');
}

/* "duty-unknown; Section 301: no-measure-that-day" */
static void put_refused(struct buffer *out, const struct claims_report *report,
                        const struct claim_line *line) {
    struct buffer list = {0};
    for (size_t i = 0; i < line->part_count; i++) {
        const struct claim_part *part = &line->parts[i];
        if (part->refused == NULL)
            continue;
        if (list.length > 0)
            buffer_string(&list, "; ");
        if (part->row != NULL) {
            buffer_text(&list, part->row->measure);
            buffer_string(&list, ": ");
        }
        buffer_string(&list, part->refused);
    }
    buffer_csv_foreign(out, buffer_view(&list), report->raw_cells);
    buffer_release(&list, out);
}

static void put_line(struct buffer *out, const struct claims_report *report, const struct claim_line *line) {
    const struct entry_row *entry = line->entry;
    bool matters = claim_matters(line->verdict);
    char amount[AMOUNT_TEXT_SIZE];
    total ordinary = line->part_count > 0 ? line->parts[0].without_claim : 0;
    bool known = line->part_count > 0 && line->parts[0].refused == NULL;
    put_foreign(out, report, entry->entry);
    put_foreign(out, report, entry->line);
    put_day(out, entry->date);
    put_foreign(out, report, entry->good_id);
    put_foreign(out, report, entry->importer);
    put_field(out, line->import_country);
    buffer_put(out, amount, amount_print(amount, entry->value, 2));
    buffer_char(out, ',');
    put_field(out, line->currency);
    put_field(out, text_from(YES_WORDS[entry->claimed]));
    put_field(out, text_from(CLAIM_VERDICT_WORDS[line->verdict]));
    put_field(out, text_from(line->reason));
    put_day(out, line->answer != NULL ? line->answer->date : 0);
    put_total(out, matters && line->complete, line->amount);
    put_total(out, matters, line->amount);
    put_total(out, known, ordinary);
    put_total(out, matters, line->amount - ordinary);
    put_day(out, line->last_day);
    put_field(out, text_from(line->last_day == 0 ? "" : claim_past(report->review, line) ? "yes" : "no"));
    put_refused(out, report, line);
    buffer_char(out, '\n');
}

void claims_csv(struct buffer *out, const struct claims_report *report) {
    buffer_string(out,
                  "entry,line,date,good_id,importer,import_country,value,currency,claimed,verdict,reason,"
                  "determined,amount,reckoned,ordinary_duty,measures,last_day,past,refused\n");
    for (size_t i = 0; i < report->review->asked->entry_count; i++)
        put_line(out, report, &report->review->lines[i]);
}
