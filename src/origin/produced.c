#include "origin/produced.h"

#include "origin/codes.h"
#include "origin/currency.h"
#include "origin/determine.h"
#include "origin/inside.h"
#include "origin/papers.h"
#include "origin/tariff_items.h"
#include "origin/validity.h"

static bool asks_content(const struct alternative_result *alternative) {
    const struct test *content = test_of_kind(alternative, REQUIRE_RVC);
    return content != NULL && !content->waived;
}

/* Of one that does not originate as it stands it is taken that it would have to show its content. */
static bool by_regional_value(const struct determination *determination) {
    if (determination->status != STATUS_ORIGINATING || determination->criterion == 'D')
        return true;
    if (determination->criterion != 'B' || determination->alternative_count == 0)
        return false;
    for (uint32_t i = 0; i < determination->alternative_count; i++)
        if (determination->alternatives[i].result == RESULT_PASS &&
            !asks_content(&determination->alternatives[i]))
            return false;
    return true;
}

/* What others produced counts as produced by the good's own producer where he accumulates it, U.R. 9(6). */
static bool accumulated(const struct line *line) {
    return line->document != NULL && line->document->kind > DOCUMENT_CERTIFICATION &&
           line->document->kind < DOCUMENT_CORE_PART && !line->originating;
}

static bool is_looked_into(const struct line *line) {
    return line->produced != NULL && (case_self_produced(line->material) != NULL || accumulated(line));
}

/* At any depth: what is incorporated into a self-produced material is incorporated into the good, U.R. 8(6).
 * What a statement says of itself goes before what a bill of materials shows. */
static bool holds_intermediate(const struct line *line) {
    if (line->intermediate && line->produced != NULL && line->produced->by_regional_value)
        return true;
    if (accumulated(line) && line->document->designated != YES_NOT_SAID)
        return line->document->designated == YES;
    return line->produced != NULL && is_looked_into(line) && line->produced->holds_intermediate;
}

/* A statement on which it hangs whether the line does; or empty. */
static struct text designation_open(const struct line *line) {
    if (holds_intermediate(line) || (accumulated(line) && line->document->designated != YES_NOT_SAID))
        return NO_TEXT;
    if (line->produced == NULL)
        return accumulated(line) ? line->document->document_id : NO_TEXT;
    return is_looked_into(line) ? line->produced->designation_open : NO_TEXT;
}

/* Of a good with more lines nothing is taken over from one way to another: it would all stand in memory. */
enum { MOST_LENT = 2048 };

/* A line as it is kept, and what was kept of it before. */
struct kept_inner {
    struct inner_material material;
    struct kept_inner *before;
};

/* The lines that a good is kept with in one way, or in several. */
struct kept_list {
    const struct inner_material *const *inner;
    uint32_t count;
    struct kept_list *before;
};

struct maker {
    const struct usmca_rulebook *book;
    struct case_setting setting;
    const struct good *good;
    struct arena *law;
    struct arena *arena;
    struct arena *passing;            /* what of all ways is needed until the good is made */
    const struct determination *made; /* as it is declared, where its lines may be taken over; or NULL */
    struct kept_inner **inner;        /* of each of its lines, as often as it was otherwise; or NULL */
    struct kept_list *lists;          /* of these, as they were kept; or NULL */
    struct own_code *own_code;        /* or NULL */
    bool told;                        /* what is told of it */
    bool gathered;                    /* what it rests on, which is the same whatever customs take it for */
    const struct evidence *evidence;  /* or NULL */
    const struct produced *declared;  /* the good, of which `documented` is being made; or NULL */
};

/* What some line of it is. */
struct contents {
    bool non_originating;
    bool something;    /* that the good is made of */
    bool intermediate; /* or holds one */
    struct text designation_open;
    bool value_open; /* one of two figures was taken, and the other may be more */
    const struct line *open;
};

