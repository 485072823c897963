#include <stdio.h>

#include "rulebook/compile.h"
#include "rulebook/named.h"

/* A rule for a use is the ordinary rule with another content: its alternatives, its changes and the group
 * that they speak of stay those of the ordinary rule, and nobody writes them twice. Once all files are read,
 * each <content-for-use> makes of every rule of its goods one more, for its uses and those goods.
 *
 *     rule 84.246  8482.10-8482.80  60 / 50        content table-e  heavy-truck  8482.10-8482.50 …  64 / 54
 *     ─► rule 84.246.table-e for heavy trucks, 8482.10-8482.50, the group 8482.10-8482.80, 64 / 54
 */

struct maker {
    struct compiler compiler;
    uint32_t written;         /* rules that the files themselves have */
    struct hs_range *extents; /* of the goods of each of those, from the first to the last */
    uint32_t *near;           /* those of them that may have some goods of a content */
    uint32_t near_count;
};

/* Some goods of a content: those of the table that it names, or a part of them that is described. */
struct content_goods {
    const struct content_for_use *content;
    struct hs_set codes;
    uint32_t uses;
    struct condition when;
};

#define COMPLAIN(maker, content, ...)                                                                        \
    xml_complain_at(&(maker)->compiler.reader, (content)->file.data, (content)->line, __VA_ARGS__)

/* ---- sets of goods ---- */

static bool sets_meet(struct hs_set a, struct hs_set b) {
    for (uint32_t i = 0, k = 0; i < a.count && k < b.count;) {
        if (a.ranges[i].high < b.ranges[k].low)
            i++;
        else if (b.ranges[k].high < a.ranges[i].low)
            k++;
        else
            return true;
    }
    return false;
}

static struct hs_range extent_of(struct hs_set goods) {
    return goods.count > 0 ? (struct hs_range){goods.ranges[0].low, goods.ranges[goods.count - 1].high}
                           : (struct hs_range){UINT32_MAX, 0};
}

/* Of goods within `extent`, what most rules show at once. */
static bool lies_apart(const struct maker *maker, uint32_t rule, struct hs_range extent) {
    return maker->extents[rule].high < extent.low || maker->extents[rule].low > extent.high;
}

/* The rules that have some of those goods, in their order: each of them is held against all. */
static void find_near(struct maker *maker, struct hs_set goods) {
    const struct usmca_rulebook *book = maker->compiler.book;
    const struct hs_range extent = extent_of(goods);
    maker->near_count = 0;
    for (uint32_t i = 0; i < maker->written; i++)
        if (!lies_apart(maker, i, extent) && sets_meet(book->rules[i].goods, goods))
            maker->near[maker->near_count++] = i;
}

static struct hs_set set_meet(struct maker *maker, struct hs_set a, struct hs_set b) {
    struct hs_range *ranges = compile_room(&maker->compiler, (size_t)a.count + b.count + 1, sizeof *ranges);
    struct hs_set meet = {ranges, 0};
    for (uint32_t i = 0, k = 0; ranges != NULL && i < a.count && k < b.count;) {
        struct hs_range one = a.ranges[i];
        struct hs_range other = b.ranges[k];
        uint32_t low = one.low > other.low ? one.low : other.low;
        uint32_t high = one.high < other.high ? one.high : other.high;
        if (low <= high)
            ranges[meet.count++] = (struct hs_range){low, high};
        if (one.high < other.high)
            i++;
        else
            k++;
    }
    return meet;
}

static struct hs_set set_less(struct maker *maker, struct hs_set a, struct hs_set b) {
    struct hs_range *ranges = compile_room(&maker->compiler, (size_t)a.count + b.count + 1, sizeof *ranges);
    struct hs_set rest = {ranges, 0};
    for (uint32_t i = 0; ranges != NULL && i < a.count; i++) {
        uint32_t low = a.ranges[i].low;
        for (uint32_t k = 0; k < b.count && b.ranges[k].low <= a.ranges[i].high; k++) {
            if (b.ranges[k].high < low)
                continue;
            if (b.ranges[k].low > low)
                ranges[rest.count++] = (struct hs_range){low, b.ranges[k].low - 1};
            low = b.ranges[k].high + 1;
        }
        if (low <= a.ranges[i].high)
            ranges[rest.count++] = (struct hs_range){low, a.ranges[i].high};
    }
    return rest;
}

