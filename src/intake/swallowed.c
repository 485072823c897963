#include "intake/swallowed.h"

#include <Judy.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/list.h"
#include "base/threads.h"
#include "intake/plain_record.h"

enum { BLOCK = 256 * 1024, LEAST_STRETCH = 2 * 1024 * 1024, FEWEST_FIELDS = 3 };

/* Where such a record stands. */
struct place {
    off_t from;
    off_t to;
    struct line_span lines;
};

struct search {
    const struct csv_source *source;
    const struct layout *layout;
    bool spaced; /* delimiters of the header have blanks behind them */
    Pvoid_t ids; /* JudyHS */
    struct place *places;
    size_t count;
    size_t room;
    bool out_of_memory;
    struct csv_fields fields;
    char scratch[CSV_LONGEST_FIELD];
};

/* ---- whether any record has a line end within quotation marks ---- */

static usmca_status read_error(const struct csv_source *source, usmca_error *error) {
    return error_set(error, USMCA_ERROR_IO, source->path, 0, 0, "cannot read: %s", strerror(errno));
}

/* A part of the bytes of a file. */
struct stretch {
    const struct csv_source *source;
    off_t from;
    off_t to;
    struct plain_line_ends ends;
    bool read; /* to its end */
    bool out_of_memory;
    int problem; /* errno */
};

/* Of the first, within quotation marks is where an odd number of them stands before. */
static void read_stretch(void *context) {
    struct stretch *stretch = context;
    const enum plain_way way = plain_best_way();
    char *block = malloc(BLOCK);
    ssize_t got = 1;
    stretch->out_of_memory = block == NULL;
    for (off_t at = stretch->from; block != NULL && got > 0 && at < stretch->to; at += got) {
        const off_t left = stretch->to - at;
        got = file_read_at(stretch->source->descriptor, block, left < BLOCK ? (size_t)left : BLOCK, at);
        if (got > 0)
            plain_line_ends_add(&stretch->ends, way, block, (size_t)got);
        if (stretch->from == stretch->source->data && stretch->ends.behind_odd)
            break;
    }
    stretch->problem = got < 0 ? errno : 0;
    stretch->read = true;
    free(block);
}

/* Told at the speed of the bytes: nearly every file has none. */
static usmca_status any_spans(const struct csv_source *source, int threads, bool *any, usmca_error *error) {
    struct stretch stretches[MOST_THREADS];
    const off_t size = source->size - source->data;
    const off_t worth = size / LEAST_STRETCH + 1;
    const int most = threads < MOST_THREADS ? threads : MOST_THREADS;
    const int count = worth < most ? (int)worth : most;
    bool within = false;
    for (int i = 0; i < count; i++)
        stretches[i] =
            (struct stretch){.source = source,
                             .from = source->data + size / count * i,
                             .to = i + 1 < count ? source->data + size / count * (i + 1) : source->size};
    threads_work(read_stretch, stretches, sizeof stretches[0], count);
    *any = false;
    for (int i = 0; i < count && !*any; i++) {
        struct stretch *stretch = &stretches[i];
        if (!stretch->read)
            read_stretch(stretch);
        errno = stretch->problem;
        if (stretch->out_of_memory || stretch->problem != 0)
            return stretch->out_of_memory ? error_memory(error) : read_error(source, error);
        *any = within ? stretch->ends.behind_even : stretch->ends.behind_odd;
        within = within != stretch->ends.odd;
    }
    return USMCA_OK;
}

/* ---- a record ---- */

static bool spans_lines(struct csv_slice slice) {
    struct text record = slice.record;
    return slice.plain == NULL && slice.malformed == 0 && record.length > 1 &&
           memchr(record.data, '\n', record.length - 1) != NULL;
}

/* The first line of `rest`, with its line end, which is taken from it. */
static struct text take_line(struct text *rest) {
    const char *end = memchr(rest->data, '\n', rest->length);
    struct text line = {rest->data, end != NULL ? (size_t)(end - rest->data) + 1 : rest->length};
    *rest = (struct text){rest->data + line.length, rest->length - line.length};
    return line;
}

static bool fits(struct search *search, struct text line) {
    layout_fit(search->layout, line, &search->fields);
    return search->fields.count == search->layout->count;
}

