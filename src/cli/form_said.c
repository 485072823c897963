#include "cli/form_said.h"

#include <string.h>

void form_put_character(struct buffer *out, const struct messages *messages, const char *id, char character) {
    const char quoted[] = {'"', character, '"'};
    const struct text shown = character == '\t'  ? message_find(messages, "profile.tab")
                              : character == ' ' ? message_find(messages, "profile.space")
                                                 : (struct text){quoted, sizeof quoted};
    MESSAGE(out, messages, id, {"character", shown});
}

static void say(struct buffer *out, const struct messages *messages, const struct profile *profile,
                const char *option, struct buffer *own) {
    MESSAGE(out, messages, "form-said", {"option", text_from(option)}, {"profile", profile->name},
            {"own", buffer_view(own)});
    buffer_char(out, '\n');
    buffer_release(own, out);
}

static void say_character(struct buffer *out, const struct messages *messages, const struct profile *profile,
                          const char *option, const char *id, char own, char read) {
    struct buffer said = {0};
    if (own == '\0' || own == read)
        return;
    form_put_character(&said, messages, id, own);
    say(out, messages, profile, option, &said);
}

void form_said(struct buffer *out, const struct messages *messages, const struct profile *profile) {
    const struct profile_own *own = &profile->own;
    const struct field_format *read = &profile->format;
    struct buffer said = {0};
    if (profile->plain == NULL) /* there is none */
        return;
    if (own->encoding != NULL && profile->encoding != own->encoding &&
        (profile->encoding == NULL || strcasecmp(profile->encoding, own->encoding) != 0)) {
        MESSAGE(&said, messages, "profile.encoding", {"encoding", text_from(own->encoding)});
        say(out, messages, profile, "--encoding", &said);
    }
    say_character(out, messages, profile, "--delimiter", "profile.delimiter", own->delimiter,
                  profile->delimiter);
    say_character(out, messages, profile, "--decimal", "profile.decimal", own->number.point,
                  read->number.point);
    say_character(out, messages, profile, read->number.thousands == '\0' ? "--decimal" : "--thousands",
                  "profile.thousands", own->number.thousands, read->number.thousands);
    if (text_equal(own->days, read->date.pattern) || text_equal(own->days, PLAIN_FORMAT.date.pattern))
        return;
    struct buffer days = {0};
    MESSAGE(&days, messages, "profile.days", {"form", own->days});
    say(out, messages, profile, "--date-format", &days);
}
