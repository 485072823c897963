#include "requests/index.h"

#include <stdio.h>

#include "rulebook/vocabulary.h"

/* ---- names of files ---- */

static bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool has_accents(struct text name) {
    size_t i = 0;
    while (i < name.length && (unsigned char)name.data[i] < 0x80)
        i++;
    return i < name.length;
}

/* The number in front makes a name of every supplier one of its own, and none that means something to a
 * system; what is not a letter or a digit is a hyphen. */
void request_file_name(char out[96], size_t number, struct text supplier, const char *ending) {
    enum { LONGEST = 60 };
    char plain[LONGEST + 1];
    size_t length = 0;
    char room[WORD_LONGEST];
    struct text folded;
    if (has_accents(supplier) && word_fold(room, &folded, supplier))
        supplier = folded;
    for (size_t i = 0; i < supplier.length && length < LONGEST; i++) {
        char c = supplier.data[i];
        if (is_plain(c))
            plain[length++] = c;
        else if (length > 0 && plain[length - 1] != '-')
            plain[length++] = '-';
    }
    while (length > 0 && plain[length - 1] == '-')
        length--;
    plain[length] = '\0';
    snprintf(out, 96, "%03zu%s%s%s", number, length > 0 ? "-" : "", plain, ending);
}

/* ---- the index ---- */

static void put(struct buffer *out, struct text field, bool raw) {
    buffer_char(out, ',');
    buffer_csv_foreign(out, field, raw);
}

static void put_list(struct buffer *out, const json_t *goods, bool raw) {
    enum { MOST_LISTED = 50 };
    struct buffer list = {0};
    size_t index = 0;
    const json_t *good = NULL;
    json_array_foreach(goods, index, good) {
        if (index == MOST_LISTED) {
            buffer_string(&list, "; …");
            break;
        }
        buffer_string(&list, index > 0 ? "; " : "");
        buffer_put(&list, json_string_value(good), json_string_length(good));
    }
    put(out, buffer_view(&list), raw);
    buffer_release(&list, out);
}

static void put_duty(struct buffer *out, const json_t *item, bool raw) {
    struct buffer list = {0};
    const char *currency = NULL;
    json_t *amount = NULL;
    json_object_foreach((json_t *)json_object_get(item, "duty"), currency, amount) {
        buffer_string(&list, list.length > 0 ? "; " : "");
        buffer_put(&list, json_string_value(amount), json_string_length(amount));
        buffer_char(&list, ' ');
        buffer_string(&list, currency);
    }
    put(out, buffer_view(&list), raw);
    buffer_release(&list, out);
}

static void put_item(struct buffer *out, const json_t *item, bool raw) {
    static const char *const MEMBERS[] = {"material_id", "description", "hs",      "country", "ask", "why",
                                          "document_id", "state",       "problem", "from",    "to"};
    bool asked = json_object_get(item, "why") == NULL;
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++)
        put(out, asked || strcmp(MEMBERS[i], "ask") != 0 ? request_text(item, MEMBERS[i]) : TEXT("nothing"),
            raw);
    struct buffer count = {0};
    buffer_number(&count, json_array_size(json_object_get(item, "goods")));
    put(out, buffer_view(&count), raw);
    buffer_release(&count, out);
    put_list(out, json_object_get(item, "goods"), raw);
    put_duty(out, item, raw);
    buffer_char(out, '\n');
}

static void put_request(struct buffer *out, const json_t *request, size_t number, bool raw) {
    char name[96];
    size_t index = 0;
    const json_t *item = NULL;
    request_file_name(name, number, request_text(request, "supplier"), ".xlsx");
    json_array_foreach(json_object_get(request, "items"), index, item) {
        buffer_csv_foreign(out, request_text(request, "request"), raw);
        put(out, request_text(request, "supplier"), raw);
        put(out, text_from(name), raw);
        put(out, request_text(request, "due"), raw);
        buffer_char(out, ',');
        buffer_number(out, index + 1);
        put_item(out, item, raw);
    }
}

void requests_index(struct buffer *out, const struct requests *requests, bool raw) {
    size_t index = 0;
    const json_t *one = NULL;
    buffer_string(out,
                  "request,supplier,workbook,due,item,material_id,description,hs,country,ask,why,document_id,"
                  "state,problem,from,to,goods,good_ids,duty\n");
    json_array_foreach(requests->list, index, one) put_request(out, one, index + 1, raw);
    json_array_foreach(requests->unasked, index, one) {
        buffer_char(out, ',');
        buffer_csv_foreign(out, request_text(one, "supplier"), raw);
        buffer_string(out, ",,,");
        put_item(out, one, raw);
    }
}
