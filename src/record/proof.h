#ifndef USMCA_RECORD_PROOF_H
#define USMCA_RECORD_PROOF_H

#include "record/digest.h"
#include "record/record.h"

/* Proof to others that a record was what it is: its last hash told them, with a signature or a time-stamp. */

/* One line of JSON: {"format":1,"record":"usmca","link":…,"hash":…,"run":…,"day":…,"goods":…}.
 * USMCA_ERROR_INPUT of a record without runs. */
usmca_status proof_checkpoint(const struct record *record, struct buffer *out, usmca_error *error);

/* The 64 bytes of an Ed25519 signature over the bytes, by a private key in PEM (PKCS #8, RFC 8410), as
 * `openssl genpkey -algorithm ed25519` writes it. */
usmca_status proof_sign(struct text bytes, struct text pem, const char *path, struct buffer *out,
                        usmca_error *error);

/* A request for a time-stamp of the bytes (RFC 3161, 2.4.1), in DER: SHA-256, no policy, no nonce, with the
 * certificate. */
void proof_timestamp_request(struct text bytes, struct buffer *out);

#endif
