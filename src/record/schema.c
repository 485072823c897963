#include "record/schema.h"

#include <stddef.h>

#define NEVER_CHANGED(table)                                                                                 \
    "CREATE TRIGGER " table "_is_never_changed BEFORE UPDATE ON " table                                      \
    " BEGIN SELECT RAISE(ABORT, 'a record is only added to'); END"
#define NEVER_DELETED(table)                                                                                 \
    "CREATE TRIGGER " table "_is_never_deleted BEFORE DELETE ON " table                                      \
    " BEGIN SELECT RAISE(ABORT, 'a record is only added to'); END"
#define ONLY_ADDED_TO(table) NEVER_CHANGED(table), NEVER_DELETED(table)

const char *const RECORD_SCHEMA[] = {
    "CREATE TABLE link (\n"
    "  number INTEGER PRIMARY KEY, -- from 1, without gaps\n"
    "  kind TEXT NOT NULL,         -- run, attachment, expiry\n"
    "  content BLOB NOT NULL,      -- SHA-256 of the row that it stands for\n"
    "  hash BLOB NOT NULL          -- SHA-256 of all this and of the hash before\n"
    ") STRICT",
    "CREATE TABLE file (\n"
    "  file INTEGER PRIMARY KEY,\n"
    "  digest BLOB NOT NULL UNIQUE, -- SHA-256 of its bytes\n"
    "  length INTEGER NOT NULL\n"
    ") STRICT",
    "CREATE TABLE file_content (\n"
    "  file INTEGER PRIMARY KEY REFERENCES file,\n"
    "  packed BLOB NOT NULL -- zlib\n"
    ") STRICT",
    "CREATE TABLE run (\n"
    "  run INTEGER PRIMARY KEY, -- from 1, without gaps\n"
    "  link INTEGER NOT NULL UNIQUE REFERENCES link,\n"
    "  day INTEGER NOT NULL,  -- YYYYMMDD, that it is for\n"
    "  kept TEXT NOT NULL,    -- when it was added, UTC\n"
    "  program TEXT NOT NULL, -- its version\n"
    "  rules TEXT NOT NULL,   -- SHA-256 of the rule book; empty where it is not known\n"
    "  summary INTEGER NOT NULL REFERENCES file,\n"
    "  results BLOB NOT NULL, -- SHA-256 of its lines, each with its line feed\n"
    "  goods INTEGER NOT NULL,\n"
    "  originating INTEGER NOT NULL,\n"
    "  non_originating INTEGER NOT NULL,\n"
    "  undetermined INTEGER NOT NULL,\n"
    "  rejected INTEGER NOT NULL,\n"
    "  entries BLOB NOT NULL -- SHA-256 of the hashes of its entries, by place\n"
    ") STRICT",
    "CREATE TABLE good (\n"
    "  good INTEGER PRIMARY KEY,\n"
    "  id TEXT NOT NULL UNIQUE\n"
    ") STRICT",
    "CREATE TABLE determination (\n"
    "  determination INTEGER PRIMARY KEY,\n"
    "  digest BLOB NOT NULL UNIQUE, -- SHA-256 of its content\n"
    "  good INTEGER NOT NULL REFERENCES good,\n"
    "  status TEXT NOT NULL,\n"
    "  criterion TEXT NOT NULL,   -- A, B, C, D, or empty\n"
    "  pile TEXT NOT NULL,        -- sign, paper-first, paper-missing, do-not-sign, or empty\n"
    "  rule TEXT NOT NULL,        -- by which it qualifies, and the alternative; or empty\n"
    "  margin INTEGER,            -- above what its origin rests on, in 0.0001 percentage points\n"
    "  valid_until INTEGER        -- YYYYMMDD\n"
    ") STRICT",
    "CREATE TABLE dictionary (\n"
    "  dictionary INTEGER PRIMARY KEY,\n"
    "  bytes BLOB NOT NULL -- for zlib's deflateSetDictionary and inflateSetDictionary\n"
    ") STRICT",
    "CREATE TABLE content (\n"
    "  determination INTEGER PRIMARY KEY REFERENCES determination,\n"
    "  length INTEGER NOT NULL,\n"
    "  dictionary INTEGER NOT NULL REFERENCES dictionary,\n"
    "  packed BLOB NOT NULL -- zlib: the line without the day of the entry, which goes into the first \"date\":\"\"\n"
    ") STRICT",
    "CREATE TABLE entry (\n"
    "  run INTEGER NOT NULL REFERENCES run,\n"
    "  good INTEGER NOT NULL REFERENCES good,\n"
    "  place INTEGER NOT NULL, -- of the line in the results, from 1\n"
    "  day INTEGER NOT NULL,   -- of the good, YYYYMMDD; 0 where the line has none\n"
    "  determination INTEGER NOT NULL REFERENCES determination,\n"
    "  hash BLOB NOT NULL, -- SHA-256 of all this and of the hash of the good's entry before\n"
    "  PRIMARY KEY (run, good, place)\n"
    ") STRICT, WITHOUT ROWID",
    "CREATE INDEX entry_of_good ON entry (good, run, place)",
    "CREATE TABLE attachment (\n"
    "  attachment INTEGER PRIMARY KEY,\n"
    "  link INTEGER NOT NULL UNIQUE REFERENCES link,\n"
    "  run INTEGER NOT NULL REFERENCES run,\n"
    "  kind TEXT NOT NULL, -- input, certification, proof\n"
    "  name TEXT NOT NULL,\n"
    "  kept TEXT NOT NULL, -- when it was added, UTC\n"
    "  file INTEGER NOT NULL REFERENCES file\n"
    ") STRICT",
    "CREATE TABLE expiry (\n"
    "  run INTEGER PRIMARY KEY REFERENCES run,\n"
    "  link INTEGER NOT NULL UNIQUE REFERENCES link,\n"
    "  kept TEXT NOT NULL,     -- when its content was deleted, UTC\n"
    "  forced INTEGER NOT NULL -- 1: before five years had passed\n"
    ") STRICT",
    ONLY_ADDED_TO("link"),
    ONLY_ADDED_TO("run"),
    ONLY_ADDED_TO("good"),
    ONLY_ADDED_TO("determination"),
    ONLY_ADDED_TO("dictionary"),
    ONLY_ADDED_TO("entry"),
    ONLY_ADDED_TO("file"),
    ONLY_ADDED_TO("attachment"),
    ONLY_ADDED_TO("expiry"),
    NEVER_CHANGED("content"),
    NEVER_CHANGED("file_content"),
    "CREATE TRIGGER content_is_kept BEFORE DELETE ON content"
    " WHEN EXISTS (SELECT 1 FROM determination JOIN entry USING (good)"
    " WHERE determination.determination = OLD.determination AND entry.determination = OLD.determination"
    " AND entry.run NOT IN (SELECT run FROM expiry))"
    " BEGIN SELECT RAISE(ABORT, 'a run that has not expired rests on it'); END",
    "CREATE TRIGGER file_content_is_kept BEFORE DELETE ON file_content"
    " WHEN EXISTS (SELECT 1 FROM run WHERE summary = OLD.file AND run NOT IN (SELECT run FROM expiry))"
    " OR EXISTS (SELECT 1 FROM attachment WHERE file = OLD.file AND run NOT IN (SELECT run FROM expiry))"
    " BEGIN SELECT RAISE(ABORT, 'a run that has not expired rests on it'); END",
    NULL};
