#include "papers/certification.h"

#include <stdio.h>

#include "papers/paper.h"

static struct text say(const struct certification *certification, const char *id) {
    return message_find(certification->messages, id);
}

static void put_element(struct signed_paper *paper, const struct certification *certification, char element) {
    char message[32];
    snprintf(message, sizeof message, "certify.element.%c", element);
    paper_element(paper, (struct text){&element, 1}, say(certification, message));
}

static void put_parties(struct signed_paper *paper, const struct certification *certification, char element,
                        const struct stated_parties *parties) {
    put_element(paper, certification, element);
    paper_line(paper, TEXT(""), stated_words(certification, parties));
    for (size_t i = 0; parties->stated == STATED_LISTED && i < parties->count; i++) {
        if (i > 0)
            paper_gap(paper);
        paper_party(paper, parties->list[i]);
    }
}

/* Elements 6 and 7 are of each good: they share a table. */
static void put_goods(struct signed_paper *paper, const struct certification *certification) {
    const struct text headings[] = {
        say(certification, "certify.column.good"), say(certification, "certify.column.description"),
        say(certification, "certify.column.hs"), say(certification, "certify.element.7")};
    put_element(paper, certification, '6');
    paper_line(paper, say(certification, "certify.field.invoice"), certification->invoice);
    paper_columns(paper, headings, sizeof headings / sizeof headings[0]);
    for (size_t i = 0; i < certification->good_count; i++) {
        const struct certified_good *good = &certification->goods[i];
        char dotted[16];
        snprintf(dotted, sizeof dotted, "%.4s.%.2s", good->hs, good->hs + 4);
        const struct text cells[] = {
            good->good_id, good->description, text_from(dotted), {&good->criterion, 1}};
        paper_row(paper, cells, sizeof cells / sizeof cells[0]);
    }
    put_element(paper, certification, '7');
    for (const char *criterion = CRITERIA; *criterion != '\0'; criterion++)
        if (certification_uses(certification, *criterion))
            paper_line(paper, TEXT(""), criterion_words(certification, *criterion));
}

usmca_status certification_paper(struct signed_paper *paper, const struct certification *certification,
                                 usmca_error *error) {
    struct buffer period = {0};
    struct buffer identity = {0};
    const struct party *certifier = certification->certifier;
    paper->messages = certification->messages;
    paper->title = say(certification, "certify.title");
    paper->author = certifier->name;
    paper->signatory = certifier->signatory.length > 0 ? certifier->signatory : certifier->name;
    paper->signatory_title = certifier->title;
    paper->date = certification->date;
    put_element(paper, certification, '1');
    paper_line(paper, TEXT(""), certifier_role_words(certification));
    put_element(paper, certification, '2');
    paper_party(paper, certifier);
    put_parties(paper, certification, '3', &certification->exporter);
    put_parties(paper, certification, '4', &certification->producer);
    put_parties(paper, certification, '5', &certification->importer);
    paper_line(paper, say(certification, "certify.field.import-country"),
               certification_imported_into(certification));
    put_goods(paper, certification);
    put_element(paper, certification, '8');
    certification_period(&period, certification);
    paper_line(paper, TEXT(""), buffer_view(&period));
    put_element(paper, certification, '9');
    paper_words(paper, say(certification, "certify.statement"));
    certification_json(&identity, certification);
    paper->failed = paper->failed || period.failed || identity.failed;
    usmca_status status = paper->failed ? error_memory(error) : USMCA_OK;
    if (status == USMCA_OK)
        paper_id(paper->id, buffer_view(&identity));
    buffer_free(&period);
    buffer_free(&identity);
    return status;
}
