#include <stdio.h>
#include <stdlib.h>

#include "report/html_run.h"

/* A folder: index.html, the style of all pages, and a file a good. More goods than a browser shows at once in
 * a table are listed by their piles, a file a part, and by their names alone in names.html. */

enum { MOST_ROWS = 1000 };

struct split {
    struct html_run run;
    const struct html_folder *folder;
    struct html_page pages[HTML_FILES];
    bool listed; /* in files apart from the index */
    size_t rows; /* of the list that is open */
};

/* ---- files ---- */

static void flush(struct split *split, enum html_file file) {
    struct html_run *run = &split->run;
    struct text bytes;
    if (run->status == USMCA_OK)
        run->status = html_view(&split->pages[file], &bytes, run->error);
    if (run->status == USMCA_OK && bytes.length > 0)
        run->status = split->folder->write(split->folder->context, file, bytes, run->error);
    html_taken(&split->pages[file]);
}

static void begin_file(struct split *split, enum html_file file, const char *name, struct text title) {
    struct html_run *run = &split->run;
    if (run->status == USMCA_OK)
        run->status = split->folder->open(split->folder->context, file, name, run->error);
    html_document(&split->pages[file], title, file != HTML_GOOD);
}

static void end_file(struct split *split, enum html_file file) {
    struct html_run *run = &split->run;
    html_document_end(&split->pages[file], file != HTML_GOOD);
    flush(split, file);
    if (run->status == USMCA_OK)
        run->status = split->folder->end(split->folder->context, file, run->error);
}

/* Most of a page of a simple good would be its style. */
static void put_style(struct split *split) {
    struct html_run *run = &split->run;
    if (run->status == USMCA_OK)
        run->status = split->folder->open(split->folder->context, HTML_LIST, HTML_STYLE_FILE, run->error);
    html_raw(&split->pages[HTML_LIST], HTML_STYLE);
    flush(split, HTML_LIST);
    if (run->status == USMCA_OK)
        run->status = split->folder->end(split->folder->context, HTML_LIST, run->error);
}

static void put_back(struct html_page *page) {
    html_open(page, "nav", "back");
    html_open(page, "a", NULL);
    html_attribute(page, "href", "index.html");
    html_text(page, html_say(page, "html.summary"));
    html_close(page);
    html_open(page, "a", NULL);
    html_attribute(page, "href", "names.html");
    html_text(page, html_say(page, "html.names"));
    html_close(page);
    html_close(page);
}

/* ---- lists by pile ---- */

static size_t parts_of(const struct audit *audit, int pile) {
    return (audit->piles[pile] + MOST_ROWS - 1) / MOST_ROWS;
}

static void name_of_part(char name[64], int pile, size_t part) {
    if (part == 1)
        snprintf(name, 64, "%.24s.html", PILE_WORDS[pile]);
    else
        snprintf(name, 64, "%.24s-%zu.html", PILE_WORDS[pile], part);
}

static void put_parts(struct html_page *page, const struct audit *audit, int pile, size_t here) {
    struct buffer room = {0};
    if (parts_of(audit, pile) < 2)
        return;
    html_open(page, "ol", "pages");
    html_attribute_text(page, "aria-label", html_say(page, "html.parts"));
    for (size_t part = 1; part <= parts_of(audit, pile); part++) {
        char name[64];
        name_of_part(name, pile, part);
        html_open(page, "li", NULL);
        html_open(page, "a", NULL);
        html_attribute(page, "href", name);
        if (part == here)
            html_attribute(page, "aria-current", "page");
        html_text(page, html_number(&room, part));
        html_close(page);
        html_close(page);
    }
    html_close(page);
    html_release(page, &room);
}

static void begin_list(struct split *split, int pile, size_t part) {
    struct html_page *page = &split->pages[HTML_LIST];
    struct buffer count = {0};
    char name[64];
    name_of_part(name, pile, part);
    begin_file(split, HTML_LIST, name, html_word(page, "pile", PILE_WORDS[pile]));
    put_back(page);
    html_element(page, "h1", NULL,
                 HTML_SAY(page, "html.list", {"pile", html_word(page, "pile", PILE_WORDS[pile])},
                          {"count", html_number(&count, split->run.audit.piles[pile])}));
    put_parts(page, &split->run.audit, pile, part);
    html_open(page, "div", "filters");
    html_search(page);
    html_close(page);
    html_open(page, "section", "card");
    html_goods_begin(page, html_word(page, "pile", PILE_WORDS[pile]));
    html_release(page, &count);
    split->rows = 0;
}

static void end_list(struct split *split, int pile, size_t part) {
    struct html_page *page = &split->pages[HTML_LIST];
    html_goods_end(page);
    html_close(page);
    put_parts(page, &split->run.audit, pile, part);
    end_file(split, HTML_LIST);
}

/* ---- names ---- */

static void begin_names(struct split *split) {
    struct html_page *page = &split->pages[HTML_NAMES];
    begin_file(split, HTML_NAMES, "names.html", html_say(page, "html.names"));
    html_open(page, "nav", "back");
    html_open(page, "a", NULL);
    html_attribute(page, "href", "index.html");
    html_text(page, html_say(page, "html.summary"));
    html_close(page);
    html_close(page);
    html_element(page, "h1", NULL, html_say(page, "html.names"));
    html_open(page, "div", "filters");
    html_search(page);
    html_close(page);
    html_open(page, "ul", "names");
}

