#include "base/shown.h"
#include "report/build_up.h"
#include "report/questions.h"
#include "report/terminal_gap.h"
#include "report/terminal_page.h"
#include "report/vehicle.h"
#include "rulebook/sentence.h"

static const char *const STATUS_COLOURS[STATUSES] = {"\033[1;31m", "\033[1;33m", "\033[1;32m", "\033[1;31m"};
static const char BOLD[] = "\033[1m";
static const char PLAIN[] = "\033[0m";

struct text terminal_say(const struct page *page, const char *id) {
    return message_find(page->book->messages, id);
}

/* The message `prefix.word`. */
struct text terminal_say_word(const struct page *page, const char *prefix, const char *word) {
    char id[96];
    size_t length = strlen(prefix);
    memcpy(id, prefix, length);
    id[length] = '.';
    size_t rest = strlen(word) < sizeof id - length - 2 ? strlen(word) : sizeof id - length - 2;
    memcpy(id + length + 1, word, rest);
    id[length + 1 + rest] = '\0';
    return message_find(page->book->messages, id);
}

static size_t widest(const struct page *page, const char *prefix, const char *const *words, size_t count) {
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        size_t columns = paragraph_columns(prefix != NULL ? terminal_say_word(page, prefix, words[i])
                                                          : terminal_say(page, words[i]));
        most = columns > most ? columns : most;
    }
    return most;
}

static void colour(struct page *page, const char *code) {
    if (page->coloured)
        buffer_string(page->out, code);
}

/* ---- head ---- */

/* Three blanks behind what stands before it, or on a line of its own. */
static void put_head_part(struct page *page, size_t *at, struct text part) {
    enum { BLANKS = sizeof PARAGRAPH_PARTED - 1, INDENT = 2 };
    const size_t columns = paragraph_columns(part);
    const size_t width = page->width > 0 ? page->width : PARAGRAPH_WIDTH;
    const bool fits = *at + BLANKS + columns <= width;
    buffer_string(page->out, fits ? PARAGRAPH_PARTED : "\n  ");
    buffer_shown(page->out, part);
    *at = columns + (fits ? *at + BLANKS : INDENT);
}

static void put_head(struct page *page) {
    const struct determination *determination = page->determination;
    const struct good *good = determination->good;
    struct buffer *out = page->out;
    char code[HS_TEXT_SIZE];
    char day[DATE_TEXT_SIZE];
    struct text hs = hs_text(code, good->hs);
    colour(page, BOLD);
    buffer_shown(out, good->good_id.length > 0 ? good->good_id : TEXT("?"));
    colour(page, PLAIN);
    if (good->description.length > 0) {
        buffer_string(out, "  ");
        buffer_shown(out, good->description);
    }
    struct text verdict = terminal_say_word(page, "report.verdict", STATUS_WORDS[determination->status]);
    size_t at = 2 + paragraph_columns(verdict);
    buffer_string(out, "\n  ");
    colour(page, STATUS_COLOURS[determination->status]);
    buffer_text(out, verdict);
    colour(page, PLAIN);
    if (determination->criterion != '\0') {
        TERMINAL_SAY(page, "report.criterion", {"criterion", {&determination->criterion, 1}});
        put_head_part(page, &at, buffer_view(&page->scratch));
    }
    if (good->criterion_claimed != '\0') {
        TERMINAL_SAY(page, "report.claimed", {"claim", {&good->criterion_claimed, 1}});
        put_head_part(page, &at, buffer_view(&page->scratch));
    }
    TERMINAL_SAY(page, "report.hs", {"hs", hs.length > 0 ? hs : TEXT("?")});
    put_head_part(page, &at, buffer_view(&page->scratch));
    put_head_part(page, &at, (struct text){day, date_print(day, determination->day)});
    if (determination->currency.length > 0)
        put_head_part(page, &at, determination->currency);
    buffer_char(out, '\n');
    for (uint32_t i = 0; i < passed_count(good->passed); i++) {
        buffer_string(out, "  ");
        buffer_shown(out, good->passed.columns->names[i]);
        buffer_text(out, terminal_say(page, "colon"));
        buffer_shown(out, passed_value(good->passed, i));
        buffer_char(out, '\n');
    }
}

/* ---- tests ---- */

