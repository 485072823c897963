#include "origin/lines_in_doubt.h"

#include <string.h>

static bool is_outline(const struct good *good) {
    return good->unread_price != NULL && good->unread_price->test == TEST_INDENTED;
}

bool lines_in_doubt_has(const struct good *good, const struct material *material) {
    return material->unread_use != NULL || material->bill != 0 || is_outline(good);
}

/* The column that says so of it; NULL where one says it of all. */
static const struct unread_column *column_of(const struct good *good, const struct material *material) {
    return material->unread_use != NULL ? material->unread_use
           : material->bill != 0        ? good->unread_bill->column
                                        : NULL;
}

bool lines_in_doubt_inside(const struct material *material) {
    if (material->produced == NULL)
        return false;
    return material->as_given != NULL ? material->as_given->produced->in_doubt : material->produced->in_doubt;
}

bool lines_in_doubt_any(const struct good *good, bool inside) {
    if (good->same_in_doubt)
        return false;
    if (good->unread_bill != NULL || is_outline(good))
        return true;
    for (uint32_t i = 0; i < good->material_count && good->unread_of_lines.count > 0; i++)
        if (good->materials[i].unread_use != NULL)
            return true;
    for (uint32_t i = 0; i < good->material_count && inside; i++)
        if (lines_in_doubt_inside(&good->materials[i]))
            return true;
    return false;
}

/* One of several: where a line below another is, its assembly is not. */
static bool is_one_of_several(const struct good *good, const struct material *material) {
    return is_outline(good) || (material->unread_use == NULL && material->bill != 0) ||
           (material->unread_use != NULL && (material->unread_use->changes & CHANGES_QUANTITY) != 0);
}

/* The place of the part among those of materials; their count where it is none. */
static uint32_t place_of(const struct lines_in_doubt *found, struct doubtful_part part) {
    uint32_t at = 0;
    while (at < found->inside_count &&
           (found->inside[at].of != part.of || found->inside[at].number != part.number))
        at++;
    return at;
}

/* False where there are too many. */
static bool add_parts(struct lines_in_doubt *found, const struct produced_ways *ways, uint32_t most) {
    for (uint32_t k = 0; ways != NULL && k < ways->part_count; k++) {
        if (place_of(found, ways->parts[k]) < found->inside_count)
            continue;
        if (lines_in_doubt_parts(found) >= most)
            return false;
        found->inside[found->inside_count++] = ways->parts[k];
    }
    return ways != NULL;
}

static void find_inside(struct lines_in_doubt *found, uint32_t most) {
    const struct good *good = found->good;
    for (uint32_t i = 0; i < good->material_count && !found->untold_inside; i++)
        if (lines_in_doubt_inside(&good->materials[i]))
            found->untold_inside = !add_parts(found, good->materials[i].produced->ways, most);
    if (found->untold_inside)
        found->inside_count = 0;
}

bool lines_in_doubt_find(struct lines_in_doubt *found, const struct good *good, uint32_t most,
                         struct arena *arena) {
    *found = (struct lines_in_doubt){
        .good = good, .part_of = ARENA_ARRAY(arena, uint32_t, (size_t)good->material_count + 1)};
    if (found->part_of == NULL)
        return false;
    for (uint32_t i = 0; i < good->material_count; i++) {
        const uint32_t bill = good->materials[i].bill;
        found->parts = bill > found->parts ? bill : found->parts;
        found->untold = found->untold || bill > BILLS_MOST;
    }
    for (uint32_t i = 0; i < good->material_count; i++) {
        const struct material *material = &good->materials[i];
        if (!lines_in_doubt_has(good, material))
            continue;
        found->some_count = found->some_count || is_one_of_several(good, material);
        if (material->unread_use != NULL || is_outline(good))
            found->part_of[i] = ++found->parts;
    }
    const bool crossed = good->unread_bill != NULL && good->unread_bill->crossed;
    found->untold = found->untold || (crossed && found->parts > MOST_PARTS_TRIED);
    if (most > 0)
        find_inside(found, found->untold ? 0 : most);
    return true;
}

