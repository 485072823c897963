#include "requests/answer.h"

#include "base/shown.h"
#include "case/good.h"
#include "intake/sheet.h"
#include "origin/documents.h"
#include "requests/words.h"

const char *const ANSWER_STATE_WORDS[ANSWER_STATES] = {"open", "answered", "refused", "rejected",
                                                       "not-in-force"};

struct row_reading {
    struct supplier_answer *out;
    const json_t *item;
    const struct answer_cells *given;
    const struct usmca_rulebook *book;
    date day; /* of the answer */
    struct field_reader *reader;
};

/* ---- what is wrong ---- */

static void reject_words(struct row_reading *reading, size_t column, struct buffer *words) {
    struct supplier_answer *out = reading->out;
    out->state = ANSWER_REJECTED;
    out->column = column;
    out->reason = buffer_keep(words, reading->reader->arena);
}

static void reject(struct row_reading *reading, size_t column, const char *id, struct text value,
                   struct text expected) {
    struct buffer words = {0};
    MESSAGE(&words, reading->book->messages, id,
            {"header", request_column_name(reading->book->messages, text_from(REQUEST_COLUMNS[column].name))},
            {"value", value}, {"should", expected}, {"expected", expected});
    reject_words(reading, column, &words);
}

static struct text cell(const struct row_reading *reading, size_t column) {
    return text_trim(reading->given->cells[column]);
}

static size_t place_of(const char *name) {
    return request_column_named(text_from(name));
}

/* ---- what was asked ---- */

/* The same words, whatever blanks stand between them. */
static bool same_words(struct text one, struct text other) {
    size_t i = 0;
    size_t k = 0;
    one = text_trim(one);
    other = text_trim(other);
    while (i < one.length && k < other.length) {
        if (text_is_blank(one.data[i]) && text_is_blank(other.data[k])) {
            while (i < one.length && text_is_blank(one.data[i]))
                i++;
            while (k < other.length && text_is_blank(other.data[k]))
                k++;
        } else if (one.data[i++] != other.data[k++]) {
            return false;
        }
    }
    return i == one.length && k == other.length;
}

/* What says which good it is has to be what it was. */
static bool is_as_asked(struct row_reading *reading) {
    static const char *const HELD[] = {"material_id", "description", "hs", "country", "at_hand"};
    for (size_t i = 0; i < sizeof HELD / sizeof HELD[0]; i++) {
        size_t column = place_of(HELD[i]);
        struct buffer asked = {0};
        request_cell(&asked, &REQUEST_COLUMNS[column], reading->item);
        bool same = !asked.failed && same_words(cell(reading, column), buffer_view(&asked));
        struct text expected = buffer_keep(&asked, reading->reader->arena);
        if (same)
            continue;
        reject(reading, column, expected.length > 0 ? "requests.changed" : "requests.added",
               cell(reading, column), expected);
        return false;
    }
    return true;
}

/* ---- cells ---- */

static bool is_asked(const struct row_reading *reading, size_t column) {
    return REQUEST_COLUMNS[column].filled &&
           (REQUEST_COLUMNS[column].asks & request_asks(reading->item)) != 0;
}

/* Whether a cell can be read at all: no formula without a result, no part of a merged range, and one of those
 * that are to be filled. */
static bool cells_stand(struct row_reading *reading) {
    for (size_t i = 0; i < REQUEST_COLUMN_COUNT; i++) {
        struct text value = cell(reading, i);
        if (!REQUEST_COLUMNS[i].filled)
            continue;
        const char *unreadable = value.length > 0 ? cell_unreadable(value) : NULL;
        const char *problem = reading->given->covered[i]                  ? "field.cell-merged"
                              : unreadable != NULL                        ? unreadable
                              : value.length > 0 && !is_asked(reading, i) ? "requests.not-asked"
                                                                          : NULL;
        if (problem == NULL)
            continue;
        reject(reading, i, problem, value, TEXT(""));
        return false;
    }
    return true;
}

/* The first cell that is filled beside the answer and the remark; REQUEST_COLUMN_COUNT where none is. */
static size_t first_filled(const struct row_reading *reading) {
    for (size_t i = 0; i < REQUEST_COLUMN_COUNT; i++)
        if (REQUEST_COLUMNS[i].filled && i != place_of("answer") && i != place_of("remark") &&
            cell(reading, i).length > 0)
            return i;
    return REQUEST_COLUMN_COUNT;
}

