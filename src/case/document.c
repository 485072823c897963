#include "case/document.h"

#include <Judy.h>
#include <stdlib.h>

#include "base/list.h"
#include "case/columns.h"

/* Of the open table: how many places a document may stand in. Whose ids are all made to want the same ones
 * are found by a search. */
enum { PLACES_TRIED = 16, PLACES_A_DOCUMENT = 2, FEWEST_PLACES = 64 };

static int compare_documents(const void *a, const void *b) {
    return text_order(((const struct document *)a)->document_id, ((const struct document *)b)->document_id);
}

static bool same_doubts(const struct document *one, const struct document *other) {
    if (one->doubt_count != other->doubt_count)
        return false;
    for (uint32_t i = 0; i < one->doubt_count; i++)
        if (!text_equal(one->doubts[i].said, other->doubts[i].said))
            return false;
    return true;
}

/* Of one document_id: what is said of one row is said of all. */
static void mark_documents(struct document *documents, size_t count) {
    for (size_t from = 0, to = 0; from < count; from = to) {
        struct text rejected = {NULL, 0};
        bool twice = false;
        for (to = from; to < count && compare_documents(&documents[from], &documents[to]) == 0; to++) {
            rejected = rejected.length == 0 ? documents[to].rejected : rejected;
            twice = twice || !same_doubts(&documents[from], &documents[to]) ||
                    !column_records_equal(&DOCUMENT_COLUMNS, &documents[from], &documents[to]);
        }
        for (size_t i = from; i < to; i++) {
            documents[i].rejected = rejected;
            documents[i].twice = twice;
        }
    }
}

static bool any_of_any_kind(const struct document *documents, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (documents[i].of_any_kind)
            return true;
    return false;
}

/* ---- places ---- */

/* The place of that id, or the one that it would have; NULL where all that it may have are taken. */
static struct document_place *place_of(const struct document_table *table, struct text document_id,
                                       uint64_t hash) {
    const uint32_t part = (uint32_t)(hash >> 32);
    for (size_t i = 0; i < PLACES_TRIED; i++) {
        struct document_place *place = &table->places[(hash + i) & (table->place_count - 1)];
        if (place->row == 0 ||
            (place->hash == part && text_equal(table->rows[place->row - 1].document_id, document_id)))
            return place;
    }
    return NULL;
}

static bool add_place(struct document_table *table, size_t row) {
    if ((row + 1) * PLACES_A_DOCUMENT > table->place_count || row >= UINT32_MAX)
        return false;
    const struct text document_id = table->rows[row].document_id;
    const uint64_t hash = text_hash(document_id);
    struct document_place *place = place_of(table, document_id, hash);
    if (place != NULL)
        *place = (struct document_place){(uint32_t)(hash >> 32), (uint32_t)row + 1};
    return place != NULL;
}

/* With room for as many documents again. One that finds no place is in order, and is found so. */
static void find_places(struct document_table *table) {
    table->place_count = FEWEST_PLACES;
    while (table->place_count < table->count * 2 * PLACES_A_DOCUMENT)
        table->place_count *= 2;
    table->places = calloc(table->place_count, sizeof *table->places);
    for (size_t i = 0; table->places != NULL && i < table->count; i++)
        add_place(table, i);
}

static Word_t chain_hash(enum document_kind kind, struct text material_id) {
    return text_hash(material_id) + (Word_t)kind;
}

static Word_t chain_of(const struct document *document) {
    return chain_hash(document->kind, document->material_id);
}

/* From the last to the first, so that each finds the one behind it. */
static bool chain_materials(struct document_table *table) {
    for (size_t i = table->count; i > 0; i--) {
        PWord_t place = (PWord_t)JudyLIns(&table->materials, chain_of(&table->rows[i - 1]), PJE0);
        if (place == NULL || (void *)place == (void *)PPJERR)
            return false;
        table->next_materials[i - 1] = *place;
        *place = i;
    }
    return true;
}

static void find_materials(struct document_table *table) {
    table->next_materials = table->count > 0 ? calloc(table->count, sizeof *table->next_materials) : NULL;
    table->next_room = table->count;
    if (table->next_materials != NULL && !chain_materials(table)) {
        JudyLFreeArray(&table->materials, PJE0);
        free(table->next_materials);
        table->next_materials = NULL;
    }
}

void documents_free(struct document_table *table) {
    free(table->places);
    JudyLFreeArray(&table->materials, PJE0);
    free(table->next_materials);
    *table = (struct document_table){0};
}

void documents_sort(struct document_table *table, struct document *documents, size_t count) {
    documents_free(table);
    if (count > 1)
        qsort(documents, count, sizeof *documents, compare_documents);
    mark_documents(documents, count);
    *table = (struct document_table){.rows = documents,
                                     .count = count,
                                     .in_order = count,
                                     .some_of_any_kind = any_of_any_kind(documents, count)};
    find_places(table);
    find_materials(table);
}

