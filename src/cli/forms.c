#include "cli/forms.h"

const struct command_form *const COMMAND_FORMS[] = {&RULE_FORM, &FACTS_FORM, &HELP_FORM, NULL};
