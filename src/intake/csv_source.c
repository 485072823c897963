#include "intake/csv_source.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "intake/csv_record.h"
#include "intake/encoding.h"
#include "intake/plain_record.h"

enum { COPY_SIZE = 64 * 1024 };

/* ---- opening ---- */

static usmca_status read_error(const char *path, usmca_error *error) {
    return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
}

usmca_status csv_source_write(int descriptor, struct text bytes, usmca_error *error) {
    while (bytes.length > 0) {
        ssize_t done = write(descriptor, bytes.data, bytes.length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write a temporary file: %s",
                             strerror(errno));
        bytes.data += done;
        bytes.length -= (size_t)done;
    }
    return USMCA_OK;
}

/* Converts what is in `pending` and keeps an incomplete sequence there. */
static usmca_status convert(iconv_t converter, struct buffer *pending, int to, const char *path,
                            usmca_error *error) {
    char converted[COPY_SIZE];
    char *in = pending->data;
    size_t left = pending->length;
    while (left > 0) {
        char *out = converted;
        size_t room = sizeof converted;
        size_t result = iconv(converter, &in, &left, &out, &room);
        int problem = errno;
        usmca_status status = csv_source_write(to, (struct text){converted, sizeof converted - room}, error);
        if (status != USMCA_OK)
            return status;
        if (result == (size_t)-1 && problem == EINVAL)
            break;
        if (result == (size_t)-1 && problem != E2BIG)
            return error_set(error, USMCA_ERROR_INPUT, path, 0, 0,
                             "not in the encoding that the profile names");
    }
    memmove(pending->data, in, left);
    pending->length = left;
    return USMCA_OK;
}

/* What a converter still holds back. */
static usmca_status flush(iconv_t converter, int to, const char *path, usmca_error *error) {
    char converted[64];
    char *out = converted;
    size_t room = sizeof converted;
    if (iconv(converter, NULL, NULL, &out, &room) == (size_t)-1)
        return error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "ends within a character");
    return csv_source_write(to, (struct text){converted, sizeof converted - room}, error);
}

static void feed_lines(struct buffer *bytes) {
    for (size_t i = 0; i < bytes->length; i++)
        if (bytes->data[i] == '\r')
            bytes->data[i] = '\n';
}

/* Of what has a size there is no end to wait for. */
static usmca_status check_stream(const struct csv_source *source, uint64_t before, const char *bytes,
                                 size_t length, usmca_error *error) {
    struct stat status;
    if (fstat(source->descriptor, &status) == 0 && S_ISREG(status.st_mode))
        return USMCA_OK;
    const char *problem = file_stream_problem(before, bytes, length);
    return problem != NULL ? error_said(error, USMCA_ERROR_INPUT, source->path, 1, 1, problem) : USMCA_OK;
}

static usmca_status copy_to(const struct csv_source *source, int to, iconv_t converter, bool carriage_return,
                            usmca_error *error) {
    struct buffer pending = {0};
    usmca_status status = USMCA_OK;
    const char *path = source->path;
    const int from = source->descriptor;
    uint64_t copied = 0;
    for (;;) {
        char *room = buffer_reserve(&pending, COPY_SIZE);
        if (room == NULL) {
            status = error_memory(error);
            break;
        }
        ssize_t got = read(from, room, COPY_SIZE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            status = read_error(path, error);
        if (got <= 0)
            break;
        status = check_stream(source, copied, room, (size_t)got, error);
        if (status != USMCA_OK)
            break;
        copied += (uint64_t)got;
        pending.length += (size_t)got;
        if (carriage_return)
            feed_lines(&pending);
        if (converter != (iconv_t)-1) {
            status = convert(converter, &pending, to, path, error);
        } else {
            status = csv_source_write(to, buffer_view(&pending), error);
            pending.length = 0;
        }
        if (status != USMCA_OK)
            break;
    }
    if (status == USMCA_OK && pending.length > 0)
        status = error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "ends within a character");
    if (status == USMCA_OK && converter != (iconv_t)-1)
        status = flush(converter, to, path, error);
    buffer_free(&pending);
    return status;
}

