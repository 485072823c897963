#ifndef USMCA_REQUESTS_XLSX_H
#define USMCA_REQUESTS_XLSX_H

#include <xlsxwriter.h>

#include "base/on_demand.h"

/* libxlsxwriter, loaded when a workbook is made (cli/book_file.h), and by no other command; libcrypto comes
 * behind it. */
#define XLSX_FUNCTIONS(EACH)                                                                                 \
    EACH(workbook_add_format)                                                                                \
    EACH(workbook_add_worksheet)                                                                             \
    EACH(workbook_close)                                                                                     \
    EACH(workbook_new_opt)                                                                                   \
    EACH(workbook_set_properties)                                                                            \
    EACH(worksheet_autofilter)                                                                               \
    EACH(worksheet_data_validation_range)                                                                    \
    EACH(worksheet_fit_to_pages)                                                                             \
    EACH(worksheet_freeze_panes)                                                                             \
    EACH(worksheet_print_across)                                                                             \
    EACH(worksheet_protect)                                                                                  \
    EACH(worksheet_repeat_columns)                                                                           \
    EACH(worksheet_repeat_rows)                                                                              \
    EACH(worksheet_set_column)                                                                               \
    EACH(worksheet_set_landscape)                                                                            \
    EACH(worksheet_set_row)                                                                                  \
    EACH(worksheet_write_blank)                                                                              \
    EACH(worksheet_write_comment_opt)                                                                        \
    EACH(worksheet_write_datetime)                                                                           \
    EACH(worksheet_write_formula_num)                                                                        \
    EACH(worksheet_write_number)                                                                             \
    EACH(worksheet_write_string)                                                                             \
    EACH(format_set_align)                                                                                   \
    EACH(format_set_bg_color)                                                                                \
    EACH(format_set_bold)                                                                                    \
    EACH(format_set_border)                                                                                  \
    EACH(format_set_bottom)                                                                                  \
    EACH(format_set_font_color)                                                                              \
    EACH(format_set_indent)                                                                                  \
    EACH(format_set_italic)                                                                                  \
    EACH(format_set_num_format)                                                                              \
    EACH(format_set_text_wrap)                                                                               \
    EACH(format_set_unlocked)                                                                                \
    EACH(lxw_rowcol_to_cell)                                                                                 \
    EACH(lxw_strerror)

extern struct xlsx { XLSX_FUNCTIONS(ON_DEMAND_MEMBER) } xlsx;

/* A sheet of columns that are so many letters wide together is printed on as many landscape pages beside each
 * other as it needs to be read. */
void xlsx_print_wide(lxw_worksheet *sheet, double letters);

usmca_status xlsx_load(usmca_error *error);

#endif
