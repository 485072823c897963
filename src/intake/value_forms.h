#ifndef USMCA_INTAKE_VALUE_FORMS_H
#define USMCA_INTAKE_VALUE_FORMS_H

#include "intake/date_form.h"

/* How the values of a file are written, by the values themselves. */

/* What numbers say of their decimal mark: each votes that knows it. */
struct number_votes {
    unsigned points;
    unsigned commas;
    unsigned either; /* 1.234 may be either */
    bool grouped_by_point;
    bool grouped_by_comma;
    bool grouped_by_space;
};

/* What is no number, but for a sign or $ before it, says nothing. */
void number_vote(struct number_votes *votes, struct text field);

/* Which of the usual patterns all days of a column have so far: a bit each. */
struct day_votes {
    unsigned all;
    unsigned count; /* of days */
    unsigned none;  /* values that are no day by any form: each is refused by itself */
};

/* `months` has the words for months (profile_months()). */
void day_vote(struct day_votes *votes, struct text field, const struct date_format *months);
/* The index-th of the patterns that remain, or NULL. */
const char *day_form(const struct day_votes *votes, unsigned index);

#endif
