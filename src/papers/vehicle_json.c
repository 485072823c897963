#include <stdlib.h>

#include "papers/vehicle_certificate.h"
#include "report/json_key.h"
#include "report/json_value.h"

enum { VEHICLE_CERTIFICATE_FORMAT = 1 };

static void put_party(struct buffer *out, const char *name, const struct party *party) {
    buffer_char(out, ',');
    json_put_word(out, name);
    buffer_char(out, ':');
    if (party != NULL)
        party_json(out, party);
    else
        JSON_LITERAL(out, "null");
}

static void put_parties(struct buffer *out, const struct vehicle_certificate *certificate, const char *name,
                        enum party_role role) {
    bool any = false;
    buffer_char(out, ',');
    json_put_word(out, name);
    JSON_LITERAL(out, ":[");
    for (size_t i = 0; i < certificate->party_count; i++) {
        if (certificate->parties[i].role != role)
            continue;
        if (any)
            buffer_char(out, ',');
        any = true;
        party_json(out, &certificate->parties[i]);
    }
    buffer_char(out, ']');
}

static void put_vehicles(struct buffer *out, const struct vehicle_certificate *certificate) {
    JSON_LITERAL(out, ",\"vehicles\":[");
    for (size_t i = 0; i < certificate->count; i++) {
        const struct certified_vehicle *one = &certificate->vehicles[i];
        buffer_string(out, i > 0 ? ",{\"good_id\":" : "{\"good_id\":");
        json_put_string(out, one->good_id);
        json_put_member(out, "hs", one->hs);
        json_put_member(out, "model_line", one->model_line);
        json_put_member(out, "plant", one->plant);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

static void put_missing(struct buffer *out, const struct vehicle_certificate *certificate) {
    JSON_LITERAL(out, ",\"complete\":");
    json_put_flag(out, certificate->missing_count == 0);
    JSON_LITERAL(out, ",\"missing\":[");
    for (size_t i = 0; i < certificate->missing_count; i++) {
        buffer_string(out, i > 0 ? ",{\"element\":" : "{\"element\":");
        json_put_word(out, VEHICLE_ELEMENT_WORDS[certificate->missing[i].element]);
        json_put_member(out, "message", certificate->missing[i].words);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

/* A member of the requirement, byte for byte as the results have it. */
static bool put_figures(struct buffer *out, const struct vehicle_certificate *certificate, const char *name) {
    const json_t *figures = json_object_get(certificate->requirement, name);
    buffer_char(out, ',');
    json_put_word(out, name);
    buffer_char(out, ':');
    char *text = figures != NULL ? json_dumps(figures, JSON_COMPACT) : NULL;
    buffer_string(out, text != NULL ? text : "null");
    free(text);
    return figures == NULL || text != NULL;
}

usmca_status vehicle_certificate_json(struct buffer *out, const struct vehicle_certificate *certificate,
                                      const struct signed_paper *paper, usmca_error *error) {
    const json_t *requirement = certificate->requirement;
    JSON_LITERAL(out, "{\"format\":");
    buffer_number(out, VEHICLE_CERTIFICATE_FORMAT);
    json_put_member(out, "language", message_find(certificate->messages, "language"));
    json_put_member(out, "kind", certificate->form.kind);
    json_put_member(out, "id", paper != NULL ? text_from(paper->id) : TEXT(""));
    put_missing(out, certificate);
    put_party(out, "producer", certificate->producer);
    put_party(out, "certifier", certificate->certifier);
    json_put_member(out, "class", certificate->vehicle_class);
    put_vehicles(out, certificate);
    put_parties(out, certificate, "plants", PARTY_PLANT);
    put_parties(out, certificate, "transport_providers", PARTY_CARRIER);
    put_parties(out, certificate, "steel_suppliers", PARTY_STEEL_SUPPLIER);
    put_parties(out, certificate, "aluminum_suppliers", PARTY_ALUMINUM_SUPPLIER);
    json_put_member(out, "currency", certificate->currency);
    bool whole = put_figures(out, certificate, "labour");
    whole = put_figures(out, certificate, "purchases") && whole;
    json_put_member(out, "percent", text_from(results_string(requirement, "percent")));
    json_put_member(out, "required", text_from(results_string(requirement, "required")));
    json_put_member(out, "law", text_from(results_string(requirement, "cite")));
    json_put_member(out, "cite", certificate->form.cite);
    json_put_member(out, "statement",
                    message_find(certificate->messages, json_object_get(requirement, "labour") != NULL
                                                            ? "vehicle-paper.statement.labour"
                                                            : "vehicle-paper.statement.purchases"));
    JSON_LITERAL(out, ",\"date\":");
    json_put_date(out, certificate->date);
    json_put_member(out, "results_sha256", certificate->results);
    JSON_LITERAL(out, "}\n");
    return whole && !out->failed ? USMCA_OK : error_memory(error);
}