static struct contents contents_of(const struct determination *determination) {
    struct contents contents = {0};
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        contents.non_originating = contents.non_originating || line->uses_non_originating;
        contents.something = contents.something || !(line->disregarded || line->beside);
        contents.value_open = contents.value_open || line->open_value;
        if (contents.open == NULL && line_is_open(line))
            contents.open = line;
        if (line->produced == NULL && line->document == NULL)
            continue; /* nothing is in it, as far as anything says */
        contents.intermediate = contents.intermediate || holds_intermediate(line);
        if (contents.designation_open.length == 0)
            contents.designation_open = designation_open(line);
    }
    return contents;
}

/* A fraction that cannot be kept leaves the amount not given: nothing rests on it. */
static struct amount keep_amount(struct amount amount, struct arena *arena) {
    struct amount kept = amount_not_given();
    (void)amount_keep(&kept, amount, arena);
    return kept;
}

/* As it was found, to be kept where it was not before: facts and amounts are still those of the line. */
struct found_inner {
    struct inner_material material;
    struct inner_seldom seldom;
};

static void inner_of(struct origin_context *context, const struct line *line, struct found_inner *out) {
    const struct material *material = line->material;
    const struct produced *view = line_view(line);
    struct conversion rate = {0};
    out->material = inner_of_code(material->hs);
    out->material.hs_edition = (uint8_t)edition_choice(line->edition);
    out->material.tariff = (uint8_t)line->tariff;
    out->material.value = line->non_originating.value;
    out->material.valued = line->non_originating.given;
    if (material->hs_rule.digits == 0 && material->facts.count == 0 && view == NULL &&
        line->non_originating.exact == NULL)
        return;
    if (view != NULL && !currency_rate(context, view->currency, material, &rate))
        rate.rate = 0;
    out->seldom = (struct inner_seldom){.hs_rule = material->hs_rule,
                                        .facts = material->facts,
                                        .self_produced = view,
                                        .units = view != NULL ? case_units(material) : amount_not_given(),
                                        .rate = rate.rate,
                                        .inverse = rate.inverse,
                                        .originating = line->originating,
                                        .exact = line->non_originating.exact};
    out->material.seldom = &out->seldom;
}

/* Whether amounts are surely the same: fractions are not looked at. */
static bool same_amount(struct amount a, struct amount b) {
    return a.given == b.given && a.exact == NULL && b.exact == NULL && a.value == b.value;
}

static bool same_code(struct hs_code a, struct hs_code b) {
    return a.digits == b.digits && a.given == b.given;
}

/* Of one line of one good, whose facts are the same however the good is taken. */
static bool same_seldom(const struct inner_seldom *a, const struct inner_seldom *b) {
    if (a == NULL || b == NULL)
        return a == b;
    return same_code(a->hs_rule, b->hs_rule) && a->self_produced == b->self_produced && a->rate == b->rate &&
           a->inverse == b->inverse && a->originating == b->originating && same_amount(a->units, b->units);
}

static bool same_inner(const struct inner_material *a, const struct inner_material *b) {
    return same_code(inner_code(a), inner_code(b)) && a->hs_edition == b->hs_edition &&
           a->tariff == b->tariff && same_amount(inner_value(a), inner_value(b)) &&
           same_seldom(a->seldom, b->seldom);
}

static bool keep_seldom(struct maker *maker, struct inner_material *kept,
                        const struct inner_material *before) {
    const struct inner_seldom *from = kept->seldom;
    const struct amount value = keep_amount(inner_value(kept), maker->arena);
    kept->value = value.value;
    kept->valued = value.given;
    if (from == NULL)
        return true;
    struct inner_seldom *seldom = arena_reserve(maker->arena, sizeof *seldom);
    if (seldom == NULL)
        return false;
    *seldom = *from;
    seldom->exact = value.exact;
    seldom->units = keep_amount(from->units, maker->arena);
    seldom->facts = before != NULL && before->seldom != NULL ? before->seldom->facts
                                                             : facts_keep(from->facts, maker->arena);
    kept->seldom = seldom;
    return true;
}

/* The one that was kept of the line before, if nothing in it is otherwise: a good is kept in several ways, of
 * which most lines are the same. NULL where there was no room. */
