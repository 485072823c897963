#include "batch/run.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/threads.h"
#include "batch/produce.h"
#include "batch/vehicle_currencies.h"
#include "intake/notices.h"

enum { GOODS_A_JOB = 64 };

/* A job that was done before an earlier one was written. */
struct waiting {
    bool taken;
    size_t job;
    struct job_result result;
};

/* What the threads of a run share and change, under `lock`. */
struct run {
    const struct batch_request *request;
    const struct batch *batch;
    struct batch_result *result;
    pthread_mutex_t lock;
    pthread_cond_t turn;
    size_t job_count;
    size_t next_job;
    size_t next_write;
    struct waiting *waiting; /* one for each thread: then that waits for its turn which finds no room */
    int waiting_count;
    usmca_status status;
    usmca_error *error;
    struct overview overview; /* and, while there are few goods, */
    struct buffer held;       /* what is said of them */
};

usmca_status batch_write(int descriptor, struct text bytes, usmca_error *error) {
    while (bytes.length > 0) {
        ssize_t done = write(descriptor, bytes.data, bytes.length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write: %s", strerror(errno));
        bytes.data += done;
        bytes.length -= (size_t)done;
    }
    return USMCA_OK;
}

static usmca_status put(const struct batch_request *request, int output, struct text bytes,
                        usmca_error *error) {
    if (request->outputs[output] < 0 || bytes.length == 0)
        return USMCA_OK;
    return request->take != NULL ? request->take(request->context, (enum batch_output)output, bytes, error)
                                 : batch_write(request->outputs[output], bytes, error);
}

static void fail(struct run *run, usmca_status status, const usmca_error *error) {
    if (run->status == USMCA_OK) {
        run->status = status;
        if (run->error != NULL)
            *run->error = *error;
    }
    pthread_cond_broadcast(&run->turn);
}

/* Keeps the goods until it is known how many they are: in turn, as they would be written. */
static usmca_status hold(struct run *run, struct job_result *result, usmca_error *error) {
    overview_append(&run->overview, &result->overview);
    if (run->overview.count <= OVERVIEW_ABOVE)
        buffer_text(&run->held, buffer_view(&result->output));
    else
        buffer_free(&run->held);
    return run->overview.failed || run->held.failed ? error_memory(error) : USMCA_OK;
}

static usmca_status write_held(struct run *run, usmca_error *error) {
    const struct batch_request *request = run->request;
    struct buffer *out = &run->held;
    if (run->overview.count > OVERVIEW_ABOVE)
        overview_write(out, request->book->messages, &run->overview, request->overview_width,
                       request->style.coloured);
    return out->failed ? error_memory(error) : put(request, BATCH_RESULTS, buffer_view(out), error);
}

static usmca_status write_result(struct run *run, struct job_result *result, usmca_error *error) {
    const struct batch_request *request = run->request;
    usmca_status status = request->overview_width > 0
                              ? hold(run, result, error)
                              : put(request, BATCH_RESULTS, buffer_view(&result->output), error);
    if (status == USMCA_OK)
        status = put(request, BATCH_REJECTS, buffer_view(&result->rejects.rows), error);
    for (int i = 0; i < REPORT_TABLE_COUNT && status == USMCA_OK; i++)
        status = put(request, BATCH_TABLES + i, buffer_view(&result->tables[i]), error);
    return status;
}

/* What was written, or could not be; under the lock. */
static void note_written(struct run *run, struct job_result *result, usmca_status status,
                         usmca_error *error) {
    result->rejects.rows.length = 0;
    rejects_append(&run->result->rejects, &result->rejects);
    if (status == USMCA_OK && run->result->rejects.lines.failed)
        status = error_memory(error);
    batch_counts_add(&run->result->counts, &result->counts);
    run->next_write++;
    if (run->request->progress != NULL && status == USMCA_OK &&
        !run->request->progress(run->request->context, run->next_write, run->job_count))
        status = error_set(error, USMCA_ERROR_CANCELLED, NULL, 0, 0, "cancelled");
    if (status != USMCA_OK)
        fail(run, status, error);
    pthread_cond_broadcast(&run->turn);
}

static struct waiting *free_place(struct run *run) {
    for (int i = 0; i < run->waiting_count; i++)
        if (!run->waiting[i].taken)
            return &run->waiting[i];
    return NULL;
}

static struct waiting *next_waiting(struct run *run) {
    for (int i = 0; i < run->waiting_count; i++)
        if (run->waiting[i].taken && run->waiting[i].job == run->next_write)
            return &run->waiting[i];
    return NULL;
}

/* The job whose turn it is, and all behind it that wait; under the lock, but while they are written. */
static void write_on(struct run *run, struct job_result *result) {
    while (result != NULL && run->status == USMCA_OK) {
        usmca_error error = {0};
        pthread_mutex_unlock(&run->lock);
        usmca_status status = write_result(run, result, &error);
        pthread_mutex_lock(&run->lock);
        note_written(run, result, status, &error);
        struct waiting *next = next_waiting(run);
        for (int i = 0; i < run->waiting_count; i++)
            if (&run->waiting[i].result == result)
                run->waiting[i].taken = false;
        result = next != NULL ? &next->result : NULL;
    }
}

/* Writes the job where all before it are written; else leaves it to whoever writes the one before. */
static void deliver(struct run *run, struct worker *worker, size_t job) {
    struct waiting *place = NULL;
    pthread_mutex_lock(&run->lock);
    while (run->status == USMCA_OK && run->next_write != job && (place = free_place(run)) == NULL)
        pthread_cond_wait(&run->turn, &run->lock);
    if (run->next_write == job) {
        write_on(run, &worker->result);
    } else if (place != NULL) {
        const struct job_result room = place->result;
        *place = (struct waiting){true, job, worker->result};
        worker->result = room;
    }
    pthread_mutex_unlock(&run->lock);
}

static void work_on(struct run *run, struct worker *worker, size_t job) {
    const struct batch *batch = run->batch;
    job_result_reset(&worker->result);
    if (batch->index != NULL) {
        size_t first = job * GOODS_A_JOB;
        size_t left = batch->index->good_count - first;
        worker_loaded(worker, first, left < GOODS_A_JOB ? left : GOODS_A_JOB);
    } else {
        worker_stream(worker, &batch->plan->jobs[job]);
    }
}

static void take_jobs(void *context) {
    struct run *run = context;
    usmca_error error = {0};
    struct worker *worker = malloc(sizeof *worker);
    usmca_status status = worker == NULL ? error_memory(&error) : worker_open(worker, run->batch, &error);
    for (;;) {
        pthread_mutex_lock(&run->lock);
        if (status != USMCA_OK)
            fail(run, status, &error);
        bool done = worker == NULL || run->status != USMCA_OK || run->next_job == run->job_count;
        size_t job = run->next_job;
        run->next_job += !done;
        pthread_mutex_unlock(&run->lock);
        if (done)
            break;
        work_on(run, worker, job);
        status = worker->status;
        error = worker->error;
        if (status == USMCA_OK)
            deliver(run, worker, job);
    }
    if (worker != NULL)
        worker_close(worker);
    free(worker);
}

static int thread_count(const struct batch_request *request) {
    return request->jobs < MOST_THREADS ? request->jobs : MOST_THREADS;
}

static usmca_status run_threads(struct run *run, usmca_error *error) {
    const int wanted = thread_count(run->request);
    const int threads = (size_t)wanted < run->job_count ? wanted : (int)run->job_count;
    run->waiting = threads > 1 ? calloc((size_t)threads, sizeof *run->waiting) : NULL;
    if (threads > 1 && run->waiting == NULL)
        return error_memory(error);
    run->waiting_count = threads > 1 ? threads : 0;
    for (int i = 0; i < run->waiting_count; i++)
        run->waiting[i].result = job_result_of(run->batch);
    pthread_mutex_init(&run->lock, NULL);
    pthread_cond_init(&run->turn, NULL);
    threads_work(take_jobs, run, 0, threads);
    pthread_cond_destroy(&run->turn);
    pthread_mutex_destroy(&run->lock);
    for (int i = 0; i < run->waiting_count; i++)
        job_result_free(&run->waiting[i].result);
    free(run->waiting);
    return run->status;
}

static usmca_status count_rows(const struct batch_request *request, uint64_t rows, usmca_error *error) {
    return request->most_rows == 0 || rows <= request->most_rows
               ? USMCA_OK
               : error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "there are more rows than %llu",
                           (unsigned long long)request->most_rows);
}

