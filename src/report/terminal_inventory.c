#include <stdio.h>

#include "report/inventory.h"
#include "report/number.h"
#include "report/paragraph.h"

static void put_part(struct buffer *out, const struct inventory_report *report,
                     const struct inventory_part *part) {
    const struct messages *messages = report->messages;
    bool originating = part->receipt->origin == ORIGIN_DECLARED_ORIGINATING;
    struct number_room rooms[2];
    char day[DATE_TEXT_SIZE];
    struct buffer line = {0};
    MESSAGE(&line, messages, part->receipt->lot.length > 0 ? "inventory.part.lot" : "inventory.part",
            {"quantity", number_decimal(&rooms[0], messages, part->quantity, 0)},
            {"date", {day, date_print(day, part->receipt->date)}}, {"lot", part->receipt->lot},
            {"origin", message_find(messages, originating ? "inventory.origin.originating"
                                                          : "inventory.origin.non-originating")},
            {"value", number_amount(&rooms[1], messages, part->value)});
    paragraph_write_within(out, report->width, TEXT("      "), buffer_view(&line));
    buffer_release(&line, out);
}

/* Each sentence is a sum that can be done again by hand: the ratio as it was rounded, or else as a fraction.
 */
static void say_ratio(struct buffer *line, const struct messages *messages,
                      const struct inventory_choice *choice, const struct inventory_outcome *outcome) {
    struct number_room rooms[6];
    struct text part = number_decimal(&rooms[0], messages, outcome->ratio_part, 0);
    struct text whole = number_decimal(&rooms[1], messages, outcome->ratio_whole, 0);
    struct text ratio = number_decimal(&rooms[2], messages, outcome->ratio, 0);
    bool rounded = choice->places >= 0 || inventory_by_period(choice);
    MESSAGE(line, messages, outcome->no_period ? "inventory.no-period" : "inventory.ratio", {"part", part},
            {"whole", whole}, {"ratio", ratio});
    buffer_char(line, ' ');
    if (outcome->value.given)
        MESSAGE(line, messages, rounded ? "inventory.share" : "inventory.share.fraction", {"part", part},
                {"whole", whole}, {"ratio", ratio},
                {"value", number_decimal(&rooms[3], messages, outcome->value.value, 2)},
                {"result", number_decimal(&rooms[4], messages, outcome->non_originating_value.value, 2)});
}

static void put_average(struct buffer *out, const struct inventory_report *report,
                        const struct inventory_outcome *outcome) {
    const struct messages *messages = report->messages;
    const struct inventory_choice *choice = report->choice;
    struct number_room rooms[5];
    struct buffer line = {0};
    if (outcome->unit_value.given) {
        MESSAGE(&line, messages, "inventory.average",
                {"stock_value",
                 number_decimal(&rooms[0], messages, outcome->left_value.value + outcome->value.value, 2)},
                {"stock", number_decimal(&rooms[1], messages, outcome->in_stock, 0)},
                {"unit", number_decimal(&rooms[2], messages, outcome->unit_value.value, 2)});
        buffer_char(&line, ' ');
    }
    if (choice->method != INVENTORY_ROLLING_AVERAGE)
        say_ratio(&line, messages, choice, outcome);
    paragraph_write_within(out, report->width, TEXT("      "), buffer_view(&line));
    buffer_release(&line, out);
}

static void put_left(struct buffer *out, const struct inventory_report *report,
                     const struct inventory_outcome *outcome) {
    const struct messages *messages = report->messages;
    const struct inventory_choice *choice = report->choice;
    bool period = inventory_by_period(choice);
    struct number_room rooms[3];
    struct buffer line = {0};
    MESSAGE(&line, messages, period ? "inventory.left.period" : "inventory.left",
            {"quantity", number_decimal(&rooms[0], messages, outcome->left, 0)},
            {"non_originating", number_decimal(&rooms[1], messages, outcome->left_non_originating, 0)},
            {"value", number_amount(&rooms[2], messages, outcome->left_value)});
    paragraph_write_within(out, report->width, TEXT("      "), buffer_view(&line));
    buffer_release(&line, out);
}

static void put_withdrawal(struct buffer *out, const struct inventory_report *report,
                           const struct inventory_outcome *outcome) {
    const struct messages *messages = report->messages;
    const struct movement *movement = outcome->movement;
    const char *id = movement->reference.length > 0 ? "inventory.withdrawal" : "inventory.withdrawal.plain";
    struct number_room rooms[5];
    char lead[DATE_TEXT_SIZE + 4] = "  ";
    size_t length = 2 + date_print(lead + 2, movement->date);
    struct buffer line = {0};
    lead[length++] = ' ';
    lead[length++] = ' ';
    MESSAGE(&line, messages, id, {"reference", movement->reference},
            {"quantity", number_decimal(&rooms[0], messages, movement->quantity.value, 0)},
            {"originating", number_decimal(&rooms[1], messages, inventory_originating(outcome), 0)},
            {"non_originating", number_decimal(&rooms[2], messages, outcome->non_originating, 0)},
            {"value", number_amount(&rooms[3], messages, outcome->value)},
            {"non_originating_value", number_amount(&rooms[4], messages, outcome->non_originating_value)});
    paragraph_write_within(out, report->width, (struct text){lead, length}, buffer_view(&line));
    buffer_release(&line, out);
    for (size_t i = 0; i < outcome->part_count; i++)
        put_part(out, report, &outcome->parts[i]);
    if (outcome->part_count == 0)
        put_average(out, report, outcome);
    put_left(out, report, outcome);
}

static void put_heading(struct buffer *out, const struct inventory_report *report, struct text material) {
    const struct messages *messages = report->messages;
    const struct inventory_choice *choice = report->choice;
    char id[64];
    struct buffer line = {0};
    snprintf(id, sizeof id, "inventory.method.%s", INVENTORY_METHOD_WORDS[choice->method]);
    MESSAGE(&line, messages, "inventory.heading", {"material", material},
            {"method", message_find(messages, id)}, {"cite", report_inventory_cite(messages, choice)});
    buffer_string(out, out->length > 0 ? "\n" : "");
    paragraph_write_within(out, report->width, TEXT(""), buffer_view(&line));
    buffer_release(&line, out);
}

void report_inventory_text(struct buffer *out, const struct inventory_report *report) {
    const struct inventory_outcome *before = NULL;
    for (size_t i = 0; i < report->count; i++) {
        const struct inventory_outcome *outcome = &report->outcomes[i];
        if (!inventory_withdrawn(outcome))
            continue;
        if (before == NULL || !text_equal(before->movement->material_id, outcome->movement->material_id))
            put_heading(out, report, outcome->movement->material_id);
        put_withdrawal(out, report, outcome);
        before = outcome;
    }
}
