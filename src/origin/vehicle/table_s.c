#include "origin/vehicle/table_s.h"

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

/* ---- estimated and actual purchases, U.R. 17(8) ---- */

static enum result same_word(int one, int other) {
    return one == other ? RESULT_PASS : one == 0 || other == 0 ? RESULT_UNKNOWN : RESULT_FAIL;
}

static enum result and_also(enum result one, enum result other) {
    return one < other ? one : other;
}

/* Whether two rows are of the same metal and vehicles. */
static enum result same_purchases(const struct vehicle_data *data, size_t i, size_t k) {
    const struct purchase_row *one = &data->purchases[i];
    const struct purchase_row *other = &data->purchases[k];
    enum result metal = RESULT_FAIL;
    for (int of = METAL_NONE + 1; of < METALS; of++) {
        enum result both =
            and_also(data->purchase_standings[i].listed[of], data->purchase_standings[k].listed[of]);
        metal = both > metal ? both : metal;
    }
    return and_also(and_also(metal, vehicle_same_text(one->plant, other->plant)),
                    and_also(and_also(vehicle_same_text(one->model_line, other->model_line),
                                      same_word((int)one->class, (int)other->class)),
                             same_word((int)one->exported, (int)other->exported)));
}

static void find_purchase_twins(struct vehicle_data *data) {
    for (size_t i = 0; i < data->purchase_count; i++)
        for (size_t k = i + 1; k < data->purchase_count; k++) {
            const struct purchase_row *one = &data->purchases[i];
            const struct purchase_row *other = &data->purchases[k];
            if (!text_equal(one->producer, other->producer) || other->from > one->to)
                break;
            if (one->basis == other->basis)
                continue;
            enum result same = same_purchases(data, i, k);
            struct purchase_standing *estimate =
                &data->purchase_standings[one->basis == COSTS_ESTIMATED ? i : k];
            struct purchase_standing *actual =
                &data->purchase_standings[one->basis == COSTS_ESTIMATED ? k : i];
            estimate->has_actual = same > estimate->has_actual ? same : estimate->has_actual;
            actual->has_estimate = same > actual->has_estimate ? same : actual->has_estimate;
        }
}

void table_s_prepare(struct vehicle_data *data) {
    for (size_t i = 0; i < data->purchase_count; i++)
        check_purchase(data, i);
    find_purchase_twins(data);
}
