#include "record/explain.h"

#include <pthread.h>

#include "base/threads.h"
#include "record/compare.h"
#include "record/query.h"

/* Goods that a thread takes at once, and from how many of them on another thread is worth it. */
enum { GOODS_AT_ONCE = 64, GOODS_A_THREAD = 512 };

/* What the threads share; what they change is under `lock`. */
struct explaining {
    struct diff *diff;
    const struct unexplained *goods;
    size_t count;
    pthread_mutex_t lock;
    size_t next;
    bool stopped;
};

struct explainer {
    struct explaining *shared;
    const struct record *record;
    struct arena *arena; /* of the reasons */
    struct arena scratch;
    struct query_lines lines;
    struct buffer texts[2];
    usmca_status status;
    usmca_error error;
    size_t failed_at;
};

/* ---- a good ---- */

/* The law counts time from the day of the good. */
static void compare_days(struct reasons *reasons, date was, date is) {
    char one[DATE_TEXT_SIZE];
    char other[DATE_TEXT_SIZE];
    if (was != is)
        reasons_add(reasons, REASON_DAY, TEXT(""), TEXT(""), date_text(one, was), date_text(other, is));
}

/* What is the same for all goods is said of one only where nothing of its own explains it. */
static void add_reasons_of_runs(const struct diff *diff, struct reasons *reasons) {
    for (const struct diff_reason *one = diff->reasons; one != NULL; one = one->next)
        reasons_add(reasons, one->kind, TEXT(""), one->what, one->before, one->after);
}

static bool explained(const struct diff_reason *reason) {
    for (; reason != NULL; reason = reason->next)
        if (reason->kind != REASON_TEST)
            return true;
    return false;
}

static usmca_status compare_texts(struct explainer *explainer, struct reasons *reasons, usmca_error *error) {
    struct text before = buffer_view(&explainer->texts[0]);
    struct text after = buffer_view(&explainer->texts[1]);
    if (before.length == 0 || after.length == 0)
        reasons_add(reasons, REASON_EXPIRED, TEXT(""), TEXT(""), TEXT(""), TEXT(""));
    else if (!compare_lines(reasons, before, after))
        return reasons->arena->failed || reasons->scratch->failed
                   ? error_memory(error)
                   : record_damaged(explainer->record, error, "a determination is not what was kept");
    return USMCA_OK;
}

static usmca_status explain(struct explainer *explainer, const struct unexplained *of, usmca_error *error) {
    struct reasons reasons;
    usmca_status status = USMCA_OK;
    reasons_begin(&reasons, explainer->arena, &explainer->scratch);
    for (int i = 0; i < 2 && status == USMCA_OK; i++) {
        explainer->texts[i].length = 0;
        status =
            query_line(&explainer->lines, of->determinations[i], of->days[i], &explainer->texts[i], error);
    }
    if (status == USMCA_OK)
        status = compare_texts(explainer, &reasons, error);
    if (status != USMCA_OK)
        return status;
    compare_days(&reasons, of->days[0], of->days[1]);
    if (!explained(reasons.first))
        add_reasons_of_runs(explainer->shared->diff, &reasons);
    of->good->reasons = reasons.first;
    arena_reset(&explainer->scratch);
    return explainer->arena->failed ? error_memory(error) : USMCA_OK;
}

/* ---- threads ---- */

static size_t take(struct explaining *shared) {
    pthread_mutex_lock(&shared->lock);
    size_t first = shared->stopped ? shared->count : shared->next;
    shared->next = first < shared->count ? first + GOODS_AT_ONCE : first;
    pthread_mutex_unlock(&shared->lock);
    return first;
}

static void stop(struct explaining *shared) {
    pthread_mutex_lock(&shared->lock);
    shared->stopped = true;
    pthread_mutex_unlock(&shared->lock);
}

static void work(void *context) {
    struct explainer *explainer = context;
    struct explaining *shared = explainer->shared;
    explainer->status = query_lines_begin(&explainer->lines, explainer->record, &explainer->error);
    explainer->lines.unpacker.without_sums = true;
    size_t first = 0;
    while (explainer->status == USMCA_OK && (first = take(shared)) < shared->count) {
        size_t left = shared->count - first;
        size_t end = first + (left < GOODS_AT_ONCE ? left : GOODS_AT_ONCE);
        for (size_t i = first; i < end && explainer->status == USMCA_OK; i++) {
            explainer->failed_at = i;
            explainer->status = explain(explainer, &shared->goods[i], &explainer->error);
        }
    }
    if (explainer->status != USMCA_OK)
        stop(shared);
    query_lines_end(&explainer->lines);
    arena_free(&explainer->scratch);
    buffer_free(&explainer->texts[0]);
    buffer_free(&explainer->texts[1]);
}

static int count_threads(size_t goods, int jobs) {
    size_t wanted = goods / GOODS_A_THREAD + 1;
    size_t most = jobs < 1 || sqlite3_threadsafe() == 0 ? 1 : (size_t)jobs;
    most = most < MOST_EXPLAINERS ? most : MOST_EXPLAINERS;
    return (int)(wanted < most ? wanted : most);
}

/* One that cannot be opened again is read by fewer threads. */
static int open_again(struct record *own[MOST_EXPLAINERS], const struct record *record, int count) {
    usmca_error ignored = {0};
    int opened = 1;
    while (opened < count && record_open(&own[opened], record->path, RECORD_TO_READ, &ignored) == USMCA_OK)
        opened++;
    return opened;
}

/* Of several failures that of the first good. */
static usmca_status outcome(const struct explainer *explainers, int count, usmca_error *error) {
    const struct explainer *failed = NULL;
    for (int i = 0; i < count; i++)
        if (explainers[i].status != USMCA_OK &&
            (failed == NULL || explainers[i].failed_at < failed->failed_at))
            failed = &explainers[i];
    if (failed == NULL)
        return USMCA_OK;
    *error = failed->error;
    return failed->status;
}

usmca_status explain_goods(struct diff *diff, const struct record *record, const struct unexplained *goods,
                           size_t count, int jobs, usmca_error *error) {
    struct explaining shared = {.diff = diff, .goods = goods, .count = count};
    struct explainer explainers[MOST_EXPLAINERS] = {{0}};
    struct record *own[MOST_EXPLAINERS] = {NULL};
    int threads = open_again(own, record, count_threads(count, jobs));
    for (int i = 0; i < threads; i++) {
        explainers[i].shared = &shared;
        explainers[i].record = i > 0 ? own[i] : record;
        explainers[i].arena = &diff->reasons_of[i];
    }
    pthread_mutex_init(&shared.lock, NULL);
    threads_work(work, explainers, sizeof *explainers, threads);
    pthread_mutex_destroy(&shared.lock);
    for (int i = 1; i < threads; i++)
        record_close(own[i]);
    return outcome(explainers, threads, error);
}
