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

static int same_units_order(const struct vehicle_row *one, const struct vehicle_row *other) {
    int order = text_order(one->good_id, other->good_id);
    if (order == 0)
        order = month_number(one->month) - month_number(other->month);
    if (order == 0)
        order = text_order(one->plant, other->plant);
    return order != 0 ? order : (int)vehicle_row_exported(one) - (int)vehicle_row_exported(other);
}

static int vehicle_order(const void *a, const void *b) {
    const struct vehicle_row *one = a;
    const struct vehicle_row *other = b;
    int order = same_units_order(one, other);
    if (order == 0)
        order = (int)one->basis - (int)other->basis;
    return order != 0 ? order : one->place.line < other->place.line ? -1 : 1;
}

/* By vehicle and plant; those of one stay in the order of the table, which is that of their months. */
static int by_plant_order(const void *a, const void *b) {
    const struct vehicle_row *one = *(const struct vehicle_row *const *)a;
    const struct vehicle_row *other = *(const struct vehicle_row *const *)b;
    int order = text_order(one->good_id, other->good_id);
    if (order == 0)
        order = text_order(one->plant, other->plant);
    return order != 0 ? order : (one > other) - (one < other);
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

static total stated(struct total_amount amount) {
    return amount.given ? amount.value : 0;
}

/* The column with more than what it is a part of, or NULL: wages and materials of the net cost (U.R. 7(3),
 * 18(6)(a)), high-wage purchases of all (18(6)(b)). Figures of one unit beside those of all would meet any
 * requirement. */
static const char *part_above_whole(const struct vehicle_row *row) {
    const total labour = stated(row->high_wage_labour);
    const total material = stated(row->high_wage_material);
    total both = 0;
    if (row->units.given && row->units.value == 0 && stated(row->net_cost) > 0)
        return "units";
    if (row->net_cost.given && stated(row->vnm) > row->net_cost.value)
        return "vnm";
    if (row->net_cost.given && (!total_add(&both, labour, material) || both > row->net_cost.value))
        return material > 0 && material >= labour ? "high_wage_material" : "high_wage_labour";
    return row->purchases.given && stated(row->high_wage_purchases) > row->purchases.value
               ? "high_wage_purchases"
               : NULL;
}

static void check_vehicle(struct vehicle_data *data, size_t i) {
    const struct vehicle_row *row = &data->vehicles[i];
    const struct vehicle_row *before = i > 0 ? row - 1 : NULL;
    bool some = vehicle_row_exported(row) && row->exported_units.value != row->units.value;
    const char *above = part_above_whole(row);
    if (row->class == USE_NONE || row->class == USE_AFTERMARKET)
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, "class", "vehicle.class", row->good_id);
    else if (row->exported_units.given && row->exported_units.value > row->units.value)
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, "exported_units", "vehicle.more-exported",
                           row->good_id);
    else if (row->scope == SCOPE_EXPORTED && (some || !row->exported_units.given))
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, "exported_units", "vehicle.exported",
                           row->good_id);
    else if (above != NULL)
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, above,
                           strcmp(above, "units") == 0 ? "vehicle.none-produced" : "vehicle.part-above-whole",
                           row->good_id);
    if (row->basis == COSTS_ACTUAL && !month_is_over(row->month, data->today)) /* U.R. 16(9) */
        vehicle_data_blame(data, FILE_VEHICLES, &row->place, "basis", "average.to-come", row->good_id);
    if (before == NULL || !text_equal(row->good_id, before->good_id))
        return;
    if (vehicle_fiscal_year(data, row) == vehicle_fiscal_year(data, before))
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
    data->vehicle_turns = ARENA_ARRAY(arena, enum plant_turn, data->vehicle_count + 1);
    data->by_plant = ARENA_ARRAY(arena, const struct vehicle_row *, data->vehicle_count + 1);
    data->plant_places = ARENA_ARRAY(arena, size_t, data->vehicle_count + 1);
    data->currencies = ARENA_ARRAY(arena, struct text, data->vehicle_count + 1);
    return room && data->currencies != NULL && data->purchase_standings != NULL &&
           data->vehicle_twins != NULL && data->vehicle_turns != NULL && data->by_plant != NULL &&
           data->plant_places != NULL;
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

/* ---- currencies ---- */

static void find_currencies(struct vehicle_data *data) {
    struct text first = {NULL, 0};
    bool named = false;
    bool without = false;
    for (size_t i = 0; i < data->vehicle_count; i++) {
        const struct text currency = data->currencies[i];
        named = named || data->vehicles[i].currency.length > 0;
        without = without || currency.length == 0;
        data->several_currencies = data->several_currencies ||
                                   (first.length > 0 && currency.length > 0 && !text_equal(first, currency));
        first = currency.length > 0 ? currency : first;
    }
    data->several_currencies = data->several_currencies || (named && without);
}

