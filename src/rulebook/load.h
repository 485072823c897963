#ifndef USMCA_RULEBOOK_LOAD_H
#define USMCA_RULEBOOK_LOAD_H

#include "rulebook/messages.h"
#include "rulebook/model.h"

/* Loads directory/hs, directory/messages/LANGUAGE.xml and every file of directory/usmca. */
usmca_status rulebook_open(struct usmca_rulebook **out, const char *directory, const char *language,
                           usmca_error *error);
/* The same editions and messages, with the rules in `files` alone beside facts.xml and general.xml. */
usmca_status rulebook_open_files(struct usmca_rulebook **out, const char *directory, const char *language,
                                 char *const *files, size_t count, usmca_error *error);
void rulebook_free(struct usmca_rulebook *book);

#endif
