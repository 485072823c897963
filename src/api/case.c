#include <Judy.h>
#include <stdlib.h>

#include "api/call.h"
#include "api/subject.h"
#include "base/list.h"
#include "base/utf8.h"
#include "intake/fields.h"
#include "intake/unit.h"
#include "origin/certifications.h"
#include "origin/designation.h"
#include "origin/prepare.h"
#include "origin/produced_ways.h"
#include "origin/remembered.h"
#include "origin/vehicle/producer_figures.h"
#include "report/report.h"
#include "rulebook/load.h"

USMCA_API const char *usmca_version(void) {
    return USMCA_VERSION;
}

USMCA_API usmca_status usmca_rulebook_open(usmca_rulebook **out, const char *directory, usmca_error *error) {
    return usmca_rulebook_open_in(out, directory, "en", error);
}

USMCA_API usmca_status usmca_rulebook_open_in(usmca_rulebook **out, const char *directory,
                                              const char *language, usmca_error *error) {
    if (out == NULL || directory == NULL || language == NULL)
        return call_missing(out == NULL ? "out" : directory == NULL ? "directory" : "language", error);
    return rulebook_open(out, directory, language, error);
}

USMCA_API void usmca_rulebook_free(usmca_rulebook *rulebook) {
    rulebook_free(rulebook);
}

/* ---- cases ---- */

USMCA_API usmca_status usmca_case_new(usmca_case **out, const usmca_rulebook *rulebook, const char *day,
                                      const char *currency, usmca_error *error) {
    struct case_setting setting = {0};
    if (out == NULL || rulebook == NULL)
        return call_missing(out == NULL ? "out" : "rulebook", error);
    usmca_status checked = call_day(&setting.date, day, error);
    if (checked == USMCA_OK)
        checked = call_currency(currency, error);
    if (checked != USMCA_OK)
        return checked;
    usmca_case *subject = calloc(1, sizeof *subject);
    if (subject == NULL)
        return error_memory(error);
    subject->book = rulebook;
    subject->setting = setting;
    subject->first_month = 1;
    subject->setting.currency = arena_copy(&subject->tables.arena, text_from(currency));
    usmca_status status = hs_pattern_new(&subject->codes, error);
    if (status == USMCA_OK && subject->setting.currency.data == NULL)
        status = error_memory(error);
    if (status == USMCA_OK)
        *out = subject;
    else
        usmca_case_free(subject);
    return status;
}

USMCA_API void usmca_case_free(usmca_case *subject) {
    if (subject == NULL)
        return;
    hs_pattern_free(subject->codes);
    tables_free(&subject->tables);
    arena_free(&subject->arena);
    arena_free(&subject->law);
    free(subject->materials);
    producer_figures_free(subject->setting.figures);
    certifications_free(subject->setting.certifications);
    remembered_free(subject->setting.remembered);
    JudyHSFreeArray(&subject->kept, PJE0);
    JudyHSFreeArray(&subject->document_ids, PJE0);
    buffer_free(&subject->determination.json);
    free(subject);
}

USMCA_API usmca_status usmca_case_edition(usmca_case *subject, const char *edition, usmca_error *error) {
    enum hs_edition named = HS_2022;
    if (subject == NULL)
        return call_missing("case", error);
    if (!hs_edition_named(&named, text_from(edition)))
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "there is no HS edition %s",
                         edition != NULL ? edition : "NULL");
    subject->setting.edition = edition_choice(named);
    return USMCA_OK;
}

/* ---- fields ---- */

static usmca_status field_error(const usmca_case *subject, const char *id, const usmca_field *field,
                                struct text should, usmca_error *error) {
    struct buffer message = {0};
    MESSAGE(&message, subject->book->messages, id, {"header", text_from(field->name)},
            {"value", text_from(field->value)}, {"should", should});
    usmca_status status = message.failed
                              ? error_memory(error)
                              : error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "%.*s", (int)message.length,
                                          message.data != NULL ? message.data : "");
    buffer_free(&message);
    return status;
}

static bool is_given(const usmca_field *fields, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(fields[i].name, name) == 0 && fields[i].value != NULL && fields[i].value[0] != '\0')
            return true;
    return false;
}

/* What no file can have: its reader would have seen to it. */
static usmca_status check_field(const usmca_field *fields, size_t at, usmca_error *error) {
    size_t bad = 0;
    const char *value = fields[at].value;
    if (fields[at].name == NULL)
        return call_missing("the name of a field", error);
    for (size_t i = 0; i < at; i++)
        if (strcmp(fields[i].name, fields[at].name) == 0)
            return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "the field %s stands twice",
                             fields[at].name);
    if (value != NULL && !utf8_valid(value, strlen(value), &bad))
        return error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "%s is not UTF-8 at byte %zu", fields[at].name,
                         bad + 1);
    return USMCA_OK;
}

