#ifndef USMCA_H
#define USMCA_H

/* Whether goods originate under the Agreement between the United States, Mexico and Canada.
 *
 * Who owns what: what a function gives through its first parameter belongs to the caller, who ends it with
 * the _free of the same name; what a getter returns belongs to the object asked, and lives until that object
 * is changed or freed; arguments are only read, and nothing of them is kept. A rule book is immutable, and
 * any number of threads may determine against it, each with a case of its own. Nothing here prints, exits,
 * reads the clock or looks at the locale.
 *
 * What fails is told in *error, and leaves nothing to be freed in *out; `error` may be NULL, and so may
 * `length`, which is that of the text without its NUL. A _free of NULL does nothing. Text is UTF-8; days are
 * YYYY-MM-DD, and currencies three capital letters (ISO 4217). */

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define USMCA_API __attribute__((visibility("default")))
#else
#define USMCA_API
#endif

/* The version of this header; usmca_version() is that of the library that is linked (docs/stability.md). */
#define USMCA_VERSION_MAJOR 0
#define USMCA_VERSION_MINOR 1
#define USMCA_VERSION_PATCH 0

typedef enum usmca_status {
    USMCA_OK,
    USMCA_ERROR_MEMORY,   /* memory is exhausted */
    USMCA_ERROR_IO,       /* a file cannot be read or written */
    USMCA_ERROR_RULES,    /* the rule book is not one */
    USMCA_ERROR_INPUT,    /* a field of a good, material or document cannot be used */
    USMCA_ERROR_ARGUMENT, /* a call out of order, NULL where something is needed, an unknown name, a field
                             twice */
    USMCA_ERROR_CANCELLED /* a function of the caller said so */
} usmca_status;

/* What went wrong, and where: line and column count from 1, and are 0 where there is no file. */
typedef struct usmca_error {
    usmca_status status;
    unsigned line;
    unsigned column;
    char file[512];
    char text[512];
} usmca_error;

typedef struct usmca_rulebook usmca_rulebook;
typedef struct usmca_case usmca_case;
typedef struct usmca_determination usmca_determination;
typedef struct usmca_batch usmca_batch;
typedef struct usmca_answer usmca_answer;
typedef struct usmca_certification usmca_certification;

/* A column and its value, named and written as the files have them (docs/file-formats.md). */
typedef struct usmca_field {
    const char *name;
    const char *value;
} usmca_field;

/* "MAJOR.MINOR.PATCH" */
USMCA_API const char *usmca_version(void);

/* Loads the rule book in `directory` (which holds usmca/, hs/ and messages/): of what is installed that is
 * what pkg-config --variable=rulesdir usmca says. */
USMCA_API usmca_status usmca_rulebook_open(usmca_rulebook **out, const char *directory, usmca_error *error);
/* The same with sentences in `language`, "en", "es" or "fr": the catalogue messages/LANGUAGE.xml of the
 * directory, which the build makes of po/. */
USMCA_API usmca_status usmca_rulebook_open_in(usmca_rulebook **out, const char *directory,
                                              const char *language, usmca_error *error);
USMCA_API void usmca_rulebook_free(usmca_rulebook *rulebook);

/* The rule for a code of 4, 6, 8 or 10 digits on `date`, as `usmca rule --format json` writes it. `use` is
 * one of those that usmca_case_default_use() names, and `edition` the Harmonized System edition of the code;
 * both may be NULL: any use, and the edition in force on the day. A code that the edition does not have is
 * USMCA_ERROR_INPUT. */
USMCA_API usmca_status usmca_answer_rule(usmca_answer **out, const usmca_rulebook *rulebook, const char *code,
                                         const char *date, const char *use, const char *edition,
                                         usmca_error *error);
/* The facts that rules for the code may ask for, as `usmca facts --format json` writes them. */
USMCA_API usmca_status usmca_answer_facts(usmca_answer **out, const usmca_rulebook *rulebook,
                                          const char *code, const char *date, const char *use,
                                          const char *edition, usmca_error *error);
/* One JSON object, ended by a NUL. */
USMCA_API const char *usmca_answer_json(const usmca_answer *answer, size_t *length);
USMCA_API void usmca_answer_free(usmca_answer *answer);

/* An empty case for one good after another: of each good usmca_case_good(), usmca_case_material() a line, and
 * usmca_case_determine(). `date` and `currency` are needed, and hold for goods that name none; the rule book
 * must outlive the case. */
USMCA_API usmca_status usmca_case_new(usmca_case **out, const usmca_rulebook *rulebook, const char *date,
                                      const char *currency, usmca_error *error);
