#include "http/report.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "service/determine.h"

const char *const REPORT_FORM_NAMES[REPORT_FORMS] = {"html", "xlsx", "pdf"};

enum { MOST_ARGUMENTS = 12, ARGUMENT_ROOM = 256, UNUSABLE = 65 };

struct arguments {
    char room[MOST_ARGUMENTS][ARGUMENT_ROOM + 32];
    char *list[MOST_ARGUMENTS + 1];
    size_t count;
};

static void add(struct arguments *arguments, const char *option, const char *value) {
    if (value == NULL)
        return;
    char *room = arguments->room[arguments->count];
    snprintf(room, sizeof arguments->room[0], "%s%s", option, value);
    arguments->list[arguments->count++] = room;
}

static void gather(struct arguments *arguments, const struct report_asked *asked) {
    add(arguments, "", "usmca");
    add(arguments, "", "report");
    add(arguments, "", "--no-config");
    add(arguments, "--lang=", asked->language);
    add(arguments, "--company=", asked->company);
    add(arguments, "--certifier=", asked->certifier);
    add(arguments, "--period=", asked->period);
    if (asked->form != REPORT_HTML)
        add(arguments, "--", REPORT_FORM_NAMES[asked->form]);
    add(arguments, "", "-");
}

/* A workbook is written to a path: in memory, where that may be. */
static void surroundings(char rules[4200], char *list[4]) {
    static char in_memory[] = "TMPDIR=/dev/shm";
    static char plain[] = "LC_ALL=C.UTF-8";
    list[0] = rules;
    list[1] = plain;
    list[2] = access("/dev/shm", W_OK | X_OK) == 0 ? in_memory : NULL;
    list[3] = NULL;
}

static int spawn(pid_t *child, const struct report_asked *asked, int out, int said) {
    struct arguments arguments = {0};
    char rules[4200];
    char *around[4];
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t own;
    gather(&arguments, asked);
    snprintf(rules, sizeof rules, "USMCA_RULES=%s", asked->rules);
    surroundings(rules, around);
    sigemptyset(&none);
    sigemptyset(&own);
    sigaddset(&own, SIGPIPE);
    if (posix_spawn_file_actions_init(&files) != 0)
        return ENOMEM;
    if (posix_spawnattr_init(&attributes) != 0) {
        posix_spawn_file_actions_destroy(&files);
        return ENOMEM;
    }
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &own);
    posix_spawnattr_setpgroup(&attributes, 0);
    int failed = posix_spawn_file_actions_adddup2(&files, asked->results, STDIN_FILENO);
    failed = failed != 0 ? failed : posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    failed = failed != 0 ? failed : posix_spawn_file_actions_adddup2(&files, said, STDERR_FILENO);
    if (failed == 0)
        failed = posix_spawn(child, "/proc/self/exe", &files, &attributes, arguments.list, around);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return failed;
}

/* Its exit status; -1 where it died, or took longer than a request may. */
static int await(pid_t child, const struct http_question *question) {
    static const struct timespec PAUSE = {0, 5000000};
    int status = 0;
    pid_t ended;
    while ((ended = waitpid(child, &status, WNOHANG)) == 0) {
        if (!question->go_on(question->context)) {
            kill(child, SIGTERM);
            waitpid(child, &status, 0);
            return -1;
        }
        nanosleep(&PAUSE, NULL);
    }
    return ended == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void refuse(struct http_answer *answer, int said, int status) {
    static const char BEFORE[] = "usmca: -:";
    struct buffer text = {0};
    usmca_error error = {0};
    if (status != UNUSABLE || memory_file_read(&text, said, &error) != USMCA_OK || text.length == 0) {
        http_problem(answer, status < 0 ? 503 : 500,
                     status < 0 ? ERROR_WORDS("it takes longer than a request may")
                                : ERROR_WORDS("the report could not be made"),
                     NULL);
    } else {
        struct text line = buffer_view(&text);
        if (line.length > sizeof BEFORE - 1 && memcmp(line.data, BEFORE, sizeof BEFORE - 1) == 0)
            line = (struct text){line.data + sizeof BEFORE - 1, line.length - (sizeof BEFORE - 1)};
        char why[256];
        line = text_cut(text_trim(line), sizeof why - 16);
        snprintf(why, sizeof why, "results: %.*s", (int)line.length, line.data);
        http_problem(answer, 422, why, NULL);
    }
    buffer_free(&text);
}

void report_make(struct http_answer *answer, const struct report_asked *asked,
                 const struct http_question *question) {
    static const char *const TYPES[REPORT_FORMS] = {
        "text/html; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/pdf"};
    usmca_error error = {0};
    int out = -1;
    int said = -1;
    pid_t child = -1;
    usmca_status status = memory_file(&out, "report", &error);
    if (status == USMCA_OK)
        status = memory_file(&said, "said", &error);
    if (status == USMCA_OK &&
        (lseek(asked->results, 0, SEEK_SET) != 0 || spawn(&child, asked, out, said) != 0))
        status = error_set(&error, USMCA_ERROR_IO, NULL, 0, 0, "cannot begin a process");
    if (status != USMCA_OK) {
        http_error(answer, &error);
    } else {
        const int ended = await(child, question);
        if (ended != 0) {
            refuse(answer, said, ended);
        } else {
            answer->status = 200;
            answer->type = TYPES[asked->form];
            answer->file = out;
            out = -1;
        }
    }
    if (out >= 0)
        close(out);
    if (said >= 0)
        close(said);
}
