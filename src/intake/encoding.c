#include "intake/encoding.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/file.h"

enum { BLOCK = 128 * 1024, HEAD = 512 };

static bool begins(const char *data, size_t length, const char *with, size_t size) {
    return length >= size && memcmp(data, with, size) == 0;
}

static const char *marked(const char *data, size_t length) {
    if (begins(data, length, "\xef\xbb\xbf", 3))
        return "UTF-8";
    if (begins(data, length, "\xff\xfe", 2) || begins(data, length, "\xfe\xff", 2))
        return "UTF-16";
    return NULL;
}

/* Without a mark: letters of which every other byte is zero. */
static const char *in_pairs(const char *data, size_t length) {
    size_t zeros[2] = {0};
    for (size_t i = 0; i < length; i++)
        zeros[i % 2] += data[i] == '\0';
    if (length < 4 || zeros[0] + zeros[1] < length / 3)
        return NULL;
    return zeros[0] == 0 ? "UTF-16LE" : zeros[1] == 0 ? "UTF-16BE" : NULL;
}

/* With a mark, or as letters of which three in four bytes are zero. */
static bool in_fours(const char *data, size_t length) {
    size_t zeros[4] = {0};
    for (size_t i = 0; i < length; i++)
        zeros[i % 4] += data[i] == '\0';
    const size_t most = length / 4;
    bool marked_so = begins(data, length, "\xff\xfe\0\0", 4) || begins(data, length, "\0\0\xfe\xff", 4);
    return marked_so ||
           (length >= 8 && zeros[1] >= most && zeros[2] >= most && (zeros[0] >= most) != (zeros[3] >= most));
}

/* In any letter case. */
static bool begins_as(const char *data, size_t length, const char *with) {
    const size_t size = strlen(with);
    return length >= size && strncasecmp(data, with, size) == 0;
}

/* What Unicode puts before it left out, and of letters in pairs the zeros. */
static size_t letters_of(char out[HEAD], const char *data, size_t length) {
    size_t count = 0;
    for (size_t i = begins(data, length, "\xef\xbb\xbf", 3) ? 3 : 0; i < length; i++)
        if (data[i] != '\0' && data[i] != '\xff' && data[i] != '\xfe')
            out[count++] = data[i];
    return count;
}

static const char *in_marks(const char *data, size_t length) {
    static const char *const PAGES[] = {"<html",  "<!doctype", "<head",   "<meta", "<style",
                                        "<table", "<body",     "<script", "<div",  "<!--"};
    static const char *const OBJECTS[] = {"{\"", "{\n", "{\r", "{ ", "[{", "[\n", "[\r", "[ {"};
    char letters[HEAD];
    length = letters_of(letters, data, length);
    const char *at = letters;
    for (; length > 0 && strchr(" \t\r\n", *at) != NULL; length--)
        at++;
    for (size_t i = 0; i < sizeof PAGES / sizeof PAGES[0]; i++)
        if (begins_as(at, length, PAGES[i]))
            return ERROR_WORDS("a page of HTML");
    if (begins_as(at, length, "<?xml"))
        return "XML";
    for (size_t i = 0; i < sizeof OBJECTS / sizeof OBJECTS[0]; i++)
        if (begins_as(at, length, OBJECTS[i]))
            return "JSON";
    return NULL;
}

static const char *no_text(const char *data, size_t length) {
    static const struct {
        const char *bytes;
        size_t length;
        const char *kind;
    } KINDS[] = {{"\xd0\xcf\x11\xe0", 4, ERROR_WORDS("an old Excel workbook (.xls), or one with a password")},
                 {"\x1f\x8b", 2, ERROR_WORDS("a compressed file (gzip)")},
                 {"BZh9", 4, ERROR_WORDS("a compressed file (bzip2)")},
                 {"\xfd\x37zXZ", 5, ERROR_WORDS("a compressed file (xz)")},
                 {"\x28\xb5\x2f\xfd", 4, ERROR_WORDS("a compressed file (zstd)")},
                 {"7z\xbc\xaf", 4, ERROR_WORDS("an archive (7z)")},
                 {"Rar!\x1a", 5, ERROR_WORDS("an archive (rar)")},
                 {"PAR1\x15", 5, ERROR_WORDS("a table of Parquet")},
                 {"{\\rtf", 5, ERROR_WORDS("a text with formats (RTF)")},
                 {"%PDF", 4, ERROR_WORDS("a PDF")},
                 {"MIME-Version", 12, ERROR_WORDS("a web archive (MHTML)")}};
    while (length > 0 && (*data == ' ' || *data == '\t' || *data == '\r' || *data == '\n')) {
        data++;
        length--;
    }
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (begins(data, length, KINDS[i].bytes, KINDS[i].length))
            return KINDS[i].kind;
    return in_marks(data, length);
}

