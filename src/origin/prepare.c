#include "origin/prepare.h"

#include "origin/documents.h"
#include "value/statements.h"

usmca_status tables_prepare(struct stated *stated, struct tables *tables, const struct usmca_rulebook *book,
                            struct case_setting *setting, int first_month, usmca_error *error) {
    *stated = (struct stated){0};
    usmca_status status = statements_join(&stated->problems[TABLE_STATEMENT_MATERIALS], tables, error);
    if (status != USMCA_OK)
        return status;
    documents_prepare(book, TABLE_ROWS(tables, TABLE_DOCUMENTS, struct document),
                      tables->of[TABLE_DOCUMENTS].count, first_month, &tables->arena);
    tables_sort(tables, setting);
    status = stated_reckon(stated, tables, book, setting, first_month, error);
    return status == USMCA_OK && tables->arena.failed ? error_memory(error) : status;
}

usmca_status tables_prepare_documents(struct tables *tables, const struct usmca_rulebook *book,
                                      struct case_setting *setting, int first_month, usmca_error *error) {
    struct document *rows = TABLE_ROWS(tables, TABLE_DOCUMENTS, struct document);
    size_t known = tables->documents.count;
    size_t count = tables->of[TABLE_DOCUMENTS].count;
    documents_prepare(book, rows + known, count - known, first_month, &tables->arena);
    documents_extend(&tables->documents, rows, count);
    setting->documents = tables->documents;
    return tables->arena.failed ? error_memory(error) : USMCA_OK;
}
