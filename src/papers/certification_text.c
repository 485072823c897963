#include "papers/certification.h"

#include "report/paragraph.h"
#include "report/results.h"

static const char *const ELEMENT_MESSAGES[] = {"certify.element.1", "certify.element.2", "certify.element.3",
                                               "certify.element.4", "certify.element.5", "certify.element.6",
                                               "certify.element.7", "certify.element.8", "certify.element.9"};
static const char INDENT[] = "   ";

static struct text say(const struct certification *certification, const char *id) {
    return message_find(certification->messages, id);
}

static struct text day(char room[DATE_TEXT_SIZE], date of) {
    return (struct text){room, date_print(room, of)};
}

/* ---- the whole ---- */

static void put_heading(struct buffer *out, const struct certification *certification, int element) {
    buffer_char(out, '\n');
    buffer_char(out, (char)('0' + element));
    buffer_string(out, ". ");
    buffer_text(out, say(certification, ELEMENT_MESSAGES[element - 1]));
    buffer_char(out, '\n');
}

static void put_line(struct buffer *out, const struct certification *certification, const char *label,
                     struct text value) {
    struct buffer lead = {0};
    if (value.length == 0)
        return;
    buffer_string(&lead, INDENT);
    if (label != NULL) {
        buffer_text(&lead, say(certification, label));
        buffer_text(&lead, say(certification, "colon"));
    }
    paragraph_write(out, buffer_view(&lead), value);
    buffer_release(&lead, out);
}

static void put_party(struct buffer *out, const struct certification *certification,
                      const struct party *party) {
    struct buffer address = {0};
    party_address(&address, party);
    put_line(out, certification, "certify.field.name", party->name);
    put_line(out, certification, "certify.field.signatory", party->signatory);
    put_line(out, certification, "certify.field.title", party->title);
    put_line(out, certification, "certify.field.address", buffer_view(&address));
    put_line(out, certification, "certify.field.telephone", party->telephone);
    put_line(out, certification, "certify.field.email", party->email);
    put_line(out, certification, "certify.field.tax-number", party->tax_number);
    buffer_release(&address, out);
}

static void put_parties(struct buffer *out, const struct certification *certification, int element,
                        const struct stated_parties *parties) {
    put_heading(out, certification, element);
    put_line(out, certification, NULL, stated_words(certification, parties));
    for (size_t i = 0; parties->stated == STATED_LISTED && i < parties->count; i++) {
        if (i > 0)
            buffer_char(out, '\n');
        put_party(out, certification, parties->list[i]);
    }
}

static void word_good(struct buffer *out, const struct certification *certification,
                      const struct certified_good *good) {
    char dotted[HS_TEXT_SIZE];
    MESSAGE(out, certification->messages, "certify.good", {"good", good->good_id},
            {"description", good->description}, {"hs", results_code(dotted, text_from(good->hs))},
            {"criterion", {&good->criterion, 1}});
}

static void put_goods(struct buffer *out, const struct certification *certification) {
    put_heading(out, certification, 6);
    if (certification->invoice.length > 0)
        put_line(out, certification, "certify.field.invoice", certification->invoice);
    for (size_t i = 0; i < certification->good_count; i++) {
        struct buffer words = {0};
        word_good(&words, certification, &certification->goods[i]);
        paragraph_write(out, text_from(INDENT), buffer_view(&words));
        buffer_release(&words, out);
    }
}

/* The criteria of the goods, each told once with what it means. */
static void put_criteria(struct buffer *out, const struct certification *certification) {
    put_heading(out, certification, 7);
    for (const char *criterion = CRITERIA; *criterion != '\0'; criterion++)
        if (certification_uses(certification, *criterion))
            put_line(out, certification, NULL, criterion_words(certification, *criterion));
}

