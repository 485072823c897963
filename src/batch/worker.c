#include "batch/worker.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "intake/plain_record.h"
#include "origin/certifications.h"
#include "origin/designation.h"
#include "origin/produced_ways.h"
#include "origin/remembered.h"
#include "origin/vehicle/producer_figures.h"

struct job_result job_result_of(const struct batch *batch) {
    return (struct job_result){.rejects = {.messages = batch->book->messages, .raw = batch->style.raw_cells}};
}

void job_result_reset(struct job_result *result) {
    result->output.length = 0;
    for (int i = 0; i < REPORT_TABLE_COUNT; i++)
        result->tables[i].length = 0;
    rejects_reset(&result->rejects);
    result->counts = (struct batch_counts){0};
}

void job_result_free(struct job_result *result) {
    buffer_free(&result->output);
    for (int i = 0; i < REPORT_TABLE_COUNT; i++)
        buffer_free(&result->tables[i]);
    rejects_free(&result->rejects);
    overview_free(&result->overview);
}

usmca_status worker_open(struct worker *worker, const struct batch *batch, usmca_error *error) {
    *worker = (struct worker){.batch = batch, .setting = *batch->setting, .result = job_result_of(batch)};
    if (worker->setting.vehicles != NULL && (worker->setting.figures = producer_figures_new()) == NULL)
        return error_memory(error);
    if (worker->setting.documents.count > 0 &&
        (worker->setting.certifications = certifications_new()) == NULL)
        return error_memory(error);
    worker->setting.remembered = remembered_new(); /* NULL remembers nothing */
    usmca_status status = hs_pattern_new(&worker->codes, error);
    if (status == USMCA_OK)
        status =
            unit_reader_open(&worker->reader, &batch->files, worker->codes, &worker->result.rejects, error);
    worker->reader.day = batch->setting->date;
    return status;
}

void worker_close(struct worker *worker) {
    unit_reader_close(&worker->reader);
    producer_figures_free(worker->setting.figures);
    certifications_free(worker->setting.certifications);
    remembered_free(worker->setting.remembered);
    hs_pattern_free(worker->codes);
    arena_free(&worker->law);
    job_result_free(&worker->result);
    buffer_free(&worker->goods_bytes);
    buffer_free(&worker->lines_bytes);
}

void batch_counts_add(struct batch_counts *sum, const struct batch_counts *part) {
    sum->rows += part->rows;
    sum->violations += part->violations;
    sum->written += part->written;
    for (int i = 0; i < STATUSES; i++)
        sum->goods[i] += part->goods[i];
    for (int i = 0; i < PILES; i++)
        sum->piles[i] += part->piles[i];
    for (int i = 0; i < FINDING_CODES; i++)
        sum->findings[i] += part->findings[i];
}

/* ---- one good ---- */

/* The good that was read; NULL where it could not be. */
static const struct good *take_good(struct worker *worker) {
    if (worker->status == USMCA_OK && (worker->reader.out_of_memory || worker->reader.arena.failed))
        worker->status = error_memory(&worker->error);
    return worker->status == USMCA_OK ? unit_end(&worker->reader) : NULL;
}

static struct determination *decide(struct worker *worker) {
    const struct batch *batch = worker->batch;
    const struct good *good = take_good(worker);
    struct determination *determination = NULL;
    if (good == NULL)
        return NULL;
    arena_reset(&worker->law);
    worker->status =
        determine_good(&determination, batch->book, &worker->setting, good, &worker->law, &worker->error);
    if (worker->law.failed || worker->reader.arena.failed)
        worker->status = error_memory(&worker->error);
    return worker->status == USMCA_OK ? determination : NULL;
}

static bool is_written(const struct good_filter *filter, const struct determination *determination) {
    return (filter->good_id.length == 0 || text_equal(filter->good_id, determination->good->good_id)) &&
           (filter->status == 0 || filter->status == (int)determination->status + 1) &&
           (filter->pile == 0 || filter->pile == (int)determination->papers.pile + 1);
}

