#ifndef USMCA_RECORD_SCHEMA_H
#define USMCA_RECORD_SCHEMA_H

/* The tables of a record, as docs/record.md describes them to whoever opens it with another program. */

enum {
    RECORD_APPLICATION = 0x75534d43, /* bytes 68 to 71 of the file: "uSMC" */
    RECORD_FORMAT = 1                /* bytes 60 to 63 */
};

/* Each statement as SQLite keeps it in sqlite_schema; NULL ends the list. */
extern const char *const RECORD_SCHEMA[];

#endif
