#include "rulebook/plain_xml.h"

#include "base/utf8.h"

enum { DEEPEST = 64, MOST_ATTRIBUTES = 32, LONGEST_NAME = 100, LAST_LINE = 65534 };

/* An element that is not closed yet. */
struct open_element {
    struct xml_node *node;
    struct xml_node *last; /* of its children */
    bool has_comment;
};

struct scan {
    char *at;
    const char *counted; /* line ends up to here */
    uint32_t line;
    struct arena *tree;
    struct open_element open[DEEPEST];
    int depth;
    struct xml_node *root;
    struct node_attribute attributes[MOST_ATTRIBUTES]; /* of the tag that is read */
    uint32_t attribute_count;
};

/* ---- bytes ---- */

/* What a byte may be part of. */
enum { BEGINS_NAME = 1, GOES_ON_NAME = 2, PLAIN_IN_VALUE = 4 };

enum { IN_NAME = PLAIN_IN_VALUE | GOES_ON_NAME, IN_ALL = IN_NAME | BEGINS_NAME };

static const unsigned char KINDS[256] = {[' ' ... '!'] = PLAIN_IN_VALUE,
                                         ['#' ... '%'] = PLAIN_IN_VALUE,
                                         ['(' ... ','] = PLAIN_IN_VALUE,
                                         ['-' ... '.'] = IN_NAME,
                                         ['/'] = PLAIN_IN_VALUE,
                                         ['0' ... '9'] = IN_NAME,
                                         [':' ... ';'] = PLAIN_IN_VALUE,
                                         ['=' ... '@'] = PLAIN_IN_VALUE,
                                         ['A' ... 'Z'] = IN_ALL,
                                         ['[' ... '^'] = PLAIN_IN_VALUE,
                                         ['_'] = IN_ALL,
                                         ['`'] = PLAIN_IN_VALUE,
                                         ['a' ... 'z'] = IN_ALL,
                                         ['{' ... 255] = PLAIN_IN_VALUE};

static bool is_kind(char c, unsigned kind) {
    return (KINDS[(unsigned char)c] & kind) != 0;
}

/* Neither a carriage return nor another control character, nor the lead byte of U+FFFE, U+FFFF and of a mark
 * of byte order. */
static bool has_plain_bytes(const char *content, size_t length) {
    enum { BEYOND_ASCII = 0x80 };
    size_t wrong = 0;
    unsigned char odd = 0; /* of one byte, as all here, so that compilers look at many at once */
    unsigned char any = 0;
    for (size_t i = 0; i < length; i++) {
        const unsigned char c = (unsigned char)content[i];
        odd |= (unsigned char)((c < ' ') & (c != '\n') & (c != '\t'));
        odd |= (unsigned char)(c == 0xef);
        any |= c;
    }
    return odd == 0 && ((any & BEYOND_ASCII) == 0 || utf8_valid(content, length, &wrong));
}

