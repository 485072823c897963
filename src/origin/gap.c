#include "origin/gap.h"

#include <stdlib.h>

#include "origin/gap_figures.h"
#include "origin/gap_margin.h"
#include "origin/importation.h"
#include "origin/self_produced.h"
#include "origin/smallest_lines.h"
#include "origin/uses.h"

/* The base at which `vnm` would just be allowed: vnm ÷ (1 − required), to the next hundredth up. */
static struct amount base_for(decimal vnm, decimal required) {
    __int128 share = (__int128)(GAP_WHOLE - required) * GAP_HUNDREDTH;
    __int128 base = share > 0 ? ((__int128)vnm * GAP_WHOLE + share - 1) / share * GAP_HUNDREDTH : 0;
    return amount_where(share > 0 && base <= INT64_MAX, gap_fit(base));
}

/* ---- what is done first ---- */

const char *const MEND_WORDS[LINE_MENDS] = {"", "ask-origin", "get-paper", "find-source"};

/* Nothing is declared of it, and it comes from the territory: its maker is the first to be asked, since it
 * need only say what it is. */
static bool may_be_originating(const struct origin_context *context, const struct line *line) {
    const struct material *material = line->material;
    return context->determination->status != STATUS_ORIGINATING && material->origin == ORIGIN_NOT_DECLARED &&
           material->produced == NULL && material->country.length > 0 &&
           territory_holds(context, material->country) && !line->originating;
}

static enum line_mend mend_of(const struct origin_context *context, const struct line *line) {
    bool in_order = line->document != NULL && line->paper_state == PAPER_IN_ORDER;
    return line->disregarded                   ? MEND_NOTHING
           : may_be_originating(context, line) ? MEND_ASK
           : line->originating                 ? (line->undocumented ? MEND_PAPER : MEND_NOTHING)
           : line->paper != NULL && !in_order  ? MEND_PAPER
           : line->material->produced == NULL  ? MEND_SOURCE
                                               : MEND_NOTHING;
}

static int mend_rank(const struct line *line) {
    return line->mend == MEND_NOTHING ? LINE_MENDS : (int)line->mend;
}

/* What need only be asked about first, then papers; then the largest value. */
static int by_worth(const void *a, const void *b, void *data) {
    const struct determination *determination = data;
    uint32_t one = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;
    int mend = mend_rank(&determination->lines[one]);
    if (mend != mend_rank(&determination->lines[other]))
        return mend - mend_rank(&determination->lines[other]);
    decimal first = determination->lines[one].value.value;
    decimal second = determination->lines[other].value.value;
    if (first != second)
        return first > second ? -1 : 1;
    return one < other ? -1 : one > other;
}

/* The lines of a route: the same, in the order of the bill of materials. */
static int by_mend(const void *a, const void *b, void *data) {
    const struct determination *determination = data;
    uint32_t one = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;
    int rank = mend_rank(&determination->lines[one]) - mend_rank(&determination->lines[other]);
    return rank != 0 ? rank : one < other ? -1 : one > other;
}

static void sort_by_mend(struct determination *determination, uint32_t *lines, uint32_t count) {
    if (count > 1)
        qsort_r(lines, count, sizeof *lines, by_mend, determination);
}

/* ---- a route ---- */

struct draft {
    struct origin_context *context;
    struct gap_route *route;
    uint32_t *lines;
    uint32_t *contents;
    uint32_t *designated;
    bool *moved;        /* of each line */
    bool left_by_share; /* some line that makes no change may stay, by U.R. 5(1) */
};

static struct amount value_of(const struct line *line, enum method method) {
    return method == METHODS ? line->non_originating : line->vnm[method];
}

static void move(struct draft *draft, uint32_t line) {
    struct gap_route *route = draft->route;
    struct amount value = value_of(&draft->context->determination->lines[line], route->method);
    if (draft->context->determination->lines[line].inside != NULL)
        draft->contents[route->contents_count++] = line;
    else
        draft->lines[route->line_count++] = line;
    draft->moved[line] = true;
    route->value = amount_add(draft->context, route->value, value);
}

