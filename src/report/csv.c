#include "report/report.h"

static const char HEADER[] =
    "good_id,hs,date,status,criterion,claimed,rule,alternative,cite,rvc_tv_percent,rvc_tv_required,rvc_tv_result,"
    "rvc_nc_percent,rvc_nc_required,rvc_nc_result,de_minimis_share,de_minimis_applied,violations,warnings,findings,"
    "duty_amount,currency,pile,valid_until";

void report_csv_begin(struct buffer *out, const struct usmca_rulebook *book,
                      const struct passed_columns *passed) {
    (void)book;
    buffer_string(out, HEADER);
    for (uint32_t i = 0; i < passed->count; i++) {
        buffer_char(out, ',');
        buffer_csv_field(out, passed->names[i]);
    }
    buffer_char(out, '\n');
}

static void put(struct buffer *out, struct text field) {
    buffer_csv_field(out, field);
    buffer_char(out, ',');
}

static void put_decimal(struct buffer *out, bool given, decimal value, int places) {
    char number[DECIMAL_TEXT_SIZE];
    if (given)
        buffer_put(out, number, decimal_print(number, value, places));
    buffer_char(out, ',');
}

static void put_percent(struct buffer *out, bool known, int64_t percent) {
    char number[DECIMAL_TEXT_SIZE];
    if (known)
        buffer_put(out, number, decimal_print_percent(number, percent));
    buffer_char(out, ',');
}

static void put_rvc(struct buffer *out, const struct rvc *rvc) {
    const struct figure *content = &rvc->content;
    bool asked = content->asked > 0;
    put_percent(out, content->known, content->percent);
    put_decimal(out, asked, content->required, 0);
    put(out, text_from(asked && content->known ? RESULT_WORDS[content->result] : ""));
}

static void put_findings(struct buffer *out, const struct determination *determination) {
    uint64_t count[3] = {0};
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
    buffer_number(out, count[SEVERITY_VIOLATION]);
    buffer_char(out, ',');
    buffer_number(out, count[SEVERITY_WARNING]);
    buffer_char(out, ',');
    put(out, buffer_view(&codes));
    buffer_release(&codes, out);
}

void report_csv(struct buffer *out, const struct usmca_rulebook *book,
                const struct determination *determination, struct report_style style) {
    (void)book;
    char code[HS_TEXT_SIZE];
    char day[DATE_TEXT_SIZE];
    buffer_csv_foreign(out, determination->good->good_id, style.raw_cells);
    buffer_char(out, ',');
    put(out, (struct text){code, determination->good->hs.digits > 0
                                     ? hs_print_digits(code, determination->good->hs)
                                     : 0});
    put(out, (struct text){day, date_print(day, determination->day)});
    put(out, text_from(STATUS_WORDS[determination->status]));
    put(out, (struct text){&determination->criterion, determination->criterion != '\0'});
    put(out, (struct text){&determination->good->criterion_claimed,
                           determination->good->criterion_claimed != '\0'});
    put(out, determination->rule_id);
    put(out, determination->rule_alternative);
    put(out, determination->rule_cite);
    put_rvc(out, &determination->rvc[METHOD_TRANSACTION_VALUE]);
    put_rvc(out, &determination->rvc[METHOD_NET_COST]);
    put_percent(out, determination->de_minimis.figure.known, determination->de_minimis.figure.percent);
    put(out, text_from(determination->de_minimis.applied ? "true" : "false"));
    put_findings(out, determination);
    put_decimal(out, determination->duty.given && determination->duty.amount.given,
                determination->duty.amount.value, 2);
    put(out, determination->currency);
    put(out, text_from(PILE_WORDS[determination->papers.pile]));
    if (determination->valid_until != 0)
        buffer_put(out, day, date_print(day, determination->valid_until));
    for (uint32_t i = 0; i < passed_count(determination->good->passed); i++) {
        buffer_char(out, ',');
        buffer_csv_foreign(out, passed_value(determination->good->passed, i), style.raw_cells);
    }
    buffer_char(out, '\n');
}
