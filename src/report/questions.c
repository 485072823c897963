#include "report/questions.h"

#include <stdio.h>

#include "report/json_value.h"
#include "rulebook/messages.h"
#include "rulebook/sentence.h"

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
        buffer_string(out, between ? "," : "");
    }
}

static void put_answer(struct buffer *out, const struct messages *messages, const struct question *question,
                       const struct answer *answer) {
    switch (question->kind) {
    case QUESTION_FACT:
        buffer_text(out, message_named(messages, TEXT("answer."), answer->value));
        return;
    case QUESTION_USE:
        buffer_text(out, message_named(messages, TEXT("use."), answer->value));
        return;
    case QUESTION_ORIGIN:
        buffer_text(out, message_named(messages, TEXT("status."), answer->value));
        return;
    default:
        put_range(out, messages, answer->value);
    }
}

static void write_question(struct buffer *out, const struct usmca_rulebook *book,
                           const struct question *question) {
    const struct material *material = question->material;
    const struct fact *fact = question->fact;
    char id[64];
    snprintf(id, sizeof id, "question.%s%s", QUESTION_WORDS[question->kind],
             question->currency.length > 0 ? ".line.converted"
             : material != NULL            ? ".line"
                                           : "");
    MESSAGE(out, book->messages, id, {"line", material != NULL ? material->line : TEXT("")},
            {"material", material != NULL ? material->material_id : TEXT("")},
            {"currency", question->currency}, {"fact", fact != NULL ? fact->key : TEXT("")},
            {"question", fact != NULL ? sentence_question(book, fact) : TEXT("")});
}

void questions_sentence(struct buffer *out, const struct usmca_rulebook *book,
                        const struct question *question) {
    const struct messages *messages = book->messages;
    const struct text colon = message_find(messages, "colon");
    out->length = 0;
    write_question(out, book, question);
    for (uint32_t i = 0; i < question->answer_count; i++) {
        const struct answer *answer = &question->answers[i];
        buffer_text(out, i == 0 ? TEXT(" ") : message_find(messages, "semicolon"));
        put_answer(out, messages, question, answer);
        buffer_text(out, colon);
        buffer_text(out, message_named(messages, TEXT("status."), text_from(STATUS_WORDS[answer->status])));
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

static void put_question(struct buffer *out, const struct question *question, struct text sentence) {
    JSON_LITERAL(out, "{\"kind\":");
    json_put_word(out, QUESTION_WORDS[question->kind]);
    JSON_LITERAL(out, ",\"fact\":");
    json_put_text(out, question->fact != NULL ? question->fact->key : TEXT(""));
    JSON_LITERAL(out, ",\"line\":");
    json_put_text(out, question->material != NULL ? question->material->line : TEXT(""));
    JSON_LITERAL(out, ",\"currency\":");
    json_put_text(out, question->currency);
    JSON_LITERAL(out, ",\"sentence\":");
    json_put_string(out, sentence);
    put_answers(out, question);
}

/* Why it is open, in one line: the question where one decides, or else what is asked first, or the finding
 * that leaves the good open. */
void report_json_questions(struct buffer *out, const struct usmca_rulebook *book,
                           const struct determination *determination) {
    const struct questions *questions = &determination->questions;
    struct buffer sentence = {0};
    if (questions->list == NULL) {
        JSON_LITERAL(out, "null");
        return;
    }
    if (questions->count > 0)
        questions_sentence(&sentence, book, &questions->list[0]);
    JSON_LITERAL(out, "{\"why\":");
    json_put_string(out, questions->count > 0 ? buffer_view(&sentence) : questions->why);
    JSON_LITERAL(out, ",\"decides\":");
    json_put_flag(out, questions->decide);
    JSON_LITERAL(out, ",\"questions\":[");
    for (uint32_t i = 0; i < questions->count; i++) {
        if (i > 0) {
            buffer_char(out, ',');
            questions_sentence(&sentence, book, &questions->list[i]);
        }
        put_question(out, &questions->list[i], buffer_view(&sentence));
    }
    JSON_LITERAL(out, "]}");
    buffer_release(&sentence, out);
}
