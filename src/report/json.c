#include "base/digits.h"
#include "report/build_up.h"
#include "report/json_disputed.h"
#include "report/json_evidence.h"
#include "report/json_gap.h"
#include "report/json_value.h"
#include "report/questions.h"
#include "report/report.h"
#include "report/vehicle.h"

enum { CODE_MOST = HS_TEXT_SIZE + 2 };

/* Of at most CODE_MOST bytes. */
static inline char *code_at(char *at, struct hs_code code) {
    const unsigned digits = code.digits;
    if (digits == 0)
        return JSON_AT(at, "null");
    if (digits > DIGITS_A_WORD)
        return json_quoted_at(at, hs_print_digits(at + 1, code));
    digits_write(at + 1, digits_of((uint32_t)code.given) >> (DIGITS_A_WORD - digits) * BITS_A_DIGIT);
    return json_quoted_at(at, digits);
}

static void put_code(struct buffer *out, struct hs_code code) {
    char *at = buffer_reserve(out, CODE_MOST);
    buffer_ends(out, at != NULL ? code_at(at, code) : NULL);
}

static void put_criterion(struct buffer *out, char criterion) {
    if (criterion == '\0') {
        JSON_LITERAL(out, "null");
        return;
    }
    const char quoted[] = {'"', criterion, '"'};
    buffer_put(out, quoted, sizeof quoted);
}

/* ---- regional value content ---- */

static void put_rvc(struct buffer *out, const struct rvc *rvc) {
    const struct figure *content = &rvc->content;
    if (!content->known) {
        JSON_LITERAL(out, "null");
        return;
    }
    JSON_LITERAL(out, "{\"base\":");
    json_put_amount(out, rvc->base);
    JSON_LITERAL(out, ",\"vnm\":");
    json_put_amount(out, rvc->vnm);
    JSON_LITERAL(out, ",\"percent\":");
    json_put_percent(out, content->known, content->percent);
    json_put_asked(out, content);
    JSON_LITERAL(out, ",\"result\":");
    if (content->asked > 0)
        json_put_word(out, RESULT_WORDS[content->result]);
    else
        JSON_LITERAL(out, "null");
    buffer_char(out, '}');
}

static bool is_unknown(const struct figure *content) {
    return content->asked > 0 && !content->known;
}

static void put_required(struct buffer *out, const struct figure *content) {
    if (is_unknown(content))
        json_put_decimal(out, content->required, 0);
    else
        JSON_LITERAL(out, "null");
}

static void put_contents(struct buffer *out, const struct determination *determination) {
    const struct rvc *rvc = determination->rvc;
    JSON_LITERAL(out, ",\"rvc\":{\"tv\":");
    put_rvc(out, &rvc[METHOD_TRANSACTION_VALUE]);
    JSON_LITERAL(out, ",\"nc\":");
    put_rvc(out, &rvc[METHOD_NET_COST]);
    buffer_char(out, '}');
    if (!is_unknown(&rvc[METHOD_TRANSACTION_VALUE].content) && !is_unknown(&rvc[METHOD_NET_COST].content))
        return;
    JSON_LITERAL(out, ",\"rvc_required\":{\"tv\":");
    put_required(out, &rvc[METHOD_TRANSACTION_VALUE].content);
    JSON_LITERAL(out, ",\"nc\":");
    put_required(out, &rvc[METHOD_NET_COST].content);
    buffer_char(out, '}');
}

static void put_sums(struct buffer *out, const struct average_sums *sums) {
    JSON_LITERAL(out, "{\"units\":");
    json_put_total(out, sums->units);
    JSON_LITERAL(out, ",\"net_cost\":");
    json_put_total(out, sums->net_cost);
    JSON_LITERAL(out, ",\"vnm\":");
    json_put_total(out, sums->vnm);
    buffer_char(out, '}');
}

