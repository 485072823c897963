#include "rulebook/compile.h"

#include <stdio.h>

#include "rulebook/messages.h"
#include "rulebook/named.h"

/* ---- changes in tariff classification ---- */

static struct origin_item compile_origin(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"codes", "same", "when", "whether-or-not", NULL};
    static const char *const LEVELS[] = {"chapter", "heading", "subheading", "tariff-item"};
    static const enum hs_level OF_BIT[] = {HS_NONE, HS_CHAPTER, HS_HEADING, HS_NONE,       HS_SUBHEADING,
                                           HS_NONE, HS_NONE,    HS_NONE,    HS_TARIFF_ITEM};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    struct origin_item item = {.scope = compile_scope(compiler, node, "codes"),
                               .when = compile_condition(compiler, node, "when", FACT_OF_MATERIAL),
                               .whether_or_not = xml_flag(&compiler->reader, node, "whether-or-not")};
    uint32_t same = compile_word(compiler, node, "same", LEVELS, 4);
    item.same = same <= 8 ? OF_BIT[same] : HS_NONE;
    item.within = item.same != HS_NONE && item.when.fact != NULL;
    if (item.same != HS_NONE && !item.within)
        item.when = compiler->book->general.other_good;
    if ((item.scope.count == 0) == (item.same == HS_NONE))
        xml_complain(&compiler->reader, node, "either codes or same is needed");
    return item;
}

static uint32_t compile_origins(struct compiler *compiler, const struct xml_node *parent, const char *name,
                                const struct origin_item **out) {
    struct origin_item *items = COMPILE_ARRAY(compiler, parent, struct origin_item, name);
    uint32_t count = 0;
    for (const struct xml_node *node = xml_child(parent); items != NULL && node != NULL;
         node = xml_next(node))
        if (xml_named(node, name))
            items[count++] = compile_origin(compiler, node);
    *out = items;
    return count;
}

static void compile_combinations(struct compiler *compiler, const struct xml_node *parent,
                                 struct change *change) {
    static const char *const ATTRIBUTES[] = {"more-than", "both", NULL};
    struct combination *list = COMPILE_ARRAY(compiler, parent, struct combination, "except-combination");
    for (const struct xml_node *node = xml_child(parent); list != NULL && node != NULL;
         node = xml_next(node)) {
        if (!xml_named(node, "except-combination"))
            continue;
        xml_allow(&compiler->reader, node, ATTRIBUTES);
        struct combination *combination = &list[change->combination_count++];
        combination->both = xml_flag(&compiler->reader, node, "both");
        combination->more_than =
            combination->both ? 1 : (uint32_t)xml_positive(&compiler->reader, node, "more-than");
        combination->count = compile_origins(compiler, node, "of", &combination->items);
        for (uint32_t i = 0; i < combination->count; i++)
            compile_burden(combination->items[i].when);
        if (combination->both && combination->count != 2)
            xml_complain(&compiler->reader, node, "both is of two materials");
        if (combination->count <= combination->more_than)
            xml_complain(&compiler->reader, node, "names no more than %u materials", combination->more_than);
    }
    change->combinations = list;
}

static struct change compile_change(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"!from", "group", "dispute", "reading", NULL};
    static const char *const LEVELS[] = {"named-origins", "other-chapter", "other-heading",
                                         "other-subheading", "other-tariff-item"};
    static const char *const GROUPS[] = {"including", "outside"};
    static const char *const CHILDREN[] = {"also", "except", "except-combination"};
    struct change change = {0};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    switch (compile_word(compiler, node, "from", LEVELS, 5)) {
    case 1U << 0:
        change.level = HS_NONE;
        break;
    case 1U << 1:
        change.level = HS_CHAPTER;
        break;
    case 1U << 2:
        change.level = HS_HEADING;
        break;
    case 1U << 3:
        change.level = HS_SUBHEADING;
        break;
    case 1U << 4:
        change.level = HS_TARIFF_ITEM;
        break;
    default:
        xml_complain(&compiler->reader, node, "from is missing");
    }
    uint32_t group = compile_word(compiler, node, "group", GROUPS, 2);
    change.group = group == 1 ? GROUP_INCLUDING : group == 2 ? GROUP_OUTSIDE : GROUP_NONE;
    for (const struct xml_node *child = xml_child(node); child != NULL; child = xml_next(child))
        if (!xml_named(child, CHILDREN[0]) && !xml_named(child, CHILDREN[1]) &&
            !xml_named(child, CHILDREN[2]))
            xml_complain(&compiler->reader, child, "unknown element");
    change.also_count = compile_origins(compiler, node, "also", &change.also);
    change.except_count = compile_origins(compiler, node, "except", &change.except);
    for (uint32_t i = 0; i < change.except_count; i++)
        compile_burden(change.except[i].when);
    compile_combinations(compiler, node, &change);
    if (change.level == HS_NONE && change.also_count == 0)
        xml_complain(&compiler->reader, node, "named-origins without <also>");
    return change;
}

