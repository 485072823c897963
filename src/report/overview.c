#include "report/overview.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/list.h"
#include "base/shown.h"
#include "origin/deciding_content.h"
#include "origin/evidence.h"
#include "report/number.h"
#include "report/paragraph.h"
#include "report/urgency.h"

/* ---- keeping ---- */

static struct figure content_of(const struct determination *determination) {
    enum method method = deciding_content(determination);
    return method < METHODS ? determination->rvc[method].content : (struct figure){0};
}

static struct text paper_missing(struct buffer *out, const struct messages *messages,
                                 const struct relied_papers *papers, uint32_t *others) {
    const struct relied_paper *first = NULL;
    for (uint32_t i = 0; i < papers->count; i++) {
        const struct relied_paper *one = &papers->list[i];
        if (one->state == PAPER_IN_ORDER || one->state == PAPER_NONE)
            continue;
        *others += 1;
        if (first == NULL || (one->decides == RESULT_PASS && first->decides != RESULT_PASS))
            first = one;
    }
    if (first == NULL)
        return (struct text){NULL, 0};
    char id[48];
    *others -= 1;
    snprintf(id, sizeof id, "paper-state.%s", PAPER_STATE_WORDS[first->state]);
    buffer_text(out, message_find(messages, id));
    buffer_string(out, " ");
    buffer_shown(out, evidence_last_step(first->path));
    return buffer_view(out);
}

static int weight_of(const struct determination *determination, const struct finding *finding) {
    return finding_weight(finding->code, finding->severity, determination->status == STATUS_NON_ORIGINATING,
                          determination->status == STATUS_UNDETERMINED);
}

static struct text finding_missing(struct buffer *out, const struct messages *messages,
                                   const struct determination *determination, uint32_t *others) {
    const struct finding *worst = NULL;
    char id[64];
    for (uint32_t i = 0; i < determination->finding_count; i++) {
        const struct finding *one = &determination->findings[i];
        if (one->severity == SEVERITY_INFO && determination->papers.pile == PILE_SIGN)
            continue;
        *others += 1;
        if (worst == NULL || weight_of(determination, one) > weight_of(determination, worst))
            worst = one;
    }
    if (worst == NULL)
        return (struct text){NULL, 0};
    *others -= 1;
    snprintf(id, sizeof id, "finding-name.%s", FINDING_WORDS[worst->code]);
    buffer_text(out, message_find(messages, id));
    return buffer_view(out);
}

/* What would have to be mended first: the papers of what originates, and the findings of what does not. */
static struct text missing_of(struct buffer *out, const struct messages *messages,
                              const struct determination *determination, uint32_t *others) {
    struct text missing = {NULL, 0};
    if (determination->papers.pile == PILE_PAPER_FIRST || determination->papers.pile == PILE_PAPER_MISSING)
        missing = paper_missing(out, messages, &determination->papers, others);
    return missing.length > 0 ? missing : finding_missing(out, messages, determination, others);
}

void overview_add(struct overview *overview, const struct usmca_rulebook *book,
                  const struct determination *determination) {
    struct buffer words = {0};
    struct overview_row *rows =
        list_room(overview->rows, overview->count, &overview->room, sizeof *overview->rows);
    if (rows == NULL) {
        overview->failed = true;
        return;
    }
    overview->rows = rows;
    struct overview_row row = {.status = determination->status,
                               .pile = determination->papers.pile,
                               .claimed = determination->good->criterion_claimed != '\0',
                               .content = content_of(determination),
                               .duty_known = determination->duty.given && determination->duty.amount.given};
    row.duty = row.duty_known ? determination->duty.amount.value : 0;
    row.good_id = arena_copy(&overview->arena, determination->good->good_id);
    row.currency = arena_copy(&overview->arena, determination->currency);
    row.missing =
        arena_copy(&overview->arena, missing_of(&words, book->messages, determination, &row.others));
    overview->failed = overview->failed || words.failed || overview->arena.failed;
    overview->rows[overview->count++] = row;
    buffer_free(&words);
}