/* ---- whether it is UTF-8 ---- */

struct census {
    uint64_t sequences;  /* of more than one byte, valid */
    uint64_t strays;     /* bytes that are none */
    uint64_t unassigned; /* of those, ones that Windows-1252 does not have */
    unsigned expected;   /* further bytes of the sequence in hand */
    bool feeds;          /* a line feed stands in the first block */
    bool returns;        /* a carriage return does */
};

static bool is_ascii(const char *data, size_t length) {
    uint64_t all = 0;
    size_t i = 0;
    for (; i + 32 <= length; i += 32) {
        uint64_t words[4];
        memcpy(words, data + i, sizeof words);
        all |= words[0] | words[1] | words[2] | words[3];
    }
    for (; i < length; i++)
        all |= (unsigned char)data[i];
    return (all & UINT64_C(0x8080808080808080)) == 0;
}

static void stray(struct census *census, unsigned char byte) {
    static const unsigned char UNASSIGNED[] = {0x81, 0x8d, 0x8f, 0x90, 0x9d};
    census->strays++;
    census->unassigned += memchr(UNASSIGNED, byte, sizeof UNASSIGNED) != NULL;
}

static void count(struct census *census, const char *data, size_t length) {
    enum { CHUNK = 4096 };
    for (size_t from = 0; from < length; from += CHUNK) {
        size_t size = length - from < CHUNK ? length - from : CHUNK;
        if (census->expected == 0 && is_ascii(data + from, size))
            continue;
        for (size_t i = from; i < from + size; i++) {
            unsigned char byte = (unsigned char)data[i];
            if (census->expected > 0 && (byte & 0xc0) == 0x80) {
                census->sequences += --census->expected == 0;
                continue;
            }
            if (census->expected > 0)
                stray(census, 0xc3); /* of a sequence that breaks off */
            census->expected = byte >= 0xc2 && byte <= 0xdf   ? 1
                               : (byte & 0xf0) == 0xe0        ? 2
                               : byte >= 0xf0 && byte <= 0xf4 ? 3
                                                              : 0;
            if (byte >= 0x80 && census->expected == 0)
                stray(census, byte);
        }
    }
}

static int take_census(struct census *census, int descriptor, off_t size) {
    char block[BLOCK];
    for (off_t offset = 0; offset < size;) {
        ssize_t got = file_read_at(descriptor, block, sizeof block, offset);
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        if (offset == 0) {
            census->feeds = memchr(block, '\n', (size_t)got) != NULL;
            census->returns = memchr(block, '\r', (size_t)got) != NULL;
        }
        count(census, block, (size_t)got);
        offset += got;
    }
    return 0;
}

int encoding_find(struct encoding *out, int descriptor, off_t size, const char *stated) {
    char head[HEAD];
    ssize_t got = file_read_at(descriptor, head, sizeof head, 0);
    *out = (struct encoding){.name = stated};
    if (got < 0)
        return -1;
    out->workbook = begins(head, (size_t)got, "PK\x03\x04", 4);
    if (out->workbook)
        return 0;
    if (in_fours(head, (size_t)got)) {
        out->kind = ERROR_WORDS("text in UTF-32");
        return 0;
    }
    const char *mark = marked(head, (size_t)got);
    if (mark == NULL && stated == NULL)
        mark = in_pairs(head, (size_t)got);
    if (mark != NULL)
        out->name = strcmp(mark, "UTF-8") == 0 ? NULL : mark;
    if (out->name == NULL || mark != NULL)
        out->kind = out->name == NULL ? no_text(head, (size_t)got) : in_marks(head, (size_t)got);
    struct census census = {0};
    if (out->kind == NULL && take_census(&census, descriptor, size) != 0)
        return -1;
    out->carriage_return = census.returns && !census.feeds && out->name == NULL;
    if (out->name == NULL && mark == NULL && census.strays > 0 && census.unassigned == 0 &&
        census.sequences == 0) {
        out->name = "WINDOWS-1252";
        out->guessed = true;
    }
    return 0;
}
