#ifndef USMCA_INTAKE_FIELD_PROBLEM_H
#define USMCA_INTAKE_FIELD_PROBLEM_H

#include "intake/fields.h"

/* What is wrong with a field as it is written: its number or its day in the form that a profile or an option
 * says, or that people have. `problem` is what field_set() found, or NULL. */
const char *field_problem(struct field_reader *reader, const char *problem, struct text field);

#endif
