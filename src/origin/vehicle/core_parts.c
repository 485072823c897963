#include "origin/vehicle/core_parts.h"

#include <Judy.h>

#include "origin/currency.h"
#include "origin/documents.h"
#include "origin/inside.h"
#include "origin/line_value.h"
#include "origin/uses.h"
#include "rulebook/sentence.h"

/* ---- the figures of a part ---- */

/* Most goods are told apart by their heading. */
bool core_parts_heading(const struct usmca_rulebook *book, struct hs_code code) {
    uint32_t heading = hs_unit(code.low, HS_HEADING);
    return (book->general.vehicles.core_headings[heading / 64] >> heading % 64 & 1) != 0;
}

static const struct core_part *part_of_code(const struct origin_context *context) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    if (!provisions_for(context, context->codes.code)->core_part ||
        !core_parts_heading(context->book, context->codes.code))
        return NULL;
    for (uint32_t i = 0; i < provisions->core_part_count; i++)
        if (scope_holds_good(context, &provisions->core_parts[i].codes, context->codes.code) != RESULT_FAIL)
            return &provisions->core_parts[i];
    return NULL;
}

/* U.R. 14(7)(b), 14(8): the non-originating components of column 2. One that is not declared to be listed
 * counts in the higher sum. */
static void add_component(struct origin_context *context, const struct core_part *part,
                          const struct line *line, struct core_figures *figures) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    const struct condition listed = {provisions->core_component, false};
    if (line->originating || line->disregarded || line->beside)
        return;
    enum result is =
        result_and(scope_holds_line(context, &part->components, line), condition_of_line(line, listed));
    if (is != RESULT_FAIL)
        figures->components = amount_add(context, figures->components, line->non_originating);
    if (is == RESULT_PASS)
        figures->components_least = amount_add(context, figures->components_least, line->non_originating);
}

void core_parts_own(struct origin_context *context) {
    struct determination *determination = context->determination;
    const struct core_part *part = part_of_code(context);
    if (part == NULL)
        return;
    struct core_figures *figures = context_room(context, sizeof *figures);
    if (figures == NULL)
        return;
    figures->net_cost = determination->rvc[METHOD_NET_COST].base;
    figures->transaction_value = determination->rvc[METHOD_TRANSACTION_VALUE].base;
    figures->vnm = determination->rvc[METHOD_NET_COST].vnm;
    figures->components = amount_where(determination->line_count > 0, 0);
    figures->components_least = figures->components;
    for (uint32_t i = 0; i < determination->line_count; i++)
        add_component(context, part, &determination->lines[i], figures);
    determination->core = figures;
}

/* ---- the lines of a vehicle ---- */

static const struct core_part *part_by_code(const struct origin_context *context, const struct line *line,
                                            bool *said) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    for (uint32_t i = 0; i < provisions->core_part_count; i++) {
        const struct core_part *part = &provisions->core_parts[i];
        enum result held = scope_holds_line(context, &part->codes, line);
        *said = !part->described && held == RESULT_PASS;
        if (held != RESULT_FAIL)
            return part;
    }
    return NULL;
}

/* The part of that name; NULL where there is none, or Table A.2 does not have it under the code of the line.
 */
static const struct core_part *part_named(struct origin_context *context, const struct line *line,
                                          struct text declared) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    const struct core_part *named = NULL;
    for (uint32_t i = 0; named == NULL && i < provisions->core_part_count; i++)
        if (text_equal(declared, provisions->core_parts[i].id))
            named = &provisions->core_parts[i];
    if (named == NULL)
        FINDING(context, FINDING_FACT_UNKNOWN, line->material->line, provisions->core_parts[0].cite,
                "core-part", {"line", line->material->line}, {"value", declared},
                {"question", sentence_question(context->book, provisions->core_part)});
    else if (scope_holds_line(context, &named->codes, line) == RESULT_FAIL)
        FINDING(context, FINDING_FACT_CONTRADICTED, line->material->line, named->cite, "core-part",
                {"line", line->material->line}, {"fact", provisions->core_part->key}, {"value", declared},
                {"hs", context_code(context, line->material->hs)});
    else
        return named;
    return NULL;
}

/* The part that the line says it is, or that its code says; *said is false where only some goods of the code
 * are core parts, and the line is silent. A word that is none of them is not taken for "none", and one of
 * other codes is not believed. */
