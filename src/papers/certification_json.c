#include "papers/certification.h"
#include "report/json_key.h"
#include "report/json_value.h"

enum { CERTIFICATION_FORMAT = 1 };

void party_json(struct buffer *out, const struct party *party) {
    JSON_LITERAL(out, "{\"name\":");
    json_put_string(out, party->name);
    json_put_member(out, "signatory", party->signatory);
    json_put_member(out, "title", party->title);
    json_put_member(out, "address", party->address);
    json_put_member(out, "city", party->city);
    json_put_member(out, "region", party->region);
    json_put_member(out, "postal_code", party->postal_code);
    json_put_member(out, "country", party->country);
    json_put_member(out, "telephone", party->telephone);
    json_put_member(out, "email", party->email);
    json_put_member(out, "tax_number", party->tax_number);
    buffer_char(out, '}');
}

static void put_parties(struct buffer *out, const char *name, const struct stated_parties *parties) {
    buffer_char(out, ',');
    json_put_word(out, name);
    JSON_LITERAL(out, ":{\"stated\":");
    json_put_word(out, STATED_WORDS[parties->stated]);
    JSON_LITERAL(out, ",\"parties\":[");
    for (size_t i = 0; parties->stated == STATED_LISTED && i < parties->count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        party_json(out, parties->list[i]);
    }
    JSON_LITERAL(out, "]}");
}

static void put_goods(struct buffer *out, const struct certification *certification) {
    JSON_LITERAL(out, ",\"goods\":[");
    for (size_t i = 0; i < certification->good_count; i++) {
        const struct certified_good *good = &certification->goods[i];
        buffer_string(out, i > 0 ? ",{\"good_id\":" : "{\"good_id\":");
        json_put_string(out, good->good_id);
        json_put_member(out, "description", good->description);
        json_put_member(out, "hs", text_from(good->hs));
        json_put_member(out, "criterion", (struct text){&good->criterion, 1});
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

void certification_json(struct buffer *out, const struct certification *certification) {
    const struct messages *messages = certification->messages;
    JSON_LITERAL(out, "{\"format\":");
    buffer_number(out, CERTIFICATION_FORMAT);
    JSON_LITERAL(out, ",\"language\":");
    json_put_text(out, message_find(messages, "language"));
    JSON_LITERAL(out, ",\"certified_by\":");
    json_put_word(out, PARTY_ROLE_WORDS[certification->by]);
    JSON_LITERAL(out, ",\"certifier\":");
    party_json(out, certification->certifier);
    put_parties(out, "exporter", &certification->exporter);
    put_parties(out, "producer", &certification->producer);
    put_parties(out, "importer", &certification->importer);
    json_put_member(out, "invoice", certification->invoice);
    put_goods(out, certification);
    JSON_LITERAL(out, ",\"blanket_period\":");
    if (certification->from != 0) {
        JSON_LITERAL(out, "{\"from\":");
        json_put_date(out, certification->from);
        JSON_LITERAL(out, ",\"to\":");
        json_put_date(out, certification->to);
        buffer_char(out, '}');
    } else {
        JSON_LITERAL(out, "null");
    }
    json_put_member(out, "statement", message_find(messages, "certify.statement"));
    JSON_LITERAL(out, ",\"date\":");
    json_put_date(out, certification->date);
    json_put_member(out, "import_country", certification->import_country);
    json_put_member(out, "results_sha256", certification->results);
    JSON_LITERAL(out, "}\n");
}