/* ---- loaded input ---- */

static usmca_status run_loaded(struct run *run, struct batch *batch, usmca_error *error) {
    struct index index = {0};
    struct worker *worker = malloc(sizeof *worker);
    if (worker == NULL)
        return error_memory(error);
    usmca_status status = worker_open(worker, batch, error);
    if (status == USMCA_OK)
        status = index_make(&index, batch->goods, batch->lines, &worker->reader, error);
    if (status == USMCA_OK)
        status = count_rows(run->request, index.rows, error);
    if (status == USMCA_OK)
        status = put(run->request, BATCH_REJECTS, buffer_view(&worker->result.rejects.rows), error);
    worker->result.rejects.rows.length = 0;
    rejects_append(&run->result->rejects, &worker->result.rejects);
    worker_close(worker);
    free(worker);
    run->result->counts.rows += index.rows;
    batch->index = &index;
    if (status == USMCA_OK)
        status = produce_materials(batch, &index, thread_count(run->request), error);
    run->job_count = (index.good_count + GOODS_A_JOB - 1) / GOODS_A_JOB;
    if (status == USMCA_OK)
        status = run_threads(run, error);
    batch->index = NULL;
    index_free(&index);
    return status;
}

/* ---- the run ---- */

typedef void (*format_piece)(struct buffer *out, const struct usmca_rulebook *book,
                             const struct passed_columns *passed);