static bool is_known(struct search *search, struct text line) {
    struct csv_slice slice = {.record = line};
    struct text id;
    return search->ids != NULL &&
           layout_id(search->layout, slice, search->source->delimiter, search->scratch, &id) &&
           JudyHSGet(search->ids, (void *)id.data, id.length) != NULL;
}

static bool swallows(struct search *search, struct text record) {
    const char delimiter = search->source->delimiter;
    struct text rest = record;
    csv_loose_fields(record, delimiter, &search->fields);
    const bool whole = fits(search, record);
    struct text line = take_line(&rest);
    csv_loose_fields(line, delimiter, &search->fields);
    const bool first = fits(search, line);
    while (rest.length > 0) {
        line = take_line(&rest);
        bool spaced = csv_loose_fields(line, delimiter, &search->fields);
        bool half = search->fields.count >= 2 && 2 * search->fields.count > search->layout->count;
        if (half && is_known(search, line))
            return true;
        if ((!whole || (first && (!spaced || search->spaced))) && fits(search, line))
            return true;
    }
    return false;
}

/* ---- the file ---- */

static bool note_id(void *context, const struct csv_place *place) {
    struct search *search = context;
    struct text id;
    if (!layout_id(search->layout, place->slice, search->source->delimiter, search->scratch, &id))
        return true;
    PWord_t value = (PWord_t)JudyHSIns(&search->ids, (void *)id.data, id.length, PJE0);
    search->out_of_memory = value == NULL || (void *)value == (void *)PPJERR;
    return !search->out_of_memory;
}

static bool note_record(void *context, const struct csv_place *place) {
    struct search *search = context;
    struct text record = place->slice.record;
    if (!spans_lines(place->slice) || !swallows(search, record))
        return true;
    struct place *places = list_room(search->places, search->count, &search->room, sizeof *places);
    if (places == NULL) {
        search->out_of_memory = true;
        return false;
    }
    search->places = places;
    uint64_t last = place->slice.file_line;
    for (size_t i = 0; i + 1 < record.length; i++)
        last += record.data[i] == '\n';
    places[search->count++] =
        (struct place){place->offset, place->offset + (off_t)record.length, {place->slice.file_line, last}};
    return true;
}

static bool look_at_first(void *context, const struct csv_place *place) {
    struct search *search = context;
    csv_loose_fields(place->slice.record, search->source->delimiter, &search->fields);
    return false;
}

/* A header may have line ends; rows that it takes in are lost. */
static usmca_status check_header(struct search *search, usmca_error *error) {
    const struct csv_source *source = search->source;
    struct text rest = csv_source_header(source);
    struct text line = take_line(&rest);
    search->spaced = csv_loose_fields(line, source->delimiter, &search->fields);
    if (rest.length == 0)
        return USMCA_OK;
    const uint32_t fields = search->fields.count;
    bool taken = false;
    if (fields == search->layout->count) {
        while (rest.length > 0 && !taken) {
            bool spaced = csv_loose_fields(take_line(&rest), source->delimiter, &search->fields);
            taken = fields >= FEWEST_FIELDS && !spaced && search->fields.count == fields;
        }
    } else {
        search->fields.count = 0;
        usmca_status status =
            csv_source_walk(source, source->data, source->data_line, look_at_first, search, error);
        if (status != USMCA_OK)
            return status;
        taken = fields >= FEWEST_FIELDS && search->fields.count == fields;
    }
    return taken ? error_set(error, USMCA_ERROR_INPUT, source->path, (unsigned)source->header_line, 1,
                             "the header row has a quote that is not closed")
                 : USMCA_OK;
}

static usmca_status find(struct search *search, int threads, usmca_error *error) {
    const struct csv_source *source = search->source;
    bool any = false;
    usmca_status status = check_header(search, error);
    if (status == USMCA_OK)
        status = any_spans(source, threads, &any, error);
    if (status != USMCA_OK || !any)
        return status;
    if (search->layout->id_field != CSV_MOST_FIELDS)
        status = csv_source_walk(source, source->data, source->data_line, note_id, search, error);
    if (status == USMCA_OK && !search->out_of_memory)
        status = csv_source_walk(source, source->data, source->data_line, note_record, search, error);
    return status == USMCA_OK && search->out_of_memory ? error_memory(error) : status;
}