static void put_lines(struct page *page, const struct test *test) {
    struct buffer list = {0};
    for (uint32_t i = 0; i < test->line_count; i++) {
        buffer_string(&list, i > 0 ? ", " : "");
        buffer_text(&list, page->determination->lines[test->lines[i]].material->line);
    }
    MESSAGE(&page->scratch, page->book->messages, test->line_count > 1 ? "report.lines.many" : "report.lines",
            {"lines", buffer_view(&list)});
    buffer_release(&list, page->out);
}

static void put_share(struct page *page, const char *id, const struct share *share) {
    struct number_room rooms[3];
    struct number_room limit;
    MESSAGE(&page->scratch, page->book->messages, id,
            {"share", number_figure(&rooms[0], page->book->messages, &share->figure)},
            {"part", number_amount(&rooms[1], page->book->messages, share->part)},
            {"whole", number_amount(&rooms[2], page->book->messages, share->whole)},
            {"basis", terminal_say_word(page, "basis", BASIS_WORDS[share->basis])},
            {"limit", number_decimal(&limit, page->book->messages, share->figure.required, 0)});
}

static void say_rvc(struct page *page, const struct rvc *rvc, enum method method, bool required) {
    struct number_room base;
    struct number_room vnm;
    struct number_room content;
    struct number_room least;
    const struct figure *figure = &rvc->content;
    bool averaged = method == METHOD_NET_COST && page->determination->average != NULL;
    MESSAGE(&page->scratch, page->book->messages,
            averaged        ? "report.by-rvc.averaged"
            : !required     ? "report.figure"
            : figure->known ? "report.by-rvc"
                            : "report.by-rvc.unknown",
            {"method", terminal_say_word(page, "method", METHOD_WORDS[method])},
            {"base", number_amount(&base, page->book->messages, rvc->base)},
            {"vnm", number_amount(&vnm, page->book->messages, rvc->vnm)},
            {"percent", number_figure(&content, page->book->messages, figure)},
            {"required", number_decimal(&least, page->book->messages, figure->required, 0)});
}

static const char *const TEST_NAMES[REQUIREMENT_KINDS] = {
    "report.shift",   "report.no-change", "report.rvc",           "report.weight",
    "report.process", "report.weight",    "report.each-material", "report.vehicle"};

static void begin_test(struct page *page, const struct test *test) {
    page->lead.length = 0;
    buffer_string(&page->lead, "        ");
    paragraph_pad(&page->lead, terminal_say(page, TEST_NAMES[test->kind]), page->test_columns);
    paragraph_pad(&page->lead, terminal_say_word(page, "result", RESULT_WORDS[test->result]),
                  page->result_columns);
    page->scratch.length = 0;
}

static void end_test(struct page *page) {
    paragraph_write_within(page->out, page->width, buffer_view(&page->lead), buffer_view(&page->scratch));
}

static void put_rvc_test(struct page *page, const struct test *test) {
    bool any = false;
    for (int method = 0; method < METHODS; method++) {
        const struct rvc *rvc = &test->rvc[method];
        if (rvc->content.asked == 0 || !rvc->base.given)
            continue;
        if (any)
            buffer_text(&page->scratch, terminal_say(page, "semicolon"));
        say_rvc(page, rvc, (enum method)method, true);
        any = true;
    }
    if (!any)
        buffer_text(&page->scratch, terminal_say(page, test->why));
    if (test->waived) {
        buffer_text(&page->scratch, terminal_say(page, "semicolon"));
        put_share(page, "report.waiver", &test->waiver);
    }
}

static void put_test(struct page *page, const struct test *test) {
    struct number_room share;
    struct number_room required;
    begin_test(page, test);
    if (test->kind == REQUIRE_RVC) {
        put_rvc_test(page, test);
    } else if ((test->kind == REQUIRE_WEIGHT_SHARE || test->kind == REQUIRE_WEIGHT_LIMIT) &&
               test->figure.known) {
        MESSAGE(&page->scratch, page->book->messages,
                test->kind == REQUIRE_WEIGHT_LIMIT ? "report.weight-limit" : "report.weight-share",
                {"share", number_figure(&share, page->book->messages, &test->figure)},
                {"required", number_decimal(&required, page->book->messages, test->figure.required, 0)});
    } else {
        if (test->line_count > 0) {
            put_lines(page, test);
            buffer_text(&page->scratch, terminal_say(page, "colon"));
        }
        buffer_text(&page->scratch, terminal_say(page, test->why));
        if (test->de_minimis.figure.known) {
            buffer_text(&page->scratch, terminal_say(page, "semicolon"));
            put_share(page, "report.share", &test->de_minimis);
        }
    }
    end_test(page);
}

