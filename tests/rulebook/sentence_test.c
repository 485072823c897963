#include "rulebook/book.h"
#include "rulebook/sentence.h"

#define HEAD "<rules edition='2012' source='test'><rule id='t' cite='c' scope='"
#define REST "' status='verified'><alternative>"
#define TAIL "</alternative></rule></rules>"

static const struct {
    const char *scope;
    const char *body;
    const char *sentence;
} SENTENCES[] = {
    {"7316", "<change from='other-heading'><except codes='7312 7315'/></change>",
     "A change to heading 7316 from any other heading, except from headings 7312 or 7315"},
    {"8412.10-8412.80", "<change from='other-subheading' group='including'/>",
     "A change to subheadings 8412.10 through 8412.80 from any other subheading, including another subheading within that group"},
    {"7325-7326", "<change from='other-heading' group='outside'/>",
     "A change to headings 7325 through 7326 from any heading outside that group"},
    {"8414.30", "<change from='other-subheading'><except codes='8414.90.30'/></change>",
     "A change to subheading 8414.30 from any other subheading, except from tariff item 8414.90.30"},
    {"8413.11-8413.82",
     "<change from='other-heading'><also codes='8413.91-8413.92' whether-or-not='true'/></change><rvc transaction-value='60' net-cost='50'/>",
     "A change to subheadings 8413.11 through 8413.82 from subheadings 8413.91 through 8413.92, whether or not there is also a change "
     "from any other heading, provided that the regional value content is not less than 60 percent by the transaction value method or "
     "50 percent by the net cost method"},
    {"8517.62-8517.70",
     "<change from='other-subheading' group='including'><also same='subheading'/></change>",
     "A change to subheadings 8517.62 through 8517.70 from any other good of that subheading or any other subheading, including another "
     "subheading within that group"},
    {"8538.10-8538.90", "<change from='named-origins'><also codes='8538.10-8538.90'/></change>",
     "A change to subheadings 8538.10 through 8538.90 from any other subheading within that group"},
    {"8413.92", "<no-change/><rvc net-cost='62.5'/>",
     "No change in tariff classification to subheading 8413.92 is required, provided that the regional value content is not less than "
     "62.5 percent by the net cost method"},
    {"7317",
     "<change from='named-origins'><also codes='7208-7229 7301-7326'/></change><weight-share codes='7208-7229 7301-7326' percent='70'/>",
     "A change to heading 7317 from headings 7208 through 7229 or 7301 through 7326, provided that at least 70 percent by weight of the "
     "materials of headings 7208 through 7229 or 7301 through 7326 is originating"},
    {"39", "<process fact='chemical-reaction'/>",
     "For chapter 39: the good results from a chemical reaction in the territory of one or more of the Parties"},
    {"8540.11.10",
     "<change from='other-subheading'><except-combination more-than='1'><of codes='7011.20.10'/><of codes='8540.91.15'/></except-combination></change>",
     "A change to tariff item 8540.11.10 from any other subheading, except from more than one of the following: tariff item 7011.20.10 or "
     "tariff item 8540.91.15"},
    {"8508.11",
     "<change from='other-subheading'><except codes='8501 8508.19'/><except codes='8508.70' when='vacuum-cleaner-housing'/></change>",
     "A change to subheading 8508.11 from any other subheading, except from heading 8501 or subheading 8508.19 or housings of "
     "subheading 8508.70"},
    {"7405-7407",
     "<change from='other-chapter'><also codes='7401-7402 7404.00.30' whether-or-not='true'/></change>",
     "A change to headings 7405 through 7407 from headings 7401 through 7402 or tariff item 7404.00.30, whether or not there is also a "
     "change from any other chapter"},
    {"3901",
     "<change from='other-heading'/><rvc net-cost='50' from='2020-07-01' until='2024-01-01'/><rvc net-cost='55' from='2024-01-01'/>",
     "A change to heading 3901 from any other heading, provided that the regional value content is not less than 55 percent by the net cost "
     "method"},
    {"1302.39", "<change from='other-chapter'/><weight-limit codes='1302.39' percent='50' of='good'/>",
     "A change to subheading 1302.39 from any other chapter, provided that the non-originating materials of subheading 1302.39 are not more "
     "than 50 percent by weight of the good"},
    {"61", "<each-material codes='5402' when='used-as-sewing-thread' must='formed-and-finished'/>",
     "For chapter 61: each yarn used as sewing thread of heading 5402 is formed and finished in the territory of one or more of the Parties"},
};

static void rules_read_like_the_law(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof SENTENCES / sizeof SENTENCES[0]; i++) {
        struct usmca_rulebook *book = NULL;
        struct buffer xml = {0};
        struct buffer out = {0};
        usmca_error error = {0};
        buffer_string(&xml, HEAD);
        buffer_string(&xml, SENTENCES[i].scope);
        buffer_string(&xml, REST);
        buffer_string(&xml, SENTENCES[i].body);
        buffer_string(&xml, TAIL);
        buffer_char(&xml, '\0');
        if (book_of(&book, xml.data, NULL, &error) != USMCA_OK)
            fail_msg("%s: %s", SENTENCES[i].body, error.text);
        sentence_alternative(&out, book, &book->rules[0], &book->rules[0].alternatives[0],
                             (struct held_in){NULL, 0}, 20240101);
        assert_text_equal(buffer_view(&out), SENTENCES[i].sentence);
        buffer_free(&xml);
        buffer_free(&out);
        rulebook_free(book);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(rules_read_like_the_law)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