static void skip_blanks(struct scan *scan) {
    while (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\t')
        scan->at++;
}

static inline bool skip(struct scan *scan, const char *what) {
    size_t length = 0;
    while (what[length] != '\0' && scan->at[length] == what[length])
        length++;
    const bool there = what[length] == '\0';
    scan->at += there ? length : 0;
    return there;
}

static bool read_name(struct scan *scan, struct text *name) {
    const char *from = scan->at;
    char *at = scan->at;
    if (!is_kind(*at, BEGINS_NAME))
        return false;
    while (is_kind(*at, GOES_ON_NAME))
        at++;
    scan->at = at;
    *name = (struct text){from, (size_t)(at - from)};
    return name->length <= LONGEST_NAME && *scan->at != ':';
}

static bool count_lines(struct scan *scan) {
    for (;;) {
        const char *end = memchr(scan->counted, '\n', (size_t)(scan->at - scan->counted));
        if (end == NULL)
            break;
        scan->counted = end + 1;
        scan->line++;
    }
    return scan->line <= LAST_LINE;
}

/* One of the five, and its length with the ampersand and the semicolon; 0 where it is another. */
static size_t entity(const char *at, char *means) {
    static const struct {
        const char *written;
        char means;
    } ENTITIES[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof ENTITIES / sizeof ENTITIES[0]; i++) {
        const size_t length = strlen(ENTITIES[i].written);
        if (strncmp(at, ENTITIES[i].written, length) == 0) {
            *means = ENTITIES[i].means;
            return length;
        }
    }
    return 0;
}

static bool is_entity(const char *at) {
    char means;
    return entity(at, &means) > 0;
}

/* ---- the first pass ---- */

/* Behind "<!--". */
static bool read_comment(struct scan *scan) {
    char *end = strstr(scan->at, "--");
    if (end == NULL || end[2] != '>')
        return false;
    scan->at = end + 3;
    return true;
}

static bool read_value(struct scan *scan, struct node_attribute *attribute) {
    const char quote = *scan->at;
    if (quote != '"' && quote != '\'')
        return false;
    const char *from = ++scan->at;
    char *at = scan->at;
    for (;; at++) {
        while (is_kind(*at, PLAIN_IN_VALUE))
            at++;
        if (*at == quote)
            break;
        if (*at == '\0' || *at == '<' || (*at == '&' && !is_entity(at)))
            return false;
        attribute->as_written = attribute->as_written || (*at != '"' && *at != '\'');
    }
    attribute->value = (struct text){from, (size_t)(at - from)};
    scan->at = at + 1;
    return true;
}

static bool read_attribute(struct scan *scan) {
    struct text name;
    if (scan->attribute_count == MOST_ATTRIBUTES)
        return false;
    struct node_attribute attribute = {.space = XML_OWN_NAME};
    if (*scan->at == 'x' && skip(scan, "xml:lang"))
        attribute = (struct node_attribute){.name = {scan->at - 4, 4}, .space = XML_NAME_OF_XML};
    else if (read_name(scan, &name) && !text_is(name, "xmlns"))
        attribute.name = name;
    else
        return false;
    for (uint32_t i = 0; i < scan->attribute_count; i++)
        if (text_equal(scan->attributes[i].name, attribute.name))
            return false;
    if (*scan->at++ != '=' || !read_value(scan, &attribute))
        return false;
    scan->attributes[scan->attribute_count++] = attribute;
    return true;
}

/* Up to the end of the tag, or to its slash. */
static bool read_attributes(struct scan *scan) {
    scan->attribute_count = 0;
    for (;;) {
        const char *before = scan->at;
        skip_blanks(scan);
        if (*scan->at == '>' || (scan->at[0] == '/' && scan->at[1] == '>'))
            return true;
        if (scan->at == before || !read_attribute(scan))
            return false;
    }
}

static struct xml_node *keep_element(struct scan *scan, struct text name) {
    struct xml_node *node = arena_reserve(scan->tree, sizeof *node);
    const size_t size = sizeof *scan->attributes * scan->attribute_count;
    struct node_attribute *attributes = node != NULL && size > 0 ? arena_reserve(scan->tree, size) : NULL;
    if (node == NULL || (size > 0 && attributes == NULL))
        return NULL;
    if (size > 0)
        memcpy(attributes, scan->attributes, size);
    *node = (struct xml_node){.name = name.data,
                              .name_length = (uint32_t)name.length,
                              .attributes = attributes,
                              .attribute_count = scan->attribute_count,
                              .line = scan->line};
    return node;
}

static bool place_element(struct scan *scan, struct xml_node *node) {
    if (scan->depth == 0) {
        if (scan->root != NULL)
            return false;
        scan->root = node;
        return true;
    }
    struct open_element *parent = &scan->open[scan->depth - 1];
    if (parent->last != NULL)
        parent->last->next = node;
    else
        parent->node->children = node;
    parent->last = node;
    return true;
}

/* Behind its "<". */
static enum plain_xml read_element(struct scan *scan) {
    struct text name;
    if (!read_name(scan, &name) || !read_attributes(scan) || !count_lines(scan))
        return XML_IS_NOT_PLAIN;
    struct xml_node *node = keep_element(scan, name);
    if (node == NULL)
        return XML_NO_MEMORY;
    if (!place_element(scan, node))
        return XML_IS_NOT_PLAIN;
    if (*scan->at == '/') {
        node->content = (struct text){"", 0};
        scan->at += 2;
        return XML_IS_PLAIN;
    }
    scan->at++;
    if (scan->depth == DEEPEST)
        return XML_IS_NOT_PLAIN;
    scan->open[scan->depth++] = (struct open_element){.node = node};
    return XML_IS_PLAIN;
}

/* Behind its "</". What is blank stands for nothing beside elements and comments. */
static bool read_end(struct scan *scan, struct text inside) {
    struct open_element *open = &scan->open[scan->depth - 1];
    struct text name;
    if (!read_name(scan, &name) ||
        !text_equal(name, (struct text){open->node->name, open->node->name_length}))
        return false;
    skip_blanks(scan);
    if (*scan->at++ != '>')
        return false;
    if (open->last == NULL && !open->has_comment)
        open->node->content = inside.length > 0 ? inside : (struct text){"", 0};
    else if (open->last == NULL)
        open->node->content = (struct text){"", 0};
    scan->depth--;
    return true;
}

/* Text up to the next "<", and whether it may stand there. */
static bool read_inside(struct scan *scan, struct text *inside) {
    char *from = scan->at;
    char *end = strchr(from, '<');
    if (end == NULL)
        return false;
    scan->at = end;
    *inside = (struct text){from, (size_t)(end - from)};
    if (text_all_blank(*inside))
        return true;
    const struct open_element *open = &scan->open[scan->depth - 1];
    bool may_stand =
        end[1] == '/' && open->last == NULL && !open->has_comment &&
        (memchr(from, ']', inside->length) == NULL || memmem(from, inside->length, "]]>", 3) == NULL);
    const char *at = from;
    while (may_stand && (at = memchr(at, '&', (size_t)(end - at))) != NULL) {
        may_stand = is_entity(at);
        at++;
    }
    return may_stand;
}

/* What stands at the top inside or outside of the elements. */
static enum plain_xml read_next(struct scan *scan) {
    struct text inside = NO_TEXT;
    if (scan->depth == 0)
        skip_blanks(scan);
    else if (!read_inside(scan, &inside))
        return XML_IS_NOT_PLAIN;
    if (skip(scan, "<!--")) {
        if (scan->depth > 0)
            scan->open[scan->depth - 1].has_comment = true;
        return read_comment(scan) ? XML_IS_PLAIN : XML_IS_NOT_PLAIN;
    }
    if (scan->depth > 0 && skip(scan, "</"))
        return read_end(scan, inside) ? XML_IS_PLAIN : XML_IS_NOT_PLAIN;
    return skip(scan, "<") ? read_element(scan) : XML_IS_NOT_PLAIN;
}

static void skip_declaration(struct scan *scan) {
    if (!skip(scan, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
        skip(scan, "<?xml version=\"1.0\"?>");
}

/* ---- the second pass ---- */

static size_t unescape(char *text, size_t length, bool of_attribute) {
    size_t kept = 0;
    for (size_t i = 0; i < length;) {
        char c = text[i];
        const size_t taken = c == '&' ? entity(text + i, &c) : 1;
        if (of_attribute && (text[i] == '\n' || text[i] == '\t'))
            c = ' ';
        text[kept++] = c;
        i += taken;
    }
    return kept;
}

/* Values are trimmed, as xml_text gives them. */
static void end_attribute(struct node_attribute *attribute) {
    struct text *value = &attribute->value;
    if (attribute->as_written)
        value->length = unescape((char *)value->data, value->length, true);
    *value = text_trim(*value);
    ((char *)value->data)[value->length] = '\0';
    ((char *)attribute->name.data)[attribute->name.length] = '\0';
}

static void end_strings(struct xml_node *node) {
    for (; node != NULL; node = node->next) {
        ((char *)node->name)[node->name_length] = '\0';
        for (uint32_t i = 0; i < node->attribute_count; i++)
            end_attribute(&((struct node_attribute *)node->attributes)[i]);
        struct text *content = &node->content;
        if (content->length > 0) {
            if (memchr(content->data, '&', content->length) != NULL)
                content->length = unescape((char *)content->data, content->length, false);
            ((char *)content->data)[content->length] = '\0';
        }
        end_strings(node->children);
    }
}

/* ---- all of it ---- */

static void begin(struct scan *scan, char *content, struct arena *tree) {
    scan->at = content;
    scan->counted = content;
    scan->line = 1;
    scan->tree = tree;
    scan->depth = 0;
    scan->root = NULL;
}

enum plain_xml plain_xml_read(struct xml_document *out, char *content, size_t length) {
    struct scan scan;
    begin(&scan, content, &out->tree);
    if (!has_plain_bytes(content, length))
        return XML_IS_NOT_PLAIN;
    skip_declaration(&scan);
    enum plain_xml found = XML_IS_PLAIN;
    while (found == XML_IS_PLAIN && (scan.depth > 0 || *scan.at != '\0')) {
        found = read_next(&scan);
        if (found == XML_IS_PLAIN && scan.depth == 0)
            skip_blanks(&scan);
    }
    if (found == XML_IS_PLAIN && scan.root == NULL)
        found = XML_IS_NOT_PLAIN;
    if (found == XML_IS_PLAIN)
        end_strings(scan.root);
    out->root = found == XML_IS_PLAIN ? scan.root : NULL;
    return found;
}

struct text plain_xml_root(const char *content) {
    struct scan scan;
    struct text name = NO_TEXT;
    begin(&scan, (char *)content, NULL); /* nothing is written */
    skip_declaration(&scan);
    skip_blanks(&scan);
    while (skip(&scan, "<!--")) {
        if (!read_comment(&scan))
            return NO_TEXT;
        skip_blanks(&scan);
    }
    bool plain = skip(&scan, "<") && read_name(&scan, &name) && read_attributes(&scan) &&
                 has_plain_bytes(content, (size_t)(scan.at - content));
    return plain ? name : NO_TEXT;
}