/* A further way of a chapter's note that nobody has shown. */
static bool is_open_way(const struct alternative_result *one) {
    return one->rule->kind == RULE_ADDS_WAYS && one->result == RESULT_FAIL && one->test_count == 1 &&
           one->tests[0].kind == REQUIRE_PROCESS;
}

enum { ID_WIDTH = 4 };

static void put_lead(struct page *page, const struct alternative_result *one) {
    page->lead.length = 0;
    buffer_string(&page->lead, "    ");
    if (one->alternative->id.length > 0) {
        TERMINAL_SAY(page, "report.alternative", {"id", one->alternative->id});
        paragraph_pad(&page->lead, buffer_view(&page->scratch), ID_WIDTH);
        if (paragraph_columns(buffer_view(&page->scratch)) >= ID_WIDTH)
            buffer_char(&page->lead, ' ');
    }
    paragraph_pad(&page->lead, terminal_say_word(page, "result", RESULT_WORDS[one->result]),
                  page->result_columns);
    page->scratch.length = 0;
}

static void put_rule_cite(struct page *page, const struct alternative_result *one) {
    if (one->rule == page->determination->rule)
        return;
    buffer_string(&page->scratch, " (");
    message_cite(&page->scratch, page->book->messages, one->rule->cite);
    buffer_char(&page->scratch, ')');
}

/* Which tests are not met, where the good qualifies without. */
static void put_in_short(struct page *page, const struct alternative_result *one) {
    struct buffer tests = {0};
    put_lead(page, one);
    for (uint32_t i = 0; i < one->test_count; i++) {
        const struct test *test = &one->tests[i];
        struct number_room percent;
        struct number_room required;
        if (test->result == RESULT_PASS)
            continue;
        if (tests.length > 0)
            buffer_text(&tests, terminal_say(page, "semicolon"));
        buffer_text(&tests, terminal_say(page, TEST_NAMES[test->kind]));
        if (test->line_count > 0) {
            put_lines(page, test);
            buffer_string(&tests, ", ");
            buffer_text(&tests, buffer_view(&page->scratch));
            page->scratch.length = 0;
        } else if (test->figure.known) {
            buffer_char(&tests, ' ');
            MESSAGE(&tests, page->book->messages, "percent",
                    {"number", number_figure(&percent, page->book->messages, &test->figure)});
            buffer_string(&tests, ", ");
            MESSAGE(&tests, page->book->messages, "html.required",
                    {"required", number_decimal(&required, page->book->messages, test->figure.required, 0)});
        }
    }
    buffer_text(&page->scratch, buffer_view(&tests));
    put_rule_cite(page, one);
    end_test(page);
    buffer_release(&tests, page->out);
}

static void put_alternative(struct page *page, const struct alternative_result *one) {
    put_lead(page, one);
    sentence_alternative(&page->scratch, page->book, one->rule, one->alternative, one->held_in,
                         page->determination->day);
    put_rule_cite(page, one);
    end_test(page);
    for (uint32_t i = 0; i < one->test_count && !is_open_way(one); i++)
        put_test(page, &one->tests[i]);
}

/* ---- the way it qualifies, and the rule ---- */

static void put_way(struct page *page) {
    const struct determination *determination = page->determination;
    const char *id = determination->criterion == 'A'   ? "report.ways.A"
                     : determination->criterion == 'C' ? "report.ways.C"
                     : determination->criterion == 'D' ? "report.ways.D"
                     : determination->is_set           ? "report.ways.set"
                     : determination->criterion == 'B' ? NULL
                                                       : "report.ways.S";
    if (determination->status != STATUS_ORIGINATING || id == NULL)
        return;
    TERMINAL_SAY(page, id, {"cite", determination->rule_cite});
    paragraph_write_within(page->out, page->width, TEXT("  "), buffer_view(&page->scratch));
}

static bool qualifies_by_rule(const struct determination *determination) {
    bool met = false;
    for (uint32_t i = 0; i < determination->alternative_count; i++)
        met = met || determination->alternatives[i].result == RESULT_PASS;
    return met && determination->status == STATUS_ORIGINATING;
}

