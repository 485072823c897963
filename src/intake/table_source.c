#include "intake/table_source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "intake/header.h"
#include "intake/quotes.h"
#include "intake/reshape.h"
#include "intake/swallowed.h"
#include "intake/unnamed.h"

static usmca_status find_wrong_quotes(const struct csv_source *source, const struct layout *layout,
                                      bool *wrong, usmca_error *error) {
    usmca_status status = quotes_out_of_place(source, wrong, error);
    return status == USMCA_OK && !*wrong ? swallowed_any(source, layout, wrong, error) : status;
}

/* Lists without quoting: those of a profile that says so, unless the file is parted by commas or semicolons
 * after all, which nobody writes without; and those with tabs or bars in which a quotation mark stands where
 * none may be. */
static usmca_status settle_quotes(struct csv_source *source, struct layout *layout,
                                  const struct profile *profile, const char *table, usmca_status found,
                                  usmca_error *error) {
    bool unquoted = profile != NULL && profile->unquoted;
    bool separated = found == USMCA_OK && (source->delimiter == ',' || source->delimiter == ';');
    const bool listed = found == USMCA_OK && (source->delimiter == '\t' || source->delimiter == '|');
    bool wrong = false;
    if (!unquoted && !listed)
        return found;
    if (unquoted && separated && profile->delimiter == '\0')
        return found;
    if (!unquoted) {
        usmca_error problem = {0};
        usmca_status looked = find_wrong_quotes(source, layout, &wrong, &problem);
        if (looked == USMCA_ERROR_IO || looked == USMCA_ERROR_MEMORY) {
            *error = problem;
            return looked;
        }
        if (looked == USMCA_OK && !wrong)
            return found;
    }
    usmca_status status = quotes_make_plain(source, !unquoted, error);
    if (status != USMCA_OK)
        return status;
    layout_free(layout);
    if (unquoted)
        source->delimiter = profile->delimiter;
    status = header_find(source, layout, profile, table, error);
    layout->plain_quotes = true;
    return status;
}

/* Whether nothing that is done to the file when it is opened looks at its rows. */
static bool may_wait(const struct layout *layout) {
    return layout->profile == NULL && !layout->product_above && !unnamed_any(layout);
}

/* Opens it and finds its header as `profile` has it, which may be NULL. */
static usmca_status open_as(struct csv_source *source, struct layout *layout, const char *path,
                            const struct profile *profile, const char *table, int threads, bool later,
                            usmca_error *error) {
    usmca_status status = csv_source_open(source, path, profile != NULL ? profile->encoding : NULL, error);
    if (status != USMCA_OK)
        return status;
    source->delimiter = (char)(profile != NULL ? profile->delimiter : '\0');
    status = header_find(source, layout, profile, table, error);
    if (source->workbook == NULL && (status == USMCA_OK || status == USMCA_ERROR_INPUT))
        status = settle_quotes(source, layout, profile, table, status, error);
    if (source->workbook != NULL || status != USMCA_OK)
        return status;
    source->unlooked = later && may_wait(layout);
    status = source->unlooked ? swallowed_header(source, layout, error)
                              : swallowed_part(source, layout, threads, error);
    return status;
}

/* ---- its rows ---- */

static bool take_none(void *context, const struct csv_place *place) {
    (void)place;
    *(bool *)context = false;
    return false;
}

/* A character that parts lines elsewhere, and none here; NULL where the header has none. */
static const char *other_line_end(struct text header) {
    static const struct {
        const char *bytes;
        const char *name;
    } ENDS[] = {{"\v", "VT (U+000B)"},     {"\f", "FF (U+000C)"},        {"\x1d", "GS (U+001D)"},
                {"\x1e", "RS (U+001E)"},   {"\xc2\x85", "NEL (U+0085)"}, {"\xe2\x80\xa8", "U+2028"},
                {"\xe2\x80\xa9", "U+2029"}};
    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++) {
        const size_t length = strlen(ENDS[i].bytes);
        for (size_t at = 0; at + length <= header.length; at++)
            if (memcmp(header.data + at, ENDS[i].bytes, length) == 0)
                return ENDS[i].name;
    }
    return NULL;
}

