#include "origin/materials.h"

#include "origin/accumulation.h"
#include "origin/code_search.h"
#include "origin/declared_origin.h"
#include "origin/documents.h"
#include "origin/importation.h"
#include "origin/line_terms.h"
#include "origin/line_value.h"
#include "origin/produced.h"
#include "origin/remembered.h"
#include "origin/self_produced.h"
#include "origin/tariff_items.h"
#include "origin/uses.h"

/* ---- codes ---- */

/* A code that is one thing for every good. */
static bool take_remembered(const struct origin_context *context, struct line *line) {
    const struct remembered_code *known =
        remembered_code(context->setting->remembered, context->book, line->edition, &line->material->hs);
    if (known == NULL || known->number == 0)
        return false;
    line->known_code = known->number;
    line->hs = line->material->hs;
    line->codes = &known->code;
    line->code_count = 1;
    line->lineages = known->lineage;
    return true;
}

static enum code_problem find_codes(struct origin_context *context, struct line *line,
                                    enum hs_edition edition, const struct code_set *found) {
    const struct material *material = line->material;
    struct code_set set;
    line->edition = edition;
    line->tariff = tariff_of(context, material->tariff);
    bool alone = (material->produced == NULL && material->unread_code == NULL) ||
                 !codes_differ_of_line(material, edition);
    if (material->hs_rule.digits == 0 && alone && take_remembered(context, line))
        return CODE_FOUND;
    line->hs = tariff_items_read(context, material->hs, line->tariff);
    if (found != NULL)
        set = *found;
    else
        codes_find_line(context, line->edition, &line->hs, material, &set);
    line->codes = set.codes;
    line->code_count = set.count;
    line->lineages = set.lineages;
    return set.problem;
}

enum code_problem materials_find_codes(struct origin_context *context, struct line *line) {
    return find_codes(context, line, codes_edition(context, line->material->hs_edition, &line->material->hs),
                      NULL);
}

/* The one that is supposed of the line. */
static void suppose_code(const struct origin_context *context, struct line *line, uint32_t place) {
    uint32_t supposed = context->codes.of_lines != NULL ? context->codes.of_lines[place] : 0;
    if (supposed == 0 || supposed > line->code_count)
        return;
    line->codes += supposed - 1;
    line->lineages += supposed - 1;
    line->code_count = 1;
}

static struct code_doubt *doubt_of(struct origin_context *context, uint32_t place) {
    struct code_doubt **doubts = &context->codes.doubts;
    if (*doubts == NULL)
        *doubts = context_room(context, sizeof **doubts * context->good->material_count);
    return *doubts != NULL ? &(*doubts)[place] : NULL;
}

/* Hardly a code is of another edition than the others: that is asked of one that is not found. */
static void set_codes(struct origin_context *context, struct line *line, uint32_t place) {
    const struct material *material = line->material;
    const struct code_set *found = context->codes.found != NULL ? &context->codes.found[place] : NULL;
    enum hs_edition edition = material->hs_edition != EDITION_NOT_GIVEN || found != NULL
                                  ? codes_edition(context, material->hs_edition, &material->hs)
                                  : context->codes.line_edition;
    enum code_problem problem = find_codes(context, line, edition, found);
    if (problem == CODE_UNKNOWN) {
        edition = codes_edition(context, material->hs_edition, &material->hs);
        if (edition != line->edition)
            problem = find_codes(context, line, edition, NULL);
    }
    if (problem != CODE_FOUND)
        codes_tell_problem(context, problem, line);
    else if (line->edition != context->codes.line_edition)
        codes_tell_edition(context, line);
    suppose_code(context, line, place);
    if (line->code_count > 1)
        line->doubt = doubt_of(context, place);
}

/* ---- origin ---- */

/* U.R. 4(1): derived in the territory, and used in a remanufactured good as U.R. 1(1) defines it. */
static bool recovered_originates(const struct origin_context *context, const struct material *material) {
    const struct general *general = &context->book->general;
    struct hs_code hs = context->codes.code;
    return territory_holds(context, material->country) &&
           condition_of_good(context, NULL, general->remanufactured_when) == RESULT_PASS &&
           scope_holds_good(context, &general->remanufactured, hs) == RESULT_PASS &&
           scope_holds_good(context, &general->remanufactured_except, hs) == RESULT_FAIL;
}

/* U.R. 13 to 15, 20: what is used in a vehicle, or in a part for one, counts as what it is there. */
static void tell_use(struct origin_context *context, const struct line *line) {
    const struct produced *produced = line->produced;
    if (produced->own_uses == 0 || (produced->determined && produced->originating == line->originating))
        return;
    bool lost = produced->determined && produced->originating;
    FINDING_AS(context, FINDING_USE_MATTERS, line->open || lost ? SEVERITY_WARNING : SEVERITY_INFO,
               line->material->line, context_cite(context, PROVISION_USES),
               line->open ? "part-open"
               : lost     ? "part"
                          : "part-counts",
               {"line", line->material->line}, {"material", line->material->material_id});
}