/* U.R. 7(15): the sums that the content by net cost is decided on. */
static void put_average(struct buffer *out, const struct average *average) {
    JSON_LITERAL(out, ",\"average\":{\"group\":");
    json_put_string(out, average->group);
    JSON_LITERAL(out, ",\"period\":");
    json_put_word(out, AVERAGE_PERIOD_WORDS[average->period]);
    JSON_LITERAL(out, ",\"from\":");
    json_put_date(out, average->from);
    JSON_LITERAL(out, ",\"to\":");
    json_put_date(out, date_before(average->until));
    JSON_LITERAL(out, ",\"sums\":");
    put_sums(out, &average->told);
    JSON_LITERAL(out, ",\"estimated\":");
    json_put_flag(out, average->estimated > 0);
    JSON_LITERAL(out, ",\"estimate\":");
    if (average->estimate_given)
        put_sums(out, &average->estimate);
    else
        JSON_LITERAL(out, "null");
    JSON_LITERAL(out, ",\"cite\":");
    json_put_string(out, average->cite);
    buffer_char(out, '}');
}

/* ---- alternatives ---- */

static void put_lines(struct buffer *out, const struct determination *determination,
                      const struct test *test) {
    buffer_char(out, '[');
    for (uint32_t i = 0; i < test->line_count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        json_put_string(out, determination->lines[test->lines[i]].material->line);
    }
    buffer_char(out, ']');
}

static void put_test(struct buffer *out, const struct messages *messages,
                     const struct determination *determination, const struct test *test) {
    JSON_LITERAL(out, "{\"kind\":");
    json_put_word(out, REQUIREMENT_WORDS[test->kind]);
    JSON_LITERAL(out, ",\"result\":");
    json_put_word(out, RESULT_WORDS[test->result]);
    if (test->kind == REQUIRE_RVC) {
        JSON_LITERAL(out, ",\"method\":");
        json_put_text(out, text_from(test->method < METHODS ? METHOD_WORDS[test->method] : ""));
        JSON_LITERAL(out, ",\"percent\":");
        json_put_percent(out, test->figure.known, test->figure.percent);
        json_put_asked(out, &test->figure);
        if (test->waived) {
            JSON_LITERAL(out, ",\"waived\":");
            report_json_share(out, &test->waiver);
        }
    } else if (test->kind == REQUIRE_WEIGHT_SHARE || test->kind == REQUIRE_WEIGHT_LIMIT) {
        JSON_LITERAL(out, ",\"percent\":");
        json_put_percent(out, test->figure.known, test->figure.percent);
        JSON_LITERAL(out, ",\"required\":");
        json_put_decimal(out, test->figure.required, 0);
    } else if (test->kind == REQUIRE_PROCESS) {
        JSON_LITERAL(out, ",\"fact\":");
        json_put_string(out, test->requirement->process.fact->key);
    }
    if (test->kind != REQUIRE_NO_CHANGE && test->kind != REQUIRE_RVC && test->kind != REQUIRE_PROCESS) {
        JSON_LITERAL(out, ",\"lines\":");
        put_lines(out, determination, test);
    }
    if (test->de_minimis.figure.known) {
        JSON_LITERAL(out, ",\"de_minimis\":");
        report_json_share(out, &test->de_minimis);
    }
    JSON_LITERAL(out, ",\"why\":");
    json_put_string(out, message_find(messages, test->why));
    buffer_char(out, '}');
}

static void put_alternatives(struct buffer *out, const struct messages *messages,
                             const struct determination *determination) {
    buffer_char(out, '[');
    for (uint32_t i = 0; i < determination->alternative_count; i++) {
        const struct alternative_result *alternative = &determination->alternatives[i];
        if (i > 0)
            buffer_char(out, ',');
        JSON_LITERAL(out, "{\"id\":");
        json_put_text(out, alternative->alternative->id);
        if (alternative->rule != determination->rule) {
            JSON_LITERAL(out, ",\"rule\":");
            json_put_string(out, alternative->rule->id);
        }
        if (alternative->held_in.dispute != NULL) {
            JSON_LITERAL(out, ",\"dispute\":");
            json_put_string(out, alternative->held_in.dispute->id);
            JSON_LITERAL(out, ",\"reading\":");
            json_put_string(out, alternative->held_in.dispute->readings[alternative->held_in.reading].id);
        }
        JSON_LITERAL(out, ",\"result\":");
        json_put_word(out, RESULT_WORDS[alternative->result]);
        JSON_LITERAL(out, ",\"tests\":[");
        for (uint32_t k = 0; k < alternative->test_count; k++) {
            if (k > 0)
                buffer_char(out, ',');
            put_test(out, messages, determination, &alternative->tests[k]);
        }
        JSON_LITERAL(out, "]}");
    }
    buffer_char(out, ']');
}