/* Of `candidates`, moves the least value that leaves no more than `capacity`; a line without a value moves.
 */
static void move_least(struct draft *draft, const uint32_t *candidates, uint32_t count, enum method method,
                       decimal capacity) {
    const struct determination *determination = draft->context->determination;
    decimal *values = context_room(draft->context, sizeof *values * ((size_t)count + 1));
    bool *keep = context_room(draft->context, sizeof *keep * ((size_t)count + 1));
    if (values == NULL || keep == NULL)
        return;
    for (uint32_t i = 0; i < count; i++) {
        struct amount value = value_of(&determination->lines[candidates[i]], method);
        values[i] = value.given ? amount_floor(value) : INT64_MAX;
    }
    draft->route->exact =
        smallest_lines(draft->context->arena, values, count, capacity, keep) && draft->route->exact;
    for (uint32_t i = 0; i < count; i++)
        if (!keep[i])
            move(draft, candidates[i]);
}

/* What U.R. 5(1) leaves of the lines that do not make the change. */
static decimal share_left(const struct determination *determination, const struct share *share) {
    struct amount base = gap_base_of_share(determination, share);
    return base.given ? gap_fit((__int128)amount_floor(base) * share->figure.required / GAP_WHOLE) : 0;
}

/* A line that keeps the others from the share has to originate whatever its value; nothing is left of the
 * others where that is not known. */
static void move_for_change(struct draft *draft, const struct test *change) {
    const struct determination *determination = draft->context->determination;
    const struct share_apart *apart = change->apart;
    uint32_t *others = context_room(draft->context, sizeof *others * ((size_t)change->line_count + 1));
    uint32_t count = 0;
    if (others == NULL)
        return;
    for (uint32_t i = 0; i < change->line_count; i++)
        if (apart != NULL && apart->keeps[i])
            move(draft, change->lines[i]);
        else
            others[count++] = change->lines[i];
    const decimal left = apart != NULL    ? share_left(determination, &apart->share)
                         : change->barred ? 0
                                          : share_left(determination, &change->de_minimis);
    move_least(draft, others, count, METHODS, left);
}

static void mend_change(struct draft *draft) {
    const struct test *change = test_of_kind(draft->route->alternative, REQUIRE_CHANGE);
    if (change == NULL || change->result == RESULT_PASS)
        return;
    move_for_change(draft, change);
    draft->route->shift_count = draft->route->line_count;
    draft->left_by_share = draft->route->shift_count + draft->route->contents_count < change->line_count;
    /* of a self-produced line less than its value may be enough to move, and of a combination fewer lines */
    /* of several lines the share by weight may leave one */
    draft->route->exact = draft->route->exact && change->by_inner == NULL &&
                          change->requirement->change.combination_count == 0 &&
                          !(change->weighed && change->line_count > 1);
}

/* Without what the lines add that have to originate for the change. */
static struct amount less_moved(struct draft *draft, struct amount left) {
    const struct determination *determination = draft->context->determination;
    for (uint32_t i = 0; i < determination->line_count; i++)
        if (draft->moved[i] && determination->lines[i].vnm[draft->route->method].given)
            left = amount_subtract(draft->context, left, determination->lines[i].vnm[draft->route->method]);
    return left;
}

/* U.R. 8(6): the largest first, as long as that is needed. Its excluded costs come back into net cost. What
 * is then allowed. */
