#include "rulebook/languages.h"

#include "base/text.h"

const char *const LANGUAGE_NAMES[LANGUAGES] = {"en", "es", "fr"};

const char *language_named(const char *value) {
    const struct text language = {value, strcspn(value, "_-.@")};
    for (size_t i = 0; i < LANGUAGES; i++)
        if (text_equal_in_any_case(language, text_from(LANGUAGE_NAMES[i])))
            return LANGUAGE_NAMES[i];
    return NULL;
}