static bool set_column(struct row_reading *reading, size_t column, const struct column *of, void *record) {
    reading->reader->should = NO_TEXT;
    const char *problem = field_set(reading->reader, of, record, cell(reading, column));
    if (problem == NULL)
        return true;
    reject(reading, column, problem, cell(reading, column), reading->reader->should);
    return false;
}

/* ---- papers ---- */

static const struct {
    enum document_flaw flaw;
    const char *column;
} FLAW_COLUMNS[] = {{DOCUMENT_SIGNER, "certifier_role"},   {DOCUMENT_CODE_SHORT, "certified_hs"},
                    {DOCUMENT_ONE_END, "valid_to"},        {DOCUMENT_BACKWARDS, "valid_to"},
                    {DOCUMENT_BLANKET_LONG, "valid_to"},   {DOCUMENT_AVERAGING_PERIOD, "period_to"},
                    {DOCUMENT_FISCAL_YEAR, "period_from"}, {DOCUMENT_VNM_ABOVE_COST, "vnm"}};

/* The cell to blame for what the document lacks, or for its first flaw. */
static size_t blamed(const struct document *document) {
    struct text columns = document->lacks;
    struct text first = NO_TEXT;
    if (columns.length > 0 && text_split(&columns, ',', &first)) {
        size_t column = request_column_named(text_trim(first));
        return column < REQUEST_COLUMN_COUNT ? column : place_of("answer");
    }
    for (size_t i = 0; i < sizeof FLAW_COLUMNS / sizeof FLAW_COLUMNS[0]; i++)
        if ((document->flaws >> FLAW_COLUMNS[i].flaw & 1) != 0)
            return place_of(FLAW_COLUMNS[i].column);
    return place_of("answer");
}

static bool is_whole(struct row_reading *reading) {
    struct document *document = &reading->out->document;
    documents_prepare(reading->book, document, 1, 1, reading->reader->arena);
    if (document->lacks.length == 0 && document->flaws == 0)
        return true;
    struct buffer words = {0};
    request_flaw_words(&words, reading->book, document);
    reject_words(reading, blamed(document), &words);
    return false;
}

/* The days that are asked about, of which the first and the last stand for all: a paper is in force without a
 * break. */
struct days_asked {
    date shipped[2]; /* of what its period has to cover */
    date used[2];    /* of the goods */
};

static struct days_asked days_asked(const struct row_reading *reading) {
    static const char *const SHIPPED[] = {"from", "to"};
    static const char *const USED[] = {"used_from", "used_to"};
    struct days_asked days;
    for (int i = 0; i < 2; i++) {
        if (!date_parse_iso(&days.shipped[i], request_text(reading->item, SHIPPED[i])))
            days.shipped[i] = reading->day;
        if (!date_parse_iso(&days.used[i], request_text(reading->item, USED[i])))
            days.used[i] = days.shipped[i];
    }
    return days;
}

/* The code of the certification, where the supplier states it, is of the good that was asked about. */
static bool is_of_the_good(struct row_reading *reading, struct hs_code asked) {
    const struct document *document = &reading->out->document;
    const struct material material = {.hs = asked};
    char dotted[HS_TEXT_SIZE];
    if (document->hs.digits == 0 || asked.digits == 0 ||
        documents_code_fits(reading->book, days_asked(reading).used[1], &material, document))
        return true;
    struct text expected = {dotted, hs_print_dotted(dotted, asked.low, asked.digits)};
    reject(reading, place_of("certified_hs"), "requests.other-code", cell(reading, place_of("certified_hs")),
           expected);
    return false;
}

/* What was asked about, it is of. */
static bool take_asked(struct row_reading *reading) {
    struct document *document = &reading->out->document;
    struct hs_code asked = {0};
    int kind = results_word(results_string(reading->item, "ask"), DOCUMENT_WORDS, DOCUMENT_KINDS);
    document->kind = kind >= 0 ? (enum document_kind)kind : DOCUMENT_CERTIFICATION;
    document->supplier = request_text(reading->item, "supplier");
    document->material_id = request_text(reading->item, "material_id");
    (void)hs_code_parse(&asked, request_text(reading->item, "hs"));
    if (!is_of_the_good(reading, asked))
        return false;
    if (document->hs.digits == 0)
        document->hs = asked;
    return true;
}

/* Nothing is signed that is not signed yet. */
static bool is_signed(struct row_reading *reading) {
    size_t column = place_of("signed_on");
    char day[DATE_TEXT_SIZE];
    if (reading->out->document.signed_on <= reading->day)
        return true;
    reject(reading, column, "requests.signed-later", cell(reading, column),
           arena_copy(reading->reader->arena, (struct text){day, date_print(day, reading->day)}));
    return false;
}

