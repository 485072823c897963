#include <stdio.h>

#include "base/shown.h"
#include "origin/evidence.h"
#include "report/results.h"
#include "report/terminal_page.h"

/* A screen is not the place for more; JSON has them all. */
enum { MOST_SHOWN = 20 };

static void put_pile(struct page *page) {
    const struct determination *determination = page->determination;
    char day[DATE_TEXT_SIZE];
    struct buffer sentence = {0};
    const struct finding *broken = evidence_broken(determination);
    const char *id = results_pile_message(PILE_WORDS[determination->papers.pile],
                                          STATUS_WORDS[determination->status], broken != NULL);
    MESSAGE(
        &sentence, page->book->messages, id, {"reason", broken != NULL ? broken->message : NO_TEXT},
        {"status", terminal_say_word(page, "status", STATUS_WORDS[determination->papers.status_documented])});
    if (determination->valid_until != 0) {
        buffer_char(&sentence, ' ');
        MESSAGE(&sentence, page->book->messages, "report.valid-until",
                {"date", {day, date_print(day, determination->valid_until)}});
    }
    paragraph_write_within(page->out, page->width, TEXT("  "), buffer_view(&sentence));
    buffer_release(&sentence, page->out);
}

static void put_paper(struct page *page, const struct relied_paper *relied) {
    const struct paper *paper = relied->paper;
    char day[DATE_TEXT_SIZE];
    struct text until = {day, paper->ends != 0 ? date_print(day, paper->ends) : 0};
    const char *kind = paper->of_bill ? "bill-of-materials" : DOCUMENT_WORDS[paper->kind];
    page->lead.length = 0;
    buffer_string(&page->lead, "    ");
    paragraph_pad(&page->lead, terminal_say_word(page, "paper-state", PAPER_STATE_WORDS[relied->state]), 0);
    buffer_string(&page->lead, "  ");
    page->scratch.length = 0;
    buffer_shown(&page->scratch, relied->path);
    buffer_string(&page->scratch, " (");
    buffer_text(&page->scratch, terminal_say_word(page, "paper-kind", kind));
    buffer_char(&page->scratch, ')');
    if (paper->supplier.length > 0)
        MESSAGE(&page->scratch, page->book->messages, "report.paper.supplier", {"supplier", paper->supplier});
    if (until.length > 0)
        MESSAGE(&page->scratch, page->book->messages, "report.paper.until", {"date", until});
    if (relied->decides == RESULT_PASS)
        buffer_text(&page->scratch, terminal_say(page, "report.paper.decides"));
    paragraph_write_within(page->out, page->width, buffer_view(&page->lead), buffer_view(&page->scratch));
}

void terminal_papers(struct page *page) {
    const struct relied_papers *papers = &page->determination->papers;
    uint32_t lacking = 0;
    if (page->determination->status == STATUS_REJECTED)
        return;
    put_pile(page);
    for (uint32_t i = 0; i < papers->count; i++) {
        if (papers->list[i].state == PAPER_IN_ORDER)
            continue;
        if (lacking++ == 0) {
            buffer_string(page->out, "  ");
            buffer_text(page->out, terminal_say(page, "report.papers"));
            buffer_char(page->out, '\n');
        }
        if (lacking <= MOST_SHOWN)
            put_paper(page, &papers->list[i]);
    }
    if (lacking > MOST_SHOWN || (lacking > 0 && papers->more))
        paragraph_write_within(page->out, page->width, TEXT("    "),
                               terminal_say(page, "report.papers.more"));
}