/* By what is documented alone a declaration is none. */
static bool left_out_for_papers(const struct origin_context *context, const struct line *line) {
    const struct case_setting *setting = context->setting;
    bool here = setting->documented_line == EVERY_LINE ||
                setting->documented_line == (uint32_t)(line - context->determination->lines);
    return setting->documented && here &&
           (line->document == NULL || line->document->kind != DOCUMENT_CERTIFICATION);
}

static void set_origin(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    if (line->disregarded) {
        line->originating = true; /* U.R. 8(13)(a), 8(17) */
        return;
    }
    if (material->role == ROLE_RECOVERED && recovered_originates(context, material)) {
        line->originating = true;
        return;
    }
    if (material->origin == ORIGIN_DECLARED_ORIGINATING && !left_out_for_papers(context, line)) {
        line->undocumented = !declared_originating_shown(context, line);
        line->open = !declared_originating_stands(context, line);
        line->originating = !line->open || self_produced_hoped(context, line);
        return;
    }
    if (material->origin == ORIGIN_DECLARED_NON_ORIGINATING) {
        declared_non_originating_tell(context, line); /* U.R. 7(21) */
        return;
    }
    if (line->produced != NULL) {
        line->open = uses_originates_here(context, line->produced) == RESULT_UNKNOWN;
        line->originating = self_produced_originates(context, line, line->produced);
        tell_use(context, line);
        return;
    }
    bool certified = line->document != NULL && line->document->kind == DOCUMENT_CERTIFICATION;
    FINDING(context, FINDING_ORIGIN_ASSUMED, material->line,
            context_cite(context, PROVISION_TAKEN_AS_NON_ORIGINATING),
            certified ? "certified" : finding_unnamed(material), {"line", material->line},
            {"material", certified ? material->document : material->material_id});
}

/* A chapter rule may leave the origin of some materials out of account. */
static bool provision_disregards(const struct origin_context *context, const struct line *line,
                                 uint64_t may) {
    const struct general *general = &context->book->general;
    for (uint32_t i = 0; i < general->disregarded_count; i++) {
        const struct materials_provision *provision = &general->disregarded[i];
        if (provision_among(may, i) &&
            scope_holds_good(context, &provision->goods, context->codes.code) == RESULT_PASS &&
            condition_of_line(line, provision->materials_when) == RESULT_PASS &&
            interpretation_holds(context->interpretation, provision->held_in) &&
            scope_surely_holds_line(context, &provision->materials, line))
            return true;
    }
    return false;
}

/* A material of the file, as it is documented where that alone counts, as it is traded to where the good is
 * produced, and as the customs of the good's country of import read places in dispute. */
static const struct material *as_read(struct origin_context *context, const struct material *material,
                                      uint32_t place) {
    const struct case_setting *setting = context->setting;
    const struct produced *produced = material->produced;
    if (produced == NULL)
        return material;
    if (setting->documented && produced->documented != NULL &&
        (setting->documented_line == EVERY_LINE || setting->documented_line == place))
        produced = produced->documented;
    produced = produced_used_in(produced, country_named(context->good->country));
    if (produced->by_customs != NULL) {
        enum country customs = context_customs(context);
        context_note_customs(context);
        if (customs != COUNTRY_NONE)
            produced = produced->by_customs[customs];
    }
    struct material *read = produced != material->produced ? context_room(context, sizeof *read) : NULL;
    if (read == NULL)
        return material;
    *read = *material;
    read->as_given = material;
    read->produced = produced;
    return read;
}

/* What is found for all lines of a good at once. */
struct found_before {
    uint64_t disregarding;                   /* provisions that may leave a material out of account */
    const struct document_search *documents; /* that each names; NULL where there are none */
};

static void prepare_line(struct origin_context *context, struct line *line, uint32_t place,
                         const struct found_before *before) {
    const struct material *material = as_read(context, &context->good->materials[place], place);
    line->material = material;
    line->shift = NO_SHIFT;
    line->of = context;
    line->disregarded = material->role == ROLE_PACKING || material->role == ROLE_INDIRECT;
    line->beside = material->role == ROLE_PACKAGING || material->role == ROLE_ACCESSORY;
    set_codes(context, line, place);
    line->disregarded = line->disregarded || provision_disregards(context, line, before->disregarding);
    if (!line->disregarded)
        documents_check(context, line, before->documents != NULL ? before->documents[place].found : NULL);
    if (material->reckoned != NULL)
        line_terms_take(context, line);
    if (material->produced != NULL)
        self_produced_take(context, line);
    set_origin(context, line);
    if (line->document != NULL)
        accumulation_take(context, line);
    context->open = context->open || line_is_open(line);
    line->uses_non_originating =
        line->inside != NULL ? line->inside->uses_non_originating : !line->originating;
    line_value_set(context, line);
}

/* ---- lines of a determination that this one is within ---- */

bool materials_lend(const struct origin_context *context) {
    const struct code_search *settled = context->codes.settled;
    bool one_code = context->codes.of_lines == NULL && (settled == NULL || settled->good.count <= 1);
    return one_code && context->met_by_lines == 0;
}

/* Whether nothing of it hangs on the use of the good: not on what it is made of, and not on what is hoped.
 * Nor does it then on what is designated, or on who reads places in dispute. */
