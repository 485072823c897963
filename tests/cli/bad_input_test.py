"""Bad input, contract section 5: rejected by file, line, column and reason; never a crash, never a good lost."""
import csv
import io
import re
import unittest

from support import Case

GOODS = "good_id,hs,country,date,transaction_value\n"
BOM = "good_id,line,material_id,hs,origin,value\n"


def good(name, value="10"):
    return f"{name},3926.90,MX,2024-03-01,{value}\n"


def line(name, number="1", hs="3902.10", value="3"):
    return f"{name},{number},M,{hs},non-originating,{value}\n"


class BadInput(Case):
    def rejected(self, goods, bom):
        """Runs a check: results by good, rejects as rows, and whether rows read = used + rejected."""
        run = self.check(goods, bom, "--rejects", "rejects.csv")
        data = (self.path / "rejects.csv").read_bytes().decode("utf-8", "replace").replace("\0", "?")
        rows = list(csv.DictReader(io.StringIO(data, newline="")))
        read, lost = map(int, re.search(rb"(\d+) rows? read, (\d+) rejected", run.stderr).groups())
        self.assertEqual(lost, len(rows))
        self.assertEqual(run.returncode, 2 if rows else 0)
        self.read = read
        return {r["good_id"]: r["status"] for r in self.results(run)}, rows

    def expect(self, goods, bom, statuses, places):
        found, rows = self.rejected(goods, bom)
        self.assertEqual(found, statuses)
        self.assertEqual([(r["file"].split("/")[-1], int(r["line"]), int(r["column"])) for r in rows], places)
        return rows

    def test_what_never_ends(self):
        goods, lines = self.write("goods.csv", GOODS + good("A")), self.write("bom.csv", BOM + line("A"))
        for arguments in (("check", "--goods", "/dev/zero", "--bom", lines), ("check", "--goods", goods, "--bom", "/dev/zero"), ("preview", "/dev/zero"), ("report", "/dev/zero"),
                          ("profile", "suggest", "/dev/zero"), ("inventory", "--method", "fifo", "--movements", "/dev/zero")):
            run = self.run_usmca(*arguments)
            self.assertIn(b"zero bytes alone", run.stderr + run.stdout, arguments)
            if arguments[0] != "preview":
                self.assertEqual((run.returncode, run.stdout), (65, b""), arguments)
        for arguments in (("validate", "/dev/zero"), ("check", lines, "--profile", "/dev/zero")):
            self.assertIn(b"larger than", self.run_usmca(*arguments).stderr)

    def test_fields(self):
        rows = self.expect(GOODS + good("A") + good("B", "1O") + good("C"), BOM + line("A") + line("B") + line("C", value="x"),
                           {"A": "originating", "B": "rejected", "C": "rejected"},
                           [("goods.csv", 3, 25), ("bom.csv", 4, 31)])
        self.assertIn("1O", rows[0]["reason"])
        self.assertEqual(rows[1]["row"], line("C", value="x").strip())

    def test_field_count(self):
        self.expect(GOODS + good("A") + "B,3926.90,MX\n" + good("C"), BOM + line("A") + line("B") + line("C") + "C,2,M\n",
                    {"A": "originating", "B": "rejected", "C": "rejected"}, [("goods.csv", 3, 1), ("bom.csv", 5, 1)])

    def test_more_fields_than_there_is_room_for_are_counted(self):
        """What is told is how many there are, and not how many are kept; the row behind is counted for itself."""
        rows = self.expect(GOODS + good("A") + good("B"), BOM + line("A") + "A,2," + "," * 3000 + "\nA,3,M\n" + line("B"), {"A": "rejected", "B": "originating"}, [("bom.csv", 3, 1), ("bom.csv", 4, 1)])
        self.assertEqual([row["reason"].split(" where")[0] for row in rows], ["3003 fields", "3 fields"])
        run = self.check(GOODS + good("A"), BOM.strip() + ",x" * 300 + "\n")
        self.assertEqual(run.returncode, 65)
        self.assertIn(b"bom.csv:1:257: a header of more than 256 columns", run.stderr)

    def test_unclosed_quote_costs_one_line(self):
        self.expect(GOODS + good("A") + good("B") + good("C"), BOM + line("A") + 'B,1,"M,3902.10,non-originating,3\n' + line("C"),
                    {"A": "originating", "B": "rejected", "C": "originating"}, [("bom.csv", 3, 5)])

    def test_a_row_of_no_readable_good_touches_its_neighbours(self):
        self.expect(GOODS + "".join(map(good, "ABCD")), BOM + line("A") + line("B") + '"B,1,M\n' + line("C") + line("D"),
                    {"A": "originating", "B": "rejected", "C": "rejected", "D": "originating"}, [("bom.csv", 4, 1)])

    def test_a_good_row_of_no_readable_id_is_still_a_good(self):
        found, rows = self.rejected(GOODS + good("A") + '"B,3926.90\n' + good("C"), BOM + line("A") + line("C"))
        self.assertEqual(sorted(found.items(), key=str), sorted({"A": "originating", None: "rejected", "C": "originating"}.items(), key=str))
        self.assertEqual(len(rows), 1)

    def test_duplicate_and_unknown_goods(self):
        self.expect(GOODS + good("A") + good("B") + good("A"), BOM + line("A") + line("B") + line("X"),
                    {"A": "rejected", "B": "originating"}, [("goods.csv", 4, 1), ("bom.csv", 4, 1)])

    def test_unknown_good_while_streaming(self):
        self.expect(GOODS + good("A") + good("B"), BOM + line("A") + line("X") + line("X", "2") + line("B"),
                    {"A": "originating", "B": "originating"}, [("bom.csv", 3, 1), ("bom.csv", 4, 1)])

    def test_bytes(self):
        found, rows = self.rejected((GOODS + good("A") + good("B") + good("C")).encode(),
                                    (BOM + line("A")).encode() + b"B,1,\x81,3902.10,non-originating,3\nC,1,M\x00,3902.10,non-originating,3\n")
        self.assertEqual(found, {"A": "originating", "B": "rejected", "C": "rejected"})
        self.assertEqual([(r["line"], r["column"]) for r in rows], [("3", "5"), ("4", "6")])

    def test_long_fields(self):
        found, rows = self.rejected(GOODS + good("A") + good("B"), BOM + line("A") + f"B,1,{'x' * 9000},3902.10,non-originating,3\n")
        self.assertEqual(found, {"A": "originating", "B": "rejected"})
        self.assertEqual(len(rows), 1)

    def test_no_line_end_no_lines_no_goods(self):
        self.assertEqual(self.rejected((GOODS + good("A")).strip(), (BOM + line("A")).strip())[0], {"A": "originating"})
        self.assertEqual(self.rejected(GOODS + good("A"), BOM)[0], {"A": "undetermined"})
        self.assertEqual(self.rejected(GOODS, BOM)[0], {})
        self.assertEqual(self.rejected("\ufeff" + GOODS.replace(",", ";") + good("A").replace(",", ";"),
                                       BOM.replace(",", "\t") + "\r\n" + line("A").replace(",", "\t").replace("\n", "\r\n"))[0],
                         {"A": "originating"})

    def test_arithmetic_that_does_not_fit(self):
        huge = "9000000000"
        found, rows = self.rejected(GOODS + good("A", huge) + good("B"),
                                    "good_id,line,material_id,hs,origin,quantity,unit_value\n" + f"A,1,M,3902.10,non-originating,{huge},{huge}\n"
                                    + "B,1,M,3902.10,non-originating,2,1\n")
        self.assertEqual(found, {"A": "rejected", "B": "originating"})

    def test_quoted_line_ends_and_doubled_quotes(self):
        found, rows = self.rejected('good_id,hs,country,description\n"A ""x""",3926.90,MX,"two\nlines"\nB,3926.90,MX,\n',
                                    'good_id,hs,origin,value\n"A ""x""",3902.10,non-originating,3\nB,3902.1,non-originating,3\n')
        self.assertEqual(found, {'A "x"': "originating", "B": "rejected"})
        self.assertEqual((rows[0]["line"], rows[0]["column"]), ("3", "3"))

    def test_flat_rows_that_disagree_about_their_good(self):
        flat = ("good_id,good_hs,good_country,hs,origin,value\nA,3926.90,MX,3902.10,non-originating,1\nA,3926.90,US,3902.10,non-originating,1\n"
                "B,3926.90,MX,3902.10,non-originating,1\n")
        run = self.run_usmca("check", self.write("flat.csv", flat))
        self.assertEqual({r["good_id"]: r["status"] for r in self.results(run)}, {"A": "rejected", "B": "originating"})
        self.assertIn(b"flat.csv:3:11:", run.stderr)

    def test_tables(self):
        documents = "document_id,kind\nD,certification\nD,certification\nE,letter\n"
        rates = "date,from,to,rate\n2024-01-01,USD,MXN,0\n"
        run = self.check(GOODS + good("A"), BOM + line("A"), "--documents", self.write("d.csv", documents), "--rates", self.write("r.csv", rates))
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"d.csv:3:1: document_id D", run.stderr)
        self.assertIn(b"d.csv:4:3:", run.stderr)
        self.assertIn(b"r.csv:2:", run.stderr)


if __name__ == "__main__":
    unittest.main()
