#include "batch/plan.h"

#include <sodium.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/list.h"
#include "base/threads.h"
#include "intake/near_id.h"
#include "intake/table_source.h"

enum {
    JOB_BYTES = 128 * 1024,
    JOB_GOODS = 1024 /* goods without materials in one job */
};

#define NO_PLACE UINT64_MAX /* and NO_PLACE + 1 is the first */

/* Where a group of rows begins, of the good of that place. */
struct group_start {
    off_t offset;
    uint64_t place;
};

/* What a walk over rows finds. The lines of a file are walked in as many stretches as there are threads, each
 * from where a group of rows begins: but that is found from a place somewhere in the file, which may lie
 * within a field of several lines, and so be none. A walk therefore goes on over the end of its stretch until
 * it sees a group begin where the walk of another stretch has begun; from there on the two are one. A walk
 * that no other meets was begun wrongly, and counts for nothing. */
struct planner {
    struct plan *plan;
    struct plan_file *goods;
    struct plan_file *lines;
    struct plan_job job;
    struct plan_job *jobs;
    size_t job_count;
    size_t job_room;
    uint64_t job_first;     /* place of the first good of the job */
    uint64_t place;         /* of the good whose rows were read last */
    uint64_t rows;          /* of lines */
    struct buffer previous; /* its id as the file has it */
    bool unreadable;        /* the row before had no readable id */
    bool streams;
    bool within; /* a row may have line ends within quotation marks */
    bool out_of_memory;
    const struct group_start *starts; /* of all walks */
    size_t start_count;
    size_t next; /* of the walks, the one that is met next, or has been */
    bool met;    /* that has been */
    bool walked;
    bool id_stands;       /* of rows of lines that are plain, in their first field */
    bool material_stands; /* the same */
    bool leads;           /* it is the first of them: that it does not stream is certain */
    atomic_bool *ended;   /* by that one */
    usmca_status status;
    usmca_error error;
    char scratch[CSV_LONGEST_FIELD];
};

/* ---- files ---- */

static bool begin(struct plan_file *file) {
    *file = (struct plan_file){.source = {.descriptor = -1}, .layout = calloc(1, sizeof *file->layout)};
    return file->layout != NULL;
}

usmca_status plan_file_open(struct plan_file *file, const char *path, const struct profile *profile,
                            const char *table, int threads, usmca_error *error) {
    const bool later = strcmp(table, "goods") != 0;
    return begin(file)
               ? table_source_open(&file->source, file->layout, path, profile, table, threads, later, error)
               : error_memory(error);
}

usmca_status plan_file_given(struct plan_file *file, const struct given_table *given,
                             const struct profile *profile, const char *table, usmca_error *error) {
    return begin(file) ? table_source_given(&file->source, file->layout, given, profile, table, error)
                       : error_memory(error);
}

void plan_file_close(struct plan_file *file) {
    csv_source_close(&file->source);
    if (file->layout != NULL)
        layout_free(file->layout);
    free(file->layout);
    file->layout = NULL;
}

/* ---- ids ---- */

bool plan_knows(struct plan *plan, struct text id) {
    return good_ids_know(&plan->ids, id);
}

/* ---- jobs ---- */

static void add_job(struct planner *planner, struct plan_job job) {
    struct plan_job *jobs = list_room(planner->jobs, planner->job_count, &planner->job_room, sizeof *jobs);
    if (jobs == NULL) {
        planner->out_of_memory = true;
        return;
    }
    planner->jobs = jobs;
    planner->jobs[planner->job_count++] = job;
}

/* Until settle_goods, a span of goods holds places: the first, and the one behind the last. */
static void close_job(struct planner *planner, off_t lines_end, uint64_t goods_end) {
    if (planner->job.lines.from == lines_end && planner->job_first == goods_end)
        return;
    planner->job.lines.to = lines_end;
    planner->job.goods = (struct plan_span){(off_t)planner->job_first, (off_t)goods_end, 0};
    add_job(planner, planner->job);
    planner->job_first = goods_end;
}

/* Jobs for goods that have no materials, up to the one at `end`. */
static void close_bare_goods(struct planner *planner, off_t offset, uint64_t file_line, uint64_t end) {
    while (end - planner->job_first > JOB_GOODS) {
        planner->job.lines = (struct plan_span){offset, offset, file_line};
        close_job(planner, offset, planner->job_first + JOB_GOODS);
    }
}

