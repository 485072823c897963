#include "rulebook/validate.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/forms.h"
#include "cli/options.h"
#include "intake/profile.h"
#include "report/paragraph.h"

enum { LARGEST_STANDARD_INPUT = 1 << 26 }; /* of XML, more than is read of a file */

struct validation {
    const char *rules;
    char rules_room[4096];
    date day;
    enum hs_edition edition;
    char **files; /* of rules, and then profiles */
    size_t file_count;
    size_t profile_count;
    struct xml_complaints complaints;
    struct arena arena;
    struct messages *messages; /* NULL where the rule book has none, which is a complaint of its own */
};

struct validate_options {
    const char *rules;
    const char *day;
    const char *edition;
    const char *language;
    bool help;
};

static const char *const USAGE[] = {"validate [RULES.xml|PROFILE.xml ...] [options]", NULL};
static const struct option_row ROWS[] = {
    OPTION("date", DAY, CHOICES, "D", struct validate_options, day, .says = "option.validate.date"),
    OPTION("hs", WORD, CHOICES, EDITION_LIST, struct validate_options, edition, .says = "option.validate.hs"),
    COMMON_OPTIONS(struct validate_options, language, rules, help)};
const struct command_form VALIDATE_FORM = {"validate", USAGE, ROWS, OPERAND_FILES, "exit.validate", NULL};

static int read_options(struct validation *validation, int count, char **arguments,
                        struct validate_options *options) {
    int rest = 0;
    int status = form_read(&VALIDATE_FORM, options, count, arguments, &rest);
    if (status != EXIT_DONE)
        return status;
    validation->day = command_today();
    validation->edition = HS_2022;
    if (options->day != NULL && !command_date(&validation->day, options->day))
        return usage_value("validate", "no-day", "date", options->day);
    status = command_edition("validate", options->edition, &validation->edition);
    if (status != EXIT_DONE)
        return status;
    status = command_language("validate", &options->language);
    if (status != EXIT_DONE)
        return status;
    validation->rules = command_rules(options->rules, validation->rules_room);
    validation->files = arguments + rest;
    validation->file_count = (size_t)(count - rest);
    return EXIT_DONE;
}

/* ---- words ---- */

/* In English where the folder has no others, as that of the sources. */
static void open_words(struct validation *validation, const char *language) {
    usmca_error ignored;
    char folder[4400];
    snprintf(folder, sizeof folder, "%s/messages", validation->rules);
    if (messages_load(&validation->messages, &validation->arena, folder, language, &ignored) == USMCA_OK)
        return;
    if (messages_load(&validation->messages, &validation->arena, folder, "en", &ignored) != USMCA_OK)
        validation->messages = NULL;
}

static int put_count(FILE *stream, const struct validation *validation, const char *id, const char *place,
                     size_t count) {
    struct buffer line = {0};
    struct buffer number = {0};
    if (validation->messages == NULL)
        return EXIT_DONE;
    buffer_number(&number, count);
    MESSAGE(&line, validation->messages, id, {place, buffer_view(&number)});
    buffer_char(&line, '\n');
    int status = command_put_buffer(stream, &line);
    buffer_free(&number);
    buffer_free(&line);
    return status;
}

/* ---- complaints ---- */

static int compare_complaints(const void *a, const void *b) {
    const usmca_error *first = a;
    const usmca_error *other = b;
    int order = strcmp(first->file, other->file);
    if (order != 0)
        return order;
    return first->line != other->line ? (first->line < other->line ? -1 : 1)
                                      : strcmp(first->text, other->text);
}

static void print_complaints(struct validation *validation) {
    struct xml_complaints *complaints = &validation->complaints;
    if (complaints->count > 1)
        qsort(complaints->list, complaints->count, sizeof *complaints->list, compare_complaints);
    for (size_t i = 0; i < complaints->count; i++)
        command_say_error(&complaints->list[i]);
    put_count(stderr, validation, "validate.complaints", "count", complaints->count);
}

/* ---- standard input ---- */

/* A file is read several times: standard input becomes one that can be. */
static usmca_status hold_standard_input(const struct validation *validation, usmca_error *error) {
    struct buffer bytes = {0};
    bool named = false;
    for (size_t i = 0; i < validation->file_count; i++)
        named = named || strcmp(validation->files[i], "-") == 0;
    if (!named)
        return USMCA_OK;
    usmca_status status = file_read(&bytes, "-", LARGEST_STANDARD_INPUT, error);
    FILE *held = status == USMCA_OK ? tmpfile() : NULL;
    if (status == USMCA_OK && (held == NULL || fwrite(bytes.data, 1, bytes.length, held) != bytes.length ||
                               fflush(held) != 0 || dup2(fileno(held), STDIN_FILENO) < 0))
        status = error_set(error, USMCA_ERROR_IO, "-", 0, 0, "cannot read: %s", strerror(errno));
    if (held != NULL)
        fclose(held);
    buffer_free(&bytes);
    return status;
}

