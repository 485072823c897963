#include "record/retention.h"

#include <jansson.h>

#include "record/files.h"
#include "report/json_read.h"
#include "report/results.h"

static void take_later(date *last, date day) {
    *last = day > *last ? day : *last;
}

/* A day, or the day of a time. */
static date day_of(struct text time) {
    enum { LENGTH = sizeof "YYYY-MM-DD" - 1 };
    date day = 0;
    return time.length >= LENGTH && date_parse_iso(&day, (struct text){time.data, LENGTH}) ? day : 0;
}

/* What a certification says of itself, as usmca certify writes it, or as a credential. */
static date last_day_told(const json_t *paper) {
    const json_t *period = json_object_get(paper, "blanket_period");
    const char *const told[] = {results_string(paper, "date"), results_string(period, "to"),
                                results_string(paper, "validFrom"), results_string(paper, "validUntil")};
    date last = 0;
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        take_later(&last, day_of(text_from(told[i])));
    return last;
}

/* One, or a list of them. */
static date last_day_of_all(const json_t *papers) {
    date last = last_day_told(papers);
    for (size_t i = 0; i < json_array_size(papers); i++) {
        date day = last_day_told(json_array_get(papers, i));
        if (day == 0)
            return 0;
        take_later(&last, day);
    }
    return last;
}

static usmca_status take_certification(const struct record *record, sqlite3_stmt *row, date *begins,
                                       usmca_error *error) {
    struct buffer bytes = {0};
    json_t *papers = NULL;
    bool there = false;
    usmca_status status = files_read(record, sqlite3_column_int64(row, 0), &bytes, &there, error);
    if (status == USMCA_OK && there && !json_read(&papers, buffer_view(&bytes), 0, NULL))
        status = error_memory(error);
    date day = last_day_of_all(papers);
    json_decref(papers);
    buffer_free(&bytes);
    if (day == 0)
        day = day_of(record_text(row, 1));
    take_later(begins, day != 0 ? day : DATE_FOREVER);
    return status;
}

usmca_status retention_begins(const struct record *record, int64_t run, date *begins, usmca_error *error) {
    static const char DAYS[] =
        "SELECT day FROM run WHERE run = ?1 UNION ALL SELECT max(day) FROM entry WHERE run = ?1";
    static const char CERTIFICATIONS[] =
        "SELECT file, kept FROM attachment WHERE run = ? AND kind = 'certification'";
    sqlite3_stmt *statement = NULL;
    bool row = false;
    *begins = 0;
    usmca_status status = record_prepare(record, &statement, DAYS, error);
    if (status == USMCA_OK)
        sqlite3_bind_int64(statement, 1, run);
    while (status == USMCA_OK && (status = record_step(record, statement, &row, error)) == USMCA_OK && row)
        take_later(begins, sqlite3_column_int(statement, 0));
    sqlite3_finalize(statement);
    statement = NULL;
    if (status == USMCA_OK)
        status = record_prepare(record, &statement, CERTIFICATIONS, error);
    if (status == USMCA_OK)
        sqlite3_bind_int64(statement, 1, run);
    while (status == USMCA_OK && (status = record_step(record, statement, &row, error)) == USMCA_OK && row)
        status = take_certification(record, statement, begins, error);
    sqlite3_finalize(statement);
    return status;
}
