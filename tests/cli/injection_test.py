"""What strangers write reaches no spreadsheet as a formula, and no terminal, message or page as a control character."""
import csv
import io
import json
import re
import unittest

from support import Case

RUNS = ("=1+2", "+1", "-1+2", "@SUM(A1)", "\t=1", "'quoted")
# a bell, an escape, DEL, C1, and what turns the direction of writing
UNSHOWN = ("\x07", "\x1b[2J", "\x7f", "\x9b31m", "\u202e", "\u2066", "\u200f", "\u061c")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Injection(Case):
    def cells(self, run, column):
        return [row[column] for row in csv.DictReader(io.StringIO(run.stdout.decode(), newline=""))]

    def goods_named(self, names):
        out = io.StringIO()
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["good_id", "hs", "country", "description", "transaction_value"])
        rows.writerows([name, "3926.90", "MX", f"about {name}", "10"] for name in names)
        return out.getvalue()

    def bom_named(self, names):
        out = io.StringIO()
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["good_id", "line", "material_id", "hs", "value"])
        rows.writerows([name, name, name, "3902.10", "3"] for name in names)
        return out.getvalue()

    def test_no_cell_of_a_csv_runs(self):
        goods, bom = self.goods_named(RUNS), self.bom_named(RUNS)
        names = [name.strip() for name in RUNS]
        for runs, written in zip(names, self.cells(self.check(goods, bom, "--format", "csv"), "good_id")):
            self.assertEqual(written, "'" + runs)
            self.assertEqual(written[1:] if written.startswith("'") else written, runs)  # what a program does
        self.assertEqual(self.cells(self.check(goods, bom, "--format", "csv", "--raw"), "good_id"), names)

    def test_no_cell_of_the_rejects_runs(self):
        for name in ("=1+2", "-x"):
            bom = "good_id,hs,value\n" + f"{name},3902.10,ten\n"
            run = self.check("good_id,hs,country\nA,3926.90,MX\n", bom, "--rejects", "rejects.csv")
            self.assertEqual(run.returncode, 2)
            rows = list(csv.DictReader((self.path / "rejects.csv").open(newline="")))
            self.assertEqual([row["row"] for row in rows], ["'" + f"{name},3902.10,ten"])
            self.check("good_id,hs,country\nA,3926.90,MX\n", bom, "--rejects", "rejects.csv", "--raw")
            self.assertEqual([row["row"] for row in csv.DictReader((self.path / "rejects.csv").open(newline=""))], [f"{name},3902.10,ten"])

    def test_a_stock_and_a_ledger(self):
        movements = self.write("movements.csv", "movement,date,material_id,quantity,value,origin,reference\n"
                               "receipt,2024-01-02,=M,10,20,originating,\nwithdrawal,2024-01-03,=M,5,,,@R\n")
        arguments = ["inventory", "--method", "fifo", "--movements", movements, "--format", "csv"]
        run = self.run_usmca(*arguments)
        self.assertEqual(self.cells(run, "material_id"), ["'=M"], run.stderr)
        self.assertEqual(self.cells(run, "reference"), ["'@R"])
        self.assertEqual(self.cells(self.run_usmca(*arguments, "--raw"), "reference"), ["@R"])

    def assert_shown(self, text, what):
        self.assertIsNone(CONTROL.search(text), (what, CONTROL.search(text)))

    def test_no_control_character_reaches_a_terminal_or_a_page(self):
        for bad in UNSHOWN:
            names = [f"A{bad}B"]
            goods, bom = self.goods_named(names), self.bom_named(names)
            for options in (["--format", "text"], ["--format", "text", "--lang", "es"], ["--gap", "--format", "text"], ["--format", "json"]):
                run = self.check(goods, bom, *options)
                self.assertIn(run.returncode, (0, 1))
                self.assert_shown(run.stdout.decode(), (bad, options))
                self.assert_shown(run.stderr.decode(), (bad, options))
            self.assertEqual(self.results(run)[0]["good_id"], names[0])  # nothing is lost to a program
            page = self.path / "page.html"
            self.run_usmca("report", self.write("results.json", run.stdout), "-o", page)
            self.assert_shown(page.read_text(), bad)
            self.assertIn("A\ufffd", page.read_text())

    def test_a_line_feed_in_a_cell_makes_no_line_of_the_report(self):
        forged = "A\n  ORIGINATING   criterion A"
        run = self.check(self.goods_named([forged]), self.bom_named([forged]), "--format", "text")
        self.assertFalse([line for line in run.stdout.decode().splitlines() if line.startswith("  ORIGINATING   criterion A")])

    def test_no_control_character_reaches_a_message(self):
        for bad in UNSHOWN:
            runs = [self.check("good_id,hs,country\nA,3926.90,MX\n", f"good_id,hs,value,x{bad}y\nA,3902.10,1{bad},z\n"),
                    self.check(f"good_id,h{bad}s\nA,3926.90\n", "good_id,hs\n"),
                    self.run_usmca("check", f"missing{bad}.csv"), self.run_usmca(f"chec{bad}k"), self.run_usmca("rule", f"84{bad}"),
                    self.run_usmca("check", f"--colour{bad}"), self.run_usmca("check", "x", "--lang", bad), self.run_usmca("validate", f"no{bad}.xml"),
                    self.run_usmca("report", f"no{bad}.json"),
                    self.check("good_id,hs,country\nA,3926.90,MX\n", "good_id,hs,value\nA,3902.10,ten\n", "--profile", f"no{bad}")]
            for run in runs:
                self.assertTrue(run.stderr)
                self.assert_shown(run.stderr.decode(), (bad, run.args))
        latin = self.run_usmca("check", b"caf\xe9.csv".decode(errors="surrogateescape"))
        self.assertIn("caf\ufffd.csv", latin.stderr.decode())

    def test_json_keeps_every_character(self):
        name = "".join(UNSHOWN) + "\u00e9\u4e2d\u2019"
        run = self.check(self.goods_named([name]), self.bom_named([name]), "--format", "json")
        self.assertEqual(json.loads(run.stdout)["good_id"], name)


if __name__ == "__main__":
    unittest.main()
