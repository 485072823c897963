#ifndef USMCA_CLI_FORMS_H
#define USMCA_CLI_FORMS_H

#include "cli/form.h"

/* The form of each command, in the file of the command; forms.c has them in the order of the help. */
extern const struct command_form FACTS_FORM;
extern const struct command_form HELP_FORM;
extern const struct command_form RULE_FORM;

#endif
