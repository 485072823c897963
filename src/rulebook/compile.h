#ifndef USMCA_RULEBOOK_COMPILE_H
#define USMCA_RULEBOOK_COMPILE_H

#include "rulebook/model.h"
#include "rulebook/xml.h"

/* From elements to the model. Each reads one element (or its children of one name), complains through the
 * reader, and leaves what it could not read empty. */

struct compiler {
    struct xml_reader reader;
    struct usmca_rulebook *book;
    enum hs_edition edition; /* of the codes in the file being read */
    uint32_t disputes;       /* bits: named since it was cleared */
};

/* An element inside another, and whether it may stand there more than once. */
struct compiled_element {
    const char *name;
    void (*compile)(struct compiler *compiler, const struct xml_node *node);
    bool repeats;
};
/* Compiles it as the table has it, and notes in `seen`, by its bit, that it stands there. */
void compile_element(struct compiler *compiler, const struct xml_node *node,
                     const struct compiled_element *elements, unsigned count, uint32_t *seen);
/* The first of the table that stands nowhere, or NULL. */
const char *compile_lacks(const struct compiled_element *elements, unsigned count, uint32_t seen);
const char *general_lacks(const struct general *general);
const char *vehicles_lack(const struct vehicle_provisions *vehicles);

void compile_facts(struct compiler *compiler, const struct xml_node *root);
void compile_disputes(struct compiler *compiler, const struct xml_node *root);
void compile_general(struct compiler *compiler, const struct xml_node *root);
void compile_rules(struct compiler *compiler, const struct xml_node *root);
/* <provision>: where one that the program cites is found. */
void compile_cited(struct compiler *compiler, const struct xml_node *node);
/* <vehicles>, and the requirement <vehicle> that names one of its classes. */
void compile_vehicles(struct compiler *compiler, const struct xml_node *node);
/* Once all files are read: for each <content-for-use>, the rules of its goods with its content. */
usmca_status compile_uses(struct usmca_rulebook *book, struct xml_complaints *complaints, usmca_error *error);
/* Room for so many rules; false where memory is short. */
bool compile_room_for_rules(struct compiler *compiler, uint32_t count);
struct vehicle_test compile_vehicle_test(struct compiler *compiler, const struct xml_node *node);

/* The codes of an attribute: numbers of 2 to 8 digits and ranges A-B of equal length, separated by white
 * space. */
struct scope compile_scope(struct compiler *compiler, const struct xml_node *node, const char *attribute);
/* The fact named by an attribute, with "!" in front for its opposite; no condition where it is absent. */
/* Notes of its fact that "yes" is the harder answer. */
void compile_burden(struct condition condition);
struct condition compile_condition(struct compiler *compiler, const struct xml_node *node,
                                   const char *attribute, enum fact_owner owner);
/* The fact of that key, or NULL. */
const struct fact *compile_fact_named(const struct compiler *compiler, struct text key);
/* A percentage for one or both methods, and while it holds. */
struct rvc_requirement compile_rvc_step(struct compiler *compiler, const struct xml_node *node);
/* The reading that the attributes dispute and reading name; of none where they are absent. */
struct held_in compile_held_in(struct compiler *compiler, const struct xml_node *node);
/* The <rvc> elements side by side in `parent` that stand in one reading: steps that follow each other in
 * time.
 */
const struct rvc_requirement *compile_rvc(struct compiler *compiler, const struct xml_node *parent,
                                          struct held_in held_in, uint32_t *count);
struct period compile_period(struct compiler *compiler, const struct xml_node *node);
/* The bits of the words in an attribute; words[i] is bit i. Complains about any other word. */
uint32_t compile_words(struct compiler *compiler, const struct xml_node *node, const char *attribute,
                       const char *const *words, unsigned count);

/* The same of an attribute that has one word at most. */
uint32_t compile_word(struct compiler *compiler, const struct xml_node *node, const char *attribute,
                      const char *const *words, unsigned count);

/* Room in the book's arena for the children of one name; NULL, noted by the reader, where memory is
 * exhausted. */
#define COMPILE_ARRAY(compiler, node, type, name)                                                            \
    ((type *)compile_room((compiler), xml_count((node), (name)), sizeof(type)))
void *compile_room(struct compiler *compiler, size_t count, size_t size);

#endif
