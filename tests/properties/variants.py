"""Variants of the worked examples, rulings and samples, thousands of them determined by one run.

A variant is a changed copy of the goods that hang together (a good and those that it is made of) under ids of its own,
so that any number of variants stand in one file. Where a table speaks of a whole producer, or what is changed is
the id of a row or a table that all goods share, the variant is a run of its own.
"""
import concurrent.futures
import copy
import csv
import io
import json
import os
import pathlib
import subprocess
import tempfile
import zlib

USMCA = os.environ["USMCA"]
SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
TODAY = "2026-11-26"
KEYS = ("good_id", "material_id", "document", "document_id", "group")
COPIED = ("goods", "bom", "documents", "statement-materials", "averages")  # tables that a variant has a copy of
SHARED = ("rates", "duties")  # those that all variants of a folder share
OF_PRODUCERS = ("plants", "purchases", "vehicles")  # and those that are read as a whole
WHOLE = bool(os.environ.get("USMCA_WHOLE"))  # everything, instead of a sample


def folders(all_tables=False):
    """Every folder whose goods are determined by tables that a variant has a copy of, or that all share; with `all_tables` the others too."""
    for pattern in ("tests/law/*", "tests/rulings/*", "samples/*"):
        for path in sorted(SOURCE.glob(pattern)):
            tables = {one.stem for one in path.glob("*.csv")}
            if {"goods", "bom"} <= tables and (all_tables or not tables & {"averages", *OF_PRODUCERS}):
                yield path


def sampled(turn, one_in=5, of_others=1):
    """Of the folders whose variants are runs of their own one in so many, and of the others one in `of_others`: other ones each `turn`, unless all
    are asked for."""
    for path in folders(all_tables=True):
        if WHOLE or zlib.crc32(f"{path.name} {turn}".encode()) % (one_in if of_producers(path) else of_others) == 0:
            yield path


def of_producers(folder):
    return any((folder / f"{table}.csv").exists() for table in OF_PRODUCERS)


def read(folder):
    """The tables of a folder: name -> list of rows, each a dict of column -> cell."""
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="", encoding="utf-8-sig") as file:
            tables[path.stem] = [{k: v or "" for k, v in row.items() if k is not None} for row in csv.DictReader(file)]
    return tables


def header(folder, table):
    """The columns of a table of the folder, which may have no row; none where it has no such table."""
    path = folder / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8-sig") as file:
        return next(csv.reader(file), [])


def of_goods(tables, members):
    """The rows of every table that speak of these goods: documents by the line that names them, or by its material."""
    part = {table: [row for row in rows if row["good_id"] in members] for table, rows in tables.items() if table in ("goods", "bom", "averages")}
    named = {row.get("document") for row in part["bom"]}
    materials = {row.get("material_id") for row in part["bom"]} | {""}
    if "documents" in tables:
        part["documents"] = [row for row in tables["documents"] if row["document_id"] in named or (row["kind"] == "core-part" and row.get("material_id", "") in materials)]
    if "statement-materials" in tables:
        part["statement-materials"] = [row for row in tables["statement-materials"] if row["document_id"] in named]
    return part


def components(tables):
    """The goods that hang together, each with the rows of every table that speak of them; all, where a table is read as a whole."""
    if any(table in tables for table in OF_PRODUCERS):
        yield dict(tables)
        return
    ids = [row["good_id"] for row in tables["goods"]]
    leader = {name: name for name in ids}

    def find(name):
        while leader[name] != name:
            name = leader[name]
        return name

    def join(one, other):
        if one in leader and other in leader:
            leader[find(other)] = find(one)

    for row in tables["bom"]:
        join(row["good_id"], row.get("material_id"))
    groups = {}
    for row in tables.get("averages", []):
        if row.get("group"):
            join(groups.setdefault(row["group"], row["good_id"]), row["good_id"])
    for name in dict.fromkeys(find(one) for one in ids):
        members = {one for one in ids if find(one) == name}
        yield of_goods(tables, members)


def write(rows, columns=()):
    out = io.StringIO()
    columns = list(dict.fromkeys([column for row in rows for column in row] or columns))
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class Batch:
    """Variants of one folder, determined together."""

    def __init__(self, folder):
        self.folder = folder
        self.tables = read(folder)
        self.rows = {name: [] for name in self.tables if name in COPIED}
        self.labels = []
        self.alone = {}  # number -> tables of a variant that is a run of its own

    def add(self, label, part, alone=False):
        """Takes a changed copy of a component; its goods are answered under `label`."""
        number = len(self.labels)
        self.labels.append(label)
        if alone or any(table not in COPIED for table in part):
            self.alone[number] = {**{name: rows for name, rows in self.tables.items() if name in SHARED}, **part}
            return
        for table, rows in part.items():
            for row in rows:
                self.rows[table].append({k: f"{v}~{number}" if k in KEYS and v else v for k, v in row.items()})

    def run(self, rates=(), options=()):
        """(label, {good_id: answer}) of every variant, in the order of adding; `rates` are rows of rates.csv beside the folder's."""
        answers = [{} for _ in self.labels]
        if len(self.alone) < len(self.labels):
            together = {**{name: rows for name, rows in self.tables.items() if name in SHARED}, **self.rows}
            for answer in self.determine(together, rates, options):
                good, _, number = (answer["good_id"] or "").rpartition("~")
                if good:
                    answers[int(number)][good] = answer
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            runs = pool.map(lambda tables: self.determine(tables, rates, ("--jobs", "1", *options)), self.alone.values())
            for number, run in zip(self.alone, runs):
                answers[number] = {answer["good_id"]: answer for answer in run}
        return list(zip(self.labels, answers))

    def determine(self, tables, rates, options):
        with tempfile.TemporaryDirectory() as name:
            command = [USMCA, "check", "--format", "json", "--quiet", "--date", TODAY, "--rejects", os.devnull, "--output", f"{name}/out"]
            for table, rows in {**tables, **({"rates": [*tables.get("rates", []), *rates]} if rates else {})}.items():
                columns = [column for row in self.tables.get(table, []) for column in row] or header(self.folder, table)
                pathlib.Path(name, f"{table}.csv").write_text(write(rows, columns))
                command += [f"--{table}", f"{name}/{table}.csv"]
            if (self.folder / "options").exists():
                command += (self.folder / "options").read_text().split()
            run = subprocess.run([*command, *options], capture_output=True, text=True)
            if run.returncode not in (0, 1, 2, 3):
                raise RuntimeError(f"{self.folder}: exit status {run.returncode}: {run.stderr}")
            with open(f"{name}/out", encoding="utf-8") as file:
                return [json.loads(line) for line in file]


def changed(part, table, index, **cells):
    """A copy of `part` with the cells of one row set anew; with none, without the row."""
    other = {name: list(rows) for name, rows in part.items()}
    if cells:
        other[table][index] = {**other[table][index], **cells}
    else:
        del other[table][index]
    return other


def replaced(part, table, rows):
    other = copy.copy(part)
    other[table] = rows
    return other
