#include "origin/context.h"

#include <stdio.h>

#include "origin/importation.h"
#include "origin/vehicle/core_parts.h"

const char *const STATUS_WORDS[STATUSES] = {"non-originating", "undetermined", "originating", "rejected"};
const char *const RESULT_WORDS[3] = {"fail", "unknown", "pass"};
const char *const METHOD_WORDS[METHODS] = {"transaction-value", "net-cost"};
const char *const BASIS_WORDS[BASES] = {
    "", "transaction-value", "total-cost", "weight-of-good", "weight-of-component", "net-cost"};
const char *const REQUIREMENT_WORDS[REQUIREMENT_KINDS] = {
    "tariff-shift", "no-change", "rvc", "weight-share", "process", "weight-limit", "materials", "vehicle"};
const char *const CORE_GROUND_WORDS[CORE_GROUNDS] = {"not-shown", "failed", "certified",
                                                     "declared",  "rule",   "content"};
const char *const VALUE_STEP_WORDS[VALUE_STEPS] = {
    "price",       "converted",     "assists",     "additions",  "total-cost",    "deducted",
    "rolled-down", "inside",        "cost-stated", "vnm-stated", "amount-stated", "rolled-up",
    "excluded",    "base-quantity", "scrap",       "yield",      "unit",          "price-unit"};
const char *const QUESTION_WORDS[QUESTION_KINDS] = {"fact",  "use",    "import-country",    "origin",
                                                    "value", "weight", "transaction-value", "net-cost"};
const char *const CORE_VNM_WORDS[CORE_VNMS] = {"materials", "components"};

void *context_room(struct origin_context *context, size_t size) {
    void *room = arena_allocate(context->arena, size);
    if (room == NULL)
        context->out_of_memory = true;
    return room;
}

struct text context_keep(struct origin_context *context, struct text text) {
    struct text copy = arena_copy(context->arena, text);
    if (copy.data == NULL)
        context->out_of_memory = true;
    return copy;
}

void context_begin_again(struct origin_context *context) {
    const struct good *good = context->good;
    *context->determination = (struct determination){
        .good = good,
        .day = context_day(context),
        .currency = good->currency.length > 0 ? good->currency : context->setting->currency,
        .status = STATUS_UNDETERMINED};
}

bool context_begin(struct origin_context *context) {
    context->determination = arena_reserve(context->arena, sizeof *context->determination);
    context->readings_differ = false;
    context->codes.doubts = NULL;
    context->contradicting = NULL;
    context->prepared = NULL;
    context->out_of_memory = context->out_of_memory || context->determination == NULL;
    if (context->determination != NULL)
        context_begin_again(context);
    return context->determination != NULL;
}

/* ---- numbers of sentences ---- */

static struct text keep_number(struct origin_context *context, const char *plain, size_t length) {
    char out[3 * AMOUNT_TEXT_SIZE];
    struct number_form form = message_numbers(context->book->messages);
    return context_keep(context,
                        (struct text){out, number_form_write(out, (struct text){plain, length}, form)});
}

struct text context_decimal(struct origin_context *context, decimal value, int places) {
    char plain[DECIMAL_TEXT_SIZE];
    return keep_number(context, plain, decimal_print(plain, value, places));
}

struct text context_amount(struct origin_context *context, struct amount amount) {
    char plain[AMOUNT_TEXT_SIZE];
    return keep_number(context, plain, amount_print(plain, amount, 2));
}

struct text context_percent(struct origin_context *context, int64_t percent, decimal limit) {
    char plain[DECIMAL_TEXT_SIZE];
    return keep_number(context, plain, number_form_percent(plain, percent, limit));
}

/* ---- codes, and who asks ---- */

struct text context_code(struct origin_context *context, struct hs_code code) {
    char out[HS_TEXT_SIZE];
    return context_keep(context, hs_text(out, code));
}

enum country context_customs(const struct origin_context *context) {
    if (context->setting->as_material)
        return context->setting->customs;
    return country_named(context->good->import_country);
}

/* ---- rules ---- */

static enum result trade_holds(uint32_t countries, struct text country) {
    if (countries == 0)
        return RESULT_PASS;
    if (country.length == 0)
        return RESULT_UNKNOWN;
    enum country named = country_named(country);
    return result_of(named != COUNTRY_NONE && country_in(countries, named));
}

