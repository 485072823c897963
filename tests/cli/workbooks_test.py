"""Workbooks wherever a CSV file may stand: read as a person reads them, every cell that cannot be read told by its name, and nothing hostile read at all."""
import csv
import datetime
import re
import unittest

from support import SOURCE, Case, options_of
from workbook import Book, Cell, archive

GOODS = ["good_id", "hs", "country", "date", "currency", "transaction_value", "net_cost"]
PUMP = ["PUMP", "8413.30", "MX", "2026-10-05", "USD", Cell("50"), Cell("40")]
LINES = ["good_id", "line", "material_id", "hs", "origin", "quantity", "unit_value"]
BODY = ["PUMP", Cell("1"), "BODY", "8413.91", "non-originating", Cell("1"), Cell("9.5")]
OPTIONS = ("--default-use", "aftermarket", "--format", "json")


def changed(row, **cells):
    """A row of goods or lines with other cells."""
    names = GOODS if len(row) == len(GOODS) and row[1] == "8413.30" else LINES
    return [cells.get(name, cell) for name, cell in zip(names, row)]


def as_cells(path):
    """A CSV file as cells: numbers and days as a spreadsheet stores them where the column is one, and everything else as text."""
    header, *rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))

    def cell(name, value):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return Cell((datetime.date.fromisoformat(value) - datetime.date(1899, 12, 30)).days, "d/m/yyyy")
        number = re.fullmatch(r"-?(0|[1-9]\d{0,11})(\.\d*[1-9])?", value)
        return Cell(value) if number and name not in ("hs", "hs_rule") else value if value else None

    return [header, *([cell(name, value) for name, value in zip(header, row)] for row in rows if row)]