USMCA_API void usmca_case_free(usmca_case *subject);
/* The Harmonized System edition of the codes that follow and name none in `hs_edition`: "2012", "2017" or
 * "2022". Without this call it is the edition in force on the good's day. */
USMCA_API usmca_status usmca_case_edition(usmca_case *subject, const char *edition, usmca_error *error);

/* Supplier documents, exchange rates and duties stay for all goods that follow. A document_id stands once,
 * and no rate is 0: USMCA_ERROR_INPUT, and the row is not taken. */
USMCA_API usmca_status usmca_case_document(usmca_case *subject, const usmca_field *fields, size_t count,
                                           usmca_error *error);
USMCA_API usmca_status usmca_case_rate(usmca_case *subject, const usmca_field *fields, size_t count,
                                       usmca_error *error);
USMCA_API usmca_status usmca_case_duty(usmca_case *subject, const usmca_field *fields, size_t count,
                                       usmca_error *error);

/* A row of the file of that name: "documents", "statement-materials", "rates", "duties", "averages",
 * "plants", "purchases" or "vehicles". It stays for all goods that follow. Rows that contradict each other
 * are USMCA_ERROR_INPUT when the next good is determined. */
USMCA_API usmca_status usmca_case_row(usmca_case *subject, const char *file, const usmca_field *fields,
                                      size_t count, usmca_error *error);
/* The first month of the fiscal year, 1 to 12 (1 without this call), for averages and vehicles. */
USMCA_API usmca_status usmca_case_year_begins(usmca_case *subject, int month, usmca_error *error);
/* What parts of vehicles are for whose column use is empty: passenger-vehicle, light-truck, heavy-truck,
 * other-vehicle or aftermarket; NULL: that is not known, and a good whose outcome hangs on it is
 * undetermined. */
USMCA_API usmca_status usmca_case_default_use(usmca_case *subject, const char *use, usmca_error *error);
/* Which self-produced materials are intermediate materials (U.R. 8(6)): "declared", those whose column role
 * says so (without this call), or "auto", besides every one that originates and may be. */
USMCA_API usmca_status usmca_case_designation(usmca_case *subject, const char *designation,
                                              usmca_error *error);
/* Whether determinations say what would make a good qualify, or lose one that does: "gap" of the JSON. */
USMCA_API void usmca_case_gap(usmca_case *subject, int wanted);

/* Begins a good, and forgets the one before with its materials, unless those that follow are made of it. */
USMCA_API usmca_status usmca_case_good(usmca_case *subject, const usmca_field *fields, size_t count,
                                       usmca_error *error);
/* Adds a line to the bill of materials of the good begun last. Where it is refused the good is not determined
 * until it is begun again: nothing is decided on the rest. */
USMCA_API usmca_status usmca_case_material(usmca_case *subject, const usmca_field *fields, size_t count,
                                           usmca_error *error);
/* Keeps the good begun last, as it is determined by what the case holds now, as a material of the goods that
 * follow: of each line whose material_id is its good_id, given after this call, it says the origin, and, by
 * the line's role, the value or what is in it (U.R. 8(6), 3(8)). A good kept twice is an argument error. */
USMCA_API usmca_status usmca_case_keep(usmca_case *subject, usmca_error *error);
/* Determines the good begun last (Uniform Regulations, sections 3 to 20). The determination belongs to the
 * case, and lives until the next usmca_case_good or usmca_case_free. */
USMCA_API usmca_status usmca_case_determine(usmca_case *subject, const usmca_determination **out,
                                            usmca_error *error);

/* "originating", "non-originating" or "undetermined". */
USMCA_API const char *usmca_determination_status(const usmca_determination *determination);
/* "A", "B", "C", "D" (Article 4.2), or NULL. */
USMCA_API const char *usmca_determination_criterion(const usmca_determination *determination);
/* The id and the citation of the rule by which the good qualifies, or NULL. */
USMCA_API const char *usmca_determination_rule(const usmca_determination *determination);
USMCA_API const char *usmca_determination_cite(const usmca_determination *determination);
/* Whether it can be signed for: "sign", "paper-first" (it originates as it is declared, and not by what is
 * documented alone), "paper-missing" (it originates either way, and a paper that it rests on is not in order)
 * or "do-not-sign". */
USMCA_API const char *usmca_determination_pile(const usmca_determination *determination);
/* The status where nothing is taken to originate that is declared so without a certification in order. */
USMCA_API const char *usmca_determination_status_documented(const usmca_determination *determination);
/* The last day (YYYY-MM-DD) on which the answer stands as it is: of the papers in order that it rests on, and
 * of its rule; or NULL, where nothing ends it. */
