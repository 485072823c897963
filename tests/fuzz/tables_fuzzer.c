/* The files that are read as a whole: the first byte says which, and by what method movements are
 * reckoned. */
#include "fuzz.h"
#include "intake/hs_pattern.h"
#include "intake/tables.h"
#include "origin/documents.h"
#include "value/inventory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0)
        return 0;
    const struct usmca_rulebook *book = fuzz_rules();
    struct fuzz_file file = fuzz_file(data + 1, size - 1);
    struct tables tables = {0};
    struct rejects rejects = {.messages = book->messages};
    struct case_setting setting = {.edition = HS_2022};
    struct hs_pattern *codes = NULL;
    struct text unknown;
    usmca_error error;
    enum table_kind kind = (enum table_kind)(data[0] % TABLES);
    FUZZ_HOLDS(hs_pattern_new(&codes, &error) == USMCA_OK);
    usmca_status status = tables_read(&tables, kind, file.path, NULL, codes, &rejects, &unknown, &error);
    size_t kept = tables.of[kind].count;
    if (status == USMCA_OK)
        FUZZ_HOLDS(kept + rejects.count == tables.rows);
    struct inventory_choice choice = {.method = (enum inventory_method)(data[0] / 4 % INVENTORY_METHODS),
                                      .period = (enum inventory_period)(data[0] / 20 % INVENTORY_PERIODS),
                                      .own_ratio = data[0] % 8 > 3,
                                      .first_month = 1 + data[0] % 12,
                                      .places = data[0] / 60 - 1};
    struct inventory_outcome *outcomes = NULL;
    FUZZ_HOLDS(inventory_reckon(&outcomes, &choice, tables.of[TABLE_MOVEMENTS].rows,
                                tables.of[TABLE_MOVEMENTS].count, &tables.arena));
    documents_prepare(book, tables.of[TABLE_DOCUMENTS].rows, tables.of[TABLE_DOCUMENTS].count, &tables.arena);
    tables_finish(&tables, &setting);
    tables_free(&tables);
    rejects_free(&rejects);
    hs_pattern_free(codes);
    fuzz_file_close(&file);
    return 0;
}
