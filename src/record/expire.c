#include "record/expire.h"

#include "record/chain.h"
#include "record/retention.h"

enum { YEARS_KEPT = 5, MONTHS_KEPT = 12 * YEARS_KEPT, MONTHS_OF_QUIET = 4 };

/* Whether what begins that day has to be kept still on another: "for at least five years". */
static bool is_young_on(date begins, date today) {
    date last_of_age = date_add_months(today, -MONTHS_KEPT);
    return last_of_age == 0 || begins > last_of_age;
}

/* A clock that is ahead makes five years pass early, and what is deleted does not come back: from the day of
 * a run on, what was kept meanwhile shows how far time went, up to the first long pause. */
static usmca_status find_quiet(const struct record *record, date day, date today, date *from, date *to,
                               usmca_error *error) {
    static const char KEPT[] =
        "SELECT kept, lead(kept, 1, ?2) OVER (ORDER BY kept) FROM (SELECT CAST(replace(substr(kept, 1, 10), "
        "'-', '') AS INTEGER) AS kept FROM (SELECT kept FROM run UNION ALL SELECT kept FROM attachment UNION "
        "ALL SELECT kept FROM expiry)) WHERE kept BETWEEN ?1 AND ?2 ORDER BY kept";
    sqlite3_stmt *statement = NULL;
    bool row = false;
    bool quiet = false;
    usmca_status status = record_prepare(record, &statement, KEPT, error);
    if (status == USMCA_OK) {
        sqlite3_bind_int(statement, 1, day);
        sqlite3_bind_int(statement, 2, today);
    }
    while (status == USMCA_OK && !quiet &&
           (status = record_step(record, statement, &row, error)) == USMCA_OK && row) {
        *from = sqlite3_column_int(statement, 0);
        *to = sqlite3_column_int(statement, 1);
        quiet = date_add_months(*from, MONTHS_OF_QUIET) < *to;
    }
    sqlite3_finalize(statement);
    if (!quiet)
        *from = *to = today;
    return status;
}

static usmca_status is_young(const struct record *record, int64_t run, date day,
                             const struct expiring *expiring, bool *young, struct expired *expired,
                             usmca_error *error) {
    date begins = 0;
    date from = 0;
    date to = 0;
    usmca_status status = retention_begins(record, run, &begins, error);
    *young = is_young_on(begins, expiring->today);
    if (status != USMCA_OK || *young || !expiring->by_clock)
        return status;
    status = find_quiet(record, day, expiring->today, &from, &to, error);
    *young = is_young_on(begins, from);
    if (!*young || expiring->forced)
        return status;
    if (expired->by_clock++ == 0) {
        expired->quiet_from = from;
        expired->quiet_to = to;
    }
    return status;
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
    bool row = true;
    bool young = false;
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
        date day = sqlite3_column_int(statement, 1);
        sqlite3_reset(statement);
        status = is_young(record, last, day, expiring, &young, expired, error);
        if (status != USMCA_OK)
            break;
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
