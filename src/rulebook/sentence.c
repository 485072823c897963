#include "rulebook/sentence.h"

#include <stdio.h>

/* ---- words ---- */

static struct text fact_message(const struct usmca_rulebook *book, const char *kind,
                                const struct fact *fact) {
    char id[160];
    snprintf(id, sizeof id, "%s.%.*s", kind, (int)fact->key.length, fact->key.data);
    return message_has(book->messages, id) ? message_find(book->messages, id) : fact->key;
}

struct text sentence_question(const struct usmca_rulebook *book, const struct fact *fact) {
    return fact_message(book, "fact", fact);
}

struct text sentence_description(const struct usmca_rulebook *book, const struct fact *fact) {
    return fact_message(book, "described", fact);
}

struct text sentence_process(const struct usmca_rulebook *book, const struct fact *fact) {
    return fact_message(book, "process", fact);
}

static void put_message(struct buffer *out, const struct usmca_rulebook *book, const char *id) {
    buffer_text(out, message_find(book->messages, id));
}

static const char *unit_name(uint8_t digits) {
    return digits <= HS_CHAPTER      ? "chapter"
           : digits <= HS_HEADING    ? "heading"
           : digits <= HS_SUBHEADING ? "subheading"
                                     : "tariff-item";
}

/* "list.comma" between the parts of a list, and "list.or" before the last. */
static void put_joint(struct buffer *out, const struct usmca_rulebook *book, uint32_t at, uint32_t count) {
    if (at > 0)
        put_message(out, book, at + 1 == count ? "list.or" : "list.comma");
}

/* The law writes "chapter 4" and "heading 0405". */
static struct text code_words(char number[static HS_TEXT_SIZE], uint32_t low, uint8_t digits) {
    size_t length = hs_print_dotted(number, low, digits);
    size_t skip = digits <= HS_CHAPTER && number[0] == '0' ? 1 : 0;
    return (struct text){number + skip, length - skip};
}

static void put_code(struct buffer *out, uint32_t low, uint8_t digits) {
    char number[HS_TEXT_SIZE];
    buffer_text(out, code_words(number, low, digits));
}

static void put_item(struct buffer *out, const struct usmca_rulebook *book, const struct scope_item *item) {
    if (item->low == item->last) {
        put_code(out, item->low, item->digits);
        return;
    }
    char first[HS_TEXT_SIZE];
    char last[HS_TEXT_SIZE];
    MESSAGE(out, book->messages, "code.range", {"first", code_words(first, item->low, item->digits)},
            {"last", code_words(last, item->last, item->digits)});
}

/* Items of one length under one word: "headings 7208 through 7229 or 7301 through 7326". */
static void put_unit(struct buffer *out, const struct usmca_rulebook *book, const struct scope_item *items,
                     uint32_t count) {
    struct buffer codes = {0};
    for (uint32_t i = 0; i < count; i++) {
        put_joint(&codes, book, i, count);
        put_item(&codes, book, &items[i]);
    }
    char id[48];
    bool one = count == 1 && items[0].low == items[0].last;
    snprintf(id, sizeof id, "unit.%s.%s", unit_name(items[0].digits), one ? "one" : "many");
    MESSAGE(out, book->messages, id, {"codes", buffer_view(&codes)});
    buffer_release(&codes, out);
}

static uint32_t run_length(const struct scope *scope, uint32_t from) {
    uint32_t to = from;
    while (to < scope->count && scope->items[to].digits == scope->items[from].digits)
        to++;
    return to - from;
}

void sentence_scope(struct buffer *out, const struct usmca_rulebook *book, const struct scope *scope) {
    uint32_t runs = 0;
    for (uint32_t i = 0; i < scope->count; i += run_length(scope, i))
        runs++;
    uint32_t at = 0;
    for (uint32_t i = 0; i < scope->count; i += run_length(scope, i)) {
        put_joint(out, book, at++, runs);
        put_unit(out, book, &scope->items[i], run_length(scope, i));
    }
}

/* ---- goods and materials ---- */