static struct search *begin(const struct csv_source *source, const struct layout *layout) {
    struct search *search = calloc(1, sizeof *search);
    if (search != NULL) {
        search->source = source;
        search->layout = layout;
    }
    return search;
}

static void end(struct search *search) {
    JudyHSFreeArray(&search->ids, PJE0);
    free(search->places);
    free(search);
}

usmca_status swallowed_any(const struct csv_source *source, const struct layout *layout, bool *any,
                           usmca_error *error) {
    struct search *search = begin(source, layout);
    *any = false;
    if (search == NULL)
        return error_memory(error);
    usmca_status status = find(search, 1, error);
    *any = search->count > 0;
    end(search);
    return status;
}

usmca_status swallowed_header(const struct csv_source *source, const struct layout *layout,
                              usmca_error *error) {
    struct search *search = begin(source, layout);
    if (search == NULL)
        return error_memory(error);
    const usmca_status status = check_header(search, error);
    end(search);
    return status;
}

/* ---- parting ---- */

/* Appends the bytes of the source; those of a record with its lines parted. */
static usmca_status copy(const struct csv_source *source, int to, off_t from, off_t until, bool part,
                         struct buffer *bytes, usmca_error *error) {
    usmca_status status = USMCA_OK;
    while (from < until && status == USMCA_OK) {
        size_t wanted = part || until - from < BLOCK ? (size_t)(until - from) : BLOCK;
        bytes->length = 0;
        char *room = buffer_reserve(bytes, wanted);
        if (room == NULL)
            return error_memory(error);
        ssize_t got = file_read_at(source->descriptor, room, wanted, from);
        if (got < 0)
            return read_error(source, error);
        if ((size_t)got < wanted)
            return error_set(error, USMCA_ERROR_IO, source->path, 0, 0,
                             "cannot read: the file became shorter");
        if (part)
            csv_part_lines(room, wanted, source->delimiter);
        status = csv_source_write(to, (struct text){room, wanted}, error);
        from += (off_t)wanted;
    }
    return status;
}

static usmca_status write_copy(const struct search *search, int to, usmca_error *error) {
    const struct csv_source *source = search->source;
    struct buffer bytes = {0};
    usmca_status status = USMCA_OK;
    off_t at = 0;
    for (size_t i = 0; i < search->count && status == USMCA_OK; i++) {
        const struct place *place = &search->places[i];
        status = copy(source, to, at, place->from, false, &bytes, error);
        if (status == USMCA_OK)
            status = copy(source, to, place->from, place->to, true, &bytes, error);
        at = place->to;
    }
    if (status == USMCA_OK)
        status = copy(source, to, at, source->size, false, &bytes, error);
    buffer_free(&bytes);
    return status;
}

static usmca_status part(const struct search *search, struct csv_source *source, struct layout *layout,
                         usmca_error *error) {
    struct line_span *spans = ARENA_ARRAY(&layout->arena, struct line_span, search->count);
    if (spans == NULL)
        return error_memory(error);
    for (size_t i = 0; i < search->count; i++)
        spans[i] = search->places[i].lines;
    layout->swallowed = spans;
    layout->swallowed_count = search->count;
    int to = csv_source_temporary();
    if (to < 0)
        return error_set(error, USMCA_ERROR_IO, NULL, 0, 0, "cannot create a temporary file: %s",
                         strerror(errno));
    usmca_status status = write_copy(search, to, error);
    if (status == USMCA_OK)
        return csv_source_replace(source, to, error);
    close(to);
    return status;
}

usmca_status swallowed_part(struct csv_source *source, struct layout *layout, int threads,
                            usmca_error *error) {
    struct search *search = begin(source, layout);
    if (search == NULL)
        return error_memory(error);
    usmca_status status = find(search, threads, error);
    if (status == USMCA_OK && search->count > 0)
        status = part(search, source, layout, error);
    end(search);
    return status;
}

const struct line_span *swallowed_in(const struct layout *layout, uint64_t file_line) {
    size_t low = 0;
    size_t high = layout->swallowed_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (layout->swallowed[middle].last < file_line)
            low = middle + 1;
        else
            high = middle;
    }
    bool within = low < layout->swallowed_count && layout->swallowed[low].first <= file_line;
    return within ? &layout->swallowed[low] : NULL;
}
