"""No good is signed for that does not originate by documented lines alone: over a plant of 400 goods of three levels (samples/plant), and every worked example with papers.

The papers are judged a second time here, by the text of Annex 5-A and U.R. 9 alone, and the goods are determined again with the lines left out that no paper shows.
"""
import collections
import csv
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zlib

import variants
from variants import SOURCE, USMCA, WHOLE

DAY = "2026-06-15"
SEEDS = range(1, 9 if WHOLE else 4)
ONE_IN = 1 if WHOLE else 12
RANK = {"do-not-sign": 0, "paper-first": 1, "paper-missing": 2, "sign": 3}
ELEMENTS = ("supplier", "material_id", "hs", "criterion", "signed_on", "certifier", "certifier_role", "producer")


def read(path):
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def run(folder, *options):
    tables = [part for path in sorted(folder.glob("*.csv")) for part in (f"--{path.stem}", path)]
    found = subprocess.run([USMCA, "check", *tables, "--format", "json", "--quiet", *options], capture_output=True, text=True, timeout=600)
    if found.returncode > 3:
        raise AssertionError(found.stderr)
    return {answer["good_id"]: answer for answer in map(json.loads, found.stdout.splitlines())}


def a_year_later(day):
    return datetime.date(day.year + 1, day.month, day.day) - datetime.timedelta(1)


class Papers:
    """The judge of papers, of the plant's own kinds."""

    def __init__(self, documents):
        self.rows = collections.defaultdict(list)
        for row in documents:
            self.rows[row["document_id"]].append(row)
        self.on_material = collections.defaultdict(list)
        for row in documents:
            self.on_material[row["material_id"]].append(row)

    def stands(self, row, line):
        if len(self.rows[row["document_id"]]) != 1:
            return False
        try:
            signed, begins, ends = (datetime.date.fromisoformat(row[column]) for column in ("signed_on", "valid_from", "valid_to"))
        except ValueError:
            return False
        day = datetime.date.fromisoformat(DAY)
        certification = row["kind"] == "certification"
        whole = all(row[column] for column in ELEMENTS if certification or column != "criterion")
        fits = row["material_id"] == line["material_id"] and row["hs"][:7] == line["hs"][:7]
        return (whole and fits and signed <= day and begins <= day <= ends and row["certifier_role"] in ("exporter", "producer", "importer")
                and (not certification or (len(row["hs"].replace(".", "")) >= 6 and ends <= a_year_later(begins))))

    def in_order(self, line):
        """The paper that the line relies on, where it is in order."""
        if line["document"]:
            return next((row for row in self.rows[line["document"]] if self.stands(row, line)), None)
        rows = [row for row in self.on_material[line["material_id"]] if row["kind"] == "certification" and line["supplier"] in ("", row["supplier"])]
        good = [row for row in rows if self.stands(row, line)]
        lapsed = {row["supplier"] for row in rows} - {row["supplier"] for row in good}
        return good[0] if good and (line["supplier"] or not lapsed) else None


class Tree:
    """What is wrong with the papers of each good, and of what is in it: (good, material) of the line."""

    def __init__(self, goods, bom, papers, answers):
        self.papers, self.answers = papers, answers
        self.lines = collections.defaultdict(list)
        for line in bom:
            self.lines[line["good_id"]].append(line)
        self.circle = {name for name, answer in answers.items() if any(finding["code"] == "cycle" and not finding["line"] for finding in answer["findings"])}
        self.goods = {row["good_id"] for row in goods}
        self.known = {}

    def own(self, name):
        for line in self.lines[name]:
            shown = line["origin"] == "originating" and line["role"] in ("self-produced", "intermediate")
            wanted = line["origin"] == "originating" or line["document"]
            if wanted and not shown and (self.papers.in_order(line) is None or self.contradicted(line)):
                yield name, line["material_id"]

    def contradicted(self, line):
        """What the line declares, and its certification, the file itself denies."""
        answer = self.answers.get(line["material_id"])
        denied = answer is not None and answer["status"] == "non-originating"
        return line["origin"] == "originating" and (line["country"] not in ("MX", "US", "CA") or denied)

    def troubled(self, name):
        if name in self.known:
            return self.known[name]
        found = set(self.own(name))
        for line in self.lines[name]:
            child = line["material_id"]
            if child not in self.goods or line["origin"] == "non-originating":
                continue
            if child in self.circle or self.answers[child]["status"] == "rejected":
                found.add((name, child))
            else:
                found |= self.troubled(child)
        self.known[name] = found
        return found


def told(answer):
    """The same of an answer."""
    for document in answer["evidence"]["documents"]:
        if document["state"] != "in-order":
            path = document["path"].partition(":")[0].split(" > ")
            yield path[-2], path[-1]


