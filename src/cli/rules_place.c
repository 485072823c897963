#include "cli/rules_place.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "base/buffer.h"
#include "cli/command.h"

enum { PATH_ROOM = 4096 };

/* From the folder of the program on: installed, and in a build tree, whose rule book has the translations, or
 * in the sources. */
static const char *const PLACES[] = {USMCA_RULES_FROM_PROGRAM, "rules", "../rules", "../../rules"};
enum { PLACE_COUNT = sizeof PLACES / sizeof PLACES[0] };

void program_folder(char *room, size_t size) {
    ssize_t length = readlink("/proc/self/exe", room, size - 1);
    if (length <= 0 || (size_t)length >= size - 1) {
        /* a system without /proc: the name that it was started by */
        char real[PATH_MAX];
        bool known = realpath((const char *)getauxval(AT_EXECFN), real) != NULL;
        length = known && strlen(real) < size - 1 ? (ssize_t)strlen(real) : 0;
        if (length > 0)
            memcpy(room, real, (size_t)length);
    }
    room[length] = '\0';
    char *slash = strrchr(room, '/');
    if (slash != NULL)
        *slash = '\0';
}

static bool is_rule_book(const char *directory) {
    char path[PATH_ROOM + 32];
    snprintf(path, sizeof path, "%s/usmca/general.xml", directory);
    return access(path, R_OK) == 0;
}

/* Its name without dots and links; false where it is no rule book. */
static bool take(char room[PATH_ROOM], const char *place) {
    char real[PATH_MAX];
    bool found = realpath(place, real) != NULL && strlen(real) < PATH_ROOM && is_rule_book(real);
    if (found)
        memcpy(room, real, strlen(real) + 1);
    return found;
}

static void say_places(const char *folder) {
    struct buffer said = {0};
    buffer_string(&said, "usmca: no rule book was found. Looked for in:\n");
    for (size_t i = 0; i < PLACE_COUNT && folder[0] != '\0'; i++) {
        buffer_string(&said, "  ");
        buffer_string(&said, folder);
        buffer_string(&said, "/");
        buffer_string(&said, PLACES[i]);
        buffer_string(&said, "\n");
    }
    buffer_string(&said,
                  "  " USMCA_RULES_INSTALLED "\n"
                  "USMCA_RULES is not set; it, or --rules DIR, names a rule book that lies elsewhere.\n");
    command_say(buffer_view(&said));
    buffer_free(&said);
}

const char *command_rules_quietly(const char *option, char room[PATH_ROOM]) {
    const char *environment = getenv("USMCA_RULES");
    char folder[2048];
    if (option != NULL)
        return option;
    if (environment != NULL && environment[0] != '\0')
        return environment;
    program_folder(folder, sizeof folder);
    for (size_t i = 0; i < PLACE_COUNT && folder[0] != '\0'; i++) {
        char place[PATH_ROOM];
        snprintf(place, sizeof place, "%s/%s", folder, PLACES[i]);
        if (take(room, place))
            return room;
    }
    return USMCA_RULES_INSTALLED;
}

const char *command_rules(const char *option, char room[PATH_ROOM]) {
    const char *environment = getenv("USMCA_RULES");
    const char *place = command_rules_quietly(option, room);
    if (option != NULL || is_rule_book(place))
        return place;
    if (environment != NULL && environment[0] != '\0') {
        command_say(TEXT("usmca: USMCA_RULES names no rule book:\n"));
        return place;
    }
    char folder[2048];
    program_folder(folder, sizeof folder);
    say_places(folder);
    return place;
}