/* Where another walk is met a job ends, whatever it has. */
static void cut(struct planner *planner, const struct csv_place *at, uint64_t place) {
    bool full = planner->met || at->offset - planner->job.lines.from >= JOB_BYTES;
    bool gap = planner->goods != NULL && place > planner->place + JOB_GOODS;
    if (planner->unreadable || !(full || gap))
        return;
    close_job(planner, at->offset, planner->goods != NULL ? planner->place + 1 : planner->job_first);
    if (gap)
        close_bare_goods(planner, at->offset, at->slice.file_line, place);
    planner->job.lines = (struct plan_span){at->offset, at->offset, at->slice.file_line};
}

/* ---- rows ---- */

/* Whether a row of goods.csv is a good; *named is whether its id can be told. */
static bool is_good(struct planner *planner, const struct csv_place *place, struct text *id, bool *named) {
    const struct plan_file *goods = planner->goods;
    *named = layout_id(goods->layout, place->slice, goods->source.delimiter, planner->scratch, id);
    return *named || !layout_names_nothing(goods->layout, place->slice, goods->source.delimiter);
}

static bool goods_row(void *context, const struct csv_place *place) {
    struct planner *planner = context;
    struct text id;
    bool named = false;
    planner->plan->rows++;
    planner->plan->goods_rows++;
    if (!is_good(planner, place, &id, &named))
        return true;
    planner->plan->goods++;
    if (named &&
        layout_other_header(planner->goods->layout, place->slice, planner->goods->source.delimiter, id))
        planner->plan->streams = false;
    planner->out_of_memory = !good_ids_add(&planner->plan->ids, named ? id : NO_TEXT);
    return !planner->out_of_memory;
}

static bool find_material(struct planner *planner, const struct csv_slice *slice, struct text *id) {
    const struct layout *layout = planner->lines->layout;
    if (planner->material_stands && slice->plain != NULL)
        return plain_scan_field(slice->plain, layout->material_field, id) && id->length > 0;
    return layout_material(layout, *slice, planner->lines->source.delimiter, planner->scratch, id);
}

static void check_material(struct planner *planner, const struct csv_slice *slice) {
    struct text id;
    const struct layout *layout = planner->lines->layout;
    if (!find_material(planner, slice, &id) ||
        !(good_ids_know(&planner->plan->ids, id) || good_ids_know_nearly(&planner->plan->ids, id)))
        return;
    bool itself = layout->level_field != CSV_MOST_FIELDS && text_equal(id, buffer_view(&planner->previous));
    if (!itself) /* a list over several levels begins with the good */
        planner->streams = false;
}

/* What stands below is in doubt then, of whatever good. */
static bool is_other_header(const struct planner *planner, const struct csv_place *at, struct text id) {
    return layout_other_header(planner->lines->layout, at->slice, planner->lines->source.delimiter, id);
}

/* Whether another walk has begun at the group that begins there. */
static bool meets(struct planner *planner, const struct csv_place *at) {
    while (planner->next < planner->start_count && planner->starts[planner->next].offset < at->offset)
        planner->next++;
    return planner->next < planner->start_count && planner->starts[planner->next].offset == at->offset &&
           !planner->unreadable;
}

/* Rows of a flat file whose ids are written nearly alike may be of one good. */
static void enter_good(struct planner *planner, struct text id) {
    bool again = false;
    planner->out_of_memory = planner->out_of_memory || !good_ids_enter(&planner->plan->ids, id, &again);
    planner->plan->streams = planner->plan->streams && !again;
}

/* A group of rows begins. Those of a good that is not in goods.csv stay with the group before. */
static void begin_group(struct planner *planner, const struct csv_place *at, struct text id) {
    struct plan *plan = planner->plan;
    uint64_t place = 0;
    if (planner->goods == NULL) {
        planner->streams = planner->streams && !is_other_header(planner, at, id);
        cut(planner, at, 0);
        plan->goods++;
        enter_good(planner, id);
    } else if ((place = good_ids_place_behind(&plan->ids, planner->place, id)) != 0) {
        place--; /* from 0 */
        if (planner->place != NO_PLACE && place <= planner->place) {
            planner->streams = false;
        } else {
            planner->met = meets(planner, at);
            cut(planner, at, place);
        }
        planner->place = place;
    } else if (good_ids_know_nearly(&plan->ids, id) || id_is_power(id) || is_other_header(planner, at, id)) {
        planner->streams = false;
    }
}

static bool goes_on(const struct planner *planner) {
    if (!planner->streams && planner->leads)
        atomic_store_explicit(planner->ended, true, memory_order_relaxed);
    return planner->streams && planner->plan->streams && !planner->out_of_memory &&
           !atomic_load_explicit(planner->ended, memory_order_relaxed);
}

