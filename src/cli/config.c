#include "cli/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "record/digest.h"

enum { LARGEST_FILE = 1 << 20, MOST_SETTINGS = 64, PATH_ROOM = 4096 };

static const char NAME[] = "usmca.conf";

/* Of the one run that a process is. */
static struct {
    struct arena arena;
    struct config_setting settings[MOST_SETTINGS];
    size_t count;
    const char *paths[CONFIG_FILES];
    char digests[CONFIG_FILES][DIGEST_HEX + 1];
    bool read;
} config;

void config_close(void) {
    arena_free(&config.arena);
    memset(&config, 0, sizeof config);
}

/* ---- values ---- */

/* The option of any command that a key means. */
static bool find_option(struct option_row *out, struct text key) {
    struct option_row rows[MOST_OPTIONS + 1];
    for (size_t i = 0; COMMAND_FORMS[i] != NULL; i++) {
        form_options(COMMAND_FORMS[i], rows);
        for (const struct option_row *row = rows; row->name != NULL; row++)
            if (row->configured && text_is(key, row->name)) {
                *out = *row;
                return true;
            }
    }
    return false;
}

static bool among(const char *value, const char *words) {
    struct text rest = text_from(words);
    struct text word;
    while (text_split(&rest, '|', &word))
        if (text_is(word, value))
            return true;
    return false;
}

static bool fits(const struct option_row *row, const char *value) {
    char *end = NULL;
    long number = 0;
    switch (row->kind) {
    case OPTION_WORD:
        return among(value, row->argument);
    case OPTION_LANGUAGE:
        return language_named(value) != NULL;
    case OPTION_CURRENCY:
        return strlen(value) == 3 && strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
    case OPTION_NUMBER:
        number = strtol(value, &end, 10);
        return *end == '\0' && number >= row->least && number <= row->most;
    default:
        return value[0] != '\0' && strcmp(value, "-") != 0;
    }
}

/* A path stands as from where the file lies; a profile is one where such a file is there, else a name. */
static const char *from_file(const struct option_row *row, const char *path, const char *value) {
    const char *slash = strrchr(path, '/');
    bool is_path = row->kind == OPTION_FILE || row->kind == OPTION_TABLES;
    struct buffer joined = {0};
    if (value[0] == '/' || slash == NULL || (!is_path && row->kind != OPTION_PROFILE))
        return value;
    buffer_put(&joined, path, (size_t)(slash - path) + 1);
    buffer_string(&joined, value);
    buffer_put(&joined, "", 1);
    bool taken = !joined.failed && (is_path || strchr(value, '/') != NULL || access(joined.data, F_OK) == 0);
    const char *kept = taken ? buffer_view(&joined).data : value;
    kept = taken ? arena_copy(&config.arena, (struct text){kept, joined.length}).data : kept;
    buffer_free(&joined);
    return kept;
}

/* ---- a file ---- */

struct config_reader {
    enum config_file_kind kind;
    const char *path;
    unsigned line;
    size_t begun; /* the settings of the file before */
    usmca_error *error;
};

static usmca_status complain(const struct config_reader *reader, const struct text *line, const char *what,
                             struct text of) {
    unsigned column = of.data != NULL ? (unsigned)(of.data - line->data) + 1 : 1;
    return error_set(reader->error, USMCA_ERROR_INPUT, reader->path, reader->line, column, what,
                     (int)of.length, of.data);
}

