#include "papers/identifiers.h"

#include <stdio.h>

#include "rulebook/xml.h"

enum { MOST_POINTS = 32, MOST_CHARACTERS = 64 };

/* Characters of a number or of an alphabet, as code points. */
struct points {
    uint32_t list[MOST_CHARACTERS];
    size_t count;
};

struct form {
    struct text form;
    int day; /* place of the first digit of a day; -1 where it has none */
};

enum check_kind { CHECK_NONE, CHECK_WEIGHTED, CHECK_LUHN };

struct identifier {
    struct text name;
    struct form *forms;
    size_t form_count;
    enum check_kind check;
    struct points characters;
    struct points digits;
    int width;
    int weight;
    int modulus;
};

struct identifier_country {
    struct text code;
    struct points letters;
    struct identifier *list;
    size_t count;
};

struct identifiers {
    struct identifier_country *countries;
    size_t count;
};

/* ---- characters ---- */

/* The next character of UTF-8 that is sound; 0 at its end. */
static uint32_t next_point(struct text *rest) {
    if (rest->length == 0)
        return 0;
    const unsigned char *bytes = (const unsigned char *)rest->data;
    size_t size = bytes[0] < 0x80 ? 1 : bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 : 4;
    static const uint32_t LEADS[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    uint32_t point = bytes[0] & LEADS[size];
    for (size_t i = 1; i < size && i < rest->length; i++)
        point = point << 6 | (bytes[i] & 0x3fU);
    size = size < rest->length ? size : rest->length;
    rest->data += size;
    rest->length -= size;
    return point;
}

static bool take_points(struct points *out, struct text source) {
    *out = (struct points){.count = 0};
    for (uint32_t point = 0; (point = next_point(&source)) != 0;) {
        if (out->count == MOST_CHARACTERS)
            return false;
        out->list[out->count++] = point;
    }
    return true;
}

/* In capitals, without what people write between the groups. */
static bool take_number(struct points *out, struct text number) {
    static const uint32_t SMALL_ENYE = 0xf1;
    static const uint32_t ENYE = 0xd1;
    *out = (struct points){.count = 0};
    for (uint32_t point = 0; (point = next_point(&number)) != 0;) {
        if (point == ' ' || point == '-' || point == '.')
            continue;
        if (out->count == MOST_POINTS)
            return false;
        point = point >= 'a' && point <= 'z' ? point - 'a' + 'A' : point == SMALL_ENYE ? ENYE : point;
        out->list[out->count++] = point;
    }
    return true;
}

static int place_of(const struct points *characters, uint32_t point) {
    for (size_t i = 0; i < characters->count; i++)
        if (characters->list[i] == point)
            return (int)i;
    return -1;
}

static bool is_digit(uint32_t point) {
    return point >= '0' && point <= '9';
}

/* ---- the file ---- */

static void read_check(struct xml_reader *xml, const struct xml_node *node, struct identifier *identifier) {
    struct text kind = xml_required(xml, node, "kind");
    identifier->width = xml_integer(xml, node, "width");
    identifier->check = text_is(kind, "luhn") ? CHECK_LUHN : CHECK_WEIGHTED;
    if (identifier->width < 2 || identifier->width > MOST_POINTS)
        xml_complain(xml, node, "a width is 2 to %d", MOST_POINTS);
    if (identifier->check == CHECK_LUHN)
        return;
    identifier->weight = xml_integer(xml, node, "weight");
    identifier->modulus = xml_integer(xml, node, "modulus");
    bool fits = take_points(&identifier->characters, xml_required(xml, node, "characters")) &&
                take_points(&identifier->digits, xml_required(xml, node, "digits"));
    if (!fits || identifier->modulus < 2 || (size_t)identifier->modulus != identifier->digits.count)
        xml_complain(xml, node, "there are as many digits as the modulus says");
}

static void read_identifier(struct xml_reader *xml, const struct xml_node *node,
                            struct identifier *identifier) {
    identifier->name = xml_required(xml, node, "name");
    identifier->forms = ARENA_ARRAY(xml->arena, struct form, xml_count(node, "form"));
    for (const struct xml_node *child = xml_child(node); child != NULL && identifier->forms != NULL;
         child = xml_next(child)) {
        if (xml_named(child, "form"))
            identifier->forms[identifier->form_count++] = (struct form){
                .form = xml_content(xml, child),
                .day = xml_text(xml, child, "day").length > 0 ? xml_integer(xml, child, "day") : -1};
        else if (xml_named(child, "check"))
            read_check(xml, child, identifier);
        else
            xml_complain(xml, child, "no form or check");
    }
}

static void read_country(struct xml_reader *xml, const struct xml_node *node,
                         struct identifier_country *country) {
    country->code = xml_required(xml, node, "code");
    country->list = ARENA_ARRAY(xml->arena, struct identifier, xml_count(node, "identifier"));
    if (!take_points(&country->letters, xml_required(xml, node, "letters")))
        xml_complain(xml, node, "too many letters");
    for (const struct xml_node *child = xml_child(node); child != NULL && country->list != NULL;
         child = xml_next(child))
        if (xml_named(child, "identifier"))
            read_identifier(xml, child, &country->list[country->count++]);
}

usmca_status identifiers_load(struct identifiers **out, struct arena *arena, const char *directory,
                              usmca_error *error) {
    char path[4096];
    struct xml_document file = {0};
    snprintf(path, sizeof path, "%s/papers/identifiers.xml", directory);
    usmca_status status = xml_open(&file, arena, path, error);
    if (status != USMCA_OK)
        return status;
    struct xml_reader xml = {.arena = arena, .file = path, .error = error};
    const struct xml_node *root = file.root;
    struct identifiers *identifiers = ARENA_NEW(arena, struct identifiers);
    if (identifiers != NULL)
        identifiers->countries = ARENA_ARRAY(arena, struct identifier_country, xml_count(root, "country"));
    if (identifiers == NULL || identifiers->countries == NULL)
        xml.status = error_memory(error);
    for (const struct xml_node *child = xml_child(root); child != NULL && xml.status == USMCA_OK;
         child = xml_next(child))
        if (xml_named(child, "country"))
            read_country(&xml, child, &identifiers->countries[identifiers->count++]);
    *out = identifiers;
    xml_close(&file);
    return arena->failed ? error_memory(error) : xml.status;
}

/* ---- asking ---- */

static bool has_form(const struct identifier_country *country, const struct form *form,
                     const struct points *number) {
    if (form->form.length != number->count)
        return false;
    for (size_t i = 0; i < number->count; i++) {
        uint32_t point = number->list[i];
        bool digit = is_digit(point);
        bool letter = place_of(&country->letters, point) >= 0;
        char asked = form->form.data[i];
        if ((asked == '9' && !digit) || (asked == 'A' && !letter) || (asked == 'X' && !digit && !letter))
            return false;
    }
    return true;
}

/* Whether YYMMDD is a day of one of the centuries that people may be born, and companies founded, in. */
static bool day_stands(const struct points *number, size_t place) {
    int part[3] = {0};
    date day;
    for (size_t i = 0; i < 6; i++)
        part[i / 2] = part[i / 2] * 10 + (int)(number->list[place + i] - '0');
    return date_of(&day, 1900 + part[0], part[1], part[2]) || date_of(&day, 2000 + part[0], part[1], part[2]);
}

static bool luhn_holds(const struct identifier *identifier, const struct points *number) {
    int sum = 0;
    for (int i = 0; i < identifier->width; i++) {
        int digit = (int)(number->list[i] - '0');
        int doubled = (identifier->width - 1 - i) % 2 == 1 ? digit * 2 : digit;
        sum += doubled / 10 + doubled % 10;
    }
    return sum % 10 == 0;
}

/* A shorter number stands at the right, behind blanks. */
static bool weighted_holds(const struct identifier *identifier, const struct points *number) {
    int blanks = identifier->width - (int)number->count;
    int sum = 0;
    for (int i = 0; i + 1 < identifier->width; i++) {
        int value = place_of(&identifier->characters, i < blanks ? ' ' : number->list[i - blanks]);
        if (value < 0)
            return false;
        sum += value * (identifier->weight - i);
    }
    int due = (identifier->modulus - sum % identifier->modulus) % identifier->modulus;
    return blanks >= 0 && number->list[number->count - 1] == identifier->digits.list[due];
}

static enum identifier_fault fault_of(const struct identifier *identifier, const struct form *form,
                                      const struct points *number) {
    if (form->day >= 0 && !day_stands(number, (size_t)form->day))
        return IDENTIFIER_DAY;
    bool holds = identifier->check == CHECK_NONE ||
                 (identifier->check == CHECK_LUHN ? luhn_holds(identifier, number)
                                                  : weighted_holds(identifier, number));
    return holds ? IDENTIFIER_SOUND : IDENTIFIER_CHECK;
}

static const struct form *form_of(const struct identifier_country *country,
                                  const struct identifier *identifier, const struct points *number) {
    for (size_t i = 0; i < identifier->form_count; i++)
        if (has_form(country, &identifier->forms[i], number))
            return &identifier->forms[i];
    return NULL;
}

static const struct identifier_country *country_of(const struct identifiers *identifiers, struct text code) {
    for (size_t i = 0; i < identifiers->count; i++)
        if (text_equal(identifiers->countries[i].code, code))
            return &identifiers->countries[i];
    return NULL;
}

enum identifier_fault identifier_check(const struct identifiers *identifiers, struct text country,
                                       struct text number, struct buffer *name) {
    const struct identifier_country *of = country_of(identifiers, country);
    struct points points;
    if (of == NULL)
        return IDENTIFIER_SOUND;
    bool fits = take_number(&points, number);
    for (size_t i = 0; i < of->count && fits; i++) {
        const struct form *form = form_of(of, &of->list[i], &points);
        if (form == NULL)
            continue;
        buffer_text(name, of->list[i].name);
        return fault_of(&of->list[i], form, &points);
    }
    for (size_t i = 0; i < of->count; i++) {
        buffer_string(name, i > 0 ? ", " : "");
        buffer_text(name, of->list[i].name);
    }
    return IDENTIFIER_FORM;
}