static void remember(struct planner *planner, struct text id) {
    planner->previous.length = 0;
    buffer_text(&planner->previous, id);
    planner->out_of_memory = planner->out_of_memory || planner->previous.failed;
}

static bool find_id(struct planner *planner, const struct csv_slice *slice, struct text *id) {
    if (!planner->id_stands || slice->plain == NULL)
        return layout_id(planner->lines->layout, *slice, planner->lines->source.delimiter, planner->scratch,
                         id);
    *id = plain_scan_first(slice->plain);
    return id->length > 0;
}

/* The last row of a file that has no line end may be cut within its id. */
static bool is_cut_in_id(const struct planner *planner, const struct csv_slice *slice) {
    return slice->record.data[slice->record.length - 1] != '\n' &&
           layout_cut_in_id(planner->lines->layout, slice->record, planner->lines->source.delimiter);
}

static bool lines_row(void *context, const struct csv_place *place) {
    struct planner *planner = context;
    const struct layout *layout = planner->lines->layout;
    const char delimiter = planner->lines->source.delimiter;
    struct text id;
    if (!find_id(planner, &place->slice, &id)) {
        planner->rows++;
        planner->unreadable = planner->unreadable || !layout_names_nothing(layout, place->slice, delimiter);
        return true;
    }
    if (!text_equal_id(id, buffer_view(&planner->previous))) {
        begin_group(planner, place, id);
        if (planner->met)
            return false;
        remember(planner, id);
    }
    planner->rows++;
    planner->unreadable = false;
    if (is_cut_in_id(planner, &place->slice))
        planner->streams = false;
    if (planner->goods != NULL)
        check_material(planner, &place->slice);
    return goes_on(planner);
}

static bool material_row(void *context, const struct csv_place *place) {
    struct planner *planner = context;
    check_material(planner, &place->slice);
    return planner->streams;
}

/* ---- places of goods.csv ---- */

struct settling {
    struct planner *planner;
    uint64_t place; /* of the good whose row comes next */
    size_t job;     /* the first one whose goods do not all stand before it */
    bool begun;     /* those of that job do */
};

static struct plan_span *goods_of(const struct settling *settling) {
    const struct plan *plan = settling->planner->plan;
    return settling->job < plan->job_count ? &plan->jobs[settling->job].goods : NULL;
}

/* What begins or ends with the good that comes next, which stands there. */
static void settle_at(struct settling *settling, off_t offset, uint64_t file_line) {
    struct plan_span *span = goods_of(settling);
    while (span != NULL) {
        if (!settling->begun && (uint64_t)span->from > settling->place)
            return;
        if (!settling->begun) {
            span->from = offset;
            span->file_line = file_line;
            settling->begun = true;
        }
        if ((uint64_t)span->to > settling->place)
            return;
        span->to = offset;
        settling->begun = false;
        settling->job++;
        span = goods_of(settling);
    }
}

static bool settle_row(void *context, const struct csv_place *place) {
    struct settling *settling = context;
    struct text id;
    bool named = false;
    if (!is_good(settling->planner, place, &id, &named))
        return true;
    settle_at(settling, place->offset, place->slice.file_line);
    settling->place++;
    return goods_of(settling) != NULL;
}

/* The goods of the jobs are those of the file, in its order: where they stand is found by reading it again.
 */
static usmca_status settle_goods(struct planner *planner, usmca_error *error) {
    const struct csv_source *source = &planner->goods->source;
    struct settling settling = {.planner = planner};
    usmca_status status =
        csv_source_walk(source, source->data, source->data_line, settle_row, &settling, error);
    if (status == USMCA_OK)
        settle_at(&settling, source->size, 0);
    return status;
}

/* ---- where walks begin ---- */

struct search {
    struct planner *planner;
    struct group_start *found;
    off_t limit;
    bool whole; /* the record before was one, as far as can be told */
    bool known; /* the id of the row before is */
};

/* The first record may be the end of one. */
static bool search_row(void *context, const struct csv_place *place) {
    struct search *search = context;
    struct planner *planner = search->planner;
    struct text id;
    const bool first = !search->whole;
    search->whole = true;
    if (first)
        return true;
    const bool readable = layout_id(planner->lines->layout, place->slice, planner->lines->source.delimiter,
                                    planner->scratch, &id);
    const uint64_t at = readable && search->known && !text_equal(id, buffer_view(&planner->previous))
                            ? good_ids_place(&planner->plan->ids, id)
                            : 0;
    search->known = readable;
    if (at != 0)
        *search->found = (struct group_start){place->offset, at - 1};
    else if (readable)
        remember(planner, id);
    return at == 0 && place->offset < search->limit && !planner->out_of_memory;
}