static decimal mend_by_designation(struct draft *draft, const struct rvc *rvc, struct amount *left) {
    struct origin_context *context = draft->context;
    const struct determination *determination = context->determination;
    struct gap_route *route = draft->route;
    struct rvc after = *rvc;
    bool net_cost = route->method == METHOD_NET_COST && determination->total_cost_computed &&
                    !context->good->net_cost.given;
    while (amount_ceiling(*left) > gap_allowed(&after)) {
        const struct line *largest = NULL;
        for (uint32_t i = 0; i < determination->line_count; i++) {
            const struct line *line = &determination->lines[i];
            struct amount vnm = line->vnm[route->method];
            if (!draft->moved[i] && vnm.given && vnm.value > 0 && self_produced_designable(context, line) &&
                (largest == NULL || amount_compare(vnm, largest->vnm[route->method]) > 0))
                largest = line;
        }
        if (largest == NULL)
            break;
        draft->designated[route->designated_count++] = (uint32_t)(largest - determination->lines);
        draft->moved[largest - determination->lines] = true;
        *left = amount_subtract(context, *left, largest->vnm[route->method]);
        if (net_cost)
            after.base = amount_add(context, after.base, largest->excluded);
    }
    return gap_allowed(&after);
}

/* A material whose value is to be stated before anything is bought elsewhere. */
static bool is_valueless(const struct draft *draft, uint32_t line) {
    const struct line *of = &draft->context->determination->lines[line];
    return !of->vnm[draft->route->method].given && of->inside == NULL && !of->disregarded &&
           !draft->moved[line];
}

/* What is left for the lines without a value, those that moved being gone. */
static void find_valueless(struct draft *draft, struct amount left, decimal capacity) {
    const struct determination *determination = draft->context->determination;
    struct gap_route *route = draft->route;
    uint32_t *lines = context_room(draft->context, sizeof *lines * ((size_t)determination->line_count + 1));
    if (lines == NULL)
        return;
    for (uint32_t i = 0; i < determination->line_count; i++)
        if (is_valueless(draft, i))
            lines[route->valueless_count++] = i;
    for (uint32_t i = route->shift_count; i < route->line_count; i++)
        left = amount_subtract(draft->context, left,
                               value_of(&determination->lines[route->lines[i]], route->method));
    for (uint32_t i = 0; i < route->contents_count; i++)
        left = amount_subtract(draft->context, left,
                               value_of(&determination->lines[route->contents[i]], route->method));
    decimal kept = amount_ceiling(left);
    route->valueless = lines;
    route->most = amount_where(route->valueless_count > 0 && left.given && kept <= capacity,
                               (capacity - kept) / GAP_HUNDREDTH * GAP_HUNDREDTH);
}

/* Lines of the bill of materials, and only where they are not enough what is in self-produced ones. */
static void mend_by_lines(struct draft *draft, struct amount left, decimal capacity) {
    const struct determination *determination = draft->context->determination;
    uint32_t *candidates =
        context_room(draft->context, sizeof *candidates * ((size_t)determination->line_count + 1));
    struct amount rest = left;
    uint32_t count = 0;
    for (int inside = 0; inside < 2 && candidates != NULL; inside++) {
        if (inside == 1 && amount_ceiling(rest) <= capacity)
            break;
        for (uint32_t i = 0; i < determination->line_count; i++) {
            struct amount value = determination->lines[i].vnm[draft->route->method];
            if (draft->moved[i] || (determination->lines[i].inside != NULL) != (inside == 1) ||
                is_valueless(draft, i) || (value.given && value.value == 0))
                continue;
            if (value.given)
                rest = amount_subtract(draft->context, rest, value);
            candidates[count++] = i;
        }
    }
    if (candidates == NULL)
        return;
    /* what the others keep is out of reach */
    move_least(draft, candidates, count, draft->route->method, capacity - amount_ceiling(rest));
    draft->route->exact = draft->route->exact && draft->route->contents_count == 0;
}

