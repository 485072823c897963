#include "papers/data_integrity.h"

#include "unit.h"

/* The example of Data Integrity EdDSA Cryptosuites v1.0, B.2 (W3C Software and Document License). */
#define CONTEXT "[\"https://www.w3.org/ns/credentials/v2\",\"https://www.w3.org/ns/credentials/examples/v2\"]"
#define METHOD "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
static const char SIGNED[] =
    "{\"@context\":" CONTEXT
    ",\"id\":\"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33\",\"type\":[\"VerifiableCredential\",\"AlumniCredential\"],"
    "\"name\":\"Alumni Credential\",\"description\":\"A minimum viable example of an Alumni Credential.\",\"issuer\":\"https://vc.example/issuers/5678\","
    "\"validFrom\":\"2023-01-01T00:00:00Z\",\"credentialSubject\":{\"id\":\"did:example:abcdefgh\",\"alumniOf\":\"The School of Examples\"},"
    "\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\",\"created\":\"2023-02-24T23:36:38Z\",\"verificationMethod\":\"" METHOD
    "#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2\","
    "\"proofPurpose\":\"assertionMethod\",\"@context\":" CONTEXT
    ",\"proofValue\":\"z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX\"}}";

static enum proof_state state_of(const char *source) {
    enum proof_state state = PROOF_ABSENT;
    json_t *document = json_loads(source, JSON_REJECT_DUPLICATES, NULL);
    if (document == NULL)
        return PROOF_BROKEN;
    assert_int_equal(proof_check(&state, document, NULL, NULL), USMCA_OK);
    json_decref(document);
    return state;
}

static void the_example_holds(void **state) {
    (void)state;
    assert_int_equal(state_of(SIGNED), PROOF_HOLDS);
}

static void no_changed_byte_holds(void **state) {
    (void)state;
    for (size_t i = 0; i + 1 < sizeof SIGNED; i++)
        for (int bit = 0; bit < 7; bit += 3) {
            char changed[sizeof SIGNED];
            memcpy(changed, SIGNED, sizeof SIGNED);
            changed[i] = (char)(changed[i] ^ 1 << bit);
            if (state_of(changed) == PROOF_HOLDS)
                fail_msg("byte %zu: %.20s", i, changed + i);
        }
}

static void what_is_no_proof_of_this_kind_is_told_apart(void **state) {
    (void)state;
    assert_int_equal(state_of("{}"), PROOF_ABSENT);
    assert_int_equal(state_of("{\"proof\":[]}"), PROOF_ABSENT);
    assert_int_equal(
        state_of("{\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"ecdsa-jcs-2019\"}}"),
        PROOF_UNKNOWN_SUITE);
    assert_int_equal(
        state_of(
            "{\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\",\"verificationMethod\":\"did:web:a.example\"}}"),
        PROOF_UNKNOWN_METHOD);
    assert_int_equal(
        state_of(
            "{\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\",\"verificationMethod\":\"" METHOD
            "#other\"}}"),
        PROOF_UNKNOWN_METHOD);
    assert_int_equal(
        state_of(
            "{\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\",\"verificationMethod\":\"" METHOD
            "\"}}"),
        PROOF_BROKEN);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_example_holds),
                                       cmocka_unit_test(no_changed_byte_holds),
                                       cmocka_unit_test(what_is_no_proof_of_this_kind_is_told_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
