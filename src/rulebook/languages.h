#ifndef USMCA_RULEBOOK_LANGUAGES_H
#define USMCA_RULEBOOK_LANGUAGES_H

/* The languages that the rule book has messages in, between bars, as help shows them. */
#define LANGUAGE_WORDS "en|es|fr"
enum { LANGUAGES = 3 };
extern const char *const LANGUAGE_NAMES[LANGUAGES];

/* The language that a value means, in any case, with a country behind it or not: es, ES, es_MX.UTF-8, es-MX;
 * NULL where there are no messages in it. */
const char *language_named(const char *value);

#endif