static const struct inner_material *inner_keep(struct maker *maker, uint32_t line,
                                               const struct inner_material *inner) {
    struct kept_inner *first = maker->inner[line];
    for (const struct kept_inner *kept = first; kept != NULL; kept = kept->before)
        if (same_inner(&kept->material, inner))
            return &kept->material;
    struct kept_inner *kept = arena_reserve(maker->arena, sizeof *kept);
    if (kept == NULL)
        return NULL;
    *kept = (struct kept_inner){*inner, first};
    if (!keep_seldom(maker, &kept->material, first != NULL ? &first->material : NULL))
        return NULL;
    maker->inner[line] = kept;
    return &kept->material;
}

/* Packaging and accessories do not count in the change, U.R. 8(14), 8(24); nor does what originates as a
 * material, but for what it is made of: U.R. 3(8). */
static bool counts_in_change(const struct line *line) {
    return line->uses_non_originating && (!line->originating || line->inside != NULL) && !line->disregarded &&
           !line->beside;
}

/* A list of the same lines as one that was kept, or a copy; NULL where there was no room. */
static const struct inner_material *const *
list_keep(struct maker *maker, const struct inner_material *const *inner, uint32_t count) {
    const size_t bytes = sizeof *inner * count;
    for (const struct kept_list *kept = maker->lists; kept != NULL; kept = kept->before)
        if (kept->count == count && memcmp(kept->inner, inner, bytes) == 0)
            return kept->inner;
    const struct inner_material **copy = arena_reserve(maker->arena, bytes);
    struct kept_list *kept = arena_reserve(maker->passing, sizeof *kept);
    if (copy == NULL || kept == NULL)
        return NULL;
    memcpy(copy, inner, bytes);
    *kept = (struct kept_list){copy, count, maker->lists};
    maker->lists = kept;
    return copy;
}

static void keep_inner(struct produced *produced, struct origin_context *context, struct maker *maker) {
    const struct determination *determination = context->determination;
    const struct inner_material **inner =
        arena_reserve(context->arena, sizeof *inner * ((size_t)determination->line_count + 1));
    context->out_of_memory = context->out_of_memory || inner == NULL;
    uint32_t count = 0;
    bool all = inner != NULL;
    if (maker->inner == NULL)
        maker->inner = ARENA_ARRAY(maker->passing, struct kept_inner *, maker->good->material_count);
    for (uint32_t i = 0; all && maker->inner != NULL && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (!counts_in_change(line))
            continue;
        struct found_inner found;
        inner_of(context, line, &found);
        inner[count] = inner_keep(maker, i, &found.material);
        all = inner[count] != NULL;
        count++;
    }
    produced->inner = all && count > 0 ? list_keep(maker, inner, count) : NULL;
    produced->inner_count = produced->inner != NULL ? count : 0;
    produced->looked_into = produced->looked_into && all && (count == 0 || produced->inner != NULL);
}

/* ---- what it adds up to ---- */

static struct amount sum_of(struct origin_context *context, int method) {
    const struct determination *determination = context->determination;
    struct amount sum = amount_where(determination->line_count > 0, 0);
    for (uint32_t i = 0; i < determination->noted.adding_count && sum.given; i++) {
        const struct line *line = &determination->lines[determination->noted.adding[i]];
        const struct amount *one = method == METHODS ? &line->used : &line->vnm[method];
        bool decimals = one->given && sum.exact == NULL && one->exact == NULL;
        if (!decimals || !decimal_add(&sum.value, sum.value, one->value))
            sum = amount_add_any(context, sum, *one);
    }
    return context->overflow ? amount_not_given() : sum;
}

static struct text name_open(const struct line *line, bool *value, struct arena *arena) {
    *value = false;
    if (line == NULL)
        return NO_TEXT;
    *value = line->open_inside ? line->produced->open_value : line->open_value && !line->open;
    return arena_keep(arena, line->open_inside && line->produced->open.length > 0 ? line->produced->open
                             : line->material->material_id.length > 0 ? line->material->material_id
                                                                      : line->material->line);
}

