"""`usmca template`: the workbook that people fill in has every column, says what each means, and is read back as it was filled in."""
import io
import re
import unittest
import zipfile
from xml.etree import ElementTree

from support import SOURCE, Case
from workbook import archive, column

NAMES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
COLUMNS = re.compile(r'(?:^|[^_])(?:WORD_|TEXT_|WEIGHTLESS_)?COLUMN\(\w+, (\w+),|TERM_COLUMN\((\w+),|\{"(\w+)", COLUMN_')


def tables():
    """Sheet → its columns, as the sources have them."""
    source = (SOURCE / "src" / "case" / "column_tables.c").read_text()
    arrays = {name: ["".join(name) for name in COLUMNS.findall(body)] for name, body in re.findall(r"static const struct column (\w+)\[\] = \{(.*?)\};", source, re.S)}
    named = {columns: arrays[array] for columns, array in re.findall(r'(\w+_COLUMNS) =\s*(?:PLACED_)?TABLE\("[^"]+", (\w+),', source)}
    listed = re.findall(r'INPUT_TABLE\(\w+, "([^"]+)", (\w+), (\w+),', (SOURCE / "src" / "case" / "tables.def").read_text())
    users = {"CASE": {"goods": named["GOOD_COLUMNS"], "bom": named["MATERIAL_COLUMNS"]}, "INVENTORY": {}, "COST": {}, "PAPERS": {}, "CLAIMS": {}}
    for sheet, columns, user in listed:
        users[user][sheet] = named[columns]
    return users


class Sheets:
    """The parts of a template by the names of its sheets, in the order of their numbers."""

    def __init__(self, content):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            self.parts = {name: file.read(name) for name in file.namelist()}
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        self.names = [sheet.get("name") for sheet in book.find("x:sheets", NAMES)]
        self.strings = ["".join(text.itertext()) for text in ElementTree.fromstring(self.parts["xl/sharedStrings.xml"])]

    def xml(self, name, part="worksheets/sheet"):
        return ElementTree.fromstring(self.parts[f"xl/{part}{self.names.index(name) + 1}.xml"])

    def header(self, name):
        return [self.strings[int(cell.find("x:v", NAMES).text)] for cell in self.xml(name).iterfind(".//x:row[@r='1']/x:c", NAMES)]

    def comments(self, name):
        return {note.get("ref"): "".join(note.itertext()) for note in self.xml(name, "comments").iterfind(".//x:comment", NAMES)}

    def filled(self, rows):
        """The workbook with rows behind the header: sheet → dicts, in which an amount is a number."""
        parts = dict(self.parts)
        for name, lines in rows.items():
            header, body = self.header(name), ""
            for number, line in enumerate(lines, 2):
                cells = ""
                for place, of in enumerate(header, 1):
                    value = line.get(of)
                    if isinstance(value, str):
                        cells += f'<c r="{column(place)}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
                    elif value is not None:
                        cells += f'<c r="{column(place)}{number}" s="4"><v>{value}</v></c>' if of == "date" else f'<c r="{column(place)}{number}"><v>{value}</v></c>'
                body += f'<row r="{number}">{cells}</row>'
            part = f"xl/worksheets/sheet{self.names.index(name) + 1}.xml"
            parts[part] = parts[part].replace(b"</sheetData>", body.encode() + b"</sheetData>")
        return archive(parts)


