#include "rulebook/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/large_pages.h"
#include "base/list.h"
#include "rulebook/compile.h"
#include "rulebook/together.h"
#include "rulebook/units.h"
#include "rulebook/vocabulary.h"

/* Facts and disputes are named by all the rest, and general provisions by nothing: a file's root says in
 * which pass it is read. */
static const char *const ROOTS[] = {"facts", "disputes", "general", "rules"};
enum { FACTS, DISPUTES, GENERAL, RULES, PASSES, PATH_SIZE = 4096 };

/* What the rules of the agreement, its nomenclature and its words take is a little less. */
enum { ROOM = 3 * LARGE_PAGE };

struct source {
    char *path;
    struct text content;
    int pass;
};

static usmca_status compile_document(struct usmca_rulebook *book, const struct source *source,
                                     const struct xml_node *root, struct xml_complaints *complaints,
                                     usmca_error *error) {
    const char *file = arena_string(&book->arena, text_from(source->path)); /* its rules name it */
    if (file == NULL)
        return error_memory(error);
    struct compiler compiler = {.reader = {.filled = true,
                                           .arena = &book->arena,
                                           .file = file,
                                           .error = error,
                                           .complaints = complaints},
                                .book = book,
                                .edition = book->edition};
    if (!xml_named(root, ROOTS[source->pass])) {
        xml_complain(&compiler.reader, root,
                     "a rule file begins with <rules>, <general>, <disputes> or <facts>");
        return compiler.reader.status;
    }
    struct text edition = xml_text(&compiler.reader, root, "edition");
    if (edition.length > 0 && !hs_edition_named(&compiler.edition, edition))
        xml_complain(&compiler.reader, root, "there is no HS edition %s", edition.data);
    if (source->pass == FACTS)
        compile_facts(&compiler, root);
    else if (source->pass == DISPUTES)
        compile_disputes(&compiler, root);
    else if (source->pass == GENERAL)
        compile_general(&compiler, root);
    else if (compiler.edition != book->edition)
        xml_complain(&compiler.reader, root, "product-specific rules are written in HS %s",
                     hs_edition_name(book->edition));
    else
        compile_rules(&compiler, root);
    return compiler.reader.status;
}

/* One document at a time is held in memory. */
static usmca_status compile_source(struct usmca_rulebook *book, const struct source *source,
                                   struct xml_document *document, struct xml_complaints *complaints,
                                   usmca_error *error) {
    usmca_error found = {0};
    usmca_status status = xml_parse(document, &book->arena, source->content, source->path, &found);
    if (status == USMCA_OK)
        status = compile_document(book, source, document->root, complaints, error);
    else if (error != NULL)
        *error = found;
    if (complaints != NULL && status == USMCA_ERROR_RULES && document->root == NULL) {
        xml_complaints_add(complaints, &found);
        status = USMCA_OK;
    }
    return status;
}

/* As many as the files can have: what is not written of it is never touched. */
static usmca_status room_for_rules(struct usmca_rulebook *book, const struct source *sources, size_t count,
                                   usmca_error *error) {
    enum { SHORTEST_RULE = 100 };
    struct compiler compiler = {.reader = {.arena = &book->arena, .error = error}, .book = book};
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += sources[i].pass == RULES ? sources[i].content.length : 0;
    return compile_room_for_rules(&compiler, (uint32_t)(length / SHORTEST_RULE)) ? USMCA_OK
                                                                                 : compiler.reader.status;
}

static usmca_status compile_sources(struct usmca_rulebook *book, struct source *sources, size_t count,
                                    struct xml_complaints *complaints, usmca_error *error) {
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < count && status == USMCA_OK; i++) {
        struct source *source = &sources[i];
        int pass = -1;
        status = xml_read(&source->content, &book->arena, source->path, error);
        if (status == USMCA_OK)
            status = xml_root_among(&pass, &book->arena, source->content, source->path, ROOTS, PASSES, error);
        source->pass = pass >= 0 ? pass : RULES;
    }
    if (status == USMCA_OK)
        status = room_for_rules(book, sources, count, error);
    struct xml_document document = {0};
    for (int pass = 0; pass < PASSES; pass++)
        for (size_t i = 0; i < count && status == USMCA_OK; i++)
            if (sources[i].pass == pass)
                status = compile_source(book, &sources[i], &document, complaints, error);
    xml_close(&document);
    return status;
}

/* ---- index ---- */

static int compare_spans(const void *a, const void *b) {
    const struct rule_span *first = a;
    const struct rule_span *other = b;
    if (first->low != other->low)
        return first->low < other->low ? -1 : 1;
    return first->rule < other->rule ? -1 : first->rule > other->rule;
}

