"""`usmca requests`: what is asked of whom, what comes back, and what a record keeps of it."""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import unittest
import zipfile

from support import SOURCE, Case
from workbook import Book, fill_in, written_cells

DAY = "2026-03-05"
GOODS = """good_id,hs,country,date,transaction_value,criterion_claimed
PUMP,8481.80,MX,2026-03-01,100,C
VALVE,8481.80,MX,2026-03-02,50,C
HOSE,8481.80,MX,2026-03-03,50,C
MILL,8481.80,MX,2026-03-03,50,
"""
BOM = """good_id,line,material_id,hs,origin,country,supplier,value,description,document
PUMP,1,HOUSING,8481.90,originating,MX,../../x,60,=1+1 housing,OLD-1
PUMP,2,SEAL,8481.90,originating,,CON,30,Seal,
VALVE,1,BODY,8481.90,originating,US,ACME/1,20,Body,
VALVE,2,STEM,8481.90,originating,MX,ACME 1,20,Stem,
VALVE,3,CAP,8481.90,originating,US,,8,Cap,
HOSE,1,BODY,8481.90,originating,US,ACME/1,30,Body,
HOSE,2,NUT,8481.90,originating,CA,"é ",15,Nut,LOST-9
MILL,1,MOTOR,8481.90,,CN,Nanjing,15,Motor,
MILL,2,RIM,8481.90,,MX,Puebla,30,Rim,
"""
DOCUMENTS = """document_id,kind,supplier,material_id,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,exporter,producer
OLD-1,certification,../../x,HOUSING,8481.90,B,2025-01-01,2025-12-31,2025-01-01,A,producer,,X
"""
DUTIES = "hs,rate_percent\n848180,4\n"
PAPER = {"answer": "yes", "document_id": "C-7", "criterion": "B", "valid_from": "2026-01-01", "valid_to": "2026-12-31", "signed_on": "2026-01-02", "certifier": "L. Garza",
         "certifier_role": "producer"}


def rows(text):
    return list(csv.DictReader(io.StringIO(text if isinstance(text, str) else text.decode())))


class Sheet:
    """The sheet of a request: by the names of its third row, and the number of an item."""

    def __init__(self, path):
        self.path, self.rows = path, written_cells(path)
        self.columns = {name: column for column, name in self.rows[3].items()}
        self.items = {row[self.columns["item"]]: number for number, row in self.rows.items() if number > 3}

    def place(self, item, column):
        return f"{self.columns[column]}{self.items[str(item)]}"

    def get(self, item, column):
        return self.rows[self.items[str(item)]][self.columns[column]]

    def fill(self, out, cells):
        fill_in(self.path, out, {self.place(*key): value for key, value in cells.items()})
        return out


class RequestsCase(Case):
    def make(self, *options, goods=GOODS, bom=BOM, documents=DOCUMENTS, status=0, checked=(), **more):
        run = self.check(goods, bom, "--documents", self.write("documents.csv", documents), "--duties", self.write("duties.csv", DUTIES), "--gap", "--format", "json",
                         "--output", self.path / "r.json", "--fail-on", "never", "--quiet", *checked)
        self.assertIn(run.returncode, (0, 2), run.stderr)
        run = self.run_usmca("requests", "r.json", "--output", "asked", "--date", DAY, *options, **more)
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    @property
    def index(self):
        return rows((self.path / "asked" / "index.csv").read_bytes())

    def sheet(self, supplier):
        name = next(row["workbook"] for row in self.index if row["supplier"].lstrip("'") == supplier)
        return Sheet(self.path / "asked" / name)

    def take(self, *arguments, status=0):
        run = self.run_usmca("requests", "import", *arguments)
        self.assertEqual(run.returncode, status, run.stderr)
        return run

    def answer(self, supplier, cells, *options, status=0):
        """What one filled workbook comes to: documents, and what is said of it."""
        return self.take(self.sheet(supplier).fill(self.path / "back.xlsx", cells), "--requests", "asked", *options, status=status)


