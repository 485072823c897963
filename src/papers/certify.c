#include "papers/certify.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "papers/credential.h"
#include "value/fiscal.h"

const char *const CERTIFY_FORMAT_WORDS[CERTIFY_FORMATS] = {"text", "json", "invoice", "pdf", "credential"};

/* ---- what is said ---- */

/* That a word is wrong; the first places of the formats are what stands before the name of an option. */
#define REFUSE(...) error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, __VA_ARGS__)

enum { OPTION_SIZE = 64 };

static void name_option(char name[OPTION_SIZE], const struct certify_words *words, const char *option) {
    snprintf(name, OPTION_SIZE, "%s%s", words->mark, option);
}

static usmca_status read_word(int *out, const struct certify_words *words, const char *option,
                              const char *value, const char *const *list, int count, usmca_error *error) {
    char said[128] = "";
    for (int i = 0; i < count; i++) {
        if (value != NULL && strcmp(value, list[i]) == 0) {
            *out = i;
            return USMCA_OK;
        }
        strncat(said, i == 0 ? "" : i + 1 < count ? ", " : " or ", sizeof said - strlen(said) - 1);
        strncat(said, list[i], sizeof said - strlen(said) - 1);
    }
    char name[OPTION_SIZE];
    name_option(name, words, option);
    return value == NULL ? REFUSE("%s has to be %s", name, said)
                         : REFUSE("%s %s is not %s", name, value, said);
}

static usmca_status read_day(date *out, const struct certify_words *words, const char *option,
                             const char *value, usmca_error *error) {
    char name[OPTION_SIZE];
    name_option(name, words, option);
    if (value == NULL)
        return REFUSE("%s is needed", name);
    return date_parse_iso(out, text_from(value)) ? USMCA_OK
                                                 : REFUSE("%s %s is no day: YYYY-MM-DD", name, value);
}

/* Annex 5-A, element 8: one shipment, or a period. */
static usmca_status read_period(struct certify_work *work, usmca_error *error) {
    const struct certify_words *words = &work->words;
    struct certification *of = &work->certification;
    bool period = words->from != NULL || words->to != NULL;
    usmca_status status = read_day(&of->date, words, "date", words->date, error);
    if (status != USMCA_OK)
        return status;
    if ((words->invoice != NULL) + words->shipment + period != 1)
        return REFUSE("one of %sinvoice, %sshipment and %sfrom with %sto is needed", words->mark, words->mark,
                      words->mark, words->mark);
    of->invoice = text_from(words->invoice);
    work->asked.from = work->asked.to = of->date;
    if (words->invoice != NULL && text_all_blank(of->invoice))
        return REFUSE("%sinvoice is empty: %sshipment is for one that is not known", words->mark,
                      words->mark);
    if (!period)
        return words->cut
                   ? REFUSE("%scut-period is for %sfrom and %sto", words->mark, words->mark, words->mark)
                   : USMCA_OK;
    status = read_day(&work->asked.from, words, "from", words->from, error);
    if (status == USMCA_OK)
        status = read_day(&work->asked.to, words, "to", words->to, error);
    if (status == USMCA_OK && work->asked.to < work->asked.from)
        return REFUSE("%sto comes before %sfrom", words->mark, words->mark);
    return status;
}

static usmca_status read_stated(enum party_stated *out, const struct certify_words *words, const char *option,
                                const char *value, const char *list, usmca_error *error) {
    *out = STATED_LISTED;
    for (int i = STATED_SAME; value != NULL && i < STATED_CHOICES; i++)
        if (strcmp(value, STATED_WORDS[i]) == 0 && strstr(list, value) != NULL)
            *out = (enum party_stated)i;
    char name[OPTION_SIZE];
    name_option(name, words, option);
    return value == NULL || *out != STATED_LISTED ? USMCA_OK : REFUSE("%s %s is not %s", name, value, list);
}

/* 19 CFR 182.12(a)(4)(iii) to (v): which element may be left open, and for whom. */
static usmca_status check_stated(const struct certify_work *work, usmca_error *error) {
    const struct party_choices *choices = &work->choices;
    if (choices->exporter == STATED_UNKNOWN && choices->by != PARTY_PRODUCER)
        return REFUSE("%sexporter unknown is for a producer who certifies", work->words.mark);
    if (choices->by == PARTY_PRODUCER && choices->producer > STATED_SAME)
        return REFUSE("the producer certifies: it is neither various nor confidential");
    if (choices->by == PARTY_IMPORTER && choices->importer > STATED_SAME)
        return REFUSE("the importer certifies: it is neither various nor unknown");
    return USMCA_OK;
}

