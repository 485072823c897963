#ifndef USMCA_PAPERS_DATA_INTEGRITY_H
#define USMCA_PAPERS_DATA_INTEGRITY_H

#include <jansson.h>

#include "papers/signature.h"

/* Proofs of credentials: W3C Data Integrity, cryptosuite eddsa-jcs-2022 (Data Integrity EdDSA Cryptosuites
 * v1.0, section 3.3), over the canonical form of RFC 8785. */

/* Appends "did:key:z6Mk…" of a public key. */
void did_key_write(struct buffer *out, const unsigned char public_key[PUBLIC_KEY_SIZE]);

/* Adds the member "proof" to a document; `method` is its verification method, `created` a date-time. */
usmca_status proof_add(json_t *document, const struct signing_key *key, const char *method,
                       const char *created, usmca_error *error);

enum proof_state {
    PROOF_HOLDS,
    PROOF_ABSENT,
    PROOF_UNKNOWN_SUITE,  /* of another kind than this */
    PROOF_UNKNOWN_METHOD, /* no did:key, and no key was given */
    PROOF_OTHER_KEY,      /* its verification method is another key than that given */
    PROOF_BROKEN,
    PROOF_STATES
};

/* Checks it: by `key` where that is given, else by the did:key that it names. */
usmca_status proof_check(enum proof_state *state, const json_t *document, const unsigned char *key,
                         usmca_error *error);

#endif
