#include "papers/vehicle_certificate.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/list.h"
#include "origin/determination.h"
#include "papers/id_list.h"
#include "rulebook/xml.h"

const char *const VEHICLE_ELEMENT_WORDS[VEHICLE_ELEMENTS] = {
    "producer",   "certifier", "vehicles",  "period",    "plants", "expenditures", "transport",
    "technology", "assembly",  "suppliers", "purchases", "result", "signature"};
const char *const VEHICLE_FORM_WORDS[VEHICLE_FORM_KINDS] = {"lvc", "steel", "aluminum"};

/* ---- the form ---- */

static void read_element(struct xml_reader *xml, const struct xml_node *node, struct vehicle_form *form) {
    struct text id = xml_required(xml, node, "id");
    struct text cite = xml_required(xml, node, "cite");
    for (int i = 0; i < VEHICLE_ELEMENTS; i++)
        if (text_is(id, VEHICLE_ELEMENT_WORDS[i]) && form->count < VEHICLE_ELEMENTS) {
            form->elements[form->count].element = (enum vehicle_element)i;
            form->elements[form->count++].cite = cite;
            return;
        }
    xml_complain(xml, node, "no data element of a certification");
}

static void read_form(struct xml_reader *xml, const struct xml_node *node, struct vehicle_form *form) {
    form->kind = xml_required(xml, node, "kind");
    form->requirement = xml_required(xml, node, "requirement");
    form->cite = xml_required(xml, node, "cite");
    form->country = xml_required(xml, node, "country");
    for (const struct xml_node *child = xml_child(node); child != NULL; child = xml_next(child))
        read_element(xml, child, form);
}

usmca_status vehicle_form_load(struct vehicle_form *out, const char *kind, struct arena *arena,
                               const char *directory, usmca_error *error) {
    char path[4096];
    struct xml_document file = {0};
    snprintf(path, sizeof path, "%s/papers/vehicles.xml", directory);
    usmca_status status = xml_open(&file, arena, path, error);
    if (status != USMCA_OK)
        return status;
    struct xml_reader xml = {.arena = arena, .file = path, .error = error};
    const struct xml_node *root = file.root;
    *out = (struct vehicle_form){.count = 0};
    for (const struct xml_node *child = xml_child(root); child != NULL; child = xml_next(child))
        if (text_is(xml_required(&xml, child, "kind"), kind))
            read_form(&xml, child, out);
    if (out->count == 0)
        xml_complain(&xml, root, "no certification of kind %s", kind);
    xml_close(&file);
    return arena->failed ? error_memory(error) : xml.status;
}

const struct party *vehicle_party(const struct vehicle_certificate *certificate, enum party_role role) {
    for (size_t i = 0; i < certificate->party_count; i++)
        if (certificate->parties[i].role == role)
            return &certificate->parties[i];
    return NULL;
}

/* ---- the results ---- */

struct taking {
    struct vehicle_certificate *certificate;
    const struct results_source *source;
    struct arena *arena;
    struct id_list asked;
    struct id_list seen;
    size_t room;
    size_t refusal_room;
};

static struct text kept(struct taking *work, const json_t *object, const char *key) {
    return arena_copy(work->arena, text_from(results_string(object, key)));
}

static const json_t *requirement_of(const json_t *vehicle, struct text id) {
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(json_object_get(vehicle, "requirements"), index, one) {
        if (text_is(id, results_string(one, "id")))
            return one;
    }
    return NULL;
}

/* Whether two requirements come of one calculation: the same figures of the same period. */
static bool same_calculation(const json_t *one, const json_t *other) {
    static const char *const MEMBERS[] = {"percent", "required", "cite", "labour", "purchases"};
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++) {
        const json_t *first = json_object_get(one, MEMBERS[i]);
        const json_t *second = json_object_get(other, MEMBERS[i]);
        if ((first == NULL) != (second == NULL) ||
            (first != NULL && !json_equal((json_t *)first, (json_t *)second)))
            return false;
    }
    return true;
}

static bool has_figures(const json_t *requirement) {
    return (json_is_object(json_object_get(requirement, "labour")) ||
            json_is_object(json_object_get(requirement, "purchases"))) &&
           json_is_string(json_object_get(requirement, "percent"));
}

/* Of the amounts: that of the rows which they were reckoned from, and not of the good. */
static const char *currency_of(const json_t *good, const json_t *requirement) {
    const json_t *labour = json_object_get(requirement, "labour");
    const json_t *figures = labour != NULL ? labour : json_object_get(requirement, "purchases");
    const char *currency = results_string(figures, "currency");
    return currency[0] != '\0' ? currency : results_string(good, "currency");
}

/* Only the producer of the vehicle certifies, 19 U.S.C. 4532(c). */
static bool of_another(const struct vehicle_certificate *certificate, const json_t *vehicle) {
    const struct party *producer = vehicle_party(certificate, PARTY_PRODUCER);
    const char *named = results_string(vehicle, "producer");
    return producer != NULL && named[0] != '\0' &&
           !text_equal(text_trim(producer->name), text_trim(text_from(named)));
}

/* It goes to the customs of one country. Figures of a vehicle that is determined for no country in particular
 * are the same for all: what hangs on a reading of theirs is not determined. */
static const char *import_fault(const struct vehicle_certificate *certificate, const json_t *good) {
    const json_t *country = json_object_get(good, "import_country");
    if (country == NULL)
        return "import-country-unknown";
    return json_is_string(country) && !text_is(certificate->form.country, json_string_value(country))
               ? "import-country"
               : NULL;
}