class Plant(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def generate(self, seed):
        subprocess.run([sys.executable, SOURCE / "samples" / "plant" / "generate.py", self.folder, str(seed)], check=True)
        self.goods, self.bom, self.documents = (read(self.folder / f"{name}.csv") for name in ("goods", "bom", "documents"))
        self.papers = Papers(self.documents)
        return run(self.folder, "--default-use", "aftermarket")

    def by_documents_alone(self):
        """The goods with no origin on every line that no certification shows."""
        stripped = [dict(line, origin="") if line["origin"] == "originating" and (self.papers.in_order(line) or {"kind": ""})["kind"] != "certification" else line
                    for line in self.bom]
        write(self.folder / "bom.csv", stripped)
        return run(self.folder, "--default-use", "aftermarket")

    def test_the_piles(self):
        piles = collections.Counter()
        for seed in SEEDS:
            answers = self.generate(seed)
            self.assertEqual(len(answers), 400)
            documented = self.by_documents_alone()
            tree = Tree(self.goods, self.bom, self.papers, answers)
            for name, answer in answers.items():
                evidence, troubled = answer["evidence"], tree.troubled(name) if answer["status"] != "rejected" and name not in tree.circle else set()
                piles[evidence["pile"]] += 1
                with self.subTest(seed=seed, good=name):
                    self.assertEqual(evidence["status_documented"], documented[name]["status"])
                    if evidence["pile"] == "sign":
                        self.assertEqual((answer["status"], documented[name]["status"], troubled), ("originating", "originating", set()))
                    if answer["status"] == "originating" and evidence["pile"] != "do-not-sign":
                        self.assertEqual(evidence["pile"], "sign" if not troubled else "paper-missing" if documented[name]["status"] == "originating" else "paper-first")
                    if answer["status"] != "rejected" and name not in tree.circle:
                        self.assertEqual(set(told(answer)), troubled)
                        self.assertFalse(evidence["more"])
                    if answer["status"] in ("rejected", "non-originating", "undetermined"):
                        self.assertEqual(evidence["pile"], "do-not-sign")
        for pile in RANK:
            self.assertGreater(piles[pile], 30, pile)

    def test_what_is_wrong_below_is_found_of_a_claimed_good(self):
        answers = self.generate(1)
        severity = {row["good_id"]: "violation" if row["criterion_claimed"] else "info" for row in self.goods}
        count = 0
        for name, answer in answers.items():
            for document in answer["evidence"]["documents"]:
                if document["path"].count(" > ") < 2 or document["state"] not in ("expired", "incomplete", "mismatch", "rejected"):
                    continue
                count += 1
                found = [finding for finding in answer["findings"] if finding["message"].startswith(document["path"] + " — ")]
                contradicted = {finding["code"] for finding in found} == {"origin-contradicted"}
                expected = "warning" if contradicted and severity[name] == "violation" else severity[name]
                self.assertIn(expected, [finding["severity"] for finding in found], document["path"])
                self.assertEqual({finding["line"] for finding in found}, {document["line"]})
        self.assertGreater(count, 50)

    def test_no_paper_that_is_deleted_brings_a_good_nearer_to_signing(self):
        before = self.generate(1)
        tried = 0
        for at, row in enumerate(self.documents):
            one_of_two = len(self.papers.rows[row["document_id"]]) > 1 or row["supplier"] in ("S90", "S91")  # of two that contradict each other one is left
            if one_of_two or zlib.crc32(row["document_id"].encode()) % ONE_IN:
                continue
            tried += 1
            write(self.folder / "documents.csv", self.documents[:at] + self.documents[at + 1:])
            self.hold_no_nearer(before, run(self.folder, "--default-use", "aftermarket"), row["document_id"])
        self.assertGreater(tried, 20)

    def hold_no_nearer(self, before, after, what):
        for name, answer in after.items():
            with self.subTest(good=name, deleted=what):
                self.assertLessEqual(RANK[answer["evidence"]["pile"]], RANK[before[name]["evidence"]["pile"]])

    def test_nor_in_a_worked_example(self):
        tried = 0
        for folder in sorted(variants.folders(all_tables=True)):
            tables = variants.read(folder)
            if "documents" not in tables:
                continue
            options = (folder / "options").read_text().split() if (folder / "options").exists() else []
            ids = collections.Counter(row["document_id"] for row in tables["documents"])
            before = None
            for at, row in enumerate(tables["documents"]):
                if zlib.crc32(f"{folder.name} {row['document_id']}".encode()) % ONE_IN or not self.may_be_deleted(tables, row, ids):
                    continue
                tried += 1
                copied = self.folder / "copy"
                copied.mkdir(exist_ok=True)
                for path in copied.glob("*"):
                    path.unlink()
                for path in folder.glob("*.csv"):
                    (copied / path.name).write_bytes(path.read_bytes())
                before = before or run(copied, *options)
                if len(tables["documents"]) > 1:
                    write(copied / "documents.csv", tables["documents"][:at] + tables["documents"][at + 1:])
                else:
                    (copied / "documents.csv").unlink()
                self.hold_no_nearer(before, run(copied, *options), f"{folder.name} {row['document_id']}")
        self.assertGreater(tried, 10)

    def may_be_deleted(self, tables, row, ids):
        """Not one of two that contradict each other, of which one is left: rows of one id, suppliers of one material, figures of one part."""
        others = [other for other in tables["documents"] if other is not row and other.get("material_id") == row.get("material_id")]
        return ids[row["document_id"]] == 1 and not any(other["kind"] == row["kind"] and other.get("material_id") for other in others)


if __name__ == "__main__":
    unittest.main()
