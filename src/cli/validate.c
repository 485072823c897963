#include "rulebook/validate.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/forms.h"
#include "intake/profile.h"

struct validation {
    const char *rules;
    char rules_room[4096];
    date day;
    enum hs_edition edition;
    char **files; /* of rules, and then profiles */
    size_t file_count;
    size_t profile_count;
    struct xml_complaints complaints;
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
    validation->rules = command_rules(options->rules, validation->rules_room);
    validation->files = arguments + rest;
    validation->file_count = (size_t)(count - rest);
    return EXIT_DONE;
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

static void print_complaints(struct xml_complaints *complaints) {
    if (complaints->count > 1)
        qsort(complaints->list, complaints->count, sizeof *complaints->list, compare_complaints);
    for (size_t i = 0; i < complaints->count; i++)
        command_say_error(&complaints->list[i]);
    fprintf(stderr, "%zu complaint%s\n", complaints->count, complaints->count == 1 ? "" : "s");
}

/* ---- profiles ---- */

static usmca_status is_profile(bool *is, const char *path, usmca_error *error) {
    static const char *const ROOT[] = {"profile"};
    struct arena arena = {0};
    struct text content;
    int found = -1;
    usmca_status status = xml_read(&content, &arena, path, error);
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
        status =
            take(validation,
                 profile_validate(validation->files[i], validation->rules, &validation->complaints, &found),
                 &found, error);
    }
    return status;
}

/* ---- schema ---- */

static usmca_status schema_of(struct validation *validation, const char *path, const char *name,
                              usmca_error *error) {
    usmca_error found = {0};
    return take(validation, validate_schema(path, validation->rules, name, &validation->complaints, &found),
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

static void print_coverage(const struct usmca_rulebook *book, const struct validation *validation) {
    struct chapter_coverage chapters[100];
    struct chapter_coverage sum = {0};
    validate_coverage(book, validation->edition, validation->day, chapters);
    printf("Coverage in HS %s: %u rules\n", hs_edition_name(validation->edition), book->rule_count);
    printf("chapter  subheadings  with a rule  doubtful  without\n");
    for (int i = 1; i <= 97; i++) {
        if (chapters[i].subheadings == 0)
            continue;
        sum.subheadings += chapters[i].subheadings;
        sum.with_rule += chapters[i].with_rule;
        sum.doubtful += chapters[i].doubtful;
        if (chapters[i].with_rule > 0)
            printf("%7d  %11u  %11u  %8u  %7u\n", i, chapters[i].subheadings, chapters[i].with_rule,
                   chapters[i].doubtful, chapters[i].subheadings - chapters[i].with_rule);
    }
    printf("    all  %11u  %11u  %8u  %7u\n", sum.subheadings, sum.with_rule, sum.doubtful,
           sum.subheadings - sum.with_rule);
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
        files[i] = validation->files[i];
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
    usmca_status status = schemas(validation, &error);
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
        print_complaints(complaints);
        outcome = EXIT_BAD_INPUT;
    } else if (validation->file_count == 0 && book != NULL) {
        print_coverage(book, validation);
    } else {
        printf("%zu file%s: no complaint\n", validation->file_count, validation->file_count == 1 ? "" : "s");
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
    else if (status == EXIT_DONE)
        status = validate(validation);
    xml_complaints_free(&validation->complaints);
    free(validation);
    return status;
}
