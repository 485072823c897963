"""usmca inventory as users type it."""
import unittest

from support import Case

HEADER = "material_id,date,movement,quantity,unit_value,origin,lot,reference\n"
GOOD = HEADER + "X,2024-01-01,receipt,10,1,originating,L1,\nX,2024-01-02,withdrawal,5,,,L1,W1\n"


class Inventory(Case):
    def inventory(self, movements, *arguments, **more):
        return self.run_usmca("inventory", "--movements", self.write("movements.csv", movements), *arguments, **more)

    def test_what_cannot_be_reckoned_is_named_and_the_rest_is_done(self):
        rows = GOOD + ("X,2024-01-03,withdrawal,6,,,L1,W2\nX,2024-01-04,opening,3,,,,\nX,2024-01-04,withdraw,3,,,,\n"
                       "X,2024-13-04,receipt,3,,,,\nX,2024-01-05,receipt,0,,,,\nX,2024-01-06,withdrawal,1,,,,W3\n")
        run = self.inventory(rows, "--method", "specific", "--rejects", "rejects.csv")
        self.assertEqual(run.returncode, 2)
        self.assertEqual([(r["reference"], r["originating"]) for r in self.results(run)], [("W1", "5")])
        rejects = (self.path / "rejects.csv").read_text()
        for line, column, reason in ((4, 25, "6 are taken where 5 are in stock"), (5, 22, "behind the first withdrawal"), (6, 14, "withdraw"),
                                     (7, 3, "2024-13-04"), (8, 22, "zero"), (9, 25, "needs the lot or the origin")):
            self.assertRegex(rejects, rf'(?m)movements.csv,{line},{column},.*{reason}')
        self.assertEqual(len(rejects.splitlines()), 7)

    def test_rows_may_stand_in_any_order(self):
        head, *rows = GOOD.splitlines(keepends=True)
        first = self.results(self.inventory(GOOD, "--method", "fifo"))
        self.assertEqual(self.results(self.inventory(head + "".join(reversed(rows)), "--method", "fifo")), first)

    def test_wrong_usage(self):
        for arguments in ((), ("--method", "hifo"), ("--method", "fifo", "--period", "month"), ("--method", "average", "--period", "week"),
                          ("--method", "average", "--ratio", "own"), ("--method", "average", "--period", "year"),
                          ("--method", "average", "--period", "month", "--ratio", "own", "--year-begins", "13"),
                          ("--method", "fifo", "--places", "12"), ("--method", "fifo", "--format", "xml"), ("--method", "fifo", "extra")):
            self.assertEqual(self.inventory(GOOD, *arguments).returncode, 64, arguments)
        self.assertEqual(self.run_usmca("inventory", "--method", "fifo").returncode, 64)
        self.assertEqual(self.run_usmca("inventory", "--movements", "none.csv", "--method", "fifo").returncode, 74)

    def test_formats_and_languages(self):
        for language, word in (("en", "first in, first out"), ("es", "PEPS"), ("fr", "premier entré")):
            text = self.inventory(GOOD, "--method", "fifo", "--format", "text", "--lang", language).stdout.decode()
            self.assertIn(word, text)
            self.assertIn("2024-01-01", text)
        rows = self.inventory(GOOD, "--method", "fifo", "--format", "csv").stdout.decode().splitlines()
        self.assertEqual(rows[1], "X,2024-01-02,W1,5,5,0,5.00,0.00")

    def test_the_rolling_average_is_of_non_originating_materials(self):
        run = self.inventory(GOOD, "--method", "rolling-average")
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"movements.csv:2:22: X: the rolling average is of non-originating materials alone", run.stderr)


if __name__ == "__main__":
    unittest.main()