static void put_described(struct buffer *out, const struct usmca_rulebook *book, const char *id,
                          struct text scope, struct condition when) {
    struct text words = when.fact != NULL ? sentence_description(book, when.fact) : (struct text){"", 0};
    MESSAGE(out, book->messages, id, {"scope", scope}, {"described", words});
}

static void put_goods(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                      const struct alternative *alternative) {
    struct buffer scope = {0};
    struct condition when = alternative->when.fact != NULL ? alternative->when : rule->when;
    sentence_scope(&scope, book, &rule->scope);
    put_described(out, book,
                  when.fact == NULL ? "goods.plain"
                  : when.negated    ? "goods.other"
                                    : "goods.described",
                  buffer_view(&scope), when);
    buffer_release(&scope, out);
}

void sentence_materials(struct buffer *out, const struct usmca_rulebook *book, const struct scope *scope,
                        struct condition when) {
    struct buffer codes = {0};
    sentence_scope(&codes, book, scope);
    put_described(out, book,
                  scope->count == 0   ? "materials.any"
                  : when.fact == NULL ? "materials.plain"
                  : when.negated      ? "materials.other"
                                      : "materials.described",
                  buffer_view(&codes), when);
    buffer_release(&codes, out);
}

static bool same_scope(const struct scope *a, const struct scope *b) {
    return a->count == b->count && a->count > 0 &&
           memcmp(a->set.ranges, b->set.ranges, sizeof *a->set.ranges * a->set.count) == 0;
}

static void put_origin(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                       const struct origin_item *item) {
    char id[64];
    if (item->same != HS_NONE) {
        snprintf(id, sizeof id, item->within ? "origin.from-within.%s" : "origin.same.%s",
                 unit_name((uint8_t)item->same));
        put_message(out, book, id);
        return;
    }
    if (item->when.fact == NULL && rule->scope.set.count == item->scope.set.count &&
        same_scope(&rule->scope, &item->scope)) {
        snprintf(id, sizeof id, "origin.within.%s", unit_name(item->scope.items[0].digits));
        put_message(out, book, id);
        return;
    }
    sentence_materials(out, book, &item->scope, item->when);
}

static void put_origins(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                        const struct origin_item *items, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        put_joint(out, book, i, count);
        put_origin(out, book, rule, &items[i]);
    }
}

/* Of two materials together, and not of either: 6601. */
static void put_both(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                     const struct origin_item items[static 2]) {
    put_origin(out, book, rule, &items[0]);
    put_message(out, book, "except.both.and");
    put_origin(out, book, rule, &items[1]);
}

/* ---- the change ---- */

static void put_level(struct buffer *out, const struct usmca_rulebook *book, const struct change *change) {
    char id[64];
    snprintf(id, sizeof id, "%s.%s", change->group == GROUP_OUTSIDE ? "level.outside" : "level.other",
             unit_name((uint8_t)change->level));
    put_message(out, book, id);
}

static void put_including(struct buffer *out, const struct usmca_rulebook *book,
                          const struct change *change) {
    char id[64];
    if (change->group != GROUP_INCLUDING)
        return;
    snprintf(id, sizeof id, "level.including.%s", unit_name((uint8_t)change->level));
    put_message(out, book, id);
}

static void put_sources(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                        const struct change *change) {
    struct buffer named = {0};
    struct buffer level = {0};
    put_origins(&named, book, rule, change->also, change->also_count);
    if (change->level != HS_NONE) {
        put_level(&level, book, change);
        put_including(&level, book, change);
    }
    bool whether = change->also_count > 0 && change->also[0].whether_or_not;
    const char *id = change->also_count == 0    ? "sources.level"
                     : change->level == HS_NONE ? "sources.named"
                     : whether                  ? "sources.whether-or-not"
                                                : "sources.or";
    MESSAGE(out, book->messages, id, {"named", buffer_view(&named)}, {"level", buffer_view(&level)});
    buffer_release(&named, out);
    buffer_release(&level, out);
}

