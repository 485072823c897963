#ifndef USMCA_CLI_FORMS_H
#define USMCA_CLI_FORMS_H

#include "cli/form.h"

/* The form of each command, in the file of the command; forms.c has them in the order of the help. */
extern const struct command_form CHECK_FORM;
extern const struct command_form GAP_FORM;
extern const struct command_form INVENTORY_FORM;
extern const struct command_form COST_FORM;
extern const struct command_form RULE_FORM;
extern const struct command_form FACTS_FORM;
extern const struct command_form VALIDATE_FORM;
extern const struct command_form REPORT_FORM;
extern const struct command_form CERTIFY_FORM;
extern const struct command_form CERTIFY_VEHICLE_FORM;
extern const struct command_form CERTIFY_VERIFY_FORM;
extern const struct command_form CLAIMS_FORM;
extern const struct command_form REQUESTS_FORM;
extern const struct command_form REQUESTS_IMPORT_FORM;
extern const struct command_form REQUESTS_LIST_FORM;
extern const struct command_form RECORD_FORM;
extern const struct command_form PREVIEW_FORM;
extern const struct command_form PROFILE_FORM;
extern const struct command_form PROFILE_SHOW_FORM;
extern const struct command_form PROFILE_SUGGEST_FORM;
extern const struct command_form TEMPLATE_FORM;
extern const struct command_form SERVE_FORM;
extern const struct command_form MCP_FORM;
extern const struct command_form CONFIG_FORM;
extern const struct command_form COMPLETION_FORM;
extern const struct command_form HELP_FORM;

#endif
