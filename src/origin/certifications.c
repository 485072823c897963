#include "origin/certifications.h"

#include <Judy.h>
#include <stdlib.h>

#include "origin/certification_index.h"
#include "origin/documents.h"

/* So many certifications are gone through faster than they are looked up; of more, those of a material are
 * put in order once they have been gone through so often. */
enum { FEW = 16, OFTEN = 8 };

/* What is kept of a material of many certifications. */
struct of_material {
    struct certification_index *index; /* NULL before they are put in order */
    uint32_t times;                    /* that they were gone through */
    struct of_material *next;
};

struct certifications {
    void *materials; /* JudyHS: material_id to struct of_material */
    struct of_material *first;
    struct arena arena;
};

struct certifications *certifications_new(void) {
    return calloc(1, sizeof(struct certifications));
}

void certifications_forget(struct certifications *certifications) {
    if (certifications == NULL || certifications->first == NULL)
        return;
    for (struct of_material *one = certifications->first; one != NULL; one = one->next)
        certification_index_free(one->index);
    JudyHSFreeArray(&certifications->materials, PJE0);
    certifications->first = NULL;
    arena_reset(&certifications->arena);
}

void certifications_free(struct certifications *certifications) {
    if (certifications == NULL)
        return;
    certifications_forget(certifications);
    arena_free(&certifications->arena);
    free(certifications);
}

/* NULL where there is no memory to keep any. */
static struct of_material *kept(struct certifications *certifications, struct text material_id) {
    PWord_t place =
        (PWord_t)JudyHSIns(&certifications->materials, (void *)material_id.data, material_id.length, PJE0);
    if (place == NULL || (void *)place == (void *)PPJERR)
        return NULL;
    struct of_material *found = (struct of_material *)*place;
    if (found == NULL && (found = ARENA_NEW(&certifications->arena, struct of_material)) != NULL) {
        found->next = certifications->first;
        certifications->first = found;
        *place = (Word_t)found;
    }
    return found;
}

/* ---- one after the other ---- */

static const struct document *next_certification(const struct origin_context *context,
                                                 const struct material *material,
                                                 const struct document *after) {
    const struct document_table *table = &context->setting->documents;
    const struct document *document = after;
    do
        document = documents_on_material(table, DOCUMENT_CERTIFICATION, material->material_id, document);
    while (document != NULL && !documents_same_supplier(material->supplier, document->supplier));
    return document;
}

static bool several_suppliers(const struct origin_context *context, const struct material *material) {
    const struct document *first = next_certification(context, material, NULL);
    for (const struct document *one = first; one != NULL; one = next_certification(context, material, one))
        if (!text_equal_in_any_case(one->supplier, first->supplier))
            return true;
    return false;
}

static struct found_certifications latest(const struct origin_context *context,
                                          const struct material *material) {
    struct found_certifications found = {NULL, NULL, NULL};
    for (const struct document *one = next_certification(context, material, NULL); one != NULL;
         one = next_certification(context, material, one)) {
        const struct document **best = documents_stands(context, material, one) ? &found.valid : &found.other;
        if (*best == NULL || documents_is_later(one, *best))
            *best = one;
    }
    return found;
}

static const struct document *of_lapsed_supplier(const struct origin_context *context,
                                                 const struct material *material) {
    const struct document *lapsed = NULL;
    for (const struct document *one = next_certification(context, material, NULL); one != NULL;
         one = next_certification(context, material, one)) {
        struct material of_one = *material;
        of_one.supplier = one->supplier;
        if (!documents_stands(context, material, one) && latest(context, &of_one).valid == NULL &&
            (lapsed == NULL || documents_is_later(one, lapsed)))
            lapsed = one;
    }
    return lapsed;
}

/* Where the supplier is not said, and one of several may have none that stands. */
static bool may_have_lapsed(const struct origin_context *context, const struct material *material,
                            const struct found_certifications *found) {
    return found->valid != NULL && found->other != NULL && material->supplier.length == 0 &&
           several_suppliers(context, material);
}

/* ---- by what is kept ---- */

/* How many there are on the material, of any supplier: no more than `most` are counted. */
static size_t count_of(const struct document_table *table, struct text material_id, size_t most) {
    size_t count = 0;
    for (const struct document *one = NULL;
         count < most &&
         (one = documents_on_material(table, DOCUMENT_CERTIFICATION, material_id, one)) != NULL;)
        count++;
    return count;
}

static struct certification_index *put_in_order(struct certifications *certifications,
                                                const struct hs_editions *editions,
                                                const struct document_table *table, struct text material_id) {
    size_t count = count_of(table, material_id, UINT32_MAX);
    const struct document **documents = malloc(count * sizeof *documents);
    if (documents == NULL)
        return NULL;
    const struct document *one = NULL;
    for (size_t i = 0; i < count; i++)
        documents[i] = one = documents_on_material(table, DOCUMENT_CERTIFICATION, material_id, one);
    struct certification_index *index =
        certification_index_new(&certifications->arena, editions, documents, count);
    free(documents);
    return index;
}

static bool find_in_order(struct certifications *certifications, struct of_material *of,
                          const struct origin_context *context, const struct material *material,
                          struct found_certifications *found) {
    if (of == NULL)
        return false;
    if (of->index == NULL)
        of->index = put_in_order(certifications, context->book->editions, &context->setting->documents,
                                 material->material_id);
    return of->index != NULL &&
           certification_index_find(of->index, &certifications->arena, context, material, found);
}

/* Without memory to keep anything, they are gone through. */
struct found_certifications certifications_find(const struct origin_context *context,
                                                const struct material *material) {
    struct certifications *certifications = context->setting->certifications;
    struct found_certifications found = {NULL, NULL, NULL};
    struct of_material *of = NULL;
    if (certifications != NULL &&
        count_of(&context->setting->documents, material->material_id, FEW + 1) > FEW)
        of = kept(certifications, material->material_id);
    if (of != NULL && ++of->times >= OFTEN && find_in_order(certifications, of, context, material, &found))
        return found;
    struct found_certifications gone_through = latest(context, material);
    if (!may_have_lapsed(context, material, &gone_through))
        return gone_through;
    if (find_in_order(certifications, of, context, material, &found))
        return found;
    gone_through.lapsed = of_lapsed_supplier(context, material);
    return gone_through;
}