/* ---- materials, findings, duty ---- */

/* What the supplier's statement lists of the materials that it used: a unit, in its currency. */
static void put_statement(struct buffer *out, const struct line *line) {
    const struct document *document = line->document;
    if (line->stated == NULL && !line->open_stated)
        return;
    JSON_LITERAL(out, ",\"statement\":{\"document\":");
    json_put_string(out, document->document_id);
    JSON_LITERAL(out, ",\"whole\":");
    json_put_flag(out, !line->open_stated);
    JSON_LITERAL(out, ",\"currency\":");
    json_put_text(out, document->currency);
    JSON_LITERAL(out, ",\"materials\":[");
    for (uint32_t i = 0; i < document->stated->inner_count; i++) {
        const struct inner_material *inner = document->stated->inner[i];
        buffer_string(out, i > 0 ? ",{\"material_id\":" : "{\"material_id\":");
        json_put_text(out, inner->seldom->material_id);
        JSON_LITERAL(out, ",\"hs\":");
        put_code(out, inner_code(inner));
        JSON_LITERAL(out, ",\"value\":");
        json_put_amount(out, inner_value(inner));
        buffer_char(out, '}');
    }
    JSON_LITERAL(out, "]}");
}

/* What is not as it would be taken to be: a line counts for what it is, by what its origin is. */
static inline char *non_originating_at(char *at, const struct line *line) {
    const struct amount most = line_origin(line) == STATUS_ORIGINATING ? amount_of(0) : line->value;
    if (line->disregarded)
        at = JSON_AT(at, ",\"disregarded\":true");
    if (amount_same(line->non_originating, most))
        return at;
    at = JSON_AT(at, ",\"non_originating_value\":");
    return json_amount_at(at, line->non_originating);
}

/* The words of lines of one good. */
struct line_words {
    struct json_member role;
    struct json_member origin[STATUSES];
    struct json_member shift[NO_SHIFT];
};

static void begin_words(struct line_words *words) {
    json_member_begin(&words->role);
    for (int i = 0; i < STATUSES; i++)
        json_member_begin(&words->origin[i]);
    for (int i = 0; i < NO_SHIFT; i++)
        json_member_begin(&words->shift[i]);
}

/* What a line is made of, but for how its value is reckoned and what a supplier states: of few lines. */
static inline char *line_at(char *at, struct line_words *words, const struct line *line) {
    const struct material *material = line->material;
    const enum status origin = line_origin(line);
    at = JSON_AT(at, "{\"line\":");
    at = json_string_at(at, material->line);
    at = JSON_AT(at, ",\"material_id\":");
    at = json_text_at(at, material->material_id);
    if (material->description.length > 0) {
        at = JSON_AT(at, ",\"description\":");
        at = json_string_at(at, material->description);
    }
    at = JSON_AT(at, ",\"hs\":");
    at = code_at(at, material->hs);
    if (material->role != ROLE_MATERIAL)
        at = json_member_at(at, &words->role, ",\"role\":", ROLE_WORDS[line_role(line)]);
    at = json_member_at(at, &words->origin[origin], ",\"origin\":", STATUS_WORDS[origin]);
    at = JSON_AT(at, ",\"value\":");
    at = json_amount_at(at, line->value);
    if (line->shift == NO_SHIFT)
        at = JSON_AT(at, ",\"shift\":null");
    else
        at = json_member_at(at, &words->shift[line->shift], ",\"shift\":", RESULT_WORDS[line->shift]);
    return non_originating_at(report_json_purchase_at(at, line), line);
}