static const struct core_figures *keep_core(const struct determination *determination, struct arena *arena) {
    struct core_figures *core = determination->core != NULL ? ARENA_NEW(arena, struct core_figures) : NULL;
    if (core != NULL) {
        const struct core_figures *from = determination->core;
        *core = (struct core_figures){keep_amount(from->net_cost, arena),
                                      keep_amount(from->transaction_value, arena),
                                      keep_amount(from->vnm, arena), keep_amount(from->components, arena),
                                      keep_amount(from->components_least, arena)};
    }
    return core;
}

/* The same however others take the good. */
static const struct own_code *own_code(struct maker *maker, const struct origin_context *context) {
    const struct own_code own = {
        tariff_items_read(context, context->good->hs, tariff_of(context, TARIFF_NOT_SAID)),
        context->good->hs_rule, codes_edition(context, EDITION_NOT_GIVEN, &context->good->hs)};
    struct own_code *kept = maker->own_code;
    if (kept != NULL && same_code(kept->hs, own.hs) && same_code(kept->hs_rule, own.hs_rule) &&
        kept->edition == own.edition)
        return kept;
    kept = ARENA_NEW(maker->arena, struct own_code);
    if (kept != NULL)
        *kept = own;
    maker->own_code = kept;
    return kept;
}

/* In `arena`; the context adds up and converts as the determination itself did. */
static struct produced describe(struct origin_context *context, struct maker *maker) {
    struct arena *arena = maker->arena;
    const struct determination *determination = context->determination;
    const enum status status = determination->status;
    const struct contents contents = contents_of(determination);
    struct produced produced = {
        .determined = status == STATUS_ORIGINATING || status == STATUS_NON_ORIGINATING,
        .originating = status == STATUS_ORIGINATING,
        .wholly_obtained = determination->criterion == 'A',
        .looked_into = status != STATUS_REJECTED && !determination->barred &&
                       determination->made_in_territory && contents.something,
        .total_cost = keep_amount(determination->total_cost, arena),
        .total_cost_partial = determination->total_cost_partial || contents.value_open,
        .excluded_costs = keep_amount(determination->excluded_costs, arena),
        .vnm = keep_amount(sum_of(context, METHOD_NET_COST), arena),
        .vnm_transaction_value = keep_amount(sum_of(context, METHOD_TRANSACTION_VALUE), arena),
        .non_originating = keep_amount(sum_of(context, METHODS), arena),
        .uses_non_originating = contents.non_originating,
        .currency = arena_keep(arena, determination->currency),
        .by_regional_value = by_regional_value(determination),
        .holds_intermediate = contents.intermediate,
        .designation_open = arena_keep(arena, contents.designation_open),
        .own_uses = determination->own_uses,
        .listed_for_other_vehicles = determination->listed_for_other_vehicles,
        .core = keep_core(determination, arena),
        .high_wage = keep_amount(determination->high_wage, arena),
        .high_wage_unknown = keep_amount(determination->high_wage_unknown, arena),
        .own_code = own_code(maker, context),
        .sole = determination->production.sole,
        .disputed = determination->disputed_count > 0 || determination->uses_disputed,
        .read_by_customs = determination->by_customs};
    produced.open = name_open(contents.open, &produced.open_value, arena);
    for (int use = 0; use < USES; use++)
        produced.by_use[use] = (uint8_t)determination->by_use[use];
    if (produced.looked_into)
        keep_inner(&produced, context, maker);
    inside_keep(&produced, determination, context->book, arena);
    return produced;
}

/* How long the good is what its parents take it for. What does not originate as a material may be looked
 * into, and is then what it is made of; that rules change does it no harm. */
static struct paper answer_of(const struct origin_context *context) {
    const struct determination *determination = context->determination;
    struct validity validity = determination->status == STATUS_ORIGINATING
                                   ? validity_of_answer(determination, context->book)
                                   : validity_of_bill(determination);
    return (struct paper){.state = PAPER_IN_ORDER,
                          .of_bill = true,
                          .of_answer = true,
                          .begins = validity.since,
                          .from = validity.since,
                          .ends = validity.until};
}

