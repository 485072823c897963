#include "origin/evidence.h"

#include <Judy.h>

#include "origin/designation.h"
#include "origin/determine.h"
#include "origin/lines_in_doubt.h"
#include "origin/papers.h"
#include "origin/validity.h"

const char *const PILE_WORDS[PILES] = {"do-not-sign", "paper-first", "paper-missing", "sign"};
const char *const PAPER_STATE_WORDS[PAPER_STATES] = {"none",       "in-order", "missing",   "expired",
                                                     "incomplete", "mismatch", "ambiguous", "rejected"};

const struct finding *evidence_broken(const struct determination *determination) {
    bool asked =
        determination->status == STATUS_ORIGINATING && determination->papers.pile == PILE_DO_NOT_SIGN;
    for (uint32_t i = 0; asked && i < determination->finding_count; i++)
        if (determination->findings[i].breaks)
            return &determination->findings[i];
    return NULL;
}

/* ---- what the good rests on, at any depth ---- */

/* A tree may have as many papers as one likes: beyond these they are not listed, and that is said. */
enum { MOST_BELOW = 1000, MOST_BELOW_WITHOUT_PAPERS = 4, MOST_VISITS = 4000, MOST_DEPTH = 100 };

/* From the good down to the material whose bill of materials is looked at. */
struct step {
    const struct step *above;
    struct text name;
};

struct walk {
    struct origin_context *context;
    struct relied_papers *papers;
    uint32_t room;
    uint32_t below;
    uint32_t most_below;
    uint32_t visits;
    uint32_t depth;
    uint32_t place; /* of the line of the good, that it is in */
    date bought;    /* when the nearest thing that it is in was bought; or 0 */
    struct text line;
    bool lapsed;        /* something below is what it is by another day alone */
    struct buffer path; /* in the making */
    Pvoid_t seen;       /* JudyHS of struct visit: one that stands twice is told once */
};

/* What is bought on two days is in order on each, or is not. */
struct visit {
    const struct evidence *evidence;
    Word_t bought;
};

static const char STEP[] = " > "; /* between two of a path */

static void put_path(struct buffer *out, const struct step *step) {
    if (step == NULL)
        return;
    put_path(out, step->above);
    if (step->above != NULL)
        buffer_string(out, STEP);
    buffer_text(out, step->name);
}

static struct text name_of(struct text material_id, struct text line) {
    return material_id.length > 0 ? material_id : line;
}

/* "ARN > CBL: CO-1", of a paper that the good itself rests on */
static struct text short_path(struct walk *walk, struct text good, struct text name, struct text document) {
    const struct text parts[] = {good, TEXT(STEP), name, TEXT(": "), document};
    const size_t count = document.length > 0 ? 5 : 3;
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += parts[i].length;
    char *path = arena_reserve(walk->context->arena, length + 1);
    walk->context->out_of_memory = walk->context->out_of_memory || path == NULL;
    if (path == NULL)
        return NO_TEXT;
    char *at = path;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].length > 0)
            memcpy(at, parts[i].data, parts[i].length);
        at += parts[i].length;
    }
    *at = '\0';
    return (struct text){path, length};
}

/* "ARN > SUB > CBL: CO-1" */
static struct text path_of(struct walk *walk, const struct step *within, const struct paper *paper) {
    struct buffer *out = &walk->path;
    struct step last = {within, name_of(paper->material_id, paper->line)};
    out->length = 0;
    if (within->above == NULL && last.name.length > 0)
        return short_path(walk, within->name, last.name, paper->document_id);
    put_path(out, last.name.length > 0 ? &last : within);
    if (paper->document_id.length > 0) {
        buffer_string(out, ": ");
        buffer_text(out, paper->document_id);
    }
    return context_keep(walk->context, buffer_view(out));
}

static struct relied_paper *next_paper(struct walk *walk) {
    struct relied_papers *papers = walk->papers;
    if (papers->count == walk->room) {
        uint32_t room = walk->room == 0 ? 8 : walk->room * 2;
        struct relied_paper *grown = context_room(walk->context, sizeof *grown * room);
        if (grown == NULL)
            return NULL;
        if (papers->count > 0)
            memcpy(grown, papers->list, sizeof *grown * papers->count);
        papers->list = grown;
        walk->room = room;
    }
    return &papers->list[papers->count++];
}

/* ---- what is told of those below ---- */