static const struct core_part *part_of_line(struct origin_context *context, const struct line *line,
                                            bool *said) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    struct text declared = fact_declared(&line->material->facts, provisions->core_part->key);
    *said = true;
    if (text_is(declared, "none"))
        return NULL;
    const struct core_part *named = declared.length > 0 ? part_named(context, line, declared) : NULL;
    return named != NULL ? named : part_by_code(context, line, said);
}

/* Whether the statements on that line of the vehicle count by what is documented alone. */
static bool documented_alone(const struct origin_context *context, uint32_t line) {
    const struct case_setting *setting = context->setting;
    return setting->documented &&
           (setting->documented_line == EVERY_LINE || setting->documented_line == line);
}

static bool document_states(const struct origin_context *context, const struct document *document,
                            const struct material *material, uint32_t line) {
    bool whole = document->lacks.length == 0 && document->flaws == 0;
    return document->kind == DOCUMENT_CORE_PART && document_usable(document) &&
           (whole || !documented_alone(context, line)) &&
           text_equal(document->material_id, material->material_id) &&
           documents_period_holds(context->determination->day, material, document);
}

/* What a supplier states. Without the value of the components of column 2 it lies between nothing and that of
 * all non-originating materials, U.R. 14(8). */
static struct core_figures figures_of(const struct document *document) {
    bool stated = document->core_vnm.given;
    return (struct core_figures){.net_cost = document->net_cost,
                                 .vnm = document->vnm,
                                 .components = stated ? document->core_vnm : document->vnm,
                                 .components_least = stated ? document->core_vnm : amount_of(0)};
}

/* Of a statement that is not used, what it says of the part is not known; nor of a row whose kind cannot be
 * read, which may be one. */
static bool unread(const struct document *document) {
    return !document_usable(document) && (document->kind == DOCUMENT_CORE_PART || document->of_any_kind);
}

static bool any_unread_of(const struct document_table *documents, enum document_kind kind,
                          struct text material_id) {
    for (const struct document *one = NULL;
         (one = documents_on_material(documents, kind, material_id, one)) != NULL;)
        if (unread(one))
            return true;
    return false;
}

/* Such a one that names no material may be on any. Those of any kind stand among certifications. */
static bool any_unread(const struct document_table *documents, struct text material_id) {
    return any_unread_of(documents, DOCUMENT_CORE_PART, NO_TEXT) ||
           (documents->some_of_any_kind && (any_unread_of(documents, DOCUMENT_CERTIFICATION, material_id) ||
                                            any_unread_of(documents, DOCUMENT_CERTIFICATION, NO_TEXT)));
}

/* Whether another statement that holds says, or may say, something else of the same part. */
static bool contradicted(const struct origin_context *context, const struct material *material,
                         const struct document *by, uint32_t line) {
    const struct document_table *documents = &context->setting->documents;
    for (const struct document *other = NULL;
         (other = documents_on_material(documents, DOCUMENT_CORE_PART, material->material_id, other)) !=
         NULL;) {
        if (unread(other))
            return true;
        if (other == by || !document_states(context, other, material, line))
            continue;
        if (!amount_same(other->net_cost, by->net_cost) || !amount_same(other->vnm, by->vnm) ||
            !amount_same(other->core_vnm, by->core_vnm) || !text_equal(other->currency, by->currency))
            return true;
    }
    return any_unread(documents, material->material_id);
}

/* The statement that the line names, or else one on its material; or NULL. */
static const struct document *find_statement(const struct origin_context *context,
                                             const struct material *material, uint32_t line) {
    const struct document_table *documents = &context->setting->documents;
    const struct document *found = documents_find(documents, material->document);
    if (found != NULL && document_states(context, found, material, line))
        return found;
    found = NULL;
    while (material->material_id.length > 0 &&
           (found = documents_on_material(documents, DOCUMENT_CORE_PART, material->material_id, found)) !=
               NULL)
        if (document_states(context, found, material, line))
            return found;
    return NULL;
}

