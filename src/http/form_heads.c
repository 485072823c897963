#include "http/form_heads.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http/header_part.h"

enum { LONGEST_BOUNDARY = 70 }; /* RFC 2046 5.1.1 */

struct head {
    struct text name;
    struct text filename;
    struct text encoded; /* filename*, behind its language */
    bool has_filename;
    bool has_encoded;
    bool plain; /* all of it is quoted */
};

static bool is_named(struct text text, const char *name) {
    return text.length == strlen(name) && strncasecmp(text.data, name, text.length) == 0;
}

static struct text unquoted(struct text value, bool *quoted) {
    *quoted = value.length >= 2 && value.data[0] == '"' && value.data[value.length - 1] == '"';
    return *quoted ? (struct text){value.data + 1, value.length - 2} : value;
}

/* "--" and the boundary. */
static struct text delimiter_of(const char *type, char room[LONGEST_BOUNDARY + 3]) {
    struct text rest = text_from(type);
    while (rest.length > 0) {
        bool quoted;
        struct text value = header_part(&rest, ';');
        const struct text name = header_part(&value, '=');
        value = unquoted(text_trim(value), &quoted);
        if (!is_named(name, "boundary") || value.length == 0 || value.length > LONGEST_BOUNDARY)
            continue;
        room[0] = room[1] = '-';
        memcpy(room + 2, value.data, value.length);
        return (struct text){room, value.length + 2};
    }
    return NO_TEXT;
}

static void read_head(struct head *head, struct text disposition) {
    *head = (struct head){.plain = true};
    (void)header_part(&disposition, ';');
    while (disposition.length > 0) {
        bool quoted;
        struct text value = header_part(&disposition, ';');
        const struct text name = header_part(&value, '=');
        value = unquoted(text_trim(value), &quoted);
        if (is_named(name, "name")) {
            head->name = value;
            head->plain = head->plain && quoted;
        } else if (is_named(name, "filename")) {
            head->filename = value;
            head->has_filename = true;
            head->plain = head->plain && quoted;
        } else if (is_named(name, "filename*")) {
            (void)header_part(&value, '\'');
            (void)header_part(&value, '\'');
            head->encoded = value;
            head->has_encoded = true;
        }
    }
    head->plain = head->plain && (head->has_filename || !head->has_encoded);
}

static void put_decoded(struct buffer *out, struct text value) {
    for (size_t at = 0; at < value.length; at++) {
        char digits[3] = "";
        char c = value.data[at];
        if (c == '%' && value.length - at > 2 && isxdigit((unsigned char)value.data[at + 1]) &&
            isxdigit((unsigned char)value.data[at + 2])) {
            memcpy(digits, value.data + at + 1, 2);
            c = (char)strtoul(digits, NULL, 16);
            at += 2;
        }
        if ((unsigned char)c < ' ' || c == '"')
            c = '_';
        buffer_char(out, c);
    }
}

/* Of a field of a part; false where it is another one, or as it is read. */
static bool rewrite_field(struct buffer *out, struct text field) {
    struct text value = field;
    struct head head;
    if (!is_named(header_part(&value, ':'), "Content-Disposition"))
        return false;
    read_head(&head, value);
    if (head.plain)
        return false;
    buffer_string(out, "Content-Disposition: form-data; name=\"");
    buffer_text(out, head.name);
    buffer_string(out, head.has_filename || head.has_encoded ? "\"; filename=\"" : "");
    if (head.has_filename)
        buffer_text(out, head.filename);
    else
        put_decoded(out, head.encoded);
    buffer_char(out, '"');
    return true;
}

static const char *find(struct text text, const char *sought, size_t length) {
    return text.length > 0 ? memmem(text.data, text.length, sought, length) : NULL;
}

static struct text behind(struct text text, size_t length) {
    return (struct text){text.data + length, text.length - length};
}

/* The fields of a part, up to the empty line behind them. */
static bool rewrite_fields(struct buffer *out, struct text fields) {
    bool changed = false;
    while (fields.length > 0) {
        const char *end = find(fields, "\r\n", 2);
        const size_t length = end != NULL ? (size_t)(end - fields.data) : fields.length;
        const size_t taken = end != NULL ? length + 2 : length;
        if (rewrite_field(out, (struct text){fields.data, length}))
            changed = true;
        else
            buffer_put(out, fields.data, length);
        buffer_put(out, fields.data + length, taken - length);
        fields = behind(fields, taken);
    }
    return changed;
}

bool form_heads_rewrite(struct buffer *out, struct text body, const char *type) {
    char room[LONGEST_BOUNDARY + 3];
    const size_t begun = out->length;
    const struct text delimiter = delimiter_of(type, room);
    struct text rest = body;
    bool changed = false;
    while (delimiter.length > 0 && rest.length > 0) {
        const char *mark = find(rest, delimiter.data, delimiter.length);
        if (mark == NULL)
            break;
        const size_t length = (size_t)(mark - rest.data) + delimiter.length;
        const bool of_line = mark == body.data || (mark - body.data >= 2 && memcmp(mark - 2, "\r\n", 2) == 0);
        buffer_put(out, rest.data, length);
        rest = behind(rest, length);
        const char *end = of_line && rest.length >= 2 && memcmp(rest.data, "\r\n", 2) == 0
                              ? find(rest, "\r\n\r\n", 4)
                              : NULL;
        if (end == NULL)
            continue;
        const size_t head = (size_t)(end - rest.data);
        changed = rewrite_fields(out, (struct text){rest.data, head}) || changed;
        rest = behind(rest, head);
    }
    buffer_text(out, rest);
    if (!changed && !out->failed)
        out->length = begun;
    return changed || out->failed;
}
