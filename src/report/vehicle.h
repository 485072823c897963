#ifndef USMCA_REPORT_VEHICLE_H
#define USMCA_REPORT_VEHICLE_H

#include "report/vehicle_rows.h"

/* The page of a vehicle in each format; nothing for another good. */

/* ,"vehicle":{…} */
void report_json_vehicle(struct buffer *out, const struct usmca_rulebook *book,
                         const struct determination *determination);
void report_text_vehicle(struct buffer *out, const struct usmca_rulebook *book,
                         const struct determination *determination, size_t width);

#endif
