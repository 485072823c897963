#include <stdio.h>
#include <stdlib.h>

#include "base/list.h"
#include "origin/determination.h"
#include "papers/vehicle_certificate.h"
#include "report/number.h"

struct working {
    struct vehicle_certificate *certificate;
    struct signed_paper *paper;
    const json_t *labour;
    const json_t *purchases;
    enum vehicle_element element;
    struct text cite;
    size_t room;
    bool failed;
};

static struct text say(const struct working *work, const char *id) {
    return message_find(work->paper->messages, id);
}

/* "prefix.word" of the catalogue, or the word itself; nothing where there is none. */
static struct text word(const struct working *work, const char *prefix, const char *value) {
    char id[96];
    snprintf(id, sizeof id, "%s.%s", prefix, value);
    return value[0] != '\0' && message_has(work->paper->messages, id) ? say(work, id) : text_from(value);
}

/* ---- what is missing ---- */

static void lacks_named(struct working *work, const char *what, struct text name) {
    struct vehicle_certificate *certificate = work->certificate;
    char element[64];
    struct buffer words = {0};
    struct buffer said = {0};
    void *list = list_room(certificate->missing, certificate->missing_count, &work->room,
                           sizeof *certificate->missing);
    work->failed = work->failed || list == NULL;
    if (list == NULL)
        return;
    certificate->missing = list;
    snprintf(element, sizeof element, "vehicle-paper.element.%s", VEHICLE_ELEMENT_WORDS[work->element]);
    buffer_text(&said, say(work, what));
    if (name.length > 0)
        buffer_text(&said, say(work, "colon"));
    buffer_text(&said, name);
    MESSAGE(&words, work->paper->messages, "vehicle-paper.missing", {"element", say(work, element)},
            {"what", buffer_view(&said)}, {"cite", work->cite});
    work->failed = work->failed || said.failed;
    buffer_free(&said);
    certificate->missing[certificate->missing_count++] =
        (struct missing_element){work->element, buffer_keep(&words, work->paper->arena)};
}

static void lacks(struct working *work, const char *what) {
    lacks_named(work, what, NO_TEXT);
}

static void ask(struct working *work, struct text value, const char *what) {
    if (text_all_blank(value))
        lacks(work, what);
}

/* ---- who ---- */

/* A company or a person, and how to reach it. Its number may be any that the provision allows: none is held
 * against the form of another. */
static void put_person(struct working *work, const struct party *party, bool numbered, bool titled) {
    if (party == NULL) {
        lacks(work, "vehicle-paper.row");
        return;
    }
    paper_party(work->paper, party);
    ask(work, party->name, "certify.field.name");
    ask(work, party->address, "certify.field.address");
    ask(work, party->country, "vehicle-paper.country");
    if (numbered)
        ask(work, party->tax_number, "certify.field.tax-number");
    if (titled)
        ask(work, party->title, "certify.field.title");
    ask(work, party->telephone, "certify.field.telephone");
    ask(work, party->email, "certify.field.email");
}

/* 29 CFR 810.405(a)(1): an identification number, and a point of contact; 19 CFR 182.97(c)(1) has any numbers
 * that there are. */
static void put_producer(struct working *work) {
    const struct vehicle_certificate *certificate = work->certificate;
    bool of_labour = work->labour != NULL;
    put_person(work, certificate->producer, of_labour, false);
    if (of_labour && certificate->producer != NULL)
        ask(work, certificate->producer->signatory, "vehicle-paper.contact");
}

static void put_facilities(struct working *work, enum party_role role, bool numbered) {
    const struct vehicle_certificate *certificate = work->certificate;
    bool any = false;
    for (size_t i = 0; i < certificate->party_count; i++) {
        const struct party *party = &certificate->parties[i];
        if (party->role != role)
            continue;
        if (any)
            paper_gap(work->paper);
        any = true;
        paper_party(work->paper, party);
        ask(work, party->address, "certify.field.address");
        ask(work, party->country, "vehicle-paper.country");
        if (numbered)
            ask(work, party->tax_number, "certify.field.tax-number");
    }
    if (!any)
        lacks(work, "vehicle-paper.row");
}