static void look_into(struct usmca_rulebook *book, const struct scope *scope) {
    for (uint32_t i = 0; i < scope->set.count; i++)
        for (uint32_t chapter = hs_unit(scope->set.ranges[i].low, HS_CHAPTER);
             chapter <= hs_unit(scope->set.ranges[i].high, HS_CHAPTER); chapter++)
            book->looked_into[chapter] = true;
}

/* A note on materials that a good contains holds for those inside its materials too, and so does a share by
 * the weight of fibres and yarns. */
static void find_looked_into(struct usmca_rulebook *book) {
    for (uint32_t i = 0; i < book->rule_count; i++)
        for (uint32_t a = 0; book->rules[i].kind == RULE_ADDS_TESTS && a < book->rules[i].alternative_count;
             a++)
            for (uint32_t k = 0; k < book->rules[i].alternatives[a].requirement_count; k++)
                if (book->rules[i].alternatives[a].requirements[k].kind == REQUIRE_EACH_MATERIAL)
                    look_into(book, &book->rules[i].alternatives[a].requirements[k].each.scope);
    for (uint32_t i = 0; i < book->general.weight_share_count; i++)
        look_into(book, &book->general.weight_shares[i].fibers);
}

/* A span for each chapter that a range of a rule's goods touches, so that a chapter's spans stand together.
 */
static usmca_status index_rules(struct usmca_rulebook *book, usmca_error *error) {
    enum { CHAPTER_SIZE = 1000000 };
    size_t most = 0;
    for (uint32_t i = 0; i < book->rule_count; i++)
        for (uint32_t k = 0; k < book->rules[i].goods.count; k++)
            most += hs_unit(book->rules[i].goods.ranges[k].high, HS_CHAPTER) -
                    hs_unit(book->rules[i].goods.ranges[k].low, HS_CHAPTER) + 1;
    book->spans = ARENA_ARRAY(&book->arena, struct rule_span, most + 1);
    if (book->spans == NULL)
        return error_memory(error);
    for (uint32_t i = 0; i < book->rule_count; i++)
        for (uint32_t k = 0; k < book->rules[i].goods.count; k++) {
            struct hs_range range = book->rules[i].goods.ranges[k];
            while (range.low <= range.high) {
                uint32_t last = range.low - range.low % CHAPTER_SIZE + CHAPTER_SIZE - 1;
                uint32_t high = range.high < last ? range.high : last;
                book->spans[book->span_count++] = (struct rule_span){range.low, high, i};
                range.low = last + 1;
            }
        }
    qsort(book->spans, book->span_count, sizeof *book->spans, compare_spans);
    find_looked_into(book);
    uint32_t at = 0;
    for (uint32_t chapter = 0; chapter <= 100; chapter++) {
        while (at < book->span_count && hs_unit(book->spans[at].low, HS_CHAPTER) < chapter)
            at++;
        book->chapter_start[chapter] = at;
    }
    return USMCA_OK;
}

/* ---- opening ---- */

static int compare_sources(const void *a, const void *b) {
    return strcmp(((const struct source *)a)->path, ((const struct source *)b)->path);
}

static void free_sources(struct source *sources, size_t count) {
    for (size_t i = 0; i < count; i++)
        free(sources[i].path);
    free(sources);
}

/* FOLDER/NAME; NULL where there is no memory for it. */
static char *path_in(const char *folder, const char *name) {
    char *path = NULL;
    return asprintf(&path, "%s/%s", folder, name) >= 0 ? path : NULL;
}

static usmca_status list_sources(struct source **out, size_t *count, const char *directory,
                                 usmca_error *error) {
    char folder[PATH_SIZE];
    snprintf(folder, sizeof folder, "%s/usmca", directory);
    DIR *listing = opendir(folder);
    if (listing == NULL && errno == ENOMEM)
        return error_memory(error);
    if (listing == NULL)
        return error_set(error, USMCA_ERROR_RULES, folder, 0, 0, "not a rule book: %s", strerror(errno));
    usmca_status status = USMCA_OK;
    size_t room = 0;
    for (struct dirent *entry = readdir(listing); entry != NULL; entry = readdir(listing)) {
        size_t length = strlen(entry->d_name);
        if (length < 5 || strcmp(entry->d_name + length - 4, ".xml") != 0)
            continue;
        struct source *grown = list_room(*out, *count, &room, sizeof **out);
        char *path = grown != NULL ? path_in(folder, entry->d_name) : NULL;
        *out = grown != NULL ? grown : *out;
        if (path == NULL) {
            status = error_memory(error);
            break;
        }
        (*out)[(*count)++] = (struct source){.path = path};
        if (strlen(path) >= PATH_SIZE) {
            status = error_set(error, USMCA_ERROR_IO, folder, 0, 0, "the path is too long");
            break;
        }
    }
    closedir(listing);
    if (status == USMCA_OK && *count == 0)
        status = error_set(error, USMCA_ERROR_RULES, folder, 0, 0, "not a rule book: no rule files");
    if (*count > 0)
        qsort(*out, *count, sizeof **out, compare_sources);
    return status;
}