void overview_append(struct overview *overview, struct overview *part) {
    for (size_t i = 0; i < part->count && !overview->failed; i++) {
        struct overview_row *rows =
            list_room(overview->rows, overview->count, &overview->room, sizeof *overview->rows);
        struct overview_row row = part->rows[i];
        if (rows == NULL) {
            overview->failed = true;
            break;
        }
        row.good_id = arena_copy(&overview->arena, row.good_id);
        row.currency = arena_copy(&overview->arena, row.currency);
        row.missing = arena_copy(&overview->arena, row.missing);
        row.place = overview->count;
        overview->rows = rows;
        overview->rows[overview->count++] = row;
    }
    overview->failed = overview->failed || part->failed || overview->arena.failed;
    part->count = 0;
    arena_reset(&part->arena);
}

void overview_free(struct overview *overview) {
    free(overview->rows);
    arena_free(&overview->arena);
    *overview = (struct overview){0};
}

/* ---- the order ---- */

static struct urgency urgency_of(const struct overview_row *row) {
    return (struct urgency){.pile = row->pile,
                            .claimed = row->claimed,
                            .currency = row->currency_place,
                            .duty = row->duty,
                            .margin_known = row->content.known && row->content.asked != 0,
                            .margin = row->content.margin,
                            .place = row->place};
}

static int compare_rows(const void *a, const void *b) {
    const struct urgency one = urgency_of(a);
    const struct urgency other = urgency_of(b);
    return urgency_compare(&one, &other);
}

static void order_rows(struct overview *overview) {
    struct duty_currencies currencies = {.count = 0};
    uint8_t order[MOST_DUTY_CURRENCIES + 1];
    for (size_t i = 0; i < overview->count; i++) {
        struct overview_row *row = &overview->rows[i];
        row->currency_place =
            row->duty_known ? duty_currency(&currencies, row->currency, &overview->arena) : DUTY_UNKNOWN;
    }
    duty_currencies_order(&currencies, order);
    for (size_t i = 0; i < overview->count; i++)
        overview->rows[i].currency_place = order[overview->rows[i].currency_place];
    qsort(overview->rows, overview->count, sizeof *overview->rows, compare_rows);
}

/* ---- writing ---- */

enum { GAP = 2, LEAST_MISSING = 12, WANTED_MISSING = 18, MOST_ID = 24, LEAST_CUT = 12, CELLS = 7 };

struct writing {
    struct buffer *out;
    const struct messages *messages;
    size_t width;
    bool coloured;
    size_t columns[CELLS]; /* as wide as the widest cell, and the head */
    size_t cells[CELLS];   /* as the widest cell alone */
    struct buffer cell;
};

enum cell { CELL_GOOD, CELL_STATUS, CELL_PILE, CELL_CONTENT, CELL_MARGIN, CELL_DUTY, CELL_MISSING };

static const char *const HEADS[CELLS] = {
    [CELL_GOOD] = "html.good",           [CELL_STATUS] = "html.status",     [CELL_PILE] = "book.pile",
    [CELL_CONTENT] = "overview.content", [CELL_MARGIN] = "overview.margin", [CELL_DUTY] = "book.duty",
    [CELL_MISSING] = "overview.missing",
};

static struct text word_of(struct writing *writing, const char *prefix, const char *word) {
    char id[64];
    snprintf(id, sizeof id, "%s.%s", prefix, word);
    return message_find(writing->messages, id);
}

static void put_content(struct writing *writing, const struct figure *content) {
    struct number_room rooms[2];
    if (content->asked == 0)
        return;
    buffer_text(&writing->cell, number_figure(&rooms[0], writing->messages, content));
    buffer_string(&writing->cell, " / ");
    buffer_text(&writing->cell, number_decimal(&rooms[1], writing->messages, content->required, 0));
}

