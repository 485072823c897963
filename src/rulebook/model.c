#include "rulebook/model.h"

const char *const USE_WORDS[USES] = {
    "", "passenger-vehicle", "light-truck", "heavy-truck", "other-vehicle", "aftermarket"};
const char *const COUNTRY_CODES[COUNTRIES] = {"", "CA", "MX", "US"};

const struct threshold *general_threshold(const struct general *general, enum threshold_kind kind, date day) {
    for (uint32_t i = 0; i < general->threshold_count; i++)
        if (general->thresholds[i].kind == kind && period_holds(general->thresholds[i].period, day))
            return &general->thresholds[i];
    return NULL;
}
