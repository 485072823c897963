#include <stdlib.h>

#include "base/shown.h"
#include "cli/command.h"
#include "cli/record_options.h"
#include "cli/requests_options.h"
#include "record/kept_requests.h"
#include "report/json_read.h"
#include "report/json_value.h"

/* What is open, answered, refused or expired on a day. */

enum { AHEAD = 30 }; /* days before a paper ends of which somebody is reminded */

struct listing {
    const struct requests_options *options;
    const char *path;
    json_t *asked;
    json_t *answers; /* by request and item: what was said last */
    struct arena arena;
    struct messages *messages;
    struct buffer out;
    size_t shown;
    bool json;
};

static date day_of(const json_t *object, const char *key) {
    date day = 0;
    return date_parse_iso(&day, request_text(object, key)) ? day : 0;
}

/* ---- answers ---- */

static bool put_key(struct buffer *key, struct text request, const json_t *item) {
    key->length = 0;
    buffer_text(key, request);
    buffer_char(key, '\x1f');
    buffer_number(key, (uint64_t)json_integer_value(json_object_get(item, "item")));
    return !key->failed;
}

static usmca_status take_answers(struct listing *listing, const json_t *kept, usmca_error *error) {
    const json_t *list = json_object_get(kept, "answers");
    struct buffer key = {0};
    size_t index = 0;
    json_t *answer = NULL;
    bool done = true;
    if (day_of(kept, "day") > listing->options->day)
        return USMCA_OK;
    json_array_foreach(list, index, answer) {
        done = done && put_key(&key, request_text(kept, "request"), answer) &&
               json_object_setn(listing->answers, key.data, key.length, answer) == 0;
    }
    buffer_free(&key);
    return done ? USMCA_OK : error_memory(error);
}

static usmca_status take_kept(void *context, struct text name, struct text bytes, usmca_error *error) {
    struct listing *listing = context;
    json_t *kept = NULL;
    (void)name;
    if (!json_read(&kept, bytes, 0, NULL))
        return error_memory(error);
    usmca_status status = json_is_object(kept) ? take_answers(listing, kept, error)
                                               : error_set(error, USMCA_ERROR_INPUT, listing->path, 0, 0,
                                                           "not an answer of usmca requests import");
    json_decref(kept);
    return status;
}

/* ---- an item ---- */

struct listed {
    const json_t *request;
    const json_t *item;
    const json_t *answer; /* or NULL */
    const char *state;
    date ends;     /* of its paper */
    bool reminder; /* it is due, or its paper ends soon */
};

static void settle(const struct listing *listing, struct listed *one) {
    date day = listing->options->day;
    one->state = one->answer != NULL ? results_string(one->answer, "state") : "open";
    one->ends = day_of(one->answer, "ends");
    bool open = strcmp(one->state, "open") == 0 || strcmp(one->state, "not-in-force") == 0;
    bool paper = strcmp(one->state, "answered") == 0 && one->ends != 0;
    if (paper && one->ends < day)
        one->state = "expired";
    one->reminder =
        (open && day_of(one->request, "due") <= day) || (paper && one->ends <= date_add_days(day, AHEAD));
}

static void put_member(struct buffer *out, const char *key, struct text value) {
    buffer_string(out, key);
    json_put_text(out, value);
}

static void put_json(struct listing *listing, const struct listed *one) {
    struct buffer *out = &listing->out;
    JSON_LITERAL(out, "{\"request\":");
    json_put_text(out, request_text(one->request, "request"));
    JSON_LITERAL(out, ",\"item\":");
    buffer_number(out, (uint64_t)json_integer_value(json_object_get(one->item, "item")));
    put_member(out, ",\"supplier\":", request_text(one->request, "supplier"));
    put_member(out, ",\"material_id\":", request_text(one->item, "material_id"));
    put_member(out, ",\"ask\":", request_text(one->item, "ask"));
    put_member(out, ",\"sent\":", request_text(one->request, "sent"));
    put_member(out, ",\"due\":", request_text(one->request, "due"));
    put_member(out, ",\"state\":", text_from(one->state));
    put_member(out, ",\"document_id\":", request_text(one->answer, "document_id"));
    put_member(out, ",\"ends\":", request_text(one->answer, "ends"));
    put_member(out, ",\"country\":", request_text(one->answer, "country"));
    put_member(out, ",\"remark\":", request_text(one->answer, "remark"));
    JSON_LITERAL(out, ",\"reminder\":");
    json_put_flag(out, one->reminder);
    JSON_LITERAL(out, "}\n");
}

