#include "report/json_disputed.h"

#include "report/json_value.h"

static void put_holders(struct buffer *out, const struct dispute_reading *reading) {
    bool any = false;
    buffer_char(out, '[');
    for (uint32_t i = 1; i < COUNTRIES; i++) {
        if ((reading->customs >> i & 1) == 0)
            continue;
        buffer_string(out, any ? "," : "");
        json_put_word(out, COUNTRY_CODES[i]);
        any = true;
    }
    if (reading->panel) {
        buffer_string(out, any ? "," : "");
        json_put_word(out, "panel");
    }
    buffer_char(out, ']');
}

static void put_reading(struct buffer *out, const struct dispute_reading *reading, enum status status) {
    JSON_LITERAL(out, "{\"id\":");
    json_put_string(out, reading->id);
    JSON_LITERAL(out, ",\"text\":");
    json_put_string(out, reading->words);
    JSON_LITERAL(out, ",\"held_by\":");
    put_holders(out, reading);
    JSON_LITERAL(out, ",\"from\":");
    if (reading->from != 0)
        json_put_date(out, reading->from);
    else
        JSON_LITERAL(out, "null");
    JSON_LITERAL(out, ",\"cite\":");
    json_put_string(out, reading->cite);
    JSON_LITERAL(out, ",\"status\":");
    json_put_word(out, STATUS_WORDS[status]);
    buffer_char(out, '}');
}

static void put_dispute(struct buffer *out, const struct disputed *one) {
    JSON_LITERAL(out, "{\"dispute\":");
    json_put_string(out, one->dispute->id);
    JSON_LITERAL(out, ",\"cite\":");
    json_put_string(out, one->dispute->cite);
    JSON_LITERAL(out, ",\"text\":");
    json_put_string(out, one->dispute->words);
    JSON_LITERAL(out, ",\"taken\":");
    json_put_text(out, one->resolved ? one->dispute->readings[one->taken].id : (struct text){"", 0});
    JSON_LITERAL(out, ",\"readings\":[");
    for (uint32_t i = 0; i < one->dispute->reading_count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        put_reading(out, &one->dispute->readings[i], one->statuses[i]);
    }
    JSON_LITERAL(out, "]}");
}

void report_json_disputed(struct buffer *out, const struct determination *determination) {
    buffer_char(out, '[');
    for (uint32_t i = 0; i < determination->disputed_count; i++) {
        buffer_string(out, i > 0 ? "," : "");
        put_dispute(out, &determination->disputed[i]);
    }
    buffer_char(out, ']');
}
