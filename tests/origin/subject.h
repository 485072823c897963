#ifndef TESTS_ORIGIN_SUBJECT_H
#define TESTS_ORIGIN_SUBJECT_H

#include "api/subject.h"
#include "rulebook/book.h"

/* A good and its materials in a line of text each, "column=value column=value", determined against rules
 * given as text. */

static inline size_t subject_fields(char *line, usmca_field *fields, size_t most) {
    size_t count = 0;
    for (char *word = strtok(line, " "); word != NULL && count < most; word = strtok(NULL, " ")) {
        char *equals = strchr(word, '=');
        assert_non_null(equals);
        *equals = '\0';
        for (char *at = equals + 1; *at != '\0'; at++)
            if (*at == '~') /* a blank within a value */
                *at = ' ';
        fields[count++] = (usmca_field){word, equals + 1};
    }
    return count;
}

static inline usmca_case *subject_of(const struct usmca_rulebook *book) {
    usmca_case *subject = NULL;
    assert_int_equal(usmca_case_new(&subject, book, "2024-01-01", "USD", NULL), USMCA_OK);
    assert_int_equal(usmca_case_edition(subject, "2012", NULL), USMCA_OK);
    return subject;
}

/* A row of documents, rates, …, which stays for all goods that follow. */
static inline void subject_row(usmca_case *subject, const char *table, const char *row) {
    usmca_field fields[32];
    char room[1024];
    usmca_error error = {0};
    snprintf(room, sizeof room, "%s", row);
    size_t count = subject_fields(room, fields, 32);
    if (usmca_case_row(subject, table, fields, count, &error) != USMCA_OK)
        fail_msg("%s: %s", row, error.text);
}

/* `lines` end with NULL. */
static inline const usmca_determination *subject_determine(usmca_case *subject, const char *good,
                                                           const char *const *lines) {
    usmca_field fields[32];
    char room[1024];
    usmca_error error = {0};
    const usmca_determination *answer = NULL;
    snprintf(room, sizeof room, "good_id=G %s", good);
    size_t count = subject_fields(room, fields, 32);
    if (usmca_case_good(subject, fields, count, &error) != USMCA_OK)
        fail_msg("%s: %s", good, error.text);
    for (size_t i = 0; lines[i] != NULL; i++) {
        snprintf(room, sizeof room, "%s", lines[i]);
        count = subject_fields(room, fields, 32);
        if (usmca_case_material(subject, fields, count, &error) != USMCA_OK)
            fail_msg("%s: %s", lines[i], error.text);
    }
    assert_int_equal(usmca_case_determine(subject, &answer, &error), USMCA_OK);
    return answer;
}

/* How many findings have that code. */
static inline size_t findings_of(const usmca_determination *answer, const char *code) {
    size_t count = 0;
    for (size_t i = 0; i < usmca_determination_findings(answer); i++)
        count += strcmp(usmca_determination_finding_code(answer, i), code) == 0;
    return count;
}

/* The answer belongs to *subject. */
static inline const struct determination *determine_of(usmca_case **subject,
                                                       const struct usmca_rulebook *book, const char *good,
                                                       const char *const *lines) {
    *subject = subject_of(book);
    return subject_determine(*subject, good, lines)->found;
}

/* A book whose only rule asks a change that no material makes, so that the shares allowed decide alone. */
static inline int book_of_no_change(struct usmca_rulebook **book) {
    return book_of(
               book,
               "<rules edition='2012' source='test'><rule id='t' cite='c' scope='01-63' status='verified'><alternative>"
               "<change from='named-origins'><also codes='9706'/></change></alternative></rule></rules>",
               NULL, NULL) == USMCA_OK
               ? 0
               : -1;
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