static void tell(struct walk *walk, enum finding_code code, struct text cite, struct text path,
                 struct text finding) {
    FINDING(walk->context, code, walk->line, cite, "within", {"path", path}, {"finding", finding});
}

/* One that was in order on the day of its material. */
static void tell_lapsed(struct walk *walk, const struct step *within, const struct paper *paper,
                        struct text path) {
    static const char *const SENTENCES[2][2] = {
        {"finding.document-expired", "finding.document-expired.early"},
        {"finding.document-expired.inside", "finding.document-expired.inside-early"}};
    static const char *const OF_ANSWER[] = {"finding.document-expired.answer",
                                            "finding.document-expired.answer.early"};
    struct origin_context *context = walk->context;
    char days[2][DATE_TEXT_SIZE];
    struct buffer sentence = {0};
    const date bought = paper->bought == 0 ? walk->bought : 0;
    const bool before = bought != 0 && bought < paper->from;
    const bool after = bought != 0 && paper->ends != 0 && bought > paper->ends;
    const bool early = before || (!after && context->determination->day < paper->begins);
    const date detail = before                  ? paper->from
                        : early                 ? paper->begins
                        : bought != 0 && !after ? paper->used_until
                        : bought != 0           ? paper->ends
                                                : paper_ends(paper);
    const char *id = paper->of_answer ? OF_ANSWER[early] : SENTENCES[before || after][early];
    MESSAGE(&sentence, context->book->messages, id, {"line", paper->line}, {"material", within->name},
            {"document", paper->document_id}, {"detail", {days[0], date_print(days[0], detail)}},
            {"day", {days[1], date_print(days[1], bought)}});
    context->out_of_memory = context->out_of_memory || sentence.failed;
    tell(walk, FINDING_DOCUMENT_EXPIRED, context->book->general.certification.cite, path,
         buffer_view(&sentence));
    buffer_free(&sentence);
}

static void tell_below(struct walk *walk, const struct step *within, const struct evidence *evidence,
                       const struct paper *paper, const struct relied_paper *relied) {
    for (uint32_t i = 0; i < paper->finding_count; i++) {
        const struct paper_finding *finding = &evidence->findings[paper->first_finding + i];
        enum finding_code code = (enum finding_code)finding->code;
        if (code == FINDING_ORIGIN_UNDOCUMENTED && paper->finding_count > 1)
            continue; /* what is wrong with the paper says it */
        tell(walk, code, finding->cite, relied->path, finding->message);
    }
    if (paper->state == PAPER_IN_ORDER && relied->state != PAPER_IN_ORDER)
        tell_lapsed(walk, within, paper, relied->path);
}

/* A material that is made of itself: what it rests on has no end. */
static void tell_circle(struct walk *walk, const struct paper *paper) {
    struct origin_context *context = walk->context;
    if (context->good->cycle.length == 0)
        FINDING_AS(context, FINDING_CYCLE, SEVERITY_WARNING, paper->line, NO_TEXT, "material",
                   {"line", paper->line}, {"material", paper->material_id});
}

/* ---- the walk ---- */

static void list_paper(struct walk *walk, const struct step *within, const struct evidence *evidence,
                       const struct paper *paper) {
    bool below = within->above != NULL;
    enum paper_state state = papers_state(paper, walk->bought, walk->context->determination->day);
    if (paper->of_answer && state == PAPER_IN_ORDER)
        return;
    if (below && walk->below == walk->most_below) {
        walk->papers->more = true;
        return;
    }
    struct relied_paper *relied = next_paper(walk);
    if (relied == NULL)
        return;
    walk->below += below;
    *relied = (struct relied_paper){paper,
                                    state,
                                    paper->bought != 0 ? paper->bought : walk->bought,
                                    path_of(walk, within, paper),
                                    RESULT_UNKNOWN,
                                    below ? walk->place : paper->place};
    if (below && state != PAPER_IN_ORDER)
        tell_below(walk, within, evidence, paper, relied);
    else if (paper->of_bill)
        tell_circle(walk, paper);
}

/* Whether it was seen before, or more are not looked at. */
static bool leave_out(struct walk *walk, const struct evidence *evidence, date bought) {
    if (walk->depth >= MOST_DEPTH || walk->visits >= MOST_VISITS) {
        walk->papers->more = true;
        return true;
    }
    walk->visits++;
    struct visit visit = {evidence, (Word_t)bought};
    PPvoid_t seen = JudyHSIns(&walk->seen, &visit, sizeof visit, PJE0);
    walk->context->out_of_memory = walk->context->out_of_memory || seen == PPJERR;
    if (seen == PPJERR || *(Word_t *)seen != 0)
        return true;
    *(Word_t *)seen = 1;
    return false;
}

