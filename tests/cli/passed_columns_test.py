"""Columns of goods that begin with x_ decide nothing, and come back in every output as they came."""
import csv
import io
import json
import unittest

from support import Case

GOODS = "good_id,hs,country,date,transaction_value,x_plant,X_Note\n"
BOM = "good_id,line,material_id,hs,origin,value\nG,1,FRAME,8714.91,non-originating,10\n"
GOOD = 'G,8712.00,MX,2026-03-01,100," Planta 3, ""norte""",=1+1\n'


class PassedColumns(Case):
    def rows(self, run):
        return list(csv.DictReader(io.StringIO(run.stdout.decode(), newline="")))

    def test_in_json(self):
        run = self.check(GOODS + GOOD, BOM, "--format", "json")
        good = json.loads(run.stdout)
        self.assertEqual((good["x_plant"], good["X_Note"]), ('Planta 3, "norte"', "=1+1"))
        self.assertNotIn(b"x_plant", run.stderr)

    def test_in_csv_for_every_good(self):
        goods = GOODS + GOOD + "BAD,8712.00,MX,2026-03-01,1e,P,Q\nSHORT,8712.00,MX,2026-03-01,1\n\"OPEN,8712.00,MX,2026-03-01,1\n"
        rows = self.rows(self.check(goods, BOM, "--format", "csv"))
        self.assertEqual([(row["x_plant"], row["X_Note"]) for row in rows], [('Planta 3, "norte"', "'=1+1"), ("P", "Q"), ("", ""), ("", "")])
        self.assertEqual(self.rows(self.check(goods, BOM, "--format", "csv", "--raw"))[0]["X_Note"], "=1+1")

    def test_in_text_and_reports(self):
        self.assertIn("x_plant: Planta 3", self.check(GOODS + GOOD, BOM, "--format", "text").stdout.decode())
        self.write("results.json", self.check(GOODS + GOOD, BOM, "--format", "json").stdout)
        page = self.run_usmca("report", "results.json").stdout.decode()
        self.assertIn("x_plant", page)
        self.assertIn("Planta 3, &quot;norte&quot;", page)

    def test_of_a_flat_file_and_in_any_order(self):
        flat = "good_id,good_hs,good_country,good_x_plant,good_transaction_value,hs,value,origin\n" + "".join(
            f"G{i},8712.00,MX,P{i},100,8714.91,10,non-originating\n" for i in (1, 2))
        run = self.run_usmca("check", self.write("flat.csv", flat), "--format", "csv")
        self.assertEqual([row["x_plant"] for row in self.rows(run)], ["P1", "P2"])
        back = "good_id,hs,country,transaction_value,x_plant\nA,8712.00,MX,100,PA\nB,8712.00,MX,100,PB\n"
        lines = "good_id,line,hs,value\nB,1,8714.91,10\nA,1,8714.91,10\n"
        self.assertEqual([row["x_plant"] for row in self.rows(self.check(back, lines, "--format", "csv"))], ["PA", "PB"])

    def test_they_are_read_columns(self):
        self.assertEqual(self.check(GOODS + GOOD, BOM, "--strict-columns").returncode, 0)
        prices = GOODS.replace("x_plant", "x_price") + GOOD
        self.assertNotIn(b"column-unread", self.check(prices, BOM, "--format", "json").stdout)

    def test_one_name_twice_is_refused(self):
        run = self.check(GOODS.replace("X_Note", "X_PLANT") + GOOD, BOM)
        self.assertEqual(run.returncode, 65)
        self.assertIn(b"name the same column", run.stderr)

    def test_of_lines_they_are_told(self):
        run = self.check(GOODS + GOOD, BOM.replace("value\n", "value,x_shelf\n").replace(",10\n", ",10,S\n"))
        self.assertIn(b"x_shelf", run.stderr)


if __name__ == "__main__":
    unittest.main()
