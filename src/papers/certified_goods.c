#include "papers/certified_goods.h"

#include <Judy.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "hs/code.h"
#include "origin/determination.h"
#include "papers/id_list.h"
#include "report/contradiction.h"

/* The letters of Annex 5-A are of Article 4.2; customs administrations write E for goods that originate by
 * Article 2.10(2), which U.R. 3(7) and Schedule 2 have. */
static const char CRITERION_DEEMED = 'E';

/* What a line of the results says of a good. */
struct candidate {
    struct text good_id;
    struct text description;
    struct text status;
    struct text documented;
    struct text pile;
    struct text criterion;
    struct text hs;
    struct text producer;
    struct text country;
    struct text import_country; /* empty: determined for none in particular */
    bool place_told;            /* results from before these three were told say none of them */
    bool is_vehicle;
    date date;
    date until; /* DATE_FOREVER where nothing ends the answer */
    const char *reason;
    bool contradicted; /* the result says otherwise elsewhere */
    bool deemed;       /* asked for as criterion E */
    bool by_import;    /* it originates as a good of Schedule 2, U.R. 3(7), and by nothing else */
};

struct taking {
    const struct results_source *source;
    const struct goods_asked *asked;
    const struct usmca_rulebook *book;
    struct arena *arena;
    struct candidate *list;
    size_t count;
    size_t room;
    Pvoid_t first; /* JudyHS: the place of the first good of an id, from 1 */
    struct id_list asked_ids;
    struct id_list deemed_ids;
};

/* ---- reading ---- */

static const char *status_fault(const struct candidate *one) {
    if (text_is(one->status, STATUS_WORDS[STATUS_ORIGINATING]))
        return NULL;
    return text_is(one->status, STATUS_WORDS[STATUS_UNDETERMINED]) ? "undetermined"
           : text_is(one->status, STATUS_WORDS[STATUS_REJECTED])   ? "rejected"
                                                                   : "non-originating";
}

static struct text kept(struct taking *work, const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_string(value)
               ? arena_copy(work->arena, (struct text){json_string_value(value), json_string_length(value)})
               : TEXT("");
}

static bool read_day(date *out, const json_t *value, date otherwise) {
    *out = otherwise;
    return json_is_string(value)
               ? date_parse_iso(out, (struct text){json_string_value(value), json_string_length(value)})
               : otherwise != 0 && json_is_null(value);
}

/* ---- results ---- */

static usmca_status unlike(struct taking *work, size_t number, const char *member, usmca_error *error) {
    return error_set(error, USMCA_ERROR_INPUT, work->source->path, 0, 0,
                     "result %zu has no %s as usmca check --format json writes it", number, member);
}

static usmca_status note_twice(struct taking *work, size_t place, usmca_error *error) {
    struct text id = work->list[place].good_id;
    if (id.length == 0)
        return USMCA_OK;
    PWord_t first = (PWord_t)JudyHSIns(&work->first, (void *)id.data, id.length, PJE0);
    if (first == NULL || (void *)first == (void *)PPJERR)
        return error_memory(error);
    if (*first != 0)
        work->list[*first - 1].reason = work->list[place].reason = "twice";
    else
        *first = place + 1;
    return USMCA_OK;
}

/* Of one that originates by a rule for its code the result has the alternatives, of which one is met. */
static bool is_without_ground(const json_t *good) {
    const json_t *rule = json_object_get(good, "rule");
    return !json_is_object(rule) ||
           (strcmp(results_string(good, "criterion"), "B") == 0 &&
            strcmp(results_string(rule, "id"), results_string(good, "rule_read")) == 0 &&
            !json_is_array(json_object_get(good, "alternatives")));
}

