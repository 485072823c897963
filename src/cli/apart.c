#include "cli/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "batch/run.h"
#include "cli/output.h"
#include "cli/unasked.h"

/* Exit statuses of the process, where it says nothing else. */
enum { NO_MEMORY = 112, NO_STREAM = 113 };

struct apart {
    int out;                         /* of the pipe */
    const struct apart_taker *taker; /* where the work is done in place; else NULL */
};

/* What goes through the pipe: pieces, each with its length before it; a length of 0, and how it ended. */
struct ending {
    usmca_status status;
    usmca_error error;
};

static bool is_apart;

/* ---- the process ---- */

usmca_status apart_give(struct apart *apart, struct text bytes, usmca_error *error) {
    if (apart->taker != NULL)
        return apart->taker->take(apart->taker->context, bytes, error);
    const uint64_t length = bytes.length;
    if (length == 0)
        return USMCA_OK;
    usmca_status status = batch_write(apart->out, (struct text){(const char *)&length, sizeof length}, error);
    return status == USMCA_OK ? batch_write(apart->out, bytes, error) : status;
}

static void die_with(pid_t caller) {
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
    if (getppid() != caller)
        _exit(NO_MEMORY);
}

static _Noreturn void work_apart(struct apart *apart, apart_work work, void *context, pid_t caller) {
    const struct rlimit no_core = {0, 0};
    struct ending ending = {0};
    const uint64_t end = 0;
    is_apart = true;
    die_with(caller);
    setrlimit(RLIMIT_CORE, &no_core);
    unasked_ends(NO_MEMORY, NO_STREAM, command_temporaries_remove);
    ending.status = work(apart, context, &ending.error);
    usmca_status told =
        batch_write(apart->out, (struct text){(const char *)&end, sizeof end}, &(usmca_error){0});
    if (told == USMCA_OK)
        told =
            batch_write(apart->out, (struct text){(const char *)&ending, sizeof ending}, &(usmca_error){0});
    _exit(told == USMCA_OK ? 0 : NO_MEMORY);
}

/* ---- its caller ---- */

enum received { RECEIVED, CUT_OFF, INTERRUPTED };

static enum received receive(int descriptor, void *into, size_t size) {
    for (size_t had = 0; had < size;) {
        ssize_t got = read(descriptor, (char *)into + had, size - had);
        if (got < 0 && errno == EINTR)
            return INTERRUPTED; /* by a signal that is kept for later: cli/output_folder */
        if (got <= 0)
            return CUT_OFF;
        had += (size_t)got;
    }
    return RECEIVED;
}

static enum received receive_piece(int descriptor, uint64_t length, const struct apart_taker *taker,
                                   usmca_status *status, usmca_error *error) {
    char block[65536];
    while (length > 0) {
        size_t size = length < sizeof block ? (size_t)length : sizeof block;
        enum received got = receive(descriptor, block, size);
        if (got != RECEIVED)
            return got;
        *status = taker->take(taker->context, (struct text){block, size}, error);
        if (*status != USMCA_OK)
            return CUT_OFF;
        length -= size;
    }
    return RECEIVED;
}

/* *status is that of the taker, until `ending` is whole. */
static enum received follow(int descriptor, const struct apart_taker *taker, struct ending *ending,
                            usmca_status *status, usmca_error *error) {
    for (;;) {
        uint64_t length = 0;
        enum received got = receive(descriptor, &length, sizeof length);
        if (got == RECEIVED && length == 0)
            return receive(descriptor, ending, sizeof *ending);
        if (got == RECEIVED)
            got = receive_piece(descriptor, length, taker, status, error);
        if (got != RECEIVED)
            return got;
    }
}

static usmca_status say_death(int how, usmca_error *error) {
    if (WIFEXITED(how) && WEXITSTATUS(how) == NO_MEMORY)
        return error_memory(error);
    if (WIFEXITED(how) && WEXITSTATUS(how) == NO_STREAM)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write or read a temporary file");
    if (WIFSIGNALED(how))
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0,
                         "the process that makes the document was ended by signal %d (%s)", WTERMSIG(how),
                         strsignal(WTERMSIG(how)));
    return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "the process that makes the document ended early");
}

/* How it ended. Until then a signal may end it, and then no more: its number may be another's by then. */
static int reap(pid_t process) {
    siginfo_t ended;
    sigset_t before;
    int how = 0;
    while (waitid(P_PID, (id_t)process, &ended, WEXITED | WNOWAIT) < 0 && errno == EINTR)
        ;
    command_signals_hold(&before);
    waitpid(process, &how, 0);
    command_process_begun(0);
    command_signals_let(&before);
    return how;
}

static usmca_status wait_for(pid_t process, int descriptor, const struct apart_taker *taker,
                             usmca_error *error) {
    struct ending ending = {0};
    usmca_status taken = USMCA_OK;
    int how;
    enum received got = follow(descriptor, taker, &ending, &taken, error);
    close(descriptor);
    if (got == INTERRUPTED || taken != USMCA_OK)
        kill(process, SIGTERM);
    how = reap(process);
    if (taken != USMCA_OK)
        return taken;
    if (got == INTERRUPTED)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "ended by a signal");
    if (got == CUT_OFF)
        return say_death(how, error);
    if (ending.status != USMCA_OK && error != NULL)
        *error = ending.error;
    return ending.status;
}

usmca_status apart_run(apart_work work, void *context, const struct apart_taker *taker, usmca_error *error) {
    int ends[2];
    sigset_t before;
    struct apart apart = {.out = -1, .taker = taker};
    if (is_apart)
        return work(&apart, context, error);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot open a pipe: %s", strerror(errno));
    const pid_t caller = getpid();
    command_signals_hold(&before);
    pid_t process = fork();
    if (process == 0) {
        command_signals_anew(&before);
        close(ends[0]);
        apart = (struct apart){.out = ends[1]};
        work_apart(&apart, work, context, caller);
    }
    int problem = errno;
    if (process > 0)
        command_process_begun(process);
    command_signals_let(&before);
    close(ends[1]);
    if (process > 0)
        return wait_for(process, ends[0], taker, error);
    close(ends[0]);
    return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot begin a process: %s", strerror(problem));
}