static void look_at(struct walk *walk, const struct step *within, const struct evidence *evidence);

static void look_below(struct walk *walk, const struct step *within, const struct evidence_part *part) {
    struct step step = {within, name_of(part->material_id, part->line)};
    bool full = walk->below == walk->most_below;
    if (!part->evidence->any && !walk->lapsed)
        return;
    walk->papers->more = walk->papers->more || full;
    const date above = walk->bought;
    const date bought = part->bought != 0 ? part->bought : above;
    if (full || leave_out(walk, part->evidence, bought))
        return;
    if (within->above == NULL) {
        walk->place = part->place;
        walk->line = part->line;
    }
    walk->bought = bought;
    walk->depth++;
    look_at(walk, &step, part->evidence);
    walk->depth--;
    walk->bought = above;
}

static void look_at(struct walk *walk, const struct step *within, const struct evidence *evidence) {
    walk->papers->more = walk->papers->more || evidence->first_papers;
    for (uint32_t i = 0; i < evidence->part_count; i++)
        __builtin_prefetch(evidence->parts[i].evidence);
    for (uint32_t i = 0; i < evidence->paper_count; i++)
        list_paper(walk, within, evidence, &evidence->papers[i]);
    for (uint32_t i = 0; i < evidence->part_count; i++)
        look_below(walk, within, &evidence->parts[i]);
}

/* ---- determined again ---- */

static enum status worse(enum status one, enum status other) {
    other = other == STATUS_REJECTED ? STATUS_UNDETERMINED : other;
    return other < one ? other : one;
}

struct again {
    const struct usmca_rulebook *book;
    struct case_setting setting;
    const struct good *good;
    struct arena *arena;
    usmca_error *error;
};

static usmca_status determine_again(enum status *out, const struct again *again) {
    struct determination *found = NULL;
    usmca_status status = determine_as_designated(&found, again->book, &again->setting, again->good,
                                                  again->arena, again->error);
    if (status == USMCA_OK)
        *out = worse(*out, found->status);
    return status;
}

static enum status status_of(const struct produced *made) {
    return !made->contents_known ? STATUS_REJECTED
           : !made->determined   ? STATUS_UNDETERMINED
           : made->originating   ? STATUS_ORIGINATING
                                 : STATUS_NON_ORIGINATING;
}

/* One that is a material of others was determined so for them: in the same setting, but that no customs were
 * those of the country of import, which is noted where it plays in. Where the program designates it was not
 * yet left to it which materials the good itself does without. */
static const struct produced *documented_before(const struct again *again) {
    const struct produced *made = again->good->made != NULL ? again->good->made->documented : NULL;
    bool same = again->setting.designation == DESIGNATE_DECLARED && !again->setting.sparing &&
                again->setting.documented_line == EVERY_LINE && !lines_in_doubt_any(again->good, true);
    return same && made != NULL && !made->read_by_customs ? made : NULL;
}

/* Sums over a period were added up as the lines are declared: without them too. */
static usmca_status determine_documented(enum status *out, struct again *again, bool averaged) {
    const struct averages *averages = again->setting.averages;
    const struct produced *before = averaged ? NULL : documented_before(again);
    if (before != NULL) {
        *out = worse(*out, status_of(before));
        return USMCA_OK;
    }
    usmca_status status = determine_again(out, again);
    if (status != USMCA_OK || !averaged || *out != STATUS_ORIGINATING)
        return status;
    again->setting.averages = NULL;
    status = determine_again(out, again);
    again->setting.averages = averages;
    return status;
}

/* ---- which of them decide ---- */

/* More than can be told apart by trying each; and where no papers are given at all there is little to tell.
 */
enum { MOST_TRIED = 8, MOST_TRIED_WITHOUT_PAPERS = 2 };

/* The lines of the good on which, or in which, something is declared that no paper in order shows. */
static bool *lines_without_papers(struct origin_context *context, const struct evidence *evidence,
                                  uint32_t *count) {
    bool *lacking = context_room(context, sizeof *lacking * ((size_t)context->determination->line_count + 1));
    *count = 0;
    for (uint32_t i = 0; lacking != NULL && i < evidence->paper_count; i++)
        if (evidence->papers[i].undocumented)
            lacking[evidence->papers[i].place] = true;
    for (uint32_t i = 0; lacking != NULL && i < evidence->part_count; i++)
        lacking[evidence->parts[i].place] =
            lacking[evidence->parts[i].place] || evidence->parts[i].evidence->undocumented;
    for (uint32_t i = 0; lacking != NULL && i < context->determination->line_count; i++)
        *count += lacking[i];
    return lacking;
}

