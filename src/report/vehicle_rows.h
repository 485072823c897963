#ifndef USMCA_REPORT_VEHICLE_ROWS_H
#define USMCA_REPORT_VEHICLE_ROWS_H

#include "base/buffer.h"
#include "origin/determination.h"
#include "rulebook/messages.h"

/* The page of a vehicle, requirement by requirement, as the text and the JSON reports show it. */

struct vehicle_report_row {
    const char *id;   /* "tariff-shift", or VEHICLE_REQUIREMENT_WORDS */
    const char *name; /* message id */
    enum result result;
    bool declared; /* rests on a declaration */
    struct figure figure;
    struct text cite;
    struct text evidence; /* sentences, each ended by a line feed */
};

/* Calls `put` for each; `evidence` is borrowed until it returns. */
bool vehicle_rows(const struct usmca_rulebook *book, const struct determination *determination,
                  void (*put)(void *context, const struct vehicle_report_row *row), void *context);

/* Whether there is such a page: a good of the headings of vehicles that is not itself a part for one. */
static inline bool vehicle_page(const struct determination *determination) {
    const struct vehicle *vehicle = determination->vehicle;
    bool by_rule = determination->good->use == USE_NONE && determination->alternative_count > 0;
    return vehicle != NULL && (vehicle->vehicle_class != NULL || vehicle->row != NULL || by_rule);
}

/* The class whose tests bind it, or that vehicles.csv states; other vehicles, U.R. 20, where neither is. */
static inline struct text vehicle_class_word(const struct vehicle *vehicle) {
    return vehicle->vehicle_class != NULL
               ? vehicle->vehicle_class->id
               : text_from(USE_WORDS[vehicle->row != NULL ? vehicle->row->class : USE_OTHER_VEHICLE]);
}

#endif
