#ifndef USMCA_REPORT_OVERVIEW_H
#define USMCA_REPORT_OVERVIEW_H

#include "base/arena.h"
#include "report/report.h"

/* Many goods on a page: a line each, the worst first, as wide as the terminal. A line is kept of each good
 * while it is determined, and all are written at the end. */

/* As many goods are still written out one by one. */
enum { OVERVIEW_ABOVE = 20 };

struct overview_row {
    struct text good_id;
    struct text missing; /* the paper, or else the finding, that weighs most */
    uint32_t others;     /* so many more lack */
    enum status status;
    enum pile pile;
    bool claimed;
    struct figure content; /* by the method that decides, or comes nearest */
    bool duty_known;
    decimal duty; /* a unit */
    struct text currency;
    uint8_t currency_place; /* of the duty, once the rows are ordered */
    uint64_t place;         /* in the input */
};

struct overview {
    struct arena arena;
    struct overview_row *rows;
    size_t count;
    size_t room;
    bool failed; /* memory was exhausted */
};

/* `messages` are those of the book. */
void overview_add(struct overview *overview, const struct usmca_rulebook *book,
                  const struct determination *determination);
/* Moves the rows of a part behind those before; the part is empty then. */
void overview_append(struct overview *overview, struct overview *part);
/* `width` in columns. */
void overview_write(struct buffer *out, const struct messages *messages, struct overview *overview,
                    size_t width, bool coloured);
void overview_free(struct overview *overview);

#endif