static void put_exceptions(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                           const struct change *change) {
    struct buffer list = {0};
    if (change->except_count > 0) {
        put_origins(&list, book, rule, change->except, change->except_count);
        MESSAGE(out, book->messages, "except", {"materials", buffer_view(&list)});
    }
    for (uint32_t i = 0; i < change->combination_count; i++) {
        const struct combination *combination = &change->combinations[i];
        char number[16];
        int length = snprintf(number, sizeof number, "%u", combination->more_than);
        list.length = 0;
        if (combination->both)
            put_both(&list, book, rule, combination->items);
        else
            put_origins(&list, book, rule, combination->items, combination->count);
        MESSAGE(out, book->messages,
                combination->both             ? "except.both"
                : combination->more_than == 1 ? "except.more-than-one"
                                              : "except.more-than",
                {"number", {number, (size_t)length}}, {"materials", buffer_view(&list)});
    }
    buffer_release(&list, out);
}

/* ---- provisos ---- */

enum { PERCENT_TEXT_SIZE = 3 * DECIMAL_TEXT_SIZE };

static size_t print_percent(char out[PERCENT_TEXT_SIZE], const struct usmca_rulebook *book, decimal percent) {
    char plain[DECIMAL_TEXT_SIZE];
    struct text text = {plain, decimal_print(plain, percent, 0)};
    return number_form_write(out, text, message_numbers(book->messages));
}

static void put_rvc(struct buffer *out, const struct usmca_rulebook *book,
                    const struct requirement *requirement, date day) {
    const struct rvc_requirement *step =
        STEP_IN_FORCE(struct rvc_requirement, requirement->rvc, requirement->rvc_count, day);
    char value[PERCENT_TEXT_SIZE];
    char cost[PERCENT_TEXT_SIZE];
    if (step == NULL) {
        put_message(out, book, "proviso.rvc.none");
        return;
    }
    size_t value_length = print_percent(value, book, step->transaction_value);
    size_t cost_length = print_percent(cost, book, step->net_cost);
    MESSAGE(out, book->messages,
            step->transaction_value == 0 ? "proviso.rvc.net-cost"
            : step->net_cost == 0        ? "proviso.rvc.transaction-value"
                                         : "proviso.rvc.both",
            {"transaction_value", {value, value_length}}, {"net_cost", {cost, cost_length}});
}

static void put_share(struct buffer *out, const struct usmca_rulebook *book, const char *id,
                      const struct weight_share *share) {
    struct buffer materials = {0};
    sentence_materials(&materials, book, &share->scope, share->when);
    char percent[PERCENT_TEXT_SIZE];
    size_t length = print_percent(percent, book, share->percent);
    MESSAGE(out, book->messages, id, {"percent", {percent, length}}, {"materials", buffer_view(&materials)});
    buffer_release(&materials, out);
}

static void put_each(struct buffer *out, const struct usmca_rulebook *book,
                     const struct each_material *each) {
    struct buffer materials = {0};
    sentence_materials(&materials, book, &each->scope, each->when);
    MESSAGE(out, book->messages,
            each->when.fact == NULL ? "proviso.each-material" : "proviso.each-material.described",
            {"materials", buffer_view(&materials)},
            {"requirement", sentence_description(book, each->must.fact)});
    buffer_release(&materials, out);
}

static void put_change(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                       const struct alternative *alternative, const struct requirement *requirement) {
    struct buffer goods = {0};
    struct buffer sources = {0};
    put_goods(&goods, book, rule, alternative);
    if (requirement->kind == REQUIRE_CHANGE) {
        put_sources(&sources, book, rule, &requirement->change);
        put_exceptions(&sources, book, rule, &requirement->change);
    }
    MESSAGE(out, book->messages, requirement->kind == REQUIRE_CHANGE ? "change" : "no-change",
            {"goods", buffer_view(&goods)}, {"sources", buffer_view(&sources)});
    buffer_release(&goods, out);
    buffer_release(&sources, out);
}