/* As much as there is room for, with a mark where it is cut. */
static void put_cut(struct buffer *out, struct text text, size_t columns) {
    size_t kept = 0;
    size_t shown = 0;
    if (paragraph_columns(text) <= columns) {
        buffer_text(out, text);
        return;
    }
    while (kept < text.length && shown + 1 < columns) {
        kept++;
        while (kept < text.length && ((unsigned char)text.data[kept] & 0xC0) == 0x80)
            kept++;
        shown++;
    }
    buffer_put(out, text.data, kept);
    buffer_string(out, "\xe2\x80\xa6");
}

/* How many more there are is never cut. */
static void put_missing(struct writing *writing, const struct overview_row *row) {
    char others[24];
    int length = row->others > 0 ? snprintf(others, sizeof others, " +%" PRIu32, row->others) : 0;
    size_t columns = writing->columns[CELL_MISSING];
    size_t room = columns > (size_t)length ? columns - (size_t)length : SIZE_MAX;
    put_cut(&writing->cell, row->missing, room);
    buffer_put(&writing->cell, others, (size_t)length);
}

static struct text cell_of(struct writing *writing, const struct overview_row *row, enum cell cell) {
    struct number_room room;
    writing->cell.length = 0;
    switch (cell) {
    case CELL_GOOD:
        buffer_shown(&writing->cell, row->good_id.length > 0 ? row->good_id : TEXT("?"));
        break;
    case CELL_STATUS:
        buffer_text(&writing->cell, word_of(writing, "status", STATUS_WORDS[row->status]));
        break;
    case CELL_PILE:
        buffer_text(&writing->cell, word_of(writing, "pile", PILE_WORDS[row->pile]));
        break;
    case CELL_CONTENT:
        put_content(writing, &row->content);
        break;
    case CELL_MARGIN:
        if (row->content.asked > 0)
            buffer_text(&writing->cell, number_percent(&room, writing->messages, row->content.margin));
        break;
    case CELL_DUTY:
        if (row->duty_known) {
            buffer_text(&writing->cell, number_decimal(&room, writing->messages, row->duty, 2));
            buffer_char(&writing->cell, ' ');
            buffer_shown(&writing->cell, row->currency);
        }
        break;
    case CELL_MISSING:
        put_missing(writing, row);
        break;
    }
    return buffer_view(&writing->cell);
}

static size_t used_columns(const struct writing *writing) {
    size_t used = 0;
    for (int cell = 0; cell < CELL_MISSING; cell++)
        used += writing->columns[cell] > 0 ? writing->columns[cell] + GAP : 0;
    return used;
}

static bool is_narrow(const struct writing *writing) {
    return used_columns(writing) + WANTED_MISSING > writing->width;
}

/* Where a terminal has not so many columns: first goes the margin, which the content and its limit say; then
 * heads of figures are cut, and ids and words. */
static void narrow(struct writing *writing) {
    static const enum cell HEADS_CUT[] = {CELL_DUTY, CELL_CONTENT};
    static const enum cell CUT[] = {CELL_GOOD, CELL_PILE, CELL_STATUS};
    if (is_narrow(writing))
        writing->columns[CELL_MARGIN] = 0;
    for (size_t i = 0; i < sizeof HEADS_CUT / sizeof HEADS_CUT[0]; i++)
        while (is_narrow(writing) && writing->columns[HEADS_CUT[i]] > writing->cells[HEADS_CUT[i]])
            writing->columns[HEADS_CUT[i]]--;
    for (size_t i = 0; i < sizeof CUT / sizeof CUT[0]; i++)
        while (is_narrow(writing) && writing->columns[CUT[i]] > LEAST_CUT)
            writing->columns[CUT[i]]--;
}