class Template(Case):
    def template(self, *options):
        run = self.run_usmca("template", *options, "-")
        self.assertEqual((run.returncode, run.stderr), (0, b""))
        return run.stdout

    def test_it_has_every_table_and_column(self):
        for user, option in (("CASE", "check"), ("INVENTORY", "inventory"), ("COST", "cost"), ("PAPERS", "certify"), ("CLAIMS", "claims")):
            sheets = Sheets(self.template("--for", option))
            self.assertEqual({name: sheets.header(name) for name in sheets.names}, tables()[user])

    def test_a_sheet_is_printed_on_few_pages(self):
        """As wide as so many landscape pages, of 230 letters at most, with the header above each."""
        self.assertEqual(self.run_usmca("template", "book.xlsx").returncode, 0)
        with zipfile.ZipFile(self.path / "book.xlsx") as book:
            for name in (name for name in book.namelist() if name.startswith("xl/worksheets/sheet")):
                text = book.read(name).decode()
                setup = re.search(r"<pageSetup [^>]*>", text).group()
                widths = [float(width) * (int(last) - int(first) + 1) for first, last, width in re.findall(r'<col min="(\d+)" max="(\d+)" width="([0-9.]+)"', text)]
                self.assertIn('orientation="landscape"', setup)
                pages = int((re.search(r'fitToWidth="(\d+)"', setup) or [0, 1])[1])
                self.assertLess((sum(widths) + (pages - 1) * widths[0]) / pages, 230, name)
            self.assertIn("Print_Titles", book.read("xl/workbook.xml").decode())

    def test_each_column_is_explained_in_each_language(self):
        seen = {}
        for language in ("en", "es", "fr"):
            for option in ("check", "inventory", "cost", "certify", "claims"):
                sheets = Sheets(self.template("--lang", language, "--for", option))
                for name in sheets.names:
                    said = sheets.comments(name)
                    self.assertEqual(len(said), len(sheets.header(name)))
                    for place, text in said.items():
                        self.assertNotRegex(text, r"^(table|column)\.|\n(table|column)\.", f"{name}!{place}: no sentence, see rules/messages/en.xml")
                        seen.setdefault((name, place), set()).add(text)
        self.assertTrue(all(len(texts) == 3 for texts in seen.values()), [place for place, texts in seen.items() if len(texts) < 3])

    def test_words_are_lists_and_needed_columns_are_told(self):
        sheets = Sheets(self.template())
        lists = {check.get("sqref"): check.find("x:formula1", NAMES).text for check in sheets.xml("bom").iterfind(".//x:dataValidation", NAMES)}
        at = column(sheets.header("bom").index("role") + 1)
        self.assertTrue(lists[f"{at}2:{at}1048576"].startswith('"material,self-produced,intermediate,'))
        self.assertIn("\nNeeded.", sheets.comments("bom")["B1"])
        self.assertNotIn("Needed", sheets.comments("bom")["D1"])
        self.assertEqual(sheets.xml("bom").find(".//x:pane", NAMES).get("ySplit"), "1")

    def test_it_is_read_back(self):
        goods = [{"good_id": "PUMP", "hs": "8413.30", "country": "MX", "date": 46300, "currency": "USD", "transaction_value": 50, "net_cost": 40, "use": "aftermarket"}]
        bom = [{"good_id": "PUMP", "hs": "8413.91", "line": "10", "origin": "non-originating", "quantity": 2, "unit_value": 4.75},
               {"good_id": "PUMP", "hs": "8482.10", "line": "20", "origin": "originating", "value": 3, "document": "D-1"}]
        documents = [{"document_id": "D-1", "kind": "certification", "supplier": "ACME"}]
        plain = self.run_usmca("check", "--format", "json", "--goods", self.write("goods.csv", "good_id,hs,country,date,currency,transaction_value,net_cost,use\n"
                               "PUMP,8413.30,MX,2026-10-05,USD,50,40,aftermarket\n"), "--bom",
                               self.write("bom.csv", "good_id,hs,line,origin,quantity,unit_value,value,document\nPUMP,8413.91,10,non-originating,2,4.75,,\n"
                                          "PUMP,8482.10,20,originating,,,3,D-1\n"), "--documents",
                               self.write("documents.csv", "document_id,kind,supplier\nD-1,certification,ACME\n"))
        for language in ("en", "es"):
            book = Sheets(self.template("--lang", language)).filled({"goods": goods, "bom": bom, "documents": documents})
            run = self.run_usmca("check", self.write("filled.xlsx", book), "--format", "json")
            self.assertEqual((run.stdout, run.returncode), (plain.stdout, plain.returncode), run.stderr)
            self.assertNotIn("not read", run.stderr.decode())

    def test_it_is_the_same_bytes_complete_or_absent(self):
        run = self.run_usmca("template", "out.xlsx")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual((self.path / "out.xlsx").read_bytes(), self.template())
        self.assertEqual([path.name for path in self.path.iterdir()], ["out.xlsx"])
        self.assertEqual(self.run_usmca("template", "nowhere/out.xlsx").returncode, 74)
        self.assertEqual(self.run_usmca("template").returncode, 64)
        self.assertEqual(self.run_usmca("template", "--for", "rule", "x.xlsx").returncode, 64)


if __name__ == "__main__":
    unittest.main()