/* Whether there are any, and whether the last of them is whole. A last field in quotes is. */
static usmca_status look_at_rows(struct csv_source *source, usmca_error *error) {
    char last = '\n';
    source->without_rows = true;
    usmca_status status =
        csv_source_walk(source, source->data, source->data_line, take_none, &source->without_rows, error);
    if (status != USMCA_OK || source->workbook != NULL)
        return status;
    if (file_read_at(source->descriptor, &last, 1, source->size - 1) < 0)
        return error_set(error, USMCA_ERROR_IO, source->path, 0, 0, "cannot read: %s", strerror(errno));
    source->unended = !source->without_rows && last != '\n' && last != '"';
    const char *end = source->without_rows ? other_line_end(csv_source_header(source)) : NULL;
    return end == NULL ? USMCA_OK
                       : error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)source->header_line, 1,
                                   "the whole file is one line: its lines are parted by %s. Save it with "
                                   "line feeds (LF or CRLF)",
                                   end);
}

usmca_status table_source_part(struct csv_source *source, struct layout *layout, int threads,
                               usmca_error *error) {
    source->unlooked = false;
    usmca_status status = swallowed_part(source, layout, threads, error);
    return status == USMCA_OK && layout->swallowed_count > 0 ? look_at_rows(source, error) : status;
}

/* A file that is not as the profile has it may be a plain one, but where the profile could not be tried.
 * *status stays where it is none either. */
static void open_plainly(struct csv_source *source, struct layout *layout, const char *path,
                         const struct profile *form, const char *table, int threads, bool later,
                         usmca_status *status) {
    struct csv_source plain = {.descriptor = -1};
    struct layout *of_plain = calloc(1, sizeof *of_plain);
    usmca_error ignored = {0};
    if (of_plain == NULL)
        return;
    bool found = open_as(&plain, of_plain, path, form, table, threads, later, &ignored) == USMCA_OK;
    if (found) {
        csv_source_close(source);
        layout_free(layout);
        *source = plain;
        *layout = *of_plain;
        if (layout->outline != NULL)
            layout->outline = &source->outline;
        *status = USMCA_OK;
    } else {
        csv_source_close(&plain);
        layout_free(of_plain);
    }
    free(of_plain);
}

usmca_status table_source_open(struct csv_source *source, struct layout *layout, const char *path,
                               const struct profile *profile, const char *table, int threads, bool later,
                               usmca_error *error) {
    const struct profile *of_file = profile_of_file(profile, table);
    usmca_status status = open_as(source, layout, path, of_file, table, threads, later, error);
    bool described = profile_table_named(of_file, table) != NULL;
    if (status == USMCA_ERROR_INPUT && described && !layout->unmatched && strcmp(path, "-") != 0)
        open_plainly(source, layout, path, profile->plain, table, threads, later, &status);
    if (status == USMCA_OK)
        status = look_at_rows(source, error);
    if (status == USMCA_OK)
        status = unnamed_count(source, layout, error);
    return status == USMCA_OK ? reshape(source, layout, error) : status;
}

/* ---- given ---- */

/* Its header is its first line, whatever it says; line 1 is the first row. */
static usmca_status open_given(struct csv_source *source, const struct given_table *given,
                               usmca_error *error) {
    *source = (struct csv_source){.descriptor = -1};
    source->path = strdup(given->name);
    source->header = malloc(given->header_length + 1);
    if (source->path == NULL || source->header == NULL)
        return error_memory(error);
    memcpy(source->header, given->header, given->header_length);
    source->header_length = given->header_length;
    source->descriptor = fcntl(given->descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (source->descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, given->name, 0, 0, "cannot read: %s", strerror(errno));
    source->size = given->size;
    source->delimiter = SHEET_DELIMITER;
    source->data = (off_t)given->header_length + 1;
    source->data_line = 1;
    return USMCA_OK;
}

static usmca_status check_header(const struct given_table *given, usmca_error *error) {
    size_t at = 0;
    if (memchr(given->header, '\0', given->header_length) != NULL)
        return error_set(error, USMCA_ERROR_INPUT, given->name, 0, 0, "a name of a column has a NUL byte");
    if (!utf8_valid(given->header, given->header_length, &at))
        return error_set(error, USMCA_ERROR_INPUT, given->name, 0, 0, "a name of a column is not UTF-8");
    return USMCA_OK;
}

usmca_status table_source_given(struct csv_source *source, struct layout *layout,
                                const struct given_table *given, const struct profile *profile,
                                const char *table, usmca_error *error) {
    *layout = (struct layout){0};
    usmca_status status = open_given(source, given, error);
    if (status == USMCA_OK)
        status = check_header(given, error);
    if (status == USMCA_OK)
        status = layout_read(layout, csv_source_header(source), source->delimiter, given->name, 0, profile,
                             table, error);
    layout->given = given;
    if (status == USMCA_OK)
        status = unnamed_count(source, layout, error);
    return status == USMCA_OK ? reshape(source, layout, error) : status;
}
