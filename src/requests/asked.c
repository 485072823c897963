#include "requests/asked.h"

#include <stdio.h>
#include <stdlib.h>

#include "origin/determination.h"
#include "report/json_read.h"
#include "requests/words.h"
#include "rulebook/terms.h"

struct text request_text(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (struct text){json_string_value(value), json_string_length(value)}
                                 : TEXT("");
}

/* ---- what is gathered ---- */

struct gathering {
    struct requests *out;
    const struct request_terms *terms;
    const struct results_source *inner;
    digest_parts lines;
    json_t *items;      /* by key: what is asked */
    json_t *wanted;     /* by material and supplier: what the results say of it */
    json_t *currencies; /* by currency: in how many goods duty is at stake in it */
    bool failed;
};

static void set(struct gathering *work, json_t *object, const char *key, json_t *value) {
    if (object == NULL || json_object_set_new(object, key, value) != 0)
        work->failed = true;
}

static void set_text(struct gathering *work, json_t *object, const char *key, struct text text) {
    set(work, object, key, json_stringn(text.length > 0 ? text.data : "", text.length));
}

static void set_buffer(struct gathering *work, json_t *object, const char *key, struct buffer *words) {
    work->failed = work->failed || words->failed;
    set_text(work, object, key, buffer_view(words));
    buffer_free(words);
}

/* A unit separator stands in no id: it is no character that a field may have. */
static const char *key_of(struct buffer *key, struct text one, struct text two, struct text three) {
    key->length = 0;
    buffer_text(key, one);
    buffer_char(key, '\x1f');
    buffer_text(key, two);
    buffer_char(key, '\x1f');
    buffer_text(key, three);
    buffer_char(key, '\0');
    return key->failed ? NULL : key->data;
}

/* ---- duty at stake ---- */

/* Of what has more decimals than a decimal keeps, those that it keeps. */
static bool read_amount(decimal *out, struct text text) {
    static const struct decimal_format PLAIN = {'.', '\0'};
    const char *point = text.length > 0 ? memchr(text.data, '.', text.length) : NULL;
    size_t most = point != NULL ? (size_t)(point - text.data) + 1 + DECIMAL_PLACES : text.length;
    text.length = text.length < most ? text.length : most;
    return decimal_parse(out, text, PLAIN) == DECIMAL_OK;
}

static void add_duty(struct gathering *work, json_t *item, const json_t *good) {
    struct text currency = request_text(good, "currency");
    json_t *duty = json_object_get(item, "duty");
    decimal amount = 0;
    decimal so_far = 0;
    char printed[DECIMAL_TEXT_SIZE];
    if (currency.length == 0 || !read_amount(&amount, request_text(json_object_get(good, "duty"), "amount")))
        return;
    (void)read_amount(&so_far, request_text(duty, currency.data));
    if (!decimal_add(&amount, amount, so_far))
        return;
    struct text text = {printed, decimal_print(printed, amount, 2)};
    set_text(work, duty, currency.data, text);
    const json_t *count = json_object_get(work->currencies, currency.data);
    set(work, work->currencies, currency.data, json_integer(json_integer_value(count) + 1));
}

/* ---- one good ---- */

static struct text good_day(const struct gathering *work, const json_t *good, char room[DATE_TEXT_SIZE]) {
    struct text day = request_text(good, "date");
    return day.length > 0 ? day : (struct text){room, date_print(room, work->terms->sent)};
}

static json_t *new_item(struct gathering *work, struct text supplier, struct text material, const char *ask,
                        struct text document, const char *state) {
    json_t *item = json_object();
    set_text(work, item, "supplier", supplier);
    set_text(work, item, "material_id", material);
    set_text(work, item, "description", TEXT(""));
    set_text(work, item, "hs", TEXT(""));
    set_text(work, item, "country", TEXT(""));
    set_text(work, item, "ask", text_from(ask));
    set_text(work, item, "document_id", document);
    set_text(work, item, "state", text_from(state));
    set_text(work, item, "valid_to", TEXT(""));
    set_text(work, item, "from", TEXT(""));
    set_text(work, item, "to", TEXT(""));
    set_text(work, item, "used_from", TEXT(""));
    set_text(work, item, "used_to", TEXT(""));
    set(work, item, "goods", json_array());
    set(work, item, "duty", json_object());
    return item;
}

/* The first and the last of the days, with this one too. */
static void widen(struct gathering *work, json_t *item, const char *first, const char *last,
                  struct text day) {
    struct text from = request_text(item, first);
    struct text to = request_text(item, last);
    if (from.length == 0 || text_order(day, from) < 0)
        set_text(work, item, first, day);
    if (to.length == 0 || text_order(day, to) > 0)
        set_text(work, item, last, day);
}

