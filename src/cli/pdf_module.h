#ifndef USMCA_CLI_PDF_MODULE_H
#define USMCA_CLI_PDF_MODULE_H

#include "pdf/pdf.h"

/* What is drawn: it calls pdf_write(), or what does, with all that it is handed. */
typedef usmca_status (*pdf_drawing)(const struct pdf_floor *floor, const struct pdf_output *output,
                                    struct pdf_notes *notes, void *context, usmca_error *error);

/* Draws a document apart (cli/apart.h), so that nothing of what `drawing` does is seen by the caller but what
 * is written to `output`; says on standard error what the reader has to know of the fonts, if anything. The
 * floor that documents are drawn on is loaded there: Cairo and Pango take longer to load than most commands
 * run, so that they are a module beside the program, which stays until the process ends. */
usmca_status pdf_module_draw(pdf_drawing drawing, void *context, const struct pdf_output *output,
                             usmca_error *error);

#endif