/* The first group that begins in the file from `from` on, and before `to`. False where none is found. */
static bool find_start(struct planner *planner, off_t from, off_t to, struct group_start *found) {
    usmca_error ignored = {0};
    struct search search = {.planner = planner, .found = found, .limit = to};
    found->offset = 0;
    csv_source_walk(&planner->lines->source, from, 0, search_row, &search, &ignored);
    return found->offset > from && found->offset < to;
}

/* ---- the plan ---- */

static usmca_status walk(struct planner *planner, const struct plan_file *file, csv_take take,
                         usmca_error *error) {
    usmca_status status =
        csv_source_walk(&file->source, file->source.data, file->source.data_line, take, planner, error);
    return status == USMCA_OK && planner->out_of_memory ? error_memory(error) : status;
}

static void close_last(struct planner *planner) {
    off_t end = planner->lines->source.size;
    uint64_t goods = planner->goods != NULL ? planner->plan->goods : planner->job_first;
    if (planner->goods != NULL && goods - planner->job_first > JOB_GOODS) {
        close_job(planner, end, planner->place + 1);
        close_bare_goods(planner, end, 0, goods);
        planner->job.lines = (struct plan_span){end, end, 0};
    }
    close_job(planner, end, goods);
}

static void walk_stretch(void *context) {
    struct planner *planner = context;
    const struct plan_span from = planner->job.lines;
    planner->walked = true;
    planner->status = csv_source_walk_within(&planner->lines->source, from.from, from.file_line, lines_row,
                                             planner, &planner->within, &planner->error);
    if (planner->status == USMCA_OK && planner->out_of_memory)
        planner->status = error_memory(&planner->error);
}

static struct planner planner_of(struct plan *plan, struct plan_file *goods, struct plan_file *lines,
                                 atomic_bool *ended) {
    return (struct planner){.plan = plan,
                            .goods = goods,
                            .lines = lines,
                            .job.lines = {lines->source.data, lines->source.data, lines->source.data_line},
                            .place = NO_PLACE,
                            .streams = true,
                            .id_stands = layout_id_stands(lines->layout),
                            .material_stands = layout_material_stands(lines->layout),
                            .ended = ended};
}

/* Begins further walks beside the first, as many at the most; returns how many there are then. The lines of
 * each are counted from where it begins. */
static size_t begin_walks(struct planner *walks, struct group_start *starts, size_t most,
                          off_t least_stretch) {
    const struct planner *first = walks;
    const off_t data = first->lines->source.data;
    const off_t size = first->lines->source.size - data;
    const size_t worth = (size_t)(size / least_stretch);
    const size_t wanted = worth < most ? worth : most;
    size_t count = 1;
    starts[0] = (struct group_start){data, 0};
    for (size_t i = 1; i < wanted; i++) {
        struct planner *planner = &walks[count];
        const off_t from = data + size * (off_t)i / (off_t)wanted;
        const off_t to = data + size * (off_t)(i + 1) / (off_t)wanted;
        buffer_free(&planner->previous);
        *planner = planner_of(first->plan, first->goods, first->lines, first->ended);
        if (!find_start(planner, from, to, &starts[count]))
            continue;
        planner->previous.length = 0;
        planner->job.lines = (struct plan_span){starts[count].offset, starts[count].offset, 0};
        planner->job_first = starts[count].place;
        planner->place = planner->job_first - 1; /* NO_PLACE before the first */
        planner->next = ++count;
    }
    return count;
}

/* Its jobs are the next ones of the plan. */
static bool take_jobs(struct plan *plan, const struct planner *planner) {
    const size_t count = plan->job_count + planner->job_count;
    struct plan_job *jobs = realloc(plan->jobs, sizeof *jobs * (count + 1));
    if (jobs == NULL)
        return false;
    if (planner->job_count > 0)
        memcpy(&jobs[plan->job_count], planner->jobs, sizeof *jobs * planner->job_count);
    plan->jobs = jobs;
    plan->job_count = count;
    return true;
}

/* What a walk found, which `before` has met, or NULL, is of the plan. */
static usmca_status join(struct planner *planner, const struct planner *before, usmca_error *error) {
    struct plan *plan = planner->plan;
    const uint64_t lines = before != NULL ? before->job.lines.file_line : 0;
    if (planner->status != USMCA_OK) {
        if (error != NULL) {
            *error = planner->error;
            error->line += error->line > 0 ? (unsigned)lines : 0;
        }
        return planner->status;
    }
    planner->job.lines.file_line += lines;
    for (size_t i = 0; i < planner->job_count; i++)
        planner->jobs[i].lines.file_line += lines;
    if (before != NULL && planner->job_count > 0)
        planner->jobs[0].goods.from = (off_t)before->job_first;
    else if (before != NULL)
        planner->job_first = before->job_first;
    plan->rows += planner->rows;
    plan->streams = plan->streams && planner->streams;
    plan->within = plan->within || planner->within;
    if (!planner->met && plan->streams)
        close_last(planner);
    return !planner->out_of_memory && take_jobs(plan, planner) ? USMCA_OK : error_memory(error);
}

