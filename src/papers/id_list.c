#include "papers/id_list.h"

#include <Judy.h>

#include "base/buffer.h"

bool id_list_has(const struct id_list *ids, struct text id) {
    return id.length > 0 && JudyHSGet(ids->set, (void *)id.data, id.length) != NULL;
}

bool id_list_add(struct id_list *ids, struct text id) {
    if (id.length == 0)
        return true;
    const void *value = JudyHSIns(&ids->set, (void *)id.data, id.length, PJE0);
    return value != NULL && value != (const void *)PPJERR;
}

/* The next of them; `rest` is left behind its comma. What stands in quotation marks is taken as it is, with
 * two of them for one. */
static struct text next_id(struct text *rest, struct arena *arena) {
    struct buffer id = {0};
    struct text plain = {0};
    *rest = text_trim(*rest);
    if (rest->length == 0 || rest->data[0] != '"') {
        text_split(rest, ',', &plain);
        return text_trim(plain);
    }
    size_t at = 1;
    for (; at < rest->length; at++) {
        if (rest->data[at] == '"' && (at + 1 == rest->length || rest->data[++at] != '"'))
            break;
        buffer_text(&id, (struct text){rest->data + at, 1});
    }
    *rest = (struct text){rest->data + at, rest->length - at};
    text_split(rest, ',', &plain);
    return buffer_keep(&id, arena);
}

usmca_status id_list_read(struct id_list *out, struct text ids, struct arena *arena, usmca_error *error) {
    size_t most = 1;
    for (size_t i = 0; i < ids.length; i++)
        most += ids.data[i] == ',';
    out->list = ARENA_ARRAY(arena, struct text, most);
    while (ids.length > 0 && out->list != NULL) {
        struct text id = next_id(&ids, arena);
        if (id.length == 0)
            continue;
        if (!id_list_has(out, id))
            out->list[out->count++] = id;
        if (!id_list_add(out, id))
            return error_memory(error);
    }
    return arena->failed ? error_memory(error) : USMCA_OK;
}

void id_list_free(struct id_list *ids) {
    JudyHSFreeArray(&ids->set, PJE0);
}