/* Figures of one year, or of a quarter to date, are not those of the days behind it: U.R. 17(7), 18(19). */
static bool is_over(const struct vehicle_certificate *certificate, const json_t *good) {
    date until = 0;
    return date_parse_iso(&until, text_from(results_string(good, "valid_until"))) &&
           until < certificate->date;
}

/* A certification is of what is met by figures, and of one calculation. */
static const char *vehicle_fault(const struct taking *work, const json_t *good, const json_t *vehicle,
                                 const json_t *requirement) {
    const struct vehicle_certificate *certificate = work->certificate;
    const char *result = results_string(requirement, "result");
    if (strcmp(results_string(good, "status"), STATUS_WORDS[STATUS_REJECTED]) == 0)
        return "rejected";
    if (!json_is_object(vehicle))
        return "no-vehicle";
    if (requirement == NULL)
        return "not-asked";
    if (strcmp(result, RESULT_WORDS[RESULT_FAIL]) == 0)
        return "not-met";
    if (strcmp(result, RESULT_WORDS[RESULT_PASS]) != 0)
        return "not-determined";
    if (!has_figures(requirement) || json_is_true(json_object_get(requirement, "declared")))
        return "no-figures";
    const char *import = import_fault(certificate, good);
    if (import != NULL)
        return import;
    if (is_over(certificate, good))
        return "over";
    if (of_another(certificate, vehicle))
        return "other-producer";
    if (certificate->count == 0)
        return NULL;
    bool same = same_calculation(certificate->requirement, requirement) &&
                text_is(certificate->vehicle_class, results_string(vehicle, "class")) &&
                text_is(certificate->producer_named, results_string(vehicle, "producer")) &&
                text_is(certificate->currency, currency_of(good, requirement));
    return same ? NULL : "other-calculation";
}

static usmca_status refuse(struct taking *work, struct text id, const char *reason, const json_t *good,
                           const json_t *requirement, usmca_error *error) {
    struct vehicle_certificate *certificate = work->certificate;
    void *list = list_room(certificate->refusals, certificate->refusal_count, &work->refusal_room,
                           sizeof *certificate->refusals);
    char message[64];
    struct buffer words = {0};
    if (list == NULL)
        return error_memory(error);
    certificate->refusals = list;
    snprintf(message, sizeof message, "vehicle-paper.refused.%s", reason);
    MESSAGE(&words, certificate->messages, message,
            {"percent", text_from(results_string(requirement, "percent"))},
            {"required", text_from(results_string(requirement, "required"))},
            {"cite", certificate->form.cite}, {"country", certificate->form.country},
            {"import", text_from(results_string(good, "import_country"))},
            {"until", text_from(results_string(good, "valid_until"))});
    certificate->refusals[certificate->refusal_count++] =
        (struct good_refusal){id, reason, buffer_keep(&words, work->arena)};
    return work->arena->failed ? error_memory(error) : USMCA_OK;
}

static usmca_status add(struct taking *work, struct text id, const json_t *good, const json_t *vehicle,
                        const json_t *requirement, usmca_error *error) {
    struct vehicle_certificate *certificate = work->certificate;
    void *list =
        list_room(certificate->vehicles, certificate->count, &work->room, sizeof *certificate->vehicles);
    if (list == NULL)
        return error_memory(error);
    certificate->vehicles = list;
    if (certificate->count == 0) {
        certificate->requirement = json_incref((json_t *)requirement);
        certificate->vehicle_class = kept(work, vehicle, "class");
        certificate->producer_named = kept(work, vehicle, "producer");
        certificate->currency = arena_copy(work->arena, text_from(currency_of(good, requirement)));
    }
    certificate->vehicles[certificate->count++] = (struct certified_vehicle){
        id, kept(work, good, "hs"), kept(work, vehicle, "model_line"), kept(work, vehicle, "plant")};
    return work->arena->failed ? error_memory(error) : USMCA_OK;
}

static usmca_status take(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct taking *work = context;
    struct text id = kept(work, good, "good_id");
    const json_t *vehicle = json_object_get(good, "vehicle");
    bool named = id_list_has(&work->asked, id);
    (void)number;
    if (work->asked.count > 0 ? !named : !json_is_object(vehicle))
        return work->arena->failed ? error_memory(error) : USMCA_OK;
    bool twice = id_list_has(&work->seen, id);
    if (!id_list_add(&work->seen, id))
        return error_memory(error);
    const json_t *requirement = requirement_of(vehicle, work->certificate->form.requirement);
    const char *fault = twice ? "twice" : vehicle_fault(work, good, vehicle, requirement);
    return fault != NULL ? refuse(work, id, fault, good, requirement, error)
                         : add(work, id, good, vehicle, requirement, error);
}

usmca_status vehicle_certificate_take(struct vehicle_certificate *certificate,
                                      const struct results_source *source, struct text ids,
                                      struct arena *arena, usmca_error *error) {
    struct taking work = {.certificate = certificate, .source = source, .arena = arena};
    size_t results = 0;
    usmca_status status = id_list_read(&work.asked, ids, arena, error);
    if (status == USMCA_OK)
        status = results_each(source, take, &work, &results, error);
    for (size_t i = 0; i < work.asked.count && status == USMCA_OK; i++)
        if (!id_list_has(&work.seen, work.asked.list[i]))
            status = refuse(&work, work.asked.list[i], "absent", NULL, NULL, error);
    id_list_free(&work.asked);
    id_list_free(&work.seen);
    return status;
}

void vehicle_certificate_free(struct vehicle_certificate *certificate) {
    json_decref(certificate->requirement);
    free(certificate->vehicles);
    free(certificate->refusals);
    free(certificate->missing);
}