/* What its parents rest on with it. */
static const struct evidence *rests_on(struct origin_context *context, struct arena *arena) {
    const struct evidence *found = papers_gather(context);
    date until = validity_until(context->determination, context->book);
    struct paper answer = answer_of(context);
    if (found == NULL && until == 0 && answer.begins == 0)
        return NULL;
    struct evidence all = {0};
    if (found != NULL)
        all = *found;
    all.until = evidence_earlier(all.until, until);
    struct paper *papers = context_room(context, sizeof *papers * ((size_t)all.paper_count + 1));
    if (papers == NULL)
        return NULL;
    papers[0] = answer;
    if (all.paper_count > 0)
        memcpy(papers + 1, all.papers, sizeof *papers * all.paper_count);
    all.papers = papers;
    all.paper_count++;
    all.begins = answer.begins > all.begins ? answer.begins : all.begins;
    all.from = answer.from > all.from ? answer.from : all.from;
    all.ends = evidence_earlier(all.ends, answer.ends);
    return papers_keep(&all, context->setting->documents.count > 0, arena);
}

static struct produced make(struct origin_context *context, struct maker *maker) {
    struct produced made = describe(context, maker);
    if (!maker->gathered)
        maker->evidence = rests_on(context, maker->arena);
    maker->gathered = true;
    made.evidence = maker->evidence;
    return made;
}

/* As it stands, and where something is open as it would be if that originated. What is told of it is told
 * once. */
static usmca_status make_both(struct produced *out, struct maker *maker, usmca_error *error) {
    const bool first = !maker->told;
    struct with_hope with_hope;
    if (first || maker->good->material_count > MOST_LENT)
        arena_reset(maker->law);
    maker->setting.untold = !first;
    usmca_status status = determine_with_hope(&with_hope, maker->book, &maker->setting, maker->good,
                                              maker->made, maker->law, error);
    if (status != USMCA_OK)
        return status;
    if (first && with_hope.lends && maker->good->material_count <= MOST_LENT)
        maker->made = with_hope.found;
    maker->told = true;
    struct origin_context context = {.book = maker->book,
                                     .setting = &maker->setting,
                                     .good = maker->good,
                                     .arena = maker->law,
                                     .determination = with_hope.found};
    *out = make(&context, maker);
    if (out->open.length > 0 && with_hope.hopeful != NULL) {
        struct produced *hopeful = ARENA_NEW(maker->arena, struct produced);
        context.determination = with_hope.hopeful;
        context.overflow = false;
        if (hopeful == NULL)
            return error_memory(error);
        *hopeful = make(&context, maker);
        out->hopeful = hopeful;
    }
    return context.out_of_memory || maker->law->failed || maker->arena->failed ? error_memory(error)
                                                                               : USMCA_OK;
}

static usmca_status make_all(struct produced *out, struct maker *maker, usmca_error *error) {
    maker->setting.sparing = false;
    usmca_status status = make_both(out, maker, error);
    bool holds = out->holds_intermediate || (out->hopeful != NULL && out->hopeful->holds_intermediate);
    if (status != USMCA_OK || !holds)
        return status;
    struct produced *sparing = ARENA_NEW(maker->arena, struct produced);
    if (sparing == NULL)
        return error_memory(error);
    maker->setting.sparing = true;
    out->sparing = sparing;
    return make_both(sparing, maker, error);
}

const struct produced *produced_used_in(const struct produced *produced, enum country country) {
    return produced->used_in != NULL && country != COUNTRY_NONE ? produced->used_in[country] : produced;
}

/* Whether a material in it is otherwise for other customs. */
static bool holds_disputed(const struct good *good) {
    const enum country country = country_named(good->country);
    for (uint32_t i = 0; i < good->material_count; i++) {
        const struct produced *produced = good->materials[i].produced;
        if (produced != NULL && produced_used_in(produced, country)->by_customs != NULL)
            return true;
    }
    return false;
}

