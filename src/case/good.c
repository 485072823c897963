#include "case/good.h"

struct amount case_units(const struct material *material) {
    if (material->quantity.given)
        return material->quantity;
    return material->unit_value.given ? amount_not_given() : amount_of(DECIMAL_ONE);
}

const struct produced *case_self_produced(const struct material *material) {
    bool role = material->role == ROLE_SELF_PRODUCED || material->role == ROLE_INTERMEDIATE;
    return role && material->produced != NULL && material->produced->looked_into ? material->produced : NULL;
}
