#include "origin/papers.h"

#include "origin/documents.h"
#include "origin/vehicle/certificates.h"

/* Where no papers are given it is enough to say that there are none. */
enum { KEPT_WITHOUT_PAPERS = 4 };

bool papers_heard(const struct origin_context *context, const struct line *line) {
    uint32_t before = 0;
    if (!context->setting->as_material || context->setting->documents.count > 0)
        return true;
    for (const struct line *one = context->determination->lines; one < line; one++) {
        before += one->undocumented; /* each has a paper that is missing */
        if (before > KEPT_WITHOUT_PAPERS)
            return false;
    }
    return true;
}

/* ---- the lines of a good ---- */

static bool is_certification(const struct document *document) {
    return document != NULL && document->kind == DOCUMENT_CERTIFICATION;
}

/* Whether the bill of materials of the material itself has a say in what the good is. One that is declared
 * non-originating counts so whatever it is made of, unless it is looked into: U.R. 7(21), 20(4). */
static bool counts_by_its_bill(const struct origin_context *context, const struct line *line) {
    const struct material *material = line->material;
    return material->produced != NULL && !line->disregarded &&
           (material->origin != ORIGIN_DECLARED_NON_ORIGINATING || line->inside != NULL ||
            line->open_unread || context_for_use(context, 1U << USE_OTHER_VEHICLE));
}

/* A row that was rejected, or a circle of materials: what stands below it is not known. */
static bool bill_unreadable(const struct origin_context *context, const struct line *line) {
    return counts_by_its_bill(context, line) && !line->material->produced->contents_known &&
           line->material->produced->evidence == NULL;
}

/* A certification that is in order matters where something is declared by it. */
static bool relies_on_paper(const struct line *line) {
    return line->paper_state != PAPER_NONE &&
           (line->paper_state != PAPER_IN_ORDER || !is_certification(line->paper) ||
            line->material->origin == ORIGIN_DECLARED_ORIGINATING);
}

/* The paper that is named or found is, or may be, the certification that is wanted. */
static bool certification_wanted(const struct line *line) {
    bool stands_for_it =
        line->paper_state != PAPER_NONE && (line->paper == NULL || is_certification(line->paper));
    return line->undocumented && !stands_for_it;
}

static struct paper *add_paper(const struct origin_context *context, struct evidence *evidence,
                               const struct line *line, const struct document *document,
                               enum paper_state state) {
    const struct material *material = line->material;
    struct paper *paper = &evidence->papers[evidence->paper_count++];
    paper->line = material->line;
    paper->place = (uint32_t)(line - context->determination->lines);
    paper->material_id = material->material_id;
    paper->supplier = material->supplier;
    paper->kind = DOCUMENT_CERTIFICATION;
    paper->state = state;
    paper->bought = material->purchase_date;
    if (document == NULL)
        return paper;
    paper->document_id = document->document_id;
    paper->kind = document->kind;
    if (paper->supplier.length == 0)
        paper->supplier = document->supplier;
    documents_period(document, &paper->begins, &paper->ends);
    paper->from = document->valid_from;
    paper->used_until = document->ends;
    return paper;
}

static void add_papers(struct origin_context *context, struct evidence *evidence, const struct line *line) {
    if (relies_on_paper(line)) {
        struct paper *paper = add_paper(context, evidence, line, line->paper, line->paper_state);
        if (line->paper == NULL)
            paper->document_id = line->material->document;
        paper->undocumented = line->undocumented && !certification_wanted(line);
        paper->contradicted = paper->state == PAPER_IN_ORDER && is_certification(line->paper) && line->open &&
                              !line->open_unread;
        if (paper->contradicted)
            paper->state = PAPER_MISMATCH;
    }
    if (certification_wanted(line))
        add_paper(context, evidence, line, NULL, PAPER_MISSING)->undocumented = true;
    if (bill_unreadable(context, line))
        add_paper(context, evidence, line, NULL, PAPER_REJECTED)->of_bill = true;
}

/* A statement that the figures of a core part are taken from, where the line names another or none. When one
 * within the line was bought is not known. */
static void add_statement(struct origin_context *context, struct evidence *evidence, uint32_t at,
                          const struct document *statement, date bought) {
    const struct line *line = &context->determination->lines[at];
    if (statement == NULL || statement == line->paper)
        return;
    struct material of = *line->material;
    of.material_id = statement->material_id;
    of.purchase_date = bought;
    struct paper *paper =
        add_paper(context, evidence, line, statement, documents_state(context, &of, statement));
    paper->bought = bought;
    paper->material_id = statement->material_id;
    paper->undocumented = paper->state != PAPER_IN_ORDER;
    if (paper->state != PAPER_IN_ORDER) /* nobody has looked at it as a paper */
        documents_tell(context, &of, statement);
}