USMCA_API const char *usmca_determination_valid_until(const usmca_determination *determination);
USMCA_API size_t usmca_determination_findings(const usmca_determination *determination);
/* The stable code, severity ("violation", "warning", "info") and message of a finding; NULL past the last. */
USMCA_API const char *usmca_determination_finding_code(const usmca_determination *determination,
                                                       size_t index);
USMCA_API const char *usmca_determination_finding_severity(const usmca_determination *determination,
                                                           size_t index);
USMCA_API const char *usmca_determination_finding_message(const usmca_determination *determination,
                                                          size_t index);
/* The whole determination as one JSON object, as `usmca check --format json` writes it; NULL when memory is
 * exhausted. */
USMCA_API const char *usmca_determination_json(const usmca_determination *determination, size_t *length);

/* Goods in bulk, as `usmca check` determines them from files: tables in, determinations out in the order of
 * the goods. Bills of several levels, goods that are materials of others, statements, averages, vehicles and
 * evidence are as in files (docs/file-formats.md), and so is what is said of a row that cannot be used, with
 * the name of the table, the row and the column (from 1) in place of file, line and byte. One thread at a
 * time may use a batch. */

/* `date` and `currency` are needed, and hold for goods that name none; the rule book must outlive the
 * batch. */
USMCA_API usmca_status usmca_batch_new(usmca_batch **out, const usmca_rulebook *rulebook, const char *date,
                                       const char *currency, usmca_error *error);
USMCA_API void usmca_batch_free(usmca_batch *batch);
/* An option of `usmca check`, with its value as it stands there: "hs", "tariff", "default-use", "designate",
 * "year-begins", "profile" (a name or a path; of tables that are files), "good" (the good of rows that name
 * none), "jobs" (threads; 1 without it), and "gap", "yes" or "no". NULL: as without it. */
USMCA_API usmca_status usmca_batch_set(usmca_batch *batch, const char *option, const char *value,
                                       usmca_error *error);

/* The tables are "goods" and "bom", or "flat" in place of both, and those that usmca_case_row() names; each
 * is given once, as a file (CSV, or a workbook as FILE#SHEET), or as rows. A file is read when the batch is
 * run. */
USMCA_API usmca_status usmca_batch_file(usmca_batch *batch, const char *table, const char *path,
                                        usmca_error *error);
/* Puts the next row in `values`, one a column, NULL or "" where it is not given; they are copied before the
 * next call. 1: there is a row; 0: there is none left; negative: the table cannot be given. */
typedef int (*usmca_next_row)(void *context, const char *values[]);
/* Takes all rows. A table that cannot be taken whole is not taken; one without rows needs no columns. */
USMCA_API usmca_status usmca_batch_rows(usmca_batch *batch, const char *table, const char *const columns[],
                                        size_t count, usmca_next_row next, void *context, usmca_error *error);
/* Takes all rows of an Arrow C stream, which is released in any case: a struct a row, whose fields are the
 * columns. They are strings (utf8, large_utf8, utf8_view), whole numbers, decimals (of 32 to 128 bits),
 * booleans (read as yes and no), days (date32; date64 and timestamps without a time zone where they are
 * midnights), nulls, or dictionaries of these. Any other type is refused by the name of its column; binary
 * floating point too, since it holds no exact decimals: cast it to decimal or to string first. */
struct ArrowArrayStream; /* as the Arrow C data interface defines it */
USMCA_API usmca_status usmca_batch_arrow(usmca_batch *batch, const char *table,
                                         struct ArrowArrayStream *stream, usmca_error *error);
/* Whether a table of that name was given. */
USMCA_API int usmca_batch_has(const usmca_batch *batch, const char *table);

/* What is to be kept of a run, beside what is handed over: "json", an object a good and line; "goods",
 * "materials", "findings", "documents", "gap_routes", the tables of `usmca check --tables`; "rejects", the
 * rows that could not be used. */
USMCA_API usmca_status usmca_batch_keep(usmca_batch *batch, const char *output, usmca_error *error);
/* Takes a determination, as `usmca check --format json` writes it, without the line feed and not ended by a
 * NUL. Other than 0: the run is cancelled. */
typedef int (*usmca_take)(void *context, const char *json, size_t length);
/* Told of what is done; `all` is a measure of the work, not of the goods. Other than 0 cancels the run. */
typedef int (*usmca_progress)(void *context, unsigned long long done, unsigned long long all);
/* Determines all goods; it may be called again. Both functions may be NULL, and are called from threads of
 * the batch's own, never from two at once. A good with a row that cannot be used is "rejected", and the run
 * goes on: USMCA_OK. */
