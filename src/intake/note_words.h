#ifndef USMCA_INTAKE_NOTE_WORDS_H
#define USMCA_INTAKE_NOTE_WORDS_H

#include "rulebook/vocabulary.h"

/* A row above a table as words, and what they say of its figures. */

enum note_border { BORDER_NONE, BORDER_CLAUSE, BORDER_COLON, BORDER_CELL };

enum { NOTE_MOST_WORDS = 96 };

struct note_word {
    struct text word; /* as it stands */
    enum note_border before;
    bool bracketed; /* the border before it is an opening bracket */
};

struct note_words {
    struct note_word list[NOTE_MOST_WORDS];
    size_t count;
};

struct note_said {
    struct text currency; /* empty where it says none */
    bool currencies;      /* it says more than one */
    bool several;         /* the figures are of several */
    bool multiplied;      /* or so many times as large */
    bool of_mass;         /* weights are in another unit than kilograms */
};

/* The delimiters of the row part cells. Words behind the last that there is room for are left out. */
void note_words_of(struct note_words *out, struct text row, char delimiter);

void note_words_hear(struct note_said *said, const struct note_words *words,
                     const struct vocabulary *vocabulary);

#endif
