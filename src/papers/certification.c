#include "papers/certification.h"

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
