#include "binder/binder.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "binder/parts.h"

/* ---- all goods ---- */

static usmca_status count_good(void *context, const json_t *good, size_t number, usmca_error *error) {
    struct binder *binder = context;
    const char *day = results_string(good, "date");
    const char *pile = results_string(json_object_get(good, "evidence"), "pile");
    (void)number;
    (void)error;
    if (!binder_wants(binder, good))
        return USMCA_OK;
    binder->goods++;
    binder->status[results_word(results_string(good, "status"), STATUS_WORDS, STATUSES)]++;
    int place = results_word(pile, PILE_WORDS, PILES);
    if (place >= 0)
        binder->piles[place]++;
    if (day[0] != '\0' && (binder->first[0] == '\0' || strcmp(day, binder->first) < 0))
        snprintf(binder->first, sizeof binder->first, "%s", day);
    if (strcmp(day, binder->last) > 0)
        snprintf(binder->last, sizeof binder->last, "%s", day);
    return USMCA_OK;
}

/* What each good is drawn by. */
struct round {
    struct binder *binder;
    void (*draw)(struct binder *binder, const json_t *good);
};

static usmca_status draw_good(void *context, const json_t *good, size_t number, usmca_error *error) {
    const struct round *round = context;
    struct binder *binder = round->binder;
    (void)number;
    if (!binder_wants(binder, good))
        return USMCA_OK;
    binder->at++;
    round->draw(binder, good);
    usmca_status status = pdf_status(binder->pdf, error);
    if (status == USMCA_OK && binder->arena.failed)
        status = error_memory(error);
    arena_reset(&binder->arena);
    return status;
}

static usmca_status each_good(struct binder *binder, void (*draw)(struct binder *, const json_t *),
                              usmca_error *error) {
    struct round round = {binder, draw};
    binder->at = 0;
    return results_again(binder->source, draw_good, &round, binder->results, error);
}

/* ---- index ---- */

static void draw_index_row(struct binder *binder, const json_t *good) {
    const json_t *evidence = json_object_get(good, "evidence");
    const char *pile = results_string(evidence, "pile");
    int place = results_word(pile, PILE_WORDS, PILES);
    struct text criterion = binder_value(good, "criterion");
    const struct pdf_cell cells[] = {
        {.text = binder_value(good, "good_id"),
         .below = binder_value(good, "description"),
         .link = binder->at},
        {.text = binder_hs(binder, good)},
        {.text = binder_word(binder, "status", results_string(good, "status")),
         .below = criterion.length > 0 ? BINDER_SAY(binder, "report.criterion", {"criterion", criterion})
                                       : criterion},
        {.text = binder_cite(binder, binder_value(json_object_get(good, "rule"), "cite"))},
        {.text = binder_word(binder, "pile", pile),
         .tone = place >= 0 ? binder_pile_tone((size_t)place) : PDF_PLAIN},
        {.text = binder_number(binder, pdf_page_of(binder->pdf, binder->at))}};
    pdf_table_row(binder->pdf, cells);
}

static usmca_status draw_index(struct binder *binder, usmca_error *error) {
    const struct pdf_column columns[] = {
        {.heading = binder_say(binder, "html.good"), .weight = 3},
        {.heading = binder_say(binder, "report.code"), .weight = 1.2},
        {.heading = binder_say(binder, "html.status"), .weight = 1.7},
        {.heading = binder_say(binder, "html.rule"), .weight = 2.2},
        {.heading = binder_say(binder, "book.pile"), .weight = 1.6},
        {.heading = binder_say(binder, "binder.page"), .align = PDF_NUMBER, .characters = 6}};
    pdf_page(binder->pdf);
    pdf_heading(binder->pdf, PDF_PART, binder_say(binder, "binder.index"));
    pdf_table_begin(binder->pdf, columns, sizeof columns / sizeof columns[0]);
    usmca_status status = each_good(binder, draw_index_row, error);
    pdf_table_end(binder->pdf);
    return status;
}

/* ---- the whole ---- */

static void number_page(void *context, size_t page, size_t pages, struct buffer *out) {
    struct binder *binder = context;
    struct buffer numbers[2] = {{0}, {0}};
    buffer_number(&numbers[0], page);
    buffer_number(&numbers[1], pages);
    MESSAGE(out, binder->book->messages, "binder.page-of", {"page", buffer_view(&numbers[0])},
            {"pages", buffer_view(&numbers[1])});
    buffer_release(&numbers[0], out);
    buffer_release(&numbers[1], out);
}

static usmca_status draw(struct pdf *pdf, void *context, usmca_error *error) {
    struct binder *binder = context;
    binder->pdf = pdf;
    binder_cover(binder);
    arena_reset(&binder->arena);
    usmca_status status = draw_index(binder, error);
    return status == USMCA_OK ? each_good(binder, binder_good, error) : status;
}

/* A summary that counts fewer goods than there are is of another run. */
static bool is_same_run(const struct binder *binder) {
    const json_t *goods = json_object_get(binder->options->summary, "goods");
    for (int i = 0; binder->options->summary != NULL && i < STATUSES; i++)
        if ((json_int_t)binder->status[i] > json_integer_value(json_object_get(goods, STATUS_WORDS[i])))
            return false;
    return true;
}

static usmca_status count_goods(struct binder *binder, usmca_error *error) {
    usmca_status status = results_each(binder->source, count_good, binder, &binder->results, error);
    if (status == USMCA_OK)
        status = binder_found(binder, error);
    if (status == USMCA_OK && !is_same_run(binder))
        status = error_set(error, USMCA_ERROR_INPUT, binder->source->path, 0, 0,
                           "the summary is of another run: it counts fewer goods");
    return status;
}

usmca_status binder_write(const struct pdf_floor *floor, const struct results_source *source,
                          const struct usmca_rulebook *book, const struct binder_options *options,
                          const struct pdf_output *output, struct pdf_notes *notes, usmca_error *error) {
    struct binder binder = {.source = source, .book = book, .options = options};
    struct text title = message_find(book->messages, "binder.title");
    usmca_status status = binder_want(&binder, error);
    if (status == USMCA_OK)
        status = count_goods(&binder, error);
    if (status == USMCA_OK) {
        const struct pdf_document document = {.title = title,
                                              .author = text_from(options->company),
                                              .subject = text_from(options->period),
                                              .date = text_from(binder.last),
                                              .language = message_find(book->messages, "language").data,
                                              .marks_apart = messages_set_marks_apart(book->messages),
                                              .number_page = number_page,
                                              .foot = title};
        status = pdf_write(floor, &document, output, draw, &binder, notes, error);
    }
    free(binder.wanted);
    arena_free(&binder.arena);
    return status;
}
