#include "intake/case.h"

#include <Judy.h>
#include <stdlib.h>

#include "intake/columns.h"

const char *const ROLE_WORDS[ROLES] = {"material", "self-produced", "intermediate", "packaging", "accessory",
                                       "packing",  "indirect",      "recovered",    "set-item"};

static int compare_documents(const void *a, const void *b) {
    return text_order(((const struct document *)a)->document_id, ((const struct document *)b)->document_id);
}

static int compare_rates(const void *a, const void *b) {
    const struct rate *first = a;
    const struct rate *other = b;
    int order = (int)first->rejected - (int)other->rejected;
    if (order == 0)
        order = text_order(first->from, other->from);
    if (order == 0)
        order = text_order(first->to, other->to);
    return order != 0 ? order : (first->date > other->date) - (first->date < other->date);
}

static int compare_duties(const void *a, const void *b) {
    const struct duty *first = a;
    const struct duty *other = b;
    if (first->rejected != other->rejected)
        return (int)first->rejected - (int)other->rejected;
    if (first->hs.digits != other->hs.digits)
        return (int)first->hs.digits - (int)other->hs.digits;
    return (first->hs.given > other->hs.given) - (first->hs.given < other->hs.given);
}

/* ---- rows that contradict others ---- */

static bool same_amount(struct amount a, struct amount b) {
    return a.given == b.given && (!a.given || a.value == b.value);
}

/* Of one document_id: what is said of one row is said of all. */
static void mark_documents(struct document *documents, size_t count) {
    for (size_t from = 0, to = 0; from < count; from = to) {
        struct text rejected = {NULL, 0};
        bool twice = false;
        for (to = from; to < count && compare_documents(&documents[from], &documents[to]) == 0; to++) {
            rejected = rejected.length == 0 ? documents[to].rejected : rejected;
            twice = twice || !column_records_equal(&DOCUMENT_COLUMNS, &documents[from], &documents[to]);
        }
        for (size_t i = from; i < to; i++) {
            documents[i].rejected = rejected;
            documents[i].twice = twice;
        }
    }
}

static void mark_rates(struct rate *rates, size_t count) {
    for (size_t from = 0, to = 0; from < count; from = to) {
        bool twice = false;
        for (to = from; to < count && compare_rates(&rates[from], &rates[to]) == 0; to++)
            twice = twice || !same_amount(rates[from].rate, rates[to].rate);
        for (size_t i = from; i < to; i++)
            rates[i].twice = twice;
    }
}

static void mark_duties(struct duty *duties, size_t count) {
    for (size_t from = 0, to = 0; from < count; from = to) {
        bool twice = false;
        for (to = from; to < count && compare_duties(&duties[from], &duties[to]) == 0; to++)
            twice = twice || !same_amount(duties[from].rate_percent, duties[to].rate_percent) ||
                    !same_amount(duties[from].surcharge_percent, duties[to].surcharge_percent);
        for (size_t i = from; i < to; i++)
            duties[i].twice = twice;
    }
}

void case_sort(struct case_setting *setting, struct document *documents, struct rate *rates,
               struct duty *duties) {
    if (setting->document_count > 1)
        qsort(documents, setting->document_count, sizeof *documents, compare_documents);
    if (setting->rates.count > 1)
        qsort(rates, setting->rates.count, sizeof *rates, compare_rates);
    if (setting->duty_count > 1)
        qsort(duties, setting->duty_count, sizeof *duties, compare_duties);
    setting->rates.rows = rates;
    setting->rates.lost_count = 0;
    setting->lost_duty_count = 0;
    while (setting->rates.count > 0 && rates[setting->rates.count - 1].rejected) {
        setting->rates.count--;
        setting->rates.lost_count++;
    }
    while (setting->duty_count > 0 && duties[setting->duty_count - 1].rejected) {
        setting->duty_count--;
        setting->lost_duty_count++;
    }
    mark_documents(documents, setting->document_count);
    mark_rates(rates, setting->rates.count);
    mark_duties(duties, setting->duty_count);
    setting->documents = documents;
    setting->duties = duties;
}

/* ---- documents ---- */

void case_places_free(void *places) {
    Pvoid_t array = places;
    JudyLFreeArray(&array, PJE0);
}

void *case_places(const struct document *documents, size_t count) {
    Pvoid_t array = NULL;
    for (size_t i = 0; i < count; i++) {
        PWord_t place = (PWord_t)JudyLIns(&array, text_hash(documents[i].document_id), PJE0);
        if (place == NULL || (void *)place == (void *)PPJERR) {
            case_places_free(array);
            return NULL;
        }
        *place = i + 1;
    }
    return array;
}

