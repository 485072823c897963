#include <stddef.h>
#include <stdlib.h>

#include "api/batch.h"
#include "api/call.h"
#include "api/pdf_floor.h"
#include "intake/table_file.h"
#include "papers/certify.h"
#include "report/json_value.h"

/* Certifications of origin: what `usmca certify` does, of results in memory. */

struct usmca_certification {
    const struct usmca_rulebook *book;
    struct arena arena; /* of what was set */
    struct certify_words words;
    const char *profile;
    enum certify_format format;
    struct batch_table parties;
    /* of the last making */
    bool made;
    struct buffer document;
    struct buffer summary;
};

USMCA_API usmca_status usmca_certification_new(usmca_certification **out, const usmca_rulebook *rulebook,
                                               usmca_error *error) {
    if (out == NULL || rulebook == NULL)
        return call_missing(out == NULL ? "out" : "rulebook", error);
    usmca_certification *made = calloc(1, sizeof *made);
    if (made == NULL)
        return error_memory(error);
    made->book = rulebook;
    made->format = CERTIFY_JSON;
    made->words.mark = "";
    *out = made;
    return USMCA_OK;
}

static void forget(usmca_certification *certification) {
    certification->made = false;
    buffer_free(&certification->document);
    buffer_free(&certification->summary);
}

USMCA_API void usmca_certification_free(usmca_certification *certification) {
    if (certification == NULL)
        return;
    forget(certification);
    batch_table_free(&certification->parties);
    arena_free(&certification->arena);
    free(certification);
}

/* ---- what is said ---- */

static const struct {
    const char *name;
    size_t word; /* in struct certify_words */
} WORDS[] = {
    {"certifier", offsetof(struct certify_words, certifier)},
    {"date", offsetof(struct certify_words, date)},
    {"invoice", offsetof(struct certify_words, invoice)},
    {"from", offsetof(struct certify_words, from)},
    {"to", offsetof(struct certify_words, to)},
    {"exporter", offsetof(struct certify_words, exporter)},
    {"producer", offsetof(struct certify_words, producer)},
    {"importer", offsetof(struct certify_words, importer)},
    {"good", offsetof(struct certify_words, goods)},
    {"accept", offsetof(struct certify_words, accept)},
    {"criterion-e", offsetof(struct certify_words, deemed)},
    {"import-country", offsetof(struct certify_words, import_country)},
    {"sign", offsetof(struct certify_words, sign)},
    {"issuer", offsetof(struct certify_words, issuer)},
    {"verification-method", offsetof(struct certify_words, method)},
    {"country", offsetof(struct certify_words, country)},
};

static usmca_status refuse(const char *option, const char *value, usmca_error *error) {
    return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is no value of %s", value, option);
}

static usmca_status set_flag(bool *out, const char *option, const char *value, usmca_error *error) {
    if (value != NULL && strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return refuse(option, value, error);
    *out = value != NULL && strcmp(value, "yes") == 0;
    return USMCA_OK;
}

static usmca_status set_format(usmca_certification *certification, const char *value, usmca_error *error) {
    int found = value == NULL ? CERTIFY_JSON : CERTIFY_FORMATS;
    for (int i = 0; i < CERTIFY_FORMATS && value != NULL; i++)
        if (strcmp(value, CERTIFY_FORMAT_WORDS[i]) == 0)
            found = i;
    if (found == CERTIFY_FORMATS)
        return refuse("format", value, error);
    certification->format = (enum certify_format)found;
    return USMCA_OK;
}

USMCA_API usmca_status usmca_certification_set(usmca_certification *certification, const char *option,
                                               const char *value, usmca_error *error) {
    if (certification == NULL || option == NULL)
        return call_missing(certification == NULL ? "certification" : "option", error);
    if (strcmp(option, "format") == 0)
        return set_format(certification, value, error);
    if (strcmp(option, "shipment") == 0)
        return set_flag(&certification->words.shipment, option, value, error);
    if (strcmp(option, "cut-period") == 0)
        return set_flag(&certification->words.cut, option, value, error);
    if (strcmp(option, "profile") == 0)
        return call_keep(&certification->arena, &certification->profile, value, error);
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (strcmp(option, WORDS[i].name) == 0)
            return call_keep(&certification->arena,
                             (const char **)((char *)&certification->words + WORDS[i].word), value, error);
    return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "there is no option %s of a certification",
                     option);
}

/* ---- parties ---- */