static void put_rule(struct page *page) {
    const struct determination *determination = page->determination;
    put_way(page);
    if (determination->is_set && determination->set.figure.known) {
        page->scratch.length = 0;
        put_share(page, "report.set", &determination->set);
        paragraph_write_within(page->out, page->width, TEXT("  "), buffer_view(&page->scratch));
    }
    if (determination->rule == NULL)
        return;
    buffer_string(page->out, "  ");
    buffer_text(page->out, terminal_say(page, "report.rule"));
    buffer_string(page->out, "  ");
    message_cite(page->out, page->book->messages, determination->rule->cite);
    buffer_char(page->out, '\n');
    for (uint32_t i = 0; i < determination->alternative_count; i++) {
        const struct alternative_result *one = &determination->alternatives[i];
        if (determination->status == STATUS_ORIGINATING && is_open_way(one))
            continue;
        if (one->result != RESULT_PASS && qualifies_by_rule(determination))
            put_in_short(page, one);
        else
            put_alternative(page, one);
    }
}

/* ---- figures that no alternative reported shows ---- */

static void put_figures(struct page *page) {
    const struct determination *determination = page->determination;
    bool any = false;
    for (int method = 0; method < METHODS; method++) {
        const struct rvc *rvc = &determination->rvc[method];
        bool shown =
            rvc->content.asked > 0 && determination->alternative_count > 0 && determination->criterion != 'D';
        if (!rvc->content.known || shown)
            continue;
        page->scratch.length = 0;
        say_rvc(page, rvc, (enum method)method, rvc->content.asked > 0);
        page->lead.length = 0;
        buffer_string(&page->lead, "  ");
        paragraph_pad(&page->lead, any ? (struct text){"", 0} : terminal_say(page, "report.figures"),
                      page->figures_columns);
        end_test(page);
        any = true;
    }
}

/* What it would have to be sold for, or cost, at the least. */
static void put_minimum(struct page *page) {
    const struct content_minimum *minimum = &page->determination->minimum;
    const struct amount *amounts[METHODS] = {
        [METHOD_TRANSACTION_VALUE] = &minimum->price, [METHOD_NET_COST] = &minimum->net_cost};
    for (int method = 0; method < METHODS; method++) {
        struct number_room room;
        if (!amounts[method]->given)
            continue;
        TERMINAL_SAY(page, method == METHOD_NET_COST ? "report.minimum-net-cost" : "report.minimum-price",
                     {"amount", number_amount(&room, page->book->messages, *amounts[method])},
                     {"currency", page->determination->currency});
        paragraph_write_within(page->out, page->width, TEXT("  "), buffer_view(&page->scratch));
    }
}

/* Sentences, each ended by a line feed, as paragraphs. */
void terminal_sentences(struct page *page, struct text lead) {
    struct text rest = buffer_view(&page->scratch);
    struct text sentence;
    while (rest.length > 0 && text_split(&rest, '\n', &sentence))
        if (sentence.length > 0)
            paragraph_write_within(page->out, page->width, lead, sentence);
}

static void put_build_up(struct page *page) {
    page->scratch.length = 0;
    build_up_of_good(&page->scratch, page->book->messages, page->determination);
    terminal_sentences(page, TEXT("  "));
}

static void put_average(struct page *page) {
    const struct average *average = page->determination->average;
    struct number_room rooms[3];
    char days[2][DATE_TEXT_SIZE];
    if (average == NULL || vehicle_page(page->determination))
        return;
    TERMINAL_SAY(
        page, "report.average", {"from", {days[0], date_print(days[0], average->from)}},
        {"to", {days[1], date_print(days[1], date_before(average->until))}}, {"group", average->group},
        {"units", number_count(&rooms[0], page->book->messages, average->told.units)},
        {"net_cost", number_total(&rooms[1], page->book->messages, average->told.net_cost)},
        {"vnm", number_total(&rooms[2], page->book->messages, average->told.vnm)}, {"cite", average->cite});
    page->lead.length = 0;
    buffer_string(&page->lead, "  ");
    end_test(page);
}

/* ---- findings ---- */

static void put_heading(struct page *page, const char *indent, struct text heading) {
    buffer_string(page->out, indent);
    buffer_text(page->out, heading);
    buffer_char(page->out, '\n');
}

static void put_finding(struct page *page, const struct finding *finding) {
    static const char *const COLOURS[SEVERITIES] = {"", "\033[33m", "\033[31m"};
    page->lead.length = 0;
    buffer_string(&page->lead, "      ");
    paragraph_pad(&page->lead, terminal_say_word(page, "severity", SEVERITY_WORDS[finding->severity]),
                  page->severity_columns);
    page->scratch.length = 0;
    buffer_text(&page->scratch, finding->message);
    buffer_string(&page->scratch, " [");
    buffer_string(&page->scratch, FINDING_WORDS[finding->code]);
    if (finding->cite.length > 0) {
        buffer_text(&page->scratch, terminal_say(page, "semicolon"));
        message_cite(&page->scratch, page->book->messages, finding->cite);
    }
    buffer_char(&page->scratch, ']');
    colour(page, COLOURS[finding->severity]);
    end_test(page);
    colour(page, PLAIN);
}