static usmca_status read_parties(struct certify_work *work, usmca_error *error) {
    const struct certify_words *words = &work->words;
    struct party_choices *choices = &work->choices;
    int by = 0;
    usmca_status status =
        read_word(&by, words, "certifier", words->certifier, PARTY_ROLE_WORDS + PARTY_EXPORTER,
                  PARTY_IMPORTER - PARTY_EXPORTER + 1, error);
    choices->by = (enum party_role)(by + PARTY_EXPORTER);
    if (status == USMCA_OK)
        status = read_stated(&choices->exporter, words, "exporter", words->exporter,
                             ERROR_WORDS("same or unknown"), error);
    if (status == USMCA_OK)
        status = read_stated(&choices->producer, words, "producer", words->producer,
                             ERROR_WORDS("same, various or on-request"), error);
    if (status == USMCA_OK)
        status = read_stated(&choices->importer, words, "importer", words->importer,
                             ERROR_WORDS("same, various or unknown"), error);
    return status == USMCA_OK ? check_stated(work, error) : status;
}

static usmca_status check_credential(const struct certify_work *work, usmca_error *error) {
    const struct certify_words *words = &work->words;
    bool credential = work->format == CERTIFY_CREDENTIAL;
    const struct {
        const char *name;
        const char *value;
    } OWN[] = {{"sign", words->sign},
               {"issuer", words->issuer},
               {"verification-method", words->method},
               {"country", words->country}};
    for (size_t i = 0; i < sizeof OWN / sizeof OWN[0] && !credential; i++)
        if (OWN[i].value != NULL) {
            char name[OPTION_SIZE];
            name_option(name, words, OWN[i].name);
            return REFUSE("%s is for %sformat credential", name, words->mark);
        }
    if (credential && words->deemed != NULL)
        return REFUSE("a credential has no criterion E: its schema has A to D alone");
    if (credential && words->sign == NULL && words->issuer == NULL)
        return REFUSE("a credential needs %ssign or %sissuer", words->mark, words->mark);
    if (words->method != NULL && words->sign == NULL)
        return REFUSE("%sverification-method is for %ssign", words->mark, words->mark);
    return USMCA_OK;
}

usmca_status certify_read_words(struct certify_work *work, usmca_error *error) {
    static const char *const ACCEPTED[] = {"paper-missing"};
    const struct certify_words *words = &work->words;
    int found = 0;
    usmca_status status = read_parties(work, error);
    if (status == USMCA_OK)
        status = read_period(work, error);
    if (status == USMCA_OK && words->import_country != NULL)
        status = read_word(&found, words, "import-country", words->import_country,
                           COUNTRY_CODES + COUNTRY_CANADA, COUNTRIES - COUNTRY_CANADA, error);
    if (status == USMCA_OK && words->accept != NULL)
        status = read_word(&found, words, "accept", words->accept, ACCEPTED, 1, error);
    if (status != USMCA_OK)
        return status;
    work->asked.accept_paper_missing = words->accept != NULL;
    work->asked.without_deemed = work->format == CERTIFY_CREDENTIAL;
    work->asked.cut = words->cut;
    work->asked.ids = text_from(words->goods);
    work->asked.deemed_ids = text_from(words->deemed);
    work->asked.stated = &work->certification;
    work->asked.import_country = text_from(words->import_country);
    work->asked.country = text_from(words->country);
    return check_credential(work, error);
}

/* ---- what is taken ---- */

