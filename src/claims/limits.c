#include "claims/limits.h"

#include <stdio.h>

#include "rulebook/xml.h"

static void read_country(struct claim_limits *out, struct xml_reader *xml, const struct xml_node *node) {
    static const char *const KNOWN[] = {"code", "months", "cite", NULL};
    enum country country = country_named(xml_required(xml, node, "code"));
    int months = xml_integer(xml, node, "months");
    xml_allow(xml, node, KNOWN);
    if (!xml_named(node, "country") || country == COUNTRY_NONE || months <= 0)
        xml_complain(xml, node, "a country of the Agreement and its months are needed");
    else
        out->of[country] = (struct claim_limit){months, xml_required(xml, node, "cite")};
}

usmca_status claim_limits_load(struct claim_limits *out, struct arena *arena, const char *directory,
                               usmca_error *error) {
    char path[4096];
    struct xml_document file = {0};
    *out = (struct claim_limits){0};
    snprintf(path, sizeof path, "%s/papers/claims.xml", directory);
    usmca_status status = xml_open(&file, arena, path, error);
    if (status != USMCA_OK)
        return status;
    struct xml_reader xml = {.arena = arena, .file = path, .error = error};
    const struct xml_node *root = file.root;
    for (const struct xml_node *child = xml_child(root); child != NULL; child = xml_next(child))
        read_country(out, &xml, child);
    xml_close(&file);
    return arena->failed ? error_memory(error) : xml.status;
}

date claim_last_day(const struct claim_limits *limits, struct text country, date imported) {
    int months = limits->of[country_named(country)].months;
    return months > 0 ? date_add_months(imported, months) : 0;
}