/* That the good needs it too, on its day; its period for the day of the purchase, where that is said. */
static void add_good(struct gathering *work, json_t *item, const json_t *good, struct text bought) {
    char room[DATE_TEXT_SIZE];
    struct text day = good_day(work, good, room);
    widen(work, item, "from", "to", bought.length > 0 ? bought : day);
    widen(work, item, "used_from", "used_to", day);
    struct text id = request_text(good, "good_id");
    json_t *goods = json_object_get(item, "goods");
    const json_t *last = json_array_get(goods, json_array_size(goods) - 1);
    if (json_array_size(goods) > 0 &&
        text_equal((struct text){json_string_value(last), json_string_length(last)}, id))
        return;
    if (json_array_append_new(goods, json_stringn(id.data, id.length)) != 0)
        work->failed = true;
    add_duty(work, item, good);
}

/* The countries of the territory that it comes from, each once, and one outside. */
static void take_country(struct gathering *work, json_t *into, struct text country) {
    struct text known = request_text(into, "country");
    struct text rest = known;
    struct text one;
    if (!country_in(work->terms->book->general.territory, country_named(country))) {
        set_text(work, into, "outside", country);
        return;
    }
    while (rest.length > 0 && text_split(&rest, ',', &one))
        if (text_equal(text_trim(one), country))
            return;
    struct buffer countries = {0};
    buffer_text(&countries, known);
    buffer_string(&countries, known.length > 0 ? ", " : "");
    buffer_text(&countries, country);
    set_text(work, into, "country", buffer_view(&countries));
    work->failed = work->failed || countries.failed;
    buffer_free(&countries);
}

/* What the bill of materials says of the material. */
static void take_material(struct gathering *work, json_t *into, const json_t *material) {
    static const char *const MEMBERS[] = {"description", "hs"};
    struct text country = request_text(material, "country");
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++)
        if (request_text(into, MEMBERS[i]).length == 0)
            set_text(work, into, MEMBERS[i], request_text(material, MEMBERS[i]));
    if (country.length > 0)
        take_country(work, into, country);
}

static const json_t *material_of_line(const json_t *good, struct text line) {
    const json_t *materials = json_object_get(good, "materials");
    size_t index = 0;
    const json_t *material = NULL;
    json_array_foreach(materials, index,
                       material) if (text_equal(request_text(material, "line"), line)) return material;
    return NULL;
}

/* An item of this key, made where there is none; a material without an id is that of its line alone. */
static json_t *item_for(struct gathering *work, const json_t *good, struct text supplier,
                        struct text material, struct text line, const char *ask, struct text document,
                        const char *state) {
    struct buffer key = {0};
    struct buffer own = {0};
    struct text what = material;
    if (material.length == 0 && line.length > 0) {
        buffer_text(&own, request_text(good, "good_id"));
        buffer_char(&own, '\x1e');
        buffer_text(&own, line);
        what = buffer_view(&own);
    }
    json_t *item = NULL;
    const char *word = key_of(&key, supplier, what, text_from(ask));
    if (word != NULL && !own.failed && (item = json_object_get(work->items, word)) == NULL) {
        item = new_item(work, supplier, material, ask, document, state);
        set(work, work->items, word, item);
        const json_t *row = material.length == 0 ? material_of_line(good, line) : NULL;
        if (row != NULL && !work->failed)
            take_material(work, item, row);
        word = key_of(&key, supplier, material, TEXT(""));
        if (material.length > 0 && word != NULL && json_object_get(work->wanted, word) == NULL)
            set(work, work->wanted, word, json_object());
    }
    work->failed = work->failed || key.failed || own.failed;
    buffer_free(&key);
    buffer_free(&own);
    return work->failed ? NULL : item;
}

static void ask_paper(struct gathering *work, const json_t *good, const json_t *paper) {
    struct text supplier = request_text(paper, "supplier");
    json_t *item =
        item_for(work, good, supplier, request_text(paper, "material_id"), request_text(paper, "line"),
                 results_string(paper, "kind"), request_text(paper, "id"), results_string(paper, "state"));
    if (item == NULL)
        return;
    if (request_text(item, "valid_to").length == 0)
        set_text(work, item, "valid_to", request_text(paper, "valid_to"));
    add_good(work, item, good, request_text(paper, "purchase_date"));
}

static bool is_bad(const json_t *paper) {
    const char *state = results_string(paper, "state");
    return strcmp(state, PAPER_STATE_WORDS[PAPER_IN_ORDER]) != 0 && strcmp(state, "none") != 0;
}