static void put_signature(struct buffer *out, const struct certification *certification) {
    char room[DATE_TEXT_SIZE];
    const struct party *certifier = certification->certifier;
    struct buffer line = {0};
    put_line(out, certification, NULL, say(certification, "certify.statement"));
    buffer_string(&line, "\n\n");
    buffer_string(&line, INDENT);
    buffer_text(&line, say(certification, "certify.field.signature"));
    buffer_text(&line, say(certification, "colon"));
    buffer_string(&line, "________________________________\n");
    buffer_text(out, buffer_view(&line));
    buffer_release(&line, out);
    put_line(out, certification, "certify.field.name",
             certifier->signatory.length > 0 ? certifier->signatory : certifier->name);
    put_line(out, certification, "certify.field.date", day(room, certification->date));
}

void certification_text(struct buffer *out, const struct certification *certification) {
    struct buffer period = {0};
    paragraph_write(out, TEXT(""), say(certification, "certify.title"));
    put_heading(out, certification, 1);
    put_line(out, certification, NULL, certifier_role_words(certification));
    put_heading(out, certification, 2);
    put_party(out, certification, certification->certifier);
    put_parties(out, certification, 3, &certification->exporter);
    put_parties(out, certification, 4, &certification->producer);
    put_parties(out, certification, 5, &certification->importer);
    put_line(out, certification, "certify.field.import-country", certification_imported_into(certification));
    put_goods(out, certification);
    put_criteria(out, certification);
    put_heading(out, certification, 8);
    certification_period(&period, certification);
    put_line(out, certification, NULL, buffer_view(&period));
    put_heading(out, certification, 9);
    put_signature(out, certification);
    buffer_release(&period, out);
}

/* ---- on an invoice ---- */

static void list_party(struct buffer *out, const struct certification *certification,
                       const struct party *party) {
    struct buffer address = {0};
    party_address(&address, party);
    const struct text parts[] = {party->name,      party->signatory, party->title,     buffer_view(&address),
                                 party->telephone, party->email,     party->tax_number};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (i > 0 && parts[i].length > 0)
            buffer_text(out, say(certification, "semicolon"));
        buffer_text(out, parts[i]);
    }
    buffer_release(&address, out);
}

static void put_statement_line(struct buffer *out, const struct certification *certification, int element,
                               struct text value) {
    struct buffer lead = {0};
    buffer_text(&lead, say(certification, ELEMENT_MESSAGES[element - 1]));
    buffer_text(&lead, say(certification, "colon"));
    paragraph_write(out, buffer_view(&lead), value);
    buffer_release(&lead, out);
}

static void put_stated(struct buffer *out, const struct certification *certification, int element,
                       const struct stated_parties *parties) {
    struct buffer line = {0};
    buffer_text(&line, stated_words(certification, parties));
    for (size_t i = 0; parties->stated == STATED_LISTED && i < parties->count; i++) {
        buffer_string(&line, i > 0 ? " / " : "");
        list_party(&line, certification, parties->list[i]);
    }
    put_statement_line(out, certification, element, buffer_view(&line));
    buffer_release(&line, out);
}

void certification_invoice(struct buffer *out, const struct certification *certification) {
    struct buffer certifier = {0};
    struct buffer period = {0};
    list_party(&certifier, certification, certification->certifier);
    certification_period(&period, certification);
    paragraph_write(out, TEXT(""), say(certification, "certify.title"));
    put_statement_line(out, certification, 1, certifier_role_words(certification));
    put_statement_line(out, certification, 2, buffer_view(&certifier));
    put_stated(out, certification, 3, &certification->exporter);
    put_stated(out, certification, 4, &certification->producer);
    put_stated(out, certification, 5, &certification->importer);
    put_line(out, certification, "certify.field.import-country", certification_imported_into(certification));
    put_goods(out, certification);
    put_criteria(out, certification);
    buffer_char(out, '\n');
    put_statement_line(out, certification, 8, buffer_view(&period));
    buffer_char(out, '\n');
    put_signature(out, certification);
    buffer_release(&certifier, out);
    buffer_release(&period, out);
}
