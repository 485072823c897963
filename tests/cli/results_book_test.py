"""`usmca report --xlsx`: every figure of the results stands in the workbook, formulas lead to the stored figures, nothing in it runs, and rows
beyond memory and beyond a sheet are kept. The workbook is read here without the library that writes it."""
import fractions
import json
import math
import re
import unittest
import xml.etree.ElementTree as xml
import zipfile

from support import SOURCE, Case

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
GOODS = "good_id,hs,country,date,description,use,criterion_claimed,transaction_value,net_cost\n"
BOM = "good_id,line,material_id,hs,origin,value,document\n"


def column_of(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference)[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_value(cell):
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(MAIN + "t"))
    value = cell.find(MAIN + "v")
    return fractions.Fraction(repr(float(value.text))) if value is not None else None  # the decimal that is meant: the shortest


def reckoned(formula, values):
    """The value of TRUNC(ROUND((base-value)/base*100,9),4), the one kind of formula that there is."""
    base, value, again = re.fullmatch(r"TRUNC\(ROUND\(\(([A-Z]+\d+)-([A-Z]+\d+)\)/([A-Z]+\d+)\*100,9\),4\)", formula).groups()
    assert base == again
    content = (values[base] - values[value]) / values[base] * 100
    return fractions.Fraction(math.trunc(round(content, 9) * 10000), 10000)


class Book:
    def __init__(self, path):
        with zipfile.ZipFile(path) as file:
            self.names = [sheet.get("name") for sheet in xml.fromstring(file.read("xl/workbook.xml")).iter(MAIN + "sheet")]
            self.alignments = [form.find(MAIN + "alignment") for form in xml.fromstring(file.read("xl/styles.xml")).find(MAIN + "cellXfs")]
            self.parts = [xml.fromstring(file.read(f"xl/worksheets/sheet{i + 1}.xml")) for i in range(len(self.names))]

    def cells(self, name):
        return {cell.get("r"): cell for cell in self.parts[self.names.index(name)].iter(MAIN + "c")}

    def rows(self, name):
        """A dictionary a row, by what stands at the head; heads that stand twice are numbered."""
        grid = {}
        for reference, cell in self.cells(name).items():
            grid.setdefault(int(re.search(r"\d+", reference)[0]), {})[column_of(reference)] = cell_value(cell)
        heads = {}
        for column, head in sorted(grid.pop(1).items()):
            heads[column] = head if head not in heads.values() else head + " 2"
        return [{heads[column]: value for column, value in row.items()} for _, row in sorted(grid.items())]


