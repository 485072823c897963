#include "claims/answers.h"

#include <stdlib.h>

#include "base/list.h"
#include "hs/code.h"
#include "report/contradiction.h"

/* ---- reading ---- */

static struct text string_of(const json_t *value) {
    return json_is_string(value) ? (struct text){json_string_value(value), json_string_length(value)}
                                 : TEXT("");
}

static struct text kept(const struct answers *answers, const json_t *object, const char *key) {
    return arena_copy(answers->arena, string_of(json_object_get(object, key)));
}

/* The value of non-originating materials by one of the methods; more decimals than nine are none that is
 * reckoned with. */
static struct amount non_originating(const json_t *good) {
    static const char *const METHODS_IN_JSON[] = {"tv", "nc"};
    const json_t *contents = json_object_get(good, "rvc");
    decimal value = 0;
    for (int i = 0; i < 2; i++) {
        const json_t *content = json_object_get(contents, METHODS_IN_JSON[i]);
        struct text vnm = string_of(json_object_get(content, "vnm"));
        if (vnm.length > 0) {
            bool read = decimal_parse(&value, vnm, (struct decimal_format){'.', '\0'}) == DECIMAL_OK;
            return amount_where(read, value);
        }
    }
    return amount_not_given();
}

static bool read_until(struct claim_answer *answer, const json_t *value) {
    answer->until = DATE_FOREVER;
    return value == NULL || json_is_null(value) || date_parse_iso(&answer->until, string_of(value));
}

static usmca_status unlike(const struct answers *answers, size_t number, const char *member,
                           usmca_error *error) {
    return error_set(error, USMCA_ERROR_INPUT, answers->path, 0, 0,
                     "result %zu has no %s as usmca check --format json writes it", number, member);
}

usmca_status answers_take(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct answers *answers = context;
    struct claim_answer one = {
        .good_id = kept(answers, good, "good_id"),
        .pile = kept(answers, json_object_get(good, "evidence"), "pile"),
        .currency = kept(answers, good, "currency"),
        .import_country = kept(answers, good, "import_country"),
        .import_told = json_object_get(good, "import_country") != NULL,
        .is_vehicle = json_is_object(json_object_get(good, "vehicle")),
        .non_originating = non_originating(good),
        .status = (enum status)results_word(results_string(good, "status"), STATUS_WORDS, STATUSES)};
    bool dated = date_parse_iso(&one.date, string_of(json_object_get(good, "date")));
    if (!hs_code_parse(&one.hs, string_of(json_object_get(good, "hs"))))
        one.hs = (struct hs_code){0};
    if (one.good_id.length == 0 || (!dated && one.status == STATUS_REJECTED))
        return answers->arena->failed ? error_memory(error) : USMCA_OK; /* a row that cannot be read */
    if (!dated)
        return unlike(answers, number, "date", error);
    if (one.pile.length == 0)
        return unlike(answers, number, "evidence", error);
    if (!read_until(&one, json_object_get(good, "valid_until")))
        return unlike(answers, number, "valid_until", error);
    if (result_contradicts_itself(good))
        return error_set(error, USMCA_ERROR_INPUT, answers->path, 0, 0,
                         "result %zu contradicts itself: it was changed since usmca check wrote it", number);
    void *list = list_room(answers->list, answers->count, &answers->room, sizeof one);
    if (list == NULL || answers->arena->failed)
        return error_memory(error);
    answers->list = list;
    answers->list[answers->count++] = one;
    return USMCA_OK;
}

/* ---- looking for them ---- */

static int compare_answers(const void *a, const void *b) {
    const struct claim_answer *first = a;
    const struct claim_answer *other = b;
    int order = text_order(first->good_id, other->good_id);
    order = order != 0 ? order : text_order(first->import_country, other->import_country);
    return order != 0 ? order : (first->date > other->date) - (first->date < other->date);
}

static bool same(const struct claim_answer *a, const struct claim_answer *b) {
    return a->status == b->status && text_equal(a->pile, b->pile) && a->until == b->until &&
           a->import_told == b->import_told && a->hs.given == b->hs.given && a->hs.digits == b->hs.digits &&
           text_equal(a->currency, b->currency) && amount_same(a->non_originating, b->non_originating);
}

void answers_sort(struct answers *answers) {
    if (answers->count > 1)
        qsort(answers->list, answers->count, sizeof *answers->list, compare_answers);
    for (size_t from = 0, to = 0; from < answers->count; from = to) {
        bool twice = false;
        for (to = from; to < answers->count && compare_answers(&answers->list[from], &answers->list[to]) == 0;
             to++)
            twice = twice || !same(&answers->list[from], &answers->list[to]);
        for (size_t i = from; i < to; i++)
            answers->list[i].twice = twice;
    }
}

/* How many stand before the key, or are of its good and day. */
static size_t up_to(const struct answers *answers, const struct claim_answer *key) {
    size_t first = 0;
    size_t last = answers->count;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (compare_answers(&answers->list[middle], key) <= 0)
            first = middle + 1;
        else
            last = middle;
    }
    return first;
}

/* The first answer of the good, whatever its country; or NULL. */
static const struct claim_answer *any_of(const struct answers *answers, struct text good_id) {
    const struct claim_answer key = {.good_id = good_id};
    size_t place = up_to(answers, &key);
    if (place > 0 && text_equal(answers->list[place - 1].good_id, good_id))
        return &answers->list[place - 1];
    bool behind = place < answers->count && text_equal(answers->list[place].good_id, good_id);
    return behind ? &answers->list[place] : NULL;
}

static bool is_of(const struct claim_answer *answer, const struct claim_answer *key) {
    return text_equal(answer->good_id, key->good_id) &&
           text_equal(answer->import_country, key->import_country);
}

/* Of the answers for one country. */
static enum answer_found find_for(const struct answers *answers, const struct answer_key *asked,
                                  struct text import_country, const struct claim_answer **found) {
    const struct claim_answer key = {
        .good_id = asked->good_id, .import_country = import_country, .date = asked->day};
    size_t place = up_to(answers, &key);
    bool before = place > 0 && is_of(&answers->list[place - 1], &key);
    bool behind = place < answers->count && is_of(&answers->list[place], &key);
    *found = before ? &answers->list[place - 1] : behind ? &answers->list[place] : NULL;
    if (*found == NULL)
        return ANSWER_ABSENT;
    if (!asked->any_day && (!before || (*found)->until < asked->day))
        return ANSWER_OTHER_DAY;
    return (*found)->twice ? ANSWER_TWICE : ANSWER_FOUND;
}

enum answer_found answers_find(const struct answers *answers, const struct answer_key *key,
                               const struct claim_answer **found) {
    const struct claim_answer *general = NULL;
    enum answer_found own = find_for(answers, key, key->import_country, found);
    if (own != ANSWER_FOUND && own != ANSWER_TWICE && key->import_country.length > 0) {
        enum answer_found other = find_for(answers, key, TEXT(""), &general);
        if (own == ANSWER_ABSENT || other == ANSWER_FOUND) {
            *found = general;
            own = other;
        }
    }
    bool open = *found != NULL &&
                (!(*found)->import_told || ((*found)->is_vehicle && (*found)->import_country.length == 0));
    if (*found != NULL)
        return open ? ANSWER_COUNTRY_UNSAID : own;
    *found = any_of(answers, key->good_id);
    if (*found == NULL)
        return ANSWER_ABSENT;
    return key->import_country.length > 0 ? ANSWER_OTHER_COUNTRY : ANSWER_COUNTRY_UNSAID;
}