/* From the determination of the part, or from its supplier's statement. False where there is neither. */
static bool find_figures(const struct origin_context *context, const struct material *material,
                         struct core_figures *figures, struct text *currency, struct core_line *core) {
    core->agreed = true;
    if (material->produced != NULL && material->produced->core != NULL) {
        *figures = *material->produced->core;
        *currency = material->produced->currency;
        return true;
    }
    const struct document *document = find_statement(context, material, core->line);
    if (document == NULL)
        return false;
    *figures = figures_of(document);
    *currency = document->currency;
    core->statement = document;
    core->agreed = text_equal(material->document, document->document_id) ||
                   !contradicted(context, material, document, core->line);
    return true;
}

/* Of all units in the vehicle, in its currency. */
static struct amount in_vehicle(struct origin_context *context, struct amount each, struct text currency,
                                const struct material *material) {
    struct amount amount = currency_convert(context, each, currency, material, NULL);
    return amount_for_units(context, amount, material);
}

static const struct rvc_requirement *content_asked(const struct origin_context *context) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    return STEP_IN_FORCE(struct rvc_requirement, provisions->core_content, provisions->core_content_count,
                         context->determination->day);
}

static void read_content(struct rvc *rvc, struct amount base, struct amount vnm, struct amount least,
                         decimal required) {
    *rvc = (struct rvc){.base = base, .vnm = vnm, .vnm_at_least = least};
    rvc->content = figure_of(false, 0, required, RESULT_UNKNOWN);
    if (!base.given || base.value <= 0 || !vnm.given)
        return;
    rvc->content.known = amount_content_percent(&rvc->content.percent, base, vnm);
    figure_ask(&rvc->content, required, 0);
    if (amount_content_reaches(base, vnm, required))
        rvc->content.result = RESULT_PASS;
    else if (!least.given || !amount_content_reaches(base, least, required))
        rvc->content.result = RESULT_FAIL;
}

/* The vehicles that Table A.2 is for. */
static const uint32_t LIGHT_USES = 1U << USE_PASSENGER_VEHICLE | 1U << USE_LIGHT_TRUCK;

/* U.R. 14(7) and 14(13). */
static void read_line(struct origin_context *context, const struct line *line,
                      const struct rvc_requirement *asked, struct core_line *core) {
    struct core_figures each = {{0}, {0}, {0}, {0}, {0}};
    struct text currency = {NULL, 0};
    const struct material *material = line->material;
    if (!find_figures(context, material, &each, &currency, core))
        return;
    core->stated = true;
    const struct amount bases[METHODS] = {
        [METHOD_TRANSACTION_VALUE] = in_vehicle(context, each.transaction_value, currency, material),
        [METHOD_NET_COST] = in_vehicle(context, each.net_cost, currency, material)};
    const decimal required[METHODS] = {
        [METHOD_TRANSACTION_VALUE] = asked->transaction_value, [METHOD_NET_COST] = asked->net_cost};
    struct amount vnm = in_vehicle(context, each.vnm, currency, material);
    struct amount components = in_vehicle(context, each.components, currency, material);
    struct amount least = in_vehicle(context, each.components_least, currency, material);
    (void)context_use(context);
    bool by_transaction_value = uses_by_transaction_value(context, line->codes, line->code_count,
                                                          context->material_uses & LIGHT_USES);
    for (int method = 0; method < METHODS; method++) {
        if (method == METHOD_TRANSACTION_VALUE && !by_transaction_value)
            continue; /* U.R. 14(5), 14(6), 7(6) */
        read_content(&core->readings[CORE_OF_MATERIALS][method], bases[method], vnm, vnm, required[method]);
        read_content(&core->readings[CORE_OF_COMPONENTS][method], bases[method], components, least,
                     required[method]);
    }
}

static void find_best(struct core_line *core) {
    core->best_method = METHODS;
    for (int vnm = 0; vnm < CORE_VNMS; vnm++)
        for (int method = METHODS - 1; method >= 0; method--) {
            const struct figure *content = &core->readings[vnm][method].content;
            const struct rvc *best = core_best(core);
            if (!content->known || (best != NULL && !figure_better(content, &best->content)))
                continue;
            core->best_vnm = (enum core_vnm)vnm;
            core->best_method = (enum method)method;
        }
}

