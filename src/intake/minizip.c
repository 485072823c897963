#include "intake/minizip.h"

usmca_status minizip_load(struct minizip *out, usmca_error *error) {
    return ON_DEMAND(MINIZIP_FUNCTIONS, USMCA_MINIZIP, out, error);
}
