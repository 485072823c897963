#include "origin/vehicle/vehicle_data.h"

#include <stdlib.h>

#include "origin/vehicle/table_s.h"

/* ---- order ---- */

static int plant_order(const void *a, const void *b) {
    const struct plant_row *one = a;
    const struct plant_row *other = b;
    int order = text_order(one->plant, other->plant);
    if (order == 0)
        order = one->from - other->from;
    return order != 0 ? order : one->place.line < other->place.line ? -1 : 1;
}

static int purchase_order(const void *a, const void *b) {
    const struct purchase_row *one = a;
    const struct purchase_row *other = b;
    int order = text_order(one->producer, other->producer);
    if (order == 0)
        order = one->from - other->from;
    return order != 0 ? order : one->place.line < other->place.line ? -1 : 1;
}

static bool exported(const struct vehicle_row *row) {
    return row->exported_units.given && row->exported_units.value > 0;
}

static int same_units_order(const struct vehicle_row *one, const struct vehicle_row *other) {
    int order = text_order(one->good_id, other->good_id);
    if (order == 0)
        order = month_number(one->month) - month_number(other->month);
    if (order == 0)
        order = text_order(one->plant, other->plant);
    return order != 0 ? order : (int)exported(one) - (int)exported(other);
}

static int vehicle_order(const void *a, const void *b) {
    const struct vehicle_row *one = a;
    const struct vehicle_row *other = b;
    int order = same_units_order(one, other);
    if (order == 0)
        order = (int)one->basis - (int)other->basis;
    return order != 0 ? order : one->place.line < other->place.line ? -1 : 1;
}

/* ---- problems ---- */

void vehicle_data_blame(struct vehicle_data *data, enum vehicle_file file, const struct row_place *place,
                        const char *column, const char *message, struct text name) {
    data->problems[file][data->problem_count[file]++] = (struct row_problem){place, column, message, name};
}

static void check_plant(struct vehicle_data *data, const struct plant_row *row) {
    bool dated = row->wage.given || row->technology_wages.given || row->production_wages.given;
    if (dated && (row->from == 0 || row->to == 0))
        vehicle_data_blame(data, FILE_PLANTS, &row->place, row->from == 0 ? "from" : "to", "plant.period",
                           row->plant);
    else if (row->from > row->to)
        vehicle_data_blame(data, FILE_PLANTS, &row->place, "to", "plant.backwards", row->plant);
}

/* ---- vehicles ---- */

static int fiscal_year_of(const struct vehicle_data *data, const struct vehicle_row *row) {
    return fiscal_year_begins(month_number(row->month), data->first_month);
}

/* U.R. 16(7), 18(17): one choice for a fiscal year. */
static void check_choice(struct vehicle_data *data, const struct vehicle_row *row,
                         const struct vehicle_row *before) {
    const char *column = row->category != before->category                 ? "category"
                         : row->labour_category != before->labour_category ? "labour_category"
                         : row->scope != before->scope                     ? "scope"
                         : row->period != before->period                   ? "period"
                                                                           : NULL;
    if (column != NULL)
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, column, "vehicle.choice", row->good_id);
}

static void check_vehicle(struct vehicle_data *data, size_t i) {
    const struct vehicle_row *row = &data->vehicles[i];
    const struct vehicle_row *before = i > 0 ? row - 1 : NULL;
    bool some = exported(row) && row->exported_units.value != row->units.value;
    if (row->class == USE_NONE || row->class == USE_AFTERMARKET)
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, "class", "vehicle.class", row->good_id);
    else if (row->exported_units.given && row->exported_units.value > row->units.value)
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, "exported_units", "vehicle.more-exported",
                           row->good_id);
    else if (row->scope == SCOPE_EXPORTED && (some || !row->exported_units.given))
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, "exported_units", "vehicle.exported",
                           row->good_id);
    if (row->basis == COSTS_ACTUAL && !month_is_over(row->month, data->today)) /* U.R. 16(9) */
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, "basis", "average.to-come", row->good_id);
    if (before == NULL || !text_equal(row->good_id, before->good_id))
        return;
    if (fiscal_year_of(data, row) == fiscal_year_of(data, before))
        check_choice(data, row, before);
    if (same_units_order(row, before) != 0)
        return;
    if (row->basis == before->basis) {
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, "month", "vehicle.twice", row->good_id);
    } else {
        data->vehicle_twins[i] = TWIN_OF_ACTUAL; /* estimated rows stand behind actual ones */
        data->vehicle_twins[i - 1] = TWIN_OF_ESTIMATE;
    }
}