static usmca_status find_deciding(struct origin_context *context, bool *deciding,
                                  const struct evidence *evidence, struct again *again) {
    const struct determination *determination = context->determination;
    const uint32_t most = again->setting.documents.count > 0 ? MOST_TRIED : MOST_TRIED_WITHOUT_PAPERS;
    uint32_t count = 0;
    bool any = false;
    const bool *lacking = lines_without_papers(context, evidence, &count);
    if (lacking == NULL)
        return error_memory(again->error);
    if (determination->good->same_in_doubt)
        again->good = determination->good; /* a place is that of one line, whichever may not be of the good */
    for (uint32_t i = 0; i < determination->line_count && count > 1 && count <= most; i++) {
        enum status alone = STATUS_ORIGINATING;
        if (!lacking[i])
            continue;
        again->setting.documented_line = i;
        usmca_status status = determine_documented(&alone, again, determination->average != NULL);
        if (status != USMCA_OK)
            return status;
        deciding[i] = alone != STATUS_ORIGINATING;
        any = any || deciding[i];
    }
    again->setting.documented_line = EVERY_LINE;
    for (uint32_t i = 0; i < determination->line_count && !any; i++)
        deciding[i] = lacking[i];
    return USMCA_OK;
}

/* A paper decides where the good would not originate without it, or the several that lack together. */
static usmca_status mark_deciding(struct origin_context *context, const struct evidence *evidence,
                                  struct again *again) {
    struct determination *determination = context->determination;
    struct relied_papers *papers = &determination->papers;
    bool *deciding = context_room(context, sizeof *deciding * ((size_t)determination->line_count + 1));
    usmca_status status = USMCA_OK;
    if (deciding == NULL)
        return error_memory(again->error);
    if (papers->status_documented != STATUS_ORIGINATING)
        status = find_deciding(context, deciding, evidence, again);
    for (uint32_t i = 0; i < papers->count && status == USMCA_OK; i++) {
        struct relied_paper *relied = &papers->list[i];
        bool lapsed = relied->state != relied->paper->state;
        lapsed = lapsed && papers->status_documented != STATUS_ORIGINATING;
        if (relied->state != PAPER_IN_ORDER)
            relied->decides = result_of(lapsed || (relied->paper->undocumented && deciding[relied->place]));
    }
    return status;
}

/* ---- the good ---- */

static void list_papers(struct origin_context *context, const struct evidence *evidence) {
    struct relied_papers *papers = &context->determination->papers;
    bool given = context->setting->documents.count > 0;
    struct walk walk = {.context = context,
                        .papers = papers,
                        .most_below = given ? MOST_BELOW : MOST_BELOW_WITHOUT_PAPERS,
                        .lapsed = papers_lapsed(evidence, context->determination->day)};
    const struct step good = {NULL, context->good->good_id};
    look_at(&walk, &good, evidence);
    JudyHSFreeArray(&walk.seen, PJE0);
    context->out_of_memory = context->out_of_memory || context->arena->failed || walk.path.failed;
    buffer_free(&walk.path);
    if (papers->more && evidence->troubled)
        FINDING(context, FINDING_ORIGIN_UNDOCUMENTED, NO_TEXT, context->book->general.certification.cite,
                "more", {"good", context->good->good_id});
}

/* ---- without what lapsed ---- */

/* U.R. 7(21): what was bought may be taken for non-originating. What its producer made is what it is made of,
 * and what takes its value from its own bill has that of another day. */
static bool may_do_without(const struct line *line) {
    return line->material->role == ROLE_MATERIAL && line->inside == NULL &&
           (line->material->value.given || line->material->unit_value.given);
}

/* Where it is the bill of a material, or a rule, that is another one since, what is in it is not known: notes
 * may reach that. */
static bool papers_lapsed_alone(const struct relied_papers *papers) {
    for (uint32_t i = 0; i < papers->count; i++)
        if (papers->list[i].paper->of_answer)
            return false;
    return !papers->more;
}

/* The good as it was given, without the origin of materials of which something lapsed by its day. NULL where
 * that cannot be told. */
