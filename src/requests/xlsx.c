#include "requests/xlsx.h"

struct xlsx xlsx;

void xlsx_print_wide(lxw_worksheet *sheet, double letters) {
    enum { LETTERS_OF_PAGE = 200 };
    xlsx.worksheet_set_landscape(sheet);
    xlsx.worksheet_fit_to_pages(sheet, (uint16_t)(1 + letters / LETTERS_OF_PAGE), 0);
    xlsx.worksheet_print_across(sheet);
}

usmca_status xlsx_load(usmca_error *error) {
    return ON_DEMAND(XLSX_FUNCTIONS, USMCA_XLSXWRITER, &xlsx, error);
}