/* What stands before the goods, or behind them. */
static usmca_status write_piece(const struct batch_request *request, int output, format_piece piece,
                                const struct passed_columns *passed, usmca_error *error) {
    struct buffer out = {0};
    if (piece != NULL)
        piece(&out, request->book, passed);
    usmca_status status = out.failed ? error_memory(error) : put(request, output, buffer_view(&out), error);
    buffer_free(&out);
    return status;
}

/* The heads of all outputs, and the rows of tables that were rejected before. */
static usmca_status begin(const struct batch_request *request, const struct passed_columns *passed,
                          struct rejects *rejects, usmca_error *error) {
    usmca_status status = write_piece(request, BATCH_RESULTS, request->format->begin, passed, error);
    for (int i = 0; i < REPORT_TABLE_COUNT && status == USMCA_OK; i++)
        status = write_piece(request, BATCH_TABLES + i, REPORT_TABLES[i].begin, passed, error);
    if (status == USMCA_OK)
        status = put(request, BATCH_REJECTS, text_from(REJECTS_HEADER), error);
    if (status == USMCA_OK)
        status = put(request, BATCH_REJECTS, buffer_view(&rejects->rows), error);
    rejects->rows.length = 0;
    return status;
}

static void note_file(struct batch_result *result, const struct plan_file *file) {
    if (file->layout != NULL)
        file_notices(&result->notices, result->rejects.messages, &file->source, file->layout);
}