static usmca_status add(const struct config_reader *reader, struct text line, struct text key,
                        struct text value) {
    struct option_row row;
    if (!find_option(&row, key))
        return complain(reader, &line, ERROR_WORDS("\"%.*s\" is no setting (usmca config lists them)"), key);
    for (size_t i = reader->begun; i < config.count; i++)
        if (text_is(key, config.settings[i].key))
            return complain(reader, &line, ERROR_WORDS("\"%.*s\" is set twice"), key);
    if (config.count == MOST_SETTINGS)
        return complain(reader, &line, ERROR_WORDS("too many settings: %.*s"), key);
    struct buffer word = {0};
    buffer_text(&word, value);
    buffer_put(&word, "", 1);
    char *kept = word.failed ? NULL : (char *)arena_copy(&config.arena, buffer_view(&word)).data;
    buffer_free(&word);
    if (kept == NULL)
        return error_memory(reader->error);
    if (row.kind == OPTION_CURRENCY)
        currency_capitals(kept);
    if (!fits(&row, kept)) {
        error_set(reader->error, USMCA_ERROR_INPUT, reader->path, reader->line,
                  (unsigned)((value.data != NULL ? value.data : line.data) - line.data) + 1,
                  "%s cannot be \"%s\"", row.name, kept);
        if (row.kind == OPTION_WORD || row.kind == OPTION_LANGUAGE)
            error_add(reader->error, "; it is one of %s", row.argument);
        return USMCA_ERROR_INPUT;
    }
    const char *given = from_file(&row, reader->path, kept);
    if (given == NULL)
        return error_memory(reader->error);
    config.settings[config.count++] =
        (struct config_setting){row.name, given, reader->kind, reader->line, false};
    return USMCA_OK;
}

static usmca_status read_lines(struct config_reader *reader, struct text rest) {
    struct text line;
    size_t at = 0;
    if (rest.length >= 3 && memcmp(rest.data, "\xef\xbb\xbf", 3) == 0)
        rest = (struct text){rest.data + 3, rest.length - 3};
    if (!utf8_valid(rest.data, rest.length, &at) ||
        (rest.length > 0 && memchr(rest.data, '\0', rest.length) != NULL))
        return error_set(reader->error, USMCA_ERROR_INPUT, reader->path, 0, 0, "not text in UTF-8");
    while (rest.length > 0 && text_split(&rest, '\n', &line)) {
        struct text value = text_trim(line);
        struct text key = {NULL, 0};
        reader->line++;
        if (value.length == 0 || value.data[0] == '#')
            continue;
        if (memchr(value.data, '=', value.length) == NULL)
            return complain(reader, &line, ERROR_WORDS("\"%.*s\" is no setting: key = value"), value);
        text_split(&value, '=', &key);
        usmca_status status = add(reader, line, text_trim(key), text_trim(value));
        if (status != USMCA_OK)
            return status;
    }
    return USMCA_OK;
}

static usmca_status read_file(enum config_file_kind kind, const char *path, usmca_error *error) {
    struct stat found;
    struct buffer bytes = {0};
    if (stat(path, &found) != 0)
        return errno == ENOENT || errno == ENOTDIR
                   ? USMCA_OK
                   : error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
    if (!S_ISREG(found.st_mode))
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "not a file");
    usmca_status status = file_read(&bytes, path, LARGEST_FILE, error);
    if (status == USMCA_OK) {
        struct digest digest = digest_of(buffer_view(&bytes));
        struct buffer digits = {0};
        digest_print(&digits, &digest);
        snprintf(config.digests[kind], sizeof config.digests[kind], "%.*s", (int)digits.length,
                 digits.length > 0 ? digits.data : "");
        status = digits.failed ? error_memory(error) : USMCA_OK;
        buffer_free(&digits);
    }
    config.paths[kind] = arena_copy(&config.arena, (struct text){path, strlen(path) + 1}).data;
    if (status == USMCA_OK && config.paths[kind] == NULL)
        status = error_memory(error);
    struct config_reader reader = {kind, config.paths[kind], 0, config.count, error};
    if (status == USMCA_OK)
        status = read_lines(&reader, buffer_view(&bytes));
    buffer_free(&bytes);
    return status;
}

/* ---- where they lie ---- */

static bool beside(char room[PATH_ROOM], const char *data) {
    struct stat found;
    const char *slash = strrchr(data, '/');
    bool folder = stat(data, &found) == 0 && S_ISDIR(found.st_mode);
    int length = folder          ? snprintf(room, PATH_ROOM, "%s/%s", data, NAME)
                 : slash == NULL ? snprintf(room, PATH_ROOM, "%s", NAME)
                                 : snprintf(room, PATH_ROOM, "%.*s/%s", (int)(slash - data), data, NAME);
    return length > 0 && length < PATH_ROOM;
}

