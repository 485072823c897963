#include "record/certified.h"

#include <jansson.h>
#include <string.h>

#include "hs/code.h"
#include "origin/determination.h"
#include "record/query.h"
#include "report/json_read.h"
#include "report/results.h"

struct holding {
    const struct record *record;
    int64_t run;
    const char *name;
};

/* What a paper says of a good, and what the run says of it. */
struct claim {
    const char *good_id;
    const char *hs; /* NULL: of a vehicle, whose requirement it is about */
    const char *criterion;
    const json_t *vehicle_paper;
    bool found;
    const char *fault;
};

static usmca_status none(const struct holding *holding, usmca_error *error) {
    return error_set(error, USMCA_ERROR_INPUT, holding->name, 0, 0,
                     "it is no certification as usmca certify writes it");
}

/* ---- one good ---- */

static bool same_subheading(const char *one, const char *other) {
    struct hs_code codes[2];
    return hs_code_parse(&codes[0], text_from(one)) && hs_code_parse(&codes[1], text_from(other)) &&
           hs_same_unit(codes[0], codes[1], HS_SUBHEADING) == HS_INSIDE;
}

/* E is for goods of Schedule 2, whatever else they originate by. */
static bool same_criterion(const char *certified, const json_t *good) {
    return strcmp(certified, "E") == 0 ||
           (certified[0] != '\0' && strcmp(certified, results_string(good, "criterion")) == 0);
}

static const char *fault_of_good(const struct claim *claim, const json_t *good) {
    const char *pile = results_string(json_object_get(good, "evidence"), "pile");
    if (strcmp(results_string(good, "status"), STATUS_WORDS[STATUS_ORIGINATING]) != 0)
        return ERROR_WORDS("it does not originate there");
    if (strcmp(pile, PILE_WORDS[PILE_SIGN]) != 0 && strcmp(pile, PILE_WORDS[PILE_PAPER_MISSING]) != 0)
        return ERROR_WORDS("it is not to be signed for there");
    if (!same_subheading(claim->hs, results_string(good, "hs")))
        return ERROR_WORDS("it is classified otherwise there");
    return same_criterion(claim->criterion, good) ? NULL
                                                  : ERROR_WORDS("it originates by another criterion there");
}

/* A certification of vehicles is of one requirement, by its figures. */
static const char *fault_of_vehicle(const json_t *paper, const json_t *good) {
    size_t index = 0;
    const json_t *one = NULL;
    json_array_foreach(json_object_get(json_object_get(good, "vehicle"), "requirements"), index, one) {
        if (strcmp(results_string(one, "result"), RESULT_WORDS[RESULT_PASS]) == 0 &&
            strcmp(results_string(one, "percent"), results_string(paper, "percent")) == 0 &&
            strcmp(results_string(one, "cite"), results_string(paper, "law")) == 0)
            return NULL;
    }
    return ERROR_WORDS("it does not meet the requirement by these figures there");
}

static usmca_status take(void *context, struct text line, usmca_error *error) {
    struct claim *claim = context;
    json_t *good = NULL;
    if (!json_read(&good, line, 0, NULL))
        return error_memory(error);
    claim->found = true;
    claim->fault =
        claim->hs != NULL ? fault_of_good(claim, good) : fault_of_vehicle(claim->vehicle_paper, good);
    json_decref(good);
    return USMCA_OK;
}

static usmca_status look_up(const struct holding *holding, struct claim *claim, struct text good_id,
                            usmca_error *error) {
    int64_t run = holding->run;
    date day = 0;
    return query_good(holding->record, good_id, 0, &run, &day, take, claim, error);
}

static usmca_status judge(const struct holding *holding, const struct claim *claim, usmca_error *error) {
    const char *fault = claim->found ? claim->fault : ERROR_WORDS("the run has no such good");
    return fault == NULL ? USMCA_OK
                         : error_set(error, USMCA_ERROR_INPUT, holding->name, 0, 0, "good %s of run %lld: %s",
                                     claim->good_id, (long long)holding->run, fault);
}

static usmca_status hold(const struct holding *holding, struct claim *claim, usmca_error *error) {
    usmca_status status = claim->good_id[0] == '\0'
                              ? none(holding, error)
                              : look_up(holding, claim, text_from(claim->good_id), error);
    return status == USMCA_OK ? judge(holding, claim, error) : status;
}

