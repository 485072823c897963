#include "http/page.h"

#include <string.h>

#include "report/json_value.h"

static void give(struct http_answer *answer, const char *type, const unsigned char *bytes,
                 unsigned long size) {
    answer->status = 200;
    answer->type = type;
    buffer_put(&answer->body, (const char *)bytes, size);
}

void page_index(struct http_answer *answer, const struct http_question *question) {
    (void)question;
    give(answer, "text/html; charset=utf-8", PAGE_INDEX, PAGE_INDEX_SIZE);
}

void page_style(struct http_answer *answer, const struct http_question *question) {
    (void)question;
    give(answer, "text/css; charset=utf-8", PAGE_STYLE, PAGE_STYLE_SIZE);
}

void page_script(struct http_answer *answer, const struct http_question *question) {
    (void)question;
    give(answer, "text/javascript; charset=utf-8", PAGE_SCRIPT, PAGE_SCRIPT_SIZE);
}

struct words {
    struct buffer *out;
    bool first;
};

static void put_word(void *context, const char *id, struct text sentence) {
    static const char *const SHOWN[] = {"page.",     "chapter.", "status.",     "pile.",         "column.",
                                        "table.",    "use.",     "origin.",     "finding-name.", "number.",
                                        "citation.", "colon",    "rule.read-so"};
    struct words *words = context;
    size_t i = 0;
    while (i < sizeof SHOWN / sizeof SHOWN[0] && strncmp(id, SHOWN[i], strlen(SHOWN[i])) != 0)
        i++;
    if (i == sizeof SHOWN / sizeof SHOWN[0])
        return;
    buffer_char(words->out, words->first ? '{' : ',');
    json_put_word(words->out, id);
    buffer_char(words->out, ':');
    json_put_string(words->out, sentence);
    words->first = false;
}

void page_words(struct http_answer *answer, const struct http_question *question) {
    const char *name = json_string_value(json_object_get(question->asked, "language"));
    const struct usmca_rulebook *book = NULL;
    usmca_error error = {0};
    size_t language = 0;
    while (language < LANGUAGES && strcmp(name != NULL ? name : "", LANGUAGE_NAMES[language]) != 0)
        language++;
    if (language == LANGUAGES || json_object_size(question->asked) > 1) {
        http_problem(answer, 404, "there are no words of that language", NULL);
        return;
    }
    if (service_book(&book, question->service, language, &error) != USMCA_OK) {
        http_error(answer, &error);
        return;
    }
    struct words words = {&answer->body, true};
    messages_each(book->messages, put_word, &words);
    buffer_char(&answer->body, '}');
    answer->status = 200;
    answer->type = "application/json";
}