int csv_source_temporary(void) {
    const char *directory = getenv("TMPDIR");
    char path[512];
    if (directory == NULL || directory[0] == '\0')
        directory = "/tmp";
    int descriptor = open(directory, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor >= 0)
        return descriptor;
    snprintf(path, sizeof path, "%s/usmca-XXXXXX",
             directory); /* a file system that gives every file a name */
    descriptor = mkostemp(path, O_CLOEXEC);
    if (descriptor >= 0)
        unlink(path);
    return descriptor;
}

/* Puts a copy in place of what cannot be read twice, or not as it stands. */
static usmca_status copy_source(struct csv_source *source, const char *encoding, bool carriage_return,
                                usmca_error *error) {
    iconv_t converter = (iconv_t)-1;
    if (encoding != NULL) {
        converter = iconv_open("UTF-8", encoding);
        if (converter == (iconv_t)-1)
            return error_set(error, USMCA_ERROR_INPUT, source->path, 0, 0, "unknown encoding %s", encoding);
    }
    int copy = csv_source_temporary();
    usmca_status status = copy < 0 ? error_set(error, USMCA_ERROR_IO, NULL, 0, 0,
                                               "cannot create a temporary file: %s", strerror(errno))
                                   : copy_to(source, copy, converter, carriage_return, error);
    if (converter != (iconv_t)-1)
        iconv_close(converter);
    if (source->descriptor != STDIN_FILENO)
        close(source->descriptor);
    source->descriptor = copy;
    return status;
}

static usmca_status measure(struct csv_source *source, usmca_error *error) {
    struct stat status;
    if (fstat(source->descriptor, &status) != 0)
        return read_error(source->path, error);
    source->size = status.st_size;
    return USMCA_OK;
}

usmca_status csv_source_replace(struct csv_source *source, int descriptor, usmca_error *error) {
    if (source->descriptor != STDIN_FILENO)
        close(source->descriptor);
    source->descriptor = descriptor;
    return measure(source, error);
}

/* The workbook has the descriptor then, until a sheet is chosen. */
static usmca_status open_workbook(struct csv_source *source, usmca_error *error) {
    int descriptor = source->descriptor;
    source->descriptor = -1;
    return xlsx_open(&source->workbook, descriptor, source->size, source->path, error);
}

/* Finds out what the file is, and puts UTF-8 with line feeds in its place where it is something else. */
static usmca_status settle(struct csv_source *source, const char *encoding, usmca_error *error) {
    struct encoding found;
    usmca_status status = measure(source, error);
    if (status != USMCA_OK)
        return status;
    if (encoding_find(&found, source->descriptor, source->size, encoding) != 0)
        return read_error(source->path, error);
    if (found.workbook)
        return open_workbook(source, error);
    if (source->sheet != NULL)
        return error_set(error, USMCA_ERROR_INPUT, source->path, 0, 0,
                         "this is no workbook: it has no sheets");
    if (found.kind != NULL)
        return error_set(error, USMCA_ERROR_INPUT, source->path, 1, 1, "this is %s: save it as CSV (UTF-8)",
                         found.kind);
    source->encoding = found.name;
    source->guessed = found.guessed ? found.name : NULL;
    if (found.name == NULL && !found.carriage_return)
        return USMCA_OK;
    if (lseek(source->descriptor, 0, SEEK_SET) < 0)
        return read_error(source->path, error);
    status = copy_source(source, found.name, found.carriage_return, error);
    return status == USMCA_OK ? measure(source, error) : status;
}

/* Opens book.xlsx of "book.xlsx#Sheet", where no file has the whole name. */
static int open_before_sheet(struct csv_source *source) {
    int problem = errno;
    int descriptor = -1;
    for (char *mark = strchr(source->path, '#'); mark != NULL && descriptor < 0;
         mark = strchr(mark + 1, '#')) {
        *mark = '\0';
        descriptor = file_open(source->path);
        *mark = '#';
        if (descriptor >= 0)
            source->sheet = mark + 1;
    }
    errno = problem;
    return descriptor;
}

