#include "origin/answer_borders.h"

#include <stdio.h>

/* ---- in words ---- */

/* As far as the steps of it show. */
enum { MONEY_PLACES = 2, WEIGHT_PLACES = 4 };

static int places_of(const struct question *question) {
    return question->kind == QUESTION_WEIGHT ? WEIGHT_PLACES : MONEY_PLACES;
}

struct text answer_amount_text(struct arena *arena, const struct question *question, const char *comparison,
                               decimal amount) {
    char number[DECIMAL_TEXT_SIZE];
    char text[DECIMAL_TEXT_SIZE + 4];
    decimal_print(number, amount, places_of(question));
    int length = snprintf(text, sizeof text, "%s %s", comparison, number);
    return arena_copy(arena, (struct text){text, (size_t)length});
}

static struct text between_text(struct arena *arena, const struct question *question, decimal above,
                                decimal most) {
    char numbers[2][DECIMAL_TEXT_SIZE];
    char text[2 * DECIMAL_TEXT_SIZE + 8];
    decimal_print(numbers[0], above, places_of(question));
    decimal_print(numbers[1], most, places_of(question));
    int length = snprintf(text, sizeof text, "> %s, <= %s", numbers[0], numbers[1]);
    return arena_copy(arena, (struct text){text, (size_t)length});
}

/* ---- where they lie ---- */

/* Where the answer to an amount still is `status`, or still is not, and where no longer. */
struct bracket {
    const struct question *question;
    enum status status;
    bool is;
    decimal low;
    decimal high;
};

static void narrow(struct trials *trials, struct bracket *bracket, decimal amount) {
    const decimal step = question_step(bracket->question);
    decimal at = amount / step * step;
    if (at <= bracket->low || at >= bracket->high)
        return;
    if ((trials_amount(trials, bracket->question, at) == bracket->status) == bracket->is)
        bracket->low = at;
    else
        bracket->high = at;
}

/* The last amount at which it still holds. That is seldom far from what the materials are worth, so that
 * it is looked for there first. */
static decimal last(struct trials *trials, struct bracket bracket) {
    decimal worth = amount_ceiling(trials->open->rvc[0].vnm_at_least);
    for (decimal factor = 1; worth > 0 && worth < MOST_ANSWERED / 16 && factor <= 16; factor *= 4)
        narrow(trials, &bracket, worth * factor);
    while (bracket.high - bracket.low > question_step(bracket.question)) {
        struct bracket before = bracket;
        narrow(trials, &bracket, bracket.low / 2 + bracket.high / 2);
        if (bracket.low == before.low && bracket.high == before.high)
            break;
    }
    return bracket.low;
}

/* Up to where a low amount's answer holds, and from where a high one's does. Between the two the good stays
 * open: one rule that it may have is met there, and another not yet. */
void answer_borders_find(struct trials *trials, struct question *question, struct arena *arena) {
    struct answer *answers = question->answers;
    const decimal step = question_step(question);
    decimal low = last(trials, (struct bracket){question, answers[0].status, true, step, MOST_ANSWERED});
    decimal high = low;
    if (trials_amount(trials, question, low + step) != answers[1].status)
        high = last(trials, (struct bracket){question, answers[1].status, false, low, MOST_ANSWERED});
    answers[0].value = answer_amount_text(arena, question, "<=", low);
    if (high > low) {
        answers[2] = answers[1];
        answers[1] = (struct answer){between_text(arena, question, low, high), STATUS_UNDETERMINED};
        question->answer_count = 3;
    }
    answers[question->answer_count - 1].value = answer_amount_text(arena, question, ">", high);
}
