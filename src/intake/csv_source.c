#include "intake/csv_source.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "intake/csv_record.h"

enum { COPY_SIZE = 64 * 1024 };

/* ---- opening ---- */

static usmca_status read_error(const char *path, usmca_error *error) {
    return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: %s", strerror(errno));
}

static usmca_status write_all(int descriptor, const char *data, size_t length, usmca_error *error) {
    while (length > 0) {
        ssize_t done = write(descriptor, data, length);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot write a temporary file: %s",
                             strerror(errno));
        data += done;
        length -= (size_t)done;
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
        usmca_status status = write_all(to, converted, sizeof converted - room, error);
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

static usmca_status copy_to(int from, int to, const char *path, iconv_t converter, usmca_error *error) {
    struct buffer pending = {0};
    usmca_status status = USMCA_OK;
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
        pending.length += (size_t)got;
        if (converter != (iconv_t)-1) {
            status = convert(converter, &pending, to, path, error);
        } else {
            status = write_all(to, pending.data, pending.length, error);
            pending.length = 0;
        }
        if (status != USMCA_OK)
            break;
    }
    if (status == USMCA_OK && pending.length > 0)
        status = error_set(error, USMCA_ERROR_INPUT, path, 0, 0, "ends within a character");
    buffer_free(&pending);
    return status;
}

static int temporary_file(void) {
    const char *directory = getenv("TMPDIR");
    char path[512];
    snprintf(path, sizeof path, "%s/usmca-XXXXXX",
             directory != NULL && directory[0] != '\0' ? directory : "/tmp");
    int descriptor = mkostemp(path, O_CLOEXEC);
    if (descriptor >= 0)
        unlink(path);
    return descriptor;
}

/* Puts a copy in place of what cannot be read twice, or not as it stands. */
static usmca_status copy_source(struct csv_source *source, const char *encoding, usmca_error *error) {
    iconv_t converter = (iconv_t)-1;
    if (encoding != NULL) {
        converter = iconv_open("UTF-8", encoding);
        if (converter == (iconv_t)-1)
            return error_set(error, USMCA_ERROR_INPUT, source->path, 0, 0, "unknown encoding %s", encoding);
    }
    int copy = temporary_file();
    usmca_status status = copy < 0 ? error_set(error, USMCA_ERROR_IO, NULL, 0, 0,
                                               "cannot create a temporary file: %s", strerror(errno))
                                   : copy_to(source->descriptor, copy, source->path, converter, error);
    if (converter != (iconv_t)-1)
        iconv_close(converter);
    if (source->descriptor != STDIN_FILENO)
        close(source->descriptor);
    source->descriptor = copy;
    return status;
}

usmca_status csv_source_open(struct csv_source *source, const char *path, const char *encoding,
                             usmca_error *error) {
    *source = (struct csv_source){.descriptor = -1, .line = 1};
    source->path = strdup(path);
    if (source->path == NULL)
        return error_memory(error);
    source->descriptor = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (source->descriptor < 0)
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    struct stat status;
    if (fstat(source->descriptor, &status) != 0)
        return read_error(path, error);
    if (S_ISDIR(status.st_mode))
        return error_set(error, USMCA_ERROR_IO, path, 0, 0, "cannot read: it is a directory");
    if (!S_ISREG(status.st_mode) || encoding != NULL || source->descriptor == STDIN_FILENO) {
        usmca_status copied = copy_source(source, encoding, error);
        if (copied != USMCA_OK)
            return copied;
        if (fstat(source->descriptor, &status) != 0)
            return read_error(path, error);
    }
    source->size = status.st_size;
    return USMCA_OK;
}

void csv_source_close(struct csv_source *source) {
    if (source->descriptor > STDIN_FILENO)
        close(source->descriptor);
    free(source->path);
    buffer_free(&source->rest);
    *source = (struct csv_source){.descriptor = -1};
}

void csv_source_rewind(struct csv_source *source) {
    source->offset = 0;
    source->line = 1;
    source->rest.length = 0;
}

/* ---- reading ---- */

