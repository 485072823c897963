#include "papers/signature.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/on_demand.h"

enum { LARGEST_KEY = 65536 };

#define LIBCRYPTO_FUNCTIONS(EACH)                                                                            \
    EACH(OPENSSL_init_crypto)                                                                                \
    EACH(OPENSSL_cleanse)                                                                                    \
    EACH(ERR_clear_error)                                                                                    \
    EACH(ERR_peek_last_error)                                                                                \
    EACH(ERR_error_string_n)                                                                                 \
    EACH(BIO_new_mem_buf)                                                                                    \
    EACH(BIO_free)                                                                                           \
    EACH(PEM_read_bio_PrivateKey)                                                                            \
    EACH(PEM_read_bio_PUBKEY)                                                                                \
    EACH(EVP_KEYMGMT_fetch)                                                                                  \
    EACH(EVP_KEYMGMT_free)                                                                                   \
    EACH(EVP_PKEY_get_id)                                                                                    \
    EACH(EVP_PKEY_get_raw_public_key)                                                                        \
    EACH(EVP_PKEY_free)                                                                                      \
    EACH(EVP_MD_CTX_new)                                                                                     \
    EACH(EVP_MD_CTX_free)                                                                                    \
    EACH(EVP_DigestSignInit)                                                                                 \
    EACH(EVP_DigestSign)

/* Loaded when a key is read. */
struct libcrypto {
    LIBCRYPTO_FUNCTIONS(ON_DEMAND_MEMBER)
};

struct signing_key {
    struct libcrypto crypto;
    EVP_PKEY *key;
};

/* Before a call of OpenSSL: what has no memory in it is not always in its list of errors. */
static void begin(const struct libcrypto *crypto) {
    crypto->ERR_clear_error();
    errno = 0;
}

/* Where OpenSSL had no memory to begin, it knows no algorithm, and says nothing of memory. */
static bool begun(const struct libcrypto *crypto) {
    if (crypto->OPENSSL_init_crypto(OPENSSL_INIT_LOAD_CRYPTO_STRINGS, NULL) != 1)
        return false;
    EVP_KEYMGMT *known = crypto->EVP_KEYMGMT_fetch(NULL, "ED25519", NULL);
    crypto->EVP_KEYMGMT_free(known);
    return known != NULL;
}

static usmca_status failed(const struct libcrypto *crypto, const char *path, const char *what,
                           usmca_error *error) {
    char reason[128] = "";
    unsigned long code = crypto->ERR_peek_last_error();
    if (ERR_GET_REASON(code) == ERR_R_MALLOC_FAILURE || errno == ENOMEM || !begun(crypto)) {
        crypto->ERR_clear_error();
        return error_memory(error);
    }
    if (code != 0)
        crypto->ERR_error_string_n(code, reason, sizeof reason);
    crypto->ERR_clear_error();
    error_said(error, USMCA_ERROR_INPUT, path, 0, 0, what);
    if (reason[0] != '\0')
        error_add(error, " (OpenSSL: %s)", reason);
    return USMCA_ERROR_INPUT;
}

/* Nobody is asked for a password. */
static int no_password(char *room, int size, int writing, /* NOLINT: the type of OpenSSL */
                       void *context) {
    (void)room;
    (void)size;
    (void)writing;
    (void)context;
    return -1;
}

typedef EVP_PKEY *(*key_reader)(BIO *bio, EVP_PKEY **key, pem_password_cb *password, void *context);

static usmca_status read_key(EVP_PKEY **out, const struct libcrypto *crypto, const char *path,
                             key_reader read, const char *what, usmca_error *error) {
    struct buffer bytes = {0};
    usmca_status status = file_read(&bytes, path, LARGEST_KEY, error);
    begin(crypto);
    BIO *bio = status == USMCA_OK
                   ? crypto->BIO_new_mem_buf(bytes.length > 0 ? bytes.data : "", (int)bytes.length)
                   : NULL;
    *out = bio != NULL ? read(bio, NULL, no_password, NULL) : NULL;
    if (status == USMCA_OK && *out == NULL)
        status = failed(crypto, path, what, error);
    if (*out != NULL && crypto->EVP_PKEY_get_id(*out) != EVP_PKEY_ED25519) {
        crypto->EVP_PKEY_free(*out);
        *out = NULL;
        status = error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "the key is not of Ed25519");
    }
    crypto->BIO_free(bio);
    if (bytes.data != NULL)
        crypto->OPENSSL_cleanse(bytes.data, bytes.capacity);
    buffer_free(&bytes);
    return status;
}

