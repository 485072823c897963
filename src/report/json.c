#include "report/report.h"

/* ---- scalars ---- */

static const char HEX[] = "0123456789abcdef";

enum { LONGEST_ESCAPE = 6 };

static char *escape(char *at, unsigned char c) {
    const char *shorthand = c == '"'    ? "\\\""
                            : c == '\\' ? "\\\\"
                            : c == '\n' ? "\\n"
                            : c == '\t' ? "\\t"
                                        : NULL;
    if (shorthand != NULL) {
        memcpy(at, shorthand, 2);
        return at + 2;
    }
    const char code[LONGEST_ESCAPE] = {'\\', 'u', '0', '0', HEX[c >> 4], HEX[c & 15]};
    memcpy(at, code, sizeof code);
    return at + sizeof code;
}

void report_json_string(struct buffer *out, struct text text) {
    char *at = buffer_reserve(out, text.length * LONGEST_ESCAPE + 2);
    if (at == NULL)
        return;
    *at++ = '"';
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            *at++ = (char)c;
        else
            at = escape(at, c);
    }
    *at++ = '"';
    out->length = (size_t)(at - out->data);
}

#define LITERAL(out, literal) buffer_put((out), literal, sizeof(literal) - 1)

static void put_text(struct buffer *out, struct text text) {
    if (text.length == 0)
        LITERAL(out, "null");
    else
        report_json_string(out, text);
}

static void put_word(struct buffer *out, const char *word) {
    buffer_char(out, '"');
    buffer_string(out, word);
    buffer_char(out, '"');
}

static void put_decimal(struct buffer *out, decimal value, int places) {
    char number[DECIMAL_TEXT_SIZE];
    size_t length = decimal_print(number, value, places);
    buffer_char(out, '"');
    buffer_put(out, number, length);
    buffer_char(out, '"');
}

static void put_amount(struct buffer *out, struct amount amount) {
    if (amount.given)
        put_decimal(out, amount.value, 2);
    else
        LITERAL(out, "null");
}

static void put_percent(struct buffer *out, bool known, int64_t percent) {
    char number[DECIMAL_TEXT_SIZE];
    if (!known) {
        LITERAL(out, "null");
        return;
    }
    size_t length = decimal_print_percent(number, percent);
    buffer_char(out, '"');
    buffer_put(out, number, length);
    buffer_char(out, '"');
}

static void put_flag(struct buffer *out, bool flag) {
    if (flag)
        LITERAL(out, "true");
    else
        LITERAL(out, "false");
}

static void put_code(struct buffer *out, struct hs_code code) {
    char digits[HS_TEXT_SIZE];
    size_t length = hs_print_digits(digits, code);
    if (length == 0) {
        LITERAL(out, "null");
        return;
    }
    buffer_char(out, '"');
    buffer_put(out, digits, length);
    buffer_char(out, '"');
}

static void put_criterion(struct buffer *out, char criterion) {
    if (criterion == '\0') {
        LITERAL(out, "null");
        return;
    }
    const char quoted[] = {'"', criterion, '"'};
    buffer_put(out, quoted, sizeof quoted);
}

/* ---- regional value content ---- */

static void put_rvc(struct buffer *out, const struct rvc *rvc) {
    if (!rvc->known) {
        LITERAL(out, "null");
        return;
    }
    LITERAL(out, "{\"base\":");
    put_amount(out, rvc->base);
    LITERAL(out, ",\"vnm\":");
    put_amount(out, rvc->vnm);
    LITERAL(out, ",\"percent\":");
    put_percent(out, rvc->known, rvc->percent);
    LITERAL(out, ",\"required\":");
    if (rvc->required > 0)
        put_decimal(out, rvc->required, 0);
    else
        LITERAL(out, "null");
    LITERAL(out, ",\"result\":");
    if (rvc->required > 0)
        put_word(out, RESULT_WORDS[rvc->result]);
    else
        LITERAL(out, "null");
    buffer_char(out, '}');
}

static void put_share(struct buffer *out, const struct share *share) {
    LITERAL(out, "{\"applied\":");
    put_flag(out, share->applied);
    LITERAL(out, ",\"basis\":");
    put_text(out, text_from(share->known ? BASIS_WORDS[share->basis] : ""));
    LITERAL(out, ",\"share\":");
    put_percent(out, share->known, share->percent);
    LITERAL(out, ",\"limit\":");
    if (share->limit > 0)
        put_decimal(out, share->limit, 0);
    else
        LITERAL(out, "null");
    buffer_char(out, '}');
}

