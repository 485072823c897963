#include "case/tables.h"

#include <stdlib.h>

#include "base/list.h"
#include "case/average_row.h"
#include "case/claim_rows.h"
#include "case/cost_rows.h"
#include "case/movement.h"
#include "case/party.h"
#include "case/vehicle_rows.h"

const struct input_table INPUT_TABLES[TABLES] = {
#define INPUT_TABLE(kind, name, columns, user, holds)                                                        \
    [TABLE_##kind] = {name, &(columns), TABLE_OF_##user, holds},
#include "case/tables.def"
#undef INPUT_TABLE
};

bool input_file_named(struct input_file *out, struct text name) {
    static const struct input_file OF_GOODS[] = {{"goods", &GOOD_COLUMNS, NULL},
                                                 {"bom", &MATERIAL_COLUMNS, NULL},
                                                 {"flat", &MATERIAL_COLUMNS, &GOOD_COLUMNS}};
    for (size_t i = 0; i < sizeof OF_GOODS / sizeof OF_GOODS[0]; i++)
        if (text_is(name, OF_GOODS[i].name)) {
            *out = OF_GOODS[i];
            return true;
        }
    for (int kind = 0; kind < TABLES; kind++)
        if (text_is(name, INPUT_TABLES[kind].name)) {
            *out = (struct input_file){INPUT_TABLES[kind].name, INPUT_TABLES[kind].columns, NULL};
            return true;
        }
    return false;
}

enum table_kind table_named(const char *name) {
    int kind = 0;
    while (kind < TABLES && strcmp(name, INPUT_TABLES[kind].name) != 0)
        kind++;
    return (enum table_kind)kind;
}

void *tables_next(struct tables *tables, enum table_kind kind) {
    struct table *table = &tables->of[kind];
    size_t size = INPUT_TABLES[kind].columns->record_size;
    void *grown = list_room(table->rows, table->count, &table->room, size);
    if (grown == NULL)
        return NULL;
    table->rows = grown;
    return memset((char *)grown + size * table->count, 0, size);
}

void tables_sort(struct tables *tables, struct case_setting *setting) {
    documents_sort(&tables->documents, TABLE_ROWS(tables, TABLE_DOCUMENTS, struct document),
                   tables->of[TABLE_DOCUMENTS].count);
    setting->documents = tables->documents;
    rates_sort(&setting->rates, TABLE_ROWS(tables, TABLE_RATES, struct rate), tables->of[TABLE_RATES].count);
    duties_sort(&setting->duties, TABLE_ROWS(tables, TABLE_DUTIES, struct duty),
                tables->of[TABLE_DUTIES].count);
    setting->duties.given = tables->of[TABLE_DUTIES].given;
}

void tables_free(struct tables *tables) {
    documents_free(&tables->documents);
    for (int kind = 0; kind < TABLES; kind++)
        free(tables->of[kind].rows);
    arena_free(&tables->arena);
    *tables = (struct tables){0};
}
