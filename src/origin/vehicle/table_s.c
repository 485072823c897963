#include "origin/vehicle/table_s.h"

#include "origin/vehicle/purchase_twins.h"

static enum result code_listed(const struct vehicle_data *data, const struct scope *codes,
                               const struct purchase_row *row) {
    return scope_holds_code(codes, data->editions, edition_chosen(data->edition, data->editions, row->from),
                            row->hs);
}

/* Which metals it may be of, and, where its column `metal` says so, is. The word does not move a code from
 * one part of the table into the other. */
static void set_listed(const struct vehicle_data *data, const struct purchase_row *row,
                       enum result listed[METALS], bool *either, bool *other) {
    size_t metals = 0;
    bool of_metal = row->metal == METAL_NONE;
    for (uint32_t i = 0; i < data->provisions->metal_count; i++) {
        const struct metal_provision *one = &data->provisions->metals[i];
        listed[one->metal] = code_listed(data, &one->codes, row);
        metals += listed[one->metal] == RESULT_PASS;
        of_metal = of_metal || (row->metal == one->metal && listed[one->metal] != RESULT_FAIL);
    }
    for (int metal = METAL_NONE + 1; of_metal && metal < METALS; metal++)
        if (row->metal != METAL_NONE && row->metal != (enum metal)metal)
            listed[metal] = RESULT_FAIL;
    *either = metals > 1 && row->metal == METAL_NONE;
    *other = metals > 0 && !of_metal;
}

static void check_purchase(struct vehicle_data *data, size_t i) {
    const struct purchase_row *row = &data->purchases[i];
    struct purchase_standing *standing = &data->purchase_standings[i];
    bool either = false;
    bool other = false;
    set_listed(data, row, standing->listed, &either, &other);
    if (row->from > row->to)
        vehicle_data_blame(data, FILE_PURCHASES, &row->place, "to", "purchase.backwards", row->producer);
    else if (either)
        vehicle_data_blame(data, FILE_PURCHASES, &row->place, "metal", "purchase.metal", row->producer);
    else if (other)
        vehicle_data_blame(data, FILE_PURCHASES, &row->place, "metal", "purchase.other-metal", row->producer);
}

bool table_s_prepare(struct vehicle_data *data, struct arena *arena) {
    for (size_t i = 0; i < data->purchase_count; i++)
        check_purchase(data, i);
    return purchase_twins_find(data, arena);
}
