#include "cli/report_folder.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/run.h"

static const char GOODS[] = "goods";

/* ---- signals ---- */

static volatile sig_atomic_t ended_by;

static void note_signal(int number) {
    ended_by = number;
}

static const int ENDING[] = {SIGINT, SIGTERM, SIGHUP};

/* A folder is not removed from within a handler: between two files it is looked whether one has come. */
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

static usmca_status cannot(const char *what, const char *path, usmca_error *error) {
    return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot %s: %s", what, strerror(errno));
}

static bool ends_in(const char *name, const char *end) {
    size_t length = strlen(name);
    return length > strlen(end) && strcmp(name + length - strlen(end), end) == 0;
}

/* Whether a folder has nothing but pages, of which those of goods begin with their number. */
static bool has_pages_alone(const char *path, bool goods, bool *any) {
    DIR *folder = opendir(path);
    const struct dirent *entry = NULL;
    bool alone = folder != NULL;
    while (alone && (entry = readdir(folder)) != NULL) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        *any = true;
        alone = ends_in(name, ".html") ? !goods || isdigit((unsigned char)name[0])
                                       : !goods && strcmp(name, GOODS) == 0;
    }
    if (folder != NULL)
        closedir(folder);
    return alone;
}

static char *joined(const char *folder, const char *name, const char *between) {
    size_t size = strlen(folder) + strlen(between) + strlen(name) + 1;
    char *path = malloc(size);
    if (path != NULL)
        snprintf(path, size, "%s%s%s", folder, between, name);
    return path;
}

/* An earlier report, or an empty folder: nothing of anybody else's is lost with it. */
static usmca_status look_at(struct report_folder *folder, usmca_error *error) {
    struct stat found;
    bool any = false;
    if (lstat(folder->target, &found) != 0)
        return errno == ENOENT ? USMCA_OK : cannot("write", folder->path, error);
    char *goods = joined(folder->target, GOODS, "/");
    char *index = joined(folder->target, "index.html", "/");
    if (goods == NULL || index == NULL) {
        free(goods);
        free(index);
        return error_memory(error);
    }
    bool ours = S_ISDIR(found.st_mode) && has_pages_alone(folder->target, false, &any) &&
                (!any || (access(index, F_OK) == 0 && has_pages_alone(goods, true, &any)));
    free(goods);
    free(index);
    folder->stands = true;
    return ours ? USMCA_OK
                : error_set(error, USMCA_ERROR_IO, folder->path, 0, 0,
                            "cannot write: it is neither empty nor an earlier report");
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

static void release(struct report_folder *folder) {
    if (folder->root >= 0)
        close(folder->root);
    free(folder->target);
    free(folder->temporary);
    *folder = (struct report_folder){.root = -1};
}

static usmca_status begin_temporary(struct report_folder *folder, usmca_error *error) {
    char *temporary = joined(folder->target, "XXXXXX", ".");
    if (temporary == NULL)
        return error_memory(error);
    if (mkdtemp(temporary) == NULL) {
        free(temporary);
        return cannot("write", folder->path, error);
    }
    folder->temporary = temporary;
    mode_t mask = umask(0);
    umask(mask);
    folder->root = open(temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder->root < 0 || fchmod(folder->root, 0777 & ~mask) != 0 ||
        mkdirat(folder->root, GOODS, 0777) != 0)
        return cannot("write", folder->path, error);
    return USMCA_OK;
}

usmca_status report_folder_open(struct report_folder *folder, const char *path, usmca_error *error) {
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    *folder = (struct report_folder){.path = path, .root = -1, .target = strndup(path, length)};
    for (int i = 0; i < HTML_FILES; i++)
        folder->files[i] = -1;
    usmca_status status = folder->target != NULL ? look_at(folder, error) : error_memory(error);
    if (status == USMCA_OK) {
        watch_signals(true);
        status = begin_temporary(folder, error);
    }
    if (status != USMCA_OK) {
        usmca_error ignored;
        report_folder_close(folder, false, &ignored);
    }
    return status;
}

/* ---- files ---- */

usmca_status report_folder_end(void *context, enum html_file file, usmca_error *error) {
    struct report_folder *folder = context;
    int descriptor = folder->files[file];
    folder->files[file] = -1;
    return descriptor < 0 || close(descriptor) == 0 ? USMCA_OK : cannot("write", folder->path, error);
}

usmca_status report_folder_file(void *context, enum html_file file, const char *name, usmca_error *error) {
    struct report_folder *folder = context;
    usmca_status status = report_folder_end(context, file, error);
    if (status != USMCA_OK)
        return status;
    if (ended_by != 0)
        return error_set(error, USMCA_ERROR_IO, folder->path, 0, 0, "ended by a signal");
    folder->files[file] = openat(folder->root, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return folder->files[file] >= 0 ? USMCA_OK : cannot("write", folder->path, error);
}

usmca_status report_folder_write(void *context, enum html_file file, struct text bytes, usmca_error *error) {
    return batch_write(((struct report_folder *)context)->files[file], bytes, error);
}

/* ---- its place ---- */

/* What stands there goes where the new one was, and is removed then. */
static usmca_status put_in_place(struct report_folder *folder, usmca_error *error) {
    bool moved =
        folder->stands
            ? renameat2(AT_FDCWD, folder->temporary, AT_FDCWD, folder->target, RENAME_EXCHANGE) == 0
            : renameat2(AT_FDCWD, folder->temporary, AT_FDCWD, folder->target, RENAME_NOREPLACE) == 0;
    if (!moved &&
        (errno == EINVAL || errno == ENOSYS)) /* a file system without either: an empty folder alone */
        moved = rename(folder->temporary, folder->target) == 0;
    if (!moved)
        return cannot("write", folder->path, error);
    if (folder->stands)
        remove_tree(folder->temporary);
    free(folder->temporary);
    folder->temporary = NULL;
    return USMCA_OK;
}

usmca_status report_folder_close(struct report_folder *folder, bool keep, usmca_error *error) {
    usmca_error ignored;
    usmca_status status = USMCA_OK;
    for (int i = 0; i < HTML_FILES; i++) {
        usmca_status closed =
            report_folder_end(folder, (enum html_file)i, status == USMCA_OK ? error : &ignored);
        status = status == USMCA_OK ? closed : status;
    }
    if (keep && status == USMCA_OK && ended_by == 0)
        status = put_in_place(folder, error);
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
