#include "http/accept.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "http/header_part.h"

enum { MOST = 1000 };

static bool is(struct text text, const char *word, size_t length) {
    return text.length == length && strncasecmp(text.data, word, length) == 0;
}

/* 12.4.2: up to three digits behind a point. */
static unsigned weight_of(struct text digits) {
    unsigned weight = digits.length > 0 && digits.data[0] == '1' ? MOST : 0;
    unsigned place = MOST / 10;
    for (size_t i = 2; i < digits.length && place > 0 && weight < MOST; i++, place /= 10)
        weight +=
            digits.data[i] >= '0' && digits.data[i] <= '9' ? (unsigned)(digits.data[i] - '0') * place : 0;
    return weight;
}

/* 0, not at all, to MOST. *named is whether the type stands there itself, and no range that it is in: what is
 * nearest to it counts. */
static unsigned weight_in(const char *accept, const char *type, bool *named) {
    enum { NOT_IN, ANY, OF_KIND, ITSELF } best = NOT_IN;
    const size_t kind = strcspn(type, "/") + 1;
    struct text rest = text_from(accept);
    unsigned weight = 0;
    while (rest.length > 0) {
        struct text parameters = header_part(&rest, ',');
        const struct text range = header_part(&parameters, ';');
        const int how =
            is(range, type, strlen(type)) ? ITSELF
            : range.length == kind + 1 && range.data[kind] == '*' && strncasecmp(range.data, type, kind) == 0
                ? OF_KIND
            : is(range, "*/*", 3) ? ANY
                                  : NOT_IN;
        unsigned of_range = MOST;
        while (parameters.length > 0) {
            const struct text parameter = header_part(&parameters, ';');
            if (parameter.length > 2 && strncasecmp(parameter.data, "q=", 2) == 0)
                of_range = weight_of((struct text){parameter.data + 2, parameter.length - 2});
        }
        if (how > (int)best) {
            best = how;
            weight = of_range;
        }
    }
    *named = best == ITSELF;
    return weight;
}

int accept_choose(const char *accept, const char *const *types, int count) {
    const int otherwise = count - 1;
    int chosen = otherwise;
    unsigned most = 0;
    bool named = false;
    if (accept == NULL)
        return otherwise;
    for (int i = 0; i < otherwise; i++) {
        const unsigned weight = weight_in(accept, types[i], &named);
        if (!named || weight <= most)
            continue;
        most = weight;
        chosen = i;
    }
    return weight_in(accept, types[otherwise], &named) > most ? otherwise : chosen;
}