/* U.R. 5(1)(b): the lines that the share leaves still count in the value of non-originating materials. */
static void mend_content(struct draft *draft, const struct test *test, bool designate) {
    const struct determination *determination = draft->context->determination;
    struct gap_route *route = draft->route;
    const struct rvc reckoned = gap_reckoned_content(determination, test, route->method);
    const struct rvc *rvc = &reckoned;
    decimal capacity = gap_allowed(rvc);
    if (gap_is_averaged(determination,
                        route->method)) { /* no line of this bill of materials moves the sums by itself */
        decimal average = amount_ceiling(rvc->vnm_at_least);
        route->averaged = true;
        route->excess = amount_of(average > capacity ? average - capacity : 0);
        route->base = base_for(average, rvc->content.required);
        route->value = amount_not_given();
        return;
    }
    struct amount left = less_moved(draft, rvc->vnm_at_least);
    decimal vnm = amount_ceiling(left);
    route->excess = amount_of(vnm > capacity ? vnm - capacity : 0);
    route->base = base_for(vnm > 0 ? vnm : 0, rvc->content.required);
    if (gap_by_lesser(determination, route->method)) {
        route->base = amount_add(draft->context, route->base, determination->stated_below);
        route->exact = false; /* a line that moves may be the one that a statement makes less of */
    }
    if (designate)
        capacity = mend_by_designation(draft, rvc, &left);
    uint32_t before = route->line_count + route->contents_count;
    mend_by_lines(draft, left, capacity);
    find_valueless(draft, left, capacity);
    /* Each choice is the least by itself; of two together that need not be so. */
    bool both_moved = before > 0 && route->line_count + route->contents_count > before;
    route->exact = route->exact && !(both_moved && draft->left_by_share);
}

bool gap_is_blocked(const struct determination *determination, const struct alternative_result *alternative) {
    if (determination->barred || alternative->unproduced ||
        (determination->notes != RESULT_PASS && !alternative->alternative->free_of_notes))
        return true;
    for (uint32_t i = 0; i < alternative->test_count; i++) {
        const struct test *test = &alternative->tests[i];
        if (test->kind != REQUIRE_CHANGE && test->kind != REQUIRE_RVC && test->result != RESULT_PASS)
            return true;
    }
    return false;
}

static void add_route(struct origin_context *context, const struct alternative_result *alternative,
                      const struct test *content, enum method method, bool designate) {
    struct determination *determination = context->determination;
    struct gap_route *route = &determination->gap.routes[determination->gap.route_count];
    size_t lines = (size_t)determination->line_count + 1;
    *route = (struct gap_route){.alternative = alternative,
                                .method = method,
                                .unmet = gap_is_blocked(determination, alternative),
                                .use_unsaid = uses_unsaid(context),
                                .value = amount_of(0),
                                .exact = true};
    struct draft draft = {.context = context,
                          .route = route,
                          .lines = context_room(context, lines * sizeof(uint32_t)),
                          .contents = context_room(context, lines * sizeof(uint32_t)),
                          .designated = context_room(context, lines * sizeof(uint32_t)),
                          .moved = context_room(context, lines * sizeof(bool))};
    if (draft.lines == NULL || draft.contents == NULL || draft.designated == NULL || draft.moved == NULL)
        return;
    route->lines = draft.lines;
    route->contents = draft.contents;
    route->designated = draft.designated;
    mend_change(&draft);
    if (method != METHODS)
        mend_content(&draft, content, designate);
    sort_by_mend(determination, draft.lines, route->shift_count);
    sort_by_mend(determination, draft.lines + route->shift_count, route->line_count - route->shift_count);
    if (!designate || route->designated_count > 0)
        determination->gap.route_count++;
}

static void add_routes(struct origin_context *context, const struct alternative_result *alternative) {
    const struct test *content = test_of_kind(alternative, REQUIRE_RVC);
    if (content == NULL || content->result == RESULT_PASS) {
        if (alternative->result != RESULT_PASS || gap_is_blocked(context->determination, alternative))
            add_route(context, alternative, NULL, METHODS, false);
        return;
    }
    for (int method = 0; method < METHODS; method++)
        for (int designate = 0; designate < 2; designate++)
            if (content->rvc[method].content.asked > 0 && content->rvc[method].base.given)
                add_route(context, alternative, content, (enum method)method, designate == 1);
}

