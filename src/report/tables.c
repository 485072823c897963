#include "report/tables.h"

#include "report/csv_row.h"
#include "report/json_evidence.h"

/* ---- materials ---- */

static void materials_begin(struct buffer *out, const struct usmca_rulebook *book,
                            const struct passed_columns *passed) {
    (void)book;
    csv_header(
        out,
        "good_id,line,material_id,description,hs,role,origin,country,supplier,document,unit_price,value,"
        "non_originating_value,vnm_tv,vnm_nc,change,disregarded,currency",
        passed);
}

static struct text document_of(const struct line *line) {
    const struct material *material = line->material;
    return material->document.length > 0 || line->paper == NULL ? material->document
                                                                : line->paper->document_id;
}

static struct text supplier_of(const struct line *line) {
    const struct material *material = line->material;
    return material->supplier.length > 0 || line->paper == NULL ? material->supplier : line->paper->supplier;
}

static void put_materials(struct buffer *out, const struct usmca_rulebook *book,
                          const struct determination *determination, struct report_style style) {
    (void)book;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        const struct material *material = line->material;
        struct csv_row row = csv_row_begin(out, style);
        csv_put_foreign(&row, determination->good->good_id);
        csv_put_foreign(&row, material->line);
        csv_put_foreign(&row, material->material_id);
        csv_put_foreign(&row, material->description);
        csv_put_code(&row, material->hs);
        csv_put_word(&row, ROLE_WORDS[line_role(line)]);
        csv_put_word(&row, STATUS_WORDS[line_origin(line)]);
        csv_put_foreign(&row, material->country);
        csv_put_foreign(&row, supplier_of(line));
        csv_put_foreign(&row, document_of(line));
        csv_put_amount(&row, material->unit_value);
        csv_put_amount(&row, line->value);
        csv_put_amount(&row, line->non_originating);
        csv_put_amount(&row, line->vnm[METHOD_TRANSACTION_VALUE]);
        csv_put_amount(&row, line->vnm[METHOD_NET_COST]);
        csv_put_word(&row, line->shift == NO_SHIFT ? "" : RESULT_WORDS[line->shift]);
        csv_put_flag(&row, line->disregarded);
        csv_put(&row, determination->currency);
        csv_row_end(&row, determination->good);
    }
}

/* ---- findings ---- */

static void findings_begin(struct buffer *out, const struct usmca_rulebook *book,
                           const struct passed_columns *passed) {
    (void)book;
    csv_header(out, "good_id,code,severity,line,message,cite", passed);
}

static void put_findings(struct buffer *out, const struct usmca_rulebook *book,
                         const struct determination *determination, struct report_style style) {
    (void)book;
    for (uint32_t i = 0; i < determination->finding_count; i++) {
        const struct finding *finding = &determination->findings[i];
        struct csv_row row = csv_row_begin(out, style);
        csv_put_foreign(&row, determination->good->good_id);
        csv_put_word(&row, FINDING_WORDS[finding->code]);
        csv_put_word(&row, SEVERITY_WORDS[finding->severity]);
        csv_put_foreign(&row, finding->line);
        csv_put_foreign(&row, finding->message);
        csv_put(&row, finding->cite);
        csv_row_end(&row, determination->good);
    }
}

/* ---- documents ---- */

static void documents_begin(struct buffer *out, const struct usmca_rulebook *book,
                            const struct passed_columns *passed) {
    (void)book;
    csv_header(out, "good_id,document_id,kind,supplier,material_id,line,state,valid_to,path,decides", passed);
}

static void put_documents(struct buffer *out, const struct usmca_rulebook *book,
                          const struct determination *determination, struct report_style style) {
    (void)book;
    static const char *const DECIDES[] = {
        [RESULT_FAIL] = "false", [RESULT_UNKNOWN] = "", [RESULT_PASS] = "true"};
    for (uint32_t i = 0; i < determination->papers.count; i++) {
        const struct relied_paper *relied = &determination->papers.list[i];
        const struct paper *paper = relied->paper;
        struct csv_row row = csv_row_begin(out, style);
        csv_put_foreign(&row, determination->good->good_id);
        csv_put_foreign(&row, paper->document_id);
        csv_put_word(&row, paper->of_bill ? "bill-of-materials" : DOCUMENT_WORDS[paper->kind]);
        csv_put_foreign(&row, paper->supplier);
        csv_put_foreign(&row, paper->material_id);
        csv_put_foreign(&row, relied_line(determination, relied));
        csv_put_word(&row, PAPER_STATE_WORDS[relied->state]);
        csv_put_date(&row, paper->ends);
        csv_put_foreign(&row, relied->path);
        csv_put_word(&row, DECIDES[relied->decides]);
        csv_row_end(&row, determination->good);
    }
}