static void put_text(struct listing *listing, const struct listed *one) {
    struct buffer line = {0};
    struct buffer item = {0};
    char state[64];
    char kind[64];
    buffer_number(&item, (uint64_t)json_integer_value(json_object_get(one->item, "item")));
    snprintf(state, sizeof state, "requests.state.%s", one->state);
    snprintf(kind, sizeof kind, "requests.ask.%s", results_string(one->item, "ask"));
    MESSAGE(&line, listing->messages, "requests.listed", {"request", request_text(one->request, "request")},
            {"item", buffer_view(&item)}, {"supplier", request_text(one->request, "supplier")},
            {"material", request_text(one->item, "material_id")},
            {"ask", message_find(listing->messages, kind)}, {"due", request_text(one->request, "due")},
            {"state", message_find(listing->messages, state)});
    if (one->ends != 0) {
        buffer_char(&line, ' ');
        MESSAGE(&line, listing->messages, "requests.listed.ends", {"day", request_text(one->answer, "ends")});
    }
    if (one->reminder) {
        buffer_char(&line, ' ');
        buffer_text(&line, message_find(listing->messages, "requests.listed.remind"));
    }
    buffer_shown(&listing->out, buffer_view(&line));
    buffer_char(&listing->out, '\n');
    buffer_release(&line, &listing->out);
    buffer_release(&item, &listing->out);
}

static void list_request(struct listing *listing, const json_t *request) {
    struct buffer key = {0};
    size_t index = 0;
    const json_t *item = NULL;
    if (day_of(request, "sent") > listing->options->day)
        return;
    json_array_foreach(json_object_get(request, "items"), index, item) {
        struct listed one = {.request = request, .item = item};
        if (!put_key(&key, request_text(request, "request"), item))
            break;
        one.answer = json_object_getn(listing->answers, key.data, key.length);
        settle(listing, &one);
        if (listing->options->due_alone && !one.reminder)
            continue;
        listing->shown++;
        if (listing->json)
            put_json(listing, &one);
        else
            put_text(listing, &one);
    }
    buffer_release(&key, &listing->out);
}

/* ---- the run ---- */

static usmca_status read_record(struct listing *listing, usmca_error *error) {
    struct record *record = NULL;
    int64_t expired = 0;
    usmca_status status = record_open(&record, listing->options->record, RECORD_TO_READ, error);
    if (status == USMCA_OK)
        status = requests_kept(record, listing->asked, &expired, error);
    if (status == USMCA_OK)
        status = kept_each(record, ATTACHED_ANSWER, take_kept, listing, &expired, error);
    record_close(record);
    return status;
}

static usmca_status list(struct listing *listing, usmca_error *error) {
    const struct record_options shared = {.rules = listing->options->run.rules,
                                          .language = listing->options->run.language};
    const char *name = NULL;
    json_t *request = NULL;
    listing->asked = json_object();
    listing->answers = json_object();
    if (listing->asked == NULL || listing->answers == NULL)
        return error_memory(error);
    usmca_status status = record_messages(&shared, &listing->arena, &listing->messages, error);
    if (status == USMCA_OK)
        status = read_record(listing, error);
    if (status != USMCA_OK)
        return status;
    json_object_foreach(listing->asked, name, request) list_request(listing, request);
    if (listing->shown == 0 && !listing->json) {
        buffer_text(&listing->out, message_find(listing->messages, "requests.none"));
        buffer_char(&listing->out, '\n');
    }
    return listing->out.failed
               ? error_memory(error)
               : record_write_file(listing->options->run.output, buffer_view(&listing->out), error);
}

int requests_list_command(struct requests_options *options) {
    usmca_error error = {0};
    struct listing listing = {.options = options, .path = options->record};
    struct record_options shared = {
        .command = options->run.command, .format = options->run.format_word, .output = options->run.output};
    const char *const outputs[] = {options->run.output};
    if (options->record == NULL && options->file_count == 1)
        options->record = *options->files;
    else if (options->file_count > 0)
        return USAGE(options->run.command, "one-too-many", PART("value", options->files[0]));
    if (options->record == NULL)
        return USAGE(options->run.command, "needed", PART("option", "--record"));
    const char *const inputs[] = {options->record};
    listing.path = options->record;
    int status = record_wants_json(&shared, &listing.json);
    if (status == EXIT_DONE)
        status = command_outputs_apart(options->run.command, outputs, 1, inputs, 1);
    if (status == EXIT_DONE && list(&listing, &error) != USMCA_OK)
        status = command_fail(&error);
    json_decref(listing.asked);
    json_decref(listing.answers);
    arena_free(&listing.arena);
    buffer_free(&listing.out);
    return status;
}
