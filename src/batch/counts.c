#include "batch/counts.h"

#include "report/json_value.h"

void batch_counts_json(struct buffer *out, const struct batch_counts *counts) {
    JSON_LITERAL(out, ",\"goods\":{");
    for (int i = 0; i < STATUSES; i++) {
        buffer_string(out, i > 0 ? "," : "");
        json_put_word(out, STATUS_WORDS[i]);
        buffer_char(out, ':');
        buffer_number(out, counts->goods[i]);
    }
    JSON_LITERAL(out, "},\"piles\":{");
    for (int i = PILES; i > 0; i--) {
        buffer_string(out, i < PILES ? "," : "");
        json_put_word(out, PILE_WORDS[i - 1]);
        buffer_char(out, ':');
        buffer_number(out, counts->piles[i - 1]);
    }
    JSON_LITERAL(out, "},\"findings\":{");
    bool any = false;
    for (int i = 0; i < FINDING_CODES; i++) {
        if (counts->findings[i] == 0)
            continue;
        buffer_string(out, any ? "," : "");
        json_put_word(out, FINDING_WORDS[i]);
        buffer_char(out, ':');
        buffer_number(out, counts->findings[i]);
        any = true;
    }
    buffer_char(out, '}');
}
