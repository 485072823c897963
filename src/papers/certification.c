#include "papers/certification.h"

#include <stdio.h>

#include "papers/paper.h"

const char CRITERIA[] = "ABCDE";
const char *const STATED_WORDS[STATED_CHOICES] = {"listed", "same", "unknown", "various", "on-request"};

size_t stated_count(const struct certification *certification, const struct stated_parties *parties) {
    if (parties->stated == STATED_SAME)
        return certification->certifier != NULL;
    return parties->stated == STATED_LISTED ? parties->count : 0;
}

const struct party *stated_party(const struct certification *certification,
                                 const struct stated_parties *parties, size_t place) {
    return parties->stated == STATED_SAME ? certification->certifier : parties->list[place];
}

void party_address(struct buffer *out, const struct party *party) {
    const struct text parts[] = {party->address, party->city, party->region, party->postal_code,
                                 party->country};
    bool first = true;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].length == 0)
            continue;
        buffer_string(out, first ? "" : ", ");
        buffer_text(out, parts[i]);
        first = false;
    }
}

struct text stated_words(const struct certification *certification, const struct stated_parties *parties) {
    static const char *const MESSAGES[STATED_CHOICES] = {NULL, "certify.same", "certify.unknown",
                                                         "certify.various", "certify.on-request"};
    const char *message = MESSAGES[parties->stated];
    return message != NULL ? message_find(certification->messages, message) : TEXT("");
}

struct text certification_imported_into(const struct certification *certification) {
    size_t count = stated_count(certification, &certification->importer);
    bool told = count > 0;
    for (size_t i = 0; i < count; i++)
        told = told && text_equal(stated_party(certification, &certification->importer, i)->country,
                                  certification->import_country);
    return told ? TEXT("") : certification->import_country;
}

struct text certifier_role_words(const struct certification *certification) {
    static const char *const MESSAGES[PARTY_ROLES] = {"", "", "certify.role.exporter",
                                                      "certify.role.producer", "certify.role.importer"};
    return message_find(certification->messages, MESSAGES[certification->by]);
}

bool certification_uses(const struct certification *certification, char criterion) {
    for (size_t i = 0; i < certification->good_count; i++)
        if (certification->goods[i].criterion == criterion)
            return true;
    return false;
}

struct text criterion_words(const struct certification *certification, char criterion) {
    char message[32];
    snprintf(message, sizeof message, "certify.criterion.%c", criterion);
    return message_find(certification->messages, message);
}

void certification_period(struct buffer *out, const struct certification *certification) {
    char rooms[2][DATE_TEXT_SIZE];
    if (certification->from == 0)
        buffer_text(out, message_find(certification->messages, "certify.single-shipment"));
    else
        MESSAGE(out, certification->messages, "certify.period",
                {"from", {rooms[0], date_print(rooms[0], certification->from)}},
                {"to", {rooms[1], date_print(rooms[1], certification->to)}});
}

void paper_party(struct signed_paper *paper, const struct party *party) {
    const struct messages *messages = paper->messages;
    struct buffer address = {0};
    struct buffer person = {0};
    party_address(&address, party);
    buffer_text(&person, party->signatory);
    buffer_string(&person, party->signatory.length > 0 && party->title.length > 0 ? ", " : "");
    buffer_text(&person, party->title);
    paper_line(paper, message_find(messages, "certify.field.name"), party->name);
    paper_line(paper,
               message_find(messages,
                            party->signatory.length > 0 ? "certify.field.signatory" : "certify.field.title"),
               buffer_view(&person));
    paper_line(paper, message_find(messages, "certify.field.address"), buffer_view(&address));
    paper_line(paper, message_find(messages, "certify.field.telephone"), party->telephone);
    paper_line(paper, message_find(messages, "certify.field.email"), party->email);
    paper_line(paper, message_find(messages, "certify.field.tax-number"), party->tax_number);
    paper->failed = paper->failed || address.failed || person.failed;
    buffer_free(&address);
    buffer_free(&person);
}