/* ---- alternatives ---- */

static void put_lines(struct buffer *out, const struct determination *determination,
                      const struct test *test) {
    buffer_char(out, '[');
    for (uint32_t i = 0; i < test->line_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        report_json_string(out, determination->lines[test->lines[i]].material->line);
    }
    buffer_char(out, ']');
}

static void put_test(struct buffer *out, const struct messages *messages,
                     const struct determination *determination, const struct test *test) {
    LITERAL(out, "{\"kind\":");
    put_word(out, REQUIREMENT_WORDS[test->kind]);
    LITERAL(out, ",\"result\":");
    put_word(out, RESULT_WORDS[test->result]);
    if (test->kind == REQUIRE_RVC) {
        const struct rvc *rvc = test->method < METHODS ? &test->rvc[test->method] : NULL;
        LITERAL(out, ",\"method\":");
        put_text(out, text_from(rvc != NULL ? METHOD_WORDS[test->method] : ""));
        LITERAL(out, ",\"percent\":");
        put_percent(out, rvc != NULL && rvc->known, rvc != NULL ? rvc->percent : 0);
        LITERAL(out, ",\"required\":");
        if (rvc != NULL && rvc->required > 0)
            put_decimal(out, rvc->required, 0);
        else
            LITERAL(out, "null");
        if (test->waived) {
            LITERAL(out, ",\"waived\":");
            put_share(out, &test->waiver);
        }
    } else if (test->kind == REQUIRE_WEIGHT_SHARE || test->kind == REQUIRE_WEIGHT_LIMIT) {
        LITERAL(out, ",\"percent\":");
        put_percent(out, test->share_known, test->share_percent);
        LITERAL(out, ",\"required\":");
        put_decimal(out, test->requirement->share.percent, 0);
    } else if (test->kind == REQUIRE_PROCESS) {
        LITERAL(out, ",\"fact\":");
        report_json_string(out, test->requirement->process.fact->key);
    }
    if (test->kind != REQUIRE_NO_CHANGE && test->kind != REQUIRE_RVC && test->kind != REQUIRE_PROCESS) {
        LITERAL(out, ",\"lines\":");
        put_lines(out, determination, test);
    }
    LITERAL(out, ",\"why\":");
    report_json_string(out, message_find(messages, test->why));
    buffer_char(out, '}');
}

static void put_alternatives(struct buffer *out, const struct messages *messages,
                             const struct determination *determination) {
    buffer_char(out, '[');
    for (uint32_t i = 0; i < determination->alternative_count; i++) {
        const struct alternative_result *alternative = &determination->alternatives[i];
        if (i > 0)
            buffer_char(out, ',');
        LITERAL(out, "{\"id\":");
        put_text(out, alternative->alternative->id);
        if (alternative->rule != determination->rule) {
            LITERAL(out, ",\"rule\":");
            report_json_string(out, alternative->rule->id);
        }
        LITERAL(out, ",\"result\":");
        put_word(out, RESULT_WORDS[alternative->result]);
        LITERAL(out, ",\"tests\":[");
        for (uint32_t k = 0; k < alternative->test_count; k++) {
            if (k > 0)
                buffer_char(out, ',');
            put_test(out, messages, determination, &alternative->tests[k]);
        }
        LITERAL(out, "]}");
    }
    buffer_char(out, ']');
}

/* ---- materials, findings, duty ---- */