static usmca_status keep_original(struct csv_source *source, usmca_error *error) {
    source->original = fcntl(source->descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    source->kept = source->original >= 0;
    return source->kept ? USMCA_OK : read_error(source->path, error);
}

/* Remembers the file, whatever is read in its place. */
static usmca_status watch(struct csv_source *source, const struct stat *status, usmca_error *error) {
    source->original_size = status->st_size;
    source->original_time = status->st_mtim;
    source->watched = true;
    return keep_original(source, error);
}

usmca_status csv_source_unchanged(const struct csv_source *source, usmca_error *error) {
    struct stat status;
    if (!source->watched)
        return USMCA_OK;
    if (fstat(source->original, &status) != 0)
        return read_error(source->path, error);
    bool same = status.st_size == source->original_size &&
                status.st_mtim.tv_sec == source->original_time.tv_sec &&
                status.st_mtim.tv_nsec == source->original_time.tv_nsec;
    return same ? USMCA_OK
                : error_set(error, USMCA_ERROR_IO, source->path, 0, 0, "the file changed while it was read");
}

usmca_status csv_source_open(struct csv_source *source, const char *path, const char *encoding,
                             usmca_error *error) {
    *source = (struct csv_source){.descriptor = -1};
    source->path = strdup(path);
    if (source->path == NULL)
        return error_memory(error);
    source->descriptor = strcmp(path, "-") == 0 ? STDIN_FILENO : file_open(path);
    if (source->descriptor < 0)
        source->descriptor = open_before_sheet(source);
    if (source->descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    struct stat status;
    if (fstat(source->descriptor, &status) != 0)
        return read_error(path, error);
    if (S_ISDIR(status.st_mode))
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: it is a directory");
    bool itself = S_ISREG(status.st_mode) && source->descriptor != STDIN_FILENO;
    usmca_status settled = itself ? watch(source, &status, error) : copy_source(source, NULL, false, error);
    if (settled == USMCA_OK && !itself)
        settled = keep_original(source, error);
    return settled == USMCA_OK ? settle(source, encoding, error) : settled;
}

void csv_source_close(struct csv_source *source) {
    if (source->descriptor > STDIN_FILENO)
        close(source->descriptor);
    if (source->kept)
        close(source->original);
    xlsx_close(source->workbook);
    sheet_outline_free(&source->outline);
    free(source->path);
    free(source->header);
    *source = (struct csv_source){.descriptor = -1};
}

/* ---- sheets ---- */

/* "book.xlsx#Sheet" for "book.xlsx". */
static bool name_sheet(struct csv_source *source, const char *name) {
    size_t length = source->sheet != NULL ? (size_t)(source->sheet - source->path) - 1 : strlen(source->path);
    char *path = malloc(length + strlen(name) + 2);
    if (path == NULL)
        return false;
    memcpy(path, source->path, length);
    path[length] = '#';
    memcpy(path + length + 1, name, strlen(name) + 1);
    free(source->path);
    source->path = path;
    source->sheet = path + length + 1;
    xlsx_name(source->workbook, path);
    return true;
}

usmca_status csv_source_sheet(struct csv_source *source, size_t sheet, const struct field_format *format,
                              usmca_error *error) {
    if (source->descriptor >= 0)
        close(source->descriptor);
    sheet_outline_free(&source->outline);
    source->delimiter = SHEET_DELIMITER;
    source->descriptor = csv_source_temporary();
    if (source->descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot create a temporary file: %s",
                         strerror(errno));
    if (!name_sheet(source, source->workbook->sheets[sheet].name))
        return error_memory(error);
    usmca_status status =
        sheet_write(source->workbook, sheet, format, source->descriptor, &source->outline, error);
    return status == USMCA_OK ? measure(source, error) : status;
}

void csv_source_name_cell(const struct csv_source *source, usmca_error *error) {
    char cell[CELL_NAME_SIZE];
    if (source->sheet == NULL || error->line == 0)
        return;
    cell_name(cell, error->line, error->column > 0 ? error->column : 1);
    snprintf(error->file, sizeof error->file, "%.*s: %s!%s", (int)(source->sheet - source->path) - 1,
             source->path, source->sheet, cell);
    error->line = error->column = 0;
}

/* ---- reading ---- */

enum { BLOCK = 256 * 1024, LONGEST_LINE = 4 * 1024 * 1024 };

/* Appends up to BLOCK bytes from *offset, and moves it; *end where there are no more. */
static usmca_status read_more(const struct csv_source *source, struct buffer *into, off_t *offset, bool *end,
                              usmca_error *error) {
    char *room = buffer_reserve(into, BLOCK);
    if (room == NULL)
        return error_memory(error);
    ssize_t got = file_read_at(source->descriptor, room, BLOCK, *offset);
    if (got < 0)
        return read_error(source->path, error);
    into->length += (size_t)got;
    *offset += got;
    *end = got == 0 || *offset >= source->size;
    return USMCA_OK;
}

/* Of a record that is not plain: those that are have none. */
static bool may_be_within_quotes(struct text record) {
    bool odd = false;
    for (size_t i = 0; i < record.length; i++)
        odd = odd != (record.data[i] == '"');
    return odd || (record.length > 1 && memchr(record.data, '\n', record.length - 1) != NULL);
}

/* Hands out the whole records of `bytes`; *used is their length. False where the walk is to end. */
static bool take_records(const struct csv_source *source, const struct buffer *bytes, off_t start,
                         uint64_t *line, bool end, csv_take take, void *context, bool *within, size_t *used) {
    bool go = true;
    struct plain_scan scan;
    plain_scan_begin(&scan, plain_best_way(), bytes->data, bytes->length, source->delimiter, end);
    *used = 0;
    while (go && *used < bytes->length) {
        struct csv_place place = {{.file_line = *line}, start + (off_t)*used};
        struct csv_extent found = csv_record_find(&scan, bytes->data + *used, bytes->length - *used,
                                                  source->delimiter, end, &place.slice);
        if (found.length == 0)
            break;
        if (place.slice.plain == NULL && within != NULL)
            *within = *within || may_be_within_quotes(place.slice.record);
        if (!csv_record_says_nothing(place.slice.record, csv_source_header(source)))
            go = take(context, &place);
        *line += found.lines;
        *used += found.length;
    }
    return go;
}

usmca_status csv_source_walk_within(const struct csv_source *source, off_t offset, uint64_t file_line,
                                    csv_take take, void *context, bool *within, usmca_error *error) {
    struct buffer bytes = {0};
    bool end = false;
    bool go = true;
    usmca_status status = USMCA_OK;
    while (status == USMCA_OK && go && !end) {
        off_t start = offset - (off_t)bytes.length;
        status = read_more(source, &bytes, &offset, &end, error);
        size_t used = 0;
        if (status == USMCA_OK)
            go = take_records(source, &bytes, start, &file_line, end, take, context, within, &used);
        if (status == USMCA_OK && used == 0 && bytes.length > LONGEST_LINE)
            status = error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)file_line, 1,
                               "a line of more than %d bytes: this is no CSV file", LONGEST_LINE);
        memmove(bytes.data, bytes.data + used, bytes.length - used);
        bytes.length -= used;
    }
    buffer_free(&bytes);
    return status;
}

usmca_status csv_source_walk(const struct csv_source *source, off_t offset, uint64_t file_line, csv_take take,
                             void *context, usmca_error *error) {
    return csv_source_walk_within(source, offset, file_line, take, context, NULL, error);
}

/* ---- its beginning ---- */

static size_t count_lines(const struct buffer *bytes) {
    size_t lines = 0;
    const char *end = bytes->data + bytes->length;
    for (const char *at = bytes->data; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        lines++;
    return lines;
}

usmca_status csv_source_head(const struct csv_source *source, struct buffer *head, size_t lines, bool *whole,
                             usmca_error *error) {
    off_t offset = 0;
    usmca_status status = USMCA_OK;
    *whole = false;
    while (status == USMCA_OK && !*whole && (head->length == 0 || count_lines(head) <= lines)) {
        status = read_more(source, head, &offset, whole, error);
        if (status == USMCA_OK && head->length > LONGEST_LINE && count_lines(head) == 0)
            status = error_set(error, USMCA_ERROR_INPUT, source->path, 1, 1,
                               "a line too long: this is no CSV file");
    }
    return status;
}