/* ---- the other requirements ---- */

struct rvc_requirement compile_rvc_step(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {"transaction-value", "net-cost", "from", "until",
                                             "dispute",           "reading",  NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    struct rvc_requirement step = {compile_period(compiler, node),
                                   xml_minimum(&compiler->reader, node, "transaction-value"),
                                   xml_minimum(&compiler->reader, node, "net-cost")};
    if (step.transaction_value + step.net_cost <= 0)
        xml_complain(&compiler->reader, node, "needs a percentage for transaction-value, net-cost or both");
    return step;
}

static bool same_reading(struct held_in a, struct held_in b) {
    return a.dispute == b.dispute && a.reading == b.reading;
}

/* <rvc> elements side by side, of one reading where they are disputed, are one requirement whose steps follow
 * each other in time. */
const struct rvc_requirement *compile_rvc(struct compiler *compiler, const struct xml_node *parent,
                                          struct held_in held_in, uint32_t *count) {
    struct rvc_requirement *steps = COMPILE_ARRAY(compiler, parent, struct rvc_requirement, "rvc");
    for (const struct xml_node *node = xml_child(parent); steps != NULL && node != NULL;
         node = xml_next(node)) {
        if (!xml_named(node, "rvc") || !same_reading(compile_held_in(compiler, node), held_in))
            continue;
        struct rvc_requirement step = compile_rvc_step(compiler, node);
        if (*count > 0 && steps[*count - 1].period.until != step.period.from)
            xml_complain(&compiler->reader, node,
                         "does not begin on the day on which the step before it ends");
        steps[(*count)++] = step;
    }
    return steps;
}

/* <weight-share>, and <weight-limit> with its base. */
static struct weight_share compile_share(struct compiler *compiler, const struct xml_node *node, bool limit) {
    static const char *const SHARE[] = {"codes", "when", "!percent", "dispute", "reading", NULL};
    static const char *const LIMIT[] = {"codes", "when", "!percent", "of", "dispute", "reading", NULL};
    static const char *const BASES[] = {"materials", "good"};
    xml_allow(&compiler->reader, node, limit ? LIMIT : SHARE);
    struct weight_share share = {.scope = compile_scope(compiler, node, "codes"),
                                 .when = compile_condition(compiler, node, "when", FACT_OF_MATERIAL),
                                 .percent = xml_minimum(&compiler->reader, node, "percent"),
                                 .of_good = limit && compile_word(compiler, node, "of", BASES, 2) == 2};
    if (share.percent <= 0 || (share.scope.count == 0 && share.when.fact == NULL))
        xml_complain(&compiler->reader, node, "needs percent, and codes or when");
    return share;
}

static struct each_material compile_each(struct compiler *compiler, const struct xml_node *node) {
    static const char *const ATTRIBUTES[] = {
        "!codes", "when", "!must", "originating-suffices", "declared-suffices", "dispute", "reading", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    const struct each_material each = {compile_scope(compiler, node, "codes"),
                                       compile_condition(compiler, node, "when", FACT_OF_MATERIAL),
                                       compile_condition(compiler, node, "must", FACT_OF_MATERIAL),
                                       xml_flag(&compiler->reader, node, "originating-suffices"),
                                       xml_flag(&compiler->reader, node, "declared-suffices")};
    compile_burden(each.when);
    return each;
}

static bool compile_requirement(struct compiler *compiler, const struct xml_node *node,
                                struct requirement *requirement) {
    static const char *const NONE[] = {"dispute", "reading", NULL};
    static const char *const PROCESS[] = {"!fact", "dispute", "reading", NULL};
    struct xml_reader *reader = &compiler->reader;
    if (xml_named(node, "change")) {
        *requirement = (struct requirement){.kind = REQUIRE_CHANGE, .change = compile_change(compiler, node)};
    } else if (xml_named(node, "no-change")) {
        xml_allow(reader, node, NONE);
        *requirement = (struct requirement){.kind = REQUIRE_NO_CHANGE};
    } else if (xml_named(node, "weight-share")) {
        *requirement =
            (struct requirement){.kind = REQUIRE_WEIGHT_SHARE, .share = compile_share(compiler, node, false)};
    } else if (xml_named(node, "weight-limit")) {
        *requirement =
            (struct requirement){.kind = REQUIRE_WEIGHT_LIMIT, .share = compile_share(compiler, node, true)};
    } else if (xml_named(node, "each-material")) {
        *requirement =
            (struct requirement){.kind = REQUIRE_EACH_MATERIAL, .each = compile_each(compiler, node)};
    } else if (xml_named(node, "process")) {
        xml_allow(reader, node, PROCESS);
        *requirement = (struct requirement){.kind = REQUIRE_PROCESS};
        requirement->process = compile_condition(compiler, node, "fact", FACT_OF_GOOD);
    } else if (xml_named(node, "vehicle")) {
        *requirement =
            (struct requirement){.kind = REQUIRE_VEHICLE, .vehicle = compile_vehicle_test(compiler, node)};
    } else {
        xml_complain(reader, node, "unknown element");
        return false;
    }
    requirement->held_in = compile_held_in(compiler, node);
    return true;
}

static bool has_rvc(const struct requirement *list, uint32_t count, struct held_in held_in) {
    for (uint32_t i = 0; i < count; i++)
        if (list[i].kind == REQUIRE_RVC && same_reading(list[i].held_in, held_in))
            return true;
    return false;
}

/* In each reading something is left to require; and no alternative turns on two disputes. */
static void check_disputed(struct compiler *compiler, const struct xml_node *node,
                           struct alternative *alternative) {
    const struct dispute *dispute = NULL;
    uint32_t readings = 0;
    bool always = false;
    for (uint32_t i = 0; i < alternative->requirement_count; i++) {
        struct held_in held_in = alternative->requirements[i].held_in;
        if (held_in.dispute != NULL && dispute != NULL && held_in.dispute != dispute)
            xml_complain(&compiler->reader, node, "the requirements turn on more than one dispute");
        always = always || held_in.dispute == NULL;
        dispute = held_in.dispute != NULL ? held_in.dispute : dispute;
        readings |= held_in.dispute != NULL ? 1U << held_in.reading : 0;
    }
    if (!always && dispute != NULL && readings != (1U << dispute->reading_count) - 1)
        xml_complain(&compiler->reader, node, "requires nothing in one reading of the dispute");
    alternative->dispute = dispute;
}

static void compile_requirements(struct compiler *compiler, const struct xml_node *parent,
                                 struct alternative *alternative) {
    size_t most = 0;
    for (const struct xml_node *node = xml_child(parent); node != NULL; node = xml_next(node))
        most++;
    struct requirement *list = compile_room(compiler, most, sizeof *list);
    uint32_t count = 0;
    for (const struct xml_node *node = xml_child(parent); list != NULL && node != NULL;
         node = xml_next(node)) {
        if (!xml_named(node, "rvc")) {
            count += compile_requirement(compiler, node, &list[count]);
            continue;
        }
        struct held_in held_in = compile_held_in(compiler, node);
        if (!has_rvc(list, count, held_in)) {
            list[count] = (struct requirement){.kind = REQUIRE_RVC, .held_in = held_in};
            list[count].rvc = compile_rvc(compiler, parent, held_in, &list[count].rvc_count);
            count++;
        }
    }
    if (count == 0)
        xml_complain(&compiler->reader, parent, "requires nothing");
    alternative->requirements = list;
    alternative->requirement_count = count;
    if (list != NULL)
        check_disputed(compiler, parent, alternative);
}

/* ---- rules ---- */

static void compile_alternative(struct compiler *compiler, const struct xml_node *node,
                                struct alternative *alternative) {
    static const char *const ATTRIBUTES[] = {"id",      "from",    "until", "when", "free-of-notes",
                                             "dispute", "reading", NULL};
    xml_allow(&compiler->reader, node, ATTRIBUTES);
    alternative->free_of_notes = xml_flag(&compiler->reader, node, "free-of-notes");
    alternative->id = xml_text(&compiler->reader, node, "id");
    alternative->period = compile_period(compiler, node);
    alternative->when = compile_condition(compiler, node, "when", FACT_OF_GOOD);
    alternative->held_in = compile_held_in(compiler, node);
    compile_requirements(compiler, node, alternative);
}

static void compile_rule_children(struct compiler *compiler, const struct xml_node *node, struct rule *rule) {
    static const char *const DISREGARD[] = {"codes", "when", "dispute", "reading", NULL};
    static const char *const COMPONENT[] = {"!when", NULL};
    struct alternative *alternatives = COMPILE_ARRAY(compiler, node, struct alternative, "alternative");
    struct disregard *disregards = COMPILE_ARRAY(compiler, node, struct disregard, "disregard");
    if (alternatives == NULL || disregards == NULL)
        return;
    for (const struct xml_node *child = xml_child(node); child != NULL; child = xml_next(child)) {
        if (xml_named(child, "alternative")) {
            compile_alternative(compiler, child, &alternatives[rule->alternative_count++]);
        } else if (xml_named(child, "disregard")) {
            xml_allow(&compiler->reader, child, DISREGARD);
            disregards[rule->disregard_count++] =
                (struct disregard){compile_scope(compiler, child, "codes"),
                                   compile_condition(compiler, child, "when", FACT_OF_MATERIAL),
                                   compile_held_in(compiler, child)};
        } else if (xml_named(child, "component")) {
            xml_allow(&compiler->reader, child, COMPONENT);
            rule->component_only = true;
            rule->component = compile_condition(compiler, child, "when", FACT_OF_MATERIAL);
        } else {
            xml_complain(&compiler->reader, child, "unknown element");
        }
    }
    rule->alternatives = alternatives;
    rule->disregards = disregards;
    if (rule->alternative_count == 0)
        xml_complain(&compiler->reader, node, "has no <alternative>");
}

/* The message KIND.NAME, or empty. */
static struct text words_of(const struct compiler *compiler, const char *kind, struct text name) {
    char id[128];
    if (name.length == 0)
        return NO_TEXT;
    snprintf(id, sizeof id, "%s.%.*s", kind, (int)(name.length < 100 ? name.length : 100), name.data);
    bool named = compiler->book->messages != NULL && message_has(compiler->book->messages, id);
    return named ? message_find(compiler->book->messages, id) : NO_TEXT;
}

/* The words of a doubt stand in the catalogue as doubt.NAME, with settles.NAME; a file of one's own may say
 * them outright. */
static void compile_doubt(struct compiler *compiler, const struct xml_node *node, struct rule *rule) {
    struct text name = xml_text(&compiler->reader, node, "doubt");
    rule->doubt = words_of(compiler, "doubt", name);
    rule->settles = words_of(compiler, "settles", name);
    if (rule->doubt.length > 0 && rule->settles.length == 0)
        xml_complain(&compiler->reader, node, "the message catalogue has no settles.%s", name.data);
    if (rule->doubt.length == 0)
        rule->doubt = name;
    if (rule->doubtful != (rule->doubt.length > 0))
        xml_complain(&compiler->reader, node, "a doubtful rule, and no other, says its doubt");
}

static void compile_status(struct compiler *compiler, const struct xml_node *node, struct rule *rule) {
    static const char *const STATUS[] = {"verified", "doubtful", "disputed"};
    enum { VERIFIED = 1, DOUBTFUL = 2, DISPUTED = 4 };
    struct xml_reader *reader = &compiler->reader;
    uint32_t status = compile_word(compiler, node, "status", STATUS, 3);
    if (status == 0)
        xml_complain(reader, node, "status is missing (verified, doubtful or disputed)");
    rule->doubtful = status == DOUBTFUL;
    compile_doubt(compiler, node, rule);
    if (status == VERIFIED && rule->disputes != 0)
        xml_complain(reader, node, "a rule that names a dispute is not verified");
    if (status == DISPUTED && rule->disputes == 0)
        xml_complain(reader, node, "a disputed rule names the dispute, where it matters");
}

static void compile_rule(struct compiler *compiler, const struct xml_node *node, struct rule *rule) {
    static const char *const ATTRIBUTES[] = {"!id",   "!cite",     "!scope",    "from",    "until",
                                             "use",   "importing", "exporting", "when",    "!status",
                                             "doubt", "adds",      "dispute",   "reading", NULL};
    static const char *const KINDS[] = {"ways", "tests"};
    struct xml_reader *reader = &compiler->reader;
    *rule = (struct rule){0};
    xml_allow(reader, node, ATTRIBUTES);
    rule->id = xml_text(reader, node, "id");
    rule->cite = xml_text(reader, node, "cite");
    uint32_t kind = compile_word(compiler, node, "adds", KINDS, 2);
    rule->kind = kind == 1 ? RULE_ADDS_WAYS : kind == 2 ? RULE_ADDS_TESTS : RULE_OF_GOODS;
    rule->scope = compile_scope(compiler, node, "scope");
    if (rule->scope.count == 0)
        xml_complain(reader, node, "scope is missing");
    rule->goods = rule->scope.set;
    rule->period = compile_period(compiler, node);
    if (rule->period.from == 0)
        rule->period.from = compiler->book->general.in_force;
    rule->uses = compile_words(compiler, node, "use", USE_WORDS, USES);
    rule->importing = compile_words(compiler, node, "importing", COUNTRY_CODES, COUNTRIES);
    rule->exporting = compile_words(compiler, node, "exporting", COUNTRY_CODES, COUNTRIES);
    rule->when = compile_condition(compiler, node, "when", FACT_OF_GOOD);
    rule->file = text_from(reader->file);
    rule->line = node->line;
    compiler->disputes = 0;
    rule->held_in = compile_held_in(compiler, node);
    compile_rule_children(compiler, node, rule);
    if (rule->kind == RULE_ADDS_TESTS) {
        compile_burden(rule->when);
        for (uint32_t i = 0; i < rule->alternative_count; i++)
            compile_burden(rule->alternatives[i].when);
    }
    rule->disputes = compiler->disputes;
    compile_status(compiler, node, rule);
}

static void add_rule(struct compiler *compiler, const struct xml_node *node) {
    struct usmca_rulebook *book = compiler->book;
    struct rule *rule = &book->rules[book->rule_count];
    compile_rule(compiler, node, rule);
    const struct rule *same = rule->id.length > 0 ? rule_add_name(book, rule->id, book->rule_count) : NULL;
    if (same != NULL)
        xml_complain(&compiler->reader, node, "the id %s stands already at %s:%u", rule->id.data,
                     same->file.data, same->line);
    book->rule_count++;
}

static void compile_claims(struct compiler *compiler, const struct xml_node *root) {
    struct usmca_rulebook *book = compiler->book;
    struct scope chapters = compile_scope(compiler, root, "complete");
    for (uint32_t i = 0; i < chapters.set.count; i++)
        for (uint32_t chapter = hs_unit(chapters.set.ranges[i].low, HS_CHAPTER);
             chapter <= hs_unit(chapters.set.ranges[i].high, HS_CHAPTER); chapter++)
            if (book->claim_count < sizeof book->claims / sizeof book->claims[0])
                book->claims[book->claim_count++] =
                    (struct chapter_claim){chapter, text_from(compiler->reader.file), root->line};
}

static bool room_for_names(struct compiler *compiler) {
    struct usmca_rulebook *book = compiler->book;
    uint32_t count = 1;
    while (count < 2 * book->rule_room)
        count *= 2;
    book->rule_places = compile_room(compiler, count, sizeof *book->rule_places);
    book->rule_place_count = book->rule_places != NULL ? count : 0;
    for (uint32_t i = 0; book->rule_places != NULL && i < book->rule_count; i++)
        rule_add_name(book, book->rules[i].id, i);
    return book->rule_places != NULL;
}

/* Doubles the room, so that files after files cost no more than twice what they hold. */
bool compile_room_for_rules(struct compiler *compiler, uint32_t count) {
    struct usmca_rulebook *book = compiler->book;
    if (count <= book->rule_room && book->rules != NULL)
        return true;
    uint32_t room = count > 2 * book->rule_room ? count : 2 * book->rule_room;
    struct rule *rules = arena_reserve(&book->arena, room * sizeof *rules);
    if (rules == NULL) {
        compiler->reader.status = error_memory(compiler->reader.error);
        return false;
    }
    if (book->rules != NULL && book->rule_count > 0)
        memcpy(rules, book->rules, sizeof *rules * book->rule_count);
    book->rules = rules;
    book->rule_room = room;
    return room_for_names(compiler);
}

void compile_rules(struct compiler *compiler, const struct xml_node *root) {
    static const char *const ATTRIBUTES[] = {"!edition", "!source", "complete", NULL};
    struct usmca_rulebook *book = compiler->book;
    xml_allow(&compiler->reader, root, ATTRIBUTES);
    compile_claims(compiler, root);
    if (!compile_room_for_rules(compiler, book->rule_count + (uint32_t)xml_count(root, "rule")))
        return;
    for (const struct xml_node *node = xml_child(root); node != NULL; node = xml_next(node)) {
        if (xml_named(node, "vehicles"))
            compile_vehicles(compiler, node);
        else if (!xml_named(node, "rule"))
            xml_complain(&compiler->reader, node, "unknown element");
        else
            add_rule(compiler, node);
        if (compiler->reader.status != USMCA_OK)
            return;
    }
}
