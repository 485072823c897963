#include "report/urgency.h"

int urgency_compare(const struct urgency *a, const struct urgency *b) {
    if (a->pile != b->pile)
        return a->pile < b->pile ? -1 : 1;
    if (a->claimed != b->claimed)
        return a->claimed ? -1 : 1;
    if (a->duty != b->duty)
        return a->duty > b->duty ? -1 : 1;
    if (a->margin_known != b->margin_known)
        return a->margin_known ? -1 : 1;
    if (a->margin != b->margin)
        return a->margin < b->margin ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}
