#include <stdlib.h>

#include "base/error.h"
#include "binder/parts.h"

static size_t commas(const char *list) {
    size_t count = 0;
    for (; *list != '\0'; list++)
        count += *list == ',';
    return count;
}

static void want(struct binder *binder, struct text id, size_t parts) {
    binder->wanted[binder->wanted_count++] = (struct wanted_good){.id = id, .parts = parts};
}

usmca_status binder_want(struct binder *binder, usmca_error *error) {
    const char *const *goods = binder->options->goods;
    size_t room = 0;
    if (goods == NULL || goods[0] == NULL)
        return USMCA_OK;
    for (size_t i = 0; goods[i] != NULL; i++)
        room += commas(goods[i]) + 2;
    binder->wanted = calloc(room, sizeof *binder->wanted);
    if (binder->wanted == NULL)
        return error_memory(error);
    for (size_t i = 0; goods[i] != NULL; i++) {
        struct text rest = text_from(goods[i]);
        struct text part;
        size_t whole = binder->wanted_count;
        want(binder, rest, 0);
        while (commas(goods[i]) > 0 && text_split(&rest, ',', &part))
            want(binder, text_trim(part), 0);
        binder->wanted[whole].parts = binder->wanted_count - whole - 1;
    }
    return USMCA_OK;
}

bool binder_wants(struct binder *binder, const json_t *good) {
    struct text id = binder_value(good, "good_id");
    bool wants = false;
    if (binder->wanted == NULL)
        return true;
    for (size_t i = 0; i < binder->wanted_count; i++)
        if (text_equal(binder->wanted[i].id, id))
            wants = binder->wanted[i].found = true;
    return wants;
}

/* The part of an id that was not found; NULL where the whole of it was, or all of its parts. */
static const struct wanted_good *missing_of(const struct wanted_good *one) {
    if (one->found)
        return NULL;
    for (size_t i = 1; i <= one->parts; i++)
        if (one[i].id.length > 0 && !one[i].found)
            return &one[i];
    return one->parts == 0 ? one : NULL;
}

usmca_status binder_found(const struct binder *binder, usmca_error *error) {
    const struct wanted_good *missing = NULL;
    if (binder->wanted == NULL)
        return USMCA_OK;
    for (size_t i = 0; i < binder->wanted_count && missing == NULL; i += binder->wanted[i].parts + 1)
        missing = missing_of(&binder->wanted[i]);
    return missing == NULL
               ? USMCA_OK
               : error_set(error, USMCA_ERROR_INPUT, binder->source->path, 0, 0,
                           "there is no good %.*s in the results", (int)missing->id.length, missing->id.data);
}