/* From the first walk to the one that it met, and so on to the end of the file. */
static usmca_status walk_lines(struct planner *walks, size_t most, off_t least_stretch, usmca_error *error) {
    struct group_start starts[MOST_THREADS];
    const size_t count = walks->goods != NULL ? begin_walks(walks, starts, most, least_stretch) : 1;
    const struct planner *before = NULL;
    usmca_status status = USMCA_OK;
    walks->leads = true;
    walks->next = 1;
    for (size_t i = 0; i < count; i++) {
        walks[i].starts = starts;
        walks[i].start_count = count;
    }
    threads_work(walk_stretch, walks, sizeof *walks, (int)count);
    for (size_t at = 0; status == USMCA_OK && at < count; at = before->met ? before->next : count) {
        if (!walks[at].walked)
            walk_stretch(&walks[at]);
        status = join(&walks[at], before, error);
        before = &walks[at];
    }
    return status;
}

/* The lines of a good that stands twice are of neither. */
static usmca_status find_twice(struct plan *plan, usmca_error *error) {
    plan->streams = plan->streams && !good_ids_twice(&plan->ids);
    return atomic_load(&plan->ids.failed) ? error_memory(error) : USMCA_OK;
}

static usmca_status walk_all(struct planner *walks, size_t most, off_t least_stretch, usmca_error *error) {
    struct planner *planner = walks;
    struct plan *plan = planner->plan;
    const struct plan_file *lines = planner->lines;
    usmca_status status = USMCA_OK;
    if (planner->goods != NULL)
        status = walk(planner, planner->goods, goods_row, error);
    if (status == USMCA_OK && planner->goods != NULL)
        status = find_twice(plan, error);
    if (status == USMCA_OK && plan->streams)
        status = walk_lines(walks, most, least_stretch, error);
    if (status == USMCA_OK && planner->goods == NULL && plan->streams &&
        lines->layout->material_field != CSV_MOST_FIELDS)
        status = walk(planner, lines, material_row, error);
    plan->streams = plan->streams && planner->streams;
    return status == USMCA_OK && plan->streams && planner->goods != NULL ? settle_goods(planner, error)
                                                                         : status;
}

static usmca_status make(struct plan *plan, struct plan_file *goods, struct plan_file *lines,
                         struct plan_means means, usmca_error *error) {
    const int threads = means.threads;
    const off_t least = means.least_stretch > 0 ? means.least_stretch : PLAN_LEAST_STRETCH;
    const size_t most = threads < 1 ? 1 : threads < MOST_THREADS ? (size_t)threads : MOST_THREADS;
    *plan = (struct plan){.streams = true};
    if (sodium_init() < 0)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "the system gives no random numbers");
    if (!good_ids_begin(&plan->ids, (size_t)(goods != NULL ? goods : lines)->source.size))
        return error_memory(error);
    struct planner *walks = calloc(most, sizeof *walks);
    if (walks == NULL)
        return error_memory(error);
    atomic_bool ended = false;
    walks[0] = planner_of(plan, goods, lines, &ended);
    usmca_status status = walk_all(walks, most, least, error);
    for (size_t i = 0; i < most; i++) {
        buffer_free(&walks[i].previous);
        free(walks[i].jobs);
    }
    free(walks);
    return status;
}

usmca_status plan_make(struct plan *plan, struct plan_file *goods, struct plan_file *lines,
                       struct plan_means means, usmca_error *error) {
    usmca_status status = make(plan, goods, lines, means, error);
    const bool whole = status == USMCA_OK && plan->streams; /* it has seen each row of the lines */
    if (!lines->source.unlooked || (whole && !plan->within))
        return status;
    usmca_error problem = {0};
    const usmca_status looked = table_source_part(&lines->source, lines->layout, means.threads, &problem);
    if (looked != USMCA_OK) {
        *error = problem;
        return looked;
    }
    if (lines->layout->swallowed_count == 0)
        return status;
    plan_free(plan);
    return make(plan, goods, lines, means, error);
}

void plan_free(struct plan *plan) {
    good_ids_free(&plan->ids);
    free(plan->jobs);
    *plan = (struct plan){0};
}
