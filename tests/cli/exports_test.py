"""Files as spreadsheets and systems write them: read as they are meant, or refused with the reason; never read as something else."""
import bz2
import gzip
import lzma
import unittest

from support import Case

GOODS = "good_id,hs,country,date,currency,transaction_value,net_cost\nPUMP,8413.30,MX,2026-10-05,USD,50,40\n"
BOM = "good_id,line,material_id,hs,origin,quantity,unit_value\nPUMP,1,BODY,8413.91,non-originating,1,9.50\n"


class Exports(Case):
    def only(self, goods=GOODS, bom=BOM, *options, status=0):
        """The result of the one good, and what was said."""
        run = self.check(goods, bom, "--default-use", "aftermarket", "--format", "json", *options)
        self.assertEqual(run.returncode & 2, status, run.stderr)
        results = self.results(run)
        self.assertEqual(len(results), 1)
        return results[0], run.stderr.decode()

    def refused(self, bom, *said, options=()):
        run = self.check(GOODS, bom, *options)
        self.assertEqual(run.returncode, 65, run.stderr)
        for words in said:
            self.assertIn(words, run.stderr.decode())

    def reads(self, goods=GOODS, bom=BOM, *options):
        result, _ = self.only(goods, bom, *options)
        self.assertEqual(result["status"], "originating")
        self.assertEqual([m["value"] for m in result["materials"]], ["9.50"])

    def test_encodings(self):
        bom = BOM.replace("BODY", "CARCAÇA")
        for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"):
            with self.subTest(encoding=name):
                result, said = self.only(GOODS, bom.encode(name))
                self.assertEqual(result["materials"][0]["material_id"], "CARCAÇA")
                self.assertEqual("read as WINDOWS-1252" in said, name == "cp1252")

    def test_line_ends(self):
        for end in ("\r\n", "\r"):
            self.reads(GOODS.replace("\n", end), BOM.replace("\n", end))

    def test_line_ends_that_are_none(self):
        for end, name in (("\v", "VT"), ("\f", "FF"), ("\x1e", "RS"), ("\u2028", "U+2028"), ("\u2029", "U+2029"), ("\u0085", "NEL")):
            with self.subTest(name=name):
                self.refused(BOM.replace("\n", end), "bom.csv:1:1: the whole file is one line: its lines are parted by " + name)
                self.refused(BOM.replace("\n", end) + "\n", "its lines are parted by " + name)
                run = self.check(GOODS.replace("\n", end), BOM)
                self.assertEqual(run.returncode, 65)
                self.assertIn("goods.csv:1:1: the whole file is one line", run.stderr.decode())
        for encoding in ("utf-32", "utf-32-le", "utf-32-be"):
            self.refused(BOM.encode(encoding), "bom.csv:1:1: this is text in UTF-32: save it as CSV (UTF-8)")
        result, said = self.only(GOODS, BOM.splitlines()[0] + "\n\n")
        self.assertIn("bom.csv: nothing stands below the header", said)
        self.assertEqual(result["status"], "undetermined")

    def test_a_file_that_is_cut_off(self):
        told = "bom.csv: the file ends without a line end: its last row may be cut off"
        for bom, is_told in ((BOM, False), (BOM[:-1], True), (BOM[:-5] + '"9.50"', False)):
            _, said = self.only(GOODS, bom)
            self.assertEqual(told in said, is_told)
        goods = GOODS + "".join(GOODS.splitlines()[1].replace("PUMP", name) + "\n" for name in ("PUMP-10", "FAN"))
        bom = BOM + "".join(BOM.splitlines()[1].replace("PUMP", name) + "\n" for name in ("PUMP-10", "FAN"))
        for cut, rejected in (("PUM", {"PUMP", "PUMP-10"}), ("PUMP-1", {"PUMP-10"}), ("PUMP", {"PUMP", "PUMP-10"}), ("FA", {"FAN"}), ("FAN", {"FAN"}), ("PUMP,2,X", {"PUMP"})):
            with self.subTest(cut=cut):
                run = self.check(goods, bom + cut, "--default-use", "aftermarket", "--format", "json")
                self.assertEqual({result["good_id"] for result in self.results(run) if result["status"] == "rejected"}, rejected)
                self.assertEqual(run.returncode & 2, 2)
                self.assertIn(told, run.stderr.decode())

    def test_what_stands_above_the_header(self):
        self.reads(GOODS, "Bill of materials\nPlant 1000, as of 2026-10-05\n\n" + BOM)
        self.reads(GOODS, "sep=;\n" + BOM.replace(",", ";"))
        self.reads(GOODS, "|---|---|\n|" + BOM.strip().replace(",", "|").replace("\n", "|\n|") + "|\n|---|---|\n")
        self.refused("Title\nproduct,code\nPUMP,8413.91\n", "bom.csv:2:1: the column good_id is missing", "product, code")

    def test_rows_that_say_nothing(self):
        self.reads(GOODS + ",,,,,,\n", BOM + ",,,,,,\n\"\",\"\",,,,,\n\u00a0,,\u202f ,,,,\n")

    def test_what_is_no_text(self):
        self.refused(b"PK\x03\x04\x14\x00", "bom.csv: begins as an Excel workbook (.xlsx), but is broken or not whole")
        for content, name in ((b"\xd0\xcf\x11\xe0\xa1", "an old Excel workbook (.xls)"), (b"<html><table>", "a page of HTML"),
                              (b"\xef\xbb\xbf<Html>", "a page of HTML"), (b'\n<meta http-equiv="x"><table>', "a page of HTML"), ("<html>".encode("utf-16"), "a page of HTML"), ('<?xml version="1.0"?><a/>'.encode("utf-16-le"), "XML"),
                              (b'[{"good_id": "PUMP"}]', "JSON"), (b'{\n "goods": []}', "JSON"), (b'\xef\xbb\xbf{"goods": []}', "JSON"),
                              (gzip.compress(BOM.encode()), "a compressed file (gzip)"), (lzma.compress(BOM.encode()), "a compressed file (xz)"), (bz2.compress(BOM.encode()), "a compressed file (bzip2)")):
            self.refused(content, f"bom.csv:1:1: this is {name}")

    def test_numbers(self):
        for written in ("$9.50", "US$9.50", "9.50 $", "'9.50", '="9.50"', '"=""9.50"""', "9.5e0", "95E-1", "9.50000000000000001", "\u00a09.50", "+9.50"):
            with self.subTest(written=written):
                self.reads(GOODS, BOM.replace("9.50", written))
        for written in ("9,50", "9.50 kg", "nine", "1 000", "9.5.0"):
            with self.subTest(written=written):
                result, said = self.only(GOODS, BOM.replace("9.50", f'"{written}"'), status=2)
                self.assertEqual(result["status"], "rejected")
                self.assertIn("bom.csv:2:", said)

    def test_apostrophes_part_thousands(self):
        for written in ("1'050.50", "1\u2019050.50", "CHF 1\u2019050.50"):
            rates = self.write("rates.csv", "date,from,to,rate\n2026-01-02,CHF,USD,1\n")
            result, _ = self.only(GOODS, BOM.replace("9.50", written), "--rates", rates)
            self.assertEqual(result["materials"][0]["value"], "1050.50")
        for written in ("1'05.50", "0'050", "1''050", "10'5", "1\u2019"):
            self.only(GOODS, BOM.replace("9.50", written), status=2)

    def test_what_a_comma_between_thousands_and_a_lost_code_are_is_told(self):
        for written, told in (("1,056.50", "say with --thousands"), ("12,345", "say with --thousands"), ("1,05.5", "is not a number"), ("9,5", "say so with --decimal"), ("1.056,5", "say so with --decimal"), ("1.05.6", "is not a number")):
            _, said = self.only(GOODS, BOM.replace("9.50", f'"{written}"'), status=2)
            self.assertIn(told, said)
            self.assertEqual("--thousands" in said, "--thousands" in told)
        for written, told in (("2.0098E+09", "only the first digits are left"), ("2,0098e9", "only the first digits are left"), ("E84", "is not an HS code of")):
            _, said = self.only(GOODS, BOM.replace("8413.91", f'"{written}"'), status=2)
            self.assertIn(told, said)

    def test_quotes_in_lists_with_bars_are_characters(self):
        bom = BOM.replace("BODY", '3/4" pipe').replace(",", "|")
        result, _ = self.only(GOODS, bom)
        self.assertEqual((result["status"], result["materials"][0]["material_id"]), ("originating", '3/4" pipe'))
        for delimiter in ",;":
            _, said = self.only(GOODS, bom.replace("|", delimiter), status=2)
            self.assertIn('quote="none" in a profile', said)

    def test_levels_in_two_forms(self):
        goods = GOODS.replace(",50,40", ",50,30")
        lines = ".1,1,ASM,8413.91,,1,30\n..2,2,CASTING,8413.91,non-originating,1,{}\n"
        for header in ("Explosion level,level", "level,Nivel", "Lvl,level"):
            for value, status in (("5", "originating"), ("28", "non-originating")):
                bom = f"{header},material_id,hs,origin,quantity,unit_value\n{lines.format(value)}"
                if header.startswith("level"):
                    bom = bom.replace(".1,1,", "1,+1,").replace("..2,2,", "2,++2,")
                result, said = self.only(goods, bom, "--good", "PUMP")
                self.assertEqual((result["status"], [m["material_id"] for m in result["materials"]], result["materials"][0]["value"]), (status, ["CASTING"], value + ".00"), said)
        result, _ = self.only(goods, "Lvl,level,material_id,hs,origin,quantity,unit_value\n2,1,ASM,8413.91,,1,5\n", "--good", "PUMP")
        self.assertEqual(result["materials"][0]["value"], None)  # it says another one

    def test_what_one_costs_is_no_unit(self):
        bom = "good_id,line,hs,origin,quantity,unit,value,{}\nPUMP,1,8413.91,non-originating,1,PC,9.50,24\n"
        for header in ("Unit cost", "Unit Price USD", "UnitCost", "Std cost", "Costo unitario", "Valeur unitaire"):
            result, _ = self.only(GOODS, bom.format(header))
            unread, = (finding for finding in result["findings"] if finding["code"] == "column-unread")
            self.assertIn("may be unit_value", unread["message"])
            self.assertEqual((result["status"], result["materials"][0]["value"]), ("originating", "9.50"))

    def test_the_zero_before_a_point_may_be_left_out(self):
        for written in (".75", "$.75", ".75 USD", "+.75"):  # as SQL*Plus and number formats of spreadsheets write it
            with self.subTest(written=written):
                result, _ = self.only(GOODS, BOM.replace("9.50", written))
                self.assertEqual((result["status"], result["materials"][0]["value"]), ("originating", "0.75"))

    def test_letters_of_no_number_are_no_currency(self):
        for goods, bom in ((GOODS.replace("50,40", "TBD,40"), BOM), (GOODS, BOM.replace("unit_value", "unit_value,currency").replace("9.50", "TBD,EUR"))):
            for written in ("TBD", "NIL"):
                result, _ = self.only(goods.replace("TBD", written), bom.replace("TBD", written))
                self.assertEqual(result["status"], "originating" if written in goods.replace("TBD", written) else "undetermined")
                self.assertIn(result["materials"][0]["value"], ("9.50", None))

    def test_a_year_of_two_digits_has_no_century(self):
        for written in ("05-JAN-26", "5/1/26", "05.01.26", "26/10/05"):
            self.assertIn('century="20"', self.only(GOODS.replace("2026-10-05", written), BOM, status=2)[1])
        for written in ("05-JAN-2026", "26-1", "January 26"):
            self.assertNotIn("century", self.only(GOODS.replace("2026-10-05", written), BOM, status=2)[1])

    def test_days(self):
        for written in ("2026-10-05 00:00:00", "46300", "2026-10-05T08:00:00Z", "2026/10/05", "2026-10-5", "2026.10.05", "20261005", "2026/10/5 08:00"):
            self.reads(GOODS.replace("2026-10-05", written))
            self.assertEqual(self.only(GOODS.replace("2026-10-05", written))[0]["date"], "2026-10-05")
        for written in ("2026/13/05", "20261305", "10052026", "2026105", "2026/10/05/1"):
            _, said = self.only(GOODS.replace("2026-10-05", written), status=2)
            self.assertIn("or as a profile or --date-format says", said)
        other = self.write("other.xml", '<profile name="days" date="YYYY/DD/MM"><table name="goods"/></profile>')
        self.assertEqual(self.only(GOODS.replace("2026-10-05", "2026/05/10"), BOM, "--profile", other)[0]["date"], "2026-10-05")
        profile = self.write("days.xml", '<profile name="days" date="D-MON-YY" century="20"><table name="goods"/></profile>')
        for written in ("5-OCT-26", "05-oct-26", "5-octubre-26"):
            self.reads(GOODS.replace("2026-10-05", written), BOM, "--profile", profile)
        wrong = self.write("wrong.xml", '<profile name="days" date="DD-MON-YY"/>')
        self.refused(BOM, "date is a pattern of", options=("--profile", wrong))

    def test_codes(self):
        for written, said in (("413.91", "a zero in front of it was lost"), ("84139", "an odd number of digits"), ("8413.9", "a zero behind was lost, in a spreadsheet perhaps (8413.90)"), ("8413.91.9", "(8413.91.90)"), ("413.9", "a zero in front"), ("841391.00", "made a number of one"), ("841391.0", "made a number of one")):
            with self.subTest(written=written):
                result, heard = self.only(GOODS, BOM.replace("8413.91", written), status=2)
                self.assertEqual(result["status"], "rejected")
                self.assertIn(said, heard)
        for written in ("841391", "8413.91.00", "8413 91 00", "8413.9100", '="841391"'):
            with self.subTest(written=written):
                self.reads(GOODS, BOM.replace("8413.91", written))

    def test_a_row_that_nearly_names_a_good_rejects_it(self):
        more = "{},2,ROTOR,8413.91,non-originating,1,30\n"
        for written in ("pump", "0PUMP", "P UMP", "PU-MP", "P\u200bUMP", "P\u00daMP", "PU\u0301MP", "PUMP.", "'PUMP", "=PUMP", "\uff30UMP", "PUMP\u2013"):
            with self.subTest(written=written):
                result, said = self.only(GOODS, BOM + more.format(written), status=2)
                self.assertEqual(result["status"], "rejected")
                self.assertIn("nearly PUMP", said)
        result, said = self.only(GOODS, BOM + more.format("OTHER"), status=2)
        self.assertEqual(result["status"], "originating")
        for good, written in (("A-1", "A\u20131"), ("A-1", "A_1"), ("A-1", "a1"), ("100", "100.0"), ("\u00d1U-7", "\u00f1u7"), ("100", "00100,00"),
                              ("7501234567890", "7.50123E+12"), ("7501236567890", "7,50124e+12"), ("0099999961", "1.00E+08"), ("0099999961", "9.9999961E7")):
            with self.subTest(good=good, written=written):
                result, said = self.only(GOODS.replace("PUMP", good), BOM.replace("PUMP", good) + more.format(f'"{written}"'), status=2)
                self.assertEqual(result["status"], "rejected")
        for good, written in (("100", "1000"), ("A-1", "A-10"), ("100.5", "100"), ("---", "-"), ("7501234567890", "7.50124E+12"), ("7501234567890", "7.50123E+11"), ("A501234567890", "7.50123E+12")):
            with self.subTest(good=good, written=written):
                result, said = self.only(GOODS.replace("PUMP", good), BOM.replace("PUMP", good) + more.format(written), status=2)
                self.assertEqual(result["status"], "originating")
        for written in ("PUMP ", "PUMP\u00a0", "\u202fPUMP"):  # spaces around an id are none of it
            result, _ = self.only(GOODS, BOM + more.format(f'"{written}"'))
            self.assertEqual(result["status"], "non-originating")

    def test_the_sign_of_an_amount_is_a_currency(self):
        for written, value in (("US$9.50", "9.50"), ("€9.50", "19.00"), ("9.50 €", "19.00"), ("-€9.50", None), ("CA$9.50", None)):
            with self.subTest(written=written):
                rates = self.write("rates.csv", "date,from,to,rate\n2026-01-02,EUR,USD,2\n")
                bad = written.startswith("-")
                result, _ = self.only(GOODS, BOM.replace("9.50", written), "--rates", rates, status=2 if bad else 0)
                self.assertEqual(result["status"], "rejected" if bad else "originating" if value else "undetermined")
                self.assertEqual([m["value"] for m in result["materials"]], [] if bad else [value])
        with_currency = BOM.replace("unit_value", "unit_value,assists,currency").replace("9.50", "{},{},{}")
        for price, assists, currency, status in (("€9.50", "€1", "EUR", 0), ("¥9.50", "", "JPY", 2), ("9.50 EUR", "", "EUR", 0), ("USD 9.50", "", "EUR", 2), ("9.50 PCS", "", "", 2), ("9.50¢", "", "USD", 2), ("€9.50", "", "USD", 2),
                                                 ("€9.50", "£1", "", 2), ("$9.50", "", "USD", 0), ("9.50", "", "N/A", 2)):
            with self.subTest(price=price, assists=assists, currency=currency):
                self.only(GOODS, with_currency.format(price, assists, currency), status=status)
        for written, value in (("$9.50 USD", "9.50"), ("USD $9.50", "9.50"), ("9.50 US$", "9.50"), ("$USD 9.50", "9.50"), ("9.50 usd", "9.50"), ("$ 9.50 MXN", None), ("9.50 $CAD", None), ("9.50 Eur", "19.00"), ("$9.50", "9.50")):
            with self.subTest(written=written):
                result, _ = self.only(GOODS, BOM.replace("9.50", written), "--rates", rates)
                self.assertEqual([m["value"] for m in result["materials"]], [value])
        should, unknown = "no code of ISO 4217. It should be {}", "no one currency that is known"
        for price, currency, told in (("9.50 Dlls", "", should.format("USD")), ("Dls. 9.50", "USD", should.format("USD")), ("$9.50 M.N.", "", should.format("MXN")), ("9.50 MXP", "", should.format("MXN")), ("9.50 pesos", "", unknown), ("9.50 USD/kg", "", unknown), ("9.50 ea", "", unknown),
                                      ("9.50 XYZ", "", unknown), ("US$ 9.50 MXN", "", unknown), ("$9.50 EUR", "", unknown), ("$9.50", "EUR", "another currency"), ("$9.50 USD", "MXN", "another currency"), ("9.50 usd", "EUR", "another currency"),
                                      ("(9.50 USD)", "", "is negative"), ("9.50-", "", "is negative"), ("$ 1 234,50", "", "--decimal"), ("9,50 €", "", "--decimal"), ("MXN 1,200.50", "", "--thousands"), ("9.50*", "", "is not a number")):
            with self.subTest(price=price, currency=currency):
                _, said = self.only(GOODS, with_currency.format(f'"{price}"', "", currency), status=2)
                self.assertIn(told, said)
        for price, assists, status in (("$9.50", "1 USD", 0), ("9.50 USD", "$1", 0), ("$9.50", "€1", 2), ("€9.50", "$1", 2), ("$9.50", "$1", 0)):
            self.only(GOODS, with_currency.format(price, assists, ""), "--rates", rates, status=status)
        for column, told in (("quantity", "is not a number"), ("weight_kg", "is not a number"), ("assists", "")):  # a quantity is no money
            _, said = self.only(GOODS, BOM.replace("unit_value", f"unit_value,{column}").replace("9.50", "9.50,$2") if column != "quantity" else BOM.replace(",1,9.50", ",$1,9.50"), status=2 if told else 0)
            self.assertIn(told, said)
        result, _ = self.only(GOODS.replace(",USD,50,", ",,€50,"), BOM.replace("9.50", "€9.50"), status=0)
        self.assertEqual((result["currency"], result["status"], result["materials"][0]["value"]), ("EUR", "originating", "9.50"))
        flat = "good_id,good_hs,good_country,good_date,good_transaction_value,hs,origin,value\nPUMP,8413.30,MX,2026-10-05,£50,8413.91,non-originating,{}\n"
        for written, value in (("£9", "9.00"), ("US$9", None)):
            run = self.run_usmca("check", self.write("flat.csv", flat.format(written)), "--default-use", "aftermarket")
            self.assertEqual([m["value"] for m in self.results(run)[0]["materials"]], [value])
        flat = "good_id,hs,origin,value,good_hs,good_country,good_date,good_transaction_value\n" + "".join(
            f"{good},8413.91,non-originating,{value},8413.30,MX,2026-10-05,50\n" for good, value in (("A", "€9"), ("A", "€8"), ("B", "9"), ("B", "8")))
        run = self.run_usmca("check", self.write("flat.csv", flat), "--default-use", "aftermarket")  # of A's lines, and not of B
        self.assertEqual([result["currency"] for result in self.results(run)], ["USD", "USD"])

    def test_a_profile_that_describes_its_file_is_read_alone(self):
        columns = "".join(f'<column name="{name}" header="{header}"/>' for name, header in
                          (("good_id", "Parent"), ("hs", "Code"), ("origin", "Pref"), ("quantity", "Qty"), ("unit_value", "Price")))
        bom = "PARENT;Code;Pref;Qty;Price;Value;Note\nPUMP;8413.91;non-originating;1;45;0.10;x\n"
        whole = self.write("whole.xml", f'<profile name="whole" delimiter=";"><table name="bom">{columns}<ignore header="note"/></table></profile>')
        goods = self.write("goods.csv", GOODS)
        run = self.run_usmca("check", "--goods", goods, "--bom", self.write("bom.csv", bom), "--profile", whole, "--default-use", "aftermarket")
        result = self.results(run)[0]
        self.assertEqual((result["status"], result["materials"][0]["value"]), ("non-originating", "45.00"))
        self.assertIn("Value", run.stderr.decode())
        self.assertNotIn("Note", run.stderr.decode())
        self.assertEqual(result["findings"].pop(0)["code"], "column-unread")
        self.assertEqual([result], self.results(self.run_usmca("check", "--goods", goods, "--bom", self.write("b.csv", bom.replace(";Value;Note", ";V;N")),
                                                               "--profile", whole, "--default-use", "aftermarket")))

    def test_headers_that_stand_twice_or_feed_two_columns(self):
        profile = self.write("p.xml", '<profile name="p"><table name="bom"><column name="good_id" header="Parent"/><column name="line" header="Pos"/>'
                             '<column name="material_id" header="Pos"><value match="0*([0-9]+)" as="M-$1"/></column><column name="hs" header="Code"/>'
                             '<column name="origin" constant="non-originating"/><column name="value" header="Amount" nth="2"/></table></profile>')
        run = self.run_usmca("check", "--goods", self.write("goods.csv", GOODS), "--bom",
                             self.write("bom.csv", "Parent,Pos,Code,Amount,Amount\nPUMP,0010,8413.91,1,45\n"), "--profile", profile, "--default-use", "aftermarket")
        material = self.results(run)[0]["materials"][0]
        self.assertEqual((material["line"], material["material_id"], material["value"]), ("0010", "M-10", "45.00"))

    def test_digits_of_which_tariff(self):
        goods = "good_id,hs,country,date,transaction_value,net_cost\nMOT,8501.31,MX,2026-10-05,50,40\n"
        bom = "good_id,line,hs,origin,value\nMOT,1,{},non-originating,35\n"
        profile = '<profile name="p" tariff="MX"><table name="bom"><column name="hs" header="hs"/></table></profile>'
        self.write("p.xml", profile)
        for code, options, status in (("8503.00.99", (), "undetermined"), ("8503.00.99.01", (), "undetermined"), ("8503.00.65", (), "non-originating"),
                                      ("8503.00.95", (), "originating"), ("8503.00.95", ("--tariff", "MX"), "undetermined"),
                                      ("8503.00.95", ("--tariff", "US"), "originating"), ("8503.00.95", ("--profile", self.path / "p.xml"), "undetermined"),
                                      ("8503.00.95", ("--profile", self.path / "p.xml", "--tariff", "US"), "originating")):
            with self.subTest(code=code, options=options):
                result, _ = self.only(goods, bom.format(code), *options)
                self.assertEqual(result["status"], status)
                self.assertEqual("hs-too-short" in [f["code"] for f in result["findings"]], status == "undetermined")
        run = self.check(goods, bom.format("8503.00.95"), "--tariff", "EU")
        self.assertEqual(run.returncode, 64)
        self.assertIn("--tariff EU is not US, MX or CA", run.stderr.decode())

    # ---- columns that change an amount ----

    def one_line(self, columns, fields, *options, goods=GOODS, status=0):
        """The good with its one line, which has these columns too."""
        return self.only(goods, f"good_id,line,material_id,hs,origin,{columns}\nPUMP,1,BODY,8413.91,non-originating,{fields}\n", *options, status=status)

    def test_columns_that_change_an_amount(self):
        for columns, fields, value in (("quantity,unit_value,price_unit", "1,950,100", "9.50"), ("quantity,unit_value,base_quantity", "10,9.50,10", "9.50"),
                                       ("quantity,unit_value,scrap_percent", "1,10,8", "10.80"), ("quantity,unit_value,yield_percent", "1,9.20,92%", "10.00"),
                                       ("quantity,unit,unit_value,price_unit_of_measure", "0.5,KGM,0.02,g", "10.00")):
            with self.subTest(columns=columns):
                result, _ = self.one_line(columns, fields)
                self.assertEqual([m["value"] for m in result["materials"]], [value])
                flat, _ = self.flat(columns, fields)
                self.assertEqual(flat, result)

    def flat(self, columns, fields):
        text = f"good_id,good_hs,good_country,good_date,good_currency,good_transaction_value,good_net_cost,line,material_id,hs,origin,{columns}\n" \
               f"PUMP,8413.30,MX,2026-10-05,USD,50,40,1,BODY,8413.91,non-originating,{fields}\n"
        run = self.run_usmca("check", self.write("flat.csv", text), "--default-use", "aftermarket", "--format", "json")
        return self.results(run)[0], run.stderr.decode()

    def test_amounts_that_no_column_may_have(self):
        for column, field, said in (("price_unit", "0", "not above zero"), ("base_quantity", "0", "not above zero"), ("yield_percent", "0", "not above zero"),
                                    ("price_unit", "-100", "is negative"), ("scrap_percent", "-8", "is negative"), ("unit_weight_kg", "-1", "is negative"),
                                    ("base_quantity", "ten", "is not a number"), ("valid_to", "2026-02-30", "is not a date"), ("alternative", "A1", "neither yes")):
            with self.subTest(column=column, field=field):
                result, heard = self.one_line(f"quantity,unit_value,{column}", f"1,9.50,{field}", status=2)
                self.assertEqual(result["status"], "rejected")
                self.assertIn(said, heard)
        result, _ = self.one_line("quantity,unit_value,valid_from,valid_to", "1,9.50,2026-02-01,2026-01-31")
        self.assertEqual(result["status"], "rejected")
        self.assertIn("valid_to lies before valid_from", result["findings"][0]["message"])

    def test_prices_and_weights_of_a_sap_list(self):
        goods = "Material\tComm. code\tCountry\tShip-to country\tValid on\tCrcy\tNet price\tPer\tNet weight (KG)\n" \
                "CLOTH\t5209.11\tMX\tUS\t05.10.2026\tUSD\t8.000,00\t100\t1,00\n"
        header = "Header material\tItem\tComponent number\tComm. code\tC.o.o.\tComp. Qty (CUn)\tStd price\tPrice unit\tNet weight\tWeight unit\tPref. status\tFacts\tAlt. item group\tUsage prob.\tValid to\n"
        warp = "CLOTH\t0010\tWARP\t5205.11\tMX\t1\t20,00\t\t0,88\tKG\tY\t\t\t0\t31.12.9999\n"
        weft = "CLOTH\t0020\tWEFT\t5205.11\tIN\t2\t10,00\t10\t{}\tG\tN\telastomeric=no\t{}\t{}\t{}\n"
        for weight, group, usage, until, status in (("50", "", "", "", "originating"), ("50,1", "", "", "", "non-originating"), ("50,1", "A1", "0", "", "originating"),
                                                    ("50,1", "", "0", "", "non-originating"), ("50,1", "A1", "100", "", "non-originating"), ("50,1", "", "", "04.10.2026", "originating")):
            with self.subTest(weight=weight, group=group, usage=usage, until=until):
                result, _ = self.only(goods.encode("utf-16"), (header + warp + weft.format(weight, group, usage, until)).encode("utf-16"), "--profile", "sap-bom")
                self.assertEqual((result["status"], result["rvc"]["tv"]["base"]), (status, "80.00"))
                self.assertEqual([m["value"] for m in result["materials"]], ["20.00", "2.00"][:len(result["materials"])])

    def test_a_value_that_is_the_price_of_one(self):
        result, _ = self.one_line("quantity,unit_value,value", "10,2.80,2.80")
        self.assertEqual(result["status"], "undetermined")
        self.assertIn("value-differs", [finding["code"] for finding in result["findings"]])
        result, _ = self.one_line("quantity,unit_value,value", "10,2.80,28.00")
        self.assertEqual(result["status"], "non-originating")

    def test_lines_of_another_time_are_told_in_three_languages(self):
        for language, words in (("en", "was valid until 2026-10-04"), ("es", "estuvo vigente hasta el 2026-10-04"), ("fr", "valable jusqu’au 2026-10-04")):
            result, _ = self.one_line("quantity,unit_value,valid_to", "1,9.50,2026-10-04", "--lang", language)
            self.assertEqual(result["status"], "undetermined")
            self.assertIn(words, result["findings"][0]["message"])

    UNREAD = (  # header, what says nothing by itself, what may change the value, what it may be
        ("Price Unit", ("1", "1.00", "", "N/A"), ("100", "0.5", "each"), "price_unit"), ("per", ("1",), ("100",), "price_unit"),
        ("Precio por", ("1",), ("1000",), "price_unit"), ("BOM base quantity", ("1", ""), ("10",), "base_quantity"), ("Tamaño de lote", ("1",), ("100",), "base_quantity"),
        ("Lot size", ("1",), ("50",), "base_quantity"), ("Component scrap %", ("0", "0.00", "0%"), ("8", "8 %"), "scrap_percent"),
        ("% Merma", ("0",), ("5",), "scrap_percent"), ("Apply on variants", ("",), ("Color: Red",), "alternative"), ("Cantidad de merma", ("0",), ("0.5",), "scrap_percent"), ("Wastage %", ("0",), ("8",), "scrap_percent"), ("Qté de déchets", ("0",), ("1",), "scrap_percent"), ("Cost per", ("1",), ("100",), "price_unit"),
        ("Output Qty", ("1",), ("100",), "base_quantity"), ("Cantidad producida", ("1.0",), ("100",), "base_quantity"), ("Taux de rebut", ("0",), ("3",), "scrap_percent"), ("Component yield", ("1", "100", "100 %"), ("0.92", "92"), "yield_percent"),
        ("Valid from", ("2020-01-01", "2026-10-05"), ("2027-01-01", "soon"), "valid_from"), ("Vigente hasta", ("2026-10-05", "9999-12-31"), ("2024-12-31",), "valid_to"),
        ("Disable Date", ("",), ("2024-12-31",), "valid_to"), ("Alt. group", ("", "-"), ("A1",), "alternative"), ("Alternate item", ("", "No", "main"), ("SEAL-Y",), "alternative"), ("Deletion flag", ("", "N"), ("X",), "alternative"),
        ("Phantom", ("no",), ("X", "yes"), "alternative"), ("Tipo de cambio", ("1", "1.0000", ""), ("17.5",), "exchange_rate"), ("PEINH", ("1",), ("100",), "price_unit"), ("Währung", ("USD",), ("EUR",), "currency"),
        ("Crcy", ("USD", "US$", ""), ("EUR", "MXN"), "currency"), ("Moneda del costo", ("USD", "dólares americanos"), ("MXN", "?$"), "currency"),
        ("Factor de conversión", ("1",), ("10",), "price_unit"), ("Por", ("1",), ("100",), "price_unit"), ("Attrition %", ("0", ""), ("10", "5%"), "scrap_percent"),
        ("Overage", ("0",), ("10",), "scrap_percent"), ("Loss factor", ("0",), ("1.5",), "scrap_percent"), ("Alloy surcharge", ("", "0"), ("4.20",), "other_additions"), ("Recargo", ("0",), ("30",), "other_additions"),
        ("Explosion level", ("1", ".1", ""), ("2", "..2"), "level"), ("Nivel", ("1",), ("3",), "level"))

    def test_unread_columns_that_may_change_an_amount(self):
        for header, neutral, changing, column in self.UNREAD:
            values = neutral + changing  # a good each
            goods = GOODS.splitlines()[0] + "\n" + "".join(GOODS.splitlines()[1].replace("PUMP", f"PUMP {i} PUMP") + "\n" for i in range(len(values)))
            bom = BOM.splitlines()[0] + f",{header}\n" + "".join(BOM.splitlines()[1].replace("PUMP", f"PUMP {i} PUMP") + f",{value}\n" for i, value in enumerate(values))
            run = self.check(goods, bom, "--default-use", "aftermarket", "--format", "json", "--quiet")
            self.assertEqual(run.returncode & 2, 0, run.stderr)
            said = run.stderr.decode()
            for value, result in zip(values, self.results(run), strict=True):
                with self.subTest(header=header, value=value):
                    self.assertEqual(result["status"], "originating" if value in neutral else "undetermined")
                    found = [f for f in result["findings"] if f["code"] == "column-unread"]
                    self.assertEqual([f.get("line") for f in found], [None] if value in neutral else ["1"])
                    self.assertIn(f'"{header}" of bom.csv', found[0]["message"])
                    self.assertIn(f"it may be {column}:", found[0]["message"])
                    self.assertIn(header, said)

    DENIALS = (  # header, what does not say otherwise, what may, what it may be
        ("Originating?", ("Y", "yes", "originating", "", "N/A"), ("N", "No", "non-originating", "pending"), "origin"), ("T-MEC", ("Sí",), ("NO",), "origin"),
        ("Es originario", ("sí",), ("no",), "origin"), ("Originaire", ("oui",), ("non",), "origin"),
        ("Country of origin", ("MX", "United States", "CAN", "Puerto Rico", "-"), ("CN", "China", "MX/CN", "Various"), "country"), ("PAÍS DE ORIGEN", ("México", "EUA", "Hecho en México"), ("Taiwán", "Hecho en Taiwán"), "country"), ("Pref", ("Y",), ("N",), "origin"), ("Ctry Orig", ("MX",), ("CN",), "country"), ("Orig", ("US",), ("CN",), "country"),
        ("C.O.O.", ("US",), ("TW",), "country"), ("Pays d'origine", ("Mexique",), ("Chine",), "country"),
        ("Originating (Y/N)", ("Y", "", "A-7"), ("N", "no", "non-originating", "0"), "origin"),
        ("percent_originating", ("100", "100%", "1", ""), ("50", "50%", "0.5", "99.9", "0"), "origin"), ("% originario", ("100",), ("60",), "origin"), ("USMCA RVC %", ("72",), (), "origin"), ("USMCA certificate", ("47",), ("47%",), "origin"), ("¿Originario?", ("Sí",), ("No",), "origin"), ("usmca_qualified", ("yes",), ("N",), "origin"),
        ("originario T-MEC (Sí/No)", ("sí",), ("NO",), "origin"), ("Originaire (O/N)", ("O",), ("N",), "origin"), ("USMCA certificate", ("C-17", "2026-12-31"), ("No",), "origin"),
        ("Country of Origin (COO)", ("MX", "USA"), ("CN",), "country"), ("origen", ("México", "T-MEC"), ("China", "no originario"), "country"), ("mfg country", ("CA", "pending"), ("Vietnam",), "country"),
        ("Origin type", ("B", "T"), ("foreign",), "country"), ("Source", ("MX", "Acme"), ("CN",), "country"), ("Ursprungsland", ("MX",), ("CN",), "country"), ("supplier country", ("CN", "MX"), (), "country"),
        ("Non-originating", ("no", "0", ""), ("yes", "X", "35", "non-originating"), "origin"), ("no_originario", ("No",), ("Sí",), "origin"), ("foreign", ("N",), ("Y",), "origin"))

    def test_unread_columns_that_deny_an_origin(self):
        header_row, row = "good_id,line,material_id,hs,origin,country,value", "PUMP,1,BODY,8413.91,{},MX,35"
        for header, neutral, denying, column in self.DENIALS:
            for origin in ("originating", "non-originating"):
                lines = lambda cells: f"{header_row},{header}\n" + "".join(f"{row.format(origin).replace('PUMP', f'PUMP-{at}')},{value}\n" for at, value in cells)
                for value, result in self.of_values(neutral + denying, lines):
                    with self.subTest(header=header, value=value, origin=origin):
                        found = [f for f in result["findings"] if f["code"] == "column-unread"]
                        if origin == "non-originating":
                            self.assertEqual((result["status"], found), ("non-originating", []))
                            continue
                        self.assertEqual((result["status"], [f.get("line") for f in found]), ("undetermined", ["1"]) if value in denying else ("originating", []))
                        if found:
                            self.assertIn(f"it may be {column}:", found[0]["message"])
        for header, value, status in (("originating value", "20", "undetermined"), ("originating value", "35.00", "originating"), ("valor originario", "34.99", "undetermined"), ("originating qty", "1", "originating")):
            result, _ = self.only(GOODS, f"{header_row},{header}\n{row.format('originating')},{value}\n")
            self.assertEqual(result["status"], status, (header, value))
        result, _ = self.only(GOODS, f"{header_row},quantity,unit_value,originating qty\nPUMP,1,BODY,8413.91,originating,MX,,10,3.5,4\n")
        self.assertEqual(result["status"], "undetermined")
        for header, value, denied in (("notas", "No originario", True), ("Remarks", "not USMCA", True), ("x", "does not originate", True), ("notas", "no", False),
                                      ("Comments", "Not eligible for USMCA (see mail)", True), ("Observaciones", "No califica para T-MEC", True), ("Notes", "Made in China", True), ("Notas", "Hecho en China.", True), ("Remarques", "Fabriqué en Chine", True), ("x", "Origin: CN", True),
                                      ("Notes", "Made in Mexico", False), ("Notas", "hecho en EE.UU.", False), ("Notes", "made in house", False), ("Notes", "not eligible for discount", False), ("x", "Origin", False), ("C.O.O.", "Made in USA", False)):
            result, _ = self.only(GOODS, f"{header_row},{header}\n{row.format('originating')},{value}\n")
            found = [f["message"] for f in result["findings"] if f["code"] == "column-unread" and f.get("line") == "1"]
            self.assertEqual((result["status"], len(found)), ("undetermined", 1) if denied else ("originating", 0), (header, value))
            self.assertTrue(all("Correct the line" in message for message in found))
        result, _ = self.only(GOODS, f"{header_row},C.O.O.,Originating?\n{row.format('originating')},US,N\n")  # the one says nothing, and the other does
        self.assertEqual(result["status"], "undetermined")
        result, _ = self.only(GOODS, "good_id,line,hs,origin,value,Country of origin\nPUMP,1,8413.91,originating,35,MX\n")  # nothing else says it
        self.assertEqual((result["status"], "column-unread" in [f["code"] for f in result["findings"]]), ("originating", True))
        result, _ = self.only(GOODS, "good_id,line,hs,value,Originating\nPUMP,1,8413.91,35,yes\n")
        self.assertEqual((result["status"], "column-unread" in [f["code"] for f in result["findings"]]), ("non-originating", True))

    def test_a_fact_that_bars_is_read_however_it_is_written(self):
        for facts, status in (("produced=no", "non-originating"), ("Produced=No", "non-originating"), ("PRODUCED = NO", "non-originating"), ("produced=0", "undetermined"), ("produced=perhaps", "undetermined"),
                              ("produced=no; produced=yes", "undetermined"), ("Produced=no; produced=yes", "undetermined"), ("Produced=yes", "originating"),
                              ("Left customs control=yes", "non-originating"), ("left_customs_control=sí", "non-originating"), ("Circumvention=perhaps", "undetermined")):
            with self.subTest(facts=facts):
                head, row = GOODS.splitlines()[:2]
                result, _ = self.only(f"{head},facts\n{row},{facts}\n", BOM)
                self.assertEqual(result["status"], status)
        for facts in ("repaired=no, left-customs-control=yes", "produced=yes | left-customs-control=yes", "produced=yes left-customs-control=yes"):  # not parted as facts are: the second would be lost
            head, row = GOODS.splitlines()[:2]
            result, said = self.only(f'{head},facts\n{row},"{facts}"\n', BOM, status=2)
            self.assertEqual(result["status"], "rejected")
            self.assertIn("is not a list of key=value; key=value", said)

    def test_what_an_unread_column_may_be_is_a_column_of_its_table(self):
        for header, of_good, of_line in (("Freight", "international_shipping", "deductible_costs"), ("flete", "international_shipping", "deductible_costs"), ("std cost", "total_cost", "unit_value"), ("Costo", "total_cost", "value"), ("List price", "transaction_value", "unit_value")):
            for goods, bom, column in ((f"{GOODS.splitlines()[0]},{header}\n{GOODS.splitlines()[1]},3\n", BOM, of_good), (GOODS, f"{BOM.splitlines()[0]},{header}\n{BOM.splitlines()[1]},3\n", of_line)):
                with self.subTest(header=header, column=column):
                    found = [f["message"] for f in self.only(goods, bom)[0]["findings"] if f["code"] == "column-unread"]
                    self.assertEqual(len(found), 1)
                    self.assertIn(f"it may be {column}:", found[0])

    TOTALS = (  # header, what agrees with 9.50, what does not, what is told then
        ("total", ("9.50", "$9.50", "", "0", "-"), ("35", "35.00"), "value-differs"), ("Importe", ("9.5",), ("35",), "value-differs"), ("amount", ("9.50",), ("35",), "value-differs"), ("Montant total", ("9.50",), ("35",), "value-differs"),
        ("Ext. cost", ("9.50",), ("35",), "value-differs"), ("total", (), ("see order",), "column-unread"), ("VNM", ("9.50", "0"), ("35",), "column-unread"),
        ("multiplier", ("1",), ("4",), "column-unread"), ("factor", ("1.0",), ("4",), "column-unread"),
        ("Extended Cost (USD)", ("9.50",), ("35",), "value-differs"), ("Total USD", ("9.5",), ("35",), "value-differs"), ("Total MXN", ("160", "9.50"), (), ""),
        ("pcs", ("1", "1.00", "", "box"), ("4",), "column-unread"), ("No. de piezas", ("1",), ("4",), "column-unread"), ("Qty per assembly", ("1",), ("0.5",), "column-unread"), ("Qty/assy", ("1",), ("3",), "column-unread"), ("No. off", ("1",), ("2",), "column-unread"))

    def test_a_second_figure_of_what_a_line_is_worth(self):
        for header, agreeing, differing, code in self.TOTALS:
            for value in agreeing + differing:
                with self.subTest(header=header, value=value):
                    result, _ = self.only(GOODS, BOM.replace("unit_value", f"unit_value,{header}").replace("1,9.50", f"1,9.50,{value}"))
                    codes = {(f["code"], f.get("line")) for f in result["findings"]}
                    self.assertEqual((result["status"], (code, "1") in codes, result["rvc"]["nc"]["vnm"] if value in agreeing else None),
                                     ("undetermined", True, None) if value in differing else ("originating", False, "9.50"))
        for header, value, status in (("total", "9.50", "originating"), ("total", "35", "undetermined"), ("importe", "9.504", "originating")):  # beside a value that is read
            result, _ = self.only(GOODS, BOM.replace("quantity,unit_value", f"value,{header}").replace("1,9.50", f"9.50,{value}"))
            self.assertEqual((result["status"], ("column-unread", "1") in {(f["code"], f.get("line")) for f in result["findings"]}), (status, status == "undetermined"))
        bom = "good_id,line,material_id,hs,origin,quantity,unit_value,price_unit,total\nPUMP,1,BODY,8413.91,non-originating,2,475,100,{}\n"
        for value, status in (("9.50", "originating"), ("35", "undetermined")):
            self.assertEqual(self.only(GOODS, bom.format(value))[0]["status"], status)

    def test_a_row_that_stands_twice(self):
        def codes(result):
            return [(f["code"], f["line"]) for f in result["findings"] if f["code"] == "line-repeated"]
        row = "PUMP,{},{},8413.91,non-originating,1,{}\n"
        head = BOM.splitlines()[0] + "\n"
        for rows, status, told in ((((1, "BODY", 6),) * 2, "originating", 1), (((1, "BODY", 12),) * 2, "undetermined", 2), (((1, "BODY", 25),) * 2, "non-originating", 1),
                                   (((1, "BODY", 7), (2, "X", 1), (1, "BODY", 7), (1, "BODY", 7)), "undetermined", 4),  # not one behind the other, and three of them
                                   ((("", "BODY", 12),) * 2, "non-originating", 0), (((1, "BODY", 12), (2, "BODY", 12)), "non-originating", 0), (((1, "BODY", 11), (1, "BODY", 13)), "non-originating", 0)):
            with self.subTest(rows=rows):
                result, _ = self.only(GOODS, head + "".join(row.format(*one) for one in rows))
                self.assertEqual((result["status"], len(codes(result))), (status, told))
        goods = "good_id,hs,country,date,transaction_value,other_product_costs,period_costs,excluded_costs\nPUMP,8413.30,MX,2026-10-05,,0,40,0\n"
        lines = "good_id,line,material_id,hs,origin,value\nPUMP,1,CASE,8413.91,non-originating,50\n" + "PUMP,{},PART,7318.15,originating,6\n" * 2
        for numbers, status in (((2, 2), "undetermined"), ((2, 3), "originating"), (("", ""), "originating")):  # the copy raises the net cost from 96 to 102
            result, _ = self.only(goods, lines.format(*numbers))
            self.assertEqual((result["status"], bool(codes(result))), (status, status == "undetermined"), numbers)

    def test_a_material_that_is_nearly_a_good(self):
        head, row = GOODS.splitlines()[:2]
        goods = f"{head}\n{row}\n" + row.replace("PUMP", "SUB-7").replace("8413.30", "8413.91") + "\n"
        lines = "good_id,line,material_id,hs,origin,value\nPUMP,1,{},8413.91,{},35\nSUB-7,1,IRON,8413.91,non-originating,{}\n"
        for name, worth, origin, status in (("SUB-7", 45, "originating", "undetermined"), ("sub-7", 45, "originating", "undetermined"), ("SUB 7", 45, "originating", "undetermined"),
                                            ("00SUB7", 45, "originating", "undetermined"), ("SUB-8", 45, "originating", "originating"), ("sub7", 45, "non-originating", "non-originating")):
            with self.subTest(name=name, origin=origin):
                run = self.check(goods, lines.format(name, origin, worth), "--default-use", "aftermarket", "--format", "json")
                result = {one["good_id"]: one for one in self.results(run)}
                self.assertEqual((result["SUB-7"]["status"], result["PUMP"]["status"]), ("non-originating", status))
                self.assertEqual("origin-contradicted" in [f["code"] for f in result["PUMP"]["findings"]], status == "undetermined")

    PAPERS = (  # header, what says that a paper holds, what may say that it does not
        ("revoked", ("no", "", "0", "N/A", "false", "active"), ("yes", "2026-03-01", "1", "perhaps")), ("Cancelled?", ("N",), ("Y",)), ("void", ("no",), ("void",)),
        ("status", ("active", "Valid", "In force", "in good standing"), ("cancelled", "expired", "see mail")), ("Certificate status", ("ACTIVE",), ("Withdrawn",)),
        ("valid", ("yes", "1"), ("no", "0")), ("revocado", ("no",), ("sí",)), ("Cancelado", ("NO",), ("Sí",)), ("estado", ("vigente", "Activo"), ("cancelado",)),
        ("Fecha de cancelación", ("",), ("2026-02-02",)), ("annulé", ("non",), ("oui",)), ("Statut", ("en vigueur", "valide"), ("annulé",)),
        ("country_of_origin", ("MX", "United States", ""), ("CN", "Various")), ("País de origen", ("México",), ("China",)), ("origin", ("CA",), ("TW",)), ("USMCA", ("yes",), ("no",)),
        ("signed", ("yes", "2025-12-20", ""), ("no", "pending")), ("¿Firmado?", ("sí",), ("no",)), ("Draft", ("no",), ("yes", "X")), ("agreement", ("USMCA", "T-MEC", "USMCA/T-MEC"), ("NAFTA", "EU-Mexico")), ("Tratado", ("t-mec",), ("TLCUEM",)),
        ("Expiry date", ("2026-12-31", "2027-06-30", "", "yes"), ("2026-01-31", "31/01/2026")), ("Fecha de caducidad", ("2026-12-31",), ("2026-03-31",)), ("Effective date", ("2025-12-01", "2026-01-01"), ("2026-06-01",)),
        ("Numéro de pièce", ("Z9",), ()), ("mfg country", ("MX", "pending"), ("CN",)), ("supplier country", ("CN",), ()), ("Originating (Y/N)", ("Y",), ("N",)), ("notes", ("renewed", "no", "replaces the cancelled CO-1", "Made in Mexico"), ("Revoked", "not originating", "vencida", "CANCELLED on 2026-05-01", "Borrador: falta la firma", "Made in China")),
        ("percent originating", ("100",), ("50", "50%")), ("hs_code", ("8413.91", "841391", "8413.91.90", ""), ("8501.10", "8413.92")), ("certificate type", ("Certificate of origin", "annual"), ("EUR.1", "Form A", "NAFTA certificate")), ("scheme", ("USMCA",), ("GSP",)),
        ("Quantity", ("", "0", "all", "Various"), ("500", "500 pcs", "1")), ("Lot number", ("", "n/a", "Any"), ("A-17",)), ("Lote cubierto", ("todos",), ("L 3",)), ("cantidad amparada", (), ("1000",)), ("Numéro de lot", ("tous",), ("7",)),
        ("Approved", ("Yes", "X", "", "2026-01-03", "approved"), ("No", "0", "pending", "TBD", "rejected")), ("Aprobado", ("Sí",), ("No", "Pendiente", "por definir")), ("Approbation", ("Approuvée",), ("Refusée",)), ("Original received", ("Yes", "N/A"), ("No",)),
        ("Verified?", ("Yes",), ("No", "in progress")), ("Vérifié", ("oui",), ("non",)), ("Dictamen", ("Aprobado", "Conforme"), ("Rechazado", "No aprobado")), ("Customs approved", ("Yes", "J. Ruiz"), ("No",)), ("Approved by", ("J. Ruiz",), ("no", "Pending")), ("Signed by supplier", ("yes",), ("no",)),
        ("Covers", ("Yes", "Z9", "all sizes"), ("No", "0", "does not cover this part")), ("Ampara", ("sí",), ("no",)), ("Reviewed", ("J.R.", "2026-01-09"), ("No", "Pending")), ("Scan", ("d1.pdf",), ("no", "missing")), ("Blanket", ("yes",), ("no",)), ("Single shipment", ("no",), ("yes",)),
        ("Missing data", ("", "none", "no", "0"), ("signature", "x")), ("Discrepancias", ("ninguna",), ("fracción",)), ("On hold", ("no",), ("X",)), ("Review", ("done",), ("in review", "Rejected by customs")), ("Comments", ("approved", "sent by mail"), ("Rejected", "Not approved yet", "Falta firma", "Do not use", "En attente de signature")),
        ("Type", ("USMCA certification", "Certification of origin", "Blanket", "invoice"), ("Affidavit", "Supplier's declaration", "Manufacturer affidavit 2026", "NAFTA certificate", "CPTPP", "GSP Form A")), ("Tipo de documento", ("Certificado T-MEC",), ("Declaración de proveedor", "Carta de origen", "TLCAN")),
        ("Document type", (), ("Long-term supplier declaration", "Non-preferential certificate", "Chamber of commerce")), ("Form", ("own format",), ("CBP Form 434", "B232")), ("Program", ("T-MEC", "IMMEX"), ("MFN", "NAFTA")), ("Origin verified", ("yes",), ("no", "China")),
        ("Year", ("2026", "2025-2026", "", "n/a"), ("2025", "2024 - 2025", "2027")), ("Blanket period", ("2026-01-01 to 2026-12-31", "01/26-12/26"), ("2024-01-01 to 2024-12-31",)), ("Ejercicio", ("2026",), ("2025",)), ("Days to expiry", ("0", "40", "x"), ("-10",)), ("Días para vencer", ("3",), ("-1",)),
        ("RVC met", ("yes", "45%"), ("no",)), ("9 data elements", ("yes", "9 of 9"), ("No",)), ("Signature missing", ("no", "", "0"), ("yes", "page 2")), ("Firma faltante", ("no",), ("sí",)), ("Rejected by", ("", "no"), ("Ana",)), ("Supplier response", ("Yes", "sent"), ("No", "Declined")),
        ("Open issues", ("0", "none"), ("2", "HS")), ("Replacement", ("no",), ("CO-2",)), ("Provisional", ("no",), ("sí",)), ("Legible", ("sí",), ("No",)), ("Observations", ("Only the first page is stamped",), ("Only for part X", "Fracción incorrecta", "To be replaced", "Sólo para 2025", "needs new cert")))

    def of_values(self, values, bom, *options):
        """For each value the result of a good of its own: `bom` makes the lines of a good of that number from its value."""
        ids = [f"PUMP-{at}" for at in range(len(values))]
        goods = GOODS.splitlines()[0] + "\n" + "".join(GOODS.splitlines()[1].replace("PUMP", name) + "\n" for name in ids)
        results = self.results(self.check(goods, bom(enumerate(values)), "--default-use", "aftermarket", "--format", "json", *options))
        self.assertEqual([result["good_id"] for result in results], ids)
        return zip(values, results)

    def test_unread_columns_that_deny_a_paper(self):
        header_row = "document_id,kind,material_id,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,exporter,producer,importer"
        row = "D{},certification,BODY{},8413.91,B,2026-01-01,2026-12-31,2025-12-20,Ana,producer,E,P,I"
        lines = "good_id,line,material_id,hs,origin,value,document\n"
        for named in ("D", ""):
            for header, neutral, denying in self.PAPERS:
                values = neutral + denying
                papers = self.write("d.csv", "".join(text + "\n" for text in [f"{header_row},{header}", *(f"{row.format(at, at)},{value}" for at, value in enumerate(values))]))
                for value, result in self.of_values(values, lambda cells: lines + "".join(f"PUMP-{at},1,BODY{at},8413.91,originating,35,{named and named + str(at)}\n" for at, _ in cells),
                                                    "--documents", papers):
                    with self.subTest(named=named, header=header, value=value):
                        self.assertEqual([f["code"] for f in result["findings"]], ["document-incomplete", "origin-undocumented"] if value in denying else [])
                        self.assertEqual(result["evidence"]["pile"] == "sign", value not in denying)
            one, bom = row.format("", ""), lines + f"PUMP,1,BODY,8413.91,originating,35,{named}\n"
            for header in ("Número de parte", "Item number"):  # and no material_id beside it
                papers = self.write("d.csv", f"{header_row},{header}\n{one},BODY\n".replace(",material_id,", ",").replace(",BODY,", ",", 1))
                result, _ = self.only(GOODS, bom, "--documents", papers)
                self.assertEqual(result["evidence"]["pile"], "paper-first", header)
            papers = self.write("d.csv", f"{header_row},revoked\n{one},no\n{one},yes\n")  # one paper, and two answers
            result, _ = self.only(GOODS, bom, "--documents", papers, status=2)
            self.assertIn("document-mismatch", [f["code"] for f in result["findings"]])

    def test_a_good_that_a_flat_file_writes_in_two_ways(self):
        header = "good_id,good_hs,good_country,good_transaction_value,good_date,line,hs,origin,value\n"
        row = "{},8413.70.20,MX,100,2026-10-05,{},8413.91,non-originating,{}\n"
        for ids, split in ((("PUMP", "pump"), True), (("PUMP", "P UMP"), True), (("00123", "123"), True), (("PUMP", "Pu\u00a0mp"), True), (("A-1", "A1"), False), (("A-1", "a-1"), True), (("PUMP", "PUMPS"), False), (("100", "1000"), False), (("PUMP", "PUMP "), None)):
            for between in ("", row.format("OTHER", 1, 5)):
                with self.subTest(ids=ids, between=between):
                    run = self.check_flat(header + row.format(ids[0], 1, 20) + between + row.format(ids[1], 2, 30))
                    statuses = {result["good_id"]: result["status"] for result in self.results(run)}
                    self.assertEqual((run.returncode, b"in capitals, spaces or zeros" in run.stderr), (2, True) if split else (0, False))
                    self.assertEqual([statuses[one] for one in dict.fromkeys(one.strip() for one in ids)], ["non-originating"] if split is None else ["rejected" if split else "originating"] * 2)
                    self.assertEqual(statuses.get("OTHER", "originating"), "originating")

    def check_flat(self, text):
        return self.run_usmca("check", self.write("flat.csv", text), "--format", "json")

    def test_a_second_header_of_other_columns(self):
        goods = GOODS + "".join(GOODS.splitlines()[1].replace("PUMP", name) + "\n" for name in ("FAN", "MOP"))
        head, swapped = "good_id,line,hs,origin,value,deductible_costs\n", "good_id,line,hs,origin,deductible_costs,value\n"
        row = "{},1,8413.91,non-originating,{}\n"
        for second, statuses in ((head, ["originating", "originating", "non-originating"]), (head.upper(), ["originating", "originating", "non-originating"]),
                                 (swapped, ["originating", "rejected", "rejected"]), ("good_id,line,hs,origin,value\n", ["originating", "rejected", "rejected"])):
            for flat in (False, True):
                with self.subTest(second=second, flat=flat):
                    rows = [row.format("PUMP", "5,0"), row.format("FAN", "5,0"), row.format("MOP", "35,0")]
                    if flat:
                        line = GOODS.splitlines()[1].partition(",")[2]
                        good = "," + ",".join("good_" + name for name in GOODS.splitlines()[0].split(",")[1:])
                        heads = [text.strip() + (good.upper() if text.isupper() else good) + "\n" for text in (head, second)]
                        run = self.run_usmca("check", self.write("flat.csv", heads[0] + rows[0].strip() + f",{line}\n" + heads[1] + "".join(text.strip() + f",{line}\n" for text in rows[1:])),
                                             "--default-use", "aftermarket", "--format", "json")
                        found = {result["good_id"]: result["status"] for result in self.results(run)}
                        self.assertEqual([found[name] for name in ("PUMP", "FAN", "MOP")], statuses)
                        continue
                    run = self.check(goods, head + rows[0] + second + rows[1] + rows[2], "--default-use", "aftermarket", "--format", "json")
                    self.assertEqual([result["status"] for result in self.results(run)], statuses)
                    self.assertEqual("bom.csv:3:1: a second header" in run.stderr.decode(), "rejected" in statuses)
        run = self.check(goods.replace("FAN", "good_id,hs,country,date,currency,net_cost,transaction_value\nFAN", 1), BOM + BOM.splitlines()[1].replace("PUMP", "FAN") + "\n", "--default-use", "aftermarket", "--format", "json")
        self.assertEqual([result["status"] for result in self.results(run)], ["originating", "rejected", "rejected", "rejected"])

    def test_a_second_header_of_a_table(self):
        bom = BOM.replace("unit_value\n", "unit_value,currency,document\n").replace("9.50\n", "9.50,EUR,\n") + "PUMP,2,SEAL,8484.10,originating,1,9.50,USD,D2\n"
        tables = {"rates.csv": ("date,from,to,rate\n2026-01-01,CAD,USD,0.7\n", "date,to,from,rate\n", "2026-10-01,EUR,USD,2\n"),
                  "documents.csv": ("document_id,kind,hs,valid_from,valid_to\nD1,certification,8484.10,2026-01-01,2026-12-31\n", "document_id,kind,hs,valid_to,valid_from\n",
                                    "D2,certification,8484.10,2026-12-31,2026-01-01\n")}
        for name, (above, header, row) in tables.items():
            with self.subTest(table=name):
                result, said = self.only(GOODS, bom, "--" + name.partition(".")[0], self.write(name, above + header + row), status=2)
                self.assertIn(f"{name}:3:1: a second header, of other columns", said)
                self.assertIn(f"{name}:4:1: the row stands below a second header", said)
                self.assertEqual(result["status"], "undetermined")
        run = self.check(GOODS, BOM, "--averages", self.write("averages.csv", "good_id,month,period,units,net_cost,vnm\ngood_id,month,period,units,vnm,net_cost\nPUMP,2026-10,month,1,5,40\n"))
        self.assertIn("averages.csv:2:1: a second header", run.stderr.decode())

    def test_columns_without_a_name(self):
        for goods, bom, told in ((GOODS, BOM.replace("unit_value\n", "unit_value,,\n").replace("9.50\n", '9.50,,"x, y"\n') + 'PUMP,2,A,8413.91,originating,1,1, ,""\n', "bom.csv: column 9 has no name: 1 row has something there, from line 2 on"),
                                 (GOODS, "".join(("," if number == 0 else f"{number - 1},") + line for number, line in enumerate((BOM + BOM.splitlines()[1].replace(",1,", ",2,", 1) + "\n").splitlines(True))),
                                  "bom.csv: column 1 has no name: 2 rows have something there, from line 2 on, which is not read"),
                                 ("x\n" + GOODS.replace("net_cost\n", "net_cost, \n").replace(",40\n", ",40,30\n"), BOM, "goods.csv: column 8 has no name: 1 row has something there, from line 3 on")):
            with self.subTest(told=told):
                result, said = self.only(goods, bom)
                self.assertEqual(result["status"], "originating")
                self.assertIn(told, said)
                self.assertEqual(said.count("has no name"), 1)
                run = self.check(goods, bom, "--strict-columns")
                self.assertEqual((run.returncode, run.stdout), (65, b""), run.stderr)
                self.assertRegex(run.stderr.decode(), r"\.csv:[12]:\d: " + told.partition(": ")[2])
        trailing = ",\n".join(BOM.split("\n")[:-1]) + ",\n"
        _, said = self.only(GOODS, trailing, "--strict-columns")
        self.assertNotIn("no name", said)
        _, said = self.only(GOODS, BOM, "--rates", self.write("rates.csv", "date,from,to,rate,\n2026-01-01,CAD,USD,0.7,x\n"))
        self.assertIn("rates.csv: column 5 has no name", said)

    def test_a_good_that_its_rows_write_otherwise(self):
        header = "good_id,good_hs,good_country,good_date,good_currency,good_transaction_value,good_net_cost,good_facts,line,hs,origin,value\n"
        first = "PUMP,8413.30,MX,2026-10-05,USD,50,40,produced=true;a_b=1,1,8413.91,non-originating,9.50\n"
        for row, status, told in (("PUMP,841330,MEX,2026-10-05 00:00:00,usd,$50.00,40.000,produced=true; a_b=1,2,8413.91,originating,1\n", "originating", ""),
                                  ("PUMP,841330,Mexico,2026-10-05,USD,50,40,produced=true;a_b=1,2,8413.91,originating,1\n", "originating", ""),
                                  ("PUMP,8413.30,MX,2026-10-05,USD,50.01,40,produced=true;a_b=1,2,8413.91,originating,1\n", "rejected", "flat.csv:3:32: good_transaction_value differs"),
                                  ("PUMP,8413.3010,MX,2026-10-05,USD,50,40,produced=true;a_b=1,2,8413.91,originating,1\n", "rejected", "flat.csv:3:6: good_hs differs"),
                                  ("PUMP,841330,US,2026-10-05,USD,50,40,produced=true;a_b=1,2,8413.91,originating,1\n", "rejected", "flat.csv:3:13: good_country differs"),
                                  ("PUMP,841330,MX,2026-10-05,USD,50,,produced=true;a_b=1,2,8413.91,originating,1\n", "rejected", "good_net_cost is empty: every row of a flat file has the columns of its good"),
                                  ("PUMP,841330,MX,2026-10-05,USD,50,forty,produced=true;a_b=1,2,8413.91,originating,1\n", "rejected", '"forty" is not a number')):
            with self.subTest(row=row):
                run = self.run_usmca("check", self.write("flat.csv", header + first + row), "--default-use", "aftermarket", "--format", "json")
                self.assertEqual([result["status"] for result in self.results(run)], [status], run.stderr)
                self.assertIn(told, run.stderr.decode())

    def test_unread_units(self):
        rows = "good_id,line,hs,origin,quantity,UoM,unit_value,Price UoM\nPUMP,1,8413.91,non-originating,0.4,{},0.0875,{}\n"
        for own, other, status in (("KG", "kg", "originating"), ("KG", "G", "undetermined"), ("KG", "", "originating"), ("PC", "Pc.", "originating")):
            with self.subTest(own=own, other=other):
                self.assertEqual(self.only(GOODS, rows.format(own, other))[0]["status"], status)
        rows = "good_id,line,hs,origin,quantity,UoM,unit_value\nPUMP,1,8413.91,non-originating,0.4,KG,0.0875\n"
        result, _ = self.only(GOODS, rows)
        self.assertEqual((result["status"], "column-unread" in [f["code"] for f in result["findings"]]), ("originating", True))

        rows = "good_id,line,hs,origin,quantity,unit,unit_value,{}\nPUMP,1,8413.91,non-originating,0.4,KG,0.0875,{}\n"
        for header, other, status in (("Base UoM", "kg", "originating"), ("Base UoM", "G", "undetermined"), ("Unidad de medida", "", "originating"), ("Weight unit", "G", "originating")):
            with self.subTest(header=header, other=other):
                self.assertEqual(self.only(GOODS, rows.format(header, other))[0]["status"], status)
        rows = "good_id,line,hs,origin,quantity,unit,unit_value,price_unit_of_measure,Stock unit of measure\nPUMP,1,8413.91,non-originating,0.4,KG,0.0875,KG,G\n"
        self.assertEqual(self.only(GOODS, rows)[0]["status"], "originating")

    def test_an_unread_currency_of_goods(self):
        goods = GOODS.replace("currency", "Crcy")
        for given, status in (("", "originating"), ("MXN", "undetermined")):
            self.assertEqual(self.only(goods.replace("USD", given))[0]["status"], status)
        self.assertEqual(self.only(GOODS.replace("net_cost", "net_cost,Crcy").replace("50,40", "50,40,MXN"))[0]["status"], "originating")

    def test_totals_with_a_word_in_place_of_the_material(self):
        for word in ("Total", "TOTAL PUMP", "Sub-total:", "Gran total", "Somme"):
            with self.subTest(word=word):
                self.assertEqual(self.only(GOODS, BOM + f",,{word},,,,9.50\n", status=2)[0]["status"], "originating")
        summed = BOM.splitlines()[0] + ",description\n" + BOM.splitlines()[1] + ",\n"
        for row, told in (("PUMP,,Total,,{},,40,", "sums up"), ("PUMP,Subtotal,,,{},,40,", "sums up"), ("PUMP,,,,{},,40,Gran total", "sums up"), ("PUMP,,,,{},,40,Costo total de materiales", "sums up"), ("PUMP,,,,{},,40,", "sums up"), ("PUMP,,TOTAL PUMP,,{},,40,", "sums up"),
                          ("PUMP,3,LABOR,,{},1,40,", "is of a cost"), ("PUMP,3,,,{},1,40,Mano de obra directa", "is of a cost"), ("PUMP,3,X-9,,{},1,40,Profit", "is of a cost")):
            for origin in ("originating", "non-originating"):  # filled down, it would be a material of the product
                with self.subTest(row=row, origin=origin):
                    result, said = self.only(GOODS, summed + row.format(origin) + "\n", status=2)
                    self.assertEqual(result["status"], "rejected")
                    self.assertIn(told, said)
        for row in ("PUMP,3,TOTALIZER,,originating,1,4,", "PUMP,3,TOTAL-9,,originating,1,4,", "PUMP,3,X-9,,originating,1,4,Profit plate"):
            self.assertEqual(self.only(GOODS, summed + row + "\n")[0]["status"], "originating")
        for row in (",,TOTALIZER,,,,9.50", ",,Total,8413.91,,,9.50"):
            self.assertEqual(self.only(GOODS, BOM + row + "\n", status=2)[0]["status"], "rejected")

    def test_an_unread_currency_beside_one_that_is_read(self):
        bom = BOM.replace("unit_value", "unit_value,currency,Crcy").replace("9.50", "9.50,USD,MXN")
        self.assertEqual(self.only(GOODS, bom)[0]["status"], "originating")

    def test_unread_columns_of_goods(self):
        for header, value, status in (("per", "1", "originating"), ("per", "100", "undetermined"), ("Lot size", "10", "undetermined"), ("Sales price", "70", "originating")):
            with self.subTest(header=header, value=value):
                goods = GOODS.replace("net_cost", f"net_cost,{header}").replace("50,40", f"50,40,{value}")
                result, _ = self.only(goods)
                self.assertEqual(result["status"], status)
                self.assertEqual(result["findings"][0]["code"], "column-unread")

    def test_unread_columns_that_say_nothing_of_amounts(self):
        result, said = self.only(GOODS, BOM.replace("unit_value", "unit_value,Buyer").replace("9.50", "9.50,Eva"), "--quiet")
        self.assertEqual([f["code"] for f in result["findings"]], [])
        self.assertIn("ignored: Buyer", said)
        result, _ = self.only(GOODS, BOM.replace("unit_value", "unit_value,Std. cost").replace("9.50", "9.50,7"))
        self.assertEqual((result["status"], [f["code"] for f in result["findings"]]), ("originating", ["column-unread"]))

    def test_where_the_value_does_not_matter_the_answer_stands(self):
        bom = "good_id,line,hs,origin,quantity,unit_value,Scrap %\nPUMP,1,7326.90,non-originating,1,9.50,8\n"
        result, _ = self.only(GOODS, bom)
        self.assertEqual((result["status"], [f["code"] for f in result["findings"]]), ("originating", ["column-unread"]))

    def test_unread_columns_beside_a_profile(self):
        columns = "".join(f'<column name="{name}" header="{name}"/>' for name in ("good_id", "line", "hs", "origin", "quantity", "unit_value"))
        bom = BOM.replace("material_id,", "").replace("BODY,", "").replace("unit_value", "unit_value,Scrap %").replace("9.50", "9.50,8")
        for ignore, status in (("", "undetermined"), ('<ignore header="Scrap %"/>', "originating")):
            self.write("p.xml", f'<profile name="p"><table name="bom">{columns}{ignore}</table></profile>')
            result, said = self.only(GOODS, bom, "--profile", self.path / "p.xml")
            self.assertEqual((result["status"], "Scrap" in said), (status, not ignore))
            run = self.check(GOODS, bom, "--profile", self.path / "p.xml", "--strict-columns")
            self.assertEqual(run.returncode == 65, not ignore)

    def test_strict_columns(self):
        self.refused(BOM.replace("unit_value", "unit_value,Buyer").replace("9.50", "9.50,Eva"), 'bom.csv:1:8: nothing reads the column "Buyer"', options=("--strict-columns",))
        self.only(GOODS, BOM, "--strict-columns")


    def test_an_expression_that_cannot_be_tried_is_no_answer(self):
        """Neither a match nor none: the row is rejected by name, whatever either would have made of it."""
        long = "x" * 4000
        bom = f"good_id,line,material_id,hs,status,value\nPUMP,1,BODY,8413.91,{long},9.50\n"
        columns = "".join(f'<column name="{name}" header="{name}"/>' for name in ("good_id", "line", "material_id", "hs", "value"))
        for expression, status in (("(?:x|y|xy)*", 0), ("(?:x+x+)+[yz]", 2), ("(x|y)*z", 0)):
            profile = self.write("p.xml", f'<profile name="p"><table name="bom">{columns}<column name="origin" header="status">'
                                 f'<value match="{expression}" as="originating"/><value match=".*" as="non-originating"/></column></table></profile>')
            result, said = self.only(GOODS, bom, "--profile", profile, status=status)
            self.assertEqual(result["status"] == "rejected", status == 2, expression)
            self.assertEqual("cannot be tried" in said, status == 2, expression)
            if status == 0:  # read as it says, on a small stack or a large one
                self.assertEqual(result["materials"][0]["origin"], "originating" if expression.endswith("xy)*") else "non-originating")

    def test_an_ignored_row_that_cannot_be_tried_is_named(self):
        """It is no lack of memory; and of a long expression the reason is not cut off."""
        profile = self.write("p.xml", '<profile name="p"><table name="goods"/><table name="bom"><ignore header="(a|aa)+[xy]"/></table></profile>')
        long = "a" * 90 + "b\n"
        for bom, line in ((long + BOM, 1), (BOM + long, BOM.count("\n") + 1)):
            run = self.check(GOODS, bom, "--profile", profile)
            self.assertEqual((run.returncode, run.stdout), (65, b""), run.stderr)
            self.assertIn(f"bom.csv:{line}:1: an expression of the profile cannot be tried on this line", run.stderr.decode())
        profile = self.write("p.xml", f'<profile name="p"><table name="goods"/><table name="bom"><ignore header="{"(é|b)?" * 9000}("/></table></profile>')
        self.assertIn("…\": missing closing parenthesis", self.check(GOODS, BOM, "--profile", profile).stderr.decode())

    def test_errors_of_a_header_say_what_would_do(self):
        run = self.check(BOM, GOODS)
        self.assertEqual(run.returncode, 65)
        self.assertIn("goods and bill of materials seem to be swapped", run.stderr.decode())
        run = self.check(GOODS.replace("country", "land"), BOM)
        self.assertEqual((run.returncode, b"swapped" in run.stderr), (65, False))
        self.refused(BOM.replace("unit_value", "Value").replace("quantity", "value"), "a profile says with nth which of them it is")


if __name__ == "__main__":
    unittest.main()