class Asking(RequestsCase):
    def test_who_is_asked_for_what(self):
        self.make()
        found = {row["material_id"]: (row["ask"], row["why"], row["supplier"]) for row in self.index}
        self.assertEqual(found["HOUSING"], ("certification", "", "../../x"))
        self.assertEqual(found["RIM"], ("certification", "", "Puebla"))
        self.assertNotIn("MOTOR", found)
        self.assertEqual(found["SEAL"], ("country", "", "CON"))
        self.assertEqual(found["CAP"], ("nothing", "no-supplier", ""))
        self.assertEqual(found["BODY"][0], "certification")
        written = "".join(path.read_text() for path in (self.path / "asked").glob("*.txt"))
        self.assertNotIn("MOTOR", written)
        self.assertNotIn("duty", written.lower())

    def test_most_duty_at_stake_comes_first(self):
        self.make()
        first = self.index[0]
        self.assertEqual((first["supplier"], first["goods"], first["good_ids"], first["duty"]), ("../../x", "1", "PUMP", "4.00 USD"))
        self.assertEqual(first["workbook"], "001-x.xlsx")

    def test_names_of_files_are_safe_and_of_one_supplier(self):
        self.make()
        names = sorted(path.name for path in (self.path / "asked").iterdir())
        self.assertEqual(len(names), len({name.lower() for name in names}))
        self.assertTrue(all(re.fullmatch(r"\d{3}(-[A-Za-z0-9-]+)?\.(xlsx|txt)|index\.csv|requests\.json", name) for name in names), names)
        self.assertEqual(sum(name.endswith("-ACME-1.xlsx") for name in names), 2)
        self.assertIn("006-e.xlsx", names)

    def test_only_papers_that_decide_unless_all_are_asked_for(self):
        """RIM originates with BIG alone, and SMALL changes nothing; both papers are missing."""
        goods = GOODS.splitlines()[0] + "\nRIM,8481.80,MX,2026-03-01,100,B\n"
        bom = BOM.splitlines()[0] + "\nRIM,1,BIG,8481.90,originating,MX,S,80,Big,\nRIM,2,SMALL,8481.80,originating,MX,S,1,Small,\n"
        self.make(goods=goods, bom=bom)
        some = [row["material_id"] for row in self.index]
        self.make("--papers", "all", goods=goods, bom=bom)
        self.assertLess(len(some), len(self.index))
        self.assertEqual(sorted(row["material_id"] for row in self.index), ["BIG", "SMALL"])

    def test_what_is_wrong_with_a_paper_is_said(self):
        kinds = {"OLD-1": "ended on 2025-12-31"}
        self.make()
        for document, words in kinds.items():
            self.assertIn(words, next(row["problem"] for row in self.index if row["document_id"] == document))
        self.assertIn("We do not have LOST-9", next(row["problem"] for row in self.index if row["material_id"] == "NUT"))
        self.make("--documents", "documents.csv", documents=DOCUMENTS.replace("8481.90,B,2025-01-01,2025-12-31", "8481.90,,2026-01-01,2027-02-01"))
        self.assertRegex(next(row["problem"] for row in self.index if row["document_id"] == "OLD-1"), "lacks: Origin criterion.*longer than 12 months")

    def test_a_workbook_says_what_is_asked_and_runs_nothing(self):
        self.make()
        sheet = self.sheet("../../x")
        self.assertEqual(sheet.get(1, "material_id"), "HOUSING")
        self.assertEqual(sheet.get(1, "description"), "=1+1 housing")
        self.assertEqual(sheet.get(1, "hs"), "8481.90")
        self.assertIn("8481.90", sheet.get(1, "rule"))
        self.assertIsNone(sheet.get(1, "answer"))
        with zipfile.ZipFile(sheet.path) as file:
            text = file.read("xl/worksheets/sheet1.xml").decode()
        self.assertNotIn("<f>", text)
        self.assertIn("dataValidation ", text)
        self.assertIn("sheetProtection", text)
        with zipfile.ZipFile(sheet.path) as file:
            for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
                self.assertRegex(file.read(name).decode(), r'<pageSetup [^>]*pageOrder="overThenDown"', name)  # landscape, as many pages wide as can be read
                self.assertIn("fitToPage", file.read(name).decode(), name)

    def test_the_country_alone_is_asked_where_it_is_not_known(self):
        self.make()
        self.assertNotIn("answer", self.sheet("CON").columns)
        self.assertIn("made_in", self.sheet("CON").columns)

    def test_by_when_a_paper_has_to_be_signed_is_said(self):
        """What is signed after the goods shows nothing of them, whatever its period: who is asked later than that has to know."""
        self.make()
        self.assertIn("in force from 2026-03-02 to 2026-03-03. It has to be signed on 2026-03-02 or before", self.sheet("ACME/1").get(1, "send"))
        self.assertEqual(self.sheet("CON").get(1, "send"), "The country in which it is produced. A certification is not asked for.")

    def test_the_rule_of_a_part_is_told_for_each_use(self):
        """A supplier of steering gear who reads 50 percent signs for what needs 75 in a passenger vehicle; two readings are no choice."""
        goods = "good_id,hs,country,date,transaction_value,net_cost,use,criterion_claimed\nCAR-SEAT,9401.20,MX,2026-03-01,100,90,aftermarket,B\n"
        bom = "good_id,line,material_id,hs,origin,country,supplier,value,description,document\nCAR-SEAT,1,GEAR,9401.90,originating,MX,Puebla,70,Gear,\nCAR-SEAT,2,SWITCH,8413.30,originating,MX,Puebla,15,Pump,\n"
        self.make("--papers", "all", goods=goods, bom=bom, checked=("--hs", "2012"))
        [letter] = [path.read_text() for path in (self.path / "asked").glob("*.txt")]
        letter = " ".join(letter.split())
        self.assertIn("GN 11(o) ch. 84 r. 40: A change to subheadings 8413.11 through 8413.82 from any other heading; or", letter)
        self.assertIn("passenger vehicles, light trucks: A change", letter)
        self.assertIn("80 percent by the transaction value method or 70 percent by the net cost method", letter)
        self.assertIn("[if read so: the content is needed as well]", letter)
        sheet = self.sheet("Puebla")
        self.assertEqual(len(sheet.get(2, "rule").split("\n")), 4)  # each use on its own

    def test_what_comes_from_several_countries_is_asked_for_what_comes_from_the_territory(self):
        head, *lines = BOM.splitlines()
        for said, ask, why, country in ((("US", "MX"), "certification", "", "US, MX"), (("CN", "MX"), "certification", "", "MX"), (("", "CA"), "certification", "", "CA"), (("MX", "MX"), "certification", "", "MX"),
                                        (("CN", ""), "nothing", "outside-territory", "CN"), (("", ""), "country", "", "")):
            with self.subTest(said):
                words = iter("non-originating,CN" if country == "CN" else f"originating,{country}" for country in said)
                self.make("--papers", "all", bom="\n".join([head, *(line.replace("originating,US", next(words)) if ",BODY," in line else line for line in lines)]) + "\n")
                [row] = [row for row in self.index if row["material_id"] == "BODY"]
                self.assertEqual((row["ask"], row["why"], row["country"]), (ask, why, country))

    def test_three_languages_and_the_same_bytes_twice(self):
        for language, word, code in (("en", "Rule of origin", ", HS "), ("es", "Regla de origen", ", SA "), ("fr", "Règle d’origine", ", SH ")):
            self.make("--lang", language, "--company", "Norte, S.A.")
            letter = (self.path / "asked" / "002-ACME-1.txt").read_text()
            self.assertIn(word, letter)
            self.assertIn(code, letter)
            self.assertIn("Norte, S.A.", letter)
            self.assertIn(word, self.sheet("ACME/1").rows[2].values())
            self.assertNotIn("requests.", letter)
        before = {path.name: path.read_bytes() for path in (self.path / "asked").iterdir()}
        self.make("--lang", "fr", "--company", "Norte, S.A.")
        self.assertEqual({path.name: path.read_bytes() for path in (self.path / "asked").iterdir()}, before)

    def test_letters_as_pdf(self):
        self.make("--pdf")
        self.assertEqual((self.path / "asked" / "002-ACME-1.pdf").read_bytes()[:5], b"%PDF-")

    def test_a_folder_of_something_else_is_left_alone(self):
        (self.path / "asked").mkdir()
        (self.path / "asked" / "001-mine.doc").write_text("mine")
        run = self.make(status=74)
        self.assertIn(b"neither empty nor earlier requests", run.stderr)
        self.assertEqual([path.name for path in (self.path / "asked").iterdir()], ["001-mine.doc"])
        self.assertEqual([path.name for path in self.path.iterdir() if path.name.startswith("asked.")], [])

    def test_results_without_a_gap_say_so(self):
        self.check(GOODS, BOM.replace("originating", ""), "--format", "json", "--output", self.path / "r.json", "--fail-on", "never")
        run = self.run_usmca("requests", "r.json", "--output", "asked", "--date", DAY)
        self.assertIn(b"4 goods do not originate or are undetermined", run.stderr)
        self.assertEqual(self.run_usmca("requests", "bom.csv", "--output", "asked").returncode, 65)
        self.assertEqual(self.run_usmca("requests", "r.json").returncode, 64)
        self.assertEqual(self.run_usmca("requests", "r.json", "--output", "asked", "--date", DAY, "--due", "2026-03-01").returncode, 64)


