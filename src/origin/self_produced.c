#include "origin/self_produced.h"

#include "origin/uses.h"

bool self_produced_hoped(const struct origin_context *context, const struct line *line) {
    return context->hoped == HOPE_ALL || context->hoped == (uint32_t)(line - context->determination->lines);
}

static const struct produced *sparing_of(const struct produced *produced) {
    return produced->sparing != NULL ? produced->sparing : produced;
}

static const struct produced *as_hoped(const struct origin_context *context, const struct line *line,
                                       const struct produced *produced) {
    return produced->hopeful != NULL && self_produced_hoped(context, line) ? produced->hopeful : produced;
}

bool self_produced_originates(const struct origin_context *context, const struct line *line,
                              const struct produced *produced) {
    const struct produced *taken = as_hoped(context, line, produced);
    enum result here = uses_originates_here(context, taken);
    return here != RESULT_UNKNOWN ? here == RESULT_PASS : self_produced_hoped(context, line);
}

/* The designation that the good would make of it stands: it originates, and does so without one inside it.
 * One that another producer made, whose production is accumulated, is not the good's to leave out: U.R. 9(6).
 */
static bool may_be_designated(const struct origin_context *context, const struct line *line,
                              const struct produced *whole) {
    const struct produced *sparing = as_hoped(context, line, sparing_of(whole));
    bool barred = sparing->by_regional_value && (context->setting->sparing || sparing->holds_intermediate);
    return self_produced_originates(context, line, sparing_of(whole)) && !barred;
}

/* A statement in it that does not say whether a material is designated in it, which would bar the good's own
 * designation, U.R. 8(6), 9(6); or empty. */
static struct text bar_unsaid(const struct produced *sparing) {
    return sparing->by_regional_value && !sparing->holds_intermediate ? sparing->designation_open : NO_TEXT;
}

bool self_produced_designable(const struct origin_context *context, const struct line *line) {
    const struct produced *whole = case_self_produced(line->material);
    return whole != NULL && line->inside != NULL && line->material->role == ROLE_SELF_PRODUCED &&
           may_be_designated(context, line, whole) && bar_unsaid(sparing_of(whole)).length == 0;
}

static void say_designated(struct origin_context *context, const struct line *line,
                           const struct produced *whole) {
    const struct material *material = line->material;
    bool declared = material->role == ROLE_INTERMEDIATE;
    if (declared && whole->sparing == NULL)
        return;
    FINDING(context, FINDING_DESIGNATED, material->line,
            context_cite(context, PROVISION_INTERMEDIATE_MATERIALS), declared ? "outer" : NULL,
            {"line", material->line}, {"material", material->material_id});
}

static void say_barred(struct origin_context *context, const struct line *line,
                       const struct produced *whole) {
    const struct material *material = line->material;
    if (material->role == ROLE_INTERMEDIATE && whole->sparing != NULL && !context->setting->sparing &&
        self_produced_originates(context, line, whole))
        FINDING(context, FINDING_DESIGNATION_BARRED, material->line,
                context_cite(context, PROVISION_INTERMEDIATE_MATERIALS), finding_unnamed(material),
                {"line", material->line}, {"material", material->material_id});
}

void self_produced_take(struct origin_context *context, struct line *line) {
    const struct material *material = line->material;
    const struct produced *whole = case_self_produced(material);
    if (material->produced == NULL)
        return;
    if (whole == NULL || line->disregarded) { /* bought, or not to be looked into */
        line->produced = as_hoped(context, line, material->produced);
        return;
    }
    bool wanted = material->origin != ORIGIN_DECLARED_NON_ORIGINATING &&
                  (material->role == ROLE_INTERMEDIATE || context->setting->designation == DESIGNATE_AUTO);
    bool designable = wanted && may_be_designated(context, line, whole);
    line->open_designation = designable && bar_unsaid(as_hoped(context, line, sparing_of(whole))).length > 0;
    line->intermediate = designable && (!line->open_designation || self_produced_hoped(context, line));
    const struct produced *taken =
        line->intermediate || context->setting->sparing ? sparing_of(whole) : whole;
    line->open_inside = taken->hopeful != NULL ||
                        (wanted && (sparing_of(whole)->hopeful != NULL || !sparing_of(whole)->determined));
    line->produced = as_hoped(context, line, taken);
    if (line->intermediate)
        say_designated(context, line, whole);
    else
        say_barred(context, line, whole);
    if (!line->intermediate)
        line->inside = line->produced;
}
