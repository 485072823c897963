#include "cli/output_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output.h"

/* ---- signals ---- */

static volatile sig_atomic_t ended_by;
static char *volatile begun; /* the temporary folder; or NULL */

/* An empty folder is removed at once: what the files are made of may be read for minutes before the first. */
static void note_signal(int number) {
    const int known = errno;
    if (begun != NULL && rmdir(begun) == 0) {
        signal(number, SIG_DFL);
        raise(number);
    }
    ended_by = number;
    errno = known;
}

static const int ENDING[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGALRM};

/* A folder with files in it is not removed from within a handler: between two files it is looked whether a
 * signal has come. */
static void watch_signals(bool begin) {
    for (size_t i = 0; i < sizeof ENDING / sizeof ENDING[0]; i++) {
        struct sigaction now;
        struct sigaction next = {.sa_handler = begin ? note_signal : SIG_DFL};
        sigemptyset(&next.sa_mask);
        void (*replaced)(int) = begin ? SIG_DFL : note_signal;
        /* what the caller has ignored (nohup) stays so */
        if (sigaction(ENDING[i], NULL, &now) == 0 && now.sa_handler == replaced)
            sigaction(ENDING[i], &next, NULL);
    }
}

/* ---- what stands there ---- */

usmca_status output_folder_failed(const struct output_folder *folder, usmca_error *error) {
    return command_output_error(folder->path, error);
}

usmca_status output_folder_goes_on(const struct output_folder *folder, usmca_error *error) {
    return ended_by == 0 ? USMCA_OK
                         : error_set(error, USMCA_ERROR_IO, folder->path, 0, 0, "ended by a signal");
}

static char *joined(const char *folder, const char *name, const char *between) {
    size_t size = strlen(folder) + strlen(between) + strlen(name) + 1;
    char *path = malloc(size);
    if (path != NULL)
        snprintf(path, size, "%s%s%s", folder, between, name);
    return path;
}

char *output_folder_joined(const char *folder, const char *name) {
    return joined(folder, name, "/");
}

static usmca_status look_at(struct output_folder *folder, folder_replaceable replaceable, const char *earlier,
                            usmca_error *error) {
    struct stat found;
    if (lstat(folder->target, &found) != 0)
        return errno == ENOENT ? USMCA_OK : command_output_error(folder->path, error);
    folder->stands = true;
    return S_ISDIR(found.st_mode) && replaceable(folder->target)
               ? USMCA_OK
               : error_set(error, USMCA_ERROR_IO, folder->path, 0, 0,
                           "cannot write: it is neither empty nor %s", earlier);
}

/* ---- the temporary folder ---- */

static int remove_entry(const char *path, const struct stat *found, int type, struct FTW *place) {
    (void)found;
    (void)type;
    (void)place;
    return remove(path);
}

static void remove_tree(const char *path) {
    enum { MOST_OPEN = 8 };
    nftw(path, remove_entry, MOST_OPEN, FTW_DEPTH | FTW_PHYS);
}

static void release(struct output_folder *folder) {
    if (folder->root >= 0)
        close(folder->root);
    free(folder->target);
    free(folder->temporary);
    *folder = (struct output_folder){.root = -1};
}

static usmca_status begin_temporary(struct output_folder *folder, usmca_error *error) {
    char *temporary = joined(folder->target, "XXXXXX", ".");
    if (temporary == NULL)
        return error_memory(error);
    if (mkdtemp(temporary) == NULL) {
        free(temporary);
        return command_output_error(folder->path, error);
    }
    folder->temporary = temporary;
    begun = temporary;
    mode_t mask = umask(0);
    umask(mask);
    folder->root = open(temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->root < 0 || fchmod(folder->root, 0777 & ~mask) != 0)
        return command_output_error(folder->path, error);
    return USMCA_OK;
}

usmca_status output_folder_open(struct output_folder *folder, const char *path,
                                folder_replaceable replaceable, const char *earlier, usmca_error *error) {
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    *folder = (struct output_folder){.path = path, .root = -1, .target = strndup(path, length)};
    if (folder->target == NULL)
        return error_memory(error);
    usmca_status status = look_at(folder, replaceable, earlier, error);
    if (status == USMCA_OK) {
        watch_signals(true);
        status = begin_temporary(folder, error);
    }
    if (status != USMCA_OK) {
        usmca_error ignored;
        output_folder_close(folder, false, &ignored);
    }
    return status;
}

/* ---- its place ---- */

/* What stands there goes where the new one was, and is removed then. */
static usmca_status put_in_place(struct output_folder *folder, usmca_error *error) {
    bool moved =
        folder->stands
            ? renameat2(AT_FDCWD, folder->temporary, AT_FDCWD, folder->target, RENAME_EXCHANGE) == 0
            : renameat2(AT_FDCWD, folder->temporary, AT_FDCWD, folder->target, RENAME_NOREPLACE) == 0;
    if (!moved &&
        (errno == EINVAL || errno == ENOSYS)) /* a file system without either: an empty folder alone */
        moved = rename(folder->temporary, folder->target) == 0;
    if (!moved)
        return command_output_error(folder->path, error);
    begun = NULL;
    if (folder->stands)
        remove_tree(folder->temporary);
    free(folder->temporary);
    folder->temporary = NULL;
    return USMCA_OK;
}

usmca_status output_folder_close(struct output_folder *folder, bool keep, usmca_error *error) {
    usmca_status status = USMCA_OK;
    if (keep && ended_by == 0)
        status = put_in_place(folder, error);
    begun = NULL;
    if (folder->temporary != NULL)
        remove_tree(folder->temporary);
    release(folder);
    watch_signals(false);
    int signal_number = ended_by;
    ended_by = 0;
    if (signal_number != 0)
        raise(signal_number);
    return status;
}

bool output_name_ends(const char *name, const char *end) {
    const size_t length = strlen(name);
    return length > strlen(end) && strcmp(name + length - strlen(end), end) == 0;
}