static bool set_within(struct hs_set a, struct hs_set b) {
    for (uint32_t i = 0; i < a.count; i++) {
        bool held = false;
        for (uint32_t k = 0; k < b.count && !held; k++)
            held = b.ranges[k].low <= a.ranges[i].low && a.ranges[i].high <= b.ranges[k].high;
        if (!held)
            return false;
    }
    return true;
}

/* ---- the alternatives ---- */

static const struct requirement *content_of(const struct alternative *alternative) {
    for (uint32_t i = 0; i < alternative->requirement_count; i++)
        if (alternative->requirements[i].kind == REQUIRE_RVC)
            return &alternative->requirements[i];
    return NULL;
}

static bool by_transaction_value(const struct requirement *content) {
    for (uint32_t i = 0; content != NULL && i < content->rvc_count; i++)
        if (content->rvc[i].transaction_value != 0)
            return true;
    return false;
}

/* U.R. 7(6): "only on the basis of the net cost method" where the rule has no figure for the other. */
static struct requirement content_asked(struct maker *maker, const struct content_for_use *content,
                                        bool transaction_value) {
    struct rvc_requirement *steps = compile_room(&maker->compiler, content->step_count, sizeof *steps);
    for (uint32_t i = 0; steps != NULL && i < content->step_count; i++) {
        steps[i] = content->steps[i];
        if (!transaction_value)
            steps[i].transaction_value = 0;
    }
    return (struct requirement){
        .kind = REQUIRE_RVC, .rvc = steps, .rvc_count = steps != NULL ? content->step_count : 0};
}

static void dispute(struct maker *maker, const struct content_for_use *content, struct rule *rule,
                    struct alternative *alternative) {
    const struct dispute *of = content->held_in.dispute;
    if (of == NULL)
        return;
    if (alternative->dispute != NULL && alternative->dispute != of)
        COMPLAIN(maker, content, "%s and rule %s turn on different disputes in one alternative",
                 content->id.data, rule->id.data);
    alternative->dispute = of;
    rule->disputes |= 1U << of->number;
}

/* `written`: the law writes the rule for the use, and its figures are its own. */
static void set_requirements(struct maker *maker, const struct content_for_use *content, bool written,
                             bool transaction_value, struct rule *rule, struct alternative *alternative) {
    const struct requirement *asked = content_of(alternative);
    uint32_t count = 0;
    if (asked == NULL && content->manner != CONTENT_ALWAYS)
        return;
    struct requirement *list =
        compile_room(&maker->compiler, (size_t)alternative->requirement_count + 1, sizeof *list);
    const struct requirement *given = alternative->requirements;
    for (uint32_t i = 0; list != NULL && given != NULL && i < alternative->requirement_count; i++) {
        const struct requirement *one = &given[i];
        if (one == asked && !written) {
            list[count++] = content_asked(maker, content, by_transaction_value(asked));
        } else if (one->kind == REQUIRE_CHANGE && content->manner == CONTENT_ALONE) {
            list[count++] = (struct requirement){.kind = REQUIRE_NO_CHANGE};
        } else {
            list[count++] = *one;
        }
    }
    if (list != NULL && asked == NULL) {
        list[count] = content_asked(maker, content, transaction_value);
        list[count++].held_in = content->held_in;
        dispute(maker, content, rule, alternative);
    }
    alternative->requirements = list;
    alternative->requirement_count = count;
}

/* Whether the content bears on the rule at all. */
static bool bears_on(const struct content_for_use *content, const struct rule *rule) {
    for (uint32_t i = 0; i < rule->alternative_count; i++)
        if (content->manner == CONTENT_ALWAYS || content_of(&rule->alternatives[i]) != NULL)
            return true;
    return false;
}