/* A material is traded where it goes to be used, whatever its own row says of the good as it is sold. */
enum result context_trade_holds(const struct origin_context *context, const struct rule *rule) {
    const struct case_setting *setting = context->setting;
    if (setting->traded != NULL && rule->importing != 0)
        *setting->traded = true;
    enum result importing = rule->importing != 0 && setting->used_in != COUNTRY_NONE
                                ? result_of(country_in(rule->importing, setting->used_in))
                                : trade_holds(rule->importing, context->good->import_country);
    return result_and(importing, trade_holds(rule->exporting, context->good->country));
}

struct selected_rules *selected_rules_new(struct arena *arena) {
    struct selected_rules *selected = arena_reserve(arena, sizeof *selected);
    if (selected != NULL) {
        selected->code = (struct hs_code){0};
        selected->day = 0;
        selected->known = 0;
    }
    return selected;
}

static void select_rules(const struct origin_context *context, struct hs_code code, enum rule_kind kind,
                         struct rule_matches *out) {
    struct remembered_code *known = context->codes.known;
    const date day = context->determination->day;
    if (known == NULL || known->code.low != code.low || known->code.high != code.high) {
        rulebook_select(context->book, code, day, kind, out);
        return;
    }
    if (known->spans_known == SPANS_NOT_ASKED)
        known->spans_known =
            rulebook_spans(context->book, code, &known->spans) ? SPANS_KNOWN : SPANS_TOO_MANY;
    if (known->spans_known == SPANS_KNOWN)
        rulebook_select_among(context->book, &known->spans, code, day, kind, out);
    else
        rulebook_select(context->book, code, day, kind, out);
}

const struct rule_matches *context_rules(const struct origin_context *context, struct hs_code code,
                                         enum rule_kind kind) {
    struct selected_rules *selected = context->selected;
    const date day = context->determination->day;
    if (selected->code.low != code.low || selected->code.high != code.high ||
        selected->code.digits != code.digits || selected->day != day) {
        selected->code = code;
        selected->day = day;
        selected->known = 0;
    }
    if ((selected->known >> kind & 1) == 0)
        select_rules(context, code, kind, &selected->of[kind]);
    selected->known |= 1U << kind;
    return &selected->of[kind];
}

/* ---- facts ---- */

struct text fact_declared(const struct facts *facts, struct text key) {
    for (uint32_t i = 0; i < facts->count; i++)
        if (text_equal(facts->values[i].key, key))
            return facts->values[i].value;
    return NO_TEXT;
}

enum result fact_answer(struct text value) {
    if (text_is(value, "true") || text_is(value, "yes"))
        return RESULT_PASS;
    return text_is(value, "false") || text_is(value, "no") ? RESULT_FAIL : RESULT_UNKNOWN;
}

/* Of most facts no code says anything. */
static bool surely_in(const struct scope *codes, struct hs_code code) {
    return codes->set.count > 0 && hs_set_holds(codes->set, code) == HS_INSIDE;
}

/* What the code says of it; RESULT_UNKNOWN where it says nothing. */
static enum result fact_of_code(const struct fact *fact, bool declared, struct hs_code code) {
    if (surely_in(&fact->true_codes, code))
        return RESULT_PASS;
    return !declared && surely_in(&fact->false_codes, code) ? RESULT_FAIL : RESULT_UNKNOWN;
}

bool fact_denied_by_code(const struct fact *fact, struct text value, struct hs_code code) {
    return fact_answer(value) == RESULT_FAIL && surely_in(&fact->true_codes, code);
}

const struct fact *fact_asked(const struct fact *fact) {
    return fact->asked_as != NULL ? fact->asked_as : fact;
}

/* Under two names in two ways it says nothing: neither yes nor no. */
struct text fact_said(const struct usmca_rulebook *book, const struct facts *facts, const struct fact *fact) {
    struct text value = fact_declared(facts, fact->key);
    bool family = facts->count > 0 && (fact->asked_as != NULL || fact->others);
    for (uint32_t i = 0; family && i < book->fact_count; i++) {
        bool other = &book->facts[i] != fact && fact_asked(&book->facts[i]) == fact_asked(fact);
        struct text same = other ? fact_declared(facts, book->facts[i].key) : NO_TEXT;
        if (same.length > 0 && value.length > 0 && fact_answer(same) != fact_answer(value))
            return TEXT("?");
        value = value.length > 0 ? value : same;
    }
    return value;
}

