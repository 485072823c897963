"""What is left out never makes a vehicle better: over every worked example and sample with vehicles.

Each row and each cell of its goods, bill of materials, papers, plants, purchases and vehicles is deleted in turn. No requirement turns from fail or
unknown to pass, and no good from non-originating or undetermined to originating, but for the exceptions below, each with its reason.

With USMCA_WHOLE in the environment every deletion is tried (`make deletions`); else one in many, other ones for each folder.
"""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import tempfile
import unittest
import zlib

import variants

TABLES = ("goods", "bom", "documents", "plants", "purchases", "vehicles")
ONE_IN = 1 if os.environ.get("USMCA_WHOLE") else 120
ROW = None  # in place of a column: the whole row

CONTENT = ("status", "regional-value-content", "tariff-shift")  # what the lines of a bill of materials add up to
CORE = tuple(f"{code}." for code in ("8407", "8408", "8507")) + ("8707.10", "8707.90", "8708.29", "8708.40", "8708.50", "8708.80", "8708.94", "8708.99")


def any_row(row, tables):
    return True


def no_core_part(row, tables):
    return "core-part=" not in row.get("facts", "") and not row["hs"].startswith(CORE)


def has_twin(row, tables):
    """Another line of the good is a core part of the same kind: how many there are no line says."""
    kind = "core-part=body-and-chassis" if "core-part=" in row.get("facts", "") else row["hs"][:7]
    return sum(kind in (other.get("facts", "") if "=" in kind else other["hs"]) for other in tables["bom"] if other["good_id"] == row["good_id"]) > 1


def own_bill(row, tables):
    return any(good["good_id"] == row.get("material_id") for good in tables["goods"])


def only_name(row, tables):
    """No other row of its file names a producer."""
    return sum(bool(other.get("producer")) for table in ("plants", "purchases") if row in tables.get(table, []) for other in tables[table]) == 1


def said_twice(row, tables):
    return sum(all(other.get(column) == row.get(column) for column in ("plant", "from", "to")) for other in tables["plants"]) > 1


# (table, column, verdicts that may become better, whether the row is of the kind, why)
EXCEPTIONS = (
    ("bom", ROW, CONTENT, no_core_part, "a bill of materials is what its producer says it is: what no line states cannot be known"),
    ("bom", ROW, ("regional-value-content", "tariff-shift"), any_row, "a core part that no line is leaves the core parts unknown, not the content"),
    ("bom", ROW, CONTENT + ("core-parts",), has_twin, "of two axles one may be all that there is"),
    ("bom", "value", CONTENT, own_bill, "a line without a value, of a good of the file, takes that good's total cost"),
    ("bom", "quantity", ("core-parts", "status"), any_row, "a line without a quantity is of one unit"),
    ("bom", "role", None, any_row, "a line without a role is a material of the good"),
    ("goods", "date", None, any_row, "a good without a date is of the day of the run"),
    ("goods", "facts", ("regional-value-content", "tariff-shift"), any_row, "the content is that of another alternative, which the good may be of"),
    ("goods", "use", ("regional-value-content",), any_row, "a use that the class of vehicles.csv contradicts is not there; whether the good originates then hangs on it"),
    *(("documents", column, ("core-parts", "status"), any_row, "of statements that contradict each other one is left") for column in (ROW, "document_id", "kind", "material_id")),
    ("plants", ROW, None, any_row, "a plant is known by its rows; one that assembles vehicles of vehicles.csv has to have them"),
    ("plants", "currency", None, any_row, "a wage is in the currency of the country, and other wages in that of the rest, unless they say another"),
    ("plants", "producer", None, only_name, "a file whose rows name no producer is that of a single one"),
    ("plants", "production_wages", None, said_twice, "of two rows that contradict each other one is left"),
    ("purchases", "currency", None, any_row, "rows of which none names a currency are in one"),
    ("purchases", "plant", None, any_row, "an estimate and actual figures of which neither names a plant are of the same purchases"),
    ("purchases", "producer", None, only_name, "a file whose rows name no producer is that of a single one"),
    ("purchases", ROW, None, any_row, "purchases that no row states cannot be known, while others state the same days"),
    ("purchases", "basis", None, any_row, "figures are actual ones unless they are called estimated"),
    ("vehicles", ROW, None, any_row, "vehicles that no row states cannot be known: a plant, a month, another of the category"),
    ("vehicles", "basis", None, any_row, "figures are actual ones unless they are called estimated"),
)


