#ifndef USMCA_PAPERS_CREDENTIAL_H
#define USMCA_PAPERS_CREDENTIAL_H

#include "papers/certification.h"
#include "papers/signature.h"

/* The W3C verifiable credential USMCACertificationOfOrigin of the traceability vocabulary. */

struct credential_terms {
    const char *issuer;            /* URI; NULL: the did:key of `key` */
    const char *method;            /* verification method; NULL: that of the did:key */
    const struct signing_key *key; /* NULL: it is not signed */
    date until;                    /* that a certification of one shipment is valid: Article 5.2 */
};

/* Whether the person who signs has a given name and a family name, which the credential needs apart. */
bool credential_names_signatory(const struct party *certifier);

/* Appends a credential a line, of at most a hundred goods each. */
usmca_status credentials_write(struct buffer *out, const struct certification *certification,
                               const struct credential_terms *terms, usmca_error *error);

#endif