/* A column in which nothing stands is not written. */
static void measure(struct writing *writing, const struct overview *overview) {
    for (int cell = 0; cell < CELLS; cell++) {
        size_t widest = 0;
        for (size_t i = 0; i < overview->count; i++) {
            size_t columns = paragraph_columns(cell_of(writing, &overview->rows[i], (enum cell)cell));
            widest = columns > widest ? columns : widest;
        }
        size_t head = paragraph_columns(message_find(writing->messages, HEADS[cell]));
        writing->cells[cell] = widest;
        writing->columns[cell] = widest == 0 ? 0 : widest > head ? widest : head;
    }
    if (writing->columns[CELL_GOOD] > MOST_ID)
        writing->columns[CELL_GOOD] = MOST_ID;
    narrow(writing);
    const size_t used = used_columns(writing);
    size_t left = writing->width > used + LEAST_MISSING ? writing->width - used : LEAST_MISSING;
    if (writing->columns[CELL_MISSING] > left)
        writing->columns[CELL_MISSING] = left;
}

static void put_cell(struct writing *writing, struct text text, size_t columns, bool last) {
    if (paragraph_columns(text) <= columns) {
        paragraph_pad(writing->out, text, last ? 0 : columns + GAP);
        return;
    }
    put_cut(writing->out, text, columns);
    if (!last)
        paragraph_pad(writing->out, TEXT(""), GAP);
}

static void colour(struct writing *writing, enum pile pile, bool begin) {
    static const char *const COLOURS[PILES] = {[PILE_SIGN] = "\033[32m",
                                               [PILE_PAPER_FIRST] = "\033[33m",
                                               [PILE_PAPER_MISSING] = "\033[33m",
                                               [PILE_DO_NOT_SIGN] = "\033[31m"};
    if (writing->coloured)
        buffer_string(writing->out, begin ? COLOURS[pile] : "\033[0m");
}

static void put_row(struct writing *writing, const struct overview_row *row) {
    colour(writing, row->pile, true);
    for (int cell = 0; cell < CELLS; cell++)
        if (writing->columns[cell] > 0)
            put_cell(writing, cell_of(writing, row, (enum cell)cell), writing->columns[cell],
                     cell == CELL_MISSING);
    while (writing->out->length > 0 && writing->out->data[writing->out->length - 1] == ' ')
        writing->out->length--;
    colour(writing, row->pile, false);
    buffer_char(writing->out, '\n');
}

static void put_heads(struct writing *writing) {
    for (int cell = 0; cell < CELLS; cell++)
        if (writing->columns[cell] > 0)
            put_cell(writing, message_find(writing->messages, HEADS[cell]), writing->columns[cell],
                     cell == CELL_MISSING);
    buffer_char(writing->out, '\n');
}

static void put_counts(struct writing *writing, const struct overview *overview) {
    size_t counts[PILES] = {0};
    struct buffer line = {0};
    for (size_t i = 0; i < overview->count; i++)
        counts[overview->rows[i].pile]++;
    buffer_text(&line, message_find(writing->messages, "html.goods"));
    buffer_text(&line, message_find(writing->messages, "colon"));
    buffer_number(&line, overview->count);
    for (int i = 0; i < PILES; i++) {
        buffer_string(&line, i == 0 ? " (" : ", ");
        buffer_text(&line, word_of(writing, "pile", PILE_WORDS[i]));
        buffer_text(&line, message_find(writing->messages, "colon"));
        buffer_number(&line, counts[i]);
    }
    buffer_char(&line, ')');
    paragraph_write_within(writing->out, writing->width, TEXT(""), buffer_view(&line));
    buffer_char(writing->out, '\n');
    buffer_release(&line, writing->out);
}

void overview_write(struct buffer *out, const struct messages *messages, struct overview *overview,
                    size_t width, bool coloured) {
    struct writing writing = {.out = out, .messages = messages, .width = width, .coloured = coloured};
    order_rows(overview);
    measure(&writing, overview);
    put_counts(&writing, overview);
    put_heads(&writing);
    for (size_t i = 0; i < overview->count; i++)
        put_row(&writing, &overview->rows[i]);
    buffer_char(out, '\n');
    paragraph_write_within(out, width, TEXT(""), message_find(messages, "overview.more"));
    buffer_release(&writing.cell, out);
}
