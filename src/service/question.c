#include "service/service.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/error.h"
#include "hs/editions.h"
#include "rulebook/vocabulary.h"
#include "service/json_exact.h"

struct service_books {
    pthread_mutex_t lock;
    struct usmca_rulebook *in[LANGUAGES];
    struct error_words *errors[LANGUAGES]; /* NULL before there was an error, and where there are none */
};

usmca_status service_open(struct service *service, usmca_error *error) {
    const struct usmca_rulebook *book;
    service->books = calloc(1, sizeof *service->books);
    if (service->books == NULL)
        return error_memory(error);
    pthread_mutex_init(&service->books->lock, NULL);
    return service_book(&book, service, service->language, error);
}

void service_close(struct service *service) {
    if (service->books == NULL)
        return;
    for (size_t i = 0; i < LANGUAGES; i++)
        rulebook_free(service->books->in[i]);
    for (size_t i = 0; i < LANGUAGES; i++)
        error_words_free(service->books->errors[i]);
    pthread_mutex_destroy(&service->books->lock);
    free(service->books);
    service->books = NULL;
}

usmca_status service_book(const struct usmca_rulebook **out, const struct service *service, size_t language,
                          usmca_error *error) {
    struct service_books *books = service->books;
    pthread_mutex_lock(&books->lock);
    usmca_status status = books->in[language] == NULL ? rulebook_open(&books->in[language], service->rules,
                                                                      LANGUAGE_NAMES[language], error)
                                                      : USMCA_OK;
    *out = books->in[language];
    pthread_mutex_unlock(&books->lock);
    return status;
}

const struct messages *service_messages(const struct service *service) {
    return service->books->in[service->language]->messages;
}

/* ---- errors ---- */

static const struct error_words *errors_in(const struct service *service, size_t language) {
    char folder[4200];
    usmca_error ignored;
    struct service_books *books = service->books;
    pthread_mutex_lock(&books->lock);
    snprintf(folder, sizeof folder, "%s/messages", service->rules);
    if (books->errors[language] == NULL)
        (void)error_words_load(&books->errors[language], folder, LANGUAGE_NAMES[language], &ignored);
    const struct error_words *words = books->errors[language];
    pthread_mutex_unlock(&books->lock);
    return words;
}

const struct error_words *service_error_words(const struct service *service, const json_t *asked) {
    const char *named = json_string_value(json_object_get(asked, "lang"));
    named = named != NULL ? language_named(named) : NULL;
    size_t language = service->language;
    for (size_t i = 0; i < LANGUAGES; i++)
        language = LANGUAGE_NAMES[i] == named ? i : language;
    return errors_in(service, language);
}

/* ---- members ---- */

usmca_status question_members(const json_t *asked, const char *const *names, usmca_error *error) {
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)asked, name, value) {
        size_t i = 0;
        while (names[i] != NULL && strcmp(names[i], name) != 0)
            i++;
        if (names[i] == NULL)
            return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "there is no argument %.100s", name);
    }
    return USMCA_OK;
}

usmca_status question_word(const json_t *asked, const char *name, char room[QUESTION_WORD_SIZE],
                           const char **out, usmca_error *error) {
    const json_t *value = json_object_get(asked, name);
    struct buffer plain = {0};
    struct text text = NO_TEXT;
    *out = NULL;
    if (value == NULL || json_is_null(value))
        return USMCA_OK;
    bool said = json_exact_string(value, &text);
    if (!said && json_exact_number(&plain, value)) {
        text = buffer_view(&plain);
        said = true;
    }
    usmca_status status = plain.failed ? error_memory(error) : USMCA_OK;
    if (status == USMCA_OK && (!said || text.length == 0 || text.length >= QUESTION_WORD_SIZE))
        status = error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is no word, number or day", name);
    if (status == USMCA_OK) {
        memcpy(room, text.data, text.length);
        room[text.length] = '\0';
        *out = room;
    }
    buffer_free(&plain);
    return status;
}

/* ---- what holds for all goods ---- */

struct reader {
    struct service_question *question;
    const struct service *service;
    const json_t *asked;
    usmca_error *error;
    char room[QUESTION_WORD_SIZE];
};

/* The member, or what the service takes in its place. */
static usmca_status word_of(struct reader *reader, const char *name, const char *otherwise,
                            const char **out) {
    usmca_status status = question_word(reader->asked, name, reader->room, out, reader->error);
    if (*out == NULL)
        *out = otherwise;
    return status;
}

