#include "papers/data_integrity.h"

#include "papers/canonical.h"
#include "papers/multibase.h"

static const char DID_KEY[] = "did:key:";
/* Multicodec ed25519-pub, as a variable-length integer */
static const unsigned char ED25519_CODE[2] = {0xed, 0x01};
enum { CODED_SIZE = PUBLIC_KEY_SIZE + sizeof ED25519_CODE };

void did_key_write(struct buffer *out, const unsigned char public_key[PUBLIC_KEY_SIZE]) {
    unsigned char coded[CODED_SIZE];
    memcpy(coded, ED25519_CODE, sizeof ED25519_CODE);
    memcpy(coded + sizeof ED25519_CODE, public_key, PUBLIC_KEY_SIZE);
    buffer_string(out, DID_KEY);
    multibase_write(out, coded, sizeof coded);
}

/* Of "did:key:z…" or "did:key:z…#z…", where both parts are one. */
static bool did_key_read(unsigned char public_key[PUBLIC_KEY_SIZE], struct text method) {
    unsigned char coded[CODED_SIZE];
    size_t lead = sizeof DID_KEY - 1;
    struct text key;
    if (method.length <= lead || memcmp(method.data, DID_KEY, lead) != 0)
        return false;
    struct text rest = {method.data + lead, method.length - lead};
    text_split(&rest, '#', &key);
    if ((rest.data != NULL && !text_equal(rest, key)) || !multibase_read(coded, sizeof coded, key) ||
        memcmp(coded, ED25519_CODE, sizeof ED25519_CODE) != 0)
        return false;
    memcpy(public_key, coded + sizeof ED25519_CODE, PUBLIC_KEY_SIZE);
    return true;
}

static usmca_status digest_of(unsigned char *out, const json_t *value, bool *sound, usmca_error *error) {
    struct buffer bytes = {0};
    *sound = canonical_json(&bytes, value);
    usmca_status status = bytes.failed ? error_memory(error) : USMCA_OK;
    if (status == USMCA_OK)
        digest(out, buffer_view(&bytes));
    buffer_free(&bytes);
    return status;
}

/* The digest of the proof without its value, and behind it that of the document without its proof. */
static usmca_status digests(unsigned char out[2 * DIGEST_SIZE], const json_t *document, const json_t *proof,
                            bool *sound, usmca_error *error) {
    json_t *unsecured = json_copy((json_t *)document);
    json_t *options = json_copy((json_t *)proof);
    bool both[2] = {false, false};
    usmca_status status = USMCA_OK;
    /* a copy does not tell what it lacks */
    if (json_object_size(unsecured) != json_object_size(document) ||
        json_object_size(options) != json_object_size(proof))
        status = error_memory(error);
    if (status == USMCA_OK) {
        json_object_del(unsecured, "proof");
        json_object_del(options, "proofValue");
        status = digest_of(out, options, &both[0], error);
    }
    if (status == USMCA_OK)
        status = digest_of(out + DIGEST_SIZE, unsecured, &both[1], error);
    json_decref(unsecured);
    json_decref(options);
    *sound = both[0] && both[1];
    return status;
}

usmca_status proof_add(json_t *document, const struct signing_key *key, const char *method,
                       const char *created, usmca_error *error) {
    unsigned char hashed[2 * DIGEST_SIZE];
    unsigned char signature[SIGNATURE_SIZE];
    struct buffer value = {0};
    bool sound = false;
    json_t *proof =
        json_pack("{s:O?, s:s, s:s, s:s, s:s, s:s}", "@context", json_object_get(document, "@context"),
                  "type", "DataIntegrityProof", "cryptosuite", "eddsa-jcs-2022", "created", created,
                  "verificationMethod", method, "proofPurpose", "assertionMethod");
    if (proof == NULL)
        return error_memory(error);
    usmca_status status = digests(hashed, document, proof, &sound, error);
    if (status == USMCA_OK && !sound)
        status = error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "the credential has no canonical form");
    if (status == USMCA_OK)
        status = sign(signature, key, (struct text){(const char *)hashed, sizeof hashed}, error);
    if (status == USMCA_OK) {
        multibase_write(&value, signature, sizeof signature);
        bool set = !value.failed &&
                   json_object_set_new(proof, "proofValue", json_stringn(value.data, value.length)) == 0 &&
                   json_object_set(document, "proof", proof) == 0;
        status = set ? USMCA_OK : error_memory(error);
    }
    buffer_free(&value);
    json_decref(proof);
    return status;
}

static struct text string_of(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (struct text){json_string_value(value), json_string_length(value)}
                                 : TEXT("");
}

static enum proof_state key_of(unsigned char out[PUBLIC_KEY_SIZE], struct text method,
                               const unsigned char *key) {
    bool named = did_key_read(out, method);
    if (key == NULL)
        return named ? PROOF_HOLDS : PROOF_UNKNOWN_METHOD;
    if (named && memcmp(out, key, PUBLIC_KEY_SIZE) != 0)
        return PROOF_OTHER_KEY;
    memcpy(out, key, PUBLIC_KEY_SIZE);
    return PROOF_HOLDS;
}

usmca_status proof_check(enum proof_state *state, const json_t *document, const unsigned char *key,
                         usmca_error *error) {
    unsigned char public_key[PUBLIC_KEY_SIZE];
    unsigned char signature[SIGNATURE_SIZE];
    unsigned char hashed[2 * DIGEST_SIZE];
    const json_t *proof = json_object_get(document, "proof");
    bool sound = false;
    *state = PROOF_ABSENT;
    if (!json_is_object(proof))
        return USMCA_OK;
    *state = PROOF_UNKNOWN_SUITE;
    if (!text_is(string_of(proof, "type"), "DataIntegrityProof") ||
        !text_is(string_of(proof, "cryptosuite"), "eddsa-jcs-2022"))
        return USMCA_OK;
    *state = key_of(public_key, string_of(proof, "verificationMethod"), key);
    if (*state != PROOF_HOLDS)
        return USMCA_OK;
    *state = PROOF_BROKEN;
    const json_t *context = json_object_get(proof, "@context");
    if (!text_is(string_of(proof, "proofPurpose"), "assertionMethod") ||
        (context != NULL && !json_equal(context, json_object_get(document, "@context"))) ||
        !multibase_read(signature, sizeof signature, string_of(proof, "proofValue")))
        return USMCA_OK;
    usmca_status status = digests(hashed, document, proof, &sound, error);
    if (status == USMCA_OK && sound &&
        signature_holds(public_key, signature, (struct text){(const char *)hashed, sizeof hashed}))
        *state = PROOF_HOLDS;
    return status;
}
