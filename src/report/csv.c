#include "origin/deciding_content.h"
#include "report/csv_row.h"

static const char HEADER[] =
    "good_id,hs,date,status,criterion,claimed,rule,alternative,cite,rvc_tv_percent,rvc_tv_required,rvc_tv_result,"
    "rvc_nc_percent,rvc_nc_required,rvc_nc_result,de_minimis_share,de_minimis_applied,violations,warnings,findings,"
    "duty_amount,currency,pile,valid_until,method,value_base,vnm,margin,minimum_price,minimum_net_cost";

/* Behind all others that there are. */
static const char RULE_HEADER[] = ",rule_read,rule_read_cite";

void report_csv_begin(struct buffer *out, const struct usmca_rulebook *book,
                      const struct passed_columns *passed) {
    (void)book;
    buffer_string(out, HEADER);
    csv_header(out, RULE_HEADER, passed);
}

static void put_rule_read(struct csv_row *row, const struct rule *read) {
    const struct text none = {"", 0};
    csv_put(row, read != NULL ? read->id : none);
    csv_put(row, read != NULL ? read->cite : none);
}

static void put_rvc(struct csv_row *row, const struct rvc *rvc) {
    const struct figure *content = &rvc->content;
    bool asked = content->asked > 0;
    csv_put_percent(row, content->known, content->percent);
    csv_put_decimal(row, asked, content->required, 0);
    csv_put_word(row, asked && content->known ? RESULT_WORDS[content->result] : "");
}

static void put_findings(struct csv_row *row, const struct determination *determination) {
    uint64_t count[SEVERITIES] = {0};
    struct buffer codes = {0};
    bool seen[FINDING_CODES] = {false};
    for (uint32_t i = 0; i < determination->finding_count; i++) {
        const struct finding *finding = &determination->findings[i];
        count[finding->severity]++;
        if (seen[finding->code])
            continue;
        seen[finding->code] = true;
        buffer_string(&codes, codes.length > 0 ? ";" : "");
        buffer_string(&codes, FINDING_WORDS[finding->code]);
    }
    csv_put_count(row, count[SEVERITY_VIOLATION]);
    csv_put_count(row, count[SEVERITY_WARNING]);
    csv_put(row, buffer_view(&codes));
    row->out->failed = row->out->failed || codes.failed;
    buffer_free(&codes);
}

static void put_content(struct csv_row *row, const struct determination *determination) {
    enum method best = deciding_content(determination);
    const struct rvc none = {0};
    const struct rvc *rvc = best < METHODS ? &determination->rvc[best] : &none;
    csv_put_word(row, best < METHODS ? METHOD_WORDS[best] : "");
    csv_put_amount(row, rvc->base);
    csv_put_amount(row, rvc->vnm);
    csv_put_percent(row, rvc->content.known, rvc->content.margin);
}

static void put_good(struct csv_row *row, const struct determination *determination) {
    const struct good *good = determination->good;
    const struct share *share = &determination->de_minimis;
    csv_put_foreign(row, good->good_id);
    csv_put_code(row, good->hs);
    csv_put_date(row, determination->day);
    csv_put_word(row, STATUS_WORDS[determination->status]);
    csv_put(row, (struct text){&determination->criterion, determination->criterion != '\0'});
    csv_put(row, (struct text){&good->criterion_claimed, good->criterion_claimed != '\0'});
    csv_put(row, determination->rule_id);
    csv_put(row, determination->rule_alternative);
    csv_put(row, determination->rule_cite);
    put_rvc(row, &determination->rvc[METHOD_TRANSACTION_VALUE]);
    put_rvc(row, &determination->rvc[METHOD_NET_COST]);
    csv_put_percent(row, share->figure.known, share->figure.percent);
    csv_put_flag(row, share->applied);
    put_findings(row, determination);
    csv_put_decimal(row, determination->duty.given && determination->duty.amount.given,
                    determination->duty.amount.value, 2);
    csv_put(row, determination->currency);
    csv_put_word(row, PILE_WORDS[determination->papers.pile]);
    csv_put_date(row, determination->valid_until);
    put_content(row, determination);
    csv_put_amount(row, determination->minimum.price);
    csv_put_amount(row, determination->minimum.net_cost);
}

void report_csv(struct buffer *out, const struct usmca_rulebook *book,
                const struct determination *determination, struct report_style style) {
    (void)book;
    struct csv_row row = csv_row_begin(out, style);
    put_good(&row, determination);
    put_rule_read(&row, determination->rule);
    csv_row_end(&row, determination->good);
}

/* ---- with what would make the good qualify ---- */

static const char GAP_HEADER[] =
    ",gap_alternative,gap_method,gap_blocked,gap_change_lines,gap_value_lines,gap_contents_lines,"
    "gap_designate_lines,gap_missing_value_lines,gap_missing_value_most,gap_value,gap_exact,gap_excess,"
    "gap_base_needed,gap_routes,margin_method,margin_may_rise,certification_lines";

void report_gap_csv_begin(struct buffer *out, const struct usmca_rulebook *book,
                          const struct passed_columns *passed) {
    (void)book;
    buffer_string(out, HEADER);
    buffer_string(out, GAP_HEADER);
    csv_header(out, RULE_HEADER, passed);
}

static void put_lines(struct csv_row *row, const struct determination *determination, const uint32_t *lines,
                      uint32_t count) {
    struct buffer list = {0};
    for (uint32_t i = 0; i < count; i++) {
        buffer_string(&list, i > 0 ? ";" : "");
        buffer_text(&list, determination->lines[lines[i]].material->line);
    }
    csv_put_foreign(row, buffer_view(&list));
    row->out->failed = row->out->failed || list.failed;
    buffer_free(&list);
}

/* The nearest; gap_routes.csv of --tables has all. */
static void put_nearest(struct csv_row *row, const struct determination *determination) {
    static const struct gap_route NONE = {.method = METHODS};
    const struct gap *gap = &determination->gap;
    bool any = gap->route_count > 0;
    const struct gap_route *route = any ? &gap->routes[0] : &NONE;
    csv_put(row, any ? route->alternative->alternative->id : (struct text){"", 0});
    csv_put_word(row, route->method < METHODS ? METHOD_WORDS[route->method] : "");
    csv_put_word(row, !any ? "" : gap_route_blocked(route) ? "true" : "false");
    put_lines(row, determination, route->lines, route->shift_count);
    put_lines(row, determination, route->lines + route->shift_count, route->line_count - route->shift_count);
    put_lines(row, determination, route->contents, route->contents_count);
    put_lines(row, determination, route->designated, route->designated_count);
    put_lines(row, determination, route->valueless, route->valueless_count);
    csv_put_amount(row, route->most);
    csv_put_amount(row, route->value);
    csv_put_word(row, !any ? "" : route->exact ? "true" : "false");
    csv_put_amount(row, route->excess);
    csv_put_amount(row, route->base);
    csv_put_count(row, gap->route_count);
}

void report_gap_csv(struct buffer *out, const struct usmca_rulebook *book,
                    const struct determination *determination, struct report_style style) {
    (void)book;
    struct csv_row row = csv_row_begin(out, style);
    const struct gap *gap = &determination->gap;
    bool bears = gap->asked && gap->margin.method < METHODS;
    put_good(&row, determination);
    put_nearest(&row, determination);
    csv_put_word(&row, bears ? METHOD_WORDS[gap->margin.method] : "");
    csv_put_amount(&row, bears ? gap->margin.rise : amount_not_given());
    put_lines(&row, determination, gap->documents, gap->document_count);
    put_rule_read(&row, determination->rule);
    csv_row_end(&row, determination->good);
}