/* What is declared or the codes say; else what the other columns answer; else unknown, or not shown. */
static enum result fact_result(const struct fact *fact, struct text value, enum result of_codes,
                               enum result of_columns) {
    enum result declared = value.length > 0 ? fact_answer(value) : of_columns;
    enum result result = of_codes != RESULT_UNKNOWN ? of_codes : declared;
    if (result == RESULT_UNKNOWN && fact->opens && value.length == 0)
        result = RESULT_FAIL; /* what is declared, and says neither yes nor no, may bar as well as open */
    return result;
}

bool fact_not_shown(const struct line *line, const struct fact *fact) {
    bool said = fact_declared(&line->material->facts, fact->key).length > 0;
    for (uint32_t i = 0; i < line->code_count && !said; i++)
        said = fact_of_code(fact, false, line->codes[i]) != RESULT_UNKNOWN;
    return fact->opens && !said;
}

static enum result fact_of_use(const struct origin_context *context, const struct fact *fact) {
    return fact->true_for != 0 && context_for_use(context, fact->true_for)     ? RESULT_PASS
           : fact->false_for != 0 && context_for_use(context, fact->false_for) ? RESULT_FAIL
                                                                               : RESULT_UNKNOWN;
}

/* Answered where no material that is not originating is of the codes. */
static enum result fact_of_bill(const struct origin_context *context, const struct scope *codes) {
    const struct determination *determination = context->determination;
    if (determination->line_count == 0 || determination->line_count < context->good->material_count)
        return RESULT_UNKNOWN;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        bool made = line->material->produced != NULL; /* of what its own bill tells */
        if (!line->originating && (made || scope_holds_line(context, codes, line) != RESULT_FAIL))
            return RESULT_UNKNOWN;
    }
    return RESULT_PASS;
}

/* ---- what lines of the bill of materials answer ---- */

static bool is_stated_foreign(const struct origin_context *context, const struct material *material) {
    return material->origin == ORIGIN_DECLARED_NON_ORIGINATING ||
           (material->country.length > 0 && !territory_holds(context, material->country));
}

static bool is_inside(const struct line *line) {
    return !line->beside && line->material->role != ROLE_PACKING && line->material->role != ROLE_INDIRECT;
}

/* The first that is surely of the codes, of those that are in the good itself; or NULL. */
static const struct line *find_line_of(const struct origin_context *context, const struct scope *codes,
                                       bool foreign) {
    const struct determination *determination = context->determination;
    for (uint32_t i = 0; codes->count > 0 && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (is_inside(line) && line->code_count > 0 &&
            (!foreign || is_stated_foreign(context, line->material)) &&
            scope_holds_line(context, codes, line) == RESULT_PASS)
            return line;
    }
    return NULL;
}

const struct line *fact_line_against(const struct origin_context *context, const struct fact *fact,
                                     struct text value) {
    const enum result declared = fact_answer(value);
    return declared == RESULT_FAIL   ? find_line_of(context, &fact->true_with, false)
           : declared == RESULT_PASS ? find_line_of(context, &fact->false_with, true)
                                     : NULL;
}

static enum result fact_of_lines(const struct origin_context *context, const struct fact *fact) {
    return find_line_of(context, &fact->true_with, false) != NULL   ? RESULT_PASS
           : find_line_of(context, &fact->false_with, true) != NULL ? RESULT_FAIL
                                                                    : RESULT_UNKNOWN;
}

bool line_may_be_packing(const struct origin_context *context, const struct line *line) {
    const struct production_provision *production = &context->book->general.production;
    return scope_holds_line(context, &production->packings, line) == RESULT_PASS ||
           (scope_holds_line(context, &production->dose_packings, line) == RESULT_PASS &&
            scope_holds_good(context, &production->doses, context->codes.code) == RESULT_PASS);
}

/* Whether all that is in the good, but what it may be put up in, may be of the codes, and some of it does not
 * originate. */