class Answering(RequestsCase):
    def setUp(self):
        super().setUp()
        self.make()

    def test_an_answer_is_a_row_of_documents(self):
        run = self.answer("ACME/1", {(1, name): value for name, value in PAPER.items()}, "--answers", "answers.csv")
        [row] = rows(run.stdout)
        self.assertEqual((row["document_id"], row["kind"], row["supplier"], row["material_id"], row["hs"], row["criterion"], row["certifier_role"]),
                         ("C-7", "certification", "ACME/1", "BODY", "848190", "B", "producer"))
        [state] = rows((self.path / "answers.csv").read_text())
        self.assertEqual((state["state"], state["document_id"], state["ends"], state["replaces"]), ("answered", "C-7", "2026-12-31", ""))

    def test_words_of_any_language_and_numbers_of_papers(self):
        run = self.answer("../../x", {(1, name): value for name, value in {**PAPER, "answer": "Sí", "certifier_role": "Productor", "document_id": "OLD-1"}.items()})
        self.assertEqual([row["document_id"] for row in rows(run.stdout)], ["OLD-1/HOUSING"])
        run = self.answer("../../x", {(1, name): value for name, value in PAPER.items()}, "--keep-numbers")
        self.assertEqual([row["document_id"] for row in rows(run.stdout)], ["OLD-1"])
        run = self.answer("é", {(1, name): value for name, value in PAPER.items()})
        self.assertEqual([row["document_id"] for row in rows(run.stdout)], ["LOST-9"])

    def test_a_paper_answers_where_a_check_believes_it(self):
        """BODY is of goods of 2 and 3 March: a paper that is not in force on both leaves the request open, and says why."""
        one = {(1, name): value for name, value in PAPER.items()}
        cases = {"before": ({"valid_from": "2025-01-01", "valid_to": "2025-12-31", "signed_on": "2025-01-01"}, "2026-03-02"), "after": ({"valid_from": "2026-04-01"}, "2026-03-02"),
                 "one": ({"valid_from": "2026-03-03"}, "2026-03-02"), "the other": ({"valid_to": "2026-03-02"}, "2026-03-03"), "signed": ({"signed_on": "2026-03-03"}, "2026-03-02"),
                 "four years": ({"valid_from": "", "valid_to": "", "signed_on": "2022-03-02"}, "2026-03-03"), "both": ({"valid_from": "2026-03-02", "signed_on": "2026-03-02", "valid_to": "2026-03-03"}, None)}
        for name, (cells, day) in cases.items():
            with self.subTest(name):
                run = self.answer("ACME/1", {**one, **{(1, column): value for column, value in cells.items()}}, "--answers", "answers.csv", "--date", DAY)
                [row], [state] = rows(run.stdout), rows((self.path / "answers.csv").read_text())
                self.assertEqual((row["document_id"], state["document_id"], state["state"]), ("C-7", "C-7", "not-in-force" if day else "answered"))
                if day:
                    self.assertIn(f"BODY is not answered: C-7 shows nothing on {day}", run.stderr.decode())
                believed = self.check(GOODS, BOM, "--documents", self.write("d.csv", run.stdout), "--duties", "duties.csv", "--format", "json", "--fail-on", "never", "--quiet")
                states = {good["date"]: paper["state"] for good in self.results(believed) for paper in good["evidence"]["documents"] if paper["material_id"] == "BODY"}
                self.assertEqual(all(state == "in-order" for state in states.values()), day is None, states)
        run = self.answer("ACME/1", {**one, (1, "signed_on"): "2026-03-06"}, "--date", DAY, status=2)
        self.assertIn(b"lies after the day of this answer, 2026-03-05", run.stderr)
        run = self.answer("ACME/1", {**one, (1, "signed_on"): "2026-03-06"}, "--answers", "answers.csv", "--date", "2026-03-06")
        self.assertEqual(rows((self.path / "answers.csv").read_text())[0]["state"], "not-in-force")

    def test_a_paper_covers_the_purchases_that_it_is_asked_for(self):
        """Its period is of what was shipped, Annex 5-A, 8, and the signature of the day of the goods; RIM is asked for by the gap alone."""
        head, *lines = BOM.splitlines()
        bought = {"VALVE,1": "2025-09-01", "HOSE,1": "2025-06-20", "MILL,2": "2025-07-01"}
        self.make(bom="\n".join([head + ",purchase_date", *(f"{line},{bought.get(','.join(line.split(',')[:2]), '')}" for line in lines)]) + "\n")
        asked = {row["material_id"]: (row["from"], row["to"]) for row in self.index}
        self.assertEqual((asked["BODY"], asked["RIM"], asked["STEM"]), (("2025-06-20", "2025-09-01"), ("2025-07-01", "2025-07-01"), ("2026-03-02", "2026-03-02")))
        self.assertIn("from 2025-06-20 to 2025-09-01. It has to be signed on 2026-03-02 or before", self.sheet("ACME/1").get(1, "send"))
        one = {(1, name): value for name, value in PAPER.items()}
        cases = {"behind": ({}, "2025-06-20", "from 2026-01-01 to 2026-12-31"), "both": ({"valid_from": "2025-06-20", "valid_to": "2025-09-01"}, None, ""),
                 "one": ({"valid_from": "2025-06-21", "valid_to": "2025-12-31"}, "2025-06-20", "from 2025-06-21 "), "the other": ({"valid_from": "2025-01-01", "valid_to": "2025-08-31"}, "2025-09-01", "to 2025-08-31"),
                 "signed in time": ({"valid_from": "2025-01-01", "valid_to": "2025-12-31", "signed_on": "2026-03-02"}, None, ""),
                 "signed too late": ({"valid_from": "2025-01-01", "valid_to": "2025-12-31", "signed_on": "2026-03-03"}, "2026-03-02", "from 2026-03-03 ")}
        for name, (cells, day, holds) in cases.items():
            with self.subTest(name):
                run = self.answer("ACME/1", {**one, **{(1, column): value for column, value in cells.items()}}, "--answers", "answers.csv", "--date", DAY)
                [state] = rows((self.path / "answers.csv").read_text())
                self.assertEqual(state["state"], "not-in-force" if day else "answered")
                if day:
                    self.assertIn(f"C-7 shows nothing on {day}", run.stderr.decode())
                    self.assertIn(holds, run.stderr.decode())
                believed = self.check(GOODS, (self.path / "bom.csv").read_text(), "--documents", self.write("d.csv", run.stdout), "--format", "json", "--fail-on", "never", "--quiet")
                states = [paper["state"] for good in self.results(believed) for paper in good["evidence"]["documents"] if paper["material_id"] == "BODY"]
                self.assertEqual(all(state == "in-order" for state in states), day is None, states)

    def test_a_code_of_the_edition_in_which_it_was_signed(self):
        """8517.70 of HS 2017 became 8517.71 and 8517.79: what a check takes for the good, an answer is."""
        self.make("--papers", "all", goods=GOODS.splitlines()[0] + "\nPHONE,8481.80,MX,2025-06-01,100,C\n", bom=BOM.splitlines()[0] + "\nPHONE,1,BODY,8517.79,originating,US,ACME/1,90,Body,\n", documents=DOCUMENTS.splitlines()[0] + "\n")
        for code, day, said in (("8517.70", "2021-12-01", None), ("8517.62", "2021-12-01", "another good"), ("8517.70", "2022-03-02", "another good")):
            cells = {(1, name): value for name, value in {**PAPER, "certified_hs": code, "signed_on": day, "valid_from": "", "valid_to": ""}.items()}
            run = self.answer("ACME/1", cells, "--answers", "answers.csv", status=2 if said else 0)
            self.assertEqual([row["state"] for row in rows((self.path / "answers.csv").read_text())], [] if said else ["answered"])
            self.assertIn(said or "", run.stderr.decode())

    def test_no_is_an_answer_and_never_a_paper(self):
        run = self.answer("ACME/1", {(1, "answer"): "no", (1, "remark"): "made of steel from elsewhere"}, "--answers", "answers.csv")
        self.assertEqual(rows(run.stdout), [])
        [state] = rows((self.path / "answers.csv").read_text())
        self.assertEqual((state["state"], state["document_id"], state["remark"]), ("refused", "", "made of steel from elsewhere"))

    def test_what_cannot_be_used_is_rejected_by_its_cell(self):
        one = {(1, name): value for name, value in PAPER.items()}
        cases = {"12 months": {**one, (1, "valid_to"): "2027-01-01"}, "not a date": {**one, (1, "signed_on"): "yesterday"}, "not A, B, C or D": {**one, (1, "criterion"): "E"},
                 "may not": {**one, (1, "certifier_role"): "broker", (1, "exporter"): "X", (1, "producer"): "P"}, "lacks: Origin criterion": {key: value for key, value in one.items() if key[1] != "criterion"},
                 "neither yes nor no": {**one, (1, "answer"): "perhaps"}, "is empty": {key: value for key, value in one.items() if key[1] != "answer"},
                 "does not originate|said not to originate": {**one, (1, "answer"): "no"}, "should be \"BODY\"": {**one, (1, "material_id"): "BODY-2"},
                 "should be \"8481.90\"": {**one, (1, "hs"): "8481.80"}, "another good": {**one, (1, "certified_hs"): "8501.10"}, "both are needed": {**one, (1, "valid_from"): ""},
                 "ends before": {**one, (1, "valid_from"): "2026-12-31", (1, "valid_to"): "2026-01-01"}, "number of no good": {**one, (1, "item"): "7"}}
        column = {"12 months": "valid_to", "not a date": "signed_on", "may not": "certifier_role", "should be \"BODY\"": "material_id", "number of no good": "item"}
        sheet = self.sheet("ACME/1")
        for words, cells in cases.items():
            with self.subTest(words):
                run = self.answer("ACME/1", cells, "--rejects", "rejects.csv", status=2)
                self.assertEqual(rows(run.stdout), [])
                [reject] = rows((self.path / "rejects.csv").read_text())
                self.assertRegex(reject["reason"], words)
                if words in column:
                    place = sheet.place(1, column[words])
                    self.assertEqual((int(reject["line"]), int(reject["column"])), (int(re.search(r"\d+", place)[0]), ord(place[0]) - 64), place)

    def test_what_is_rejected_is_told_by_its_book_sheet_and_cell(self):
        """And by nothing else: what lay in memory behind the name of the book was told with it."""
        run = self.answer("ACME/1", {(1, "answer"): "perhaps"}, status=2)
        self.assertRegex(run.stderr.decode(), r"^[^#:\n]*\.xlsx: [^#:!\n]*![A-Z]+\d+: [^\n]*neither yes nor no")

    def test_a_formula_or_a_hostile_text_does_nothing(self):
        run = self.answer("ACME/1", {(1, name): value for name, value in {**PAPER, "certifier": "@SUM(1)", "document_id": "-1"}.items()})
        self.assertIn(b"'@SUM(1)", run.stdout)
        self.assertEqual(rows(run.stdout)[0]["document_id"], "'-1")
        run = self.answer("ACME/1", {(1, name): value for name, value in {**PAPER, "certifier": "=cmd|'/C calc'!A0"}.items()}, status=2)
        self.assertEqual(rows(run.stdout), [])

    def test_a_country_is_no_paper(self):
        run = self.answer("CON", {(1, "made_in"): "Mexico"}, "--answers", "answers.csv")
        self.assertEqual(rows(run.stdout), [])
        self.assertEqual(rows((self.path / "answers.csv").read_text())[0]["country"], "MX")
        self.answer("CON", {(1, "made_in"): "Atlantis"}, status=2)

    def test_workbooks_that_are_none_of_ours(self):
        other = Book().add("Request", [["Request", "R-20260305-000000000000"], [], ["item", "material_id", "answer", "remark"], ["1", "BODY", "yes", ""]])
        self.assertIn(b"no cell above this line has the number of a request", self.take(self.write("other.xlsx", other.bytes()), "--requests", "asked", status=2).stderr)
        self.assertEqual(self.take(self.write("sheet.xlsx", Book().add("A", [["b"]]).bytes()), "--requests", "asked", status=65).stdout, b"")
        self.take(self.write("text.xlsx", "item,answer\n1,yes\n"), "--requests", "asked", status=65)
        self.take(self.sheet("CON").path, status=64)
        both = self.sheet("ACME/1").fill(self.path / "a.xlsx", {(1, name): value for name, value in PAPER.items()})
        self.assertIn(b"a second time", self.take(both, both, "--requests", "asked", status=2).stderr)


    def sheet_rows(self, cells=None, names=None, more=()):
        """The rows of ACME/1's sheet as lists, with cells of its item filled, names of columns changed, and further cells behind each row from that of the names on."""
        sheet, names = self.sheet("ACME/1"), names or {}
        letters = list(sheet.columns.values())
        rows_of = [[sheet.rows[number].get(letter) for letter in letters] for number in sorted(sheet.rows)]
        for name, value in (cells or {}).items():
            rows_of[3][letters.index(sheet.columns[name])] = value
        rows_of[2] = [names.get(name, name) for name in rows_of[2]]
        for row, value in zip(rows_of[2:], more):
            row.append(value)
        return rows_of

    def import_sheets(self, *sheets, status=0):
        book = Book()
        for number, sheet_rows in enumerate(sheets):
            book.add(f"Request {number}", sheet_rows)
        return self.take(self.write("sheets.xlsx", book.bytes()), "--requests", "asked", "--answers", "answers.csv", "--rejects", "rejects.csv", status=status)

    def test_an_item_that_is_answered_in_two_ways_is_answered_by_neither(self):
        sheet, one = self.sheet("ACME/1"), {(1, name): value for name, value in PAPER.items()}
        others = {"no": {(1, "answer"): "no"}, "another paper": {**one, (1, "document_id"): "C-8"}, "unreadable": {(1, "answer"): "perhaps"}, "a remark beside it": {**one, (1, "remark"): "for now"}}
        yes = sheet.fill(self.path / "yes.xlsx", one)
        for name, cells in others.items():
            other = sheet.fill(self.path / "other.xlsx", cells)
            for books in ((yes, other), (other, yes)):
                with self.subTest(name, books=books):
                    run = self.take(*books, "--requests", "asked", "--answers", "answers.csv", "--rejects", "rejects.csv", status=2)
                    self.assertEqual((rows(run.stdout), rows((self.path / "answers.csv").read_text())), ([], []))
                    reasons = {pathlib.Path(row["file"]).name: row["reason"] for row in rows((self.path / "rejects.csv").read_text())}
                    self.assertRegex(reasons["yes.xlsx#Request"], r"answered in another way in \S*other.xlsx#Request:4: neither counts")
                    self.assertEqual(len(reasons), 2)
        run = self.import_sheets(self.sheet_rows(PAPER), self.sheet_rows({"answer": "no"}), status=2)
        self.assertEqual(rows(run.stdout), [])

    def test_an_empty_answer_takes_none_away(self):
        sheet, one = self.sheet("ACME/1"), {(1, name): value for name, value in PAPER.items()}
        yes, wait = sheet.fill(self.path / "yes.xlsx", one), sheet.fill(self.path / "wait.xlsx", {(1, "remark"): "will follow"})
        for books in ((sheet.path, wait, yes), (yes, wait, sheet.path)):
            run = self.take(*books, "--requests", "asked")
            self.assertEqual([row["document_id"] for row in rows(run.stdout)], ["C-7"])
            self.assertIn(b"1 answered, 0 with", run.stderr)
            self.assertIn(b"0 still open", run.stderr)
        run = self.import_sheets(self.sheet_rows(), self.sheet_rows(PAPER))
        self.assertEqual([row["document_id"] for row in rows(run.stdout)], ["C-7"])

    def test_what_stands_beside_an_answer_is_not_lost(self):
        """A column of another name, one that stands twice, a cell of none, a remark that takes the answer back: the sheet, or the row, is refused by its place."""
        cases = [({**PAPER, "valid_to": "2026-03-31"}, {"valid_to": "to"}, (), "column valid_to of the request is missing", (3, 1)),
                 ({**PAPER, "certified_hs": "8501.10"}, {"certified_hs": "HS"}, (), "column certified_hs of the request is missing", (3, 1)),
                 ({"answer": "no"}, {"answer": "Respuesta"}, (), "column answer of the request is missing", (3, 1)), (PAPER, {"remark": "Remarks"}, (), "column remark of the request is missing", (3, 1)),
                 (PAPER, {}, ("answer", "no"), "column answer stands here a second time", (3, 22)), (PAPER, {}, ("revoked", "yes"), '"yes" stands in a cell that is none of the request', (4, 22)),
                 (PAPER, {}, (None, "until June"), '"until June" stands in a cell', (4, 22)), ({**PAPER, "remark": "Cancelled on 2026-02-01"}, {}, (), 'Remark: "Cancelled on 2026-02-01" takes back', (4, 21)),
                 ({**PAPER, "remark": "Not eligible for USMCA"}, {}, (), "takes back what is answered", (4, 21))]
        for cells, names, more, words, place in cases:
            with self.subTest(words, cells=cells):
                run = self.import_sheets(self.sheet_rows(cells, names, more), status=2)
                self.assertEqual((rows(run.stdout), rows((self.path / "answers.csv").read_text())), ([], []))
                [reject] = rows((self.path / "rejects.csv").read_text())
                self.assertIn(words, reject["reason"])
                self.assertEqual((int(reject["line"]), int(reject["column"])), place)
        run = self.import_sheets(self.sheet_rows({**PAPER, "remark": "We cancelled an order; valid for all lots"}))
        self.assertEqual([row["document_id"] for row in rows(run.stdout)], ["C-7"])