class ResultsBook(Case):
    def book_of(self, goods, bom, *options, report=()):
        run = self.check(GOODS + goods, BOM + bom, "--format", "json", "--fail-on", "never", *options)
        self.assertIn(run.returncode, (0, 2), run.stderr)
        self.write("results.json", run.stdout)
        made = self.run_usmca("report", "results.json", "--xlsx", "-o", "out.xlsx", *report)
        self.assertEqual((made.returncode, made.stderr), (0, b""))
        return [json.loads(line) for line in run.stdout.splitlines()], Book(self.path / "out.xlsx")

    def test_every_figure_is_that_of_the_results(self):
        goods = "".join(f"G{i},8712.00,MX,2026-03-01,Bicycle {i},,B,{100 + i}.37,{90 + i}.5\n" for i in range(40))
        bom = "".join(f"G{i},1,FRAME,8714.91,non-originating,{20 + i}.21,\nG{i},2,CHAIN,7315.11,originating,{i}.99,\n" for i in range(40))
        results, book = self.book_of(goods, bom)
        self.assertEqual(book.names, ["Summary", "Goods", "Materials", "Documents", "Findings", "Requests"])
        rows = book.rows("Goods")
        self.assertEqual([row["Good"] for row in rows], [good["good_id"] for good in results])
        for good, row in zip(results, rows):
            for method, suffix, base in (("tv", "", "Transaction value"), ("nc", " 2", "Net cost")):
                content = good["rvc"][method]
                self.assertEqual(row[base], fractions.Fraction(content["base"]))
                self.assertEqual(row["Non-originating materials" + suffix], fractions.Fraction(content["vnm"]))
                self.assertEqual(row["RVC %, as decided" + suffix], fractions.Fraction(content["percent"]))
                self.assertEqual(row["Margin, points" + suffix], fractions.Fraction(content["percent"]) - fractions.Fraction(content["required"]))
            for head, member in (("Lowest price", "minimum_price"), ("Lowest net cost", "minimum_net_cost")):
                self.assertEqual(row.get(head), good[member] and fractions.Fraction(good[member]))
            self.assertEqual(row["Status"], good["status"])
        values = [fractions.Fraction(line["value"]) for good in results for line in good["materials"]]
        self.assertEqual([row["Value"] for row in book.rows("Materials")], values)
        findings = [finding["message"] for good in results for finding in good["findings"]]
        self.assertEqual([row["What it means"] for row in book.rows("Findings")], findings)

    def test_formulas_lead_to_what_was_decided(self):
        goods = "".join(f"G{i},8712.00,MX,2026-03-01,,,B,{3 + i},{7 + i}\n" for i in range(30))
        bom = "".join(f"G{i},1,FRAME,8714.91,non-originating,{1 + i / 7:.6f},\n" for i in range(30))
        _, book = self.book_of(goods, bom)
        cells = book.cells("Goods")
        values = {reference: cell_value(cell) for reference, cell in cells.items()}
        formulas = {reference: cell.find(MAIN + "f").text for reference, cell in cells.items() if cell.find(MAIN + "f") is not None}
        self.assertEqual(len(formulas), 60)
        for reference, formula in formulas.items():
            stored = chr(ord(reference[0]) + 1) + reference[1:]
            self.assertEqual(reckoned(formula, values), values[stored], reference)
            self.assertEqual(values[reference], values[stored])

    def test_a_figure_that_no_number_holds_is_its_text(self):
        results, book = self.book_of("G,8712.00,MX,2026-03-01,,,B,123456789.123456789,\n", "G,1,FRAME,8714.91,non-originating,0.123456789,\n")
        self.assertEqual(book.rows("Goods")[0]["Transaction value"], results[0]["rvc"]["tv"]["base"])
        self.assertEqual(book.rows("Materials")[0]["Value"], fractions.Fraction("0.123456789"))

    def test_the_rule_that_a_good_does_not_meet_is_named_too(self):
        _, book = self.book_of("G,8712.00,MX,2026-03-01,,,B,100,\nH,8712.00,MX,2026-03-01,,,B,100,\n",
                               "G,1,FRAME,8714.91,non-originating,10,\nH,1,WHOLE,8712.00,non-originating,90,\n")
        rows = book.rows("Goods")
        self.assertEqual([row["Status"] for row in rows], ["originating", "non-originating"])
        self.assertEqual(rows[0]["Rule"], rows[1]["Rule"])
        self.assertIn("ch. 87", rows[1]["Rule"])

    def test_the_same_results_make_the_same_file(self):
        self.book_of("G,8712.00,MX,2026-03-01,,,B,100,\n", "G,1,FRAME,8714.91,non-originating,10,\n")
        with zipfile.ZipFile(self.path / "out.xlsx") as file:
            made = xml.fromstring(file.read("docProps/core.xml")).find("{http://purl.org/dc/terms/}created").text
            days = {entry.date_time for entry in file.infolist()}
        self.assertEqual((made, days), ("2020-07-01T00:00:00Z", {(1980, 1, 1, 0, 0, 0)}))

    def test_nothing_in_it_runs(self):
        for payload in ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://example.org\")"):
            quoted = '"' + payload.replace('"', '""') + '"'
            _, book = self.book_of(f"G,8712.00,MX,2026-03-01,{quoted},,B,100,\n", f"G,1,{quoted},8714.91,non-originating,10,\n")
            self.assertEqual(book.rows("Goods")[0]["Description"], payload)
            self.assertEqual(book.rows("Materials")[0]["Material"], payload)
            formulas = [cell for part in book.parts for cell in part.iter(MAIN + "f") if "TRUNC" not in cell.text]
            self.assertEqual(formulas, [])

    def test_heads_are_frozen_and_rows_are_filtered(self):
        _, book = self.book_of("G,8712.00,MX,2026-03-01,,,B,100,\n", "G,1,FRAME,8714.91,non-originating,10,\n")
        for part in book.parts[1:]:
            self.assertEqual(next(part.iter(MAIN + "pane")).get("state"), "frozen")
            self.assertIsNotNone(part.find(MAIN + "autoFilter"))

    def test_what_is_printed_can_be_read(self):
        """A sheet is as wide as so many landscape pages, each with the ids, and no page is as wide as some 230 letters."""
        _, book = self.book_of("G,8712.00,MX,2026-03-01,,,B,100,\n", "G,1,FRAME,8714.91,non-originating,10,\n")
        for part in book.parts[1:]:
            setup = part.find(MAIN + "pageSetup")
            pages = int(setup.get("fitToWidth", 1))
            widths = [float(column.get("width")) * (int(column.get("max")) - int(column.get("min")) + 1) for column in part.iter(MAIN + "col")]
            self.assertEqual((setup.get("orientation"), setup.get("fitToHeight"), setup.get("pageOrder")), ("landscape", "0", "overThenDown"))
            self.assertLess((sum(widths) + (pages - 1) * widths[0]) / pages, 230)

    def test_nothing_is_cut_by_the_next_column(self):
        results, book = self.book_of("G,8712.00,MX,2026-03-01,,,B,100,\n", "G,1,FRAME,8714.91,originating,10,\nG,2,FRAME,8714.91,non-originating,95,\n", "--lang", "es")
        self.assertGreater(max(len(finding["message"]) for finding in results[0]["findings"]), 90)
        sheet = book.parts[book.names.index("Findings")]
        for row in list(sheet.iter(MAIN + "row"))[1:]:
            cells = [cell for cell in row if cell.get("t") == "inlineStr"]
            self.assertTrue(all(book.alignments[int(cell.get("s"))].get("wrapText") == "1" for cell in cells))
            message = cell_value([cell for cell in cells if cell.get("r").startswith("F")][0])
            self.assertGreaterEqual(float(row.get("ht", 15)), 15 * math.ceil(len(message) / 90))
        figures = [cell for cell in book.cells("Materials").values() if cell.get("t") is None]
        self.assertEqual(len(figures), 2)
        for cell in figures:
            alignment = book.alignments[int(cell.get("s"))]
            self.assertEqual((alignment.get("horizontal"), alignment.get("indent")), ("right", "1"))

    def test_its_words_are_those_of_the_language(self):
        _, book = self.book_of("G,8712.00,MX,2026-03-01,,,B,100,\n", "G,1,FRAME,8714.91,non-originating,10,\n", report=("--lang", "es"))
        self.assertEqual(book.names, ["Resumen", "Mercancías", "Materiales", "Documentos", "Hallazgos", "Solicitudes"])

    def test_every_kind_of_paper_has_a_name(self):
        schema = json.loads((SOURCE / "docs" / "schema" / "determination.schema.json").read_text())
        kinds = schema["$defs"]["relied_document"]["properties"]["kind"]["enum"]
        messages = (SOURCE / "rules" / "messages" / "en.xml").read_text()
        self.assertEqual([kind for kind in kinds if f'id="paper-kind.{kind}"' not in messages], [])

    def test_the_summary_says_what_can_be_signed_and_what_it_is_of(self):
        _, book = self.book_of("G,8712.00,MX,2026-03-01,,,B,100,\nH,8712.00,MX,2026-03-01,,,B,100,\n",
                               "G,1,FRAME,8714.91,non-originating,10,\nH,1,WHOLE,8712.00,non-originating,90,\n", "--summary", "s.json",
                               report=("--summary", "s.json", "--company", "=ACME Ñ", "--certifier", "M. Núñez", "--period", "2026"))
        cells = {reference: cell_value(cell) for reference, cell in book.cells("Summary").items()}
        said = [(value, cells.get("B" + reference[1:])) for reference, value in cells.items() if reference[0] == "A"]
        summary = json.loads((self.path / "s.json").read_text())
        self.assertLess({("Company", "=ACME Ñ"), ("Certifier", "M. Núñez"), ("Period", "2026"), ("Date", summary["date"]), ("Digest of the rule book", summary["rule_book"]["sha256"]),
                         *((file["file"], file["sha256"]) for file in summary["intake"]), *((word.replace("paper-", "papers ").replace("-", " "), count) for word, count in summary["piles"].items())}, set(said))
        _, plain = self.book_of("G,8712.00,MX,2026-03-01,,,B,100,\n", "G,1,FRAME,8714.91,non-originating,10,\n")
        self.assertNotIn("Company", [cell_value(cell) for cell in plain.cells("Summary").values()])

    def test_columns_that_are_passed_on_stand_behind_the_others(self):
        goods = GOODS.replace("net_cost", "net_cost,x_plant,x_a.b") + "G,8712.00,MX,2026-03-01,,,B,100,,P 1,=2\n"
        self.write("results.json", self.check(goods, BOM + "G,1,FRAME,8714.91,non-originating,10,\n", "--format", "json").stdout)
        self.assertEqual(self.run_usmca("report", "results.json", "--xlsx", "out.xlsx").returncode, 0)
        row = Book(self.path / "out.xlsx").rows("Goods")[0]
        self.assertEqual((row["x_plant"], row["x_a.b"]), ("P 1", "=2"))

    def test_where_it_is_written(self):
        self.write("results.json", self.check(GOODS + "G,8712.00,MX,2026-03-01,,,B,100,\n", BOM + "G,1,F,8714.91,non-originating,10,\n", "--format", "json").stdout)
        for arguments in (("results.json", "--xlsx", "a.xlsx"), ("--xlsx", "b.xlsx", "results.json"), ("results.json", "--xlsx", "-o", "c.xlsx")):
            self.assertEqual(self.run_usmca("report", *arguments).returncode, 0)
        self.assertEqual(len({(self.path / name).read_bytes()[:2] for name in ("a.xlsx", "b.xlsx", "c.xlsx")}), 1)
        self.assertEqual(self.run_usmca("report", "results.json", "--xlsx", "-o", "results.json").returncode, 64)
        self.assertEqual(self.run_usmca("report", "results.json", "--xlsx", "-o", "nowhere/o.xlsx").returncode, 74)
        self.assertEqual(self.run_usmca("report", "--xlsx", "missing.json", "-o", "d.xlsx").returncode, 74)
        self.write("none.json", "")
        self.assertEqual(self.run_usmca("report", "--xlsx", "none.json", "-o", "d.xlsx").returncode, 65)
        self.assertFalse((self.path / "d.xlsx").exists())


if __name__ == "__main__":
    unittest.main()