/* ---- room ---- */

static bool make_room(struct vehicle_data *data, struct arena *arena) {
    const size_t counts[VEHICLE_FILES] = {data->plant_count, data->purchase_count, data->vehicle_count};
    const size_t most = 4; /* problems of one row */
    bool room = true;
    for (int i = 0; i < VEHICLE_FILES; i++) {
        data->problems[i] = ARENA_ARRAY(arena, struct row_problem, most * counts[i] + 1);
        room = room && data->problems[i] != NULL;
    }
    data->purchase_standings = ARENA_ARRAY(arena, struct purchase_standing, data->purchase_count + 1);
    data->vehicle_twins = ARENA_ARRAY(arena, enum twin, data->vehicle_count + 1);
    return room && data->purchase_standings != NULL && data->vehicle_twins != NULL;
}

/* ---- producers ---- */

/* All rows of a vehicle are of one producer: one that names none is of the one that the others name. */
static void adopt_producers(struct vehicle_data *data) {
    for (size_t i = 0; i < data->vehicle_count;) {
        struct text named = {NULL, 0};
        bool agree = true;
        size_t end = i;
        for (;
             end < data->vehicle_count && text_equal(data->vehicles[end].good_id, data->vehicles[i].good_id);
             end++) {
            struct text producer = data->vehicles[end].producer;
            agree = agree && (named.length == 0 || producer.length == 0 || text_equal(named, producer));
            named = producer.length > 0 ? producer : named;
        }
        for (; i < end; i++)
            if (agree && data->vehicles[i].producer.length == 0)
                data->vehicles[i].producer = named;
    }
}

static void find_producers(struct vehicle_data *data) {
    struct text first = {NULL, 0};
    for (size_t i = 0; i < data->vehicle_count; i++) {
        struct text producer = data->vehicles[i].producer;
        if (producer.length == 0)
            continue;
        data->producers_named[FILE_VEHICLES] = true;
        data->several_producers =
            data->several_producers || (first.length > 0 && !text_equal(first, producer));
        first = producer;
    }
    for (size_t i = 0; i < data->plant_count; i++)
        data->producers_named[FILE_PLANTS] =
            data->producers_named[FILE_PLANTS] || data->plants[i].producer.length > 0;
    for (size_t i = 0; i < data->purchase_count; i++)
        data->producers_named[FILE_PURCHASES] =
            data->producers_named[FILE_PURCHASES] || data->purchases[i].producer.length > 0;
}

enum result vehicle_producer_is(const struct vehicle_data *data, enum vehicle_file file, struct text of_row,
                                struct text producer) {
    if (of_row.length > 0)
        return vehicle_same_text(of_row, producer);
    return data->producers_named[file] || data->several_producers ? RESULT_UNKNOWN : RESULT_PASS;
}

/* ---- rows by what they are looked up by ---- */

static bool make_indexes(struct vehicle_data *data, struct arena *arena) {
    return row_index_begin(&data->by_producer[FILE_PLANTS], data->plant_count, arena) &&
           row_index_begin(&data->by_producer[FILE_PURCHASES], data->purchase_count, arena) &&
           row_index_begin(&data->by_producer[FILE_VEHICLES], data->vehicle_count, arena) &&
           row_index_begin(&data->plants_by_name, data->plant_count, arena) &&
           row_index_begin(&data->vehicles_by_good, data->vehicle_count, arena) &&
           row_index_begin(&data->vehicles_by_class, data->vehicle_count, arena) &&
           row_index_begin(&data->vehicles_by_model_line, data->vehicle_count, arena);
}

static void fill_indexes(struct vehicle_data *data) {
    for (size_t i = 0; i < data->plant_count; i++) {
        row_index_add(&data->by_producer[FILE_PLANTS], USE_NONE, data->plants[i].producer, i);
        row_index_add(&data->plants_by_name, USE_NONE, data->plants[i].plant, i);
    }
    for (size_t i = 0; i < data->purchase_count; i++)
        row_index_add(&data->by_producer[FILE_PURCHASES], USE_NONE, data->purchases[i].producer, i);
    for (size_t i = 0; i < data->vehicle_count; i++) {
        const struct vehicle_row *row = &data->vehicles[i];
        row_index_add(&data->by_producer[FILE_VEHICLES], USE_NONE, row->producer, i);
        row_index_add(&data->vehicles_by_good, USE_NONE, row->good_id, i);
        row_index_add(&data->vehicles_by_class, row->class, (struct text){NULL, 0}, i);
        row_index_add(&data->vehicles_by_model_line, row->class, row->model_line, i);
    }
    for (int file = 0; file < VEHICLE_FILES; file++)
        row_index_sort(&data->by_producer[file]);
    row_index_sort(&data->plants_by_name);
    row_index_sort(&data->vehicles_by_good);
    row_index_sort(&data->vehicles_by_class);
    row_index_sort(&data->vehicles_by_model_line);
}

