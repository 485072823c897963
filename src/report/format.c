#include "report/format.h"

const struct report_format REPORT_FORMATS[] = {
    {.name = "text", .good = report_text, .inventory = report_inventory_text, .cost = report_cost_text},
    {.name = "json", .good = report_json, .inventory = report_inventory_json, .cost = report_cost_json},
    {.name = "csv",
     .begin = report_csv_begin,
     .good = report_csv,
     .inventory = report_inventory_csv,
     .cost = report_cost_csv},
    {.name = NULL},
};

const struct report_format *report_format_with_gap(const struct report_format *format) {
    static const struct report_format ROWS = {
        .name = "csv", .begin = report_gap_csv_begin, .good = report_gap_csv};
    return format->good == report_csv ? &ROWS : format;
}

const struct report_format *report_format_named(const char *name) {
    for (const struct report_format *format = REPORT_FORMATS; format->name != NULL; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}