/* Before a file is read. */
static const char *from_its_begin(const char *path) {
    if (strcmp(path, "-") == 0)
        lseek(STDIN_FILENO, 0, SEEK_SET);
    return path;
}

/* ---- profiles ---- */

static usmca_status is_profile(bool *is, const char *path, usmca_error *error) {
    static const char *const ROOT[] = {"profile"};
    struct arena arena = {0};
    struct text content;
    int found = -1;
    usmca_status status = xml_read(&content, &arena, from_its_begin(path), error);
    if (status == USMCA_OK)
        status = xml_root_among(&found, &arena, content, path, ROOT, 1, error);
    *is = found == 0;
    arena_free(&arena);
    return status;
}

static usmca_status part_profiles(struct validation *validation, usmca_error *error) {
    size_t end = validation->file_count;
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < end && status == USMCA_OK;) {
        bool profile = false;
        char *path = validation->files[i];
        status = is_profile(&profile, path, error);
        if (status == USMCA_OK && profile) {
            validation->files[i] = validation->files[--end];
            validation->files[end] = path;
        } else {
            i++;
        }
    }
    validation->profile_count = validation->file_count - end;
    return status;
}

static usmca_status take(struct validation *validation, usmca_status status, const usmca_error *found,
                         usmca_error *error) {
    if (status == USMCA_ERROR_RULES && found->line > 0) {
        xml_complaints_add(&validation->complaints, found);
        return USMCA_OK;
    }
    if (status != USMCA_OK)
        *error = *found;
    return status;
}

static usmca_status profiles(struct validation *validation, usmca_error *error) {
    usmca_status status = USMCA_OK;
    for (size_t i = validation->file_count - validation->profile_count;
         i < validation->file_count && status == USMCA_OK; i++) {
        usmca_error found = {0};
        status = take(validation,
                      profile_validate(from_its_begin(validation->files[i]), validation->rules,
                                       &validation->complaints, &found),
                      &found, error);
    }
    return status;
}

/* ---- schema ---- */

static usmca_status schema_of(struct validation *validation, const char *path, const char *name,
                              usmca_error *error) {
    usmca_error found = {0};
    return take(
        validation,
        validate_schema(from_its_begin(path), validation->rules, name, &validation->complaints, &found),
        &found, error);
}

static usmca_status schemas(struct validation *validation, usmca_error *error) {
    usmca_status status = part_profiles(validation, error);
    const size_t rules = validation->file_count - validation->profile_count;
    for (size_t i = 0; i < validation->file_count && status == USMCA_OK; i++)
        status = schema_of(validation, validation->files[i], i < rules ? "rules" : "profiles", error);
    if (validation->file_count > 0)
        return status;
    char folder[4096];
    snprintf(folder, sizeof folder, "%s/usmca", validation->rules);
    DIR *listing = opendir(folder);
    if (listing == NULL)
        return error_set(error, USMCA_ERROR_RULES, folder, 0, 0, "not a rule book");
    for (struct dirent *entry = readdir(listing); entry != NULL && status == USMCA_OK;
         entry = readdir(listing)) {
        char path[4400];
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".xml") != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        status = schema_of(validation, path, "rules", error);
    }
    closedir(listing);
    return status;
}

/* ---- coverage ---- */

enum { COVERAGE_CELLS = 5, COVERAGE_GAP = 2 };

static const char *const COVERAGE_HEADS[COVERAGE_CELLS] = {"validate.chapter", "validate.subheadings",
                                                           "validate.with-rule", "validate.doubtful",
                                                           "validate.without"};

/* What it is called, and four counts, below their heads. */
static void put_coverage(struct buffer *out, const struct messages *messages, struct text name,
                         const struct chapter_coverage *of) {
    const unsigned counts[COVERAGE_CELLS] = {0, of->subheadings, of->with_rule, of->doubtful,
                                             of->subheadings - of->with_rule};
    for (int i = 0; i < COVERAGE_CELLS; i++) {
        struct buffer number = {0};
        buffer_number(&number, counts[i]);
        paragraph_pad_left(out, i == 0 ? name : buffer_view(&number),
                           paragraph_columns(message_find(messages, COVERAGE_HEADS[i])) +
                               (i > 0 ? COVERAGE_GAP : 0));
        buffer_release(&number, out);
    }
    buffer_char(out, '\n');
}