/* What the producer of a vehicle has certified to customs: nobody else can give its identifier, and a claim
 * names it whatever the origin turns on (19 CFR 182.92). */
static bool is_of_customs(const char *kind) {
    for (int of = DOCUMENT_LVC_CERTIFICATION; of < DOCUMENT_KINDS; of++)
        if (strcmp(kind, DOCUMENT_WORDS[of]) == 0)
            return true;
    return false;
}

/* Papers on which the origin turns: those that decide it alone, or else all of those that may together. */
static void ask_papers(struct gathering *work, const json_t *good, const char *pile) {
    const json_t *papers = json_object_get(json_object_get(good, "evidence"), "documents");
    const json_t *paper = NULL;
    size_t index = 0;
    bool first = strcmp(pile, PILE_WORDS[PILE_PAPER_FIRST]) == 0;
    bool missing = strcmp(pile, PILE_WORDS[PILE_PAPER_MISSING]) == 0;
    bool every = work->terms->every_paper;
    bool alone = false;
    json_array_foreach(papers, index,
                       paper) if (is_bad(paper) && is_of_customs(results_string(paper, "kind")))
        ask_paper(work, good, paper);
    if (!first && !(missing && every))
        return;
    json_array_foreach(papers, index, paper) alone =
        alone || (is_bad(paper) && json_is_true(json_object_get(paper, "decides")));
    json_array_foreach(papers, index,
                       paper) if (is_bad(paper) &&
                                  (every || !alone || json_is_true(json_object_get(paper, "decides"))))
        ask_paper(work, good, paper);
}

/* A line of a good that does not originate, and would by its nearest route. */
static void ask_line(struct gathering *work, const json_t *good, struct text line, const json_t *material) {
    const json_t *papers = json_object_get(json_object_get(good, "evidence"), "documents");
    const json_t *paper = NULL;
    size_t index = 0;
    if (material == NULL)
        return;
    struct text id = request_text(material, "material_id");
    json_array_foreach(papers, index, paper) {
        if (is_bad(paper) && text_equal(request_text(paper, "line"), line) &&
            text_equal(request_text(paper, "material_id"), id)) {
            ask_paper(work, good, paper);
            return;
        }
    }
    json_t *item =
        item_for(work, good, request_text(material, "supplier"), id, line,
                 DOCUMENT_WORDS[DOCUMENT_CERTIFICATION], request_text(material, "document"), "none");
    if (item != NULL)
        add_good(work, item, good, request_text(material, "purchase_date"));
}

static void ask_lines(struct gathering *work, const json_t *good) {
    const json_t *gap = json_object_get(good, "gap");
    const json_t *lines = json_object_get(gap, "documents");
    const json_t *places = json_object_get(gap, "document_places");
    const json_t *line = NULL;
    size_t index = 0;
    work->out->without_gap += !json_is_object(gap);
    json_array_foreach(lines, index, line) {
        struct text number = {json_string_value(line), json_string_length(line)};
        const json_int_t place = json_integer_value(json_array_get(places, index));
        if (json_is_string(line))
            ask_line(work, good, number,
                     place > 0 ? json_array_get(json_object_get(good, "materials"), (size_t)place - 1)
                               : material_of_line(good, number));
    }
}

static usmca_status take_good(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct gathering *work = context;
    const char *status = results_string(good, "status");
    (void)number;
    if (strcmp(status, STATUS_WORDS[STATUS_ORIGINATING]) == 0)
        ask_papers(work, good, results_string(json_object_get(good, "evidence"), "pile"));
    else if (strcmp(status, STATUS_WORDS[STATUS_REJECTED]) != 0)
        ask_lines(work, good);
    return work->failed ? error_memory(error) : USMCA_OK;
}

/* ---- what the bills of materials say of it ---- */

static usmca_status describe(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct gathering *work = context;
    const json_t *materials = json_object_get(good, "materials");
    const json_t *material = NULL;
    size_t index = 0;
    struct buffer key = {0};
    (void)number;
    json_array_foreach(materials, index, material) {
        struct text id = request_text(material, "material_id");
        const char *word = key_of(&key, request_text(material, "supplier"), id, TEXT(""));
        json_t *into = word != NULL && id.length > 0 ? json_object_get(work->wanted, word) : NULL;
        if (into != NULL)
            take_material(work, into, material);
    }
    work->failed = work->failed || key.failed;
    buffer_free(&key);
    return work->failed ? error_memory(error) : USMCA_OK;
}

/* ---- who is asked ---- */

