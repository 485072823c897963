#include "batch/index.h"

#include <stdlib.h>

/* Tarjan's strongly connected components, without recursion: they come out children first, and a component of
 * several goods, or a good that is its own material, is a cycle. */

struct frame {
    uint32_t good;
    uint32_t next; /* line to look at */
};

struct search {
    struct index *index;
    uint32_t *number; /* 0 is "not seen" */
    uint32_t *low;
    uint32_t *stack;
    bool *on_stack;
    struct frame *frames;
    size_t stack_count;
    size_t frame_count;
    size_t order_count;
    uint32_t last;
};

enum { MOST_NAMED = 12 };

static void name_cycle(struct search *search, const uint32_t *members, size_t count) {
    struct index *index = search->index;
    struct buffer names = {0};
    for (size_t i = count; i > 0 && count - i < MOST_NAMED; i--) {
        buffer_string(&names, i < count ? ", " : "");
        buffer_text(&names, index->goods[members[i - 1]].id);
    }
    if (count > MOST_NAMED)
        buffer_string(&names, ", \xe2\x80\xa6");
    struct text cycle = arena_copy(&index->arena, buffer_view(&names));
    for (size_t i = 0; i < count; i++)
        index->goods[members[i]].cycle = cycle;
    buffer_free(&names);
}

static bool is_own_material(const struct index *index, uint32_t good) {
    const struct index_good *of = &index->goods[good];
    for (uint32_t i = 0; i < of->count; i++)
        if (index->lines[of->first + i].child == good)
            return true;
    return false;
}

static void visit(struct search *search, uint32_t good) {
    search->number[good] = search->low[good] = ++search->last;
    search->stack[search->stack_count++] = good;
    search->on_stack[good] = true;
    search->frames[search->frame_count++] = (struct frame){good, 0};
}

static void close_component(struct search *search, uint32_t root) {
    struct index *index = search->index;
    size_t top = search->stack_count;
    uint32_t member = INDEX_NONE;
    while (member != root) {
        member = search->stack[--search->stack_count];
        search->on_stack[member] = false;
        index->order[search->order_count++] = member;
    }
    size_t count = top - search->stack_count;
    if (count > 1 || is_own_material(index, root))
        name_cycle(search, search->stack + search->stack_count, count);
}

static void step(struct search *search) {
    struct frame *frame = &search->frames[search->frame_count - 1];
    const struct index_good *good = &search->index->goods[frame->good];
    while (frame->next < good->count) {
        uint32_t child = search->index->lines[good->first + frame->next++].child;
        if (child == INDEX_NONE)
            continue;
        if (search->number[child] == 0) {
            visit(search, child);
            return;
        }
        if (search->on_stack[child] && search->number[child] < search->low[frame->good])
            search->low[frame->good] = search->number[child];
    }
    uint32_t done = frame->good;
    search->frame_count--;
    if (search->low[done] == search->number[done])
        close_component(search, done);
    if (search->frame_count > 0) {
        uint32_t parent = search->frames[search->frame_count - 1].good;
        if (search->low[done] < search->low[parent])
            search->low[parent] = search->low[done];
    }
}

usmca_status index_order(struct index *index, usmca_error *error) {
    size_t count = index->good_count + 1;
    struct search search = {.index = index,
                            .number = calloc(count, sizeof(uint32_t)),
                            .low = calloc(count, sizeof(uint32_t)),
                            .stack = calloc(count, sizeof(uint32_t)),
                            .on_stack = calloc(count, sizeof(bool)),
                            .frames = calloc(count, sizeof(struct frame))};
    index->order = calloc(count, sizeof(uint32_t));
    bool complete = search.number != NULL && search.low != NULL && search.stack != NULL &&
                    search.on_stack != NULL && search.frames != NULL && index->order != NULL;
    for (size_t i = 0; complete && i < index->good_count; i++) {
        if (search.number[i] != 0)
            continue;
        visit(&search, (uint32_t)i);
        while (search.frame_count > 0)
            step(&search);
    }
    free(search.number);
    free(search.low);
    free(search.stack);
    free(search.on_stack);
    free(search.frames);
    return complete ? USMCA_OK : error_memory(error);
}
