#ifndef USMCA_CLI_SERVICE_OPTIONS_H
#define USMCA_CLI_SERVICE_OPTIONS_H

#include "cli/form.h"
#include "service/service.h"

/* What a service takes questions to say that do not: the options of check of the same names. */
struct service_options {
    const char *currency;
    const char *edition;
    const char *tariff;
    const char *default_use;
    const char *designate;
    const char *year_begins;
};

/* NOLINTBEGIN(bugprone-macro-parentheses): names, not expressions */
#define SERVICE_OPTIONS(type, of)                                                                            \
    OPTION("currency", CURRENCY, CHOICES, "C", type, of.currency, .configured = true),                       \
        OPTION("hs", WORD, CHOICES, EDITION_LIST, type, of.edition, .configured = true),                     \
        OPTION("tariff", WORD, CHOICES, "US|MX|CA", type, of.tariff, .configured = true),                    \
        OPTION("default-use", WORD, CHOICES, USE_LIST, type, of.default_use, .configured = true),            \
        OPTION("designate", WORD, CHOICES, "declared|auto", type, of.designate, .configured = true),         \
        OPTION("year-begins", NUMBER, CHOICES, "MM", type, of.year_begins, .configured = true, .least = 1,   \
               .most = 12)
/* NOLINTEND(bugprone-macro-parentheses) */

/* Puts them, and the language, which is the first of questions that name none, into the service; an exit
 * status. */
int service_options_take(struct service *service, const char *command, const struct service_options *options,
                         const char **language);
/* Whether they are such as questions may say; to be asked once the service is open. */
int service_options_check(const struct service *service, const char *command);

#endif
