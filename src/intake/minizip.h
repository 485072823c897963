#ifndef USMCA_INTAKE_MINIZIP_H
#define USMCA_INTAKE_MINIZIP_H

#include <unzip.h>

#include "base/on_demand.h"

/* minizip, loaded for workbooks. */
#define MINIZIP_FUNCTIONS(EACH)                                                                              \
    EACH(unzOpen2_64)                                                                                        \
    EACH(unzClose)                                                                                           \
    EACH(unzGetGlobalInfo64)                                                                                 \
    EACH(unzLocateFile)                                                                                      \
    EACH(unzGetCurrentFileInfo64)                                                                            \
    EACH(unzOpenCurrentFile)                                                                                 \
    EACH(unzReadCurrentFile)                                                                                 \
    EACH(unzCloseCurrentFile)

struct minizip {
    MINIZIP_FUNCTIONS(ON_DEMAND_MEMBER)
};

usmca_status minizip_load(struct minizip *out, usmca_error *error);

#endif
