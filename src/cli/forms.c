#include "cli/forms.h"

const struct command_form *const COMMAND_FORMS[] = {
    &CHECK_FORM,          &GAP_FORM,          &INVENTORY_FORM,
    &COST_FORM,           &RULE_FORM,         &FACTS_FORM,
    &VALIDATE_FORM,       &REPORT_FORM,       &CERTIFY_FORM,
    &CERTIFY_VERIFY_FORM, &RECORD_FORM,       &PREVIEW_FORM,
    &PROFILE_FORM,        &PROFILE_SHOW_FORM, &PROFILE_SUGGEST_FORM,
    &TEMPLATE_FORM,       &HELP_FORM,         NULL};