static int by_nearness(const void *a, const void *b) {
    const struct gap_route *one = a;
    const struct gap_route *other = b;
    if (gap_route_blocked(one) != gap_route_blocked(other))
        return gap_route_blocked(one) ? 1 : -1;
    if (one->value.given != other->value.given)
        return one->value.given ? -1 : 1;
    if (one->value.value != other->value.value)
        return one->value.value < other->value.value ? -1 : 1;
    if (one->line_count != other->line_count)
        return one->line_count < other->line_count ? -1 : 1;
    if (one->contents_count != other->contents_count)
        return one->contents_count < other->contents_count ? -1 : 1;
    return one->alternative != other->alternative ? (one->alternative < other->alternative ? -1 : 1)
                                                  : (int)one->method - (int)other->method;
}

static void find_routes(struct origin_context *context) {
    struct determination *determination = context->determination;
    determination->gap.routes = context_room(context, sizeof *determination->gap.routes * 2 * METHODS *
                                                          ((size_t)determination->alternative_count + 1));
    if (determination->gap.routes == NULL)
        return;
    for (uint32_t i = 0; i < determination->alternative_count; i++)
        if (determination->alternatives[i].rule->kind == RULE_OF_GOODS)
            add_routes(context, &determination->alternatives[i]);
    if (determination->gap.route_count > 1)
        qsort(determination->gap.routes, determination->gap.route_count, sizeof *determination->gap.routes,
              by_nearness);
}

/* ---- documents ---- */

/* Whether the good needs, or by its nearest route would need, a certification of origin for the line. */
static bool wants_document(const struct origin_context *context, uint32_t line) {
    const struct determination *determination = context->determination;
    const struct line *of = &determination->lines[line];
    const struct gap_route *nearest =
        determination->gap.route_count > 0 ? &determination->gap.routes[0] : NULL;
    bool certified = of->document != NULL && of->document->kind == DOCUMENT_CERTIFICATION;
    const struct text country = of->material->country;
    bool outside = country.length > 0 && !territory_holds(context, country);
    if (of->disregarded || certified || of->material->produced != NULL || outside)
        return false;
    if (may_be_originating(context, of))
        return true;
    if (determination->status == STATUS_ORIGINATING)
        return of->originating;
    if (nearest == NULL || gap_route_blocked(nearest))
        return false;
    for (uint32_t i = 0; i < nearest->line_count; i++)
        if (nearest->lines[i] == line)
            return true;
    return of->originating;
}

static void find_documents(struct origin_context *context) {
    struct determination *determination = context->determination;
    uint32_t *lines = context_room(context, sizeof *lines * ((size_t)determination->line_count + 1));
    uint32_t count = 0;
    if (lines == NULL)
        return;
    for (uint32_t i = 0; i < determination->line_count; i++)
        if (wants_document(context, i))
            lines[count++] = i;
    if (count > 1)
        qsort_r(lines, count, sizeof *lines, by_worth, determination);
    determination->gap.documents = lines;
    determination->gap.document_count = count;
}

void gap_find(struct origin_context *context) {
    struct determination *determination = context->determination;
    for (uint32_t i = 0; i < determination->line_count; i++)
        determination->lines[i].mend = mend_of(context, &determination->lines[i]);
    determination->gap.asked = true;
    determination->gap.margin.method = METHODS;
    if (determination->status == STATUS_ORIGINATING && uses_unsaid(context))
        return; /* the margin is that of the use which asks most */
    if (determination->status == STATUS_ORIGINATING) {
        gap_margin_find(context);
        gap_share_find(context);
    } else {
        find_routes(context);
    }
    find_documents(context);
}
