#include "batch/index.h"

#include <stdlib.h>

/* Tarjan's strongly connected components, without recursion: they come out children first, and a component of
 * several goods is a cycle. Whether a good that is its own material is one hangs on what its rows say. */

struct frame {
    uint32_t good;
    uint32_t next; /* line to look at */
};

/* What the search knows of one good, and beside it one place of each of its two stacks. */
struct node {
    uint32_t number; /* 0 is "not seen" */
    uint32_t low;
    bool on_stack;
    uint32_t stacked;
    struct frame frame;
};

struct search {
    struct index *index;
    struct node *nodes;
    size_t stack_count;
    size_t frame_count;
    size_t order_count;
    uint32_t last;
};

enum { MOST_NAMED = 12 };

static void name_cycle(struct search *search, size_t first, size_t count) {
    const struct node *members = search->nodes + first;
    struct index *index = search->index;
    struct buffer names = {0};
    for (size_t i = count; i > 0 && count - i < MOST_NAMED; i--) {
        buffer_string(&names, i < count ? ", " : "");
        buffer_text(&names, index->goods[members[i - 1].stacked].id);
    }
    if (count > MOST_NAMED)
        buffer_string(&names, ", \xe2\x80\xa6");
    struct text cycle = buffer_keep(&names, &index->arena);
    for (size_t i = 0; i < count; i++)
        index->goods[members[i].stacked].cycle = cycle;
}

static void visit(struct search *search, uint32_t good) {
    search->nodes[good].number = search->nodes[good].low = ++search->last;
    search->nodes[search->stack_count++].stacked = good;
    search->nodes[good].on_stack = true;
    search->nodes[search->frame_count++].frame = (struct frame){good, 0};
}

static void close_component(struct search *search, uint32_t root) {
    struct index *index = search->index;
    size_t top = search->stack_count;
    uint32_t member = INDEX_NONE;
    while (member != root) {
        member = search->nodes[--search->stack_count].stacked;
        search->nodes[member].on_stack = false;
        index->order[search->order_count++] = member;
    }
    size_t count = top - search->stack_count;
    if (count > 1)
        name_cycle(search, search->stack_count, count);
}

static void step(struct search *search) {
    struct frame *frame = &search->nodes[search->frame_count - 1].frame;
    const struct index_good *good = &search->index->goods[frame->good];
    while (frame->next < good->count) {
        uint32_t child = search->index->lines[good->first + frame->next++].child;
        if (child == INDEX_NONE)
            continue;
        if (search->nodes[child].number == 0) {
            visit(search, child);
            return;
        }
        if (search->nodes[child].on_stack && search->nodes[child].number < search->nodes[frame->good].low)
            search->nodes[frame->good].low = search->nodes[child].number;
    }
    uint32_t done = frame->good;
    search->frame_count--;
    if (search->nodes[done].low == search->nodes[done].number)
        close_component(search, done);
    if (search->frame_count > 0) {
        uint32_t parent = search->nodes[search->frame_count - 1].frame.good;
        if (search->nodes[done].low < search->nodes[parent].low)
            search->nodes[parent].low = search->nodes[done].low;
    }
}

/* ---- levels ---- */

/* Goods of a cycle are never determined for others, so that it does not matter which level they get. */
static void find_levels(struct index *index) {
    index->level_count = 0;
    for (size_t i = 0; i < index->good_count; i++) {
        struct index_good *good = &index->goods[index->order[i]];
        for (uint32_t line = 0; line < good->count; line++) {
            uint32_t child = index->lines[good->first + line].child;
            if (child != INDEX_NONE && index->goods[child].level >= good->level && child != index->order[i])
                good->level = index->goods[child].level + 1;
        }
        if (good->level >= index->level_count)
            index->level_count = (size_t)good->level + 1;
    }
}

static bool sort_by_level(struct index *index) {
    uint32_t *sorted = malloc((index->good_count + 1) * sizeof *sorted);
    index->levels = calloc(index->level_count + 2, sizeof *index->levels);
    if (sorted == NULL || index->levels == NULL) {
        free(sorted);
        return false;
    }
    size_t *next = index->levels + 1; /* counted one place up, and moved there by the sorting */
    for (size_t i = 0; i < index->good_count; i++)
        next[index->goods[i].level + 1]++;
    for (size_t level = 0; level < index->level_count; level++)
        next[level + 1] += next[level];
    for (size_t i = 0; i < index->good_count; i++)
        sorted[next[index->goods[index->order[i]].level]++] = index->order[i];
    free(index->order);
    index->order = sorted;
    return true;
}

usmca_status index_order(struct index *index, usmca_error *error) {
    size_t count = index->good_count + 1;
    struct search search = {.index = index, .nodes = calloc(count, sizeof *search.nodes)};
    index->order = calloc(count, sizeof *index->order);
    bool complete = search.nodes != NULL && index->order != NULL;
    for (size_t i = 0; complete && i < index->good_count; i++) {
        if (search.nodes[i].number != 0)
            continue;
        visit(&search, (uint32_t)i);
        while (search.frame_count > 0)
            step(&search);
    }
    free(search.nodes);
    if (complete) {
        find_levels(index);
        complete = sort_by_level(index);
    }
    return complete ? USMCA_OK : error_memory(error);
}