static usmca_status load(struct libcrypto *out, usmca_error *error) {
    return ON_DEMAND(LIBCRYPTO_FUNCTIONS, USMCA_LIBCRYPTO, out, error);
}

usmca_status signing_key_read(struct signing_key **out, const char *path, usmca_error *error) {
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return error_memory(error);
    struct libcrypto *crypto = &(*out)->crypto;
    usmca_status status = load(crypto, error);
    if (status == USMCA_OK)
        status = read_key(&(*out)->key, crypto, path, crypto->PEM_read_bio_PrivateKey,
                          ERROR_WORDS("not a private key in PEM that no password protects"), error);
    if (status == USMCA_OK)
        return USMCA_OK;
    free(*out);
    *out = NULL;
    return status;
}

void signing_key_free(struct signing_key *key) {
    if (key == NULL)
        return;
    key->crypto.EVP_PKEY_free(key->key);
    free(key);
}

static usmca_status raw_public(const struct libcrypto *crypto, const EVP_PKEY *key,
                               unsigned char out[PUBLIC_KEY_SIZE], usmca_error *error) {
    size_t length = PUBLIC_KEY_SIZE;
    begin(crypto);
    bool done = crypto->EVP_PKEY_get_raw_public_key(key, out, &length) == 1 && length == PUBLIC_KEY_SIZE;
    return done ? USMCA_OK : failed(crypto, NULL, ERROR_WORDS("the key has no public part"), error);
}

usmca_status signing_key_public(const struct signing_key *key, unsigned char out[PUBLIC_KEY_SIZE],
                                usmca_error *error) {
    return raw_public(&key->crypto, key->key, out, error);
}

usmca_status public_key_read(unsigned char out[PUBLIC_KEY_SIZE], const char *path, usmca_error *error) {
    struct libcrypto crypto;
    EVP_PKEY *key = NULL;
    usmca_status status = load(&crypto, error);
    if (status != USMCA_OK)
        return status;
    status = read_key(&key, &crypto, path, crypto.PEM_read_bio_PUBKEY, ERROR_WORDS("not a public key in PEM"),
                      error);
    if (status == USMCA_OK)
        status = raw_public(&crypto, key, out, error);
    crypto.EVP_PKEY_free(key);
    return status;
}

void digest(unsigned char out[DIGEST_SIZE], struct text bytes) {
    crypto_hash_sha256(out, (const unsigned char *)bytes.data, bytes.length);
}

usmca_status sign(unsigned char out[SIGNATURE_SIZE], const struct signing_key *key, struct text bytes,
                  usmca_error *error) {
    const struct libcrypto *crypto = &key->crypto;
    size_t length = SIGNATURE_SIZE;
    begin(crypto);
    EVP_MD_CTX *context = crypto->EVP_MD_CTX_new();
    bool done =
        context != NULL && crypto->EVP_DigestSignInit(context, NULL, NULL, NULL, key->key) == 1 &&
        crypto->EVP_DigestSign(context, out, &length, (const unsigned char *)bytes.data, bytes.length) == 1 &&
        length == SIGNATURE_SIZE;
    crypto->EVP_MD_CTX_free(context);
    return done ? USMCA_OK : failed(crypto, NULL, ERROR_WORDS("cannot sign"), error);
}

bool signature_holds(const unsigned char public_key[PUBLIC_KEY_SIZE],
                     const unsigned char signature[SIGNATURE_SIZE], struct text bytes) {
    return crypto_sign_verify_detached(signature, (const unsigned char *)bytes.data, bytes.length,
                                       public_key) == 0;
}