static usmca_status check_fields(const usmca_case *subject, const usmca_field *fields, size_t count,
                                 usmca_error *error) {
    if (subject == NULL || (fields == NULL && count > 0))
        return call_missing(subject == NULL ? "case" : "fields", error);
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < count && status == USMCA_OK; i++)
        status = check_field(fields, i, error);
    return status;
}

static usmca_status fill(const usmca_case *subject, struct arena *arena, const struct column_table *table,
                         void *record, const usmca_field *fields, size_t count, const char *given_elsewhere,
                         usmca_error *error) {
    struct field_reader reader = {.format = PLAIN_FORMAT, .arena = arena, .codes = subject->codes};
    reader.format.words = subject->book->words;
    for (size_t i = 0; i < count; i++) {
        const struct column *column = column_named(table, text_from(fields[i].name));
        if (column == NULL)
            return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s has no column %s", table->file,
                             fields[i].name);
        struct text value = arena_copy(arena, text_trim(text_from(fields[i].value)));
        if (value.data == NULL)
            return error_memory(error);
        const char *problem = field_set(&reader, column, record, value);
        if (problem == NULL && reader.sign.length > 0)
            problem = currency_sign_note(&reader, false, (uint32_t)i);
        reader.sign = NO_TEXT; /* of this field alone */
        if (problem != NULL)
            return field_error(subject, problem, &fields[i], reader.should, error);
    }
    uint32_t signed_field = reader.signs[0].field;
    const char *differs = currency_sign_settle(&reader, false, table, record);
    if (differs != NULL)
        return field_error(subject, differs, &fields[signed_field], NO_TEXT, error);
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].required == NEED_FIELD && !is_given(fields, count, table->columns[i].name) &&
            (given_elsewhere == NULL || strcmp(table->columns[i].name, given_elsewhere) != 0))
            return field_error(subject, "field.missing", &(usmca_field){table->columns[i].name, ""}, NO_TEXT,
                               error);
    return USMCA_OK;
}

/* ---- tables ---- */

/* What no single field shows; the command rejects such a row. */
static usmca_status check_row(usmca_case *subject, enum table_kind kind, const void *row,
                              usmca_error *error) {
    const struct document *document = row;
    if (kind == TABLE_RATES && ((const struct rate *)row)->rate.value == 0)
        return field_error(subject, "field.zero-rate", &(usmca_field){"rate", "0"}, NO_TEXT, error);
    if (kind != TABLE_DOCUMENTS)
        return USMCA_OK;
    struct text id = document->document_id;
    if (id.length == 0)
        return field_error(subject, "field.missing", &(usmca_field){"document_id", ""}, NO_TEXT, error);
    PWord_t known = (PWord_t)JudyHSIns(&subject->document_ids, (void *)id.data, id.length, PJE0);
    if (known == NULL || (void *)known == (void *)PPJERR)
        return error_memory(error);
    if (*known != 0)
        return field_error(subject, "row.duplicate-document", &(usmca_field){"document_id", id.data}, NO_TEXT,
                           error);
    *known = 1;
    return USMCA_OK;
}

static usmca_status add_row(usmca_case *subject, enum table_kind kind, const usmca_field *fields,
                            size_t field_count, usmca_error *error) {
    usmca_status checked = check_fields(subject, fields, field_count, error);
    if (checked != USMCA_OK)
        return checked;
    void *row = tables_next(&subject->tables, kind);
    if (row == NULL)
        return error_memory(error);
    usmca_status status = fill(subject, &subject->tables.arena, INPUT_TABLES[kind].columns, row, fields,
                               field_count, NULL, error);
    if (status == USMCA_OK)
        status = check_row(subject, kind, row, error);
    if (status == USMCA_OK) {
        subject->tables.of[kind].count++;
        subject->tables.of[kind].given = true;
        bool *changed = kind == TABLE_DOCUMENTS && subject->tables.documents.count > 0 &&
                                !subject->tables.of[TABLE_STATEMENT_MATERIALS].given
                            ? &subject->documents_changed
                            : &subject->tables_changed;
        *changed = true;
    }
    return status;
}

USMCA_API usmca_status usmca_case_document(usmca_case *subject, const usmca_field *fields, size_t count,
                                           usmca_error *error) {
    return add_row(subject, TABLE_DOCUMENTS, fields, count, error);
}

