#include "case/good.h"

struct amount case_units(const struct material *material) {
    if (material->reckoned != NULL)
        return material->reckoned->units;
    if (material->quantity.given)
        return amount_is_nothing(&material->quantity) ? amount_not_given() : material->quantity;
    return material->unit_value.given ? amount_not_given() : amount_of(DECIMAL_ONE);
}

static bool said_self_produced(const struct material *material) {
    return material->role == ROLE_SELF_PRODUCED || material->role == ROLE_INTERMEDIATE;
}

const struct produced *case_self_produced(const struct material *material) {
    bool looked_into = material->produced != NULL && material->produced->looked_into;
    return said_self_produced(material) && looked_into ? material->produced : NULL;
}

bool case_bill_missing(const struct material *material) {
    return said_self_produced(material) && material->produced == NULL;
}

bool case_code_needed(const struct material *material) {
    return material->origin != ORIGIN_DECLARED_ORIGINATING && material->role != ROLE_PACKING &&
           material->role != ROLE_INDIRECT;
}

struct facts facts_keep(struct facts facts, struct arena *arena) {
    struct fact_value *values = facts.count > 0 ? ARENA_ARRAY(arena, struct fact_value, facts.count) : NULL;
    if (values == NULL)
        return (struct facts){0};
    for (uint32_t i = 0; i < facts.count; i++)
        values[i] =
            (struct fact_value){arena_keep(arena, facts.values[i].key),
                                arena_keep(arena, facts.values[i].value), facts.values[i].contradicted};
    return (struct facts){values, facts.count};
}
