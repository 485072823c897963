#ifndef USMCA_RULEBOOK_LOAD_H
#define USMCA_RULEBOOK_LOAD_H

#include "rulebook/messages.h"
#include "rulebook/model.h"
#include "rulebook/xml.h"

/* Loads directory/hs, directory/messages/LANGUAGE.xml and every file of directory/usmca. */
usmca_status rulebook_open(struct usmca_rulebook **out, const char *directory, const char *language,
                           usmca_error *error);
/* The same, and goes on after a complaint, which it adds to `complaints`. */
usmca_status rulebook_open_all(struct usmca_rulebook **out, const char *directory, const char *language,
                               struct xml_complaints *complaints, usmca_error *error);
/* The same editions and messages, with the rules in `files` alone beside facts.xml, disputes.xml and
 * general.xml. */
usmca_status rulebook_open_files(struct usmca_rulebook **out, const char *directory, const char *language,
                                 char *const *files, size_t count, struct xml_complaints *complaints,
                                 usmca_error *error);
void rulebook_free(struct usmca_rulebook *book);

#endif
