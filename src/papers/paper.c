#include "papers/paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/list.h"
#include "papers/signature.h"

static struct paper_part *add(struct signed_paper *paper, enum paper_part_kind kind) {
    void *list = list_room(paper->parts, paper->count, &paper->room, sizeof *paper->parts);
    paper->failed = paper->failed || list == NULL;
    if (list == NULL)
        return NULL;
    paper->parts = list;
    paper->parts[paper->count] = (struct paper_part){.kind = kind};
    return &paper->parts[paper->count++];
}

static void say(struct signed_paper *paper, struct paper_part *part, struct text words) {
    if (part == NULL)
        return;
    part->cells[part->count++] = arena_copy(paper->arena, words);
    paper->failed = paper->failed || paper->arena->failed;
}

static void add_cells(struct signed_paper *paper, enum paper_part_kind kind, const struct text *cells,
                      size_t count) {
    struct paper_part *part = add(paper, kind);
    for (size_t i = 0; i < count && i < PAPER_MOST_CELLS; i++)
        say(paper, part, cells[i]);
}

void paper_element(struct signed_paper *paper, struct text number, struct text title) {
    add_cells(paper, PAPER_ELEMENT, (const struct text[]){number, title}, 2);
}

void paper_line(struct signed_paper *paper, struct text label, struct text value) {
    if (value.length > 0)
        add_cells(paper, PAPER_LINE, (const struct text[]){label, value}, 2);
}

void paper_gap(struct signed_paper *paper) {
    add(paper, PAPER_GAP);
}

void paper_columns(struct signed_paper *paper, const struct text *headings, size_t count) {
    add_cells(paper, PAPER_COLUMNS, headings, count);
}

void paper_row(struct signed_paper *paper, const struct text *cells, size_t count) {
    add_cells(paper, PAPER_ROW, cells, count);
}

void paper_words(struct signed_paper *paper, struct text words) {
    add_cells(paper, PAPER_WORDS, &words, 1);
}

void paper_free(struct signed_paper *paper) {
    free(paper->parts);
    paper->parts = NULL;
}

void paper_id(char out[PAPER_ID_SIZE], struct text bytes) {
    enum { UUID_SIZE = 16 };
    unsigned char sum[DIGEST_SIZE];
    digest(sum, bytes);
    sum[6] = (unsigned char)((sum[6] & 0x0fU) | 0x80U);
    sum[8] = (unsigned char)((sum[8] & 0x3fU) | 0x80U);
    snprintf(out, PAPER_ID_SIZE, "urn:uuid:");
    for (int i = 0; i < UUID_SIZE; i++) {
        size_t at = strlen(out);
        snprintf(out + at, PAPER_ID_SIZE - at, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
                 sum[i]);
    }
}

usmca_status paper_piece(void *context, struct text bytes, usmca_error *error) {
    struct buffer *document = context;
    buffer_text(document, bytes);
    return document->failed ? error_memory(error) : USMCA_OK;
}
