#include "report/inventory.h"

#include <stdio.h>

#include "report/json_value.h"

static bool is_average(const struct inventory_choice *choice) {
    return choice->method == INVENTORY_AVERAGE || choice->method == INVENTORY_ROLLING_AVERAGE;
}

struct text report_inventory_cite(const struct messages *messages, const struct inventory_choice *choice) {
    char id[64];
    snprintf(id, sizeof id, "inventory.cite.%s%s", INVENTORY_METHOD_WORDS[choice->method],
             !inventory_by_period(choice) ? ""
             : choice->own_ratio          ? ".own"
                                          : ".period");
    return message_find(messages, id);
}

/* ---- JSON ---- */

static void put_day(struct buffer *out, date day) {
    char text[DATE_TEXT_SIZE];
    json_put_text(out, (struct text){text, date_print(text, day)});
}

static const char *origin_word(const struct movement *receipt) {
    return receipt->origin == ORIGIN_DECLARED_ORIGINATING ? "originating" : "non-originating";
}

static void put_parts(struct buffer *out, const struct inventory_outcome *outcome) {
    JSON_LITERAL(out, "[");
    for (size_t i = 0; i < outcome->part_count; i++) {
        const struct inventory_part *part = &outcome->parts[i];
        buffer_string(out, i > 0 ? ",{\"date\":" : "{\"date\":");
        put_day(out, part->receipt->date);
        JSON_LITERAL(out, ",\"lot\":");
        json_put_text(out, part->receipt->lot);
        JSON_LITERAL(out, ",\"origin\":");
        json_put_word(out, origin_word(part->receipt));
        JSON_LITERAL(out, ",\"quantity\":");
        json_put_decimal(out, part->quantity, 0);
        JSON_LITERAL(out, ",\"value\":");
        json_put_amount(out, part->value);
        JSON_LITERAL(out, "}");
    }
    JSON_LITERAL(out, "]");
}

static void put_average(struct buffer *out, const struct inventory_outcome *outcome) {
    JSON_LITERAL(out, "{\"non_originating\":");
    json_put_decimal(out, outcome->ratio_part, 0);
    JSON_LITERAL(out, ",\"units\":");
    json_put_decimal(out, outcome->ratio_whole, 0);
    JSON_LITERAL(out, ",\"ratio\":");
    json_put_decimal(out, outcome->ratio, 0);
    JSON_LITERAL(out, ",\"unit_value\":");
    json_put_amount(out, outcome->unit_value);
    JSON_LITERAL(out, ",\"no_period\":");
    json_put_flag(out, outcome->no_period);
    JSON_LITERAL(out, "}");
}

static void put_left(struct buffer *out, const struct inventory_choice *choice,
                     const struct inventory_outcome *outcome) {
    JSON_LITERAL(out, "{\"quantity\":");
    json_put_decimal(out, outcome->left, 0);
    JSON_LITERAL(out, ",\"non_originating\":");
    if (inventory_by_period(choice))
        JSON_LITERAL(out, "null");
    else
        json_put_decimal(out, outcome->left_non_originating, 0);
    JSON_LITERAL(out, ",\"value\":");
    json_put_amount(out, outcome->left_value);
    JSON_LITERAL(out, "}");
}

static void put_withdrawal(struct buffer *out, const struct messages *messages,
                           const struct inventory_choice *choice, const struct inventory_outcome *outcome) {
    JSON_LITERAL(out, "{\"material_id\":");
    json_put_text(out, outcome->movement->material_id);
    JSON_LITERAL(out, ",\"date\":");
    put_day(out, outcome->movement->date);
    JSON_LITERAL(out, ",\"reference\":");
    json_put_text(out, outcome->movement->reference);
    JSON_LITERAL(out, ",\"quantity\":");
    json_put_decimal(out, outcome->movement->quantity.value, 0);
    JSON_LITERAL(out, ",\"originating\":");
    json_put_decimal(out, inventory_originating(outcome), 0);
    JSON_LITERAL(out, ",\"non_originating\":");
    json_put_decimal(out, outcome->non_originating, 0);
    JSON_LITERAL(out, ",\"value\":");
    json_put_amount(out, outcome->value);
    JSON_LITERAL(out, ",\"non_originating_value\":");
    json_put_amount(out, outcome->non_originating_value);
    JSON_LITERAL(out, ",\"method\":");
    json_put_word(out, INVENTORY_METHOD_WORDS[choice->method]);
    JSON_LITERAL(out, ",\"cite\":");
    json_put_text(out, report_inventory_cite(messages, choice));
    JSON_LITERAL(out, ",\"receipts\":");
    put_parts(out, outcome);
    JSON_LITERAL(out, ",\"average\":");
    if (is_average(choice))
        put_average(out, outcome);
    else
        JSON_LITERAL(out, "null");
    JSON_LITERAL(out, ",\"left\":");
    put_left(out, choice, outcome);
    JSON_LITERAL(out, "}\n");
}

void report_inventory_json(struct buffer *out, const struct inventory_report *report) {
    for (size_t i = 0; i < report->count; i++)
        if (inventory_withdrawn(&report->outcomes[i]))
            put_withdrawal(out, report->messages, report->choice, &report->outcomes[i]);
}

/* ---- CSV ---- */

static const char CSV_HEADER[] = "material_id,date,reference,quantity,originating,non_originating,value,"
                                 "non_originating_value\n";

static void put_number(struct buffer *out, bool given, decimal value, int places) {
    char number[DECIMAL_TEXT_SIZE];
    buffer_char(out, ',');
    if (given)
        buffer_put(out, number, decimal_print(number, value, places));
}

void report_inventory_csv(struct buffer *out, const struct inventory_report *report) {
    buffer_string(out, CSV_HEADER);
    for (size_t i = 0; i < report->count; i++) {
        const struct inventory_outcome *outcome = &report->outcomes[i];
        char day[DATE_TEXT_SIZE];
        if (!inventory_withdrawn(outcome))
            continue;
        buffer_csv_foreign(out, outcome->movement->material_id, report->raw_cells);
        buffer_char(out, ',');
        buffer_put(out, day, date_print(day, outcome->movement->date));
        buffer_char(out, ',');
        buffer_csv_foreign(out, outcome->movement->reference, report->raw_cells);
        put_number(out, true, outcome->movement->quantity.value, 0);
        put_number(out, true, inventory_originating(outcome), 0);
        put_number(out, true, outcome->non_originating, 0);
        put_number(out, outcome->value.given, outcome->value.value, 2);
        put_number(out, outcome->non_originating_value.given, outcome->non_originating_value.value, 2);
        buffer_char(out, '\n');
    }
}
