#include "origin/stated.h"
#include "value/average.h"

static const enum table_kind TABLE_OF[VEHICLE_FILES] = {
    [FILE_PLANTS] = TABLE_PLANTS, [FILE_PURCHASES] = TABLE_PURCHASES, [FILE_VEHICLES] = TABLE_VEHICLES};

static bool reckon_averages(struct stated *stated, struct tables *tables, const struct usmca_rulebook *book,
                            struct case_setting *setting, int first_month) {
    struct table *table = &tables->of[TABLE_AVERAGES];
    struct row_problems *problems = &stated->problems[TABLE_AVERAGES];
    return !table->given ||
           averages_reckon(&setting->averages, table->rows, table->count, book->general.cites, first_month,
                           setting->date, table->broken, &problems->list, &problems->count, &tables->arena);
}

static bool reckon_vehicles(struct stated *stated, struct tables *tables, const struct usmca_rulebook *book,
                            struct case_setting *setting, int first_month) {
    struct vehicle_data *data = &stated->vehicles;
    bool any = false;
    *data = (struct vehicle_data){.provisions = &book->general.vehicles,
                                  .cites = book->general.cites,
                                  .editions = book->editions,
                                  .edition = setting->edition,
                                  .first_month = first_month,
                                  .today = setting->date,
                                  .currency = setting->currency,
                                  .rates = setting->rates,
                                  .rate_bounds = rate_bounds_of(&book->general),
                                  .plants = tables->of[TABLE_PLANTS].rows,
                                  .plant_count = tables->of[TABLE_PLANTS].count,
                                  .purchases = tables->of[TABLE_PURCHASES].rows,
                                  .purchase_count = tables->of[TABLE_PURCHASES].count,
                                  .vehicles = tables->of[TABLE_VEHICLES].rows,
                                  .vehicle_count = tables->of[TABLE_VEHICLES].count};
    for (int file = 0; file < VEHICLE_FILES; file++) {
        data->given[file] = tables->of[TABLE_OF[file]].given;
        data->broken[file] = tables->of[TABLE_OF[file]].broken;
        any = any || data->given[file];
    }
    setting->vehicles = any ? data : NULL;
    if (any && !vehicle_data_prepare(data, &tables->arena))
        return false;
    for (int file = 0; any && file < VEHICLE_FILES; file++)
        stated->problems[TABLE_OF[file]] =
            (struct row_problems){data->problems[file], data->problem_count[file]};
    return true;
}

usmca_status stated_reckon(struct stated *stated, struct tables *tables, const struct usmca_rulebook *book,
                           struct case_setting *setting, int first_month, usmca_error *error) {
    if (!reckon_averages(stated, tables, book, setting, first_month) ||
        !reckon_vehicles(stated, tables, book, setting, first_month))
        return error_memory(error);
    return USMCA_OK;
}
