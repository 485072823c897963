/* The files that are read as a whole: the first byte says which, and by what method movements are
 * reckoned. */
#include "fuzz_profile.h"
#include "intake/hs_pattern.h"
#include "intake/table_file.h"
#include "origin/prepare.h"
#include "origin/vehicle/category_average.h"
#include "origin/vehicle/labour_value.h"
#include "origin/vehicle/purchases.h"
#include "value/inventory.h"

/* Every row of every table is asked for what a determination asks. */
static void ask_vehicles(const struct usmca_rulebook *book, const struct case_setting *setting) {
    const struct vehicle_data *data = setting->vehicles;
    const struct vehicle_provisions *provisions = &book->general.vehicles;
    for (size_t i = 0; data != NULL && i < data->vehicle_count; i++) {
        const struct vehicle_row *row = &data->vehicles[i];
        struct average average;
        struct conversions converted = {0};
        enum average_answer answer =
            vehicles_average(NULL, data, row, row->month, TEXT("USD"), &average, &converted);
        FUZZ_HOLDS(answer != AVERAGE_FOUND || average.used.units > 0);
        for (uint32_t k = 0; k < provisions->class_count; k++) {
            const struct labour_subject subject = {.vehicle_class = &provisions->classes[k],
                                                   .row = row,
                                                   .producer = row->producer,
                                                   .day = row->month,
                                                   .currency = TEXT("USD")};
            struct labour_outcome labour = labour_value_reckon(data, &subject);
            FUZZ_HOLDS(!labour.known || labour.base > 0);
        }
    }
    for (size_t i = 0; data != NULL && i < data->purchase_count; i++) {
        const struct purchase_row *row = &data->purchases[i];
        struct purchases_outcome purchases =
            purchases_reckon(data, row->producer, NULL, row->to, &provisions->classes[0].purchases[0],
                             provisions->melted_count > 0 ? &provisions->melted[0] : NULL);
        FUZZ_HOLDS(!purchases.known ||
                   (purchases.originating >= 0 && purchases.originating <= purchases.all));
    }
    for (size_t i = 0; data != NULL && i < data->plant_count; i++) {
        const struct plant_row *row = NULL;
        struct conversions told = {0};
        FUZZ_HOLDS(plant_qualifies(data, data->plants[i].plant, data->plants[i].to, &row, &told) <=
                   RESULT_PASS);
        struct technology technology = plants_technology(data, data->plants[i].producer, data->plants[i].to);
        FUZZ_HOLDS(!technology.known || technology.share.whole > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    const struct usmca_rulebook *book = fuzz_rules();
    struct fuzz_file file = fuzz_file(data + 1, size - 1);
    struct tables tables = {0};
    struct rejects rejects = {.messages = book->messages};
    struct case_setting setting = {.edition = EDITION_2022};
    struct hs_pattern *codes = NULL;
    struct buffer notices = {0};
    usmca_error error;
    enum table_kind kind = (enum table_kind)(data[0] % TABLES);
    struct profile *plain = fuzz_profile(NULL);
    FUZZ_HOLDS(plain != NULL);
    FUZZ_HOLDS(hs_pattern_new(&codes, &error) == USMCA_OK);
    usmca_status status =
        table_file_read(&tables, kind, file.path, NULL, plain, codes, &rejects, &notices, NULL, &error);
    size_t kept = tables.of[kind].count;
    if (status == USMCA_OK)
        FUZZ_HOLDS(kept <= tables.rows && kept + rejects.count >= tables.rows);
    struct inventory_choice choice = {.method = (enum inventory_method)(data[0] / 4 % INVENTORY_METHODS),
                                      .period = (enum inventory_period)(data[0] / 20 % INVENTORY_PERIODS),
                                      .own_ratio = data[0] % 8 > 3,
                                      .first_month = 1 + data[0] % 12,
                                      .places = data[0] / 60 - 1};
    struct inventory_outcome *outcomes = NULL;
    FUZZ_HOLDS(inventory_reckon(&outcomes, &choice, tables.of[TABLE_MOVEMENTS].rows,
                                tables.of[TABLE_MOVEMENTS].count, &tables.arena));
    struct stated stated;
    FUZZ_HOLDS(tables_prepare(&stated, &tables, book, &setting, choice.first_month, &error) == USMCA_OK);
    ask_vehicles(book, &setting);
    tables_free(&tables);
    profile_free(plain);
    buffer_free(&notices);
    rejects_free(&rejects);
    hs_pattern_free(codes);
    fuzz_file_close(&file);
    return 0;
}
