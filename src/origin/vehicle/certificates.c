#include "origin/vehicle/certificates.h"

#include <stdio.h>

#include "origin/codes.h"
#include "origin/vehicle/vehicle.h"

/* What is known of the paper of one kind. */
struct certificate {
    const struct document *document;
    enum paper_state state;
};

static bool applies(const struct origin_context *context, const struct certificate_provision *asked) {
    return context_customs(context) == asked->country &&
           period_holds(asked->period, context->determination->day);
}

static bool is_bound(const struct vehicle *vehicle, enum vehicle_requirement requirement) {
    for (uint32_t i = 0; i < vehicle->tests->test_count; i++)
        if (vehicle->tests->tests[i].requirement->vehicle.requires == requirement)
            return true;
    return false;
}

static bool is_asked(const struct origin_context *context, const struct certificate_provision *asked) {
    const struct determination *determination = context->determination;
    bool open = determination->status == STATUS_ORIGINATING || determination->status == STATUS_UNDETERMINED;
    return open && determination->vehicle != NULL && determination->vehicle->tests != NULL &&
           applies(context, asked) && is_bound(determination->vehicle, asked->requires);
}

uint32_t vehicle_certificates_asked(const struct origin_context *context) {
    const struct vehicle_provisions *vehicles = &context->book->general.vehicles;
    uint32_t count = 0;
    for (uint32_t i = 0; i < vehicles->certificate_count; i++)
        count += is_asked(context, &vehicles->certificates[i]);
    return count;
}

/* ---- the paper ---- */

/* It is of the producer of the vehicle; one that names no vehicle has to say whose it is. */
static bool is_of_vehicle(const struct origin_context *context, const struct document *document) {
    struct text producer = vehicle_producer(context);
    if (document->producer.length > 0 && producer.length > 0)
        return text_equal(document->producer, producer);
    return document->material_id.length > 0;
}

/* Customs gives no identifier of what is not yet certified. */
static date begins(const struct document *document) {
    return document->signed_on > document->valid_from ? document->signed_on : document->valid_from;
}

static enum paper_state state_of(const struct document *document, date day) {
    if (document->rejected.length > 0)
        return PAPER_REJECTED;
    if (document->twice)
        return PAPER_MISMATCH;
    if (document->doubt_count > 0)
        return PAPER_INCOMPLETE;
    if (document->valid_to == 0 || (document->valid_from != 0 && document->valid_to < document->valid_from))
        return PAPER_INCOMPLETE;
    bool holds = day >= begins(document) && day <= document->valid_to;
    return holds ? PAPER_IN_ORDER : PAPER_EXPIRED;
}

/* The best of them: one in order, else the one that ended last. */
static void consider(struct certificate *found, const struct document *document, enum paper_state state) {
    bool better = found->document == NULL ||
                  (found->state != PAPER_IN_ORDER &&
                   (state == PAPER_IN_ORDER || document->valid_to > found->document->valid_to));
    if (better)
        *found = (struct certificate){document, state};
}

static enum document_kind kind_named(struct text kind) {
    for (int i = 0; i < DOCUMENT_KINDS; i++)
        if (text_is(kind, DOCUMENT_WORDS[i]))
            return (enum document_kind)i;
    return DOCUMENT_CERTIFICATION;
}

static void search(const struct origin_context *context, struct text material_id, enum document_kind kind,
                   struct certificate *found) {
    const struct document_table *table = &context->setting->documents;
    const struct document *document = NULL;
    while ((document = documents_on_material(table, kind, material_id, document)) != NULL)
        if (is_of_vehicle(context, document))
            consider(found, document, state_of(document, context->determination->day));
}

/* ---- what is told ---- */

/* A table that says nothing of it does not say that the producer has not certified: a warning, as of a
 * declared origin without a document. */
static void tell(struct origin_context *context, const struct certificate_provision *asked,
                 const struct certificate *found) {
    static const char *const VARIANTS[] = {[PAPER_EXPIRED] = "expired",
                                           [PAPER_INCOMPLETE] = "incomplete",
                                           [PAPER_REJECTED] = "rejected",
                                           [PAPER_MISMATCH] = "twice"};
    char days[2][DATE_TEXT_SIZE];
    const struct document *document = found->document;
    date from = document != NULL ? begins(document) : 0;
    date to = document != NULL ? document->valid_to : 0;
    char id[64];
    snprintf(id, sizeof id, "paper-kind.%.*s", (int)asked->kind.length, asked->kind.data);
    FINDING_AS(context, FINDING_VEHICLE_UNCERTIFIED, document != NULL ? SEVERITY_VIOLATION : SEVERITY_WARNING,
               NO_TEXT, asked->cite,
               document == NULL            ? NULL
               : document->doubt_count > 0 ? "doubted"
                                           : VARIANTS[found->state],
               {"good", context->good->good_id}, {"kind", message_find(context->book->messages, id)},
               {"doubt", document != NULL && document->doubt_count > 0 ? document->doubts[0].said : NO_TEXT},
               {"document", document != NULL ? document->document_id : NO_TEXT},
               {"from", {days[0], from != 0 ? date_print(days[0], from) : 0}},
               {"to", {days[1], to != 0 ? date_print(days[1], to) : 0}});
}

void vehicle_certificates_add(struct origin_context *context, struct evidence *evidence) {
    const struct vehicle_provisions *vehicles = &context->book->general.vehicles;
    for (uint32_t i = 0; i < vehicles->certificate_count; i++) {
        const struct certificate_provision *asked = &vehicles->certificates[i];
        struct certificate found = {NULL, PAPER_MISSING};
        if (!is_asked(context, asked))
            continue;
        search(context, context->good->good_id, kind_named(asked->kind), &found);
        search(context, NO_TEXT, kind_named(asked->kind), &found);
        struct paper paper = {.place = NO_LINE,
                              .supplier = vehicle_producer(context),
                              .kind = kind_named(asked->kind),
                              .state = found.state};
        if (found.document != NULL) {
            paper.document_id = found.document->document_id;
            if (found.document->producer.length > 0)
                paper.supplier = found.document->producer;
            paper.begins = found.document->valid_from;
            paper.ends = found.document->valid_to;
        }
        evidence->papers[evidence->paper_count++] = paper;
        if (found.state != PAPER_IN_ORDER)
            tell(context, asked, &found);
    }
}