struct row_walk vehicle_rows_of_producer(const struct vehicle_data *data, enum vehicle_file file,
                                         struct text producer) {
    const struct row_index *index = &data->by_producer[file];
    const struct text unnamed = {NULL, 0};
    if (producer.length == 0) /* may be any */
        return (struct row_walk){.all = index->count};
    return (struct row_walk){
        .spans = {row_index_find(index, USE_NONE, producer), row_index_find(index, USE_NONE, unnamed)}};
}

struct row_span vehicle_rows_of_plant(const struct vehicle_data *data, struct text plant) {
    return row_index_find(&data->plants_by_name, USE_NONE, plant);
}

struct row_span vehicle_rows_of_good(const struct vehicle_data *data, struct text good_id) {
    return row_index_find(&data->vehicles_by_good, USE_NONE, good_id);
}

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

/* ---- all ---- */

bool vehicle_data_prepare(struct vehicle_data *data, struct arena *arena) {
    if (!make_room(data, arena) || !make_indexes(data, arena))
        return false;
    if (data->plant_count > 1)
        qsort(data->plants, data->plant_count, sizeof *data->plants, plant_order);
    if (data->purchase_count > 1)
        qsort(data->purchases, data->purchase_count, sizeof *data->purchases, purchase_order);
    if (data->vehicle_count > 1)
        qsort(data->vehicles, data->vehicle_count, sizeof *data->vehicles, vehicle_order);
    adopt_producers(data);
    find_producers(data);
    fill_indexes(data);
    for (size_t i = 0; i < data->plant_count; i++)
        check_plant(data, &data->plants[i]);
    if (!table_s_prepare(data, arena))
        return false;
    for (size_t i = 0; i < data->vehicle_count; i++)
        check_vehicle(data, i);
    for (int i = 0; i < VEHICLE_FILES; i++)
        data->broken[i] = data->broken[i] || data->problem_count[i] > 0;
    return true;
}

/* ---- the rows of a vehicle ---- */

const struct vehicle_row *vehicle_row_of(const struct vehicle_data *data, struct text good_id,
                                         struct text plant, date day) {
    const struct vehicle_row *found = NULL;
    int year = fiscal_year_begins(month_number(day), data->first_month);
    const struct row_span rows = vehicle_rows_of_good(data, good_id);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        if (plant.length > 0 && !text_equal(row->plant, plant))
            continue;
        if (month_number(row->month) == month_number(day))
            return row;
        if (found == NULL || fiscal_year_of(data, row) == year)
            found = row;
    }
    return found;
}

/* Whether a row of the vehicle before this one is of the same plant. */
static bool plant_before(const struct vehicle_data *data, struct row_span rows, const struct vehicle_row *row,
                         int year, bool any_year) {
    for (const struct row_key *one = rows.first; &data->vehicles[one->row] < row; one++)
        if (text_equal(data->vehicles[one->row].plant, row->plant) &&
            (any_year || fiscal_year_of(data, &data->vehicles[one->row]) == year))
            return true;
    return false;
}

const struct vehicle_row *vehicle_plant_next(const struct vehicle_data *data, struct text good_id, date day,
                                             const struct vehicle_row *after) {
    const int year = fiscal_year_begins(month_number(day), data->first_month);
    const struct row_span rows = vehicle_rows_of_good(data, good_id);
    bool any_year = true;
    bool found = after == NULL;
    for (const struct row_key *one = rows.first; one < rows.end; one++)
        any_year = any_year && fiscal_year_of(data, &data->vehicles[one->row]) != year;
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        if ((!any_year && fiscal_year_of(data, row) != year) || plant_before(data, rows, row, year, any_year))
            continue;
        if (found)
            return vehicle_row_of(data, good_id, row->plant, day);
        found = text_equal(row->plant, after->plant);
    }
    return NULL;
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
        (of->scope == SCOPE_EXPORTED && !exported(row)) || !in_category(row, of))
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

/* ---- averages of content, U.R. 16 ---- */