static void settle_paper(struct row_reading *reading) {
    struct supplier_answer *out = reading->out;
    struct material material = {.supplier = out->document.supplier, .material_id = out->document.material_id};
    const struct days_asked days = days_asked(reading);
    (void)hs_code_parse(&material.hs, request_text(reading->item, "hs"));
    out->state = ANSWER_ANSWERED;
    for (int i = 0; i < 2 && out->state == ANSWER_ANSWERED; i++) {
        material.purchase_date = days.shipped[i];
        if (documents_state_on(reading->book, days.used[i], &material, &out->document) == PAPER_IN_ORDER)
            continue;
        const bool covered = documents_period_holds(days.used[i], &material, &out->document);
        out->state = ANSWER_NOT_IN_FORCE;
        out->outside = covered ? days.used[i] : days.shipped[i];
    }
}

static void read_paper(struct row_reading *reading) {
    struct supplier_answer *out = reading->out;
    for (size_t i = 0; i < REQUEST_COLUMN_COUNT; i++) {
        const char *name = REQUEST_COLUMNS[i].name;
        const struct column *of =
            column_named(&DOCUMENT_COLUMNS, text_from(strcmp(name, "certified_hs") == 0 ? "hs" : name));
        if (of != NULL && is_asked(reading, i) && !set_column(reading, i, of, &out->document))
            return;
    }
    out->number = out->document.document_id;
    if (take_asked(reading) && is_whole(reading) && is_signed(reading))
        settle_paper(reading);
}

/* What is said beside a yes, and takes it back. */
static bool remark_stands(struct row_reading *reading) {
    const struct vocabulary *words = reading->book->words;
    struct text remark = cell(reading, place_of("remark"));
    struct text is = NO_TEXT;
    bool denied = vocabulary_begins(words, "paper-denial", remark) > 0 ||
                  (request_asks(reading->item) == ASKS_CERTIFICATION &&
                   (vocabulary_find(words, "origin-denial", remark, &is) == WORD_FOUND ||
                    vocabulary_begins(words, "origin-denial-begins", remark) > 0));
    if (denied)
        reject(reading, place_of("remark"), "requests.remark", remark, TEXT(""));
    return !denied;
}

static void read_answer(struct row_reading *reading) {
    size_t column = place_of("answer");
    size_t filled = first_filled(reading);
    struct text said = cell(reading, column);
    struct text word = NO_TEXT;
    if (said.length == 0 && filled == REQUEST_COLUMN_COUNT)
        return;
    bool known = said.length > 0 && vocabulary_find(reading->book->words, "yes", said, &word) == WORD_FOUND;
    if (!known)
        reject(reading, column, said.length == 0 ? "requests.answer.missing" : "requests.answer.unknown",
               said, TEXT(""));
    else if (text_is(word, YES_WORDS[YES]) && !remark_stands(reading))
        return;
    else if (text_is(word, YES_WORDS[YES]))
        read_paper(reading);
    else if (text_is(word, YES_WORDS[NO]) && filled == REQUEST_COLUMN_COUNT)
        reading->out->state = ANSWER_REFUSED;
    else if (text_is(word, YES_WORDS[NO]))
        reject(reading, filled, "requests.answer.contradicted", cell(reading, filled), TEXT(""));
    else
        reject(reading, column, "requests.answer.unknown", said, TEXT(""));
}

static void read_country(struct row_reading *reading) {
    size_t column = place_of("made_in");
    const struct column *of = column_named(&MATERIAL_COLUMNS, TEXT("country"));
    struct material *material = ARENA_NEW(reading->reader->arena, struct material);
    if (cell(reading, column).length == 0 || material == NULL || !set_column(reading, column, of, material))
        return;
    reading->out->country = material->country;
    reading->out->state = material->country.length > 0 ? ANSWER_ANSWERED : ANSWER_OPEN;
}

void answer_read(struct supplier_answer *out, const json_t *item, const struct answer_cells *given,
                 const struct usmca_rulebook *book, date day, struct field_reader *reader) {
    struct row_reading reading = {out, item, given, book, day, reader};
    *out = (struct supplier_answer){.state = ANSWER_OPEN};
    if (!is_as_asked(&reading) || !cells_stand(&reading))
        return;
    out->remark = cell(&reading, place_of("remark"));
    if (request_asks(item) == ASKS_COUNTRY)
        read_country(&reading);
    else
        read_answer(&reading);
}