static usmca_status fill(struct usmca_rulebook *book, const char *directory, const char *language,
                         struct source *sources, size_t count, bool whole, struct xml_complaints *complaints,
                         usmca_error *error) {
    char folder[PATH_SIZE];
    book->directory = arena_string(&book->arena, text_from(directory));
    if (book->directory == NULL)
        return error_memory(error);
    snprintf(folder, sizeof folder, "%s/hs", directory);
    usmca_status status = hs_editions_load(&book->editions, &book->arena, folder, error);
    snprintf(folder, sizeof folder, "%s/messages", directory);
    if (status == USMCA_OK)
        status = messages_load(&book->messages, &book->arena, folder, language, error);
    snprintf(folder, sizeof folder, "%s/words", directory);
    if (status == USMCA_OK)
        status = vocabulary_load(&book->words, &book->arena, folder, error);
    if (status == USMCA_OK)
        status = units_load(&book->units, &book->arena, directory, error);
    if (status == USMCA_OK)
        status = compile_sources(book, sources, count, complaints, error);
    if (status == USMCA_OK)
        status = compile_uses(book, complaints, error);
    if (status == USMCA_OK)
        status = index_rules(book, error);
    snprintf(folder, sizeof folder, "%s/usmca", directory);
    return status == USMCA_OK ? check_together(book, whole ? folder : NULL, complaints, error) : status;
}

static usmca_status open_sources(struct usmca_rulebook **out, const char *directory, const char *language,
                                 struct source *sources, size_t count, bool whole,
                                 struct xml_complaints *complaints, usmca_error *error) {
    struct usmca_rulebook *book = calloc(1, sizeof *book);
    if (book == NULL)
        return error_memory(error);
    book->edition = HS_2012;
    book->arena.expected = ROOM;
    usmca_status status = fill(book, directory, language, sources, count, whole, complaints, error);
    if (book->arena.failed)
        status = error_memory(error);
    if (status == USMCA_OK)
        *out = book;
    else
        rulebook_free(book);
    return status;
}

usmca_status rulebook_open(struct usmca_rulebook **out, const char *directory, const char *language,
                           usmca_error *error) {
    return rulebook_open_all(out, directory, language, NULL, error);
}

usmca_status rulebook_open_all(struct usmca_rulebook **out, const char *directory, const char *language,
                               struct xml_complaints *complaints, usmca_error *error) {
    struct source *sources = NULL;
    size_t count = 0;
    usmca_status status = list_sources(&sources, &count, directory, error);
    if (status == USMCA_OK)
        status = open_sources(out, directory, language, sources, count, true, complaints, error);
    free_sources(sources, count);
    return status;
}

static bool is_named(char *const *files, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        const char *slash = strrchr(files[i], '/');
        if (strcmp(slash != NULL ? slash + 1 : files[i], name) == 0)
            return true;
    }
    return false;
}

usmca_status rulebook_open_files(struct usmca_rulebook **out, const char *directory, const char *language,
                                 char *const *files, size_t count, struct xml_complaints *complaints,
                                 usmca_error *error) {
    static const char *const SHARED[] = {"facts.xml", "disputes.xml", "general.xml"};
    enum { SHARED_COUNT = sizeof SHARED / sizeof SHARED[0] };
    struct source *sources = calloc(count + SHARED_COUNT, sizeof *sources);
    if (sources == NULL)
        return error_memory(error);
    char folder[PATH_SIZE];
    snprintf(folder, sizeof folder, "%s/usmca", directory);
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        sources[used++].path = strdup(files[i]);
    for (size_t i = 0; i < SHARED_COUNT; i++)
        if (!is_named(files, count, SHARED[i]))
            sources[used++].path = path_in(folder, SHARED[i]);
    usmca_status status = USMCA_OK;
    for (size_t i = 0; i < used && status == USMCA_OK; i++)
        if (sources[i].path == NULL)
            status = error_memory(error);
    if (status == USMCA_OK)
        status = open_sources(out, directory, language, sources, used, false, complaints, error);
    free_sources(sources, used);
    return status;
}

void rulebook_free(struct usmca_rulebook *book) {
    if (book == NULL)
        return;
    arena_free(&book->arena);
    free(book);
}