static size_t line_most(const struct line *line) {
    enum { NAMES = 160, NUMBERS = 2, WORDS = 3 };
    const struct material *material = line->material;
    return NAMES + NUMBERS * JSON_NUMBER_MOST + WORDS * JSON_MEMBER_MOST + CODE_MOST +
           json_string_most(material->line) + json_string_most(material->material_id) +
           json_string_most(material->description) + report_json_purchase_most(line);
}

static void put_materials(struct buffer *out, const struct determination *determination) {
    struct line_words words;
    begin_words(&words);
    buffer_char(out, '[');
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (i > 0)
            buffer_char(out, ',');
        char *at = buffer_reserve(out, line_most(line));
        buffer_ends(out, at != NULL ? line_at(at, &words, line) : NULL);
        if (build_up_of_line_told(line))
            build_up_line_json(out, line);
        put_statement(out, line);
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
        JSON_LITERAL(out, "{\"code\":");
        json_put_word(out, FINDING_WORDS[finding->code]);
        JSON_LITERAL(out, ",\"severity\":");
        json_put_word(out, SEVERITY_WORDS[finding->severity]);
        JSON_LITERAL(out, ",\"line\":");
        json_put_text(out, finding->line);
        JSON_LITERAL(out, ",\"message\":");
        json_put_string(out, finding->message);
        JSON_LITERAL(out, ",\"cite\":");
        json_put_text(out, finding->cite);
        buffer_char(out, '}');
    }
    buffer_char(out, ']');
}

static void put_percentage(struct buffer *out, struct amount percentage) {
    if (percentage.given)
        json_put_decimal(out, percentage.value, 0);
    else
        JSON_LITERAL(out, "null");
}

static void put_duty(struct buffer *out, const struct duty_at_risk *duty) {
    JSON_LITERAL(out, ",\"duty\":{\"rate_percent\":");
    put_percentage(out, duty->rate_percent);
    JSON_LITERAL(out, ",\"surcharge_percent\":");
    put_percentage(out, duty->surcharge_percent);
    JSON_LITERAL(out, ",\"amount\":");
    json_put_amount(out, duty->amount);
    buffer_char(out, '}');
}

/* ---- the object ---- */

static void put_rule(struct buffer *out, const struct determination *determination) {
    JSON_LITERAL(out, ",\"rule\":");
    if (determination->rule_id.length == 0) {
        JSON_LITERAL(out, "null");
        return;
    }
    JSON_LITERAL(out, "{\"id\":");
    json_put_string(out, determination->rule_id);
    JSON_LITERAL(out, ",\"alternative\":");
    json_put_text(out, determination->rule_alternative);
    JSON_LITERAL(out, ",\"cite\":");
    json_put_text(out, determination->rule_cite);
    buffer_char(out, '}');
}

/* Of several that it may be by, each of which leads to the answer. */
static void put_rules(struct buffer *out, const struct determination *determination) {
    const struct rules_met *met = &determination->rules;
    if (met->count <= 1 || determination->codes_open)
        return;
    JSON_LITERAL(out, ",\"rules_agree\":[");
    for (uint32_t i = 0; i < met->count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        json_put_string(out, met->list[i]->id);
    }
    buffer_char(out, ']');
}

/* The outcome for each use that has a rule of its own, and as an aftermarket part. */
static void put_by_use(struct buffer *out, const struct determination *determination) {
    const uint32_t uses = determination->own_uses | 1U << USE_AFTERMARKET;
    bool first = true;
    JSON_LITERAL(out, ",\"by_use\":{");
    for (int use = 1; use < USES; use++) {
        if (!use_in(uses, (enum use)use))
            continue;
        buffer_string(out, first ? "" : ",");
        json_put_word(out, USE_WORDS[use]);
        buffer_char(out, ':');
        json_put_word(out, STATUS_WORDS[determination->by_use[use]]);
        first = false;
    }
    buffer_char(out, '}');
}

