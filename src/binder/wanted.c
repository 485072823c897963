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
    bool wants = binder->wanted == NULL;
    for (size_t i = 0; i < binder->wanted_count; i++)
        if (text_equal(binder->wanted[i].id, id))
            wants = binder->wanted[i].found = true;
    return wants;
}

usmca_status binder_found(const struct binder *binder, usmca_error *error) {
    for (size_t i = 0; binder->wanted != NULL && i < binder->wanted_count; i += binder->wanted[i].parts + 1) {
        const struct wanted_good *one = &binder->wanted[i];
        bool found = one->found || one->parts > 0;
        const struct wanted_good *missing = one;
        for (size_t part = 1; !one->found && part <= one->parts; part++)
            if (one[part].id.length > 0 && !one[part].found) {
                found = false;
                missing = &one[part];
            }
        if (!found)
            return error_set(error, USMCA_ERROR_INPUT, binder->source->path, 0, 0,
                             "there is no good %.*s in the results", (int)missing->id.length,
                             missing->id.data);
    }
    return USMCA_OK;
}