/* 19 CFR 182.96, 182.97: from whom the metal that counts as originating was bought. */
static enum party_role supplier_role(const struct vehicle_certificate *certificate) {
    return text_is(certificate->form.kind, VEHICLE_FORM_WORDS[VEHICLE_FORM_STEEL]) ? PARTY_STEEL_SUPPLIER
                                                                                   : PARTY_ALUMINUM_SUPPLIER;
}

static bool is_listed(const struct vehicle_certificate *certificate, const char *plant) {
    for (size_t i = 0; i < certificate->party_count; i++)
        if (certificate->parties[i].role == PARTY_PLANT && text_is(certificate->parties[i].name, plant))
            return true;
    return false;
}

static void put_plants(struct working *work) {
    const json_t *assembly = json_object_get(work->labour, "assembly");
    const char *const plants[] = {results_string(work->labour, "plant"), results_string(assembly, "plant")};
    put_facilities(work, PARTY_PLANT, true);
    for (size_t i = 0; i < sizeof plants / sizeof plants[0]; i++)
        if (plants[i][0] != '\0' && !is_listed(work->certificate, plants[i])) {
            paper_line(work->paper, say(work, "vehicle-paper.plant"), text_from(plants[i]));
            lacks_named(work, "vehicle-paper.plant-row", text_from(plants[i]));
        }
}

/* ---- what is covered ---- */

static void put_vehicles(struct working *work) {
    const struct vehicle_certificate *certificate = work->certificate;
    const json_t *figures = work->labour != NULL ? work->labour : work->purchases;
    const struct text headings[] = {say(work, "certify.column.good"), say(work, "certify.column.hs"),
                                    say(work, "vehicle-paper.class"), say(work, "vehicle-paper.model-line"),
                                    say(work, "vehicle-paper.plant")};
    struct text class = word(work, "use", certificate->vehicle_class.data);
    paper_line(work->paper, say(work, "vehicle-paper.category"),
               word(work, "category", results_string(figures, "category")));
    paper_line(work->paper, say(work, "vehicle-paper.scope"),
               word(work, "vehicle-paper.scope", results_string(figures, "scope")));
    paper_columns(work->paper, headings, sizeof headings / sizeof headings[0]);
    for (size_t i = 0; i < certificate->count; i++) {
        const struct certified_vehicle *one = &certificate->vehicles[i];
        char dotted[HS_TEXT_SIZE];
        struct text code = arena_copy(work->paper->arena, results_code(dotted, one->hs));
        const struct text cells[] = {one->good_id, code, class, one->model_line, one->plant};
        paper_row(work->paper, cells, sizeof cells / sizeof cells[0]);
    }
    if (certificate->count == 0 || certificate->vehicle_class.length == 0)
        lacks(work, "vehicle-paper.class");
}

static void put_period(struct working *work) {
    const json_t *figures = work->labour != NULL ? work->labour : work->purchases;
    struct text from = text_from(results_string(figures, "from"));
    struct text to = text_from(results_string(figures, "to"));
    struct buffer days = {0};
    paper_line(work->paper, say(work, "vehicle-paper.period"),
               word(work, "calculation", results_string(figures, "period")));
    MESSAGE(&days, work->paper->messages, "certify.period", {"from", from}, {"to", to});
    if (from.length > 0 && to.length > 0)
        paper_line(work->paper, TEXT(""), buffer_view(&days));
    else
        lacks(work, "vehicle-paper.period");
    work->failed = work->failed || days.failed;
    buffer_free(&days);
}

/* ---- figures, as they stand in the results ---- */