static const struct good *good_without_lapsed(struct origin_context *context, const struct evidence *evidence,
                                              const struct good *given) {
    const struct determination *determination = context->determination;
    struct good *good = context_room(context, sizeof *good);
    struct material *materials =
        context_room(context, sizeof *materials * ((size_t)given->material_count + 1));
    if (good == NULL || materials == NULL || given->material_count != determination->line_count)
        return NULL;
    memcpy(materials, given->materials, sizeof *materials * given->material_count);
    for (uint32_t i = 0; i < evidence->part_count; i++) {
        const struct evidence_part *part = &evidence->parts[i];
        const struct line *line = &determination->lines[part->place];
        if (!papers_lapsed_inside(part, determination->day))
            continue;
        if (!may_do_without(line))
            return NULL;
        materials[part->place].origin = ORIGIN_DECLARED_NON_ORIGINATING;
    }
    *good = *given;
    good->materials = materials;
    good->made = NULL;
    return good;
}

/* What something below was on its own day it may not be on that of the good. */
static usmca_status do_without_lapsed(struct origin_context *context, const struct evidence *evidence,
                                      const struct again *again) {
    const struct determination *determination = context->determination;
    struct relied_papers *papers = &context->determination->papers;
    struct again without = *again;
    enum status found = STATUS_ORIGINATING;
    bool tell = papers->status_documented == STATUS_ORIGINATING && determination->average == NULL &&
                papers_lapsed_alone(papers);
    without.good = tell ? good_without_lapsed(context, evidence, again->good) : NULL;
    usmca_status status = without.good != NULL ? determine_again(&found, &without) : USMCA_OK;
    if (without.good == NULL || found != STATUS_ORIGINATING)
        papers->status_documented = worse(papers->status_documented, STATUS_UNDETERMINED);
    return status;
}

static usmca_status decide(struct origin_context *context, const struct evidence *evidence,
                           struct again *again) {
    const struct determination *determination = context->determination;
    struct relied_papers *papers = &context->determination->papers;
    bool lapsed = papers_lapsed(evidence, determination->day);
    bool open = determination->status == STATUS_ORIGINATING || determination->status == STATUS_UNDETERMINED;
    usmca_status status = USMCA_OK;
    if (open && evidence->undocumented) /* what does not originate as declared does so by less still less */
        status = determine_documented(&papers->status_documented, again, determination->average != NULL);
    if (lapsed && status == USMCA_OK)
        status = do_without_lapsed(context, evidence, again);
    if (status != USMCA_OK || determination->status != STATUS_ORIGINATING || determination->violated)
        return status;
    papers->pile = !evidence->troubled && !lapsed                    ? PILE_SIGN
                   : papers->status_documented == STATUS_ORIGINATING ? PILE_PAPER_MISSING
                                                                     : PILE_PAPER_FIRST;
    return evidence->troubled || lapsed ? mark_deciding(context, evidence, again) : USMCA_OK;
}

usmca_status evidence_find(struct determination *determination, const struct usmca_rulebook *book,
                           const struct case_setting *setting, const struct good *good, struct arena *arena,
                           usmca_error *error) {
    struct origin_context context = {.book = book,
                                     .setting = setting,
                                     .good = determination->good,
                                     .arena = arena,
                                     .determination = determination};
    struct again again = {book, *setting, good, arena, error};
    const struct evidence *evidence =
        determination->status != STATUS_REJECTED ? papers_gather(&context) : NULL;
    usmca_status status = USMCA_OK;
    again.setting.documented = true;
    again.setting.documented_line = EVERY_LINE;
    again.setting.gap = false;
    again.setting.ask = false;
    again.setting.status_alone = true;
    determination->papers.status_documented = determination->status;
    if (evidence != NULL) {
        list_papers(&context, evidence);
        status = decide(&context, evidence, &again);
    } else if (determination->status == STATUS_ORIGINATING && !determination->violated) {
        determination->papers.pile = PILE_SIGN;
    }
    determination->valid_until = validity_of(determination, book, evidence);
    return context.out_of_memory ? error_memory(error) : status;
}

struct text evidence_last_step(struct text path) {
    const char *found = NULL;
    while ((found = memmem(path.data, path.length, STEP, sizeof STEP - 1)) != NULL) {
        size_t before = (size_t)(found - path.data) + sizeof STEP - 1;
        path = (struct text){path.data + before, path.length - before};
    }
    return path;
}
