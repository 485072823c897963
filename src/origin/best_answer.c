#include "origin/best_answer.h"

static const struct line *line_asked(const struct determination *open, const struct question *question) {
    for (uint32_t i = 0; i < open->line_count; i++)
        if (question->material != NULL && material_as_given(open->lines[i].material) == question->material)
            return &open->lines[i];
    return NULL;
}

static bool originates(const struct line *line) {
    return line != NULL && line->originating;
}

static const struct weight_de_minimis *share_of_component(const struct usmca_rulebook *book,
                                                          const struct fact *fact) {
    const struct general *general = &book->general;
    for (uint32_t i = 0; i < general->weight_share_count; i++)
        if (general->weight_shares[i].component.fact == fact)
            return &general->weight_shares[i];
    return NULL;
}

/* Whether it had better be of the component: what originates makes it heavier, and of yarn that does not the
 * weight may be little; U.R. 5(7). */
static bool best_in_component(const struct usmca_rulebook *book, const struct weight_de_minimis *share,
                              const struct line *line, enum best_way way) {
    return originates(line) || (way == BEST_WEIGHED && line != NULL &&
                                scope_holds_code(&share->yarns, book->editions, line->edition,
                                                 line->material->hs) == RESULT_PASS);
}

static int best_fact(const struct usmca_rulebook *book, const struct fact *fact, const struct line *line,
                     enum best_way way) {
    const struct weight_de_minimis *share = share_of_component(book, fact);
    return share != NULL ? !best_in_component(book, share, line, way) : fact->burdens;
}

int best_answer(const struct usmca_rulebook *book, const struct determination *open,
                const struct question *question, enum best_way way) {
    const struct line *line = line_asked(open, question);
    if (question->fact != NULL)
        return best_fact(book, question->fact, line, way);
    if (question->kind == QUESTION_WEIGHT)
        return question->material == NULL || originates(line);
    return question->kind == QUESTION_TRANSACTION_VALUE || question->kind == QUESTION_NET_COST;
}