static struct batch_table *place_of(usmca_certification *certification, const char *table,
                                    usmca_error *error) {
    if (certification == NULL || table == NULL) {
        call_missing(certification == NULL ? "certification" : "table", error);
        return NULL;
    }
    if (table_named(table) != TABLE_PARTIES)
        error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "there is no table %s of a certification", table);
    else if (certification->parties.path != NULL)
        error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "the table %s was given before", table);
    else
        return &certification->parties;
    return NULL;
}

USMCA_API usmca_status usmca_certification_file(usmca_certification *certification, const char *table,
                                                const char *path, usmca_error *error) {
    struct batch_table *place = place_of(certification, table, error);
    return place == NULL ? USMCA_ERROR_ARGUMENT : batch_table_file(place, path, error);
}

USMCA_API usmca_status usmca_certification_rows(usmca_certification *certification, const char *table,
                                                const char *const columns[], size_t count,
                                                usmca_next_row next, void *context, usmca_error *error) {
    struct batch_table *place = place_of(certification, table, error);
    return place == NULL ? USMCA_ERROR_ARGUMENT
                         : batch_table_rows(place, table, columns, count, next, context, error);
}

USMCA_API usmca_status usmca_certification_arrow(usmca_certification *certification, const char *table,
                                                 struct ArrowArrayStream *stream, usmca_error *error) {
    return batch_table_arrow(place_of(certification, table, error), table, stream, error);
}

/* ---- results ---- */

struct lines {
    struct text all;
    struct text rest;
};

static usmca_status read_line(void *context, struct text *line, usmca_error *error) {
    struct lines *lines = context;
    (void)error;
    *line = (struct text){NULL, 0};
    if (lines->rest.length > 0)
        text_split(&lines->rest, '\n', line);
    return USMCA_OK;
}

static usmca_status again(void *context, usmca_error *error) {
    struct lines *lines = context;
    (void)error;
    lines->rest = lines->all;
    return USMCA_OK;
}

/* ---- making ---- */

/* What is made in one call alone. */
struct making {
    struct certify_work work;
    struct profile *profile;
    struct hs_pattern *codes;
    struct tables tables;
    struct rejects rejects;
    struct buffer notices;
};

static usmca_status read_parties(const usmca_certification *certification, struct making *making,
                                 usmca_error *error) {
    usmca_status status =
        profile_of_run(&making->profile, certification->profile, certification->book->directory,
                       &(struct file_form){0}, certification->book->words, error);
    if (status == USMCA_OK)
        status = hs_pattern_new(&making->codes, error);
    making->rejects = (struct rejects){.messages = certification->book->messages, .raw = true};
    return status == USMCA_OK ? table_file_read(&making->tables, TABLE_PARTIES, certification->parties.path,
                                                certification->parties.given, making->profile, making->codes,
                                                &making->rejects, &making->notices, NULL, error)
                              : status;
}

static usmca_status take(const usmca_certification *certification, struct making *making, struct text results,
                         usmca_error *error) {
    struct lines lines = {results, results};
    const struct results_source source = {
        .path = "results", .read_line = read_line, .again = again, .context = &lines};
    making->work.words = certification->words;
    making->work.words.parties = certification->parties.path;
    making->work.format = certification->format;
    usmca_status status = certify_read_words(&making->work, error);
    if (status == USMCA_OK)
        status = read_parties(certification, making, error);
    if (status == USMCA_OK)
        status = certify_digest(&making->work, &source, error);
    return status == USMCA_OK
               ? certify_take(&making->work, TABLE_ROWS(&making->tables, TABLE_PARTIES, struct party),
                              making->tables.of[TABLE_PARTIES].count, &source, certification->book, error)
               : status;
}

static void tell_problems(struct making *making) {
    for (size_t i = 0; i < making->work.problems.count; i++) {
        const struct element_problem *problem = &making->work.problems.list[i];
        if (problem->party != NULL) {
            table_file_reject(&making->tables, TABLE_PARTIES, &problem->party->place, problem->column,
                              problem->reason, &making->rejects);
            continue;
        }
        buffer_string(&making->rejects.lines, making->work.words.parties);
        buffer_string(&making->rejects.lines, ": ");
        buffer_text(&making->rejects.lines, problem->reason);
        buffer_char(&making->rejects.lines, '\n');
    }
}

static void say_fonts(struct buffer *out, const struct pdf_notes *notes) {
    if (notes->font_instead[0] != '\0') {
        buffer_string(out, "the font DejaVu Sans is not installed: the PDF is set in ");
        buffer_string(out, notes->font_instead);
        buffer_char(out, '\n');
    }
    if (notes->unknown > 0) {
        buffer_string(out, "letters of the PDF that no installed font has: ");
        buffer_number(out, notes->unknown);
        buffer_char(out, '\n');
    }
}

