#include "intake/case.h"

#include <Judy.h>
#include <stdlib.h>

const char *const ROLE_WORDS[ROLES] = {"material", "self-produced", "intermediate", "packaging", "accessory",
                                       "packing",  "indirect",      "recovered",    "set-item"};

static int compare_documents(const void *a, const void *b) {
    return text_order(((const struct document *)a)->document_id, ((const struct document *)b)->document_id);
}

static int compare_rates(const void *a, const void *b) {
    const struct rate *first = a;
    const struct rate *other = b;
    int order = text_order(first->from, other->from);
    if (order == 0)
        order = text_order(first->to, other->to);
    return order != 0 ? order : (first->date > other->date) - (first->date < other->date);
}

static int compare_duties(const void *a, const void *b) {
    const struct duty *first = a;
    const struct duty *other = b;
    if (first->hs.low != other->hs.low)
        return first->hs.low < other->hs.low ? -1 : 1;
    return (int)first->hs.digits - (int)other->hs.digits;
}

void case_sort(struct document *documents, size_t document_count, struct rate *rates, size_t rate_count,
               struct duty *duties, size_t duty_count) {
    if (document_count > 1)
        qsort(documents, document_count, sizeof *documents, compare_documents);
    if (rate_count > 1)
        qsort(rates, rate_count, sizeof *rates, compare_rates);
    if (duty_count > 1)
        qsort(duties, duty_count, sizeof *duties, compare_duties);
}

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

const struct duty *case_duty(const struct case_setting *setting, struct hs_code hs) {
    const struct duty *found = NULL;
    size_t first = 0;
    size_t last = setting->duty_count;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (setting->duties[middle].hs.low <= hs.low)
            first = middle + 1;
        else
            last = middle;
    }
    for (size_t i = first; i > 0; i--) {
        const struct duty *duty = &setting->duties[i - 1];
        if (duty->hs.high >= hs.high && (found == NULL || duty->hs.digits > found->hs.digits))
            found = duty;
        if (hs_unit(duty->hs.low, HS_CHAPTER) != hs_unit(hs.low, HS_CHAPTER))
            break;
    }
    return found;
}

const struct rate *rates_find(const struct rate *rates, size_t count, struct text from, struct text to,
                              date day) {
    struct rate key = {.from = from, .to = to, .date = day};
    size_t first = 0;
    size_t last = count;
    while (first < last) {
        size_t middle = first + (last - first) / 2;
        if (compare_rates(&rates[middle], &key) <= 0)
            first = middle + 1;
        else
            last = middle;
    }
    if (first == 0)
        return NULL;
    const struct rate *found = &rates[first - 1];
    return text_equal(found->from, from) && text_equal(found->to, to) ? found : NULL;
}

const struct rate *case_rate(const struct case_setting *setting, struct text from, struct text to, date day) {
    return rates_find(setting->rates, setting->rate_count, from, to, day);
}

struct amount case_units(const struct material *material, bool valued) {
    if (material->quantity.given)
        return material->quantity;
    return valued ? amount_not_given() : amount_of(DECIMAL_ONE);
}

const struct produced *case_self_produced(const struct material *material) {
    bool role = material->role == ROLE_SELF_PRODUCED || material->role == ROLE_INTERMEDIATE;
    return role && material->produced != NULL && material->produced->looked_into ? material->produced : NULL;
}
