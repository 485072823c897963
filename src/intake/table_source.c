#include "intake/table_source.h"

#include "intake/header.h"
#include "intake/quotes.h"
#include "intake/reshape.h"

/* Lists without quoting: those of a profile that says so, unless the file is parted by commas or semicolons
 * after all, which nobody writes without; and those with tabs in which a quotation mark stands where none may
 * be. */
static usmca_status settle_quotes(struct csv_source *source, struct layout *layout,
                                  const struct profile *profile, const char *table, usmca_status found,
                                  usmca_error *error) {
    usmca_error ignored = {0};
    bool unquoted = profile != NULL && profile->unquoted;
    bool separated = found == USMCA_OK && (source->delimiter == ',' || source->delimiter == ';');
    bool wrong = false;
    if (!unquoted && (found != USMCA_OK || source->delimiter != '\t'))
        return found;
    if (unquoted && separated && profile->delimiter == '\0')
        return found;
    if (!unquoted && quotes_out_of_place(source, &wrong, &ignored) == USMCA_OK && !wrong)
        return found;
    usmca_status status = quotes_make_plain(source, !unquoted, error);
    if (status != USMCA_OK)
        return status;
    layout_free(layout);
    source->delimiter = unquoted ? profile->delimiter : '\t';
    status = header_find(source, layout, profile, table, error);
    layout->plain_quotes = true;
    return status;
}

usmca_status table_source_open(struct csv_source *source, struct layout *layout, const char *path,
                               const struct profile *profile, const char *table, usmca_error *error) {
    const struct profile *of_file = profile_of_file(profile, table);
    usmca_status status = csv_source_open(source, path, of_file != NULL ? of_file->encoding : NULL, error);
    if (status != USMCA_OK)
        return status;
    source->delimiter = of_file != NULL ? of_file->delimiter : '\0';
    status = header_find(source, layout, of_file, table, error);
    if (source->workbook == NULL && (status == USMCA_OK || status == USMCA_ERROR_INPUT))
        status = settle_quotes(source, layout, of_file, table, status, error);
    return status == USMCA_OK ? reshape(source, layout, error) : status;
}
