#include "cli/certify_verify.h"

#include <jansson.h>
#include <string.h>

#include "base/file.h"
#include "base/shown.h"
#include "cli/command.h"
#include "cli/forms.h"
#include "papers/data_integrity.h"
#include "report/json_read.h"
#include "report/results.h"

enum { LARGEST_FILE = 256 * 1024 * 1024 };

struct verifying {
    const char *path;
    const char *key;
    const char *by;
    const char *rules;
    const char *language;
    bool help;
    struct usmca_rulebook *book;
    unsigned char public_key[PUBLIC_KEY_SIZE];
    size_t credentials;
    size_t broken;
    struct buffer out;
};

/* Of an issuer, which may be its id alone. */
static struct text issuer_id(const json_t *document) {
    const json_t *issuer = json_object_get(document, "issuer");
    return json_is_string(issuer) ? text_from(json_string_value(issuer))
                                  : text_from(results_string(issuer, "id"));
}

static struct text string_at(const json_t *object, const char *key) {
    return text_from(results_string(object, key));
}

/* A key that is named in the document itself proves that nothing was changed since, and by which key; that
 * the key is the issuer's, the issuer's id says where it is that key, or --key and --by do. */
static const char *message_of(const struct verifying *work, enum proof_state state, const json_t *document) {
    static const char *const MESSAGES[PROOF_STATES] = {"certify.verify.holds",     "certify.verify.absent",
                                                       "certify.verify.suite",     "certify.verify.method",
                                                       "certify.verify.other-key", "certify.verify.broken"};
    struct text issuer = issuer_id(document);
    struct text method = string_at(json_object_get(document, "proof"), "verificationMethod");
    struct text controller = {NULL, 0};
    struct text rest = method;
    text_split(&rest, '#', &controller);
    if (state != PROOF_HOLDS)
        return MESSAGES[state];
    if (work->by != NULL && !text_is(issuer, work->by))
        return "certify.verify.other-issuer";
    if (!text_equal(issuer, controller))
        return work->key != NULL ? "certify.verify.holds" : "certify.verify.not-of-issuer";
    return MESSAGES[PROOF_HOLDS];
}

static usmca_status verify_one(struct verifying *work, const json_t *document, usmca_error *error) {
    enum proof_state state = PROOF_ABSENT;
    const json_t *issuer = json_object_get(document, "issuer");
    const json_t *proof = json_object_get(document, "proof");
    struct buffer number = {0};
    usmca_status status = proof_check(&state, document, work->key != NULL ? work->public_key : NULL, error);
    if (status != USMCA_OK)
        return status;
    const char *message = message_of(work, state, document);
    work->broken += strcmp(message, "certify.verify.holds") != 0;
    buffer_number(&number, ++work->credentials);
    MESSAGE(&work->out, work->book->messages, message, {"number", buffer_view(&number)},
            {"id", string_at(document, "id")}, {"issuer", issuer_id(document)},
            {"name", string_at(issuer, "name")}, {"method", string_at(proof, "verificationMethod")},
            {"created", string_at(proof, "created")}, {"from", string_at(document, "validFrom")},
            {"until", string_at(document, "validUntil")});
    buffer_char(&work->out, '\n');
    buffer_release(&number, &work->out);
    return USMCA_OK;
}

static usmca_status not_json(const struct verifying *work, const json_error_t *problem, usmca_error *error) {
    return error_set(error, USMCA_ERROR_INPUT, work->path, problem->line > 0 ? (unsigned)problem->line : 1,
                     problem->column > 0 ? (unsigned)problem->column : 1, "not JSON: %s", problem->text);
}

/* One credential behind the other, or a list of them. */
static usmca_status verify_all(struct verifying *work, struct text rest, usmca_error *error) {
    usmca_status status = USMCA_OK;
    while (status == USMCA_OK && (rest = text_trim(rest)).length > 0) {
        json_error_t problem = {.line = 0};
        json_t *document = NULL;
        if (!json_read(&document, rest, JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &problem))
            return error_memory(error);
        if (document == NULL)
            return not_json(work, &problem, error);
        rest.data += problem.position;
        rest.length -= (size_t)problem.position;
        if (json_is_object(document))
            status = verify_one(work, document, error);
        else if (!json_is_array(document))
            status = error_set(error, USMCA_ERROR_INPUT, work->path, 1, 1, "no credential");
        for (size_t i = 0; i < json_array_size(document) && status == USMCA_OK; i++)
            status = json_is_object(json_array_get(document, i))
                         ? verify_one(work, json_array_get(document, i), error)
                         : error_set(error, USMCA_ERROR_INPUT, work->path, 1, 1, "no credential");
        json_decref(document);
    }
    if (status == USMCA_OK && work->credentials == 0)
        status = error_set(error, USMCA_ERROR_INPUT, work->path, 1, 1, "there is no credential in it");
    return status;
}

static int run(struct verifying *work) {
    usmca_error error = {0};
    char room[4096];
    struct buffer bytes = {0};
    usmca_status status =
        rulebook_open(&work->book, command_rules(work->rules, room), work->language, &error);
    if (status == USMCA_OK && work->key != NULL)
        status = public_key_read(work->public_key, work->key, &error);
    if (status == USMCA_OK)
        status = file_read(&bytes, work->path, LARGEST_FILE, &error);
    if (status == USMCA_OK)
        status = verify_all(work, buffer_view(&bytes), &error);
    if (status == USMCA_OK && work->out.failed)
        status = error_memory(&error);
    buffer_free(&bytes);
    struct buffer shown = {0};
    struct text lines = buffer_view(&work->out);
    struct text line;
    while (lines.length > 0 && text_split(&lines, '\n', &line)) {
        buffer_shown(&shown, line);
        buffer_char(&shown, '\n');
    }
    int done = status == USMCA_OK ? command_put_buffer(stdout, &shown) : command_fail(&error);
    buffer_free(&shown);
    rulebook_free(work->book);
    return done != EXIT_DONE ? done : work->broken > 0 ? EXIT_FAILED : EXIT_DONE;
}

static const char *const USAGE[] = {"certify verify FILE [options]", NULL};
static const struct option_row ROWS[] = {OPTION("key", FILE, CHOICES, "PUBLIC.pem", struct verifying, key),
                                         OPTION("by", TEXT, CHOICES, "DID", struct verifying, by),
                                         COMMON_OPTIONS(struct verifying, language, rules, help)};
const struct command_form CERTIFY_VERIFY_FORM = {"certify verify",      USAGE, ROWS, OPERAND_FILE,
                                                 "exit.certify.verify", NULL};

int certify_verify(int count, char **arguments) {
    struct verifying work = {0};
    int rest = 0;
    int status = form_read(&CERTIFY_VERIFY_FORM, &work, count, arguments, &rest);
    if (status != EXIT_DONE)
        return status;
    if (work.help)
        return form_help(&CERTIFY_VERIFY_FORM, work.language, work.rules);
    status = command_language("certify verify", &work.language);
    if (status == EXIT_DONE && count - rest != 1)
        return USAGE("certify verify", "credentials-needed");
    if (status != EXIT_DONE)
        return status;
    work.path = arguments[rest];
    status = run(&work);
    buffer_free(&work.out);
    return status;
}