static void set_alternatives(struct maker *maker, const struct content_for_use *content, bool written,
                             struct rule *rule) {
    struct alternative *list = compile_room(&maker->compiler, rule->alternative_count, sizeof *list);
    bool transaction_value = false;
    for (uint32_t i = 0; i < rule->alternative_count; i++)
        transaction_value = transaction_value || by_transaction_value(content_of(&rule->alternatives[i]));
    for (uint32_t i = 0; list != NULL && i < rule->alternative_count; i++) {
        list[i] = rule->alternatives[i];
        set_requirements(maker, content, written, transaction_value, rule, &list[i]);
    }
    rule->alternatives = list;
    rule->alternative_count = list != NULL ? rule->alternative_count : 0;
}

/* ---- the rule ---- */

static struct text joined(struct maker *maker, struct text a, const char *between, struct text b) {
    char joint[400];
    int length =
        snprintf(joint, sizeof joint, "%.*s%s%.*s", (int)a.length, a.data, between, (int)b.length, b.data);
    size_t kept = length < (int)sizeof joint ? (size_t)length : sizeof joint - 1;
    return arena_copy(&maker->compiler.book->arena, (struct text){joint, kept});
}

static void add_rule(struct maker *maker, const struct content_goods *goods, uint32_t of,
                     struct hs_set codes) {
    struct usmca_rulebook *book = maker->compiler.book;
    if (!compile_room_for_rules(&maker->compiler, book->rule_count + 1))
        return;
    struct rule rule = book->rules[of];
    if (rule.when.fact != NULL && goods->when.fact != NULL &&
        (rule.when.fact != goods->when.fact || rule.when.negated != goods->when.negated)) {
        COMPLAIN(maker, goods->content, "%s describes goods of rule %s, which has described goods itself",
                 goods->content->id.data, rule.id.data);
        return;
    }
    rule.goods = codes;
    rule.uses = goods->uses;
    rule.when = goods->when.fact != NULL ? goods->when : rule.when;
    rule.cite = joined(maker, goods->content->cite, "; ", rule.cite);
    rule.id = joined(maker, rule.id, ".", goods->content->id);
    if (rule_named(book, rule.id) != NULL && goods->when.fact != NULL)
        rule.id = joined(maker, rule.id, ".", goods->when.fact->key);
    set_alternatives(maker, goods->content, false, &rule);
    const struct rule *same = rule_add_name(book, rule.id, book->rule_count);
    if (same != NULL)
        COMPLAIN(maker, goods->content, "the id %s stands already at %s:%u", rule.id.data, same->file.data,
                 same->line);
    book->rules[book->rule_count++] = rule;
}

static bool of_goods(const struct rule *rule, const struct rule *other) {
    return other->kind == RULE_OF_GOODS && rule->period.from < other->period.until &&
           other->period.from < rule->period.until;
}

/* The law writes a rule of its own for the use: it is not made again. */
static void leave_to_written(struct maker *maker, struct content_goods *goods, uint32_t of,
                             struct hs_set *codes) {
    const struct usmca_rulebook *book = maker->compiler.book;
    const struct hs_range extent = extent_of(*codes);
    for (uint32_t i = 0; i < maker->near_count && codes->count > 0; i++) {
        const struct rule *other = &book->rules[maker->near[i]];
        if (lies_apart(maker, maker->near[i], extent))
            continue;
        if ((other->uses & goods->uses) == 0 || !of_goods(&book->rules[of], other) ||
            !sets_meet(other->goods, *codes))
            continue;
        if ((goods->uses & ~other->uses) == 0)
            *codes = set_less(maker, *codes, other->goods);
        else if (set_within(*codes, other->goods))
            goods->uses &= ~other->uses;
        else
            COMPLAIN(maker, goods->content, "%s and rule %s share some uses of some goods",
                     goods->content->id.data, other->id.data);
    }
}

/* The narrower ordinary rule goes before, and has the content in its turn where it asks one. */
static void leave_to_narrower(struct maker *maker, uint32_t of, struct hs_set *codes) {
    const struct usmca_rulebook *book = maker->compiler.book;
    const struct rule *rule = &book->rules[of];
    const struct hs_range extent = extent_of(*codes);
    for (uint32_t i = 0; i < maker->near_count && codes->count > 0; i++) {
        const struct rule *other = &book->rules[maker->near[i]];
        if (lies_apart(maker, maker->near[i], extent))
            continue;
        if (other == rule || other->uses != 0 || other->when.fact != NULL || other->importing != 0 ||
            other->exporting != 0 || !of_goods(rule, other) || !sets_meet(other->goods, *codes))
            continue;
        if (set_within(other->goods, rule->goods) && !set_within(rule->goods, other->goods))
            *codes = set_less(maker, *codes, other->goods);
    }
}