/* All, then without one after the other of all sets; or all, none, and each alone. */
uint32_t lines_in_doubt_ways(const struct lines_in_doubt *found) {
    return found->untold                      ? 1
           : found->parts <= MOST_PARTS_TRIED ? 1U << lines_in_doubt_parts(found)
           : found->parts <= MOST_PARTS_ALONE ? found->parts + 2
                                              : 2;
}

bool lines_in_doubt_all_tried(const struct lines_in_doubt *found) {
    return !found->untold && found->parts <= MOST_PARTS_TRIED;
}

static bool counts(const struct lines_in_doubt *found, uint32_t way, uint32_t part) {
    if (part == 0 || way == 0)
        return true;
    if (lines_in_doubt_all_tried(found))
        return (way >> (part - 1) & 1) == 0;
    return way > 1 && part == way - 1;
}

static struct good *copy_of(const struct good *good, struct material **materials, struct arena *arena) {
    struct good *copy = ARENA_NEW(arena, struct good);
    *materials = ARENA_ARRAY(arena, struct material, (size_t)good->material_count + 1);
    if (copy == NULL || *materials == NULL)
        return NULL;
    *copy = *good;
    copy->materials = *materials;
    copy->made = NULL; /* it was made in other ways */
    return copy;
}

/* What a material is on that way; NULL where nothing would be left of it. */
static const struct produced *made_on(const struct lines_in_doubt *found, uint32_t way,
                                      const struct material *material) {
    uint32_t left_out = 0;
    if (found->inside_count == 0 || !lines_in_doubt_inside(material))
        return material->produced;
    const struct produced_ways *ways = material->produced->ways;
    for (uint32_t k = 0; k < ways->part_count; k++)
        left_out |= (way >> (found->parts + place_of(found, ways->parts[k])) & 1) << k;
    return ways->of[left_out];
}

/* What a line is worth is as it stands, where it is of the good: but below another one it may be so many
 * times as much. */
static struct material as_counted(struct material material) {
    if (material.unread_use != NULL && (material.unread_use->changes & CHANGES_QUANTITY) != 0)
        material.weight_kg = amount_not_given();
    return material;
}

bool lines_in_doubt_way(const struct good **out, const struct lines_in_doubt *found, uint32_t way,
                        struct arena *arena) {
    const struct good *good = found->good;
    struct material *materials = NULL;
    struct good *copy = copy_of(good, &materials, arena);
    *out = NULL;
    if (copy == NULL)
        return false;
    copy->material_count = 0;
    copy->same_in_doubt = true;
    for (uint32_t i = 0; i < good->material_count; i++) {
        const struct material *material = &good->materials[i];
        const struct produced *made = made_on(found, way, material);
        if (!counts(found, way, found->part_of[i]) || !counts(found, way, material->bill))
            continue;
        if (made == NULL && material->produced != NULL)
            return true;
        materials[copy->material_count] = as_counted(*material);
        materials[copy->material_count++].produced = made;
    }
    if (copy->material_count > 0 || !found->some_count)
        *out = copy;
    return true;
}

const struct good *lines_in_doubt_withheld(const struct good *good, struct arena *arena) {
    struct material *materials = NULL;
    struct good *copy = copy_of(good, &materials, arena);
    for (uint32_t i = 0; copy != NULL && i < good->material_count; i++) {
        materials[i] = good->materials[i];
        if (!lines_in_doubt_has(good, &materials[i]))
            continue;
        if (materials[i].unread == NULL)
            materials[i].unread = column_of(good, &materials[i]);
        materials[i].weight_kg = amount_not_given();
    }
    return copy;
}

const struct good *lines_in_doubt_counted(const struct lines_in_doubt *found, struct arena *arena) {
    const struct good *counted = NULL;
    return lines_in_doubt_way(&counted, found, 0, arena) ? counted : NULL;
}