USMCA_API usmca_status usmca_case_rate(usmca_case *subject, const usmca_field *fields, size_t count,
                                       usmca_error *error) {
    return add_row(subject, TABLE_RATES, fields, count, error);
}

USMCA_API usmca_status usmca_case_duty(usmca_case *subject, const usmca_field *fields, size_t count,
                                       usmca_error *error) {
    return add_row(subject, TABLE_DUTIES, fields, count, error);
}

USMCA_API usmca_status usmca_case_row(usmca_case *subject, const char *file, const usmca_field *fields,
                                      size_t count, usmca_error *error) {
    enum table_kind kind = file != NULL ? table_named(file) : TABLES;
    if (kind != TABLES && INPUT_TABLES[kind].user == TABLE_OF_CASE)
        return add_row(subject, kind, fields, count, error);
    return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "there is no file %s of rows for a case",
                     file != NULL ? file : "NULL");
}

USMCA_API usmca_status usmca_case_year_begins(usmca_case *subject, int month, usmca_error *error) {
    if (subject == NULL)
        return call_missing("case", error);
    if (month < 1 || month > MONTHS_A_YEAR)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%d is no month", month);
    subject->first_month = month;
    subject->tables_changed = true;
    return USMCA_OK;
}

USMCA_API usmca_status usmca_case_default_use(usmca_case *subject, const char *use, usmca_error *error) {
    if (subject == NULL)
        return call_missing("case", error);
    enum use found = use_named(use);
    if (use != NULL && found == USE_NONE)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%s is no use", use);
    subject->setting.default_use = found;
    return USMCA_OK;
}

USMCA_API usmca_status usmca_case_designation(usmca_case *subject, const char *designation,
                                              usmca_error *error) {
    int found = DESIGNATE_DECLARED;
    if (subject == NULL)
        return call_missing("case", error);
    usmca_status status = call_designation(&found, designation, error);
    if (status == USMCA_OK)
        subject->setting.designation = (enum designation)found;
    return status;
}

USMCA_API void usmca_case_gap(usmca_case *subject, int wanted) {
    if (subject != NULL)
        subject->setting.gap = wanted != 0;
}

/* ---- goods ---- */

USMCA_API usmca_status usmca_case_good(usmca_case *subject, const usmca_field *fields, size_t count,
                                       usmca_error *error) {
    usmca_status status = check_fields(subject, fields, count, error);
    if (subject == NULL)
        return status;
    arena_reset(&subject->arena);
    arena_reset(&subject->law);
    subject->good = (struct good){0};
    subject->determination.found = NULL;
    subject->broken = false;
    if (status == USMCA_OK)
        status = fill(subject, &subject->arena, &GOOD_COLUMNS, &subject->good, fields, count, NULL, error);
    subject->begun = status == USMCA_OK;
    return status;
}

static usmca_status add_material(usmca_case *subject, const usmca_field *fields, size_t count,
                                 usmca_error *error) {
    if (!subject->begun)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "no good has been begun");
    struct material *materials = list_room(subject->materials, subject->good.material_count,
                                           &subject->material_room, sizeof *subject->materials);
    if (materials == NULL)
        return error_memory(error);
    subject->materials = materials;
    struct material *material = &materials[subject->good.material_count];
    *material = (struct material){0};
    usmca_status status =
        fill(subject, &subject->arena, &MATERIAL_COLUMNS, material, fields, count, "good_id", error);
    if (status == USMCA_OK && material->level.length > 0) /* an assembly would count beside its parts */
        status = error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                           "level: lists over several levels are read from files; give the materials alone");
    if (status == USMCA_OK && material->hs.digits == 0 && case_code_needed(material))
        status = field_error(subject, "field.missing", &(usmca_field){"hs", ""}, NO_TEXT, error);
    if (status != USMCA_OK)
        return status;
    const PWord_t kept = material->material_id.length > 0
                             ? (PWord_t)JudyHSGet(subject->kept, (void *)material->material_id.data,
                                                  material->material_id.length)
                             : NULL;
    material->produced = kept != NULL ? (const struct produced *)*kept : NULL;
    subject->good.material_count++;
    if (material->line.length == 0)
        material->line = unit_line_number(&subject->arena, subject->good.material_count);
    return material->line.data != NULL ? USMCA_OK : error_memory(error);
}

USMCA_API usmca_status usmca_case_material(usmca_case *subject, const usmca_field *fields, size_t count,
                                           usmca_error *error) {
    usmca_status status = check_fields(subject, fields, count, error);
    if (status == USMCA_OK)
        status = add_material(subject, fields, count, error);
    if (status != USMCA_OK && subject != NULL)
        subject->broken = true;
    return status;
}

