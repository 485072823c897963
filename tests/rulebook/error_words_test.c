#include "rulebook/error_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "unit.h"

/* Errors in another language, by the catalogues of the build: each sentence is found again, and no other. */

#define CATALOGUES BUILD_FOLDER "/rules/messages"

static struct error_words *load(const char *language) {
    struct error_words *words = NULL;
    usmca_error error;
    assert_int_equal(error_words_load(&words, CATALOGUES, language, &error), USMCA_OK);
    assert_non_null(words);
    return words;
}

static void assert_worded(const struct error_words *words, const char *said, const char *expected) {
    struct buffer out = {0};
    error_words_put(&out, words, text_from(said));
    buffer_put(&out, "", 1);
    assert_string_equal(out.data, expected);
    buffer_free(&out);
}

/* ---- each sentence ---- */

/* The format with "v0", "v1" … in its places, by the number of the argument; 10, 11 … where it is a number.
 */
static void fill(struct buffer *out, struct text format) {
    unsigned next = 0;
    for (size_t at = 0; at < format.length; at++) {
        char value[16];
        if (format.data[at] != '%') {
            buffer_char(out, format.data[at]);
            continue;
        }
        const size_t from = at + 1;
        while (strchr("sdu", format.data[++at]) == NULL)
            ;
        const struct text between = {format.data + from, at - from};
        const char *named = memchr(between.data, '$', between.length);
        unsigned argument = named != NULL && between.data[0] != '.' ? (unsigned)atoi(between.data) - 1 : 0;
        if (named == NULL) {
            next += memchr(between.data, '*', between.length) != NULL;
            argument = next++;
        }
        snprintf(value, sizeof value, format.data[at] == 's' ? "v%u" : "1%u", argument);
        buffer_string(out, value);
    }
}

struct trying {
    const struct error_words *words;
    size_t count;
};

static void assert_found_again(void *context, struct text sentence, struct text worded) {
    struct trying *trying = context;
    struct buffer said = {0};
    struct buffer expected = {0};
    const bool added = sentence.data[0] == ';' || sentence.data[0] == ' ';
    if (added) {
        buffer_string(&said, "the record has no run");
        error_words_put(&expected, trying->words, buffer_view(&said));
    }
    fill(&said, sentence);
    fill(&expected, worded);
    buffer_put(&said, "", 1);
    buffer_put(&expected, "", 1);
    assert_worded(trying->words, said.data, expected.data);
    buffer_free(&said);
    buffer_free(&expected);
    trying->count++;
}

static void test_each_is_found_again(void **state) {
    static const char *const LANGUAGES_OF_PO[] = {"es", "fr"};
    for (size_t i = 0; i < 2; i++) {
        struct error_words *words = load(LANGUAGES_OF_PO[i]);
        struct trying trying = {words, 0};
        error_words_each(words, assert_found_again, &trying);
        assert_true(trying.count > 300);
        error_words_free(words);
    }
    (void)state;
}

/* ---- what stands in the places ---- */

static void test_of_an_unknown_sentence_nothing_is_guessed(void **state) {
    struct error_words *words = load("es");
    assert_worded(words, "", "");
    assert_worded(words, "something else", "something else");
    assert_worded(words, "the header row is not UTF-8, as it seems",
                  "the header row is not UTF-8, as it seems");
    assert_worded(words, "there are more rows than some", "there are more rows than some"); /* no number */
    /* where the one header ends cannot be told */
    assert_worded(words, "all sheets of the workbook are hidden: name one, as a#b#c",
                  "all sheets of the workbook are hidden: name one, as a#b#c");
    assert_worded(NULL, "the header row is not UTF-8", "the header row is not UTF-8");
    error_words_free(words);
    (void)state;
}

static void test_values_stay(void **state) {
    struct error_words *words = load("es");
    assert_worded(words, "there is no run -3", "no hay ejecución -3");
    assert_worded(words, "nothing reads the column \"out of memory\" (--strict-columns)",
                  "nada lee la columna \xc2\xabout of memory\xc2\xbb (--strict-columns)");
    assert_worded(words, "the column 100% is missing from the header row",
                  "falta la columna 100% en la fila de encabezados");
    error_words_free(words);
    (void)state;
}

static void test_a_value_that_the_program_says(void **state) {
    struct error_words *words = load("es");
    assert_worded(words, "cannot open: No such file or directory",
                  "no se puede abrir: no existe el archivo o la carpeta");
    assert_worded(words, "cannot open: the moon is full", "no se puede abrir: the moon is full");
    assert_worded(words, "the record is damaged: run 3: entry 4 is missing",
                  "el registro est\xc3\xa1 da\xc3\xb1"
                  "ado: ejecución 3: falta la entrada 4");
    assert_worded(words, "this is a PDF: save it as CSV (UTF-8)",
                  "esto es un PDF: gu\xc3\xa1rdelo como CSV (UTF-8)");
    error_words_free(words);
    (void)state;
}

static void test_sentences_that_were_added(void **state) {
    struct error_words *words = load("es");
    assert_worded(words,
                  "the column hs is missing from the header row; found are: a; b (c); "
                  "goods and bill of materials seem to be swapped",
                  "falta la columna hs en la fila de encabezados; se encontraron: a; b (c); "
                  "parece que las mercanc\xc3\xad"
                  "as y la lista de materiales est\xc3\xa1n intercambiadas");
    /* of what was added nothing is lost where it is not known */
    assert_worded(words, "the record has no run; and no more", "the record has no run; and no more");
    error_words_free(words);
    (void)state;
}

/* ---- the catalogue ---- */

static void test_a_folder_without_one(void **state) {
    struct error_words *words = NULL;
    usmca_error error;
    assert_int_equal(error_words_load(&words, CATALOGUES, "en", &error), USMCA_OK);
    assert_null(words);
    assert_int_equal(error_words_load(&words, CATALOGUES "/nowhere", "es", &error), USMCA_OK);
    assert_null(words);
    (void)state;
}

/* Cut off anywhere, it is an error or has fewer sentences. */
static void test_one_that_is_broken(void **state) {
    char folder[] = "/tmp/error-words-XXXXXX";
    char path[64];
    struct buffer whole = {0};
    usmca_error error;
    assert_int_equal(file_read(&whole, CATALOGUES "/errors.es.mo", 1 << 24, &error), USMCA_OK);
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/errors.es.mo", folder);
    for (size_t length = 0; length < whole.length; length += length < 64 ? 1 : 997) {
        struct error_words *words = NULL;
        FILE *file = fopen(path, "wb");
        assert_non_null(file);
        fwrite(whole.data, 1, length, file);
        fclose(file);
        if (error_words_load(&words, folder, "es", &error) == USMCA_OK)
            assert_worded(words, "no such sentence", "no such sentence");
        else
            assert_null(words);
        error_words_free(words);
    }
    unlink(path);
    rmdir(folder);
    buffer_free(&whole);
    (void)state;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_is_found_again),
                                       cmocka_unit_test(test_of_an_unknown_sentence_nothing_is_guessed),
                                       cmocka_unit_test(test_values_stay),
                                       cmocka_unit_test(test_a_value_that_the_program_says),
                                       cmocka_unit_test(test_sentences_that_were_added),
                                       cmocka_unit_test(test_a_folder_without_one),
                                       cmocka_unit_test(test_one_that_is_broken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