const struct averaging_categories *vehicle_categories(const struct vehicle_data *data, enum use of_class,
                                                      enum vehicle_category category) {
    for (uint32_t i = 0; i < data->provisions->categories_count; i++) {
        const struct averaging_categories *one = &data->provisions->categories[i];
        if (use_in(one->uses, of_class) && (one->categories >> category & 1) != 0)
            return one;
    }
    return NULL;
}

/* U.R. 16(1), 16(4), 16(5). An empty range where the choice is not open on the day. */
static struct day_range averaging_range(const struct vehicle_data *data, const struct vehicle_row *of,
                                        date day, struct text *cite) {
    int year = fiscal_year_begins(month_number(day), data->first_month);
    struct day_range range = {month_begins(year), month_begins(year + MONTHS_A_YEAR)};
    const struct averaging_categories *chosen = vehicle_categories(data, of->class, of->category);
    *cite = chosen != NULL ? chosen->cite : data->cites[PROVISION_VEHICLE_AVERAGING];
    if (of->period == AVERAGING_FISCAL_YEAR)
        return range;
    for (uint32_t i = 0; i < data->provisions->averaging_count; i++) {
        const struct averaging_period *one = &data->provisions->averaging[i];
        if (one->choice != of->period || (one->uses != 0 && !use_in(one->uses, of->class)))
            continue;
        struct day_range offered = {one->period.from, one->period.until};
        if (one->year_of != 0)
            offered.until = month_begins(fiscal_year_begins(month_number(one->year_of), data->first_month) +
                                         MONTHS_A_YEAR);
        if (day >= offered.from && day < offered.until) {
            *cite = one->cite;
            return offered;
        }
    }
    return (struct day_range){0, 0};
}

/* U.R. 16(6): a choice is made for each fiscal year; a period of 16(4) or 16(5) may hold more of them. */
static bool chosen_for(const struct vehicle_data *data, const struct vehicle_row *of, struct day_range range,
                       date day) {
    return fiscal_year_of(data, of) == fiscal_year_begins(month_number(day), data->first_month) ||
           (of->period != AVERAGING_FISCAL_YEAR && of->month >= range.from && of->month < range.until);
}

static bool add(struct average_sums *sums, const struct vehicle_row *row, bool *complete) {
    *complete = *complete && row->net_cost.given && row->vnm.given;
    return total_add(&sums->units, sums->units, row->units.value) &&
           total_add(&sums->net_cost, sums->net_cost, row->net_cost.value) &&
           total_add(&sums->vnm, sums->vnm, row->vnm.value);
}

enum average_answer vehicles_average(const struct vehicle_data *data, const struct vehicle_row *of, date day,
                                     struct average *out) {
    struct text cite = {NULL, 0};
    bool complete = true;
    bool any = false;
    if (data->broken[FILE_VEHICLES])
        return AVERAGE_BROKEN;
    if (of == NULL || of->category == CATEGORY_NONE)
        return AVERAGE_NOT_ELECTED;
    struct day_range range = averaging_range(data, of, day, &cite);
    if (!chosen_for(data, of, range, day)) /* the choice of another fiscal year */
        return AVERAGE_NOT_ELECTED;
    *out = (struct average){.group = text_from(VEHICLE_CATEGORY_WORDS[of->category]),
                            .period = AVERAGE_YEAR,
                            .from = range.from,
                            .until = range.until,
                            .year_until = range.until,
                            .cite = cite,
                            .estimate_cite = data->cites[PROVISION_VEHICLE_AVERAGING_ESTIMATED]};
    const struct row_span rows = vehicle_rows_of_category(data, of);
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        const struct vehicle_row *row = &data->vehicles[one->row];
        if (row->month < range.from || row->month >= range.until)
            continue;
        enum result counts = vehicle_row_counts(data, one->row, of, false);
        complete = complete && counts != RESULT_UNKNOWN;
        if (counts == RESULT_PASS) {
            any = true;
            out->estimated += row->basis == COSTS_ESTIMATED;
            complete = add(&out->used, row, &complete) && complete;
        }
        if (vehicle_row_counts(data, one->row, of, true) == RESULT_PASS) {
            out->estimate_given = out->estimate_given || row->basis == COSTS_ESTIMATED;
            complete = add(&out->estimate, row, &complete) && complete;
        }
    }
    out->months_missing = vehicle_months_missing(data, of, range);
    return any && complete && out->used.units > 0 ? AVERAGE_FOUND : AVERAGE_MISSING;
}