static usmca_status problem_error(const usmca_case *subject, enum table_kind kind,
                                  const struct row_problem *problem, usmca_error *error) {
    struct buffer message = {0};
    MESSAGE(&message, subject->book->messages, problem->message, {"name", problem->name});
    usmca_status status =
        message.failed ? error_memory(error)
                       : error_set(error, USMCA_ERROR_INPUT, NULL, 0, 0, "%s: %.*s", INPUT_TABLES[kind].name,
                                   (int)message.length, message.data != NULL ? message.data : "");
    buffer_free(&message);
    return status;
}

/* The tables in order, and what they add up to. */
static usmca_status prepare_tables(usmca_case *subject, usmca_error *error) {
    producer_figures_free(subject->setting.figures); /* of the rows as they were */
    subject->setting.figures = producer_figures_new();
    usmca_status status = tables_prepare(&subject->stated, &subject->tables, subject->book, &subject->setting,
                                         subject->first_month, error);
    for (int kind = 0; kind < TABLES && status == USMCA_OK; kind++)
        if (subject->stated.problems[kind].count > 0)
            status =
                problem_error(subject, (enum table_kind)kind, subject->stated.problems[kind].list, error);
    return status;
}

/* All that the good begun last is determined by. */
static usmca_status prepare_good(usmca_case *subject, usmca_error *error) {
    if (!subject->begun)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "no good has been begun");
    if (subject->broken) /* nothing is decided on the rest (contract, section 5) */
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0,
                         "a material of the good could not be read: begin the good again");
    if (subject->setting.certifications == NULL)
        subject->setting.certifications = certifications_new();
    if (subject->several && subject->setting.remembered == NULL)
        subject->setting.remembered = remembered_new(); /* NULL remembers nothing */
    subject->several = true;
    if (subject->tables_changed || subject->documents_changed)
        certifications_forget(subject->setting.certifications);
    usmca_status status = subject->tables_changed ? prepare_tables(subject, error)
                          : subject->documents_changed
                              ? tables_prepare_documents(&subject->tables, subject->book, &subject->setting,
                                                         subject->first_month, error)
                              : USMCA_OK;
    if (status != USMCA_OK)
        return status;
    subject->tables_changed = false;
    subject->documents_changed = false;
    arena_reset(&subject->law);
    subject->determination.found = NULL;
    subject->good.materials = subject->materials;
    return USMCA_OK;
}

USMCA_API usmca_status usmca_case_keep(usmca_case *subject, usmca_error *error) {
    if (subject == NULL)
        return call_missing("case", error);
    usmca_status status = prepare_good(subject, error);
    struct text id = subject->good.good_id;
    if (status != USMCA_OK)
        return status;
    if (JudyHSGet(subject->kept, (void *)id.data, id.length) != NULL)
        return error_set(error, USMCA_ERROR_ARGUMENT, NULL, 0, 0, "%.*s is kept already", (int)id.length,
                         id.data);
    struct produced *produced = ARENA_NEW(&subject->tables.arena, struct produced);
    if (produced == NULL)
        return error_memory(error);
    status = produced_make_on_all_ways(produced, subject->book, &subject->setting, &subject->good,
                                       &subject->law, &subject->tables.arena, error);
    if (status == USMCA_OK && (subject->law.failed || subject->arena.failed || subject->tables.arena.failed))
        status = error_memory(error);
    PWord_t place =
        status == USMCA_OK ? (PWord_t)JudyHSIns(&subject->kept, (void *)id.data, id.length, PJE0) : NULL;
    if (place == NULL || place == PJERR)
        return status != USMCA_OK ? status : error_memory(error);
    *place = (Word_t)produced;
    subject->good.is_material = true;
    return USMCA_OK;
}

USMCA_API usmca_status usmca_case_determine(usmca_case *subject, const usmca_determination **out,
                                            usmca_error *error) {
    if (subject == NULL || out == NULL)
        return call_missing(subject == NULL ? "case" : "out", error);
    usmca_status status = prepare_good(subject, error);
    struct determination *found = NULL;
    if (status == USMCA_OK)
        status =
            determine_good(&found, subject->book, &subject->setting, &subject->good, &subject->law, error);
    if (status != USMCA_OK)
        return status;
    subject->determination.found = found;
    subject->determination.book = subject->book;
    (void)date_print(subject->determination.valid_until, found->valid_until);
    subject->determination.json.length = 0;
    report_json(&subject->determination.json, subject->book, found, (struct report_style){0});
    buffer_char(&subject->determination.json, '\0');
    if (subject->determination.json.failed || subject->law.failed || subject->arena.failed)
        return error_memory(error);
    *out = &subject->determination;
    return USMCA_OK;
}
