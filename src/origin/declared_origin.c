#include "origin/declared_origin.h"

#include "origin/importation.h"
#include "origin/papers.h"
#include "origin/uses.h"

static bool certified(const struct line *line) {
    return line->document != NULL && line->document->kind == DOCUMENT_CERTIFICATION;
}

/* The material's own bill of materials in the input: whether it says that the material originates, that it
 * does not, or neither. Unknown too where there is none. */
static enum result own_bill(const struct origin_context *context, const struct material *material) {
    const struct produced *own = material->produced;
    return own == NULL ? RESULT_UNKNOWN : uses_originates_here(context, own);
}

static void contradict(struct origin_context *context, const struct material *material,
                       enum severity severity, const char *variant, struct text cite, struct text detail) {
    FINDING_AS(context, FINDING_ORIGIN_CONTRADICTED, severity, material->line, cite, variant,
               {"line", material->line}, {"material", material->material_id}, {"detail", detail});
}

/* ---- originating ---- */

static void tell_undocumented(struct origin_context *context, const struct material *material,
                              const char *variant) {
    FINDING(context, FINDING_ORIGIN_UNDOCUMENTED, material->line, context->book->general.certification.cite,
            variant, {"line", material->line}, {"material", material->material_id});
}

/* What its producer made, and gives no bill of materials of, nothing shows: no more than of any other. */
static void tell_unshown(struct origin_context *context, const struct material *material, bool left_open) {
    if (case_bill_missing(material))
        FINDING(context, FINDING_MATERIALS_MISSING, material->line,
                context_cite(context, PROVISION_ORIGINATING_GOODS), "origin", {"line", material->line});
    else
        tell_undocumented(context, material, left_open ? "open" : finding_unnamed(material));
}

/* What a producer makes itself is shown by its own bill of materials, and by no paper. */
bool declared_originating_shown(const struct origin_context *context, const struct line *line) {
    const struct material *material = line->material;
    return certified(line) ||
           (case_self_produced(material) != NULL && own_bill(context, material) == RESULT_PASS);
}

bool declared_bill_unread(const struct material *material) {
    return material->produced != NULL && !material->produced->contents_known;
}

const struct origin_denial *declared_denied(const struct origin_context *context,
                                            const struct material *material, bool is_certified) {
    for (uint32_t i = 0; i < material->denials.count; i++) {
        const struct origin_denial *denial = &material->denials.list[i];
        if (denial->imported ? !is_certified
                             : denial->country.length == 0 || !territory_holds(context, denial->country))
            return denial;
    }
    return NULL;
}

static bool tell_denied(struct origin_context *context, const struct line *line) {
    const struct material *material = line->material;
    const struct origin_denial *denial = declared_denied(context, material, certified(line));
    if (denial == NULL)
        return false;
    const struct unread_column *unread = denial->column;
    FINDING(context, FINDING_COLUMN_UNREAD, material->line, NO_TEXT,
            denial->imported              ? "imported"
            : unread->says >= SAYS_SOURCE ? "words"
                                          : "origin",
            {"header", unread->written}, {"file", unread->file}, {"column", unread->column},
            {"line", material->line}, {"material", material->material_id});
    return true;
}

bool declared_originating_stands(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    bool contradicted = own_bill(context, material) == RESULT_FAIL;
    bool left_open = !certified(line) && own_bill(context, material) == RESULT_UNKNOWN &&
                     (material->produced != NULL || case_bill_missing(material));
    line->open_unread = certified(line) && declared_bill_unread(material);
    if (contradicted)
        contradict(context, material, SEVERITY_VIOLATION, NULL,
                   context_cite(context, PROVISION_ORIGINATING_GOODS), NO_TEXT);
    if (material->country.length > 0 && !territory_holds(context, material->country)) {
        contradict(context, material, SEVERITY_VIOLATION, "country",
                   context_cite(context, PROVISION_ORIGINATING_GOODS), material->country);
        contradicted = true;
    }
    contradicted = tell_denied(context, line) || contradicted;
    if (!declared_originating_shown(context, line) && papers_heard(context, line))
        tell_unshown(context, material, left_open);
    return !contradicted && !left_open && !line->open_unread;
}

/* ---- non-originating ---- */

void declared_non_originating_tell(struct origin_context *context, const struct line *line) {
    const struct material *material = line->material;
    if (own_bill(context, material) == RESULT_PASS)
        contradict(context, material, SEVERITY_INFO, "choice",
                   context_cite(context, PROVISION_TAKEN_AS_NON_ORIGINATING), NO_TEXT);
    if (certified(line))
        contradict(context, material, SEVERITY_INFO, "certified",
                   context_cite(context, PROVISION_TAKEN_AS_NON_ORIGINATING), line->document->document_id);
}

/* ---- the good ---- */

/* Whether the line leaves the good wholly obtained. A material that had to qualify otherwise does not. */
static bool leaves_wholly_obtained(const struct line *line) {
    const struct produced *own = line->material->produced;
    const int criterion = certified(line) ? line->document->criterion : '\0';
    return line->originating && !line->uses_non_originating && (criterion == '\0' || criterion == 'A') &&
           (own == NULL || !own->determined || own->wholly_obtained);
}

/* U.R. 3(1)(b): what the good was grown from. */
static bool grown_from(const struct origin_context *context, const struct line *line) {
    const struct general *general = &context->book->general;
    return scope_holds_good(context, &general->grown, context->codes.code) == RESULT_PASS &&
           condition_of_line(line, general->grown_from) == RESULT_PASS;
}

enum result declared_wholly_obtained(struct origin_context *context) {
    const struct general *general = &context->book->general;
    const struct determination *determination = context->determination;
    enum result declared = general->wholly_obtained_when.fact == NULL
                               ? RESULT_FAIL
                               : condition_of_good(context, NULL, general->wholly_obtained_when);
    enum result obtained = declared;
    for (uint32_t i = 0; declared == RESULT_PASS && i < determination->line_count; i++) {
        const struct line *line = &determination->lines[i];
        if (line->disregarded || line->beside || leaves_wholly_obtained(line) || grown_from(context, line))
            continue;
        obtained = RESULT_FAIL;
        contradict(context, line->material, SEVERITY_VIOLATION, "wholly-obtained",
                   general->wholly_obtained_cite, NO_TEXT);
    }
    return obtained;
}
