#include "record/expire.h"

#include "record/chain.h"

enum { YEARS_KEPT = 5, MONTHS_KEPT = 12 * YEARS_KEPT };

/* The last day of which runs are five years old: kept "for at least five years" from it. */
static date last_of_age(date today) {
    return date_add_months(today, -MONTHS_KEPT);
}

static usmca_status add_expiry(const struct record *record, int64_t run, const char *kept, bool forced,
                               usmca_error *error) {
    sqlite3_stmt *add = NULL;
    int64_t link = 0;
    struct digest content = chain_expiry(run, text_from(kept), forced);
    usmca_status status = chain_next(record, &link, error);
    if (status == USMCA_OK)
        status = chain_add(record, "expiry", link, &content, error);
    if (status == USMCA_OK)
        status = record_prepare(record, &add, "INSERT INTO expiry VALUES (?, ?, ?, ?)", error);
    if (status != USMCA_OK)
        return status;
    sqlite3_bind_int64(add, 1, run);
    sqlite3_bind_int64(add, 2, link);
    record_bind_text(add, 3, text_from(kept));
    sqlite3_bind_int(add, 4, forced);
    status = record_execute(record, add, error);
    sqlite3_finalize(add);
    return status;
}

/* The list is made first: what is read is not added to at once. */
static usmca_status mark_runs(const struct record *record, const struct expiring *expiring,
                              struct expired *expired, usmca_error *error) {
    sqlite3_stmt *statement = NULL;
    date of_age = last_of_age(expiring->today);
    bool row = true;
    int64_t last = 0;
    usmca_status status = record_prepare(record, &statement,
                                         "SELECT run, day FROM run WHERE run > ? AND day < ? AND run NOT IN "
                                         "(SELECT run FROM expiry) ORDER BY run LIMIT 1",
                                         error);
    while (status == USMCA_OK && row) {
        sqlite3_reset(statement);
        sqlite3_bind_int64(statement, 1, last);
        sqlite3_bind_int(statement, 2, expiring->before);
        status = record_step(record, statement, &row, error);
        if (status != USMCA_OK || !row)
            break;
        last = sqlite3_column_int64(statement, 0);
        bool young = of_age == 0 || sqlite3_column_int(statement, 1) > of_age;
        sqlite3_reset(statement);
        if (young && !expiring->forced) {
            expired->kept_back++;
            continue;
        }
        expired->runs++;
        status = add_expiry(record, last, expiring->kept, young, error);
    }
    sqlite3_finalize(statement);
    return status;
}

static usmca_status delete_rows(struct record *record, const char *sql, int64_t *count, usmca_error *error) {
    usmca_status status = record_run_sql(record, sql, error);
    *count = sqlite3_changes(record->database);
    return status;
}

usmca_status record_expire(struct record *record, const struct expiring *expiring, struct expired *expired,
                           usmca_error *error) {
    static const char CONTENTS[] =
        "DELETE FROM content WHERE determination IN (SELECT determination FROM entry WHERE run IN (SELECT "
        "run FROM expiry) EXCEPT SELECT determination FROM entry WHERE run NOT IN (SELECT run FROM expiry))";
    static const char FILES[] =
        "DELETE FROM file_content WHERE file IN (SELECT summary FROM run WHERE run IN (SELECT run FROM "
        "expiry) UNION SELECT file FROM attachment WHERE run IN (SELECT run FROM expiry) EXCEPT SELECT * FROM "
        "(SELECT summary FROM run WHERE run NOT IN (SELECT run FROM expiry) UNION SELECT file FROM attachment "
        "WHERE run NOT IN (SELECT run FROM expiry)))";
    *expired = (struct expired){0};
    usmca_status status = mark_runs(record, expiring, expired, error);
    if (status == USMCA_OK && expired->runs > 0)
        status = delete_rows(record, CONTENTS, &expired->determinations, error);
    if (status == USMCA_OK && expired->runs > 0)
        status = delete_rows(record, FILES, &expired->files, error);
    return status;
}