static void write_tables(struct worker *worker, const struct determination *determination) {
    const struct batch *batch = worker->batch;
    for (int i = 0; i < REPORT_TABLE_COUNT; i++) {
        if (!batch->tables[i])
            continue;
        REPORT_TABLES[i].good(&worker->result.tables[i], batch->book, determination, batch->style);
        worker->result.output.failed = worker->result.output.failed || worker->result.tables[i].failed;
    }
}

static void finish(struct worker *worker) {
    const struct determination *determination = decide(worker);
    if (determination == NULL)
        return;
    if (is_written(&worker->batch->filter, determination)) {
        if (worker->batch->results)
            worker->batch->report(&worker->result.output, worker->batch->book, determination,
                                  worker->batch->style);
        worker->result.counts.written++;
        write_tables(worker, determination);
        if (worker->batch->overview)
            overview_add(&worker->result.overview, worker->batch->book, determination);
    }
    if (worker->result.output.failed || worker->result.overview.failed ||
        worker->result.rejects.rows.failed || worker->result.rejects.lines.failed)
        worker->status = error_memory(&worker->error);
    worker->result.counts.goods[determination->status]++;
    worker->result.counts.piles[determination->papers.pile]++;
    bool violated = false;
    for (uint32_t i = 0; i < determination->finding_count; i++) {
        worker->result.counts.findings[determination->findings[i].code]++;
        violated = violated || determination->findings[i].severity == SEVERITY_VIOLATION;
    }
    worker->result.counts.violations += violated;
}

/* ---- streaming ---- */

static void read_span(struct worker *worker, struct buffer *bytes, const struct plan_file *file,
                      struct plan_span span) {
    bytes->length = 0;
    while (worker->status == USMCA_OK && bytes->length < (size_t)(span.to - span.from)) {
        size_t wanted = (size_t)(span.to - span.from) - bytes->length;
        char *room = buffer_reserve(bytes, wanted);
        if (room == NULL) {
            worker->status = error_memory(&worker->error);
            return;
        }
        ssize_t got = file_read_at(file->source.descriptor, room, wanted, span.from + (off_t)bytes->length);
        if (got <= 0) {
            worker->status =
                error_set(&worker->error, USMCA_ERROR_IO, file->source.path, 0, 0, "cannot read: %s",
                          got < 0 ? strerror(errno) : "the file became shorter");
            return;
        }
        bytes->length += (size_t)got;
    }
}

/* The rows of a job, with one looked at ahead. */
struct ahead {
    struct worker *worker;
    struct csv_cursor cursor;
    struct csv_slice slice;
    struct text id;
    bool any;
    bool readable;
    bool stands;                    /* the id is a field as it stands, of rows that are plain */
    const struct csv_cursor *goods; /* whose next row is of the good that comes next; NULL of a flat file */
    bool goods_stand;               /* the same of its ids */
    char scratch[CSV_LONGEST_FIELD];
    struct plain_scan scan;
};

static bool find_id(struct ahead *ahead, const struct plan_file *lines) {
    if (!ahead->stands || ahead->slice.plain == NULL)
        return layout_id(lines->layout, ahead->slice, lines->source.delimiter, ahead->scratch, &ahead->id);
    ahead->id = plain_scan_first(ahead->slice.plain);
    return ahead->id.length > 0;
}

static void look(struct ahead *ahead) {
    const struct plan_file *lines = ahead->worker->batch->lines;
    const char delimiter = lines->source.delimiter;
    while ((ahead->any = csv_cursor_next(&ahead->cursor, &ahead->slice))) {
        ahead->worker->result.counts.rows++;
        ahead->readable = find_id(ahead, lines);
        if (ahead->readable || !layout_names_nothing(lines->layout, ahead->slice, delimiter))
            return;
        row_reader_reject_nothing(&ahead->worker->reader.lines, ahead->slice);
    }
}

static struct csv_cursor cursor_of(const struct buffer *bytes, const struct plan_file *file,
                                   struct plan_span span, struct plain_scan *scan) {
    plain_scan_begin(scan, plain_best_way(), bytes->data, bytes->length, file->source.delimiter, true);
    return (struct csv_cursor){.data = bytes->data,
                               .length = bytes->length,
                               .file_line = span.file_line,
                               .delimiter = file->source.delimiter,
                               .header = csv_source_header(&file->source),
                               .scan = scan};
}

