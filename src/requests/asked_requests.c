#include <stdlib.h>

#include "origin/determination.h"
#include "report/json_read.h"
#include "requests/gathering.h"
#include "requests/words.h"

/* ---- who is asked ---- */

/* Why nobody outside is asked: what is wrong lies in one's own files, or nobody there may certify. */
static const char *not_asked(const json_t *item) {
    const char *state = results_string(item, "state");
    const char *ask = results_string(item, "ask");
    if (strcmp(ask, "bill-of-materials") == 0)
        return "own-bill";
    if (request_is_of_customs(ask))
        return "customs-identifier";
    if (strcmp(state, PAPER_STATE_WORDS[PAPER_REJECTED]) == 0)
        return "not-readable";
    if (strcmp(state, PAPER_STATE_WORDS[PAPER_AMBIGUOUS]) == 0)
        return "which-supplier";
    if (json_object_get(item, "outside") != NULL && request_text(item, "country").length == 0)
        return "outside-territory";
    return request_text(item, "supplier").length == 0 ? "no-supplier" : NULL;
}

static void put_words(struct gathering *work, json_t *item) {
    struct buffer problem = {0};
    struct buffer rule = {0};
    struct buffer send = {0};
    date day = work->terms->sent;
    (void)date_parse_iso(&day, request_text(item, "to"));
    request_problem_words(&problem, work->terms, item);
    request_rule_words(&rule, work->terms->book, request_text(item, "hs"), day);
    request_send_words(&send, work->terms->book->messages, item);
    gathering_words(work, item, "problem", &problem);
    gathering_words(work, item, "rule", &rule);
    gathering_words(work, item, "send", &send);
}

static void settle_item(struct gathering *work, json_t *item) {
    static const char *const MEMBERS[] = {"description", "hs", "country", "outside"};
    struct buffer key = {0};
    const char *word =
        gathering_key(&key, request_text(item, "supplier"), request_text(item, "material_id"), TEXT(""));
    const json_t *about = word != NULL && request_text(item, "material_id").length > 0
                              ? json_object_get(work->wanted, word)
                              : item;
    for (size_t i = 0; about != NULL && about != item && i < sizeof MEMBERS / sizeof MEMBERS[0]; i++) {
        json_t *value = json_object_get(about, MEMBERS[i]);
        if (value != NULL && json_object_set(item, MEMBERS[i], value) != 0)
            work->failed = true;
    }
    work->failed = work->failed || key.failed;
    buffer_free(&key);
    /* of what comes from within the territory too, those lots can be certified */
    const bool within = request_text(item, "country").length > 0;
    const char *why = not_asked(item);
    if (!within && json_object_get(item, "outside") != NULL)
        gathering_text(work, item, "country", request_text(item, "outside"));
    if (why != NULL)
        gathering_text(work, item, "why", text_from(why));
    else if (!within)
        gathering_text(work, item, "ask", TEXT("country"));
    put_words(work, item);
}

/* ---- the order ---- */

/* The currency in which most goods have duty at stake, by which they are ordered: sums of several are not
 * compared. */
static struct text main_currency(const struct gathering *work) {
    struct text best = TEXT("");
    json_int_t most = 0;
    const char *currency = NULL;
    json_t *count = NULL;
    json_object_foreach(work->currencies, currency, count) {
        json_int_t here = json_integer_value(count);
        if (here > most || (here == most && strcmp(currency, best.data) < 0)) {
            most = here;
            best = text_from(currency);
        }
    }
    return best;
}

static decimal at_stake(const json_t *object, struct text currency) {
    decimal amount = 0;
    if (currency.length > 0)
        (void)gathering_amount(&amount, request_text(json_object_get(object, "duty"), currency.data));
    return amount;
}

static int by_worth(const void *one, const void *other, void *currency) {
    const json_t *a = *(const json_t *const *)one;
    const json_t *b = *(const json_t *const *)other;
    const struct text *in = currency;
    decimal duty_a = at_stake(a, *in);
    decimal duty_b = at_stake(b, *in);
    if (duty_a != duty_b)
        return duty_a > duty_b ? -1 : 1;
    size_t goods_a = json_array_size(json_object_get(a, "goods"));
    size_t goods_b = json_array_size(json_object_get(b, "goods"));
    if (goods_a != goods_b)
        return goods_a > goods_b ? -1 : 1;
    int order = text_order(request_text(a, "supplier"), request_text(b, "supplier"));
    if (order == 0)
        order = text_order(request_text(a, "material_id"), request_text(b, "material_id"));
    return order != 0 ? order : text_order(request_text(a, "ask"), request_text(b, "ask"));
}