static usmca_status take(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct taking *work = context;
    const json_t *evidence = json_object_get(good, "evidence");
    struct candidate one = {.good_id = text_trim(kept(work, good, "good_id"))};
    if (work->asked->ids.length > 0 && !id_list_has(&work->asked_ids, one.good_id))
        return work->arena->failed ? error_memory(error) : USMCA_OK;
    one.description = kept(work, good, "description");
    one.status = kept(work, good, "status");
    one.criterion = kept(work, good, "criterion");
    one.hs = kept(work, good, "hs");
    one.pile = kept(work, evidence, "pile");
    one.documented = kept(work, evidence, "status_documented");
    one.producer = kept(work, good, "producer");
    one.country = kept(work, good, "country");
    one.import_country = kept(work, good, "import_country");
    one.place_told = json_object_get(good, "import_country") != NULL;
    one.is_vehicle = json_is_object(json_object_get(good, "vehicle"));
    one.by_import = one.criterion.length == 0 &&
                    strcmp(results_string(json_object_get(good, "rule"), "id"), IMPORTATION_RULE) == 0;
    one.contradicted = is_without_ground(good) || result_contradicts_itself(good);
    one.deemed = id_list_has(&work->deemed_ids, one.good_id);
    bool dated = read_day(&one.date, json_object_get(good, "date"), 0);
    bool ends = read_day(&one.until, json_object_get(good, "valid_until"), DATE_FOREVER);
    bool originates = status_fault(&one) == NULL;
    if (one.pile.length == 0 || one.documented.length == 0)
        return unlike(work, number, "evidence", error);
    if (originates && !dated)
        return unlike(work, number, "date", error);
    if (originates && !ends)
        return unlike(work, number, "valid_until", error);
    if (originates && one.good_id.length == 0)
        return unlike(work, number, "good_id", error);
    void *list = list_room(work->list, work->count, &work->room, sizeof one);
    if (list == NULL || work->arena->failed)
        return error_memory(error);
    work->list = list;
    work->list[work->count] = one;
    return note_twice(work, work->count++, error);
}

/* ---- judging ---- */

static bool six_digits(char out[8], struct text source) {
    struct hs_code code;
    char digits[16];
    if (!hs_code_parse(&code, source) || code.digits < 6)
        return false;
    uint64_t value = code.given;
    for (unsigned i = code.digits; i > 6; i--)
        value /= 10;
    snprintf(digits, sizeof digits, "%06llu", (unsigned long long)value);
    memcpy(out, digits, 6);
    out[6] = '\0';
    return true;
}

/* Goods that Schedule 2 names without a description: those lie in it by their code alone. */
static bool is_of_schedule(const struct usmca_rulebook *book, const char *hs) {
    struct hs_code code;
    const struct general *general = &book->general;
    if (!hs_code_parse(&code, text_from(hs)))
        return false;
    for (uint32_t i = 0; i < general->schedule_count; i++) {
        const struct scope *goods = &general->schedule[i].goods;
        if (general->schedule[i].when.fact == NULL &&
            scope_holds_code(goods, book->editions, goods->edition, code) == RESULT_PASS)
            return true;
    }
    return false;
}

/* The classification is that of the tariffs of the Parties, U.R. 1(1): no code that an older edition had. */
static bool is_in_force(const struct taking *work, const char *hs) {
    struct hs_code code;
    const struct hs_editions *editions = work->book->editions;
    return hs_code_parse(&code, text_from(hs)) &&
           hs_exists(editions, hs_edition_on(editions, work->asked->from), code);
}

static bool is_on_pile(const struct candidate *one, const struct goods_asked *asked) {
    return text_is(one->pile, "sign") || (asked->accept_paper_missing && text_is(one->pile, "paper-missing"));
}

static bool has_criterion(const struct candidate *one) {
    return one->by_import ||
           (one->criterion.length == 1 && one->criterion.data[0] >= 'A' && one->criterion.data[0] <= 'D');
}

/* Rules of one trade, readings of customs and papers of vehicles are those of the country of importation. A
 * good that is determined for none is so for all, but for a vehicle, whose papers only some customs ask for:
 * 19 CFR 182.92. */