static void reject_unknown(struct ahead *ahead) {
    const struct layout *layout = ahead->worker->batch->lines->layout;
    row_reader_reject(&ahead->worker->reader.lines, ahead->slice, "row.unknown-good",
                      layout->id_field < layout->count ? layout->id_field : 0, (struct text){"", 0},
                      ahead->id);
    look(ahead);
}

/* The id of the good that comes next, which lies in a window of its file that is still to be looked at. */
static bool find_next(const struct ahead *ahead, char *scratch, struct text *id) {
    const struct plan_file *goods = ahead->worker->batch->goods;
    struct csv_cursor cursor = *ahead->goods;
    struct csv_slice slice;
    cursor.scan = NULL;
    return csv_cursor_next(&cursor, &slice) &&
           layout_id(goods->layout, slice, goods->source.delimiter, scratch, id);
}

/* Whether the row is of the good that comes next, as most are that are not of the one before. */
static bool is_next(const struct ahead *ahead) {
    char scratch[CSV_LONGEST_FIELD];
    struct text record;
    struct text id;
    if (!ahead->goods_stand)
        return false;
    if (!plain_scan_peek(ahead->goods->scan, &record, &id))
        return find_next(ahead, scratch, &id) && text_equal(id, ahead->id);
    return text_equal_id(id, ahead->id) && !csv_record_says_nothing(record, ahead->goods->header);
}

/* The rows of the good `id`; *taint says, before and behind, whether a row between it and its neighbour
 * cannot be told to be of either. */
static void take_lines(struct ahead *ahead, struct text id, bool *taint) {
    struct unit_reader *reader = &ahead->worker->reader;
    if (*taint)
        unit_reject(reader, "row.unreadable");
    *taint = false;
    while (ahead->any) {
        if (!ahead->readable) {
            unit_add(reader, &ahead->slice, NULL, false);
            unit_reject(reader, "row.unreadable");
            *taint = true;
        } else if (text_equal_id(ahead->id, id)) {
            unit_add(reader, &ahead->slice, NULL, false);
            *taint = false;
        } else if (ahead->worker->batch->goods != NULL && !is_next(ahead) &&
                   !plan_knows(ahead->worker->batch->plan, ahead->id)) {
            reject_unknown(ahead);
            continue;
        } else {
            return;
        }
        look(ahead);
    }
}

static void stream_goods(struct worker *worker, struct ahead *ahead, const struct plan_job *job) {
    const struct plan_file *goods = worker->batch->goods;
    struct plain_scan scan;
    struct csv_cursor cursor = cursor_of(&worker->goods_bytes, goods, job->goods, &scan);
    struct csv_slice slice;
    char scratch[CSV_LONGEST_FIELD];
    bool taint = false;
    ahead->goods = &cursor;
    ahead->goods_stand = layout_id_stands(goods->layout);
    while (worker->status == USMCA_OK && csv_cursor_next(&cursor, &slice)) {
        struct text id = {"", 0};
        bool readable = layout_id(goods->layout, slice, goods->source.delimiter, scratch, &id);
        worker->result.counts.rows++;
        if (!readable && layout_names_nothing(goods->layout, slice, goods->source.delimiter)) {
            row_reader_reject_nothing(&worker->reader.goods, slice);
            continue;
        }
        unit_begin(&worker->reader, readable ? id : (struct text){"", 0}, &slice);
        if (readable)
            take_lines(ahead, id, &taint);
        finish(worker);
    }
    ahead->goods = NULL; /* there is none */
    ahead->goods_stand = false;
    while (worker->status == USMCA_OK && ahead->any)
        reject_unknown(ahead);
    if (worker->status == USMCA_OK && atomic_load(&worker->batch->plan->ids.failed))
        worker->status = error_memory(&worker->error);
}