static void put_figure(struct working *work, const json_t *object, const char *member, const char *label,
                       bool money) {
    struct text value = text_from(results_string(object, member));
    struct buffer words = {0};
    if (value.length == 0) {
        lacks(work, label);
        return;
    }
    struct number_room room;
    const struct text number = number_plain(&room, work->paper->messages, value);
    if (money) {
        buffer_text(&words, number);
        buffer_string(&words, " ");
        buffer_text(&words, work->certificate->currency);
    } else {
        MESSAGE(&words, work->paper->messages, "percent", {"number", number});
    }
    paper_line(work->paper, say(work, label), buffer_view(&words));
    work->failed = work->failed || words.failed;
    buffer_free(&words);
}

static void put_expenditures(struct working *work) {
    bool of_cost = strcmp(results_string(work->labour, "formula"), "net-cost") == 0;
    put_figure(work, work->labour, "labour", "vehicle-paper.labour", true);
    put_figure(work, work->labour, "material", "vehicle-paper.material", true);
    put_figure(work, work->labour, "base",
               of_cost ? "vehicle-paper.base.net-cost" : "vehicle-paper.base.purchases", true);
    put_figure(work, work->labour, "material_and_labour", "vehicle-paper.points", false);
    put_figure(work, work->labour, "material_and_labour_required", "vehicle-paper.points-required", false);
}

static bool is_amount(const char *number) {
    return number[strspn(number, "0.")] != '\0';
}

static void put_transport(struct working *work) {
    put_figure(work, work->labour, "transport", "vehicle-paper.transport", true);
    if (is_amount(results_string(work->labour, "transport")))
        put_facilities(work, PARTY_CARRIER, true);
}

static void put_technology(struct working *work) {
    const char *points = results_string(work->labour, "technology");
    if (!is_amount(points)) {
        paper_line(work->paper, TEXT(""), say(work, "vehicle-paper.no-credit"));
        return;
    }
    put_figure(work, work->labour, "technology", "vehicle-paper.credit", false);
    paper_line(work->paper, say(work, "vehicle-paper.period"),
               word(work, "calculation", results_string(work->labour, "technology_period")));
}

static void put_assembly(struct working *work) {
    const json_t *assembly = json_object_get(work->labour, "assembly");
    if (strcmp(results_string(assembly, "result"), RESULT_WORDS[RESULT_PASS]) != 0) {
        paper_line(work->paper, TEXT(""), say(work, "vehicle-paper.no-credit"));
        return;
    }
    put_figure(work, assembly, "points", "vehicle-paper.credit", false);
    paper_line(work->paper, say(work, "vehicle-paper.plant"), text_from(results_string(assembly, "plant")));
    paper_line(work->paper, say(work, "vehicle-paper.makes"),
               word(work, "makes", results_string(assembly, "makes")));
    struct number_room room;
    paper_line(
        work->paper, say(work, "vehicle-paper.capacity"),
        number_plain_count(&room, work->paper->messages, text_from(results_string(assembly, "capacity"))));
}

static void put_estimated(struct working *work, const json_t *figures) {
    if (json_is_true(json_object_get(figures, "estimated")))
        paper_line(work->paper, TEXT(""), say(work, "vehicle-paper.estimated"));
}

static void put_purchases(struct working *work) {
    put_figure(work, work->purchases, "originating", "vehicle-paper.originating", true);
    put_figure(work, work->purchases, "all", "vehicle-paper.all", true);
}

static void put_result(struct working *work) {
    const json_t *requirement = work->certificate->requirement;
    put_estimated(work, work->labour != NULL ? work->labour : work->purchases);
    put_figure(work, requirement, "percent", "vehicle-paper.percent", false);
    put_figure(work, requirement, "required", "vehicle-paper.required", false);
    struct buffer cite = {0};
    message_cite(&cite, work->paper->messages, text_from(results_string(requirement, "cite")));
    paper_line(work->paper, say(work, "vehicle-paper.law"), buffer_keep(&cite, work->paper->arena));
}

