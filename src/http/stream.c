#include "http/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "http/clock.h"

struct http_stream {
    void (*work)(void *context, struct http_answer *answer);
    void *context;
    struct http_answer answer;
    pthread_t thread;
    bool joined;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    unsigned holders; /* who began it, and the response */
    bool whole;
    bool told; /* that it is whole */
    atomic_bool left;
    int file; /* in which it grows; -1 before */
    const char *type;
    const struct http_library *library;
    struct MHD_Response *response;
    void (*when_whole)(void *context, size_t size);
    void *of_whole;
};

static void *run(void *context) {
    struct http_stream *stream = context;
    stream->work(stream->context, &stream->answer);
    pthread_mutex_lock(&stream->lock);
    stream->whole = true;
    pthread_cond_broadcast(&stream->changed);
    pthread_mutex_unlock(&stream->lock);
    return NULL;
}

static void let_go(struct http_stream *stream) {
    pthread_mutex_lock(&stream->lock);
    const bool last = --stream->holders == 0;
    pthread_mutex_unlock(&stream->lock);
    if (!last)
        return;
    if (stream->file >= 0)
        close(stream->file);
    if (stream->answer.file >= 0)
        close(stream->answer.file);
    buffer_free(&stream->answer.body);
    free(stream->answer.notices);
    pthread_cond_destroy(&stream->changed);
    pthread_mutex_destroy(&stream->lock);
    free(stream);
}

struct http_stream *stream_begin(void (*work)(void *context, struct http_answer *answer), void *context) {
    struct http_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL)
        return NULL;
    *stream = (struct http_stream){
        .work = work, .context = context, .answer = {.file = -1}, .holders = 1, .file = -1};
    pthread_mutex_init(&stream->lock, NULL);
    clock_condition(&stream->changed);
    if (pthread_create(&stream->thread, NULL, run, stream) == 0)
        return stream;
    let_go(stream);
    return NULL;
}

void stream_grows(struct http_stream *stream, int file, const char *type) {
    const int kept = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    pthread_mutex_lock(&stream->lock);
    stream->file = kept; /* where there is none, it is sent once it is whole */
    stream->type = type;
    pthread_mutex_unlock(&stream->lock);
}

/* For a while, with the lock: nobody tells that a file has grown. */
static void wait_a_moment(struct http_stream *stream) {
    enum { MOMENT = 5 /* milliseconds */ };
    const struct timespec until = clock_in_milliseconds(MOMENT);
    pthread_cond_timedwait(&stream->changed, &stream->lock, &until);
}

struct http_answer *stream_wait(struct http_stream *stream) {
    pthread_mutex_lock(&stream->lock);
    while (!stream->whole && (stream->file < 0 || lseek(stream->file, 0, SEEK_END) < STREAM_FROM))
        wait_a_moment(stream);
    const bool whole = stream->whole;
    pthread_mutex_unlock(&stream->lock);
    return whole ? &stream->answer : NULL;
}

static void add_trailers(struct http_stream *stream) {
    char number[24];
    const struct http_answer *answer = &stream->answer;
    snprintf(number, sizeof number, "%llu", (unsigned long long)answer->refused);
    if (answer->refused > 0)
        stream->library->MHD_add_response_footer(stream->response, "Usmca-Refused", number);
    if (answer->notices != NULL)
        stream->library->MHD_add_response_footer(stream->response, "Usmca-Notices", answer->notices);
}

/* What stands behind `at`; waits for it, for this connection has a thread of its own. */
static ssize_t read_on(void *context, uint64_t at, char *room, size_t size) {
    struct http_stream *stream = context;
    for (;;) {
        pthread_mutex_lock(&stream->lock);
        const bool whole = stream->whole;
        pthread_mutex_unlock(&stream->lock);
        if (whole && !stream->told) {
            stream->told = true;
            const off_t end = lseek(stream->file, 0, SEEK_END);
            stream->when_whole(stream->of_whole, end > (off_t)at ? (size_t)end - (size_t)at : 0);
        }
        const ssize_t got = file_read_at(stream->file, room, size, (off_t)at);
        if (got > 0)
            return got;
        if (got < 0 || (whole && stream->answer.status != 200))
            return MHD_CONTENT_READER_END_WITH_ERROR;
        if (whole) {
            add_trailers(stream);
            return MHD_CONTENT_READER_END_OF_STREAM;
        }
        pthread_mutex_lock(&stream->lock);
        if (!stream->whole)
            wait_a_moment(stream);
        pthread_mutex_unlock(&stream->lock);
    }
}

static void forget(void *context) {
    let_go(context);
}

struct MHD_Response *stream_response(struct http_stream *stream, const struct http_library *library,
                                     void (*whole)(void *context, size_t size), void *context) {
    enum { BLOCK = 1 << 16 };
    stream->library = library;
    stream->when_whole = whole;
    stream->of_whole = context;
    pthread_mutex_lock(&stream->lock);
    stream->holders++;
    pthread_mutex_unlock(&stream->lock);
    struct MHD_Response *response =
        library->MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_on, stream, forget);
    stream->response = response;
    if (response == NULL)
        let_go(stream);
    return response;
}

const char *stream_type(const struct http_stream *stream) {
    return stream->type;
}

bool stream_is_left(struct http_stream *stream) {
    return atomic_load(&stream->left);
}

const struct http_answer *stream_leave(struct http_stream *stream) {
    atomic_store(&stream->left, true);
    if (!stream->joined)
        pthread_join(stream->thread, NULL);
    stream->joined = true;
    return &stream->answer;
}

void stream_end(struct http_stream *stream) {
    let_go(stream);
}
