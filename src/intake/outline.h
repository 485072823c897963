#ifndef USMCA_INTAKE_OUTLINE_H
#define USMCA_INTAKE_OUTLINE_H

#include "case/good.h"
#include "intake/layout.h"

/* Lines that stand below others though no column says levels: their numbers (1.1 below 1), or blanks and
 * points before a number, an id or a description show it. What an assembly is worth may stand there twice,
 * and quantities be of one of it. */

enum { OUTLINE_FIELDS = 3 };

/* Of the lines of a good. */
struct outline {
    uint32_t fields[OUTLINE_FIELDS]; /* that may show it */
    uint32_t count;
    bool numbered;                  /* the first of them has the numbers of lines */
    uint32_t least[OUTLINE_FIELDS]; /* how far each is set in */
    uint32_t most[OUTLINE_FIELDS];
    uint32_t set_in;   /* lines of which one is */
    uint32_t lines;    /* of all */
    bool within;       /* the number of one is within that of the one before */
    struct text above; /* the number of the line read last */
};

/* Which fields of a file may show it. */
void outline_begin(struct outline *outline, const struct layout *layout);

/* A further line of the good, whose fields were read of that record; the first one begins it anew. `number`
 * is borrowed until the next. */
void outline_note(struct outline *outline, const struct csv_fields *fields, struct text record,
                  char delimiter, struct text number, bool first);

/* Tells the good, where its lines do, that no value of them counts (case/unread.h); it is borrowed from the
 * arena, which tells where memory is exhausted. `path` is that of the lines. */
void outline_settle(const struct outline *outline, const struct layout *layout, const char *path,
                    struct good *good, struct arena *arena);

#endif