/* The id of a good in a credential stands before its description, behind a colon. */
static usmca_status hold_described(const struct holding *holding, struct claim *claim, usmca_error *error) {
    const char *colon = claim->good_id;
    usmca_status status = claim->good_id[0] == '\0' ? none(holding, error) : USMCA_OK;
    while (status == USMCA_OK && !claim->found && (colon = strstr(colon, ": ")) != NULL) {
        struct text id = {claim->good_id, (size_t)(colon - claim->good_id)};
        status = look_up(holding, claim, id, error);
        colon += 2;
    }
    return status == USMCA_OK ? judge(holding, claim, error) : status;
}

/* ---- the paper ---- */

static usmca_status hold_goods(const struct holding *holding, const json_t *goods, bool credential,
                               usmca_error *error) {
    usmca_status status = json_array_size(goods) > 0 ? USMCA_OK : none(holding, error);
    for (size_t i = 0; i < json_array_size(goods) && status == USMCA_OK; i++) {
        const json_t *one = json_array_get(goods, i);
        struct claim claim = {.good_id = results_string(one, credential ? "description" : "good_id"),
                              .hs = results_string(one, credential ? "commodityCode" : "hs"),
                              .criterion = results_string(one, credential ? "originCriterion" : "criterion")};
        status = (credential ? hold_described : hold)(holding, &claim, error);
    }
    return status;
}

static usmca_status hold_vehicles(const struct holding *holding, const json_t *paper, usmca_error *error) {
    const json_t *vehicles = json_object_get(paper, "vehicles");
    usmca_status status = json_array_size(vehicles) > 0 ? USMCA_OK : none(holding, error);
    for (size_t i = 0; i < json_array_size(vehicles) && status == USMCA_OK; i++) {
        struct claim claim = {.good_id = results_string(json_array_get(vehicles, i), "good_id"),
                              .vehicle_paper = paper};
        status = hold(holding, &claim, error);
    }
    return status;
}

static usmca_status hold_paper(const struct holding *holding, const json_t *paper, usmca_error *error) {
    const json_t *subject = json_object_get(paper, "credentialSubject");
    if (subject != NULL)
        return hold_goods(holding, json_object_get(subject, "goods"), true, error);
    if (json_object_get(paper, "vehicles") != NULL)
        return hold_vehicles(holding, paper, error);
    return results_string(paper, "certified_by")[0] != '\0'
               ? hold_goods(holding, json_object_get(paper, "goods"), false, error)
               : none(holding, error);
}

static usmca_status hold_text(const struct holding *holding, struct text text, usmca_error *error) {
    json_t *papers = NULL;
    usmca_status status = json_read(&papers, text, 0, NULL) ? USMCA_OK : error_memory(error);
    if (status == USMCA_OK && (papers == NULL || (json_is_array(papers) && json_array_size(papers) == 0)))
        status = none(holding, error);
    if (status == USMCA_OK && !json_is_array(papers))
        status = hold_paper(holding, papers, error);
    for (size_t i = 0; i < json_array_size(papers) && status == USMCA_OK; i++)
        status = hold_paper(holding, json_array_get(papers, i), error);
    json_decref(papers);
    return status;
}

usmca_status record_certified(const struct record *record, int64_t run, const char *name, struct text bytes,
                              usmca_error *error) {
    static const char PDF[] = "%PDF-";
    const struct holding holding = {record, run, name};
    struct text line;
    json_t *whole = NULL;
    if (bytes.length >= sizeof PDF - 1 && memcmp(bytes.data, PDF, sizeof PDF - 1) == 0)
        return USMCA_OK;
    if (!json_read(&whole, bytes, 0, NULL))
        return error_memory(error);
    bool one = whole != NULL;
    json_decref(whole);
    if (one || text_all_blank(bytes))
        return hold_text(&holding, bytes, error);
    usmca_status status = USMCA_OK; /* credentials, one a line */
    while (status == USMCA_OK && bytes.length > 0 && text_split(&bytes, '\n', &line))
        if (!text_all_blank(line))
            status = hold_text(&holding, line, error);
    return status;
}
