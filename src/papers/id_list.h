#ifndef USMCA_PAPERS_ID_LIST_H
#define USMCA_PAPERS_ID_LIST_H

#include "base/arena.h"
#include "base/error.h"

/* Ids that an option names, a comma between them; one that has a comma itself is quoted as in CSV. */
struct id_list {
    struct text *list; /* in the order given, each once */
    size_t count;
    void *set; /* JudyHS */
};

/* The texts are in `arena`, or in `ids`. */
usmca_status id_list_read(struct id_list *out, struct text ids, struct arena *arena, usmca_error *error);
bool id_list_has(const struct id_list *ids, struct text id);
/* Among them from now on, though not in the list. False when memory is exhausted. */
bool id_list_add(struct id_list *ids, struct text id);
void id_list_free(struct id_list *ids);

#endif
