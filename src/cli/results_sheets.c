#include "cli/results_sheets.h"

#include <stddef.h>

static const struct book_column GOODS[] = {
    {"html.good", "good_id", CELL_TEXT, NULL, 18},
    {"html.description", "description", CELL_TEXT, NULL, 30},
    {"report.code", "hs", CELL_CODE, NULL, 12},
    {"html.date", "date", CELL_DAY, NULL, 12},
    {"html.status", "status", CELL_WORD, "status", 16},
    {"book.pile", "evidence.pile", CELL_WORD, "pile", 16},
    {"book.documented", "evidence.status_documented", CELL_WORD, "status", 16},
    {"book.valid-until", "valid_until", CELL_DAY, NULL, 12},
    {"html.criterion", "criterion", CELL_TEXT, NULL, 9},
    {"html.claimed", "claimed", CELL_TEXT, NULL, 9},
    {"html.rule", "rule", CELL_RULE, NULL, 28},
    {"html.currency", "currency", CELL_TEXT, NULL, 9},
    {"book.transaction-value", "rvc.tv.base", CELL_AMOUNT, NULL, 14},
    {"book.vnm", "rvc.tv.vnm", CELL_AMOUNT, NULL, 14},
    {"book.content", "rvc.tv.percent", CELL_CONTENT, NULL, 12},
    {"book.content-exact", "rvc.tv.percent", CELL_PERCENT, NULL, 12},
    {"book.required", "rvc.tv.required", CELL_PERCENT, NULL, 10},
    {"book.margin", "rvc.tv", CELL_MARGIN, NULL, 10},
    {"book.result", "rvc.tv.result", CELL_WORD, "result", 10},
    {"book.net-cost", "rvc.nc.base", CELL_AMOUNT, NULL, 14},
    {"book.vnm", "rvc.nc.vnm", CELL_AMOUNT, NULL, 14},
    {"book.content", "rvc.nc.percent", CELL_CONTENT, NULL, 12},
    {"book.content-exact", "rvc.nc.percent", CELL_PERCENT, NULL, 12},
    {"book.required", "rvc.nc.required", CELL_PERCENT, NULL, 10},
    {"book.margin", "rvc.nc", CELL_MARGIN, NULL, 10},
    {"book.result", "rvc.nc.result", CELL_WORD, "result", 10},
    {"book.minimum-price", "minimum_price", CELL_AMOUNT, NULL, 14},
    {"book.minimum-net-cost", "minimum_net_cost", CELL_AMOUNT, NULL, 14},
    {"book.duty-rate", "duty.rate_percent", CELL_PERCENT, NULL, 10},
    {"book.duty", "duty.amount", CELL_AMOUNT, NULL, 14},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

static const struct book_column MATERIALS[] = {
    {"html.good", "^good_id", CELL_TEXT, NULL, 18},
    {"book.line", "line", CELL_TEXT, NULL, 8},
    {"book.material", "material_id", CELL_TEXT, NULL, 18},
    {"html.description", "description", CELL_TEXT, NULL, 30},
    {"report.code", "hs", CELL_CODE, NULL, 12},
    {"book.origin", "origin", CELL_WORD, "material-status", 16},
    {"book.country", "country", CELL_TEXT, NULL, 9},
    {"book.supplier", "supplier", CELL_TEXT, NULL, 24},
    {"book.paper", "document", CELL_TEXT, NULL, 18},
    {"html.currency", "^currency", CELL_TEXT, NULL, 9},
    {"book.unit-price", "unit_price", CELL_AMOUNT, NULL, 14},
    {"book.value", "value", CELL_AMOUNT, NULL, 14},
    {"book.change", "shift", CELL_WORD, "report.shift", 12},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

static const struct book_column PAPERS[] = {
    {"html.good", "^good_id", CELL_TEXT, NULL, 18},
    {"book.paper", "id", CELL_TEXT, NULL, 18},
    {"book.kind", "kind", CELL_WORD, "paper-kind", 24},
    {"book.supplier", "supplier", CELL_TEXT, NULL, 24},
    {"book.state", "state", CELL_WORD, "paper-state", 16},
    {"book.valid-to", "valid_to", CELL_DAY, NULL, 12},
    {"book.path", "path", CELL_TEXT, NULL, 36},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

static const struct book_column FINDINGS[] = {
    {"html.good", "^good_id", CELL_TEXT, NULL, 18},
    {"html.severity", "severity", CELL_WORD, "severity", 14},
    {"book.finding", "code", CELL_WORD, "finding-name", 34},
    {"html.code", "code", CELL_TEXT, NULL, 26},
    {"book.line", "line", CELL_TEXT, NULL, 8},
    {"html.message", "message", CELL_TEXT, NULL, 90},
    {"html.cite", "cite", CELL_CITE, NULL, 28},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

/* What somebody has to send, with what it is worth. */
static const struct book_column REQUESTS[] = {
    {"html.good", "^good_id", CELL_TEXT, NULL, 18},
    {"html.status", "^status", CELL_WORD, "status", 16},
    {"book.line", "line", CELL_TEXT, NULL, 8},
    {"book.finding", "code", CELL_WORD, "finding-name", 34},
    {"book.request", "message", CELL_TEXT, NULL, 90},
    {"html.currency", "^currency", CELL_TEXT, NULL, 9},
    {"book.duty", "^duty.amount", CELL_AMOUNT, NULL, 14},
    {NULL, NULL, CELL_TEXT, NULL, 0},
};

const struct sheet_form RESULTS_SHEETS[SHEETS] = {
    [SHEET_GOODS] = {"book.goods", GOODS, NULL, 3, false},
    [SHEET_MATERIALS] = {"book.materials", MATERIALS, "materials", 1, false},
    [SHEET_PAPERS] = {"book.papers", PAPERS, "evidence.documents", 1, false},
    [SHEET_FINDINGS] = {"book.findings", FINDINGS, "findings", 1, false},
    [SHEET_REQUESTS] = {"book.requests", REQUESTS, "findings", 1, true},
};

int sheet_columns(const struct sheet_form *form) {
    int count = 0;
    while (form->columns[count].heading != NULL)
        count++;
    return count;
}