static enum result content_result(const struct core_line *core, bool *any) {
    enum result best = RESULT_FAIL;
    *any = false;
    for (int vnm = 0; vnm < CORE_VNMS; vnm++)
        for (int method = 0; method < METHODS; method++) {
            const struct rvc *rvc = &core->readings[vnm][method];
            if (!rvc->base.given || !rvc->vnm.given)
                continue;
            *any = true;
            best = result_or(best, rvc->content.result);
        }
    if (core->stated && (!*any || !core->agreed))
        best = RESULT_UNKNOWN; /* a statement that lacks figures, or that another one contradicts */
    *any = *any || core->stated;
    return best;
}

/* Its own determination counts as what it is in this vehicle. */
static void judge_line(const struct origin_context *context, const struct line *line,
                       struct core_line *core) {
    const struct produced *produced = line->material->produced;
    bool any = false;
    enum result content = content_result(core, &any);
    enum result own = produced != NULL ? uses_originates_here(context, produced) : RESULT_UNKNOWN;
    if (line->originating && own == RESULT_UNKNOWN) {
        bool certified = line->document != NULL && line->document->kind == DOCUMENT_CERTIFICATION;
        core->ground = certified ? CORE_CERTIFIED : CORE_DECLARED;
        core->result = RESULT_PASS;
    } else if (line->originating && own == RESULT_PASS) {
        core->ground = CORE_BY_RULE;
        core->result = RESULT_PASS;
    } else if (any && content == RESULT_PASS) {
        core->ground = CORE_BY_CONTENT;
        core->result = RESULT_PASS;
    } else {
        core->ground = any && content == RESULT_FAIL ? CORE_FAILED : CORE_NOT_SHOWN;
        core->result =
            (any && content == RESULT_UNKNOWN) || (!any && produced != NULL) ? RESULT_UNKNOWN : RESULT_FAIL;
    }
    if (!core->described && core->result != RESULT_PASS)
        core->result = RESULT_UNKNOWN;
}

/* ---- core parts inside lines ---- */

/* Beyond that nothing is looked for; a vehicle has some ten core parts. */
enum { MOST_INNER = 64, MOST_VISITS = 20000, MOST_DEPTH = 200 };

struct inner_walk {
    struct origin_context *context;
    struct vehicle *vehicle;
    const struct rvc_requirement *asked;
    uint32_t line;
    uint32_t depth;
    uint32_t visits;
    void *visited; /* Judy1: what was looked into, and within which part */
};

/* What is used many times over is looked into once: there may be more ways to it than can be counted. */
static bool is_first_visit(struct inner_walk *walk, const struct produced *produced,
                           const struct core_part *within) {
    const struct vehicle_provisions *provisions = &walk->context->book->general.vehicles;
    const Word_t part = within != NULL ? (Word_t)(within - provisions->core_parts) + 1 : 0;
    const int first =
        part < sizeof *produced ? Judy1Set(&walk->visited, (Word_t)(uintptr_t)produced + part, PJE0) : JERR;
    walk->context->out_of_memory = walk->context->out_of_memory || first == JERR;
    return first == 1;
}

static void look_inside(struct inner_walk *walk, const struct produced *produced,
                        const struct core_part *within);

/* A powertrain that is put together before it goes into the vehicle is no core part, and the engine in it is
 * one. What is in a part of the same kind is a component of that. */
static void look_at(struct inner_walk *walk, const struct contained *contained,
                    const struct core_part *within) {
    struct vehicle *vehicle = walk->vehicle;
    struct material *material = context_room(walk->context, sizeof *material);
    struct line line;
    bool said = false;
    if (material == NULL)
        return;
    inside_line(walk->context, contained, &line, material);
    const struct core_part *part = part_of_line(walk->context, &line, &said);
    part = said ? part : NULL;
    if (part != NULL && part != within && vehicle->inner_count < MOST_INNER) {
        struct core_line core = {.line = walk->line, .part = part, .described = true, .agreed = true};
        read_line(walk->context, &line, walk->asked, &core);
        judge_line(walk->context, &line, &core);
        vehicle->inner[vehicle->inner_count++] = (struct inner_core){
            walk->line, part, core.statement, contained->material_id, core.ground, core.result};
    }
    if (walk->depth < MOST_DEPTH) {
        walk->depth++;
        look_inside(walk, contained->produced, part != NULL ? part : within);
        walk->depth--;
    }
}

