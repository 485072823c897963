#ifndef USMCA_CLI_PDF_MODULE_H
#define USMCA_CLI_PDF_MODULE_H

#include "pdf/pdf.h"

/* The floor that documents are drawn on. Cairo and Pango take longer to load than most commands run: they are
 * a module beside the program, which is loaded here, where a document is asked for, and stays until the end.
 */
usmca_status pdf_module_load(const struct pdf_floor **out, usmca_error *error);

/* Says on standard error what the reader has to know of the fonts, if anything. */
void pdf_module_say(const struct pdf_notes *notes);

#endif
