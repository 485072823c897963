#include "report/questions.h"

#include <stdio.h>

#include "report/json_value.h"
#include "rulebook/messages.h"
#include "rulebook/sentence.h"

/* One line: the question where one decides, or else what is asked first, or the finding that leaves the good
 * open. */
static void put_why(struct buffer *out, const struct usmca_rulebook *book,
                    const struct questions *questions) {
    struct buffer sentence = {0};
    if (questions->count > 0)
        questions_sentence(&sentence, book, &questions->list[0]);
    json_put_string(out, questions->count > 0 ? buffer_view(&sentence) : questions->why);
    out->failed = out->failed || sentence.failed;
    buffer_free(&sentence);
}

const char *questions_heading(const struct questions *questions) {
    if (questions->count == 0)
        return NULL;
    if (!questions->decide)
        return "report.questions.open";
    return questions->count == 1 ? "report.questions.one" : "report.questions.together";
}

/* "> 15.19, <= 20" with its numbers as the language writes them. */
static void put_range(struct buffer *out, const struct messages *messages, struct text range) {
    struct text part;
    for (bool first = true; text_split(&range, ' ', &part); first = false) {
        char number[3 * DECIMAL_TEXT_SIZE];
        const bool between = part.length > 0 && part.data[part.length - 1] == ',';
        struct text plain = {part.data, part.length - between};
        buffer_string(out, first ? "" : " ");
        if (text_is(part, "<="))
            buffer_string(out, "≤");
        else if (plain.length < DECIMAL_TEXT_SIZE && !text_is(part, ">"))
            buffer_put(out, number, number_form_write(number, plain, message_numbers(messages)));
        else
            buffer_text(out, plain);
        buffer_string(out, between ? ";" : "");
    }
}

static void put_answer(struct buffer *out, const struct messages *messages, const struct question *question,
                       const struct answer *answer) {
    char id[48];
    if (question->kind != QUESTION_FACT && question->kind != QUESTION_USE &&
        question->kind != QUESTION_ORIGIN) {
        put_range(out, messages, answer->value);
        return;
    }
    snprintf(id, sizeof id, "%s.%.*s",
             question->kind == QUESTION_USE      ? "use"
             : question->kind == QUESTION_ORIGIN ? "status"
                                                 : "answer",
             (int)answer->value.length, answer->value.data);
    buffer_text(out, message_find(messages, id));
}

static struct text status_word(const struct messages *messages, enum status status) {
    char id[32];
    snprintf(id, sizeof id, "status.%s", STATUS_WORDS[status]);
    return message_find(messages, id);
}

void questions_sentence(struct buffer *out, const struct usmca_rulebook *book,
                        const struct question *question) {
    const struct messages *messages = book->messages;
    char id[64];
    out->length = 0;
    snprintf(id, sizeof id, "question.%s%s", QUESTION_WORDS[question->kind],
             question->material != NULL ? ".line" : "");
    MESSAGE(out, messages, id, {"line", question->material != NULL ? question->material->line : TEXT("")},
            {"material", question->material != NULL ? question->material->material_id : TEXT("")},
            {"fact", question->fact != NULL ? question->fact->key : TEXT("")},
            {"question", question->fact != NULL ? sentence_question(book, question->fact) : TEXT("")});
    for (uint32_t i = 0; i < question->answer_count; i++) {
        buffer_string(out, i == 0 ? " " : "; ");
        put_answer(out, messages, question, &question->answers[i]);
        buffer_text(out, message_find(messages, "colon"));
        buffer_text(out, status_word(messages, question->answers[i].status));
    }
    if (question->answer_count > 0)
        buffer_char(out, '.');
}

/* ---- JSON ---- */

static void put_answers(struct buffer *out, const struct question *question) {
    JSON_LITERAL(out, ",\"answers\":[");
    for (uint32_t i = 0; i < question->answer_count; i++) {
        buffer_string(out, i > 0 ? ",{\"answer\":" : "{\"answer\":");
        json_put_string(out, question->answers[i].value);
        JSON_LITERAL(out, ",\"status\":");
        json_put_word(out, STATUS_WORDS[question->answers[i].status]);
        buffer_char(out, '}');
    }
    JSON_LITERAL(out, "]}");
}

static void put_question(struct buffer *out, const struct usmca_rulebook *book,
                         const struct question *question) {
    struct buffer sentence = {0};
    questions_sentence(&sentence, book, question);
    JSON_LITERAL(out, "{\"kind\":");
    json_put_word(out, QUESTION_WORDS[question->kind]);
    JSON_LITERAL(out, ",\"fact\":");
    json_put_text(out, question->fact != NULL ? question->fact->key : TEXT(""));
    JSON_LITERAL(out, ",\"line\":");
    json_put_text(out, question->material != NULL ? question->material->line : TEXT(""));
    JSON_LITERAL(out, ",\"sentence\":");
    json_put_string(out, buffer_view(&sentence));
    put_answers(out, question);
    out->failed = out->failed || sentence.failed;
    buffer_free(&sentence);
}

void report_json_questions(struct buffer *out, const struct usmca_rulebook *book,
                           const struct determination *determination) {
    const struct questions *questions = &determination->questions;
    if (questions->list == NULL) {
        JSON_LITERAL(out, "null");
        return;
    }
    JSON_LITERAL(out, "{\"why\":");
    put_why(out, book, questions);
    JSON_LITERAL(out, ",\"decides\":");
    json_put_flag(out, questions->decide);
    JSON_LITERAL(out, ",\"questions\":[");
    for (uint32_t i = 0; i < questions->count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        put_question(out, book, &questions->list[i]);
    }
    JSON_LITERAL(out, "]}");
}