static void put_head(struct buffer *out, const struct determination *determination) {
    JSON_LITERAL(out, "{\"good_id\":");
    json_put_text(out, determination->good->good_id);
    if (determination->good->description.length > 0) {
        JSON_LITERAL(out, ",\"description\":");
        json_put_string(out, determination->good->description);
    }
    JSON_LITERAL(out, ",\"hs\":");
    put_code(out, determination->good->hs);
    JSON_LITERAL(out, ",\"date\":");
    json_put_date(out, determination->day);
    JSON_LITERAL(out, ",\"currency\":");
    json_put_text(out, determination->currency);
    JSON_LITERAL(out, ",\"claimed\":");
    put_criterion(out, determination->good->criterion_claimed);
    JSON_LITERAL(out, ",\"status\":");
    json_put_word(out, STATUS_WORDS[determination->status]);
    if (determination->use_matters)
        put_by_use(out, determination);
    JSON_LITERAL(out, ",\"criterion\":");
    put_criterion(out, determination->criterion);
}

/* What of goods.csv the answer is for, beside its day. */
static void put_place(struct buffer *out, const struct good *good) {
    JSON_LITERAL(out, ",\"country\":");
    json_put_text(out, good->country);
    JSON_LITERAL(out, ",\"producer\":");
    json_put_text(out, good->producer);
    JSON_LITERAL(out, ",\"import_country\":");
    json_put_text(out, good->import_country);
}

static void put_passed(struct buffer *out, struct passed passed) {
    for (uint32_t i = 0; i < passed_count(passed); i++) {
        buffer_char(out, ',');
        json_put_string(out, passed.columns->names[i]);
        buffer_char(out, ':');
        json_put_string(out, passed_value(passed, i));
    }
}

void report_json(struct buffer *out, const struct usmca_rulebook *book,
                 const struct determination *determination, struct report_style style) {
    (void)style;
    put_head(out, determination);
    put_rule(out, determination);
    report_json_evidence(out, determination);
    put_contents(out, determination);
    JSON_LITERAL(out, ",\"minimum_price\":");
    json_put_amount(out, determination->minimum.price);
    JSON_LITERAL(out, ",\"minimum_net_cost\":");
    json_put_amount(out, determination->minimum.net_cost);
    build_up_json(out, determination);
    if (determination->average != NULL)
        put_average(out, determination->average);
    report_json_vehicle(out, book, determination);
    JSON_LITERAL(out, ",\"de_minimis\":");
    report_json_share(out, &determination->de_minimis);
    if (determination->is_set) {
        JSON_LITERAL(out, ",\"set\":");
        report_json_share(out, &determination->set);
    }
    if (determination->rule != NULL) {
        JSON_LITERAL(out, ",\"rule_read\":");
        json_put_string(out, determination->rule->id);
        JSON_LITERAL(out, ",\"rule_read_cite\":");
        json_put_string(out, determination->rule->cite);
    }
    put_rules(out, determination);
    if (determination->disputed_count > 0) {
        JSON_LITERAL(out, ",\"disputed\":");
        report_json_disputed(out, determination);
    }
    JSON_LITERAL(out, ",\"undetermined\":");
    report_json_questions(out, book, determination);
    JSON_LITERAL(out, ",\"alternatives\":");
    put_alternatives(out, book->messages, determination);
    JSON_LITERAL(out, ",\"materials\":");
    put_materials(out, determination);
    JSON_LITERAL(out, ",\"findings\":");
    put_findings(out, determination);
    if (determination->duty.given)
        put_duty(out, &determination->duty);
    JSON_LITERAL(out, ",\"gap\":");
    report_json_gap(out, determination);
    put_place(out, determination->good);
    put_passed(out, determination->good->passed);
    JSON_LITERAL(out, "}\n");
}
