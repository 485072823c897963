#include "papers/elements.h"

#include "base/list.h"
#include "rulebook/terms.h"

struct gathering {
    const struct elements_given *given;
    struct certification *out;
    struct element_problems *problems;
    bool out_of_memory;
};

/* The number of the element that a role is, which citations name. */
static const char *const ELEMENTS[PARTY_ROLES] = {"", "2", "3", "4", "5"};

static struct text role_words(const struct gathering *work, enum party_role role) {
    static const char *const MESSAGES[PARTY_ROLES] = {"certify.role.certifier", "certify.role.certifier",
                                                      "certify.role.exporter", "certify.role.producer",
                                                      "certify.role.importer"};
    return message_find(work->out->messages, MESSAGES[role]);
}

static void complain(struct gathering *work, const struct party *party, enum party_role role,
                     const char *column, const char *message, struct text value) {
    struct element_problems *problems = work->problems;
    struct buffer reason = {0};
    void *list = list_room(problems->list, problems->count, &problems->room, sizeof *problems->list);
    MESSAGE(&reason, work->out->messages, message, {"role", role_words(work, role)},
            {"column", text_from(column)}, {"value", value}, {"element", text_from(ELEMENTS[role])});
    work->out_of_memory = work->out_of_memory || list == NULL;
    if (list == NULL) {
        buffer_free(&reason);
        return;
    }
    problems->list = list;
    problems->list[problems->count++] =
        (struct element_problem){party, column, buffer_keep(&reason, work->given->arena)};
}

/* ---- what each party has to say ---- */

static bool is_email(struct text email) {
    const char *at = email.length > 0 ? memchr(email.data, '@', email.length) : NULL;
    size_t before = at != NULL ? (size_t)(at - email.data) : 0;
    size_t behind = at != NULL ? email.length - before - 1 : 0;
    if (before == 0 || behind == 0 || memchr(at + 1, '@', behind) != NULL)
        return false;
    for (size_t i = 0; i < email.length; i++)
        if ((unsigned char)email.data[i] <= ' ')
            return false;
    return true;
}

static bool has_digits(struct text telephone) {
    enum { SHORTEST = 7 };
    int digits = 0;
    for (size_t i = 0; i < telephone.length; i++)
        digits += telephone.data[i] >= '0' && telephone.data[i] <= '9';
    return digits >= SHORTEST;
}

static void check_tax_number(struct gathering *work, const struct party *party, enum party_role role) {
    static const char *const MESSAGES[IDENTIFIER_FAULTS] = {NULL, "certify.tax-form", "certify.tax-day",
                                                            "certify.tax-check"};
    struct buffer name = {0};
    enum identifier_fault fault =
        party->tax_number.length > 0
            ? identifier_check(work->given->identifiers, party->country, party->tax_number, &name)
            : IDENTIFIER_SOUND;
    if (MESSAGES[fault] != NULL)
        complain(work, party, role, "tax_number", MESSAGES[fault], buffer_view(&name));
    work->out_of_memory = work->out_of_memory || name.failed;
    buffer_free(&name);
}

/* Annex 5-A, elements 2 to 5: name, address, country, telephone, e-mail, and the title of who certifies. */
static void check_party(struct gathering *work, const struct party *party, enum party_role role) {
    const struct {
        const char *column;
        struct text value;
        bool needed;
    } FIELDS[] = {{"name", party->name, true},           {"title", party->title, role == PARTY_CERTIFIER},
                  {"address", party->address, true},     {"country", party->country, true},
                  {"telephone", party->telephone, true}, {"email", party->email, true}};
    for (size_t i = 0; i < sizeof FIELDS / sizeof FIELDS[0]; i++)
        if (FIELDS[i].needed && text_all_blank(FIELDS[i].value))
            complain(work, party, role, FIELDS[i].column, "certify.missing", TEXT(""));
    if (party->email.length > 0 && !is_email(party->email))
        complain(work, party, role, "email", "certify.email", party->email);
    if (party->telephone.length > 0 && !has_digits(party->telephone))
        complain(work, party, role, "telephone", "certify.telephone", party->telephone);
    /* Annex 5-A, elements 3 to 5; Article 5.1 of who certifies */
    if (party->country.length > 0 &&
        !country_in(work->given->general->territory, country_named(party->country)))
        complain(work, party, role, "country", "certify.territory", party->country);
    check_tax_number(work, party, role);
}