def folders():
    for pattern in ("tests/law/*/goods.csv", "samples/*/goods.csv"):
        for path in sorted(variants.SOURCE.glob(pattern)):
            tables = variants.read(path.parent)
            if "bom" in tables and any(row["hs"].replace(".", "").startswith(("8701", "8702", "8703", "8704", "8705", "8706")) for row in tables["goods"]):
                yield path.parent, tables


def deletions(tables):
    for table in TABLES:
        for index, row in enumerate(tables.get(table, [])):
            yield table, index, ROW
            for column, cell in row.items():
                if cell:
                    yield table, index, column


def without(tables, table, index, column):
    rows = list(tables[table])
    if column is ROW:
        del rows[index]
    else:
        rows[index] = {**rows[index], column: ""}
    return {**tables, table: rows}


def determine(folder, tables):
    with tempfile.TemporaryDirectory() as name:
        command = [variants.USMCA, "check", "--format", "json", "--quiet", "--jobs", "1", "--date", "2026-11-26", "--rejects", os.devnull]
        for table, rows in tables.items():
            path = pathlib.Path(name, f"{table}.csv")
            path.write_text(variants.write(rows) if rows else (folder / path.name).read_text().splitlines()[0] + "\n")
            command += [f"--{table}", path]
        if (folder / "options").exists():
            command += (folder / "options").read_text().split()
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode not in (0, 1, 2, 3):
            raise RuntimeError(f"{folder}: exit status {run.returncode}: {run.stderr}")
        return {answer["good_id"]: verdicts(answer) for answer in map(json.loads, run.stdout.splitlines())}


def verdicts(answer):
    """What is said of a good, each as fail, unknown or pass."""
    status = {"originating": "pass", "undetermined": "unknown"}.get(answer["status"], "fail")
    disputed = any(finding["code"] == "reading-disputed" for finding in answer["findings"])
    page = not disputed and answer.get("vehicle") or {"requirements": []}  # else they are those of one reading
    return {"status": status, **{one["id"]: one["result"] for one in page["requirements"]}}


def improved(before, after):
    for good, verdict in after.items():
        for name, result in verdict.items():
            sofar = before.get(good, {}).get(name)
            if result == "pass" and sofar in ("fail", "unknown"):
                yield good, name, sofar


def excepted(tables, table, index, column, verdict):
    return any(of == table and name == column and (verdicts is None or verdict in verdicts) and holds(tables[table][index], tables)
               for of, name, verdicts, holds, _ in EXCEPTIONS)


class Deletions(unittest.TestCase):
    def test_what_is_left_out_makes_nothing_better(self):
        tried = 0
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for folder, tables in folders():
                before = determine(folder, tables)
                first = zlib.crc32(folder.name.encode()) % ONE_IN
                chosen = list(deletions(tables))[first::ONE_IN]
                tried += len(chosen)
                for one, after in zip(chosen, pool.map(lambda one: determine(folder, without(tables, *one)), chosen)):
                    for good, name, sofar in improved(before, after):
                        table, index, column = one
                        if excepted(tables, *one, name):
                            continue
                        with self.subTest(folder=folder.name, table=table, line=index + 2, column=column or "the row", good=good):
                            self.fail(f"{name}: {sofar} became pass without {tables[table][index] if column is ROW else tables[table][index][column]}")
        self.assertGreater(tried, 50)


if __name__ == "__main__":
    unittest.main()