static bool may_be_made_of(const struct origin_context *context, const struct scope *codes) {
    const struct determination *determination = context->determination;
    bool any = false;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (!is_inside(line) || line->code_count == 0)
            continue;
        if (scope_holds_line(context, codes, line) != RESULT_FAIL)
            any = any || !line->originating;
        else if (!line_may_be_packing(context, line))
            return false;
    }
    return any;
}

/* What the code as it was given answers. */
static enum result fact_of_given(const struct origin_context *context, const struct fact *fact) {
    const struct hs_lineage *lineage = context->codes.lineage;
    struct hs_code given = lineage != NULL ? hs_lineage_code(context->book->editions, lineage,
                                                             context->codes.edition, context->codes.hs)
                                           : context->codes.hs;
    return surely_in(&fact->true_given, given)    ? RESULT_PASS
           : surely_in(&fact->false_given, given) ? RESULT_FAIL
                                                  : RESULT_UNKNOWN;
}

/* What the use of the good, its code or its bill of materials answers by itself; else unknown. */
static enum result fact_of_good(const struct origin_context *context, const struct fact *fact) {
    if (fact->true_given.set.count > 0 || fact->false_given.set.count > 0) {
        enum result of_given = fact_of_given(context, fact);
        if (of_given != RESULT_UNKNOWN)
            return of_given;
    }
    enum result by_use = fact_of_use(context, fact);
    if (by_use != RESULT_UNKNOWN)
        return by_use;
    if (fact->false_unless_all.count > 0 && !may_be_made_of(context, &fact->false_unless_all))
        return RESULT_FAIL;
    return fact->true_without.count > 0 ? fact_of_bill(context, &fact->true_without)
                                        : fact_of_lines(context, fact);
}

enum result condition_of_good_unasked(const struct origin_context *context, const struct reading *reading,
                                      struct condition condition) {
    const struct fact *fact = condition.fact;
    if (fact == NULL)
        return RESULT_PASS;
    for (uint32_t i = 0; reading != NULL && i < reading->assumed_count; i++)
        if (reading->assumed[i] == fact)
            return result_of(((reading->assumption >> i & 1) != 0) != condition.negated);
    struct text value = fact_said(context->book, &context->good->facts, fact);
    if (value.length > 0 && fact_line_against(context, fact, value) != NULL)
        value = TEXT("?"); /* two words of one file against each other are neither yes nor no */
    bool declared = value.length > 0 && fact_answer(value) != RESULT_UNKNOWN;
    enum result of_codes =
        context->codes.lineage != NULL ? fact_of_code(fact, declared, context->codes.code) : RESULT_UNKNOWN;
    enum result of_columns = value.length == 0 ? fact_of_good(context, fact) : RESULT_UNKNOWN;
    enum result result = fact_result(fact, value, of_codes, of_columns);
    return condition.negated ? result_not(result) : result;
}

enum result condition_of_good(const struct origin_context *context, const struct reading *reading,
                              struct condition condition) {
    enum result result = condition_of_good_unasked(context, reading, condition);
    if (result == RESULT_UNKNOWN)
        trail_note(context->trail, fact_asked(condition.fact), NULL);
    return result;
}

/* ---- codes ---- */

/* The code of a line in the edition of a scope, of those that it may have. */
static struct hs_code code_in(const struct origin_context *context, const struct line *line, uint32_t which,
                              enum hs_edition edition) {
    if (edition == context->book->edition)
        return line->codes[which];
    return hs_lineage_code(context->book->editions, &line->lineages[which], edition, line->hs);
}

/* All, none or some of the codes: what `next` of them says, after what those before it said. */
static enum result join_codes(const struct line *line, enum result sofar, enum result next, uint32_t which) {
    if (which == 0 || sofar == next)
        return next;
    if (line->doubt != NULL)
        *line->doubt = (struct code_doubt){true, line->doubt->decides, which - 1, which};
    return RESULT_UNKNOWN;
}

/* Whether both are of one code and origin, and nothing else is said of either: whatever holds of one holds of
 * the other, and a line may stand in two halves. */
static bool is_another_like(const struct line *line, const struct line *other) {
    const struct material *material = line->material;
    const struct material *also = other->material;
    const bool one_code = line->code_count == 1 && other->code_count == 1 &&
                          line->codes->low == other->codes->low && line->codes->high == other->codes->high;
    return also == material ||
           (one_code && other->originating == line->originating && also->produced == material->produced &&
            also->facts.count + material->facts.count == 0);
}