static void sort_list(struct gathering *work, json_t **list) {
    struct text currency = main_currency(work);
    size_t count = json_array_size(*list);
    json_t **sorted = calloc(count + 1, sizeof(*sorted));
    json_t *out = json_array();
    if (sorted == NULL || out == NULL) {
        work->failed = true;
        count = 0;
    }
    for (size_t i = 0; i < count; i++)
        sorted[i] = json_array_get(*list, i);
    if (count > 1)
        qsort_r(sorted, count, sizeof(*sorted), by_worth, &currency);
    for (size_t i = 0; i < count; i++)
        if (json_array_append(out, sorted[i]) != 0)
            work->failed = true;
    free(sorted);
    if (work->failed) {
        json_decref(out);
        return;
    }
    json_decref(*list);
    *list = out;
}

/* ---- requests ---- */

static json_t *request_of(struct gathering *work, json_t *by_supplier, struct text supplier) {
    const struct request_terms *terms = work->terms;
    char day[DATE_TEXT_SIZE];
    json_t *request = json_object_get(by_supplier, supplier.data);
    if (request != NULL)
        return request;
    request = json_object();
    gathering_text(work, request, "supplier", supplier);
    gathering_text(work, request, "sent", (struct text){day, date_print(day, terms->sent)});
    gathering_text(work, request, "due", (struct text){day, date_print(day, terms->due)});
    gathering_text(work, request, "language", text_from(terms->language));
    gathering_text(work, request, "company", text_from(terms->company));
    gathering_text(work, request, "contact", text_from(terms->contact));
    gathering_set(work, request, "items", json_array());
    gathering_set(work, request, "goods", json_array());
    gathering_set(work, request, "duty", json_object());
    gathering_set(work, by_supplier, supplier.data, request);
    return work->failed ? NULL : request;
}

/* The whole of a request has the duty of its items, and is named by what is in it. */
static void add_up(struct gathering *work, json_t *request, const json_t *item) {
    json_t *duty = json_object_get(request, "duty");
    const char *currency = NULL;
    json_t *value = NULL;
    json_object_foreach(json_object_get(item, "duty"), currency, value) {
        const struct text amount = {json_string_value(value), json_string_length(value)};
        (void)gathering_add(work, duty, currency, amount);
    }
}

static void name_request(struct gathering *work, json_t *request) {
    enum { NAME_DIGITS = 12 };
    char *whole = json_dumps(request, JSON_COMPACT | JSON_SORT_KEYS);
    struct buffer name = {0};
    struct buffer digits = {0};
    if (whole == NULL) {
        work->failed = true;
        return;
    }
    struct digest digest = digest_of(text_from(whole));
    digest_print(&digits, &digest);
    buffer_string(&name, "R-");
    struct text sent = request_text(request, "sent");
    for (size_t i = 0; i < sent.length; i++)
        if (sent.data[i] != '-')
            buffer_char(&name, sent.data[i]);
    buffer_char(&name, '-');
    buffer_text(&name, text_cut(buffer_view(&digits), NAME_DIGITS));
    buffer_release(&digits, &name);
    gathering_words(work, request, "request", &name);
    free(whole);
}

static void finish_request(struct gathering *work, json_t *request) {
    json_t *items = json_object_get(request, "items");
    json_t *item = NULL;
    size_t index = 0;
    if (json_incref(items) == NULL)
        return;
    sort_list(work, &items);
    gathering_set(work, request, "items", items);
    json_object_del(request, "goods");
    json_array_foreach(items, index, item) {
        gathering_set(work, item, "item", json_integer((json_int_t)index + 1));
        add_up(work, request, item);
    }
    name_request(work, request);
}

void gathering_requests(struct gathering *work) {
    static const char *const PASSING[] = {"outside"};
    json_t *by_supplier = json_object();
    json_t *item = NULL;
    json_t *request = NULL;
    const char *key = NULL;
    work->failed = work->failed || by_supplier == NULL;
    json_object_foreach(work->items, key, item) {
        if (work->failed)
            break;
        settle_item(work, item);
        for (size_t i = 0; i < sizeof PASSING / sizeof PASSING[0]; i++)
            json_object_del(item, PASSING[i]);
        json_t *into = json_object_get(item, "why") != NULL ? work->out->unasked : NULL;
        if (into == NULL) {
            request = request_of(work, by_supplier, request_text(item, "supplier"));
            into = json_object_get(request, "items");
        }
        if (into == NULL || json_array_append(into, item) != 0)
            work->failed = true;
    }
    json_object_foreach(by_supplier, key, request) {
        finish_request(work, request);
        if (json_array_append(work->out->list, request) != 0)
            work->failed = true;
    }
    json_decref(by_supplier);
    sort_list(work, &work->out->list);
    sort_list(work, &work->out->unasked);
}