class Workbooks(Case):
    def book(self, goods=(PUMP,), lines=(BODY,), name="book.xlsx", book=None, **how):
        book = book or Book()
        return self.write(name, book.add("goods", [GOODS, *goods]).add("bom", [LINES, *lines], **how).bytes())

    def only(self, path, *options, status=0):
        run = self.run_usmca("check", path, *OPTIONS, *options)
        self.assertEqual(run.returncode & 2, status, run.stderr)
        results = self.results(run)
        self.assertEqual(len(results), 1)
        return results[0], run.stderr.decode()

    def refused(self, content, *said):
        run = self.run_usmca("check", self.write("bad.xlsx", content))
        self.assertEqual((run.returncode, run.stdout), (65, b""), run.stderr)
        for words in said:
            self.assertIn(words, run.stderr.decode())

    def value_of(self, cell, *options, **more):
        """The value of a line with that cell for its price."""
        result, _ = self.only(self.book(lines=[changed(BODY, unit_value=cell)], **more), *options)
        return result["materials"][0]["value"]

    def rejected(self, cell, said, name="unit_value", **more):
        result, heard = self.only(self.book(lines=[BODY, changed(BODY, **{name: cell})], **more), status=2)
        self.assertEqual(result["status"], "rejected")
        self.assertIn(f"book.xlsx: bom!{'ABCDEFG'[LINES.index(name)]}3: {name}: {said}", heard)

    def test_the_answers_are_those_of_csv(self):
        compared = 0
        for folder in sorted((SOURCE / "tests" / "law").iterdir()):
            if not (folder / "bom.csv").exists() or sum(folder.name.encode()) % 12:
                continue
            book = Book()
            for path in sorted(folder.glob("*.csv")):
                book.add(path.stem, as_cells(path))
            files = ["--goods", folder / "goods.csv", "--bom", folder / "bom.csv"]
            plain = self.run_usmca("check", *files, *options_of(folder), "--format", "json")
            options = [part for at, part in enumerate(options_of(folder)) if not str(part).endswith(".csv")
                       and not str((options_of(folder) + [""])[at + 1]).endswith(".csv")]
            with self.subTest(folder=folder.name):
                run = self.run_usmca("check", self.write("case.xlsx", book.bytes()), *options, "--format", "json")
                self.assertEqual(run.stdout, plain.stdout, run.stderr)
            compared += 1
        self.assertGreater(compared, 10)

    def test_sheets_are_found(self):
        answer, _ = self.only(self.book())
        self.assertEqual(answer["status"], "originating")
        spanish = self.write("es.xlsx", Book().add("Notas", [["nada"]]).add("Mercancías", [GOODS, PUMP]).add("LISTA DE MATERIALES", [LINES, BODY]).bytes())
        found, said = self.only(spanish)
        self.assertEqual(found, answer)
        self.assertIn("es.xlsx: sheets that hold none of the tables by their names, and are not read: Notas", said)
        named = self.write("a#1.xlsx", Book().add("Tabelle1", [LINES, BODY]).add("Tabelle 2", [GOODS, PUMP]).bytes())
        run = self.run_usmca("check", "--goods", named + "#tabelle 2", "--bom", named + "#Tabelle1", *OPTIONS)
        self.assertEqual(self.results(run), [answer], run.stderr)
        run = self.run_usmca("check", "--goods", named, "--bom", named, *OPTIONS)  # goods have columns that lines have not
        self.assertEqual(self.results(run), [answer], run.stderr)
        self.assertIn("a#1.xlsx#Tabelle1: this sheet is read for its header, and none of the others: Tabelle 2", run.stderr.decode())
        run = self.run_usmca("check", "--goods", named + "#Tabelle3", "--bom", named)
        self.assertEqual(run.returncode, 65)
        self.assertIn("no sheet of that name; its sheets are: Tabelle1, Tabelle 2", run.stderr.decode())
        run = self.run_usmca("check", "--goods", self.write("goods.csv", ",".join(GOODS)) + "#goods", "--bom", named)
        self.assertIn("this is no workbook", run.stderr.decode())

    def test_two_sheets_of_one_table(self):
        more = [LINES, changed(BODY, line=Cell("2"), unit_value=Cell("45"))]
        for name, how, told in (("materials", {}, ""), ("Lista de materiales", {}, ""), ("Componentes", {"state": "hidden"}, " (the second of them is hidden)")):
            with self.subTest(name=name):
                content = Book().add("goods", [GOODS, PUMP]).add(name, more, **how).add("bom", [LINES, BODY]).bytes()
                self.refused(content, f'bad.xlsx: the sheets "bom" and "{name}" are both of the table bom by their names: put their rows into one, or name the other otherwise{told}')
                path = self.write("two.xlsx", content)
                run = self.run_usmca("check", "--goods", path, "--bom", path, *OPTIONS)
                self.assertEqual((run.returncode, run.stdout), (65, b""), run.stderr)
                run = self.run_usmca("check", "--goods", path, "--bom", path + "#bom", *OPTIONS)
                self.assertEqual([len(result["materials"]) for result in self.results(run)], [1], run.stderr)
        self.refused(Book().add("documents", [["document_id"], ["A"]]).add("Certificados", [["document_id"], ["B"]]).add("goods", [GOODS, PUMP]).add("bom", [LINES, BODY]).bytes(),
                     '"documents" and "Certificados" are both of the table documents')
        empty = Book().add("goods", [GOODS, PUMP]).add("bom", [LINES]).add("materials", [LINES, BODY]).add("components", []).bytes()
        result, said = self.only(self.write("one.xlsx", empty))
        self.assertEqual((len(result["materials"]), "not read" in said), (1, False))

    def test_a_list_that_goes_on_in_another_sheet(self):
        more = [LINES, changed(BODY, line=Cell("2"), unit_value=Cell("45"))]
        said = "have one header, and only one of them would be read"
        for name, rows in (("bom 2", more), ("Sheet2", [["Page 2"], None, *more])):
            with self.subTest(name=name):
                self.refused(Book().add("goods", [GOODS, PUMP]).add("bom", [LINES, BODY]).add(name, rows).bytes(), f'bad.xlsx: the sheets "bom" and "{name}" {said}')
                path = self.write("two.xlsx", Book().add("goods", [GOODS, PUMP]).add("bom", [LINES, BODY]).add(name, rows).bytes())
                run = self.run_usmca("check", "--goods", path, "--bom", path, *OPTIONS)
                self.assertEqual((run.returncode, run.stdout), (65, b""), run.stderr)
                run = self.run_usmca("check", "--goods", path, "--bom", path + "#bom", *OPTIONS)
                self.assertEqual([len(result["materials"]) for result in self.results(run)], [1], run.stderr)
        pages = self.write("pages.xlsx", Book().add("Page 1", [LINES, BODY]).add("Page 2", more).bytes())
        run = self.run_usmca("check", "--goods", self.write("goods.csv", ",".join(GOODS) + "\n"), "--bom", pages, *OPTIONS)
        self.assertEqual(run.returncode, 65)
        self.assertIn(f'the sheets "Page 1" and "Page 2" {said}', run.stderr.decode())
        for rows, how in (([LINES], {}), (more, {"state": "hidden"}), ([["good_id", "remark"], ["PUMP", "x"]], {})):
            result, _ = self.only(self.write("one.xlsx", Book().add("goods", [GOODS, PUMP]).add("bom", [LINES, BODY]).add("Sheet2", rows, **how).bytes()))
            self.assertEqual(len(result["materials"]), 1)

    def test_cells_beside_the_header(self):
        lines = [[*BODY, None, "see drawing"], changed(BODY, line=Cell("2"), unit_value=Cell("1")), [*changed(BODY, line=Cell("3"), unit_value=Cell("1")), None, Cell("7")]]
        _, said = self.only(self.book(lines=lines))
        self.assertIn("book.xlsx#bom: column I has no name: 2 rows have something there, from line 2 on, which is not read", said)
        run = self.run_usmca("check", "book.xlsx", *OPTIONS, "--strict-columns")
        self.assertEqual((run.returncode, run.stdout), (65, b""))
        self.assertIn("book.xlsx: bom!I1: column 9 has no name: 2 rows have something there", run.stderr.decode())

    def test_one_flat_sheet_and_standard_input(self):
        flat = Book().add("Export", [["", "Pumps of October"], None, ["good_id", "good_hs", "good_country", "good_date", "good_transaction_value", "hs", "origin", "value"],
                                     ["PUMP", "8413.30", "MX", Cell("46300", 14), Cell("50"), "8413.91", "non-originating", Cell("9.5")]]).bytes()
        result, _ = self.only(self.write("flat.xlsx", flat))
        self.assertEqual((result["status"], result["date"], result["materials"][0]["value"]), ("originating", "2026-10-05", "9.50"))
        run = self.run_usmca("check", "-", *OPTIONS, stdin=flat)
        self.assertEqual(self.results(run), [result], run.stderr)

    def test_a_header_that_lacks_a_column_names_the_cell(self):
        self.refused(Book().add("goods", [["Title"], None, GOODS]).add("bom", [["Title"], ["good_id", "line"]]).bytes(), "bad.xlsx: bom!A2: the column hs is missing")

    def test_numbers_are_exact(self):
        for stored, value in (("9.5", "9.50"), ("9.5000000000000004", "9.50"), ("0.30000000000000004", "0.30"), ("7.7000000000000001E-5", "0.000077"), ("1.5E3", "1500.00"),
                              ("123456.789000000001", "123456.789"), ("9.4999999999999996E-1", "0.95"), ("8", "8.00"), ("98765432.099999994", "98765432.10"), ("59999999.999999999", "59999999.999999999"),
                              ("1234567.0000000001", "1234567.00")):
            with self.subTest(stored=stored):
                self.assertEqual(self.value_of(Cell(stored)), value)
        self.assertEqual(self.value_of(Cell("9.5", '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)')), "9.50")
        self.assertEqual(self.value_of("$9.50"), "9.50")
        self.rejected(Cell("-1"), '"-1" is negative')
        self.rejected(Cell("1E300"), '"1E300" is')
        self.rejected(Cell("0.5", "0%"), '"50%" is not a number')  # a share of what? not a price

    def test_shares_of_a_hundred_are_written_so(self):
        for stored, shown in (("0.125", "0.0%"), ("0.125", 10), ("12.5", "General")):
            book = Book().add("duties", [["hs", "rate_percent"], ["8413.30", Cell(stored, shown)]])
            result, _ = self.only(self.book(lines=[changed(BODY, unit_value=Cell("45"))], book=book))
            self.assertEqual((result["status"], result["duty"]["rate_percent"]), ("non-originating", "12.5"))

    def test_a_currency_that_is_shown_with_a_number_is_that_of_the_row(self):
        for shown in ('"$"#,##0.00', "[$$-409]#,##0.00", "[$USD] #,##0.00", '#,##0.00\\ "USD"', '0.00 "PCS"', '0.00" kg"', "_-* #,##0.00\\ _€_-"):
            with self.subTest(shown=shown):
                self.assertEqual(self.value_of(Cell("9.5", shown)), "9.50")
        for shown in ("[$€-407]#,##0.00", "#,##0.00\\ [$€-1]", '#,##0.00 "€"', "#,##0.00 €", "[$MXN] #,##0.00", '0.00 "MXN"', "[$MX$-80A]0.00", "[$£-809]0.00"):
            with self.subTest(shown=shown):
                self.assertIsNone(self.value_of(Cell("9.5", shown)))  # no rate for it
        for shown in ('"$"#,##0.00" MXN"', '[$$-80A]#,##0.00" MXN"'):
            with self.subTest(shown=shown):
                self.assertIsNone(self.value_of(Cell("9.5", shown)))
        for shown, said in (('0 "dz"', "9.5 dz"), ("0.0\\k", "9.5 k"), ('$0.00 "per C"', "9.50 per C"), ('0.00 "/100"', "9.50 /100"), ('0.00" miles"', "9.50 miles")):
            with self.subTest(shown=shown):
                self.rejected(Cell("9.5", shown), f'"{said}" is not a number' if said[-1].isdigit() else f'"{said}": what stands beside the number is no one currency')
        self.rejected(Cell("9.5", "[$¥-804]0.00"), '"¥9.50": the sign in it is of no one currency')

    def test_what_a_number_is_shown_per_and_in(self):
        for shown in ('0.00 "c/u"', '0.00 "per piece"', '0.00" / pza"', 'General "each"', '#,##0.00,', '0.00 "dls"', '0.00\\ \\U\\S\\D', '0.0 "m"'):
            with self.subTest(shown=shown):
                self.assertEqual(self.value_of(Cell("9.5", shown)), "9.50")
        for shown, said in (('0.00 "/ kg"', "9.50 / kg"), ('0.00 "USD/kg"', "9.50 USD/kg"), ("0.00/\\k\\g", "9.50 /kg"), ('0.00 "por kg"', "9.50 por kg"), ('General "/100"', "9.5 /100"), ('0.00 "pesos"', "9.50 pesos"),
                            ('0.0 "g"', "9.5 g"), ('0.0 "lb"', "9.5 lb"), ('0 "doc."', "9.5 doc."), ('$0.00 "precio por cada millar de piezas"', "9.50 precio por cada millar de piezas"), ('"US$"0.00" MXN"', "US$9.50 MXN")):
            with self.subTest(shown=shown):
                self.rejected(Cell("9.5", shown), f'"{said}" is not a number' if said[-1].isdigit() else f'"{said}": what stands beside the number is no one currency')
        for shown in ('0.00 "pesos mexicanos"', "0.00\\ \\M\\X\\N", '0.00 "euros"', 'General "MXN"'):
            with self.subTest(shown=shown):
                self.assertIsNone(self.value_of(Cell("9.5", shown)))  # no rate for it

    def test_a_dollar_of_another_country_needs_its_currency(self):
        for shown in ("[$$-80A]#,##0.00", "[$$-1009]0.00", "[$$-es-MX]0.00", '[$$-80A]0.00" c/u"'):
            with self.subTest(shown=shown):
                self.rejected(Cell("9.5", shown), '"¤9.50": the sign in it is of no one currency')
        for shown in ("[$$-409]0.00", "[$$-en-US]0.00", "[$$-540A]0.00"):
            with self.subTest(shown=shown):
                self.assertEqual(self.value_of(Cell("9.5", shown)), "9.50")
        book = Book().add("goods", [GOODS, PUMP]).add("bom", [[*LINES, "currency"], [*changed(BODY, unit_value=Cell("9.5", "[$$-80A]0.00")), "USD"]])
        result, _ = self.only(self.write("named.xlsx", book.bytes()))
        self.assertEqual(result["materials"][0]["value"], "9.50")  # the row names it

    def test_codes_are_read_as_they_are_shown(self):
        for cell in (Cell("8413.91"), Cell("8413.9099999999999"), Cell("841391"), Cell("8413910000", "0"), Cell("84139100", '0000"."00"."00'), Cell("841391", "0.00"), "8413.91"):
            result, _ = self.only(self.book(lines=[changed(BODY, hs=cell)]))
            self.assertEqual(result["materials"][0]["hs"][:6], "841391")
        result, _ = self.only(self.book(lines=[changed(BODY, hs=Cell("402.1", "0000.00"))]))
        self.assertEqual(result["materials"][0]["hs"], "040210")
        self.rejected(Cell("402.1"), "", name="hs")

    def test_days_by_their_number_format(self):
        def day(cell, **how):
            return self.only(self.book(goods=[changed(PUMP, date=cell)], book=Book(**how)))[0]["date"]

        for shown in (14, 22, "dd/mm/yyyy", "[$-80A]d\\ \"de\"\\ mmmm\\ \"de\"\\ yyyy", "mmm-yy", "yyyy\\-mm\\-dd hh:mm"):
            self.assertEqual(day(Cell("46300.75", shown)), "2026-10-05")
        self.assertEqual(day(Cell("44838", 14), date1904=True), "2026-10-05")
        self.assertEqual(day(Cell("2026-10-05T00:00:00", type="d"), strict=True), "2026-10-05")
        result, said = self.only(self.book(goods=[changed(PUMP, date=Cell("60", 14))]), status=2)  # 29 February 1900
        self.assertIn("book.xlsx: goods!D2", said)

    def test_days_and_numbers_beside_a_profile(self):
        for decimal, thousands, pattern in ((",", ".", "DD.MM.YYYY"), (",", "space", "D-MON-YY"), (".", ",", "MM/DD/YYYY")):
            goods = "".join(f'<column name="{name}" header="{name}"/>' for name in GOODS)
            lines = "".join(f'<column name="{name}" header="{name}"/>' for name in LINES)
            profile = self.write("p.xml", f'<profile name="p" decimal="{decimal}" thousands="{thousands}" date="{pattern}" century="20" encoding="UTF-16" delimiter=";">'
                                 f'<table name="goods">{goods}</table><table name="bom">{lines}</table></profile>')
            with self.subTest(decimal=decimal, thousands=thousands):
                path = self.book(goods=[changed(PUMP, date=Cell("46300", 14), transaction_value=Cell("5000.125"))],
                                 lines=[changed(BODY, unit_value=Cell("1234.5"), hs=Cell("8413.91"))])
                result, _ = self.only(path, "--profile", profile)
                self.assertEqual((result["date"], result["materials"][0]["value"], result["materials"][0]["hs"]), ("2026-10-05", "1234.50", "841391"))
                self.assertEqual(result["rvc"]["tv"]["base"], "5000.125")
                text = {",.": "1.234,50", ",space": "1 234,50", ".,": "1,234.50"}[decimal + thousands]
                result, _ = self.only(self.book(goods=[changed(PUMP, date=Cell("46300", 14))], lines=[changed(BODY, unit_value=text)]), "--profile", profile)
                self.assertEqual(result["materials"][0]["value"], "1234.50")

    def test_texts(self):
        for cell in ("<r><t>BO</t></r><r><t>DY</t></r><rPh sb=\"0\" eb=\"1\"><t>boh-dee</t></rPh>", "  BODY ", "BO_x0044_Y", "BODY\u00a0"):
            for shared in (True, False):
                result, _ = self.only(self.book(lines=[changed(BODY, material_id=cell)], book=Book(shared=shared)))
                self.assertEqual(result["materials"][0]["material_id"], "BODY")
        result, _ = self.only(self.book(lines=[changed(BODY, material_id='a "b", c\nd=e;')]))
        self.assertEqual(result["materials"][0]["material_id"], 'a "b", c d=e;')
        result, _ = self.only(self.book(lines=[changed(BODY, hs='="8413.91"')]))
        self.assertEqual(result["materials"][0]["hs"], "841391")
        _, said = self.only(self.book(lines=[changed(BODY, material_id="x" * 9000)]), status=2)
        self.assertIn("bom!C2: a field is too long", said)

    def test_yes_and_no(self):
        book = Book().add("documents", [["document_id", "kind", "produced_in_territory"], ["D", "accumulation-change", Cell("1", type="b")]])
        self.only(self.book(book=book))

    def test_forms_of_the_format(self):
        plain, _ = self.only(self.book())
        for how in ({"strict": True}, {"references": False}, {"shared": False}):
            with self.subTest(**how):
                self.assertEqual(self.only(self.book(book=Book(**how)))[0], plain)
        bare = Book().add("goods", [GOODS, PUMP]).add("bom", [LINES, BODY]).parts()
        for lost in (["_rels/.rels"], ["xl/_rels/workbook.xml.rels"]):
            found, _ = self.only(self.write("bare.xlsx", archive({name: part for name, part in bare.items() if name not in lost})))
            self.assertEqual(found, plain)

    def test_cells_without_a_value(self):
        for error in ("#REF!", "#N/A", "#DIV/0!"):
            self.rejected(Cell(error, type="e"), f"the cell has an error, {error}")
            self.rejected(Cell(error, type="e"), f"the cell has an error, {error}", name="material_id")  # it may be the key to a certification
        self.rejected(Cell(None, formula="B2*C2"), "the workbook has no result of the formula =B2*C2")
        self.rejected(Cell("", formula="B2*C2"), "the workbook has no result of the formula =B2*C2")
        self.assertEqual(self.value_of(Cell("9.5", formula="B2*C2")), "9.50")
        self.rejected(Cell("0", formula="B2*C2"), "the workbook has no result of the formula =B2*C2", book=Book(recalculate=True))  # written by a program that reckons nothing
        self.assertEqual(self.value_of(Cell("9.5"), book=Book(recalculate=True)), "9.50")

    def test_cells_with_a_line_through_them(self):
        said = "a line is struck through the cell"
        for cell in (Cell("9.5", struck=True), Cell("9.5", type="str", struck=True), Cell("9.5", formula="B2*C2", struck=True)):
            self.rejected(cell, said)
        for text in ("<r><rPr><strike/></rPr><t>35</t></r><r><t>9.5</t></r>", '<r><rPr><b/><strike val="1"/></rPr><t>9.5</t></r>'):
            for shared in (True, False):
                self.rejected(text, said, book=Book(shared=shared))
            self.rejected(text, said, name="origin")
        self.assertEqual(self.value_of('<r><rPr><strike val="0"/></rPr><t>9.5</t></r>'), "9.50")
        self.assertEqual(self.value_of(Cell("9.5")), "9.50")
        result, said = self.only(self.book(lines=[BODY, changed(BODY, good_id=Cell("PUMP", type="str", struck=True))]), status=2)
        self.assertEqual(result["status"], "rejected")
        self.assertIn("bom!A3: there is no good PUMP\u0336: it is nearly PUMP", said)

    def test_merged_cells(self):
        lines = [BODY, changed(BODY, good_id=None, line=Cell("2")), changed(BODY, good_id=None, line=Cell("3"), origin=None)]
        result, _ = self.only(self.book(lines=lines, merged=["A2:A4", "E3:E4"]))
        self.assertEqual([m["origin"] for m in result["materials"]], ["non-originating"] * 3)
        lines[1] = changed(lines[1], unit_value=None)
        for merged, name in (("G2:G3", "G"), ("F3:G3", "G")):
            result, said = self.only(self.book(lines=lines, merged=["A2:A4", merged]), status=2)
            self.assertEqual(result["status"], "rejected")
            self.assertIn(f"book.xlsx: bom!{name}3: unit_value: the cell is merged with others", said)

    def test_hidden_rows_are_read_and_told(self):
        lines = [BODY, changed(BODY, line=Cell("2"), unit_value=Cell("30"))]
        result, said = self.only(self.book(lines=lines, hidden_rows=[3]))
        self.assertEqual((len(result["materials"]), result["status"]), (2, "non-originating"))
        self.assertIn("book.xlsx#bom: 1 hidden row is read like the others, from row 3 on", said)

    def test_positions(self):
        path = self.write("book.xlsx", Book().add("goods", [GOODS, PUMP]).add("bom", [["Note"], None, LINES, None, BODY, None, ["PUMP", Cell("2"), "x", "84139"]],
                                                                              first=5).bytes())
        result, said = self.only(path, "--rejects", "rejects.csv", status=2)
        rows = list(csv.reader((self.path / "rejects.csv").read_text().splitlines()))
        self.assertEqual(rows[1][:3], [path + "#bom", "11", "4"])
        _, said = self.only(path, status=2)
        self.assertIn("bom!D11: hs: ", said)
        path = self.book(lines=[BODY, ["GHOST", *BODY[1:]]])
        self.assertIn("bom!A3: there is no good GHOST", self.only(path, status=2)[1])
        book = Book().add("movements", [["material_id", "date", "movement", "quantity"], ["A", "2026-01-01", "withdrawal", Cell("5")]])
        run = self.run_usmca("inventory", "--movements", self.write("m.xlsx", book.bytes()), "--method", "fifo")
        self.assertIn("m.xlsx: movements!", run.stderr.decode())

    def test_a_workbook_is_not_written_over(self):
        path = self.book()
        before = (self.path / "book.xlsx").read_bytes()
        for files in (["book.xlsx"], ["--goods", "book.xlsx#goods", "--bom", path + "#bom"]):
            self.assertEqual(self.run_usmca("check", *files, "--output", "book.xlsx").returncode, 64)
        self.assertEqual((self.path / "book.xlsx").read_bytes(), before)

    def test_what_is_no_workbook_is_named(self):
        parts = Book().add("bom", [LINES]).parts()
        self.refused(archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "an OpenDocument file (.ods)")
        self.refused(archive({"xl/workbook.bin": "x"}), "a binary Excel workbook (.xlsb)")
        self.refused(archive({"a.csv": "x"}), "a ZIP archive, and no Excel workbook")
        self.refused(archive(parts)[:-40], "broken or not whole")
        self.refused(archive({**parts, "xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"}), "a part of it is broken")
        self.refused(archive({name: part for name, part in parts.items() if "sheet1" not in name}), "its part xl/worksheets/sheet1.xml cannot be read")
        broken = bytearray(archive(parts))
        at = broken.index(b"xl/worksheets/sheet1.xml") + 40
        broken[at:at + 8] = b"\xff" * 8
        self.refused(bytes(broken), "a part of it is broken")

    def test_hostile_workbooks_are_refused(self):
        parts = Book().add("bom", [LINES]).parts()
        sheet = "xl/worksheets/sheet1.xml"
        self.refused(archive({**parts, sheet: '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>'}), "document type")
        self.refused(archive({**parts, sheet: "<worksheet><sheetData>" + " " * (24 << 20) + "</sheetData></worksheet>"}), "more than 300 times its size")
        wide = [None] * 256 + ["x"]
        self.refused(Book().add("bom", [LINES, wide]).bytes(), "bom!IW2: a sheet of more than 256 columns")
        self.refused(archive({**parts, sheet: '<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>'}), "not in order")
        self.refused(archive({**parts, sheet: '<worksheet><sheetData><row r="99999999"/></sheetData></worksheet>'}), "more rows than a sheet can have")
        self.refused(archive({**parts, sheet: '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>77</v></c></row></sheetData></worksheet>'}), "a text of the sheet bom is missing")
        many = Book()
        for number in range(1025):
            many.add(f"s{number}", [])
        self.refused(many.bytes(), "more than 1024 sheets")
        self.refused(archive({**parts, **{f"x{n}": "" for n in range(10001)}}), "more than 10000 parts")

    def test_an_error_is_about_the_header_and_not_a_title_above_it(self):
        rows = [["Catálogo de productos"], [], ["No. de parte", "Descripción", None, "Fracción"], ["PUMP", "Bomba", "x", "8413.30"]]
        self.write("book.xlsx", Book().add("Productos", rows).add("Materiales", rows).bytes())
        run = self.run_usmca("check", "book.xlsx")
        self.assertEqual(run.returncode, 65)
        self.assertRegex(run.stderr.decode(), r"A3: the column good_id is missing from the header row; found are: No\. de parte, Descripción, Fracción;")


if __name__ == "__main__":
    unittest.main()
