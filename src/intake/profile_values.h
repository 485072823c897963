#ifndef USMCA_INTAKE_PROFILE_VALUES_H
#define USMCA_INTAKE_PROFILE_VALUES_H

#include "intake/profile.h"
#include "rulebook/xml.h"

/* The expressions of a profile, and what the values of a column stand for by them. */

/* A compiled expression that has to match the whole of a text; or a complaint about `node`, and NULL. */
void *profile_pattern(struct xml_reader *xml, const struct xml_node *node, struct text expression,
                      uint32_t options);

/* The <value> elements of a column. */
void profile_read_values(struct xml_reader *xml, const struct xml_node *node, struct profile_column *column);

void profile_values_free(const struct profile_column *column);

#endif