/* ---- gap routes ---- */

static void routes_begin(struct buffer *out, const struct usmca_rulebook *book,
                         const struct passed_columns *passed) {
    (void)book;
    csv_header(
        out,
        "good_id,route,alternative,method,blocked,exact,value,excess,base_needed,missing_value_most,action,"
        "line,material_id,supplier,country,mend,currency",
        passed);
}

struct route_rows {
    struct buffer *out;
    struct report_style style;
    const struct determination *determination;
};

static void put_action(const struct route_rows *rows, uint32_t number, const char *action,
                       const struct line *line) {
    const struct determination *determination = rows->determination;
    const struct gap_route *route = &determination->gap.routes[number];
    struct csv_row row = csv_row_begin(rows->out, rows->style);
    const struct text none = {"", 0};
    csv_put_foreign(&row, determination->good->good_id);
    csv_put_count(&row, number + 1);
    csv_put(&row, route->alternative->alternative->id);
    csv_put_word(&row, route->method < METHODS ? METHOD_WORDS[route->method] : "");
    csv_put_flag(&row, gap_route_blocked(route));
    csv_put_flag(&row, route->exact);
    csv_put_amount(&row, route->value);
    csv_put_amount(&row, route->excess);
    csv_put_amount(&row, route->base);
    csv_put_amount(&row, route->most);
    csv_put_word(&row, action);
    csv_put_foreign(&row, line != NULL ? line->material->line : none);
    csv_put_foreign(&row, line != NULL ? line->material->material_id : none);
    csv_put_foreign(&row, line != NULL ? supplier_of(line) : none);
    csv_put_foreign(&row, line != NULL ? line->material->country : none);
    csv_put_word(&row, line != NULL ? MEND_WORDS[line->mend] : "");
    csv_put(&row, determination->currency);
    csv_row_end(&row, determination->good);
}

static void put_actions(const struct route_rows *rows, uint32_t number, const char *action,
                        const uint32_t *lines, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        put_action(rows, number, action, &rows->determination->lines[lines[i]]);
}

/* A row for each line that something is to be done about; one without a line for a route that has none. */
static void put_route(const struct route_rows *rows, uint32_t number) {
    const struct gap_route *route = &rows->determination->gap.routes[number];
    uint32_t content = route->line_count - route->shift_count;
    put_actions(rows, number, route->method < METHODS ? "originate" : "change-or-originate", route->lines,
                route->shift_count);
    put_actions(rows, number, "originate", route->lines + route->shift_count, content);
    put_actions(rows, number, "contents-originate", route->contents, route->contents_count);
    put_actions(rows, number, "designate", route->designated, route->designated_count);
    put_actions(rows, number, "state-value", route->valueless, route->valueless_count);
    if (route->line_count + route->contents_count + route->designated_count + route->valueless_count == 0)
        put_action(rows, number, route->base.given ? "raise-base" : "", NULL);
}

static void put_routes(struct buffer *out, const struct usmca_rulebook *book,
                       const struct determination *determination, struct report_style style) {
    (void)book;
    const struct route_rows rows = {out, style, determination};
    for (uint32_t i = 0; i < determination->gap.route_count; i++)
        put_route(&rows, i);
}

/* ---- all of them ---- */

const struct report_table REPORT_TABLES[REPORT_TABLE_COUNT] = {
    {"goods", report_csv_begin, report_csv},    {"materials", materials_begin, put_materials},
    {"findings", findings_begin, put_findings}, {"documents", documents_begin, put_documents},
    {"gap_routes", routes_begin, put_routes},
};
