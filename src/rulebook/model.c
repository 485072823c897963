#include "rulebook/model.h"

#include <string.h>

const char *const USE_WORDS[USES] = {
    "", "passenger-vehicle", "light-truck", "heavy-truck", "other-vehicle", "aftermarket"};
const char *const COUNTRY_CODES[COUNTRIES] = {"", "CA", "MX", "US"};
const char *const VEHICLE_REQUIREMENT_WORDS[VEHICLE_REQUIREMENTS] = {
    "regional-value-content", "core-parts", "steel", "aluminum", "labour-value-content"};
const char *const METAL_WORDS[METALS] = {"", "steel", "aluminum"};
const char *const PLANT_MAKES_WORDS[PLANT_MAKES] = {"", "engines", "transmissions", "battery-packs"};
const char *const VEHICLE_CATEGORY_WORDS[VEHICLE_CATEGORIES] = {"", "model-line-plant", "class-plant",
                                                                "model-line", "class"};
const char *const AVERAGING_CHOICE_WORDS[AVERAGING_CHOICES] = {"fiscal-year", "transitional", "extended"};

const char *const PROVISION_IDS[PROVISIONS] = {
#define PROVISION(kind, id) [PROVISION_##kind] = (id),
#include "rulebook/provisions.def"
#undef PROVISION
};

enum use use_named(const char *word) {
    for (int use = 1; word != NULL && use < USES; use++)
        if (strcmp(word, USE_WORDS[use]) == 0)
            return (enum use)use;
    return USE_NONE;
}

enum country country_named(struct text code) {
    for (int country = COUNTRY_NONE + 1; country < COUNTRIES; country++)
        if (code.length == 2 && memcmp(code.data, COUNTRY_CODES[country], 2) == 0)
            return (enum country)country;
    return COUNTRY_NONE;
}

enum result scope_holds_code(const struct scope *scope, const struct hs_editions *editions,
                             enum hs_edition from, struct hs_code code) {
    uint32_t count = 0;
    const struct hs_lineage *lineages = hs_lineages(editions, from, code, &count);
    enum result result = RESULT_UNKNOWN;
    for (uint32_t i = 0; i < count; i++) {
        enum result one = result_of_membership(
            hs_set_holds(scope->set, hs_lineage_code(editions, &lineages[i], scope->edition, code)));
        result = i == 0 || result == one ? one : RESULT_UNKNOWN;
    }
    return result;
}

const struct threshold *general_threshold(const struct general *general, enum threshold_kind kind, date day) {
    for (uint32_t i = 0; i < general->threshold_count; i++)
        if (general->thresholds[i].kind == kind && period_holds(general->thresholds[i].period, day))
            return &general->thresholds[i];
    return NULL;
}
