#include "record/proof.h"

#include <sodium.h>

#include "record/chain.h"
#include "report/json_value.h"

/* ---- checkpoint ---- */

static usmca_status put_checkpoint(const struct record *record, sqlite3_stmt *row, struct buffer *out,
                                   usmca_error *error) {
    struct digest hash;
    if (!chain_digest(&hash, row, 1))
        return record_damaged(record, error, "the last link of its chain has no hash");
    JSON_LITERAL(out, "{\"format\":1,\"record\":\"usmca\",\"link\":");
    buffer_number(out, (uint64_t)sqlite3_column_int64(row, 0));
    JSON_LITERAL(out, ",\"hash\":\"");
    digest_print(out, &hash);
    JSON_LITERAL(out, "\",\"run\":");
    buffer_number(out, (uint64_t)sqlite3_column_int64(row, 2));
    JSON_LITERAL(out, ",\"day\":");
    json_put_date(out, sqlite3_column_int(row, 3));
    JSON_LITERAL(out, ",\"goods\":");
    buffer_number(out, (uint64_t)sqlite3_column_int64(row, 4));
    JSON_LITERAL(out, "}\n");
    return out->failed ? error_memory(error) : USMCA_OK;
}

usmca_status proof_checkpoint(const struct record *record, struct buffer *out, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    usmca_status status = record_prepare(
        record, &statement,
        "SELECT number, hash, run, day, goods FROM link, run ORDER BY number DESC, run DESC LIMIT 1", error);
    if (status == USMCA_OK)
        status = record_step(record, statement, &row, error);
    if (status == USMCA_OK)
        status = row ? put_checkpoint(record, statement, out, error)
                     : error_set(error, USMCA_ERROR_INPUT, record->path, 0, 0, "the record has no run");
    sqlite3_finalize(statement);
    return status;
}

/* ---- signature ---- */

/* PrivateKeyInfo of Ed25519 (RFC 8410, section 7), before the 32 bytes of the key. */
static const unsigned char PRIVATE_KEY[] = {0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                            0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};

static bool read_key(unsigned char seed[crypto_sign_SEEDBYTES], struct text pem) {
    static const char BEGIN[] = "-----BEGIN PRIVATE KEY-----";
    unsigned char der[sizeof PRIVATE_KEY + crypto_sign_SEEDBYTES];
    size_t length = 0;
    const char *at = pem.length > 0 ? memmem(pem.data, pem.length, BEGIN, sizeof BEGIN - 1) : NULL;
    if (at == NULL)
        return false;
    at += sizeof BEGIN - 1;
    const char *end = NULL;
    bool read = sodium_base642bin(der, sizeof der, at, (size_t)(pem.data + pem.length - at), "\r\n\t ",
                                  &length, &end, sodium_base64_VARIANT_ORIGINAL) == 0 &&
                length == sizeof der && memcmp(der, PRIVATE_KEY, sizeof PRIVATE_KEY) == 0;
    if (read)
        memcpy(seed, der + sizeof PRIVATE_KEY, crypto_sign_SEEDBYTES);
    sodium_memzero(der, sizeof der);
    return read;
}

usmca_status proof_sign(struct text bytes, struct text pem, const char *path, struct buffer *out,
                        usmca_error *error) {
    unsigned char seed[crypto_sign_SEEDBYTES];
    unsigned char open_key[crypto_sign_PUBLICKEYBYTES];
    unsigned char secret[crypto_sign_SECRETKEYBYTES];
    unsigned char signature[crypto_sign_BYTES];
    if (!read_key(seed, pem))
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0,
                         "not a private key of Ed25519 in PEM, without a password");
    crypto_sign_seed_keypair(open_key, secret, seed);
    crypto_sign_detached(signature, NULL, (const unsigned char *)bytes.data, bytes.length, secret);
    sodium_memzero(seed, sizeof seed);
    sodium_memzero(secret, sizeof secret);
    buffer_put(out, (const char *)signature, sizeof signature);
    return out->failed ? error_memory(error) : USMCA_OK;
}

/* ---- time-stamp ---- */

void proof_timestamp_request(struct text bytes, struct buffer *out) {
    /* TimeStampReq ::= SEQUENCE { version 1, messageImprint { sha256 (NIST), NULL } digest, certReq TRUE } */
    static const unsigned char BEFORE[] = {0x30, 0x39, 0x02, 0x01, 0x01, 0x30, 0x31, 0x30,
                                           0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65,
                                           0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
    static const unsigned char BEHIND[] = {0x01, 0x01, 0xff};
    struct digest digest = digest_of(bytes);
    buffer_put(out, (const char *)BEFORE, sizeof BEFORE);
    buffer_text(out, chain_bytes(&digest));
    buffer_put(out, (const char *)BEHIND, sizeof BEHIND);
}
