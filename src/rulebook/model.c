#include "rulebook/model.h"

const char *const USE_WORDS[USES] = {"",           "passenger-vehicle", "light-truck",
                                     "heavy-truck", "other-vehicle",     "aftermarket"};
const char *const COUNTRY_CODES[COUNTRIES] = {"", "CA", "MX", "US"};