static void look_inside(struct inner_walk *walk, const struct produced *produced,
                        const struct core_part *within) {
    if (produced == NULL || !is_first_visit(walk, produced, within))
        return;
    for (uint32_t i = 0; i < produced->contained_count && walk->visits++ < MOST_VISITS; i++)
        look_at(walk, &produced->contained[i], within);
}

static void find_inner(struct origin_context *context, struct vehicle *vehicle,
                       const struct rvc_requirement *asked) {
    const struct determination *determination = context->determination;
    vehicle->inner = context_room(context, sizeof *vehicle->inner * MOST_INNER);
    for (uint32_t i = 0; vehicle->inner != NULL && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        const struct core_part *within = NULL;
        for (uint32_t k = 0; k < vehicle->core_count; k++)
            if (vehicle->core[k].line == i)
                within = vehicle->core[k].part;
        struct inner_walk walk = {context, vehicle, asked, i, 0, 0, NULL};
        if (!line->disregarded && !line->beside)
            look_inside(&walk, line->produced, within);
        Judy1FreeArray(&walk.visited, PJE0);
    }
}

/* ---- the vehicle ---- */

static bool part_listed(const struct vehicle *vehicle, struct text parts) {
    struct text id;
    while (parts.length > 0 && text_split(&parts, ' ', &id)) {
        for (uint32_t i = 0; i < vehicle->core_count; i++)
            if (text_equal(vehicle->core[i].part->id, id))
                return true;
        for (uint32_t i = 0; i < vehicle->inner_count; i++)
            if (text_equal(vehicle->inner[i].part->id, id))
                return true;
    }
    return false;
}

/* U.R. 12: a vehicle is assembled from these parts; one that no line is stands in none, or in one that is
 * bought as a whole. */
static void find_missing(struct origin_context *context, struct vehicle *vehicle) {
    const struct vehicle_provisions *provisions = &context->book->general.vehicles;
    vehicle->missing =
        context_room(context, sizeof *vehicle->missing * ((size_t)provisions->assembly_part_count + 1));
    for (uint32_t i = 0; vehicle->missing != NULL && i < provisions->assembly_part_count; i++) {
        const struct assembly_part *part = &provisions->assembly_parts[i];
        if (scope_holds_good(context, &part->codes, context->codes.code) != RESULT_FAIL &&
            !part_listed(vehicle, part->parts))
            vehicle->missing[vehicle->missing_count++] = part;
    }
}

/* U.R. 14(10): the parts as a single one. Unknown where the figures of one are. */
static void read_super_core(struct origin_context *context, struct vehicle *vehicle, decimal required) {
    for (int vnm = 0; vnm < CORE_VNMS; vnm++) {
        struct amount base = amount_where(vehicle->core_count > 0, 0);
        struct amount sum = base;
        struct amount least = base;
        bool agreed = true;
        for (uint32_t i = 0; i < vehicle->core_count; i++) {
            const struct rvc *rvc = &vehicle->core[i].readings[vnm][METHOD_NET_COST];
            base = amount_add(context, base, rvc->base);
            sum = amount_add(context, sum, rvc->vnm);
            least = amount_add(context, least, rvc->vnm_at_least);
            agreed = agreed && vehicle->core[i].agreed;
        }
        read_content(&vehicle->super_core[vnm], base, sum, least, required);
        if (!agreed || vehicle->missing_count > 0 || vehicle->inner_count > 0)
            vehicle->super_core[vnm].content.result = RESULT_UNKNOWN;
    }
}

static void judge_all(struct vehicle *vehicle) {
    vehicle->each_part = vehicle->core_count + vehicle->inner_count > 0 && vehicle->missing_count == 0
                             ? RESULT_PASS
                             : RESULT_UNKNOWN;
    for (uint32_t i = 0; i < vehicle->core_count; i++) {
        vehicle->each_part = result_and(vehicle->each_part, vehicle->core[i].result);
        vehicle->core_failed = vehicle->core_failed || vehicle->core[i].ground == CORE_FAILED;
    }
    for (uint32_t i = 0; i < vehicle->inner_count; i++) {
        vehicle->each_part = result_and(vehicle->each_part, vehicle->inner[i].result);
        vehicle->core_failed = vehicle->core_failed || vehicle->inner[i].ground == CORE_FAILED;
    }
    vehicle->core_parts = vehicle->each_part;
    for (int vnm = 0; vnm < CORE_VNMS; vnm++)
        if (vehicle->super_core[vnm].content.result == RESULT_PASS)
            vehicle->core_parts = RESULT_PASS;
}

