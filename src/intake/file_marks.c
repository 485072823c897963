#include "intake/file_marks.h"

#include <iconv.h>

#include "base/error.h"
#include "intake/spaces.h"

bool file_mark_named(char *out, struct text word) {
    static const struct {
        const char *name;
        char character;
    } NAMES[] = {{"tab", '\t'}, {"space", ' '}, {"comma", ','}, {"semicolon", ';'},
                 {"bar", '|'},  {"\\t", '\t'},  {"point", '.'}, {"apostrophe", '\''}};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (text_is(word, NAMES[i].name)) {
            *out = NAMES[i].character;
            return true;
        }
    bool no_break = word.length > 1 && no_break_space(word.data, word.length) == word.length;
    *out = (char)(no_break ? ' ' : word.length > 0 ? word.data[0] : '\0');
    return no_break || (word.length == 1 && (unsigned char)word.data[0] < 0x80);
}

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

/* What stands in names, codes and numbers themselves. */
static bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

const char *file_delimiter_problem(char delimiter) {
    if (is_line_end(delimiter))
        return ERROR_WORDS("is a line end, which ends the row");
    if (delimiter == '"')
        return ERROR_WORDS("is the quotation mark, which stands around a field");
    if (is_letter_or_digit(delimiter))
        return ERROR_WORDS("is a letter or a digit, of which fields are made");
    return NULL;
}

/* Of a number: its digits, its sign, brackets around it, and what a percentage or an exponent has. */
static bool in_numbers(char c) {
    return c != '\0' && (is_letter_or_digit(c) || is_line_end(c) || strchr("+-()%$\"", c) != NULL);
}

const char *file_numbers_problem(struct decimal_format number) {
    if (in_numbers(number.point) || number.point == ' ' || number.point == '\t')
        return ERROR_WORDS(
            "the decimal mark is no digit, letter, sign of a number, quotation mark, blank or line end: it is . or ,");
    if (in_numbers(number.thousands) || number.thousands == '\t')
        return ERROR_WORDS(
            "the thousands mark is no digit, letter, sign of a number, quotation mark or line end");
    if (number.point == number.thousands)
        return ERROR_WORDS("the decimal mark and the thousands mark are the same");
    return NULL;
}

bool file_encoding_known(const char *encoding) {
    if (strchr(encoding, '/') != NULL) /* "//IGNORE" leaves out what cannot be read */
        return false;
    iconv_t known = iconv_open("UTF-8", encoding);
    if (known == (iconv_t)-1)
        return false;
    iconv_close(known);
    return true;
}