/* ---- what comes in later ---- */

static bool add_to_chain(struct document_table *table, size_t row) {
    size_t *next = list_room(table->next_materials, row, &table->next_room, sizeof *next);
    if (next == NULL)
        return false;
    table->next_materials = next;
    PWord_t first = (PWord_t)JudyLIns(&table->materials, chain_of(&table->rows[row]), PJE0);
    if (first == NULL || (void *)first == (void *)PPJERR)
        return false;
    size_t *link = (size_t *)first;
    while (*link != 0 && compare_documents(&table->rows[*link - 1], &table->rows[row]) < 0)
        link = &next[*link - 1];
    next[row] = *link;
    *link = row + 1;
    return true;
}

void documents_extend(struct document_table *table, struct document *documents, size_t count) {
    bool found = table->places != NULL && table->next_materials != NULL && table->count <= count;
    size_t row = table->count;
    table->rows = documents;
    table->some_of_any_kind =
        table->some_of_any_kind || (row < count && any_of_any_kind(documents + row, count - row));
    for (; found && row < count; row++)
        found = add_place(table, row) && add_to_chain(table, row);
    table->count = count;
    if (!found)
        documents_sort(table, documents, count);
}

/* Without a place, by a search. */
static const struct document *find(const struct document_table *table, struct text document_id,
                                   uint64_t hash) {
    if (table->places != NULL) {
        const struct document_place *place = place_of(table, document_id, hash);
        if (place != NULL)
            return place->row > 0 ? &table->rows[place->row - 1] : NULL;
    }
    struct document key = {.document_id = document_id};
    const struct document *found = bsearch(&key, table->rows, table->in_order, sizeof key, compare_documents);
    for (size_t i = table->in_order; i < table->count && found == NULL; i++)
        if (text_equal(table->rows[i].document_id, document_id))
            found = &table->rows[i];
    return found;
}

const struct document *documents_find(const struct document_table *table, struct text document_id) {
    return table->count > 0 && document_id.length > 0 ? find(table, document_id, text_hash(document_id))
                                                      : NULL;
}

/* What lines ask of a document lies in the first so many bytes of it. */
enum { ASKED_OF_A_DOCUMENT = 192, BYTES_FETCHED = 64 };

static void fetch(const struct document_table *table, uint64_t hash) {
    const struct document_place *place = &table->places[hash & (table->place_count - 1)];
    if (place->row == 0)
        return;
    const char *row = (const char *)&table->rows[place->row - 1];
    for (int i = 0; i < ASKED_OF_A_DOCUMENT; i += BYTES_FETCHED)
        __builtin_prefetch(row + i);
}

/* Its id lies elsewhere again, and the fields behind it by that. */
static void fetch_text(const struct document_table *table, uint64_t hash) {
    const struct document_place *place = &table->places[hash & (table->place_count - 1)];
    if (place->row > 0)
        __builtin_prefetch(table->rows[place->row - 1].document_id.data);
}

void documents_find_all(const struct document_table *table, struct document_search *searches, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct document_search *search = &searches[i];
        search->found = NULL;
        if (table->places == NULL || search->document_id.length == 0)
            continue;
        search->hash = text_hash(search->document_id);
        __builtin_prefetch(&table->places[search->hash & (table->place_count - 1)]);
    }
    for (size_t i = 0; i < count && table->places != NULL; i++)
        if (searches[i].document_id.length > 0)
            fetch(table, searches[i].hash);
    for (size_t i = 0; i < count && table->places != NULL; i++)
        if (searches[i].document_id.length > 0)
            fetch_text(table, searches[i].hash);
    for (size_t i = 0; i < count && table->places != NULL; i++)
        if (searches[i].document_id.length > 0)
            searches[i].found = find(table, searches[i].document_id, searches[i].hash);
    for (size_t i = 0; i < count && table->places == NULL; i++)
        searches[i].found = documents_find(table, searches[i].document_id);
}

/* Without places all are gone through. */
static size_t first_on(const struct document_table *table, enum document_kind kind, struct text material_id) {
    if (table->next_materials == NULL)
        return table->count > 0;
    const Word_t *place = (PWord_t)JudyLGet(table->materials, chain_hash(kind, material_id), PJE0);
    return place != NULL ? *place : 0;
}

static size_t next_on(const struct document_table *table, size_t place) {
    if (table->next_materials == NULL)
        return place < table->count ? place + 1 : 0;
    return table->next_materials[place - 1];
}

const struct document *documents_on_material(const struct document_table *table, enum document_kind kind,
                                             struct text material_id, const struct document *after) {
    size_t place = after == NULL ? first_on(table, kind, material_id)
                                 : next_on(table, (size_t)(after - table->rows) + 1);
    while (place > 0 && (table->rows[place - 1].kind != kind ||
                         !text_equal(table->rows[place - 1].material_id, material_id)))
        place = next_on(table, place);
    return place > 0 ? &table->rows[place - 1] : NULL;
}
