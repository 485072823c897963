#ifndef USMCA_REQUESTS_LETTER_H
#define USMCA_REQUESTS_LETTER_H

#include "pdf/pdf.h"
#include "requests/asked.h"

/* The letter that goes with the workbook `workbook`, a file name. */
void request_letter_text(struct buffer *out, const json_t *request, const struct messages *messages,
                         struct text workbook);
usmca_status request_letter_pdf(const struct pdf_floor *floor, const json_t *request,
                                const struct messages *messages, struct text workbook,
                                const struct pdf_output *output, struct pdf_notes *notes, usmca_error *error);

#endif