static usmca_status refuse(const struct reader *reader, const char *name, const char *word, const char *is) {
    return error_set(reader->error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s %s is not %s", name, word, is);
}

static usmca_status read_language(struct reader *reader) {
    const char *word;
    size_t language = reader->service->language;
    usmca_status status = word_of(reader, "lang", NULL, &word);
    const char *name = word != NULL ? language_named(word) : LANGUAGE_NAMES[language];
    if (status == USMCA_OK && name == NULL)
        return refuse(reader, "lang", word, ERROR_WORDS("en, es or fr"));
    for (size_t i = 0; i < LANGUAGES && status == USMCA_OK; i++)
        language = LANGUAGE_NAMES[i] == name ? i : language;
    return status == USMCA_OK
               ? service_book(&reader->question->book, reader->service, language, reader->error)
               : status;
}

static usmca_status read_day(struct reader *reader) {
    const char *word;
    date *day = &reader->question->setting.date;
    usmca_status status = word_of(reader, "date", NULL, &word);
    *day = reader->service->today();
    return status != USMCA_OK || word == NULL || date_parse_iso(day, text_from(word))
               ? status
               : refuse(reader, "date", word, ERROR_WORDS("a day (YYYY-MM-DD)"));
}

static usmca_status read_currency(struct reader *reader) {
    const char *word;
    struct service_question *question = reader->question;
    usmca_status status = word_of(reader, "currency", reader->service->currency, &word);
    word = word != NULL ? word : "USD";
    if (status == USMCA_OK &&
        (strlen(word) != CURRENCY_LETTERS || !vocabulary_currency(question->book->words, text_from(word))))
        return refuse(reader, "currency", word, ERROR_WORDS("a code of ISO 4217"));
    if (status == USMCA_OK)
        memcpy(question->currency, word, CURRENCY_LETTERS + 1);
    question->setting.currency = text_from(question->currency);
    return status;
}

static usmca_status read_edition(struct reader *reader) {
    const char *word;
    enum hs_edition edition = HS_2022;
    usmca_status status = word_of(reader, "hs_edition", reader->service->edition, &word);
    if (status != USMCA_OK || word == NULL)
        return status;
    if (!hs_edition_named(&edition, text_from(word)))
        return refuse(reader, "hs_edition", word, ERROR_WORDS("2012, 2017 or 2022"));
    reader->question->setting.edition = edition_choice(edition);
    reader->question->edition_stated = true;
    return USMCA_OK;
}

static usmca_status read_tariff(struct reader *reader) {
    const char *word;
    usmca_status status = word_of(reader, "tariff", reader->service->tariff, &word);
    if (status != USMCA_OK || word == NULL)
        return status;
    for (int i = TARIFF_NOT_SAID + 1; i < TARIFF_CHOICES; i++)
        if (strcmp(word, TARIFF_WORDS[i]) == 0) {
            reader->question->setting.tariff = (enum tariff_choice)i;
            return USMCA_OK;
        }
    return refuse(reader, "tariff", word, ERROR_WORDS("US, MX or CA"));
}

/* Of a code, or of goods that say none themselves. */
static usmca_status read_use(struct reader *reader) {
    const char *word;
    usmca_status status = word_of(reader, "use", NULL, &word);
    if (status == USMCA_OK && word == NULL)
        status = word_of(reader, "default_use", reader->service->default_use, &word);
    if (status != USMCA_OK || word == NULL)
        return status;
    reader->question->setting.default_use = use_named(word);
    return reader->question->setting.default_use != USE_NONE
               ? USMCA_OK
               : refuse(reader, "use", word, ERROR_WORDS("a use of vehicles"));
}

static usmca_status read_designation(struct reader *reader) {
    const char *word;
    usmca_status status = word_of(reader, "designate", reader->service->designate, &word);
    if (status != USMCA_OK || word == NULL || strcmp(word, "declared") == 0)
        return status;
    if (strcmp(word, "auto") != 0)
        return refuse(reader, "designate", word, ERROR_WORDS("declared or auto"));
    reader->question->setting.designation = DESIGNATE_AUTO;
    return USMCA_OK;
}

static usmca_status read_month(struct reader *reader) {
    const char *word;
    usmca_status status = word_of(reader, "year_begins", reader->service->year_begins, &word);
    reader->question->first_month = 1;
    if (status != USMCA_OK || word == NULL)
        return status;
    size_t digits = strspn(word, "0123456789");
    int month = 0;
    for (size_t i = 0; i < digits && i < 3; i++)
        month = month * 10 + word[i] - '0';
    if (word[digits] != '\0' || digits > 2 || month < 1 || month > 12)
        return refuse(reader, "year_begins", word, ERROR_WORDS("a month, 1 to 12"));
    reader->question->first_month = month;
    return USMCA_OK;
}

usmca_status question_read(struct service_question *question, const struct service *service,
                           const json_t *asked, usmca_error *error) {
    static usmca_status (*const READ[])(struct reader *) = {read_language,    read_day,    read_currency,
                                                            read_edition,     read_tariff, read_use,
                                                            read_designation, read_month};
    struct reader reader = {.question = question, .service = service, .asked = asked, .error = error};
    *question = (struct service_question){.setting.ask = true};
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < sizeof READ / sizeof READ[0] && status == USMCA_OK; i++)
        status = READ[i](&reader);
    return status;
}
