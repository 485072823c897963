#include "origin/vehicle/category.h"

#include "origin/vehicle/key_bytes.h"

struct row_span vehicle_rows_of_category(const struct vehicle_data *data, const struct vehicle_row *of) {
    switch (of->category) {
    case CATEGORY_MODEL_LINE_PLANT:
    case CATEGORY_MODEL_LINE:
        return row_index_find(&data->vehicles_by_model_line, of->class, of->model_line);
    case CATEGORY_CLASS_PLANT:
    case CATEGORY_CLASS:
        return row_index_find(&data->vehicles_by_class, of->class, (struct text){NULL, 0});
    default:
        return vehicle_rows_of_good(data, of->good_id);
    }
}

static bool in_category(const struct vehicle_row *row, const struct vehicle_row *of) {
    bool of_model_line = text_equal(row->model_line, of->model_line) && row->class == of->class;
    bool of_plant = text_equal(row->plant, of->plant);
    switch (of->category) {
    case CATEGORY_MODEL_LINE_PLANT:
        return of_model_line && of_plant;
    case CATEGORY_CLASS_PLANT:
        return row->class == of->class && of_plant;
    case CATEGORY_MODEL_LINE:
        return of_model_line;
    case CATEGORY_CLASS:
        return row->class == of->class;
    default:
        return text_equal(row->good_id, of->good_id) && of_plant;
    }
}

enum result vehicle_row_counts(const struct vehicle_data *data, size_t i, const struct vehicle_row *of,
                               bool estimates) {
    const struct vehicle_row *row = &data->vehicles[i];
    if (data->vehicle_twins[i] == (estimates ? TWIN_OF_ESTIMATE : TWIN_OF_ACTUAL) ||
        (of->scope == SCOPE_EXPORTED && !vehicle_row_exported(row)) || !in_category(row, of))
        return RESULT_FAIL;
    return vehicle_same_text(row->producer, of->producer);
}

/* U.R. 16(8): of a fiscal year that began before the periods of 16(4) and 16(5), a part. */
static date first_day(const struct vehicle_data *data, date from) {
    date first = data->provisions->averaging_count > 0 ? data->provisions->averaging[0].period.from : from;
    for (uint32_t i = 1; i < data->provisions->averaging_count; i++)
        if (data->provisions->averaging[i].period.from < first)
            first = data->provisions->averaging[i].period.from;
    return from > first ? from : first;
}

uint32_t vehicle_months_missing(const struct vehicle_data *data, const struct vehicle_row *of,
                                struct day_range range) {
    uint32_t missing = 0;
    const int end = month_number(date_before(range.until));
    const struct row_span rows = vehicle_rows_of_category(data, of);
    for (int month = month_number(first_day(data, range.from)); month <= end; month++) {
        bool stated = false;
        for (const struct row_key *one = rows.first; one < rows.end && !stated; one++) {
            const struct vehicle_row *row = &data->vehicles[one->row];
            stated = month_number(row->month) == month && in_category(row, of) &&
                     vehicle_same_text(row->producer, of->producer) != RESULT_FAIL;
        }
        missing += !stated;
    }
    return missing;
}

const struct averaging_categories *vehicle_categories(const struct vehicle_data *data, enum use of_class,
                                                      enum vehicle_category category) {
    for (uint32_t i = 0; i < data->provisions->categories_count; i++) {
        const struct averaging_categories *one = &data->provisions->categories[i];
        if (use_in(one->uses, of_class) && (one->categories >> category & 1) != 0)
            return one;
    }
    return NULL;
}

/* ---- what tells categories apart ---- */

void category_put_key(struct buffer *out, const struct vehicle_row *of) {
    bool of_plant = of->category != CATEGORY_MODEL_LINE && of->category != CATEGORY_CLASS;
    bool of_model_line = of->category == CATEGORY_MODEL_LINE_PLANT || of->category == CATEGORY_MODEL_LINE;
    key_put_bytes(out, &of->category, sizeof of->category);
    key_put_bytes(out, &of->scope, sizeof of->scope);
    key_put_bytes(out, &of->class, sizeof of->class);
    key_put_text(out, of->producer);
    key_put_text(out, of_plant ? of->plant : (struct text){NULL, 0});
    key_put_text(out, of_model_line ? of->model_line : (struct text){NULL, 0});
    key_put_text(out, of->category == CATEGORY_NONE ? of->good_id : (struct text){NULL, 0});
}