static void stream_flat(struct worker *worker, struct ahead *ahead) {
    char scratch[CSV_LONGEST_FIELD];
    bool taint = false;
    while (worker->status == USMCA_OK && ahead->any) {
        if (!ahead->readable) { /* before the first good of the file */
            unit_begin(&worker->reader, (struct text){"", 0}, NULL);
            unit_add(&worker->reader, &ahead->slice, NULL, false);
            taint = true;
            look(ahead);
            continue;
        }
        size_t length = ahead->id.length < sizeof scratch ? ahead->id.length : sizeof scratch;
        memcpy(scratch, ahead->id.data, length);
        struct text id = {scratch, length};
        unit_begin(&worker->reader, id, NULL);
        take_lines(ahead, id, &taint);
        finish(worker);
    }
}

void worker_stream(struct worker *worker, const struct plan_job *job) {
    const struct batch *batch = worker->batch;
    read_span(worker, &worker->lines_bytes, batch->lines, job->lines);
    if (batch->goods != NULL)
        read_span(worker, &worker->goods_bytes, batch->goods, job->goods);
    struct ahead ahead;
    ahead.worker = worker;
    ahead.stands = layout_id_stands(batch->lines->layout);
    ahead.goods = NULL;
    ahead.goods_stand = false;
    ahead.cursor = cursor_of(&worker->lines_bytes, batch->lines, job->lines, &ahead.scan);
    look(&ahead);
    if (batch->goods != NULL)
        stream_goods(worker, &ahead, job);
    else
        stream_flat(worker, &ahead);
}

/* ---- loaded ---- */

/* A material that has the id of the good, and is bought as a non-originating one: another unit of it, of
 * which nobody asks what it was made of. */
static bool is_bought(const struct material *material) {
    return material->origin == ORIGIN_DECLARED_NON_ORIGINATING && material->role == ROLE_MATERIAL;
}

static void read_unit(struct worker *worker, const struct index_good *good) {
    const struct index *index = worker->batch->index;
    struct unit_reader *reader = &worker->reader;
    unit_begin(reader, good->id, good->row.record.data != NULL ? &good->row : NULL);
    if (good->twice)
        unit_reject(reader, "row.duplicate-good");
    if (good->beside_unreadable)
        unit_reject(reader, "row.unreadable");
    if (good->spelled_twice)
        unit_reject(reader, "row.spelled-twice");
    if (good->nearly_named)
        unit_reject(reader, "row.of-nearly-good");
    if (good->below_header)
        unit_reject(reader, "row.below-header");
    struct text circle = good->cycle;
    index_fetch_produced(index, (size_t)(good - index->goods));
    for (uint32_t i = 0; i < good->count; i++) {
        const struct index_line *line = &index->lines[good->first + i];
        const struct csv_slice slice = index_slice(line);
        const struct index_good *child = line->child != INDEX_NONE ? &index->goods[line->child] : NULL;
        struct material *material =
            unit_add(reader, &slice, child != NULL ? index_produced(child) : NULL, line->nearly);
        if (child != good || material == NULL)
            continue;
        if (is_bought(material))
            material->produced = NULL;
        else
            circle = good->id;
    }
    index_fetch_known(index, (size_t)(good - index->goods));
    struct good *read = unit_end(reader);
    read->is_material = good->needed;
    read->made = good->produced != NULL && good->produced->contents_known ? good->produced : NULL;
    read->cycle = circle;
}

void worker_loaded(struct worker *worker, size_t first, size_t count) {
    for (size_t i = first; i < first + count && worker->status == USMCA_OK; i++) {
        const struct index *index = worker->batch->index;
        index_fetch_lines(index, i + 2);
        index_fetch_rows(index, i + 1);
        read_unit(worker, &index->goods[i]);
        finish(worker);
    }
}

const struct produced *worker_produce(struct worker *worker, size_t good, struct arena *arena) {
    const struct batch *batch = worker->batch;
    struct produced *produced = ARENA_NEW(arena, struct produced);
    read_unit(worker, &batch->index->goods[good]);
    const struct good *read = take_good(worker);
    if (read != NULL && read->cycle.length > 0)
        produced = NULL;
    if (read != NULL && produced != NULL)
        worker->status = produced_make_on_all_ways(produced, batch->book, &worker->setting, read,
                                                   &worker->law, arena, &worker->error);
    if (worker->law.failed || arena->failed)
        worker->status = error_memory(&worker->error);
    return produced;
}
