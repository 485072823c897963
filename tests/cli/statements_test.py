"""Statements that list the non-originating materials of a supplier (U.R. 9(7)(a)(ii)): rows that are rejected, missing or of no statement never make the good originate."""
import unittest

from support import Case

GOODS = "good_id,hs,country,date,transaction_value\nPOWDER,7603.10,MX,2026-10-05,100\n"
BOM = "good_id,line,material_id,hs,value,document\nPOWDER,1,PASTE,7603.20,50,S\n"
DOCUMENTS = "document_id,kind,supplier,material_id,certifier_role,signed_on,materials,produced_in_territory\nS,accumulation-change,Smelter,PASTE,producer,2026-01-10,2,yes\nC,certification,Smelter,,,2026-01-10,,\n"
ROWS = ["document_id,hs,material_id,value", "S,2606.00,BAUXITE,20", "S,2818.20,OXIDE,5"]


class Statements(Case):
    def answer(self, rows, *arguments, documents=DOCUMENTS):
        files = ["--documents", self.write("documents.csv", documents), "--statement-materials", self.write("materials.csv", "\n".join(rows) + "\n")]
        self.rejected = self.path / "rejects.csv"
        run = self.check(GOODS, BOM, *files, "--rejects", self.rejected, "--format", "json", *arguments)
        return run.returncode, self.results(run)[0]

    def test_a_whole_list_makes_the_change(self):
        status, good = self.answer(ROWS)
        self.assertEqual((status, good["status"], good["materials"][0]["statement"]["whole"]), (0, "originating", True))
        self.assertEqual([m["hs"] for m in good["materials"][0]["statement"]["materials"]], ["260600", "281820"])

    def test_the_order_of_the_rows_does_not_matter(self):
        self.assertEqual(self.answer([ROWS[0], ROWS[2], ROWS[1]])[1]["status"], "originating")

    def test_a_rejected_row_leaves_the_good_undetermined(self):
        for bad, reason in (("S,28x8.20,OXIDE,5", "28x8.20"), ("S,2818.20,OXIDE,five", "five"), ("S,,OXIDE,5", "hs"), (",2818.20,OXIDE,5", "document_id"), ("S,2818.20", "2 fields where the header has 4")):
            status, good = self.answer([ROWS[0], ROWS[1], bad])
            self.assertEqual((status, good["status"]), (2, "undetermined"), bad)
            self.assertIn("document-incomplete", [f["code"] for f in good["findings"]])
            text = self.rejected.read_text()
            self.assertIn("materials.csv,3,", text)
            self.assertIn(reason, text)

    def test_a_row_of_no_statement_is_rejected(self):
        for name in ("NOBODY", "C"):
            status, good = self.answer([*ROWS, f"{name},7602.00,SCRAP,1"])
            self.assertEqual((status, good["status"]), (2, "originating"))
            self.assertIn(f"there is no statement {name}", self.rejected.read_text())

    def test_each_row_and_cell_less_is_no_yes(self):
        self.assertEqual(self.answer(ROWS[:1] + ROWS[2:])[1]["status"], "undetermined")
        self.assertEqual(self.answer(ROWS[:1])[1]["status"], "undetermined")
        header, statement, other = DOCUMENTS.splitlines()
        cells = statement.split(",")
        for index, column in enumerate(header.split(",")):
            if column in ("document_id", "kind", "supplier"):
                continue
            less = ",".join("" if i == index else cell for i, cell in enumerate(cells))
            self.assertNotEqual(self.answer(ROWS, documents="\n".join((header, less, other)) + "\n")[1]["status"], "originating", column)

    def test_text_and_spanish_say_what_the_answer_rests_on(self):
        files = ["--documents", self.write("documents.csv", DOCUMENTS), "--statement-materials", self.write("materials.csv", "\n".join(ROWS) + "\n"), "--format", "text"]
        self.assertIn("accumulated-change; U.R. 9(1)(c), 9(7)(a)(ii)", " ".join(self.check(GOODS, BOM, *files).stdout.decode().split()))
        self.assertIn("la declaración S", " ".join(self.check(GOODS, BOM, *files, "--lang", "es").stdout.decode().split()))


if __name__ == "__main__":
    unittest.main()
