#include "report/json_evidence.h"

#include "origin/evidence.h"
#include "report/json_value.h"

static void put_decides(struct buffer *out, enum result decides) {
    if (decides == RESULT_UNKNOWN)
        JSON_LITERAL(out, "null");
    else
        json_put_flag(out, decides == RESULT_PASS);
}

static void put_day(struct buffer *out, date day) {
    if (day != 0)
        json_put_date(out, day);
    else
        JSON_LITERAL(out, "null");
}

static void put_paper(struct buffer *out, const struct determination *determination,
                      const struct relied_paper *relied) {
    const struct paper *paper = relied->paper;
    JSON_LITERAL(out, "{\"id\":");
    json_put_text(out, paper->document_id);
    JSON_LITERAL(out, ",\"supplier\":");
    json_put_text(out, paper->supplier);
    JSON_LITERAL(out, ",\"kind\":");
    json_put_word(out, paper->of_bill ? "bill-of-materials" : DOCUMENT_WORDS[paper->kind]);
    JSON_LITERAL(out, ",\"state\":");
    json_put_word(out, PAPER_STATE_WORDS[relied->state]);
    JSON_LITERAL(out, ",\"valid_to\":");
    put_day(out, paper->ends);
    JSON_LITERAL(out, ",\"line\":");
    if (relied->place != NO_LINE)
        json_put_string(out, determination->lines[relied->place].material->line);
    else
        JSON_LITERAL(out, "null");
    JSON_LITERAL(out, ",\"material_id\":");
    json_put_text(out, paper->material_id);
    JSON_LITERAL(out, ",\"path\":");
    json_put_string(out, relied->path);
    JSON_LITERAL(out, ",\"decides\":");
    put_decides(out, relied->decides);
    buffer_char(out, '}');
}

void report_json_evidence(struct buffer *out, const struct determination *determination) {
    const struct relied_papers *papers = &determination->papers;
    JSON_LITERAL(out, ",\"valid_until\":");
    put_day(out, determination->valid_until);
    JSON_LITERAL(out, ",\"evidence\":{\"pile\":");
    json_put_word(out, PILE_WORDS[papers->pile]);
    JSON_LITERAL(out, ",\"status_documented\":");
    json_put_word(out, STATUS_WORDS[papers->status_documented]);
    const struct finding *broken = evidence_broken(determination);
    if (broken != NULL) {
        JSON_LITERAL(out, ",\"reason\":");
        json_put_string(out, broken->message);
    }
    JSON_LITERAL(out, ",\"documents\":[");
    for (uint32_t i = 0; i < papers->count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        put_paper(out, determination, &papers->list[i]);
    }
    JSON_LITERAL(out, "],\"more\":");
    json_put_flag(out, papers->more);
    buffer_char(out, '}');
}

static void put_given(struct buffer *out, const char *member, struct text text) {
    if (text.length == 0)
        return;
    buffer_string(out, member);
    json_put_string(out, text);
}

void report_json_purchase(struct buffer *out, const struct line *line) {
    const struct material *material = line->material;
    const struct document *paper = line->paper;
    put_given(out, ",\"document\":",
              material->document.length > 0 || paper == NULL ? material->document : paper->document_id);
    put_given(out, ",\"supplier\":",
              material->supplier.length > 0 || paper == NULL ? material->supplier : paper->supplier);
    put_given(out, ",\"country\":", material->country);
    if (!material->unit_value.given)
        return;
    JSON_LITERAL(out, ",\"unit_price\":");
    json_put_amount(out, material->unit_value);
    put_given(out, ",\"price_currency\":", material->currency);
}