class Keeping(RequestsCase):
    def setUp(self):
        super().setUp()
        self.record = self.path / "runs.usmca"
        run = self.make("--record", self.record, checked=("--summary", self.path / "s.json", "--record", self.record, "--date", "2026-03-04"))
        self.assertEqual(run.returncode, 0, run.stderr)

    def listed(self, day, *options):
        run = self.run_usmca("requests", "list", "--record", self.record, "--on", day, "--format", "json", *options)
        self.assertEqual(run.returncode, 0, run.stderr)
        return {row["material_id"]: row for row in self.results(run)}

    def test_states_and_reminders_by_day(self):
        self.assertEqual(self.listed("2026-03-04"), {})
        self.assertEqual({row["state"] for row in self.listed("2026-03-05").values()}, {"open"})
        self.assertEqual(self.listed("2026-04-03", "--due"), {})
        self.assertEqual(set(self.listed("2026-04-04", "--due")), {"HOUSING", "SEAL", "BODY", "STEM", "NUT", "RIM"})
        body = self.sheet("ACME/1").fill(self.path / "a.xlsx", {(1, name): value for name, value in PAPER.items()})
        stem = self.sheet("ACME 1").fill(self.path / "b.xlsx", {(1, "answer"): "no"})
        self.take(body, stem, "--record", self.record, "--date", "2026-03-10")
        late = self.sheet("../../x").fill(self.path / "c.xlsx", {(1, name): value for name, value in {**PAPER, "signed_on": "2026-03-09"}.items()})
        self.take(late, "--record", self.record, "--date", "2026-03-10")
        self.assertEqual(self.listed("2026-03-10")["HOUSING"]["state"], "not-in-force")
        self.assertEqual(self.listed("2026-03-09")["BODY"]["state"], "open")
        after = self.listed("2026-03-10")
        self.assertEqual([after[name]["state"] for name in ("BODY", "STEM", "NUT")], ["answered", "refused", "open"])
        self.assertEqual(set(self.listed("2026-04-04", "--due")), {"HOUSING", "SEAL", "NUT", "RIM"})
        self.assertIn("BODY", self.listed("2026-12-01", "--due"))
        self.assertEqual(self.listed("2027-01-01")["BODY"]["state"], "expired")
        for language in ("en", "es", "fr"):
            text = self.run_usmca("requests", "list", "--record", self.record, "--on", "2027-01-01", "--format", "text", "--lang", language).stdout.decode()
            self.assertEqual(len(text.splitlines()), 6)
            self.assertNotIn("requests.", text)

    def test_the_record_verifies_and_keeps_each_once(self):
        size = len(self.listed(DAY))
        self.make("--record", self.record, "--documents", "documents.csv")
        run = self.run_usmca("record", "verify", self.record)
        self.assertEqual(run.returncode, 0, run.stderr)
        again = self.run_usmca("requests", "r.json", "--output", "asked", "--date", DAY, "--record", self.record)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(len(self.listed(DAY)), size)
        data = bytearray(self.record.read_bytes())
        data[data.index(b"request")] ^= 1
        self.record.write_bytes(data)
        self.assertEqual(self.run_usmca("record", "verify", self.record).returncode, 65)

    def test_requests_of_results_that_are_not_kept(self):
        (self.path / "r.json").write_text((self.path / "r.json").read_text().replace("PUMP", "BUMP"))
        run = self.run_usmca("requests", "r.json", "--output", "other", "--date", DAY, "--record", self.record)
        self.assertEqual(run.returncode, 65)
        self.assertFalse((self.path / "other").exists())