usmca_status certify_digest(struct certify_work *work, const struct results_source *source,
                            usmca_error *error) {
    unsigned char bytes[crypto_hash_sha256_BYTES];
    char digits[2 * sizeof bytes + 1];
    crypto_hash_sha256_state state;
    struct text line = {NULL, 0};
    usmca_status status = USMCA_OK;
    crypto_hash_sha256_init(&state);
    while ((status = source->read_line(source->context, &line, error)) == USMCA_OK && line.data != NULL) {
        if (text_trim(line).length == 0)
            continue;
        crypto_hash_sha256_update(&state, (const unsigned char *)line.data, line.length);
        crypto_hash_sha256_update(&state, (const unsigned char *)"\n", 1);
    }
    if (status != USMCA_OK)
        return status;
    crypto_hash_sha256_final(&state, bytes);
    sodium_bin2hex(digits, sizeof digits, bytes, sizeof bytes);
    work->certification.results = arena_copy(&work->arena, text_from(digits));
    return work->arena.failed ? error_memory(error) : source->again(source->context, error);
}

static usmca_status check_period(const struct certify_work *work, const struct general *general,
                                 usmca_error *error) {
    char day[DATE_TEXT_SIZE];
    date from = work->asked.from;
    date last = date_months_end(from, general->certification_months);
    day[date_print(day, last)] = '\0';
    if (work->asked.to > last)
        return REFUSE("a period has at most %d months: it ends on %s (%.*s)", general->certification_months,
                      day, (int)general->certification.cite.length, general->certification.cite.data);
    day[date_print(day, general->in_force)] = '\0';
    return from >= general->in_force ? USMCA_OK : REFUSE("the Agreement is in force from %s on", day);
}

static usmca_status gather(struct certify_work *work, const struct party *parties, size_t count,
                           const struct usmca_rulebook *book, usmca_error *error) {
    struct identifiers *identifiers = NULL;
    usmca_status status = identifiers_load(&identifiers, &work->arena, book->directory, error);
    if (status != USMCA_OK)
        return status;
    const struct elements_given given = {parties,        count,       work->choices,
                                         &book->general, identifiers, &work->arena};
    work->certification.messages = book->messages;
    return elements_gather(&work->certification, &given, &work->problems) ? USMCA_OK : error_memory(error);
}

usmca_status certify_take(struct certify_work *work, const struct party *parties, size_t count,
                          const struct results_source *source, const struct usmca_rulebook *book,
                          usmca_error *error) {
    usmca_status status = check_period(work, &book->general, error);
    work->book = book;
    if (status == USMCA_OK)
        status = gather(work, parties, count, book, error);
    if (status == USMCA_OK)
        status = certified_goods_take(&work->taken, source, &work->asked, book, &work->arena, error);
    return status;
}

void certify_settle(struct certify_work *work) {
    work->certification.goods = work->taken.goods;
    work->certification.good_count = work->taken.count;
    work->certification.import_country =
        work->words.import_country != NULL ? work->asked.import_country : work->taken.import_country;
    if (work->words.from != NULL) {
        work->certification.from = work->asked.from;
        work->certification.to = work->taken.to;
    }
}

/* ---- what is written ---- */

static usmca_status write_credential(struct buffer *out, const struct certify_work *work,
                                     usmca_error *error) {
    struct signing_key *key = NULL;
    const struct general *general = &work->book->general;
    struct credential_terms terms = {
        .issuer = work->words.issuer,
        .method = work->words.method,
        .until = date_add_months(work->certification.date, MONTHS_A_YEAR * general->certification_years)};
    const struct party *certifier = work->certification.certifier;
    if (!credential_names_signatory(certifier))
        return error_set(error, USMCA_ERROR_INPUT, work->words.parties, 0, 0,
                         "a credential needs the given name and the family name of who signs: signatory");
    usmca_status status =
        work->words.sign != NULL ? signing_key_read(&key, work->words.sign, error) : USMCA_OK;
    terms.key = key;
    if (status == USMCA_OK)
        status = credentials_write(out, &work->certification, &terms, error);
    signing_key_free(key);
    return status;
}

usmca_status certify_write(struct buffer *out, struct certify_work *work, usmca_error *error) {
    switch (work->format) {
    case CERTIFY_TEXT:
        certification_text(out, &work->certification);
        break;
    case CERTIFY_INVOICE:
        certification_invoice(out, &work->certification);
        break;
    case CERTIFY_CREDENTIAL:
        return write_credential(out, work, error);
    default:
        certification_json(out, &work->certification);
    }
    return out->failed ? error_memory(error) : USMCA_OK;
}

void certify_free(struct certify_work *work) {
    arena_free(&work->arena);
    free(work->problems.list);
}