/* Appends up to `size` bytes; *end where there are no more. */
static usmca_status read_more(struct csv_source *source, struct buffer *into, size_t size, bool *end,
                              usmca_error *error) {
    size_t before = into->length;
    while (into->length - before < size) {
        char *room = buffer_reserve(into, size);
        if (room == NULL)
            return error_memory(error);
        ssize_t got = pread(source->descriptor, room, size - (into->length - before), source->offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return read_error(source->path, error);
        if (got == 0) {
            *end = true;
            return USMCA_OK;
        }
        into->length += (size_t)got;
        source->offset += got;
    }
    *end = source->offset >= source->size;
    return USMCA_OK;
}

static uint64_t count_lines(const char *data, size_t length) {
    uint64_t lines = 0;
    const char *end = data + length;
    for (const char *at = data; at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        lines++;
    return lines;
}

/* The length of the whole records at the start of `bytes`. */
static size_t whole_records(const struct buffer *bytes, char delimiter, bool end) {
    if (end)
        return bytes->length;
    if (memchr(bytes->data, '"', bytes->length) == NULL) {
        const char *last = memrchr(bytes->data, '\n', bytes->length);
        return last != NULL ? (size_t)(last - bytes->data) + 1 : 0;
    }
    size_t whole = 0;
    size_t malformed = 0;
    for (;;) {
        size_t record =
            csv_record_length(bytes->data + whole, bytes->length - whole, delimiter, false, &malformed);
        if (record == 0)
            return whole;
        whole += record;
    }
}

/* Reads until there is at least one whole record, or the end. */
static usmca_status fill(struct csv_source *source, struct buffer *bytes, char delimiter, size_t *whole,
                         usmca_error *error) {
    bool end = false;
    for (;;) {
        usmca_status status = read_more(source, bytes, CSV_BLOCK, &end, error);
        if (status != USMCA_OK)
            return status;
        *whole = bytes->length > 0 ? whole_records(bytes, delimiter, end) : 0;
        if (*whole > 0 || end)
            return USMCA_OK;
        if (bytes->length > CSV_LONGEST_LINE)
            return error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)source->line, 1,
                             "a line of more than %d bytes: this is no CSV file", CSV_LONGEST_LINE);
    }
}

usmca_status csv_source_next(struct csv_source *source, struct csv_block *block, usmca_error *error) {
    block->bytes.length = 0;
    buffer_put(&block->bytes, source->rest.data, source->rest.length);
    source->rest.length = 0;
    size_t whole = 0;
    usmca_status status = fill(source, &block->bytes, source->delimiter, &whole, error);
    if (status != USMCA_OK)
        return status;
    buffer_put(&source->rest, block->bytes.data + whole, block->bytes.length - whole);
    block->bytes.length = whole;
    block->first_line = source->line;
    source->line += count_lines(block->bytes.data, whole);
    return block->bytes.failed || source->rest.failed ? error_memory(error) : USMCA_OK;
}

/* ---- header ---- */

/* The delimiter that stands most often outside quotes. */
static char detect(const char *data, size_t length) {
    static const char CANDIDATES[] = {',', ';', '\t'};
    size_t counts[3] = {0};
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        quoted = quoted != (data[i] == '"');
        for (int k = 0; k < 3 && !quoted; k++)
            counts[k] += data[i] == CANDIDATES[k];
    }
    int best = 0;
    for (int k = 1; k < 3; k++)
        if (counts[k] > counts[best])
            best = k;
    return CANDIDATES[best];
}

usmca_status csv_source_header(struct csv_source *source, struct buffer *header, usmca_error *error) {
    struct csv_block block = {0};
    usmca_status status = csv_source_next(source, &block, error);
    const char *data = block.bytes.data;
    size_t length = block.bytes.length;
    if (status == USMCA_OK && length >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0) {
        data += 3;
        length -= 3;
    }
    size_t lines = 0;
    while (length > 0 && (data[0] == '\n' || (data[0] == '\r' && length > 1 && data[1] == '\n'))) {
        size_t skip = data[0] == '\n' ? 1 : 2;
        data += skip;
        length -= skip;
        lines++;
    }
    if (status == USMCA_OK && length == 0)
        status = error_set(error, USMCA_ERROR_INPUT, source->path, 1, 1,
                           "the file is empty: a header row is needed");
    size_t malformed = 0;
    size_t record = 0;
    if (status == USMCA_OK) {
        const char *line_end = memchr(data, '\n', length);
        if (source->delimiter == '\0')
            source->delimiter = detect(data, line_end != NULL ? (size_t)(line_end - data) : length);
        record = csv_record_length(data, length, source->delimiter, true, &malformed);
    }
    size_t at = 0;
    if (status == USMCA_OK && malformed > 0)
        status = error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)lines + 1, (unsigned)malformed,
                           "the header row has a quote that is not closed");
    if (status == USMCA_OK && !utf8_valid(data, record, &at))
        status = error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)lines + 1, (unsigned)at + 1,
                           "the header row is not UTF-8");
    if (status == USMCA_OK && memchr(data, '\0', record) != NULL)
        status = error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)lines + 1, 1,
                           "the header row has a NUL byte: this is no CSV file");
    if (status == USMCA_OK) {
        buffer_put(header, data, record);
        struct buffer behind = {0};
        buffer_put(&behind, data + record, length - record);
        buffer_put(&behind, source->rest.data, source->rest.length);
        buffer_free(&source->rest);
        source->rest = behind;
        source->line = 1 + lines + count_lines(data, record);
        if (header->failed || behind.failed)
            status = error_memory(error);
    }
    buffer_free(&block.bytes);
    return status;
}