/* Why nobody outside is asked: what is wrong lies in one's own files, or nobody there may certify. */
static const char *not_asked(const json_t *item) {
    const char *state = results_string(item, "state");
    const char *ask = results_string(item, "ask");
    if (strcmp(ask, "bill-of-materials") == 0)
        return "own-bill";
    if (is_of_customs(ask))
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
    set_buffer(work, item, "problem", &problem);
    set_buffer(work, item, "rule", &rule);
    set_buffer(work, item, "send", &send);
}

static void settle_item(struct gathering *work, json_t *item) {
    static const char *const MEMBERS[] = {"description", "hs", "country", "outside"};
    struct buffer key = {0};
    const char *word =
        key_of(&key, request_text(item, "supplier"), request_text(item, "material_id"), TEXT(""));
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
        set_text(work, item, "country", request_text(item, "outside"));
    if (why != NULL)
        set_text(work, item, "why", text_from(why));
    else if (!within)
        set_text(work, item, "ask", TEXT("country"));
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
        (void)read_amount(&amount, request_text(json_object_get(object, "duty"), currency.data));
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
    set_text(work, request, "supplier", supplier);
    set_text(work, request, "sent", (struct text){day, date_print(day, terms->sent)});
    set_text(work, request, "due", (struct text){day, date_print(day, terms->due)});
    set_text(work, request, "language", text_from(terms->language));
    set_text(work, request, "company", text_from(terms->company));
    set_text(work, request, "contact", text_from(terms->contact));
    set(work, request, "items", json_array());
    set(work, request, "goods", json_array());
    set(work, request, "duty", json_object());
    set(work, by_supplier, supplier.data, request);
    return work->failed ? NULL : request;
}

/* The whole of a request has the duty of its items, and is named by what is in it. */
static void add_up(struct gathering *work, json_t *request, const json_t *item) {
    json_t *duty = json_object_get(request, "duty");
    const char *currency = NULL;
    json_t *value = NULL;
    json_object_foreach(json_object_get(item, "duty"), currency, value) {
        decimal amount = 0;
        decimal so_far = 0;
        char printed[DECIMAL_TEXT_SIZE];
        struct text text = {json_string_value(value), json_string_length(value)};
        (void)read_amount(&so_far, request_text(duty, currency));
        if (read_amount(&amount, text) && decimal_add(&amount, amount, so_far))
            set_text(work, duty, currency, (struct text){printed, decimal_print(printed, amount, 2)});
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
    set_buffer(work, request, "request", &name);
    free(whole);
}

static void finish_request(struct gathering *work, json_t *request) {
    json_t *items = json_object_get(request, "items");
    json_t *item = NULL;
    size_t index = 0;
    if (json_incref(items) == NULL)
        return;
    sort_list(work, &items);
    set(work, request, "items", items);
    json_object_del(request, "goods");
    json_array_foreach(items, index, item) {
        set(work, item, "item", json_integer((json_int_t)index + 1));
        add_up(work, request, item);
    }
    name_request(work, request);
}

static void gather_requests(struct gathering *work) {
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

/* ---- the run ---- */

static usmca_status hashed_line(void *context, struct text *line, usmca_error *error) {
    struct gathering *work = context;
    usmca_status status = work->inner->read_line(work->inner->context, line, error);
    if (status == USMCA_OK && line->data != NULL && text_trim(*line).length > 0) {
        digest_plain(&work->lines, *line);
        digest_plain(&work->lines, TEXT("\n"));
    }
    return status;
}

usmca_status requests_gather(struct requests *out, const struct results_source *source,
                             const struct request_terms *terms, usmca_error *error) {
    size_t count = 0;
    *out = (struct requests){.list = json_array(), .unasked = json_array()};
    struct gathering work = {.out = out,
                             .terms = terms,
                             .inner = source,
                             .items = json_object(),
                             .wanted = json_object(),
                             .currencies = json_object()};
    const struct results_source hashed = {.path = source->path, .read_line = hashed_line, .context = &work};
    work.failed = out->list == NULL || out->unasked == NULL || work.items == NULL || work.wanted == NULL ||
                  work.currencies == NULL;
    digest_begin(&work.lines);
    usmca_status status =
        work.failed ? error_memory(error) : results_each(&hashed, take_good, &work, &count, error);
    out->results = digest_end(&work.lines);
    if (status == USMCA_OK)
        status = results_again(source, describe, &work, count, error);
    if (status == USMCA_OK)
        gather_requests(&work);
    if (status == USMCA_OK && work.failed)
        status = error_memory(error);
    json_decref(work.items);
    json_decref(work.wanted);
    json_decref(work.currencies);
    return status;
}

void requests_free(struct requests *requests) {
    json_decref(requests->list);
    json_decref(requests->unasked);
    *requests = (struct requests){0};
}
