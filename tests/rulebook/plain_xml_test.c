#include "rulebook/same_document.h"

#include <glob.h>

#include "unit.h"

static void is(enum same_document expected, const char *document) {
    enum same_document found = same_document(text_from(document));
    if (found != expected)
        print_error("%s\n", document);
    assert_int_equal(found, expected);
}

static void plain_documents_are_what_libxml2_reads(void **state) {
    (void)state;
    static const char *const PLAIN[] = {
        "<a/>",
        "<a></a>",
        "<a> </a>",
        "<a\n  b='1'\n c=\"&lt;&amp;&gt;&quot;&apos;'\"\n>\n<b/>\n</a\n>\n",
        "<?xml version=\"1.0\"?><a b='\n x\ty '/>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a - b -->\n<a> <!----> <b>x</b> <b> y\n </b></a><!-- c -->\n",
        "<a><b><!-- c --> </b><b> <!-- c --></b><b>&amp; \xc3\xa9 ] ]] > \" '</b></a>",
        "<message xml:lang=\"es\" id=''>x</message>",
        "<a.b_c-1 _d=\"\xe2\x82\xac\"><x>&lt;b&gt; &amp;amp;</x></a.b_c-1>",
    };
    for (size_t i = 0; i < sizeof PLAIN / sizeof PLAIN[0]; i++)
        is(DOCUMENT_SAME, PLAIN[i]);
}

static void what_is_odd_or_wrong_is_left_to_libxml2(void **state) {
    (void)state;
    static const char *const OTHER[] = {"",
                                        " ",
                                        "a",
                                        "<",
                                        "<a",
                                        "<a>",
                                        "<a></b>",
                                        "<a/><b/>",
                                        "<a/>x",
                                        " <?xml version=\"1.0\"?><a/>",
                                        "<?xml version=\"1.1\"?><a/>",
                                        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
                                        "<!DOCTYPE a><a/>",
                                        "<a><?p q?></a>",
                                        "<a><![CDATA[x]]></a>",
                                        "<a>&#65;</a>",
                                        "<a b='&#65;'/>",
                                        "<a>&x;</a>",
                                        "<a>& </a>",
                                        "<a>]]></a>",
                                        "<a b='<'/>",
                                        "<a b=1/>",
                                        "<a b/>",
                                        "<a b ='1'/>",
                                        "<a b='1'c='2'/>",
                                        "<a b='1' b='2'/>",
                                        "<a xmlns='x'/>",
                                        "<x:a/>",
                                        "<a x:b='1'/>",
                                        "<a xml:space='preserve'/>",
                                        "<a>x<b/></a>",
                                        "<a><b/>x</a>",
                                        "<a>x<!-- c --></a>",
                                        "<a><!-- b -- c --></a>",
                                        "<a>\r\n</a>",
                                        "<a>\x01</a>",
                                        "<a>\xff</a>",
                                        "\xef\xbb\xbf<a/>",
                                        "<a>\xef\xbf\xbf</a>",
                                        "<\xc3\xa9/>",
                                        "<a / >",
                                        "<a></a b='1'>",
                                        "</a>",
                                        "<a b='&quot'/>",
                                        "<a b='1",
                                        "<!-- a",
                                        "<1/>",
                                        "<a>\xed\xa0\x80</a>"};
    for (size_t i = 0; i < sizeof OTHER / sizeof OTHER[0]; i++)
        is(DOCUMENT_NOT_PLAIN, OTHER[i]);
    struct text with_nul = TEXT("<a>\0</a>");
    assert_int_equal(same_document(with_nul), DOCUMENT_NOT_PLAIN);
}

/* Deeper than any rule, and more attributes than any: libxml2's too. */
static void what_is_large_is_left_to_libxml2(void **state) {
    (void)state;
    char document[4096];
    size_t length = 0;
    for (int i = 0; i < 70; i++)
        length += (size_t)sprintf(document + length, "<a>");
    for (int i = 0; i < 70; i++)
        length += (size_t)sprintf(document + length, "</a>");
    is(DOCUMENT_NOT_PLAIN, document);
    length = (size_t)sprintf(document, "<a");
    for (int i = 0; i < 40; i++)
        length += (size_t)sprintf(document + length, " b%d=''", i);
    sprintf(document + length, "/>");
    is(DOCUMENT_NOT_PLAIN, document);
    length = (size_t)sprintf(document, "<%0*d", 3, 0);
    is(DOCUMENT_NOT_PLAIN, document);
}

/* Each file of the rule book, and of it what is cut off, or has a character changed. */
static void the_rule_book_is_plain(void **state) {
    (void)state;
    glob_t files;
    assert_int_equal(glob(BUILD_FOLDER "/rules/*/*.xml", 0, NULL, &files), 0);
    assert_true(files.gl_pathc > 120);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct arena arena = {0};
        struct text content;
        usmca_error error;
        assert_int_equal(xml_read(&content, &arena, files.gl_pathv[i], &error), USMCA_OK);
        assert_int_equal(same_document(content), DOCUMENT_SAME);
        char *changed = arena_string(&arena, content);
        const size_t step = content.length / 40 + 1;
        for (size_t at = 0; at < content.length; at += step) {
            assert_int_not_equal(same_document((struct text){content.data, at}), DOCUMENT_DIFFERS);
            changed[at] = "<>&\"'/=\n x"[at % 10];
            assert_int_not_equal(same_document((struct text){changed, content.length}), DOCUMENT_DIFFERS);
            changed[at] = content.data[at];
        }
        arena_free(&arena);
    }
    globfree(&files);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_documents_are_what_libxml2_reads),
        cmocka_unit_test(what_is_odd_or_wrong_is_left_to_libxml2),
        cmocka_unit_test(what_is_large_is_left_to_libxml2),
        cmocka_unit_test(the_rule_book_is_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
