#include "batch/produce.h"

#include "base/threads.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { GOODS_A_TURN = 32, LEAST_TO_SHARE = 4 * GOODS_A_TURN };

/* One level, and how far the threads are with it. */
struct level {
    struct index *index;
    size_t end;
    atomic_size_t next;
};

struct hand {
    struct worker worker;
    struct arena *arena;
    struct level *level;
};

struct crew {
    struct hand *hands;
    int count;
};

static void produce(struct hand *hand, struct index *index, uint32_t good) {
    const struct index_good *of = &index->goods[good];
    if (!(of->needed || of->nearly_needed) || index->goods[good].cycle.length > 0)
        return;
    index->goods[good].produced = worker_produce(&hand->worker, good, hand->arena);
    rejects_reset(&hand->worker.result.rejects);
}

static void fetch_ahead(const struct level *level, size_t at) {
    const struct index *index = level->index;
    if (at + 3 < level->end)
        __builtin_prefetch(&index->goods[index->order[at + 3]]);
    if (at + 2 < level->end)
        index_fetch_lines(index, index->order[at + 2]);
    if (at + 1 < level->end)
        index_fetch_rows(index, index->order[at + 1]);
}

static void take_turns(void *context) {
    struct hand *hand = context;
    struct level *level = hand->level;
    for (;;) {
        size_t from = atomic_fetch_add(&level->next, GOODS_A_TURN);
        size_t to = from + GOODS_A_TURN < level->end ? from + GOODS_A_TURN : level->end;
        if (from >= level->end || hand->worker.status != USMCA_OK)
            return;
        for (size_t i = from; i < to && hand->worker.status == USMCA_OK; i++) {
            fetch_ahead(level, i);
            produce(hand, level->index, level->index->order[i]);
        }
    }
}

static usmca_status produce_level(struct crew *crew, struct level *level, usmca_error *error) {
    int wanted = level->end - level->next > LEAST_TO_SHARE ? crew->count : 1;
    for (int i = 0; i < crew->count; i++)
        crew->hands[i].level = level;
    threads_work(take_turns, crew->hands, sizeof *crew->hands, wanted);
    for (int i = 0; i < crew->count; i++) {
        const struct worker *worker = &crew->hands[i].worker;
        if (worker->status != USMCA_OK && error != NULL)
            *error = worker->error;
        if (worker->status != USMCA_OK)
            return worker->status;
    }
    return USMCA_OK;
}

/* ---- the crew ---- */

static usmca_status hire(struct crew *crew, const struct batch *batch, struct index *index, int threads,
                         usmca_error *error) {
    size_t wanted = threads > 1 ? (size_t)threads : 1;
    crew->hands = calloc(wanted, sizeof *crew->hands);
    index->produced = calloc(wanted, sizeof *index->produced);
    if (crew->hands == NULL || index->produced == NULL)
        return error_memory(error);
    index->produced_count = wanted;
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < wanted && status == USMCA_OK; i++) {
        struct hand *hand = &crew->hands[crew->count++];
        hand->arena = &index->produced[i];
        hand->arena->stays = buffer_view(&index->lines_bytes);
        hand->arena->large = true;
        status = worker_open(&hand->worker, batch, error);
    }
    return status;
}

static void dismiss(struct crew *crew) {
    for (int i = 0; i < crew->count; i++)
        worker_close(&crew->hands[i].worker);
    free(crew->hands);
}

usmca_status produce_materials(const struct batch *batch, struct index *index, int threads,
                               usmca_error *error) {
    struct crew crew = {0};
    usmca_status status = hire(&crew, batch, index, threads, error);
    for (size_t i = 0; i < index->level_count && status == USMCA_OK; i++) {
        struct level level = {.index = index, .end = index->levels[i + 1]};
        atomic_init(&level.next, index->levels[i]);
        status = produce_level(&crew, &level, error);
    }
    dismiss(&crew);
    return status;
}