static void add_statements(struct origin_context *context, struct evidence *evidence) {
    const struct vehicle *vehicle = context->determination->vehicle;
    for (uint32_t i = 0; vehicle != NULL && i < vehicle->core_count; i++)
        add_statement(context, evidence, vehicle->core[i].line, vehicle->core[i].statement,
                      context->determination->lines[vehicle->core[i].line].material->purchase_date);
    for (uint32_t i = 0; vehicle != NULL && i < vehicle->inner_count; i++)
        add_statement(context, evidence, vehicle->inner[i].line, vehicle->inner[i].statement, 0);
}

/* ---- what is told of them ---- */

/* Findings of the lines stand in the order of these, and so do the papers: each search begins where the last
 * one ended. Lines of several assemblies may have one number, but each has its own text of it. */
static uint32_t paper_of_finding(const struct evidence *evidence, uint32_t from,
                                 const struct finding *finding) {
    for (uint32_t i = 0; i < evidence->paper_count; i++) {
        uint32_t at = (from + i) % evidence->paper_count;
        const struct paper *paper = &evidence->papers[at];
        if (paper->state != PAPER_IN_ORDER && paper->line.data == finding->line.data)
            return finding_on_paper(finding->code) || paper->contradicted ? at : evidence->paper_count;
    }
    return evidence->paper_count;
}

static bool is_of_paper(const struct finding *finding) {
    return finding_kept_of_material(finding->code) && finding->line.length > 0;
}

/* Those of one paper stand together. */
static void take_findings(struct origin_context *context, struct evidence *evidence) {
    const struct determination *determination = context->determination;
    uint32_t count = 0;
    for (uint32_t i = 0; i < determination->finding_count; i++)
        count += is_of_paper(&determination->findings[i]);
    struct paper_finding *findings = context_room(context, sizeof *findings * ((size_t)count + 1));
    uint32_t *of = context_room(context, sizeof *of * ((size_t)count + 1));
    if (findings == NULL || of == NULL)
        return;
    uint32_t at = 0;
    for (uint32_t i = 0, k = 0; i < determination->finding_count; i++) {
        if (!is_of_paper(&determination->findings[i]))
            continue;
        of[k] = paper_of_finding(evidence, at, &determination->findings[i]);
        at = of[k] < evidence->paper_count ? of[k] : at;
        if (of[k] < evidence->paper_count)
            evidence->papers[of[k]].finding_count++;
        k++;
    }
    for (uint32_t i = 0; i < evidence->paper_count; i++) {
        evidence->papers[i].first_finding = evidence->finding_count;
        evidence->finding_count += evidence->papers[i].finding_count;
        evidence->papers[i].finding_count = 0;
    }
    for (uint32_t i = 0, k = 0; i < determination->finding_count; i++) {
        const struct finding *finding = &determination->findings[i];
        if (!is_of_paper(finding))
            continue;
        struct paper *paper = of[k] < evidence->paper_count ? &evidence->papers[of[k]] : NULL;
        k++;
        if (paper != NULL)
            findings[paper->first_finding + paper->finding_count++] =
                (struct paper_finding){(int)finding->code, finding->message, finding->cite};
    }
    evidence->findings = findings;
}

/* ---- the good ---- */

static void add_part(struct evidence *evidence, struct evidence_part *parts, const struct line *line,
                     uint32_t place) {
    const struct material *material = line->material;
    parts[evidence->part_count++] = (struct evidence_part){
        material->line, place, material->material_id,
        material->role == ROLE_MATERIAL ? material->purchase_date : 0, material->produced->evidence};
}

static void later(date *last, date day) {
    *last = day > *last ? day : *last;
}

static bool lapsed_when_bought(const struct evidence_part *part) {
    const struct evidence *in = part->evidence;
    return in->lapsed || part->bought < in->from || (in->ends != 0 && part->bought > in->ends);
}

/* What was covered when it was bought stays so when it is used, Annex 5-A, 8: the periods of papers in it are
 * held against that day, and their signature and four years alone against those of the goods that it goes
 * into. */