static void put_materials(struct buffer *out, const struct determination *determination) {
    buffer_char(out, '[');
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (i > 0)
            buffer_char(out, ',');
        LITERAL(out, "{\"line\":");
        report_json_string(out, line->material->line);
        LITERAL(out, ",\"material_id\":");
        put_text(out, line->material->material_id);
        if (line->material->description.length > 0) {
            LITERAL(out, ",\"description\":");
            report_json_string(out, line->material->description);
        }
        LITERAL(out, ",\"hs\":");
        put_code(out, line->material->hs);
        if (line->material->role != ROLE_MATERIAL) {
            LITERAL(out, ",\"role\":");
            put_word(out, ROLE_WORDS[line->intermediate ? ROLE_INTERMEDIATE : line->material->role]);
        }
        if (line->originating)
            LITERAL(out, ",\"origin\":\"originating\",\"value\":");
        else
            LITERAL(out, ",\"origin\":\"non-originating\",\"value\":");
        put_amount(out, line->value);
        LITERAL(out, ",\"shift\":");
        if (line->shift == NO_SHIFT)
            LITERAL(out, "null");
        else
            put_word(out, RESULT_WORDS[line->shift]);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

static void put_findings(struct buffer *out, const struct determination *determination) {
    buffer_char(out, '[');
    for (uint32_t i = 0; i < determination->finding_count; i++) {
        const struct finding *finding = &determination->findings[i];
        if (i > 0)
            buffer_char(out, ',');
        LITERAL(out, "{\"code\":");
        put_word(out, FINDING_WORDS[finding->code]);
        LITERAL(out, ",\"severity\":");
        put_word(out, SEVERITY_WORDS[finding->severity]);
        LITERAL(out, ",\"line\":");
        put_text(out, finding->line);
        LITERAL(out, ",\"message\":");
        report_json_string(out, finding->message);
        LITERAL(out, ",\"cite\":");
        put_text(out, finding->cite);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

static void put_duty(struct buffer *out, const struct duty_at_risk *duty) {
    LITERAL(out, ",\"duty\":{\"rate_percent\":");
    put_decimal(out, duty->rate_percent, 0);
    LITERAL(out, ",\"surcharge_percent\":");
    put_decimal(out, duty->surcharge_percent, 0);
    LITERAL(out, ",\"amount\":");
    put_amount(out, duty->amount);
    buffer_char(out, '}');
}

/* ---- gap ---- */

static void put_line_ids(struct buffer *out, const struct determination *determination, const uint32_t *lines,
                         uint32_t count) {
    buffer_char(out, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        report_json_string(out, determination->lines[lines[i]].material->line);
    }
    buffer_char(out, ']');
}

static void put_route(struct buffer *out, const struct determination *determination,
                      const struct gap_route *route) {
    LITERAL(out, "{\"alternative\":");
    put_text(out, route->alternative->alternative->id);
    LITERAL(out, ",\"method\":");
    if (route->method == METHODS)
        LITERAL(out, "null");
    else
        put_word(out, METHOD_WORDS[route->method]);
    LITERAL(out, ",\"blocked\":");
    put_flag(out, route->blocked);
    LITERAL(out, ",\"change_lines\":");
    put_line_ids(out, determination, route->lines, route->shift_count);
    LITERAL(out, ",\"value_lines\":");
    put_line_ids(out, determination, route->lines + route->shift_count,
                 route->line_count - route->shift_count);
    LITERAL(out, ",\"value\":");
    put_amount(out, route->value);
    LITERAL(out, ",\"exact\":");
    put_flag(out, route->exact);
    LITERAL(out, ",\"excess\":");
    put_amount(out, route->excess);
    LITERAL(out, ",\"base_needed\":");
    put_amount(out, route->base);
    buffer_char(out, '}');
}

static void put_margin(struct buffer *out, const struct determination *determination) {
    const struct gap_margin *margin = &determination->gap.margin;
    bool any = false;
    LITERAL(out, "{\"method\":");
    put_word(out, METHOD_WORDS[margin->method]);
    LITERAL(out, ",\"may_rise\":");
    put_amount(out, margin->rise);
    LITERAL(out, ",\"lines\":[");
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        int64_t percent = 0;
        if (!line->vnm[margin->method].given ||
            !decimal_percent(&percent, margin->rise.value, line->vnm[margin->method].value))
            continue;
        buffer_string(out, any ? ",{\"line\":" : "{\"line\":");
        report_json_string(out, line->material->line);
        LITERAL(out, ",\"percent\":");
        put_percent(out, true, percent);
        buffer_char(out, '}');
        any = true;
    }
    LITERAL(out, "],\"currencies\":[");
    for (uint32_t i = 0; i < determination->gap.currency_count; i++) {
        const struct gap_currency *currency = &determination->gap.currencies[i];
        buffer_string(out, i > 0 ? ",{\"currency\":" : "{\"currency\":");
        report_json_string(out, currency->currency);
        LITERAL(out, ",\"percent\":");
        put_percent(out, true, currency->percent);
        buffer_char(out, '}');
    }
    LITERAL(out, "]}");
}

static void put_gap_share(struct buffer *out, const struct determination *determination) {
    const struct gap_share *share = &determination->gap.share;
    if (share->share == NULL) {
        LITERAL(out, "null");
        return;
    }
    LITERAL(out, "{\"share\":");
    put_share(out, share->share);
    LITERAL(out, ",\"may_rise\":");
    put_amount(out, share->rise);
    LITERAL(out, ",\"lines\":");
    put_line_ids(out, determination, share->lines, share->line_count);
    buffer_char(out, '}');
}

static void put_gap(struct buffer *out, const struct determination *determination) {
    const struct gap *gap = &determination->gap;
    if (!gap->asked) {
        LITERAL(out, "null");
        return;
    }
    LITERAL(out, "{\"routes\":[");
    for (uint32_t i = 0; i < gap->route_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        put_route(out, determination, &gap->routes[i]);
    }
    LITERAL(out, "],\"margin\":");
    if (gap->margin.method != METHODS)
        put_margin(out, determination);
    else
        LITERAL(out, "null");
    LITERAL(out, ",\"de_minimis\":");
    put_gap_share(out, determination);
    LITERAL(out, ",\"documents\":");
    put_line_ids(out, determination, gap->documents, gap->document_count);
    buffer_char(out, '}');
}

/* ---- the object ---- */

static void put_rule(struct buffer *out, const struct determination *determination) {
    LITERAL(out, ",\"rule\":");
    if (determination->rule_id.length == 0) {
        LITERAL(out, "null");
        return;
    }
    LITERAL(out, "{\"id\":");
    report_json_string(out, determination->rule_id);
    LITERAL(out, ",\"alternative\":");
    put_text(out, determination->rule_alternative);
    LITERAL(out, ",\"cite\":");
    put_text(out, determination->rule_cite);
    buffer_char(out, '}');
}

static void put_head(struct buffer *out, const struct determination *determination) {
    char day[DATE_TEXT_SIZE];
    date_print(day, determination->day);
    LITERAL(out, "{\"good_id\":");
    put_text(out, determination->good->good_id);
    if (determination->good->description.length > 0) {
        LITERAL(out, ",\"description\":");
        report_json_string(out, determination->good->description);
    }
    LITERAL(out, ",\"hs\":");
    put_code(out, determination->good->hs);
    LITERAL(out, ",\"date\":");
    put_word(out, day);
    LITERAL(out, ",\"currency\":");
    put_text(out, determination->currency);
    LITERAL(out, ",\"claimed\":");
    put_criterion(out, determination->good->criterion_claimed);
    LITERAL(out, ",\"status\":");
    put_word(out, STATUS_WORDS[determination->status]);
    LITERAL(out, ",\"criterion\":");
    put_criterion(out, determination->criterion);
}

void report_json(struct buffer *out, const struct usmca_rulebook *book,
                 const struct determination *determination) {
    put_head(out, determination);
    put_rule(out, determination);
    LITERAL(out, ",\"rvc\":{\"tv\":");
    put_rvc(out, &determination->rvc[METHOD_TRANSACTION_VALUE]);
    LITERAL(out, ",\"nc\":");
    put_rvc(out, &determination->rvc[METHOD_NET_COST]);
    LITERAL(out, "},\"de_minimis\":");
    put_share(out, &determination->de_minimis);
    if (determination->is_set) {
        LITERAL(out, ",\"set\":");
        put_share(out, &determination->set);
    }
    if (determination->rule != NULL) {
        LITERAL(out, ",\"rule_read\":");
        report_json_string(out, determination->rule->id);
    }
    LITERAL(out, ",\"alternatives\":");
    put_alternatives(out, book->messages, determination);
    LITERAL(out, ",\"materials\":");
    put_materials(out, determination);
    LITERAL(out, ",\"findings\":");
    put_findings(out, determination);
    if (determination->duty.given)
        put_duty(out, &determination->duty);
    LITERAL(out, ",\"gap\":");
    put_gap(out, determination);
    LITERAL(out, "}\n");
}