USMCA_API usmca_status usmca_batch_run(usmca_batch *batch, usmca_take take, usmca_progress progress,
                                       void *context, usmca_error *error);
/* What was kept of the last run, which was not cancelled: JSON, or CSV with a header, with cells as they are;
 * NULL where there is none. It lives until the next run. */
USMCA_API const char *usmca_batch_kept(const usmca_batch *batch, const char *output, size_t *length);
/* The same as an Arrow C stream, to which it is handed over: usmca_batch_kept() is NULL then. Columns are
 * strings (utf8), of "json" one of that name; an empty field is null. The stream is the caller's, who
 * releases it; it may outlive the batch. */
USMCA_API usmca_status usmca_batch_kept_arrow(usmca_batch *batch, const char *output,
                                              struct ArrowArrayStream *out, usmca_error *error);
/* The last run in figures, as one JSON object: "rows" read, used and rejected, "goods" by status, "piles",
 * "findings" by code, "notices" on columns that nothing reads, and the first of the "rejects", a line each.
 * NULL where there is none, or the last was cancelled. */
USMCA_API const char *usmca_batch_summary(const usmca_batch *batch, size_t *length);

/* A certification of origin (Annex 5-A; 19 CFR 182.12), as `usmca certify` writes it of results: of goods
 * whose pile is "sign", and, where "accept" says so, "paper-missing"; of no other, whatever is asked for.
 * What is certified is a document to be read and signed by the certifier, not a signature. One thread at a
 * time may use one; the rule book must outlive it. */
USMCA_API usmca_status usmca_certification_new(usmca_certification **out, const usmca_rulebook *rulebook,
                                               usmca_error *error);
USMCA_API void usmca_certification_free(usmca_certification *certification);
/* An option of `usmca certify`, with its value as it stands there: "certifier", "date" (days are YYYY-MM-DD),
 * one of "invoice", "shipment" ("yes" or "no") and "from" with "to" (Annex 5-A, element 8: twelve months at
 * most), "cut-period" ("yes" or "no"), "exporter", "producer", "importer" (where one is left open, 19 CFR
 * 182.12(a)(4)(iii) to (v)), "good" (ids, a comma between them), "accept", "criterion-e", "import-country",
 * "profile" (of parties that are a file), and "format": "text", "json" (without it), "invoice", "pdf" or
 * "credential"; of a credential "sign" (the path of a private key, PKCS #8 in PEM), "issuer",
 * "verification-method" and "country". NULL: as without it. */
USMCA_API usmca_status usmca_certification_set(usmca_certification *certification, const char *option,
                                               const char *value, usmca_error *error);
/* The table "parties" (docs/file-formats.md), once: as a file, as rows, or as an Arrow C stream, as tables of
 * a batch are given; the stream is released in any case. */
USMCA_API usmca_status usmca_certification_file(usmca_certification *certification, const char *table,
                                                const char *path, usmca_error *error);
USMCA_API usmca_status usmca_certification_rows(usmca_certification *certification, const char *table,
                                                const char *const columns[], size_t count,
                                                usmca_next_row next, void *context, usmca_error *error);
USMCA_API usmca_status usmca_certification_arrow(usmca_certification *certification, const char *table,
                                                 struct ArrowArrayStream *stream, usmca_error *error);
/* Makes it of results, an object a good and line as usmca_batch_kept() has "json": they need not end with a
 * NUL. Goods that are refused and parties that do not do are told by the summary: USMCA_OK. Options that do
 * not go together are USMCA_ERROR_ARGUMENT, and lines that are no results USMCA_ERROR_INPUT. A PDF is drawn
 * by a module beside the library, usmca-pdf.so, which brings Pango into the process: USMCA_ERROR_IO where it
 * is not there; Pango ends a process that has no memory left. */
USMCA_API usmca_status usmca_certification_make(usmca_certification *certification, const char *results,
                                                size_t length, usmca_error *error);
/* The document that was made last, in its format; NULL where none was: no good may be certified, or the
 * parties do not do. It lives until the next is made. */
USMCA_API const char *usmca_certification_document(const usmca_certification *certification, size_t *length);
/* What came of it, as one JSON object: "certified", the number of goods on the document; "refused", of each
 * good that is not "good_id", "reason", a stable word, and "message"; "rejects", what is wrong with the
 * parties, and "notices", a line each. NULL where nothing was made. */
USMCA_API const char *usmca_certification_summary(const usmca_certification *certification, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