bool vehicle_data_good_currency(struct vehicle_data *data, struct text good_id, struct text currency) {
    const struct row_span rows = vehicle_rows_of_good(data, good_id);
    const struct text kept = arena_copy(data->arena, currency);
    if (currency.length > 0 && kept.data == NULL)
        return false;
    for (const struct row_key *one = rows.first; one < rows.end; one++) {
        struct text *of_row = &data->currencies[one->row];
        const bool said = of_row->data != NULL;
        const bool clear = currency.length > 0 && (!said || text_equal(*of_row, currency));
        if (data->vehicles[one->row].currency.length > 0)
            continue;
        *of_row = clear ? kept : TEXT("");
        data->several_currencies = data->several_currencies || !clear;
    }
    return true;
}

void vehicle_data_goods_read(struct vehicle_data *data) {
    data->goods_read = true;
    find_currencies(data);
}

/* ---- plants of a vehicle ---- */

static void find_turns(struct vehicle_data *data) {
    for (size_t i = 0; i < data->vehicle_count; i++)
        data->by_plant[i] = &data->vehicles[i];
    if (data->vehicle_count > 1)
        qsort(data->by_plant, data->vehicle_count, sizeof(const struct vehicle_row *), by_plant_order);
    for (size_t i = 0; i < data->vehicle_count; i++) {
        const struct vehicle_row *row = data->by_plant[i];
        const struct vehicle_row *before = i > 0 ? data->by_plant[i - 1] : NULL;
        bool same_plant = before != NULL && text_equal(before->good_id, row->good_id) &&
                          text_equal(before->plant, row->plant);
        data->plant_places[row - data->vehicles] = i;
        data->vehicle_turns[row - data->vehicles] =
            !same_plant                                                           ? TURN_FIRST
            : vehicle_fiscal_year(data, before) != vehicle_fiscal_year(data, row) ? TURN_OF_YEAR
                                                                                  : TURN_AGAIN;
    }
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

/* ---- all ---- */

bool vehicle_data_prepare(struct vehicle_data *data, struct arena *arena) {
    data->arena = arena;
    if (!make_room(data, arena) || !make_indexes(data, arena))
        return false;
    if (data->plant_count > 1)
        qsort(data->plants, data->plant_count, sizeof *data->plants, plant_order);
    if (data->purchase_count > 1)
        qsort(data->purchases, data->purchase_count, sizeof *data->purchases, purchase_order);
    if (data->vehicle_count > 1)
        qsort(data->vehicles, data->vehicle_count, sizeof *data->vehicles, vehicle_order);
    find_turns(data);
    adopt_producers(data);
    find_producers(data);
    for (size_t i = 0; i < data->vehicle_count; i++)
        if (data->vehicles[i].currency.length > 0)
            data->currencies[i] = data->vehicles[i].currency;
    find_currencies(data);
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

/* Of rows that come one behind the other: that of the month, else one of the fiscal year, else any. */
static void take_row(const struct vehicle_data *data, const struct vehicle_row *row, date day,
                     const struct vehicle_row **found, bool *of_month) {
    if (*of_month)
        return;
    *of_month = month_number(row->month) == month_number(day);
    if (*of_month || *found == NULL ||
        vehicle_fiscal_year(data, row) == fiscal_year_begins(month_number(day), data->first_month))
        *found = row;
}

const struct vehicle_row *vehicle_row_of(const struct vehicle_data *data, struct text good_id, date day) {
    const struct vehicle_row *found = NULL;
    bool of_month = false;
    const struct row_span rows = vehicle_rows_of_good(data, good_id);
    for (const struct row_key *one = rows.first; one < rows.end && !of_month; one++)
        take_row(data, &data->vehicles[one->row], day, &found, &of_month);
    return found;
}

struct plant_walk vehicle_plants(const struct vehicle_data *data, struct text good_id, date day) {
    struct plant_walk walk = {.data = data,
                              .rows = vehicle_rows_of_good(data, good_id),
                              .day = day,
                              .year = fiscal_year_begins(month_number(day), data->first_month),
                              .any_year = true};
    for (const struct row_key *one = walk.rows.first; one < walk.rows.end; one++)
        walk.any_year = walk.any_year && vehicle_fiscal_year(data, &data->vehicles[one->row]) != walk.year;
    return walk;
}

/* The row of the vehicle at that plant, from the first that it has there on. */
static const struct vehicle_row *row_at_plant(const struct plant_walk *walk, size_t row) {
    const struct vehicle_data *data = walk->data;
    const struct vehicle_row *found = NULL;
    bool of_month = false;
    size_t place = data->plant_places[row];
    while (data->vehicle_turns[data->by_plant[place] - data->vehicles] != TURN_FIRST)
        place--;
    do
        take_row(data, data->by_plant[place++], walk->day, &found, &of_month);
    while (!of_month && place < data->vehicle_count &&
           data->vehicle_turns[data->by_plant[place] - data->vehicles] != TURN_FIRST);
    return found;
}

const struct vehicle_row *vehicle_plants_next(struct plant_walk *walk) {
    const struct vehicle_data *data = walk->data;
    while (walk->rows.first < walk->rows.end) {
        size_t row = walk->rows.first++->row;
        enum plant_turn turn = data->vehicle_turns[row];
        if (walk->any_year
                ? turn == TURN_FIRST
                : turn != TURN_AGAIN && vehicle_fiscal_year(data, &data->vehicles[row]) == walk->year)
            return row_at_plant(walk, row);
    }
    return NULL;
}