static const char *import_fault(const struct candidate *one, const struct goods_asked *asked) {
    size_t importers =
        asked->import_country.length == 0 ? stated_count(asked->stated, &asked->stated->importer) : 0;
    if (!one->place_told || (one->import_country.length == 0 && one->is_vehicle))
        return "import-country-unknown";
    if (one->import_country.length == 0)
        return NULL;
    if (asked->import_country.length > 0 && !text_equal(one->import_country, asked->import_country))
        return "import-country";
    for (size_t i = 0; i < importers; i++)
        if (!text_equal(stated_party(asked->stated, &asked->stated->importer, i)->country,
                        one->import_country))
            return "import-country";
    return NULL;
}

/* Element 4: a producer that is named is the one of the good, and its address the place of production. */
static const char *place_fault(const struct candidate *one, const struct taking *work) {
    const struct goods_asked *asked = work->asked;
    size_t producers = stated_count(asked->stated, &asked->stated->producer);
    bool named = false;
    bool placed = false;
    if (asked->country.length > 0 && !text_equal(asked->country, one->country))
        return "country";
    if (one->by_import) /* wherever it was produced, U.R. 3(7) */
        return NULL;
    if (!country_in(work->book->general.territory, country_named(one->country)))
        return "country";
    for (size_t i = 0; i < producers; i++) {
        const struct party *party = stated_party(asked->stated, &asked->stated->producer, i);
        bool is_it =
            one->producer.length == 0 || text_equal(text_trim(party->name), text_trim(one->producer));
        named = named || is_it;
        placed = placed || (is_it && text_equal(party->country, one->country));
    }
    if (producers == 0)
        return NULL;
    return !named ? "producer" : !placed ? "country" : NULL;
}

static const char *good_fault(const struct candidate *one, const struct taking *work) {
    char hs[8];
    if (one->reason != NULL)
        return one->reason;
    const char *fault = status_fault(one);
    if (fault != NULL)
        return fault;
    if (!is_on_pile(one, work->asked))
        return "pile";
    if (!text_is(one->documented, STATUS_WORDS[STATUS_ORIGINATING]))
        return "documented";
    if (!has_criterion(one))
        return "criterion";
    if (one->contradicted)
        return "contradicted";
    if (text_all_blank(one->description))
        return "description";
    if (!six_digits(hs, one->hs))
        return "hs";
    if (!is_in_force(work, hs))
        return "hs-edition";
    if (one->deemed && !one->by_import && !is_of_schedule(work->book, hs))
        return "deemed";
    if (one->by_import && work->asked->without_deemed)
        return "criterion-e";
    fault = import_fault(one, work->asked);
    return fault != NULL ? fault : place_fault(one, work);
}

/* The answer is of one day, and stands until another: Annex 5-A, element 8, is a statement on every shipment
 * of the period. */
static const char *day_fault(const struct candidate *one, const struct goods_asked *asked, date day) {
    if (one->date != day)
        return "date-differs";
    if (one->date > asked->from)
        return "determined-later";
    return one->until < (asked->cut ? asked->from : asked->to) ? "ends-before" : NULL;
}

/* The word of the catalogue for one of the results, or as it stands there. */
static struct text word_of(const struct taking *work, const char *prefix, struct text value) {
    char id[48];
    snprintf(id, sizeof id, "%s.%.*s", prefix, (int)(value.length < 32 ? value.length : 0), value.data);
    return message_has(work->book->messages, id) ? message_find(work->book->messages, id) : value;
}

static struct text word_refusal(struct taking *work, const struct candidate *one, date day) {
    char message[64];
    char days[5][DATE_TEXT_SIZE];
    const date OF[] = {one->date, one->until, work->asked->from, work->asked->to, day};
    size_t lengths[5];
    struct buffer words = {0};
    for (int i = 0; i < 5; i++)
        lengths[i] = OF[i] != 0 ? date_print(days[i], OF[i]) : 0;
    snprintf(message, sizeof message, "certify.refused.%s", one->reason);
    MESSAGE(&words, work->book->messages, message, {"good", one->good_id},
            {"pile", word_of(work, "pile", one->pile)}, {"hs", one->hs}, {"criterion", one->criterion},
            {"edition", text_from(hs_edition_name(hs_edition_on(work->book->editions, work->asked->from)))},
            {"date", {days[0], lengths[0]}}, {"until", {days[1], lengths[1]}},
            {"from", {days[2], lengths[2]}}, {"to", {days[3], lengths[3]}}, {"other", {days[4], lengths[4]}},
            {"cite", work->book->general.schedule_cite}, {"producer", one->producer},
            {"country", one->country}, {"import", one->import_country},
            {"status", word_of(work, "status", one->documented)});
    return buffer_keep(&words, work->arena);
}