/* The only one that may be of the codes, of those that are in the good itself, or one of several that are
 * alike; or NULL. */
static const struct line *find_alone(const struct origin_context *context, const struct scope *codes) {
    const struct determination *determination = context->determination;
    const struct line *alone = NULL;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        const enum result of = is_inside(line) ? scope_holds_line(context, codes, line) : RESULT_FAIL;
        if (of == RESULT_FAIL)
            continue;
        if (of == RESULT_UNKNOWN || (alone != NULL && !is_another_like(alone, line)))
            return NULL;
        alone = line;
    }
    return alone;
}

/* Where one material is alone, it is the one, and no other is; unless it is declared that it is not. */
static enum result fact_of_alone(const struct line *line, const struct fact *fact) {
    const struct origin_context *context = line->of;
    struct determination *determination = context->determination;
    if (determination->line_count < context->good->material_count)
        return RESULT_UNKNOWN;
    if (determination->alone.fact != fact) {
        const struct line *found = find_alone(context, &fact->true_alone);
        const bool denied = found != NULL && fact_answer(fact_said(context->book, &found->material->facts,
                                                                   fact)) == RESULT_FAIL;
        determination->alone.fact = fact;
        determination->alone.line = denied ? NULL : found;
    }
    const struct line *alone = determination->alone.line;
    if (alone == NULL)
        return RESULT_UNKNOWN;
    return is_another_like(alone, line) ? RESULT_PASS : RESULT_FAIL;
}

enum result condition_of_line_unasked(const struct line *line, struct condition condition) {
    const struct fact *fact = condition.fact;
    if (fact == NULL)
        return RESULT_PASS;
    const struct facts *facts = &line->material->facts;
    struct text value =
        line->of != NULL ? fact_said(line->of->book, facts, fact) : fact_declared(facts, fact->key);
    bool declared = value.length > 0 && fact_answer(value) != RESULT_UNKNOWN;
    const bool may_be_alone = fact->true_alone.set.count > 0 && value.length == 0 && line->of != NULL;
    const enum result alone = may_be_alone ? fact_of_alone(line, fact) : RESULT_UNKNOWN;
    enum result result = fact_result(fact, value, RESULT_UNKNOWN, alone);
    for (uint32_t i = 0; i < line->code_count; i++) {
        enum result one = fact_result(fact, value, fact_of_code(fact, declared, line->codes[i]), alone);
        result = join_codes(line, result, one, i);
        if (result != one)
            break;
    }
    return condition.negated ? result_not(result) : result;
}

enum result condition_of_line(const struct line *line, struct condition condition) {
    enum result result = condition_of_line_unasked(line, condition);
    if (result == RESULT_UNKNOWN && line->of != NULL)
        trail_note(line->of->trail, fact_asked(condition.fact), line->material);
    return result;
}

enum result scope_holds_line(const struct origin_context *context, const struct scope *scope,
                             const struct line *line) {
    if (scope->set.count == 0)
        return RESULT_FAIL;
    enum result first = RESULT_UNKNOWN;
    for (uint32_t i = 0; i < line->code_count; i++) {
        enum result one =
            result_of_membership(hs_set_holds(scope->set, code_in(context, line, i, scope->edition)));
        if (join_codes(line, first, one, i) != one)
            return RESULT_UNKNOWN;
        first = one;
    }
    return first;
}

bool scope_surely_holds_line(const struct origin_context *context, const struct scope *scope,
                             const struct line *line) {
    enum result held = scope_holds_line(context, scope, line);
    if (held == RESULT_UNKNOWN && line->doubt != NULL)
        line->doubt->decides = line->doubt->open;
    return held == RESULT_PASS;
}

enum result scope_holds_good(const struct origin_context *context, const struct scope *scope,
                             struct hs_code code_in_book) {
    if (scope->set.count == 0)
        return RESULT_FAIL;
    if (scope->edition == context->book->edition)
        return result_of_membership(hs_set_holds(scope->set, code_in_book));
    const struct hs_lineage *lineage = context->codes.lineage;
    return lineage == NULL || lineage->in[scope->edition] == 0
               ? RESULT_UNKNOWN
               : result_of_membership(
                     hs_set_holds(scope->set, hs_lineage_code(context->book->editions, lineage,
                                                              scope->edition, context->codes.hs)));
}