static bool lends(const struct line *line) {
    return line->material->produced == NULL && line->stated == NULL && !line_is_open(line) &&
           line->code_count <= 1 && line->material->role != ROLE_RECOVERED;
}

/* What the decision put into it is taken out. */
static void make_own(struct origin_context *context, struct line *line) {
    line->shift = NO_SHIFT;
    line->by_inner = false;
    line->of = context;
}

/* False where it has to be prepared. */
static bool take_over(struct origin_context *context, struct line *line, uint32_t place) {
    if (context->made == NULL || place >= context->made->line_count || !lends(&context->made->lines[place]))
        return false;
    const struct material *material = &context->good->materials[place];
    if (context->made_declared && material->origin == ORIGIN_DECLARED_ORIGINATING)
        return false;
    *line = context->made->lines[place];
    line->material = material;
    make_own(context, line);
    return true;
}

/* So many lines are cleared at once: few enough to stay near until they are prepared. */
enum { LINES_AT_ONCE = 16 };

/* Clears the line of that place, and those behind it; where some are taken over, none that may be. Up to
 * where. */
static uint32_t clear_lines(const struct origin_context *context, uint32_t from) {
    const uint32_t rest = context->good->material_count - from;
    const uint32_t most = context->made != NULL ? 1 : LINES_AT_ONCE;
    const uint32_t count = rest < most ? rest : most;
    memset(&context->determination->lines[from], 0, sizeof(struct line) * count);
    return from + count;
}

static void *room_for_lines(struct origin_context *context, size_t size) {
    void *room = arena_reserve(context->arena, size * ((size_t)context->good->material_count + 1));
    context->out_of_memory = context->out_of_memory || room == NULL;
    return room;
}

static bool begin_lines(struct origin_context *context) {
    struct determination *determination = context->determination;
    struct lines_noted *noted = &determination->noted;
    determination->lines = room_for_lines(context, sizeof *determination->lines);
    noted->changing = room_for_lines(context, sizeof *noted->changing);
    noted->adding = room_for_lines(context, sizeof *noted->adding);
    noted->resting = room_for_lines(context, sizeof *noted->resting);
    return determination->lines != NULL && noted->changing != NULL && noted->adding != NULL &&
           noted->resting != NULL;
}

/* Packaging and accessories are not asked for the change, U.R. 8(14), 8(24). */
static bool has_to_change(const struct line *line) {
    return !line->originating && line->uses_non_originating && !line->disregarded && !line->beside;
}

/* What originates adds nothing, but for what is inside it: U.R. 7(4), 7(5)(a). */
static bool may_add(const struct line *line) {
    return !line->originating || line->inside != NULL;
}

static bool rests_on_something(const struct line *line) {
    return line->paper_state != PAPER_NONE || line->undocumented || line->material->produced != NULL;
}

static void note_line(struct lines_noted *noted, const struct line *line, uint32_t place) {
    const enum role role = line->material->role;
    if (has_to_change(line))
        noted->changing[noted->changing_count++] =
            (struct changing_line){place, line_view(line) == NULL ? line->known_code : 0};
    if (may_add(line))
        noted->adding[noted->adding_count++] = place;
    if (rests_on_something(line))
        noted->resting[noted->resting_count++] = place;
    noted->excluding |= role == ROLE_PACKING || line->inside != NULL;
    noted->set_items |= role == ROLE_SET_ITEM;
    noted->any_open |= line_is_open(line);
    noted->several_codes |= line->code_count > 1;
}

bool materials_share(const struct origin_context *context, bool hoped_alike) {
    const struct determination *made = context->made;
    return made != NULL && made->line_count == context->good->material_count && !made->noted.several_codes &&
           (hoped_alike || !made->noted.any_open) && context->setting->status_alone;
}

static const struct document_search *find_documents(struct origin_context *context) {
    const struct good *good = context->good;
    if (context->setting->documents.count == 0)
        return NULL;
    struct document_search *searches =
        arena_reserve(context->arena, sizeof *searches * ((size_t)good->material_count + 1));
    context->out_of_memory = context->out_of_memory || searches == NULL;
    for (uint32_t i = 0; searches != NULL && i < good->material_count; i++)
        searches[i].document_id = good->materials[i].document;
    if (searches != NULL)
        documents_find_all(&context->setting->documents, searches, good->material_count);
    return searches;
}

void materials_prepare(struct origin_context *context) {
    struct determination *determination = context->determination;
    const struct good *good = context->good;
    if (!begin_lines(context))
        return;
    const struct found_before before = {provisions_for(context, context->codes.code)->disregarded,
                                        find_documents(context)};
    for (uint32_t i = 0, clear = 0; i < good->material_count; i++) {
        if (!take_over(context, &determination->lines[i], i)) {
            clear = i < clear ? clear : clear_lines(context, i);
            prepare_line(context, &determination->lines[i], i, &before);
        }
        determination->line_count++;
        if (context->overflow) {
            context->overflow_line = i;
            return;
        }
        note_line(&determination->noted, &determination->lines[i], i);
    }
    context->met_by_lines = context->interpretation->met;
}