static usmca_status write_pdf(struct buffer *out, struct making *making, usmca_error *error) {
    struct signed_paper paper = {.arena = &making->work.arena};
    const struct pdf_output output = {paper_piece, out};
    const struct pdf_floor *floor = NULL;
    struct pdf_notes notes = {0};
    usmca_status status = pdf_floor_open(&floor, error);
    if (status == USMCA_OK)
        status = certification_paper(&paper, &making->work.certification, error);
    if (status == USMCA_OK)
        status = paper_pdf(floor, &paper, &output, &notes, error);
    say_fonts(&making->notices, &notes);
    paper_free(&paper);
    return status;
}

static void put_refusals(struct buffer *out, const struct certified_goods *taken) {
    for (size_t i = 0; i < taken->refusal_count; i++) {
        buffer_string(out, i > 0 ? ",{\"good_id\":" : "{\"good_id\":");
        json_put_foreign(out, taken->refusals[i].good_id);
        JSON_LITERAL(out, ",\"reason\":");
        json_put_word(out, taken->refusals[i].reason);
        JSON_LITERAL(out, ",\"message\":");
        json_put_foreign(out, taken->refusals[i].words);
        buffer_char(out, '}');
    }
}

static void summarize(struct buffer *out, const struct making *making, bool written) {
    const struct certified_goods *taken = &making->work.taken;
    JSON_LITERAL(out, "{\"certified\":");
    buffer_number(out, written ? taken->count : 0);
    JSON_LITERAL(out, ",\"refused\":[");
    put_refusals(out, taken);
    JSON_LITERAL(out, "],\"rejects\":");
    json_put_lines(out, buffer_view(&making->rejects.lines));
    JSON_LITERAL(out, ",\"notices\":");
    json_put_lines(out, buffer_view(&making->notices));
    buffer_char(out, '}');
    buffer_char(out, '\0');
}

static usmca_status make(usmca_certification *certification, struct making *making, struct text results,
                         usmca_error *error) {
    usmca_status status = take(certification, making, results, error);
    if (status != USMCA_OK)
        return status;
    certify_settle(&making->work);
    tell_problems(making);
    bool written =
        making->work.problems.count == 0 && making->rejects.count == 0 && making->work.taken.count > 0;
    if (written)
        status = certification->format == CERTIFY_PDF
                     ? write_pdf(&certification->document, making, error)
                     : certify_write(&certification->document, &making->work, error);
    if (status != USMCA_OK)
        return status;
    if (written)
        buffer_char(&certification->document, '\0');
    summarize(&certification->summary, making, written);
    return certification->document.failed || certification->summary.failed || making->rejects.lines.failed ||
                   making->notices.failed
               ? error_memory(error)
               : USMCA_OK;
}

USMCA_API usmca_status usmca_certification_make(usmca_certification *certification, const char *results,
                                                size_t length, usmca_error *error) {
    if (certification == NULL || results == NULL)
        return call_missing(certification == NULL ? "certification" : "results", error);
    forget(certification);
    if (certification->parties.path == NULL)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "the table parties is needed");
    struct making *making = calloc(1, sizeof *making);
    if (making == NULL)
        return error_memory(error);
    usmca_status status = make(certification, making, (struct text){results, length}, error);
    certification->made = status == USMCA_OK;
    if (status != USMCA_OK)
        forget(certification);
    certify_free(&making->work);
    tables_free(&making->tables);
    rejects_free(&making->rejects);
    profile_free(making->profile);
    hs_pattern_free(making->codes);
    buffer_free(&making->notices);
    free(making);
    return status;
}

/* ---- what was made ---- */

static const char *view(const usmca_certification *certification, const struct buffer *of, size_t *length) {
    bool there = certification->made && of->length > 0;
    if (length != NULL)
        *length = there ? of->length - 1 : 0; /* a NUL ends it */
    return there ? of->data : NULL;
}

USMCA_API const char *usmca_certification_document(const usmca_certification *certification, size_t *length) {
    if (length != NULL)
        *length = 0;
    return certification != NULL ? view(certification, &certification->document, length) : NULL;
}

USMCA_API const char *usmca_certification_summary(const usmca_certification *certification, size_t *length) {
    if (length != NULL)
        *length = 0;
    return certification != NULL ? view(certification, &certification->summary, length) : NULL;
}