/* ---- who is who ---- */

static size_t count_of(const struct gathering *work, enum party_role role) {
    size_t count = 0;
    for (size_t i = 0; i < work->given->count; i++)
        count += work->given->rows[i].role == role;
    return count;
}

static const struct party *first_of(const struct gathering *work, enum party_role role) {
    for (size_t i = 0; i < work->given->count; i++)
        if (work->given->rows[i].role == role)
            return &work->given->rows[i];
    return NULL;
}

static void complain_of_others(struct gathering *work, enum party_role role) {
    for (size_t i = 0; i < work->given->count; i++) {
        const struct party *party = &work->given->rows[i];
        if (party->role == role && party != first_of(work, role))
            complain(work, party, role, "role", "certify.more-than-one", TEXT(""));
    }
}

/* The certifier has a row of its own, or is the one of its role. */
static void find_certifier(struct gathering *work) {
    enum party_role by = work->given->choices.by;
    enum party_role role = count_of(work, PARTY_CERTIFIER) > 0 ? PARTY_CERTIFIER : by;
    work->out->by = by;
    work->out->certifier = first_of(work, role);
    if (work->out->certifier == NULL) {
        complain(work, NULL, PARTY_CERTIFIER, "role", "certify.nobody", TEXT(""));
        return;
    }
    complain_of_others(work, role);
    check_party(work, work->out->certifier, PARTY_CERTIFIER);
}

static void list_parties(struct gathering *work, struct stated_parties *parties, enum party_role role) {
    size_t count = count_of(work, role);
    parties->list = ARENA_ARRAY(work->given->arena, const struct party *, count);
    work->out_of_memory = work->out_of_memory || parties->list == NULL;
    for (size_t i = 0; i < work->given->count && parties->list != NULL; i++)
        if (work->given->rows[i].role == role) {
            parties->list[parties->count++] = &work->given->rows[i];
            check_party(work, &work->given->rows[i], role);
        }
}

/* Annex 5-A, elements 1 and 3 to 5: as what somebody certifies, that is who it is. Several rows of it are
 * several places of one. */
static void hold_against_certifier(struct gathering *work, enum party_role role) {
    const struct party *certifier = work->out->certifier;
    if (work->out->by != role || certifier == NULL)
        return;
    for (size_t i = 0; i < work->given->count; i++) {
        const struct party *party = &work->given->rows[i];
        if (party->role == role && !text_equal(text_trim(party->name), text_trim(certifier->name)))
            complain(work, party, role, "name", "certify.other-than-certifier", certifier->name);
    }
}

/* The option that stands in the place of its rows. */
static struct text said_instead(enum party_role role) {
    return role == PARTY_EXPORTER   ? TEXT("--exporter same|unknown")
           : role == PARTY_PRODUCER ? TEXT("--producer same|various|on-request")
                                    : TEXT("--importer same|various|unknown");
}

static void find_parties(struct gathering *work, struct stated_parties *parties, enum party_role role,
                         enum party_stated said) {
    const struct party *first = first_of(work, role);
    bool certifies = work->out->by == role && (first == NULL || first == work->out->certifier);
    if (certifies && said == STATED_LISTED)
        said = STATED_SAME;
    *parties = (struct stated_parties){.stated = said};
    if (said != STATED_LISTED && first != NULL && first != work->out->certifier)
        complain(work, first, role, "role", "certify.said-otherwise", text_from(STATED_WORDS[said]));
    hold_against_certifier(work, role);
    if (said != STATED_LISTED)
        return;
    if (first == NULL)
        complain(work, NULL, role, "role", "certify.nobody-or-said", said_instead(role));
    /* 19 CFR 182.12(a)(4)(iii) to (v): producers and importers may be several */
    if (role == PARTY_EXPORTER)
        complain_of_others(work, role);
    list_parties(work, parties, role);
}

bool elements_gather(struct certification *out, const struct elements_given *given,
                     struct element_problems *problems) {
    struct gathering work = {given, out, problems, false};
    find_certifier(&work);
    find_parties(&work, &out->exporter, PARTY_EXPORTER, given->choices.exporter);
    find_parties(&work, &out->producer, PARTY_PRODUCER, given->choices.producer);
    find_parties(&work, &out->importer, PARTY_IMPORTER, given->choices.importer);
    return !work.out_of_memory && !given->arena->failed;
}