static void put_name(struct split *split, const json_t *good, size_t number) {
    struct html_page *page = &split->pages[HTML_NAMES];
    struct text id = html_value(good, "good_id");
    struct buffer room = {0};
    html_open(page, "li", "find");
    html_open(page, "a", NULL);
    html_attribute_text(page, "href", html_good_link(page, &room, id, number));
    html_text(page, id.length > 0 ? id : TEXT("?"));
    html_close(page);
    html_close(page);
    html_release(page, &room);
    flush(split, HTML_NAMES);
}

static void end_names(struct split *split) {
    html_close(&split->pages[HTML_NAMES]);
    end_file(split, HTML_NAMES);
}

/* ---- the index ---- */

static void put_lists(struct split *split) {
    struct html_page *page = &split->pages[HTML_INDEX];
    const struct audit *audit = &split->run.audit;
    html_open(page, "section", "card");
    html_element(page, "h2", NULL, html_say(page, "html.goods"));
    html_element(page, "p", "soft", html_say(page, "html.goods.listed"));
    for (int pile = 0; pile < PILES; pile++) {
        char name[64];
        name_of_part(name, pile, 1);
        if (audit->piles[pile] == 0)
            continue;
        html_open(page, "h3", NULL);
        html_open(page, "a", NULL);
        html_attribute(page, "href", name);
        html_text(page, html_word(page, "pile", PILE_WORDS[pile]));
        html_close(page);
        html_close(page);
        put_parts(page, audit, pile, 0);
    }
    html_close(page);
}

static void begin_index(struct split *split) {
    struct html_page *page = &split->pages[HTML_INDEX];
    begin_file(split, HTML_INDEX, "index.html", html_say(page, "html.title"));
    html_front(page, &split->run.audit);
    html_piles(page, &split->run.audit, !split->listed);
    html_overview(page, &split->run);
    if (split->listed) {
        put_lists(split);
    } else {
        html_open(page, "section", "card");
        html_element(page, "h2", NULL, html_say(page, "html.goods"));
        html_filters(page, &split->run.audit);
        html_goods_begin(page, html_say(page, "html.goods"));
    }
    flush(split, HTML_INDEX);
}

static void end_index(struct split *split) {
    if (!split->listed) {
        html_goods_end(&split->pages[HTML_INDEX]);
        html_close(&split->pages[HTML_INDEX]);
    }
    end_file(split, HTML_INDEX);
}

/* ---- goods ---- */

static void put_page(struct split *split, const json_t *good, size_t number) {
    struct html_page *page = &split->pages[HTML_GOOD];
    struct text id = html_value(good, "good_id");
    struct buffer name = {0};
    html_good_file(&name, id, number);
    buffer_char(&name, '\0');
    if (!name.failed) {
        begin_file(split, HTML_GOOD, name.data, id);
        html_good(page, good, number);
        end_file(split, HTML_GOOD);
    }
    html_release(page, &name);
}

/* Goods come by their piles. */
static void put_row(struct split *split, size_t at, const json_t *good) {
    const struct audit *audit = &split->run.audit;
    const struct audit_good *one = &audit->goods[at];
    enum html_file file = split->listed ? HTML_LIST : HTML_INDEX;
    size_t before = 0;
    for (int pile = 0; pile < one->pile; pile++)
        before += audit->piles[pile];
    size_t part = (at - before) / MOST_ROWS + 1;
    if (split->listed && (at - before) % MOST_ROWS == 0)
        begin_list(split, one->pile, part);
    html_goods_row(&split->pages[file], good, one);
    flush(split, file);
    split->rows++;
    bool last = at + 1 == audit->count || audit->goods[at + 1].pile != one->pile;
    if (split->listed && (last || split->rows == MOST_ROWS))
        end_list(split, one->pile, part);
}

static void put_goods(struct split *split) {
    for (size_t i = 0; i < split->run.audit.count && split->run.status == USMCA_OK; i++) {
        json_t *good = html_run_good(&split->run, i);
        if (good == NULL)
            return;
        put_page(split, good, split->run.audit.goods[i].number);
        put_row(split, i, good);
        if (split->listed)
            put_name(split, good, split->run.audit.goods[i].number);
        json_decref(good);
    }
}

static void put_all(struct split *split) {
    split->listed = split->run.audit.count > MOST_ROWS;
    put_style(split);
    begin_index(split);
    if (split->listed)
        begin_names(split);
    put_goods(split);
    if (split->listed)
        end_names(split);
    end_index(split);
}

usmca_status html_split_report(const struct results_source *source, const struct html_folder *folder,
                               const struct html_head *head, const struct usmca_rulebook *book,
                               usmca_error *error) {
    struct split *split = calloc(1, sizeof *split);
    if (split == NULL)
        return error_memory(error);
    split->run = (struct html_run){.source = source, .head = head, .error = error};
    split->folder = folder;
    for (int file = 0; file < HTML_FILES; file++) {
        split->pages[file].split = true;
        html_begin(&split->pages[file], book, head);
    }
    html_run_collect(&split->run);
    for (int file = 0; file < HTML_FILES; file++)
        split->pages[file].without = html_run_without(&split->run);
    if (split->run.status == USMCA_OK)
        put_all(split);
    usmca_status status = split->run.status;
    for (int file = 0; file < HTML_FILES; file++)
        html_free(&split->pages[file]);
    audit_free(&split->run.audit);
    free(split);
    return status;
}
