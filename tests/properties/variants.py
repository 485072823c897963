"""Variants of the worked examples, rulings and samples, thousands of them determined by one run.

A variant is a changed copy of the goods that hang together (a good and those that it is made of) under ids of its own,
so that any number of variants stand in one file.
"""
import copy
import csv
import io
import json
import os
import pathlib
import subprocess
import tempfile

USMCA = os.environ["USMCA"]
SOURCE = pathlib.Path(os.environ["USMCA_SOURCE"])
KEYS = ("good_id", "material_id", "document", "document_id")
COPIED = ("goods", "bom", "documents", "statement-materials")  # tables that a variant has a copy of
SHARED = ("rates", "duties")  # and those that all variants of a folder share


def folders():
    """Every folder whose goods are determined by these tables alone."""
    for pattern in ("tests/law/*/goods.csv", "tests/rulings/*/goods.csv", "samples/*/goods.csv"):
        for path in sorted(SOURCE.glob(pattern)):
            tables = {one.stem for one in path.parent.glob("*.csv")}
            if "bom" in tables and tables <= {*COPIED, *SHARED}:
                yield path.parent


def read(folder):
    """The tables of a folder: name -> list of rows, each a dict of column -> cell."""
    tables = {}
    for path in folder.glob("*.csv"):
        with path.open(newline="", encoding="utf-8-sig") as file:
            tables[path.stem] = [{k: v or "" for k, v in row.items() if k is not None} for row in csv.DictReader(file)]
    return tables


def components(tables):
    """The goods that hang together, each with the rows of every table that speak of them."""
    ids = [row["good_id"] for row in tables["goods"]]
    leader = {name: name for name in ids}

    def find(name):
        while leader[name] != name:
            name = leader[name]
        return name

    for row in tables["bom"]:
        if row["good_id"] in leader and row.get("material_id") in leader:
            leader[find(row["material_id"])] = find(row["good_id"])
    for name in dict.fromkeys(find(one) for one in ids):
        members = {one for one in ids if find(one) == name}
        part = {table: [row for row in rows if row["good_id"] in members] for table, rows in tables.items() if table in ("goods", "bom")}
        part.update({table: list(rows) for table, rows in tables.items() if table in COPIED and table not in part})
        yield part


def write(tables):
    out = io.StringIO()
    columns = list(dict.fromkeys(column for row in tables for column in row))
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(tables)
    return out.getvalue()


class Batch:
    """Variants of one folder, determined together."""

    def __init__(self, folder):
        self.folder = folder
        self.tables = read(folder)
        self.rows = {name: [] for name in self.tables if name in COPIED}
        self.labels = []

    def add(self, label, part):
        """Takes a changed copy of a component; its goods are answered under `label`."""
        suffix = f"~{len(self.labels)}"
        self.labels.append(label)
        for table, rows in part.items():
            for row in rows:
                self.rows[table].append({k: v + suffix if k in KEYS and v else v for k, v in row.items()})

    def run(self, rates=(), options=()):
        """(label, {good_id: answer}) of every variant, in the order of adding; `rates` are rows of rates.csv beside the folder's."""
        with tempfile.TemporaryDirectory() as name:
            command = [USMCA, "check", "--format", "json", "--quiet", "--rejects", os.devnull, "--output", f"{name}/out"]
            for table, rows in self.rows.items():
                pathlib.Path(name, f"{table}.csv").write_text(write(rows))
                command += [f"--{table}", f"{name}/{table}.csv"]
            for table in SHARED:
                rows = [*self.tables.get(table, []), *(rates if table == "rates" else [])]
                if rows:
                    pathlib.Path(name, f"{table}.csv").write_text(write(rows))
                    command += [f"--{table}", f"{name}/{table}.csv"]
            if (self.folder / "options").exists():
                command += (self.folder / "options").read_text().split()
            run = subprocess.run([*command, *options], capture_output=True, text=True)
            if run.returncode not in (0, 1, 2, 3):
                raise RuntimeError(f"{self.folder}: exit status {run.returncode}: {run.stderr}")
            answers = [{} for _ in self.labels]
            with open(f"{name}/out", encoding="utf-8") as file:
                for line in file:
                    answer = json.loads(line)
                    good, _, number = answer["good_id"].rpartition("~")
                    answers[int(number)][good] = answer
        return list(zip(self.labels, answers))


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
