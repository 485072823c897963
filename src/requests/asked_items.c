#include "origin/determination.h"
#include "report/json_read.h"
#include "requests/gathering.h"
#include "rulebook/terms.h"

static void add_duty(struct gathering *work, json_t *item, const json_t *good) {
    struct text currency = request_text(good, "currency");
    json_t *duty = json_object_get(item, "duty");
    const struct text amount = request_text(json_object_get(good, "duty"), "amount");
    if (currency.length == 0 || !gathering_add(work, duty, currency.data, amount))
        return;
    const json_t *count = json_object_get(work->currencies, currency.data);
    gathering_set(work, work->currencies, currency.data, json_integer(json_integer_value(count) + 1));
}

static struct text good_day(const struct gathering *work, const json_t *good, char room[DATE_TEXT_SIZE]) {
    struct text day = request_text(good, "date");
    return day.length > 0 ? day : (struct text){room, date_print(room, work->terms->sent)};
}

static json_t *new_item(struct gathering *work, struct text supplier, struct text material, const char *ask,
                        struct text document, const char *state) {
    json_t *item = json_object();
    gathering_text(work, item, "supplier", supplier);
    gathering_text(work, item, "material_id", material);
    gathering_text(work, item, "description", TEXT(""));
    gathering_text(work, item, "hs", TEXT(""));
    gathering_text(work, item, "country", TEXT(""));
    gathering_text(work, item, "ask", text_from(ask));
    gathering_text(work, item, "document_id", document);
    gathering_text(work, item, "state", text_from(state));
    gathering_text(work, item, "valid_to", TEXT(""));
    gathering_text(work, item, "from", TEXT(""));
    gathering_text(work, item, "to", TEXT(""));
    gathering_text(work, item, "used_from", TEXT(""));
    gathering_text(work, item, "used_to", TEXT(""));
    gathering_set(work, item, "goods", json_array());
    gathering_set(work, item, "duty", json_object());
    return item;
}

/* The first and the last of the days, with this one too. */
static void widen(struct gathering *work, json_t *item, const char *first, const char *last,
                  struct text day) {
    struct text from = request_text(item, first);
    struct text to = request_text(item, last);
    if (from.length == 0 || text_order(day, from) < 0)
        gathering_text(work, item, first, day);
    if (to.length == 0 || text_order(day, to) > 0)
        gathering_text(work, item, last, day);
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
        gathering_text(work, into, "outside", country);
        return;
    }
    while (rest.length > 0 && text_split(&rest, ',', &one))
        if (text_equal(text_trim(one), country))
            return;
    struct buffer countries = {0};
    buffer_text(&countries, known);
    buffer_string(&countries, known.length > 0 ? ", " : "");
    buffer_text(&countries, country);
    gathering_text(work, into, "country", buffer_view(&countries));
    work->failed = work->failed || countries.failed;
    buffer_free(&countries);
}

/* What the bill of materials says of the material. */
static void take_material(struct gathering *work, json_t *into, const json_t *material) {
    static const char *const MEMBERS[] = {"description", "hs"};
    struct text country = request_text(material, "country");
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++)
        if (request_text(into, MEMBERS[i]).length == 0)
            gathering_text(work, into, MEMBERS[i], request_text(material, MEMBERS[i]));
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
    const char *word = gathering_key(&key, supplier, what, text_from(ask));
    if (word != NULL && !own.failed && (item = json_object_get(work->items, word)) == NULL) {
        item = new_item(work, supplier, material, ask, document, state);
        gathering_set(work, work->items, word, item);
        const json_t *row = material.length == 0 ? material_of_line(good, line) : NULL;
        if (row != NULL && !work->failed)
            take_material(work, item, row);
        word = gathering_key(&key, supplier, material, TEXT(""));
        if (material.length > 0 && word != NULL && json_object_get(work->wanted, word) == NULL)
            gathering_set(work, work->wanted, word, json_object());
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
        gathering_text(work, item, "valid_to", request_text(paper, "valid_to"));
    add_good(work, item, good, request_text(paper, "purchase_date"));
}

static bool is_bad(const json_t *paper) {
    const char *state = results_string(paper, "state");
    return strcmp(state, PAPER_STATE_WORDS[PAPER_IN_ORDER]) != 0 && strcmp(state, "none") != 0;
}

/* What the producer of a vehicle has certified to customs: nobody else can give its identifier, and a claim
 * names it whatever the origin turns on (19 CFR 182.92). */
bool request_is_of_customs(const char *kind) {
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
                       paper) if (is_bad(paper) && request_is_of_customs(results_string(paper, "kind")))
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

usmca_status gathering_good(void *context, const json_t *good, size_t number, usmca_error *error) {
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

usmca_status gathering_describe(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct gathering *work = context;
    const json_t *materials = json_object_get(good, "materials");
    const json_t *material = NULL;
    size_t index = 0;
    struct buffer key = {0};
    (void)number;
    json_array_foreach(materials, index, material) {
        struct text id = request_text(material, "material_id");
        const char *word = gathering_key(&key, request_text(material, "supplier"), id, TEXT(""));
        json_t *into = word != NULL && id.length > 0 ? json_object_get(work->wanted, word) : NULL;
        if (into != NULL)
            take_material(work, into, material);
    }
    work->failed = work->failed || key.failed;
    buffer_free(&key);
    return work->failed ? error_memory(error) : USMCA_OK;
}