/* U.R. 14(14): the rule that the law writes for the use, without the change beside its content. Where such a
 * rule lets the change alone suffice, the law says so of that use itself. */
static void amend_written(struct maker *maker, const struct content_goods *goods, struct rule *rule) {
    bool same_goods = goods->when.fact == NULL ||
                      (rule->when.fact == goods->when.fact && rule->when.negated == goods->when.negated);
    if (goods->content->manner != CONTENT_ALONE || (rule->uses & ~goods->uses) != 0 || !same_goods ||
        !set_within(rule->goods, goods->codes))
        return;
    rule->cite = joined(maker, rule->cite, "; ", goods->content->cite);
    set_alternatives(maker, goods->content, true, rule);
}

static void apply(struct maker *maker, const struct content_goods *goods) {
    struct usmca_rulebook *book = maker->compiler.book;
    find_near(maker, goods->codes);
    for (uint32_t k = 0; k < maker->near_count; k++) {
        const uint32_t i = maker->near[k];
        struct content_goods left = *goods;
        const struct rule *rule = &book->rules[i];
        if (rule->kind != RULE_OF_GOODS || !bears_on(goods->content, rule))
            continue;
        if (rule->uses != 0) {
            amend_written(maker, goods, &book->rules[i]);
            continue;
        }
        struct hs_set codes = set_meet(maker, rule->goods, goods->codes);
        leave_to_written(maker, &left, i, &codes);
        leave_to_narrower(maker, i, &codes);
        if (codes.count > 0 && left.uses != 0)
            add_rule(maker, &left, i, codes);
    }
}

/* ---- the contents ---- */

static void apply_codes(struct maker *maker, const struct content_for_use *content, struct hs_set codes,
                        uint32_t uses, struct condition when) {
    struct content_goods goods = {.content = content,
                                  .codes = set_less(maker, codes, content->except.set),
                                  .uses = uses != 0 ? uses & content->uses : content->uses,
                                  .when = content->when.fact != NULL ? content->when : when};
    if (content->when.fact != NULL && when.fact != NULL)
        COMPLAIN(maker, content, "%s describes goods that the table describes already", content->id.data);
    else
        apply(maker, &goods);
}

static void apply_content(struct maker *maker, const struct content_for_use *content) {
    const struct condition any = {0};
    if (content->table == NULL) {
        apply_codes(maker, content, content->codes.set, 0, any);
        return;
    }
    apply_codes(maker, content, content->table->codes.set, 0, any);
    for (uint32_t i = 0; i < content->table->described_count; i++) {
        const struct described_goods *described = &content->table->described[i];
        apply_codes(maker, content, described->codes.set, described->uses, described->when);
    }
}

static bool find_extents(struct maker *maker) {
    const struct usmca_rulebook *book = maker->compiler.book;
    maker->extents = compile_room(&maker->compiler, maker->written, sizeof *maker->extents);
    for (uint32_t i = 0; maker->extents != NULL && i < maker->written; i++)
        maker->extents[i] = extent_of(book->rules[i].goods);
    maker->near = compile_room(&maker->compiler, maker->written, sizeof *maker->near);
    return maker->extents != NULL && maker->near != NULL;
}

usmca_status compile_uses(struct usmca_rulebook *book, struct xml_complaints *complaints,
                          usmca_error *error) {
    const struct vehicle_provisions *vehicles = &book->general.vehicles;
    struct maker maker = {
        .compiler = {.reader = {.arena = &book->arena, .error = error, .complaints = complaints},
                     .book = book,
                     .edition = book->edition},
        .written = book->rule_count};
    if (!find_extents(&maker))
        return error_memory(error);
    for (uint32_t i = 0; i < vehicles->content_count; i++)
        if (vehicles->contents[i].uses != 0)
            apply_content(&maker, &vehicles->contents[i]);
    return maker.compiler.reader.status;
}