static uint64_t places_for(const struct origin_context *context, const struct materials_provision *provisions,
                           uint32_t count, struct hs_code code) {
    uint64_t places = 0;
    for (uint32_t i = 0; i < count && i < MOST_PLACES; i++)
        if (scope_holds_good(context, &provisions[i].goods, code) != RESULT_FAIL)
            places |= UINT64_C(1) << i;
    return places;
}

static uint64_t repackings_for(const struct origin_context *context, struct hs_code code) {
    const struct production_provision *provision = &context->book->general.production;
    uint64_t places = 0;
    for (uint32_t i = 0; i < provision->repacking_count && i < MOST_PLACES; i++)
        if (scope_holds_good(context, &provision->repackings[i].goods, code) != RESULT_FAIL)
            places |= UINT64_C(1) << i;
    return places;
}

static bool is_scheduled(const struct origin_context *context, struct hs_code code) {
    const struct general *general = &context->book->general;
    for (uint32_t i = 0; i < general->schedule_count; i++)
        if (scope_holds_good(context, &general->schedule[i].goods, code) != RESULT_FAIL)
            return true;
    return false;
}

const struct code_provisions *provisions_for(const struct origin_context *context, struct hs_code code) {
    static const struct code_provisions ALL = {true,       true,       true,      UINT64_MAX,
                                               UINT64_MAX, UINT64_MAX, UINT64_MAX};
    const struct general *general = &context->book->general;
    struct remembered_code *known = context->codes.known;
    if (known == NULL || known->code.low != code.low || known->code.high != code.high)
        return &ALL;
    if (!known->provisions.known)
        known->provisions = (struct code_provisions){
            true,
            is_scheduled(context, code),
            core_parts_heading(context->book, code),
            places_for(context, general->exclusions, general->exclusion_count, code),
            places_for(context, general->allowances, general->allowance_count, code),
            places_for(context, general->disregarded, general->disregarded_count, code),
            repackings_for(context, code)};
    return &known->provisions;
}

enum result line_of_goods_code(const struct origin_context *context, const struct line *line) {
    const struct hs_lineage *good = context->codes.lineage;
    enum hs_edition older = line->edition < context->codes.edition ? line->edition : context->codes.edition;
    enum result first = RESULT_UNKNOWN;
    for (uint32_t i = 0; good != NULL && i < line->code_count; i++) {
        enum result one = result_of(good->in[older] == line->lineages[i].in[older]);
        if (join_codes(line, first, one, i) != one)
            return RESULT_UNKNOWN;
        first = one;
    }
    return first;
}

enum result line_in_unit(struct hs_code code, const struct line *line, enum hs_level level) {
    enum result first = RESULT_UNKNOWN;
    for (uint32_t i = 0; i < line->code_count; i++) {
        enum result one = result_of_membership(hs_same_unit(code, line->codes[i], level));
        if (join_codes(line, first, one, i) != one)
            return RESULT_UNKNOWN;
        first = one;
    }
    return first;
}

/* ---- amounts ---- */

static struct amount noted(struct origin_context *context, enum amount_status status, struct amount result) {
    context->overflow = context->overflow || status == AMOUNT_OVERFLOW;
    context->out_of_memory = context->out_of_memory || status == AMOUNT_NO_MEMORY;
    return result;
}

struct amount amount_add_any(struct origin_context *context, struct amount a, struct amount b) {
    enum amount_status status = amount_plus(&a, a, b, context->arena);
    return noted(context, status, a);
}

struct amount amount_subtract(struct origin_context *context, struct amount a, struct amount b) {
    enum amount_status status = amount_minus(&a, a, b, context->arena);
    return noted(context, status, a);
}

struct amount amount_multiply_any(struct origin_context *context, struct amount a, struct amount b) {
    enum amount_status status = amount_times(&a, a, b, context->arena);
    return noted(context, status, a);
}

struct amount amount_divide(struct origin_context *context, struct amount a, struct amount b) {
    enum amount_status status = amount_over(&a, a, b, context->arena);
    return noted(context, status, a);
}

struct amount amount_for_units(struct origin_context *context, struct amount each,
                               const struct material *material) {
    return amount_multiply(context, each, case_units(material));
}