static bool disputed(const struct produced *produced) {
    return produced != NULL &&
           (produced->disputed || disputed(produced->hopeful) || disputed(produced->sparing));
}

/* For goods that are imported into each of the countries, whatever its own row says: what it is made into is
 * read by their customs. */
static usmca_status make_by_customs(struct produced *out, struct maker *maker, usmca_error *error) {
    const struct produced **all = ARENA_ARRAY(maker->arena, const struct produced *, COUNTRIES);
    if (all == NULL)
        return error_memory(error);
    out->by_customs = all;
    for (int i = COUNTRY_NONE + 1; i < COUNTRIES; i++) {
        struct produced *one = ARENA_NEW(maker->arena, struct produced);
        if (one == NULL)
            return error_memory(error);
        maker->setting.customs = (enum country)i;
        all[i] = one;
        usmca_status status = make_all(one, maker, error);
        if (status != USMCA_OK)
            return status;
    }
    return USMCA_OK;
}

static usmca_status make_for_customs(struct produced *out, struct maker *maker, usmca_error *error) {
    maker->setting.customs = COUNTRY_NONE;
    usmca_status status = make_all(out, maker, error);
    if (status != USMCA_OK || !(disputed(out) || holds_disputed(maker->good)))
        return status;
    return make_by_customs(out, maker, error);
}

/* What it rests on is gathered as it is declared, once for each country. */
static void evidence_anew(struct maker *maker, int country) {
    const struct produced *declared = maker->declared;
    maker->gathered = declared != NULL;
    if (declared != NULL)
        maker->evidence = produced_used_in(declared, (enum country)country)->evidence;
}

/* As a material of what each country produces, where a rule of one trade bears on it: into another country it
 * is traded, at home it is not. */
static usmca_status make_for_all(struct produced *out, struct maker *maker, usmca_error *error) {
    bool traded = false;
    maker->setting.used_in = COUNTRY_NONE;
    maker->setting.traded = &traded;
    evidence_anew(maker, COUNTRY_NONE);
    usmca_status status = make_for_customs(out, maker, error);
    maker->setting.traded = NULL;
    if (status != USMCA_OK || !traded)
        return status;
    const struct produced **all = ARENA_ARRAY(maker->arena, const struct produced *, COUNTRIES);
    if (all == NULL)
        return error_memory(error);
    out->used_in = all;
    for (int i = COUNTRY_NONE + 1; i < COUNTRIES; i++) {
        struct produced *one = ARENA_NEW(maker->arena, struct produced);
        if (one == NULL)
            return error_memory(error);
        maker->setting.used_in = (enum country)i;
        evidence_anew(maker, i);
        all[i] = one;
        status = make_for_customs(one, maker, error);
        if (status != USMCA_OK)
            return status;
    }
    return USMCA_OK;
}

usmca_status produced_make(struct produced *out, const struct usmca_rulebook *book,
                           const struct case_setting *setting, const struct good *good, struct arena *law,
                           struct arena *arena, usmca_error *error) {
    /* with many lines `law` is reset for each way */
    struct maker maker = {.book = book,
                          .setting = *setting,
                          .good = good,
                          .law = law,
                          .arena = arena,
                          .passing = good->material_count > MOST_LENT ? arena : law};
    maker.setting.ask = false;
    maker.setting.gap = false; /* no other good asks for it */
    maker.setting.every_use = true;
    maker.setting.as_material = true;
    usmca_status status = make_for_all(out, &maker, error);
    if (status != USMCA_OK || out->evidence == NULL || !out->evidence->undocumented)
        return status;
    struct produced *documented = ARENA_NEW(arena, struct produced);
    if (documented == NULL)
        return error_memory(error);
    maker.setting.documented = true;
    maker.setting.documented_line = EVERY_LINE;
    out->documented = documented;
    maker.declared = out;
    return make_for_all(documented, &maker, error);
}
