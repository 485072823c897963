#ifndef USMCA_PAPERS_SIGNATURE_H
#define USMCA_PAPERS_SIGNATURE_H

#include "base/buffer.h"
#include "base/error.h"

/* Ed25519 (RFC 8032) and SHA-256: keys are read and used for signing by OpenSSL; what is verified and
 * digested is so by libsodium, which takes no memory for it: a signature without memory to verify it would be
 * one that does not hold. */

enum { SIGNATURE_SIZE = 64, PUBLIC_KEY_SIZE = 32, DIGEST_SIZE = 32 };

struct signing_key;

/* A private key, PKCS #8 in PEM, that no password protects. */
usmca_status signing_key_read(struct signing_key **out, const char *path, usmca_error *error);
void signing_key_free(struct signing_key *key);
usmca_status signing_key_public(const struct signing_key *key, unsigned char out[PUBLIC_KEY_SIZE],
                                usmca_error *error);
/* A public key in PEM. */
usmca_status public_key_read(unsigned char out[PUBLIC_KEY_SIZE], const char *path, usmca_error *error);

void digest(unsigned char out[DIGEST_SIZE], struct text bytes);
usmca_status sign(unsigned char out[SIGNATURE_SIZE], const struct signing_key *key, struct text bytes,
                  usmca_error *error);
/* Whether it is the signature of the bytes by that key. */
bool signature_holds(const unsigned char public_key[PUBLIC_KEY_SIZE],
                     const unsigned char signature[SIGNATURE_SIZE], struct text bytes);

#endif