static void refuse(struct certified_goods *out, struct taking *work, const struct candidate *one, date day) {
    out->refusals[out->refusal_count++] =
        (struct good_refusal){one->good_id, one->reason, word_refusal(work, one, day)};
}

static void certify(struct certified_goods *out, const struct candidate *one) {
    struct certified_good *good = &out->goods[out->count++];
    *good = (struct certified_good){.good_id = one->good_id, .description = one->description};
    good->country = one->country;
    good->criterion = CRITERION_DEEMED;
    if (!one->deemed && !one->by_import)
        good->criterion = one->criterion.data[0];
    six_digits(good->hs, one->hs);
    if (out->import_country.length == 0)
        out->import_country = one->import_country;
    out->to = one->until < out->to ? one->until : out->to;
}

/* Goods asked for by name of which there is no result. */
static void refuse_absent(struct certified_goods *out, struct taking *work, const struct id_list *ids) {
    for (size_t i = 0; i < ids->count; i++) {
        struct text id = ids->list[i];
        if (JudyHSGet(work->first, (void *)id.data, id.length) != NULL)
            continue;
        struct candidate absent = {.good_id = id, .reason = "absent"};
        refuse(out, work, &absent, 0);
    }
}

/* Goods of one certification are determined for one day: that of the first of them. */
static void judge(struct certified_goods *out, struct taking *work) {
    date day = 0;
    for (size_t i = 0; i < work->count; i++) {
        struct candidate *one = &work->list[i];
        one->reason = good_fault(one, work);
        if (one->reason == NULL && day == 0)
            day = one->date;
        if (one->reason == NULL)
            one->reason = day_fault(one, work->asked, day);
        if (one->reason == NULL && one->import_country.length > 0 && out->import_country.length > 0 &&
            !text_equal(one->import_country, out->import_country))
            one->reason = "import-country";
        if (one->reason != NULL)
            refuse(out, work, one, day);
        else
            certify(out, one);
    }
    refuse_absent(out, work, &work->asked_ids);
    refuse_absent(out, work, &work->deemed_ids);
}

usmca_status certified_goods_take(struct certified_goods *out, const struct results_source *source,
                                  const struct goods_asked *asked, const struct usmca_rulebook *book,
                                  struct arena *arena, usmca_error *error) {
    struct taking work = {.source = source, .asked = asked, .book = book, .arena = arena};
    size_t results = 0;
    *out = (struct certified_goods){.to = asked->to};
    usmca_status status = id_list_read(&work.asked_ids, asked->ids, arena, error);
    if (status == USMCA_OK)
        status = id_list_read(&work.deemed_ids, asked->deemed_ids, arena, error);
    if (status == USMCA_OK)
        status = results_each(source, take, &work, &results, error);
    if (status == USMCA_OK) {
        size_t most = work.count + work.asked_ids.count + work.deemed_ids.count;
        out->goods = ARENA_ARRAY(arena, struct certified_good, work.count);
        out->refusals = ARENA_ARRAY(arena, struct good_refusal, most);
        if (out->goods == NULL || out->refusals == NULL)
            status = error_memory(error);
    }
    if (status == USMCA_OK)
        judge(out, &work);
    if (status == USMCA_OK && arena->failed)
        status = error_memory(error);
    JudyHSFreeArray(&work.first, PJE0);
    id_list_free(&work.asked_ids);
    id_list_free(&work.deemed_ids);
    free(work.list);
    return status;
}
