#ifndef USMCA_CLI_CERTIFY_VERIFY_H
#define USMCA_CLI_CERTIFY_VERIFY_H

/* usmca certify verify FILE: whether the signatures of credentials hold, and by whom they are. */
int certify_verify(int count, char **arguments);

#endif
