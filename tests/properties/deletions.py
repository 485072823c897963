"""What is taken out of a worked example, a ruling or a sample, and what becomes better by it.

Each row, cell and fact is taken out in turn. With USMCA_WHOLE in the environment all of them (`make deletions`); else one in many, other ones of each folder.
"""
import zlib

import variants

ROW = "the row"  # in place of a column


def cells(row):
    for column, value in row.items():
        if value:
            yield column
        for fact in value.split(";") if column == "facts" and ";" in value else ():
            yield f"facts:{fact.partition('=')[0].strip()}"


def deletions(tables):
    for table, rows in tables.items():
        for index, row in enumerate(rows):
            yield table, index, ROW
            for what in cells(row):
                yield table, index, what


def without(tables, table, index, what):
    row = tables[table][index]
    if what == ROW:
        return variants.changed(tables, table, index)
    if what.startswith("facts:"):
        kept = [fact for fact in row["facts"].split(";") if fact.partition("=")[0].strip() != what[6:]]
        return variants.changed(tables, table, index, facts=";".join(kept))
    return variants.changed(tables, table, index, **{what: ""})


def verdicts(answer):
    """What is said of a good, each as fail, unknown or pass."""
    status = {"originating": "pass", "undetermined": "unknown", "non-originating": "fail"}.get(answer["status"], "rejected")
    disputed = any(finding["code"] == "reading-disputed" for finding in answer["findings"])
    page = not disputed and answer.get("vehicle") or {"requirements": []}  # else they are those of one reading
    return {"status": status, **{one["id"]: one["result"] for one in page["requirements"]}}


# ---- what an exception may be of: (row, tables of the folder, its options) ----


def any_row(row, tables, options):
    return True


def made_here(row, tables, options):
    """The material of the line is a good of the file: its own bill decides, or tells the value."""
    return any(good["good_id"] == row.get("material_id") for good in tables["goods"])


def on_paper(row, tables, options):
    """The row speaks of a good that is a material, and the line that it is has a supplier's paper."""
    return any(line.get("material_id") == row["good_id"] and line.get("document") for line in tables["bom"])


def self_produced(line):
    return line.get("role") in ("self-produced", "intermediate")


def bought(row, tables, options):
    """The row speaks of a good that is a material of others, who say of none of its lines that they make it themselves."""
    lines = [line for line in tables["bom"] if line.get("material_id") == row["good_id"]]
    return bool(lines) and not any(self_produced(line) for line in lines)


def bought_here(row, tables, options):
    """The material of the line is a good of the file, and bought."""
    return made_here(row, tables, options) and not self_produced(row)


def says(key, answer):
    """The facts of the row declare it so."""
    def holds(row, tables, options):
        return any(fact.replace(" ", "").lower() in [f"{key}={word}" for word in answer] for fact in row.get("facts", "").split(";"))
    return holds


VEHICLES = tuple(str(heading) for heading in range(8701, 8707))
CORE = tuple(f"{code}." for code in ("8407", "8408", "8507")) + ("8707.10", "8707.90", "8708.29", "8708.40", "8708.50", "8708.80", "8708.94", "8708.99")


def no_core_part(row, tables, options):
    """Not of a vehicle: it has to have its core parts, U.R. 12."""
    vehicle = any(good["good_id"] == row["good_id"] and good["hs"].replace(".", "").startswith(VEHICLES) for good in tables["goods"])
    return not vehicle or ("core-part=" not in row.get("facts", "") and not row["hs"].startswith(CORE))


def bills_with(good_id, tables):
    """The good, and every good of the file that it goes into."""
    found, more = set(), {good_id}
    while more:
        found |= more
        more = {row["good_id"] for row in tables["bom"] if row.get("material_id") in found} - found
    return found


def has_twin(row, tables, options):
    """Another line of the good, or of one that it goes into, is a core part of the same kind: how many there are no line says."""
    kind = "core-part=body-and-chassis" if "core-part=" in row.get("facts", "") else row["hs"][:7]
    bills = bills_with(row["good_id"], tables)
    return sum(kind in (other.get("facts", "") if "=" in kind else other["hs"]) for other in tables["bom"] if other["good_id"] in bills) > 1


CONTENT = ("status", "regional-value-content", "tariff-shift")  # what the lines of a bill of materials add up to
OF_BILLS = (
    ("bom", ROW, CONTENT, no_core_part, "a bill of materials is what its producer says it is: what no line states cannot be known"),
    ("bom", ROW, ("regional-value-content", "tariff-shift"), any_row, "a core part that no line is leaves the core parts unknown, not the content"),
    ("bom", ROW, CONTENT + ("core-parts",), has_twin, "of two axles one may be all that there is"),
)
YES, NO = ("yes", "true"), ("no", "false")


def excepted(exceptions, tables, options, table, index, what, verdict):
    """An exception of a fact holds for all facts of the row, where it is among them, and one of facts for each."""
    row = tables[table][index]
    facts = {f"facts:{fact.partition('=')[0].strip()}" for fact in row.get("facts", "").split(";")} if what == "facts" else set()
    return any(of == table and (name in (what, what.partition(':')[0]) or name in facts) and (only is None or verdict in only) and holds(row, tables, options)
               for of, name, only, holds, _ in exceptions)


def improved(folder, exceptions, one_in, changes=deletions, change=without):
    """(changes tried, [(good, verdict, what it was, table, what was changed, row)])."""
    one_in = 1 if variants.WHOLE else one_in
    batch = variants.Batch(folder)
    options = (folder / "options").read_text() if (folder / "options").exists() else ""
    turn = zlib.crc32(folder.name.encode()) % one_in
    tried = 0
    parts = list(variants.components(batch.tables))
    shared = {table: rows for table, rows in batch.tables.items() if table not in parts[0]}
    for part in parts:
        batch.add((part, None), part)
        for one in changes(part):
            turn += 1
            if turn % one_in == 0:
                # a row that is rejected may be of any good of its file
                alone = one[0] == "averages" or (one[2] in variants.KEYS and one[2] != "material_id")
                batch.add((part, one), change(part, *one), alone)
    if shared:
        batch.add((batch.tables, None), batch.tables)
    for one in changes(shared):
        turn += 1
        if turn % one_in == 0:
            batch.add((batch.tables, one), change(batch.tables, *one))
    before, found = {}, []
    for (part, one), answers in batch.run(options=("--fail-on", "never")):
        if one is None:
            before = {good: verdicts(answer) for good, answer in answers.items()}
            continue
        tried += 1
        for good, answer in answers.items():
            for verdict, result in verdicts(answer).items():
                sofar = before.get(good, {}).get(verdict)
                if result == "pass" and sofar in ("fail", "unknown") and not excepted(exceptions, part, options, *one, verdict):
                    found.append((good, verdict, sofar, one[0], one[2], part[one[0]][one[1]]))
    return tried, found
