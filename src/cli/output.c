#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch/run.h"
#include "cli/command.h"

/* ---- what a signal finds half written ---- */

enum {
    MOST_HALF_WRITTEN = 16
}; /* check has eight outputs, and what is read from a pipe is kept for a while */

static char *volatile half_written[MOST_HALF_WRITTEN];
static const char *volatile made_folder; /* of outputs; or NULL */
static volatile pid_t working_apart;     /* a process that has temporary files of its own; or 0 */

void command_temporaries_remove(void) {
    for (int i = 0; i < MOST_HALF_WRITTEN; i++)
        if (half_written[i] != NULL)
            unlink(half_written[i]);
    if (made_folder != NULL)
        rmdir(made_folder);
}

static void remove_half_written(int signal_number) {
    if (working_apart > 0) { /* it removes its own: nothing is left once this one has ended */
        kill(working_apart, SIGTERM);
        while (waitpid(working_apart, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    command_temporaries_remove();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* The last four are how a library ends a process that it works in (cli/apart). */
static const int ENDING[] = {SIGINT,  SIGTERM, SIGHUP,  SIGQUIT, SIGPIPE, SIGXCPU,
                             SIGALRM, SIGABRT, SIGTRAP, SIGSEGV, SIGBUS};

/* A signal waits until a name is remembered, or every file is in its place: no other thread runs then. */
void command_signals_hold(sigset_t *before) {
    sigset_t ending;
    sigemptyset(&ending);
    for (size_t i = 0; i < sizeof ENDING / sizeof ENDING[0]; i++)
        sigaddset(&ending, ENDING[i]);
    pthread_sigmask(SIG_BLOCK, &ending, before);
}

void command_signals_let(const sigset_t *before) {
    pthread_sigmask(SIG_SETMASK, before, NULL);
}

void command_signals_anew(const sigset_t *before) {
    for (size_t i = 0; i < sizeof ENDING / sizeof ENDING[0]; i++) {
        struct sigaction now;
        if (sigaction(ENDING[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN)
            signal(ENDING[i], SIG_DFL);
    }
    for (int i = 0; i < MOST_HALF_WRITTEN; i++)
        half_written[i] = NULL;
    made_folder = NULL;
    working_apart = 0;
    command_signals_let(before);
}

static void watch_signals(void) {
    for (size_t i = 0; i < sizeof ENDING / sizeof ENDING[0]; i++) {
        struct sigaction now;
        struct sigaction removing = {.sa_handler = remove_half_written};
        sigemptyset(&removing.sa_mask);
        /* what the caller has ignored (nohup) stays so */
        if (sigaction(ENDING[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
            sigaction(ENDING[i], &removing, NULL);
    }
}

void command_process_begun(pid_t process) {
    working_apart = process;
    if (process > 0)
        watch_signals();
}

static void remember(char *temporary) {
    watch_signals();
    for (int i = 0; i < MOST_HALF_WRITTEN; i++)
        if (half_written[i] == NULL) {
            half_written[i] = temporary;
            return;
        }
}

static void forget(const char *temporary) {
    for (int i = 0; i < MOST_HALF_WRITTEN; i++)
        if (half_written[i] == temporary)
            half_written[i] = NULL;
}

bool command_folder_make(const char *path) {
    sigset_t before;
    command_signals_hold(&before);
    const bool made = mkdir(path, 0777) == 0;
    if (made) {
        watch_signals();
        made_folder = path;
    }
    const int known = errno;
    command_signals_let(&before);
    errno = known;
    return made;
}

void command_folder_leave(const char *path, bool keep) {
    if (!keep)
        (void)rmdir(path);
    made_folder = NULL;
}

int command_temporary_open(char *path) {
    sigset_t before;
    command_signals_hold(&before);
    int descriptor = mkostemp(path, O_CLOEXEC);
    if (descriptor >= 0)
        remember(path);
    command_signals_let(&before);
    return descriptor;
}

void command_temporary_remove(char *path) {
    unlink(path);
    forget(path);
}

/* ---- opening ---- */

usmca_status command_output_error(const char *path, usmca_error *error) {
    return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot write: %s", strerror(errno));
}

static bool same_file(const struct stat *a, const struct stat *b) {
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Whether that is where standard output or standard error goes, which nothing may replace: /dev/stdout. */
static bool is_stream(const struct stat *status, int *descriptor) {
    for (*descriptor = STDOUT_FILENO; *descriptor <= STDERR_FILENO; ++*descriptor) {
        struct stat stream;
        if (fstat(*descriptor, &stream) == 0 && same_file(status, &stream))
            return true;
    }
    return false;
}

static char *joined(const char *folder, size_t folder_length, const char *name) {
    size_t size = folder_length + strlen(name) + 2;
    char *path = malloc(size);
    if (path != NULL)
        snprintf(path, size, "%.*s/%s", (int)folder_length, folder, name);
    return path;
}

/* What a link says, as a path from here. */
static char *read_link(const char *path) {
    char says[4096];
    ssize_t length = readlink(path, says, sizeof says - 1);
    if (length <= 0)
        return NULL;
    says[length] = '\0';
    const char *slash = strrchr(path, '/');
    return says[0] == '/' || slash == NULL ? strdup(says) : joined(path, (size_t)(slash - path), says);
}

/* The same path with its folder as it really is. */
static char *in_real_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    char *above = slash == NULL ? strdup(".") : strndup(path, slash == path ? 1 : (size_t)(slash - path));
    char *folder = above != NULL ? realpath(above, NULL) : NULL;
    char *real =
        folder != NULL ? joined(folder, strlen(folder), slash == NULL ? path : slash + 1) : strdup(path);
    free(above);
    free(folder);
    return real;
}

/* The file that a path stands for, through links, whether it exists or not; NULL without memory. */
static char *resolve(const char *path) {
    enum { MOST_LINKS = 40 };
    char *real = realpath(path, NULL);
    if (real != NULL || errno == ENOMEM)
        return real;
    char *at = strdup(path);
    for (int links = 0; at != NULL && links < MOST_LINKS; links++) {
        char *next = read_link(at);
        if (next == NULL)
            break;
        free(at);
        at = next;
    }
    real = at != NULL ? in_real_folder(at) : NULL;
    free(at);
    return real;
}

static char *beside(const char *target) {
    static const char SUFFIX[] = ".XXXXXX";
    size_t size = strlen(target) + sizeof SUFFIX;
    char *name = malloc(size);
    if (name != NULL)
        snprintf(name, size, "%s%s", target, SUFFIX);
    return name;
}

static usmca_status open_through(struct command_output *output, usmca_error *error) {
    output->descriptor = open(output->path, O_WRONLY | O_CLOEXEC);
    output->own = output->descriptor >= 0;
    return output->own ? USMCA_OK : command_output_error(output->path, error);
}

static usmca_status open_beside(struct command_output *output, const struct stat *stood, usmca_error *error) {
    struct stat through;
    if (stat(output->path, &through) != 0 && errno == ELOOP)
        return command_output_error(output->path, error);
    output->target = resolve(output->path);
    output->temporary = output->target != NULL ? beside(output->target) : NULL;
    if (output->temporary == NULL)
        return error_memory(error);
    output->descriptor = command_temporary_open(output->temporary);
    if (output->descriptor < 0) {
        usmca_status status = command_output_error(output->path, error);
        free(output->temporary);
        output->temporary = NULL;
        return status;
    }
    output->own = true;
    mode_t mask = umask(0);
    umask(mask);
    fchmod(output->descriptor, stood != NULL ? stood->st_mode & 07777 : 0666 & ~mask);
    return USMCA_OK;
}

static void release(struct command_output *output) {
    free(output->target);
    free(output->temporary);
    free(output->former);
    *output = (struct command_output){.descriptor = -1};
}

usmca_status command_output_open(struct command_output *output, const char *path, usmca_error *error) {
    *output = (struct command_output){.path = path, .descriptor = STDOUT_FILENO};
    if (path == NULL || strcmp(path, "-") == 0) {
        output->path = NULL;
        return USMCA_OK;
    }
    struct stat found;
    bool stands = stat(path, &found) == 0;
    if (stands && is_stream(&found, &output->descriptor))
        return USMCA_OK;
    usmca_status status = stands && !S_ISREG(found.st_mode)
                              ? open_through(output, error)
                              : open_beside(output, stands ? &found : NULL, error);
    if (status != USMCA_OK)
        release(output);
    return status;
}

usmca_status command_output_write(struct command_output *output, struct text bytes, usmca_error *error) {
    return batch_write(output->descriptor, bytes, error);
}

usmca_status command_output_put(struct command_output *output, const char *path, struct text head,
                                const struct buffer *body, usmca_error *error) {
    usmca_status status = body->failed ? error_memory(error) : command_output_open(output, path, error);
    if (status == USMCA_OK)
        status = command_output_write(output, head, error);
    return status == USMCA_OK ? command_output_write(output, buffer_view(body), error) : status;
}

/* ---- closing ---- */

static usmca_status finish_writing(struct command_output *output, usmca_error *error) {
    bool closed = !output->own || close(output->descriptor) == 0;
    output->own = false;
    return closed ? USMCA_OK : command_output_error(output->path, error);
}

/* Puts the file in place, and keeps what stood there under another name. */
static usmca_status put_in_place(struct command_output *output, usmca_error *error) {
    if (output->temporary == NULL)
        return USMCA_OK;
    output->former = beside(output->target);
    if (output->former == NULL)
        return error_memory(error);
    int unique = mkostemp(output->former, O_CLOEXEC); /* a name that nothing has */
    if (unique >= 0) {
        close(unique);
        unlink(output->former);
    }
    if (unique < 0 || link(output->target, output->former) != 0) {
        free(output->former);
        output->former = NULL;
    }
    if (rename(output->temporary, output->target) != 0)
        return command_output_error(output->path, error);
    forget(output->temporary);
    free(output->temporary);
    output->temporary = NULL;
    return USMCA_OK;
}

static void take_back(struct command_output *output) {
    if (output->temporary != NULL) {
        command_temporary_remove(output->temporary);
        if (output->former != NULL)
            unlink(output->former);
    } else if (output->former != NULL) {
        rename(output->former, output->target);
    } else if (output->target != NULL) {
        unlink(output->target);
    }
}

usmca_status command_outputs_close(struct command_output *outputs, int count, bool keep, usmca_error *error) {
    usmca_error ignored;
    usmca_status status = USMCA_OK;
    for (int i = 0; i < count; i++) {
        usmca_status closed = finish_writing(&outputs[i], status == USMCA_OK && keep ? error : &ignored);
        status = status == USMCA_OK && keep ? closed : status;
    }
    sigset_t before;
    command_signals_hold(&before);
    for (int i = 0; i < count && keep && status == USMCA_OK; i++)
        status = put_in_place(&outputs[i], error);
    for (int i = 0; i < count; i++) {
        if (!keep || status != USMCA_OK)
            take_back(&outputs[i]);
        else if (outputs[i].former != NULL)
            unlink(outputs[i].former);
        release(&outputs[i]);
    }
    command_signals_let(&before);
    return status;
}

usmca_status command_output_close(struct command_output *output, bool keep, usmca_error *error) {
    return command_outputs_close(output, 1, keep, error);
}

/* ---- one file under two names ---- */

static bool names_a_file(const char *path) {
    struct stat status;
    return path != NULL && strcmp(path, "-") != 0 && (stat(path, &status) != 0 || S_ISREG(status.st_mode));
}

/* stat() of the file, or of the workbook of FILE#SHEET. */
static bool look_at(const char *path, struct stat *status) {
    bool found = stat(path, status) == 0;
    for (const char *mark = strchr(path, '#'); !found && mark != NULL; mark = strchr(mark + 1, '#')) {
        char *file = strndup(path, (size_t)(mark - path));
        found = file != NULL && stat(file, status) == 0;
        free(file);
    }
    return found;
}

static bool one_file(const char *a, const char *b) {
    struct stat first;
    struct stat second;
    if (!names_a_file(a) || !names_a_file(b))
        return false;
    if (look_at(a, &first) && look_at(b, &second))
        return same_file(&first, &second);
    char *one = resolve(a);
    char *other = resolve(b);
    bool same = one != NULL && other != NULL && strcmp(one, other) == 0;
    free(one);
    free(other);
    return same;
}

int command_outputs_apart(const char *command, const char *const *outputs, int output_count,
                          const char *const *inputs, int input_count) {
    for (int i = 0; i < output_count; i++) {
        for (int k = i + 1; k < output_count; k++)
            if (one_file(outputs[i], outputs[k]))
                return USAGE(command, "two-outputs", PART("file", outputs[i]));
        for (int k = 0; k < input_count; k++)
            if (one_file(outputs[i], inputs[k]))
                return USAGE(command, "output-is-input", PART("file", outputs[i]));
    }
    return EXIT_DONE;
}

/* ---- standard streams ---- */

void command_streams_open(void) {
    signal(SIGXFSZ, SIG_IGN); /* what no more can be written to is an error like a full disk */
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", stream == STDOUT_FILENO ? O_RDONLY : O_WRONLY); /* takes the lowest number */
}

int command_streams_close(int status) {
    if ((fflush(stdout) == 0 && !ferror(stdout)) || status == EXIT_INPUT_OUTPUT) /* which was told */
        return status;
    if (errno != EPIPE)
        command_cannot_write(errno);
    return EXIT_INPUT_OUTPUT;
}
