#ifndef USMCA_API_PDF_FLOOR_H
#define USMCA_API_PDF_FLOOR_H

#include "pdf/pdf.h"

/* What documents are drawn on, as the library finds it: a module beside it, which stays until the process
 * ends. The command has its own way, in a process apart (cli/pdf_module.h). */
usmca_status pdf_floor_open(const struct pdf_floor **out, usmca_error *error);

#endif
