#include "intake/value_forms.h"

#include "intake/spaces.h"

/* ---- numbers ---- */

struct marks {
    unsigned points;
    unsigned commas;
    unsigned spaces;
    size_t last_point; /* 1 + where it stands */
    size_t last_comma;
    bool other;
};

static struct marks marks_of(struct text field) {
    struct marks marks = {0};
    for (size_t i = 0; i < field.length; i++) {
        char c = field.data[i];
        size_t space = c == ' ' ? 1 : no_break_space(field.data + i, field.length - i);
        if (c == '.') {
            marks.points++;
            marks.last_point = i + 1;
        } else if (c == ',') {
            marks.commas++;
            marks.last_comma = i + 1;
        } else if (space > 0) {
            marks.spaces++;
            i += space - 1;
        } else {
            marks.other = marks.other || c < '0' || c > '9';
        }
    }
    return marks;
}

/* One mark alone: of the decimals, unless it stands several times, or three digits follow that it may group.
 */
static void vote_alone(unsigned count, size_t behind, unsigned *for_it, unsigned *for_other, unsigned *either,
                       bool *groups) {
    if (count > 1) {
        (*for_other)++;
        *groups = true;
    } else if (behind == 3) {
        (*either)++;
    } else {
        (*for_it)++;
    }
}

void number_vote(struct number_votes *votes, struct text field) {
    struct text plain = spaces_trim(field);
    while (plain.length > 0 && (plain.data[0] == '-' || plain.data[0] == '$'))
        plain = (struct text){plain.data + 1, plain.length - 1};
    struct marks marks = marks_of(plain);
    if (marks.other || plain.length == 0)
        return;
    votes->grouped_by_space = votes->grouped_by_space || marks.spaces > 0;
    if (marks.points > 0 && marks.commas > 0) {
        bool comma = marks.last_comma > marks.last_point;
        votes->commas += comma;
        votes->points += !comma;
        votes->grouped_by_point = votes->grouped_by_point || comma;
        votes->grouped_by_comma = votes->grouped_by_comma || !comma;
    } else if (marks.points > 0) {
        vote_alone(marks.points, plain.length - marks.last_point, &votes->points, &votes->commas,
                   &votes->either, &votes->grouped_by_point);
    } else if (marks.commas > 0) {
        vote_alone(marks.commas, plain.length - marks.last_comma, &votes->commas, &votes->points,
                   &votes->either, &votes->grouped_by_comma);
    }
}

/* ---- days ---- */

static const char *const FORMS[] = {"YYYY-MM-DD", "D/M/YYYY", "M/D/YYYY", "D.M.YYYY",   "D-M-YYYY",
                                    "M-D-YYYY",   "YYYY/M/D", "YYYYMMDD", "D-MON-YYYY", "D-MON-YY",
                                    "D MON YYYY", "D/M/YY",   "M/D/YY"};
enum { FORM_COUNT = sizeof FORMS / sizeof FORMS[0] };

void day_vote(struct day_votes *votes, struct text field, const struct date_format *months) {
    enum { SERIAL = 5 };
    unsigned fits = 0;
    if (field.length == SERIAL)
        return; /* the number of a day: read whatever the pattern is */
    for (unsigned i = 0; i < FORM_COUNT; i++) {
        struct date_format format = *months;
        date day = 0;
        format.pattern = text_from(FORMS[i]);
        format.century = 20;
        if (date_read(&day, field, &format))
            fits |= 1U << i;
    }
    if (fits == 0) {
        votes->none++;
        return;
    }
    votes->all = votes->count == 0 ? fits : votes->all & fits;
    votes->count++;
}

/* Days of the international form are read whatever the pattern is, and are in no doubt. */
const char *day_form(const struct day_votes *votes, unsigned index) {
    enum { INTERNATIONAL = 1 };
    unsigned forms = (votes->all & INTERNATIONAL) != 0 ? INTERNATIONAL : votes->all;
    for (unsigned i = 0; i < FORM_COUNT && votes->count > 0; i++)
        if ((forms >> i & 1) != 0 && index-- == 0)
            return FORMS[i];
    return NULL;
}