static void sum_up_periods(struct evidence *evidence, const struct evidence_part *part) {
    const struct evidence *in = part->evidence;
    const bool bought = part->bought != 0;
    evidence->lapsed = evidence->lapsed || (bought ? lapsed_when_bought(part) : in->lapsed);
    later(&evidence->begins, in->begins);
    later(&evidence->from, bought ? 0 : in->from);
    evidence->ends = evidence_earlier(evidence->ends, bought ? in->used_until : in->ends);
    evidence->used_until = evidence_earlier(evidence->used_until, in->used_until);
    evidence->until = evidence_earlier(evidence->until, in->until);
    evidence->bought_until = evidence_earlier(evidence->bought_until, in->bought_until);
    if (bought)
        evidence->bought_until = evidence_earlier(evidence->bought_until, in->ends);
}

static void sum_up(struct evidence *evidence) {
    evidence->any = evidence->paper_count > 0;
    for (uint32_t i = 0; i < evidence->paper_count; i++) {
        const struct paper *paper = &evidence->papers[i];
        evidence->troubled = evidence->troubled || paper->state != PAPER_IN_ORDER;
        evidence->undocumented = evidence->undocumented || paper->undocumented;
        if (paper->state != PAPER_IN_ORDER)
            continue;
        later(&evidence->begins, paper->begins);
        later(&evidence->from, paper->bought == 0 ? paper->from : 0);
        evidence->ends = evidence_earlier(evidence->ends, paper_ends(paper));
        evidence->used_until = evidence_earlier(evidence->used_until, paper->used_until);
        if (paper->bought != 0)
            evidence->bought_until = evidence_earlier(evidence->bought_until, paper->ends);
    }
    for (uint32_t i = 0; i < evidence->part_count; i++) {
        const struct evidence *part = evidence->parts[i].evidence;
        evidence->any = evidence->any || part->any;
        evidence->troubled = evidence->troubled || part->troubled;
        evidence->undocumented = evidence->undocumented || part->undocumented;
        sum_up_periods(evidence, &evidence->parts[i]);
    }
}

/* A good that is rejected rests on what nobody can read. */
static const struct evidence *of_rejected(struct origin_context *context) {
    struct evidence *evidence = context_room(context, sizeof *evidence);
    struct paper *paper = context_room(context, sizeof *paper);
    struct paper_finding *findings =
        context_room(context, sizeof *findings * ((size_t)context->determination->finding_count + 1));
    if (evidence == NULL || paper == NULL || findings == NULL)
        return NULL;
    *paper = (struct paper){
        .state = PAPER_REJECTED, .of_bill = true, .finding_count = context->determination->finding_count};
    for (uint32_t i = 0; i < paper->finding_count; i++) {
        const struct finding *finding = &context->determination->findings[i];
        findings[i] = (struct paper_finding){(int)finding->code, finding->message, finding->cite};
    }
    *evidence = (struct evidence){.papers = paper,
                                  .paper_count = 1,
                                  .findings = findings,
                                  .finding_count = paper->finding_count,
                                  .any = true,
                                  .troubled = true};
    return evidence;
}

static bool rests_on_something(const struct origin_context *context, uint32_t *papers, uint32_t *parts) {
    const struct determination *determination = context->determination;
    const struct vehicle *vehicle = determination->vehicle;
    uint32_t asked = vehicle_certificates_asked(context);
    *papers = asked + (vehicle != NULL ? vehicle->core_count + vehicle->inner_count : 0);
    *parts = 0;
    bool any = asked > 0;
    for (uint32_t i = 0; i < determination->noted.resting_count; i++) {
        const struct line *line = &determination->lines[determination->noted.resting[i]];
        *papers +=
            (uint32_t)relies_on_paper(line) + certification_wanted(line) + bill_unreadable(context, line);
        *parts += counts_by_its_bill(context, line) && line->material->produced->evidence != NULL;
    }
    for (uint32_t i = 0; vehicle != NULL && i < vehicle->core_count; i++)
        any = any || vehicle->core[i].statement != NULL;
    for (uint32_t i = 0; vehicle != NULL && i < vehicle->inner_count; i++)
        any = any || vehicle->inner[i].statement != NULL;
    return any || *parts > 0 || *papers > (vehicle != NULL ? vehicle->core_count + vehicle->inner_count : 0);
}

