"""A row of documents, duties or rates that is rejected is told on the goods that hang on it, and nothing is decided on the rest."""
import pathlib
import unittest

from support import Case

GOODS = "good_id,hs,country,date,transaction_value,use\nPUMP,8413.30.9060,MX,2026-03-01,100,aftermarket\n"
BOM = "good_id,line,material_id,hs,origin,value,currency,document\nPUMP,1,CASING,8413.91,non-originating,60,{currency},{document}\n"
STATEMENTS = "document_id,kind,material_id,signed_on,certifier_role,vnm\n"
GOOD_ROW = "S,accumulation-vnm,CASING,2026-01-10,producer,4\n"


class RejectedRows(Case):
    def ask(self, table, rows, currency="USD", document="", status=2):
        run = self.check(GOODS, BOM.format(currency=currency, document=document), f"--{table}", self.write(f"{table}.csv", rows))
        self.assertEqual(run.returncode, status, run.stderr)
        return self.results(run)[0]

    def codes(self, answer):
        return {finding["code"]: finding["message"] for finding in answer["findings"]}

    def test_documents(self):
        self.assertEqual(self.ask("documents", STATEMENTS + GOOD_ROW, document="S", status=0)["status"], "originating")
        for row in ("S,accumulation-vnm,CASING,2026-13-10,producer,4\n",  # a field that cannot be read
                    "S,accumulation-vnm,CASING,2026-01-10,producer\n",  # a field too few
                    GOOD_ROW + "S,accumulation-vnm,CASING,2026-01-10,producer,four\n"):  # beside a row that can
            answer = self.ask("documents", STATEMENTS + row, document="S")
            self.assertEqual(answer["status"], "non-originating", row)
            self.assertIn("row of document S was rejected", self.codes(answer)["row-rejected"])
        self.assertIn("document-mismatch", self.codes(self.ask("documents", STATEMENTS + GOOD_ROW, document="T", status=0)))

    def test_documents_that_stand_twice(self):
        answer = self.ask("documents", STATEMENTS + GOOD_ROW + GOOD_ROW.replace(",4", ",5"), document="S")
        self.assertEqual(answer["status"], "non-originating")
        self.assertIn("two rows differ", self.codes(answer)["document-mismatch"])
        self.assertEqual(self.ask("documents", STATEMENTS + GOOD_ROW + GOOD_ROW, document="S")["status"], "originating")

    def test_duties(self):
        head = "hs,rate_percent\n8413.30,2.5\n"
        self.assertEqual(self.ask("duties", head, status=0)["duty"]["amount"], "2.50")
        for row, known in (("8413.30.90,x\n", False),  # a longer code of the good
                           ("8413.30,x\n", False),  # the same
                           ("84I3.30.90,3\n", False),  # a code that cannot be read may be any
                           ("8413,x\n", True),  # a shorter one would not hold
                           ("8413.30.9030,x\n", True)):  # nor that of other goods
            answer = self.ask("duties", head + row)
            self.assertEqual(answer["duty"]["amount"], "2.50" if known else None, row)
            self.assertEqual("duty-unknown" in self.codes(answer), not known, row)

    def test_rates(self):
        head = "date,from,to,rate\n2026-02-01,EUR,USD,0.5\n"
        self.assertEqual(self.ask("rates", head, currency="EUR", status=0)["status"], "originating")
        for row, known in (("2026-02-15,EUR,USD,x\n", False),  # later, and before the good
                           ("2026-02-15,USD,EUR,x\n", False),  # the same, written the other way
                           ("2026-02-15,EUR,USD,0\n", False),
                           ("2026-02-30,EUR,USD,0.9\n", False),  # of a day that cannot be read
                           ("2026-02-15,?5x,USD,0.9\n", False),  # of a currency that cannot be read
                           ("2026-02-15,EUR,?5x,0.9\n", False),
                           ("2026-01-15,EUR,USD,x\n", True),  # earlier
                           ("2026-03-02,EUR,USD,x\n", True),  # later than the good
                           ("2026-02-15,CHF,USD,x\n", True)):  # of another currency
            answer = self.ask("rates", head + row, currency="EUR")
            self.assertEqual(answer["status"], "originating" if known else "undetermined", row)
            self.assertEqual("currency-rate-missing" in self.codes(answer), not known, row)

    def test_own_bill_of_a_material_with_a_paper(self):
        """A supplier's paper stands where nothing disproves it: what was rejected may."""
        goods = GOODS + "CASING,8413.91,MX,2026-03-01,60,aftermarket\n"
        bom = "good_id,line,material_id,hs,origin,value,document\nPUMP,1,CASING,8413.91,{origin},60,S\nCASING,1,CAST,8413.91,non-originating,{value},\n"
        certification = "document_id,kind,hs,criterion,valid_from,valid_to,signed_on,certifier,certifier_role,producer\nS,certification,8413.91,B,2026-01-01,2026-12-31,2026-01-10,L. Garza,producer,S\n"
        for origin, rows, sofar in (("originating", certification, "undetermined"), ("non-originating", STATEMENTS + GOOD_ROW, "non-originating")):
            documents = ("--documents", self.write("documents.csv", rows))
            read = {answer["good_id"]: answer for answer in self.results(self.check(goods, bom.format(origin=origin, value=50), *documents))}
            self.assertEqual(read["PUMP"]["status"], sofar)
            run = self.check(goods, bom.format(origin=origin, value="fifty"), *documents)
            self.assertEqual(run.returncode, 2, run.stderr)
            pump = self.results(run)[0]
            self.assertEqual((pump["status"], pump["evidence"]["pile"]), ("undetermined", "do-not-sign"), origin)
            self.assertIn("rests on document S, but a row of its own bill of materials", self.codes(pump)["material-undetermined"])
            self.assertIn({"kind": "bill-of-materials", "state": "rejected"}, [{key: paper[key] for key in ("kind", "state")} for paper in pump["evidence"]["documents"]])

    def test_statements_of_a_core_part(self):
        """U.R. 14(7): two that differ are not believed; of a row that cannot be read it is not known what it says, nor whether it is one."""
        example = pathlib.Path(__file__).parents[1] / "law" / "14-suppliers-statements"
        head, *rows = (example / "documents.csv").read_text().splitlines()
        kept = [row for row in rows if row.startswith("TWO-ALIKE-0")]
        for other, status in (("S,core-part,S1,ENG-TWO-ALIKE,1000,250,250,,", "originating"),
                              ("S,core-part,S1,ENG-TWO-ALIKE,1000,2S0,250,,", "undetermined"),
                              ("S,?5x,S1,ENG-TWO-ALIKE,1000,250,250,,", "undetermined"),
                              ("S,,S1,ENG-TWO-ALIKE,1000,250,250,,", "undetermined"),
                              ("S,core-part,S1", "undetermined"),  # of whatever part
                              (",core-part,S1,ENG-TWO-ALIKE,1000,2S0,250,,", "undetermined"),  # of no document_id
                              (",core-part", "undetermined"),
                              ("S,?5x,S1,ENG-OTHER,1000,250,250,,", "originating"),  # of another part
                              ("S,certification,S1,ENG-TWO-ALIKE,1000,2S0,250,,", "originating")):  # of another kind
            run = self.check((example / "goods.csv").read_text(), (example / "bom.csv").read_text(), "--documents", self.write("documents.csv", "\n".join([head, *kept, other, ""])))
            answers = {answer["good_id"]: answer["status"] for answer in self.results(run)}
            self.assertEqual(answers["TWO-ALIKE"], status, other)

    def test_ids_of_one_hash(self):
        """Two pairs of ids that FNV-1a takes for one: a stray line of the second makes nothing of the first uncertain."""
        for one, other in (("8yn0iYCKYHlIj4-BwPqk", "GReLUrM4wMqfg9yzV3KQ"), ("gMPflVXtwGDXbIhP73TX", "LtHf1prlU1bCeYZEdqWf")):
            goods = "good_id,hs,country,date,transaction_value\n" + "".join(f"{name},3926.90,MX,2024-03-01,10\n" for name in (one, "NEXT", "LAST"))
            bom = "good_id,line,hs,origin,value\n" + "".join(f"{name},1,3902.10,non-originating,3\n" for name in (one, other, "NEXT", other, "LAST"))
            run = self.check(goods, bom, "--format", "json")
            self.assertEqual([(result["good_id"], result["status"]) for result in self.results(run)], [(name, "originating") for name in (one, "NEXT", "LAST")])
            self.assertEqual(run.returncode, 2)
            self.assertIn(b"2 rejected", run.stderr)
            both = self.check(goods + f"{other},3926.90,MX,2024-03-01,10\n", bom.replace(f"\n{other}", f"\n{other}", 1), "--format", "json")
            self.assertEqual([(len(result["materials"]), result["status"]) for result in self.results(both)], [(1, "originating")] * 3 + [(2, "originating")])


if __name__ == "__main__":
    unittest.main()