class Plant(Case):
    def test_a_good_of_the_plant_moves_to_the_pile_that_is_signed(self):
        """Asked, answered, read back: a good whose one paper has ended is signed for with the new one."""
        plant = self.path / "plant"
        subprocess.run([sys.executable, SOURCE / "samples" / "plant" / "generate.py", plant], check=True)
        files = ("--goods", plant / "goods.csv", "--bom", plant / "bom.csv", "--default-use", "aftermarket", "--format", "json", "--quiet")

        def piles(documents):
            run = self.run_usmca("check", *files, "--documents", documents)
            return {good["good_id"]: good["evidence"]["pile"] for good in map(json.loads, run.stdout.splitlines())}, run.stdout
        before, results = piles(plant / "documents.csv")
        (self.path / "r.json").write_bytes(results)
        run = self.run_usmca("requests", "r.json", "--output", "asked", "--date", "2026-06-15")
        self.assertEqual(run.returncode, 0, run.stderr)
        index = rows((self.path / "asked" / "index.csv").read_text())
        books, expected = [], set()
        for name in sorted({row["workbook"] for row in index if row["workbook"]}):
            sheet = Sheet(self.path / "asked" / name)
            certified = [row for row in index if row["workbook"] == name and row["ask"] == "certification"]
            cells = {(row["item"], column): value for row in certified for column, value in {**PAPER, "document_id": "", "producer": "P"}.items()}
            books.append(sheet.fill(self.path / name, cells))
            expected |= {good for row in certified for good in row["good_ids"].split("; ")}
        run = self.run_usmca("requests", "import", *books, "--requests", "asked", "--keep-numbers", "--output", "new.csv")
        self.assertEqual(run.returncode, 0, run.stderr)
        new = rows((self.path / "new.csv").read_text())
        numbers = {row["document_id"] for row in new}
        kept = [row for row in rows((plant / "documents.csv").read_text()) if row["document_id"] not in numbers]
        with open(self.path / "documents.csv", "w", newline="") as file:
            writer = csv.DictWriter(file, list(new[0]), restval="")
            writer.writeheader()
            writer.writerows(kept + new)
        after, _ = piles(self.path / "documents.csv")
        moved = {good for good, pile in before.items() if pile == "paper-first" and after[good] != "paper-first"}
        self.assertEqual({good for good in before if after[good] == "paper-first"} & expected, set())
        self.assertGreater(len(moved), 15)
        self.assertGreater(sum(after[good] == "sign" for good in moved), 5)

    def test_what_a_producer_of_vehicles_has_certified_to_customs(self):
        """19 CFR 182.92: its identifier comes from customs, and no supplier is asked; one certification is one item, however many vehicles it is of."""
        sample = SOURCE / "samples" / "vehicles"
        documents = (sample / "documents.csv").read_text()
        ended = documents.replace("CBP-AB-LVC-2026,lvc-certification,,,,,2026-01-01,2026-12-31", "CBP-AB-LVC-2026,lvc-certification,,,,,2025-01-01,2025-12-31")
        self.assertNotEqual(ended, documents)
        ended = "".join(line for line in ended.splitlines(True) if not line.startswith("CBP-CS-STEEL-2026"))
        tables = [part for path in sorted(sample.glob("*.csv")) if path.stem != "documents" for part in (f"--{path.stem}", path)]
        run = self.run_usmca("check", *tables, "--documents", self.write("ended.csv", ended), "--format", "json", "--output", "vehicles.json")
        self.assertEqual(run.returncode, 1, run.stderr)
        papers = [(answer["good_id"], answer["evidence"]["pile"], paper["kind"], paper["state"], paper["line"], paper["supplier"])
                  for answer in map(json.loads, (self.path / "vehicles.json").read_text().splitlines()) for paper in answer["evidence"]["documents"]
                  if paper["state"] != "in-order" and paper["kind"] != "certification"]
        self.assertEqual(papers, [("EV-SEDAN", "paper-missing", "lvc-certification", "expired", None, "Autos del Bajio"), ("PICKUP-V6", "paper-missing", "lvc-certification", "expired", None, "Autos del Bajio"),
                                  ("TRACTOR-8", "paper-missing", "steel-certification", "missing", None, "Camiones Saltillo")])
        self.assertEqual(self.run_usmca("requests", "vehicles.json", "--output", "vehicles").returncode, 0)
        index = rows((self.path / "vehicles" / "index.csv").read_text())
        self.assertEqual([(row["supplier"], row["why"], row["document_id"], row["state"], row["good_ids"], row["request"]) for row in index],
                         [("Autos del Bajio", "customs-identifier", "CBP-AB-LVC-2026", "expired", "EV-SEDAN; PICKUP-V6", ""), ("Camiones Saltillo", "customs-identifier", "", "missing", "TRACTOR-8", "")])
        self.assertIn("labor value content certification", index[0]["problem"])
        self.assertEqual([path.name for path in (self.path / "vehicles").glob("*.txt")], [])


if __name__ == "__main__":
    unittest.main()