const struct document *case_document(const struct case_setting *setting, struct text document_id) {
    if (setting->document_count == 0 || document_id.length == 0)
        return NULL;
    if (setting->document_places != NULL) {
        const Word_t *place = (PWord_t)JudyLGet(setting->document_places, text_hash(document_id), PJE0);
        if (place == NULL)
            return NULL;
        if (text_equal(setting->documents[*place - 1].document_id, document_id))
            return &setting->documents[*place - 1];
    }
    struct document key = {.document_id = document_id};
    return bsearch(&key, setting->documents, setting->document_count, sizeof key, compare_documents);
}

/* ---- duties ---- */

/* Whether `code` is `hs`, or the beginning of it. */
static bool begins(struct hs_code code, struct hs_code hs) {
    uint64_t shortened = hs.given;
    for (int i = code.digits; i < hs.digits; i++)
        shortened /= 10;
    return code.digits <= hs.digits && shortened == code.given;
}

static const struct duty *longest_duty(const struct case_setting *setting, struct hs_code hs) {
    struct duty key = {.hs = hs};
    for (; key.hs.digits > 0; key.hs.digits--, key.hs.given /= 10) {
        const struct duty *found =
            setting->duty_count > 0
                ? bsearch(&key, setting->duties, setting->duty_count, sizeof key, compare_duties)
                : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

enum look_up case_duty(const struct case_setting *setting, struct hs_code hs, const struct duty **found) {
    *found = longest_duty(setting, hs);
    for (size_t i = 0; i < setting->lost_duty_count; i++) {
        const struct duty *lost = &setting->duties[setting->duty_count + i];
        if (lost->hs.digits == 0 ||
            (begins(lost->hs, hs) && (*found == NULL || lost->hs.digits >= (*found)->hs.digits)))
            return LOOK_UP_REJECTED;
    }
    return *found == NULL ? LOOK_UP_NONE : (*found)->twice ? LOOK_UP_TWICE : LOOK_UP_FOUND;
}

/* ---- rates ---- */

static const struct rate *latest_rate(const struct rate_table *rates, struct text from, struct text to,
                                      date day) {
    struct rate key = {.from = from, .to = to, .date = day};
    size_t first = 0;
    size_t last = rates->count;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (compare_rates(&rates->rows[middle], &key) <= 0)
            first = middle + 1;
        else
            last = middle;
    }
    if (first == 0)
        return NULL;
    const struct rate *found = &rates->rows[first - 1];
    return text_equal(found->from, from) && text_equal(found->to, to) ? found : NULL;
}

static bool may_be(struct text read, struct text currency) {
    return read.length == 0 || text_equal(read, currency);
}

/* Whether a rejected row may be the one that holds, behind the day `since`. */
static bool rate_lost(const struct rate_table *rates, struct text from, struct text to, date since,
                      date day) {
    for (size_t i = 0; i < rates->lost_count; i++) {
        const struct rate *lost = &rates->rows[rates->count + i];
        bool of_pair = (may_be(lost->from, from) && may_be(lost->to, to)) ||
                       (may_be(lost->from, to) && may_be(lost->to, from));
        if (of_pair && (lost->date == 0 || (lost->date >= since && lost->date <= day)))
            return true;
    }
    return false;
}

enum look_up rates_find(const struct rate_table *rates, struct text from, struct text to, date day,
                        struct conversion *found) {
    const struct rate *direct = latest_rate(rates, from, to, day);
    const struct rate *opposite = latest_rate(rates, to, from, day);
    bool inverse = direct == NULL || (opposite != NULL && opposite->date > direct->date);
    const struct rate *rate = inverse ? opposite : direct;
    if (rate_lost(rates, from, to, rate != NULL ? rate->date : 0, day))
        return LOOK_UP_REJECTED;
    if (rate == NULL)
        return LOOK_UP_NONE;
    *found = (struct conversion){rate->rate.value, inverse};
    return rate->twice ? LOOK_UP_TWICE : LOOK_UP_FOUND;
}

struct amount case_units(const struct material *material) {
    if (material->quantity.given)
        return material->quantity;
    return material->unit_value.given ? amount_not_given() : amount_of(DECIMAL_ONE);
}

const struct produced *case_self_produced(const struct material *material) {
    bool role = material->role == ROLE_SELF_PRODUCED || material->role == ROLE_INTERMEDIATE;
    return role && material->produced != NULL && material->produced->looked_into ? material->produced : NULL;
}