static int print_coverage(const struct usmca_rulebook *book, const struct validation *validation) {
    const struct messages *messages = validation->messages != NULL ? validation->messages : book->messages;
    struct chapter_coverage chapters[100];
    struct chapter_coverage sum = {0};
    struct buffer out = {0};
    struct buffer number = {0};
    validate_coverage(book, validation->edition, validation->day, chapters);
    buffer_number(&number, book->rule_count);
    MESSAGE(&out, messages, "validate.coverage", {"edition", text_from(hs_edition_name(validation->edition))},
            {"rules", buffer_view(&number)});
    buffer_char(&out, '\n');
    for (int i = 0; i < COVERAGE_CELLS; i++) {
        buffer_string(&out, i > 0 ? "  " : "");
        buffer_text(&out, message_find(messages, COVERAGE_HEADS[i]));
    }
    buffer_char(&out, '\n');
    for (unsigned i = 1; i <= 97; i++) {
        if (chapters[i].subheadings == 0)
            continue;
        sum.subheadings += chapters[i].subheadings;
        sum.with_rule += chapters[i].with_rule;
        sum.doubtful += chapters[i].doubtful;
        number.length = 0;
        buffer_number(&number, i);
        if (chapters[i].with_rule > 0)
            put_coverage(&out, messages, buffer_view(&number), &chapters[i]);
    }
    put_coverage(&out, messages, message_find(messages, "validate.all"), &sum);
    int status = command_put_buffer(stdout, &out);
    buffer_free(&number);
    buffer_free(&out);
    return status;
}

/* The files of rules, and beside them what the provisions on vehicles are in. */
static usmca_status open_rules(struct validation *validation, size_t count, struct usmca_rulebook **book,
                               usmca_error *error) {
    static const char VEHICLES[] = "automotive.xml";
    char path[4400];
    char **files = calloc(count + 1, sizeof *files);
    if (files == NULL)
        return error_memory(error);
    bool named = false;
    for (size_t i = 0; i < count; i++) {
        const char *slash = strrchr(validation->files[i], '/');
        named = named || strcmp(slash != NULL ? slash + 1 : validation->files[i], VEHICLES) == 0;
        files[i] = (char *)from_its_begin(validation->files[i]);
    }
    snprintf(path, sizeof path, "%s/usmca/%s", validation->rules, VEHICLES);
    files[count] = path;
    usmca_status status = rulebook_open_files(book, validation->rules, "en", files, count + !named,
                                              &validation->complaints, error);
    free(files);
    return status;
}

static usmca_status sentences(struct validation *validation, usmca_error *error) {
    char folder[4400];
    snprintf(folder, sizeof folder, "%s/messages", validation->rules);
    return validate_sentences(folder, &validation->complaints, error);
}

static int validate(struct validation *validation) {
    usmca_error error = {0};
    struct usmca_rulebook *book = NULL;
    struct xml_complaints *complaints = &validation->complaints;
    usmca_status status = hold_standard_input(validation, &error);
    if (status == USMCA_OK)
        status = schemas(validation, &error);
    if (status == USMCA_OK)
        status = profiles(validation, &error);
    const size_t rules = validation->file_count - validation->profile_count;
    if (status == USMCA_OK && complaints->count == 0 && validation->file_count == 0)
        status = rulebook_open_all(&book, validation->rules, "en", complaints, &error);
    else if (status == USMCA_OK && complaints->count == 0 && rules > 0)
        status = open_rules(validation, rules, &book, &error);
    if (status == USMCA_OK && complaints->count == 0 && book != NULL)
        validate_book(book, validation->day, complaints);
    if (status == USMCA_OK && complaints->count == 0 && validation->file_count == 0)
        status = sentences(validation, &error);
    int outcome = EXIT_DONE;
    if (status != USMCA_OK) {
        outcome = command_fail(&error);
    } else if (complaints->count > 0) {
        print_complaints(validation);
        outcome = EXIT_BAD_INPUT;
    } else if (validation->file_count == 0 && book != NULL) {
        outcome = print_coverage(book, validation);
    } else {
        outcome = put_count(stdout, validation, "validate.ok", "files", validation->file_count);
    }
    rulebook_free(book);
    return outcome;
}

int command_validate(int count, char **arguments) {
    struct validation *validation = calloc(1, sizeof *validation);
    struct validate_options options = {NULL};
    if (validation == NULL)
        return command_no_memory();
    int status = read_options(validation, count, arguments, &options);
    if (status == EXIT_DONE && options.help)
        status = form_help(&VALIDATE_FORM, options.language, options.rules);
    else if (status == EXIT_DONE) {
        open_words(validation, options.language);
        status = validate(validation);
    }
    xml_complaints_free(&validation->complaints);
    arena_free(&validation->arena);
    free(validation);
    return status;
}