const struct evidence *papers_gather(struct origin_context *context) {
    const struct determination *determination = context->determination;
    uint32_t papers = 0;
    uint32_t part_count = 0;
    if (determination->status == STATUS_REJECTED)
        return of_rejected(context);
    if (!rests_on_something(context, &papers, &part_count))
        return NULL;
    struct evidence *evidence = context_room(context, sizeof *evidence);
    struct evidence_part *parts = context_room(context, sizeof *parts * ((size_t)part_count + 1));
    if (evidence == NULL || parts == NULL)
        return NULL;
    evidence->papers = context_room(context, sizeof *evidence->papers * ((size_t)papers + 1));
    if (evidence->papers == NULL)
        return NULL;
    for (uint32_t i = 0; i < determination->noted.resting_count; i++) {
        const uint32_t at = determination->noted.resting[i];
        const struct line *line = &determination->lines[at];
        add_papers(context, evidence, line);
        if (counts_by_its_bill(context, line) && line->material->produced->evidence != NULL)
            add_part(evidence, parts, line, at);
    }
    add_statements(context, evidence);
    vehicle_certificates_add(context, evidence);
    evidence->parts = parts;
    take_findings(context, evidence);
    sum_up(evidence);
    return evidence;
}

/* ---- kept ---- */

static void keep_paper(struct evidence *kept, const struct evidence *from, const struct paper *paper,
                       struct paper_finding *findings, struct arena *arena) {
    struct paper *copy = &kept->papers[kept->paper_count++];
    *copy = *paper;
    copy->line = arena_keep(arena, paper->line);
    copy->material_id = arena_keep(arena, paper->material_id);
    copy->document_id = arena_keep(arena, paper->document_id);
    copy->supplier = arena_keep(arena, paper->supplier);
    copy->first_finding = kept->finding_count;
    for (uint32_t i = 0; i < paper->finding_count; i++) {
        const struct paper_finding *finding = &from->findings[paper->first_finding + i];
        findings[kept->finding_count++] =
            (struct paper_finding){finding->code, arena_keep(arena, finding->message), finding->cite};
    }
}

const struct evidence *papers_keep(const struct evidence *evidence, bool papers_given, struct arena *arena) {
    if (evidence == NULL)
        return NULL;
    struct evidence *kept = ARENA_NEW(arena, struct evidence);
    uint32_t most = KEPT_WITHOUT_PAPERS + (evidence->paper_count > 0 && evidence->papers[0].of_answer);
    if (papers_given || evidence->paper_count < most)
        most = evidence->paper_count;
    size_t finding_count = 0;
    for (uint32_t i = 0; i < most; i++)
        finding_count += evidence->papers[i].finding_count;
    struct paper *papers = ARENA_ARRAY(arena, struct paper, (size_t)most);
    struct paper_finding *findings = ARENA_ARRAY(arena, struct paper_finding, finding_count);
    struct evidence_part *parts = ARENA_ARRAY(arena, struct evidence_part, (size_t)evidence->part_count);
    if (kept == NULL || papers == NULL || findings == NULL || parts == NULL)
        return NULL;
    *kept = *evidence;
    kept->papers = papers;
    kept->first_papers = most < evidence->paper_count;
    kept->paper_count = 0;
    kept->finding_count = 0;
    for (uint32_t i = 0; i < most; i++)
        keep_paper(kept, evidence, &evidence->papers[i], findings, arena);
    kept->findings = findings;
    for (uint32_t i = 0; i < evidence->part_count; i++)
        parts[i] =
            (struct evidence_part){arena_keep(arena, evidence->parts[i].line), evidence->parts[i].place,
                                   arena_keep(arena, evidence->parts[i].material_id),
                                   evidence->parts[i].bought, evidence->parts[i].evidence};
    kept->parts = parts;
    return kept;
}

enum paper_state papers_state(const struct paper *paper, date bought, date day) {
    const date shipped = paper->bought != 0 ? 0 : bought;
    const date ends = shipped != 0 ? paper->used_until : paper_ends(paper);
    const bool covered =
        shipped == 0 || (shipped >= paper->from && (paper->ends == 0 || shipped <= paper->ends));
    const bool holds = covered && day >= paper->begins && (ends == 0 || day <= ends);
    return paper->state == PAPER_IN_ORDER && !holds ? PAPER_EXPIRED : paper->state;
}

bool papers_lapsed(const struct evidence *evidence, date day) {
    return evidence->lapsed || (evidence->ends != 0 && day > evidence->ends) || day < evidence->begins;
}

bool papers_lapsed_inside(const struct evidence_part *part, date day) {
    const struct evidence *in = part->evidence;
    if (part->bought == 0)
        return papers_lapsed(in, day);
    return lapsed_when_bought(part) || (in->used_until != 0 && day > in->used_until) || day < in->begins;
}
