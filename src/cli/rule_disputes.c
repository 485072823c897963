#include "cli/rule_disputes.h"

#include <stdio.h>

#include "report/paragraph.h"
#include "rulebook/messages.h"

static void put_holder(struct buffer *list, const struct usmca_rulebook *book, const char *id) {
    buffer_string(list, list->length > 0 ? ", " : "");
    buffer_text(list, message_find(book->messages, id));
}

static void put_reading(struct buffer *out, const struct lookup *lookup,
                        const struct dispute_reading *reading) {
    const struct usmca_rulebook *book = lookup->book;
    struct buffer holders = {0};
    struct buffer sentence = {0};
    char day[DATE_TEXT_SIZE];
    for (unsigned i = 1; i < COUNTRIES; i++) {
        char id[32];
        snprintf(id, sizeof id, "customs.%s", COUNTRY_CODES[i]);
        if ((reading->customs >> i & 1) != 0)
            put_holder(&holders, book, id);
    }
    if (reading->panel)
        put_holder(&holders, book, "dispute.panel");
    if (holders.length == 0)
        put_holder(&holders, book, "dispute.nobody");
    MESSAGE(&sentence, book->messages, reading->from != 0 ? "rule.reading.from" : "rule.reading",
            {"id", reading->id}, {"words", reading->words}, {"holders", buffer_view(&holders)},
            {"from", {day, date_print(day, reading->from)}}, {"cite", reading->cite});
    paragraph_write_within(out, lookup->width, TEXT("    "), buffer_view(&sentence));
    buffer_release(&sentence, out);
    buffer_release(&holders, out);
}

void rule_disputes_text(struct buffer *out, const struct lookup *lookup, uint32_t disputes) {
    const struct usmca_rulebook *book = lookup->book;
    if (disputes == 0)
        return;
    buffer_text(out, message_find(book->messages, "rule.disputes"));
    buffer_string(out, "\n\n");
    for (uint32_t d = 0; d < book->dispute_count; d++) {
        const struct dispute *dispute = &book->disputes[d];
        struct buffer sentence = {0};
        if ((disputes >> d & 1) == 0)
            continue;
        buffer_text(out, dispute->cite);
        buffer_string(out, "  [");
        buffer_text(out, dispute->id);
        buffer_string(out, "]\n");
        MESSAGE(&sentence, book->messages, "rule.dispute", {"words", dispute->words});
        paragraph_write_within(out, lookup->width, TEXT("  "), buffer_view(&sentence));
        buffer_release(&sentence, out);
        for (uint32_t i = 0; i < dispute->reading_count; i++)
            put_reading(out, lookup, &dispute->readings[i]);
        buffer_char(out, '\n');
    }
}