static bool of_user(char room[PATH_ROOM]) {
    const char *folder = getenv("XDG_CONFIG_HOME");
    const char *home = getenv("HOME");
    int length = folder != NULL && folder[0] == '/' ? snprintf(room, PATH_ROOM, "%s/usmca/%s", folder, NAME)
                 : home != NULL && home[0] == '/'
                     ? snprintf(room, PATH_ROOM, "%s/.config/usmca/%s", home, NAME)
                     : 0;
    return length > 0 && length < PATH_ROOM;
}

static usmca_status read_files(const char *data, usmca_error *error) {
    char path[PATH_ROOM];
    usmca_status status = USMCA_OK;
    config_close();
    config.read = true;
    if (data != NULL && beside(path, data))
        status = read_file(CONFIG_BESIDE_DATA, path, error);
    if (status == USMCA_OK && of_user(path))
        status = read_file(CONFIG_OF_USER, path, error);
    return status;
}

const char *config_language(void) {
    usmca_error ignored = {0};
    if (!config.read && read_files(".", &ignored) != USMCA_OK)
        return NULL;
    for (size_t i = 0; i < config.count; i++)
        if (strcmp(config.settings[i].key, "lang") == 0)
            return config.settings[i].value;
    return NULL;
}

int config_read(const char *data, struct config_settings *out) {
    usmca_error error = {0};
    usmca_status status = read_files(data, &error);
    *out = (struct config_settings){config.settings, config.count, {config.paths[0], config.paths[1]}};
    return status == USMCA_OK ? EXIT_DONE : command_fail(&error);
}

/* ---- what a command takes of them ---- */

int config_take(const struct command_form *form, void *options, const char *data) {
    struct config_settings settings;
    struct option_row rows[MOST_OPTIONS + 1];
    int status = config_read(data, &settings);
    if (status != EXIT_DONE || settings.count == 0)
        return status;
    form_options(form, rows);
    for (size_t i = 0; i < config.count; i++)
        for (const struct option_row *row = rows; row->name != NULL; row++) {
            const char **value = option_value(row, options);
            if (!row->configured || value == NULL || *value != NULL ||
                strcmp(row->name, config.settings[i].key) != 0)
                continue;
            *value = config.settings[i].value;
            config.settings[i].used = true;
        }
    return EXIT_DONE;
}

static bool used(enum config_file_kind kind) {
    for (size_t i = 0; i < config.count; i++)
        if (config.settings[i].used && config.settings[i].file == kind)
            return true;
    return false;
}

void config_say(struct buffer *out, const struct messages *messages) {
    for (int kind = 0; kind < CONFIG_FILES; kind++) {
        struct buffer list = {0};
        if (!used((enum config_file_kind)kind))
            continue;
        for (size_t i = 0; i < config.count; i++) {
            if (!config.settings[i].used || config.settings[i].file != (enum config_file_kind)kind)
                continue;
            buffer_string(&list, list.length > 0 ? ", " : "");
            buffer_string(&list, config.settings[i].key);
            buffer_string(&list, " = ");
            buffer_string(&list, config.settings[i].value);
        }
        MESSAGE(out, messages, "config.used", {"file", text_from(config.paths[kind])},
                {"settings", buffer_view(&list)});
        buffer_char(out, '\n');
        buffer_release(&list, out);
    }
}

void config_members(struct buffer *out,
                    void (*put)(struct buffer *out, const char *name, const char *value)) {
    static const char *const NAMES[CONFIG_FILES][2] = {{"config", "config-sha256"},
                                                       {"user-config", "user-config-sha256"}};
    for (int kind = 0; kind < CONFIG_FILES; kind++)
        if (used((enum config_file_kind)kind)) {
            put(out, NAMES[kind][0], config.paths[kind]);
            put(out, NAMES[kind][1], config.digests[kind]);
        }
}
