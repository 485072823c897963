#include "papers/deemed.h"

#include "base/buffer.h"

#include "rulebook/xml.h"

usmca_status deemed_load(struct deemed_goods *out, struct arena *arena, const char *directory,
                         usmca_error *error) {
    char path[4096];
    xmlDocPtr document = NULL;
    struct buffer codes = {0};
    snprintf(path, sizeof path, "%s/papers/deemed.xml", directory);
    usmca_status status = xml_open(&document, path, error);
    if (status != USMCA_OK)
        return status;
    struct xml_reader xml = {.arena = arena, .file = path, .error = error};
    const xmlNode *root = xmlDocGetRootElement(document);
    for (const xmlNode *child = xml_child(root); child != NULL; child = xml_next(child)) {
        buffer_text(&codes, xml_content(&xml, child));
        buffer_char(&codes, ' ');
    }
    *out = (struct deemed_goods){buffer_keep(&codes, arena), xml_required(&xml, root, "cite")};
    xmlFreeDoc(document);
    return xml.status == USMCA_OK && arena->failed ? error_memory(error) : xml.status;
}

bool deemed_holds(const struct deemed_goods *deemed, const char *hs) {
    struct text rest = deemed->codes;
    struct text code;
    while (rest.length > 0 && text_split(&rest, ' ', &code))
        if (text_is(code, hs))
            return true;
    return false;
}