/* What Part 6 asks, with its figures on the day; in general terms where it asks for none then. */
static void put_vehicle(struct buffer *out, const struct usmca_rulebook *book,
                        const struct vehicle_test *test, date day) {
    const struct vehicle_class *of = test->vehicle_class;
    const struct vehicle_provisions *provisions = &book->general.vehicles;
    char numbers[2][PERCENT_TEXT_SIZE];
    size_t lengths[2] = {0, 0};
    const char *id = NULL;
    decimal figures[2] = {0, 0};
    const struct labour_requirement *labour =
        STEP_IN_FORCE(struct labour_requirement, of->labour, of->labour_count, day);
    const struct rvc_requirement *content =
        STEP_IN_FORCE(struct rvc_requirement, provisions->core_content, provisions->core_content_count, day);
    if (test->requires == VEHICLE_LABOUR && labour != NULL) {
        id = "proviso.labour-value";
        figures[0] = labour->percent;
        figures[1] = labour->material_and_labour;
    }
    if (test->requires == VEHICLE_CORE_PARTS && content != NULL) {
        id = "proviso.core-parts";
        figures[0] = content->net_cost;
        figures[1] = content->transaction_value;
    }
    for (uint32_t i = 0; i < of->purchases_count; i++)
        if ((test->requires == VEHICLE_STEEL && of->purchases[i].metal == METAL_STEEL) ||
            (test->requires == VEHICLE_ALUMINUM && of->purchases[i].metal == METAL_ALUMINUM)) {
            id = test->requires == VEHICLE_STEEL ? "proviso.steel" : "proviso.aluminum";
            figures[0] = of->purchases[i].percent;
        }
    if (id == NULL) {
        buffer_text(out, sentence_process(book, test->declared));
        return;
    }
    for (int i = 0; i < 2; i++)
        lengths[i] = print_percent(numbers[i], book, figures[i]);
    MESSAGE(out, book->messages, id, {"percent", {numbers[0], lengths[0]}},
            {"other", {numbers[1], lengths[1]}});
}

void sentence_requirement(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                          const struct alternative *alternative, const struct requirement *requirement,
                          date day) {
    switch (requirement->kind) {
    case REQUIRE_RVC:
        put_rvc(out, book, requirement, day);
        break;
    case REQUIRE_WEIGHT_SHARE:
        put_share(out, book,
                  requirement->share.scope.count == 0 ? "proviso.weight-share.described"
                                                      : "proviso.weight-share",
                  &requirement->share);
        break;
    case REQUIRE_WEIGHT_LIMIT:
        put_share(out, book,
                  requirement->share.of_good ? "proviso.weight-limit.good" : "proviso.weight-limit.materials",
                  &requirement->share);
        break;
    case REQUIRE_EACH_MATERIAL:
        put_each(out, book, &requirement->each);
        break;
    case REQUIRE_PROCESS:
        buffer_text(out, sentence_process(book, requirement->process.fact));
        break;
    case REQUIRE_VEHICLE:
        put_vehicle(out, book, &requirement->vehicle, day);
        break;
    default:
        put_change(out, book, rule, alternative, requirement);
    }
}

/* ---- the whole ---- */

static bool is_change(const struct requirement *requirement) {
    return requirement->kind == REQUIRE_CHANGE || requirement->kind == REQUIRE_NO_CHANGE;
}

void sentence_alternative(struct buffer *out, const struct usmca_rulebook *book, const struct rule *rule,
                          const struct alternative *alternative, struct held_in in, date day) {
    struct buffer provisos = {0};
    struct buffer begun = {0};
    bool change = false;
    for (uint32_t i = 0; i < alternative->requirement_count; i++) {
        const struct requirement *requirement = &alternative->requirements[i];
        struct buffer *into = &provisos;
        if (requirement->held_in.dispute != NULL && requirement->held_in.dispute == in.dispute &&
            requirement->held_in.reading != in.reading)
            continue;
        if (is_change(requirement) && !change) {
            change = true;
            into = &begun;
        } else if (provisos.length > 0) {
            put_message(&provisos, book, "proviso.and");
        }
        sentence_requirement(into, book, rule, alternative, requirement, day);
    }
    if (!change)
        put_goods(&begun, book, rule, alternative);
    MESSAGE(out, book->messages,
            !change               ? "sentence.without-change"
            : provisos.length > 0 ? "sentence.provided"
                                  : "sentence.plain",
            {"change", buffer_view(&begun)}, {"provisos", buffer_view(&provisos)});
    if (alternative->free_of_notes)
        put_message(out, book, "sentence.free-of-notes");
    buffer_release(&begun, out);
    buffer_release(&provisos, out);
}
