"""`usmca preview`: how each header is understood, the first rows as read, what is not read, and what would be rejected; nothing is decided."""
import unittest

from support import Case
from workbook import Book, Cell

GOODS = "good_id,hs,country\nPUMP,8413.30,MX\n"


class Preview(Case):
    def preview(self, *arguments, status=0):
        run = self.run_usmca("preview", *arguments, "--format", "json")
        self.assertEqual(run.returncode, status, run.stderr)
        return {result["table"]: result for result in self.results(run)}

    def headers(self, result):
        return {column["header"]: (column["column"], column["by"], column["like"]) for column in result["columns"]}

    def test_headers_and_rows(self):
        bom = self.write("bom.csv", "good_id;HS;Origin status;quantity;UoM;unit_value;Notes\nPUMP;8413.91;X;2;KG;$1.50;a\nPUMP;8413;;x;KG;1;b\n")
        found = self.preview("--goods", self.write("goods.csv", GOODS), "--bom", bom, status=2)
        self.assertEqual(list(found), ["goods", "bom"])
        self.assertEqual(self.headers(found["bom"])["HS"], ("hs", "name", None))
        self.assertEqual(self.headers(found["bom"])["Origin status"], (None, None, "origin"))
        self.assertEqual(self.headers(found["bom"])["UoM"], (None, None, "unit"))
        self.assertEqual(self.headers(found["bom"])["Notes"], (None, None, None))
        self.assertEqual(found["bom"]["delimiter"], ";")
        self.assertEqual(found["bom"]["rows"][0], {"line": 2, "values": {"good_id": "PUMP", "hs": "841391", "quantity": "2", "unit_value": "1.5", "role": "material"}})
        self.assertEqual((found["bom"]["looked_at"], found["bom"]["rejected"], len(found["bom"]["rows"])), (2, 1, 1))
        self.assertIn('bom.csv:3:', found["bom"]["rejects"][0])

    def test_profiles_fills_and_flat_files(self):
        profile = self.write("p.xml", '<profile name="p" decimal="," date="DD/MM/YYYY"><table name="bom"><column name="good_id" header="Parent" fill="down"/><column name="hs" header="Code"/>'
                             '<column name="value" header="Price"/><column name="purchase_date" header="Day"/><ignore header="Note"/></table></profile>')
        bom = self.write("bom.csv", "Parent;Code;Price;Day;Note\nPUMP;8413.91;1,5;05/10/2026;\n;8482.10;2;;\n")
        found = self.preview("--bom", bom, "--profile", profile)["bom"]
        self.assertEqual(self.headers(found), {"Parent": ("good_id", "profile", None), "Code": ("hs", "profile", None), "Price": ("value", "profile", None),
                                               "Day": ("purchase_date", "profile", None), "Note": (None, None, None)})
        self.assertEqual([column["ignored"] for column in found["columns"] if column["header"] == "Note"], [True])
        self.assertEqual(found["rows"][0]["values"]["purchase_date"], "2026-10-05")
        self.assertEqual(found["rows"][1]["values"]["good_id"], "PUMP")
        flat = self.preview(self.write("flat.csv", "good_id,good_hs,good_country,hs,value\nPUMP,8413.30,MX,8413.91,3\n"))["flat"]
        self.assertEqual(flat["rows"][0]["values"]["good_hs"], "841330")

    def test_one_file_of_two_is_told_from_a_flat_one(self):
        """A bill of materials alone is shown as one, and so are goods; what is missing is told, by `check` too."""
        bom = self.write("bom.csv", "good_id,line,HS,country,value\nPUMP,1,8413.91,DE,3\n")
        goods = self.write("goods.csv", "good_id,hs,country,description,transaction_value\nPUMP,8413.30,MX,pump,10\n")
        for path, table, missing, said in ((bom, "bom", b"Its goods are missing: usmca check --goods goods.csv --bom ", b"this is a bill of materials, and its goods are missing"),
                                           (goods, "goods", b"Their bill of materials is missing: usmca check --goods ", b"these are goods, and their bill of materials is missing")):
            run = self.run_usmca("preview", path, "--format", "json")
            self.assertEqual((run.returncode, [result["table"] for result in self.results(run)]), (0, [table]))
            self.assertIn(missing, run.stderr)
            run = self.run_usmca("check", path)
            self.assertEqual(run.returncode, 65)
            self.assertIn(said, run.stderr)
            self.assertNotIn(b"profile suggest", run.stderr)
        self.assertIn("faltan sus mercancías (--goods", self.run_usmca("check", bom, "--lang", "es").stderr.decode())
        flat = self.preview(self.write("flat.csv", "good_id,good_hs,hs,value\nPUMP,8413.30,8413.91,3\n"), status=65)["flat"]
        self.assertIn("the column good_country is missing", flat["problem"])
        self.assertIn("profile suggest", flat["problem"])

    def test_workbooks_by_their_cells(self):
        book = Book().add("goods", [["good_id", "hs", "country"], ["PUMP", "8413.30", "MX"]]).add("bom", [["good_id", "hs", "value"], ["PUMP", "8413.91", Cell("#REF!", type="e")]])
        path = self.write("book.xlsx", book.bytes())
        found = self.preview(path, status=2)
        self.assertEqual(found["bom"]["file"], path + "#bom")
        self.assertIn("book.xlsx: bom!C2: value: the cell has an error", found["bom"]["rejects"][0])
        said = self.run_usmca("preview", path, "--format", "text", "--lang", "es").stdout.decode()
        self.assertIn("  C  value  es value, por su nombre", said)

    def test_a_file_that_cannot_be_read_is_told_and_the_others_are_shown(self):
        path = self.write("bom.csv", "Parent,HTS\nPUMP,8413.91\n")
        found = self.preview("--goods", self.write("goods.csv", GOODS), "--bom", path, status=65)
        self.assertIn("the column good_id is missing", found["bom"]["problem"])
        self.assertEqual(found["goods"]["rows"][0]["values"]["country"], "MX")
        said = self.run_usmca("preview", "--bom", path, "--format", "text").stdout.decode()
        self.assertIn("usmca profile suggest", said)
        odd = self.write("odd.csv", "good_id,hs,country,\x1b[31mred\nPU\x1bMP,8413.30,MX,x\n")
        self.assertNotIn("\x1b", self.run_usmca("preview", "--goods", odd, "--format", "text").stdout.decode())
        self.assertEqual(self.run_usmca("preview").returncode, 64)
        self.assertEqual(len(self.preview("--goods", self.write("goods.csv", GOODS), "--rows", "0")["goods"]["rows"]), 0)

    def test_a_suggested_profile_is_seen_before_it_is_believed(self):
        path = self.write("bom.csv", "Parent;HTS;Qty;Unit price\nPUMP;8413.91;2;1,50\n")
        self.assertEqual(self.run_usmca("profile", "suggest", path, "-o", "p.xml").returncode, 0)
        found = self.preview("--bom", path, "--profile", self.path / "p.xml")["bom"]
        self.assertEqual(found["rows"][0]["values"], {"good_id": "PUMP", "hs": "841391", "quantity": "2", "unit_value": "1.5", "role": "material"})


if __name__ == "__main__":
    unittest.main()