static void put_signature(struct working *work) {
    paper_words(work->paper, say(work, work->labour != NULL ? "vehicle-paper.statement.labour"
                                                            : "vehicle-paper.statement.purchases"));
    ask(work, work->paper->signatory, "certify.field.name");
}

static void put_element(struct working *work) {
    switch (work->element) {
    case VEHICLE_PRODUCER:
        put_producer(work);
        break;
    case VEHICLE_CERTIFIER:
        put_person(work, work->certificate->certifier, false, true);
        break;
    case VEHICLE_COVERED:
        put_vehicles(work);
        break;
    case VEHICLE_PERIOD:
        put_period(work);
        break;
    case VEHICLE_PLANTS:
        put_plants(work);
        break;
    case VEHICLE_EXPENDITURES:
        put_expenditures(work);
        break;
    case VEHICLE_TRANSPORT:
        put_transport(work);
        break;
    case VEHICLE_TECHNOLOGY:
        put_technology(work);
        break;
    case VEHICLE_ASSEMBLY:
        put_assembly(work);
        break;
    case VEHICLE_SUPPLIERS:
        put_facilities(work, supplier_role(work->certificate), false);
        break;
    case VEHICLE_PURCHASES:
        put_purchases(work);
        break;
    case VEHICLE_RESULT:
        put_result(work);
        break;
    default:
        put_signature(work);
    }
}

/* ---- the whole ---- */

static void name_signatory(struct vehicle_certificate *certificate, struct signed_paper *paper) {
    const struct party *signs = vehicle_party(certificate, PARTY_CERTIFIER);
    certificate->producer = vehicle_party(certificate, PARTY_PRODUCER);
    certificate->certifier = signs != NULL ? signs : certificate->producer;
    signs = certificate->certifier;
    if (signs == NULL)
        return;
    paper->signatory = signs->signatory.length > 0 ? signs->signatory : signs->name;
    paper->signatory_title = signs->title;
    paper->author = certificate->producer != NULL ? certificate->producer->name : signs->name;
}

static void word_warning(struct working *work) {
    struct buffer words = {0};
    for (size_t i = 0; i < work->certificate->missing_count; i++) {
        if (i > 0)
            buffer_text(&words, say(work, "semicolon"));
        buffer_text(&words, work->certificate->missing[i].words);
    }
    work->paper->warning = buffer_keep(&words, work->paper->arena);
}

usmca_status vehicle_certificate_paper(struct vehicle_certificate *certificate, struct signed_paper *paper,
                                       usmca_error *error) {
    const json_t *labour = json_object_get(certificate->requirement, "labour");
    struct working work = {.certificate = certificate,
                           .paper = paper,
                           .labour = labour,
                           .purchases = json_object_get(certificate->requirement, "purchases")};
    struct buffer identity = {0};
    char title[64];
    paper->messages = certificate->messages;
    snprintf(title, sizeof title, "vehicle-paper.title.%.*s", (int)certificate->form.kind.length,
             certificate->form.kind.data);
    paper->title = say(&work, title);
    paper->headings = true;
    paper->date = certificate->date;
    name_signatory(certificate, paper);
    for (size_t i = 0; i < certificate->form.count; i++) {
        char number[8];
        char message[64];
        work.element = certificate->form.elements[i].element;
        work.cite = certificate->form.elements[i].cite;
        snprintf(number, sizeof number, "%zu", i + 1);
        snprintf(message, sizeof message, "vehicle-paper.element.%s", VEHICLE_ELEMENT_WORDS[work.element]);
        paper_element(paper, text_from(number), say(&work, message));
        put_element(&work);
    }
    word_warning(&work);
    if (work.failed || paper->failed || paper->arena->failed)
        return error_memory(error);
    usmca_status status = vehicle_certificate_json(&identity, certificate, NULL, error);
    if (status == USMCA_OK && identity.failed)
        status = error_memory(error);
    if (status == USMCA_OK)
        paper_id(paper->id, buffer_view(&identity));
    buffer_free(&identity);
    return status;
}
