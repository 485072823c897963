"""usmca cost as users type it."""
import csv
import json
import unittest

from support import SOURCE, Case

LEDGER = "account,class,amount,good_id,base,excluded,excluded_amount\n"
BASES = "good_id,base,amount\nA,hours,3\nB,hours,1\nA,units-produced,10\nB,units-produced,5\n"


class Cost(Case):
    def cost(self, rows, *arguments, bases=BASES):
        return self.run_usmca("cost", "--ledger", self.write("ledger.csv", LEDGER + rows), "--bases", self.write("bases.csv", bases), *arguments)

    def test_a_bad_row_allocates_nothing_and_is_named(self):
        rows = ("Wages,direct-labour,100,,hours,,\nRent,period,1o0,,hours,,\nRent,period,100,,area,,\nFees,period,100,,hours,fees,\n"
                "Audit,period,100,,,,\nSteel,direct-material,100,A,,royalties,5\nSales,period,100,,hours,sales-promotion,500\n")
        run = self.cost(rows, "--rejects", "rejects.csv")
        self.assertEqual((run.returncode, run.stdout), (2, b""))
        self.assertIn(b"Nothing is allocated", run.stderr)
        rejects = (self.path / "rejects.csv").read_text()
        for line, column, reason in ((3, 13, "1o0"), (4, 18, "no good has any area"), (5, 24, "fees"), (6, 19, "neither a good nor"),
                                     (7, 30, "U.R. 7\\(13\\)\\(b\\)"), (8, 41, "more is excluded")):
            self.assertRegex(rejects, rf'(?m)ledger.csv,{line},{column},.*{reason}')
        self.assertEqual(len(rejects.splitlines()), 7)

    def test_nothing_allocated_is_nothing_written_and_told_quietly_too(self):
        self.write("out.json", "as it was")
        run = self.cost("Rent,period,1o0,,hours,,\n", "--output", "out.json", "--quiet")
        self.assertEqual((run.returncode, (self.path / "out.json").read_text()), (2, "as it was"))
        self.assertIn(b"ledger.csv:2:13", run.stderr)
        self.assertIn(b"Nothing is allocated", run.stderr)

    def test_what_csv_says_is_what_check_takes(self):
        run = self.cost("Steel,direct-material,900,A,,,\nWages,direct-labour,200,,hours,,\nSales,period,80,,hours,royalties,\n", "--format", "csv")
        row = next(csv.DictReader(run.stdout.decode().splitlines()))
        self.assertEqual((row["good_id"], row["other_product_costs"], row["excluded_costs"], row["total_cost"], row["net_cost"]),
                         ("A", "15.00", "6.00", "111.00", "105.00"))
        goods = "hs,country,currency,date," + ",".join(row) + "\n8413.30,MX,USD,2024-05-01," + ",".join(row.values()) + "\n"
        bom = "good_id,hs,line,origin,value\nA,7208.10,1,non-originating,21\n"
        found = self.results(self.run_usmca("check", "--goods", self.write("goods.csv", goods), "--bom", self.write("bom.csv", bom)))[0]
        self.assertEqual((found["rvc"]["nc"]["base"], found["rvc"]["nc"]["percent"]), ("105.00", "80.0000"))

    def test_without_direct_materials_their_value_is_the_bill_of_materials(self):
        run = self.cost("Wages,direct-labour,200,,hours,,\n", "--format", "csv")
        self.assertEqual(run.stdout.decode().splitlines()[1], "A,15.00,0.00,0.00,0.00,,")
        self.assertIn("value of materials is still to be added", " ".join(self.cost("Wages,direct-labour,200,,hours,,\n", "--format", "text").stdout.decode().split()))

    def test_a_good_without_direct_materials_is_never_complete_beside_one_that_has_them(self):
        rows = "Steel,direct-material,900,A,,,\nWages,direct-labour,200,,hours,,\n"
        run = self.cost(rows, "--format", "csv", "--currency", "MXN")
        self.assertEqual(run.stdout.decode().splitlines()[1:], ["A,15.00,0.00,0.00,0.00,105.00,105.00,MXN", "B,10.00,0.00,0.00,0.00,,,MXN"])
        self.assertEqual(self.results(self.cost(rows, "--format", "json", "--currency", "MXN"))[0]["ledger"]["currency"], "MXN")
        a, b = (good for good in self.results(self.cost(rows, "--format", "json", "--currency", "MXN")) if "good_id" in good)
        self.assertEqual((a["per_unit"]["total_cost"], b["per_unit"]["total_cost"], b["per_unit"]["net_cost"]), ("105.00", None, None))
        text = " ".join(self.cost(rows, "--format", "text", "--currency", "MXN").stdout.decode().split())
        self.assertIn("Figures are in MXN.", text)
        self.assertIn("B: without direct materials", text)
        self.assertEqual(text.count("still to be added"), 1)
        self.assertEqual(self.cost(rows, "--currency", "XXQ").returncode, 64)

    def test_a_whole_plant_of_a_large_currency_fits(self):
        run = self.cost("Wages,direct-labour,250000000000.55,,hours,,\n", "--format", "json")
        goods = [g for g in self.results(run) if "good_id" in g]
        self.assertEqual([g["total_cost"] for g in goods], ["187500000000.4125", "62500000000.1375"])

    def test_interest_needs_what_it_is_compared_with(self):
        sample = SOURCE / "samples/plant-costs"
        files = {name: (sample / f"{name}.csv").read_text() for name in ("ledger", "bases", "loans", "payments", "yields")}

        def run(**changed):
            arguments = ["cost", "--method", "direct-cost"]
            for name, text in {**files, **changed}.items():
                arguments += [f"--{name}", self.write(f"{name}.csv", text)]
            return self.run_usmca(*arguments)
        self.assertEqual(run().returncode, 0)
        for changed, reason in (({"yields": files["yields"].replace("2024-03-04", "2024-02-26")}, "no interest rate issued"),
                                ({"payments": "loan_id,date,principal\n"}, "no maturity to compare"),
                                ({"payments": files["payments"].replace("2025-03-05", "2023-03-05")}, "before the date of the contract"),
                                ({"payments": files["payments"].replace("2025-03-05", "")}, "neither the day nor the years are given"),
                                ({"loans": files["loans"].replace("Loan interest", "Interest")}, "no account"),
                                ({"loans": files["loans"].replace("fixed", "variable")}, "years between its adjustments")):
            found = run(**changed)
            self.assertEqual(found.returncode, 2, reason)
            self.assertIn(reason, found.stderr.decode())
            self.assertIn("loans.csv:2:", found.stderr.decode())

    def test_formats_and_languages(self):
        rows = "Wages,direct-labour,200,,hours,,\n"
        for language, word in (("en", "direct labour costs by hours"), ("es", "costos directos de mano de obra por hours"), ("fr", "main-d’œuvre directe par hours")):
            self.assertIn(word, self.cost(rows, "--format", "text", "--lang", language).stdout.decode())
        self.assertIn("ledger", json.loads(self.cost(rows).stdout.splitlines()[0]))

    def test_wrong_usage(self):
        for arguments in (("--method", "guess"), ("--route", "d"), ("--places", "x"), ("--method", "direct-cost", "--base", "hours"),
                          ("--loans", "loans.csv"), ("extra",)):
            self.assertEqual(self.cost("", *arguments).returncode, 64, arguments)
        self.assertEqual(self.run_usmca("cost", "--ledger", "x.csv").returncode, 64)


if __name__ == "__main__":
    unittest.main()
