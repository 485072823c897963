#include "report/json_evidence.h"

#include "origin/evidence.h"
#include "report/json_value.h"

static void put_day(struct buffer *out, date day) {
    if (day != 0)
        json_put_date(out, day);
    else
        JSON_LITERAL(out, "null");
}

static char *decides_at(char *at, enum result decides) {
    return decides == RESULT_UNKNOWN ? JSON_AT(at, "null")
           : decides == RESULT_PASS  ? JSON_AT(at, "true")
                                     : JSON_AT(at, "false");
}

static const char BILL_OF_MATERIALS[] = "bill-of-materials";

struct text relied_line(const struct determination *determination, const struct relied_paper *relied) {
    return relied->place != NO_LINE ? determination->lines[relied->place].material->line : NO_TEXT;
}

/* The words of papers of one good: nearly all of them are of one kind, and in one state. */
struct paper_words {
    struct json_member kind;
    struct json_member state;
};

static inline char *paper_at(char *at, struct paper_words *words, const struct determination *determination,
                             const struct relied_paper *relied) {
    const struct paper *paper = relied->paper;
    at = JSON_AT(at, "{\"id\":");
    at = json_text_at(at, paper->document_id);
    at = JSON_AT(at, ",\"supplier\":");
    at = json_text_at(at, paper->supplier);
    at = json_member_at(at, &words->kind,
                        ",\"kind\":", paper->of_bill ? BILL_OF_MATERIALS : DOCUMENT_WORDS[paper->kind]);
    at = json_member_at(at, &words->state, ",\"state\":", PAPER_STATE_WORDS[relied->state]);
    at = JSON_AT(at, ",\"valid_to\":");
    at = paper->ends != 0 ? json_date_at(at, paper->ends) : JSON_AT(at, "null");
    if (relied->bought != 0)
        at = json_date_at(JSON_AT(at, ",\"purchase_date\":"), relied->bought);
    at = JSON_AT(at, ",\"line\":");
    at = relied->place != NO_LINE ? json_string_at(at, relied_line(determination, relied))
                                  : JSON_AT(at, "null");
    at = JSON_AT(at, ",\"material_id\":");
    at = json_text_at(at, paper->material_id);
    at = JSON_AT(at, ",\"path\":");
    at = json_string_at(at, relied->path);
    at = JSON_AT(at, ",\"decides\":");
    at = decides_at(at, relied->decides);
    return JSON_AT(at, "}");
}

static void put_paper(struct buffer *out, struct paper_words *words,
                      const struct determination *determination, const struct relied_paper *relied) {
    enum { NAMES = 160, WORDS = 2 };
    const struct paper *paper = relied->paper;
    char *at = buffer_reserve(
        out, NAMES + WORDS * JSON_MEMBER_MOST + JSON_NUMBER_MOST + json_string_most(paper->document_id) +
                 json_string_most(paper->supplier) + json_string_most(relied_line(determination, relied)) +
                 json_string_most(paper->material_id) + json_string_most(relied->path));
    buffer_ends(out, at != NULL ? paper_at(at, words, determination, relied) : NULL);
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
    struct paper_words words;
    json_member_begin(&words.kind);
    json_member_begin(&words.state);
    for (uint32_t i = 0; i < papers->count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        put_paper(out, &words, determination, &papers->list[i]);
    }
    JSON_LITERAL(out, "],\"more\":");
    json_put_flag(out, papers->more);
    buffer_char(out, '}');
}

/* The paper that vouches for a line says what the line does not. */
static struct text document_of(const struct line *line) {
    const bool by_paper = line->material->document.length == 0 && line->paper != NULL;
    return by_paper ? line->paper->document_id : line->material->document;
}

static struct text supplier_of(const struct line *line) {
    const bool by_paper = line->material->supplier.length == 0 && line->paper != NULL;
    return by_paper ? line->paper->supplier : line->material->supplier;
}

#define GIVEN_AT(at, member, text)                                                                           \
    ((text).length > 0 ? json_string_at(JSON_AT((at), ",\"" member "\":"), (text)) : (at))

size_t report_json_purchase_most(const struct line *line) {
    enum { NAMES = 112 };
    const struct material *material = line->material;
    return NAMES + JSON_NUMBER_MOST + json_string_most(document_of(line)) +
           json_string_most(supplier_of(line)) + json_string_most(material->country) +
           json_string_most(material->currency);
}

char *report_json_purchase_at(char *at, const struct line *line) {
    const struct material *material = line->material;
    const struct text document = document_of(line);
    const struct text supplier = supplier_of(line);
    at = GIVEN_AT(at, "document", document);
    at = GIVEN_AT(at, "supplier", supplier);
    at = GIVEN_AT(at, "country", material->country);
    if (material->purchase_date != 0)
        at = json_date_at(JSON_AT(at, ",\"purchase_date\":"), material->purchase_date);
    if (!material->unit_value.given)
        return at;
    at = JSON_AT(at, ",\"unit_price\":");
    at = json_amount_at(at, material->unit_value);
    return GIVEN_AT(at, "price_currency", material->currency);
}