/* Of one group, the most severe first. */
static void put_group(struct page *page, enum finding_group group) {
    const struct determination *determination = page->determination;
    bool any = false;
    for (int severity = SEVERITIES - 1; severity >= 0; severity--)
        for (uint32_t i = 0; i < determination->finding_count; i++) {
            const struct finding *finding = &determination->findings[i];
            if ((int)finding->severity != severity || finding_group(finding->code) != group)
                continue;
            if (!any)
                put_heading(page, "    ",
                            terminal_say_word(page, "finding-group", FINDING_GROUP_WORDS[group]));
            any = true;
            put_finding(page, finding);
        }
}

static void put_findings(struct page *page) {
    if (page->determination->finding_count > 0)
        put_heading(page, "  ", terminal_say(page, "report.findings"));
    for (int group = 0; group < FINDING_GROUPS; group++)
        put_group(page, (enum finding_group)group);
}

/* Above everything else: it is what the reader has to do. */
static void put_questions(struct page *page) {
    const struct questions *questions = &page->determination->questions;
    const char *heading = questions_heading(questions);
    if (questions->list == NULL)
        return;
    if (heading == NULL) {
        TERMINAL_SAY(page, "report.questions.why", {"finding", questions->why});
        paragraph_write_within(page->out, page->width, TEXT("  "), buffer_view(&page->scratch));
        return;
    }
    buffer_string(page->out, "  ");
    buffer_text(page->out, terminal_say(page, heading));
    buffer_char(page->out, '\n');
    for (uint32_t i = 0; i < questions->count; i++) {
        questions_sentence(&page->scratch, page->book, &questions->list[i]);
        paragraph_write_within(page->out, page->width, TEXT("    "), buffer_view(&page->scratch));
    }
}

static void put_duty(struct page *page) {
    const struct determination *determination = page->determination;
    const struct duty_at_risk *duty = &determination->duty;
    struct number_room rate;
    struct number_room surcharge;
    struct number_room amount;
    if (!duty->given)
        return;
    TERMINAL_SAY(
        page,
        !duty->rate_percent.given           ? "report.duty.unknown"
        : !duty->amount.given               ? "report.duty.rate"
        : duty->surcharge_percent.value > 0 ? "report.duty.surcharge"
                                            : "report.duty",
        {"rate", number_decimal(&rate, page->book->messages, duty->rate_percent.value, 0)},
        {"surcharge", number_decimal(&surcharge, page->book->messages, duty->surcharge_percent.value, 0)},
        {"amount", number_amount(&amount, page->book->messages, duty->amount)},
        {"currency", determination->currency});
    paragraph_write_within(page->out, page->width, TEXT("  "), buffer_view(&page->scratch));
}

static void put_page(struct page *page) {
    static const char *const FIGURES[] = {"report.figures"};
    page->result_columns = widest(page, "result", RESULT_WORDS, RESULT_PASS + 1) + 1;
    page->severity_columns = widest(page, "severity", SEVERITY_WORDS, SEVERITY_VIOLATION + 1) + 1;
    page->test_columns = widest(page, NULL, TEST_NAMES, REQUIREMENT_KINDS) + 1;
    page->figures_columns = widest(page, NULL, FIGURES, 1) + 2;
    put_head(page);
    terminal_papers(page);
    put_questions(page);
    put_rule(page);
    put_figures(page);
    put_minimum(page);
    put_build_up(page);
    put_average(page);
    report_text_vehicle(page->out, page->book, page->determination, page->width);
    terminal_materials(page);
    put_findings(page);
    report_text_gap(page->out, page->book->messages, page->determination, page->width);
    put_duty(page);
    buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || page->scratch.failed || page->lead.failed;
    buffer_free(&page->scratch);
    buffer_free(&page->lead);
}

void report_text(struct buffer *out, const struct usmca_rulebook *book,
                 const struct determination *determination, struct report_style style) {
    struct page page = {.out = out,
                        .book = book,
                        .determination = determination,
                        .coloured = style.coloured,
                        .width = style.width};
    put_page(&page);
}