/* For a summary, how the files were read. */
static usmca_status note_intake(const struct batch_request *request, const struct plan *plan,
                                const struct batch_result *result, const struct plan_file *goods,
                                const struct plan_file *lines, usmca_error *error) {
    struct intake_files *files = request->files;
    const struct messages *messages = request->book->messages;
    bool flat = request->goods_path == NULL;
    if (files == NULL)
        return USMCA_OK;
    usmca_status status =
        flat ? USMCA_OK : intake_file_note(files, &goods->source, goods->layout, "goods", messages, error);
    if (status == USMCA_OK)
        status =
            intake_file_note(files, &lines->source, lines->layout, flat ? "flat" : "bom", messages, error);
    files->of[INPUT_GOODS].rows = plan->goods_rows;
    files->of[INPUT_LINES].rows = result->counts.rows - plan->goods_rows;
    return status;
}

static usmca_status open_input(struct plan_file *file, const struct given_table *given, const char *path,
                               const struct profile *profile, const char *table, int threads,
                               usmca_error *error) {
    return given != NULL ? plan_file_given(file, given, profile, table, error)
                         : plan_file_open(file, path, profile, table, threads, error);
}

usmca_status batch_run(const struct batch_request *request, struct batch_result *result, usmca_error *error) {
    struct plan_file goods = {.source = {.descriptor = -1}};
    struct plan_file lines = {.source = {.descriptor = -1}};
    bool flat = request->goods_path == NULL;
    const int threads = thread_count(request);
    struct plan plan = {0};
    result->rejects.messages = request->book->messages;
    usmca_status status = USMCA_OK;
    if (!flat)
        status = open_input(&goods, request->goods_given, request->goods_path, request->profile, "goods",
                            threads, error);
    if (status == USMCA_OK)
        status = open_input(&lines, request->lines_given, request->lines_path, request->profile,
                            flat ? "flat" : "bom", threads, error);
    if (status == USMCA_OK) {
        status = plan_make(&plan, flat ? NULL : &goods, &lines,
                           (struct plan_means){threads, request->least_stretch}, error);
        note_file(result, &goods);
        note_file(result, &lines);
    }
    if (status == USMCA_OK)
        status = count_rows(request, plan.rows, error);
    const struct layout *named = flat ? lines.layout : goods.layout;
    if (status == USMCA_OK)
        status = begin(request, &named->passed, &result->rejects, error);
    struct batch batch = {.book = request->book,
                          .setting = request->setting,
                          .report = request->format->good,
                          .style = request->style,
                          .filter = request->filter,
                          .overview = request->overview_width > 0,
                          .files = {.goods_path = request->goods_path,
                                    .lines_path = request->lines_path,
                                    .goods = goods.layout,
                                    .lines = lines.layout,
                                    .goods_delimiter = goods.source.delimiter,
                                    .lines_delimiter = lines.source.delimiter},
                          .goods = flat ? NULL : &goods,
                          .lines = &lines,
                          .plan = &plan};
    for (int i = 0; i < REPORT_TABLE_COUNT; i++)
        batch.tables[i] = request->outputs[BATCH_TABLES + i] >= 0;
    batch.results = request->outputs[BATCH_RESULTS] >= 0;
    struct run run = {
        .request = request, .batch = &batch, .result = result, .job_count = plan.job_count, .error = error};
    if (status == USMCA_OK)
        status = batch_vehicle_currencies(&batch, request->vehicles, error);
    if (status == USMCA_OK)
        status = plan.streams ? run_threads(&run, error) : run_loaded(&run, &batch, error);
    if (status == USMCA_OK && request->overview_width > 0)
        status = write_held(&run, error);
    overview_free(&run.overview);
    buffer_free(&run.held);
    if (status == USMCA_OK)
        status = note_intake(request, &plan, result, &goods, &lines, error);
    if (status == USMCA_OK && !flat)
        status = csv_source_unchanged(&goods.source, error);
    if (status == USMCA_OK)
        status = csv_source_unchanged(&lines.source, error);
    if (status == USMCA_OK)
        status = write_piece(request, BATCH_RESULTS, request->format->end, &named->passed, error);
    plan_free(&plan);
    plan_file_close(&goods);
    plan_file_close(&lines);
    return status;
}

void batch_result_free(struct batch_result *result) {
    rejects_free(&result->rejects);
    buffer_free(&result->notices);
}