/* Of the parts one by one: that with the least margin. */
static const struct figure *least_of_parts(const struct vehicle *vehicle) {
    const struct figure *least = NULL;
    for (uint32_t i = 0; i < vehicle->core_count; i++) {
        const struct rvc *best = core_best(&vehicle->core[i]);
        if (best != NULL && (least == NULL || best->content.margin < least->margin))
            least = &best->content;
    }
    return least;
}

/* The greater of the super-core, as long as the parts one by one do not do. */
static const struct figure *figure_of_super_core(const struct vehicle *vehicle) {
    const struct figure *greatest = NULL;
    for (int vnm = 0; vnm < CORE_VNMS; vnm++) {
        const struct figure *content = &vehicle->super_core[vnm].content;
        if (content->known && (greatest == NULL || content->percent > greatest->percent))
            greatest = content;
    }
    return vehicle->each_part == RESULT_PASS ? NULL : greatest;
}

struct figure core_parts_figure(const struct vehicle *vehicle) {
    const struct figure *super_core = figure_of_super_core(vehicle);
    const struct figure *figure = super_core != NULL ? super_core : least_of_parts(vehicle);
    return figure != NULL ? *figure : (struct figure){0};
}

void core_parts_of_vehicle(struct origin_context *context, struct vehicle *vehicle) {
    const struct determination *determination = context->determination;
    const struct rvc_requirement *asked = content_asked(context);
    vehicle->each_part = RESULT_UNKNOWN;
    vehicle->core_parts = RESULT_UNKNOWN;
    vehicle->core = context_room(context, sizeof *vehicle->core * ((size_t)determination->line_count + 1));
    if (vehicle->core == NULL || asked == NULL)
        return;
    for (uint32_t i = 0; i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        bool said = false;
        const struct core_part *part = part_of_line(context, line, &said);
        if (part == NULL || line->disregarded || line->beside || (!said && line->originating))
            continue;
        struct core_line *core = &vehicle->core[vehicle->core_count++];
        *core = (struct core_line){.line = i, .part = part, .described = said, .agreed = true};
        read_line(context, line, asked, core);
        find_best(core);
        judge_line(context, line, core);
    }
    find_inner(context, vehicle, asked);
    find_missing(context, vehicle);
    read_super_core(context, vehicle, asked->net_cost);
    judge_all(vehicle);
}

/* ---- U.R. 14(1) ---- */

/* A part that is not originating as it is classified, and is a core part that originates: 14(7)(b), 14(10).
 */
static bool by_core_part_alone(const struct origin_context *context, const struct core_line *core) {
    return core->described && !context->determination->lines[core->line].originating;
}

void core_parts_roll_up(struct origin_context *context, struct vehicle *vehicle) {
    const struct whole_core_parts *whole = &context->book->general.vehicles.whole_core_parts;
    const struct amount nothing = {.given = true};
    vehicle->disputed_vnm = nothing;
    if (vehicle->core_parts != RESULT_PASS)
        return;
    bool any = false;
    for (uint32_t i = 0; i < vehicle->core_count; i++) {
        const struct line *line = &context->determination->lines[vehicle->core[i].line];
        if (!by_core_part_alone(context, &vehicle->core[i]))
            continue;
        any = any || !line->vnm[METHOD_NET_COST].given || line->vnm[METHOD_NET_COST].value > 0;
        vehicle->disputed_vnm = amount_add(context, vehicle->disputed_vnm, line->vnm[METHOD_NET_COST]);
    }
    vehicle->rolled_up = any && whole->given && interpretation_holds(context->interpretation, whole->held_in);
    for (uint32_t i = 0; vehicle->rolled_up && i < vehicle->core_count; i++) {
        struct line *line = &context->determination->lines[vehicle->core[i].line];
        if (!by_core_part_alone(context, &vehicle->core[i]))
            continue;
        line_step(context, line,
                  (struct value_step){STEP_ROLLED_UP, line->vnm[METHOD_NET_COST], nothing, 0, false, NO_TEXT,
                                      whole->cite});
        line->vnm[METHOD_NET_COST] = nothing;
        line->vnm[METHOD_TRANSACTION_VALUE] = nothing;
    }
}
