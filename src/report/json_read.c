#include "report/json_read.h"

#include <errno.h>
#include <setjmp.h>
#include <stdlib.h>

/* Where a reading that has no memory goes on: jansson's scanner does not ask whether it got any (2.14,
 * lex_save), and reads behind what it has. What it had allocated is lost then. */
static _Thread_local jmp_buf *no_memory;

static void *allocate_or_leave(size_t size) {
    void *room = malloc(size);
    if (room == NULL && size > 0 && no_memory != NULL)
        longjmp(*no_memory, 1);
    return room;
}

void json_read_prepare(void) {
    json_set_alloc_funcs(allocate_or_leave, free);
}

bool json_read(json_t **out, struct text text, size_t flags, json_error_t *problem) {
    jmp_buf here;
    *out = NULL;
    if (text.data == NULL)
        return true;
    errno = 0;
    if (setjmp(here) != 0) {
        no_memory = NULL;
        return false;
    }
    no_memory = &here;
    json_t *read = json_loadb(text.data, text.length, flags, problem);
    no_memory = NULL;
    const bool whole = errno != ENOMEM; /* where nobody prepared it, characters without room are left out */
    if (whole)
        *out = read;
    else
        json_decref(read);
    return whole;
}
