#include "papers/credential.h"

#include <jansson.h>
#include <stdlib.h>

#include "papers/canonical.h"
#include "papers/data_integrity.h"
#include "papers/paper.h"

/* What the schema of the credential says, w3c-ccg/traceability-vocab, USMCACertificationOfOrigin.yml. */
enum { MOST_GOODS = 100, TIME_SIZE = 32 };
static const char VOCABULARY[] = "https://w3id.org/traceability/v1";
static const char CREDENTIALS[] = "https://www.w3.org/ns/credentials/v2";

/* ---- pieces ---- */

static json_t *string_of(struct text text) {
    return json_stringn(text.data != NULL ? text.data : "", text.length);
}

/* Sets a member; one that is empty is left out. */
static void set_text(json_t *object, const char *name, struct text text, bool *failed) {
    if (text.length > 0)
        *failed = json_object_set_new(object, name, string_of(text)) != 0 || *failed;
}

static json_t *typed(const char *type, bool *failed) {
    json_t *object = json_pack("{s:[s]}", "type", type);
    *failed = *failed || object == NULL;
    return object;
}

static void set_object(json_t *object, const char *name, json_t *member, bool *failed) {
    *failed = json_object_set_new(object, name, member) != 0 || *failed;
}

static json_t *place_of(const struct party *party, bool *failed) {
    json_t *place = typed("Place", failed);
    json_t *address = typed("PostalAddress", failed);
    set_text(address, "streetAddress", party->address, failed);
    set_text(address, "addressLocality", party->city, failed);
    set_text(address, "addressRegion", party->region, failed);
    set_text(address, "postalCode", party->postal_code, failed);
    set_text(address, "addressCountry", party->country, failed);
    set_object(place, "address", address, failed);
    return place;
}

static json_t *organization(const struct party *party, bool *failed) {
    json_t *object = typed("Organization", failed);
    set_text(object, "name", party->name, failed);
    set_text(object, "email", party->email, failed);
    set_text(object, "phoneNumber", party->telephone, failed);
    set_text(object, "taxId", party->tax_number, failed);
    set_object(object, "location", place_of(party, failed), failed);
    return object;
}

/* ---- who signs ---- */

/* "Given Family", or "Family, Given". */
static bool split_name(const struct party *certifier, struct text *given, struct text *family) {
    struct text name = text_trim(certifier->signatory.length > 0 ? certifier->signatory : certifier->name);
    bool turned = name.length > 0 && memchr(name.data, ',', name.length) != NULL;
    struct text rest = name;
    struct text first = {NULL, 0};
    text_split(&rest, turned ? ',' : ' ', &first);
    *given = text_trim(turned ? rest : first);
    *family = text_trim(turned ? first : rest);
    return given->length > 0 && family->length > 0;
}

bool credential_names_signatory(const struct party *certifier) {
    struct text given;
    struct text family;
    return split_name(certifier, &given, &family);
}

static json_t *issuer(const struct certification *certification, const char *id, bool *failed) {
    const struct party *certifier = certification->certifier;
    struct text given = {NULL, 0};
    struct text family = {NULL, 0};
    json_t *object = typed("Organization", failed);
    json_t *person = typed("Person", failed);
    split_name(certifier, &given, &family);
    set_text(object, "id", text_from(id), failed);
    set_text(object, "name", certifier->name, failed);
    set_object(object, "location", place_of(certifier, failed), failed);
    set_text(person, "firstName", given, failed);
    set_text(person, "lastName", family, failed);
    set_text(person, "jobTitle", certifier->title, failed);
    set_text(person, "email", certifier->email, failed);
    set_text(person, "phoneNumber", certifier->telephone, failed);
    set_object(object, "employee", person, failed);
    return object;
}

/* ---- what is claimed ---- */

/* The schema has room for one exporter and one producer: several are listed by name, and flagged. */
static json_t *one_of(const struct certification *certification, const struct stated_parties *parties,
                      bool *failed) {
    size_t count = stated_count(certification, parties);
    struct buffer names = {0};
    if (count == 1)
        return organization(stated_party(certification, parties, 0), failed);
    json_t *object = typed("Organization", failed);
    buffer_text(&names, stated_words(certification, parties));
    for (size_t i = 0; i < count; i++) {
        buffer_string(&names, i > 0 ? "; " : "");
        buffer_text(&names, stated_party(certification, parties, i)->name);
    }
    *failed = *failed || names.failed;
    set_text(object, "name", buffer_view(&names), failed);
    buffer_free(&names);
    return object;
}

static bool several(const struct certification *certification, const struct stated_parties *parties) {
    return parties->stated == STATED_VARIOUS || stated_count(certification, parties) > 1;
}

static json_t *importers(const struct certification *certification, bool *failed) {
    json_t *list = json_array();
    size_t count = stated_count(certification, &certification->importer);
    for (size_t i = 0; i < count; i++) {
        const struct party *party = stated_party(certification, &certification->importer, i);
        *failed = json_array_append_new(list, organization(party, failed)) != 0 || *failed;
    }
    return list;
}

static json_t *goods(const struct certification *certification, size_t from, size_t count, bool *failed) {
    json_t *list = json_array();
    for (size_t i = from; i < from + count; i++) {
        const struct certified_good *good = &certification->goods[i];
        struct buffer description = {0};
        json_t *object = typed("USMCAProduct", failed);
        MESSAGE(&description, certification->messages, "certify.good.credential", {"good", good->good_id},
                {"description", good->description});
        set_text(object, "description", buffer_view(&description), failed);
        set_text(object, "commodityCode", text_from(good->hs), failed);
        set_text(object, "commodityCodeType", TEXT("HS"), failed);
        set_text(object, "originCriterion", (struct text){&good->criterion, 1}, failed);
        set_text(object, "countryOfOrigin", good->country, failed);
        *failed = json_array_append_new(list, object) != 0 || *failed || description.failed;
        buffer_free(&description);
    }
    return list;
}

