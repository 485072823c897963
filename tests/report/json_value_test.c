#include "report/json_value.h"

#include <stdio.h>

#include "origin/determination.h"

#include "unit.h"

/* What is written, a byte at a time. */
static size_t expected(char *out, const char *text, size_t length) {
    size_t at = 0;
    out[at++] = '"';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"' || text[i] == '\\')
            out[at++] = '\\';
        if (text[i] == '\n' || (unsigned char)text[i] == 0x7f) {
            const char *code = text[i] == '\n' ? "\\n" : "\\u007f";
            memcpy(out + at, code, strlen(code));
            at += strlen(code);
            continue;
        }
        out[at++] = text[i];
    }
    out[at++] = '"';
    return at;
}

static void a_character_is_escaped_wherever_it_stands(void **state) {
    (void)state;
    static const char ESCAPED[] = {'"', '\\', '\n', 0x7f};
    struct buffer out = {0};
    char text[40];
    char wanted[6 * sizeof text + 2];
    for (size_t kind = 0; kind < sizeof ESCAPED; kind++)
        for (size_t length = 0; length <= sizeof text; length++)
            for (size_t at = 0; at <= length; at++) {
                memset(text, at % 2 == 0 ? '~' : ' ', length);
                if (at < length)
                    text[at] = ESCAPED[kind];
                out.length = 0;
                json_put_string(&out, (struct text){text, length});
                assert_int_equal(out.length, expected(wanted, text, length));
                assert_memory_equal(out.data, wanted, out.length);
            }
    buffer_free(&out);
}

static void characters_beyond_ascii_stand_as_they_are(void **state) {
    (void)state;
    struct buffer out = {0};
    json_put_string(&out, TEXT("se\xc3\xb1"
                               "al de tr\xc3\xa1"
                               "fico, M\xc3\xa9xico"));
    assert_true(text_equal(buffer_view(&out), TEXT("\"se\xc3\xb1"
                                                   "al de tr\xc3\xa1"
                                                   "fico, M\xc3\xa9xico\"")));
    buffer_free(&out);
}

static void put(struct buffer *out, struct text text) {
    out->length = 0;
    json_put_string(out, text);
}

/* Among letters that take as many bytes, of which some begin as what is escaped does. */
static void what_is_not_to_be_seen_is_escaped_wherever_it_stands(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        const char *written;
    } CHARACTERS[] = {
        {"\xe2\x80\xae", "\\u202e"}, {"\xe2\x81\xa6", "\\u2066"},      {"\xd8\x9c", "\\u061c"},
        {"\xc2\x85", "\\u0085"},     {"\xc2\xbf", "\xc2\xbf"},         {"\xd8\xa7", "\xd8\xa7"},
        {"\xc3\xb1", "\xc3\xb1"},    {"\xe2\x82\xac", "\xe2\x82\xac"}, {"\x01", "\\u0001"},
    };
    struct buffer out = {0};
    char text[64];
    char wanted[128];
    for (size_t kind = 0; kind < sizeof CHARACTERS / sizeof CHARACTERS[0]; kind++)
        for (int before = 0; before < 24; before++)
            for (int behind = 0; behind < 24; behind++) {
                int length = snprintf(text, sizeof text, "%.*s%s%.*s", before, "abcdefghijklmnopqrstuvwxyz",
                                      CHARACTERS[kind].bytes, behind, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
                snprintf(wanted, sizeof wanted, "\"%.*s%s%.*s\"", before, "abcdefghijklmnopqrstuvwxyz",
                         CHARACTERS[kind].written, behind, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
                put(&out, (struct text){text, (size_t)length});
                assert_text_equal(buffer_view(&out), wanted);
            }
    buffer_free(&out);
}

/* What room is made for without asking how long they are. */
static void no_word_is_longer_than_its_room(void **state) {
    (void)state;
    static const struct {
        const char *const *words;
        size_t count;
    } LISTS[] = {{STATUS_WORDS, STATUSES},
                 {RESULT_WORDS, sizeof RESULT_WORDS / sizeof RESULT_WORDS[0]},
                 {ROLE_WORDS, ROLES},
                 {DOCUMENT_WORDS, DOCUMENT_KINDS},
                 {PAPER_STATE_WORDS, PAPER_STATES}};
    for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0]; i++)
        for (size_t k = 0; k < LISTS[i].count; k++)
            assert_true(LISTS[i].words[k] == NULL || strlen(LISTS[i].words[k]) + 2 <= JSON_WORD_MOST);
}

static void a_member_is_spelled_anew_for_another_word(void **state) {
    (void)state;
    struct json_member member = {NULL};
    char room[4 * JSON_MEMBER_MOST];
    char *at = json_member_at(room, &member, ",\"origin\":", STATUS_WORDS[STATUS_ORIGINATING]);
    at = json_member_at(at, &member, ",\"origin\":", STATUS_WORDS[STATUS_ORIGINATING]);
    at = json_member_at(at, &member, ",\"origin\":", STATUS_WORDS[STATUS_NON_ORIGINATING]);
    const struct text written = {room, (size_t)(at - room)};
    assert_text_equal(
        written, ",\"origin\":\"originating\",\"origin\":\"originating\",\"origin\":\"non-originating\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_character_is_escaped_wherever_it_stands),
        cmocka_unit_test(characters_beyond_ascii_stand_as_they_are),
        cmocka_unit_test(what_is_not_to_be_seen_is_escaped_wherever_it_stands),
        cmocka_unit_test(a_member_is_spelled_anew_for_another_word),
        cmocka_unit_test(no_word_is_longer_than_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
