#include "requests/xlsx.h"

struct xlsx xlsx;

usmca_status xlsx_load(usmca_error *error) {
    return ON_DEMAND(XLSX_FUNCTIONS, USMCA_XLSXWRITER, &xlsx, error);
}