static json_t *claims(const struct certification *certification, size_t from, size_t count, bool *failed) {
    json_t *subject = typed("USMCAClaims", failed);
    set_text(subject, "invoiceNumber", certification->invoice, failed);
    set_object(subject, "exporterDetails", one_of(certification, &certification->exporter, failed), failed);
    set_object(subject, "variousProducers", json_boolean(several(certification, &certification->producer)),
               failed);
    set_object(subject, "producerDetails", one_of(certification, &certification->producer, failed), failed);
    set_object(subject, "variousImporters", json_boolean(several(certification, &certification->importer)),
               failed);
    if (stated_count(certification, &certification->importer) > 0)
        set_object(subject, "importerDetails", importers(certification, failed), failed);
    set_object(subject, "goods", goods(certification, from, count, failed), failed);
    return subject;
}

/* ---- the whole ---- */

static const char *instant(char room[TIME_SIZE], date day, const char *time) {
    size_t length = date_print(room, day);
    snprintf(room + length, TIME_SIZE - length, "%s", time);
    return room;
}

static usmca_status name_credential(json_t *document, usmca_error *error) {
    char id[PAPER_ID_SIZE];
    struct buffer canonical = {0};
    bool sound = canonical_json(&canonical, document);
    usmca_status status = !sound || canonical.failed ? error_memory(error) : USMCA_OK;
    if (status == USMCA_OK)
        paper_id(id, buffer_view(&canonical));
    buffer_free(&canonical);
    if (status != USMCA_OK)
        return status;
    return json_object_set_new(document, "id", json_string(id)) == 0 ? USMCA_OK : error_memory(error);
}

struct credential_work {
    const struct certification *certification;
    const struct credential_terms *terms;
    const char *issuer;
    const char *method;
};

static json_t *unsigned_credential(const struct credential_work *work, size_t from, size_t count) {
    const struct certification *certification = work->certification;
    char begins[TIME_SIZE];
    char ends[TIME_SIZE];
    bool blanket = certification->from != 0;
    /* what covers several shipments says for which; one shipment has no period, and is certified as long as
     * the certification is valid */
    date first = blanket ? certification->from : certification->date;
    date last = blanket ? certification->to : work->terms->until;
    bool failed = false;
    json_t *document =
        json_pack("{s:[s,s], s:[s,s], s:s, s:s, s:s}", "@context", CREDENTIALS, VOCABULARY, "type",
                  "VerifiableCredential", "USMCACertificationOfOrigin", "id", "", "validFrom",
                  instant(begins, first, "T00:00:00Z"), "validUntil", instant(ends, last, "T23:59:59Z"));
    set_object(document, "issuer", issuer(certification, work->issuer, &failed), &failed);
    set_object(document, "credentialSubject", claims(certification, from, count, &failed), &failed);
    if (document != NULL && !failed)
        return document;
    json_decref(document);
    return NULL;
}

static usmca_status write_one(struct buffer *out, const struct credential_work *work, size_t from,
                              size_t count, usmca_error *error) {
    char created[TIME_SIZE];
    json_t *document = unsigned_credential(work, from, count);
    if (document == NULL)
        return error_memory(error);
    usmca_status status = name_credential(document, error);
    if (status == USMCA_OK && work->terms->key != NULL)
        status = proof_add(document, work->terms->key, work->method,
                           instant(created, work->certification->date, "T00:00:00Z"), error);
    char *written = status == USMCA_OK ? json_dumps(document, JSON_COMPACT) : NULL;
    if (status == USMCA_OK && written == NULL)
        status = error_memory(error);
    if (written != NULL) {
        buffer_string(out, written);
        buffer_char(out, '\n');
    }
    free(written);
    json_decref(document);
    return status == USMCA_OK && out->failed ? error_memory(error) : status;
}

static usmca_status name_key(struct buffer *id, struct buffer *method, const struct signing_key *key,
                             usmca_error *error) {
    static const char LEAD[] = "did:key:";
    unsigned char public_key[PUBLIC_KEY_SIZE];
    usmca_status status = signing_key_public(key, public_key, error);
    if (status != USMCA_OK)
        return status;
    did_key_write(id, public_key);
    buffer_text(method, buffer_view(id));
    buffer_char(method, '#');
    buffer_put(method, id->data + sizeof LEAD - 1, id->length - (sizeof LEAD - 1));
    buffer_char(id, '\0');
    buffer_char(method, '\0');
    return id->failed || method->failed ? error_memory(error) : USMCA_OK;
}

usmca_status credentials_write(struct buffer *out, const struct certification *certification,
                               const struct credential_terms *terms, usmca_error *error) {
    struct buffer id = {0};
    struct buffer method = {0};
    usmca_status status = terms->key != NULL ? name_key(&id, &method, terms->key, error) : USMCA_OK;
    struct credential_work work = {certification, terms, terms->issuer != NULL ? terms->issuer : id.data,
                                   terms->method != NULL ? terms->method : method.data};
    for (size_t from = 0; from < certification->good_count && status == USMCA_OK; from += MOST_GOODS) {
        size_t left = certification->good_count - from;
        status = write_one(out, &work, from, left < MOST_GOODS ? left : MOST_GOODS, error);
    }
    buffer_free(&id);
    buffer_free(&method);
    return status;
}
